"""From the facts of a paper to what stands where: headings, lines, tables, signatures. In words of our own."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from functools import singledispatch
from typing import Any

from motcua.documents.enums import PaperSize, PaperUse
from motcua.documents.rules.form_sets import FormSet
from motcua.documents.rules.papers.facts import (
    Apology,
    Applicant,
    ControlSlip,
    Head,
    Lacking,
    Paper,
    Receipt,
    Refusal,
    SignBlock,
    StopNotice,
    SupplementRequest,
)
from motcua.documents.rules.papers.wording import (
    iso_moment,
    long_day,
    long_moment,
    qr_text,
    short_moment,
    signing_titles,
)
from motcua.kernel.clock import local_day

Block = dict[str, Any]
_SIGN_BY_HAND = "(Ký, ghi rõ họ tên)"


@dataclass(frozen=True, slots=True)
class SignedBy:
    """What a digital copy says of its signer."""

    name: str
    title: str
    agency: str
    at: datetime
    code: str = ""


@dataclass(frozen=True, slots=True)
class Printing:
    """How a paper is to come out: sheet (the form's own when none is named), by hand or digital, signed by whom."""

    use: PaperUse = PaperUse.PRINTING
    size: PaperSize | None = None
    signed: SignedBy | None = None


@dataclass(slots=True)
class _Sheet:
    """The parts of one paper while it is put together."""

    blocks: list[Block] = field(default_factory=list)
    signatures: list[Block] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)

    def lines(self, *facts: tuple[str, str]) -> None:
        """Name and value; what is empty is left out."""
        items = [{"label": name, "value": value} for name, value in facts if value]
        if items:
            self.blocks.append({"kind": "lines", "items": items})

    def text(self, words: str) -> None:
        if words:
            self.blocks.append({"kind": "text", "text": words})

    def heading(self, words: str) -> None:
        self.blocks.append({"kind": "heading", "text": words})

    def bullets(self, words: tuple[str, ...]) -> None:
        if words:
            self.blocks.append({"kind": "bullets", "items": list(words)})

    def table(self, columns: list[tuple[str, str, str]], rows: list[list[str]]) -> None:
        """Columns are heading, width (typst) and alignment."""
        self.blocks.append(
            {
                "kind": "table",
                "headings": [heading for heading, _, _ in columns],
                "widths": [width for _, width, _ in columns],
                "aligned": [aligned for _, _, aligned in columns],
                "rows": rows,
            }
        )


def lay_out(paper: Paper, *, form_set: FormSet, printing: Printing) -> dict[str, Any]:
    """What the template `form.typ` reads, without the drawing of the QR code (its text is `qr_text`)."""
    form = form_set.form(paper.kind)
    sheet = _Sheet()
    _fill(paper, sheet)
    return {
        **_head(paper.head),
        "size": (printing.size or form.size).value,
        "title": form.title,
        "form_mark": f"Mẫu số {form.number} · {form_set.instrument}" if form.number else "",
        "blocks": sheet.blocks,
        "recipients": sheet.recipients,
        "signatures": [_signature(each, printing) for each in sheet.signatures],
        "qr_text": qr_text(head=paper.head, identifier=paper.applicant.identifier, paper=form.title),
    }


def _head(head: Head) -> dict[str, Any]:
    return {
        "superior": head.superior,
        "agency": head.agency,
        "unit": head.unit,
        "number": head.number,
        "place_and_day": f"{head.place}, {long_day(local_day(head.made_at))}",
        "dossier_code": head.dossier_code,
        "verify_at": head.verify_at,
        "is_sample": head.is_sample,
    }


def _signature(block: Block, printing: Printing) -> Block:
    """Digital copies say who confirmed and when; copies for printing leave room for the hand."""
    if printing.use == PaperUse.PRINTING or not block["is_ours"]:
        hint = _SIGN_BY_HAND if printing.use == PaperUse.PRINTING else ""
        return {**block, "hint": hint, "details": [], "room": printing.use == PaperUse.PRINTING}
    return {**block, "hint": "", "details": _details(printing.signed), "room": printing.signed is None}


def _details(signed: SignedBy | None) -> list[str]:
    if signed is None:
        return []
    lines = ["Xác nhận điện tử nội bộ", signed.agency, f"Thời gian: {iso_moment(signed.at)}"]
    return [*lines, f"Mã kiểm tra: {signed.code}"] if signed.code else lines


def _officer_signs(title: str, name: str) -> Block:
    return {"titles": [title], "name": name, "is_ours": True, "mark": "signer"}


def _applicant_signs(name: str) -> Block:
    return {"titles": ["NGƯỜI NỘP HỒ SƠ"], "name": name, "is_ours": False, "mark": ""}


def _head_signs(signer: SignBlock) -> Block:
    return {"titles": signing_titles(signer), "name": signer.name, "is_ours": True, "mark": "signer"}


def _applicant_lines(applicant: Applicant, label: str) -> tuple[tuple[str, str], ...]:
    return (
        (label, applicant.name),
        ("Người đến nộp", applicant.submitter),
        ("Địa chỉ", applicant.address),
        ("Điện thoại", applicant.phone),
        ("Thư điện tử", applicant.email),
    )


def _procedure(head: Head) -> tuple[str, str]:
    return ("Thủ tục", f"{head.procedure_name} ({head.procedure_code})")


@singledispatch
def _fill(paper: Any, sheet: _Sheet) -> None:
    raise TypeError(type(paper).__name__)


@_fill.register
def _receipt(paper: Receipt, sheet: _Sheet) -> None:
    sheet.lines(
        *_applicant_lines(paper.applicant, "Đã nhận hồ sơ của"),
        _procedure(paper.head),
        ("Nội dung yêu cầu", paper.request),
    )
    sheet.heading("Giấy tờ đã nhận")
    sheet.table(
        [
            ("STT", "auto", "center"),
            ("Tên giấy tờ", "1fr", "left"),
            ("Hình thức", "auto", "left"),
            ("Số lượng", "auto", "center"),
        ],
        [
            [str(n), f"{line.name} ({line.note})" if line.note else line.name, line.form, f"{line.count:02}"]
            for n, line in enumerate(paper.papers, start=1)
        ],
    )
    sheet.lines(
        ("Số bộ hồ sơ", f"{paper.sets:02}"),
        ("Thời hạn giải quyết theo quy định", paper.time_limit),
        ("Nhận hồ sơ lúc", long_moment(paper.received_at)),
        ("Hẹn trả kết quả lúc", long_moment(paper.due_at) if paper.due_at else ""),
    )
    if paper.agencies:
        sheet.heading("Hạn của từng cơ quan trong hồ sơ liên thông")
        sheet.table(
            [("STT", "auto", "center"), ("Cơ quan", "1fr", "left"), ("Xong trước", "auto", "left")],
            [
                [str(n), each.agency, short_moment(each.due_at)]
                for n, each in enumerate(paper.agencies, start=1)
            ],
        )
    sheet.lines(
        ("Nhận kết quả", paper.return_way),
        ("Phí, lệ phí", paper.fee),
        ("Vào sổ theo dõi", _book(paper)),
        ("Điện thoại bộ phận tiếp nhận", paper.desk_phone),
    )
    sheet.text(
        "Khi đến nhận kết quả xin mang theo giấy này và giấy tờ tùy thân; nhận thay thì thêm giấy ủy quyền."
    )
    sheet.signatures += [
        _applicant_signs(paper.applicant.submitter or paper.applicant.name),
        _officer_signs("NGƯỜI TIẾP NHẬN", paper.officer.name),
    ]


def _book(paper: Receipt) -> str:
    parts = [f"quyển số {paper.book}" if paper.book else "", f"số thứ tự {paper.order_number}"]
    return ", ".join(part for part in parts if part) if paper.order_number else ""


@_fill.register
def _supplement_request(paper: SupplementRequest, sheet: _Sheet) -> None:
    sheet.lines(
        *_applicant_lines(paper.applicant, "Kính gửi"),
        _procedure(paper.head),
        ("Giai đoạn", paper.stage),
    )
    sheet.text("Sau khi xem hồ sơ, đề nghị bổ sung hoặc sửa những giấy tờ sau, trong một lần:")
    sheet.table(
        [
            ("STT", "auto", "center"),
            ("Giấy tờ", "1fr", "left"),
            ("Còn thiếu hoặc chưa đúng", "1.2fr", "left"),
            ("Cần làm", "1.2fr", "left"),
        ],
        [_lacking_row(n, each) for n, each in enumerate(paper.lacking, start=1)],
    )
    sheet.lines(
        ("Lý do", paper.reason),
        ("Căn cứ", paper.legal_basis),
        ("Hạn bổ sung", long_moment(paper.respond_by) if paper.respond_by else ""),
        ("Sau khi bổ sung", paper.after_answer),
        ("Cần hỏi thêm xin gặp", _contact(paper.officer.name, paper.officer.phone)),
    )
    sheet.signatures.append(_officer_signs("NGƯỜI HƯỚNG DẪN", paper.officer.name))


def _lacking_row(number: int, lacking: Lacking) -> list[str]:
    return [str(number), lacking.name, lacking.problem, lacking.to_do]


def _contact(name: str, phone: str) -> str:
    return f"{name}, điện thoại {phone}" if phone else name


@_fill.register
def _refusal(paper: Refusal, sheet: _Sheet) -> None:
    sheet.lines(
        *_applicant_lines(paper.applicant, "Kính gửi"),
        _procedure(paper.head),
        ("Nội dung yêu cầu", paper.request),
    )
    sheet.text("Hồ sơ này không được tiếp nhận để giải quyết, vì:")
    sheet.bullets(paper.reasons)
    sheet.lines(("Căn cứ", paper.legal_basis), ("Nơi có thể đến hoặc việc có thể làm", paper.guidance))
    sheet.text("Giấy tờ đã nộp được trả lại cùng phiếu này.")
    sheet.signatures += [
        _applicant_signs(paper.applicant.submitter or paper.applicant.name),
        _officer_signs("NGƯỜI TIẾP NHẬN", paper.officer.name),
    ]


@_fill.register
def _apology(paper: Apology, sheet: _Sheet) -> None:
    sheet.lines(("Kính gửi", paper.applicant.name), ("Địa chỉ", paper.applicant.address))
    sheet.text(
        f"{paper.head.agency} đã nhận hồ sơ {paper.head.dossier_code} của ông (bà), đơn vị về thủ tục "
        f"“{paper.head.procedure_name}” lúc {long_moment(paper.received_at)} và hẹn trả kết quả lúc "
        f"{long_moment(paper.due_at)}."
    )
    sheet.text(
        "Đến nay chúng tôi chưa thể trả kết quả đúng hẹn."
        if paper.new_due_at
        else "Chúng tôi đã không trả được kết quả đúng hẹn."
    )
    sheet.lines(("Lý do", paper.reason), ("Đơn vị giải quyết", paper.responsible))
    sheet.text(
        "Chúng tôi thành thật xin lỗi vì sự chậm trễ này và đề nghị gia hạn một lần, hẹn trả kết quả lúc "
        f"{long_moment(paper.new_due_at)}."
        if paper.new_due_at
        else "Chúng tôi thành thật xin lỗi vì sự chậm trễ này. Kết quả được trả ngay khi có."
    )
    sheet.lines(("Nhận kết quả", paper.return_way), ("Điện thoại liên hệ", paper.desk_phone))
    sheet.signatures.append(_head_signs(paper.signer))
    sheet.recipients += ["Như trên", "Bộ phận Một cửa", "Lưu: VT, hồ sơ"]


@_fill.register
def _stop_notice(paper: StopNotice, sheet: _Sheet) -> None:
    sheet.lines(
        *_applicant_lines(paper.applicant, "Kính gửi"),
        _procedure(paper.head),
        ("Nhận hồ sơ lúc", long_moment(paper.received_at)),
        ("Giai đoạn khi dừng", paper.stage),
    )
    sheet.text("Việc giải quyết hồ sơ này dừng lại kể từ ngày ra thông báo.")
    sheet.lines(
        ("Lý do", paper.reason),
        ("Căn cứ", paper.legal_basis),
        ("Giấy tờ đã nộp", paper.papers),
        ("Phí, lệ phí đã nộp", paper.money),
        ("Việc có thể làm tiếp", paper.guidance),
    )
    sheet.signatures.append(_head_signs(paper.signer))
    sheet.recipients += ["Như trên", "Bộ phận Một cửa", "Lưu: VT, hồ sơ"]


@_fill.register
def _control_slip(paper: ControlSlip, sheet: _Sheet) -> None:
    sheet.lines(
        ("Hồ sơ của", paper.applicant.name),
        _procedure(paper.head),
        ("Nhận hồ sơ lúc", long_moment(paper.received_at)),
        ("Hẹn trả kết quả lúc", long_moment(paper.due_at) if paper.due_at else ""),
    )
    sheet.table(
        [
            ("STT", "auto", "center"),
            ("Bên giao → bên nhận", "1.5fr", "left"),
            ("Giao lúc", "auto", "left"),
            ("Nhận lúc", "auto", "left"),
            ("Hạn", "auto", "left"),
            ("Kết quả, ghi chú", "1fr", "left"),
        ],
        [
            [
                str(n),
                f"{each.giver} → {each.receiver}",
                _in_two_lines(each.handed_at),
                _in_two_lines(each.received_at),
                _in_two_lines(each.due_at),
                "; ".join(part for part in (each.result, each.note) if part),
            ]
            for n, each in enumerate(paper.hand_overs, start=1)
        ],
    )


def _in_two_lines(at: datetime | None) -> str:
    return short_moment(at).replace(" ", "\n")
