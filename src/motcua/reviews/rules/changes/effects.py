"""What one change does to a procedure, taken alone: the pieces of it that fall away."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from motcua.kernel.refusals import Refused
from motcua.reviews.enums import Block, CutKind
from motcua.reviews.rules.changes.facts import NONE, WHOLE, Line, Neighbour, Part, ProcedureFacts
from motcua.reviews.rules.changes.kinds import KINDS

_ALONG_WITH_THE_OTHER = (Block.SUBMIT, Block.RECEIVE)
_NOT_AWAITED = (Block.INSPECT, Block.RECEIVE)


@dataclass(frozen=True, slots=True)
class Change:
    """One thing to change: `target` is the key of a part ("" for the whole procedure), `amount` the number its kind
    needs."""

    kind: CutKind
    target: str = ""
    amount: Fraction | None = None

    @property
    def key(self) -> str:
        """What is changed: two changes with one key cannot both be made."""
        return f"{self.kind.value}:{self.target}" if self.target else self.kind.value


@dataclass(frozen=True, slots=True)
class Effect:
    """What falls away: days of the limit; papers, conditions and trips by key; of each amount of cost the share that
    stays; and how often the procedure is still carried out."""

    days: Fraction = NONE
    papers: frozenset[str] = frozenset()
    conditions: frozenset[str] = frozenset()
    trips: frozenset[str] = frozenset()
    keeps: Mapping[str, Fraction] = field(default_factory=dict)
    frequency: Fraction = WHOLE


def effect_of(change: Change, facts: ProcedureFacts) -> Effect:
    """What the change does to this procedure.

    :raises Refused: "change-target-not-found", "change-amount-missing", "change-amount-wrong", "change-limit-unknown",
        "change-needs-no-amount".
    """
    require_amount(change, facts)
    return _EFFECTS[change.kind](change, facts)


def target_of(change: Change, facts: ProcedureFacts) -> Part | Neighbour | None:
    """The part or other procedure that is changed; None for the whole procedure.

    :raises Refused: "change-target-not-found".
    """
    kind = KINDS[change.kind]
    if not kind.target and not change.target:
        return None
    known = targets(change.kind, facts)
    if change.target in known:
        return known[change.target]
    said = f"“{change.target}”" if change.target else "để trống"
    choice = ", ".join(known) or "thủ tục này không có"
    raise Refused(
        "change-target-not-found",
        f"{change.kind.label}: đối tượng {said} không có ở thủ tục {facts.code}. Chọn một trong: {choice}.",
        change=change.key,
    )


def targets(kind: CutKind, facts: ProcedureFacts) -> dict[str, Part | Neighbour]:
    """What in the procedure this kind of change can be done to, by key."""
    known: Mapping[str, Iterable[Part]] = {
        "papers": facts.papers,
        "steps": facts.steps,
        "fees": facts.fees,
        "conditions": facts.conditions,
    }
    wanted = KINDS[kind].target
    if wanted == "neighbours":
        return {other.code: other for other in facts.neighbours}
    return {part.key: part for part in known.get(wanted, ())}


def require_amount(change: Change, facts: ProcedureFacts) -> None:
    """Refuse a number that is missing, senseless, or more than there is.

    :raises Refused: as `effect_of`.
    """
    target_of(change, facts)
    needed, given, label = KINDS[change.kind].amount, change.amount, change.kind.label
    if needed is None:
        if given is not None:
            raise Refused(
                "change-needs-no-amount", f"{label} không cần con số. Bỏ con số đi.", change=change.key
            )
        return
    if given is None:
        if needed.is_optional:
            return
        raise Refused("change-amount-missing", f"{label}: ghi {needed.words.lower()}.", change=change.key)
    if not needed.above < given <= needed.up_to:
        raise Refused(
            "change-amount-wrong",
            f"{label}: {needed.words.lower()} phải lớn hơn {needed.above} và không quá {needed.up_to} {needed.unit}.",
            change=change.key,
        )
    if change.kind in (CutKind.SHORTEN_LIMIT, CutKind.SHORTEN_STEP):
        _require_days(change, given, facts)


def _require_days(change: Change, given: Fraction, facts: ProcedureFacts) -> None:
    if facts.days is None:
        raise Refused(
            "change-limit-unknown",
            f"Thủ tục {facts.code} chưa có thời hạn đọc được thành số nên không tính được việc rút ngắn. Sửa thời hạn "
            "trong danh mục trước.",
            change=change.key,
        )
    if given > facts.days:
        raise Refused(
            "change-amount-wrong",
            f"{change.kind.label}: bớt {float(given):g} ngày làm việc nhưng thời hạn hiện tại chỉ có "
            f"{float(facts.days):.3g} ngày làm việc.",
            change=change.key,
        )


def _gone(
    facts: ProcedureFacts, falls: Callable[[Line], bool], stays: Fraction = NONE
) -> dict[str, Fraction]:
    """What stays of the amounts of the lines that fall away."""
    return {f"{line.key}.{kind}": stays for line in facts.lines if falls(line) for kind in line.amounts}


def _without_paper(change: Change, facts: ProcedureFacts) -> Effect:
    of = f"paper:{change.target}"
    return Effect(papers=frozenset({change.target}), keeps=_gone(facts, lambda line: line.of == of))


def _accept_copy(change: Change, facts: ProcedureFacts) -> Effect:
    of = f"paper:{change.target}"
    return Effect(keeps=_gone(facts, lambda line: line.of == of and line.is_certifying))


def _shorten(change: Change, facts: ProcedureFacts) -> Effect:
    return Effect(days=change.amount or NONE)


def _go_online(change: Change, facts: ProcedureFacts) -> Effect:
    return Effect(
        trips=frozenset(trip.key for trip in facts.trips),
        keeps=_gone(facts, lambda line: line.is_travel or line.is_offline, facts.online_stays),
    )


def _extend_validity(change: Change, facts: ProcedureFacts) -> Effect:
    return Effect(frequency=1 / (change.amount or WHOLE))


def _delegate(change: Change, facts: ProcedureFacts) -> Effect:
    stays = 1 - (change.amount or NONE) / 100
    return Effect(keeps=_gone(facts, lambda line: line.is_travel, stays))


@dataclass(frozen=True, slots=True)
class Shared:
    """What two procedures both ask for: papers that are the same, and conditions that say the same."""

    papers: tuple[Part, ...] = ()
    conditions: tuple[Part, ...] = ()


def shared_with(change: Change, facts: ProcedureFacts) -> Shared:
    """What a merger leaves to be asked once; nothing for changes of other kinds.

    :raises Refused: "change-target-not-found".
    """
    other = target_of(change, facts)
    if not isinstance(other, Neighbour):
        return Shared()
    return Shared(_alike(facts.papers, other.papers), _alike(facts.conditions, other.conditions))


def _alike(parts: Iterable[Part], others: Collection[str]) -> tuple[Part, ...]:
    return tuple(part for part in parts if part.same_as and part.same_as in others)


def _merge(change: Change, facts: ProcedureFacts) -> Effect:
    """As over a portfolio (`mergers`): papers and conditions that both ask for are asked once and one limit remains,
    while each dossier costs what it did. Only of the share of dossiers whose people lodge both, as somebody says, the
    second way is saved; the trips themselves only where all do."""
    other = next(each for each in facts.neighbours if each.code == change.target)
    shared = shared_with(change, facts)
    papers = frozenset(paper.key for paper in shared.papers)
    conditions = frozenset(condition.key for condition in shared.conditions)
    lines = {f"paper:{key}" for key in papers} | {f"condition:{key}" for key in conditions}
    both = (change.amount or NONE) / 100
    return Effect(
        days=min(facts.days or NONE, other.days or NONE),  # side by side instead of one after the other
        papers=papers,
        conditions=conditions,
        trips=frozenset(trip.key for trip in facts.trips if both == WHOLE),
        keeps=_gone(
            facts, lambda line: line.of in lines or line.block in _ALONG_WITH_THE_OTHER, WHOLE - both
        ),
    )


def _to_ex_post(change: Change, facts: ProcedureFacts) -> Effect:
    return Effect(
        days=facts.days or NONE,
        trips=frozenset(trip.key for trip in facts.trips if trip.key == "receive"),
        keeps=_gone(facts, lambda line: line.block in _NOT_AWAITED),
    )


def _drop_fee(change: Change, facts: ProcedureFacts) -> Effect:
    of, is_only = f"fee:{change.target}", len(facts.fees) == 1
    return Effect(
        keeps=_gone(
            facts, lambda line: line.of == of or (is_only and not line.of and line.block is Block.PAY)
        )
    )


def _drop_condition(change: Change, facts: ProcedureFacts) -> Effect:
    of = f"condition:{change.target}"
    return Effect(conditions=frozenset({change.target}), keeps=_gone(facts, lambda line: line.of == of))


_EFFECTS: Mapping[CutKind, Callable[[Change, ProcedureFacts], Effect]] = {
    CutKind.DROP_PAPER: _without_paper,
    CutKind.REPLACE_PAPER: _without_paper,
    CutKind.ACCEPT_COPY: _accept_copy,
    CutKind.SHORTEN_STEP: _shorten,
    CutKind.SHORTEN_LIMIT: _shorten,
    CutKind.GO_ONLINE: _go_online,
    CutKind.EXTEND_VALIDITY: _extend_validity,
    CutKind.DELEGATE: _delegate,
    CutKind.MERGE: _merge,
    CutKind.TO_EX_POST: _to_ex_post,
    CutKind.DROP_FEE: _drop_fee,
    CutKind.DROP_CONDITION: _drop_condition,
}
