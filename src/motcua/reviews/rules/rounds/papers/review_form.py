"""One filled-in review form as a paper: its parts in the order of the form, filled from the data.

Basis: NĐ 63/2010/NĐ-CP art. 27–31 for what is judged; headings and questions wait for the official print of form
02/RS-KSTT, and the paper says so. NĐ 30/2020/NĐ-CP annex I for how it looks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from motcua.documents.official.content import (
    Annex,
    Block,
    Column,
    Heading,
    OfficialDocument,
    Paragraph,
    Points,
    Row,
    Run,
    Table,
)
from motcua.documents.official.issuing import Issuing, document_of
from motcua.documents.official.wording import counted, short_day
from motcua.reviews.rules.rounds.completeness import ChangeSaid, StepSaid

_PARTS = (
    Column("TT", 0.4, "center"),
    Column("Bộ phận", 1.1),
    Column("Danh mục ghi", 2.6),
    Column("Đánh giá", 0.9, "center"),
    Column("Cần để làm gì", 1.6),
    Column("Đề nghị và lý do", 2.2),
)
_ASKED = (Column("TT", 0.4, "center"), Column("Câu hỏi", 3), Column("Trả lời", 4))
_STEPS = (
    Column("TT", 0.4, "center"),
    Column("Việc", 3.4),
    Column("Người làm", 1.8),
    Column("Xong trước ngày", 1.1, "center"),
)
_CHANGES = (
    Column("TT", 0.4, "center"),
    Column("Văn bản, điều khoản", 2.2),
    Column("Sửa thế nào", 3),
    Column("Cơ quan thực hiện", 1.6),
    Column("Thời hạn", 1, "center"),
)


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """A question and its answer in words; "" while nobody answered."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class PartLine:
    """A constituent as the catalogue has it, what is thought of it, and the questions about it."""

    name: str
    said: str
    verdict: str = ""
    purpose: str = ""
    reason: str = ""
    asked: tuple[AnswerLine, ...] = ()


@dataclass(frozen=True, slots=True)
class FormPaper:
    """Everything the paper says. Headings in the order of the form: facts, necessity, reasonableness, legality, cost,
    proposal."""

    issuing: Issuing
    form: str
    note: str
    headings: tuple[str, str, str, str, str, str]
    code: str
    name: str
    field: str
    authority: str
    legal_bases: tuple[str, ...]
    dossiers: int
    subjects: int
    days: int
    counted_on: date | None
    necessity: tuple[AnswerLine, ...]
    parts: tuple[PartLine, ...]
    legality: tuple[AnswerLine, ...]
    cost: tuple[AnswerLine, ...]
    savings: tuple[str, ...]
    kinds: tuple[str, ...]
    content: str
    reason: str
    changes: tuple[ChangeSaid, ...]
    roadmap: tuple[StepSaid, ...]
    parts_note: str = ""


def review_form_paper(paper: FormPaper) -> OfficialDocument:
    """The form of one procedure; the questions about each paper, requirement and fee stand in an annex."""
    return document_of(
        paper.issuing,
        kind="Biểu mẫu",
        abstract=f"Rà soát, đánh giá thủ tục hành chính “{paper.name}” (biểu {paper.form})",
        blocks=tuple(_blocks(paper)),
        annexes=tuple(_annexes(paper)),
    )


def _blocks(paper: FormPaper) -> Iterator[Block]:
    facts, necessity, reasonableness, legality, cost, proposal = paper.headings
    if paper.note:
        yield Paragraph((Run(paper.note, is_italic=True),))
    yield Heading(_bare(facts))
    yield from _facts(paper)
    yield Heading(_bare(necessity))
    yield from _answers(paper.necessity)
    yield Heading(_bare(reasonableness))
    yield Table(_PARTS, tuple(_part_rows(paper)))
    yield Heading(_bare(legality))
    yield from _answers(paper.legality)
    yield Heading(_bare(cost))
    yield Points(paper.savings) if paper.savings else Paragraph("Chưa tính được chi phí trước và sau.")
    yield from _answers(paper.cost)
    yield Heading(_bare(proposal))
    yield from _proposal(paper)


def _facts(paper: FormPaper) -> Iterator[Block]:
    lines = [f"Mã và tên: {paper.code} {paper.name}", f"Lĩnh vực: {paper.field or 'chưa ghi'}"]
    lines.append(f"Cơ quan giải quyết: {paper.authority or 'chưa ghi'}")
    lines.append("Căn cứ pháp lý: " + ("; ".join(paper.legal_bases) or "danh mục chưa ghi"))
    if paper.counted_on is not None:
        came = f"tiếp nhận {counted(paper.dossiers, 'hồ sơ')} của {counted(paper.subjects, 'đối tượng')}"
        lines.append(
            f"Trong {counted(paper.days, 'ngày')} đến ngày {short_day(paper.counted_on)}: "
            + (came if paper.dossiers else "không tiếp nhận hồ sơ nào")
        )
    yield Points(tuple(f"{line.rstrip('.')}." for line in lines))


def _answers(lines: tuple[AnswerLine, ...]) -> Iterator[Block]:
    for line in lines:
        yield Paragraph((Run(f"{line.question} ", is_bold=True), Run(line.answer or "Chưa trả lời.")))


def _part_rows(paper: FormPaper) -> Iterator[Row]:
    for place, part in enumerate(paper.parts, start=1):
        yield Row(
            (str(place), part.name, part.said, part.verdict or "chưa đánh giá", part.purpose, part.reason)
        )


def _proposal(paper: FormPaper) -> Iterator[Block]:
    yield Paragraph(f"Đề xuất: {', '.join(paper.kinds).lower() or 'chưa chọn'}.")
    if paper.content:
        yield Paragraph(paper.content)
    if paper.reason:
        yield Paragraph((Run("Lý do: ", is_bold=True), Run(paper.reason)))
    if paper.changes:
        yield Table(_CHANGES, tuple(_change_rows(paper.changes)))
    if paper.roadmap:
        yield Paragraph((Run("Lộ trình:", is_bold=True),))
        yield Table(
            _STEPS,
            tuple(
                Row((str(place), step.what, step.who, short_day(step.due_on) if step.due_on else ""))
                for place, step in enumerate(paper.roadmap, start=1)
            ),
        )


def _change_rows(changes: tuple[ChangeSaid, ...]) -> Iterator[Row]:
    for place, one in enumerate(changes, start=1):
        where = f"{one.article}, {one.act}" if one.article else one.act
        yield Row(
            (str(place), where, one.change, one.responsible, short_day(one.due_on) if one.due_on else "")
        )


def _annexes(paper: FormPaper) -> Iterator[Annex]:
    rows: list[Row] = []
    for part in paper.parts:
        if part.asked:
            rows.append(Row(("", f"{part.name}: {part.said.partition(chr(10))[0]}"), is_group=True))
            rows += [
                Row((str(place), line.question, line.answer or "Chưa trả lời"))
                for place, line in enumerate(part.asked, start=1)
            ]
    if rows:
        yield Annex(
            title="Câu hỏi về từng giấy tờ, yêu cầu, điều kiện, phí, lệ phí",
            blocks=(
                *((Paragraph((Run(paper.parts_note, is_italic=True),)),) if paper.parts_note else ()),
                Table(_ASKED, tuple(rows)),
            ),
        )


def _bare(heading: str) -> str:
    """The heading without its letter: the paper numbers its own."""
    return heading.partition(". ")[2].upper() or heading.upper()
