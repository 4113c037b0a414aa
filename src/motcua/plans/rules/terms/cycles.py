"""Cycles and the iCalendar rules that stand for them."""

from __future__ import annotations

from calendar import monthrange

from motcua.plans.enums import Cycle, TermKind
from motcua.plans.rules.terms.term import Term

RULES: dict[Cycle, str] = {
    Cycle.DAY: "FREQ=DAILY",
    Cycle.WEEK: "FREQ=WEEKLY",
    Cycle.MONTH: "FREQ=MONTHLY",
    Cycle.QUARTER: "FREQ=MONTHLY;INTERVAL=3",
    Cycle.HALF_YEAR: "FREQ=MONTHLY;INTERVAL=6",
    Cycle.YEAR: "FREQ=YEARLY",
    # The last days of the two semesters: 17 January and 31 May.
    Cycle.SEMESTER: "FREQ=YEARLY;BYMONTH=1,5;BYMONTHDAY=17,31;BYSETPOS=1,4",
    Cycle.SCHOOL_YEAR: "FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=31",
}
MONTHS_OF = {Cycle.QUARTER: 3, Cycle.HALF_YEAR: 6, Cycle.YEAR: 12}
CYCLE_OF_MONTHS = {1: Cycle.MONTH, 3: Cycle.QUARTER, 6: Cycle.HALF_YEAR, 12: Cycle.YEAR}


def cycle_of(word: str) -> Cycle:
    """The cycle that a flat word names: "quy", "06 thang", "nam hoc"."""
    word = " ".join(word.split())
    named = {
        "ngay": Cycle.DAY,
        "tuan": Cycle.WEEK,
        "thang": Cycle.MONTH,
        "quy": Cycle.QUARTER,
        "nua nam": Cycle.HALF_YEAR,
        "nam": Cycle.YEAR,
        "nam hoc": Cycle.SCHOOL_YEAR,
        "hoc ky": Cycle.SEMESTER,
        "hoc ki": Cycle.SEMESTER,
    }
    if word in named:
        return named[word]
    return CYCLE_OF_MONTHS.get(int(word.split()[0].lstrip("0")), Cycle.OTHER)


def every(cycle: Cycle, *, text: str) -> Term:
    """The term that comes once in each `cycle`, due on its last day."""
    return Term(text=text, kind=TermKind.RECURRING, recurrence=RULES[cycle], cycle=cycle)


def on_day_of_month(
    day: int, *, months: tuple[int, ...], is_before: bool, text: str, cycle: Cycle
) -> Term | None:
    """The term due on a day of certain months (of every month when there are none), or on the day before it."""
    if not 1 <= day <= 31 or not all(1 <= month <= 12 for month in months):
        return None
    day -= int(is_before)
    if day == 0:
        months = tuple(sorted(month - 1 or 12 for month in months))
    by_day = str(day or -1)
    shortest = min((monthrange(2025, month)[1] for month in months), default=28)
    if day > shortest:  # a month that is too short has its last day instead
        by_day = ",".join(map(str, range(shortest, day + 1))) + ";BYSETPOS=-1"
    by_month = f";BYMONTH={','.join(map(str, months))}" if months else ""
    freq = "YEARLY" if len(months) == 1 else "MONTHLY"
    rule = f"FREQ={freq}{by_month};BYMONTHDAY={by_day}"
    return Term(text=text, kind=TermKind.RECURRING, recurrence=rule, cycle=cycle)


def month_ends(months: tuple[int, ...], *, text: str) -> Term:
    """The term due at the end of each of the months, every year."""
    freq = "YEARLY" if len(months) == 1 else "MONTHLY"
    rule = f"FREQ={freq};BYMONTH={','.join(map(str, months))};BYMONTHDAY=-1"
    cycle = Cycle.YEAR if len(months) == 1 else Cycle.MONTH
    return Term(text=text, kind=TermKind.RECURRING, recurrence=rule, cycle=cycle)
