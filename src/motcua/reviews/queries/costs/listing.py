"""What the procedures of an agency cost, all in one statement."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any
from uuid import UUID

from motcua.organisations.models import Agency
from motcua.reviews.enums import Confidence, EstimateStatus, Side
from motcua.reviews.queries.costs.sheets import bodies_whose_sheets_hold, end_of
from motcua.reviews.queries.findings.scope import rows_of
from motcua.reviews.rules.cost.kept import confidence_of
from motcua.reviews.rules.cost.numbers import whole_vnd

# A line's cost and how sure it is: as sure as the least sure number that it is counted with, of which
# what an hour is worth only where there are hours.
LINE_COSTS = """
    SELECT l.estimate_id,
           l.times * (l.hours * l.hourly_income_vnd + l.service_vnd + l.fee_vnd + l.other_vnd) AS cost,
           coalesce((
               SELECT CASE WHEN bool_or(v.confidence = 'low') THEN 'low'
                           WHEN bool_or(v.confidence = 'medium') THEN 'medium' ELSE 'high' END
               FROM reviews_costlinevalue v WHERE v.line_id = l.id AND v.is_taken AND v.value > 0
                 AND (v.part <> 'income_vnd' OR l.hours > 0)
           ), 'high') AS confidence
    FROM reviews_costestimateline l JOIN chosen c ON c.id = l.estimate_id
"""
_CURRENT = f"""
    WITH chosen AS MATERIALIZED (
        SELECT DISTINCT ON (e.procedure_id) e.*
        FROM reviews_costestimate e
        WHERE e.agency_id = ANY(%(bodies)s::uuid[]) AND e.side = %(before)s
          AND (e.status = %(agreed)s AND e.agreed_at < %(until)s OR e.status = %(draft)s AND e.made_at < %(until)s)
        ORDER BY e.procedure_id, e.status, e.agreed_at DESC NULLS LAST, e.made_at DESC, e.id DESC
    ), costs AS ({LINE_COSTS}), sums AS (
        SELECT estimate_id, sum(cost) AS cost,
               coalesce(sum(cost) FILTER (WHERE confidence = 'high'), 0) AS high,
               coalesce(sum(cost) FILTER (WHERE confidence = 'medium'), 0) AS medium,
               coalesce(sum(cost) FILTER (WHERE confidence = 'low'), 0) AS low
        FROM costs GROUP BY 1
    )
    SELECT c.procedure_id, p.code, v.name, c.version_id, c.id, c.status, c.dossiers_per_year, c.subjects_per_year,
           coalesce(s.cost, 0), coalesce(s.high, 0), coalesce(s.medium, 0), coalesce(s.low, 0), c.frequency_confidence
    FROM chosen c JOIN catalogue_procedure p ON p.id = c.procedure_id
    JOIN catalogue_procedureversion v ON v.id = c.version_id LEFT JOIN sums s ON s.estimate_id = c.id
    ORDER BY p.code
"""


@dataclass(frozen=True, slots=True)
class CurrentCost:
    """What a procedure costs as it is, by the sheet that stands; amounts in đồng, exact."""

    procedure_id: UUID
    code: str
    name: str
    version_id: UUID
    estimate_id: UUID
    status: EstimateStatus
    dossiers_per_year: Fraction
    subjects_per_year: Fraction
    dossier: Fraction
    by_confidence: Mapping[Confidence, Fraction]
    frequency_confidence: Confidence

    @property
    def year(self) -> Fraction:
        """For all dossiers of a year."""
        return self.dossier * self.dossiers_per_year

    @property
    def per_dossier_vnd(self) -> int:
        """Whole đồng for one dossier."""
        return whole_vnd(self.dossier)

    @property
    def per_year_vnd(self) -> int:
        """Whole đồng for a year, rounded once."""
        return whole_vnd(self.year)

    @property
    def confidence(self) -> Confidence:
        """How sure the cost of one dossier is."""
        return confidence_of(self.by_confidence)


def current_costs(agency: Agency | UUID, on: date) -> dict[UUID, CurrentCost]:
    """Of each procedure with a sheet made at the agency or above it by the end of the day, what it costs as it is, by
    procedure in the order of codes; three queries."""
    agency_id = agency.pk if isinstance(agency, Agency) else agency
    asked = {
        "bodies": bodies_whose_sheets_hold(agency_id, on),
        "until": end_of(on),
        "before": Side.BEFORE.value,
        "agreed": EstimateStatus.AGREED.value,
        "draft": EstimateStatus.DRAFT.value,
    }
    return {row[0]: as_cost(row) for row in rows_of(_CURRENT, asked)}


def as_cost(row: Sequence[Any]) -> CurrentCost:
    """A row of what a statement like the one above gives."""
    procedure, code, name, version, estimate, status, dossiers, subjects, cost, high, medium, low, sure = row
    return CurrentCost(
        procedure_id=procedure,
        code=code,
        name=name,
        version_id=version,
        estimate_id=estimate,
        status=EstimateStatus(status),
        dossiers_per_year=Fraction(dossiers),
        subjects_per_year=Fraction(subjects),
        dossier=Fraction(cost),
        by_confidence={
            Confidence.HIGH: Fraction(high),
            Confidence.MEDIUM: Fraction(medium),
            Confidence.LOW: Fraction(low),
        },
        frequency_confidence=Confidence(sure),
    )
