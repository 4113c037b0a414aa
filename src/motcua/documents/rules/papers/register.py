"""The register of dossiers: its columns, its lines, and what stands above them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from motcua.documents.rules.form_sets import FormSet
from motcua.documents.rules.papers.facts import RegisterHead, RegisterRow
from motcua.documents.rules.papers.wording import long_day, short_moment
from motcua.kernel.clock import local_day

_REGISTER_COLUMNS = (
    ("STT", 0.5),
    ("Mã hồ sơ", 1.6),
    ("Tên thủ tục", 2.2),
    ("Số giấy tờ", 0.6),
    ("Tên người nộp", 1.5),
    ("Địa chỉ", 1.9),
    ("Điện thoại", 1.0),
    ("Cơ quan giải quyết", 1.5),
    ("Nhận hồ sơ", 1.0),
    ("Hẹn trả", 1.0),
    ("Nhận kết quả", 1.0),
    ("Trả kết quả", 1.0),
    ("Cách trả", 0.9),
    ("Ký nhận", 0.8),
    ("Ghi chú", 1.0),
)
REGISTER_HEADINGS = tuple(heading for heading, _ in _REGISTER_COLUMNS)


def register_cells(number: int, row: RegisterRow) -> list[str]:
    """One line of the register, in the order of `REGISTER_HEADINGS`; room for a signature is left."""
    return [
        str(number),
        row.dossier_code,
        row.procedure_name,
        str(row.papers),
        row.applicant,
        row.address,
        row.phone,
        row.agency,
        short_moment(row.received_at),
        short_moment(row.due_at),
        short_moment(row.result_at),
        short_moment(row.returned_at),
        row.return_way,
        "",
        row.note,
    ]


def lay_out_register(
    head: RegisterHead, rows: Sequence[RegisterRow], *, form_set: FormSet, first_number: int = 1
) -> dict[str, Any]:
    """What the template `register.typ` reads."""
    form = form_set.form(head.kind)
    return {
        "superior": head.superior,
        "agency": head.agency,
        "unit": head.unit,
        "place_and_day": f"{head.place}, {long_day(local_day(head.made_at))}",
        "title": form.title,
        "form_mark": f"Mẫu số {form.number} · {form_set.instrument}" if form.number else "",
        "period": register_period(head),
        "footer": f"{len(rows)} hồ sơ",
        "is_sample": head.is_sample,
        "headings": list(REGISTER_HEADINGS),
        "widths": [width for _, width in _REGISTER_COLUMNS],
        "rows": [register_cells(number, row) for number, row in enumerate(rows, start=first_number)],
    }


def register_period(head: RegisterHead) -> str:
    """The days a register covers, and its book."""
    days = f"Từ ngày {head.first_day:%d/%m/%Y} đến hết ngày {head.last_day:%d/%m/%Y}"
    return f"Quyển số {head.book}. {days}" if head.book else days
