"""An XLSX file as blocks: one table for every sheet that is shown."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from motcua.documents.enums import FileKind
from motcua.documents.reading.blocks import Block, Place, ReadingWarning
from motcua.documents.reading.characters import tidy_lines
from motcua.documents.reading.excel.showing import BUILT_IN, shown
from motcua.documents.reading.grids import Spanning, grid
from motcua.documents.reading.limits import MOST_CELLS, MOST_ROWS, MOST_SHEETS, MOST_UNPACKED, too_long
from motcua.documents.reading.markup import Element, Package, attribute, child, children, is_on, local, whole
from motcua.documents.rules.uploads import packages
from motcua.documents.rules.uploads.refusing import damaged

_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})\Z")
_HIDDEN = {"hidden", "veryHidden"}
_WIDEST = 200


@dataclass(frozen=True, slots=True)
class _Book:
    """What all sheets share."""

    package: Package
    strings: Sequence[str]
    patterns: Sequence[str]
    bold: Sequence[bool]
    is_1904: bool


@dataclass(slots=True)
class _Sheet:
    """One sheet as it is read."""

    name: str
    cells: dict[tuple[int, int], tuple[str, bool]] = field(default_factory=dict)
    merged: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    hidden_rows: int = 0
    without_value: list[tuple[int, int]] = field(default_factory=list)
    has_drawing: bool = False


def read_excel(data: bytes) -> tuple[tuple[Block, ...], tuple[ReadingWarning, ...]]:
    """The blocks of an XLSX file, and what could not be read of it.

    :raises Unfit: when it is damaged, locked, carries macros, grows too large or is longer than is read.
    """
    packages.inspect(data, kind=FileKind.XLSX, most_unpacked=MOST_UNPACKED, is_kept=False)
    package = Package(data, "Excel (XLSX)")
    workbook = package.part("xl/workbook.xml")
    if workbook is None:
        raise damaged("Excel (XLSX)")
    book = _book(package, workbook)
    blocks: list[Block] = []
    warnings: list[ReadingWarning] = []
    targets = _relations(package)
    sheets = [each for each in children(workbook, "sheets") if local(each) == "sheet"]
    if len(sheets) > MOST_SHEETS:
        raise too_long(f"{MOST_SHEETS} trang tính")
    for written in sheets:
        name = tidy_lines(attribute(written, "name"))
        if attribute(written, "state") in _HIDDEN:
            message = f"Trang tính “{name}” đang ẩn nên không đọc."
            warnings.append(ReadingWarning("hidden-sheet", message, Place(sheet=name)))
            continue
        root = package.part(targets.get(_relation_of(written), ""))
        if root is None:
            continue
        sheet = _sheet(root, name, book)
        warnings.extend(_warnings(sheet))
        if (table := _grid(sheet, Place(table=len(blocks) + 1, sheet=name))) is not None:
            blocks.append(table)
    return tuple(blocks), tuple(warnings)


def _relation_of(sheet: Element) -> str:
    """The relation of a sheet: the only "id" that has a namespace."""
    return next((str(value) for key, value in sheet.attrib.items() if str(key).endswith("}id")), "")


def _relations(package: Package) -> Mapping[str, str]:
    root = package.part("xl/_rels/workbook.xml.rels")
    found = {}
    for each in () if root is None else root:
        target = attribute(each, "Target")
        found[attribute(each, "Id")] = target[1:] if target.startswith("/") else f"xl/{target}"
    return found


def _book(package: Package, workbook: Element) -> _Book:
    properties = child(workbook, "workbookPr")
    is_1904 = properties is not None and attribute(properties, "date1904") in {"1", "true"}
    patterns, bold = _styles(package.part("xl/styles.xml"))
    return _Book(package, _strings(package.part("xl/sharedStrings.xml")), patterns, bold, is_1904)


def _strings(root: Element | None) -> list[str]:
    return [] if root is None else [_rich(each) for each in root if local(each) == "si"]


def _rich(element: Element) -> str:
    """The words of a string, also of one in several looks; how to pronounce it is left out."""
    parts = []
    for each in element:
        if local(each) == "t":
            parts.append(each.text or "")
        elif local(each) == "r":
            parts.extend(part.text or "" for part in each if local(part) == "t")
    return "".join(parts)


def _styles(root: Element | None) -> tuple[list[str], list[bool]]:
    """For every style of cells its number format, and whether it is bold."""
    own = {
        whole(attribute(each, "numFmtId"), 0): attribute(each, "formatCode")
        for each in children(root, "numFmts")
    }
    fonts = [is_on(each, "b") is True for each in children(root, "fonts")]
    patterns, bold = [], []
    for each in children(root, "cellXfs"):
        number = whole(attribute(each, "numFmtId"), 0)
        font = whole(attribute(each, "fontId"), 0)
        patterns.append(own.get(number) or BUILT_IN.get(number, "General"))
        bold.append(0 <= font < len(fonts) and fonts[font])
    return patterns, bold


def _sheet(root: Element, name: str, book: _Book) -> _Sheet:
    sheet = _Sheet(name)
    for part in root:
        kind = local(part)
        if kind == "sheetData":
            _read_rows(part, sheet, book)
        elif kind == "mergeCells":
            _read_merged(part, sheet)
        elif kind in {"drawing", "legacyDrawing", "picture"}:
            sheet.has_drawing = sheet.has_drawing or kind != "legacyDrawing"
    return sheet


def _read_rows(data: Element, sheet: _Sheet, book: _Book) -> None:
    number = 0
    for row in data:
        number = whole(attribute(row, "r"), number + 1)
        column, before = 0, len(sheet.cells)
        for cell in row:
            place = _place(attribute(cell, "r")) or (number, column + 1)
            column = place[1]
            if column <= _WIDEST:
                _read_cell(cell, (number, column), sheet, book)
        if len(sheet.cells) > before:
            sheet.hidden_rows += attribute(row, "hidden") in {"1", "true"}
            if number > MOST_ROWS:
                raise too_long(f"{MOST_ROWS} hàng trong một trang tính")
        if len(sheet.cells) > MOST_CELLS:
            raise too_long(f"{MOST_CELLS} ô")


def _read_cell(cell: Element, place: tuple[int, int], sheet: _Sheet, book: _Book) -> None:
    style = whole(attribute(cell, "s"), 0)
    written = child(cell, "v")
    is_empty = written is None or not (written.text or attribute(cell, "t") == "str")
    if is_empty and child(cell, "f") is not None:
        sheet.without_value.append(place)
    text = tidy_lines(_value(cell, written, style, book))
    if text:
        sheet.cells[place] = text, 0 <= style < len(book.bold) and book.bold[style]


def _value(cell: Element, written: Element | None, style: int, book: _Book) -> str:
    kind = attribute(cell, "t") or "n"
    if kind == "inlineStr":
        inline = child(cell, "is")
        return "" if inline is None else _rich(inline)
    text = "" if written is None else written.text or ""
    if kind == "s":
        number = whole(text, -1)
        return book.strings[number] if 0 <= number < len(book.strings) else ""
    if kind == "n" and text:
        pattern = book.patterns[style] if 0 <= style < len(book.patterns) else "General"
        return shown(text.strip(), pattern, is_1904=book.is_1904)
    if kind == "d":
        year, month, day = [*text[:10].split("-"), "", ""][:3]
        return f"{day}/{month}/{year}" if day else text
    if kind == "b":
        return "Đúng" if text == "1" else "Sai"
    return text


def _read_merged(parts: Element, sheet: _Sheet) -> None:
    for each in parts:
        start, _, end = attribute(each, "ref").partition(":")
        first, last = _place(start), _place(end)
        if first and last and last[0] >= first[0] and last[1] >= first[1]:
            sheet.merged[first] = last[0] - first[0] + 1, last[1] - first[1] + 1


def _place(reference: str) -> tuple[int, int] | None:
    found = _REFERENCE.match(reference)
    if found is None:
        return None
    column = 0
    for letter in found.group(1):
        column = column * 26 + ord(letter) - 64
    return int(found.group(2)), column


def _grid(sheet: _Sheet, place: Place) -> Block | None:
    if not sheet.cells:
        return None
    last_row = max(row for row, _ in sheet.cells)
    last_column = max(column for _, column in sheet.cells)
    ends = dict(sorted(sheet.cells.keys()))  # of each row the last column comes last
    covered = _covered(sheet, last_row, last_column)
    rows = []
    for row in range(1, last_row + 1):
        cells = []
        for column in range(1, ends.get(row, 0) + 1):
            if (row, column) in covered:
                continue
            text, is_bold = sheet.cells.get((row, column), ("", False))
            high, wide = sheet.merged.get((row, column), (1, 1))
            cells.append(
                Spanning(
                    text, min(wide, last_column + 1 - column), min(high, last_row + 1 - row), is_bold=is_bold
                )
            )
        rows.append(cells)
    return grid(rows, place=place)


def _covered(sheet: _Sheet, last_row: int, last_column: int) -> set[tuple[int, int]]:
    covered: set[tuple[int, int]] = set()
    for (row, column), (high, wide) in sheet.merged.items():
        if min(high, last_row) * min(wide, last_column) + len(covered) > MOST_CELLS:
            raise too_long(f"{MOST_CELLS} ô")
        for below in range(row, min(row + high, last_row + 1)):
            for right in range(column, min(column + wide, last_column + 1)):
                covered.add((below, right))
        covered.discard((row, column))
    return covered


def _warnings(sheet: _Sheet) -> list[ReadingWarning]:
    place = Place(sheet=sheet.name)
    warnings = []
    if sheet.hidden_rows:
        message = f"Trang tính “{sheet.name}” có {sheet.hidden_rows} hàng đang ẩn; vẫn được đọc."
        warnings.append(ReadingWarning("hidden-rows", message, place))
    if sheet.without_value:
        row, column = sheet.without_value[0]
        message = (
            f"Trang tính “{sheet.name}” có {len(sheet.without_value)} công thức chưa có kết quả (đầu tiên ở hàng {row},"
            f" cột {column}). Mở bằng Excel, lưu lại rồi thử lại nếu cần."
        )
        warnings.append(
            ReadingWarning("formula-without-value", message, Place(sheet=sheet.name, row=row, column=column))
        )
    if sheet.has_drawing:
        message = f"Trang tính “{sheet.name}” có hình hoặc biểu đồ không đọc được."
        warnings.append(ReadingWarning("picture-not-read", message, place))
    return warnings
