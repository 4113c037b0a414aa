"""The minutes of a dialogue conference, from plain facts to what stands in them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from motcua.documents.official.content import (
    Block,
    Column,
    Heading,
    OfficialDocument,
    Paragraph,
    Row,
    Signing,
    Table,
)
from motcua.documents.official.issuing import Issuing, document_of
from motcua.documents.official.wording import counted, said_moment

_BY_HAND = "(Ký, ghi rõ họ tên)"
_OTHERS = "Nội dung khác"
_SUMS = (Column("Nội dung", 3), Column("Số lượng", 1, "center"))


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """A question as the public may read it, and its answer; "" where the answer comes later, by `unit`."""

    theme: str
    text: str
    answer: str
    unit: str
    promised: str = ""


@dataclass(frozen=True, slots=True)
class DialogueMinutes:
    """What the minutes say. Moments are those of Vietnam's clock; `sums` are counts with their names."""

    issuing: Issuing
    topic: str
    audience: str
    place: str
    starts_at: datetime
    ended_at: datetime
    chair: str
    secretary: str
    present: tuple[tuple[str, int], ...]
    sums: tuple[tuple[str, int], ...]
    questions: tuple[QuestionLine, ...]
    conclusion: str


def dialogue_minutes(paper: DialogueMinutes) -> OfficialDocument:
    """The minutes: who met, how many asked, each question with its answer by group, the conclusion, two hands.

    Basis: NĐ 20/2008 art. 6, 9: opinions heard in person are written down faithfully and answered.
    """
    blocks: list[Block] = [
        Paragraph(
            f"Vào hồi {said_moment(paper.starts_at)}, tại {paper.place}, {paper.issuing.named} tổ chức hội nghị "
            f"đối thoại về chủ đề “{paper.topic}” với {_lowered(paper.audience)}."
        ),
        Heading("THÀNH PHẦN"),
        Paragraph(f"Chủ trì: {paper.chair}."),
        Paragraph(f"Thư ký: {paper.secretary}."),
        Paragraph(f"Người tham dự: {_present(paper.present)}."),
        Heading("Ý KIẾN, CÂU HỎI"),
        Table(_SUMS, tuple(Row((name, counted(number))) for name, number in paper.sums)),
        Heading("TRẢ LỜI, GIẢI ĐÁP"),
        *_answers(paper.questions),
        Heading("KẾT LUẬN"),
        *(Paragraph(line) for line in (paper.conclusion or "Chưa có kết luận.").splitlines() if line),
        Paragraph(
            f"Hội nghị kết thúc vào hồi {said_moment(paper.ended_at)}. Biên bản đã đọc lại cho những người dự họp "
            "nghe và thống nhất."
        ),
    ]
    signings = (
        Signing(title="THƯ KÝ", name=paper.secretary, note=_BY_HAND),
        Signing(title="CHỦ TRÌ", name=paper.chair, note=_BY_HAND),
    )
    return document_of(
        paper.issuing,
        kind="Biên bản",
        abstract=f"Hội nghị đối thoại về {_lowered(paper.topic)}",
        blocks=tuple(blocks),
        signings=signings,
        recipients=(),
    )


def _answers(questions: tuple[QuestionLine, ...]) -> list[Block]:
    blocks: list[Block] = []
    if not questions:
        return [Paragraph("Hội nghị không có câu hỏi nào.")]
    ordered = sorted(questions, key=lambda one: (one.theme == "", one.theme))
    place = 0
    for theme, group in groupby(ordered, key=lambda one: one.theme):
        blocks.append(Heading(theme or _OTHERS, 2))
        for one in group:
            place += 1
            blocks.append(Paragraph(f"Câu {place}. {one.text}"))
            blocks.append(Paragraph(_answer(one)))
    return blocks


def _answer(one: QuestionLine) -> str:
    by = f" ({one.unit})" if one.unit else ""
    if one.answer:
        return f"Trả lời{by}: {one.answer}"
    when = f" trước ngày {one.promised}" if one.promised else " sau hội nghị"
    return f"Sẽ trả lời{when}{by}."


def _present(present: tuple[tuple[str, int], ...]) -> str:
    said = [f"{counted(number)} {name}" for name, number in present if number]
    return ", ".join(said) or "không ghi nhận số lượng"


def _lowered(text: str) -> str:
    """The text inside a sentence: its first letter small unless a name or an abbreviation begins it."""
    return text[:1].lower() + text[1:] if text[1:2].islower() else text
