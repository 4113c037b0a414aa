"""The narrative report as a document of the office: text with its figures, the tables as annexes across the page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from motcua.documents.enums import SigningAuthority
from motcua.documents.official.content import (
    Annex,
    Block,
    Column,
    Heading,
    OfficialDocument,
    Paragraph,
    Points,
    Row,
    Signing,
    Table,
)
from motcua.documents.official.issuing import Issuing, document_of
from motcua.documents.official.wording import short_day
from motcua.reports.rules.filled import NO_DATA, Filled, FilledRow
from motcua.reports.rules.outline import Outline, Section, said

# What nobody wrote is not said to be nothing.
_NOTHING = "Chưa có dữ liệu."


@dataclass(frozen=True, slots=True)
class Listed:
    """A decision or directing document that the report names."""

    number: str
    title: str
    on: date | None = None

    @property
    def said(self) -> str:
        """ "Kế hoạch số 43/KH-SGDĐT ngày 17/01/2024 về …" without its kind, which the title carries."""
        day = f" ngày {short_day(self.on)}" if self.on else ""
        return f"Số {self.number}{day}: {self.title}" if self.number else f"{self.title}{day}"


@dataclass(frozen=True, slots=True)
class ReportPaper:
    """Everything the document says. `label` names the period ("năm 2024"); the last day is included."""

    issuing: Issuing
    label: str
    first: date
    last: date
    addressee: str
    outline: Outline
    figures: Mapping[str, str]
    paragraphs: Mapping[str, Sequence[str]]
    directing: Sequence[Listed]
    decisions: Sequence[Listed]
    tables: Sequence[Filled]
    basis: str = ""


def report_document(paper: ReportPaper) -> OfficialDocument:
    """The report with its annexes.

    Basis: NĐ 30/2020/NĐ-CP annex I; the outline that the regime of reports follows.
    """
    following = f"Thực hiện {paper.basis}, " if paper.basis else ""
    opening = (
        f"{following}{paper.issuing.named} báo cáo tình hình, kết quả thực hiện kiểm soát thủ tục hành chính "
        f"{paper.label} (số liệu từ ngày {short_day(paper.first)} đến hết ngày {short_day(paper.last)}) như sau:"
    )
    closing = f"Trên đây là báo cáo tình hình, kết quả thực hiện kiểm soát thủ tục hành chính {paper.label}."
    blocks: list[Block] = [Paragraph(opening[:1].upper() + opening[1:])]
    for place, section in enumerate(paper.outline.sections):
        blocks += _section(paper, section, has_parts=_has_parts(paper.outline, place))
    blocks.append(Paragraph(closing))
    return document_of(
        paper.issuing,
        kind="Báo cáo",
        abstract=f"Tình hình, kết quả thực hiện kiểm soát thủ tục hành chính {paper.label}",
        addressees=(paper.addressee,) if paper.addressee else (),
        blocks=tuple(blocks),
        annexes=tuple(annex_of(table) for table in paper.tables),
    )


def signing_of(title: str, name: str) -> Signing:
    """Who signed: a deputy signs for the head ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC").

    Basis: NĐ 30/2020/NĐ-CP art. 13.
    """
    words = title.split()
    if len(words) > 1 and words[0].lower() == "phó":
        head = " ".join(words[1:])
        return Signing(title, name, SigningAuthority.DEPUTY, head_title=head[:1].upper() + head[1:])
    return Signing(title or "Thủ trưởng cơ quan", name)


def annex_of(filled: Filled) -> Annex:
    """A form as an annex across the page, with the numbers of its columns, its rates and its remarks."""
    form = filled.form
    columns = (
        Column(form.first_columns[0], 0.5, "center"),
        Column(form.first_columns[1], 3),
        *(
            Column(": ".join(filter(None, (column.group, column.heading))), 1, "right")
            for column in form.columns
        ),
    )
    numbers = ("(1)", "(2)", *(f"({column.number})" for column in form.columns))
    rows = [Row(numbers)]
    rows += [Row((str(at), *_cells(filled, row))) for at, row in enumerate(filled.rows, start=1)]
    rows.append(Row(("", *_cells(filled, filled.total)), is_bold=True))
    blocks: list[Block] = [
        Paragraph(f"Đơn vị tính: {form.unit}.", is_flush=True),
        Table(columns, tuple(rows)),
    ]
    if filled.rates:
        blocks.append(Points(tuple(f"{rate.name}: {rate.said}." for rate in filled.rates)))
    if form.note:
        blocks.append(Paragraph(form.note))
    return Annex(title=f"{form.title} ({form.named})", blocks=tuple(blocks), is_landscape=True)


def _section(paper: ReportPaper, section: Section, *, has_parts: bool) -> Iterator[Block]:
    yield Heading(section.title.upper() if section.level == 1 else section.title, section.level)
    written = [said(each, paper.figures) for each in paper.paragraphs.get(section.key, ())]
    told = [said(each, paper.figures) for each in section.sentences]
    listed = {"directing": paper.directing, "decisions": paper.decisions}.get(section.lists, ())
    yield from (Paragraph(each) for each in (*told, *written))
    if listed:
        yield Points(tuple(each.said for each in listed))
    if not (told or written or listed or has_parts):
        yield Paragraph(_NOTHING)


def _has_parts(outline: Outline, place: int) -> bool:
    later = outline.sections[place + 1 : place + 2]
    return bool(later) and later[0].level > outline.sections[place].level


def _cells(filled: Filled, row: FilledRow) -> Iterator[str]:
    yield row.label
    for column in filled.form.columns:
        value = row.cells[column.number]
        yield NO_DATA if value is None else f"{value:,}".replace(",", ".")
