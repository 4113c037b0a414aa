"""A process from a workbook: our own, or a plain legal table with work, person and time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from motcua.deadlines.rules.limits import Limit, read_limit
from motcua.kernel.refusals import Refused
from motcua.kernel.text import fold
from motcua.workflow.enums import Act
from motcua.workflow.files.workbook_opening import open_sheets
from motcua.workflow.rules.entering import MOST_STEPS, key_of
from motcua.workflow.rules.guessing import ACTS, act_of, kind_of, moves_in_order, role_of, step_kind_of
from motcua.workflow.rules.processes import (
    Body,
    ConsultationContent,
    LegContent,
    MoveContent,
    ProcessContent,
    StepContent,
)
from motcua.workflow.rules.shares import Share, read_share
from motcua.workflow.rules.tables import (
    COLUMNS,
    FACTS,
    LEGS,
    MOVES,
    OPINIONS,
    STEPS,
    YES,
    ReadProcess,
    read_matter,
)

_Row = Mapping[str, str]


@dataclass(slots=True)
class _Notes:
    """What is told to the person, in the order found."""

    lines: list[str] = field(default_factory=list)

    def add(self, text: str) -> None:
        if text not in self.lines:
            self.lines.append(text)


def read_workbook(data: bytes) -> ReadProcess:
    """The process in the workbook's sheets; the table of steps may stand on any line of the first sheet.

    :raises Refused: "file-too-large", "file-too-sparse", "file-unreadable", "columns-missing", "process-empty".
    """
    sheets = open_sheets(data)
    first = sheets.get(fold(STEPS)) or next(iter(sheets.values()), [])
    facts, rows = _first_sheet(first)
    notes = _Notes()
    if not rows:
        raise Refused(
            "process-empty",
            "Bảng không có dòng công việc nào. Điền ít nhất bước tiếp nhận và bước trả kết quả.",
        )
    if len(rows) > MOST_STEPS:
        raise Refused("file-too-large", f"Bảng có hơn {MOST_STEPS} bước. Tách thành các quy trình nhỏ hơn.")
    steps = _steps(rows, notes)
    steps = _with_moves(steps, _rows_named(sheets, MOVES), notes)
    steps = _with_opinions(steps, _rows_named(sheets, OPINIONS), notes)
    content = ProcessContent(
        name=facts.get("name") or "Quy trình nhập từ tệp",
        matter=read_matter(facts.get("matter", "")),
        agency=_body(facts.get("agency", "")),
        is_express=fold(facts.get("is_express", "")) in {fold(YES), "x", "1"},
        limit=_limit(facts.get("limit", ""), "Thời hạn giải quyết", notes),
        document=facts.get("document", ""),
        legs=_legs(_rows_named(sheets, LEGS) or [], notes),
        steps=tuple(steps),
    )
    return ReadProcess(content, tuple(notes.lines))


def _first_sheet(lines: Sequence[Sequence[str]]) -> tuple[dict[str, str], list[_Row]]:
    facts: dict[str, str] = {}
    for number, line in enumerate(lines):
        places = _places(line, COLUMNS[STEPS])
        if "name" in places and ("role" in places or "share" in places):
            return facts, _rows(lines[number + 1 :], places, line)
        told = [cell for cell in line if cell]
        if told and (key := _fact_named(told[0])):
            facts[key] = told[1] if len(told) > 1 else ""
    raise Refused(
        "columns-missing",
        "Không thấy dòng tiêu đề có cột “Công việc” cùng “Người chịu trách nhiệm” hoặc “Thời gian”. "
        "Xuất một quy trình ra XLSX để lấy mẫu rồi điền lại.",
    )


def _fact_named(text: str) -> str | None:
    plain = fold(text)
    return next((key for key, names in FACTS.items() if plain in {fold(name) for name in names}), None)


def _places(line: Sequence[str], columns: Mapping[str, tuple[str, ...]]) -> dict[str, int]:
    written = {fold(cell): place for place, cell in reversed(list(enumerate(line))) if cell}
    found: dict[str, int] = {}
    for key, headings in columns.items():
        place = next((written[fold(heading)] for heading in headings if fold(heading) in written), None)
        if place is not None:
            found[key] = place
    return found


def _rows(lines: Sequence[Sequence[str]], places: Mapping[str, int], heading: Sequence[str]) -> list[_Row]:
    unit = _unit_in(heading[places["share"]]) if "share" in places else ""
    rows = [
        {key: line[place] if place < len(line) else "" for key, place in places.items()}
        | {"share_unit": unit}
        for line in lines
    ]
    return [row for row in rows if row.get("name") or row.get("role")]


def _unit_in(heading: str) -> str:
    words = f" {fold(heading)} "
    return "giờ" if " gio " in words else "ngày" if " ngay " in words else ""


def _rows_named(sheets: Mapping[str, list[list[str]]], name: str) -> list[_Row] | None:
    lines = sheets.get(fold(name))
    if not lines:
        return None
    places = _places(lines[0], COLUMNS[name])
    rows = [
        {key: line[place] if place < len(line) else "" for key, place in places.items()} for line in lines[1:]
    ]
    return [row for row in rows if any(row.values())]


def _steps(rows: Sequence[_Row], notes: _Notes) -> list[StepContent]:
    steps: list[StepContent] = []
    for place, row in enumerate(rows, start=1):
        kind = step_kind_of(row.get("kind", ""))
        if kind is None:
            kind = kind_of(row.get("name", ""), is_first=place == 1, is_last=place == len(rows))
            notes.add("Loại của một số bước được đoán theo tên công việc. Xem lại cột “Loại bước”.")
        share = _share(place, row, notes)
        key = row.get("key", "") or key_of(row.get("name", ""), taken=[step.key for step in steps])
        steps.append(
            StepContent(
                key=key,
                position=place,
                name=row.get("name", ""),
                kind=kind,
                role=_role(place, row, notes),
                unit=_body(row.get("unit", "")),
                leg_key=row.get("leg", ""),
                share_minutes=share.minutes,
                share_percent=share.percent,
                acts=_acts(place, row, notes) if "acts" in row else ACTS[kind],
                papers=row.get("papers", ""),
                output=row.get("output", ""),
            )
        )
    if "acts" not in rows[0]:
        notes.add("Bảng không ghi việc được làm ở mỗi bước: đã lấy theo loại bước.")
    return steps


def _role(place: int, row: _Row, notes: _Notes) -> Any:
    words = row.get("role", "")
    role = role_of(words) if words else None
    if words and role is None:
        notes.add(f"Bước {place}: chưa rõ “{words}” là vai trò nào. Chọn một vai trò.")
    return role


def _share(place: int, row: _Row, notes: _Notes) -> Share:
    words = row.get("share", "")
    share = read_share(words)
    if share is None and row.get("share_unit"):
        share = read_share(f"{words} {row['share_unit']}")
    if share is None:
        notes.add(f"Bước {place}: chưa đọc được thời gian “{words}”. Ghi như “2 giờ”, “1 ngày”, “25 %”.")
        return Share()
    return share


def _acts(place: int, row: _Row, notes: _Notes) -> frozenset[Act]:
    found: set[Act] = set()
    for words in filter(None, (part.strip() for part in row["acts"].replace("\n", ";").split(";"))):
        act = act_of(words)
        if act is None:
            notes.add(f"Bước {place}: không có việc nào tên “{words}”, đã bỏ qua.")
        else:
            found.add(act)
    return frozenset(found)


def _with_moves(steps: list[StepContent], rows: list[_Row] | None, notes: _Notes) -> list[StepContent]:
    if rows is None:
        if len(steps) > 1:
            notes.add("Bảng không ghi hướng chuyển: đã nối mỗi bước với bước kế tiếp.")
        moves = moves_in_order([step.key for step in steps], [step.kind for step in steps])
        return [
            replace(step, moves=leading, acts=step.acts | {move.act for move in leading})
            for step, leading in zip(steps, moves, strict=True)
        ]
    found: dict[str, list[MoveContent]] = {step.key: [] for step in steps}
    named = _named(steps)
    for row in rows:
        start, to, act = (
            named.get(row.get("from", "")),
            named.get(row.get("to", "")),
            act_of(row.get("act", "")),
        )
        if start is None or to is None or act is None:
            notes.add(
                f"Hướng chuyển từ “{row.get('from', '')}” đến “{row.get('to', '')}” không khớp bước hoặc việc nào, "
                "đã bỏ qua."
            )
            continue
        found[start].append(MoveContent(act, to, row.get("label", "")))
    return [replace(step, moves=tuple(found[step.key])) for step in steps]


def _with_opinions(steps: list[StepContent], rows: list[_Row] | None, notes: _Notes) -> list[StepContent]:
    found: dict[str, list[ConsultationContent]] = {step.key: [] for step in steps}
    named = _named(steps)
    for row in rows or ():
        key = named.get(row.get("step", ""))
        if key is None:
            notes.add(f"Việc lấy ý kiến ở bước “{row.get('step', '')}” không khớp bước nào, đã bỏ qua.")
            continue
        limit = _limit(row.get("limit", ""), "Thời hạn trả lời", notes)
        found[key].append(ConsultationContent(row.get("question", ""), _body(row.get("agency", "")), limit))
    return [replace(step, consultations=tuple(found[step.key])) for step in steps]


def _named(steps: Sequence[StepContent]) -> dict[str, str]:
    """Steps by their number in the table, and, before that, by their key."""
    return {str(step.position): step.key for step in steps} | {step.key: step.key for step in steps}


def _legs(rows: Sequence[_Row], notes: _Notes) -> tuple[LegContent, ...]:
    legs: list[LegContent] = []
    for place, row in enumerate(rows, start=1):
        legs.append(
            LegContent(
                key=row.get("key", "") or key_of(row.get("title", ""), taken=[leg.key for leg in legs]),
                position=place,
                title=row.get("title", ""),
                agency=_body(row.get("agency", "")),
                limit=_limit(row.get("limit", ""), "Thời gian của cơ quan", notes),
                is_lead=fold(row.get("lead", "")) in {fold(YES), "x", "1"},
            )
        )
    return tuple(legs)


def _limit(text: str, what: str, notes: _Notes) -> Limit | None:
    reading = read_limit(text)
    if not reading.is_missing and (reading.limit is None or reading.needs_person):
        notes.add(f"{what} “{text}”: {reading.why or 'chưa đọc được'}. Xem lại.")
    return reading.limit


def _body(code: str) -> Body | None:
    return Body(code) if code else None
