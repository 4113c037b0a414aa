"""A round: begun, drawn, decided about, approved, closed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from motcua.accounts.enums import Capability
from motcua.accounts.policy import may
from motcua.kernel.queries import entries_about
from motcua.kernel.refusals import Refused
from motcua.plans.actions.inspections.drawing import (
    add_unit,
    draw_units,
    leave_out_unit,
    set_last_inspected,
    set_units,
    take_back_decision,
)
from motcua.plans.actions.inspections.rounds import (
    approve_round,
    close_round,
    drop_round,
    save_round,
    start_round,
)
from motcua.plans.enums import PlanStatus, RoundStatus, UnitGroup
from motcua.plans.models import Candidate, InspectionRound, Plan
from motcua.plans.policy import may_inspect
from motcua.plans.queries.inspections.figures import reached_in
from motcua.plans.queries.inspections.lists import candidates_of, inspection_by_unit
from motcua.plans.queries.inspections.ways import ways_of
from motcua.plans.queries.units import members_of
from motcua.plans.queries.visible import plans_visible_to
from motcua.plans.rules.drawing import least_number
from motcua.web.desk.access import DeskRequest, attempt, desk_view, posted
from motcua.web.desk.form_pages import answer_form
from motcua.web.desk.history import read_history
from motcua.web.desk.inspections.forms import (
    DrawForm,
    LastInspectedForm,
    NoteForm,
    ReasonForm,
    RoundForm,
    UnitsForm,
    first_of_round,
)
from motcua.web.desk.inspections.shown import round_or_refuse
from motcua.web.desk.inspections.views import agency_at, own_agencies
from motcua.web.desk.plans.shown import reach


@desk_view(Capability.KEEP_INSPECTIONS, Capability.APPROVE_PLANS)
@require_GET
def page(request: DeskRequest, pk: UUID) -> HttpResponse:
    drawn, desk = round_or_refuse(request, pk), request.desk
    rows, inspections = candidates_of(drawn), inspection_by_unit(drawn)
    status = RoundStatus(drawn.status)
    keeps = may_inspect(desk.person, agency_id=drawn.agency_id, on=desk.today)
    approves = may(desk.person, Capability.APPROVE_PLANS, agency_id=drawn.agency_id, on=desk.today)
    draft = status is RoundStatus.DRAFT
    context = {
        "round": drawn,
        "status": status.label,
        "is_draft": draft,
        "is_approved": status is RoundStatus.APPROVED,
        "rows": [(row, inspections.get(row.unit_id)) for row in rows],
        "units": len(rows),
        "taken": sum(row.is_taken for row in rows),
        "least": least_number(len(rows), share=drawn.least_share),
        "example": next((row for row in rows if row.ticket), None),
        "reached": reached_in(drawn),
        "surprises": [row for row in inspections.values() if row.kind == "surprise"],
        "keeps": keeps,
        "may_edit": keeps and draft,
        "may_approve": approves and draft and bool(drawn.seed) and drawn.created_by_id != desk.person.pk,
        "history": read_history(entries_about("inspection_round", str(drawn.pk))),
    }
    return render(request, "desk/inspections/round.html", context)


@desk_view(Capability.KEEP_INSPECTIONS)
@require_http_methods(["GET", "POST"])
def start(request: DeskRequest) -> HttpResponse:
    desk, agency = request.desk, agency_at(request)
    ways = ways_of(agency.pk, desk.today)
    year = desk.today.year
    first = {
        "agency": agency.pk,
        "title": _("Kiểm tra công tác kiểm soát thủ tục hành chính năm %s") % year,
        "starts_on": desk.today,
        "ends_on": date(year, 12, 31),
        **asdict(ways),
    }
    form = RoundForm(posted(request), agencies=own_agencies(desk), plans=_plans(request), initial=first)

    def act() -> InspectionRound:
        whose = form.cleaned_data.get("agency") or agency
        units = members_of(UnitGroup.ALL_UNITS, owner_id=whose.pk, on=desk.today).values_list("pk", flat=True)
        return start_round(
            agency_id=whose.pk, facts=form.facts(), unit_ids=list(units), by=desk.person, at=desk.at
        )

    return answer_form(
        request,
        form,
        act,
        where=lambda made: _home(made.pk),
        title=_("Lập đợt kiểm tra"),
        lead=_("Danh sách ban đầu gồm mọi phòng và đơn vị trực thuộc; sửa ở trang sau rồi rút thăm."),
        save=_("Lập đợt kiểm tra"),
        back=reverse("desk:inspections:list"),
        done=_("Đã lập đợt kiểm tra. Xem lại danh sách đơn vị rồi rút thăm."),
    )


@desk_view(Capability.KEEP_INSPECTIONS)
@require_http_methods(["GET", "POST"])
def edit(request: DeskRequest, pk: UUID) -> HttpResponse:
    drawn, desk = round_or_refuse(request, pk), request.desk
    form = RoundForm(
        posted(request),
        agencies=own_agencies(desk),
        plans=_plans(request),
        drawn=drawn,
        initial=first_of_round(drawn),
    )
    return answer_form(
        request,
        form,
        lambda: save_round(round_id=pk, facts=form.facts(), by=desk.person, at=desk.at),
        where=lambda made: _home(pk),
        title=_("Thông tin đợt kiểm tra"),
        save=_("Lưu"),
        back=_home(pk),
        done=_("Đã lưu."),
    )


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
def lots(request: DeskRequest, pk: UUID) -> HttpResponse:
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


@desk_view(Capability.APPROVE_PLANS)
@require_POST
def approve(request: DeskRequest, pk: UUID) -> HttpResponse:
    round_or_refuse(request, pk)
    desk = request.desk
    attempt(
        request,
        lambda: approve_round(round_id=pk, by=desk.person, at=desk.at),
        done=_("Đã phê duyệt đợt kiểm tra."),
    )
    return redirect(_home(pk))


@desk_view(Capability.KEEP_INSPECTIONS)
@require_http_methods(["GET", "POST"])
def close(request: DeskRequest, pk: UUID) -> HttpResponse:
    drawn, desk = round_or_refuse(request, pk), request.desk
    reached, form = reached_in(drawn), NoteForm(posted(request))
    return answer_form(
        request,
        form,
        lambda: close_round(round_id=pk, note=form.cleaned_data["note"], by=desk.person, at=desk.at),
        where=lambda made: _home(pk),
        title=_("Kết thúc đợt kiểm tra"),
        lead=_("Đã kiểm tra %(inspected)s/%(units)s đơn vị; cần ít nhất %(share)s%%.")
        % {"inspected": reached.inspected, "units": reached.units, "share": reached.least_share},
        save=_("Kết thúc đợt"),
        back=_home(pk),
        done=_("Đã kết thúc đợt kiểm tra."),
    )


@desk_view(Capability.KEEP_INSPECTIONS)
@require_http_methods(["GET", "POST"])
def drop(request: DeskRequest, pk: UUID) -> HttpResponse:
    round_or_refuse(request, pk)
    desk, form = request.desk, ReasonForm(posted(request))
    return answer_form(
        request,
        form,
        lambda: drop_round(round_id=pk, reason=form.cleaned_data["reason"], by=desk.person, at=desk.at),
        where=lambda made: reverse("desk:inspections:list"),
        title=_("Bỏ đợt kiểm tra"),
        lead=_("Các lần rút thăm vẫn được lưu trong nhật ký."),
        save=_("Bỏ đợt"),
        back=_home(pk),
        done=_("Đã bỏ đợt kiểm tra."),
        is_danger=True,
    )


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


def _plans(request: DeskRequest) -> QuerySet[Plan]:
    desk = request.desk
    found = plans_visible_to(desk.person, desk.today, reach=reach(request))
    return found.filter(status=PlanStatus.IN_FORCE).order_by("-created_at")
