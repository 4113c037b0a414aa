"""A day's takings as a workbook for the accountant."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from io import BytesIO

from motcua.kernel.clock import VIETNAM
from motcua.payments.enums import PaymentWay
from motcua.payments.models import Collection, Refund
from motcua.payments.queries import Takings

_HEADING = (
    "Số biên lai",
    "Giờ",
    "Mã hồ sơ",
    "Người nộp",
    "Khoản",
    "Cách nộp",
    "Chứng từ",
    "Số tiền",
    "Người thu",
)


def takings_workbook(
    *,
    agency_name: str,
    day: date,
    takings: Iterable[Takings],
    collections: Iterable[Collection],
    refunds: Iterable[Refund],
) -> bytes:
    """An XLSX file of one agency's day: a line for each receipt, each refund with a minus, the sums by way below."""
    import xlsxwriter

    buffer = BytesIO()
    # Names come from people: none of them may turn into a formula or a link.
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        sheet = book.add_worksheet("Sổ thu")
        bold, money = book.add_format({"bold": True}), book.add_format({"num_format": "#,##0"})
        for column, width in enumerate((16, 8, 26, 28, 40, 30, 20, 14, 24)):
            sheet.set_column(column, column, width, money if column == 7 else None)
        sheet.write(0, 0, f"{agency_name}: sổ thu ngày {day:%d/%m/%Y}", bold)
        sheet.write_row(2, 0, _HEADING, bold)
        line = 3
        for row in [*map(_of_collection, collections), *map(_of_refund, refunds)]:
            sheet.write_row(line, 0, row)
            line += 1
        sheet.freeze_panes(3, 0)
        sheet.autofilter(2, 0, max(line - 1, 3), len(_HEADING) - 1)
        line += 1
        for one in takings:
            if one.count:
                sheet.write_row(line, 5, (one.way.label, "còn lại", one.expected_vnd), bold)
                line += 1
    return buffer.getvalue()


def _of_collection(row: Collection) -> tuple[str | int, ...]:
    charge = row.charge
    return (
        row.receipt_number,
        f"{row.paid_at.astimezone(VIETNAM):%H:%M}",
        charge.subject_label,
        charge.payer_name,
        charge.fee_name,
        PaymentWay(row.way).label,
        row.reference,
        row.amount_vnd,
        row.taken_by.full_name if row.taken_by else "hệ thống",
    )


def _of_refund(row: Refund) -> tuple[str | int, ...]:
    charge = row.charge
    return (
        "hoàn tiền",
        f"{row.at.astimezone(VIETNAM):%H:%M}",
        charge.subject_label,
        charge.payer_name,
        f"{charge.fee_name}: {row.reason}",
        PaymentWay(row.way).label,
        row.reference,
        -row.amount_vnd,
        row.by.full_name if row.by else "hệ thống",
    )
