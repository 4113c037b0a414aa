"""Setting what an hour is worth and what activities take, for an agency from a day on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction
from psycopg.types.range import DateRange

from motcua.accounts.models import Person
from motcua.deadlines.enums import Certainty
from motcua.kernel.actions import Fact, record
from motcua.kernel.clock import local_day
from motcua.kernel.refusals import Refused
from motcua.organisations.models import Agency
from motcua.reviews.actions.costs.keeping import source_or_refuse
from motcua.reviews.enums import Confidence
from motcua.reviews.models import ActivityNorm, HourlyIncome
from motcua.reviews.policy.costs import require_set_costs
from motcua.reviews.queries.costs.settings import norms_in_force
from motcua.reviews.rules.cost.numbers import number_of

MOST_GDP = 10**12
MOST_HOURS = 8784  # of a leap year


@dataclass(frozen=True, slots=True)
class IncomeFacts:
    """What an hour is worth: GDP per head of a year in đồng by the hours worked in a year."""

    gdp_year: int
    gdp_per_capita_vnd: int
    hours_per_year: int
    basis: str
    source: str
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class NormFacts:
    """What an activity takes once."""

    hours: Decimal
    service_vnd: Decimal
    other_vnd: Decimal
    source: str
    confidence: Confidence
    distance_km: Decimal | None = None


@transaction.atomic
def set_income(*, agency_id: UUID, facts: IncomeFacts, since: date, by: Person, at: datetime) -> HourlyIncome:
    """The agency's own number from a day on; the one that held until then ends. Kept sheets keep theirs.

    :raises Refused: "keep-reviews-not-allowed", "income-not-possible", "cost-source-missing", "cost-setting-later".
    """
    Agency.objects.select_for_update(no_key=True).get(pk=agency_id)
    require_set_costs(by, agency_id=agency_id, on=local_day(at))
    if not 0 < facts.gdp_per_capita_vnd <= MOST_GDP or not 0 < facts.hours_per_year <= MOST_HOURS:
        raise Refused(
            "income-not-possible",
            f"GDP bình quân phải lớn hơn 0 và số giờ làm việc một năm từ 1 đến {MOST_HOURS}. Kiểm tra lại con số.",
        )
    basis, source = source_or_refuse(facts.basis), source_or_refuse(facts.source)
    _make_room(HourlyIncome.objects.filter(agency=agency_id), since)
    made = HourlyIncome.objects.create(
        agency_id=agency_id,
        in_force=DateRange(since, None),
        gdp_year=facts.gdp_year,
        gdp_per_capita_vnd=facts.gdp_per_capita_vnd,
        hours_per_year=facts.hours_per_year,
        basis=basis,
        source=source,
        certainty=facts.certainty,
        by=by,
        at=at,
    )
    payload = {"since": since.isoformat(), "gdp": facts.gdp_per_capita_vnd, "hours": facts.hours_per_year}
    _note("HourlyIncomeSet", agency_id, {**payload, "source": source}, by, at)
    return made


@transaction.atomic
def set_norm(
    *, agency_id: UUID, code: str, facts: NormFacts, since: date, by: Person, at: datetime
) -> ActivityNorm:
    """What an activity takes by the agency's own experience from a day on. Kept sheets keep their numbers.

    :raises Refused: "keep-reviews-not-allowed", "activity-norm-not-found", "cost-source-missing",
        "cost-setting-later", as `numbers.number_of`.
    """
    Agency.objects.select_for_update(no_key=True).get(pk=agency_id)
    require_set_costs(by, agency_id=agency_id, on=local_day(at))
    known = next((norm for norm in norms_in_force(agency_id, local_day(at)) if norm.code == code), None)
    if known is None:
        raise Refused(
            "activity-norm-not-found", "Thư viện không có hoạt động này. Xem lại danh sách định mức."
        )
    source = source_or_refuse(facts.source)
    numbers = {
        name: number_of(getattr(facts, name), place=what, what=what) or Decimal(0)
        for name, what in (
            ("hours", "số giờ"),
            ("service_vnd", "chi phí thuê"),
            ("other_vnd", "chi phí khác"),
        )
    }
    _make_room(ActivityNorm.objects.filter(agency=agency_id, code=code), since)
    made = ActivityNorm.objects.create(
        code=code,
        agency_id=agency_id,
        in_force=DateRange(since, None),
        block=known.block,
        name=known.name,
        unit=known.unit,
        channel=known.channel,
        distance_km=facts.distance_km if known.distance_km is not None else None,
        source=source,
        confidence=facts.confidence,
        position=known.position,
        by=by,
        at=at,
        **numbers,
    )
    said = {name: str(number) for name, number in numbers.items()}
    _note(
        "ActivityNormSet",
        agency_id,
        {"code": code, "since": since.isoformat(), "source": source, **said},
        by,
        at,
    )
    return made


def _make_room(rows: Any, since: date) -> None:
    """End what holds on the day; nothing may begin on it or later.

    :raises Refused: "cost-setting-later".
    """
    later = rows.filter(in_force__startswith__gte=since).order_by("in_force").first()
    if later is not None:
        raise Refused(
            "cost-setting-later",
            f"Đã có một mức của cơ quan áp dụng từ {later.in_force.lower:%d/%m/%Y}. Chọn ngày sau ngày đó.",
            field="since",
        )
    for row in rows.filter(in_force__contains=since):
        row.in_force = DateRange(row.in_force.lower, since)
        row.save(update_fields=["in_force"])


def _note(kind: str, agency_id: UUID, payload: dict[str, Any], by: Person, at: datetime) -> None:
    fact = Fact(kind, "cost_settings", str(agency_id), payload)
    record(fact=fact, actor=by.actor, at=at)
