"""What every act on a cost sheet does: find it locked, write its lines, record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from motcua.accounts.models import Person
from motcua.kernel.actions import Fact, record
from motcua.kernel.clock import local_day
from motcua.kernel.refusals import Refused
from motcua.kernel.text import clean
from motcua.reviews.enums import CostPart
from motcua.reviews.models import CostEstimate, CostEstimateLine, CostFrequency, CostLineValue
from motcua.reviews.policy.costs import require_do_costs, sheet_not_found
from motcua.reviews.queries.costs.sheets import as_often
from motcua.reviews.rules.cost.frequency import Often, TakenOften, taken_often
from motcua.reviews.rules.cost.kept import OWN_PARTS, KeptLine
from motcua.reviews.rules.cost.numbers import number_of

LONGEST_SOURCE = 1000


def open_sheet(estimate_id: UUID, *, by: Person, at: datetime) -> CostEstimate:
    """The draft, locked for the person to change.

    :raises Refused: "cost-sheet-not-found", "do-reviews-not-allowed", "cost-sheet-agreed".
    """
    estimate = CostEstimate.objects.select_for_update(no_key=True).filter(pk=estimate_id).first()
    if estimate is None:
        raise sheet_not_found()
    require_do_costs(by, agency_id=estimate.agency_id, on=local_day(at))
    if not estimate.is_draft:
        raise Refused(
            "cost-sheet-agreed",
            "Bảng chi phí này đã được thống nhất nên không sửa được nữa. Lập bảng mới nếu số liệu đã đổi.",
        )
    return estimate


def write_lines(
    sheets: Iterable[tuple[CostEstimate, Sequence[KeptLine]]], *, by: Person | None, at: datetime
) -> None:
    """Write the lines of new sheets with all their values; two statements, however many sheets."""
    written: list[tuple[CostEstimateLine, KeptLine]] = []
    for estimate, lines in sheets:
        for position, line in enumerate(lines):
            written.append((row_of(estimate, line, position), line))
    CostEstimateLine.objects.bulk_create([row for row, _line in written])
    CostLineValue.objects.bulk_create(
        [value for row, line in written for value in values_of(row, line, by=by, at=at)]
    )


def set_often(estimate: CostEstimate, said: Sequence[Often]) -> TakenOften:
    """Set the numbers of a year on the sheet as they are taken among what is said; not written yet."""
    taken = taken_often(said)
    estimate.dossiers_per_year = taken.dossiers.dossiers
    estimate.subjects_per_year = taken.subjects.subjects
    estimate.frequency_origin = taken.dossiers.origin
    estimate.frequency_source = taken.source
    estimate.frequency_confidence = taken.confidence
    return taken


def write_often(
    sheets: Iterable[tuple[CostEstimate, Sequence[Often]]], *, by: Person | None, at: datetime
) -> None:
    """Write what the sources say of the year of new sheets, the taken ones marked; one statement."""
    rows = []
    for estimate, said in sheets:
        taken = taken_often(said)
        rows += [_often_row(estimate, one, taken, by, at) for one in said]
    CostFrequency.objects.bulk_create(rows)


def take_often_anew(estimate: CostEstimate) -> TakenOften:
    """Take the numbers of a year anew among what the rows say, and write which of them give them."""
    rows = list(estimate.frequencies.all())
    said = [as_often(row) for row in rows]
    taken = set_often(estimate, said)
    estimate.save()
    for flag, one in (("gives_dossiers", taken.dossiers), ("gives_subjects", taken.subjects)):
        giver = rows[said.index(one)]
        estimate.frequencies.filter(**{flag: True}).exclude(pk=giver.pk).update(**{flag: False})
        estimate.frequencies.filter(pk=giver.pk, **{flag: False}).update(**{flag: True})
    return taken


def say_often(estimate: CostEstimate, said: Often, *, by: Person | None, at: datetime) -> TakenOften:
    """Let one more source speak of the year of a draft; the same source speaks once."""
    estimate.frequencies.filter(origin=said.origin, source=said.source).delete()
    _often_row(estimate, said, None, by, at).save(force_insert=True)
    return take_often_anew(estimate)


def _often_row(
    estimate: CostEstimate, said: Often, taken: TakenOften | None, by: Person | None, at: datetime
) -> CostFrequency:
    return CostFrequency(
        estimate=estimate,
        dossiers=said.dossiers,
        subjects=said.subjects,
        counted=said.counted,
        origin=said.origin,
        source=said.source[:LONGEST_SOURCE],
        confidence=said.confidence,
        gives_dossiers=taken is not None and said is taken.dossiers,
        gives_subjects=taken is not None and said is taken.subjects,
        by=by,
        at=at,
    )


def row_of(estimate: CostEstimate, line: KeptLine, position: int) -> CostEstimateLine:
    """A line as a row not yet written, with the numbers taken."""
    return CostEstimateLine(
        estimate=estimate,
        position=position,
        key=line.key[:80],
        block=line.block,
        activity=line.activity[:500],
        norm=line.norm,
        component_id=line.component_id,
        channel=line.channel,
        hourly_income_vnd=line.hourly_income_vnd,
        note=line.note[:500],
        **{part.value: line.number(part) for part in OWN_PARTS},
    )


def values_of(
    row: CostEstimateLine, line: KeptLine, *, by: Person | None, at: datetime
) -> list[CostLineValue]:
    """What the sources of a line say, as rows not yet written, the taken ones marked."""
    taken = {id(line.taken(part)) for part in CostPart}
    return [
        CostLineValue(
            line=row,
            part=value.part,
            value=value.value,
            origin=value.origin,
            source=value.source[:LONGEST_SOURCE],
            confidence=value.confidence,
            is_taken=id(value) in taken,
            by=by,
            at=at,
        )
        for value in line.values
    ]


def checked_number(value: Decimal, *, what: str) -> Decimal:
    """The number, when it may stand in a sheet.

    :raises Refused: as `numbers.number_of`.
    """
    return number_of(value, place=what, what=what) or Decimal(0)


def source_or_refuse(text: str) -> str:
    """Where a number comes from, in words.

    :raises Refused: "cost-source-missing", "cost-source-too-long".
    """
    said = clean(text)
    if not said:
        raise Refused(
            "cost-source-missing",
            "Ghi nguồn của con số: ai cho biết, khi nào, bằng cách nào.",
            field="source",
        )
    if len(said) > LONGEST_SOURCE:
        raise Refused(
            "cost-source-too-long", f"Nguồn dài quá {LONGEST_SOURCE} ký tự. Viết gọn lại.", field="source"
        )
    return said


def note(
    kind: str,
    estimate: CostEstimate,
    by: Person | None,
    at: datetime,
    payload: Mapping[str, Any] | None = None,
) -> None:
    """Record an act on a sheet."""
    record(fact=fact_of(kind, estimate, payload), actor=by.actor if by else "system", at=at)


def fact_of(kind: str, estimate: CostEstimate, payload: Mapping[str, Any] | None = None) -> Fact:
    """What the journal keeps of an act on a sheet."""
    facts = {
        "procedure": str(estimate.procedure_id),
        "agency": str(estimate.agency_id),
        "side": estimate.side,
    }
    return Fact(kind, "cost_sheet", str(estimate.pk), {**facts, **(payload or {})})
