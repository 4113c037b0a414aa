"""Workbooks that would fill the memory are refused before a reader opens them."""

from __future__ import annotations

import io
import zipfile

import pytest
import xlsxwriter

from motcua.kernel.refusals import Refused
from motcua.kernel.workbooks import MOST_CELLS, require_compact

_BOUND = 50 * 1024 * 1024


def workbook(*cells: tuple[int, int]) -> bytes:
    """A workbook with a word in each of these cells, counted from nought."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for row, column in cells:
            sheet.write(row, column, "chữ")
    return stream.getvalue()


def packed(**parts: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {"xl/workbook.xml": b"<workbook/>", **parts}.items():
            archive.writestr(name, content)
    return stream.getvalue()


def code_for(data: bytes, most_unpacked: int = _BOUND) -> str:
    with pytest.raises(Refused) as refusal:
        require_compact(data, most_unpacked=most_unpacked)
    return refusal.value.code


def test_ordinary_ones_pass() -> None:
    require_compact(workbook((0, 0), (99_999, 39), (5, 49)), most_unpacked=_BOUND)


@pytest.mark.parametrize("corner", [(1_048_575, 16_383), (400_000, 15), (400, 16_383)])
def test_a_cell_far_away_is_refused(corner: tuple[int, int]) -> None:
    assert (corner[0] + 1) * (corner[1] + 1) > MOST_CELLS
    assert code_for(workbook((0, 0), corner)) == "file-too-sparse"


@pytest.mark.parametrize(
    "sheet",
    [
        b"<row r='1048576'><c><v>1</v></c></row><row><c r = 'XFD1'><v>1</v></c></row>",
        b'<x:row r="1"><x:c s="1" r="xfd1048576"><x:v>1</x:v></x:c></x:row>',
        b"<row><c r='A1'><v>1</v></c>" + b" " * 1_048_500 + b'<c t="n" r="XFD1048576"><v>1</v></c></row>',
    ],
)
def test_however_it_is_spelt(sheet: bytes) -> None:
    assert code_for(packed(**{"any.part": sheet})) == "file-too-sparse"


def test_empty_cells_that_only_carry_a_look_do_not_count() -> None:
    sheet = b'<row r="1048576" s="1"/><row r="2"><c r="XFD2" s="4"/><c r="A2"><v>1</v></c></row>'
    require_compact(packed(**{"xl/worksheets/sheet1.xml": sheet}), most_unpacked=_BOUND)


def test_what_it_unpacks_to_is_measured() -> None:
    data = packed(**{"xl/worksheets/sheet1.xml": b" " * 3_000_000})
    honest = (3_000_000).to_bytes(4, "little")
    assert data.count(honest) == 2
    assert code_for(data.replace(honest, (2).to_bytes(4, "little"))) == "file-unreadable"
    assert code_for(data, most_unpacked=2_000_000) == "file-too-large"


@pytest.mark.parametrize("other", ["xl/workbook.bin", "content.xml"])
def test_other_kinds_in_disguise_are_not_opened(other: str) -> None:
    assert code_for(packed(**{other: b""})) == "file-unreadable"


@pytest.mark.parametrize("data", [b"", b"PK", b"PK\x03\x04" + b"\0" * 100])
def test_what_is_no_workbook_is_refused(data: bytes) -> None:
    assert code_for(data) == "file-unreadable"
