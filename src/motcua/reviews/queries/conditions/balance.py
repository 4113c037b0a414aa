"""Rules on doing business by kind between two days: the register's, and procedures from the catalogue."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from motcua.catalogue.enums import LinkKind, ProcedureKind
from motcua.catalogue.models import ProcedureLink
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
from motcua.reviews.rules.conditions.procedures import ProcedureRule, balance_of_procedures, heirs_of
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
    """Procedures that concern business and are no internal ones. One that the catalogue did not have on the eve is
    compared with its first version since, as in the portfolio, unless it took the place of another. Costs are those of
    the sheets that the portfolio counts."""
    scope = Scope(agency_id, instant(on, 0))
    held = [
        one
        for one in portfolio(scope, baseline_on=eve, is_followed=False).held
        if one.is_business and one.kind is not ProcedureKind.INTERNAL
    ]
    former = set(current_versions(Scope(agency_id, instant(eve, 0)))) if held else set()
    ended = [one.code for one in held if one.is_ended]
    heirs = heirs_of(ended, _led() if ended else {}, {one.code for one in held if not one.is_ended})
    came = set(heirs.values()) - former
    proposals = approved_proposals(scope)
    carried = {*proposals.filter(carried_out_on__range=(since, on)).values_list("procedure", flat=True)}
    proposed = {*proposals.values_list("procedure", flat=True)}
    forms = ReviewForm.objects.filter(handed_in_at__lt=end_of(on), item__agency__in=scope.places or [])
    reviewed = {*forms.values_list("item__procedure", flat=True)}
    rules = [
        ProcedureRule(
            one.code,
            was=one.code not in came,
            now=not one.is_ended,
            is_lighter=_is_lighter(one),
            is_carried=UUID(one.procedure_id) in carried,
            is_reviewed=UUID(one.procedure_id) in reviewed,
            is_proposed=UUID(one.procedure_id) in proposed,
            cost_before_vnd=round(one.before.cost) if one.has_cost else None,
            cost_now_vnd=round(one.now.cost) if one.has_cost else None,
        )
        for one in held
    ]
    return balance_of_procedures(rules, heirs)


def _led() -> Mapping[str, Collection[str]]:
    """Which codes took the place of each code, as the catalogue says; one query."""
    led: dict[str, set[str]] = defaultdict(set)
    links = ProcedureLink.objects.filter(kind=LinkKind.REPLACED_BY)
    for earlier, later in links.values_list("procedure__code", "other__code"):
        led[earlier].add(later)
    return led


def _is_lighter(one: Held) -> bool:
    """Whether it asks fewer papers than on the eve, or less time, where both can be read."""
    return one.now.papers < one.before.papers or 0 < one.now.days < one.before.days
