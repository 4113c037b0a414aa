"""A plan as rows for a workbook."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import F, OuterRef, Subquery

from motcua.plans.enums import DutyStatus, UnitRole
from motcua.plans.files.workbook_writing import DutyRow, PlanRow
from motcua.plans.models import Duty, Plan, PlanVersion, ProgressReport
from motcua.plans.queries.plans import lines_of, names_in
from motcua.plans.rules.timing import timing_of

_CHUNK = 500


def plan_rows(version: PlanVersion) -> Iterator[PlanRow]:
    """The lines of the version, each new group before its first line; two queries."""
    group = ""
    for line in lines_of(version):
        if line.group and line.group != group:
            yield PlanRow("", line.group, is_group=True)
        group = line.group
        yield PlanRow(
            line.number,
            line.content,
            names_in(line, UnitRole.LEAD),
            names_in(line, UnitRole.PARTNER),
            line.term.get("text", ""),
            line.product,
            line.submitted_to,
        )


def duty_rows(plan: Plan, on: date) -> Iterator[DutyRow]:
    """What each unit owes by the plan and how far it is, with its latest report; one query, read in chunks."""
    latest = ProgressReport.objects.filter(duty=OuterRef("pk")).order_by("-at", "-id")
    rows = (
        Duty.objects.filter(task__plan=plan)
        .select_related("task", "unit", "assignee")
        .annotate(
            last_report=Subquery(latest.values("text")[:1]),
            obstacles=Subquery(latest.values("obstacles")[:1]),
        )
        .order_by("task__position", "unit__sort_key", F("due_on").asc(nulls_last=True), "id")
    )
    for duty in rows.iterator(_CHUNK):
        status = DutyStatus(duty.status)
        timing = timing_of(status=status, due_on=duty.due_on, done_on=duty.done_on, on=on)
        yield DutyRow(
            duty.task.number,
            duty.task.content,
            duty.name,
            duty.unit.name,
            duty.assignee.full_name if duty.assignee else "",
            duty.due_on,
            status.label,
            timing.label,
            duty.percent,
            duty.done_on,
            duty.last_report or "",
            duty.obstacles or "",
            str(duty.pk),
        )
