"""One kept sheet: which one stands for a procedure, and what it says."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from django.db.models import DecimalField, ExpressionWrapper, F, Q, QuerySet, Sum

from motcua.kernel.clock import VIETNAM
from motcua.organisations.models import Agency
from motcua.organisations.queries.agencies import line_above
from motcua.reviews.enums import Block, Confidence, CostOrigin, CostPart, EstimateStatus, Side
from motcua.reviews.models import CostEstimate, CostEstimateLine, CostFrequency
from motcua.reviews.rules.cost.frequency import Often
from motcua.reviews.rules.cost.kept import KeptLine, Value, plain_line
from motcua.reviews.rules.cost.sheets import CostLine, CostSheet

_PLACES = Decimal("1e-9")


def bodies_whose_sheets_hold(agency_id: UUID, on: date) -> list[UUID]:
    """The agency and the bodies above it: a division uses the sheets of its department. Two queries."""
    return [agency_id, *(agency.pk for agency in line_above(agency_id, on))]


def find_current(procedure: UUID | str, agency: Agency | UUID, on: date) -> CostEstimate | None:
    """The sheet of what the procedure (its identifier, or its code) costs as it is, made at the agency or above it by
    the end of the day: the one agreed last, else the draft; None when there is none. Three queries."""
    agency_id = agency.pk if isinstance(agency, Agency) else agency
    asked = "procedure" if isinstance(procedure, UUID) else "procedure__code"
    found = CostEstimate.objects.filter(
        **{asked: procedure}, agency__in=bodies_whose_sheets_hold(agency_id, on), side=Side.BEFORE
    )
    return standing(found, on).first()


def standing(found: QuerySet[CostEstimate], on: date) -> QuerySet[CostEstimate]:
    """Of the sheets those that stood at the end of the day: what was agreed first, the latest of them first."""
    until = end_of(on)
    stood = Q(status=EstimateStatus.AGREED, agreed_at__lt=until) | Q(
        status=EstimateStatus.DRAFT, made_at__lt=until
    )
    ordered = found.filter(stood).order_by("status", "-agreed_at", "-made_at", "-id")
    return ordered.select_related("procedure", "version", "agency", "income")


def end_of(on: date) -> datetime:
    """The first instant after the day."""
    return datetime.combine(on + timedelta(days=1), time(), tzinfo=VIETNAM)


def kept_lines(estimate: CostEstimate) -> list[tuple[CostEstimateLine, KeptLine]]:
    """The rows of a sheet in order, each as the rules see it with all its values; two queries."""
    rows = estimate.lines.prefetch_related("values").order_by("position", "id")
    return [(row, as_kept(row)) for row in rows]


def as_kept(row: CostEstimateLine) -> KeptLine:
    """A row as the rules see it; its values should be prefetched."""
    return KeptLine(
        key=row.key,
        block=Block(row.block),
        activity=row.activity,
        hourly_income_vnd=row.hourly_income_vnd,
        values=tuple(
            Value(
                CostPart(one.part),
                one.value,
                CostOrigin(one.origin),
                one.source,
                Confidence(one.confidence),
            )
            for one in row.values.all()
        ),
        channel=row.channel,
        norm=row.norm,
        component_id=row.component_id,
        note=row.note,
    )


def said_often(estimate: CostEstimate) -> list[tuple[CostFrequency, Often]]:
    """What each source says of a year, in the order in which they came; one query."""
    return [(row, as_often(row)) for row in estimate.frequencies.select_related("by")]


def often_of(estimate: CostEstimate) -> list[Often]:
    """The same without the rows; of a sheet older than they are, what it is counted with."""
    found = [often for _row, often in said_often(estimate)]
    return found or [
        Often(
            estimate.dossiers_per_year,
            estimate.subjects_per_year,
            CostOrigin(estimate.frequency_origin),
            estimate.frequency_source,
            Confidence(estimate.frequency_confidence),
        )
    ]


def as_often(row: CostFrequency) -> Often:
    """A row as the rules see it."""
    return Often(
        row.dossiers,
        row.subjects,
        CostOrigin(row.origin),
        row.source,
        Confidence(row.confidence),
        row.counted,
    )


def as_lines(estimate: CostEstimate) -> list[tuple[str, CostLine]]:
    """The lines of a sheet as the cost formula counts them, each with its key; two queries."""
    return [(kept.key, plain_line(kept)) for _row, kept in kept_lines(estimate)]


def as_sheet(before: CostEstimate, after: CostEstimate | None = None) -> CostSheet:
    """Both copies as the cost formula counts them; without a copy after nothing is changed, so that nothing is saved.

    How often a subject performs is rounded to nine places, with which workbooks are written; `year_of` is exact.
    """
    lines = tuple(line for _key, line in as_lines(before))
    then = lines if after is None else tuple(line for _key, line in as_lines(after))
    times = before.times_per_year
    return CostSheet(
        procedure=f"{before.procedure.code} {before.version.name}",
        times_per_year=(Decimal(times.numerator) / Decimal(times.denominator)).quantize(_PLACES).normalize()
        + Decimal(0),
        subjects_per_year=before.subjects_per_year,
        before=lines,
        after=then,
    )


def costs_of(estimate_ids: Collection[UUID]) -> dict[UUID, Fraction]:
    """What one performance costs by each of the sheets, in đồng, exact; one query."""
    once = F("times") * (
        F("hours") * F("hourly_income_vnd") + F("service_vnd") + F("fee_vnd") + F("other_vnd")
    )
    lines = CostEstimateLine.objects.filter(estimate__in=estimate_ids).order_by()
    exact = DecimalField(max_digits=60, decimal_places=27)
    sums = lines.values_list("estimate").annotate(cost=Sum(ExpressionWrapper(once, output_field=exact)))
    return {one: Fraction(0) for one in estimate_ids} | {one: Fraction(cost) for one, cost in sums}
