"""Which units may be drawn in a round, the lots, and decisions about single units."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from motcua.accounts.enums import Capability
from motcua.kernel.refusals import Refused
from motcua.plans.actions.inspections.drawing import (
    add_unit,
    draw_units,
    leave_out_unit,
    set_last_inspected,
    set_units,
    take_back_decision,
)
from motcua.plans.enums import UnitGroup
from motcua.plans.models import Candidate, InspectionRound
from motcua.plans.queries.units import members_of
from motcua.web.desk.access import DeskRequest, attempt, desk_view, posted
from motcua.web.desk.form_pages import answer_form
from motcua.web.desk.inspections.forms.base import ReasonForm
from motcua.web.desk.inspections.forms.rounds import DrawForm, LastInspectedForm, UnitsForm
from motcua.web.desk.inspections.shown import round_or_refuse


@desk_view(Capability.KEEP_INSPECTIONS)
@require_http_methods(["GET", "POST"])
def units(request: DeskRequest, pk: UUID) -> HttpResponse:
    drawn, desk = round_or_refuse(request, pk), request.desk
    among = members_of(UnitGroup.ALL_UNITS, owner_id=drawn.agency_id, on=desk.today)
    chosen = list(drawn.candidates.values_list("unit", flat=True))
    form = UnitsForm(
        posted(request), units=among.distinct().order_by("sort_key", "id"), initial={"units": chosen}
    )
    return answer_form(
        request,
        form,
        lambda: set_units(
            round_id=pk,
            unit_ids=[unit.pk for unit in form.cleaned_data["units"]],
            by=desk.person,
            at=desk.at,
        ),
        where=lambda made: _home(pk),
        title=_("Đơn vị có thể được kiểm tra"),
        lead=_("Bỏ chọn đơn vị nằm ngoài phạm vi của đợt. Tỷ lệ tính trên danh sách này."),
        save=_("Lưu danh sách"),
        back=_home(pk),
        done=_("Đã lưu danh sách đơn vị."),
    )


@desk_view(Capability.KEEP_INSPECTIONS)
@require_http_methods(["GET", "POST"])
def last(request: DeskRequest, pk: UUID, unit_pk: UUID) -> HttpResponse:
    drawn, desk = round_or_refuse(request, pk), request.desk
    row = _row(drawn, unit_pk)
    form = LastInspectedForm(posted(request), initial={"inspected_on": row.last_inspected_on})
    return answer_form(
        request,
        form,
        lambda: set_last_inspected(
            round_id=pk,
            unit_id=unit_pk,
            inspected_on=form.cleaned_data["inspected_on"],
            by=desk.person,
            at=desk.at,
        ),
        where=lambda made: _home(pk),
        title=_("Kiểm tra lần gần nhất"),
        lead=row.unit.name,
        save=_("Lưu"),
        back=_home(pk),
        done=_("Đã lưu."),
    )


@desk_view(Capability.KEEP_INSPECTIONS)
@require_http_methods(["GET", "POST"])
def draw(request: DeskRequest, pk: UUID) -> HttpResponse:
    drawn, desk = round_or_refuse(request, pk), request.desk
    form = DrawForm(posted(request), is_again=bool(drawn.seed))
    return answer_form(
        request,
        form,
        lambda: draw_units(
            round_id=pk,
            seed=form.seed(),
            reason=form.cleaned_data.get("reason", ""),
            by=desk.person,
            at=desk.at,
        ),
        where=lambda made: f"{_home(pk)}#rut-tham",
        title=_("Rút thăm lại") if drawn.seed else _("Rút thăm"),
        lead=_("Cùng một con số và cùng danh sách luôn cho cùng kết quả, nên ai cũng kiểm lại được."),
        save=_("Rút thăm lại") if drawn.seed else _("Rút thăm"),
        back=_home(pk),
        done=_("Đã rút thăm. Lãnh đạo được báo để phê duyệt."),
        is_danger=bool(drawn.seed),
    )


@desk_view(Capability.KEEP_INSPECTIONS)
@require_http_methods(["GET", "POST"])
def add(request: DeskRequest, pk: UUID, unit_pk: UUID) -> HttpResponse:
    return _decide(request, pk, unit_pk, add_unit, _("Chọn thêm đơn vị"), _("Đã chọn thêm đơn vị."))


@desk_view(Capability.KEEP_INSPECTIONS)
@require_http_methods(["GET", "POST"])
def leave_out(request: DeskRequest, pk: UUID, unit_pk: UUID) -> HttpResponse:
    return _decide(
        request,
        pk,
        unit_pk,
        leave_out_unit,
        _("Để lại đơn vị"),
        _("Đã để lại đơn vị; đơn vị kế tiếp trong thứ tự được chọn thay."),
    )


@desk_view(Capability.KEEP_INSPECTIONS)
@require_POST
def take_back(request: DeskRequest, pk: UUID, unit_pk: UUID) -> HttpResponse:
    round_or_refuse(request, pk)
    desk = request.desk
    attempt(
        request,
        lambda: take_back_decision(round_id=pk, unit_id=unit_pk, by=desk.person, at=desk.at),
        done=_("Đã đưa đơn vị trở lại danh sách rút thăm."),
    )
    return redirect(f"{_home(pk)}#rut-tham")


def _home(pk: UUID) -> str:
    return reverse("desk:inspections:round", args=[pk])


def _row(drawn: InspectionRound, unit_pk: UUID) -> Candidate:
    row = drawn.candidates.select_related("unit").filter(unit=unit_pk).first()
    if row is None:
        raise Refused("unit-not-found", _("Đơn vị này không có trong danh sách của đợt kiểm tra."))
    return row


def _decide(
    request: DeskRequest, pk: UUID, unit_pk: UUID, act: Callable[..., Any], title: str, done: str
) -> HttpResponse:
    drawn, desk = round_or_refuse(request, pk), request.desk
    row, form = _row(drawn, unit_pk), ReasonForm(posted(request))
    return answer_form(
        request,
        form,
        lambda: act(
            round_id=pk,
            unit_id=unit_pk,
            reason=form.cleaned_data["reason"],
            by=desk.person,
            at=desk.at,
        ),
        where=lambda made: f"{_home(pk)}#rut-tham",
        title=title,
        lead=f"{row.unit.name}. {row.reason}" if row.reason else row.unit.name,
        save=title,
        back=_home(pk),
        done=done,
    )
