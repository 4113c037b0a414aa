"""A sheet filled in elsewhere becomes the draft's lines."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from django.db import transaction

from motcua.accounts.models import Person
from motcua.kernel.refusals import Refused
from motcua.kernel.text import clean
from motcua.reviews.actions.costs.keeping import note, open_sheet, say_often, write_lines
from motcua.reviews.enums import Confidence, CostOrigin, Side
from motcua.reviews.models import CostEstimate
from motcua.reviews.queries.costs.sheets import kept_lines
from motcua.reviews.rules.cost.frequency import Often
from motcua.reviews.rules.cost.kept import exactly
from motcua.reviews.rules.cost.merging import SAME_COUNT, merged_lines, rounded
from motcua.reviews.rules.cost.sheets import CostSheet


@transaction.atomic
def import_lines(
    *, estimate_id: UUID, sheet: CostSheet, file_name: str, by: Person, at: datetime
) -> CostEstimate:
    """The lines of the file's copy of the same side replace those of the draft. Lines that say the same keep their
    sources; the others say that they come from the file. How often and how many come along as one more source.

    :raises Refused: as `open_sheet`, "cost-lines-missing".
    """
    estimate = open_sheet(estimate_id, by=by, at=at)
    incoming = sheet.lines(Side(estimate.side))
    if not incoming and estimate.side == Side.BEFORE:
        raise Refused("cost-lines-missing", "Bảng hiện tại trong tệp không có dòng nào nên không nhập được.")
    source = f"Tệp {clean(file_name)[:200]}"
    before = [line for _row, line in kept_lines(estimate)]
    lines = merged_lines(before, incoming, source=source)
    estimate.lines.all().delete()
    write_lines([(estimate, lines)], by=by, at=at)
    estimate.revision += 1
    estimate.save()
    _say_often(estimate, sheet, source, by, at)
    kept = sum(line in before for line in lines)
    note("CostSheetImported", estimate, by, at, {"file": source, "lines": len(lines), "unchanged": kept})
    return estimate


def _say_often(estimate: CostEstimate, sheet: CostSheet, source: str, by: Person, at: datetime) -> None:
    """Let the file say how often and how many, unless it only repeats what the draft says."""
    known = Fraction(estimate.dossiers_per_year), Fraction(estimate.subjects_per_year)
    told = sheet.performances, Fraction(sheet.subjects_per_year)
    if all(abs(one - other) <= SAME_COUNT for one, other in zip(known, told, strict=True)):
        return
    dossiers = rounded(exactly(Decimal(sheet.times_per_year), sheet.subjects_per_year))
    said = Often(dossiers, rounded(sheet.subjects_per_year), CostOrigin.FILE, source, Confidence.MEDIUM)
    say_often(estimate, said, by=by, at=at)
