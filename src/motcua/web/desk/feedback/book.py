"""The register of feedback as a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from motcua.feedback.enums.feedback import Term
from motcua.feedback.models import Feedback
from motcua.plans.files.long_tables import LongTable

_COLUMNS = (
    ("STT", 8),
    ("Mã", 16),
    ("Ngày gửi", 18),
    ("Cách gửi", 18),
    ("Loại", 12),
    ("Về", 22),
    ("Tóm tắt", 50),
    ("Thủ tục", 14),
    ("Cơ quan đang giữ", 28),
    ("Đơn vị, người xử lý", 28),
    ("Tình trạng", 18),
    ("Hạn trả lời", 18),
    ("Trả lời lúc", 18),
    ("Công khai lúc", 18),
    ("Việc từng quá hạn", 28),
    ("Người gửi đánh giá", 18),
)


def register_table(rows: Iterable[Feedback]) -> LongTable:
    """The register, one line each, counted as they are shown: a number of the whole register would tell what is
    kept from who reads it. Senders' names and contacts stay in the system."""
    return LongTable("So", "Sổ theo dõi phản ánh, kiến nghị", _COLUMNS, _lines(rows), "phản ánh, kiến nghị")


def _lines(rows: Iterable[Feedback]) -> Iterator[tuple[Any, ...]]:
    for place, row in enumerate(rows, 1):
        holder = row.holder.full_name if row.holder else ""
        unit = row.unit.short_name if row.unit else ""
        yield (
            place,
            row.code,
            row.sent_at,
            row.get_channel_display(),
            row.get_kind_display(),
            row.get_subject_display(),
            row.title,
            row.procedure.code if row.procedure else "",
            row.agency.name,
            " – ".join(filter(None, (unit, holder))),
            row.get_state_display(),
            row.due_at,
            row.answered_at,
            row.published_at,
            ", ".join(Term(term).label for term in row.late_terms),
            row.get_contentment_display(),
        )
