"""Whose duties an address asks for, and how they stand: the same questions for every view of them."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import QuerySet

from motcua.organisations.models import Agency
from motcua.plans.enums import DutyStatus, Timing
from motcua.plans.models import Duty, Plan, Task
from motcua.plans.queries.duties import Wanted, duties_wanted
from motcua.plans.queries.visible import duties_visible_to, find_plan
from motcua.web.desk.access import DeskRequest
from motcua.web.desk.plans.shown import reach

DONE = DutyStatus.DONE.value


class Asked:
    """What the address asks for: mine, a unit's, a plan's or a task's, with words in them, in a standing (`tab`)."""

    def __init__(self, request: DeskRequest) -> None:
        self._request = request
        self.tab = request.GET.get("the", "")
        self.text = request.GET.get("tim", "")[:200].replace("\x00", "")
        self.is_mine = request.GET.get("cua-toi") == "1"
        self.plan = self._plan()
        self.task_id = _uuid(request.GET.get("nhiem-vu", ""))
        unit_id = _uuid(request.GET.get("don-vi", ""))
        self.unit = Agency.objects.filter(pk=unit_id).first() if unit_id else None
        self.narrowed = bool(self.text or self.is_mine or self.plan or self.unit or self.tab or self.task_id)

    def every(self) -> QuerySet[Duty]:
        """The duties asked for that the person may see, in whatever standing."""
        desk = self._request.desk
        found = duties_visible_to(desk.person, desk.today, reach=reach(self._request))
        wanted = Wanted(
            plan_id=self.plan.pk if self.plan else None,
            unit_id=self.unit.pk if self.unit else None,
            person=desk.person if self.is_mine else None,
            text=self.text,
        )
        found = duties_wanted(found, wanted, desk.today)
        return found.filter(task=self.task_id) if self.task_id else found

    def in_tab(self) -> QuerySet[Duty]:
        """Those of them in the standing that is asked for."""
        timing = Timing(self.tab) if self.tab in {Timing.LATE, Timing.NEAR} else None
        wanted = Wanted(statuses=self._statuses(), timing=timing, without_closed_plans=False)
        return duties_wanted(self.every(), wanted, self._request.desk.today)

    @property
    def query(self) -> str:
        """The same questions for another view of the same duties."""
        kept = self._request.GET.copy()
        for name in ("sau", "the"):
            kept.pop(name, None)
        return "?" + kept.urlencode() if kept else ""

    @cached_property
    def task(self) -> Task | None:
        """The task asked for, where the person may see one of its duties."""
        duty = self.every().select_related("task").first() if self.task_id else None
        return duty.task if duty else None

    @property
    def plan_query(self) -> str:
        """The plan's duties without any further narrowing."""
        return "?" + urlencode({"ke-hoach": self.plan.pk}) if self.plan else ""

    @property
    def is_filtered(self) -> bool:
        """Whether something besides the plan narrows what is shown."""
        return bool(self.text or self.is_mine or self.unit or self.task_id)

    def _statuses(self) -> tuple[DutyStatus, ...]:
        if self.tab == DONE:
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


def after(request: DeskRequest) -> tuple[date | None, UUID] | None:
    """The key of the last duty of the page before."""
    due_on, _mark, identifier = request.GET.get("sau", "").partition("_")
    try:
        return (date.fromisoformat(due_on) if due_on else None, UUID(identifier)) if identifier else None
    except ValueError:
        return None
