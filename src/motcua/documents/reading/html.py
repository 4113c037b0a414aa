"""HTML, also as Word saves it. Only what stands in the file is read: nothing is fetched, nothing runs."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from motcua.documents.reading.blocks import Block, Line, Paragraph, Place, ReadingWarning
from motcua.documents.reading.characters import tidy
from motcua.documents.reading.grids import Spanning, grid
from motcua.documents.reading.limits import DEEPEST, MOST_LINES, MOST_ROWS, too_long
from motcua.documents.rules.uploads.refusing import Unfit, damaged

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_DROPPED = {
    *(
        "script",
        "style",
        "head",
        "title",
        "noscript",
        "template",
        "svg",
        "math",
        "object",
        "embed",
        "iframe",
        "audio",
    ),
    *("video", "canvas", "select", "textarea", "button", "input", "del", "nav", "xml", "meta", "link"),
}
_BLOCKS = {
    *(
        "p",
        "div",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "li",
        "ul",
        "ol",
        "dl",
        "dt",
        "dd",
        "blockquote",
        "pre",
        "center",
    ),
    *(
        "section",
        "article",
        "header",
        "footer",
        "main",
        "aside",
        "address",
        "figure",
        "figcaption",
        "form",
        "fieldset",
    ),
    *("hr", "body", "html", "caption", "tr", "td", "th", "tbody", "thead", "tfoot"),
}
_BOLD = {"b", "strong", "h1", "h2", "h3", "h4", "h5", "h6", "th"}
_ITALIC = {"i", "em"}
_HIDDEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all|visibility\s*:\s*hidden", re.IGNORECASE)
_HEAVY = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_MIDDLE = re.compile(r"text-align\s*:\s*center", re.IGNORECASE)
_CONDITION = re.compile(r"<!\[(?:if[^\]<>]{0,200}|endif)\]>", re.IGNORECASE)
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]{1,30})", re.IGNORECASE)
_WIDE = 2  # a table with a table inside is layout unless it is wider and longer than this


@dataclass(slots=True)
class _Flow:
    """What is gathered while walking: finished blocks and the paragraph under way."""

    line: int | None = None
    blocks: list[Block] = field(default_factory=list)
    nested: list[HtmlElement] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    bold: int = 0
    italic: int = 0
    letters: int = 0
    heading: int = 0
    mark: str = ""
    is_centred: bool = False
    pictures: int = 0
    paragraphs: int = 0
    tables: int = 0

    def write(self, text: str | None, *, is_bold: bool, is_italic: bool) -> None:
        if not text:
            return
        self.pieces.append(re.sub(r"[\r\n\t ]+", " ", text))
        count = sum(char.isalnum() for char in text)
        self.letters += count
        self.bold += count * is_bold
        self.italic += count * is_italic

    def end_paragraph(self) -> None:
        whole = "".join(self.pieces)
        texts = [text for text in map(tidy, whole.split("\v")) if text]
        if texts:
            self.paragraphs += 1
            place = Place(paragraph=self.paragraphs, line=self.line)
            if len(self.blocks) > MOST_LINES:
                raise too_long(f"{MOST_LINES} đoạn")
            self.blocks.append(
                Paragraph(
                    text=" ".join(texts),
                    place=place,
                    lines=tuple(Line(text, place) for text in texts),
                    heading=self.heading,
                    mark=self.mark,
                    is_bold=0 < self.letters == self.bold,
                    is_italic=0 < self.letters == self.italic,
                    is_centred=self.is_centred,
                )
            )
            self.mark = ""
        self.pieces.clear()
        self.bold = self.italic = self.letters = self.heading = 0
        self.is_centred = False


@dataclass(frozen=True, slots=True)
class _Style:
    is_bold: bool = False
    is_italic: bool = False
    is_centred: bool = False


def read_html(data: bytes) -> tuple[tuple[Block, ...], tuple[ReadingWarning, ...]]:
    """The blocks of an HTML file, and what could not be read of it.

    :raises Unfit: when it cannot be taken apart or is longer than is read.
    """
    root = _parsed(_decoded(data))
    flow = _Flow()
    _walk(root, flow, _Style(), depth=0)
    flow.end_paragraph()
    warnings: tuple[ReadingWarning, ...] = ()
    if flow.pictures:
        message = f"Có {flow.pictures} hình ảnh không đọc được chữ bên trong."
        warnings = (ReadingWarning("picture-not-read", message),)
    return tuple(flow.blocks), warnings


def rows_of_table(markup: str, *, line: int) -> tuple[tuple[Spanning, ...], ...]:
    """The rows of one table written in HTML inside of another text."""
    root = _parsed(markup)
    table = next(iter(root.iter("table")), None)
    return () if table is None else tuple(_rows(table, _Flow(line=line), depth=0))


def _decoded(data: bytes) -> str:
    from motcua.documents.reading.decoding import decode

    declared = _CHARSET.search(data[:4096])
    code = declared.group(1).decode("ascii").lower() if declared else ""
    if code and code not in {"utf-8", "utf8", "unicode", "utf-16"}:
        try:
            return data.decode(code)
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(data).text


def _parsed(markup: str) -> HtmlElement:
    from lxml import etree, html

    markup = _CONDITION.sub("", markup).replace("\0", "")
    parser = html.HTMLParser(
        no_network=True, huge_tree=False, remove_comments=True, remove_pis=True, encoding="utf-8"
    )
    try:
        root = html.document_fromstring(markup.encode("utf-8", errors="ignore"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        raise damaged("HTML") from None
    return root


def _walk(element: HtmlElement, flow: _Flow, style: _Style, *, depth: int) -> None:
    """One element with all that is in it; its tail belongs to the caller."""
    tag = element.tag if isinstance(element.tag, str) else ""
    tag = tag.rpartition(":")[2] if tag != "o:p" else "span"
    if not tag or tag in _DROPPED or _HIDDEN.search(element.get("style") or ""):
        return
    if depth > 2 * DEEPEST:
        raise Unfit(
            "document-too-deep", "lồng các phần vào nhau quá sâu", "Mở tệp, lưu lại thành DOCX rồi thử lại."
        )
    if tag == "table":
        _table(element, flow, depth)
        return
    if tag == "img":
        flow.pictures += 1
    elif tag == "br":
        flow.pieces.append("\v")
    style = _styled(style, element, tag)
    is_block = tag in _BLOCKS
    if is_block:
        flow.end_paragraph()
        _begin(element, tag, flow, style)
    flow.write(element.text, is_bold=style.is_bold, is_italic=style.is_italic)
    for child in element:
        _walk(child, flow, style, depth=depth + 1)
        flow.write(child.tail, is_bold=style.is_bold, is_italic=style.is_italic)
    if is_block:
        flow.end_paragraph()


def _begin(element: HtmlElement, tag: str, flow: _Flow, style: _Style) -> None:
    flow.is_centred = style.is_centred
    if tag in {"h1", "h2", "h3", "h4", "h5", "h6"}:
        flow.heading = int(tag[1])
    if tag == "li":
        flow.mark = _list_mark(element)


def _styled(style: _Style, element: HtmlElement, tag: str) -> _Style:
    written = element.get("style") or ""
    return _Style(
        is_bold=style.is_bold or tag in _BOLD or _HEAVY.search(written) is not None,
        is_italic=style.is_italic or tag in _ITALIC,
        is_centred=tag == "center"
        or _MIDDLE.search(written) is not None
        or (element.get("align") or "").lower() == "center"
        or (
            style.is_centred
            and tag not in {"td", "th"}
            and "text-align" not in written
            and not element.get("align")
        ),
    )


def _list_mark(element: HtmlElement) -> str:
    from motcua.documents.reading.counting import spelt

    parent = element.getparent()
    if parent is None or parent.tag != "ol":
        return "-"
    number = _number(parent.get("start"), 1)
    for before in element.itersiblings("li", preceding=True):
        number += 1
        if before.get("value"):
            number += _number(before.get("value"), 1) - 1
            break
    kinds = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
    return f"{spelt(_number(element.get('value'), number), kinds.get(parent.get('type') or '', 'decimal'))}."


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and re.fullmatch(r"\d{1,5}", text.strip()) else otherwise


def _table(element: HtmlElement, flow: _Flow, depth: int) -> None:
    flow.end_paragraph()
    inside = _Flow(line=flow.line)
    rows = tuple(_rows(element, inside, depth=depth + 1))
    cells = sum(len(row) for row in rows)
    is_layout = inside.nested and (len(rows) <= _WIDE or max(map(len, rows), default=0) <= _WIDE)
    if cells == 1 or is_layout:
        for cell in _cells_of(element):
            flow.end_paragraph()
            _walk_children(cell, flow, depth + 1)
        flow.end_paragraph()
        return
    read = grid(rows, place=Place(table=flow.tables + 1))
    if read is not None:
        flow.tables += 1
        flow.blocks.append(read)
    flow.pictures += inside.pictures
    for nested in inside.nested:
        _table(nested, flow, depth + 1)


def _walk_children(element: HtmlElement, flow: _Flow, depth: int) -> None:
    style = _styled(_Style(), element, "")
    flow.write(element.text, is_bold=style.is_bold, is_italic=style.is_italic)
    for child in element:
        _walk(child, flow, style, depth=depth + 1)
        flow.write(child.tail, is_bold=style.is_bold, is_italic=style.is_italic)


def _own_rows(table: HtmlElement) -> Iterator[HtmlElement]:
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in {"thead", "tbody", "tfoot"}:
            yield from (row for row in child if row.tag == "tr")


def _cells_of(table: HtmlElement) -> Iterator[HtmlElement]:
    for row in _own_rows(table):
        yield from (cell for cell in row if cell.tag in {"td", "th"})


def _rows(table: HtmlElement, flow: _Flow, *, depth: int) -> Iterator[tuple[Spanning, ...]]:
    for number, row in enumerate(_own_rows(table)):
        if number > MOST_ROWS:
            raise too_long(f"{MOST_ROWS} hàng trong bảng")
        yield tuple(_spanning(cell, flow, depth) for cell in row if cell.tag in {"td", "th"})


def _spanning(cell: HtmlElement, flow: _Flow, depth: int) -> Spanning:
    inside = _Flow(line=flow.line)
    tables = _set_aside_tables(cell)
    flow.nested.extend(tables)
    _walk_cell(cell, inside, depth, skipped=set(tables))
    paragraphs = [block for block in inside.blocks if isinstance(block, Paragraph)]
    flow.pictures += inside.pictures
    return Spanning(
        text="\n".join(line for paragraph in paragraphs for line in _cell_lines(paragraph)),
        columns=_number(cell.get("colspan"), 1),
        rows=_number(cell.get("rowspan"), 1),
        is_bold=bool(paragraphs) and all(paragraph.is_bold for paragraph in paragraphs),
        line=flow.line,
    )


def _cell_lines(paragraph: Paragraph) -> Sequence[str]:
    texts = [line.text for line in paragraph.lines]
    return [f"{paragraph.mark} {texts[0]}", *texts[1:]] if paragraph.mark else texts


def _set_aside_tables(cell: HtmlElement) -> list[HtmlElement]:
    """The tables inside of a cell, not those inside of these."""
    return [table for table in cell.iter("table") if next(table.iterancestors("table", "td", "th")) is cell]


def _walk_cell(cell: HtmlElement, flow: _Flow, depth: int, *, skipped: Collection[HtmlElement]) -> None:
    style = _styled(_Style(), cell, str(cell.tag))
    flow.write(cell.text, is_bold=style.is_bold, is_italic=style.is_italic)
    for child in cell:
        if child not in skipped:
            _walk(child, flow, style, depth=depth + 1)
        flow.write(child.tail, is_bold=style.is_bold, is_italic=style.is_italic)
    flow.end_paragraph()
