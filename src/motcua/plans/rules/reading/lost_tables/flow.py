"""The lines of a lost table in reading order, without what belongs to the page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from motcua.documents.reading.blocks import Paragraph, Place
from motcua.plans.rules.reading.head_lines import paragraph_lines
from motcua.plans.rules.reading.words import is_noise, one_line

_TAB = 4
# A year that a narrow column cut: "15/8/202" above "4", "28/02/20" above "24".
_YEAR_CUT = re.compile(r"(?<!\d)\d{1,2}/(?:2|20|20\d)$")
_YEAR = re.compile(r"(?<!\d)\d{1,2}/20\d\d(?!\d)")
_DIGITS = re.compile(r"^\d{1,3}(?![\d/.])")
_NUMBER_CUT = re.compile(r"^(?:\d{1,2}\.){0,3}\d{1,2}$")
_LAST_PIECE = re.compile(r"^\d{1,2}(?:[.)]?$|[.)]?\s+[A-ZÀ-ỴĐ])")
_MOST_PIECES = 3
_STEPS = (1, 2, 3)  # where a page cut a row, its number may be lost
_NEAR_ROWS = 80  # lines within which the row before began


@dataclass(frozen=True, slots=True)
class FlowLine:
    """A line. `gap` is how many lines of the file lie between it and the one before (0: unknown), `is_new_page`
    whether a page begins with it, `is_cell` whether it is set in as the beginning of a cell, `columns` its pieces with
    where each begins."""

    text: str
    place: Place
    gap: int = 0
    is_new_page: bool = False
    columns: tuple[tuple[int, str], ...] = ()
    is_cell: bool = False
    indent: int = 0


def flow_lines(paragraphs: Iterable[Paragraph]) -> list[FlowLine]:
    """The lines in order; page numbers and bare addresses are left out and leave the mark of a new page.

    Numbers and years that a narrow column cut over several lines are put together.
    """
    lines = [
        (line, text)
        for paragraph in paragraphs
        for line in paragraph_lines(paragraph)
        if (text := one_line(line.text))
    ]
    found: list[FlowLine] = []
    new_page = False
    last: Place | None = None
    at = 0
    while at < len(lines):
        line, text = lines[at]
        if found and _is_rest_of_year(found[-1].text, text):
            found[-1] = replace(found[-1], text=f"{found[-1].text}{text}")
            at += 1
            continue
        count = cut_number([each for _, each in lines[at : at + _MOST_PIECES]], found)
        text = "".join(each for _, each in lines[at : at + count])
        at += count
        if count == 1 and is_noise(text) and not _may_be_number(text, found):
            new_page = True
            continue
        turned = last is not None and last.page != line.place.page
        gap = _gap(last, line.place)
        is_new_page = new_page or turned or line.indent == 1
        found.append(
            FlowLine(text, line.place, gap, is_new_page, line.columns, line.indent == _TAB, line.indent)
        )
        last = line.place
        new_page = False
    return _narrow_names_joined(found)


def _narrow_names_joined(lines: list[FlowLine]) -> list[FlowLine]:
    """The lines with "S", "T", "T" below each other put together: the head of a column as narrow as a letter."""
    found: list[FlowLine] = []
    for line in lines:
        if found and line.text == "T" and found[-1].text in ("S", "T", "ST"):
            found[-1] = replace(found[-1], text=f"{found[-1].text}T")
        else:
            found.append(line)
    return found


def _is_rest_of_year(before: str, text: str) -> bool:
    """Whether a line begins with the last figures of the year in which the line above ends."""
    rest = _DIGITS.match(text)
    return bool(rest and _YEAR_CUT.search(before) and _YEAR.search(f"{before}{rest[0]}"))


def cut_number(texts: Sequence[str], before: Sequence[FlowLine]) -> int:
    """How many lines are one number: 2 for "1" above "0" where the row before was 9, else 1."""
    if not _NUMBER_CUT.match(texts[0]):
        return 1
    numbers = _numbers(before)
    for count in range(len(texts), 1, -1):
        pieces = texts[:count]
        if all(piece.isdigit() for piece in pieces[1:-1]) and _LAST_PIECE.match(pieces[-1]):
            series, dot, last = "".join(pieces).split(" ", 1)[0].rstrip(".)").rpartition(".")
            wanted = (f"{series}{dot}{int(last) - step}" for step in _STEPS)
            if int(last) >= 10 and any(each in numbers for each in wanted):
                return count
    return 1


def _numbers(lines: Sequence[FlowLine]) -> set[str]:
    """The numbers with which the last lines begin."""
    return {line.text.split()[0].rstrip(".)") for line in lines[-_NEAR_ROWS:] if line.text[:1].isdigit()}


def _may_be_number(text: str, before: Sequence[FlowLine]) -> bool:
    """Whether digits alone on a line may number a row instead of a page: they follow the last row's number."""
    if not text.isdigit() or len(text) > 3:
        return False
    return text == "1" or str(int(text) - 1) in _numbers(before)


def _gap(last: Place | None, place: Place) -> int:
    if last is None or last.line is None or place.line is None:
        return 0
    return place.line - last.line
