"""What every installation needs: patterns of dossier codes, and an online door that is shut until somebody opens it."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date, datetime
from importlib import resources

from django.db import transaction
from psycopg.types.range import DateRange

from motcua.dossiers.models import CodePattern, OnlineDoor
from motcua.dossiers.rules.codes import check_pattern

_LAW_SINCE = date(2018, 6, 21)
_NATIONAL_PORTAL = (
    "Từ 01/7/2025 người dân, doanh nghiệp nộp hồ sơ trực tuyến tại Cổng Dịch vụ công quốc gia. "
    "Quản trị nghiệp vụ mở cổng nộp tại đây cho thủ tục nội bộ hoặc cơ quan chưa nối với Cổng quốc gia."
)


def load(*, at: datetime, say: Callable[[str], None] = lambda _: None) -> None:
    """Load what is not there yet; what an office changed stays as it is."""
    with transaction.atomic():
        if not CodePattern.objects.exists():
            CodePattern.objects.bulk_create(_shipped_patterns())
        if not OnlineDoor.objects.exists():
            OnlineDoor.objects.create(
                is_open=False, reason=_NATIONAL_PORTAL, in_force=DateRange(_LAW_SINCE, None)
            )


def _shipped_patterns() -> list[CodePattern]:
    text = (resources.files("motcua.dossiers") / "data" / "code_patterns.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    for row in rows:
        check_pattern(row["pattern"])
    return [
        CodePattern(
            pattern=row["pattern"],
            basis=row["basis"],
            certainty=row["certainty"],
            in_force=DateRange(date.fromisoformat(row["start"]), _day(row["end"])),
        )
        for row in rows
    ]


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
