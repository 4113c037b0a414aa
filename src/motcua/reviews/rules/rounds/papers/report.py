"""The report on a review: what was looked at, what came out, what it would save, what stays to be done.

Basis: NĐ 63/2010/NĐ-CP art. 31(2); NĐ 30/2020/NĐ-CP annex I.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

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
from motcua.documents.official.wording import counted, share, short_day
from motcua.reviews.rules.cost.numbers import grouped, whole_vnd
from motcua.reviews.rules.rounds.papers.facts import (
    ProposalLine,
    RoundPaper,
    listed,
    percent,
    plain,
    vnd,
)
from motcua.reviews.rules.rounds.papers.measured import measured_annex, measured_blocks
from motcua.reviews.rules.rounds.papers.plan import subject_of
from motcua.reviews.rules.rounds.savings import Saved, total

_RESULTS = (
    Column("TT", 0.4, "center"),
    Column("Thủ tục hành chính", 2.8),
    Column("Đơn vị rà soát", 1.4),
    Column("Kết quả", 1.2),
    Column("Đề xuất", 2.4),
)
_SAVINGS = (
    Column("TT", 0.4, "center"),
    Column("Thủ tục hành chính", 2.4),
    Column("Chi phí một năm hiện nay (đồng)", 1.4, "right"),
    Column("Sau đơn giản hóa (đồng)", 1.4, "right"),
    Column("Tiết kiệm (đồng)", 1.3, "right"),
    Column("Tỷ lệ", 0.8, "right"),
)


def review_report(paper: RoundPaper) -> OfficialDocument:
    """The report with the outcome for each procedure, and what would be saved, as annexes."""
    annexes = [
        Annex(
            title="Kết quả rà soát từng thủ tục hành chính",
            blocks=(Table(_RESULTS, tuple(_results(paper))),),
            is_landscape=True,
        )
    ]
    if paper.proposals:
        annexes.append(
            Annex(
                title="Chi phí tuân thủ trước và sau đơn giản hóa",
                blocks=(Table(_SAVINGS, tuple(savings_rows(paper.proposals))),),
                is_landscape=True,
            )
        )
    if paper.carried_out:
        annexes.append(measured_annex(paper.carried_out))
    return document_of(
        paper.issuing,
        kind="Báo cáo",
        abstract=f"Kết quả {subject_of(paper.title, small=True)}",
        addressees=(paper.approver,) if paper.approver else (),
        blocks=tuple(_blocks(paper)),
        annexes=tuple(annexes),
    )


def savings_rows(proposals: Sequence[ProposalLine]) -> Iterator[Row]:
    """The cost of a year before and after, by procedure and altogether."""
    for place, one in enumerate(proposals, start=1):
        yield Row((str(place), f"{one.code} {one.name}", *_money(one.saving.year)))
    yield Row(("", "Cộng các phương án đã tính được chi phí", *_money(_all(proposals))), is_bold=True)


def _blocks(paper: RoundPaper) -> Iterator[Block]:
    bases = f"Thực hiện {'; '.join(paper.bases)}, " if paper.bases else ""
    opening = f"{bases}{paper.issuing.named} báo cáo kết quả {subject_of(paper.title, small=True)} như sau:"
    yield Paragraph(opening[:1].upper() + opening[1:])
    yield Heading("TÌNH HÌNH THỰC HIỆN")
    yield from _situation(paper)
    yield Heading("KẾT QUẢ RÀ SOÁT")
    yield from _outcome(paper)
    if paper.groups:
        yield Heading("Rà soát theo nhóm thủ tục", 2)
        yield Points(
            tuple(
                f"{one.title} ({', '.join(one.procedures)}): {one.wish.lower()}. {one.content}".strip()
                for one in paper.groups
            )
        )
    if paper.carried_out:
        yield Heading("KẾT QUẢ SAU KHI THỰC THI")
        yield from measured_blocks(paper)
    yield Heading("KIẾN NGHỊ")
    yield from _wishes(paper)
    yield Paragraph(f"Trên đây là báo cáo kết quả {subject_of(paper.title, small=True)}.")


def _situation(paper: RoundPaper) -> Iterator[Block]:
    number = len(paper.procedures)
    yield Paragraph(
        f"Kế hoạch có {counted(number, 'thủ tục')}; đã rà soát xong {counted(paper.reviewed, 'thủ tục')}, đạt "
        f"{share(paper.reviewed, number)}."
    )
    if paper.left_out:
        said = [f"{one.code} ({one.outcome.rstrip('.')})" for one in paper.left_out]
        yield Paragraph(f"Không rà soát {counted(len(said), 'thủ tục')}: {'; '.join(said)}.")
    lines = [
        f"{line.step}{f' ({line.who})' if line.who else ''}, {line.product[:1].lower() + line.product[1:]}: hạn "
        f"{short_day(line.due_on)}, {line.standing.lower()}"
        for line in paper.chain
        if line.standing
    ]
    if lines:
        yield Paragraph("Việc gửi kết quả:")
        yield Points(listed(lines))


def _outcome(paper: RoundPaper) -> Iterator[Block]:
    kinds = Counter(kind for one in paper.proposals for kind in one.kinds)
    if not paper.proposals:
        yield Paragraph("Qua rà soát chưa có phương án cắt giảm, đơn giản hóa nào.")
        return
    yield Heading("Phương án cắt giảm, đơn giản hóa", 2)
    yield Paragraph(
        f"Có phương án với {counted(len(paper.proposals), 'thủ tục')}; một thủ tục có thể có nhiều nội dung:"
    )
    yield Points(listed(f"{kind}: {counted(number, 'thủ tục')}" for kind, number in kinds.most_common()))
    yield Heading("Lợi ích dự kiến", 2)
    papers, year = total(one.saving.papers for one in paper.proposals), _all(paper.proposals)
    said = []
    if papers.is_known:
        said.append(
            f"Giấy tờ phải nộp: từ {plain(papers.before)} còn {plain(papers.after)}, giảm {plain(papers.less)} loại"
        )
    conditions = total(one.saving.conditions for one in paper.proposals)
    if conditions.less:
        said.append(
            f"Yêu cầu, điều kiện: từ {plain(conditions.before)} còn {plain(conditions.after)}, giảm "
            f"{plain(conditions.less)}"
        )
    shorter = [one for one in paper.proposals if one.saving.limit.less]
    if shorter:
        said.append(f"Thời hạn giải quyết được rút ngắn ở {counted(len(shorter), 'thủ tục')}")
    if year.is_known:
        said.append(
            f"Chi phí tuân thủ mỗi năm: từ {vnd(year.before)} còn {vnd(year.after)}, tiết kiệm {vnd(year.less)}, tỷ lệ "
            f"{percent(year)}"
        )
    unknown = sum(not one.saving.year.is_known for one in paper.proposals)
    if unknown:
        said.append(f"Chưa tính được chi phí của {counted(unknown, 'thủ tục')}")
    yield Points(listed(said))


def _wishes(paper: RoundPaper) -> Iterator[Block]:
    if paper.own:
        yield Paragraph(
            f"Đề nghị {paper.approver or 'cấp có thẩm quyền'} xem xét, phê duyệt phương án đơn giản hóa "
            f"{counted(len(paper.own), 'thủ tục')} thuộc thẩm quyền của địa phương (tờ trình và dự thảo quyết định kèm "
            "theo)."
        )
    if paper.for_ministries:
        yield Paragraph("Kiến nghị bộ, cơ quan ngang bộ:")
        yield Points(
            tuple(f"{one.code} {one.name}: {one.content.rstrip('.')}." for one in paper.for_ministries)
        )
    if not paper.proposals:
        yield Paragraph("Không có kiến nghị.")


def _results(paper: RoundPaper) -> Iterator[Row]:
    for place, one in enumerate((*paper.procedures, *paper.left_out), start=1):
        yield Row((str(place), f"{one.code}\n{one.name}", one.unit, one.outcome, one.proposed))


def _all(proposals: Sequence[ProposalLine]) -> Saved:
    return total(one.saving.year for one in proposals)


def _money(saved: Saved) -> tuple[str, str, str, str]:
    def said(amount: Decimal | None) -> str:
        return "…" if amount is None else grouped(whole_vnd(amount))

    rate = "…" if saved.percent is None else f"{saved.percent:.2f}%".replace(".", ",")
    return said(saved.before), said(saved.after), said(saved.less), rate
