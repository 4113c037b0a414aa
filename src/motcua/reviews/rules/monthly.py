"""What promulgation decisions made new, amended, replaced, repealed in a month and since the year began.

Basis: Nghị định 63/2010/NĐ-CP art. 13–15 (what a decision may do to a procedure); that departments tell the figures
month by month follows from their yearly plans, no instrument fixes the table.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from motcua.catalogue.enums import ChangeKind, ProcedureLevel
from motcua.kernel.periods import Period
from motcua.kernel.refusals import Refused
from motcua.kernel.text import sort_key
from motcua.reviews.enums import MonthlyCut, MonthlySpan

UNKNOWN = "Chưa ghi"
_MONTH = re.compile(r"(\d{4})-(\d{1,2})")


@dataclass(frozen=True, slots=True)
class Promulgated:
    """One procedure in one signed decision. Identifiers as text."""

    decision_id: str
    number: str
    signed_on: date
    issuer: str
    procedure_id: str
    code: str
    name: str
    change: ChangeKind
    field: str = ""
    levels: tuple[str, ...] = ()
    authority: str = ""


@dataclass(frozen=True, slots=True)
class MonthlyRow:
    """The numbers of one part by change and span; `part` "" is the whole."""

    part: str
    label: str
    counts: Mapping[tuple[MonthlySpan, ChangeKind], int]

    def count(self, span: MonthlySpan, change: ChangeKind | None = None) -> int:
        """How many in the span, of one change or of all."""
        changes = ChangeKind if change is None else (change,)
        return sum(self.counts.get((span, each), 0) for each in changes)


def month_of(text: str) -> date:
    """The first day of the month written "2026-10".

    :raises Refused: "month-unreadable".
    """
    found = _MONTH.fullmatch(text.strip())
    try:
        if found:
            return date(int(found[1]), int(found[2]), 1)
    except ValueError:
        pass
    raise Refused("month-unreadable", f"“{text[:40]}” không phải là tháng. Ghi năm-tháng, ví dụ 2026-10.")


def span_of(month: date, span: MonthlySpan) -> Period:
    """The days of the month, or from the first of January to its end."""
    end = date(month.year + month.month // 12, month.month % 12 + 1, 1)
    return Period(month if span is MonthlySpan.MONTH else date(month.year, 1, 1), end)


def parts_of(one: Promulgated, by: MonthlyCut) -> Sequence[tuple[str, str]]:
    """The parts to which a procedure belongs, each with its label; several levels are several parts."""
    if by is MonthlyCut.LEVEL:
        levels = [level for level in ProcedureLevel if level.value in one.levels]
        return [(level.value, level.label) for level in levels] or [(UNKNOWN, UNKNOWN)]
    said = {
        MonthlyCut.FIELD: one.field,
        MonthlyCut.AUTHORITY: " ".join(one.authority.split()),
        MonthlyCut.ISSUER: one.issuer,
    }[by] or UNKNOWN
    return [(said, said)]


def table(rows: Iterable[Promulgated], *, month: date, by: MonthlyCut) -> list[MonthlyRow]:
    """The whole first, then each part in the order of its label; of the year that the month belongs to, up to the
    month's end. A procedure of several levels is counted once in the whole and once in each level.
    """
    whole: Counter[tuple[MonthlySpan, ChangeKind]] = Counter()
    parts: dict[tuple[str, str], Counter[tuple[MonthlySpan, ChangeKind]]] = {}
    for row in rows:
        spans = [span for span in MonthlySpan if span_of(month, span).contains(row.signed_on)]
        whole.update((span, row.change) for span in spans)
        for part in parts_of(row, by) if spans else ():
            parts.setdefault(part, Counter()).update((span, row.change) for span in spans)
    ordered = sorted(parts.items(), key=lambda item: (item[0][0] == UNKNOWN, sort_key(item[0][1])))
    return [
        MonthlyRow("", "Tổng cộng", dict(whole)),
        *(MonthlyRow(part, label, dict(counts)) for (part, label), counts in ordered),
    ]


def behind(
    rows: Iterable[Promulgated],
    *,
    month: date,
    span: MonthlySpan,
    change: ChangeKind | None = None,
    by: MonthlyCut = MonthlyCut.FIELD,
    part: str = "",
) -> list[Promulgated]:
    """The rows that a number of the table counts, in the order of signing."""
    period = span_of(month, span)
    found = [
        row
        for row in rows
        if period.contains(row.signed_on)
        and (change is None or row.change is change)
        and (not part or part in (known for known, _label in parts_of(row, by)))
    ]
    return sorted(found, key=lambda row: (row.signed_on, row.number, row.code))
