"""What each form says, in words of our own: from the facts of a paper to the parts of its sheet."""

from __future__ import annotations

from datetime import datetime
from functools import singledispatch
from typing import Any

from motcua.documents.rules.papers.facts import (
    Apology,
    Applicant,
    ControlSlip,
    Head,
    Lacking,
    Receipt,
    Refusal,
    StopNotice,
    SupplementRequest,
)
from motcua.documents.rules.papers.sheet import Sheet, applicant_signs, head_signs, officer_signs
from motcua.documents.rules.papers.wording import long_moment, short_moment


@singledispatch
def fill(paper: Any, sheet: Sheet) -> None:
    """Put what the paper's form says on the sheet."""
    raise TypeError(type(paper).__name__)


@fill.register
def _receipt(paper: Receipt, sheet: Sheet) -> None:
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
        applicant_signs(paper.applicant.submitter or paper.applicant.name),
        officer_signs("NGƯỜI TIẾP NHẬN", paper.officer.name),
    ]


def _book(paper: Receipt) -> str:
    parts = [f"quyển số {paper.book}" if paper.book else "", f"số thứ tự {paper.order_number}"]
    return ", ".join(part for part in parts if part) if paper.order_number else ""


@fill.register
def _supplement_request(paper: SupplementRequest, sheet: Sheet) -> None:
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
    sheet.signatures.append(officer_signs("NGƯỜI HƯỚNG DẪN", paper.officer.name))


def _lacking_row(number: int, lacking: Lacking) -> list[str]:
    return [str(number), lacking.name, lacking.problem, lacking.to_do]


def _contact(name: str, phone: str) -> str:
    return f"{name}, điện thoại {phone}" if phone else name


@fill.register
def _refusal(paper: Refusal, sheet: Sheet) -> None:
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
        applicant_signs(paper.applicant.submitter or paper.applicant.name),
        officer_signs("NGƯỜI TIẾP NHẬN", paper.officer.name),
    ]


@fill.register
def _apology(paper: Apology, sheet: Sheet) -> None:
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
    sheet.signatures.append(head_signs(paper.signer))
    sheet.recipients += ["Như trên", "Bộ phận Một cửa", "Lưu: VT, hồ sơ"]


@fill.register
def _stop_notice(paper: StopNotice, sheet: Sheet) -> None:
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
    sheet.signatures.append(head_signs(paper.signer))
    sheet.recipients += ["Như trên", "Bộ phận Một cửa", "Lưu: VT, hồ sơ"]


@fill.register
def _control_slip(paper: ControlSlip, sheet: Sheet) -> None:
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
