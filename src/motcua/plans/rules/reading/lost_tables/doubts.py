"""What is told about lost tables that could not be read whole."""

from __future__ import annotations

from collections.abc import Sequence

from motcua.documents.reading.blocks import ReadingWarning
from motcua.plans.rules.reading.lost_tables.anchors import Record
from motcua.plans.rules.reading.lost_tables.flow import FlowLine


def not_parted(body: Sequence[FlowLine]) -> ReadingWarning:
    """The rows of a table could not be told apart; none of it is taken."""
    return ReadingWarning(
        "table-not-parted",
        f"Bảng bắt đầu tại {body[0].place.says()} đã mất đường kẻ và không nhận ra được từng hàng (không thấy số thứ "
        "tự). Không nhập nhiệm vụ nào từ bảng này; hãy nhập bằng tay hoặc dùng tệp còn bảng (DOCX, XLSX).",
        body[0].place,
    )


def too_long(record: Record) -> ReadingWarning:
    """A row is so long that it must hold others; it is not taken."""
    return ReadingWarning(
        "row-too-long",
        f"Hàng{_called(record)} ({record.first.place.says()}) dài bất thường: bảng đã mất đường kẻ và có lẽ nhiều hàng "
        "dính vào nhau vì không nhận ra số thứ tự. Hàng này không được nhập; hãy xem lại văn bản và nhập bằng tay.",
        record.first.place,
    )


def not_divided(record: Record) -> ReadingWarning:
    """A row whose columns could not be told apart for certain; it is taken with its content only."""
    return ReadingWarning(
        "row-not-divided",
        f"Không tách chắc chắn được các cột của hàng{_called(record)} ({record.first.place.says()}): bảng đã mất "
        "đường kẻ. Nội dung để nguyên trong một ô; hãy chia lại bằng tay.",
        record.first.place,
    )


def _called(record: Record) -> str:
    return f" {record.number}" if record.number else ""
