from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from motcua.accounts.enums import Capability
from motcua.kernel.refusals import Refused
from motcua.plans.enums import DutyStatus, PlanStatus, RequestStatus, Timing
from motcua.plans.models import Duty
from motcua.plans.policy import may_do, may_follow, may_keep
from motcua.plans.queries.duties import (
    PAGE,
    counts_of_duties,
    duties_for_meeting,
    entries_of_duty,
    page_of_duties,
)
from motcua.plans.queries.plans import plans_owed_by
from motcua.plans.queries.visible import duties_visible_to
from motcua.plans.rules.terms.saying import says
from motcua.plans.rules.terms.term import Term
from motcua.web.desk.access import DeskRequest, desk_view
from motcua.web.desk.history import read_history
from motcua.web.desk.paging import address
from motcua.web.desk.plan_duties.asked import DONE, Asked, after
from motcua.web.desk.plan_duties.shown import duty_or_refuse, shown_duties, shown_duty
from motcua.web.desk.plans.shown import reach
from motcua.web.served_files import serve

_TABS = (
    ("", _("Phải làm")),
    (Timing.LATE.value, Timing.LATE.label),
    (Timing.NEAR.value, Timing.NEAR.label),
    (DutyStatus.REPORTED.value, DutyStatus.REPORTED.label),
    (DONE, _("Đã xong")),
)
_ON_BOARD = 60


@desk_view(Capability.READ_PLANS)
@require_GET
def listing(request: DeskRequest) -> HttpResponse:
    desk, asked = request.desk, Asked(request)
    rows = page_of_duties(asked.in_tab(), after=after(request))
    shown = rows[:PAGE]
    last = shown[-1] if shown else None
    context = {
        "rows": shown_duties(shown, desk),
        "reads": reach(request).reads,
        "asked": asked,
        "tabs": _tabs(request, asked),
        "plans_owed": [] if asked.narrowed else plans_owed_by(reach(request).keeps),
        "first_href": address(request) if request.GET.get("sau") else "",
        "next_href": address(request, sau=f"{last.due_on or ''}_{last.pk}")
        if last and len(rows) > PAGE
        else "",
    }
    return render(request, "desk/plan_duties/list.html", context)


def _tabs(request: DeskRequest, asked: Asked) -> list[dict[str, Any]]:
    """How the duties asked for stand, each with how many there are."""
    counts = counts_of_duties(asked.every(), request.desk.today)
    return [
        {
            "label": str(label),
            "href": address(request, the=value),
            "is_current": asked.tab == value,
            "count": counts.get(value),
        }
        for value, label in _TABS
    ]


@desk_view(Capability.READ_PLANS)
@require_GET
def board(request: DeskRequest) -> HttpResponse:
    """The duties in columns by how far they are."""
    desk, asked = request.desk, Asked(request)
    columns = []
    for status in (DutyStatus.OPEN, DutyStatus.DOING, DutyStatus.REPORTED, DutyStatus.DONE):
        rows = page_of_duties(asked.every().filter(status=status), size=_ON_BOARD)
        columns.append(
            {
                "label": status.label,
                "rows": [shown_duty(duty, desk.today) for duty in rows[:_ON_BOARD]],
                "has_more": len(rows) > _ON_BOARD,
            }
        )
    return render(request, "desk/plan_duties/board.html", {"columns": columns, "asked": asked})


@desk_view(Capability.READ_PLANS)
@require_GET
def meeting(request: DeskRequest) -> HttpResponse:
    """What a meeting has to speak of."""
    desk, asked = request.desk, Asked(request)
    rows = duties_for_meeting(asked.every(), desk.today)
    groups: list[dict[str, Any]] = []
    for duty in shown_duties(rows, desk):
        if not groups or groups[-1]["unit"].pk != duty.row.unit_id:
            groups.append({"unit": duty.row.unit, "rows": []})
        groups[-1]["rows"].append(duty)
    context = {"groups": groups, "asked": asked, "today": desk.today, "number": len(rows)}
    return render(request, "desk/plan_duties/meeting.html", context)


@desk_view(Capability.READ_PLANS)
@require_GET
def page(request: DeskRequest, pk: UUID) -> HttpResponse:
    duty, desk = duty_or_refuse(request, pk), request.desk
    term = Term.from_dict(duty.task.term)
    acts = _acts(request, duty, term)
    context = {
        "duty": shown_duties([duty], desk)[0],
        "row": duty,
        "task": duty.task,
        "term": term,
        "says": says(term),
        "reports": list(duty.reports.select_related("by", "answered_by").prefetch_related("files__file")),
        "partners": duty.task.partners.select_related("agency").order_by("agency__sort_key"),
        "others": _others(request, duty),
        "history": read_history(entries_of_duty(duty)),
        **acts,
        **_requests(request, duty, may_answer=acts["follows"] and acts["running"]),
    }
    return render(request, "desk/plan_duties/page.html", context)


def _others(request: DeskRequest, duty: Duty) -> QuerySet[Duty]:
    """What is owed of the same task besides, as far as it may be seen."""
    desk = request.desk
    rows = duties_visible_to(desk.person, desk.today, reach=reach(request)).filter(task=duty.task_id)
    return rows.exclude(pk=duty.pk).select_related("unit").order_by("unit__sort_key", "due_on")[:100]


def _requests(request: DeskRequest, duty: Duty, *, may_answer: bool) -> dict[str, Any]:
    """What the unit asked for: what waits for an answer, and what was answered."""
    rows = list(duty.requests.select_related("by", "decided_by"))
    asked = next((one for one in rows if one.status == RequestStatus.ASKED), None)
    is_mine = asked is not None and asked.by_id == request.desk.person.pk
    return {
        "requests": [one for one in rows if one.status != RequestStatus.ASKED],
        "open_request": asked,
        "is_mine": is_mine,
        "may_decide": asked is not None and may_answer and not is_mine,
    }


def _acts(request: DeskRequest, duty: Duty, term: Term) -> dict[str, bool]:
    """What the person may do with the duty now."""
    person, on = request.desk.person, request.desk.today
    follows = may_follow(person, duty.task, on=on)
    is_over = duty.task.plan is not None and duty.task.plan.status != PlanStatus.IN_FORCE
    running = duty.status not in (DutyStatus.DONE, DutyStatus.CANCELLED) and not is_over
    waits_for_day = bool(term.condition or term.length_days or term.length_months)
    return {
        "running": running,
        "follows": follows,
        "may_do": running and may_do(person, duty, on=on),
        "may_assign": running and (follows or may_keep(person, agency_id=duty.unit_id, on=on)),
        "waits": follows and duty.status == DutyStatus.REPORTED,
        "waits_for_event": follows and running and duty.due_on is None and waits_for_day,
    }


@desk_view(Capability.READ_PLANS)
@require_GET
def file(request: DeskRequest, pk: UUID, file_pk: UUID) -> FileResponse:
    duty = duty_or_refuse(request, pk)
    row = duty.files.select_related("file").filter(pk=file_pk).first()
    if row is None:
        raise Refused("file-not-found", _("Tệp này không còn ở nhiệm vụ."))
    return serve(row.file, inline="xem" in request.GET)
