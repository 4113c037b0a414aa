"""The numbers that begin the rows of a lost table, told from all the other numbers in its text."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from motcua.plans.rules.reading.lost_tables.flow import FlowLine
from motcua.plans.rules.reading.marks import roman_value

_LEADING = re.compile(
    r"^(?P<number>\d{1,3}(?:\.\d{1,3}){0,3}|[IVX]{1,5})(?P<dot>[.)]?)(?:\s+(?P<rest>\S.*))?$"
)
_LETTER = re.compile(r"^(?P<number>[a-zđ])[.)](?:\s*(?P<rest>\S.*))?$")
_OF_SUM = re.compile(r"^[-–/%]")
_PASSED = (2, 3)  # how far a series may jump
_LETTERS = "abcdđeghiklmnopqrstuvxy"


@dataclass(frozen=True, slots=True)
class Record:
    """The lines of one row: its number, and what follows it up to the next number."""

    number: str
    lines: tuple[FlowLine, ...]
    first: FlowLine

    @property
    def words(self) -> int:
        """How many words the row has."""
        return sum(len(line.text.split()) for line in self.lines)


def split_records(lines: Sequence[FlowLine]) -> tuple[list[FlowLine], list[Record]]:
    """What stands before the first number, and the rows.

    A number that was left out or lost is passed over when the series goes on behind it.
    """
    opened: list[tuple[str, FlowLine, list[FlowLine]]] = []
    before: list[FlowLine] = []
    series: list[str] = []
    later = _Later(lines)
    for at, line in enumerate(lines):
        number, rest = _number_at(line, series, later.than(at))
        if number:
            series = _opened(series, number)
            pieces = [_rest_of(line, rest)] if rest else []
            opened.append((number, line, pieces))
        elif opened:
            opened[-1][2].append(line)
        else:
            before.append(line)
    return before, [Record(number, tuple(pieces), first) for number, first, pieces in opened]


class _Later:
    """Which numbers begin a line further below."""

    def __init__(self, lines: Sequence[FlowLine]) -> None:
        self._last: dict[str, int] = {}
        for at, line in enumerate(lines):
            if (found := _LEADING.match(line.text)) and not (found["rest"] or "").strip()[:1].islower():
                self._last[found["number"]] = at

    def than(self, at: int) -> Callable[[str], bool]:
        """Whether a number begins a line below line `at`."""
        return lambda number: self._last.get(number, -1) > at


def _rest_of(line: FlowLine, rest: str) -> FlowLine:
    return replace(line, text=rest, columns=())


def _number_at(line: FlowLine, series: Sequence[str], is_later: Callable[[str], bool]) -> tuple[str, str]:
    """The row number a line begins with and what follows it; empty when the number belongs to the text."""
    found = _LEADING.match(line.text)
    if found is None:
        letter = _LETTER.match(line.text)
        if letter and _letter_follows(letter["number"], series):
            return letter["number"], letter["rest"] or ""
        return "", ""
    number, rest = found["number"], found["rest"] or ""
    if rest and (_OF_SUM.match(rest) or rest[0].islower()):
        return "", ""
    if not _follows(number, series) and not _passes_over(number, series, is_later):
        return "", ""
    return number, rest


def _letter_follows(letter: str, series: Sequence[str]) -> bool:
    if letter == "a":
        return bool(series)
    last = series[-1] if series else ""
    return last in _LETTERS and _LETTERS.find(last) + 1 == _LETTERS.find(letter) and bool(last)


def _follows(number: str, series: Sequence[str]) -> bool:
    """Whether a number may come next: the first child of an open one, or the next of an open series."""
    if not series:
        return number.lstrip("0") in ("1", "1.1", "I") or number == "1.1.1"
    if roman_value(number):
        romans = [each for each in series if roman_value(each)]
        return bool(romans) and (roman_value(number) or 0) == (roman_value(romans[-1]) or 0) + 1
    numbers = [each for each in series if each[0].isdigit()]
    if not numbers:
        return number.lstrip("0") in ("1", "1.1")
    return any(_is_next(number, each) for each in numbers) or _restarts(number, series)


def _passes_over(number: str, series: Sequence[str], is_later: Callable[[str], bool]) -> bool:
    """Whether a number goes on with an open series though some before it are missing: they do not come later, and
    the next one does."""
    if roman_value(number):
        return False
    above, dot, last = number.rpartition(".")
    value = int(last)
    for step in _PASSED:
        missing = [f"{above}{dot}{value - back}" for back in range(1, step)]
        if f"{above}{dot}{value - step}" in series and not any(map(is_later, missing)):
            return is_later(f"{above}{dot}{value + 1}") or is_later(f"{number}.1")
    return False


def _restarts(number: str, series: Sequence[str]) -> bool:
    """A series begins anew under a Roman number."""
    return bool(roman_value(series[-1])) and number.lstrip("0") in ("1", "1.1")


def _is_next(number: str, before: str) -> bool:
    mine, theirs = number.split("."), before.split(".")
    if len(mine) == len(theirs) + 1:
        return mine[:-1] == theirs and int(mine[-1]) == 1
    if len(mine) != len(theirs) or (
        before.startswith("0") != number.startswith("0") and int(number.split(".")[0]) < 10
    ):
        return False
    return mine[:-1] == theirs[:-1] and int(mine[-1]) == int(theirs[-1]) + 1


def _opened(series: Sequence[str], number: str) -> list[str]:
    """The open numbers after `number`: those it stands under, and itself."""
    if roman_value(number):
        return [number]
    kept = [each for each in series if _is_above(each, number)]
    return [*kept, number]


def _is_above(each: str, number: str) -> bool:
    if number in _LETTERS:
        return each not in _LETTERS
    if roman_value(each) and not each[0].isdigit():
        return True
    return number.startswith(f"{each}.")
