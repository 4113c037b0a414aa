"""Terms that come again: "hàng quý", "06 tháng/lần", "trước ngày 10 tháng cuối của quý", as iCalendar rules."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from motcua.plans.enums import Cycle, TermKind
from motcua.plans.rules.terms.calendar_words import quarter_number
from motcua.plans.rules.terms.cycles import (
    CYCLE_OF_MONTHS,
    MONTHS_OF,
    RULES,
    cycle_of,
    every,
    month_ends,
    on_day_of_month,
)
from motcua.plans.rules.terms.term import Term


@dataclass(frozen=True, slots=True)
class Piece:
    """A term found in a text, and where."""

    start: int
    end: int
    term: Term


_WEEKDAYS = {"hai": "MO", "ba": "TU", "tu": "WE", "nam": "TH", "sau": "FR", "bay": "SA"}
_WEEKDAY_NUMBERS = {"2": "MO", "3": "TU", "4": "WE", "5": "TH", "6": "FR", "7": "SA"}
_NUMBERS = {"mot": 1, "hai": 2, "ba": 3, "bon": 4, "sau": 6}

_UNIT = (
    r"(?:nam hoc|hoc k[iy]|nam(?!\s*(?:20\d\d|hoc))|nua nam|quy(?!\s*(?:[ivl|]+\b|\d|dinh|che|trinh|chuan|"
    r"mo|hoach|dat))|0?[369]\s*thang|thang(?!\s*\d)|tuan(?!\s*\d)|ngay(?!\s*\d))"
)
_AND = r"\s*(?:,\s*va|,|;|va|/|hoac|&)\s*"
_EVERY = r"(?:hang|moi)"
_UNITS = rf"{_UNIT}(?:{_AND}(?:(?:{_EVERY}|dinh ky|bao cao|ca)\s*)*{_UNIT})*"
_LEAD = r"(?P<lead>truoc|cham nhat(?:\s*(?:la|vao|den))*(?:\s*truoc)?|muon nhat(?:\s*(?:la|vao|den))*(?:\s*truoc)?)"
_HOUR = r"(?P<hour>\s*\d{1,2}\s*(?:h|gio|:)\s*(?:\d{2})?\s*(?:phut)?\s*,?)?"
_DAY = r"(?:ngay\s*)?(?P<d>\d{1,2})(?!\d)"
_GAP = r"[^,;.\d]{0,60}?"
_DATES = (
    r"(?P<dates>\d{1,2}\s*/\s*\d{1,2}(?!\s*/?\d)(?:(?:\s*(?:,|va|;)\s*|"
    r"\s+)(?:truoc\s*)?(?:ngay\s*)?\d{1,2}\s*/\s*\d{1,2}(?!\s*/?\d))*)"
)


def _is_before(found: re.Match[str]) -> bool:
    groups = found.groupdict()
    return "truoc" in (groups.get("lead") or "") and not groups.get("hour")


def _after(term: Term | None, is_after: bool) -> Term | None:
    if term is None or not is_after:
        return term
    return Term(
        text=term.text, kind=term.kind, recurrence=term.recurrence, cycle=term.cycle, is_due_after=True
    )


def _monthly(found: re.Match[str], text: str) -> Term | None:
    term = on_day_of_month(
        int(found["d"]), months=(), is_before=_is_before(found), text=text, cycle=Cycle.MONTH
    )
    return _after(term, bool(found.groupdict().get("next")))


def _in_cycle(found: re.Match[str], text: str) -> Term | None:
    """ "Ngày 10 tháng cuối của quý": the day in the last month of each quarter."""
    unit = found["unit"]
    if unit.startswith("ky"):
        said = re.search(r"\bquy\b|\b0?6 thang\b|\bnam\b", found.string[: found.start()])
        unit = said[0] if said else ""
    if not unit:
        return None
    cycle = cycle_of(unit)
    size = MONTHS_OF.get(cycle)
    if size is None:
        return None
    at = {"dau": 1, "giua": 2, "thu hai": 2, "thu ba": 3, "cuoi": size}[" ".join(found["which"].split())]
    months = tuple(range(at, 13, size))
    term = on_day_of_month(
        int(found["d"]), months=months, is_before=_is_before(found), text=text, cycle=cycle
    )
    return _after(term, bool(found["next"]))


def _yearly(found: re.Match[str], text: str) -> Term | None:
    """Days said without a year for something that comes each year, or in a yearly round of quarters."""
    dates = [(int(m), int(d)) for d, m in re.findall(r"(\d{1,2})\s*/\s*(\d{1,2})", found["dates"])]
    days = {day for _, day in dates}
    if len(days) != 1:
        return None
    groups = found.groupdict()
    cycle = {1: Cycle.YEAR, 2: Cycle.HALF_YEAR, 4: Cycle.QUARTER}.get(len(dates), Cycle.OTHER)
    if groups.get("unit") and len(dates) == 1:
        cycle = cycle_of(groups["unit"] or "nam")
    return on_day_of_month(
        days.pop(),
        months=tuple(month for month, _ in sorted(dates)),
        is_before=_is_before(found),
        text=text,
        cycle=cycle,
    )


def _weekday(found: re.Match[str], text: str) -> Term:
    word = found["w"]
    day = "SU" if word is None else _WEEKDAYS.get(word) or _WEEKDAY_NUMBERS[word]
    if _is_before(found):
        order = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
        day = order[order.index(day) - 1]
    return Term(text=text, kind=TermKind.RECURRING, recurrence=f"FREQ=WEEKLY;BYDAY={day}", cycle=Cycle.WEEK)


def _count(word: str | None) -> int:
    return 1 if not word else _NUMBERS.get(word) or int(word)


def _each(found: re.Match[str], text: str) -> Term | None:
    """ "06 tháng/lần": once in so many months."""
    count = _count(found["n"])
    if not count:
        return None
    unit = found["unit"]
    if unit in ("thang", "quy"):
        return _every_months(count * (3 if unit == "quy" else 1), text=text)
    freq, cycle = {
        "ngay": ("DAILY", Cycle.DAY),
        "tuan": ("WEEKLY", Cycle.WEEK),
        "nam": ("YEARLY", Cycle.YEAR),
        "nam hoc": ("", Cycle.SCHOOL_YEAR),
        "hoc ky": ("", Cycle.SEMESTER),
    }[" ".join(unit.split())]
    if count == 1:
        return every(cycle, text=text)
    if not freq:
        return None
    rule = f"FREQ={freq};INTERVAL={count}"
    return Term(text=text, kind=TermKind.RECURRING, recurrence=rule, cycle=Cycle.OTHER)


def _every_months(count: int, *, text: str) -> Term:
    cycle = CYCLE_OF_MONTHS.get(count, Cycle.OTHER)
    if cycle is not Cycle.OTHER:
        return every(cycle, text=text)
    rule = f"FREQ=MONTHLY;INTERVAL={count}"
    return Term(text=text, kind=TermKind.RECURRING, recurrence=rule, cycle=Cycle.OTHER)


def _times(found: re.Match[str], text: str) -> Term | None:
    """ "02 lần/năm": so many times in each year; only what divides it evenly is read."""
    count, cycle = _count(found["n"]), cycle_of(found["unit"])
    if count == 1 and cycle in RULES:
        return every(cycle, text=text)
    if cycle is Cycle.SCHOOL_YEAR and count == 2:
        return every(Cycle.SEMESTER, text=text)
    if cycle is Cycle.MONTH and count == 2:
        rule = "FREQ=MONTHLY;BYMONTHDAY=15,-1"
        return Term(text=text, kind=TermKind.RECURRING, recurrence=rule, cycle=Cycle.OTHER)
    size = MONTHS_OF.get(cycle)
    return _every_months(size // count, text=text) if size and count and size % count == 0 else None


def _list(found: re.Match[str], text: str) -> Term | None:
    """ "Hàng tháng, quý, năm": one term, the others with it."""
    units = [each[0] for each in re.finditer(_UNIT, found["units"])]
    cycles = list(dict.fromkeys(map(cycle_of, units)))
    if not cycles or Cycle.OTHER in cycles:
        return None
    terms = [every(cycle, text=text) for cycle in cycles]
    first = terms[0]
    return Term(
        text=text,
        kind=first.kind,
        recurrence=first.recurrence,
        cycle=first.cycle,
        also=tuple(terms[1:]),
    )


def _monthly_twice(found: re.Match[str], text: str) -> Term | None:
    """ "Ngày 15 và 30 hàng tháng": two terms."""
    terms = [
        on_day_of_month(
            int(found[each]), months=(), is_before=_is_before(found), text=text, cycle=Cycle.MONTH
        )
        for each in ("d", "e")
    ]
    first, second = terms
    return None if first is None or second is None else replace(first, also=(second,))


def _months_each_year(found: re.Match[str], text: str) -> Term | None:
    """ "Tháng 6 và tháng 12 hàng năm", "Quý I hàng năm": at their ends."""
    if found["quarter"]:
        return month_ends((3 * quarter_number(found["quarter"]),), text=text)
    months = tuple(int(each) for each in re.findall(r"\d+", found["months"]))
    return month_ends(months, text=text) if all(1 <= each <= 12 for each in months) else None


Maker = Callable[[re.Match[str], str], "Term | None"]
_OPEN = r"\s*[(,:-]?\s*"
_NEXT = r"(?P<next>\s*(?:sau|tiep theo|ke tiep|lien ke|tiep))?"
_PATTERNS: tuple[tuple[str, Maker], ...] = (
    (
        rf"(?:{_LEAD}{_HOUR}\s*)?\bngay\s*(?P<d>\d{{1,2}})\s*(?:va|,)\s*(?:ngay\s*)?(?P<e>\d{{1,2}})\s*"
        rf"(?:cua\s*)?{_EVERY}\s*thang\b",
        _monthly_twice,
    ),
    (
        rf"\b(?:thang\s*(?P<months>\d{{1,2}}(?:\s*(?:,|va)\s*(?:thang\s*)?\d{{1,2}})*)"
        rf"|quy\s*(?P<quarter>[il|]{{1,3}}|[il|]v|[1-4]))\s*{_EVERY}\s*nam\b",
        _months_each_year,
    ),
    (
        rf"(?:\bbao cao\s*(?:dinh ky\s*)?{_UNITS}{_GAP})?(?:{_LEAD}{_HOUR}\s*)?\bngay\s*(?P<d>\d{{1,2}})\s*(?:cua\s*)?"
        rf"thang\s*(?P<which>dau|giua|thu hai|thu ba|cuoi)\s*(?:tien\s*|cung\s*)?(?:cua\s*)?(?:{_EVERY}\s*|moi\s*)?"
        rf"(?P<unit>quy|ky bao cao|ky|0?6\s*thang|nam){_NEXT}\b",
        _in_cycle,
    ),
    (
        rf"\bbao cao\s*(?:dinh ky\s*)?(?:{_EVERY}\s*)?(?P<unit>{_UNIT})(?:{_AND}{_UNIT})*{_GAP}"
        rf"{_LEAD}{_HOUR}\s*(?:ngay\s*)?{_DATES}",
        _yearly,
    ),
    (rf"(?:{_LEAD}{_HOUR}\s*)?(?:ngay\s*)?{_DATES}\s*(?:{_EVERY}|cua moi|cua {_EVERY})\s*nam\b", _yearly),
    (rf"\b{_EVERY}\s*nam{_OPEN}{_GAP}(?:{_LEAD}{_HOUR}\s*)?(?:vao\s*)?(?:ngay\s*)?{_DATES}", _yearly),
    (
        rf"(?:(?:tu\s*)?\bngay\s*\d{{1,2}}\s*(?:den|-)\s*)?"
        rf"(?:{_LEAD}{_HOUR}\s*)?\bngay\s*(?P<d>\d{{1,2}})\s*(?:(?:cua\s*)?{_EVERY}\s*thang|"
        rf"(?:cua\s*)?thang(?=\s*(?:sau|tiep|ke tiep|lien ke)))"
        rf"{_NEXT}(?!\s*\d)",
        _monthly,
    ),
    (
        rf"\b{_EVERY}\s*thang{_OPEN}{_GAP}(?:{_LEAD}{_HOUR}\s*)?\bngay\s*(?P<d>\d{{1,2}})(?!\s*[/\d]|\s*thang\s*\d)"
        rf"(?:\s*(?:cua\s*)?thang{_NEXT})?",
        _monthly,
    ),
    (
        rf"(?:{_LEAD}{_HOUR}\s*)?\b(?:thu\s*(?P<w>hai|ba|tu|nam|sau|bay|[2-7])|chu nhat)\s*(?:{_EVERY}|cua|"
        rf"cuoi)?\s*(?:{_EVERY}\s*)?tuan\b",
        _weekday,
    ),
    (
        r"\b(?:(?P<n>\d{1,2}|mot|hai|ba|sau)\s*)?(?P<unit>ngay|tuan|thang|quy|nam hoc|nam|hoc ky)\s*"
        r"(?:/\s*(?:0?1\s*|mot\s*)?|(?:mot|0?1)\s*)lan\b",
        _each,
    ),
    (
        rf"\b(?P<n>\d{{1,2}}|mot|hai|ba|bon)\s*(?:lan|ky|dot)\s*(?:/|trong\s*|moi\s*|mot\s*)+\s*(?P<unit>{_UNIT})\b",
        _times,
    ),
    (
        rf"\b{_EVERY}\s*(?P<unit>{_UNIT})\s*(?:it nhat\s*|toi thieu\s*)?(?P<n>\d{{1,2}}|mot|hai|ba|"
        rf"bon)\s*(?:lan|ky|dot)\b",
        _times,
    ),
    (rf"\b(?:dinh ky\s*)?(?:theo\s*)?{_EVERY}\s*(?P<units>{_UNITS})\b", _list),
    (rf"\bdinh ky\s*(?:theo\s*)?[:(]?\s*(?:bao cao\s*)?(?P<units>{_UNITS})\b", _list),
)
_READY = tuple((re.compile(pattern), maker) for pattern, maker in _PATTERNS)
_BARE = re.compile(rf"\s*(?:bao cao\s*)?(?:theo\s*)?(?P<units>{_UNITS})[\s.,;]*")
_BARE_NO = re.compile(r"\s*(?:0?\d+\s*thang|nam|ngay|tuan|thang|hoc k[iy]|nua nam|nam hoc)[\s.,;]*")


def find_recurring(text: str, plain: str) -> Iterator[Piece]:
    """The recurring terms in `text`, whose flat form is `plain`, longest reading first."""
    taken = plain
    for pattern, maker in _READY:
        for found in list(pattern.finditer(taken)):
            if "\0" in found[0]:
                continue
            term = maker(found, text[found.start() : found.end()].strip())
            if term is not None:
                yield Piece(found.start(), found.end(), term)
                taken = taken[: found.start()] + "\0" * len(found[0]) + taken[found.end() :]


def bare_cycles(text: str, plain: str) -> Term | None:
    """A cell that holds nothing but cycles: "Quý", "Tháng, quý, năm"; a lone "6 tháng" may be a length: None."""
    found = _BARE.fullmatch(plain)
    return None if found is None or _BARE_NO.fullmatch(plain) else _list(found, text.strip())
