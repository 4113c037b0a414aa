"""Workbooks from strangers: looked through before a reader opens them."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from motcua.kernel.refusals import Refused

MOST_CELLS = 5_000_000
_STEP = 1 << 20
_KEPT = 200
_OTHER_KINDS = {"xl/workbook.bin", "content.xml"}
_ROW = re.compile(rb"<(?:\w+:)?row\b[^<>]*?\sr\s*=\s*[\"']\s*(\d{1,9})[^<>]*?(?<!/)>")
_CELL = re.compile(rb"<(?:\w+:)?c\b[^<>]*?\sr\s*=\s*[\"']\s*([A-Za-z]{1,6})(\d{1,9})[^<>]*?(?<!/)>")


def require_compact(data: bytes, *, most_unpacked: int) -> None:
    """Refuse a workbook that grows when it is opened: by packing, or by cells so far apart that what lies between
    fills the memory, since readers keep a sheet as a whole rectangle.

    Sizes are measured, never believed; cells without content do not count.

    :raises Refused: "file-unreadable", "file-too-large", "file-too-sparse".
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            names = set(packed.namelist())
            if "xl/workbook.xml" not in names or names & _OTHER_KINDS:
                raise _unreadable()
            left = most_unpacked
            for part in packed.infolist():
                left -= _look_through(_steps(packed, part), left)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError):
        raise _unreadable() from None


def _steps(packed: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    with packed.open(part) as opened:
        while step := opened.read(_STEP):
            yield step


def _look_through(steps: Iterator[bytes], most: int) -> int:
    """How many bytes a part unpacks to."""
    size, rest, row, column = 0, b"", 0, 0
    for step in steps:
        size += len(step)
        if size > most:
            raise Refused(
                "file-too-large",
                "Tệp phình ra quá lớn khi mở. Chép riêng bảng cần nhập sang tệp mới rồi nhập.",
            )
        text = rest + step
        row = max([row, *(int(found[1]) for found in _ROW.finditer(text))])
        for found in _CELL.finditer(text):
            row, column = max(row, int(found[2])), max(column, _number(found[1]))
        if row * max(column, 1) > MOST_CELLS:
            raise Refused(
                "file-too-sparse",
                f"Bảng có ô ở rất xa, tới dòng {row}, cột thứ {column}, nên mở ra thành quá nhiều ô trống. "
                "Xóa các dòng và cột thừa, hoặc chép riêng bảng cần nhập sang tệp mới rồi nhập.",
            )
        rest = text[-_KEPT:]
    return size


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _unreadable() -> Refused:
    return Refused("file-unreadable", "Không mở được tệp như một bảng tính XLSX. Mở bằng Excel và lưu lại.")
