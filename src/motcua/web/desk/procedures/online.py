"""Setting how far an agency offers a procedure online."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from motcua.accounts.enums import Capability
from motcua.accounts.queries import agencies_where
from motcua.catalogue.actions.online_services import set_online_level
from motcua.catalogue.enums import OnlineLevel
from motcua.catalogue.queries.names import names_of
from motcua.catalogue.queries.procedures import get_procedure
from motcua.organisations.models import Agency, Installation
from motcua.web.desk.access import Desk, DeskRequest, desk_view
from motcua.web.desk.fields import DayField, LinesField
from motcua.web.desk.form_pages import answer_form


class OnlineLevelForm(forms.Form):
    agency = forms.ModelChoiceField(Agency.objects.none(), label=gettext_lazy("Cơ quan"), empty_label=None)
    level = forms.ChoiceField(choices=OnlineLevel.choices, label=gettext_lazy("Mức độ"))
    partial_reason = LinesField(
        rows=3,
        required=False,
        label=gettext_lazy("Lý do chưa toàn trình"),
        help_text=gettext_lazy("Bắt buộc khi chọn “Một phần”. Lý do được công khai trên trang của thủ tục."),
    )
    from_on = DayField(label=gettext_lazy("Áp dụng từ ngày"))

    def __init__(self, *args: Any, desk: Desk, **kwargs: Any) -> None:
        installation = Installation.objects.first()
        initial = {"from_on": desk.today, "agency": installation.home_id if installation else None}
        super().__init__(*args, **{"label_suffix": "", "initial": initial, **kwargs})
        kept = agencies_where(desk.person, Capability.KEEP_CATALOGUE, desk.today)
        field = self.fields["agency"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = kept.filter(held__contains=desk.today).order_by("sort_key", "id")


@desk_view(Capability.KEEP_CATALOGUE)
@require_http_methods(["GET", "POST"])
def set_level(request: DeskRequest, pk: UUID) -> HttpResponse:
    desk, procedure = request.desk, get_procedure(pk)
    form = OnlineLevelForm(request.POST or None, desk=desk)
    back = reverse("desk:procedures:page", args=[pk])

    def act() -> None:
        chosen = {**form.cleaned_data, "level": OnlineLevel(form.cleaned_data["level"])}
        set_online_level(procedure=procedure, **chosen, by=desk.person, at=desk.at)

    return answer_form(
        request,
        form,
        act,
        where=lambda _made: back,
        title=_("Mức độ trực tuyến: %(name)s") % {"name": names_of([pk]).get(pk, procedure.code)},
        save=_("Lưu mức độ"),
        back=back,
        done=_("Đã ghi mức độ trực tuyến."),
    )
