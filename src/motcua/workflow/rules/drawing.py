"""Where everything of a process stands when it is drawn: lanes from top to bottom, steps from left to right.

Each step has a column of its own, so that lines going up and down beside a box never cross another; lines along a
lane run in the margin above the boxes (ahead) or below them (back). Lengths are in units of the picture.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from motcua.accounts.enums import Role
from motcua.workflow.enums import Act
from motcua.workflow.rules.processes import MoveContent, ProcessContent, StepContent

BOX_WIDTH, BOX_HEIGHT = 134, 106
GAP = 30
MARGIN = 30  # above and below the boxes of a lane
HEAD = 116  # the lane's name
EDGE = 46  # before the first and after the last box
_SPREAD = 7  # between lines that run side by side

Point = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Lane:
    """The steps of one role in one leg."""

    key: str
    title: str
    more: str
    y: int
    height: int


@dataclass(frozen=True, slots=True)
class Box:
    """A step and where it stands."""

    step: StepContent
    lane: Lane
    x: int
    y: int

    @property
    def middle(self) -> Point:
        """The box's centre."""
        return self.x + BOX_WIDTH // 2, self.y + BOX_HEIGHT // 2

    @property
    def right(self) -> int:
        """Where the box ends."""
        return self.x + BOX_WIDTH


@dataclass(frozen=True, slots=True)
class Arrow:
    """A move and the corners of its line."""

    source: Box
    target: Box
    move: MoveContent
    points: tuple[Point, ...]
    goes_back: bool


@dataclass(frozen=True, slots=True)
class Drawing:
    """A whole picture."""

    width: int
    height: int
    lanes: tuple[Lane, ...]
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]


def draw(content: ProcessContent, *, gap: int = GAP) -> Drawing:
    """The picture of a process, with `gap` between the columns; of one without steps, an empty one."""
    lanes = _lanes(content)
    boxes = {
        step.key: Box(
            step,
            lanes[_lane_of(step)],
            HEAD + EDGE + (step.position - 1) * (BOX_WIDTH + gap),
            lanes[_lane_of(step)].y + MARGIN,
        )
        for step in content.steps
    }
    height = sum(lane.height for lane in lanes.values())
    width = HEAD + 2 * EDGE + len(boxes) * (BOX_WIDTH + gap) - (gap if boxes else 0)
    return Drawing(
        width, height, tuple(lanes.values()), tuple(boxes.values()), tuple(_arrows(content, boxes, gap))
    )


def lane_title(role: Role | None) -> str:
    """What stands at the head of a role's lane."""
    return role.label if role else "Chưa rõ ai chịu trách nhiệm"


def _lane_of(step: StepContent) -> tuple[str, str]:
    return step.leg_key, step.role or ""


def _lanes(content: ProcessContent) -> dict[tuple[str, str], Lane]:
    lanes: dict[tuple[str, str], Lane] = {}
    for step in content.steps:
        key = _lane_of(step)
        if key not in lanes:
            height = BOX_HEIGHT + 2 * MARGIN
            leg = content.leg_of(step)
            number = len(lanes)
            title, more = lane_title(step.role), leg.title if leg else ""
            lanes[key] = Lane(f"lan-{number + 1}", title, more, number * height, height)
    return lanes


def _arrows(content: ProcessContent, boxes: dict[str, Box], gap: int) -> Iterator[Arrow]:
    ahead = back = 0
    for step in content.steps:
        for move in step.moves:
            source, target = boxes[step.key], boxes.get(move.to_key)
            if target is None or target is source:
                continue
            goes_back = move.act is Act.SEND_BACK or target.x < source.x
            if not goes_back and target.step.position == step.position + 1:
                points = _straight(source, target, gap)
            elif goes_back:
                points, back = _along(source, target, below=True, number=back), back + 1
            else:
                points, ahead = _along(source, target, below=False, number=ahead), ahead + 1
            yield Arrow(source, target, move, points, goes_back)


def _straight(source: Box, target: Box, gap: int) -> tuple[Point, ...]:
    """From one column to the next, with a corner in between where the lanes differ."""
    start, end = (source.right, source.middle[1]), (target.x, target.middle[1])
    if start[1] == end[1]:
        return start, end
    between = source.right + gap // 2
    return start, (between, start[1]), (between, end[1]), end


def _along(source: Box, target: Box, *, below: bool, number: int) -> tuple[Point, ...]:
    """Out of the box up or down, along the margin of the target's lane, into the target from that margin."""
    shift = number % 4 * _SPREAD
    margin = target.y + BOX_HEIGHT + MARGIN - 6 - shift if below else target.y - MARGIN + 6 + shift
    leave = source.middle[0] + (18 if below else -18) + shift
    enter = target.middle[0] + (-18 if below else 18) - shift
    start = source.y + BOX_HEIGHT if margin > source.middle[1] else source.y
    end = target.y + BOX_HEIGHT if below else target.y
    return (leave, start), (leave, margin), (enter, margin), (enter, end)


def wrapped(text: str, *, width: int, lines: int) -> list[str]:
    """`text` broken into at most `lines` of about `width` letters; what does not fit ends in "…"."""
    found: list[str] = [""]
    for word in text.split():
        longer = f"{found[-1]} {word}".strip()
        if len(longer) <= width or not found[-1]:
            found[-1] = longer
        else:
            found.append(word)
    if len(found) > lines:
        found = found[:lines]
        found[-1] = found[-1][: width - 1].rstrip() + "…"
    return found
