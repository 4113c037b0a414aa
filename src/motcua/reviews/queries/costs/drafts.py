"""What a sheet of a procedure would say, from catalogue, norms and dossiers; nothing is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from motcua.catalogue.models import ProcedureVersion
from motcua.kernel.clock import local_day
from motcua.organisations.models import Agency
from motcua.reviews.models import HourlyIncome
from motcua.reviews.queries.costs.evidence import Handled, asked_by, handled, questions_of, versions_asked
from motcua.reviews.queries.costs.settings import get_income, hourly_vnd, income_of, norms_for
from motcua.reviews.rules.cost.drafting import drafted
from motcua.reviews.rules.cost.evidence import Observed
from motcua.reviews.rules.cost.frequency import Often, counted_often
from motcua.reviews.rules.cost.kept import KeptLine


@dataclass(frozen=True, slots=True)
class Draft:
    """A sheet not kept yet."""

    version: ProcedureVersion
    lines: Sequence[KeptLine]
    often: Often
    income: HourlyIncome
    hourly_income_vnd: Decimal
    waited_days: Decimal | None
    waited_dossiers: int


def drafts_of(versions: Sequence[ProcedureVersion], *, agency: Agency, at: datetime) -> list[Draft]:
    """Drafts for the versions in the order of codes, as of the moment; a fixed number of statements.

    :raises Refused: "hourly-income-missing", "activity-norm-missing".
    """
    if not versions:
        return []
    on = local_day(at)
    income, norms = get_income(agency.pk, on), norms_for(agency.pk, on)
    full = versions_asked([version.pk for version in versions])
    seen = handled([version.procedure_id for version in full], agency_id=agency.pk, at=at)
    questions = questions_of([version.procedure.code for version in full], agency_id=agency.pk, on=on)
    drafts = []
    for version in full:
        shown = seen.get(version.procedure_id, Handled(Observed()))
        lines = drafted(
            asked_by(version, agency=agency, questions=questions),
            norms=norms,
            observed=shown.observed,
            income=income_of(income),
        )
        drafts.append(
            Draft(
                version,
                lines,
                counted_often(shown.observed),
                income,
                hourly_vnd(income),
                shown.waited_days,
                shown.waited_dossiers,
            )
        )
    return drafts
