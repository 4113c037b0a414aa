"""The lines of a lost table in reading order, without what belongs to the page."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from motcua.documents.reading.blocks import Paragraph, Place
from motcua.plans.rules.reading.head_lines import paragraph_lines
from motcua.plans.rules.reading.words import is_noise, one_line

_TAB = 4
# A year that a narrow column cut: "15/8/202" above "4".
_YEAR_CUT = re.compile(r"(?<!\d)\d{1,2}/20\d$")
_LAST_DIGIT = re.compile(r"^\d(?![\d/])")


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
    """The lines in order; page numbers and bare addresses are left out and leave the mark of a new page."""
    found: list[FlowLine] = []
    new_page = False
    last: Place | None = None
    for paragraph in paragraphs:
        for line in paragraph_lines(paragraph):
            text = one_line(line.text)
            if not text:
                continue
            if found and _YEAR_CUT.search(found[-1].text) and _LAST_DIGIT.match(text):
                found[-1] = replace(found[-1], text=f"{found[-1].text}{text}")
                continue
            if is_noise(text) and not _may_be_number(text, found):
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


def _may_be_number(text: str, before: list[FlowLine]) -> bool:
    """Whether digits alone on a line may number a row instead of a page: they follow the last row's number."""
    if not text.isdigit() or len(text) > 2:
        return False
    numbers = [line.text.split()[0].rstrip(".") for line in before[-60:] if line.text[:1].isdigit()]
    return str(int(text) - 1) in numbers or text == "1"


def _gap(last: Place | None, place: Place) -> int:
    if last is None or last.line is None or place.line is None:
        return 0
    return place.line - last.line
