"""A PDF file as blocks. One file at a time: the library that interprets it is not made for several at once."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from motcua.documents.reading.blocks import Block, Place, ReadingWarning
from motcua.documents.reading.joining import RawLine, as_paragraph, join_lines
from motcua.documents.reading.limits import MOST_CHARACTERS, MOST_PAGES, too_long
from motcua.documents.reading.pdf.columns import stretches_of
from motcua.documents.reading.pdf.furniture import without_furniture
from motcua.documents.reading.pdf.guarding import require_measured
from motcua.documents.reading.pdf.letters import Letter, Page, read_page
from motcua.documents.reading.pdf.raw_lines import apart_line, body_line, column_line, margins_of
from motcua.documents.reading.pdf.rows import Piece, Row, rows_of
from motcua.documents.reading.pdf.tables import Frame, frames_of, table_of
from motcua.documents.reading.syllables import judge
from motcua.documents.rules.uploads.refusing import Unfit, damaged

_LOCK = threading.Lock()
_SCAN = 0.5  # of the page that pictures cover
_FEW_LETTERS = 40
_MOST_UNKNOWN = 0.1


@dataclass(frozen=True, slots=True)
class ReadPdf:
    """What a PDF gave; `is_readable` is False when no page has text that can be relied on."""

    blocks: tuple[Block, ...]
    warnings: tuple[ReadingWarning, ...]
    pages: int
    is_readable: bool


@dataclass(slots=True)
class _Laid:
    """A page with its letters sorted into tables and rows."""

    page: Page
    frames: list[Frame]
    rows: list[Row]


@dataclass(slots=True)
class _Result:
    blocks: list[Block] = field(default_factory=list)
    waiting: list[RawLine] = field(default_factory=list)
    paragraphs: int = 0
    tables: int = 0

    def flush(self) -> None:
        for group in join_lines(self.waiting):
            self.paragraphs += 1
            self.blocks.append(as_paragraph(group, number=self.paragraphs))
        self.waiting.clear()


def read_pdf(data: bytes) -> ReadPdf:
    """The blocks of a PDF, and what could not be read of it.

    :raises Unfit: when it is damaged, locked, grows too large or is longer than is read.
    """
    require_measured(data)
    with _LOCK:
        pages = _pages(data)
    warnings: list[ReadingWarning] = []
    laid = [_lay(page) for page in pages if _is_sound(page, warnings)]
    result = _Result()
    clean = without_furniture([(each.page.height, each.rows) for each in laid])
    for each, rows in zip(laid, clean, strict=True):
        each.rows = rows
        _add_page(result, each)
    result.flush()
    return ReadPdf(tuple(result.blocks), tuple(warnings), len(pages), bool(laid))


def _pages(data: bytes) -> list[Page]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise _not_opened(error) from None
    try:
        count = len(document)
        if not count:
            raise damaged("PDF")
        if count > MOST_PAGES:
            raise too_long(f"{MOST_PAGES} trang")
        return list(_bounded(document, count))
    except pypdfium2.PdfiumError:
        raise damaged("PDF") from None
    finally:
        document.close()


def _bounded(document: Any, count: int) -> Iterator[Page]:
    letters = 0
    for index in range(count):
        page = read_page(document, index)
        letters += len(page.letters)
        if letters > MOST_CHARACTERS:
            raise too_long(f"{MOST_CHARACTERS} ký tự")
        yield page


def _not_opened(error: Any) -> Unfit:
    import pypdfium2.raw

    if error.err_code == pypdfium2.raw.FPDF_ERR_PASSWORD:
        return Unfit(
            "file-encrypted", "có mật khẩu", "Mở bằng mật khẩu, in ra PDF mới không khóa rồi thử lại."
        )
    return damaged("PDF")


def _is_sound(page: Page, warnings: list[ReadingWarning]) -> bool:
    """Whether the text of a page can be relied on; if not, it is said."""
    place = Place(page=page.number)
    if len(page.letters) < _FEW_LETTERS and page.picture_share > _SCAN:
        message = f"Trang {page.number} là ảnh quét, không có chữ đọc được."
        warnings.append(ReadingWarning("page-is-scan", message, place))
        return False
    if not page.letters:
        return True
    unknown = sum(letter.is_unknown for letter in page.letters) / len(page.letters)
    text = " ".join(piece.text for row in rows_of(page.letters) for piece in row)
    if unknown > _MOST_UNKNOWN or judge(text).problem:
        message = (
            f"Trang {page.number} có lớp chữ hỏng (sai mã chữ hoặc mất dấu); không lấy nội dung trang này."
        )
        warnings.append(ReadingWarning("page-text-broken", message, place))
        return False
    return True


def _lay(page: Page) -> _Laid:
    frames = frames_of(page.rules)
    outside: list[Letter] = []
    inside: list[list[Letter]] = [[] for _ in frames]
    for letter in page.letters:
        number = next((number for number, frame in enumerate(frames) if frame.holds(letter)), None)
        (outside if number is None else inside[number]).append(letter)
    kept = []
    for frame, letters in zip(frames, inside, strict=True):
        if _is_table(frame, letters):
            kept.append(frame)
        else:
            outside.extend(letters)
    return _Laid(page, kept, rows_of(outside))


def _is_table(frame: Frame, letters: Sequence[Letter]) -> bool:
    for letter in letters:
        frame.take(letter)
    return len(frame.letters) > 1


def _add_page(result: _Result, laid: _Laid) -> None:
    """The rows and tables of a page in the order in which they stand."""
    margins_rows = laid.rows
    start = 0
    for frame in laid.frames:
        end = start
        while end < len(laid.rows) and laid.rows[end][0].base <= frame.top + 2:
            end += 1
        _add_rows(result, laid, laid.rows[start:end], margins_rows)
        start = end
        result.flush()
        table = table_of(frame, Place(page=laid.page.number, table=result.tables + 1))
        if table is not None:
            result.tables += 1
            result.blocks.append(table)
    _add_rows(result, laid, laid.rows[start:], margins_rows)


def _add_rows(result: _Result, laid: _Laid, rows: Sequence[Row], all_rows: Sequence[Row]) -> None:
    if not rows:
        return
    margins = margins_of(all_rows, width=laid.page.width)
    place = Place(page=laid.page.number)
    for stretch in stretches_of(rows, middle=(margins.left + margins.right) / 2):
        if stretch.kind == "text":
            before: Piece | None = None
            for row in stretch.rows:
                if len(row) == 1:
                    result.waiting.append(body_line(row[0], margins, place, before=before))
                else:
                    result.waiting.append(apart_line(row, place, left=margins.left))
                before = row[0]
        elif stretch.kind == "pair":
            result.flush()
            for side in stretch.sides():
                result.waiting.extend(column_line(piece, place) for piece in side)
                result.flush()
        else:
            result.waiting.extend(apart_line(row, place, left=margins.left) for row in stretch.rows)
