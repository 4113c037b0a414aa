"""Giving out numbers: once each, inside the transaction that uses them."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import connection
from django.db.models import F, Q

from motcua.dossiers.models import CodePattern
from motcua.dossiers.rules.codes import dossier_code
from motcua.kernel.refusals import Refused
from motcua.organisations.models import Agency


def allocate_code(*, agency: Agency, on: date) -> str:
    """The next dossier code of `agency` for the day. Given back to nobody: a transaction that fails leaves no gap.

    Writers of one agency wait for each other from here to their commit; those of different agencies do not.

    :raises Refused: "code-pattern-not-found", "code-series-exhausted".
    """
    patterns = CodePattern.objects.filter(Q(agency=agency) | Q(agency=None), in_force__contains=on)
    pattern = patterns.order_by(F("agency").asc(nulls_last=True)).values_list("pattern", flat=True).first()
    if pattern is None:
        raise Refused(
            "code-pattern-not-found",
            f"Ngày {on:%d/%m/%Y} chưa có mẫu mã hồ sơ. Quản trị nghiệp vụ cần khai báo mẫu mã kèm căn cứ.",
        )
    number = next_number(agency_id=agency.pk, series=f"dossier:{on:%Y%m%d}")
    return dossier_code(pattern=pattern, agency=agency.code, on=on, number=number)


def next_number(*, agency_id: UUID, series: str) -> int:
    """The next number of the agency's series, from 1; the row stays locked until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO dossiers_counter (agency_id, series, last) VALUES (%s, %s, 1)"
            " ON CONFLICT (agency_id, series) DO UPDATE SET last = dossiers_counter.last + 1 RETURNING last",
            [agency_id, series],
        )
        return int(cursor.fetchone()[0])
