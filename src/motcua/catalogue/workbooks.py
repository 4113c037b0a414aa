"""Lists of the catalogue as workbooks for offices."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO

from motcua.catalogue.queries.quality import ProcedureFindings


def quality_workbook(rows: Iterable[ProcedureFindings]) -> bytes:
    """An XLSX file with one line for each finding: code, name, weight, kind, constituent, what to do."""
    import xlsxwriter

    buffer = BytesIO()
    # Texts come from imported files: none of them may turn into a formula or a link.
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        sheet = book.add_worksheet("Chất lượng dữ liệu")
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        for column, width in enumerate((12, 48, 14, 34, 26, 70)):
            sheet.set_column(column, column, width, wrapped)
        heading = book.add_format({"bold": True, "bottom": 1})
        sheet.write_row(0, 0, ("Mã", "Thủ tục", "Mức độ", "Loại", "Bộ phận", "Cần làm"), heading)
        line = 0
        for row in rows:
            for finding in row.findings:
                line += 1
                words = (
                    finding.severity.label,
                    finding.kind.label,
                    finding.constituent.label,
                    finding.message,
                )
                sheet.write_row(line, 0, (row.code, row.name, *words))
        sheet.freeze_panes(1, 2)
        sheet.autofilter(0, 0, max(line, 1), 5)
    return buffer.getvalue()
