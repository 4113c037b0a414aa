"""What several pages of plans show in the same way, and who gets to see it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from motcua.accounts.enums import Capability
from motcua.accounts.policy import may
from motcua.kernel.refusals import Refused
from motcua.plans.enums import Timing, UnitRole, VersionStatus
from motcua.plans.models import Line, Plan, PlanVersion
from motcua.plans.policy import may_keep, not_found
from motcua.plans.queries.plans import name_of
from motcua.plans.queries.visible import PlanReach, find_plan, find_version, plan_reach_of
from motcua.plans.rules.terms.saying import says
from motcua.plans.rules.terms.term import Term
from motcua.web.desk.access import DeskRequest

# Green and amber belong to clocks.
BADGES = {
    Timing.LATE: "red",
    Timing.NEAR: "amber",
    Timing.DONE_IN_TIME: "green",
    Timing.DONE_LATE: "amber",
}


def reach(request: DeskRequest) -> PlanReach:
    """Where the person reaches, asked once in a request."""
    if not hasattr(request, "plan_reach"):
        request.plan_reach = plan_reach_of(request.desk.person, request.desk.today)  # type: ignore[attr-defined]
    found: PlanReach = request.plan_reach  # type: ignore[attr-defined]  # kept on the request above
    return found


def plan_or_refuse(request: DeskRequest, pk: UUID) -> Plan:
    """The plan, when the person may see it.

    :raises Refused: "plan-not-found".
    """
    plan = find_plan(pk, request.desk.person, request.desk.today, reach=reach(request))
    if plan is None:
        raise not_found()
    return plan


def version_or_refuse(request: DeskRequest, pk: UUID) -> PlanVersion:
    """The version, when the person may see it.

    :raises Refused: "plan-not-found".
    """
    version = find_version(pk, request.desk.person, request.desk.today, reach=reach(request))
    if version is None:
        raise not_found()
    return version


def draft_or_refuse(request: DeskRequest, pk: UUID) -> PlanVersion:
    """The draft, when the person may write it.

    :raises Refused: "plan-not-found", "plan-not-draft".
    """
    version = version_or_refuse(request, pk)
    if version.status != VersionStatus.DRAFT:
        raise Refused(
            "plan-not-draft",
            "Bản này không còn là bản soạn nên không sửa được. Xem kế hoạch ở bước hiện tại.",
        )
    return version


@dataclass(frozen=True, slots=True)
class Seat:
    """What the person may do with a version."""

    may_keep: bool
    may_approve: bool
    wrote: bool


def seat_at(request: DeskRequest, version: PlanVersion) -> Seat:
    """What the person may do with this version."""
    desk, agency_id = request.desk, version.plan.agency_id
    return Seat(
        may_keep(desk.person, agency_id=agency_id, on=desk.today),
        may(desk.person, Capability.APPROVE_PLANS, agency_id=agency_id, on=desk.today),
        version.prepared_by_id == desk.person.pk,
    )


def shown_line(line: Line) -> dict[str, Any]:
    """A line as tables show it."""
    term = Term.from_dict(line.term)
    units = list(line.units.all())
    return {
        "row": line,
        "leads": [(name_of(unit), unit.text, unit.is_known) for unit in units if unit.role == UnitRole.LEAD],
        "partners": [
            (name_of(unit), unit.text, unit.is_known) for unit in units if unit.role == UnitRole.PARTNER
        ],
        "term": term,
        "says": says(term),
        "is_unclear": term.kind.value in {"missing", "unread"},
    }
