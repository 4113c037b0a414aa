"""Drawing which results become papers elsewhere: givers on the left, askers on the right, a line for each paper."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from textwrap import wrap

from motcua.reviews.rules.findings.finding import Examined
from motcua.reviews.rules.findings.papers import Edge

BOX_WIDTH, BOX_HEIGHT, GAP, BETWEEN = 300, 58, 14, 200
_LETTERS, _LINES, _PADDING, _LINE_HEIGHT = 42, 2, 10, 16


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text in a box, with its baseline."""

    text: str
    y: int


@dataclass(frozen=True, slots=True)
class Box:
    """A procedure: where it stands and what is written in it."""

    procedure_id: str
    name: str
    code: str
    x: int
    y: int
    lines: tuple[Line, ...]

    @property
    def left(self) -> int:
        """Where its text begins."""
        return self.x + _PADDING

    @property
    def top(self) -> int:
        """The baseline of its code."""
        return self.y + 17


@dataclass(frozen=True, slots=True)
class Curve:
    """A paper's way from who gives it to who asks for it; `label` says it."""

    path: str
    label: str


@dataclass(frozen=True, slots=True)
class Picture:
    """The drawing, in units of its own."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    curves: tuple[Curve, ...]
    box_width: int = BOX_WIDTH
    box_height: int = BOX_HEIGHT


def draw(edges: Sequence[Edge]) -> Picture:
    """The picture of these edges: who gives most stands on top, who asks stands near those whom it asks. A procedure
    that gives and asks stands on both sides."""
    givers = _ranked(edge.giver for edge in edges)
    rank = {giver.procedure_id: place for place, giver in enumerate(givers)}
    askers = sorted(
        {edge.asker.procedure_id: edge.asker for edge in edges}.values(),
        key=lambda asker: (_middle(edges, rank, asker), asker.code),
    )
    left = [_box(one, 0, place) for place, one in enumerate(givers)]
    right = [_box(one, BOX_WIDTH + BETWEEN, place) for place, one in enumerate(askers)]
    at_left = {box.procedure_id: box for box in left}
    at_right = {box.procedure_id: box for box in right}
    drawn = {(edge.giver.procedure_id, edge.asker.procedure_id): edge for edge in reversed(edges)}
    curves = [_curve(at_left[giver], at_right[asker], edge) for (giver, asker), edge in sorted(drawn.items())]
    rows = max(len(left), len(right), 1)
    return Picture(2 * BOX_WIDTH + BETWEEN + 2, rows * (BOX_HEIGHT + GAP), (*left, *right), tuple(curves))


def _ranked(givers: Iterable[Examined]) -> list[Examined]:
    found: dict[str, tuple[int, Examined]] = {}
    for giver in givers:
        found[giver.procedure_id] = (found.get(giver.procedure_id, (0, giver))[0] + 1, giver)
    return [giver for _count, giver in sorted(found.values(), key=lambda pair: (-pair[0], pair[1].code))]


def _middle(edges: Sequence[Edge], rank: dict[str, int], asker: Examined) -> float:
    places = [
        rank[edge.giver.procedure_id] for edge in edges if edge.asker.procedure_id == asker.procedure_id
    ]
    return sum(places) / len(places)


def _box(one: Examined, x: int, place: int) -> Box:
    y = place * (BOX_HEIGHT + GAP) + 1
    texts = wrap(one.name, _LETTERS, max_lines=_LINES, placeholder="…")
    lines = tuple(Line(text, y + 34 + number * _LINE_HEIGHT) for number, text in enumerate(texts))
    return Box(one.procedure_id, one.name, one.code, x + 1, y, lines)


def _curve(giver: Box, asker: Box, edge: Edge) -> Curve:
    x1, y1 = giver.x + BOX_WIDTH, giver.y + BOX_HEIGHT // 2
    x2, y2 = asker.x, asker.y + BOX_HEIGHT // 2
    middle = (x1 + x2) // 2
    return Curve(
        f"M{x1} {y1} C{middle} {y1} {middle} {y2} {x2 - 2} {y2}",
        f"{edge.result} của {edge.giver.code} là giấy tờ phải nộp ở {edge.asker.code}",
    )
