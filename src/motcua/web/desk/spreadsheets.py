"""Workbooks sent to the browser."""

from __future__ import annotations

from collections.abc import Sequence
from tempfile import TemporaryFile

from django.http import FileResponse, HttpResponse

from motcua.plans.files.long_tables import LongTable, write_tables

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def xlsx(workbook: bytes, *, name: str) -> HttpResponse:
    """A workbook to keep as `name`.xlsx."""
    response = HttpResponse(workbook, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return response


def long_xlsx(tables: Sequence[LongTable], *, name: str) -> FileResponse:
    """Lists of any length to keep as `name`.xlsx: written to a file of its own and sent from there."""
    file = TemporaryFile()  # noqa: SIM115  # the response closes it
    write_tables(file, tables)
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=f"{name}.xlsx", content_type=XLSX)
