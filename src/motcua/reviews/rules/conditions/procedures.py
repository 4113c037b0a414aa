"""Procedures that concern business, as one kind of the rules counted: cut where they ended and none took their place.

Basis: Nghị quyết 68/NQ-CP ngày 12/5/2020, as `balance`. What took the place of another under a new code is no cut; of
several that became one, all but one are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from motcua.reviews.rules.conditions.balance import Balance, together

_STEPS = 9


@dataclass(frozen=True, slots=True)
class ProcedureRule:
    """A procedure as far as it is counted: whether it is one of those there were (`was`), applies at the end (`now`),
    asks fewer papers or less time than before, was changed by a proposal carried out. Costs are whole đồng a year;
    None where nobody reckoned them."""

    code: str
    was: bool
    now: bool
    is_lighter: bool = False
    is_carried: bool = False
    is_reviewed: bool = False
    is_proposed: bool = False
    cost_before_vnd: int | None = None
    cost_now_vnd: int | None = None


def heirs_of(
    ended: Iterable[str], led: Mapping[str, Collection[str]], now: Collection[str]
) -> dict[str, str]:
    """Which procedure in force took the place of each ended one, through any number of steps; `led` are the codes that
    followed each code. None where no one did."""
    found = {}
    for code in ended:
        near: list[str] = sorted(led.get(code, ()))
        for _step in range(_STEPS):
            if here := [one for one in near if one in now]:
                found[code] = here[0]
                break
            near = sorted({after for one in near for after in led.get(one, ())})
    return found


def balance_of_procedures(procedures: Iterable[ProcedureRule], heirs: Mapping[str, str]) -> Balance:
    """The procedures counted, each with those whose place it took."""
    groups: dict[str, list[ProcedureRule]] = defaultdict(list)
    for one in procedures:
        groups[one.code if one.now else heirs.get(one.code, one.code)].append(one)
    return together(_of_group(group) for group in groups.values())


def _of_group(group: Sequence[ProcedureRule]) -> Balance:
    formers = [one for one in group if one.was]
    now = next((one for one in group if one.now), None)
    if not formers:
        return Balance(added=1, now=1) if now else Balance()
    many = len(formers)
    cost_now = now.cost_now_vnd if now else 0
    known = [one.cost_before_vnd for one in formers if one.cost_before_vnd is not None]
    is_costed = len(known) == many and cost_now is not None
    is_simpler = now is not None and (any(one.is_carried for one in group) or (many == 1 and now.is_lighter))
    return Balance(
        before=many,
        reviewed=sum(one.is_reviewed for one in formers),
        proposed=sum(one.is_proposed for one in formers),
        cut=many - (now is not None),
        simplified=is_simpler,
        now=now is not None,
        cost_before_vnd=sum(known) if is_costed else 0,
        cost_now_vnd=(cost_now or 0) if is_costed else 0,
        uncosted=0 if is_costed else many,
    )
