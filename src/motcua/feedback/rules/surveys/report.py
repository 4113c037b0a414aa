"""The report of a survey as a document of the office."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from motcua.documents.official.content import (
    Annex,
    Block,
    Column,
    Heading,
    OfficialDocument,
    Paragraph,
    Points,
    Row,
    Table,
)
from motcua.feedback.rules.surveys.comparing import Compared
from motcua.feedback.rules.surveys.questionnaires import Content
from motcua.feedback.rules.surveys.results import LineKind, Part
from motcua.feedback.rules.surveys.saying import (
    number,
    percent,
    respondents_of,
    said_change,
    said_groups,
    said_line,
    said_lines,
    weakest,
)
from motcua.feedback.rules.surveys.suppressing import Shown
from motcua.plans.rules.papers.facts import Issuing
from motcua.plans.rules.papers.words import document_of

_ITEMS = (
    Column("TT", 0.5, "center"),
    Column("Nội dung", 3.4),
    Column("Số trả lời", 0.9, "right"),
    Column("Hài lòng", 0.9, "right"),
    Column("Khoảng tin cậy 95%", 1.3, "center"),
    Column("Điểm", 0.7, "right"),
)
_THEMES = (Column("Chủ đề", 3), Column("Số ý kiến", 1, "right"))


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """What the report of a survey says."""

    issuing: Issuing
    title: str
    year: int
    asked_whom: str
    period: str
    asked: int
    answered: int
    channels: Sequence[tuple[str, int]]
    drawn_how: str
    is_weighted: bool
    content: Content
    everybody: Part
    shown: Shown
    units: Sequence[Part]
    before: str
    compared: Sequence[Compared]
    themes: Sequence[tuple[str, str]]
    note: str


def survey_report(facts: ReportFacts) -> OfficialDocument:
    """The report: how it was asked, the result as a whole, by group and item, by unit, what was said in own words."""
    whole = said_line(facts.everybody, facts.everybody.whole, facts.shown)
    blocks: list[Block] = [
        Paragraph(f"{facts.issuing.named} báo cáo kết quả khảo sát “{facts.title}” như sau:"),
        Heading("CÁCH KHẢO SÁT"),
        Points(_how(facts)),
        Heading("KẾT QUẢ CHUNG"),
        Paragraph(
            f"Tỷ lệ hài lòng chung: {whole.share}"
            + (
                f" (khoảng tin cậy 95%: {whole.interval}); điểm quy đổi {whole.index}/100."
                if whole.interval
                else "."
            )
        ),
        Table(_ITEMS, tuple(_rows(facts))),
    ]
    low = [said_line(facts.everybody, line, facts.shown) for line in weakest(facts.everybody.lines)]
    if said := [f"{line.title}: {line.share} hài lòng" for line in low if line.share_value is not None]:
        blocks += [Heading("NỘI DUNG CẦN QUAN TÂM"), Points(_listed(said))]
    if facts.compared:
        blocks += [Heading(f"SO VỚI {facts.before.upper()}"), _changes(facts)]
    if facts.themes:
        blocks += [
            Heading("Ý KIẾN VIẾT BẰNG LỜI"),
            Table(_THEMES, tuple(Row((label, said)) for label, said in facts.themes)),
        ]
    if facts.note:
        blocks += [Heading("NHẬN XÉT"), Paragraph(facts.note)]
    return document_of(
        facts.issuing,
        kind="Báo cáo",
        abstract=f"Kết quả {_named(facts.title)}",
        blocks=tuple(blocks),
        annexes=_units(facts),
    )


def _named(title: str) -> str:
    """The survey as the title of its report names it: "khảo sát" stands there once."""
    small = title[:1].lower() + title[1:]
    return small if small.startswith("khảo sát") else f"khảo sát {small}"


def _listed(points: Sequence[str]) -> tuple[str, ...]:
    return tuple(f"{point}{'.' if place == len(points) else ';'}" for place, point in enumerate(points, 1))


def _how(facts: ReportFacts) -> tuple[str, ...]:
    said = [
        f"Đối tượng: {facts.asked_whom}; thời gian trả lời: {facts.period};",
        f"Số người được hỏi: {number(facts.asked)}; số trả lời: {number(facts.answered)}"
        + (f", đạt {facts.answered * 100 / facts.asked:.1f}%".replace(".", ",") if facts.asked else "")
        + ";",
    ]
    if facts.channels:
        said.append(
            "Theo cách trả lời: " + "; ".join(f"{label} {number(n)}" for label, n in facts.channels) + ";"
        )
    if facts.drawn_how:
        said.append(f"{facts.drawn_how};")
    said.append(
        "Kết quả chung được tính theo số người của từng đơn vị, để đơn vị nhỏ không lấn át đơn vị lớn;"
        if facts.is_weighted
        else "Kết quả tính trên số trả lời nhận được, không quy đổi theo số người của từng đơn vị;"
    )
    said.append(
        "Hài lòng là chọn mức được bộ câu hỏi xếp vào hài lòng; câu trả lời ngoài thang điểm không tính."
    )
    return tuple(said)


def _rows(facts: ReportFacts) -> list[Row]:
    numbers = {item.code: str(place) for place, item in enumerate(facts.content.in_order, start=1)}
    rows = []
    for line in said_lines(facts.everybody, facts.shown):
        if line.kind is LineKind.INDEX:
            continue
        is_group = line.kind is LineKind.GROUP
        rows.append(
            Row(
                (
                    "" if is_group else numbers[line.code],
                    line.title,
                    line.answered,
                    line.share,
                    line.interval,
                    line.mean,
                ),
                is_bold=is_group,
            )
        )
    return rows


def _changes(facts: ReportFacts) -> Table:
    rows = [
        Row(
            (one.title, percent(one.before), percent(one.after), said_change(one)),
            is_bold=one.kind is not LineKind.ITEM,
        )
        for one in facts.compared
    ]
    columns = (
        Column("Nội dung", 3),
        Column("Kỳ trước", 0.9, "right"),
        Column("Kỳ này", 0.9, "right"),
        Column("Thay đổi", 1.8),
    )
    return Table(columns, tuple(rows))


def _units(facts: ReportFacts) -> tuple[Annex, ...]:
    if len(facts.units) < 2:
        return ()
    groups = said_groups(facts.content, facts.everybody, facts.shown)
    columns = (
        Column("TT", 0.4, "center"),
        Column("Đơn vị", 2.6),
        Column("Số trả lời", 0.8, "right"),
        *(Column(group.title, 1, "right") for group in groups),
    )
    rows = [
        Row(
            (
                str(place),
                part.key,
                respondents_of(part, facts.shown),
                *(line.share for line in said_groups(facts.content, part, facts.shown)),
            )
        )
        for place, part in enumerate(facts.units, start=1)
    ]
    blocks = (
        Paragraph(
            "Tỷ lệ hài lòng theo đơn vị. Nơi có dưới 5 trả lời, và nơi mà số của nó suy ra được, thì không nêu."
        ),
        Table(columns, tuple(rows)),
    )
    return (Annex(title="Kết quả theo đơn vị", blocks=blocks, is_landscape=True),)
