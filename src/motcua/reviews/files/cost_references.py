"""Which cells a formula uses: by address, over several pages, by name, by the columns of a table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.table import Table

_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_ADDRESS = re.compile(
    r"^(?:(?:'(?P<quoted>(?:[^']|'')+)'|(?P<plain>[^'!]+))!)?"
    r"(?:\$?(?P<c1>[A-Za-z]{1,3})\$?(?P<r1>\d{1,7})(?::\$?(?P<c2>[A-Za-z]{1,3})\$?(?P<r2>\d{1,7}))?"
    r"|\$?(?P<from>[A-Za-z]{1,3}):\$?(?P<to>[A-Za-z]{1,3})"
    r"|\$?(?P<top>\d{1,7}):\$?(?P<bottom>\d{1,7}))#?$"
)
_OF_PAGE = re.compile(r"^(?:'(?P<quoted>(?:[^']|'')+)'|(?P<plain>[^'!]+))!(?P<name>.+)$")
_OF_TABLE = re.compile(r"^(?P<table>[^\[\]]+)\[(?P<asked>.*)\]$", re.DOTALL)
_FROM_TO = re.compile(r"\]\s*:\s*\[")
_COLUMN_OF_TABLE = re.compile(r"\[([^\[\]]+)\]")
_DEEPEST = 20
# What these use is known only once they are counted: an address made of text, a place so far away, a summary of other
# tables, what another program says.
_UNTRACED = frozenset(
    (
        *(
            "INDIRECT",
            "OFFSET",
            "TABLE",
            "EVALUATE",
            "GET.CELL",
            "GETPIVOTDATA",
            "CUBEVALUE",
            "RTD",
            "DDE",
            "CALL",
        ),
        *("WEBSERVICE", "REGISTER.ID", "SQL.REQUEST", "DUMMYFUNCTION", "IMPORTRANGE"),
    )
)
_PREFIXES = re.compile(r"^[@+-]*(?:_+XL(?:FN|WS|UDF)\.)*")
_OUTSIDE = re.compile(r"^(?:'[^']*\[[^\]']*\][^']*'|\[[^\]]+\][^!\[\]]*|[^'!\[]*\|.*)!")


class UntracedError(Exception):
    """A formula of which nobody can tell which cells it uses: `piece` of it, by the name it stands in, `is_outside`
    where it leads to another file."""

    def __init__(self, piece: str, *, is_outside: bool = False, name: str = "") -> None:
        super().__init__(piece)
        self.piece, self.is_outside, self.name = piece, is_outside, name


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of cells of one page."""

    page: str
    top: int
    left: int
    bottom: int
    right: int

    @property
    def size(self) -> int:
        """How many cells it has."""
        return max(self.bottom - self.top + 1, 0) * max(self.right - self.left + 1, 0)

    def holds(self, page: str, row: int, column: int) -> bool:
        """Whether the cell lies in it."""
        return page == self.page and self.top <= row <= self.bottom and self.left <= column <= self.right

    def places(self) -> Iterator[tuple[str, int, int]]:
        """Its cells."""
        for row in range(self.top, self.bottom + 1):
            for column in range(self.left, self.right + 1):
                yield self.page, row, column


class References:
    """The pages, names and tables of a workbook, by which formulas speak of cells. Spreadsheets do not tell capital
    letters from small ones."""

    def __init__(self, book: Workbook) -> None:
        self.pages = {page.title.casefold(): page.title for page in book.worksheets}
        self.names = {("", name.casefold()): said.value for name, said in book.defined_names.items()}
        self.tables: dict[str, tuple[str, Table]] = {}
        for page in book.worksheets:
            own = {(page.title, name.casefold()): said.value for name, said in page.defined_names.items()}
            self.names |= own
            self.tables |= {
                table.displayName.casefold(): (page.title, table) for table in page.tables.values()
            }

    def areas(self, formula: str, *, page: str, row: int, depth: int = 0) -> Iterator[Area]:
        """What the formula in a cell of this page and row uses.

        :raises UntracedError: where that cannot be known before it is counted (INDIRECT, OFFSET, a range that a
            function begins or ends), or leads to another file.
        """
        from openpyxl.formula import Tokenizer
        from openpyxl.formula.tokenizer import TokenizerError

        if depth > _DEEPEST:
            return
        try:
            tokens = Tokenizer(formula).items
        except (TokenizerError, IndexError):
            raise UntracedError(formula[:40]) from None
        for token in tokens:
            if token.type == "FUNC" and token.subtype == "OPEN":
                _require_traced(token.value)
            elif token.type == "OPERAND" and token.subtype == "RANGE":
                yield from self._area(token.value, page, row, depth)

    def _area(self, said: str, page: str, row: int, depth: int) -> Iterator[Area]:
        if _OUTSIDE.match(said):
            raise UntracedError(said[:80], is_outside=True)
        if found := _ADDRESS.match(said):
            top, left, bottom, right = _corners(found)
            for where in self._pages(found, page):
                yield Area(where, top, left, bottom, right)
        elif found := _OF_TABLE.match(said):
            yield from self._of_table(found["table"], found["asked"], page, row)
        else:
            if found := _OF_PAGE.match(said):
                page, said = next(iter(self._pages(found, page)), page), found["name"]
            name = said.casefold()
            means = self.names.get((page, name)) or self.names.get(("", name))
            if means:
                yield from self._of_name(said, means, page, row, depth)
            elif name in self.tables:
                yield from self._of_table(said, "", page, row)
            elif ":" in said:
                raise UntracedError(said[:80])

    def _of_name(self, name: str, means: str, page: str, row: int, depth: int) -> Iterator[Area]:
        try:
            yield from self.areas(f"={means}", page=page, row=row, depth=depth + 1)
        except UntracedError as untraced:
            raise UntracedError(untraced.piece, is_outside=untraced.is_outside, name=name) from None

    def _pages(self, found: re.Match[str], page: str) -> list[str]:
        """The page an address names, or those from one to another; the formula's own when it names none."""
        named = (found["quoted"] or "").replace("''", "'") or found["plain"]
        if not named:
            return [page]
        if (one := self.pages.get(named.casefold())) is not None:
            return [one]
        first, _, last = named.casefold().partition(":")
        order = list(self.pages)
        if first not in self.pages or last not in self.pages:
            return []
        start, end = sorted((order.index(first), order.index(last)))
        return [self.pages[each] for each in order[start : end + 1]]

    def _of_table(self, name: str, asked: str, page: str, row: int) -> Iterator[Area]:
        """The cells of a table's columns: of its lines, of one line, or with the headings and totals where asked."""
        from openpyxl.utils import range_boundaries

        if name.casefold() not in self.tables:
            return
        where, table = self.tables[name.casefold()]
        left, top, right, bottom = range_boundaries(table.ref)
        if "#all" not in asked.casefold():
            top, bottom = top + (table.headerRowCount or 0), bottom - (table.totalsRowCount or 0)
        if "@" in asked or "#this row" in asked.casefold():
            top = bottom = row
        wanted = {said.strip("@ ").casefold() for said in _COLUMN_OF_TABLE.findall(f"[{asked}]")}
        wanted |= {asked.strip("@[] ").casefold()}
        columns = [
            left + place for place, each in enumerate(table.tableColumns) if each.name.casefold() in wanted
        ]
        if columns and _FROM_TO.search(asked):
            columns = list(range(columns[0], columns[-1] + 1))
        for column in columns or range(left, right + 1):
            yield Area(where, top, column, bottom, column)


def _require_traced(said: str) -> None:
    """A function that opens, as written with what leads up to it.

    :raises UntracedError: where nobody can tell what it uses.
    """
    name = said.removesuffix("(").strip()
    if "[" in name or "|" in name:
        raise UntracedError(name[:80], is_outside=True)
    if ":" in name or _PREFIXES.sub("", name.upper()) in _UNTRACED:
        raise UntracedError(_PREFIXES.sub("", name.upper())[:80])


def _corners(found: re.Match[str]) -> tuple[int, int, int, int]:
    from openpyxl.utils import column_index_from_string as column

    if found["c1"]:
        rows = sorted((int(found["r1"]), int(found["r2"] or found["r1"])))
        columns = sorted((column(found["c1"].upper()), column((found["c2"] or found["c1"]).upper())))
        return rows[0], columns[0], rows[1], columns[1]
    if found["from"]:
        columns = sorted((column(found["from"].upper()), column(found["to"].upper())))
        return 1, columns[0], _LAST_ROW, columns[1]
    rows = sorted((int(found["top"]), int(found["bottom"])))
    return rows[0], 1, rows[1], _LAST_COLUMN
