"""Pieces of a Word file for which the library has no word of its own."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from docx.document import Document
from docx.enum.table import WD_ALIGN_VERTICAL, WD_ROW_HEIGHT_RULE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt
from docx.table import Table
from docx.text.paragraph import Paragraph

from motcua.documents.official import word_styles as styles

_ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}


_TWIPS_A_MM = 56.693


def add_runs(paragraph: Paragraph, runs: Sequence[dict[str, Any]]) -> None:
    """Stretches of text; bold and slanting are set only where they differ from the style's."""
    for run in runs:
        added = paragraph.add_run(run["text"])
        if run["is_bold"] and not _is_bold(paragraph):
            added.bold = True
        if run["is_italic"]:
            added.italic = True


def number_paragraph(paragraph: Paragraph, number: int, level: int) -> None:
    """Let Word count this paragraph in the list `number` at `level`."""
    properties: Any = paragraph._p.get_or_add_pPr()
    numbering = properties.get_or_add_numPr()
    numbering.get_or_add_ilvl().val = level
    numbering.get_or_add_numId().val = number


def add_page_number(paragraph: Paragraph) -> None:
    """The field that shows the number of the page."""
    for kind, text in (("begin", ""), ("", " PAGE "), ("separate", ""), ("text", "2"), ("end", "")):
        run: Any = paragraph.add_run()
        if kind == "text":
            run.text = text
        elif kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)
        else:
            code = OxmlElement("w:instrText")
            code.set(qn("xml:space"), "preserve")
            code.text = text
            run._r.append(code)


def add_rule(holder: Any, *, length_mm: float, space_mm: float, after: float = 0) -> None:
    """A centred rule of a given length: an empty paragraph with an upper border between two indents."""
    paragraph = holder.add_paragraph("", style=styles.shown(styles.RULE))
    side = max((space_mm - length_mm) / 2, 0)
    form = paragraph.paragraph_format
    form.left_indent = form.right_indent = Mm(round(side, 1))
    form.space_before, form.space_after = Pt(2), Pt(after)
    form.line_spacing = Pt(3)
    paragraph._p.get_or_add_pPr().insert_element_before(
        parse_xml(
            f'<w:pBdr {nsdecls("w")}><w:top w:val="single" w:sz="6" w:space="1" w:color="000000"/></w:pBdr>'
        ),
        "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:kinsoku", "w:wordWrap", "w:overflowPunct",
        "w:topLinePunct", "w:autoSpaceDE", "w:autoSpaceDN", "w:bidi", "w:adjustRightInd", "w:snapToGrid",
        "w:spacing", "w:ind", "w:contextualSpacing", "w:mirrorIndents", "w:jc", "w:rPr",
    )  # fmt: skip


def borderless(table: Table, widths_mm: Sequence[float]) -> None:
    """A table that only sets things side by side: fixed widths, no lines, no padding at the sides."""
    table.autofit = False
    properties: Any = table._tbl.tblPr
    properties.append(
        parse_xml(
            f'<w:tblCellMar {nsdecls("w")}><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar>'
        )
    )
    _set_widths(table, widths_mm)


def keep_row_whole(row: Any) -> None:
    """Do not break this row between two pages."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def add_table(document: Document, item: dict[str, Any], *, width_mm: float) -> None:
    """A table with its head on every page and rows kept whole unless they are too long for that."""
    table = document.add_table(1, len(item["headings"]))
    table.style = "Table Grid"
    table.autofit = False
    _pad(table)
    for cell, words in zip(table.rows[0].cells, item["headings"], strict=True):
        _fill(cell, [words], styles.CELL_HEAD, "center")
        cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
    head = table.rows[0]
    head._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    head._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for row in item["rows"]:
        _row(table, row, item["aligned"])
    _set_widths(table, [share * width_mm for share in item["shares"]])
    spacer = document.add_paragraph("", style=styles.shown(styles.RULE))
    spacer.paragraph_format.space_after = Pt(4)


def add_picture(document: Document, picture: bytes, *, says: str, width_mm: float) -> None:
    """A picture across the text, with the words for whoever does not see it."""
    paragraph = document.add_paragraph("", style=styles.shown(styles.CENTRED))
    shape: Any = paragraph.add_run().add_picture(io.BytesIO(picture), width=Mm(width_mm))
    shape._inline.docPr.set("descr", says)


def _pad(table: Any) -> None:
    """Room above and below the text of cells; the outer lines stand on the margins."""
    sides = "".join(
        f'<w:{side} w:w="{twips}" w:type="dxa"/>'
        for side, twips in (("top", 40), ("left", 85), ("bottom", 40), ("right", 85))
    )
    table._tbl.tblPr.append(parse_xml(f"<w:tblCellMar {nsdecls('w')}>{sides}</w:tblCellMar>"))


def _row(table: Any, row: dict[str, Any], aligned: Sequence[str]) -> None:
    added = table.add_row()
    added.height_rule = WD_ROW_HEIGHT_RULE.AUTO
    if not row["may_split"]:
        keep_row_whole(added)
    cells = added.cells
    if row["is_group"]:
        _fill(cells[0], row["cells"][0], styles.CELL, "center", is_bold=True)
        joined = cells[1].merge(cells[-1]) if len(cells) > 2 else cells[1]
        _fill(joined, row["cells"][1], styles.CELL, "left", is_bold=True)
        for paragraph in [*cells[0].paragraphs, *joined.paragraphs]:
            paragraph.paragraph_format.keep_with_next = True
        return
    for at, lines in enumerate(row["cells"]):
        _fill(cells[at], lines, styles.CELL, aligned[at], is_bold=row["is_bold"])


def _fill(cell: Any, lines: Sequence[str], style: str, align: str, *, is_bold: bool = False) -> None:
    for at, words in enumerate(lines):
        paragraph = cell.paragraphs[0] if at == 0 else cell.add_paragraph()
        paragraph.style = styles.shown(style)
        paragraph.alignment = _ALIGN[align]
        if words:
            run = paragraph.add_run(words)
            if is_bold:
                run.bold = True


def _set_widths(table: Table, widths_mm: Sequence[float]) -> None:
    grid = table._tbl.tblGrid
    for column, width in zip(grid.findall(qn("w:gridCol")), widths_mm, strict=True):
        column.set(qn("w:w"), str(round(width * _TWIPS_A_MM)))
    for row in table.rows:
        at = 0
        for element in row._tr.tc_lst:
            span = element.grid_span
            element.width = Mm(sum(widths_mm[at : at + span]))
            at += span


def _is_bold(paragraph: Paragraph) -> bool:
    return paragraph.style is not None and bool(paragraph.style.font.bold)
