"""The devices at the desks on which people rate."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from motcua.accounts.enums import Capability
from motcua.accounts.queries import agencies_where
from motcua.feedback.actions.kiosks import end_kiosk, open_pairing, register_kiosk
from motcua.feedback.queries.kiosks import kiosks_of
from motcua.feedback.rules.ratings.codes import spoken
from motcua.organisations.models import Agency
from motcua.web.desk.access import DeskRequest, attempt, desk_view, posted
from motcua.web.desk.fields import WordsField
from motcua.web.desk.form_pages import answer_form
from motcua.web.desk.ratings.asking import tabs_of


class KioskForm(forms.Form):
    agency = forms.ChoiceField(label=gettext_lazy("Đặt tại"))
    name = WordsField(
        label=gettext_lazy("Tên máy"),
        max_length=120,
        help_text=gettext_lazy("Ví dụ: Quầy 3, tầng 1."),
        error_messages={"required": gettext_lazy("Ghi tên máy và chỗ đặt.")},
    )

    def __init__(self, *args: Any, agencies: list[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        self.fields["agency"].choices = [  # type: ignore[attr-defined]  # a choice field
            ("", _("Chọn nơi đặt máy…")),
            *((str(agency.pk), agency.name) for agency in agencies),
        ]


@desk_view(Capability.KEEP_SURVEYS)
@require_GET
def listing(request: DeskRequest) -> HttpResponse:
    rows = kiosks_of([agency.pk for agency in _kept(request)])
    context = {
        "tabs": tabs_of(request, "kiosks"),
        "kiosks": list(rows),
        "address": request.build_absolute_uri(reverse("portal:kiosk")),
        "now": request.desk.at,
    }
    return render(request, "desk/ratings/kiosks.html", context)


@desk_view(Capability.KEEP_SURVEYS)
def register(request: DeskRequest) -> HttpResponse:
    desk = request.desk
    form = KioskForm(posted(request), agencies=_kept(request))

    def act() -> object:
        kiosk, code = register_kiosk(
            agency_id=UUID(form.cleaned_data["agency"]),
            name=form.cleaned_data["name"],
            by=desk.person,
            at=desk.at,
        )
        _tell(request, code)
        return kiosk

    return answer_form(
        request,
        form,
        act,
        where=lambda _made: reverse("desk:ratings:kiosks"),
        title=_("Thêm máy đánh giá"),
        lead=_("Sau khi lưu, mở trang đánh giá trên máy đặt ở quầy và nhập mã ghép máy trong vòng 30 phút."),
        save=_("Đăng ký máy"),
        back=reverse("desk:ratings:kiosks"),
        done=_("Đã đăng ký máy."),
    )


@desk_view(Capability.KEEP_SURVEYS)
@require_POST
def pair_again(request: DeskRequest, pk: UUID) -> HttpResponse:
    desk = request.desk
    attempt(
        request,
        lambda: _tell(request, open_pairing(kiosk_id=pk, by=desk.person, at=desk.at)),
        done=_("Máy cũ không dùng được nữa cho đến khi ghép lại."),
    )
    return redirect("desk:ratings:kiosks")


@desk_view(Capability.KEEP_SURVEYS)
@require_POST
def end(request: DeskRequest, pk: UUID) -> HttpResponse:
    desk = request.desk
    attempt(
        request,
        lambda: end_kiosk(kiosk_id=pk, by=desk.person, at=desk.at),
        done=_("Đã ngừng máy. Các đánh giá trên máy vẫn còn."),
    )
    return redirect("desk:ratings:kiosks")


def _tell(request: DeskRequest, code: str) -> None:
    """The pairing code is shown once."""
    messages.info(request, _("Mã ghép máy, dùng trong 30 phút: %(code)s") % {"code": spoken(code)})


def _kept(request: DeskRequest) -> list[Agency]:
    desk = request.desk
    found = agencies_where(desk.person, Capability.KEEP_SURVEYS, desk.today)
    return list(found.order_by("sort_key", "id"))
