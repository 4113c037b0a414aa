"""A process as BPMN 2.0 with its picture, so that any modeller shows and edits it.

The flow is BPMN's own: lanes, user tasks, gateways where a step leads to several, sequence flows. What BPMN has no
place for stands in an extension namespace on the process, its tasks and its flows.
"""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree import ElementTree as ET

from motcua.workflow.enums import Act
from motcua.workflow.files.bpmn_names import BPMN, BPMNDI, DC, DI, OWN, PREFIXES
from motcua.workflow.rules.drawing import (
    BOX_HEIGHT,
    BOX_WIDTH,
    HEAD,
    Arrow,
    Box,
    Drawing,
    Point,
    draw,
)
from motcua.workflow.rules.processes import ProcessContent, StepContent
from motcua.workflow.rules.shares import write_share
from motcua.workflow.rules.tables import facts_of

_GATE = 36
_EVENT = 32
_POOL_HEAD = 30
_GAP = 92  # room for a gateway between two columns


def write_bpmn(content: ProcessContent) -> bytes:
    """The XML, in UTF-8. The same process gives the same bytes."""
    for prefix, uri in PREFIXES.items():
        ET.register_namespace(prefix, uri)
    root = ET.Element(
        BPMN + "definitions",
        {"id": "dinh-nghia", "targetNamespace": OWN.strip("{}"), "exporter": "motcua"},
    )
    pool = ET.SubElement(root, BPMN + "collaboration", {"id": "hop-tac"})
    ET.SubElement(
        pool, BPMN + "participant", {"id": "quy-trinh-khung", "name": content.name, "processRef": "quy-trinh"}
    )
    process = ET.SubElement(
        root, BPMN + "process", {"id": "quy-trinh", "name": content.name, "isExecutable": "false"}
    )
    drawing = draw(content, gap=_GAP)
    _write_facts(process, content)
    _write_lanes(process, drawing)
    if drawing.boxes:
        _write_nodes(process, content, drawing)
        _write_flows(process, drawing)
    _write_picture(root, drawing)
    ET.indent(root)
    text: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return text + b"\n"


def _write_facts(process: ET.Element, content: ProcessContent) -> None:
    extension = ET.SubElement(process, BPMN + "extensionElements")
    facts = {key: text for key, text in facts_of(content).items() if text and key != "name"}
    own = ET.SubElement(extension, OWN + "process", facts)
    for leg in content.legs:
        ET.SubElement(
            own,
            OWN + "leg",
            _filled(
                key=leg.key,
                title=leg.title,
                agency=leg.agency.code if leg.agency else "",
                limit=str(leg.limit) if leg.limit else "",
                isLead="true" if leg.is_lead else "",
            ),
        )


def _write_lanes(process: ET.Element, drawing: Drawing) -> None:
    if not drawing.lanes:
        return
    lanes = ET.SubElement(process, BPMN + "laneSet", {"id": "cac-lan"})
    for lane in drawing.lanes:
        name = f"{lane.title} ({lane.more})" if lane.more else lane.title
        element = ET.SubElement(lanes, BPMN + "lane", {"id": lane.key, "name": name})
        boxes = [box for box in drawing.boxes if box.lane is lane]
        role = boxes[0].step.role
        if role is not None:
            extension = ET.SubElement(element, BPMN + "extensionElements")
            ET.SubElement(extension, OWN + "lane", {"role": role.value})
        for node in _nodes_of(boxes, drawing):
            ET.SubElement(element, BPMN + "flowNodeRef").text = node


def _nodes_of(boxes: Sequence[Box], drawing: Drawing) -> list[str]:
    nodes = ["bat-dau"] if drawing.boxes[0] in boxes else []
    for box in boxes:
        nodes.append(_task_id(box))
        if _branches(box, drawing):
            nodes.append(_gate_id(box))
    return [*nodes, "ket-thuc"] if drawing.boxes[-1] in boxes else nodes


def _branches(box: Box, drawing: Drawing) -> bool:
    """Whether more than one flow leaves the step; the last step also leads to the end."""
    leaving = sum(arrow.source is box for arrow in drawing.arrows) + (box is drawing.boxes[-1])
    return leaving > 1


def _write_nodes(process: ET.Element, content: ProcessContent, drawing: Drawing) -> None:
    ET.SubElement(process, BPMN + "startEvent", {"id": "bat-dau", "name": "Nộp hồ sơ"})
    for box in drawing.boxes:
        task = ET.SubElement(process, BPMN + "userTask", {"id": _task_id(box), "name": box.step.name})
        extension = ET.SubElement(task, BPMN + "extensionElements")
        _write_step(extension, box.step)
        if _branches(box, drawing):
            ET.SubElement(process, BPMN + "exclusiveGateway", {"id": _gate_id(box)})
    ET.SubElement(process, BPMN + "endEvent", {"id": "ket-thuc", "name": "Đã trả kết quả"})


def _write_step(extension: ET.Element, step: StepContent) -> None:
    own = ET.SubElement(
        extension,
        OWN + "step",
        _filled(
            key=step.key,
            position=str(step.position),
            kind=step.kind.value,
            role=step.role.value if step.role else "",
            unit=step.unit.code if step.unit else "",
            leg=step.leg_key,
            share=write_share(step.share_minutes, step.share_percent),
        )
        | {"acts": " ".join(act.value for act in Act if act in step.acts)},
    )
    for name, text in (("papers", step.papers), ("output", step.output)):
        if text:
            ET.SubElement(own, OWN + name).text = text
    for asked in step.consultations:
        element = ET.SubElement(
            own,
            OWN + "consultation",
            _filled(
                agency=asked.agency.code if asked.agency else "",
                limit=str(asked.limit) if asked.limit else "",
            ),
        )
        element.text = asked.question


def _write_flows(process: ET.Element, drawing: Drawing) -> None:
    first, last = drawing.boxes[0], drawing.boxes[-1]
    _flow(process, "luong-bat-dau", "bat-dau", _task_id(first))
    for box in drawing.boxes:
        if _branches(box, drawing):
            _flow(process, f"luong-{box.step.key}", _task_id(box), _gate_id(box))
    for place, arrow in enumerate(drawing.arrows, start=1):
        flow = _flow(process, _flow_id(place), _leaves(arrow.source, drawing), _task_id(arrow.target))
        flow.set("name", arrow.move.label or arrow.move.act.label)
        extension = ET.SubElement(flow, BPMN + "extensionElements")
        facts = _filled(act=arrow.move.act.value, label=arrow.move.label) | {"position": str(place)}
        ET.SubElement(extension, OWN + "move", facts)
    _flow(process, "luong-ket-thuc", _leaves(last, drawing), "ket-thuc")


def _flow(process: ET.Element, name: str, source: str, target: str) -> ET.Element:
    facts = {"id": name, "sourceRef": source, "targetRef": target}
    return ET.SubElement(process, BPMN + "sequenceFlow", facts)


def _write_picture(root: ET.Element, drawing: Drawing) -> None:
    diagram = ET.SubElement(root, BPMNDI + "BPMNDiagram", {"id": "hinh"})
    plane = ET.SubElement(diagram, BPMNDI + "BPMNPlane", {"id": "mat-phang", "bpmnElement": "hop-tac"})
    left, width = HEAD - _POOL_HEAD * 2, drawing.width + _GAP - HEAD + _POOL_HEAD * 2
    _shape(plane, "quy-trinh-khung", left, 0, width, max(drawing.height, 120), horizontal=True)
    for lane in drawing.lanes:
        _shape(plane, lane.key, left + _POOL_HEAD, lane.y, width - _POOL_HEAD, lane.height, horizontal=True)
    if not drawing.boxes:
        return
    first, last = drawing.boxes[0], drawing.boxes[-1]
    start = (first.x - _EVENT - 28, first.middle[1] - _EVENT // 2)
    end = (last.right + _GAP, last.middle[1] - _EVENT // 2)
    _shape(plane, "bat-dau", *start, _EVENT, _EVENT)
    for box in drawing.boxes:
        _shape(plane, _task_id(box), box.x, box.y, BOX_WIDTH, BOX_HEIGHT)
        if _branches(box, drawing):
            x, y = _gate_place(box)
            _shape(plane, _gate_id(box), x, y, _GATE, _GATE)
    _shape(plane, "ket-thuc", *end, _EVENT, _EVENT)
    _write_lines(plane, drawing, start, end)


def _write_lines(plane: ET.Element, drawing: Drawing, start: Point, end: Point) -> None:
    first, last = drawing.boxes[0], drawing.boxes[-1]
    height = first.middle[1]
    _line(plane, "luong-bat-dau", [(start[0] + _EVENT, height), (first.x, height)])
    for box in drawing.boxes:
        if _branches(box, drawing):
            gate = _gate_place(box)
            _line(plane, f"luong-{box.step.key}", [(box.right, box.middle[1]), (gate[0], box.middle[1])])
    for place, arrow in enumerate(drawing.arrows, start=1):
        _line(plane, _flow_id(place), _bpmn_points(arrow, drawing))
    leaves = last.right if not _branches(last, drawing) else _gate_place(last)[0] + _GATE
    _line(plane, "luong-ket-thuc", [(leaves, last.middle[1]), (end[0], last.middle[1])])


def _bpmn_points(arrow: Arrow, drawing: Drawing) -> list[Point]:
    """The arrow's corners, leaving from the gateway where there is one."""
    points = list(arrow.points)
    if not _branches(arrow.source, drawing):
        return points
    x, y = _gate_place(arrow.source)
    middle = x + _GATE // 2
    if points[0][0] == arrow.source.right:  # to the next column
        corner = (middle, points[-1][1])
        level = points[0][1] == points[-1][1]
        return (
            [(x + _GATE, points[0][1]), points[-1]]
            if level
            else [_out(middle, y, points[-1][1]), corner, points[-1]]
        )
    margin = points[1][1]
    return [_out(middle, y, margin), (middle, margin), *points[2:]]


def _out(middle: int, y: int, towards: int) -> Point:
    return middle, (y + _GATE if towards > y else y)


def _gate_place(box: Box) -> Point:
    return box.right + (_GAP - _GATE) // 2, box.middle[1] - _GATE // 2


def _shape(
    plane: ET.Element, of: str, x: int, y: int, width: int, height: int, *, horizontal: bool = False
) -> None:
    facts = {"id": f"{of}-hinh", "bpmnElement": of} | ({"isHorizontal": "true"} if horizontal else {})
    shape = ET.SubElement(plane, BPMNDI + "BPMNShape", facts)
    bounds = {"x": str(x), "y": str(y), "width": str(width), "height": str(height)}
    ET.SubElement(shape, DC + "Bounds", bounds)


def _line(plane: ET.Element, of: str, points: Sequence[Point]) -> None:
    edge = ET.SubElement(plane, BPMNDI + "BPMNEdge", {"id": f"{of}-hinh", "bpmnElement": of})
    for x, y in points:
        ET.SubElement(edge, DI + "waypoint", {"x": str(x), "y": str(y)})


def _task_id(box: Box) -> str:
    return f"buoc-{box.step.key}"


def _gate_id(box: Box) -> str:
    return f"nga-{box.step.key}"


def _leaves(box: Box, drawing: Drawing) -> str:
    return _gate_id(box) if _branches(box, drawing) else _task_id(box)


def _flow_id(place: int) -> str:
    return f"huong-{place}"


def _filled(**facts: str) -> dict[str, str]:
    return {name: text for name, text in facts.items() if text}
