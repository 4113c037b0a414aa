"""How many business conditions and other rules there are and how many of those not needed were cut; each count in two
queries."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from motcua.organisations.queries.agencies import subtree
from motcua.reviews.enums import ConditionKind, RuleKind
from motcua.reviews.models import BusinessCondition, ConditionMark, ConditionWording
from motcua.reviews.queries.conditions.listing import as_marked
from motcua.reviews.rules.conditions.counting import (
    Counted,
    Counts,
    CutTarget,
    counts_by_line,
    counts_of,
    target_on,
)
from motcua.reviews.rules.conditions.standing import Marked


@dataclass(frozen=True, slots=True)
class CutAndCount:
    """What the register of an agency with all below it holds on a day: whole and by line of business; the conditions
    alone and the target of the day, which is about these; how many rules of each kind there are."""

    whole: Counts
    lines: Mapping[str, Counts]
    conditions: Counts
    target: CutTarget | None
    kinds: Mapping[RuleKind, int]


def counts(agency_id: UUID | None, on: date) -> Counts:
    """The conditions of the agency with all below it as they stood on the day; None for everything recorded."""
    return counts_of(_of_kind(_counted(_of(agency_id, on)), RuleKind.CONDITION), on=on)


def cut_and_count(
    agency_id: UUID | None, on: date, *, rule_kind: RuleKind | None = RuleKind.CONDITION
) -> CutAndCount:
    """The counts of the agency's conditions, or of its rules of another kind (None: of all), whole and by line of
    business in the order of names, against the day's target."""
    every = _counted(_of(agency_id, on))
    found = every if rule_kind is None else _of_kind(every, rule_kind)
    return CutAndCount(
        counts_of(found, on=on),
        counts_by_line(found, on=on),
        counts_of(_of_kind(every, RuleKind.CONDITION), on=on),
        target_on(on),
        Counter(one.rule_kind for one in every if one.since <= on),
    )


def _of_kind(found: Iterable[Counted], kind: RuleKind) -> list[Counted]:
    return [one for one in found if one.rule_kind is kind]


def lines_of_business(agency_id: UUID | None, on: date) -> list[str]:
    """The lines of business that conditions of the agency belong to."""
    rows = ConditionWording.objects.filter(condition__in=_of(agency_id, on))
    return list(rows.order_by("condition__line_folded").values_list("line", flat=True).distinct())


def _of(agency_id: UUID | None, on: date) -> QuerySet[BusinessCondition]:
    found = BusinessCondition.objects.all()
    return found if agency_id is None else found.filter(agency__in=subtree(agency_id, on))


def _counted(found: QuerySet[BusinessCondition]) -> list[Counted]:
    marks: dict[UUID, list[Marked]] = defaultdict(list)
    for mark in ConditionMark.objects.filter(condition__in=found).order_by("at", "id"):
        marks[mark.condition_id].append(as_marked(mark))
    wordings: dict[UUID, list[ConditionWording]] = {}
    rows = ConditionWording.objects.filter(condition__in=found)
    for row in rows.order_by("condition__line_folded", "condition__code", "in_force"):
        wordings.setdefault(row.condition_id, []).append(row)
    return [
        Counted(
            kind=ConditionKind(some[-1].kind),
            line=some[-1].line,
            since=some[0].in_force.lower,
            until=some[-1].in_force.upper,
            marks=tuple(marks[condition]),
            rule_kind=RuleKind(some[-1].rule_kind),
        )
        for condition, some in wordings.items()
    ]
