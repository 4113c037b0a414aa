"""Which target stands for which procedures, and how far each part of a portfolio is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from motcua.reviews.enums import Burden, TargetSet
from motcua.reviews.rules.changes.portfolio import Held, Position, Wanted, position

Aim = TypeVar("Aim")
# A part of procedures whose record names no field.
NO_FIELD = "?"


@dataclass(frozen=True, slots=True)
class Part:
    """Some procedures of a portfolio: of a set, a field (`NO_FIELD`: of none), a level; empty for every one."""

    procedures: TargetSet = TargetSet.ALL
    field: str = ""
    level: str = ""

    def holds(self, one: Held) -> bool:
        """Whether a procedure belongs to it."""
        if self.procedures is TargetSet.BUSINESS and not one.is_business:
            return False
        if self.procedures is TargetSet.INTERNAL and one.kind != "internal":
            return False
        if self.field and one.field != ("" if self.field == NO_FIELD else self.field):
            return False
        return not self.level or self.level in one.levels


class Sorted:
    """The procedures of a portfolio, sorted once, so that many parts are found without looking at all of them."""

    def __init__(self, held: Iterable[Held]) -> None:
        self.held = list(held)
        self._fields: dict[str, list[Held]] = defaultdict(list)
        self._levels: dict[str, list[Held]] = defaultdict(list)
        for one in self.held:
            self._fields[one.field or NO_FIELD].append(one)
            for level in one.levels:
                self._levels[level].append(one)

    def of(self, part: Part) -> list[Held]:
        """The procedures of the part."""
        near = self.held
        if part.field:
            near = self._fields.get(part.field, [])
        elif part.level:
            near = self._levels.get(part.level, [])
        return [one for one in near if part.holds(one)]


@dataclass(frozen=True, slots=True)
class Standing(Generic[Aim]):
    """How far a part is: `aim` is the target, `is_own` whether it was set for just these procedures (else a wider one
    serves as a yardstick)."""

    aim: Aim
    position: Position
    is_own: bool


def fitting(part: Part, wanted: Wanted) -> int | None:
    """How closely a target is about a part: 0 when for just its procedures, more the wider it is; None when it does not
    hold for all of them.

    Basis: a target holds for the procedures it names, whole; that a narrower one goes before a wider one is this
    system's rule.
    """
    if wanted.procedures is TargetSet.FIELD:
        if wanted.field != part.field:
            return None
        wider = 0 if part.procedures is TargetSet.ALL else 1
    elif wanted.procedures is part.procedures:
        wider = 2 if part.field else 0
    elif wanted.procedures is TargetSet.ALL:
        wider = 4 if part.field else 3
    else:
        return None
    if wanted.level == part.level:
        return wider * 2
    return None if wanted.level else wider * 2 + 1


def standing(
    part: Part,
    burden: Burden,
    *,
    aims: Iterable[Aim],
    wanted_of: Callable[[Aim], Wanted],
    held_of: Callable[[Aim], Sorted],
) -> Standing[Aim] | None:
    """How far the procedures of the part are by the target that is most closely about them; None without one.

    `held_of` gives the portfolio compared with the day from which a target counts.
    """
    found: dict[int, Aim] = {}
    for aim in aims:
        wanted = wanted_of(aim)
        far = fitting(part, wanted) if wanted.burden is burden else None
        if far is not None:
            found.setdefault(far, aim)
    if not found:
        return None
    nearest = min(found)
    aim = found[nearest]
    wanted = replace(wanted_of(aim), procedures=TargetSet.ALL, field="", level="")
    return Standing(aim, position(held_of(aim).of(part), wanted), nearest == 0)
