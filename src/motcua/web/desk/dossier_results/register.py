"""The register of dossiers: of which counter, for which days; on the page, as a workbook, as PDF."""

from __future__ import annotations

import tempfile
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from motcua.accounts.enums import Capability
from motcua.accounts.queries import agencies_where
from motcua.documents.printing import MOST_PRINTED_ROWS, print_register, write_register
from motcua.dossiers.queries.register import Register, register_for
from motcua.kernel.refusals import Refused
from motcua.organisations.models import Agency
from motcua.web.desk.access import Desk, DeskRequest, desk_view
from motcua.web.desk.dossier_results.sending import pdf
from motcua.web.desk.fields import DayField
from motcua.web.desk.spreadsheets import XLSX

_SHOWN = 100
_IN_MEMORY = 2 * 1024 * 1024


class RegisterForm(forms.Form):
    """Which register. Without an answer: one's own first counter, this month so far."""

    agency = forms.ModelChoiceField(Agency.objects.none(), label=_("Nơi tiếp nhận"), empty_label=None)
    first_day = DayField(label=_("Từ ngày"))
    last_day = DayField(label=_("Đến ngày"))

    def __init__(self, data: Any, *, desk: Desk) -> None:
        places = agencies_where(desk.person, Capability.READ_DOSSIERS, desk.today).order_by("sort_key", "id")
        first = places.values_list("pk", flat=True).first()
        usual = {
            "agency": str(first or ""),
            "first_day": desk.today.replace(day=1).strftime("%d/%m/%Y"),
            "last_day": desk.today.strftime("%d/%m/%Y"),
        }
        asked = {name: data.get(name) or value for name, value in usual.items()}
        super().__init__(asked, label_suffix="")
        self.fields["agency"].queryset = places  # type: ignore[attr-defined]  # a model choice field
        self.fields["agency"].label_from_instance = lambda agency: agency.name  # type: ignore[attr-defined]  # as above

    @property
    def query(self) -> str:
        """The same question, for the addresses of the files."""
        return urlencode({name: self.data[name] for name in ("agency", "first_day", "last_day")})


@desk_view(Capability.READ_DOSSIERS)
@require_GET
def page(request: DeskRequest) -> HttpResponse:
    """The first rows, with how many there are, and the whole as a file."""
    form = RegisterForm(request.GET, desk=request.desk)
    register = _asked(request.desk, form) if form.is_valid() else None
    context = {
        "form": form,
        "count": register.count() if register else 0,
        "rows": list(register.rows(most=_SHOWN)) if register else [],
        "shown": _SHOWN,
        "query": form.query,
    }
    return render(request, "desk/dossier_results/register.html", context, status=200 if register else 422)


@desk_view(Capability.READ_DOSSIERS)
@require_GET
def workbook(request: DeskRequest) -> HttpResponseBase:
    """The whole register as a workbook; its rows are counted before and after."""
    register = _read(request)
    kept = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - the response closes it
    write_register(kept, register.head(request.desk.at), register.rows(), expected=register.count())
    kept.seek(0)
    name = f"so-theo-doi-{register.agency.code}-{register.first_day:%Y%m%d}-{register.last_day:%Y%m%d}.xlsx"
    return FileResponse(kept, as_attachment=True, filename=name, content_type=XLSX)


@desk_view(Capability.READ_DOSSIERS)
@require_GET
def printed(request: DeskRequest) -> HttpResponseBase:
    """The register as a book to print."""
    register = _read(request)
    if register.count() > MOST_PRINTED_ROWS:
        raise Refused(
            "register-too-long",
            _t("Sổ dài quá %(most)d hồ sơ nên không in một lần được. Chia theo tháng, hoặc lấy bảng tính.")
            % {"most": MOST_PRINTED_ROWS},
        )
    data = print_register(register.head(request.desk.at), list(register.rows()))
    return pdf(data, name=f"so-theo-doi-{register.agency.code}")


def _read(request: DeskRequest) -> Register:
    form = RegisterForm(request.GET, desk=request.desk)
    if not form.is_valid():
        raise Refused("register-period-wrong", _t("Chọn nơi tiếp nhận và kỳ của sổ rồi lấy lại."))
    return _asked(request.desk, form)


def _asked(desk: Desk, form: RegisterForm) -> Register:
    said = form.cleaned_data
    agency: UUID = said["agency"].pk
    return register_for(
        desk.person,
        agency_id=agency,
        first_day=said["first_day"],
        last_day=said["last_day"],
        on=desk.today,
    )
