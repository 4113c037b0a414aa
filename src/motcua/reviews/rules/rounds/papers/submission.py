"""The submission to whoever approves, the draft decision, and the annex with each proposal.

Basis: NĐ 63/2010/NĐ-CP art. 31(2) (submission, draft act, report); NĐ 30/2020/NĐ-CP annex I.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from motcua.documents.official.content import (
    Annex,
    Block,
    Heading,
    OfficialDocument,
    Paragraph,
    Points,
    Run,
)
from motcua.documents.official.issuing import document_of
from motcua.documents.official.wording import counted, short_day
from motcua.reviews.rules.rounds.papers.facts import (
    ProposalLine,
    RoundPaper,
    listed,
    percent,
    plain,
    vnd,
)
from motcua.reviews.rules.rounds.savings import Saved, total

_SUBJECT = "phê duyệt phương án cắt giảm, đơn giản hóa thủ tục hành chính"


def submission(paper: RoundPaper) -> OfficialDocument:
    """The submission ("tờ trình") with the proposals as its annex."""
    return document_of(
        paper.issuing,
        kind="Tờ trình",
        abstract=f"Về việc {_SUBJECT} của {paper.issuing.named}",
        addressees=(paper.approver or "Cấp có thẩm quyền",),
        blocks=tuple(_submission(paper)),
        annexes=(annex_of(paper),),
    )


def draft_decision(paper: RoundPaper, *, keeper: str) -> OfficialDocument:
    """The draft decision of whoever approves; `keeper` is the agency that submits and follows it."""
    return document_of(
        paper.issuing,
        kind="Quyết định",
        abstract=f"Về việc {_SUBJECT} thuộc phạm vi quản lý của {keeper}",
        blocks=tuple(_decision(paper, keeper)),
        annexes=(annex_of(paper),),
    )


def proposals_annex(paper: RoundPaper, *, keeper: str) -> OfficialDocument:
    """The annex of the decision alone, as it is attached."""
    return replace(draft_decision(paper, keeper=keeper), blocks=(), is_annex_only=True)


def annex_of(paper: RoundPaper) -> Annex:
    """Each proposal: what is simplified and why, which law changes, what it saves."""
    blocks: list[Block] = []
    for one in paper.own:
        blocks += _proposal(one)
    if not blocks:
        blocks.append(Paragraph("Không có phương án thuộc thẩm quyền của địa phương."))
    return Annex(title="Phương án cắt giảm, đơn giản hóa thủ tục hành chính", blocks=tuple(blocks))


def _submission(paper: RoundPaper) -> Iterator[Block]:
    bases = f"Căn cứ {'; '.join(paper.bases)}, " if paper.bases else ""
    opening = (
        f"{bases}sau khi rà soát {counted(len(paper.procedures), 'thủ tục hành chính')}, {paper.issuing.named} kính "
        f"trình {paper.approver or 'cấp có thẩm quyền'} phương án cắt giảm, đơn giản hóa như sau:"
    )
    yield Paragraph(opening[:1].upper() + opening[1:])
    yield Heading("SỰ CẦN THIẾT")
    yield Points(tuple(f"{one.code} {one.name}: {_ended(one.reason)}" for one in paper.own) or ("Không có.",))
    yield Heading("NỘI DUNG PHƯƠNG ÁN")
    yield Paragraph(
        f"Phương án gồm {counted(len(paper.own), 'thủ tục')}; nội dung, văn bản phải sửa, cơ quan thực hiện và thời "
        "hạn tại phụ lục kèm theo."
    )
    yield Points(
        tuple(f"{one.code} {one.name} ({_kinds(one)}): {_ended(one.content)}" for one in paper.own)
        or ("Không có.",)
    )
    yield Heading("LỢI ÍCH")
    yield from _benefit(paper)
    if paper.for_ministries:
        yield Heading("KIẾN NGHỊ BỘ, CƠ QUAN NGANG BỘ")
        yield Points(tuple(f"{one.code} {one.name}: {_ended(one.content)}" for one in paper.for_ministries))
    yield Heading("KIẾN NGHỊ")
    appraised = f" Ý kiến thẩm định của {paper.appraiser} gửi kèm hồ sơ trình." if paper.appraiser else ""
    yield Paragraph(
        f"Kính đề nghị {paper.approver or 'cấp có thẩm quyền'} xem xét, phê duyệt phương án (dự thảo quyết định kèm "
        f"theo).{appraised}"
    )


def _decision(paper: RoundPaper, keeper: str) -> Iterator[Block]:
    yield Paragraph((Run((paper.approver or paper.issuing.agency).upper(), is_bold=True),), is_centred=True)
    bases = (*paper.bases, f"đề nghị của {keeper} tại tờ trình kèm theo")
    for place, basis in enumerate(bases, start=1):
        head = "Căn cứ" if place < len(bases) else "Theo"
        end = "." if place == len(bases) else ";"
        yield Paragraph((Run(f"{head} {basis.rstrip('.;')}{end}", is_italic=True),))
    yield Paragraph((Run("QUYẾT ĐỊNH:", is_bold=True),), is_centred=True)
    yield _article(
        1,
        f"Phê duyệt phương án cắt giảm, đơn giản hóa {counted(len(paper.own), 'thủ tục hành chính')} thuộc phạm vi "
        f"quản lý của {keeper} (phụ lục kèm theo).",
    )
    yield _article(
        2,
        f"{keeper} chủ trì, phối hợp với các cơ quan có tên trong phụ lục dự thảo văn bản thực thi phương án, trình cơ "
        "quan có thẩm quyền ban hành đúng thời hạn; công bố, công khai thủ tục đã sửa đổi; đo kết quả sau khi thực "
        "hiện và báo cáo.",
    )
    yield _article(
        3, "Cơ quan kiểm soát thủ tục hành chính theo dõi, đôn đốc, kiểm tra việc thực hiện quyết định này."
    )
    yield _article(
        4,
        f"Quyết định có hiệu lực kể từ ngày ký. Thủ trưởng {keeper} và các cơ quan, đơn vị liên quan chịu trách nhiệm "
        "thi hành quyết định này.",
    )


def _article(number: int, text: str) -> Paragraph:
    return Paragraph((Run(f"Điều {number}. ", is_bold=True), Run(text)))


def _proposal(one: ProposalLine) -> Iterator[Block]:
    yield Heading(f"{one.name} (mã {one.code})")
    yield Heading("Nội dung đơn giản hóa", 2)
    yield Paragraph(f"{_kinds(one)[:1].upper() + _kinds(one)[1:]}: {_ended(one.content)}")
    yield Paragraph(f"Lý do: {_ended(one.reason)}")
    yield Heading("Kiến nghị thực thi", 2)
    yield Points(
        tuple(
            f"{change.said}. Cơ quan thực hiện: {change.responsible}"
            + (f"; chậm nhất ngày {short_day(change.due_on)}." if change.due_on else ".")
            for change in one.changes
        )
        or ("Không phải sửa văn bản.",)
    )
    if one.roadmap:
        yield Heading("Lộ trình", 2)
        yield Points(
            tuple(
                f"{step.what.rstrip('.')}. Người thực hiện: {step.who}"
                + (f"; chậm nhất ngày {short_day(step.due_on)}." if step.due_on else ".")
                for step in one.roadmap
            )
        )
    yield Heading("Lợi ích phương án đơn giản hóa", 2)
    yield Points(listed(_gains(one)))


def _gains(one: ProposalLine) -> Iterator[str]:
    saving = one.saving
    if saving.limit.is_known:
        unit = f" {one.limit_unit}" if one.limit_unit else ""
        yield f"Thời hạn giải quyết: {_from_to(saving.limit)}{unit}"
    if saving.papers.is_known:
        which = f", bớt {', '.join(one.papers_gone)}" if one.papers_gone and saving.papers.less else ""
        yield f"Giấy tờ phải nộp: {_from_to(saving.papers)} loại{which}"
    if saving.conditions.less:
        yield f"Yêu cầu, điều kiện: từ {plain(saving.conditions.before)} còn {plain(saving.conditions.after)}"
    if saving.trips.less:
        yield f"Số lần đi lại mỗi hồ sơ: từ {plain(saving.trips.before)} còn {plain(saving.trips.after)}"
    if saving.dossiers.less:
        yield f"Số hồ sơ mỗi năm: từ {_often(saving.dossiers.before)} còn {_often(saving.dossiers.after)}"
    if one.is_by_draft and not saving.cost.is_known:
        yield "Chi phí tuân thủ: chưa tính, bảng chi phí còn là bản nháp"
        return
    cost, year = saving.cost, saving.year
    yield f"Chi phí tuân thủ trước khi đơn giản hóa: {_cost(cost.before, year.before)}"
    yield f"Chi phí tuân thủ sau khi đơn giản hóa: {_cost(cost.after, year.after)}"
    yield f"Chi phí tiết kiệm: {_cost(cost.less, year.less)}"
    yield f"Tỷ lệ cắt giảm chi phí: {percent(saving.cost)}"
    if one.is_by_draft:
        yield "Chi phí trên đây theo bảng chi phí còn là bản nháp, chưa được thống nhất"


def _from_to(saved: Saved) -> str:
    if not saved.less:
        return f"giữ nguyên {plain(saved.after)}"
    return f"từ {plain(saved.before)} còn {plain(saved.after)}"


def _often(dossiers: Decimal | None) -> str:
    return plain(None if dossiers is None else round(dossiers, 3))


def _cost(once: Decimal | None, year: Decimal | None) -> str:
    return f"{vnd(once)} một hồ sơ, {vnd(year)} một năm"


def _benefit(paper: RoundPaper) -> Iterator[Block]:
    year = total(one.saving.year for one in paper.own)
    papers = total(one.saving.papers for one in paper.own)
    said = []
    if papers.is_known:
        said.append(
            f"Giảm {plain(papers.less)} loại giấy tờ phải nộp (từ {plain(papers.before)} còn "
            f"{plain(papers.after)})"
        )
    shorter = [one for one in paper.own if one.saving.limit.less]
    if shorter:
        said.append(f"Rút ngắn thời hạn giải quyết ở {counted(len(shorter), 'thủ tục')}")
    conditions = total(one.saving.conditions for one in paper.own)
    if conditions.less:
        said.append(
            f"Giảm {plain(conditions.less)} yêu cầu, điều kiện (từ {plain(conditions.before)} còn "
            f"{plain(conditions.after)})"
        )
    if year.is_known:
        said.append(
            f"Chi phí tuân thủ mỗi năm giảm {vnd(year.less)} (từ {vnd(year.before)} còn {vnd(year.after)}), tỷ lệ "
            f"{percent(year)}"
        )
    yield Points(listed(said) or ("Chưa tính được bằng số; nêu ở từng phương án.",))


def _kinds(one: ProposalLine) -> str:
    return ", ".join(kind.lower() for kind in one.kinds)


def _ended(text: str) -> str:
    flat = " ".join(text.split()).rstrip(".")
    return f"{flat}." if flat else "chưa ghi."
