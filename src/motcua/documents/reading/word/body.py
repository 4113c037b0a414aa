"""The body of a Word document: paragraphs and tables in their order, with everything that Word shows."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from motcua.documents.reading import legacy
from motcua.documents.reading.blocks import Block, Line, Paragraph, Place, ReadingWarning
from motcua.documents.reading.characters import plain, tidy
from motcua.documents.reading.grids import Spanning, grid
from motcua.documents.reading.limits import DEEPEST, MOST_LINES, MOST_ROWS, too_long
from motcua.documents.reading.markup import Element, attribute, child, is_on, local, value, whole
from motcua.documents.reading.word.numbering import Numbering
from motcua.documents.reading.word.styles import Look, Style, Styles, look_of
from motcua.documents.rules.uploads.refusing import Unfit

_THROUGH = {
    "sdt",
    "sdtContent",
    "ins",
    "moveTo",
    "customXml",
    "smartTag",
    "hyperlink",
    "fldSimple",
    "bdo",
    "dir",
    "ruby",
}
_DELETED = {"del", "moveFrom", "delText", "instrText", "sdtPr", "rt", "delInstrText"}
_LAYOUT = 2
_MOST_WARNINGS = 20


@dataclass(slots=True)
class _Text:
    """The words of one paragraph as they are gathered."""

    pieces: list[str] = field(default_factory=list)
    letters: int = 0
    bold: int = 0
    italic: int = 0
    boxes: list[Element] = field(default_factory=list)

    def write(self, text: str, look: Look) -> None:
        self.pieces.append(text)
        count = sum(char.isalnum() for char in text)
        self.letters += count
        self.bold += count * (look.is_bold is True)
        self.italic += count * (look.is_italic is True)


class Body:
    """Walks the body once; blocks and warnings are then in `blocks` and `warnings`."""

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self._styles, self._numbering = styles, numbering
        self.blocks: list[Block] = []
        self.warnings: list[ReadingWarning] = []
        self.old_codes: set[str] = set()
        self.has_changes = False
        self.footnotes = 0
        self._paragraphs = self._tables = 0

    def read(self, container: Element, *, depth: int = 0) -> None:
        """Add what a container holds.

        :raises Unfit: for what is nested too deep or goes on too long.
        """
        _require_shallow(depth)
        for element in container:
            name = local(element)
            if name == "p":
                self._add_paragraph(element, depth)
            elif name == "tbl":
                self._add_table(element, depth)
            elif name in _THROUGH:
                self._note_change(name)
                self.read(element, depth=depth + 1)
            elif name == "AlternateContent":
                if (chosen := _chosen(element)) is not None:
                    self.read(chosen, depth=depth + 1)
            elif name == "altChunk":
                self._warn("object-not-read", "Có phần nội dung nhúng từ tệp khác không đọc được")
            else:
                self._note_change(name)

    def _note_change(self, name: str) -> None:
        self.has_changes = self.has_changes or name in {"ins", "del", "moveFrom", "moveTo"}

    def _add_paragraph(self, element: Element, depth: int) -> None:
        paragraph, text = self._paragraph(element)
        if paragraph is not None:
            if len(self.blocks) > MOST_LINES:
                raise too_long(f"{MOST_LINES} đoạn")
            self.blocks.append(paragraph)
        for box in text.boxes:
            self.read(box, depth=depth + 1)

    def _paragraph(self, element: Element, place: Place | None = None) -> tuple[Paragraph | None, _Text]:
        """The paragraph, None when it has no words, and what hangs on it."""
        properties = child(element, "pPr")
        style = self._styles.style(value(properties, "pStyle"))
        text = _Text()
        if place is None:
            self._paragraphs += 1
            place = Place(paragraph=self._paragraphs)
        self._gather(element, text, style.look, place, 0)
        mark = self._mark(properties, style)
        lines = _lines("".join(text.pieces), place)
        if not lines and not (mark and place.table):
            return None, text
        paragraph = Paragraph(
            text=" ".join(line.text for line in lines),
            place=place,
            lines=lines,
            heading=_heading(properties, style),
            mark=mark,
            is_bold=0 < text.letters == text.bold,
            is_italic=0 < text.letters == text.italic,
            is_centred=(value(properties, "jc") or style.alignment) == "center",
        )
        return paragraph, text

    def _mark(self, properties: Element | None, style: Style) -> str:
        own = child(properties, "numPr")
        number = value(own, "numId") or style.list_number
        if not number or number == "0":
            return ""
        said = value(own, "ilvl")
        level: int | None = whole(said, 0) if said else None
        if level is None:
            by_style = self._numbering.level_of_style(number, style.identifier)
            level = by_style if by_style is not None else style.list_level or 0
        return self._numbering.mark(number, level)

    def _gather(self, element: Element, text: _Text, look: Look, place: Place, depth: int) -> None:
        _require_shallow(depth)
        for each in element:
            name = local(each)
            if name == "r":
                self._gather_run(each, text, look, place, depth)
            elif name in _THROUGH or name in {"rubyBase"}:
                self._note_change(name)
                self._gather(each, text, look, place, depth + 1)
            elif name in {"oMath", "oMathPara"}:
                words = "".join(part.text or "" for part in each.iter() if local(part) == "t")
                text.write(words, look)
            elif name == "AlternateContent" and (chosen := _chosen(each)) is not None:
                self._gather(chosen, text, look, place, depth + 1)
            else:
                self._note_change(name)

    def _gather_run(self, run: Element, text: _Text, look: Look, place: Place, depth: int) -> None:
        properties = child(run, "rPr")
        look = look.under(self._styles.run_look(value(properties, "rStyle"))).under(look_of(properties))
        if look.is_hidden:
            return
        for part in run:
            self._gather_part(part, text, look, place, depth)

    def _gather_part(self, part: Element, text: _Text, look: Look, place: Place, depth: int) -> None:
        name = local(part)
        if name == "t":
            text.write(self._words(part.text or "", look), look)
        elif name in {"tab", "ptab"}:
            text.write("\t", look)
        elif name in {"br", "cr"}:
            text.write("\n", look)
        elif name == "noBreakHyphen":
            text.write("-", look)
        elif name == "sym":
            text.write(_symbol(part), look)
        elif name in {"drawing", "pict", "object"}:
            self._gather_drawn(part, text, place)
        elif name == "AlternateContent" and (chosen := _chosen(part)) is not None:
            for each in chosen:
                self._gather_part(each, text, look, place, depth + 1)
        elif name in {"footnoteReference", "endnoteReference"}:
            self.footnotes += 1

    def _words(self, words: str, look: Look) -> str:
        converted = legacy.by_font(words, look.font) if look.font[:1] in {".", "V", "v"} else None
        if converted is not None and converted != words:
            self.old_codes.add("TCVN3" if look.font.startswith(".") else "VNI")
            words = converted
        return words.upper() if look.is_capital else words

    def _gather_drawn(self, drawn: Element, text: _Text, place: Place) -> None:
        """Text boxes are read after the paragraph; pictures and objects are said."""
        boxes = [each for each in drawn.iter() if local(each) == "txbxContent"]
        every = set(boxes)
        text.boxes.extend(box for box in boxes if not _is_inside(box, every))
        if boxes:
            return
        names = {local(each) for each in drawn.iter()}
        if "chart" in names or "OLEObject" in names or "relIds" in names or local(drawn) == "object":
            self._warn("object-not-read", "Có biểu đồ hoặc đối tượng nhúng không đọc được", place)
        elif names & {"blip", "imagedata"}:
            self._warn("picture-not-read", "Có hình ảnh không đọc được chữ bên trong", place)

    def _warn(self, code: str, what: str, place: Place | None = None) -> None:
        if len(self.warnings) < _MOST_WARNINGS:
            where = f" ({place.says()})" if place is not None and place.says() else ""
            self.warnings.append(ReadingWarning(code, f"{what}{where}.", place))

    def _add_table(self, element: Element, depth: int) -> None:
        _require_shallow(depth)
        rows = [row for row in _inside(element, "tr") if not _is_deleted(row)]
        if len(rows) > MOST_ROWS:
            raise too_long(f"{MOST_ROWS} hàng trong bảng")
        nested = [each for each in element.iter() if local(each) == "tbl" and each is not element]
        width = max((sum(1 for _ in _inside(row, "tc")) for row in rows), default=0)
        if (len(rows) == 1 and width == 1) or (nested and (len(rows) <= _LAYOUT or width <= _LAYOUT)):
            for row in rows:
                for cell in _inside(row, "tc"):
                    self.read(cell, depth=depth + 1)
            return
        self._tables += 1
        own = Place(table=self._tables)
        deeper: list[Element] = []
        read = grid((self._row(row, own, number, deeper) for number, row in enumerate(rows, 1)), place=own)
        if read is None:
            self._tables -= 1
        else:
            self.blocks.append(read)
        for inner in deeper:
            self.read([inner], depth=depth + 1)  # type: ignore[arg-type] # only iterated

    def _row(self, row: Element, table: Place, number: int, deeper: list[Element]) -> list[Spanning]:
        properties = child(row, "trPr")
        before = whole(value(properties, "gridBefore"), 0)
        cells = [Spanning("", columns=before)] if before > 0 else []
        for column, cell in enumerate(_inside(row, "tc"), 1):
            said = child(cell, "tcPr")
            horizontal = child(said, "hMerge")
            columns = whole(value(said, "gridSpan"), 1)
            if horizontal is not None and attribute(horizontal, "val") != "restart" and cells:
                cells[-1] = _wider(cells[-1], columns)
                continue
            place = Place(table=table.table, row=number, column=column)
            text, is_bold = self._cell(cell, place, deeper)
            vertical = child(said, "vMerge")
            continues = vertical is not None and attribute(vertical, "val") != "restart"
            cells.append(Spanning(text, columns=columns, is_bold=is_bold, continues=continues))
        return cells

    def _cell(
        self, container: Element, place: Place, deeper: list[Element], depth: int = 0
    ) -> tuple[str, bool]:
        """The text of a cell, and whether all of it is bold; tables and boxes in it are put aside."""
        _require_shallow(depth)
        lines: list[str] = []
        bold: list[bool] = []
        for element in container:
            name = local(element)
            if name == "p":
                paragraph, text = self._paragraph(element, place)
                deeper.extend(text.boxes)
                if paragraph is not None:
                    lines.extend(_shown_lines(paragraph))
                    bold.append(paragraph.is_bold)
            elif name == "tbl":
                deeper.append(element)
            elif name in _THROUGH:
                self._note_change(name)
                words, is_bold = self._cell(element, place, deeper, depth + 1)
                lines.extend([words] if words else [])
                bold.extend([is_bold] if words else [])
        return "\n".join(lines), bool(bold) and all(bold)


def _shown_lines(paragraph: Paragraph) -> Iterator[str]:
    texts = [line.text for line in paragraph.lines]
    if paragraph.mark:
        yield f"{paragraph.mark} {texts[0] if texts else ''}".strip()
        yield from texts[1:]
    else:
        yield from texts


def _lines(text: str, place: Place) -> tuple[Line, ...]:
    lines = []
    for raw in plain(text).split("\n"):
        if words := tidy(raw):
            lines.append(Line(words, place, columns=_columns(raw)))
    return tuple(lines)


def _columns(raw: str) -> tuple[tuple[int, str], ...]:
    """The pieces of a line that tabs part."""
    body = raw.strip()
    if "\t" not in body:
        return ()
    pieces, start = [], 0
    for piece in raw.split("\t"):
        if words := tidy(piece):
            pieces.append((start, words))
        start += len(piece) + 1
    return tuple(pieces) if len(pieces) > 1 else ()


def _heading(properties: Element | None, style: Style) -> int:
    said = value(properties, "outlineLvl")
    return (min(whole(said, 9) + 1, 10) % 10) if said else style.heading


def _symbol(part: Element) -> str:
    code = attribute(part, "char")
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    return plain(chr(number)) if 0x20 <= number < 0xFFFE and not 0xD800 <= number < 0xE000 else ""


def _chosen(alternatives: Element) -> Element | None:
    """Of contents written in two ways, the newer one."""
    choice = child(alternatives, "Choice")
    return choice if choice is not None else child(alternatives, "Fallback")


def _inside(element: Element, name: str) -> Iterator[Element]:
    """The rows of a table or cells of a row, also inside of content controls and tracked changes."""
    for each in element:
        found = local(each)
        if found == name:
            yield each
        elif found in _THROUGH:
            yield from _inside(each, name)


def _is_deleted(row: Element) -> bool:
    return is_on(child(row, "trPr"), "del") is not None


def _is_inside(box: Element, boxes: Collection[Element]) -> bool:
    return any(ancestor in boxes for ancestor in box.iterancestors())


def _wider(cell: Spanning, columns: int) -> Spanning:
    return Spanning(cell.text, cell.columns + columns, cell.rows, cell.is_bold, cell.continues)


def _require_shallow(depth: int) -> None:
    if depth > DEEPEST:
        raise Unfit(
            "document-too-deep",
            "lồng bảng và khung vào nhau quá sâu",
            "Mở tệp, sao chép nội dung sang tệp mới rồi thử lại.",
        )
