"""Which plans and duties a person may see: the beginning of every list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from motcua.accounts.enums import Capability
from motcua.accounts.models import Person
from motcua.accounts.queries import RoleReach, agencies_by_role
from motcua.plans.models import Duty, Plan, PlanVersion, TaskPartner


@dataclass(frozen=True, slots=True)
class PlanReach(RoleReach):
    """The agencies at which a person has part in plans on a day."""

    @property
    def reads(self) -> list[UUID]:
        """The agencies whose plans the person reads."""
        return self.able(Capability.READ_PLANS)

    @property
    def keeps(self) -> list[UUID]:
        """The agencies whose plans the person writes and follows."""
        return self.able(Capability.KEEP_PLANS)


def plan_reach_of(person: Person, on: date) -> PlanReach:
    """Where `person` reaches on the day; one query."""
    return PlanReach(person, on, agencies_by_role(person, on))


def plans_visible_to(person: Person, on: date, *, reach: PlanReach | None = None) -> QuerySet[Plan]:
    """The plans of agencies whose plans `person` reads, and those in which such an agency has part once they are in
    force; drafts are seen only where they are written."""
    known = reach or plan_reach_of(person, on)
    return Plan.objects.filter(Q(agency__in=known.reads) | Q(involved__overlap=known.reads))


def find_plan(plan_id: UUID, person: Person, on: date, *, reach: PlanReach | None = None) -> Plan | None:
    """The plan, when `person` may see it."""
    found = plans_visible_to(person, on, reach=reach).filter(pk=plan_id)
    return found.select_related("agency", "parent__agency", "created_by").first()


def find_version(
    version_id: UUID, person: Person, on: date, *, reach: PlanReach | None = None
) -> PlanVersion | None:
    """The version with its plan, when `person` may see the plan; a draft only for those who keep the plan's agency."""
    known = reach or plan_reach_of(person, on)
    version = (
        PlanVersion.objects.filter(pk=version_id, plan__in=plans_visible_to(person, on, reach=known))
        .select_related("plan__agency", "plan__parent", "prepared_by", "approved_by", "file")
        .first()
    )
    if version is None or version.approved_at is not None:
        return version
    may_see = set(known.keeps) | set(known.able(Capability.APPROVE_PLANS))
    return version if version.plan.agency_id in may_see else None


def duties_visible_to(person: Person, on: date, *, reach: PlanReach | None = None) -> QuerySet[Duty]:
    """The duties of units whose plans `person` reads, of tasks which such an agency gave or in which it is partner,
    and those assigned to `person` at units where they have some role."""
    known = reach or plan_reach_of(person, on)
    reads, anywhere = known.reads, sorted(frozenset().union(*known.by_role.values()))
    with_others = TaskPartner.objects.filter(agency__in=reads).values("task")
    return Duty.objects.filter(
        Q(assignee=person, unit__in=anywhere)
        | Q(unit__in=reads)
        | Q(task__owner__in=reads)
        | Q(task__in=with_others)
    )


def find_duty(duty_id: UUID, person: Person, on: date, *, reach: PlanReach | None = None) -> Duty | None:
    """The duty with its task, when `person` may see it."""
    found = duties_visible_to(person, on, reach=reach).filter(pk=duty_id)
    return found.select_related(
        "task__plan__agency", "task__owner", "unit", "assignee", "confirmed_by"
    ).first()
