"""The register of dossiers: of which counter, for which days; on the page, as a workbook, as PDF."""

from __future__ import annotations

import tempfile
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from motcua.accounts.enums import Capability
from motcua.accounts.queries import agencies_where
from motcua.documents.printing import MOST_PRINTED_ROWS, print_register, write_register
from motcua.dossiers.actions.exporting import ask_for_register
from motcua.dossiers.actions.reading import note_list_reading
from motcua.dossiers.queries.register import Register, register_for
from motcua.kernel.refusals import Refused
from motcua.organisations.models import Agency
from motcua.organisations.queries.home import home_agency_id
from motcua.web.desk.access import Desk, DeskRequest, desk_view
from motcua.web.desk.dossier_results.sending import pdf
from motcua.web.desk.fields import DayField
from motcua.web.desk.spreadsheets import XLSX

_SHOWN = 100
_IN_MEMORY = 2 * 1024 * 1024
# A longer register is written in the background: nobody waits before a white page.
MOST_AT_ONCE = 5_000


class RegisterForm(forms.Form):
    """Which register. Without an answer: the whole body's or one's own first counter's, this month so far."""

    agency = forms.ModelChoiceField(Agency.objects.none(), label=_("Nơi tiếp nhận"), empty_label=None)
    first_day = DayField(label=_("Từ ngày"))
    last_day = DayField(label=_("Đến ngày"))

    def __init__(self, data: Any, *, desk: Desk) -> None:
        places = agencies_where(desk.person, Capability.READ_DOSSIERS, desk.today).order_by("sort_key", "id")
        first = places.filter(pk__in=[home_agency_id()]).first() or places.first()
        usual = {
            "agency": str(first.pk if first else ""),
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
    if register is not None:
        _note(request.desk, register, _t("Xem"))
    count = register.count() if register else 0
    context = {
        "form": form,
        "count": count,
        "rows": list(register.rows(most=_SHOWN)) if register else [],
        "shown": _SHOWN,
        "query": form.query,
        "is_long": bool(register) and count > MOST_AT_ONCE,
    }
    return render(request, "desk/dossier_results/register.html", context, status=200 if register else 422)


@desk_view(Capability.READ_DOSSIERS)
@require_GET
def workbook(request: DeskRequest) -> HttpResponseBase:
    """The whole register as a workbook; its rows are counted before and after."""
    register = _read(request)
    expected = register.count()
    if expected > MOST_AT_ONCE:
        raise Refused(
            "register-too-long",
            _t(
                "Sổ dài quá %(most)d hồ sơ: bấm “Lập bảng tính” ở trang sổ để máy lập trong lúc bạn làm việc khác."
            )
            % {"most": MOST_AT_ONCE},
        )
    _note(request.desk, register, _t("Tải về"))
    kept = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - the response closes it
    write_register(kept, register.head(request.desk.at), register.rows(), expected=expected)
    kept.seek(0)
    name = f"so-theo-doi-{register.agency.code}-{register.first_day:%Y%m%d}-{register.last_day:%Y%m%d}.xlsx"
    return FileResponse(kept, as_attachment=True, filename=name, content_type=XLSX)


@desk_view(Capability.READ_DOSSIERS)
@require_POST
def in_background(request: DeskRequest) -> HttpResponseBase:
    """Let the workbook be made in the background, and on to where it is waited for."""
    register = _read(request)
    _note(request.desk, register, _t("Tải về"))
    job = ask_for_register(register=register, by=request.user, at=request.desk.at)
    return redirect("desk:jobs:page", job.pk)


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
    _note(request.desk, register, _t("In"))
    data = print_register(register.head(request.desk.at), list(register.rows()))
    return pdf(data, name=f"so-theo-doi-{register.agency.code}")


def _note(desk: Desk, register: Register, how: str) -> None:
    """Names, addresses and telephones of many stand in the register: who takes it out is kept."""
    what = _t("%(how)s sổ theo dõi: %(agency)s, %(first)s–%(last)s") % {
        "how": how,
        "agency": register.agency.name[:120],
        "first": f"{register.first_day:%d/%m/%Y}",
        "last": f"{register.last_day:%d/%m/%Y}",
    }
    note_list_reading(person=desk.person, what=what, at=desk.at)


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
