"""Giving out numbers: once each, inside the transaction that uses them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db import connection

from motcua.dossiers.rules.codes import dossier_code
from motcua.kernel.refusals import Refused
from motcua.organisations.models import Agency

_NEXT = (
    "INSERT INTO dossiers_counter (agency_id, series, last) VALUES (%s, %s, 1)"
    " ON CONFLICT (agency_id, series) DO UPDATE SET last = dossiers_counter.last + 1"
)


def allocate_code(*, agency: Agency, on: date, also: Sequence[str] = ()) -> tuple[str, dict[str, int]]:
    """The next dossier code of `agency` for the day, and the next number of each other series asked for (`also`), in
    one statement. Given back to nobody: a transaction that fails leaves no gap.

    Writers of one agency wait for each other from here to their commit; those of different agencies do not.

    :raises Refused: "code-pattern-not-found", "code-series-exhausted".
    """
    own = f"dossier:{on:%Y%m%d}"
    pattern, numbers = _pattern_and_numbers(agency.pk, on, [own, *also])
    number = numbers.pop(own)
    if pattern is None:
        raise Refused(
            "code-pattern-not-found",
            f"Ngày {on:%d/%m/%Y} chưa có mẫu mã hồ sơ. Quản trị nghiệp vụ cần khai báo mẫu mã kèm căn cứ.",
        )
    return dossier_code(pattern=pattern, agency=agency.code, on=on, number=number), numbers


def _pattern_and_numbers(
    agency_id: UUID, on: date, series: Sequence[str]
) -> tuple[str | None, dict[str, int]]:
    """The agency's own pattern or the one of all, and the next number of each series, in one statement: others wait
    for the numbers until we commit. All writers take the series in the same order."""
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH number AS (INSERT INTO dossiers_counter (agency_id, series, last)"
            " SELECT %s::uuid, one, 1 FROM unnest(%s::text[]) AS one"
            " ON CONFLICT (agency_id, series) DO UPDATE SET last = dossiers_counter.last + 1"
            " RETURNING series, last)"
            " SELECT (SELECT pattern FROM dossiers_codepattern WHERE in_force @> %s::date"
            " AND (agency_id = %s OR agency_id IS NULL) ORDER BY agency_id NULLS LAST LIMIT 1), series, last"
            " FROM number",
            [agency_id, list(series), on, agency_id],
        )
        rows = cursor.fetchall()
    return rows[0][0], {name: int(last) for _pattern, name, last in rows}


def next_number(*, agency_id: UUID, series: str) -> int:
    """The next number of the agency's series, from 1; the row stays locked until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(f"{_NEXT} RETURNING last", [agency_id, series])
        return int(cursor.fetchone()[0])
