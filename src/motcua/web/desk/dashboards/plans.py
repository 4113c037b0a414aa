"""What dashboards show of plans: work that is late, targets and how they stand."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.urls import reverse

from motcua.organisations.enums import AgencyKind
from motcua.plans.enums import PlanStatus, TargetStanding, Timing, VersionStatus
from motcua.plans.models import Plan, PlanVersion
from motcua.plans.queries.duties import Wanted, duties_wanted, page_of_duties
from motcua.plans.queries.measured import targets_now_of
from motcua.plans.queries.visible import duties_visible_to, plans_visible_to
from motcua.web.desk.access import DeskRequest
from motcua.web.desk.dashboards.links import figure_query
from motcua.web.desk.figures.asking import Question
from motcua.web.desk.plans.shown import reach

_SHOWN = 5
_MOST_PLANS = 6
_WORST_FIRST = (
    TargetStanding.MISSED,
    TargetStanding.AT_RISK,
    TargetStanding.ON_THE_WAY,
    TargetStanding.MET,
    TargetStanding.NOTHING_AROSE,
    TargetStanding.NOT_MEASURED,
)


def late_duties(request: DeskRequest, question: Question) -> dict[str, Any]:
    """How many duties are late, with the first of them: of the division that is looked at, else all that the person
    may see. Two queries."""
    desk, agency = request.desk, question.agency
    is_division = agency is not None and agency.kind == AgencyKind.DIVISION
    wanted = Wanted(unit_id=question.agency_id if is_division else None, timing=Timing.LATE)
    found = duties_wanted(
        duties_visible_to(desk.person, desk.today, reach=reach(request)), wanted, desk.today
    )
    unit = f"&don-vi={question.agency_id}" if is_division else ""
    return {
        "number": found.count(),
        "href": f"{reverse('desk:plan_duties:list')}?the={Timing.LATE.value}{unit}",
        "rows": page_of_duties(found, size=_SHOWN)[:_SHOWN],
    }


def targets_of(request: DeskRequest, question: Question) -> list[dict[str, Any]]:
    """The targets of the agency's plans in force that a measure tells, the worst first."""
    desk = request.desk
    plans = plans_visible_to(desk.person, desk.today, reach=reach(request)).filter(
        agency=question.agency_id, status=PlanStatus.IN_FORCE, period__contains=desk.today
    )
    versions = PlanVersion.objects.filter(plan__in=plans, status=VersionStatus.APPROVED)
    latest = list(versions.select_related("plan").order_by("-approved_at")[:_MOST_PLANS])
    plans_by_version = {version.pk: version.plan for version in latest}
    found = [
        target
        for targets in targets_now_of(latest, at=desk.at).values()
        for target in targets
        if target.row.indicator
    ]
    found.sort(key=lambda target: (_WORST_FIRST.index(target.standing), target.row.position))
    return [
        {
            "now": target,
            "plan": plans_by_version[target.row.version_id].pk,
            "href": _measured(plans_by_version[target.row.version_id], target.row.indicator),
        }
        for target in found
    ]


def _measured(plan: Plan, code: str) -> str:
    """The page of the measure for the plan's agency in the plan's time."""
    query = figure_query(
        agency_id=plan.agency_id, first=plan.period.lower, last=plan.period.upper - timedelta(days=1)
    )
    return f"{reverse('desk:figures:measure', args=[code])}?{query}"
