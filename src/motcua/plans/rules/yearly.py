"""The figures that the yearly report on control of procedures takes from plans: their codes, names and places."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class FigureKind:
    """One figure: stable code, what it is called, in what it is counted, under which heading reports show it."""

    code: str
    label: str
    unit: str
    heading: str


_SIGNING = "Ký cam kết"
_FOUND = "Nghiên cứu, đề xuất sáng kiến"
_TOLD = "Truyền thông, tập huấn, hội thi, đối thoại"

# In the order of the report.
FIGURES: tuple[FigureKind, ...] = (
    FigureKind("commitment_divisions", "Phòng đã ký cam kết", "phòng", _SIGNING),
    FigureKind("commitment_units", "Đơn vị nộp bản ký của thủ trưởng", "đơn vị", _SIGNING),
    FigureKind("commitment_papers", "Bản cam kết đã ký", "bản", _SIGNING),
    FigureKind("initiatives_reform", "Sáng kiến về cải cách hành chính", "sáng kiến", _FOUND),
    FigureKind("initiatives_registered", "Sáng kiến đã đăng ký", "sáng kiến", _FOUND),
    FigureKind("initiatives_recognised", "Sáng kiến được công nhận", "sáng kiến", _FOUND),
    FigureKind("training_held", "Hoạt động tập huấn, bồi dưỡng", "hoạt động", _TOLD),
    FigureKind("training_classes", "Lớp, buổi tập huấn", "lớp", _TOLD),
    FigureKind("training_participants", "Lượt người dự tập huấn", "lượt người", _TOLD),
    FigureKind("communication_items", "Tin, bài, ấn phẩm truyền thông", "tin, bài", _TOLD),
    FigureKind("communication_views", "Lượt xem, truy cập", "lượt", _TOLD),
    FigureKind("communication_followers", "Người theo dõi", "người", _TOLD),
    FigureKind("contests_held", "Hội thi, cuộc thi", "cuộc", _TOLD),
    FigureKind("contest_participants", "Lượt người tham gia hội thi", "lượt người", _TOLD),
    FigureKind("dialogues_held", "Hội nghị đối thoại", "hội nghị", _TOLD),
    FigureKind("dialogue_questions", "Câu hỏi, kiến nghị được trả lời", "câu hỏi", _TOLD),
)
KINDS = {kind.code: kind for kind in FIGURES}


@dataclass(frozen=True, slots=True)
class Part:
    """What a figure consists of, or what it is counted against."""

    code: str
    label: str
    value: int


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with its value; `of` is the number it is out of, where there is one."""

    code: str
    label: str
    value: int
    parts: tuple[Part, ...] = ()
    of: int | None = None
    unit: str = field(default="", compare=False)

    @property
    def words(self) -> str:
        """The value as reports write it: 09/09, 43/43, 283."""
        return str(self.value) if self.of is None else f"{self.value:02d}/{self.of:02d}"


def figure(code: str, value: int, *, parts: tuple[Part, ...] = (), of: int | None = None) -> Figure:
    """The figure of this code with its value.

    :raises KeyError: there is no such figure; a caller's mistake.
    """
    kind = KINDS[code]
    return Figure(code, kind.label, value, parts, of, kind.unit)
