"""The procedures of signed promulgation decisions, as they were known at an instant."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from motcua.catalogue.enums import ChangeKind, DecisionStage, VersionState
from motcua.kernel.clock import local_day
from motcua.organisations.queries.agencies import subtree
from motcua.reviews.enums import MonthlySpan
from motcua.reviews.queries.findings.scope import rows_of
from motcua.reviews.rules.monthly import Promulgated, span_of

# What a repealed procedure was stands in the last version that applied before the decision.
_PROMULGATED = """
    SELECT d.id::text, d.number, d.signed_on, d.issuer, p.id::text, p.code, coalesce(v.name, ''), i.change,
           coalesce(f.name, ''), coalesce(v.levels, '{}'), coalesce(v.competent_authority, '')
    FROM catalogue_promulgationdecision d
    JOIN catalogue_decisionitem i ON i.decision_id = d.id JOIN catalogue_procedure p ON p.id = i.procedure_id
    LEFT JOIN LATERAL (
        SELECT v.name, v.levels, v.competent_authority, v.field_id FROM catalogue_procedureversion v
        WHERE v.procedure_id = p.id
          AND (v.id = i.version_id
               OR (i.version_id IS NULL AND v.state = %(promulgated)s AND lower(v.in_force) < d.effective_on))
        ORDER BY v.number DESC LIMIT 1
    ) v ON true
    LEFT JOIN catalogue_field f ON f.id = v.field_id
    WHERE d.stage = %(signed)s AND d.approved_at <= %(at)s
      AND d.signed_on >= %(first)s AND d.signed_on < %(last)s
      AND (%(places)s::uuid[] IS NULL OR d.agency_id = ANY(%(places)s::uuid[]))
    ORDER BY d.signed_on, d.number, p.code
"""


def promulgated(*, month: date, at: datetime, agency_id: UUID | None = None) -> list[Promulgated]:
    """The procedures of decisions signed from January to the month's end that were recorded by the instant, of the
    agency with all below it or of everybody; one statement, and one for who is below."""
    year = span_of(month, MonthlySpan.YEAR)
    places = (
        None if agency_id is None else list(subtree(agency_id, local_day(at)).values_list("pk", flat=True))
    )
    asked = {
        "promulgated": VersionState.PROMULGATED.value,
        "signed": DecisionStage.PROMULGATED.value,
        "at": at,
        "first": year.start,
        "last": year.end,
        "places": places,
    }
    return [
        Promulgated(
            decision_id=decision,
            number=number,
            signed_on=signed_on,
            issuer=issuer,
            procedure_id=procedure,
            code=code,
            name=name,
            change=ChangeKind(change),
            field=field,
            levels=tuple(levels),
            authority=authority,
        )
        for decision, number, signed_on, issuer, procedure, code, name, change, field, levels, authority in rows_of(
            _PROMULGATED, asked
        )
    ]
