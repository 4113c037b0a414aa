"""What belongs to the pages of a text file and not to its words: page numbers, page ends, traces of extraction."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

_NUMBER = re.compile(
    r"\s*(?P<dash>[-–]\s*)?(?P<word>[Tt]rang\s+|[Pp]age\s+)?(?P<number>\d{1,3})(?P<of>\s*/\s*\d{1,3})?(?:\s*[-–])?\s*\Z"
)
_TRACE = re.compile(r"\tbookmark\d+\s*\Z|\s*_Toc\d+\s*\Z|\s*\(cid:\d+\)\s*\Z")
_SIGNED = re.compile(r"\t+\d{4}-\d\d-\d\dT[\d:]{8}[+-]\d{4}\s*\Z")
_ADDRESS = re.compile(r"\s*(?:https?://|www\.)\S+\s*\Z")
_GOES_BEFORE_ADDRESS = re.compile(r"(?:địa chỉ|chỉ:|tại|:|website|web|link|đường dẫn)\s*\Z", re.IGNORECASE)
_ROW_BEGINS = re.compile(r"\s*(\d{1,3})\s+[A-ZÀ-ỴĐ][^\W\d]")
_YEAR_CUT = re.compile(r"(?<!\d)\d{1,2}/(?P<begin>20\d?)\Z")
_LEAST_PAGE = 15  # lines
_ROW = 80  # lines that a row of a table may take
_LONG = 45  # letters
_MOST = 600
_TO_THE_END = 200  # empty lines behind which a text has ended


def page_furniture(lines: Sequence[str]) -> frozenset[int]:
    """Which lines (counted from 0) are no part of the text."""
    dropped = {number for number, line in enumerate(lines) if _TRACE.match(line)}
    dropped.update(_signatures(lines))
    dropped.update(_numbers(lines))
    dropped.update(_addresses(lines))
    return frozenset(dropped)


def _signatures(lines: Sequence[str]) -> Iterator[int]:
    """What an extraction writes of electronic signatures: the instant, then lines that begin with a tab."""
    is_inside = False
    for number, line in enumerate(lines):
        is_inside = line.startswith("\t") and (is_inside or _SIGNED.match(line) is not None)
        if is_inside:
            yield number


def _numbers(lines: Sequence[str]) -> list[int]:
    found: list[int] = []
    kept: dict[int, int] = {}
    last = 0
    is_double = _is_double(lines)
    for place, line in enumerate(lines):
        numbered = _NUMBER.match(line.replace("\f", ""))
        if not numbered:
            if row := _ROW_BEGINS.match(line):
                kept[int(row[1])] = place
            continue
        value = int(numbered["number"])
        is_said = bool(numbered["word"] or (numbered["dash"] and line.rstrip().endswith(("-", "–"))))
        is_next = last < value <= _MOST and value > 1 and not _counts_rows(lines, place, value, kept)
        if is_said or (
            is_next
            and (_stands_free(lines, place, is_double) or _interrupts_text(lines, place, found, value - last))
        ):
            found.append(place)
            last = max(last, value) if value <= _MOST else last
        else:
            kept[value] = place
    return found


def _counts_rows(lines: Sequence[str], place: int, value: int, kept: Mapping[int, int]) -> bool:
    """Whether a number goes on with those of rows, alone on their lines or before their first word, or is the last
    digits of a year that a narrow column cut."""
    above = next((line.strip() for line in reversed(lines[max(0, place - 3) : place]) if line.strip()), "")
    if (year := _YEAR_CUT.search(above)) and len(year["begin"]) + len(str(value)) == 4:
        return True
    near = place - kept.get(value - 1, -_ROW) < _ROW
    around = (lines[max(0, place - 6) : place][::-1], lines[place + 1 : place + 7])
    return near and sum(map(_empty, around)) < 3


def _interrupts_text(lines: Sequence[str], place: int, found: Sequence[int], step: int) -> bool:
    """Whether the next number stands between two long lines of text, a page after the one before."""
    is_far = place - (found[-1] if found else 0) >= _LEAST_PAGE
    around = [line.strip() for line in [*lines[max(0, place - 1) : place], *lines[place + 1 : place + 2]]]
    return (
        is_far
        and (step == 1 or not found)
        and len(around) == 2
        and all(len(line) >= _LONG for line in around)
    )


def _is_double(lines: Sequence[str]) -> bool:
    filled = sum(bool(line.strip()) for line in lines)
    return filled > 0 and len(lines) - filled > 0.8 * filled


def _stands_free(lines: Sequence[str], place: int, is_double: bool) -> bool:
    """Whether empty lines stand around a number, more of them where every line is followed by one."""
    above, below = _empty(lines[max(0, place - 6) : place][::-1]), _empty(lines[place + 1 : place + 7])
    if "\f" in lines[place] or (place + 1 < len(lines) and lines[place + 1].startswith("\f")):
        return True
    at_edge = place - above <= 0 or place + below >= len(lines) - 1
    if not above or not below:
        return at_edge and bool(above or below)
    return above + below >= (3 if is_double else 2)


def _empty(lines: Sequence[str]) -> int:
    count = 0
    for line in lines:
        if line.strip(" \t\f"):
            break
        count += 1
    return count


def _addresses(lines: Sequence[str]) -> list[int]:
    """Runs of bare links that an extraction set at the end of a page, inside of a sentence that goes on."""
    found: list[int] = []
    place = 0
    while place < len(lines):
        end = place
        while end < len(lines) and _ADDRESS.match(lines[end]):
            end += 1
        if end > place and _interrupts(lines, place, end):
            found.extend(range(place, end))
        place = max(end, place + 1)
    return found


def _interrupts(lines: Sequence[str], start: int, end: int) -> bool:
    before = next((line for line in reversed(lines[max(0, start - 4) : start]) if line.strip()), "")
    after = lines[end] if end < len(lines) else "\f"
    is_page_end = after.startswith((" ", "\f")) or not any(
        line.strip() for line in lines[end : end + _TO_THE_END]
    )
    return is_page_end and not _GOES_BEFORE_ADDRESS.search(before)
