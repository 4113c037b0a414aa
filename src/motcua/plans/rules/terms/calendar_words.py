"""The words of the calendar in a flat text, found one after the other."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise

from motcua.plans.rules.terms.moments import (
    FIRST_SEMESTER_END,
    OPENING,
    SCHOOL_END,
    Moment,
    joined,
    months,
)

_Y = r"(?P<y>20\d\d)(?!\s*\d)"
_NOT_A_SPAN = r"(?!\s*-\s*20\d\d)"
# The year after a month or quarter: "/2025", " năm 2025", "-2025", " 2025".
YEAR = rf"(?:\s*(?:[/.,-]\s*)?(?:cua\s*)?(?:nam\s*)?{_Y}{_NOT_A_SPAN})?"
_R = r"(?:[il|]v|[il|]{1,3}|0?[1-4](?!\d))(?![a-z])"
_AND = r"\s*(?:,|;|va|&|\+|/)\s*"
_TO = r"\s*(?:->|-|den(?:\s*het)?|toi)\s*"
_SPAN = r"(?P<a>20\d\d)\s*[-/]\s*(?:nam\s*)?(?P<b>20\d\d|\d\d(?!\d))"

_NUMERALS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_ORDINALS = {"dau": 1, "nhat": 1, "hai": 2, "ba": 3, "tu": 4, "nam": 5}

Maker = Callable[[re.Match[str]], "Moment | list[Moment] | None"]


def quarter_number(word: str) -> int:
    """The number of a quarter written as "II", "ll" (misread) or "2"."""
    word = word.strip().replace("l", "i").replace("|", "i")
    return _NUMERALS.get(word) or int(word)


def _year(found: re.Match[str]) -> int | None:
    said = found.groupdict().get("y")
    return None if not said else int(said) if len(said) == 4 else 2000 + int(said)


def _blank(_: re.Match[str]) -> None:
    """ "tháng … năm 2025" with its number not filled in says nothing."""


def _single_day(found: re.Match[str]) -> Moment:
    at = (int(found["m"]), int(found["d"]))
    return Moment(at, at, _year(found), *found.span())


def _days(found: re.Match[str]) -> Moment:
    month = int(found["m"])
    return Moment((month, int(found["d"])), (month, int(found["e"])), _year(found), *found.span())


def _day_list(found: re.Match[str]) -> list[Moment]:
    month, year = int(found["m"]), _year(found)
    numbers = [int(each) for each in re.findall(r"\d+", found["days"])]
    return [Moment((month, each), (month, each), year, *found.span()) for each in numbers]


def _weeks(found: re.Match[str]) -> Moment | None:
    """Week n of a month is its n-th seven days, the fifth what is left; "the last" its last seven days."""
    month, word = int(found["m"]), found["n"]
    if word.startswith("cuoi"):
        return Moment((month, -7), (month, 0), _year(found), *found.span())
    number = _ORDINALS.get(word.split()[0]) or _week_number(word)
    last = int(found["o"]) if found["o"] else number
    return Moment((month, 7 * number - 6), (month, 7 * last if last < 5 else 0), _year(found), *found.span())


def _week_number(word: str) -> int:
    return _NUMERALS.get(word) or (5 if word == "v" else int(word))


_PARTS_OF_MONTH = {
    "dau": (1, 10),
    "thuong tuan": (1, 10),
    "giua": (11, 20),
    "trung tuan": (11, 20),
    "cuoi": (21, 0),
    "ha tuan": (21, 0),
    "nua dau": (1, 15),
    "nua cuoi": (16, 0),
    "nua sau": (16, 0),
}


def _part_of_month(found: re.Match[str]) -> Moment:
    month = int(found["m"])
    first, last = _PARTS_OF_MONTH[" ".join(found["part"].split())]
    return Moment((month, first), (month, last), _year(found), *found.span())


def _part_of_quarter(found: re.Match[str]) -> Moment:
    month = 3 * quarter_number(found["q"]) - 2 + {"dau": 0, "giua": 1, "cuoi": 2}[found["part"]]
    return months(month, month, year=_year(found), start=found.start(), end=found.end())


def _part_of_year(found: re.Match[str]) -> Moment:
    first, last = {"dau": (1, 3), "giua": (4, 9), "cuoi": (10, 12)}[found["part"]]
    return months(first, last, year=_year(found), start=found.start(), end=found.end())


def _months_of_year(found: re.Match[str]) -> Moment:
    count = {"sau": 6, "chin": 9, "ba": 3, "nua": 6}.get(found["n"]) or int(found["n"])
    first, last = (1, count) if found["part"] == "dau" else (13 - count, 12)
    return months(first, last, year=_year(found), start=found.start(), end=found.end())


def _school_year(found: re.Match[str]) -> Moment:
    said = found.groupdict().get("a")
    year = int(said) if said else None
    return Moment(OPENING, SCHOOL_END, year, *found.span(), years_on=1, is_school=True)


def _part_of_school_year(found: re.Match[str]) -> Moment:
    """The beginning of a school year is its first month, the end its last."""
    year = int(found["a"]) if found["a"] else None
    if found["part"] == "dau":
        return Moment(OPENING, (9, 0), year, *found.span(), is_school=True)
    return Moment(
        (5, 1), SCHOOL_END, None if year is None else year + 1, *found.span(), is_school=year is not None
    )


def _semester(found: re.Match[str]) -> Moment:
    year = int(found["a"]) if found["a"] else None
    if _week_number(found["s"].replace("l", "i").replace("|", "i")) == 1:
        return Moment(OPENING, FIRST_SEMESTER_END, year, *found.span(), years_on=1, is_school=True)
    if year is not None:
        return Moment((1, 18), SCHOOL_END, year + 1, *found.span(), is_school=True)
    return Moment((1, 18), SCHOOL_END, None, *found.span())


def _month(found: re.Match[str]) -> Moment:
    number = int(found["m"])
    return months(number, number, year=_year(found), start=found.start(), end=found.end())


def _numbers(found: re.Match[str], numbers: list[int], *, size: int) -> Moment | list[Moment]:
    """Months or quarters in a list: one stretch when they follow each other, else each by itself."""
    span = {"start": found.start(), "end": found.end()}
    made = [months(size * each - size + 1, size * each, year=_year(found), **span) for each in numbers]
    follows = all(after - before == 1 for before, after in pairwise(numbers))
    return joined(replace(made[0], year=None), made[-1]) if follows or found["to"] else made


def _month_list(found: re.Match[str]) -> Moment | list[Moment]:
    return _numbers(found, [int(each) for each in re.findall(r"\d+", found["list"])], size=1)


def _quarter_list(found: re.Match[str]) -> Moment | list[Moment]:
    words = re.findall(_R, found["list"])
    return _numbers(found, [quarter_number(each) for each in words], size=3)


def _quarter(found: re.Match[str]) -> Moment:
    number = quarter_number(found["q"])
    return months(3 * number - 2, 3 * number, year=_year(found), start=found.start(), end=found.end())


def _years(found: re.Match[str]) -> Moment:
    first = int(found["a"])
    last = int(found["b"]) if len(found["b"]) == 4 else 2000 + int(found["b"])
    return Moment((1, 1), (12, 0), first, *found.span(), years_on=last - first)


def _whole_year(found: re.Match[str]) -> Moment:
    return Moment((1, 1), (12, 0), _year(found), *found.span())


_D, _M = r"(?P<d>\d{1,2})", r"(?P<m>\d{1,2})"
_DAY_WORD = r"(?:\b(?:cac\s*)?ngay\s*)?"

# In this order; what stands inside an earlier find is not looked at again. The third says that a pattern is also
# looked for in prose; the others are clear only in a cell for terms.
_PATTERNS: tuple[tuple[str, Maker, bool], ...] = (
    (
        r"\btuan\s*(?:le\s*)?(?:thu\s*)?"
        r"(?P<n>[1-5](?!\d)|dau(?: tien)?|cuoi(?: cung)?|nhat|hai|ba|tu|nam|i{1,3}|iv|v)\b"
        rf"(?:\s*(?:,|-|va|den)\s*(?:tuan\s*)?(?P<o>[1-5])(?!\d))?"
        rf"\s*(?:(?:cua\s*|,\s*|-\s*|/\s*)?(?:thang|t\.?)\s*|/\s*){_M}(?!\d){YEAR}",
        _weeks,
        True,
    ),
    (r"\b(?:ngay\s*)?[/.\s]*thang\s*[/.\s]*nam\s*20\d\d", _blank, True),
    (
        rf"\bngay\s*{_D}\s*(?:thang\s*|/\s*thang\s*){_M}(?:\s*(?:nam|/|-|,)?\s*(?:nam\s*)?{_Y})?(?!\s*[/.]?\d)",
        _single_day,
        True,
    ),
    (
        rf"\b(?:cac\s*)?thang\s*(?P<list>\d{{1,2}}(?!\d)(?:(?:{_AND}|(?P<to>{_TO}))(?:thang\s*)?\d{{1,2}}(?!\d))+)"
        rf"(?!\s*(?:lan|/\s*(?!20)\d)){YEAR}",
        _month_list,
        True,
    ),
    (
        rf"{_DAY_WORD}(?<![\d/]){_D}{_TO}(?:ngay\s*)?(?P<e>\d{{1,2}})\s*/\s*{_M}(?!\d)"
        rf"(?:\s*[/-]\s*(?P<y>20\d\d))?(?!\s*[/.]\s*\d)",
        _days,
        True,
    ),
    (
        rf"\b(?:cac\s*)?ngay\s*(?P<days>\d{{1,2}}(?:\s*(?:,|va|&)\s*(?:ngay\s*)?\d{{1,2}})+)\s*/\s*{_M}(?!\d)"
        rf"(?:\s*[/-]\s*(?P<y>20\d\d))?(?!\s*[/.]\s*\d)",
        _day_list,
        True,
    ),
    (
        rf"{_DAY_WORD}(?<!\d){_D}\s*[/.-]\s*{_M}\s*[/.-]\s*(?P<y>20\d\d|[23]\d)(?!\d|\s*[/.]\s*\d)",
        _single_day,
        True,
    ),
    (
        r"\b(?:hoc k[iy]|hk)\s*(?P<s>[il|]{1,2}|[12])(?![a-z0-9])"
        r"(?:[\s,/(]*(?:cua\s*)?(?:nam hoc|nh)?\s*(?P<a>20\d\d)\s*[-/]\s*(?P<b>20\d\d|\d\d(?!\d))\)?)?",
        _semester,
        True,
    ),
    (rf"\b(?P<part>dau|cuoi)\s*nam hoc(?:\s*{_SPAN})?", _part_of_school_year, True),
    (rf"\b(?:nam hoc|nh)\s*{_SPAN}", _school_year, True),
    (r"\b(?:ca|trong|toan|suot)\s*nam hoc\b(?!\s*20)", _school_year, False),
    (
        r"\b(?P<part>nua\s+(?:dau|cuoi|sau)|dau|giua|cuoi|thuong\s+tuan|trung\s+tuan|ha\s+tuan)"
        rf"\s*(?:cua\s*)?thang\s*{_M}(?!\d){YEAR}",
        _part_of_month,
        True,
    ),
    (rf"\b(?P<part>dau|giua|cuoi)\s*quy\s*(?P<q>{_R}){YEAR}", _part_of_quarter, True),
    (
        rf"\b(?P<n>0?[369]|sau|chin|ba)\s*thang\s*(?P<part>dau|cuoi)\s*(?:cua\s*)?nam(?!\s*hoc){YEAR}",
        _months_of_year,
        True,
    ),
    (rf"\b(?P<n>nua)\s*(?:cuoi|(?P<part>dau)|sau)\s*(?:cua\s*)?nam(?!\s*hoc){YEAR}", _months_of_year, True),
    (rf"\b(?P<part>dau|giua|cuoi)\s*(?:cua\s*)?nam(?!\s*hoc){YEAR}", _part_of_year, True),
    (rf"\b(?:thang|t\.?)\s*{_M}(?!\d)(?!\s*(?:thang|lan)){YEAR}(?!\s*/\s*\d)", _month, True),
    (
        rf"\b(?:cac\s*)?quy\s*(?P<list>{_R}(?:(?:{_AND}|(?P<to>{_TO}))(?:quy\s*)?{_R})+){YEAR}",
        _quarter_list,
        True,
    ),
    (rf"\b(?:quy|q)\.?\s*(?P<q>{_R}){YEAR}", _quarter, True),
    (
        rf"\b(?:giai doan|thoi ky|(?:trong\s*)?cac nam|tu nam|nam)\s*(?P<a>20\d\d)(?:\s*-\s*|{_TO})(?:nam\s*)?"
        r"(?P<b>20\d\d)(?!\d)",
        _years,
        True,
    ),
    (rf"\bnam\s*{_Y}{_NOT_A_SPAN}", _whole_year, True),
    (r"\b(?:ca|trong|toan)\s*nam(?!\s*(?:hoc|20\d\d|\d))\b", _whole_year, False),
    (rf"{_DAY_WORD}(?<![\d/.]){_D}\s*/\s*{_M}(?!\s*/?\s*\d)(?:\s*nam\s*{_Y})?", _single_day, True),
    (rf"(?<![\d/.-]){_M}\s*[/-]\s*{_Y}(?!\s*/\s*\d|\s*-\s*20\d\d)", _month, False),
    (r"(?<![\d/.-])(?P<a>20\d\d)\s*-\s*(?P<b>20\d\d)(?![\d/-])", _years, False),
    (rf"^\W*{_Y}\W*$", _whole_year, False),
)
_READY = tuple((re.compile(pattern), maker, in_prose) for pattern, maker, in_prose in _PATTERNS)
_JOIN = re.compile(
    r"\s*(?:,\s*)?(?:den(?:\s*het)?|toi|->|-)\s*(?:thoi diem\s*)?"
    r"|\s*[,;]?\s*(?:va\s*)?ket thuc\s*:?\s*(?:vao\s*)?(?:ngay\s*)?"
)


def find_moments(plain: str, *, in_prose: bool = False) -> list[list[Moment]]:
    """The moments named in a flat text, in order; a list of several ("tháng 3, 6, 9") stays together.

    "từ … đến …" is one moment. `in_prose` leaves out what is clear only in a cell for terms ("2025", "5/2025").
    """
    taken = plain
    found: list[list[Moment]] = []
    for pattern, maker, is_prose in _READY:
        if in_prose and not is_prose:
            continue
        for match in list(pattern.finditer(taken)):
            if (made := maker(match)) is not None:
                found.append(made if isinstance(made, list) else [made])
            taken = taken[: match.start()] + "\0" * (match.end() - match.start()) + taken[match.end() :]
    found.sort(key=lambda each: each[0].start)
    return list(_with_ranges(plain, found))


def _with_ranges(plain: str, found: list[list[Moment]]) -> Iterator[list[Moment]]:
    held: list[Moment] | None = None
    for each in found:
        if (
            held is not None
            and len(held) == len(each) == 1
            and _JOIN.fullmatch(plain, held[0].end, each[0].start)
        ):
            held = [joined(held[0], each[0])]
            continue
        if held is not None:
            yield held
        held = each
    if held is not None:
        yield held
