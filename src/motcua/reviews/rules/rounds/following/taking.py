"""Everything that a proposal takes from the trial it follows: words, limit, papers, conditions, trips, cost, how often,
what is thought of each constituent, and the changes of law.

Basis: Nghị định 63/2010/NĐ-CP, Điều 28 (each constituent is judged), Điều 31 (what is proposed, and who carries it
out); Thông tư 02/2017/TT-VPCP, Điều 27 (cost before and after).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from motcua.catalogue.enums import Constituent
from motcua.catalogue.rules.content import Content
from motcua.deadlines.enums import LimitUnit
from motcua.reviews.enums import CutKind
from motcua.reviews.enums.proposals import ProposalKind, ProposalPower, Verdict
from motcua.reviews.rules.changes.applying import Applied
from motcua.reviews.rules.changes.effects import Effect, effect_of
from motcua.reviews.rules.changes.writing import write_change
from motcua.reviews.rules.cost.numbers import exact_vnd
from motcua.reviews.rules.rounds.completeness import ChangeSaid
from motcua.reviews.rules.rounds.following.drafts import CONSTITUENT, drafted
from motcua.reviews.rules.rounds.following.limits import limit_left

_HUNDREDTH = Decimal("0.01")
_BILLIONTH = Decimal("1e-9")
_KINDS: Mapping[CutKind, ProposalKind] = {
    CutKind.GO_ONLINE: ProposalKind.ONLINE,
    CutKind.DELEGATE: ProposalKind.DECENTRALISE,
    CutKind.MERGE: ProposalKind.INTERCONNECT,
}


@dataclass(frozen=True, slots=True)
class Judged:
    """What the trial thinks of one constituent or paper, and the change that says so."""

    verdict: Verdict
    reason: str


@dataclass(frozen=True, slots=True)
class Laid:
    """How the proposal lays its limit down, and who proposes."""

    limit: Decimal | None
    unit: LimitUnit | None
    agency: str


@dataclass(frozen=True, slots=True)
class Taken:
    """What a trial leads to, ready to be taken over. `papers` judges papers by key, `parts` the other constituents;
    `cost_vnd` of one dossier, exact, is None without a sheet, `limit` where none is laid down; `frequency` is how often
    the procedure is still carried out, as a share of today's."""

    changes: tuple[str, ...]
    kinds: tuple[ProposalKind, ...]
    power: ProposalPower
    content: tuple[str, ...]
    legal: tuple[ChangeSaid, ...]
    papers: Mapping[str, Judged]
    parts: Mapping[Constituent, Judged]
    limit: Decimal | None
    papers_left: int
    conditions: int
    trips: Decimal
    cost_vnd: Decimal | None
    frequency: Fraction


def take(applied: Applied, content: Content, laid: Laid) -> Taken:
    """What a proposal takes over from these changes of the version that says `content`."""
    effects = [effect_of(change, applied.facts) for change in applied.changes]
    after = applied.after
    return Taken(
        changes=tuple(write_change(change) for change in applied.changes),
        kinds=_kinds(applied),
        power=_power(applied),
        content=tuple(told.says for told in applied.told),
        legal=tuple(
            drafted(told, applied, content, agency=laid.agency, unit=laid.unit) for told in applied.told
        ),
        papers=_papers(applied, effects),
        parts=_parts(applied),
        limit=_limit(applied, laid),
        papers_left=after.papers,
        conditions=after.conditions,
        trips=exact(after.trips),
        cost_vnd=exact_vnd(after.cost) if applied.facts.lines else None,
        frequency=after.frequency,
    )


def exact(number: Fraction) -> Decimal:
    """A number with two places."""
    return (Decimal(number.numerator) / Decimal(number.denominator)).quantize(_HUNDREDTH)


def per_year(dossiers: Decimal | None, frequency: Fraction) -> Decimal | None:
    """How many dossiers a year are left when each subject comes so often; None where it stays as it is or nobody knows
    how many there are."""
    if dossiers is None or frequency == 1:
        return None
    left = Fraction(dossiers) * frequency
    return (Decimal(left.numerator) / Decimal(left.denominator)).quantize(_BILLIONTH)


def _kinds(applied: Applied) -> tuple[ProposalKind, ...]:
    found = {_KINDS.get(change.kind, ProposalKind.AMEND) for change in applied.changes}
    return tuple(kind for kind in ProposalKind if kind in found)


def _power(applied: Applied) -> ProposalPower:
    """The ministry's as soon as one change is not the locality's to make: the whole then waits for it."""
    is_own = all(told.is_within_power for told in applied.told)
    return ProposalPower.OWN if is_own else ProposalPower.MINISTRY


def _papers(applied: Applied, effects: Iterable[Effect]) -> dict[str, Judged]:
    """Papers that fall, whichever change takes them, and of the others those of which a plain copy is enough."""
    found: dict[str, Judged] = {}
    copies: dict[str, Judged] = {}
    for told, effect in zip(applied.told, effects, strict=True):
        kind = told.change.kind
        verdict = Verdict.DATA if kind is CutKind.REPLACE_PAPER else Verdict.DROP
        for key in sorted(effect.papers):
            found.setdefault(key, Judged(verdict, told.says))
        if kind is CutKind.ACCEPT_COPY:
            copies[told.change.target] = Judged(Verdict.AMEND, told.says)
    return {**copies, **found}


def _parts(applied: Applied) -> dict[Constituent, Judged]:
    """The other constituents that changes rewrite; dropped where nothing of it is left."""
    reasons: dict[Constituent, list[str]] = {}
    for told in applied.told:
        constituent = CONSTITUENT[told.change.kind]
        if constituent is not Constituent.COMPONENTS:
            reasons.setdefault(constituent, []).append(told.says)
    if applied.before.days != applied.after.days:
        longer = [told.says for told in applied.told if told.alone.days != applied.before.days]
        reasons.setdefault(Constituent.TIME_LIMIT, longer)
    gone = _emptied(applied)
    return {
        constituent: Judged(Verdict.DROP if constituent in gone else Verdict.AMEND, "; ".join(said))
        for constituent, said in reasons.items()
    }


def _emptied(applied: Applied) -> set[Constituent]:
    """The constituents of which nothing is left."""
    dropped = [change.kind for change in applied.changes]
    found = set()
    if applied.before.conditions and not applied.after.conditions:
        found.add(Constituent.REQUIREMENTS)
    if applied.facts.fees and dropped.count(CutKind.DROP_FEE) == len(applied.facts.fees):
        found.add(Constituent.FEES)
    return found


def _limit(applied: Applied, laid: Laid) -> Decimal | None:
    before, after = applied.before.days, applied.after.days
    if laid.limit is None or laid.unit is None or before is None or after is None:
        return laid.limit
    return limit_left(laid.limit, laid.unit, before=before, after=after)
