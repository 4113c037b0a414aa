"""A round: begun, approved, closed."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
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
from motcua.plans.actions.inspections.rounds import (
    approve_round,
    close_round,
    drop_round,
    save_round,
    start_round,
)
from motcua.plans.enums import PlanStatus, RoundStatus, UnitGroup
from motcua.plans.models import InspectionRound, Plan
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
from motcua.web.desk.inspections.forms.base import NoteForm, ReasonForm
from motcua.web.desk.inspections.forms.rounds import (
    RoundForm,
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


def _plans(request: DeskRequest) -> QuerySet[Plan]:
    desk = request.desk
    found = plans_visible_to(desk.person, desk.today, reach=reach(request))
    return found.filter(status=PlanStatus.IN_FORCE).order_by("-created_at")
