"""Rules on doing business by kind between two days: the register's, and procedures from the catalogue."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from motcua.catalogue.enums import ProcedureKind
from motcua.deadlines.rules.calendars import instant
from motcua.organisations.queries.agencies import subtree
from motcua.reviews.enums import RuleKind
from motcua.reviews.models import BusinessCondition, ConditionMark, ConditionWording, ReviewForm
from motcua.reviews.queries.changes.facts import current_versions
from motcua.reviews.queries.conditions.listing import as_marked
from motcua.reviews.queries.costs.sheets import end_of
from motcua.reviews.queries.findings.scope import Scope
from motcua.reviews.queries.portfolio import approved_proposals, portfolio
from motcua.reviews.rules.changes.portfolio import Held
from motcua.reviews.rules.conditions.balance import Balance, Ruled, Said, balances, together
from motcua.reviews.rules.conditions.standing import Marked


@dataclass(frozen=True, slots=True)
class RuleBalance:
    """The balance of each kind between two days, and of all together; `since` is the first day, `on` the last."""

    kinds: Mapping[RuleKind, Balance]
    since: date
    on: date

    @property
    def whole(self) -> Balance:
        """All kinds together."""
        return together(self.kinds.values())


def balance(agency_id: UUID, *, since: date, on: date) -> RuleBalance:
    """The rules of the agency with all below it from the day `since` to the end of the day `on`. Procedures are those
    that concern business, each counted once, from the catalogue; the register holds none. Some twenty queries, however
    many rules."""
    eve = since - timedelta(days=1)
    kinds = dict(balances(_ruled(agency_id, on), since=since, eve=eve, on=on))
    procedures = _procedures(agency_id, since=since, eve=eve, on=on)
    if procedures != Balance():
        kinds[RuleKind.PROCEDURE] = procedures
    return RuleBalance({kind: kinds[kind] for kind in RuleKind if kind in kinds}, since, on)


def _ruled(agency_id: UUID, on: date) -> list[Ruled]:
    found = BusinessCondition.objects.filter(agency__in=subtree(agency_id, on))
    marks: dict[UUID, list[Marked]] = defaultdict(list)
    for mark in ConditionMark.objects.filter(condition__in=found).order_by("at", "id"):
        marks[mark.condition_id].append(as_marked(mark))
    said: dict[UUID, list[Said]] = defaultdict(list)
    for row in ConditionWording.objects.filter(condition__in=found).order_by("in_force"):
        cost = None if row.cost_per_year_vnd is None else int(row.cost_per_year_vnd)
        period = row.in_force
        said[row.condition_id].append(Said(period.lower, period.upper, RuleKind(row.rule_kind), cost))
    return [Ruled(some, marks[condition]) for condition, some in said.items()]


def _procedures(agency_id: UUID, *, since: date, eve: date, on: date) -> Balance:
    """Procedures that concern business and are no internal ones. Cut is what ended; simpler is what weighs less than on
    the eve, or of which a proposal was carried out. Costs are those of the sheets kept."""
    scope = Scope(agency_id, instant(on, 0))
    former = set(current_versions(Scope(agency_id, instant(eve, 0))))
    proposals = approved_proposals(scope)
    carried = {*proposals.filter(carried_out_on__range=(since, on)).values_list("procedure", flat=True)}
    proposed = {*proposals.values_list("procedure", flat=True)}
    forms = ReviewForm.objects.filter(handed_in_at__lt=end_of(on), item__agency__in=scope.places or [])
    reviewed = {*forms.values_list("item__procedure", flat=True)}
    held = [
        one
        for one in portfolio(scope, baseline_on=eve).held
        if one.is_business and one.kind is not ProcedureKind.INTERNAL
    ]
    return together(_of_procedure(one, former, reviewed, proposed, carried) for one in held)


def _of_procedure(
    one: Held,
    former: Collection[str],
    reviewed: Collection[UUID],
    proposed: Collection[UUID],
    carried: Collection[UUID],
) -> Balance:
    if one.code not in former:
        return Balance(added=1, now=1)
    own = UUID(one.procedure_id)
    return Balance(
        before=1,
        reviewed=own in reviewed,
        proposed=own in proposed,
        cut=one.is_ended,
        simplified=not one.is_ended and (own in carried or _is_lighter(one)),
        now=not one.is_ended,
        cost_before_vnd=round(one.before.cost) if one.has_cost else 0,
        cost_now_vnd=round(one.now.cost) if one.has_cost else 0,
        uncosted=not one.has_cost,
    )


def _is_lighter(one: Held) -> bool:
    """Whether it asks fewer days, papers or conditions than on the eve, and none of them more."""
    was, now = one.before, one.now
    pairs = ((was.days, now.days), (was.papers, now.papers), (was.conditions, now.conditions))
    return all(after <= before for before, after in pairs) and any(after < before for before, after in pairs)
