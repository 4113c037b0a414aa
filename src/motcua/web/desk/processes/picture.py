"""The drawing of a process as its template wants it: words broken into lines, numbers as plain text."""

from __future__ import annotations

from typing import Any

from motcua.workflow.rules.drawing import (
    BOX_HEIGHT,
    BOX_WIDTH,
    EDGE,
    HEAD,
    Arrow,
    Box,
    Drawing,
    Lane,
    draw,
    wrapped,
)
from motcua.workflow.rules.processes import ProcessContent
from motcua.workflow.rules.shares import write_share

_LINE = 15


def picture_of(content: ProcessContent) -> dict[str, Any] | None:
    """What the template draws; None for a process without steps. Numbers are text: they must not be grouped."""
    drawing = draw(content)
    if not drawing.boxes:
        return None
    return {
        "width": str(drawing.width),
        "height": str(drawing.height),
        "head": str(HEAD),
        "lanes": [_lane(lane, drawing) for lane in drawing.lanes],
        "arrows": [_arrow(arrow) for arrow in drawing.arrows],
        "boxes": [_box(box) for box in drawing.boxes],
        "ends": _ends(drawing),
        "words": [_in_words(content, box) for box in drawing.boxes],
    }


def _lane(lane: Lane, drawing: Drawing) -> dict[str, Any]:
    title, more = wrapped(lane.title, width=15, lines=3), wrapped(lane.more, width=17, lines=4)
    lines = [(line, False) for line in title] + [(line, True) for line in more if line]
    top = lane.y + lane.height / 2 - (len(lines) - 1) * _LINE / 2 + 4
    return {
        "y": str(lane.y),
        "height": str(lane.height),
        "width": str(drawing.width),
        "lines": [
            {"text": text, "is_more": is_more, "y": f"{top + place * _LINE:g}"}
            for place, (text, is_more) in enumerate(lines)
        ],
    }


def _box(box: Box) -> dict[str, Any]:
    lines = wrapped(box.step.name, width=18, lines=4)
    unit = wrapped(str(box.step.unit), width=20, lines=1)[0] if box.step.unit else ""
    share = write_share(box.step.share_minutes, box.step.share_percent)
    return {
        "key": box.step.key,
        "x": str(box.x),
        "y": str(box.y),
        "width": str(BOX_WIDTH),
        "height": str(BOX_HEIGHT),
        "number": str(box.step.position),
        "left": str(box.x + 10),
        "lines": [{"text": text, "y": f"{box.y + 34 + place * _LINE:g}"} for place, text in enumerate(lines)],
        "top": str(box.y + 17),
        "share": share,
        "right": str(box.right - 10),
        "unit": unit,
        "bottom": str(box.y + BOX_HEIGHT - 8),
        "name": box.step.name,
    }


def _arrow(arrow: Arrow) -> dict[str, Any]:
    path = " L".join(f"{x} {y}" for x, y in arrow.points)
    label = arrow.move.label or arrow.move.act.label
    return {"path": f"M{path}", "goes_back": arrow.goes_back, "label": label}


def _ends(drawing: Drawing) -> dict[str, str]:
    first, last = drawing.boxes[0], drawing.boxes[-1]
    return {
        "start_x": str(first.x - EDGE + 20),
        "start_y": str(first.middle[1]),
        "start_path": f"M{first.x - EDGE + 30} {first.middle[1]} L{first.x} {first.middle[1]}",
        "end_x": str(last.right + EDGE - 20),
        "end_y": str(last.middle[1]),
        "end_path": f"M{last.right} {last.middle[1]} L{last.right + EDGE - 32} {last.middle[1]}",
    }


def _in_words(content: ProcessContent, box: Box) -> str:
    """One step for those who do not see the drawing."""
    leads = [
        f"{move.label or move.act.label} đến bước {content.step(move.to_key).position}"
        for move in box.step.moves
    ]
    unit = str(box.step.unit) if box.step.unit else ""
    who = ", ".join(filter(None, [box.lane.title, unit, box.lane.more]))
    return f"Bước {box.step.position}, {who}: {box.step.name}. " + ("; ".join(leads) + "." if leads else "")
