"""What two states of the same report differ in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from motcua.reports.rules.forms.definition import ReportForm


@dataclass(frozen=True, slots=True)
class CellDifference:
    """A cell that says something else: where it stands, what it said and what it says."""

    form: str
    row: str
    column: int
    heading: str
    before: int | None
    after: int | None

    @property
    def change(self) -> int:
        """By how much it grew."""
        return (self.after or 0) - (self.before or 0)


def table_differences(
    form: ReportForm, before: Mapping[str, Any], after: Mapping[str, Any]
) -> list[CellDifference]:
    """The cells of a form, rows and total, that differ between two of its `as_dict`; a row that is only in one has
    nothing in the other."""
    return list(_differences(form, before, after))


def _differences(
    form: ReportForm, before: Mapping[str, Any], after: Mapping[str, Any]
) -> Iterator[CellDifference]:
    old, new = _rows(before), _rows(after)
    for key in dict.fromkeys((*old, *new)):
        label = (new.get(key) or old[key])["label"]
        for column in form.columns:
            was, now = _cell(old.get(key), column.number), _cell(new.get(key), column.number)
            if was != now and not (key not in old and not now) and not (key not in new and not was):
                heading = ": ".join(filter(None, (column.group, column.heading)))
                yield CellDifference(form.code, label, column.number, heading, was, now)


def _rows(table: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    found = {row["key"]: row for row in table["rows"]}
    return {**found, "\0": table["total"]}


def _cell(row: Mapping[str, Any] | None, number: int) -> int | None:
    value = row["cells"].get(str(number)) if row else None
    return int(value) if value is not None else None
