"""The papers of an assessment: its report, and the table of opinions with what was answered. Plain facts in, a document
of the State's layout out; nothing is looked up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from motcua.documents.official.content import (
    Annex,
    Block,
    Column,
    Heading,
    OfficialDocument,
    Paragraph,
    Row,
    Run,
    Table,
)
from motcua.documents.official.issuing import Issuing, document_of
from motcua.documents.official.wording import counted, short_day
from motcua.reviews.rules.cost.numbers import percent
from motcua.reviews.rules.cost.sheets import Cost

_OPINIONS = (
    Column("TT", 0.5, "center"),
    Column("Cơ quan, người góp ý", 1.6),
    Column("Nội dung góp ý", 3),
    Column("Tiếp thu, giải trình", 3),
)
_CONSULTED = (
    Column("TT", 0.5, "center"),
    Column("Hình thức", 1.6),
    Column("Đối tượng", 3),
    Column("Thời gian", 1.6, "center"),
    Column("Số ý kiến", 0.9, "center"),
)
_ITEMS = (
    Column("TT", 0.5, "center"),
    Column("Thủ tục", 3.4),
    Column("Nội dung", 1.3, "center"),
    Column("Chi phí một hồ sơ (đồng)", 1.4, "right"),
    Column("Chi phí một năm (đồng)", 1.5, "right"),
)
_COST = (
    Column("TT", 0.5, "center"),
    Column("Chi phí tuân thủ", 2),
    Column("Hiện tại (đồng)", 1.4, "right"),
    Column("Theo dự thảo (đồng)", 1.4, "right"),
    Column("Chênh lệch (đồng)", 1.4, "right"),
)
_ANSWERS = (
    Column("TT", 0.5, "center"),
    Column("Nội dung đánh giá", 3),
    Column("Trả lời", 1, "center"),
    Column("Giải thích", 3.4),
)


_LONGEST_NAME = 25


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """A question, the short answer in words, and the words besides."""

    question: str
    reply: str
    text: str


@dataclass(frozen=True, slots=True)
class ItemLine:
    """A procedure of the draft, its answers under each criterion, and what it costs before and after."""

    name: str
    code: str
    change: str
    form: str
    groups: tuple[tuple[str, tuple[QuestionLine, ...]], ...]
    before: Cost | None = None
    after: Cost | None = None
    cost_from: str = ""


@dataclass(frozen=True, slots=True)
class ConsultedLine:
    """One time opinions were asked for."""

    way: str
    asked: str
    began_on: date
    ended_on: date | None
    opinions: int


@dataclass(frozen=True, slots=True)
class OpinionLine:
    """An opinion and what became of it; `outcome` "" while nobody answered."""

    giver: str
    content: str
    outcome: str
    answer: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class ImpactPaper:
    """What both papers say: the act, its procedures, who was heard."""

    issuing: Issuing
    kind: str
    title: str
    stage: str
    items: tuple[ItemLine, ...]
    consulted: tuple[ConsultedLine, ...]
    opinions: tuple[OpinionLine, ...]
    addressee: str = ""


def assessment_report(paper: ImpactPaper) -> OfficialDocument:
    """The report on the impact of the procedures in the draft; the answers to each question stand in an annex.

    Basis: NĐ 63/2010 art. 10–11.
    """
    return document_of(
        paper.issuing,
        kind="Báo cáo",
        abstract=f"Đánh giá tác động thủ tục hành chính trong dự thảo {_named(paper)}",
        addressees=(paper.addressee,) if paper.addressee else (),
        blocks=tuple(_report(paper)),
        annexes=tuple(_annex(item) for item in paper.items),
    )


def opinions_table(paper: ImpactPaper) -> OfficialDocument:
    """The table of opinions received, taken over, explained."""
    return document_of(
        replace(paper.issuing, recipients=("Lưu: VT",)),
        kind="Bảng tổng hợp",
        abstract=f"Tiếp thu, giải trình ý kiến góp ý đối với dự thảo {_named(paper)}",
        blocks=tuple(_opinions(paper)),
    )


def _named(paper: ImpactPaper) -> str:
    """ "Quyết định của Ủy ban nhân dân quy định …": the kind, and the title as it goes on within a sentence."""
    title = paper.title
    for word in (f"{paper.kind} ", "Dự thảo "):
        if title.lower().startswith(word.lower()):
            title = title[len(word) :]
    if title[1:2].islower():
        title = title[:1].lower() + title[1:]
    return f"{paper.kind} {title}"


def _report(paper: ImpactPaper) -> Iterator[Block]:
    yield Paragraph(
        f"Thực hiện quy định về kiểm soát thủ tục hành chính, {paper.issuing.named} đã đánh giá tác động của "
        f"{counted(len(paper.items), 'thủ tục hành chính')} trong dự thảo {_named(paper)} ở giai đoạn "
        f"{paper.stage.lower()}. Kết quả như sau:"
    )
    yield Heading("THỦ TỤC HÀNH CHÍNH TRONG DỰ THẢO")
    yield Table(_ITEMS, tuple(_item_rows(paper.items)))
    yield Heading("KẾT QUẢ ĐÁNH GIÁ")
    for item in paper.items:
        yield Heading(item.name, 2)
        yield from _item(item)
    yield Heading("LẤY Ý KIẾN")
    yield from _consulted(paper)
    yield Paragraph(
        f"Nội dung trả lời từng câu hỏi đánh giá nêu tại phụ lục. Trên đây là báo cáo đánh giá tác động thủ tục hành "
        f"chính của {paper.issuing.named}."
    )


def _item_rows(items: Sequence[ItemLine]) -> Iterator[Row]:
    for place, item in enumerate(items, start=1):
        once = _vnd(item.after.per_dossier_vnd) if item.after else ""
        year = _vnd(item.after.per_year_vnd) if item.after else ""
        name = f"{item.name} (mã {item.code})" if item.code else item.name
        yield Row((str(place), name, item.change, once, year))


def _item(item: ItemLine) -> Iterator[Block]:
    yield Paragraph(f"Thủ tục thuộc diện {item.change.lower()}, đánh giá theo biểu {item.form}.")
    for group, lines in item.groups:
        said = dict.fromkeys(_explained(line) for line in lines if line.text)
        if said:
            yield Paragraph((Run(f"{group}: ", is_bold=True), Run(" ".join(said))))
    if item.after is not None:
        yield from _cost(item, item.after)


def _explained(line: QuestionLine) -> str:
    """What was written, after the constituent that the question names ("Thời hạn: …")."""
    name, colon, _question = line.question.partition(":")
    text = _ended(line.text)
    return f"{name}: {text[:1].lower()}{text[1:]}" if colon and len(name) <= _LONGEST_NAME else text


def _cost(item: ItemLine, after: Cost) -> Iterator[Block]:
    yield from _costs(item, after)
    if item.cost_from:
        yield Paragraph(item.cost_from)


def _costs(item: ItemLine, after: Cost) -> Iterator[Block]:
    before = item.before
    if before is None:
        yield Paragraph(
            f"Chi phí tuân thủ: {_vnd(after.per_dossier_vnd)} đồng một hồ sơ, {_vnd(after.per_year_vnd)} đồng một năm."
        )
        return
    rows = [
        ("1", "Một hồ sơ", before.per_dossier_vnd, after.per_dossier_vnd),
        ("2", "Một năm", before.per_year_vnd, after.per_year_vnd),
    ]
    yield Table(
        _COST,
        tuple(Row((place, what, _vnd(old), _vnd(new), _vnd(new - old))) for place, what, old, new in rows),
    )
    rate = percent((before - after).dossier, before.dossier)
    if rate is not None and rate > 0:
        yield Paragraph(f"So với hiện tại, chi phí tuân thủ giảm {_decimal(rate)}%.")
    elif rate is not None and rate < 0:
        yield Paragraph(f"So với hiện tại, chi phí tuân thủ tăng {_decimal(-rate)}%.")


def _consulted(paper: ImpactPaper) -> Iterator[Block]:
    if not paper.consulted:
        yield Paragraph("Chưa lấy ý kiến về dự thảo.")
        return
    rows = [
        Row((str(place), one.way, one.asked, _days(one), counted(one.opinions)))
        for place, one in enumerate(paper.consulted, start=1)
    ]
    yield Table(_CONSULTED, tuple(rows))
    taken = sum(bool(one.outcome) for one in paper.opinions)
    yield Paragraph(
        f"Nhận {counted(len(paper.opinions), 'ý kiến')}, đã tiếp thu hoặc giải trình {counted(taken, 'ý kiến')}; "
        "chi tiết tại bảng tổng hợp kèm theo."
    )


def _opinions(paper: ImpactPaper) -> Iterator[Block]:
    outcomes: dict[str, int] = {}
    for one in paper.opinions:
        outcomes[one.outcome or "chưa xử lý"] = outcomes.get(one.outcome or "chưa xử lý", 0) + 1
    if not paper.opinions:
        yield Paragraph(f"{paper.issuing.named} chưa nhận được ý kiến góp ý nào đối với dự thảo.")
        return
    parts = "; ".join(f"{name.lower()}: {counted(number)}" for name, number in outcomes.items())
    yield Paragraph(
        f"{paper.issuing.named} nhận được {counted(len(paper.opinions), 'ý kiến')} góp ý đối với dự thảo ({parts}), "
        "tiếp thu, giải trình như sau:"
    )
    yield Table(
        _OPINIONS, tuple(_opinion_row(place, one) for place, one in enumerate(paper.opinions, start=1))
    )


def _opinion_row(place: int, one: OpinionLine) -> Row:
    content = f"Về thủ tục “{one.about}”: {one.content}" if one.about else one.content
    answer = f"{one.outcome}.\n{one.answer}" if one.outcome else "Chưa xử lý."
    return Row((str(place), one.giver, content, answer))


def _annex(item: ItemLine) -> Annex:
    rows: list[Row] = []
    for letter, (group, lines) in zip("ABCDEFGH", item.groups, strict=False):
        rows.append(Row((letter, group), is_group=True))
        rows += [
            Row((str(place), line.question, line.reply or "–", line.text or "–"))
            for place, line in enumerate(lines, start=1)
        ]
    return Annex(
        title=f"Biểu {item.form}: {item.name}", blocks=(Table(_ANSWERS, tuple(rows)),), is_landscape=True
    )


def _days(one: ConsultedLine) -> str:
    if one.ended_on is None or one.ended_on == one.began_on:
        return short_day(one.began_on)
    return f"{short_day(one.began_on)} đến {short_day(one.ended_on)}"


def _ended(text: str) -> str:
    said = " ".join(text.split())
    return said if said.endswith((".", "?", "!")) else f"{said}."


def _vnd(amount: int) -> str:
    return f"{amount:,}".replace(",", ".")


def _decimal(number: object) -> str:
    return f"{number}".replace(".", ",")
