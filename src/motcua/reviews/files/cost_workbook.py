"""A cost sheet as a workbook: one page per copy, columns known by their headings, numbers straight from the cells."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from motcua.kernel.refusals import Refused
from motcua.reviews.enums import Block, Side
from motcua.reviews.files.cost_book import MOST_ROWS, hidden_columns, merged_below, opened_book
from motcua.reviews.files.cost_columns import Columns, Total, Year, has_number, is_numbering
from motcua.reviews.files.cost_formulas import require_no_circle
from motcua.reviews.files.cost_headings import (
    COUNT_NAMES,
    COUNTS,
    block_in,
    columns_in,
    fact_in,
    is_result,
    is_signature,
    is_total,
    side_in,
)
from motcua.reviews.files.cost_two_rows import TwoRows, headings_over_two_rows
from motcua.reviews.files.cost_units import (
    require_format_in_dong,
    require_heading_in_dong,
    require_heading_in_hours,
    require_title_in_dong,
)
from motcua.reviews.rules.cost.lines import NUMBERS, count_of, line_of, require_lines, require_vnd
from motcua.reviews.rules.cost.sheets import CostLine, CostSheet

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

_WORDS = ("note", "step", "side", "currency")
_FACTS_IN_A_ROW = 2


@dataclass
class _Found:
    """What has been read so far."""

    procedure: str = ""
    counts: dict[str, tuple[Decimal, str]] = field(default_factory=dict)
    lines: dict[Side, list[CostLine]] = field(default_factory=dict)
    later: list[Year | Total] = field(default_factory=list)


def read_cost_workbook(data: bytes) -> CostSheet:
    """The sheet in the workbook.

    A page, or a table under a title, "Hiện tại" (before) holds today's lines, "Sau đơn giản hóa" (after) the others.
    Headings may stand over two rows, groups above. One table may hold both copies when a column says to which a line
    belongs. How often and how many stand beside or below their names, or in columns that say the same on every line.
    Rows of headings and totals are passed over; a formula counts with the result that the spreadsheet kept. What the
    sheet itself gives as the cost of a line has to be what its columns give, and no number may stand in a column that
    nobody knows.

    :raises Refused: "file-too-large", "file-too-sparse", "file-unreadable", "cost-formula-circular",
        "cost-formula-untraced", "cost-formula-outside", "cost-formula-without-result", "cost-cell-error",
        "cost-other-currency", "cost-columns-missing", "cost-counts-differ", "cost-copy-missing", "cost-cell-hidden",
        "cost-cells-merged", "cost-other-unit",
        "cost-side-unknown", "cost-heading-unclear", "cost-column-unknown", "cost-column-twice", "cost-differs", and as
        `lines.line_of`, `lines.count_of`, `lines.require_lines`.
    """
    book, results = opened_book(data)
    require_no_circle(book)
    found = _Found()
    for page in book.worksheets:
        _Page(page, results[page.title], found).read()
    for side in Side:
        if side not in found.lines:
            raise Refused(
                "cost-copy-missing",
                f"Tệp không có bảng chi phí “{side.label}”. Đặt mỗi bảng ở một trang tên “{Side.BEFORE.label}” và "
                f"“{Side.AFTER.label}”, có hàng tiêu đề: Công việc, Số giờ, Thu nhập một giờ, …",
                side=side.value,
            )
        require_lines(len(found.lines[side]), place=side.label, side=side)
    sheet = CostSheet(
        procedure=found.procedure,
        times_per_year=_count(found, "times_per_year"),
        subjects_per_year=_count(found, "subjects_per_year"),
        before=tuple(found.lines[Side.BEFORE]),
        after=tuple(found.lines[Side.AFTER]),
    )
    for one in found.later:
        one.require(sheet.performances)
    return sheet


def _count(found: _Found, name: str) -> Decimal:
    if name in found.counts:
        return found.counts[name][0]
    return count_of(None, place=name, what=COUNT_NAMES[name])


class _Page:
    """One page read from the top: titles say which copy follows, a row of headings which column is which."""

    def __init__(self, page: Worksheet, results: Worksheet, found: _Found) -> None:
        self.page, self.results, self.found = page, results, found
        self.side = side_in(page.title)
        self.columns: dict[str, int] = {}
        self.table = Columns({}, {})
        self.headed = 0
        self.is_signed = False
        self.facts_below: dict[int, str] = {}
        self.block: Block | None = None
        self.merged = merged_below(page)
        self.hidden_columns = hidden_columns(page)

    def read(self) -> None:
        for number, row in enumerate(self.page.iter_rows(), start=1):
            if number > MOST_ROWS:
                raise Refused(
                    "file-too-large",
                    f"Trang “{self.page.title}” có hơn {MOST_ROWS} dòng. Xóa các dòng thừa.",
                )
            cells = [cell for cell in row if cell.value not in (None, "")]
            if cells and number > self.headed:
                self._row(cells)
        self._end()

    def _row(self, cells: list[Cell]) -> None:
        words = [cell for cell in cells if isinstance(cell.value, str)]
        for place, cell in enumerate(words):
            beside = str(words[place + 1].value) if place + 1 < len(words) else ""
            require_title_in_dong(cell.value, self._name(cell), beside=beside, is_above=not self.columns)
        if two := headings_over_two_rows(self.page, cells):
            self._begin(dict(two.columns), list(two.cells), two)
        elif columns := columns_in({cell.column: str(cell.value) for cell in words}):
            self._begin(columns, cells)
        elif self._numbers(cells) or self._below(cells) or self._beside(cells):
            pass
        elif side := side_in(str(cells[0].value)) if len(cells) == 1 else None:
            self._end()
            self.side, self.columns = side, {}
        elif self.columns and not self._signs(cells):
            self._line({cell.column: cell for cell in cells}, cells[0].row)

    def _numbers(self, cells: list[Cell]) -> bool:
        """Whether the row below the headings only numbers the columns."""
        return bool(self.columns) and cells[0].row == self.headed + 1 and is_numbering(cells)

    def _signs(self, cells: list[Cell]) -> bool:
        """Whether a row without any number is of who signs, or of names below that."""
        if has_number(self._result(cell) for cell in cells):
            return False
        self.is_signed = self.is_signed or any(is_signature(str(cell.value)) for cell in cells)
        return self.is_signed

    def _end(self) -> None:
        """The table is over: its last sum, and what it gives for a year."""
        self.table.close()
        self.found.later += self.table.later
        self.table.later = []

    def _begin(self, columns: dict[str, int], cells: list[Cell], two: TwoRows | None = None) -> None:
        if self.page.sheet_state != "visible":
            raise self._hidden(f"Trang “{self.page.title}” bị ẩn nhưng có bảng chi phí", self._name(cells[0]))
        for cell in cells:
            require_heading_in_dong(str(cell.value), self._name(cell))
            require_heading_in_hours(str(cell.value), self._name(cell), columns["activity"] == cell.column)
        self._end()
        named = two.named if two else {cell.column: str(cell.value) for cell in cells}
        table = Columns(named, columns)
        missing = [
            what
            for name, what in NUMBERS.items()
            if name not in columns and name in ("hours", "hourly_income_vnd")
        ]
        if missing:
            strange = ", ".join(f"“{said}”" for said in table.unknown())
            raise Refused(
                "cost-columns-missing",
                f"Bảng ở trang “{self.page.title}”, dòng {cells[0].row} thiếu cột {', '.join(missing)}."
                + (f" Tên cột chưa hiểu: {strange}." if strange else ""),
                cell=self._name(cells[0]),
            )
        places = two.places if two else {cell.column: cell for cell in cells}
        table.require_once(lambda column: self._name(places[column]))
        self.table, self.headed, self.is_signed = table, cells[-1].row, False
        if self.side is None:
            self.side = Side.AFTER if Side.BEFORE in self.found.lines else Side.BEFORE
        self.columns, self.block = columns, None
        for side in tuple(Side) if "side" in columns else (self.side,):
            self.found.lines.setdefault(side, [])

    def _below(self, cells: list[Cell]) -> bool:
        """Whether the row names at least two facts whose values stand in the row below, or is that row."""
        facts, self.facts_below = (
            self.facts_below,
            {cell.column: name for cell in cells if (name := fact_in(str(cell.value)))},
        )
        if len(self.facts_below) >= _FACTS_IN_A_ROW:
            return True
        self.facts_below = {}
        for cell in cells if facts else []:
            if cell.column in facts:
                self._keep(facts[cell.column], cell)
        return bool(facts)

    def _beside(self, cells: list[Cell]) -> bool:
        """Whether the row says how often, how many, or which procedure: a name and its value right of it."""
        named = [cell for cell in cells[:2] if fact_in(str(cell.value))]
        if not named or cells[-1] is named[0]:
            return False
        self._keep(fact_in(str(named[0].value)), cells[cells.index(named[0]) + 1])
        return True

    def _keep(self, name: str, cell: Cell) -> None:
        if name == "procedure":
            self.found.procedure = self.found.procedure or str(self._value(cell)).strip()
        elif name == "currency":
            require_vnd(self._value(cell), place=self._name(cell))
        else:
            self._keep_count(name, cell)

    def _keep_count(self, name: str, cell: Cell) -> None:
        number = count_of(self._value(cell), place=self._name(cell), what=COUNT_NAMES[name])
        kept, place = self.found.counts.setdefault(name, (number, self._name(cell)))
        if kept != number:
            raise Refused(
                "cost-counts-differ",
                f"Ô {self._name(cell)} ({COUNT_NAMES[name]}) là {number}, khác ô {place} là {kept}. Hai bảng tính cho "
                "cùng một số lần và số đối tượng; sửa cho giống nhau.",
                cell=self._name(cell),
            )

    def _line(self, cells: dict[int, Cell], row: int) -> None:
        values = {name: self._value(cells[at]) for name, at in self.columns.items() if at in cells}
        activity = str(values.get("activity") or values.get("step") or "").strip()
        if is_total(activity):
            if not is_result(activity):
                self.table.total(cells, self._result, self._name)
            return
        self.table.require_known(cells, self._result, self._name)
        if not values.keys() - {"activity", *_WORDS}:
            self.block = block_in(activity) or self.block
            if not is_result(activity):
                self.table.head(cells, self._result, self._name)
            return
        self._require_seen(values, cells, row)
        for name in NUMBERS:
            if name in values:
                cell = cells[self.columns[name]]
                require_format_in_dong(cell.number_format or "", self._name(cell), NUMBERS[name])
        for name in COUNTS.keys() & values.keys():
            self._keep_count(name, cells[self.columns[name]])
        if values.get("step") and values.get("activity"):
            activity = f"{values['activity']}: {values['step']}"
        block = values.get("block") or (self.block.value if self.block else None)
        line = line_of(
            {**values, "activity": activity, "block": block}, place=lambda column: self._place(column, row)
        )
        self.table.compare(line, cells, self._result, self._name)
        self.found.lines[self._side_of(values, row)].append(line)

    def _require_seen(self, values: dict[str, Any], cells: dict[int, Cell], row: int) -> None:
        """Refuse numbers that nobody sees, and lines that share one number."""
        if self.page.row_dimensions[row].hidden:
            place = f"{self.page.title}!{row}"
            raise self._hidden(f"Dòng {row} của trang “{self.page.title}” bị ẩn nhưng có số liệu", place)
        for name in NUMBERS:
            column = self.columns.get(name)
            if column is None:
                continue
            if column in self.hidden_columns and name in values:
                raise self._hidden(
                    f"Ô {self._name(cells[column])} nằm trong cột bị ẩn", self._name(cells[column])
                )
            if (whole := self.merged.get((row, column))) is not None:
                place = f"{self.page.title}!{whole}"
                raise Refused(
                    "cost-cells-merged",
                    f"Ô gộp {place} ({NUMBERS[name]}) nằm trên nhiều dòng nên không biết số thuộc dòng nào. Bỏ gộp ô "
                    "rồi ghi số cho từng dòng.",
                    cell=place,
                )

    def _hidden(self, what: str, place: str) -> Refused:
        return Refused("cost-cell-hidden", f"{what}. Bỏ ẩn để mọi người cùng thấy, hoặc xóa đi.", cell=place)

    def _side_of(self, values: dict[str, Any], row: int) -> Side:
        """The copy to which a line belongs: as its column says, else as the page or the title above says."""
        if "side" not in self.columns:
            return self.side or Side.BEFORE
        side = side_in(str(values.get("side") or ""))
        if side is None:
            place = self._place("side", row)
            raise Refused(
                "cost-side-unknown",
                f"Ô {place} cần ghi dòng này thuộc bảng “{Side.BEFORE.label}” hay “{Side.AFTER.label}”.",
                cell=place,
            )
        return side

    def _result(self, cell: Cell) -> Any:
        """What a cell beside the lines says; nothing where the file keeps no result of its formula."""
        return self.results[cell.coordinate].value if cell.data_type == "f" else cell.value

    def _value(self, cell: Cell) -> Any:
        if cell.data_type == "f":
            value = self.results[cell.coordinate].value
            if value is None:
                raise Refused(
                    "cost-formula-without-result",
                    f"Ô {self._name(cell)} có công thức nhưng tệp không giữ kết quả. Mở bằng Excel, lưu lại rồi chạy "
                    "lại; hoặc ghi thẳng con số.",
                    cell=self._name(cell),
                )
        else:
            value = cell.value
        if isinstance(value, str) and value.startswith("#") and value.rstrip("!?").isupper():
            raise Refused(
                "cost-cell-error",
                f"Ô {self._name(cell)} báo lỗi {value}. Sửa công thức hoặc ghi thẳng con số.",
                cell=self._name(cell),
            )
        return value

    def _place(self, column: str, row: int) -> str:
        at = self.columns.get(column)
        return f"{self.page.title}!{_letter(at)}{row}" if at else f"{self.page.title}!{row}"

    def _name(self, cell: Cell) -> str:
        return f"{self.page.title}!{cell.coordinate}"


def _letter(column: int) -> str:
    from openpyxl.utils import get_column_letter

    return str(get_column_letter(column))
