"""Plans that units must send under a plan."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from motcua.accounts.enums import Capability
from motcua.kernel.refusals import Refused
from motcua.organisations.models import Agency
from motcua.plans.actions.children import ask_for_child_plans, receive_child_plan, urge_child_plans
from motcua.plans.enums import UnitGroup
from motcua.plans.queries.units import members_of, nameable_units
from motcua.web.desk.access import DeskRequest, attempt, desk_view, posted
from motcua.web.desk.fields import DayField, WordsField
from motcua.web.desk.form_pages import answer_form
from motcua.web.desk.plans.shown import plan_or_refuse
from motcua.web.fields import OneFileField
from motcua.web.waiting_files import HoldsFiles, chosen_files

_GROUPS = tuple(group for group in UnitGroup if group is not UnitGroup.CONCERNED)


class AskForm(forms.Form):
    """Which units must send a plan: whole groups, single units, or both."""

    groups = forms.MultipleChoiceField(
        required=False,
        label=gettext_lazy("Cả nhóm"),
        choices=[(group.value, group.label) for group in _GROUPS],
        widget=forms.CheckboxSelectMultiple,
    )
    units = forms.ModelMultipleChoiceField(
        Agency.objects.none(),
        required=False,
        label=gettext_lazy("Từng đơn vị"),
        help_text=gettext_lazy("Giữ phím Ctrl để chọn nhiều đơn vị."),
    )
    due_on = DayField(required=False, label=gettext_lazy("Hạn gửi (ngày cuối cùng còn đúng hạn)"))

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        field = self.fields["units"]
        assert isinstance(field, forms.ModelMultipleChoiceField)
        field.queryset = units
        field.widget.attrs["size"] = 10


class ReceiveForm(HoldsFiles, forms.Form):
    document_number = WordsField(max_length=60, label=gettext_lazy("Số, ký hiệu"))
    received_on = DayField(label=gettext_lazy("Nhận ngày"))
    file = OneFileField(required=False, label=gettext_lazy("Tệp kế hoạch"))


@desk_view(Capability.KEEP_PLANS)
@require_http_methods(["GET", "POST"])
def ask(request: DeskRequest, pk: UUID) -> HttpResponse:
    plan, desk = plan_or_refuse(request, pk), request.desk
    form = AskForm(
        posted(request), units=nameable_units(plan.agency_id, desk.today).exclude(pk=plan.agency_id)
    )

    def act() -> int:
        chosen = [unit.pk for unit in form.cleaned_data["units"]]
        for group in form.cleaned_data["groups"]:
            chosen += members_of(UnitGroup(group), owner_id=plan.agency_id, on=desk.today).values_list(
                "pk", flat=True
            )
        return ask_for_child_plans(
            plan_id=pk, unit_ids=chosen, due_on=form.cleaned_data["due_on"], by=desk.person, at=desk.at
        )

    return answer_form(
        request,
        form,
        act,
        where=lambda made: _home(pk),
        title=_("Yêu cầu đơn vị gửi kế hoạch"),
        lead=plan.title,
        save=_("Gửi yêu cầu"),
        back=_home(pk),
        done=_("Đã gửi yêu cầu; lãnh đạo các đơn vị được báo."),
    )


@desk_view(Capability.KEEP_PLANS)
@require_http_methods(["GET", "POST"])
def receive(request: DeskRequest, pk: UUID, unit_pk: UUID) -> HttpResponse:
    plan, desk = plan_or_refuse(request, pk), request.desk
    row = plan.child_plans.select_related("unit").filter(unit=unit_pk).first()
    if row is None:
        raise Refused("unit-not-found", _("Đơn vị này chưa có trong danh sách phải gửi kế hoạch."))
    form = ReceiveForm(
        posted(request), chosen_files(request), label_suffix="", initial={"received_on": desk.today}
    )

    def act() -> object:
        return receive_child_plan(
            plan_id=pk,
            unit_id=unit_pk,
            document_number=form.cleaned_data["document_number"],
            received_on=form.cleaned_data["received_on"],
            file=next(iter(form.brought_in("file")), None),
            by=desk.person,
            at=desk.at,
        )

    return answer_form(
        request,
        form,
        act,
        where=lambda made: _home(pk),
        title=_("Nhận kế hoạch của %s") % row.unit.name,
        save=_("Ghi nhận"),
        back=_home(pk),
        done=_("Đã ghi nhận kế hoạch của đơn vị."),
    )


@desk_view(Capability.KEEP_PLANS)
@require_POST
def urge(request: DeskRequest, pk: UUID) -> HttpResponse:
    plan_or_refuse(request, pk)
    desk = request.desk
    attempt(
        request,
        lambda: urge_child_plans(plan_id=pk, by=desk.person, at=desk.at),
        done=_("Đã nhắc lãnh đạo các đơn vị chưa gửi."),
    )
    return redirect(_home(pk))


def _home(plan_id: UUID) -> str:
    return reverse("desk:plans:page", args=[plan_id]) + "#cap-duoi"
