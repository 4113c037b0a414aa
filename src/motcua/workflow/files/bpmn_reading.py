"""A process from BPMN 2.0: our own file, or one that a common modeller made.

Lanes give the roles, tasks the steps, sequence flows the moves; gateways and intermediate events are passed through.
What is not in the file's own words is guessed and said. The XML may have no document type, hence no entities.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from xml.etree import ElementTree as ET

from motcua.accounts.enums import Role
from motcua.deadlines.rules.limits import Limit, read_limit
from motcua.kernel.refusals import Refused
from motcua.kernel.text import clean
from motcua.workflow.enums import Act, StepKind
from motcua.workflow.files.bpmn_names import BPMN, OWN
from motcua.workflow.files.bpmn_parsing import parse
from motcua.workflow.rules.entering import MOST_STEPS, key_of
from motcua.workflow.rules.guessing import ACTS, AHEAD, act_of, kind_of, role_of
from motcua.workflow.rules.processes import (
    Body,
    ConsultationContent,
    LegContent,
    MoveContent,
    ProcessContent,
    StepContent,
)
from motcua.workflow.rules.shares import Share, read_share
from motcua.workflow.rules.tables import YES, ReadProcess, read_matter

_TASKS = frozenset(
    BPMN + name
    for name in (
        "task",
        "userTask",
        "manualTask",
        "serviceTask",
        "sendTask",
        "receiveTask",
        "scriptTask",
        "businessRuleTask",
        "callActivity",
        "subProcess",
    )
)


@dataclass(frozen=True, slots=True)
class _Flow:
    target: str
    act: Act | None
    label: str
    position: int


@dataclass(slots=True)
class _Map:
    """The parts of the file, by their identifiers."""

    tasks: dict[str, ET.Element] = field(default_factory=dict)
    starts: list[str] = field(default_factory=list)
    flows: dict[str, list[_Flow]] = field(default_factory=dict)
    lanes: dict[str, ET.Element] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def note(self, text: str) -> None:
        if text not in self.notes:
            self.notes.append(text)


def read_bpmn(data: bytes) -> ReadProcess:
    """The process in the file; the first one that has steps, where there are several.

    :raises Refused: "file-too-large", "file-unreadable", "process-empty".
    """
    root = parse(data)
    processes = list(root.iter(BPMN + "process"))
    process = next((found for found in processes if _has_tasks(found)), None)
    if process is None:
        raise Refused(
            "process-empty",
            "Tệp BPMN không có bước nào (task). Vẽ ít nhất bước tiếp nhận và bước trả kết quả.",
        )
    parts = _map_of(process)
    if len([one for one in processes if _has_tasks(one)]) > 1:
        parts.note("Tệp có nhiều quy trình: chỉ đọc quy trình đầu tiên có bước.")
    if len(parts.tasks) > MOST_STEPS:
        raise Refused(
            "file-too-large", f"Tệp BPMN có hơn {MOST_STEPS} bước. Tách thành các quy trình nhỏ hơn."
        )
    steps = _steps(parts)
    own = process.find(f"{BPMN}extensionElements/{OWN}process")
    facts: Mapping[str, str] = own.attrib if own is not None else {}
    content = ProcessContent(
        name=_name_of(root, process),
        matter=read_matter(facts.get("matter", "")),
        agency=_body(facts.get("agency", "")),
        is_express=facts.get("is_express", "") == YES,
        limit=_limit(facts.get("limit", ""), parts),
        document=clean(facts.get("document", "")),
        legs=tuple(_legs(own, parts)),
        steps=tuple(steps),
    )
    return ReadProcess(content, tuple(parts.notes))


def _has_tasks(process: ET.Element) -> bool:
    return any(child.tag in _TASKS for child in process)


def _map_of(process: ET.Element) -> _Map:
    parts = _Map()
    for place, element in enumerate(process):
        name = element.get("id", "")
        if element.tag in _TASKS:
            parts.tasks[name] = element
        elif element.tag == BPMN + "startEvent":
            parts.starts.append(name)
        elif element.tag == BPMN + "sequenceFlow":
            parts.flows.setdefault(element.get("sourceRef", ""), []).append(_flow(element, place))
        elif element.tag == BPMN + "boundaryEvent":
            parts.note("Sự kiện gắn trên bước (boundary event) không được đọc.")
        elif element.tag in {BPMN + "parallelGateway", BPMN + "inclusiveGateway"}:
            parts.note(
                "Cổng song song được đọc như các hướng để chọn. Việc làm song song thì ghi thành lấy ý kiến."
            )
    for lane in process.iter(BPMN + "lane"):
        for reference in lane.findall(BPMN + "flowNodeRef"):
            parts.lanes[(reference.text or "").strip()] = lane
    if any(element.tag == BPMN + "subProcess" for element in parts.tasks.values()):
        parts.note("Quy trình con (sub-process) được đọc thành một bước.")
    return parts


def _flow(element: ET.Element, place: int) -> _Flow:
    own = element.find(f"{BPMN}extensionElements/{OWN}move")
    if own is None:
        label = clean(element.get("name", ""))
        act = act_of(label) if label else None
        return _Flow(element.get("targetRef", ""), act, "" if act else label, place)
    act = act_of(own.get("act", ""))
    position = own.get("position", "")
    return _Flow(
        element.get("targetRef", ""),
        act,
        clean(own.get("label", "")),
        int(position) if position.isdecimal() and len(position) < 6 else place,
    )


def _steps(parts: _Map) -> list[StepContent]:
    order = _in_order(parts)
    keys = _keys(order, parts)
    leading = {name: list(_leading(name, parts)) for name in order}
    back = _going_back(order, leading)
    steps: list[StepContent] = []
    for place, name in enumerate(order, start=1):
        step = _step(name, place, len(order), keys[name], parts)
        moves = list(_moves(step.kind, leading[name], back[name], keys))
        if _own(parts.tasks[name]) is None:
            step = replace(step, acts=step.acts | {move.act for move in moves})
        steps.append(replace(step, moves=tuple(moves)))
    return steps


def _in_order(parts: _Map) -> list[str]:
    """The tasks as they were numbered, else as the flow reaches them: nearest first, a step before what follows it."""
    numbered = {name: _own_position(element) for name, element in parts.tasks.items()}
    if all(numbered.values()) and len(set(numbered.values())) == len(numbered):
        return sorted(parts.tasks, key=lambda name: numbered[name])
    targets = {flow.target for flows in parts.flows.values() for flow in flows}
    waiting = (
        [*parts.starts] or [name for name in parts.tasks if name not in targets] or list(parts.tasks)[:1]
    )
    order: list[str] = []
    seen = set(waiting)
    for name in waiting:  # grows while it is walked
        if name in parts.tasks:
            order.append(name)
        for flow in parts.flows.get(name, []):
            if flow.target not in seen:
                seen.add(flow.target)
                waiting.append(flow.target)
    rest = [name for name in parts.tasks if name not in seen]
    ordered = [*order, *rest]
    ends = [name for name in ordered if not list(_leading(name, parts))]
    if len(ends) == 1:  # the step that leads no further returns the result
        ordered.remove(ends[0])
        ordered.append(ends[0])
    return ordered


def _leading(name: str, parts: _Map) -> Iterator[_Flow]:
    """The steps that the step leads to, through whatever stands between; the first act and name found count."""
    waiting = [(flow, frozenset({name})) for flow in _sorted(parts.flows.get(name, []))]
    found = 0
    while waiting and found < 200:
        flow, passed = waiting.pop(0)
        if flow.target in parts.tasks:
            found += 1
            yield flow
        elif flow.target not in passed:
            for further in _sorted(parts.flows.get(flow.target, [])):
                joined = replace(further, act=further.act or flow.act, label=further.label or flow.label)
                waiting.append((joined, passed | {flow.target}))


def _sorted(flows: list[_Flow]) -> list[_Flow]:
    return sorted(flows, key=lambda flow: flow.position)


def _going_back(order: list[str], leading: Mapping[str, list[_Flow]]) -> dict[str, frozenset[str]]:
    places = {name: place for place, name in enumerate(order)}
    return {
        name: frozenset(flow.target for flow in flows if places[flow.target] < places[name])
        for name, flows in leading.items()
    }


def _moves(
    kind: StepKind, leading: list[_Flow], back: frozenset[str], keys: Mapping[str, str]
) -> Iterator[MoveContent]:
    seen: set[tuple[Act, str]] = set()
    for flow in leading:
        act = flow.act or (Act.SEND_BACK if flow.target in back else AHEAD[kind])
        if (act, flow.target) not in seen:
            seen.add((act, flow.target))
            yield MoveContent(act, keys[flow.target], flow.label)


def _keys(order: list[str], parts: _Map) -> dict[str, str]:
    keys: dict[str, str] = {}
    for name in order:
        own = _own(parts.tasks[name])
        key = own.get("key", "") if own is not None else ""
        if not key or key in keys.values():
            key = key_of(_task_name(parts.tasks[name]), taken=keys.values())
        keys[name] = key
    return keys


def _step(name: str, place: int, total: int, key: str, parts: _Map) -> StepContent:
    task = parts.tasks[name]
    own = _own(task)
    facts: Mapping[str, str] = own.attrib if own is not None else {}
    kind = _kind(facts, _task_name(task), place, total, parts)
    share = read_share(facts.get("share", "")) or Share()
    acts = frozenset(filter(None, (act_of(word) for word in facts.get("acts", "").split())))
    return StepContent(
        key=key,
        position=place,
        name=_task_name(task) or f"Bước {place}",
        kind=kind,
        role=_role(facts, name, place, parts),
        unit=_body(facts.get("unit", "")),
        leg_key=facts.get("leg", ""),
        share_minutes=share.minutes,
        share_percent=share.percent,
        acts=acts if "acts" in facts else ACTS[kind],
        consultations=tuple(_opinions(own, parts)),
        papers=_said(own, "papers"),
        output=_said(own, "output"),
    )


def _kind(facts: Mapping[str, str], work: str, place: int, total: int, parts: _Map) -> StepKind:
    told = facts.get("kind", "")
    if told in {kind.value for kind in StepKind}:
        return StepKind(told)
    parts.note("Loại bước, việc được làm ở mỗi bước được đoán theo tên công việc. Xem lại từng bước.")
    return kind_of(work, is_first=place == 1, is_last=place == total)


def _role(facts: Mapping[str, str], name: str, place: int, parts: _Map) -> Role | None:
    """The lane's role goes before the task's own: whoever moves a task to another lane means it."""
    lane = parts.lanes.get(name)
    if lane is None:
        return role_of(facts["role"]) if facts.get("role") else None
    own = lane.find(f"{BPMN}extensionElements/{OWN}lane")
    words = clean(lane.get("name", ""))
    role = role_of(own.get("role", "")) if own is not None else role_of(words)
    if role is None and words and (own is not None or not facts):
        parts.note(f"Chưa rõ làn “{words}” là vai trò nào. Chọn một vai trò cho các bước trong làn.")
    return role


def _opinions(own: ET.Element | None, parts: _Map) -> Iterator[ConsultationContent]:
    for asked in own.findall(OWN + "consultation") if own is not None else ():
        limit = _limit(asked.get("limit", ""), parts)
        yield ConsultationContent(clean(asked.text or ""), _body(asked.get("agency", "")), limit)


def _legs(own: ET.Element | None, parts: _Map) -> Iterator[LegContent]:
    for place, leg in enumerate(own.findall(OWN + "leg") if own is not None else (), start=1):
        yield LegContent(
            key=leg.get("key", ""),
            position=place,
            title=clean(leg.get("title", "")),
            agency=_body(leg.get("agency", "")),
            limit=_limit(leg.get("limit", ""), parts),
            is_lead=leg.get("isLead", "") == "true",
        )


def _limit(text: str, parts: _Map) -> Limit | None:
    reading = read_limit(text)
    if text and reading.limit is None:
        parts.note(f"Chưa đọc được thời hạn “{clean(text)[:80]}”. Ghi lại trong bản soạn.")
    return reading.limit


def _name_of(root: ET.Element, process: ET.Element) -> str:
    pool = next(
        (pool for pool in root.iter(BPMN + "participant") if pool.get("processRef") == process.get("id")),
        None,
    )
    named = [process.get("name", ""), pool.get("name", "") if pool is not None else ""]
    return next((clean(name) for name in named if clean(name)), "Quy trình nhập từ tệp")


def _own(task: ET.Element) -> ET.Element | None:
    return task.find(f"{BPMN}extensionElements/{OWN}step")


def _own_position(task: ET.Element) -> int:
    own = _own(task)
    text = own.get("position", "") if own is not None else ""
    return int(text) if text.isdecimal() and len(text) < 5 else 0


def _task_name(task: ET.Element) -> str:
    return " ".join(clean(task.get("name", "")).split())


def _said(own: ET.Element | None, name: str) -> str:
    element = own.find(OWN + name) if own is not None else None
    return clean(element.text or "") if element is not None else ""


def _body(code: str) -> Body | None:
    return Body(code) if code else None
