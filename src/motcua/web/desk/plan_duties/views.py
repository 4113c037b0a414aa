from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from motcua.accounts.enums import Capability
from motcua.kernel.refusals import Refused
from motcua.organisations.models import Agency
from motcua.plans.enums import DutyStatus, PlanStatus, RequestStatus, Timing
from motcua.plans.models import Duty, Plan
from motcua.plans.policy import may_do, may_follow, may_keep
from motcua.plans.queries.duties import (
    PAGE,
    Wanted,
    duties_for_meeting,
    duties_wanted,
    entries_of_duty,
    page_of_duties,
)
from motcua.plans.queries.plans import asked_of
from motcua.plans.queries.timeline import months_of, rows_for_timeline
from motcua.plans.queries.visible import duties_visible_to, find_plan
from motcua.plans.rules.terms.saying import says
from motcua.plans.rules.terms.term import Term
from motcua.web.desk.access import DeskRequest, desk_view
from motcua.web.desk.history import read_history
from motcua.web.desk.paging import address
from motcua.web.desk.plan_duties.shown import duty_or_refuse, shown_duties, shown_duty
from motcua.web.desk.plans.shown import reach
from motcua.web.served_files import serve

_TABS = (
    ("", _("Phải làm")),
    (Timing.LATE.value, Timing.LATE.label),
    (Timing.NEAR.value, Timing.NEAR.label),
    (DutyStatus.REPORTED.value, DutyStatus.REPORTED.label),
    ("xong", _("Đã xong")),
)
_ON_BOARD = 60


@desk_view(Capability.READ_PLANS)
@require_GET
def listing(request: DeskRequest) -> HttpResponse:
    desk = request.desk
    asked = _Asked(request)
    rows = page_of_duties(asked.duties(), after=_after(request))
    shown = rows[:PAGE]
    last = shown[-1] if shown else None
    context = {
        "rows": shown_duties(shown, desk),
        "asked": asked,
        "tabs": [
            {
                "label": str(label),
                "href": address(request, the=value),
                "is_current": asked.tab == value,
                "count": None,
            }
            for value, label in _TABS
        ],
        "plans_owed": asked_of(reach(request).keeps)[:20] if not asked.narrowed else [],
        "first_href": address(request) if request.GET.get("sau") else "",
        "next_href": address(request, sau=f"{last.due_on or ''}_{last.pk}")
        if last and len(rows) > PAGE
        else "",
    }
    return render(request, "desk/plan_duties/list.html", context)


@desk_view(Capability.READ_PLANS)
@require_GET
def board(request: DeskRequest) -> HttpResponse:
    """The duties in columns by how far they are."""
    desk, asked = request.desk, _Asked(request)
    columns = []
    for status in (DutyStatus.OPEN, DutyStatus.DOING, DutyStatus.REPORTED, DutyStatus.DONE):
        rows = page_of_duties(asked.duties(statuses=(status,)), size=_ON_BOARD)
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
def timeline(request: DeskRequest) -> HttpResponse:
    """The duties of a year as bars from their first to their last day, with a table of the same."""
    desk, asked = request.desk, _Asked(request)
    year = asked.plan.period.lower.year if asked.plan else desk.today.year
    rows = rows_for_timeline(asked.duties(statuses=tuple(DutyStatus)), year=year, on=desk.today)
    context = {
        "rows": rows,
        "year": str(year),
        "months": months_of(year),
        "asked": asked,
        "today": desk.today,
    }
    return render(request, "desk/plan_duties/timeline.html", context)


@desk_view(Capability.READ_PLANS)
@require_GET
def meeting(request: DeskRequest) -> HttpResponse:
    """What a meeting has to speak of."""
    desk, asked = request.desk, _Asked(request)
    rows = duties_for_meeting(asked.duties(statuses=tuple(DutyStatus)), desk.today)
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
    requests = list(duty.requests.select_related("by", "decided_by"))
    follows = may_follow(desk.person, duty.task, on=desk.today)
    is_over = duty.task.plan is not None and duty.task.plan.status != PlanStatus.IN_FORCE
    running = duty.status not in (DutyStatus.DONE, DutyStatus.CANCELLED) and not is_over
    asked = next((one for one in requests if one.status == RequestStatus.ASKED), None)
    context = {
        "duty": shown_duties([duty], desk)[0],
        "row": duty,
        "task": duty.task,
        "term": term,
        "says": says(term),
        "reports": list(duty.reports.select_related("by", "answered_by").prefetch_related("files__file")),
        "requests": [one for one in requests if one.status != RequestStatus.ASKED],
        "open_request": asked,
        "is_mine": asked is not None and asked.by_id == desk.person.pk,
        "partners": duty.task.partners.select_related("agency").order_by("agency__sort_key"),
        "others": duties_visible_to(desk.person, desk.today, reach=reach(request))
        .filter(task=duty.task_id)
        .exclude(pk=pk)
        .select_related("unit")
        .order_by("unit__sort_key", "due_on")[:100],
        "may_do": running and may_do(desk.person, duty, on=desk.today),
        "may_assign": running and (follows or may_keep(desk.person, agency_id=duty.unit_id, on=desk.today)),
        "follows": follows,
        "waits": follows and duty.status == DutyStatus.REPORTED,
        "waits_for_event": follows
        and running
        and duty.due_on is None
        and bool(term.condition or term.length_days or term.length_months),
        "running": running,
        "history": read_history(entries_of_duty(duty)),
    }
    return render(request, "desk/plan_duties/page.html", context)


@desk_view(Capability.READ_PLANS)
@require_GET
def file(request: DeskRequest, pk: UUID, file_pk: UUID) -> FileResponse:
    duty = duty_or_refuse(request, pk)
    row = duty.files.select_related("file").filter(pk=file_pk).first()
    if row is None:
        raise Refused("file-not-found", _("Tệp này không còn ở nhiệm vụ."))
    return serve(row.file, inline="xem" in request.GET)


class _Asked:
    """Whose duties the address asks for: mine, a unit's, a plan's; and how they stand."""

    def __init__(self, request: DeskRequest) -> None:
        self._request = request
        desk = request.desk
        self.tab = request.GET.get("the", "")
        self.text = request.GET.get("tim", "")[:200].replace("\x00", "")
        self.is_mine = request.GET.get("cua-toi") == "1"
        self.plan = self._plan()
        self.task_id = _uuid(request.GET.get("nhiem-vu", ""))
        unit_id = _uuid(request.GET.get("don-vi", ""))
        self.unit = Agency.objects.filter(pk=unit_id).first() if unit_id else None
        self.narrowed = bool(self.text or self.is_mine or self.plan or self.unit or self.tab or self.task_id)
        self.today: date = desk.today

    def duties(self, statuses: tuple[DutyStatus, ...] | None = None) -> QuerySet[Duty]:
        """The duties asked for that the person may see; `statuses` instead of the tab's."""
        desk = self._request.desk
        found = duties_visible_to(desk.person, desk.today, reach=reach(self._request))
        wanted = Wanted(
            plan_id=self.plan.pk if self.plan else None,
            unit_id=self.unit.pk if self.unit else None,
            person=desk.person if self.is_mine else None,
            statuses=self._statuses() if statuses is None else statuses,
            timing=Timing(self.tab) if statuses is None and self.tab in {Timing.LATE, Timing.NEAR} else None,
            text=self.text,
        )
        found = duties_wanted(found, wanted, desk.today)
        return found.filter(task=self.task_id) if self.task_id else found

    @property
    def query(self) -> str:
        """The same questions for another view of the same duties."""
        kept = self._request.GET.copy()
        for name in ("sau", "the"):
            kept.pop(name, None)
        return "?" + kept.urlencode() if kept else ""

    def _statuses(self) -> tuple[DutyStatus, ...]:
        if self.tab == "xong":
            return (DutyStatus.DONE,)
        if self.tab == DutyStatus.REPORTED:
            return (DutyStatus.REPORTED,)
        if self.tab in {Timing.LATE, Timing.NEAR}:
            return ()
        if self.plan or self.task_id:
            return tuple(status for status in DutyStatus if status is not DutyStatus.CANCELLED)
        return (DutyStatus.OPEN, DutyStatus.DOING, DutyStatus.REPORTED)

    def _plan(self) -> Plan | None:
        request, plan_id = self._request, _uuid(self._request.GET.get("ke-hoach", ""))
        if plan_id is None:
            return None
        return find_plan(plan_id, request.desk.person, request.desk.today, reach=reach(request))


def _uuid(value: str) -> UUID | None:
    try:
        return UUID(value) if value else None
    except ValueError:
        return None


def _after(request: DeskRequest) -> tuple[date | None, UUID] | None:
    due_on, _mark, identifier = request.GET.get("sau", "").partition("_")
    try:
        return (date.fromisoformat(due_on) if due_on else None, UUID(identifier)) if identifier else None
    except ValueError:
        return None
