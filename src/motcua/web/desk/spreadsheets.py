"""Workbooks sent to the browser."""

from __future__ import annotations

from django.http import HttpResponse

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def xlsx(workbook: bytes, *, name: str) -> HttpResponse:
    """A workbook to keep as `name`.xlsx."""
    response = HttpResponse(workbook, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return response
