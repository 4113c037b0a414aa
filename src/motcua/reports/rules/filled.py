"""A form with its figures: rows, totals, rates, which sums do not hold; and the words and hash that follow."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from motcua.reports.rules.forms.definition import Identity, ReportForm

NO_DATA = "chưa có dữ liệu"
NOTHING_AROSE = "không phát sinh"
_TENTH = Decimal("0.1")

Cells = Mapping[int, int | None]


@dataclass(frozen=True, slots=True)
class FilledRow:
    """One row. `key` finds its rows again, `label` is for people; a cell is None where nothing is kept."""

    key: str
    label: str
    cells: Cells


@dataclass(frozen=True, slots=True)
class Gap:
    """A sum that does not hold: where, which, and by how much the left side is greater."""

    row: str
    identity: Identity
    gap: int

    @property
    def said(self) -> str:
        """ "Văn bằng: (3) = (7) + (11) lệch 2"."""
        return f"{self.row}: {self.identity.said} lệch {self.gap}"


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate under the table: "98,1 %", with the two numbers behind it."""

    name: str
    measure: str
    part: int | None
    whole: int | None

    @property
    def said(self) -> str:
        """One decimal, half away from zero; "không phát sinh" of nothing, "chưa có dữ liệu" where nothing is kept."""
        if self.part is None or self.whole is None:
            return NO_DATA
        return percent(self.part, self.whole)


@dataclass(frozen=True, slots=True)
class Filled:
    """A form, filled in."""

    form: ReportForm
    rows: tuple[FilledRow, ...]

    @property
    def total(self) -> FilledRow:
        """The sum of the rows; a column without data has none."""
        return FilledRow(
            "", "Tổng số", {column.number: self._whole(column.number) for column in self.form.columns}
        )

    def _whole(self, number: int) -> int | None:
        if self.form.missing_of(number):
            return None
        return sum(row.cells[number] or 0 for row in self.rows)

    @property
    def rates(self) -> tuple[Rate, ...]:
        """The rates of the total row."""
        cells = self.total.cells
        return tuple(
            Rate(share.name, share.measure, cells[share.part], cells[share.whole])
            for share in self.form.shares
        )

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """Every sum that does not hold, in every row and in the total; none when the table is right."""
        return tuple(gaps_of(self.form, [*self.rows, self.total]))

    def as_dict(self) -> dict[str, Any]:
        """Plain data in a fixed order: what a snapshot keeps, what is hashed, what machines get."""
        return {
            "form": self.form.code,
            "version": self.form.version,
            "rows": [_row_as_dict(row) for row in self.rows],
            "total": _row_as_dict(self.total),
            "rates": [
                {
                    "measure": rate.measure,
                    "name": rate.name,
                    "part": rate.part,
                    "whole": rate.whole,
                    "said": rate.said,
                }
                for rate in self.rates
            ],
        }


def gaps_of(form: ReportForm, rows: Sequence[FilledRow]) -> list[Gap]:
    """The sums of a form that do not hold in these rows; sums with a cell that nobody has are left out."""
    found = []
    for row in rows:
        for identity in form.identities:
            wholes = [row.cells.get(number) for number in identity.wholes]
            parts = [row.cells.get(number) for number in identity.parts]
            if None in wholes or None in parts:
                continue
            gap = sum(each or 0 for each in wholes) - sum(each or 0 for each in parts)
            if gap:
                found.append(Gap(row.label, identity, gap))
    return found


def filled_from(form: ReportForm, kept: Mapping[str, Any]) -> Filled:
    """The table that `as_dict` gave."""
    return Filled(
        form,
        tuple(
            FilledRow(
                row["key"], row["label"], {int(number): value for number, value in row["cells"].items()}
            )
            for row in kept["rows"]
        ),
    )


def percent(part: int, whole: int) -> str:
    """ "98,1 %", rounded once from the whole numbers; "không phát sinh" where there is nothing to take a share of."""
    if whole == 0:
        return NOTHING_AROSE
    value = (Decimal(part * 100) / Decimal(whole)).quantize(_TENTH, ROUND_HALF_UP)
    return f"{value:,}".translate(str.maketrans(",.", ".,")).removesuffix(",0") + " %"


def provable_table(table: Filled) -> dict[str, Any]:
    """The numbers of a table by the keys of its rows, without names and without rows in which nothing is: what is
    counted to the same however things are called or listed later."""
    rows = {row.key: _cells_as_dict(row) for row in table.rows if any(row.cells.values())}
    return {
        "form": table.form.code,
        "version": table.form.version,
        "rows": rows,
        "total": _cells_as_dict(table.total),
    }


def number_said(value: int | None) -> str:
    """ "2.215"; "chưa có dữ liệu" of None."""
    return NO_DATA if value is None else f"{value:,}".replace(",", ".")


def digest(document: Any) -> str:
    """A name of the content: the same facts give the same sixty-four signs, whatever the order of keys."""
    said = json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(said.encode()).hexdigest()


def _row_as_dict(row: FilledRow) -> dict[str, Any]:
    return {
        "key": row.key,
        "label": row.label,
        "cells": _cells_as_dict(row),
    }


def _cells_as_dict(row: FilledRow) -> dict[str, int | None]:
    return {str(number): row.cells[number] for number in sorted(row.cells)}
