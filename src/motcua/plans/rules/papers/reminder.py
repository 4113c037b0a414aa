"""A letter to a unit about its tasks that are late or due soon."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from motcua.documents.official.content import Block, Column, Heading, OfficialDocument, Paragraph, Row, Table
from motcua.documents.official.issuing import document_of
from motcua.documents.official.wording import counted, short_day
from motcua.plans.rules.papers.facts import ReminderLine, ReminderPaper
from motcua.plans.rules.papers.words import plan_said


def reminder_letter(paper: ReminderPaper) -> OfficialDocument:
    """The letter: what is late, what is due soon, and what the unit is asked to do."""
    what = "nhiệm vụ quá hạn" if paper.late else "nhiệm vụ sắp đến hạn"
    return document_of(
        paper.issuing,
        kind="",
        abstract=f"đôn đốc thực hiện {what}",
        addressees=(paper.unit,),
        blocks=tuple(_blocks(paper)),
    )


def _blocks(paper: ReminderPaper) -> Iterator[Block]:
    counts = []
    if paper.late:
        counts.append(f"{counted(len(paper.late), 'nhiệm vụ')} quá hạn")
    if paper.near:
        counts.append(f"{counted(len(paper.near), 'nhiệm vụ')} sắp đến hạn")
    yield Paragraph(
        f"Thực hiện {plan_said(paper.plan)}, {paper.issuing.named} đã giao {paper.unit} chủ trì một số nhiệm vụ. "
        f"Qua theo dõi, tính đến ngày {short_day(paper.counted_on)}, đơn vị có {' và '.join(counts)}. Cụ thể:"
    )
    if paper.late:
        yield Heading("Nhiệm vụ quá hạn", 2)
        yield _table(paper.late, "Số ngày quá hạn")
    if paper.near:
        yield Heading("Nhiệm vụ sắp đến hạn", 2)
        yield _table(paper.near, "Số ngày còn lại")
    yield from _asked(paper)


def _table(lines: Sequence[ReminderLine], heading: str) -> Table:
    columns = (
        Column("TT", 0.5, "center"),
        Column("Nhiệm vụ", 3),
        Column("Thời hạn", 1.3, "center"),
        Column("Sản phẩm", 1.5),
        Column(heading, 0.9, "center"),
    )
    return Table(
        columns,
        tuple(Row((each.number, each.content, each.term, each.product, str(each.days))) for each in lines),
    )


def _asked(paper: ReminderPaper) -> Iterator[Block]:
    works = []
    if paper.late:
        works.append("khẩn trương hoàn thành các nhiệm vụ quá hạn, làm rõ nguyên nhân và trách nhiệm")
    if paper.near:
        works.append("bảo đảm hoàn thành đúng hạn các nhiệm vụ sắp đến hạn")
    yield Paragraph(f"{paper.issuing.named} đề nghị {paper.unit} {'; '.join(works)}.")
    until = f" trước ngày {short_day(paper.answer_by)}" if paper.answer_by else ""
    where = f" về {paper.report_to}" if paper.report_to else ""
    yield Paragraph(
        f"Kết quả thực hiện, sản phẩm kèm theo hoặc đề nghị điều chỉnh (nếu có lý do chính đáng) gửi{where}{until} "
        "để tổng hợp, báo cáo lãnh đạo."
    )
