"""The columns beside those that lines are read from: what the sheet itself counts, which has to agree, and numbers of
which nobody can tell what they are."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from motcua.kernel.refusals import Refused
from motcua.reviews.files.cost_headings import (
    COUNT_NAMES,
    column_in,
    heading_in,
    is_order,
    states_cost,
    states_year,
)
from motcua.reviews.rules.cost.lines import NUMBERS
from motcua.reviews.rules.cost.numbers import FILE_PLACES, grouped, number_of, whole_vnd
from motcua.reviews.rules.cost.sheets import CostLine

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell

NAMES = {**NUMBERS, **COUNT_NAMES}
_NUMBER = re.compile(r"\d[\d.,\s]*")
_PLACE = re.compile(r"\(?(\d{1,2})\)?(?:\s*=.*)?", re.DOTALL)
_FEWEST_PLACES = 3
_CLOSE = Fraction(1)


@dataclass(frozen=True, slots=True)
class Year:
    """What the sheet gives as the cost of a year of a line; compared once it is known how often and how many."""

    stated: Decimal
    place: str
    cost: Fraction

    def require(self, performances: Fraction) -> None:
        """Refuse another number than the columns give; one đồng of each performance may be rounded.

        :raises Refused: "cost-differs".
        """
        counted = self.cost * performances
        if abs(counted - Fraction(self.stated)) > _CLOSE + performances / 2:
            raise _differs(self.place, self.stated, counted, "một năm")


@dataclass(frozen=True, slots=True)
class Total:
    """What the sheet gives as a sum: of the lines since the sum before, or of all `lines` of the table; once, or of a
    year where the row or the column is of one."""

    stated: Decimal
    place: str
    since: Fraction
    whole: Fraction
    lines: int
    is_year: bool

    def require(self, performances: Fraction) -> None:
        """Refuse a sum that is none of these; each line may be rounded.

        :raises Refused: "cost-differs".
        """
        stated, many = Fraction(self.stated), max(1, self.lines)
        years = (self.since * performances, self.whole * performances)
        is_once = not self.is_year and any(abs(stated - one) <= many for one in (self.since, self.whole))
        if not is_once and not any(abs(stated - one) <= many * (1 + performances / 2) for one in years):
            counted = self.whole * performances if self.is_year else self.whole
            raise _differs(self.place, self.stated, counted, "một năm" if self.is_year else "một lần")


@dataclass
class Columns:
    """The columns of one table: `named` all headings, `read` those that lines are read from."""

    named: Mapping[int, str]
    read: Mapping[str, int]
    later: list[Year | Total] = field(default_factory=list)
    _sum: tuple[Decimal, str] | None = None
    _below: list[Fraction] = field(default_factory=list)
    _lines: list[Fraction] = field(default_factory=list)
    _summed: int = 0

    def require_once(self, place: Callable[[int], str]) -> None:
        """Refuse two columns of the same thing, of which one would be lost.

        :raises Refused: "cost-column-twice".
        """
        for column, said in self.named.items():
            name = column_in(said)
            if name in NAMES and self.read[name] != column:
                raise Refused(
                    "cost-column-twice",
                    f"Ô {place(column)} và ô {place(self.read[name])} đều là cột {NAMES[name]}. Gộp thành một cột, "
                    "hoặc tách hai bảng.",
                    cell=place(column),
                )

    def unknown(self) -> list[str]:
        """The headings that say nothing here, as they are written."""
        return [
            " ".join(said.split())
            for said in self.named.values()
            if not (column_in(said) or is_order(said) or states_cost(said) or states_year(said))
        ]

    def require_known(
        self, cells: Mapping[int, Cell], value: Callable[[Cell], Any], place: Callable[[Cell], str]
    ) -> None:
        """Refuse a number in a column that nobody knows: it may be money that would be lost.

        :raises Refused: "cost-column-unknown".
        """
        for column, cell in cells.items():
            if column in self.read.values() or not self._is_strange(column) or not _counts(value(cell)):
                continue
            said = " ".join(self.named.get(column, "").split())
            called = f"cột “{said}”" if said else "cột không có tên"
            raise Refused(
                "cost-column-unknown",
                f"Ô {place(cell)} có số ở {called}, không rõ là khoản nào nên không tính được. Đổi tên cột (số giờ, "
                "thu nhập một giờ, chi phí thuê tư vấn, phí lệ phí, chi phí khác), cộng vào “Chi phí khác”, hoặc bỏ "
                "cột.",
                cell=place(cell),
                column=said,
            )

    def compare(
        self,
        line: CostLine,
        cells: Mapping[int, Cell],
        value: Callable[[Cell], Any],
        place: Callable[[Cell], str],
    ) -> None:
        """Refuse a line for which the sheet itself counts another cost; the cost of a year is kept for later.

        :raises Refused: "cost-differs", as `number_of`.
        """
        self._below.append(line.cost)
        self._lines.append(line.cost)
        for column, stated, where in self._stated(cells, value, place):
            if states_year(self.named[column]):
                self.later.append(Year(stated, where, line.cost))
            elif abs(line.cost - Fraction(stated)) > _CLOSE:
                raise _differs(where, stated, line.cost, "một lần")

    def head(
        self, cells: Mapping[int, Cell], value: Callable[[Cell], Any], place: Callable[[Cell], str]
    ) -> None:
        """A row without numbers of its own: what it gives as cost has to be that of the lines below it.

        :raises Refused: "cost-differs", as `number_of`.
        """
        self.close()
        for column, stated, where in self._stated(cells, value, place):
            if stated and not states_year(self.named[column]):
                self._sum = stated, where

    def total(
        self, cells: Mapping[int, Cell], value: Callable[[Cell], Any], place: Callable[[Cell], str]
    ) -> None:
        """A row that gives a sum; compared once it is known how often and how many.

        :raises Refused: as `number_of`, "cost-differs".
        """
        self.close()
        since, self._summed = self._lines[self._summed :], len(self._lines)
        if "side" in self.read:
            return
        for column, stated, where in self._stated(cells, value, place):
            sums = sum(since, Fraction(0)), sum(self._lines, Fraction(0))
            is_year = states_year(self.named[column])
            self.later.append(Total(stated, where, *sums, len(self._lines), is_year))

    def close(self) -> None:
        """The lines under the last heading are over.

        :raises Refused: "cost-differs".
        """
        kept, lines = self._sum, self._below
        self._sum, self._below = None, []
        if kept is not None and abs(sum(lines, Fraction(0)) - Fraction(kept[0])) > _CLOSE * max(
            1, len(lines)
        ):
            raise _differs(kept[1], kept[0], sum(lines, Fraction(0)), "một lần")

    def _stated(
        self, cells: Mapping[int, Cell], value: Callable[[Cell], Any], place: Callable[[Cell], str]
    ) -> list[tuple[int, Decimal, str]]:
        found = []
        for column, said in self.named.items():
            is_stated = column not in self.read.values() and (states_cost(said) or states_year(said))
            if not is_stated or column not in cells:
                continue
            number = number_of(
                value(cells[column]), place=place(cells[column]), what=heading_in(said), places=FILE_PLACES
            )
            if number is not None:
                found.append((column, number, place(cells[column])))
        return found

    def _is_strange(self, column: int) -> bool:
        said = self.named.get(column, "")
        if column_in(said) or states_cost(said) or states_year(said):
            return False
        if not heading_in(said):
            return column > self.read["activity"]
        return not is_order(said)


def is_numbering(cells: Sequence[Cell]) -> bool:
    """Whether a row only numbers the columns: 1, 2, 3 or (1), (2), (3) = (1) × (2)."""
    found = [_PLACE.fullmatch(str(cell.value).strip()) for cell in cells]
    places = [int(one[1]) for one in found if one is not None]
    return (
        len(places) == len(found) >= _FEWEST_PLACES
        and places == list(range(places[0], places[0] + len(places)))
        and places[0] in (0, 1)
    )


def has_number(values: Iterable[Any]) -> bool:
    """Whether one of the values is a number, or looks like one."""
    return any(_counts(value) or value == 0 for value in values)


def _counts(value: Any) -> bool:
    if isinstance(value, bool):
        return False
    if isinstance(value, int | float | Decimal):
        return bool(value)
    return isinstance(value, str) and _NUMBER.fullmatch(value.strip()) is not None


def _differs(place: str, stated: Decimal, counted: Fraction, what: str) -> Refused:
    said, found = grouped(whole_vnd(Fraction(stated))), grouped(whole_vnd(counted))
    return Refused(
        "cost-differs",
        f"Ô {place} ghi chi phí {what} là {said} đ nhưng các cột của bảng cho {found} đ. Xem có khoản nào nằm ngoài "
        "các cột, hoặc công thức sai; sửa cho khớp.",
        cell=place,
    )
