"""Changing a draft: what a source says of a number, lines, how often in a year."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.db.models import F, Max

from motcua.accounts.models import Person
from motcua.kernel.ids import new_id
from motcua.kernel.refusals import Refused
from motcua.kernel.text import clean
from motcua.reviews.actions.costs.keeping import (
    checked_number,
    note,
    open_sheet,
    row_of,
    source_or_refuse,
    values_of,
)
from motcua.reviews.enums import Block, Confidence, CostOrigin, CostPart
from motcua.reviews.models import CostEstimate, CostEstimateLine, CostLineValue
from motcua.reviews.queries.costs.settings import income_of
from motcua.reviews.queries.costs.sheets import as_kept
from motcua.reviews.rules.cost.kept import OWN_PARTS, KeptLine, Value
from motcua.reviews.rules.cost.lines import MOST_LINES

LONGEST_ACTIVITY = 500


@transaction.atomic
def put_value(
    *,
    estimate_id: UUID,
    line_id: int,
    part: CostPart,
    value: Decimal,
    origin: CostOrigin,
    source: str,
    confidence: Confidence,
    by: Person,
    at: datetime,
) -> CostEstimateLine:
    """Let one more source speak of a number of a line; of all that is said the medium-low is taken. The same source
    speaks once.

    :raises Refused: as `open_sheet`, "cost-line-not-found", "cost-income-of-sheet", "cost-source-missing",
        "cost-source-too-long", as `numbers.number_of`.
    """
    estimate = open_sheet(estimate_id, by=by, at=at)
    row = _line(estimate, line_id)
    _refuse_income(part)
    said = Value(part, _number(part, value), origin, source_or_refuse(source), confidence)
    before = getattr(row, part.value)
    row.values.filter(part=part, origin=origin, source=said.source).delete()
    CostLineValue.objects.create(
        line=row,
        part=part,
        value=said.value,
        origin=origin,
        source=said.source,
        confidence=confidence,
        by=by,
        at=at,
    )
    if part is CostPart.HOURS:
        _say_income(estimate, row, by, at)
    row = _line(estimate, line_id)
    line = _take_anew(row)
    _touch(estimate)
    taken = {
        "part": part.value,
        "said": str(said.value),
        "taken": str(line.number(part)),
        "before": str(before),
    }
    note("CostValuePut", estimate, by, at, {"activity": row.activity, "source": said.source, **taken})
    return row


@transaction.atomic
def remove_value(
    *, estimate_id: UUID, line_id: int, value_id: int, reason: str, by: Person, at: datetime
) -> CostEstimateLine:
    """Take away what a source says of a number, because it is wrong; the number is taken among what remains.

    :raises Refused: as `open_sheet`, "cost-line-not-found", "cost-value-not-found", "cost-income-of-sheet",
        "cost-source-missing".
    """
    estimate = open_sheet(estimate_id, by=by, at=at)
    row = _line(estimate, line_id)
    value = row.values.filter(pk=value_id).first()
    if value is None:
        raise Refused("cost-value-not-found", "Không còn con số này. Xem lại dòng chi phí.")
    _refuse_income(value.part)
    why = source_or_refuse(reason)
    gone = {"part": value.part, "value": str(value.value), "source": value.source, "reason": why}
    value.delete()
    row = _line(estimate, line_id)
    _take_anew(row)
    _touch(estimate)
    note("CostValueRemoved", estimate, by, at, {"activity": row.activity, **gone})
    return row


@transaction.atomic
def add_line(
    *,
    estimate_id: UUID,
    block: Block,
    activity: str,
    numbers: Mapping[CostPart, Decimal],
    origin: CostOrigin,
    source: str,
    confidence: Confidence,
    by: Person,
    at: datetime,
) -> CostEstimateLine:
    """An activity that the catalogue does not show.

    :raises Refused: as `open_sheet`, "cost-activity-missing", "cost-text-too-long", "cost-too-many-lines",
        "cost-source-missing", as `numbers.number_of`.
    """
    estimate = open_sheet(estimate_id, by=by, at=at)
    said, where = _activity(activity), source_or_refuse(source)
    if estimate.lines.count() >= MOST_LINES:
        raise Refused("cost-too-many-lines", f"Bảng đã có {MOST_LINES} dòng. Gộp các công việc giống nhau.")
    values = tuple(
        Value(part, _number(part, number), origin, where, confidence) for part, number in numbers.items()
    )
    income = _income(estimate)
    line = KeptLine(
        f"own:{new_id()}", block, said, estimate.hourly_income_vnd, (*values, *([income] if income else []))
    )
    last = estimate.lines.aggregate(last=Max("position"))["last"]
    row = row_of(estimate, line, 0 if last is None else last + 1)
    row.save(force_insert=True)
    CostLineValue.objects.bulk_create(values_of(row, line, by=by, at=at))
    _touch(estimate)
    note("CostLineAdded", estimate, by, at, {"activity": said, "block": block.value, "source": where})
    return row


@transaction.atomic
def remove_line(*, estimate_id: UUID, line_id: int, by: Person, at: datetime, reason: str = "") -> None:
    """Take an activity out of a draft.

    :raises Refused: as `open_sheet`, "cost-line-not-found".
    """
    estimate = open_sheet(estimate_id, by=by, at=at)
    row = _line(estimate, line_id)
    cost = {part.value: str(getattr(row, part.value)) for part in OWN_PARTS}
    facts = {"activity": row.activity, "key": row.key, "reason": clean(reason)[:500], **cost}
    row.delete()
    _touch(estimate)
    note("CostLineRemoved", estimate, by, at, facts)


def _take_anew(row: CostEstimateLine) -> KeptLine:
    """Take the numbers of a line anew among what its sources say; its values are prefetched."""
    line, rows = as_kept(row), list(row.values.all())
    taken = {id(line.taken(part)) for part in CostPart}
    chosen = [one.pk for one, value in zip(rows, line.values, strict=True) if id(value) in taken]
    CostLineValue.objects.filter(line=row, is_taken=True).exclude(pk__in=chosen).update(is_taken=False)
    CostLineValue.objects.filter(pk__in=chosen, is_taken=False).update(is_taken=True)
    for part in OWN_PARTS:
        setattr(row, part.value, line.number(part))
    row.save(update_fields=[part.value for part in OWN_PARTS])
    return line


def _line(estimate: CostEstimate, line_id: int) -> CostEstimateLine:
    row = estimate.lines.prefetch_related("values").filter(pk=line_id).first()
    if row is None:
        raise Refused("cost-line-not-found", "Không còn dòng chi phí này. Xem lại bảng.")
    return row


def _number(part: CostPart, value: Decimal) -> Decimal:
    return checked_number(value, what=part.label.lower())


def _income(estimate: CostEstimate) -> Value | None:
    """Where the sheet has what an hour is worth from, for a line that comes to it."""
    return None if estimate.income is None else income_of(estimate.income).value()


def _say_income(estimate: CostEstimate, row: CostEstimateLine, by: Person, at: datetime) -> None:
    """A line that had no hours so far says from now on what they are counted with."""
    income = _income(estimate)
    if income is None or row.values.filter(part=CostPart.INCOME).exists():
        return
    line = KeptLine(row.key, Block(row.block), row.activity, row.hourly_income_vnd, (income,))
    CostLineValue.objects.bulk_create(values_of(row, line, by=by, at=at))


def _refuse_income(part: str) -> None:
    if part == CostPart.INCOME:
        raise Refused(
            "cost-income-of-sheet",
            "Thu nhập một giờ dùng chung cho cả bảng. Đặt mức khác ở trang Định mức, thu nhập rồi lập lại bảng.",
            field="part",
        )


def _activity(text: str) -> str:
    said = " ".join(clean(text).split())
    if not said:
        raise Refused(
            "cost-activity-missing", "Ghi tên công việc mà dòng này tính chi phí.", field="activity"
        )
    if len(said) > LONGEST_ACTIVITY:
        raise Refused(
            "cost-text-too-long",
            f"Tên công việc dài hơn {LONGEST_ACTIVITY} ký tự. Viết gọn lại.",
            field="activity",
        )
    return said


def _touch(estimate: CostEstimate) -> None:
    CostEstimate.objects.filter(pk=estimate.pk).update(revision=F("revision") + 1)
