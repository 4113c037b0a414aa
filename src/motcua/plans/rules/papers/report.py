"""A report on how a plan is being carried out: figures, targets, tasks by status, what is late, what is asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

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
from motcua.documents.official.issuing import document_of
from motcua.documents.official.sheet import roman
from motcua.documents.official.wording import counted, share, short_day
from motcua.plans.rules.papers.facts import Figures, ProgressLine, ReportPaper
from motcua.plans.rules.papers.words import plan_said

_FIGURES = (
    Column("TT", 0.5, "center"),
    Column("Tình trạng", 3),
    Column("Số nhiệm vụ", 1, "center"),
    Column("Tỷ lệ", 1, "center"),
)
_TARGETS = (
    Column("TT", 0.5, "center"),
    Column("Chỉ tiêu", 3),
    Column("Mức đề ra", 1.2, "center"),
    Column("Kết quả", 1.2, "center"),
    Column("Đánh giá", 1, "center"),
)
_LATE = (
    Column("TT", 0.5, "center"),
    Column("Nhiệm vụ", 3),
    Column("Đơn vị chủ trì", 1.4),
    Column("Thời hạn", 1.2, "center"),
    Column("Số ngày quá hạn", 0.9, "center"),
)
_REQUESTS = (
    Column("TT", 0.5, "center"),
    Column("Đơn vị", 1.3),
    Column("Nhiệm vụ", 2.4),
    Column("Đề nghị", 1.8),
    Column("Kết quả xem xét", 1.3),
)
_PROGRESS = (
    Column("TT", 0.5, "center"),
    Column("Nhiệm vụ", 3.2),
    Column("Đơn vị chủ trì", 1.4),
    Column("Thời hạn", 1.2, "center"),
    Column("Kết quả, tiến độ", 2.4),
)


def report_document(paper: ReportPaper) -> OfficialDocument:
    """The report; the tasks one by one stand in an annex across the page."""
    blocks: list[Block] = [
        Paragraph(
            f"Thực hiện {plan_said(paper.plan)}, {paper.issuing.named} báo cáo tình hình, kết quả thực hiện "
            f"{paper.period} (số liệu tính đến ngày {short_day(paper.counted_on)}) như sau:"
        ),
        Heading("TÌNH HÌNH CHUNG"),
        *_figures(paper),
        *_units(paper),
        *_targets(paper),
        Heading("NHIỆM VỤ QUÁ HẠN VÀ ĐỀ NGHỊ ĐIỀU CHỈNH"),
        *_late(paper),
        *_requests(paper),
        Heading("KHÓ KHĂN, VƯỚNG MẮC"),
        *_said(paper.obstacles, "Không có khó khăn, vướng mắc lớn trong kỳ báo cáo."),
        Heading("NHIỆM VỤ TRỌNG TÂM KỲ TỚI"),
        *_said(paper.next_steps, "Tiếp tục thực hiện các nhiệm vụ còn lại theo đúng thời hạn của kế hoạch."),
        Heading("ĐỀ XUẤT, KIẾN NGHỊ"),
        *_said(paper.proposals, "Không có đề xuất, kiến nghị."),
        Paragraph(
            f"Trên đây là báo cáo tình hình, kết quả thực hiện kế hoạch {paper.period} của {paper.issuing.named}."
        ),
    ]
    return document_of(
        paper.issuing,
        kind="Báo cáo",
        abstract=f"Tình hình, kết quả thực hiện {_short_name(paper)} {paper.period}",
        addressees=paper.addressees,
        blocks=tuple(blocks),
        annexes=_annexes(paper),
    )


def _figures(paper: ReportPaper) -> Iterator[Block]:
    figures = paper.figures
    yield Heading("Kết quả thực hiện nhiệm vụ", 2)
    if figures.total == 0:
        yield Paragraph("Trong kỳ không có nhiệm vụ nào phải thực hiện.")
        return
    due = figures.done + figures.late
    yield Paragraph(
        f"Kế hoạch có {counted(figures.total, 'nhiệm vụ')} trong kỳ báo cáo. {_done(figures)}; {_still_late(figures)}. "
        f"Tỷ lệ hoàn thành đúng hạn trên số nhiệm vụ đã đến hạn: {share(figures.done_in_time, due)}."
    )
    yield Table(_FIGURES, tuple(_figure_rows(figures)))


def _done(figures: Figures) -> str:
    if not figures.done:
        return "Chưa có nhiệm vụ hoàn thành"
    said = f"Đã hoàn thành {counted(figures.done, 'nhiệm vụ')} ({share(figures.done, figures.total)})"
    if not figures.done_late:
        return f"{said}, đều đúng hạn"
    return f"{said}, trong đó {counted(figures.done_in_time)} đúng hạn, {counted(figures.done_late)} muộn hơn hạn"


def _still_late(figures: Figures) -> str:
    return f"còn {counted(figures.late, 'nhiệm vụ')} quá hạn" if figures.late else "không có nhiệm vụ quá hạn"


def _figure_rows(figures: Figures) -> Iterator[Row]:
    named = (
        ("Hoàn thành đúng hạn", figures.done_in_time),
        ("Hoàn thành muộn hơn hạn", figures.done_late),
        ("Đang thực hiện, còn trong hạn", figures.in_time),
        ("Sắp đến hạn", figures.near),
        ("Quá hạn chưa hoàn thành", figures.late),
        ("Thường xuyên, chưa xác định hạn", figures.without_term),
        ("Không thực hiện nữa", figures.cancelled),
    )
    shown = [(name, number) for name, number in named if number]
    for at, (name, number) in enumerate(shown, start=1):
        yield Row((str(at), name, counted(number), share(number, figures.total)))
    yield Row(("", "Tổng cộng", counted(figures.total), "100%"), is_bold=True)


def _units(paper: ReportPaper) -> Iterator[Block]:
    if paper.units == 0:
        return
    yield Heading("Xây dựng kế hoạch của các đơn vị", 2)
    missing = paper.units - paper.units_sent
    told = (
        f"{counted(paper.units_sent)}/{counted(paper.units)} đơn vị đã gửi kế hoạch "
        f"({share(paper.units_sent, paper.units)})"
    )
    if not missing:
        yield Paragraph(f"{told}.")
        return
    named = f": {', '.join(paper.units_missing)}" if paper.units_missing else ""
    yield Paragraph(f"{told}; {counted(missing)} đơn vị chưa gửi{named}.")


def _targets(paper: ReportPaper) -> Iterator[Block]:
    if paper.targets:
        yield Heading("Kết quả thực hiện chỉ tiêu", 2)
        yield Table(
            _TARGETS,
            tuple(
                Row((str(at), each.target, each.wanted, each.reached, each.judged))
                for at, each in enumerate(paper.targets, start=1)
            ),
        )


def _late(paper: ReportPaper) -> Iterator[Block]:
    late = [line for line in paper.lines if line.days_late > 0]
    yield Heading("Nhiệm vụ quá hạn", 2)
    if not late:
        yield Paragraph("Không có nhiệm vụ quá hạn tại thời điểm báo cáo.")
        return
    rows = [Row((line.number, line.content, line.lead, line.term, str(line.days_late))) for line in late]
    yield Table(_LATE, tuple(rows))


def _requests(paper: ReportPaper) -> Iterator[Block]:
    yield Heading("Đề nghị điều chỉnh nhiệm vụ", 2)
    if not paper.requests:
        yield Paragraph("Trong kỳ không có đơn vị đề nghị điều chỉnh.")
        return
    rows = [
        Row((str(at), each.unit, each.task, each.wish, each.outcome))
        for at, each in enumerate(paper.requests, 1)
    ]
    yield Table(_REQUESTS, tuple(rows))


def _said(points: Sequence[str], nothing: str) -> Iterator[Block]:
    yield Points(tuple(points)) if points else Paragraph(nothing)


def _annexes(paper: ReportPaper) -> tuple[Annex, ...]:
    if not paper.lines:
        return ()
    rows: list[Row] = []
    by_status: dict[str, list[ProgressLine]] = {}
    for line in paper.lines:
        by_status.setdefault(line.status, []).append(line)
    for at, (status, lines) in enumerate(by_status.items(), start=1):
        rows.append(Row((roman(at), f"{status}: {counted(len(lines), 'nhiệm vụ')}"), is_group=True))
        rows += [Row((line.number, line.content, line.lead, line.term, line.progress)) for line in lines]
    title = f"Tình hình thực hiện nhiệm vụ {paper.period}"
    return (Annex(title=title, blocks=(Table(_PROGRESS, tuple(rows)),), is_landscape=True),)


def _short_name(paper: ReportPaper) -> str:
    plan = paper.plan
    return f"{plan.kind} số {plan.number}/{plan.symbol}" if plan.number else f"{plan.kind} {plan.title}"
