"""The smallest set of changes over many procedures of an agency."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID

from motcua.kernel.refusals import Refused
from motcua.reviews.enums import TargetSet, Wish
from motcua.reviews.queries.business import marks
from motcua.reviews.queries.changes.facts import Studied, current_versions, studied
from motcua.reviews.queries.changes.known import known_of
from motcua.reviews.queries.findings.scope import Scope
from motcua.reviews.rules.business import concerns_business
from motcua.reviews.rules.changes.applying import Told, apply
from motcua.reviews.rules.changes.effects import Change
from motcua.reviews.rules.changes.facts import ProcedureFacts
from motcua.reviews.rules.changes.proposing import Allowed, Proposed, proposals
from motcua.reviews.rules.solving.asked import Aim, Answer, Case, Choice
from motcua.reviews.rules.solving.explaining import Without, explained
from motcua.reviews.rules.solving.smallest import smallest


@dataclass(frozen=True, slots=True)
class Changed:
    """A procedure of the set, its changes, each in words with why it was proposed and what it is there for."""

    studied: Studied
    changes: tuple[Change, ...]
    told: tuple[Told, ...]
    proposed: Mapping[Change, Proposed] = field(default_factory=dict)
    without: Mapping[Change, tuple[Without, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Spread:
    """The answer over all procedures, and those that change."""

    studied: tuple[Studied, ...]
    answer: Answer
    changed: tuple[Changed, ...]


def spread_smallest(
    scope: Scope, *, wanted: TargetSet, aims: Sequence[Aim], allowed: Allowed, wish: Wish
) -> Spread:
    """The smallest set of changes over the agency's procedures of this set that reaches the aims.

    :raises Refused: "portfolio-empty"; as `rules.solving.smallest.smallest`.
    """
    every = studied(_versions(scope), scope).values()
    marked = marks(scope) if wanted is TargetSet.BUSINESS else {}
    found = tuple(one for one in every if _fits(one, wanted, marked))
    if not found:
        raise Refused(
            "portfolio-empty",
            f"Cơ quan không có thủ tục nào thuộc “{wanted.label}”. Chọn tập khác hoặc ghi dấu trong danh mục.",
        )
    known = known_of(found, scope)
    proposed = [
        {each.change: each for each in proposals(one.facts, known[one.version.pk], allowed)} for one in found
    ]
    cases = [Case(_counted(one), tuple(some)) for one, some in zip(found, proposed, strict=True)]
    answer = smallest(cases, aims, wish=wish)
    why = explained(cases, answer)
    changed = []
    for place, one in enumerate(found):
        if changes := answer.of(place):
            told = apply(one.facts, changes).told
            reasons = {change: why[Choice(place, change)] for change in changes}
            changed.append(Changed(one, changes, told, proposed[place], reasons))
    return Spread(found, answer, tuple(changed))


def _versions(scope: Scope) -> list[UUID]:
    return list(current_versions(scope).values())


def _fits(one: Studied, wanted: TargetSet, marked: Mapping[UUID, bool]) -> bool:
    if wanted is TargetSet.BUSINESS:
        return concerns_business(
            recorded=one.version.is_business_related,
            applicants=one.version.applicant_types,
            marked=marked.get(one.version.procedure_id),
        )
    return wanted is not TargetSet.INTERNAL or one.version.procedure.kind == "internal"


def _counted(one: Studied) -> ProcedureFacts:
    """Without a number of performances, or by a draft, a procedure adds no cost of a year to the sum."""
    facts = one.facts
    return facts if facts.performances and not one.is_by_draft else replace(facts, lines=())
