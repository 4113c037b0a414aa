"""The legal table of a process: its sheets, its columns, and the words in its cells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from motcua.workflow.enums import Act
from motcua.workflow.rules.processes import Body, ProcessContent, StepContent
from motcua.workflow.rules.shares import write_share

MATTER_PREFIX = "procedure:"
STEPS, MOVES, OPINIONS, LEGS = "Quy trình", "Hướng chuyển", "Lấy ý kiến", "Chặng liên thông"
YES = "có"

# Of each sheet the columns: key, heading, and other headings under which offices know it.
_STEP_COLUMNS = {
    "number": ("STT", "TT", "Số thứ tự", "Bước"),
    "name": ("Công việc", "Nội dung công việc", "Trình tự", "Các bước thực hiện", "Nội dung các bước"),
    "kind": ("Loại bước",),
    "role": (
        "Người chịu trách nhiệm",
        "Đơn vị/người chịu trách nhiệm",
        "Đơn vị, người chịu trách nhiệm",
        "Trách nhiệm",
        "Trách nhiệm thực hiện",
        "Người thực hiện",
        "Đơn vị/người thực hiện",
        "Đơn vị thực hiện",
        "Chức danh, vị trí",
    ),
    "unit": ("Mã đơn vị",),
    "leg": ("Mã chặng",),
    "share": (
        "Thời gian",
        "Thời gian thực hiện",
        "Thời gian giải quyết",
        "Thời hạn",
        "Thời gian (giờ)",
        "Thời gian (giờ làm việc)",
        "Thời gian (ngày)",
        "Thời gian (ngày làm việc)",
    ),
    "acts": ("Được làm",),
    "leads": ("Chuyển đến",),
    "papers": ("Biểu mẫu, giấy tờ", "Biểu mẫu", "Biểu mẫu/kết quả", "Hồ sơ, biểu mẫu", "Mẫu biểu"),
    "output": ("Kết quả", "Sản phẩm", "Kết quả/sản phẩm", "Kết quả thực hiện", "Sản phẩm hoàn thành"),
    "key": ("Mã bước",),
}
_MOVE_COLUMNS = {
    "from": ("Từ bước",),
    "act": ("Việc",),
    "to": ("Đến bước",),
    "label": ("Tên hướng",),
}
_OPINION_COLUMNS = {
    "step": ("Bước",),
    "question": ("Nội dung hỏi",),
    "agency": ("Mã cơ quan được hỏi",),
    "limit": ("Thời hạn trả lời",),
}
_LEG_COLUMNS = {
    "key": ("Mã chặng",),
    "title": ("Tên chặng",),
    "agency": ("Mã cơ quan",),
    "limit": ("Thời gian của cơ quan",),
    "lead": ("Chủ trì",),
}
COLUMNS: Mapping[str, Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {STEPS: _STEP_COLUMNS, MOVES: _MOVE_COLUMNS, OPINIONS: _OPINION_COLUMNS, LEGS: _LEG_COLUMNS}
)
FACTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "name": ("Tên quy trình", "Quy trình"),
        "matter": ("Mã thủ tục", "Mã TTHC"),
        "agency": ("Mã cơ quan",),
        "is_express": ("Giải quyết ngay tại quầy",),
        "limit": ("Thời hạn giải quyết", "Tổng thời gian giải quyết", "Thời hạn"),
        "document": ("Quyết định phê duyệt",),
    }
)


@dataclass(frozen=True, slots=True)
class ReadProcess:
    """A process as a file tells it, and what had to be guessed or left out, in words for a person."""

    content: ProcessContent
    notes: tuple[str, ...] = ()


def write_matter(matter: str) -> str:
    """A matter as people know it: the procedure's code."""
    return matter.removeprefix(MATTER_PREFIX)


def read_matter(text: str) -> str:
    """The inverse of `write_matter`; "" for every matter."""
    plain = "".join(text.split())
    return plain if not plain or ":" in plain else MATTER_PREFIX + plain


def facts_of(content: ProcessContent) -> dict[str, str]:
    """What stands above the table, by the names of `FACTS`."""
    return {
        "name": content.name,
        "matter": write_matter(content.matter),
        "agency": _code(content.agency),
        "is_express": YES if content.is_express else "",
        "limit": str(content.limit) if content.limit else "",
        "document": content.document,
    }


def rows_of(content: ProcessContent) -> dict[str, list[dict[str, str]]]:
    """The rows of each sheet by column key; sheets without rows stay empty."""
    return {
        STEPS: [_step_row(content, step) for step in content.steps],
        MOVES: [
            {"from": step.key, "act": move.act.label, "to": move.to_key, "label": move.label}
            for step in content.steps
            for move in step.moves
        ],
        OPINIONS: [
            {
                "step": step.key,
                "question": asked.question,
                "agency": _code(asked.agency),
                "limit": str(asked.limit) if asked.limit else "",
            }
            for step in content.steps
            for asked in step.consultations
        ],
        LEGS: [
            {
                "key": leg.key,
                "title": leg.title,
                "agency": _code(leg.agency),
                "limit": str(leg.limit) if leg.limit else "",
                "lead": YES if leg.is_lead else "",
            }
            for leg in content.legs
        ],
    }


def _step_row(content: ProcessContent, step: StepContent) -> dict[str, str]:
    return {
        "number": str(step.position),
        "name": step.name,
        "kind": step.kind.label,
        "role": step.role.label if step.role else "",
        "unit": _code(step.unit),
        "leg": step.leg_key,
        "share": write_share(step.share_minutes, step.share_percent),
        "acts": "; ".join(act.label for act in Act if act in step.acts),
        "leads": "; ".join(leads_of(content, step)),
        "papers": step.papers,
        "output": step.output,
        "key": step.key,
    }


def leads_of(content: ProcessContent, step: StepContent) -> Iterator[str]:
    """Where the step's acts lead, each in words: "Trình kết quả → bước 4"."""
    for move in step.moves:
        target = content.find(move.to_key)
        where = f"bước {target.position}" if target else "?"
        yield f"{move.label or move.act.label} → {where}"


def _code(body: Body | None) -> str:
    return body.code if body else ""
