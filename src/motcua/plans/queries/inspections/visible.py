"""Which rounds, inspections and check-lists a person may see.

Those who inspect and those who approve see what their agency does. The team sees its inspection. Who heads the unit
sees it once it was told of it, or once people have been there; nobody else sees anything.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from motcua.accounts.enums import Capability, Role
from motcua.accounts.models import Person, RoleHolding
from motcua.plans.enums import InspectionStatus
from motcua.plans.models import Checklist, ChecklistVersion, Inspection, InspectionMember, InspectionRound
from motcua.plans.queries.visible import PlanReach, plan_reach_of
from motcua.plans.rules.inspecting import DONE_INSPECTIONS


def inspecting_agencies(reach: PlanReach) -> list[UUID]:
    """The agencies whose inspections the person sets up, carries out or approves."""
    return sorted({*reach.able(Capability.KEEP_INSPECTIONS), *reach.able(Capability.APPROVE_PLANS)})


def rounds_visible_to(
    person: Person, on: date, *, reach: PlanReach | None = None
) -> QuerySet[InspectionRound]:
    """The rounds of agencies whose inspections the person sets up, carries out or approves."""
    known = reach or plan_reach_of(person, on)
    return InspectionRound.objects.filter(agency__in=inspecting_agencies(known))


def inspections_visible_to(
    person: Person, on: date, *, reach: PlanReach | None = None
) -> QuerySet[Inspection]:
    """Those of such agencies, those in whose team the person is, and those of a unit that the person heads which it
    may know of."""
    known = reach or plan_reach_of(person, on)
    teams = InspectionMember.objects.filter(person=person).values("inspection")
    headed = RoleHolding.objects.filter(person=person, role=Role.HEAD, held__contains=on).values("agency")
    told = Q(notified_at__isnull=False) | Q(status__in=DONE_INSPECTIONS)
    return Inspection.objects.filter(
        Q(agency__in=inspecting_agencies(known)) | Q(pk__in=teams) | (Q(unit__in=headed) & told)
    ).exclude(
        # Whoever heads the unit learns of no surprise beforehand, whatever else they are.
        Q(unit__in=headed, kind="surprise", status=InspectionStatus.PLANNED)
    )


def checklists_visible_to(person: Person, on: date, *, reach: PlanReach | None = None) -> QuerySet[Checklist]:
    """The check-lists of agencies whose inspections the person sets up, carries out or approves."""
    known = reach or plan_reach_of(person, on)
    return Checklist.objects.filter(agency__in=inspecting_agencies(known))


def find_round(
    round_id: UUID, person: Person, on: date, *, reach: PlanReach | None = None
) -> InspectionRound | None:
    """The round, when `person` may see it."""
    found = rounds_visible_to(person, on, reach=reach).filter(pk=round_id)
    return found.select_related("agency", "plan", "created_by", "approved_by").first()


def find_inspection(
    inspection_id: UUID, person: Person, on: date, *, reach: PlanReach | None = None
) -> Inspection | None:
    """The inspection, when `person` may see it."""
    found = inspections_visible_to(person, on, reach=reach).filter(pk=inspection_id)
    return found.select_related(
        "agency", "unit", "round", "checklist__checklist", "concluded_by", "minutes", "conclusion_file"
    ).first()


def find_checklist_version(
    version_id: UUID, person: Person, on: date, *, reach: PlanReach | None = None
) -> ChecklistVersion | None:
    """The version of a check-list, when `person` may see the check-list."""
    lists = checklists_visible_to(person, on, reach=reach)
    found = ChecklistVersion.objects.filter(pk=version_id, checklist__in=lists)
    return found.select_related("checklist__agency", "prepared_by").first()
