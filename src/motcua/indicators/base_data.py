"""What every installation needs: the most points of the components of indexes, as far as they are known."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from importlib import resources

from psycopg.types.range import DateRange

from motcua.indicators.models import IndexMaximum


def load(*, at: datetime, say: Callable[[str], None] = lambda _: None) -> None:
    """Load what is not there yet; what an office entered stays as it is."""
    if not IndexMaximum.objects.exists():
        IndexMaximum.objects.bulk_create(_shipped())


def _shipped() -> list[IndexMaximum]:
    text = (resources.files("motcua.indicators") / "data" / "index_maxima.csv").read_text(encoding="utf-8")
    return [
        IndexMaximum(
            index=row["index"],
            component=row["component"],
            points=Decimal(row["points"]),
            basis=row["basis"],
            certainty=row["certainty"],
            in_force=DateRange(date.fromisoformat(row["start"]), _day(row["end"])),
        )
        for row in csv.DictReader(text.splitlines())
    ]


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
