"""Small numbers are not shown, nor what would tell them.

Who answered was promised not to be known. A part of fewer than `SMALLEST` answers is left out; so is a further part
where the figure of all less the parts shown would tell the small one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from motcua.feedback.rules.surveys.questionnaires import Content
from motcua.feedback.rules.surveys.results import INDEX, LineKind, Part

SMALLEST = 5

Cell = tuple[str, LineKind, str]


@dataclass(frozen=True, slots=True)
class Shown:
    """Which lines of which parts stay unsaid, by (part, kind, code); a part of `parts` is left out as a whole."""

    cells: frozenset[Cell]
    parts: frozenset[str]

    def hides(self, part: str, kind: LineKind, code: str) -> bool:
        """Whether the line of the part stays unsaid."""
        return part in self.parts or (part, kind, code) in self.cells


def hidden_parts(numbers: Mapping[str, int], *, whole: int, smallest: int = SMALLEST) -> frozenset[str]:
    """The parts of one line that stay unsaid while the whole is said: those with fewer than `smallest`, and the next
    smallest ones until what is unsaid together, `whole` less the parts shown, is none or not small."""
    hidden = {key for key, number in numbers.items() if 0 < number < smallest}
    while True:
        shown = {key: number for key, number in numbers.items() if key not in hidden and number}
        unsaid = whole - sum(shown.values())
        if not shown or not hidden or unsaid >= smallest:
            return frozenset(hidden)
        hidden.add(min(shown, key=lambda key: (shown[key], key)))


def items_told(answered: Mapping[str, int], *, respondents: int, smallest: int = SMALLEST) -> frozenset[str]:
    """The items of which a sum over all items may count, by their number of answers on the scale: from the sum less
    the items that are shown nobody learns one that is not."""
    if respondents < smallest:
        return frozenset()
    return frozenset(item for item, number in answered.items() if number >= smallest)


def shown_of(content: Content, parts: Sequence[Part], *, smallest: int = SMALLEST) -> Shown:
    """What of these results, all and one way to part them, is not shown."""
    [everybody, *others] = parts
    if 0 < everybody.respondents < smallest:
        return Shown(frozenset(), frozenset(part.key for part in parts))
    small = hidden_parts(
        {part.key: part.respondents for part in others}, whole=everybody.respondents, smallest=smallest
    )
    cells: set[Cell] = set()
    for line in everybody.lines:
        if line.kind is not LineKind.ITEM:
            continue
        if 0 < line.answered < smallest:
            cells |= {(part.key, line.kind, line.code) for part in parts}
        numbers = {part.key: 0 if part.key in small else part.line(line.code).answered for part in others}
        cells |= {
            (key, line.kind, line.code)
            for key in hidden_parts(numbers, whole=line.answered, smallest=smallest)
        }
    return Shown(frozenset(cells | _above(content, cells)), small)


def _above(content: Content, cells: set[Cell]) -> set[Cell]:
    """The groups and the whole from which a hidden item could be told."""
    groups = {item.code: item.group for item in content.items if item.is_scored}
    found: set[Cell] = set()
    for part, _kind, code in cells:
        if code in groups:
            found |= {(part, LineKind.GROUP, groups[code]), (part, LineKind.INDEX, INDEX)}
    return found
