"""Where things stand in the drawing."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from tests.workflow.contents import ordinary, storable

from motcua.workflow.rules.drawing import BOX_HEIGHT, BOX_WIDTH, Box, draw, wrapped
from motcua.workflow.rules.processes import ProcessContent


@given(storable())
@settings(max_examples=25)
def test_boxes_stand_in_their_lanes_and_no_line_crosses_a_box(content: ProcessContent) -> None:
    drawing = draw(content)
    assert len(drawing.boxes) == len(content.steps)
    for box in drawing.boxes:
        assert box.lane.y < box.y
        assert box.y + BOX_HEIGHT < box.lane.y + box.lane.height <= drawing.height
        assert box.right < drawing.width
    for arrow in drawing.arrows:
        for start, end in pairwise(arrow.points):
            assert start[0] == end[0] or start[1] == end[1], "lines go straight"
            assert not any(_crosses(box, start, end) for box in drawing.boxes)


def _crosses(box: Box, start: tuple[int, int], end: tuple[int, int]) -> bool:
    """Whether the line goes through the inside of the box."""
    left, right = sorted((start[0], end[0]))
    top, bottom = sorted((start[1], end[1]))
    return left < box.x + BOX_WIDTH and right > box.x and top < box.y + BOX_HEIGHT and bottom > box.y


def test_one_lane_for_each_role_and_one_arrow_for_each_move() -> None:
    drawing = draw(ordinary())
    assert [lane.title for lane in drawing.lanes] == ["Cán bộ tiếp nhận", "Cán bộ thụ lý", "Lãnh đạo"]
    assert [(arrow.source.step.key, arrow.target.step.key, arrow.goes_back) for arrow in drawing.arrows] == [
        ("nhan", "tham-dinh", False),
        ("tham-dinh", "ky", False),
        ("ky", "tra", False),
        ("ky", "tham-dinh", True),
    ]


def test_long_names_are_broken_and_cut() -> None:
    assert wrapped("một hai ba bốn năm sáu", width=8, lines=2) == ["một hai", "ba bốn…"]
    assert wrapped("", width=8, lines=2) == [""]
