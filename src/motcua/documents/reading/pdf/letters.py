"""What a page shows: every letter with its place, every straight line drawn on it.

Places are in points from the upper left corner, in the direction in which the text is read: a page whose text
runs upward is turned first.
"""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from motcua.documents.reading.legacy import by_font

_MOST_DRAWN = 30_000
_DEEPEST_FORM = 6
_THIN = 3.0
_INVISIBLE = 3
_BOLD_FROM = 600


@dataclass(slots=True)
class Letter:
    """A letter with its box, base line and the size of its font."""

    text: str
    x0: float
    x1: float
    base: float
    size: float
    is_bold: bool
    is_italic: bool
    blank_end: float | None  # where the blank before it ends; None when it follows another letter directly
    is_unknown: bool
    is_old: bool


@dataclass(frozen=True, slots=True)
class Rule:
    """A drawn line: horizontal at y=`at` from `start` to `end`, or vertical at x=`at`."""

    is_horizontal: bool
    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it is read."""

    number: int
    width: float
    height: float
    letters: list[Letter]
    rules: list[Rule]
    picture_share: float  # of the page that pictures cover


@dataclass(frozen=True, slots=True)
class _Font:
    name: str
    is_bold: bool
    is_italic: bool


@dataclass(frozen=True, slots=True)
class _Turn:
    """How the page lies: its box, and by how many quarter turns its text has to be turned to be read."""

    left: float
    bottom: float
    right: float
    top: float
    quarters: int

    @property
    def size(self) -> tuple[float, float]:
        width, height = self.right - self.left, self.top - self.bottom
        return (height, width) if self.quarters % 2 else (width, height)

    def point(self, x: float, y: float) -> tuple[float, float]:
        if self.quarters == 1:
            return y - self.bottom, x - self.left
        if self.quarters == 2:
            return self.right - x, y - self.bottom
        if self.quarters == 3:
            return self.top - y, self.right - x
        return x - self.left, self.top - y


def read_page(document: Any, index: int) -> Page:
    """Letters and lines of one page of an opened file."""
    import pypdfium2.raw as pdfium

    page = document[index]
    text = page.get_textpage()
    try:
        count = max(pdfium.FPDFText_CountChars(text.raw), 0)
        left, bottom, right, top = page.get_mediabox()
        turn = _Turn(left, bottom, right, top, _quarters(pdfium, text.raw, count))
        letters = list(_letters(pdfium, text.raw, count, turn))
        drawn = _Drawn(pdfium, turn)
        drawn.read_page(page.raw)
        width, height = turn.size
        area = max(width * height, 1.0)
        return Page(index + 1, width, height, letters, drawn.rules, min(drawn.pictures / area, 1.0))
    finally:
        text.close()
        page.close()


def _quarters(pdfium: Any, text: Any, count: int) -> int:
    """The direction of most of the text."""
    step = max(1, count // 200)
    angles = Counter(
        -round(pdfium.FPDFText_GetCharAngle(text, number) / (math.pi / 2)) % 4
        for number in range(0, count, step)
        if pdfium.FPDFText_GetUnicode(text, number) > 32
    )
    # Angles are told with the clock: text that runs upward stands at three quarters and is turned once to the right.
    return angles.most_common(1)[0][0] if angles else 0


def _letters(pdfium: Any, text: Any, count: int, turn: _Turn) -> Iterator[Letter]:
    box = pdfium.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    fonts: dict[int, _Font] = {}
    objects: dict[int, _Font] = {}
    blank_end: float | None = None
    last: Letter | None = None
    for number in range(count):
        code = pdfium.FPDFText_GetUnicode(text, number)
        if code == 0xFFFE:
            continue
        if code <= 32 or code == 0xA0:
            blank_end = blank_end if blank_end is not None else -math.inf
            if not pdfium.FPDFText_IsGenerated(text, number):
                pdfium.FPDFText_GetLooseCharBox(text, number, box)
                blank_end = max(turn.point(box.left, box.bottom)[0], turn.point(box.right, box.top)[0])
            continue
        pdfium.FPDFText_GetLooseCharBox(text, number, box)
        pdfium.FPDFText_GetCharOrigin(text, number, x, y)
        font = _font_of(pdfium, text, number, fonts, objects)
        x0, _ = turn.point(box.left, box.bottom)
        x1, _ = turn.point(box.right, box.top)
        start, base = turn.point(x.value, y.value)
        char = chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
        if unicodedata.combining(char) and last is not None:
            last.text = unicodedata.normalize("NFC", last.text + char)
            continue
        converted = (
            by_font(char, font.name) if font.name[:1] in ".Vv" and font.name[:3] in {".Vn", ".VN"} else None
        )
        size = abs(box.top - box.bottom) if turn.quarters % 2 == 0 else abs(box.right - box.left)
        last = Letter(
            text=converted or char,
            x0=min(x0, x1, start) if turn.quarters % 2 == 0 else min(x0, x1),
            x1=max(x0, x1),
            base=base,
            size=size or 10.0,
            is_bold=font.is_bold,
            is_italic=font.is_italic,
            blank_end=blank_end,
            is_unknown=_is_unknown(pdfium, text, number, code),
            is_old=font.name.upper().startswith("VNI-") or converted is not None,
        )
        blank_end = None
        yield last


def _is_unknown(pdfium: Any, text: Any, number: int, code: int) -> bool:
    if 0xE000 <= code <= 0xF8FF or code == 0xFFFD:
        return not 0xF020 <= code <= 0xF0FF
    return bool(pdfium.FPDFText_HasUnicodeMapError(text, number) == 1)


def _font_of(
    pdfium: Any, text: Any, number: int, fonts: dict[int, _Font], objects: dict[int, _Font]
) -> _Font:
    shown = pdfium.FPDFText_GetTextObject(text, number)
    address = ctypes.cast(shown, ctypes.c_void_p).value or 0
    if address not in objects:
        font = pdfium.FPDFTextObj_GetFont(shown) if address else None
        key = ctypes.cast(font, ctypes.c_void_p).value or 0 if font else 0
        if key not in fonts:
            fonts[key] = _font(pdfium, font) if key else _Font("", False, False)
        objects[address] = fonts[key]
    return objects[address]


def _font(pdfium: Any, font: Any) -> _Font:
    buffer = ctypes.create_string_buffer(256)
    pdfium.FPDFFont_GetBaseFontName(font, buffer, 256)
    name = buffer.value.decode("utf-8", errors="replace").rpartition("+")[2]
    low = name.lower()
    return _Font(
        name,
        is_bold="bold" in low or "black" in low or pdfium.FPDFFont_GetWeight(font) >= _BOLD_FROM,
        is_italic="italic" in low or "oblique" in low,
    )


class _Drawn:
    """The straight lines of a page, also inside of form objects, and how much pictures cover."""

    def __init__(self, pdfium: Any, turn: _Turn) -> None:
        self._pdfium, self._turn = pdfium, turn
        self._seen = 0
        self.rules: list[Rule] = []
        self.pictures = 0.0

    def read_page(self, page: Any) -> None:
        """Look at every object of a page."""
        pdfium = self._pdfium
        for number in range(pdfium.FPDFPage_CountObjects(page)):
            self._read(pdfium.FPDFPage_GetObject(page, number), (1.0, 0.0, 0.0, 1.0, 0.0, 0.0), 0)
        if self._seen > _MOST_DRAWN:
            self.rules.clear()  # a drawing, not a table

    def _read(self, drawn: Any, outer: tuple[float, ...], depth: int) -> None:
        pdfium = self._pdfium
        kind = pdfium.FPDFPageObj_GetType(drawn)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT or self._seen > _MOST_DRAWN:
            return
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            self._seen += 1
            self._read_path(drawn, _product(_matrix(pdfium, drawn), outer))
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            a, b, c, d, _, _ = _product(_matrix(pdfium, drawn), outer)
            self.pictures += abs(a * d - b * c)
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST_FORM:
            inner = _product(_matrix(pdfium, drawn), outer)
            for number in range(min(max(pdfium.FPDFFormObj_CountObjects(drawn), 0), _MOST_DRAWN)):
                self._read(pdfium.FPDFFormObj_GetObject(drawn, number), inner, depth + 1)

    def _read_path(self, path: Any, matrix: tuple[float, ...]) -> None:
        pdfium = self._pdfium
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDFPath_GetDrawMode(path, fill, stroke)
        if not fill.value and not stroke.value:
            return
        for points in self._outlines(path, matrix):
            self._add_outline(points, is_filled=not stroke.value)

    def _outlines(self, path: Any, matrix: tuple[float, ...]) -> Iterator[list[tuple[float, float]]]:
        """The straight pieces of a path, each a chain of points in the direction of reading."""
        pdfium = self._pdfium
        x, y = ctypes.c_float(), ctypes.c_float()
        a, b, c, d, e, f = matrix
        points: list[tuple[float, float]] = []
        count = pdfium.FPDFPath_CountSegments(path)
        self._seen += max(count, 0) // 8
        for number in range(min(max(count, 0), _MOST_DRAWN)):
            segment = pdfium.FPDFPath_GetPathSegment(path, number)
            kind = pdfium.FPDFPathSegment_GetType(segment)
            pdfium.FPDFPathSegment_GetPoint(segment, x, y)
            point = self._turn.point(a * x.value + c * y.value + e, b * x.value + d * y.value + f)
            if kind != pdfium.FPDF_SEGMENT_LINETO:
                if len(points) > 1:
                    yield points
                points = [point]
            else:
                points.append(point)
            if pdfium.FPDFPathSegment_GetClose(segment) and points:
                yield [*points, points[0]]
                points = [points[0]]
        if len(points) > 1:
            yield points

    def _add_outline(self, points: list[tuple[float, float]], *, is_filled: bool) -> None:
        if is_filled:
            xs, ys = [x for x, _ in points], [y for _, y in points]
            width, height = max(xs) - min(xs), max(ys) - min(ys)
            if height <= _THIN < width:
                self._add(True, (min(ys) + max(ys)) / 2, min(xs), max(xs))
            elif width <= _THIN < height:
                self._add(False, (min(xs) + max(xs)) / 2, min(ys), max(ys))
            return
        for (x0, y0), (x1, y1) in pairwise(points):
            if abs(y0 - y1) < 0.5 < abs(x0 - x1):
                self._add(True, (y0 + y1) / 2, min(x0, x1), max(x0, x1))
            elif abs(x0 - x1) < 0.5 < abs(y0 - y1):
                self._add(False, (x0 + x1) / 2, min(y0, y1), max(y0, y1))

    def _add(self, is_horizontal: bool, at: float, start: float, end: float) -> None:
        self.rules.append(Rule(is_horizontal, at, start, end))


def _matrix(pdfium: Any, drawn: Any) -> tuple[float, ...]:
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(drawn, matrix):
        return (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    return (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


def _product(inner: tuple[float, ...], outer: tuple[float, ...]) -> tuple[float, ...]:
    a, b, c, d, e, f = inner
    m, n, o, p, q, r = outer
    return (a * m + b * o, a * n + b * p, c * m + d * o, c * n + d * p, e * m + f * o + q, e * n + f * p + r)
