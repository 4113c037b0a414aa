"""How many dossiers of how many subjects come in a year, as one more source says it, or says it no more."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from motcua.accounts.models import Person
from motcua.kernel.refusals import Refused
from motcua.reviews.actions.costs.keeping import (
    checked_number,
    note,
    open_sheet,
    say_often,
    source_or_refuse,
    take_often_anew,
)
from motcua.reviews.enums import Confidence, CostOrigin
from motcua.reviews.models import CostEstimate
from motcua.reviews.rules.cost.frequency import Often


@transaction.atomic
def set_frequency(
    *,
    estimate_id: UUID,
    dossiers: Decimal,
    subjects: Decimal,
    origin: CostOrigin,
    source: str,
    confidence: Confidence,
    by: Person,
    at: datetime,
) -> CostEstimate:
    """Let one more source say how many dossiers of how many subjects come in a year; what dossiers show stays beside
    it, and the medium-low counts. The same source speaks once.

    :raises Refused: as `open_sheet`, "cost-subjects-missing", "cost-source-missing", as `numbers.number_of`.
    """
    estimate = open_sheet(estimate_id, by=by, at=at)
    many = checked_number(dossiers, what="số hồ sơ một năm")
    people = checked_number(subjects, what="số đối tượng một năm")
    if many and not people:
        raise Refused(
            "cost-subjects-missing",
            "Có hồ sơ thì phải có ít nhất một đối tượng. Ghi số đối tượng.",
            field="subjects",
        )
    said = Often(many, people, origin, source_or_refuse(source), confidence)
    before = _year(estimate)
    estimate.revision += 1
    taken = say_often(estimate, said, by=by, at=at)
    facts = {
        "dossiers": str(many),
        "subjects": str(people),
        "source": said.source,
        **{f"{name}_taken": number for name, number in _year(estimate).items()},
        **{f"{name}_before": number for name, number in before.items()},
        "why": taken.why,
    }
    note("CostFrequencySet", estimate, by, at, facts)
    return estimate


@transaction.atomic
def remove_frequency(
    *, estimate_id: UUID, frequency_id: int, reason: str, by: Person, at: datetime
) -> CostEstimate:
    """Take away what a source says of a year, because it is wrong; the numbers are taken among what remains.

    :raises Refused: as `open_sheet`, "cost-value-not-found", "cost-frequency-last", "cost-source-missing".
    """
    estimate = open_sheet(estimate_id, by=by, at=at)
    row = estimate.frequencies.filter(pk=frequency_id).first()
    if row is None:
        raise Refused("cost-value-not-found", "Không còn con số này. Xem lại bảng chi phí.")
    if estimate.frequencies.count() == 1:
        raise Refused(
            "cost-frequency-last",
            "Đây là nguồn duy nhất về số hồ sơ một năm. Ghi số của nguồn khác trước rồi hãy bỏ số này.",
        )
    why = source_or_refuse(reason)
    gone = {"dossiers": str(row.dossiers), "subjects": str(row.subjects), "source": row.source, "reason": why}
    row.delete()
    estimate.revision += 1
    take_often_anew(estimate)
    note("CostFrequencyRemoved", estimate, by, at, gone)
    return estimate


def _year(estimate: CostEstimate) -> dict[str, str]:
    return {"dossiers": str(estimate.dossiers_per_year), "subjects": str(estimate.subjects_per_year)}
