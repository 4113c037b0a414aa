"""What an hour is worth and what activities take, as they hold for an agency on a day."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from uuid import UUID

from django.db.models import Q

from motcua.deadlines.enums import Certainty
from motcua.kernel.refusals import Refused
from motcua.reviews.enums import Block, Confidence
from motcua.reviews.models import ActivityNorm, HourlyIncome
from motcua.reviews.queries.costs.sheets import bodies_whose_sheets_hold
from motcua.reviews.rules.cost.evidence import Income, Norm, sure_of
from motcua.reviews.rules.cost.numbers import grouped

_PLACES = Decimal("1e-9")


def find_income(agency_id: UUID, on: date) -> HourlyIncome | None:
    """What an hour is worth for the agency on the day: its own number, else of the nearest body above, else the shared
    one. Three queries."""
    bodies = bodies_whose_sheets_hold(agency_id, on)
    found = HourlyIncome.objects.filter(
        Q(agency__in=bodies) | Q(agency__isnull=True), in_force__contains=on
    ).select_related("agency", "by")
    return min(found, key=lambda income: _distance(bodies, income.agency_id), default=None)


def get_income(agency_id: UUID, on: date) -> HourlyIncome:
    """As `find_income`.

    :raises Refused: "hourly-income-missing".
    """
    found = find_income(agency_id, on)
    if found is None:
        raise Refused(
            "hourly-income-missing",
            f"Chưa có mức thu nhập một giờ cho ngày {on:%d/%m/%Y}. Thêm mức đó ở trang Định mức, thu nhập rồi làm lại.",
        )
    return found


def hourly_vnd(income: HourlyIncome) -> Decimal:
    """Đồng for an hour with the nine places that a sheet can hold."""
    exact = income.per_hour
    return (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(_PLACES, ROUND_HALF_UP)


def income_of(income: HourlyIncome) -> Income:
    """The same as the rules take it, with its source in words."""
    said = f"GDP bình quân đầu người năm {income.gdp_year}: {grouped(income.gdp_per_capita_vnd)} đồng ÷ "
    said += f"{grouped(income.hours_per_year)} giờ. {income.source}"
    return Income(hourly_vnd(income), said, sure_of(Certainty(income.certainty)))


def incomes_of(agency_id: UUID, on: date) -> list[HourlyIncome]:
    """Every number that concerns the agency, the latest first; three queries."""
    found = HourlyIncome.objects.filter(
        Q(agency__in=bodies_whose_sheets_hold(agency_id, on)) | Q(agency__isnull=True)
    )
    return list(found.select_related("agency", "by").order_by("-in_force", "agency", "id"))


def norms_in_force(agency_id: UUID, on: date) -> list[ActivityNorm]:
    """The norm of each activity that holds for the agency on the day, in the order of the sheet: its own, else of the
    nearest body above, else the shared one. Three queries."""
    bodies = bodies_whose_sheets_hold(agency_id, on)
    found = ActivityNorm.objects.filter(
        Q(agency__in=bodies) | Q(agency__isnull=True), in_force__contains=on
    ).select_related("agency", "by")
    nearest: dict[str, ActivityNorm] = {}
    for norm in sorted(found, key=lambda one: _distance(bodies, one.agency_id)):
        nearest.setdefault(norm.code, norm)
    order = {block.value: place for place, block in enumerate(Block)}
    return sorted(nearest.values(), key=lambda norm: (order[norm.block], norm.position, norm.code))


def norms_for(agency_id: UUID, on: date) -> dict[str, Norm]:
    """The same as the rules take them, by code."""
    return {
        norm.code: Norm(
            norm.code,
            Block(norm.block),
            norm.name,
            norm.hours,
            norm.service_vnd,
            norm.other_vnd,
            norm.source,
            Confidence(norm.confidence),
        )
        for norm in norms_in_force(agency_id, on)
    }


def _distance(bodies: list[UUID], agency_id: UUID | None) -> int:
    return len(bodies) if agency_id is None else bodies.index(agency_id)
