"""What a cost sheet of a draft act begins with, and where the numbers in it are already known to be from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from motcua.reviews.enums import Block, Confidence, Side
from motcua.reviews.models import CostEstimate, DraftAct
from motcua.reviews.queries.costs import find_current
from motcua.reviews.queries.costs.settings import find_income, income_of
from motcua.reviews.queries.costs.sheets import kept_lines
from motcua.reviews.queries.impact.acts import ItemView
from motcua.reviews.rules.cost.evidence import Income
from motcua.reviews.rules.cost.sheets import CostLine
from motcua.reviews.rules.impact.sources import Origin, SourcedLine, numbers_of, of_kept, rounded, sourced

_TIMES = Decimal("1e-18")
_MANY = 100


@dataclass(frozen=True, slots=True)
class Offered:
    """The rows and numbers of a year first shown, where they come from in words, and every line whose numbers are known
    to be from somewhere."""

    rows: Sequence[Mapping[str, Any]]
    says: str
    year: Mapping[str, Any]
    known: Sequence[SourcedLine] = ()
    income: Income | None = None
    told: Sequence[Mapping[str, Any]] = field(default=())

    def sourced(self, line: CostLine, own: Origin | None) -> SourcedLine:
        """The line as it came back, with the origin of each number."""
        return sourced(line, known=self.known, own=own, income=self.income)


def offered_lines(act: DraftAct, view: ItemView, side: Side, *, on: date) -> Offered:
    """What was kept; else today's sheet of the procedure, which the draft's side also begins with; else lines with only
    what an hour is worth."""
    kept = view.lines_before if side is Side.BEFORE else view.lines_after
    found = find_income(act.agency_id, on)
    income = None if found is None else income_of(found)
    sheet = _sheet(act, view, on)
    of_sheet = [of_kept(line) for _row, line in kept_lines(sheet)] if sheet else []
    first, says = _first(kept, view, side, of_sheet)
    rows = [_as_row(one.line) for one in first] or _empty(income)
    known = [*kept, *(view.lines_before if side is Side.AFTER else ()), *of_sheet]
    return Offered(rows, says, _year(view, sheet), known, income, [_told(one) for one in first])


def _sheet(act: DraftAct, view: ItemView, on: date) -> CostEstimate | None:
    if view.item.procedure_id is None:
        return None
    return find_current(view.item.procedure_id, act.agency_id, on)


def _first(
    kept: Sequence[SourcedLine], view: ItemView, side: Side, of_sheet: Sequence[SourcedLine]
) -> tuple[Sequence[SourcedLine], str]:
    if kept:
        return kept, ""
    if side is Side.AFTER and view.lines_before:
        return view.lines_before, _("Bắt đầu từ bảng hiện tại; bỏ hoặc sửa dòng dự thảo cắt.")
    if of_sheet:
        return of_sheet, _("Lấy từ bảng chi phí đang giữ của thủ tục này, kèm nguồn của từng số.")
    return (), ""


def _year(view: ItemView, sheet: CostEstimate | None) -> dict[str, Any]:
    """How often and how many as kept, else as the procedure's own sheet has it."""
    item = view.item
    if item.times_per_year is not None or sheet is None:
        return {
            "times_per_year": item.times_per_year,
            "subjects_per_year": item.subjects_per_year,
            "year_source": item.year_source,
            "year_confidence": item.year_confidence or Confidence.MEDIUM,
        }
    times = sheet.times_per_year
    return {
        "times_per_year": _exact(times),
        "subjects_per_year": sheet.subjects_per_year,
        "year_source": _("Bảng chi phí của thủ tục: %s") % sheet.frequency_source,
        "year_confidence": sheet.frequency_confidence,
    }


def _exact(times: Fraction) -> Decimal:
    """How often with all the places that are kept."""
    with localcontext(prec=_MANY):
        return (Decimal(times.numerator) / times.denominator).quantize(_TIMES, ROUND_HALF_UP)


def _empty(income: Income | None) -> list[dict[str, Any]]:
    hourly = {} if income is None else {"hourly_income_vnd": income.hourly_vnd}
    return [{"block": block.value, **hourly} for block in (Block.PREPARE, Block.SUBMIT, Block.RECEIVE)]


def _as_row(line: CostLine) -> dict[str, Any]:
    """A line as the rows of the form keep it, with every place."""
    amounts = ("hourly_income_vnd", "service_vnd", "fee_vnd", "other_vnd")
    return {
        "activity": line.activity,
        "block": (line.block or Block.OTHER).value,
        "hours": line.hours or None,
        **{name: getattr(line, name) or None for name in amounts},
    }


def _told(one: SourcedLine) -> dict[str, Any]:
    """Where the numbers of a line are from, for the list below the rows."""
    return {
        "activity": one.line.activity,
        "confidence": one.confidence.label,
        "numbers": [
            {
                "label": part.label,
                "number": rounded(one.line, part),
                "origin": one.origins[part].origin.label,
                "source": one.origins[part].source,
                "confidence": one.origins[part].confidence.label,
            }
            for part in numbers_of(one.line)
            if part in one.origins
        ],
    }
