"""Procedures merged across a portfolio: what is asked twice is asked once, and nothing is saved twice.

Basis: NĐ 63/2010/NĐ-CP art. 27–29 (a procedure whose aim another one already meets is not necessary by itself). That a
merger saves papers and conditions both ask for, leaves one limit (the longest), and leaves the cost of each dossier as
it is, is this system's reading: each case still has its dossiers.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise

from motcua.reviews.rules.changes.facts import NONE
from motcua.reviews.rules.changes.portfolio import Held, Weighed, sums
from motcua.reviews.rules.findings.pairs import groups


@dataclass(frozen=True, slots=True)
class Asks:
    """What a procedure asks by what it is, however it is called: its papers and its conditions, each as often as it
    stands there."""

    papers: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Merger:
    """Procedures that become one, and what that saves beyond what is carried out and planned."""

    codes: tuple[str, ...]
    saves: Weighed


def disjoint(some: Iterable[Collection[str]]) -> list[tuple[str, ...]]:
    """The groups so that no procedure is in two: those that share one are one; in the order of codes."""
    pairs = [pair for group in some for pair in pairwise(sorted(set(group)))]
    return sorted(tuple(sorted(group)) for group in groups(pairs))


def with_mergers(
    held: Sequence[Held], chosen: Iterable[Collection[str]], asks: Mapping[str, Asks]
) -> tuple[list[Held], list[Merger]]:
    """The portfolio as it would be planned with these mergers, procedure by procedure, and what each saves.

    A paper or condition stays with the first procedure of the group that asks for it, by code; the longest limit stays
    with its procedure. So the parts still add up to the whole, and what several mergers share is saved once. Before and
    now stay as they are; procedures that ended, or are not in the portfolio, merge with nothing.
    """
    by_code = {one.code: one for one in held if not one.is_ended}
    known = [[code for code in group if code in by_code] for group in chosen]
    found, changed = [], dict[str, Held]()
    for group in disjoint(known):
        members = [by_code[code] for code in group]
        merged = _merged(members, asks)
        changed |= {one.code: one for one in merged}
        found.append(Merger(group, sums(members).planned - sums(merged).planned))
    return [changed.get(one.code, one) if not one.is_ended else one for one in held], found


def _merged(members: Sequence[Held], asks: Mapping[str, Asks]) -> list[Held]:
    longest = max(members, key=lambda one: one.planned.days)
    papers, conditions = set[str](), set[str]()
    merged = []
    for one in members:
        own = asks.get(one.code, Asks())
        planned = replace(
            one.planned,
            days=one.planned.days if one is longest else NONE,
            papers=_left(one.planned.papers, own.papers, papers),
            conditions=_left(one.planned.conditions, own.conditions, conditions),
        )
        merged.append(replace(one, planned=planned))
        papers |= set(own.papers)
        conditions |= set(own.conditions)
    return merged


def _left(planned: Fraction, own: Sequence[str], others: Collection[str]) -> Fraction:
    """What remains of a number when what others of the group ask for is not asked again."""
    return max(NONE, planned - sum(one in others for one in own))
