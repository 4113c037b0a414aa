"""A term in one line for people."""

from __future__ import annotations

import re
from datetime import date, timedelta

from motcua.kernel.periods import Period
from motcua.plans.enums import Cycle, TermKind
from motcua.plans.rules.flat import composed, flat
from motcua.plans.rules.terms.term import Term

_NUMERALS = ("I", "II", "III", "IV")
_ONCE = {
    Cycle.DAY: "Mỗi ngày một lần",
    Cycle.WEEK: "Mỗi tuần một lần",
    Cycle.MONTH: "Mỗi tháng một lần",
    Cycle.QUARTER: "Mỗi quý một lần",
    Cycle.HALF_YEAR: "6 tháng một lần",
    Cycle.YEAR: "Mỗi năm một lần",
    Cycle.SEMESTER: "Mỗi học kỳ một lần",
    Cycle.SCHOOL_YEAR: "Mỗi năm học một lần",
}
_WEEKDAYS = {
    "MO": "thứ Hai",
    "TU": "thứ Ba",
    "WE": "thứ Tư",
    "TH": "thứ Năm",
    "FR": "thứ Sáu",
    "SA": "thứ Bảy",
    "SU": "Chủ nhật",
}
_FREQUENCIES = {"DAILY": "ngày", "WEEKLY": "tuần", "MONTHLY": "tháng", "YEARLY": "năm"}


def says(term: Term) -> str:
    """The term in one line: "Chậm nhất hết ngày 14/01/2025", "Mỗi quý một lần, trước ngày 10 tháng cuối quý".

    A year taken from the plan is said to be; further terms follow after a semicolon.
    """
    first, *others = [_one(each) for each in (term, *term.also)]
    return "; ".join([first, *(f"{each[:1].lower()}{each[1:]}" for each in others)])


def _one(term: Term) -> str:
    assumed = " (năm lấy theo kế hoạch)" if term.is_year_assumed else ""
    match term.kind:
        case TermKind.BEFORE_DAY | TermKind.BY_DAY if term.due_on is not None:
            return f"Chậm nhất hết ngày {_day(term.due_on)}{assumed}"
        case TermKind.ON_DAY if term.due_on is not None:
            return f"Ngày {_day(term.due_on)}{assumed}"
        case TermKind.WITHIN if term.period is not None:
            said = span_says(term.period)
            return " ".join(filter(None, (f"{said[0].upper()}{said[1:]}{assumed}", term.condition)))
        case TermKind.CONTINUOUS:
            return _lasting(term) + assumed
        case TermKind.RECURRING:
            return _recurring(term) + assumed
        case TermKind.LENGTH:
            return _length(term)
        case TermKind.MISSING:
            return term.kind.label
        case TermKind.UNREAD:
            return f"{term.kind.label}: “{term.text}”"
        case _:
            said = term.condition or term.text
            return f"{said[:1].upper()}{said[1:]}"


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def span_says(period: Period) -> str:
    """A stretch of days in words: "trong Quý I năm 2025", "từ ngày 01/3/2025 đến hết ngày 15/4/2025"."""
    start, end = period.start, period.end
    if end is None:
        return f"từ ngày {_day(start)} trở đi"
    last = end - timedelta(days=1)
    if start.day == 1 and end.day == 1:
        count = (end.year - start.year) * 12 + end.month - start.month
        if count == 1:
            return f"trong tháng {start.month}/{start.year}"
        if count == 3 and start.month % 3 == 1:
            return f"trong Quý {_NUMERALS[start.month // 3]} năm {start.year}"
        if count == 6 and start.month in (1, 7):
            return f"trong 6 tháng {'đầu' if start.month == 1 else 'cuối'} năm {start.year}"
        if count == 12 and start.month == 1:
            return f"trong năm {start.year}"
        if start.month == 1 and end.month == 1:
            return f"từ năm {start.year} đến hết năm {last.year}"
        if start.month % 3 == 1 and end.month % 3 == 1 and start.year == last.year:
            quarters = _NUMERALS[start.month // 3], _NUMERALS[(last.month - 1) // 3]
            return f"từ Quý {quarters[0]} đến hết Quý {quarters[1]} năm {start.year}"
        return f"từ tháng {start.month}/{start.year} đến hết tháng {last.month}/{last.year}"
    return f"từ ngày {_day(start)} đến hết ngày {_day(last)}"


def _lasting(term: Term) -> str:
    words = [TermKind.CONTINUOUS.label]
    if term.period is not None:
        words.append(span_says(term.period))
    if term.due_on is not None:
        words.append(f"đến hết ngày {_day(term.due_on)}")
    if term.condition:
        words.append(term.condition)
    return " ".join(words)


def _length(term: Term) -> str:
    if term.length_months is not None:
        said = f"Trong {term.length_months:02d} tháng"
    else:
        said = f"Trong {term.length_days or 0:02d} ngày{' làm việc' if term.is_working_days else ''}"
    if term.condition:
        said += f" {term.condition}"
    return said + (f", chậm nhất hết ngày {_day(term.due_on)}" if term.due_on is not None else "")


def _recurring(term: Term) -> str:
    parts = dict(part.split("=", 1) for part in term.recurrence.split(";"))
    once = _ONCE.get(term.cycle or Cycle.OTHER)
    if term.period is not None and "BYMONTH" in parts:
        names = parts["BYMONTH"].replace(",", ", ")
        return f"Cuối các tháng {names} {span_says(term.period).removeprefix('trong ')}"
    if once is None:
        count = int(parts.get("INTERVAL", "1"))
        once = f"{count} {_FREQUENCIES[parts['FREQ']]} một lần" if count > 1 else "Nhiều lần trong năm"
        if parts.get("BYMONTHDAY") == "15,-1":
            return "Mỗi tháng hai lần, ngày 15 và ngày cuối tháng"
    when = _when(term, parts)
    return f"{once}, {when}" if when else once


def _when(term: Term, parts: dict[str, str]) -> str:
    if "BYDAY" in parts:
        return f"chậm nhất hết {_WEEKDAYS[parts['BYDAY']]}"
    if "BYMONTHDAY" not in parts or term.cycle in (Cycle.SEMESTER, Cycle.SCHOOL_YEAR):
        return ""
    day = int(parts["BYMONTHDAY"].split(",")[-1])
    months = [int(each) for each in parts.get("BYMONTH", "").split(",") if each]
    is_before = bool(re.search(r"\btruoc\b", flat(composed(term.text)))) and day > 0
    said = f"trước ngày {day + 1:02d}" if is_before else f"chậm nhất hết ngày {day:02d}"
    if day < 0:
        said = "chậm nhất hết ngày cuối"
    if len(months) == 1:
        return f"{said}/{months[0]}" if day > 0 else f"{said} tháng {months[0]}"
    where = _which_months(term, months)
    return f"{said} {where}".strip()


def _which_months(term: Term, months: list[int]) -> str:
    after = " sau" if term.is_due_after else ""
    if not months:
        return f"tháng{after}" if after else ""
    if months == [3, 6, 9, 12]:
        return f"tháng cuối quý{after}"
    if months == [1, 4, 7, 10]:
        return f"tháng đầu quý{after}"
    return f"các tháng {', '.join(map(str, months))}"
