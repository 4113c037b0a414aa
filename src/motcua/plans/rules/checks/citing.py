"""Whether the documents that are named fit together: one number, one day, one year."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from motcua.documents.reading.blocks import Place
from motcua.kernel.text import fold
from motcua.plans.enums import Severity
from motcua.plans.rules.checks.acts import ActNumber, act_number
from motcua.plans.rules.checks.examined import Examined, finding
from motcua.plans.rules.checks.likeness import is_slip, likeness
from motcua.plans.rules.reading.found import Finding

_WITH_YEAR = frozenset({"NĐ", "TT", "TTLT"})
_YEARS_SINCE = 1997


@dataclass(frozen=True, slots=True)
class _Act:
    number: ActNumber
    written: str
    day: date | None
    issuer: str
    text: str
    about: str
    place: Place | None
    index: int
    """The passage it stands in; -1 for documents known from elsewhere."""

    @property
    def series(self) -> tuple[str, str]:
        return self.number.kind_code, self.number.agency.upper()


def two_numbers(examined: Examined) -> Iterator[Finding]:
    """One act under two numbers that differ by a slip: 468 and 486/QĐ-TTg of the same day.

    Reason: a reader who looks the wrong one up finds another act or none. Documents cited elsewhere count too.
    """
    seen: list[_Act] = [act for act in _known(examined) if act.day]
    told: set[tuple[str, str]] = set()
    for act in _named(examined):
        for other in seen:
            if act.day != other.day or act.series != other.series or act.index == other.index:
                continue
            pair = (other.number.key, act.number.key)
            if pair in told or not _is_slip(act, other):
                continue
            told.add(pair)
            where = "văn bản khác" if other.index < 0 else _where(other)
            yield finding(
                "act-two-numbers",
                Severity.DOUBT,
                f"Cùng ngày {act.day:%d/%m/%Y}, ở đây ghi số {act.written}, ở {where} ghi {other.written}. "
                "Đối chiếu bản gốc xem số nào đúng.",
                act.place,
                act.text,
            )
        if act.day:
            seen.append(act)


def two_dates(examined: Examined) -> Iterator[Finding]:
    """One number with two days of the same year: numbers run from January to December and are given once.

    Basis: NĐ 30/2020/NĐ-CP art. 15(1).
    """
    seen: dict[tuple[str, int], _Act] = {}
    for act in [*_known(examined), *_named(examined)]:
        if act.day is None:
            continue
        year = 0 if act.number.year else act.day.year
        before = seen.setdefault((f"{act.number.key}|{_level(act)}", year), act)
        if before.day != act.day and act.index >= 0 and before.day is not None:
            where = "văn bản khác" if before.index < 0 else _where(before)
            yield finding(
                "act-two-dates",
                Severity.DOUBT,
                f"{act.written} ở đây ghi ngày {act.day:%d/%m/%Y}, ở {where} ghi ngày {before.day:%d/%m/%Y}. "
                "Đối chiếu bản gốc xem ngày nào đúng.",
                act.place,
                act.text,
            )


def two_symbols(examined: Examined) -> Iterator[Finding]:
    """One number of one day and kind with two symbols of nearly the same letters.

    Reason: as for two numbers; the symbol was typed by hand and went wrong once.
    """
    seen: dict[tuple[str, str, date], _Act] = {}
    for act in _named(examined):
        if act.day is None or not act.number.kind_code:
            continue
        before = seen.setdefault((act.number.number, act.number.kind_code, act.day), act)
        ours, theirs = act.number.agency.upper(), before.number.agency.upper()
        if ours != theirs and ours[:2] == theirs[:2] and min(len(ours), len(theirs)) >= 3:
            yield finding(
                "act-two-symbols",
                Severity.DOUBT,
                f"Cùng một văn bản ở đây ghi {act.written}, ở {_where(before)} ghi {before.written}. "
                "Đối chiếu bản gốc xem ký hiệu nào đúng.",
                act.place,
                act.text,
            )


def number_order(examined: Examined) -> Iterator[Finding]:
    """A higher number with an earlier day in one series: 164 of 19 February, 227 of 22 January.

    Basis: NĐ 30/2020/NĐ-CP art. 15(1): numbers and days follow the order of issue in the year. A note only, as
    numbers are sometimes kept back; the committees of different levels are told apart by their name.
    """
    series: dict[tuple[str, ...], dict[int, _Act]] = {}
    for act in _named(examined):
        if act.day and not act.number.year and act.number.agency.upper() not in {"UBND", "HĐND", "TU", "TW"}:
            key = (*act.series, str(act.day.year), _level(act))
            series.setdefault(key, {}).setdefault(int(act.number.number), act)
    for acts in series.values():
        yield from _out_of_order(list(acts.values()))


def _out_of_order(acts: list[_Act]) -> Iterator[Finding]:
    """The fewest acts without which the others are in order; of two that contradict each other the later named."""
    while True:
        against = [[other for other in acts if _contradict(act, other)] for act in acts]
        worst = max(range(len(acts)), key=lambda at: (len(against[at]), at), default=-1)
        if worst < 0 or not against[worst]:
            return
        act, other = acts[worst], against[worst][0]
        yield finding(
            "act-number-order",
            Severity.NOTE,
            f"{act.written} ghi ngày {act.day:%d/%m/%Y} còn {other.written} ghi ngày {other.day:%d/%m/%Y}: số và "
            "ngày không cùng thứ tự. Xem lại số, ký hiệu hoặc ngày.",
            act.place,
            act.text,
        )
        acts.pop(worst)


def _contradict(one: _Act, other: _Act) -> bool:
    if one.day is None or other.day is None:
        return False
    numbers = int(one.number.number) - int(other.number.number)
    days = (one.day - other.day).days
    return numbers * days < 0


def acts_after_document(examined: Examined) -> Iterator[Finding]:
    """An act dated after the document that names it.

    Reason: what did not exist when the document was signed cannot be named in it; usually a wrong year.
    """
    issued, years = examined.header.issued_on, examined.years
    for act in _named(examined):
        if act.day is None:
            continue
        if issued is not None and act.day > issued:
            limit = f"sau ngày ký văn bản này ({issued:%d/%m/%Y})"
        elif issued is None and years and act.day.year > max(years):
            limit = f"sau năm {max(years)} của văn bản này"
        else:
            continue
        yield finding(
            "act-after-document",
            Severity.DOUBT,
            f"{act.written} ghi ngày {act.day:%d/%m/%Y}, {limit}. Xem lại ngày của văn bản được dẫn.",
            act.place,
            act.text,
        )


def act_years(examined: Examined) -> Iterator[Finding]:
    """A year in the number that is written twice, does not fit the day, or is missing where there must be one.

    Basis: Luật Ban hành văn bản quy phạm pháp luật: legal acts are numbered with number, year and symbol.
    """
    for act in _named(examined):
        years, day = act.number.years, act.day
        if len(years) > 1:
            message = f"Số {act.written} ghi năm hai lần. Xem lại số của văn bản được dẫn."
            yield finding("act-year-doubled", Severity.ERROR, message, act.place, act.text)
        elif years and day and day.year != int(years[0]):
            message = (
                f"Số {act.written} mang năm {years[0]} nhưng ngày ban hành ghi {day:%d/%m/%Y}. Xem lại năm."
            )
            yield finding("act-year-differs", Severity.DOUBT, message, act.place, act.text)
        elif (
            not years
            and act.number.kind_code in _WITH_YEAR
            and act.number.agency.upper() not in {"TU", "TW"}
            and (day is None or day.year >= _YEARS_SINCE)
        ):
            message = f"Số {act.written} thiếu năm ban hành. Nghị định, thông tư ghi số/năm/ký hiệu."
            yield finding("act-year-missing", Severity.DOUBT, message, act.place, act.text)


def _named(examined: Examined) -> list[_Act]:
    return [
        _Act(
            number,
            each.number,
            each.issued_on,
            each.issuer,
            each.text,
            _about(each.tail),
            passage.place,
            passage.index,
        )
        for passage in examined.passages
        for each in passage.mentions
        if each.number and (number := act_number(each.number)) is not None
    ]


def _known(examined: Examined) -> list[_Act]:
    return [
        _Act(number, each.number, each.issued_on, each.issuer, each.text, "", None, -1)
        for each in examined.known
        if each.number and (number := act_number(each.number)) is not None
    ]


def _about(tail: str) -> str:
    """The first words of what an act is about, folded."""
    return " ".join(fold(tail).split()[:10])


def _is_slip(act: _Act, other: _Act) -> bool:
    """Figures in another order; or one other figure, where both are said to be about the same."""
    one, two = act.number.number, other.number.number
    if not is_slip(one, two):
        return False
    if sum(left != right for left, right in zip(one, two, strict=True)) == 2:
        return True
    return bool(act.about) and likeness(act.about, other.about) >= 0.6


def _level(act: _Act) -> str:
    """Which committee's series it is, where the text says so: those of a district or commune count apart."""
    if act.number.agency.upper() not in {"UBND", "HĐND"}:
        return ""
    words = fold(act.issuer).split()
    return next((word for word in words if word in {"quan", "huyen", "xa", "phuong", "tran"}), "")


def _where(act: _Act) -> str:
    return (act.place.says() if act.place else "") or "chỗ khác"
