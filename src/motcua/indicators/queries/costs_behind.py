"""Behind the shares of cost: what each procedure cost in a year before a window and at its end, by which sheets."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db import connection

from motcua.indicators.enums import Tally
from motcua.indicators.queries.facts import ASKED
from motcua.indicators.queries.facts.costs import COSTS, PRICED
from motcua.indicators.queries.windows import Asked, values_of
from motcua.indicators.rules.measures import Measure

PAGE = 50
_ROWS = f"""
    {ASKED} SELECT a.code, a.procedure_id, a.name, a.now IS NULL, a.codes, a.before, a.after, a.is_known,
                   coalesce(a.sheets, ARRAY[]::uuid[]), a.sheet_now
    FROM {PRICED}
    WHERE {COSTS.in_place} AND a.code > %s AND (a.is_business OR NOT %s) ORDER BY a.code LIMIT %s
"""
_OF_BUSINESS = frozenset({Tally.BUSINESS_COST_BEFORE, Tally.BUSINESS_COST_CUT})


@dataclass(frozen=True, slots=True)
class CostRow:
    """A procedure with those whose place it took (`codes` of all that stood before): what a year cost before and now in
    đồng, None where not all of `sheets` that it takes were agreed; the sheet of now, None where there is none."""

    code: str
    procedure_id: UUID
    name: str
    is_ended: bool
    codes: tuple[str, ...]
    before: Decimal | None
    now: Decimal | None
    sheets: tuple[UUID, ...]
    sheet_now: UUID | None

    @property
    def is_known(self) -> bool:
        """Whether it is counted."""
        return self.before is not None

    @property
    def cut(self) -> Decimal | None:
        """What fell; less than nothing where it rose."""
        return None if self.before is None or self.now is None else self.before - self.now


def costs_behind(known: Measure, asked: Asked, *, after: str = "", size: int = PAGE) -> list[CostRow]:
    """The procedures that the measure compares, counted or not, in the order of codes after a code; one statement."""
    is_business = not _OF_BUSINESS.isdisjoint(known.tallies)
    with connection.cursor() as cursor:
        cursor.execute(_ROWS, [*values_of([asked]), after, is_business, size])
        return [_row(*row) for row in cursor.fetchall()]


def _row(
    code: str,
    procedure_id: UUID,
    name: str,
    is_ended: bool,
    codes: list[str],
    before: Decimal | None,
    now: Decimal | None,
    is_known: bool,
    sheets: list[UUID],
    sheet_now: UUID | None,
) -> CostRow:
    numbers = (before, now) if is_known else (None, None)
    return CostRow(code, procedure_id, name, is_ended, tuple(codes), *numbers, tuple(sheets), sheet_now)
