"""Papers of inspections: the plan, the minutes, the notice of conclusions."""

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
    Signing,
    Table,
)
from motcua.documents.official.issuing import document_of
from motcua.documents.official.wording import counted, said_moment, share, short_day
from motcua.plans.rules.papers.facts import (
    ConclusionPaper,
    DrawnUnit,
    FindingLine,
    InspectionPlanPaper,
    Member,
    MinutesPaper,
)

_UNITS = (
    Column("TT", 0.5, "center"),
    Column("Đơn vị được kiểm tra", 2.4),
    Column("Thời gian", 1.4, "center"),
    Column("Lý do lựa chọn", 2),
)
_LOTS = (
    Column("Thứ tự", 0.6, "center"),
    Column("Đơn vị", 2.2),
    Column("Mã", 1.3),
    Column("Kiểm tra lần trước", 1.1, "center"),
    Column("Phiếu (16 ký tự đầu)", 1.7, "center"),
    Column("Kết quả", 2.2),
)
_CHECKS = (
    Column("TT", 0.5, "center"),
    Column("Nội dung kiểm tra", 3),
    Column("Kết quả", 1.1, "center"),
    Column("Ghi nhận", 2.2),
)
_REMEDIES = (
    Column("TT", 0.5, "center"),
    Column("Nội dung phải khắc phục", 3.2),
    Column("Trách nhiệm", 1.5),
    Column("Thời hạn", 1.1, "center"),
)
_BY_HAND = "(Ký, ghi rõ họ tên)"


def inspection_plan(paper: InspectionPlanPaper) -> OfficialDocument:
    """The plan: aims, what is looked at, which units and why, who goes, how the work is divided."""
    surprise = [unit for unit in paper.units if unit.is_surprise]
    blocks: list[Block] = [
        *(Paragraph(words) for words in paper.opening),
        Heading("MỤC ĐÍCH, YÊU CẦU"),
        Points(paper.aims),
        Heading("NỘI DUNG KIỂM TRA"),
        Points(paper.points),
    ]
    if paper.period_checked:
        blocks.append(Paragraph(f"Thời kỳ được kiểm tra: {paper.period_checked}."))
    blocks += [
        Heading("ĐƠN VỊ ĐƯỢC KIỂM TRA"),
        Paragraph(
            f"Kiểm tra {counted(len(paper.units))}/{counted(paper.units_in_scope)} đơn vị thuộc phạm vi "
            f"({share(len(paper.units), paper.units_in_scope)}){_of_which(len(paper.units), len(surprise))}."
        ),
    ]
    if paper.drawn_how:
        blocks.append(Paragraph(f"Cách lựa chọn: {paper.drawn_how}"))
    blocks += [
        Table(
            _UNITS,
            tuple(
                Row((str(at), unit.name, "Đột xuất" if unit.is_surprise else unit.when, unit.reason))
                for at, unit in enumerate(paper.units, start=1)
            ),
        ),
        Heading("THÀNH PHẦN ĐOÀN KIỂM TRA"),
        _members(paper.members),
        Heading("TỔ CHỨC THỰC HIỆN"),
        Points(
            (
                "Đoàn kiểm tra lập biên bản tại từng đơn vị, tổng hợp kết quả và tham mưu thông báo kết luận.",
                "Đơn vị được kiểm tra chuẩn bị báo cáo, hồ sơ, tài liệu liên quan và bố trí người làm việc với Đoàn.",
                "Đơn vị có tồn tại, hạn chế khắc phục đúng thời hạn nêu trong thông báo kết luận và báo cáo kết quả.",
            )
        ),
    ]
    return document_of(
        paper.issuing,
        kind="Kế hoạch",
        abstract=f"Kiểm tra {paper.subject}",
        blocks=tuple(blocks),
        annexes=_draw(paper.lots),
    )


def inspection_minutes(paper: MinutesPaper) -> OfficialDocument:
    """The minutes: who met, what was looked at, what was found, what the unit says; signed by both sides by hand."""
    blocks: list[Block] = [
        Paragraph(
            f"Thực hiện {paper.decided_by}, vào hồi {said_moment(paper.began_at)}, tại {paper.held_at}, Đoàn kiểm tra "
            f"của {paper.issuing.named} tiến hành kiểm tra {paper.subject} tại {paper.unit}."
        ),
        Heading("THÀNH PHẦN"),
        Heading("Đoàn kiểm tra", 2),
        _members(paper.members),
        Heading(f"Đại diện {paper.unit}", 2),
        _members(paper.present),
        Heading("KẾT QUẢ KIỂM TRA"),
        Table(
            _CHECKS,
            tuple(
                Row((str(at), each.content, each.outcome, each.seen))
                for at, each in enumerate(paper.checks, start=1)
            ),
        ),
        Heading("NHẬN XÉT"),
        Heading("Ưu điểm", 2),
        *_said(paper.strengths, "Không ghi nhận riêng."),
        Heading("Tồn tại, hạn chế", 2),
        *_said(_findings(paper.findings), "Không phát hiện tồn tại, hạn chế."),
        Heading("ĐỀ NGHỊ CỦA ĐOÀN KIỂM TRA"),
        *_said(paper.wishes, "Không có đề nghị."),
        Heading("Ý KIẾN CỦA ĐƠN VỊ ĐƯỢC KIỂM TRA"),
        Paragraph(paper.opinion or "Đơn vị ghi ý kiến khác (nếu có): …………………………………………………"),
        Paragraph(
            f"Việc kiểm tra kết thúc vào hồi {said_moment(paper.ended_at)}. Biên bản gồm các nội dung trên, đã đọc lại "
            "cho những người dự họp cùng nghe, thống nhất ký tên và lập thành "
            f"{counted(paper.copies)} bản có giá trị như nhau."
        ),
    ]
    return document_of(
        paper.issuing,
        kind="Biên bản",
        abstract=f"Kiểm tra {paper.subject} tại {paper.unit}",
        blocks=tuple(blocks),
        signings=_both_sides(paper),
        recipients=(),
    )


def conclusion_notice(paper: ConclusionPaper) -> OfficialDocument:
    """The notice: what is good, what is not and against which rule, what to put right, by whom and until when."""
    blocks: list[Block] = [
        Paragraph(
            f"Ngày {short_day(paper.inspected_on)}, Đoàn kiểm tra của {paper.issuing.named} kiểm tra {paper.subject} "
            f"tại {paper.unit}. Căn cứ Biên bản kiểm tra ngày {short_day(paper.minutes_on)}, {paper.issuing.named} "
            "thông báo kết luận như sau:"
        ),
        Heading("ƯU ĐIỂM"),
        *_said(paper.strengths, "Không ghi nhận riêng."),
        Heading("TỒN TẠI, HẠN CHẾ"),
        *_said(_findings(paper.findings), "Không phát hiện tồn tại, hạn chế."),
        Heading("YÊU CẦU KHẮC PHỤC"),
    ]
    if paper.remedies:
        rows = [
            Row((str(at), each.content, each.who, short_day(each.due) if each.due else "Thường xuyên"))
            for at, each in enumerate(paper.remedies, start=1)
        ]
        blocks.append(Table(_REMEDIES, tuple(rows)))
    else:
        blocks.append(Paragraph("Không có nội dung phải khắc phục."))
    if paper.proposals:
        blocks += [Heading("KIẾN NGHỊ"), Points(paper.proposals)]
    blocks.append(Paragraph(_ending(paper)))
    return document_of(
        paper.issuing,
        kind="Thông báo",
        abstract=f"Kết luận kiểm tra {paper.subject} tại {paper.unit}",
        blocks=tuple(blocks),
    )


def _of_which(units: int, surprise: int) -> str:
    if not surprise:
        return ""
    return (
        f", gồm {counted(units - surprise)} đơn vị theo lịch và {counted(surprise)} đơn vị kiểm tra đột xuất"
    )


def _draw(lots: Sequence[DrawnUnit]) -> tuple[Annex, ...]:
    """The whole draw, so that whoever holds the paper can draw again."""
    if not lots:
        return ()
    rows = [
        Row(
            (
                str(each.place) if each.place else "Ngoài rút thăm",
                each.name,
                each.code,
                short_day(each.last_inspected_on) if each.last_inspected_on else "Chưa lần nào",
                each.ticket[:16],
                f"{'Được chọn' if each.is_taken else 'Không chọn'}: {each.reason}",
            )
        )
        for each in lots
    ]
    first = next((each for each in lots if each.place), lots[0])
    again = (
        "Kiểm lại: tính mã băm SHA-256 của chuỗi “con số rút thăm:mã đơn vị” cho từng đơn vị; xếp đơn vị kiểm tra gần "
        f"đây xuống sau, trong mỗi nhóm phiếu nhỏ đứng trước. Đơn vị có mã {first.code} phải ra phiếu bắt đầu bằng "
        f"{first.ticket[:16]}."
    )
    blocks = (Paragraph(again), Table(_LOTS, tuple(rows)))
    return (Annex(title="Kết quả rút thăm chọn đơn vị kiểm tra", blocks=blocks, is_landscape=True),)


def _ending(paper: ConclusionPaper) -> str:
    if not paper.remedies:
        return f"{paper.issuing.named} thông báo để {paper.unit} biết, tiếp tục phát huy kết quả đạt được."
    until = f" chậm nhất ngày {short_day(paper.report_by)}" if paper.report_by else ""
    where = f" (qua {paper.report_to})" if paper.report_to else ""
    return (
        f"{paper.issuing.named} yêu cầu {paper.unit} tổ chức khắc phục đúng thời hạn, báo cáo kết quả về "
        f"{paper.issuing.named}{where}{until} để theo dõi."
    )


def _both_sides(paper: MinutesPaper) -> tuple[Signing, ...]:
    head = next((each for each in paper.members if "trưởng đoàn" in each.role.casefold()), paper.members[0])
    clerk = next((each for each in paper.members if "thư ký" in each.role.casefold()), None)
    unit = Signing(
        "Đại diện đơn vị được kiểm tra",
        _signed(paper.present[0].name) if paper.present else "",
        note=_BY_HAND,
    )
    sides = [unit]
    if clerk is not None:
        sides.append(Signing("Thư ký", _signed(clerk.name), note=_BY_HAND))
    return (*sides, Signing("Trưởng đoàn kiểm tra", _signed(head.name), note=_BY_HAND))


def _member(member: Member) -> str:
    role = f" - {member.role}" if member.role else ""
    return f"{member.name}, {member.title}{role}" if member.title else f"{member.name}{role}"


def _members(members: Sequence[Member]) -> Points:
    return Points(
        tuple(f"{_member(each)}{'.' if at == len(members) else ';'}" for at, each in enumerate(members, 1))
    )


def _signed(name: str) -> str:
    """The name as it stands below a signature, without "Ông", "Bà"."""
    return name.removeprefix("Ông ").removeprefix("Bà ")


def _findings(lines: Sequence[FindingLine]) -> tuple[str, ...]:
    return tuple(
        f"{each.content.rstrip('.')} (đối chiếu {each.basis})." if each.basis else each.content
        for each in lines
    )


def _said(points: Sequence[str], nothing: str) -> Iterator[Block]:
    yield Points(tuple(points)) if points else Paragraph(nothing)
