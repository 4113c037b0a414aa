"""What a played year is to contain: how many dossiers of each fate, then each with its day. One seed, one plan.

The fates are those a report counts: resolved early, on time or late, still in process at the year's end, withdrawn,
stopped, not accepted. Received in the year and carried over together are their sum.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime, time, timedelta
from enum import Enum
from typing import Any

from motcua.deadlines.rules.calendars import Calendar
from motcua.kernel.clock import VIETNAM
from motcua.kernel.periods import Period
from motcua.kernel.refusals import Refused


class Fate(Enum):
    """How a dossier's year ends."""

    EARLY = "resolved_early"
    ON_TIME = "resolved_on_time"
    LATE = "resolved_late"
    PENDING = "pending"
    WITHDRAWN = "withdrawn"
    STOPPED = "stopped"
    NOT_ACCEPTED = "not_accepted"


@dataclass(frozen=True, slots=True)
class Target:
    """Counts to be reached. Received in the year (online, direct) and carried over are resolved or pending."""

    received_online: int = 0
    received_direct: int = 0
    carried_over: int = 0
    resolved_early: int = 0
    resolved_on_time: int = 0
    resolved_late: int = 0
    pending: int = 0
    withdrawn: int = 0
    stopped: int = 0
    not_accepted: int = 0

    @property
    def total(self) -> int:
        """All dossiers of the year."""
        return self.received_online + self.received_direct + self.carried_over

    def fates(self) -> list[Fate]:
        """One fate for each dossier."""
        return [fate for fate in Fate for _ in range(getattr(self, fate.value))]


@dataclass(frozen=True, slots=True)
class Matter:
    """A procedure of the played department: its code and its limit in working days."""

    code: str
    working_days: int


@dataclass(frozen=True, slots=True)
class Case:
    """One dossier to be played. `supplements` is how often the applicant is asked for more."""

    number: int
    matter: Matter
    is_online: bool
    is_carried_over: bool
    lodged_at: datetime
    fate: Fate
    supplements: int


def read_target(document: Any, *, dossiers: int | None) -> Target:
    """The target of a JSON document.

    :raises Refused: "target-unreadable", "target-does-not-add-up".
    """
    known = {field.name for field in fields(Target)}
    if not isinstance(document, Mapping) or not document or set(document) - known:
        raise Refused(
            "target-unreadable",
            "Tệp chỉ tiêu phải là một đối tượng JSON chỉ gồm các số: " + ", ".join(sorted(known)) + ".",
        )
    if any(not isinstance(value, int) or isinstance(value, bool) or value < 0 for value in document.values()):
        raise Refused("target-unreadable", "Mỗi chỉ tiêu phải là số nguyên không âm.")
    target = Target(**document)
    return checked(target, dossiers=dossiers)


def checked(target: Target, *, dossiers: int | None) -> Target:
    """The target, if its sides balance.

    :raises Refused: "target-does-not-add-up".
    """
    ended = len(target.fates())
    if target.total != ended:
        raise Refused(
            "target-does-not-add-up",
            f"Tiếp nhận trong năm và kỳ trước chuyển sang là {target.total} hồ sơ, nhưng đã giải quyết và đang "
            f"giải quyết cộng lại là {ended}. Sửa cho hai bên bằng nhau.",
        )
    if dossiers is not None and dossiers != target.total:
        raise Refused(
            "target-does-not-add-up",
            f"--dossiers {dossiers} khác tổng {target.total} của tệp chỉ tiêu. Bỏ một trong hai, hoặc sửa cho khớp.",
        )
    return target


def whole_year(year: int) -> Period:
    """From 1 January until the next."""
    return Period(date(year, 1, 1), date(year + 1, 1, 1))


def usual_target(dossiers: int, *, seed: int) -> Target:
    """A year as departments report it: nearly all online and early, a few late, a few that never come to a result."""
    chance = random.Random(f"{seed}:target")  # noqa: S311 - play, not secrets
    few = {
        "resolved_late": _about(dossiers, 0.006, chance),
        "resolved_on_time": _about(dossiers, 0.02, chance),
        "pending": _about(dossiers, 0.02, chance),
        "withdrawn": _about(dossiers, 0.008, chance),
        "stopped": _about(dossiers, 0.004, chance),
        "not_accepted": _about(dossiers, 0.006, chance),
    }
    carried = min(_about(dossiers, 0.005, chance), dossiers - sum(few.values()))
    direct = _about(dossiers - carried, 0.05, chance)
    return Target(
        received_online=dossiers - carried - direct,
        received_direct=direct,
        carried_over=carried,
        resolved_early=dossiers - sum(few.values()),
        **few,
    )


def plan(
    *,
    year: int,
    target: Target,
    matters: Sequence[Matter],
    calendar: Calendar,
    seed: int,
    window: Period | None = None,
) -> list[Case]:
    """Every dossier of the year, or of the window played instead, with its day and its fate, in the order of lodging.

    :raises Refused: "target-not-playable" when more are carried over or pending than could be.
    """
    chance = random.Random(f"{seed}:{year}")  # noqa: S311 - play, not secrets
    days = _working_days(calendar, window or whole_year(year))
    fates = target.fates()
    chance.shuffle(fates)
    carried = _carried(fates, target.carried_over)
    online = _doors(target, chance)
    cases = []
    for number, fate in enumerate(fates):
        matter = _matter(fate, number in carried, matters, chance)
        on = _day(fate, number in carried, matter, days, calendar, chance)
        at = _instant(on, chance)
        asked = 1 if fate in _MAY_BE_ASKED and number not in carried and chance.random() < 0.06 else 0
        is_online = number in carried or next(online)
        cases.append(Case(number, matter, is_online, number in carried, at, fate, asked))
    return sorted(cases, key=lambda case: (case.lodged_at, case.number))


_MAY_BE_ASKED = frozenset({Fate.EARLY, Fate.ON_TIME, Fate.LATE})


def _about(whole: int, share: float, chance: random.Random) -> int:
    return round(whole * share * chance.uniform(0.8, 1.2))


def _carried(fates: Sequence[Fate], count: int) -> frozenset[int]:
    """Which dossiers came over from the year before: such as were resolved in the first weeks."""
    able = [number for number, fate in enumerate(fates) if fate in _MAY_BE_ASKED]
    if count > len(able):
        raise Refused(
            "target-not-playable",
            f"Có {count} hồ sơ kỳ trước chuyển sang nhưng chỉ {len(able)} hồ sơ được giải quyết trong năm: "
            "hồ sơ chuyển sang phải được giải quyết trong năm.",
        )
    return frozenset(able[:count])


def _doors(target: Target, chance: random.Random) -> Any:
    doors = [True] * target.received_online + [False] * target.received_direct
    chance.shuffle(doors)
    return iter(doors)


def _matter(fate: Fate, is_carried: bool, matters: Sequence[Matter], chance: random.Random) -> Matter:
    """A procedure that this fate can happen to: what crosses the turn of the year, or ends early, needs days."""
    least = 5 if is_carried else 15 if fate is Fate.PENDING else 3
    able = [matter for matter in matters if matter.working_days >= least]
    return chance.choice(able)


def _day(
    fate: Fate,
    is_carried: bool,
    matter: Matter,
    days: Sequence[date],
    calendar: Calendar,
    chance: random.Random,
) -> date:
    if is_carried:
        first = calendar.add_working_days(days[0], 0)
        return _before(calendar, first, chance.randint(1, max(1, matter.working_days - 3)))
    if fate is Fate.PENDING:
        return chance.choice(days[-max(2, matter.working_days - 4) : -1])
    room = matter.working_days + 12  # a supplement and some lateness still end within the year
    return chance.choice(days[:-room])


def _before(calendar: Calendar, day: date, working_days: int) -> date:
    """The day so many working days before."""
    found = day
    while working_days:
        found -= timedelta(days=1)
        if calendar.is_working(found):
            working_days -= 1
    return found


def _instant(on: date, chance: random.Random) -> datetime:
    """Sometime in the morning or early afternoon, so that the desk has it the same day."""
    minute = chance.randint(8 * 60, 14 * 60)
    return datetime.combine(on, time(minute // 60, minute % 60, chance.randint(0, 59)), VIETNAM)


def _working_days(calendar: Calendar, window: Period) -> list[date]:
    assert window.end is not None
    start, length = window.start, (window.end - window.start).days
    days = (start + timedelta(days=step) for step in range(length))
    return [day for day in days if calendar.is_working(day)]
