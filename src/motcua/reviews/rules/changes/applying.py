"""Changes applied together: what a procedure would weigh, and what each change gives alone.

The order of changes means nothing: days add up and never fall below zero, a paper falls once, of each amount of cost
the change that takes most decides, and the longest validity decides how often.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from motcua.kernel.refusals import Refused
from motcua.reviews.enums import CutKind
from motcua.reviews.rules.changes.effects import Change, Effect, effect_of, target_of
from motcua.reviews.rules.changes.facts import NONE, WHOLE, Neighbour, ProcedureFacts, Totals
from motcua.reviews.rules.changes.kinds import KINDS, is_within_power, weight_of

_ONE_OF_A_PAPER = frozenset({CutKind.DROP_PAPER, CutKind.REPLACE_PAPER, CutKind.ACCEPT_COPY})
_ONE_OF_THE_TIME = frozenset({CutKind.SHORTEN_STEP, CutKind.SHORTEN_LIMIT})


@dataclass(frozen=True, slots=True)
class Told:
    """A change in words: what, why, on what it rests, how hard, whether the province may do it itself; and what the
    procedure would weigh with this change alone."""

    change: Change
    says: str
    why: str
    basis: str
    weight: int
    is_within_power: bool
    alone: Totals


@dataclass(frozen=True, slots=True)
class Applied:
    """A procedure before and after, with the changes in the order of the table."""

    facts: ProcedureFacts
    changes: tuple[Change, ...]
    before: Totals
    after: Totals
    told: tuple[Told, ...]


def apply(facts: ProcedureFacts, changes: Iterable[Change]) -> Applied:
    """What the procedure would weigh with these changes, in whatever order they come.

    :raises Refused: as `require_together` and `effects.effect_of`.
    """
    ordered = in_order(changes)
    require_together(ordered)
    effects = [effect_of(change, facts) for change in ordered]
    return Applied(
        facts,
        ordered,
        totals(facts, ()),
        totals(facts, effects),
        tuple(tell(change, facts, effect) for change, effect in zip(ordered, effects, strict=True)),
    )


def in_order(changes: Iterable[Change]) -> tuple[Change, ...]:
    """Changes in the order of the table, then of the parts."""
    rank = {kind: place for place, kind in enumerate(CutKind)}
    return tuple(
        sorted(
            changes,
            key=lambda change: (rank[change.kind], len(change.target), change.target, change.amount or NONE),
        )
    )


def totals(facts: ProcedureFacts, effects: Sequence[Effect]) -> Totals:
    """What a procedure weighs once these effects came true."""
    keeps: dict[str, Fraction] = {}
    for effect in effects:
        for atom, stays in effect.keeps.items():
            keeps[atom] = min(stays, keeps.get(atom, WHOLE))
    papers = frozenset[str]().union(*(effect.papers for effect in effects))
    conditions = frozenset[str]().union(*(effect.conditions for effect in effects))
    trips = frozenset[str]().union(*(effect.trips for effect in effects))
    return Totals(
        days=None if facts.days is None else max(NONE, facts.days - sum(one.days for one in effects)),
        cost=sum((amount * keeps.get(atom, WHOLE) for atom, amount in facts.atoms.items()), NONE),
        frequency=min((effect.frequency for effect in effects), default=WHOLE),
        performances=facts.performances,
        papers=sum(paper.key not in papers for paper in facts.papers),
        conditions=sum(condition.key not in conditions for condition in facts.conditions),
        trips=sum((trip.share for trip in facts.trips if trip.key not in trips), NONE),
    )


def require_together(changes: Sequence[Change]) -> None:
    """Refuse changes that cannot both be made.

    :raises Refused: "changes-clash".
    """
    for one, other in combinations(changes, 2):
        if why := clash(one, other):
            raise Refused(
                "changes-clash",
                f"Không làm cùng lúc “{one.kind.label}” và “{other.kind.label}”: {why}",
                changes=[one.key, other.key],
            )


def clash(one: Change, other: Change) -> str:
    """Why these two cannot both be made; "" when they can."""
    kinds = {one.kind, other.kind}
    if one.key == other.key:
        return "một thay đổi chỉ chọn một lần."
    if kinds <= _ONE_OF_A_PAPER and one.target == other.target:
        return "cùng một giấy tờ chỉ chọn bỏ, thay bằng dữ liệu hoặc nhận bản chụp."
    if CutKind.SHORTEN_LIMIT in kinds and CutKind.SHORTEN_STEP in kinds:
        return "rút ngắn bước đã nằm trong rút thời hạn chung. Chọn một cách."
    if CutKind.TO_EX_POST in kinds and kinds & _ONE_OF_THE_TIME:
        return "đã chuyển sang hậu kiểm thì không còn thời hạn chờ để rút."
    if one.kind is other.kind is CutKind.MERGE:
        return "chỉ gộp với một thủ tục. Chọn thủ tục gần nhất."
    return ""


def tell(change: Change, facts: ProcedureFacts, effect: Effect) -> Told:
    """The change in words, with what it gives alone."""
    kind = KINDS[change.kind]
    return Told(
        change,
        says(change, facts),
        kind.why,
        kind.basis,
        weight_of(change.kind, is_central=facts.is_central),
        is_within_power(change.kind, is_central=facts.is_central),
        totals(facts, [effect]),
    )


def says(change: Change, facts: ProcedureFacts) -> str:
    """The change as a sentence without full stop: "Bỏ giấy tờ: Bản sao giấy khai sinh"."""
    target, amount = target_of(change, facts), KINDS[change.kind].amount
    words = change.kind.label
    if isinstance(target, Neighbour):
        words += f": {target.code} {target.name}"
    elif target is not None:
        words += f": {target.name}"
    if amount is not None and change.amount is not None:
        words += f" ({_AMOUNTS[change.kind].format(plain(change.amount))})"
    return words


_AMOUNTS = {
    CutKind.SHORTEN_STEP: "bớt {} ngày làm việc",
    CutKind.SHORTEN_LIMIT: "bớt {} ngày làm việc",
    CutKind.EXTEND_VALIDITY: "dài gấp {} lần",
    CutKind.DELEGATE: "bớt {} % đường đi",
    CutKind.MERGE: "{} % hồ sơ nộp cả hai",
}


def plain(number: Fraction) -> str:
    """A number as Vietnamese writes it, with two places at most."""
    said = f"{float(number):.2f}".rstrip("0").rstrip(".")
    return said.replace(".", ",")
