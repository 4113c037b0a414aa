"""Text files that keep the layout of the page: the head and the signature stand in two columns side by side."""

from __future__ import annotations

import re
from collections.abc import Sequence

from motcua.documents.reading.marks import is_head_or_signature

_GAP = re.compile(r"\S(?: {4,}|\t{2,} *)(?=\S)")
_LEAST = 2  # lines with both columns
_MOST_EMPTY = 6  # between two of them: room for a signature
_LEAST_LETTERS = 3


def pair_at(lines: Sequence[str], start: int) -> tuple[int, int] | None:
    """Where a block in two columns ends that begins at a line, and the place between the columns; None without one."""
    low, high, both, end = 0, 10_000, 0, start
    for number in range(start, len(lines)):
        line = lines[number].expandtabs(4)
        if not line.strip():
            if number - end >= _MOST_EMPTY:
                break
            continue
        found = _sides(line, low, high)
        if found is None:
            break
        has_both, low, high = found
        both += has_both
        if has_both or len(line) - len(line.lstrip()) >= high > 0:
            end = number + 1
        elif not both:
            return None
    least = 1 if lines[start].lstrip().startswith("Nơi nhận") else _LEAST
    is_told = both >= least and is_head_or_signature("\n".join(lines[start:end]))
    return (end, (low + high) // 2) if is_told else None


def halves(line: str, gutter: int) -> tuple[str, str]:
    """The pieces of a line left and right of the place between the columns."""
    wide = line.expandtabs(4)
    return wide[:gutter].strip(), wide[gutter:].strip()


def _sides(line: str, low: int, high: int) -> tuple[bool, int, int] | None:
    """Whether a line has both columns, and what it leaves free between them; None when it runs across."""
    gaps = list(_GAP.finditer(line))
    if len(gaps) > 1:
        return None
    if gaps:
        left, right = gaps[0].start() + 1, gaps[0].end()
        if min(sum(char.isalpha() for char in part) for part in (line[:left], line[right:])) < _LEAST_LETTERS:
            return None
        low, high = max(low, left), min(high, right)
        return (True, low, high) if low < high else None
    start, end = len(line) - len(line.lstrip()), len(line.rstrip())
    if end <= high and low:
        return False, max(low, end), high
    return (False, low, min(high, start)) if start > low and low else None
