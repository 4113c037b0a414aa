"""What pages show of plans: lists, one version whole, what an amendment changed, who has not sent theirs."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from motcua.kernel.text import fold
from motcua.plans.enums import PlanStatus, UnitGroup, UnitRole, VersionStatus
from motcua.plans.models import ChildPlan, Line, LineUnit, Plan, PlanVersion
from motcua.plans.rules.amending import Amendment, LineText, amended

PAGE = 30


def plans_wanted(
    plans: QuerySet[Plan],
    *,
    text: str = "",
    year: int | None = None,
    status: PlanStatus | None = None,
    agency_id: UUID | None = None,
) -> QuerySet[Plan]:
    """Those of `plans` that hold every word of `text` in their title, touch the year, are in the status."""
    for word in fold(text).split():
        plans = plans.filter(folded__contains=word)
    if year is not None:
        plans = plans.filter(period__overlap=(date(year, 1, 1), date(year + 1, 1, 1)))
    if status is not None:
        plans = plans.filter(status=status)
    return plans.filter(agency=agency_id) if agency_id else plans


def page_of_plans(
    plans: QuerySet[Plan], *, after: tuple[datetime, UUID] | None = None, size: int = PAGE
) -> list[Plan]:
    """Up to `size` + 1 plans, the newest first, following the key `after`."""
    if after is not None:
        at, last = after
        plans = plans.filter(Q(created_at__lt=at) | Q(created_at=at, id__lt=last))
    return list(plans.select_related("agency").order_by("-created_at", "-id")[: size + 1])


def version_in_force(plan: Plan) -> PlanVersion | None:
    """The approved version of the plan."""
    return (
        plan.versions.filter(status=VersionStatus.APPROVED)
        .select_related("prepared_by", "approved_by", "file")
        .first()
    )


def open_version(plan: Plan) -> PlanVersion | None:
    """The draft, or what waits for approval."""
    return (
        plan.versions.filter(status__in=[VersionStatus.DRAFT, VersionStatus.SUBMITTED])
        .select_related("prepared_by", "file")
        .first()
    )


def lines_of(version: PlanVersion) -> list[Line]:
    """The lines with their units; two queries."""
    units = Prefetch("units", queryset=LineUnit.objects.select_related("agency").order_by("role", "position"))
    return list(version.lines.prefetch_related(units).order_by("position"))


def neighbours_of(line: Line) -> tuple[UUID | None, UUID | None]:
    """The lines before and after this one in its version."""
    rows = Line.objects.filter(version=line.version_id)
    before = (
        rows.filter(position__lt=line.position).order_by("-position").values_list("pk", flat=True).first()
    )
    after = rows.filter(position__gt=line.position).order_by("position").values_list("pk", flat=True).first()
    return before, after


def unknown_names(lines: Sequence[Line]) -> list[str]:
    """The names of units that nobody has explained yet, each once, in order."""
    found = [unit.text for line in lines for unit in line.units.all() if not unit.is_known]
    return list(dict.fromkeys(found))


def amendment_of(version: PlanVersion) -> Amendment | None:
    """What the version changes against the one before it that was approved; None for the first."""
    before = (
        PlanVersion.objects.filter(
            plan=version.plan_id,
            number__lt=version.number,
            status__in=[VersionStatus.APPROVED, VersionStatus.SUPERSEDED],
        )
        .order_by("-number")
        .first()
    )
    if before is None:
        return None
    return amended(before=_texts(before), after=_texts(version))


def _texts(version: PlanVersion) -> list[LineText]:
    return [
        LineText(
            task=str(line.task_id or ""),
            number=line.number,
            content=line.content,
            leads=names_in(line, UnitRole.LEAD),
            partners=names_in(line, UnitRole.PARTNER),
            term=line.term.get("text", ""),
            product=line.product,
        )
        for line in lines_of(version)
    ]


def names_in(line: Line, role: UnitRole) -> tuple[str, ...]:
    """What the units of the line in this role are called, those that are known by their own name."""
    return tuple(name_of(unit) for unit in line.units.all() if unit.role == role)


def name_of(unit: LineUnit) -> str:
    """How a named unit is shown: its own name, the group's, else the words of the document."""
    if unit.agency is not None:
        return unit.agency.name
    return UnitGroup(unit.group).label if unit.group else unit.text


@dataclass(frozen=True, slots=True)
class ChildStanding:
    """A unit's plan under a plan: there, waited for, or late."""

    row: ChildPlan
    is_late: bool


def child_plans_of(plan: Plan, on: date) -> list[ChildStanding]:
    """Whose plan was asked for and how it stands on the day, those still missing first."""
    rows = plan.child_plans.select_related("unit", "child", "file")
    ordered = sorted(rows, key=lambda row: (row.received_on is not None, row.unit.sort_key))
    return [
        ChildStanding(row, row.received_on is None and row.due_on is not None and row.due_on < on)
        for row in ordered
    ]


def plans_owed_by(unit_ids: Collection[UUID]) -> list[ChildPlan]:
    """What the units still owe to agencies outside them, at most twenty: who asked follows their own askings on the
    plan's page."""
    return list(asked_of(list(unit_ids)).exclude(plan__agency__in=list(unit_ids))[:20])


def asked_of(unit_ids: Sequence[UUID]) -> QuerySet[ChildPlan]:
    """Where the units owe a plan of their own that has not come."""
    return (
        ChildPlan.objects.filter(
            unit__in=unit_ids, received_on__isnull=True, plan__status=PlanStatus.IN_FORCE
        )
        .select_related("plan__agency", "unit")
        .order_by("due_on", "id")
    )
