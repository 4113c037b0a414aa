"""What of plans waits for one person today, counted for the first page of the desk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Q

from motcua.accounts.enums import Capability
from motcua.plans.enums import DutyStatus, PlanStatus, RequestStatus, VersionStatus
from motcua.plans.models import ChangeRequest, Duty, PlanVersion
from motcua.plans.queries.visible import PlanReach
from motcua.plans.rules.timing import NEAR_DAYS


@dataclass(frozen=True, slots=True)
class PlanWork:
    """Numbers of what waits: duties of the person's own units and their own, and what they decide for others."""

    late: int = 0
    near: int = 0
    to_confirm: int = 0
    to_decide: int = 0
    to_approve: int = 0


def plan_work_of(reach: PlanReach) -> PlanWork:
    """What waits for the person on the day; three queries.

    Duties count at the very units where somebody answers for them: as their head, or as the one they are assigned to.
    """
    keeps, on = reach.keeps, reach.on
    own = Q(assignee=reach.person) | Q(assignee=None, unit__in=keeps)
    running = Q(status__in=[DutyStatus.OPEN, DutyStatus.DOING]) & own
    near = on + timedelta(days=NEAR_DAYS)
    counted = Duty.objects.exclude(task__plan__status__in=[PlanStatus.CLOSED, PlanStatus.DROPPED]).aggregate(
        late=Count("pk", filter=running & Q(due_on__lt=on)),
        near=Count("pk", filter=running & Q(due_on__gte=on, due_on__lte=near)),
        to_confirm=Count("pk", filter=Q(status=DutyStatus.REPORTED, task__owner__in=keeps)),
    )
    asked = ChangeRequest.objects.filter(status=RequestStatus.ASKED, duty__task__owner__in=keeps)
    approves = reach.able(Capability.APPROVE_PLANS)
    submitted = PlanVersion.objects.filter(status=VersionStatus.SUBMITTED, plan__agency__in=approves)
    return PlanWork(
        **counted,
        to_decide=asked.exclude(by=reach.person).count(),
        to_approve=submitted.exclude(prepared_by=reach.person).count(),
    )
