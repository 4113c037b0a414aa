"""The keepers' list as a workbook."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO

from motcua.catalogue.queries.keeping import KeptProcedure

_COLUMNS = (
    ("Mã", 12),
    ("Tên thủ tục", 70),
    ("Tình trạng", 16),
    ("Áp dụng từ", 12),
    ("Đến hết", 12),
    ("Loại", 28),
    ("Cấp thực hiện", 24),
    ("Lĩnh vực", 34),
    ("Chất lượng", 16),
    ("Có dự thảo", 12),
)


def kept_workbook(rows: Iterable[KeptProcedure]) -> bytes:
    """One line for each procedure; days are real days, text is never taken for a formula."""
    from datetime import timedelta

    from xlsxwriter import Workbook

    memory = BytesIO()
    with Workbook(
        memory, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        sheet = book.add_worksheet("Danh mục")
        head = book.add_format({"bold": True, "bg_color": "#F4F0E8", "bottom": 1})
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for place, (title, width) in enumerate(_COLUMNS):
            sheet.set_column(place, place, width)
            sheet.write_string(0, place, title, head)
        sheet.freeze_panes(1, 2)
        for line, row in enumerate(rows, start=1):
            levels = ", ".join(level.label for level in row.levels)
            texts = [row.code, row.name, row.standing.label, "", "", row.kind.label, levels, row.field_name]
            texts += [row.quality.label, "Có" if row.draft_id else ""]
            for place, text in enumerate(texts):
                sheet.write_string(line, place, text)
            if row.since:
                sheet.write_datetime(line, 3, row.since, day)
            if row.until:
                sheet.write_datetime(line, 4, row.until - timedelta(days=1), day)
    return memory.getvalue()
