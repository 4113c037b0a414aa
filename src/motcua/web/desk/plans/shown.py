"""What several pages of plans show in the same way, and who gets to see it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.accounts.enums import Capability
from motcua.accounts.policy import may
from motcua.kernel.refusals import Refused
from motcua.plans.enums import Timing, UnitRole, VersionStatus
from motcua.plans.models import Line, Plan, PlanVersion, Target
from motcua.plans.policy import may_keep, not_found
from motcua.plans.ports import KnownIndicator
from motcua.plans.queries.measured import known_indicators, suggested_for
from motcua.plans.queries.plans import name_of
from motcua.plans.queries.visible import PlanReach, find_plan, find_version, plan_reach_of
from motcua.plans.rules.terms.saying import says
from motcua.plans.rules.terms.term import Term
from motcua.web.desk.access import DeskRequest
from motcua.web.desk.plans.forms import IndicatorChoices

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


def offered_indicators(request: DeskRequest, text: str, *, current: str = "") -> IndicatorChoices:
    """The measures to choose from: first those that `text` suggests, then all; also the one chosen before."""
    known = known_indicators(request.desk.at)
    names = {
        each.code: each.name if each.has_data else _("%s (chưa có dữ liệu)") % each.name for each in known
    }
    if current:
        names.setdefault(current, current)
    likely = [(each.code, names[each.code]) for each in suggested_for(text, known=known)] if text else []
    groups = [(_("Gợi ý theo cách viết"), likely), (_("Tất cả chỉ số"), list(names.items()))]
    return [(label, choices) for label, choices in groups if choices]


def shown_draft_target(target: Target, known: Sequence[KnownIndicator]) -> dict[str, Any]:
    """A target as the draft shows it: the measure that was confirmed, else the one that its wording suggests."""
    names = {each.code: each.name for each in known}
    likely = [] if target.indicator else suggested_for(target.measures, known=known)
    return {
        "row": target,
        "indicator": names.get(target.indicator, target.indicator),
        "suggested": likely[0] if likely else None,
    }
