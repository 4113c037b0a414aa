"""Numbers of results: one series for each agency and year, each number and symbol once."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import connection

from motcua.dossiers.actions.codes import next_number
from motcua.dossiers.models import Result
from motcua.dossiers.queries.results import result_series
from motcua.dossiers.rules.results import result_number
from motcua.kernel.refusals import Refused


def number_of_result(*, agency_id: UUID, on: date, number: int | None, symbol: str) -> str:
    """The number and symbol of a result issued on the day: the next of the year, or the one that was asked for.

    Basis: NĐ 30/2020 art. 15(1): by order of issue from 01 on 1 January; number and symbol once in a year.

    :raises Refused: "result-number-wrong", "result-number-taken".
    """
    series = result_series(on.year)
    if number is None:
        return result_number(next_number(agency_id=agency_id, series=series), symbol)
    written = result_number(number, symbol)
    _reach(agency_id, series, number)
    if Result.objects.filter(agency=agency_id, register_year=on.year, number=written).exists():
        raise Refused(
            "result-number-taken",
            f"Số {written} đã cấp cho kết quả khác trong năm {on.year}. Để trống để hệ thống lấy số tiếp theo.",
            field="number",
        )
    return written


def _reach(agency_id: UUID, series: str, number: int) -> None:
    """The series goes on after the number that somebody chose; who chooses at the same time waits here."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO dossiers_counter (agency_id, series, last) VALUES (%s, %s, %s)"
            " ON CONFLICT (agency_id, series)"
            " DO UPDATE SET last = greatest(dossiers_counter.last, excluded.last)",
            [agency_id, series, number],
        )
