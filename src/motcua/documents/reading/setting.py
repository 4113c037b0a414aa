"""How a text file was set: at which width its lines were broken, and whether a blank follows every line."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

_NEIGHBOURS = 30  # lines on each side that tell the width: an annex may be set otherwise than the text
_LEAST_LINES = 8
_LEAST_LENGTH = 20
_WIDEST = 170


@dataclass(frozen=True, slots=True)
class Setting:
    """`widths` in letters for every line, 0 where lines were not broken; `is_double` when blanks stand between."""

    widths: tuple[int, ...]
    is_double: bool

    def room_behind(self, lines: Sequence[str], number: int) -> float:
        """The width a line was broken at; 0 when an empty line after it says that the paragraph ended."""
        width = self.widths[number]
        if not width or self.is_double or number + 1 >= len(lines):
            return width
        return width if lines[number + 1].strip() else 0

    def is_centred(self, raw: str, number: int) -> bool:
        """Whether blanks before a line set it in the middle."""
        text = raw.strip()
        blanks = len(raw) - len(raw.lstrip(" "))
        width = self.widths[number]
        if not width or blanks < 8 or len(text) > 0.8 * width:
            return False
        return abs(blanks + len(text) / 2 - width / 2) <= 8


def setting_of(lines: Sequence[str], dropped: Collection[int]) -> Setting:
    """Look at all lines that are text; lines of tables and empty ones do not count."""
    told = [
        (number, len(line.strip())) for number, line in enumerate(lines) if _counts(line, number, dropped)
    ]
    widths = [0] * len(lines)
    before = 0
    for place, (number, _) in enumerate(told):
        near = [length for _, length in told[max(0, place - _NEIGHBOURS) : place + _NEIGHBOURS + 1]]
        width = _width(near)
        widths[before : number + 1] = [width] * (number + 1 - before)
        before = number + 1
    return Setting(tuple(widths), _is_double([line.strip() for line in lines]))


def _counts(line: str, number: int, dropped: Collection[int]) -> bool:
    text = line.strip()
    return len(text) >= _LEAST_LENGTH and number not in dropped and not text.startswith(("|", "+-", "<"))


def _width(lengths: list[int]) -> int:
    if len(lengths) < _LEAST_LINES:
        return 0
    lengths.sort()
    width = lengths[int(len(lengths) * 0.93) - 1]
    near = sum(0.78 * width <= length <= 1.12 * width for length in lengths)
    return width if width <= _WIDEST and near >= 0.35 * len(lengths) else 0


def _is_double(lines: Sequence[str]) -> bool:
    follows = [bool(second) for first, second in pairwise(lines) if first]
    return len(follows) > 0 and sum(follows) < 0.4 * len(follows)
