"""What every installation needs for counting compliance cost: what an hour is worth by year, typical activities, and
the targets of cutting that hold for everybody.

They are starting numbers; each says how sure it is. An office sets its own beside them.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from datetime import date, datetime
from decimal import Decimal
from importlib import resources

from psycopg.types.range import DateRange

from motcua.reviews.models import ActivityNorm, HourlyIncome, ReductionTarget

_ALWAYS = DateRange(date(2010, 6, 8), None)  # NĐ 63/2010/NĐ-CP applies from here


def load(*, at: datetime, say: Callable[[str], None] = lambda _: None) -> None:
    """Load what is not there yet; what is there stays as it is."""
    if not HourlyIncome.objects.filter(agency__isnull=True).exists():
        HourlyIncome.objects.bulk_create(_incomes(at))
    known = set(ActivityNorm.objects.filter(agency__isnull=True).values_list("code", flat=True))
    ActivityNorm.objects.bulk_create(norm for norm in _norms(at) if norm.code not in known)
    if not ReductionTarget.objects.filter(agency__isnull=True).exists():
        ReductionTarget.objects.bulk_create(_targets(at))


def _incomes(at: datetime) -> Iterator[HourlyIncome]:
    for row in _rows("hourly_incomes.csv"):
        yield HourlyIncome(
            in_force=DateRange(date.fromisoformat(row["start"]), _day(row["end"])),
            gdp_year=int(row["gdp_year"]),
            gdp_per_capita_vnd=int(row["gdp_per_capita_vnd"]),
            hours_per_year=int(row["hours_per_year"]),
            basis=row["basis"],
            source=row["source"],
            certainty=row["certainty"],
            at=at,
        )


def _norms(at: datetime) -> Iterator[ActivityNorm]:
    for position, row in enumerate(_rows("activity_norms.csv")):
        yield ActivityNorm(
            code=row["code"],
            in_force=_ALWAYS,
            block=row["block"],
            name=row["name"],
            unit=row["unit"],
            channel=row["channel"],
            distance_km=Decimal(row["distance_km"]) if row["distance_km"] else None,
            hours=Decimal(row["hours"]),
            service_vnd=Decimal(row["service_vnd"]),
            other_vnd=Decimal(row["other_vnd"]),
            source=row["source"],
            confidence=row["confidence"],
            position=position,
            at=at,
        )


def _targets(at: datetime) -> Iterator[ReductionTarget]:
    for row in _rows("reduction_targets.csv"):
        yield ReductionTarget(
            procedures=row["procedures"],
            burden=row["burden"],
            percent=Decimal(row["percent"]),
            baseline_on=date.fromisoformat(row["baseline_on"]),
            in_force=DateRange(date.fromisoformat(row["start"]), _day(row["end"])),
            basis=row["basis"],
            certainty=row["certainty"],
            at=at,
        )


def _rows(name: str) -> csv.DictReader[str]:
    text = (resources.files("motcua.reviews") / "data" / name).read_text(encoding="utf-8")
    return csv.DictReader(text.splitlines())


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
