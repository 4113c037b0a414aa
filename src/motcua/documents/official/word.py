"""The Word file of a document: sheets, head, body, signatures, annexes."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from typing import Any

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.opc.pkgwriter import PackageWriter
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from motcua.documents.official import word_styles as styles
from motcua.documents.official.sheet import AGENCY_MM, LANDSCAPE_MM, NATION_MM, TEXT_MM
from motcua.documents.official.widths import text_width
from motcua.documents.official.word_parts import (
    add_page_number,
    add_picture,
    add_rule,
    add_runs,
    add_table,
    borderless,
    keep_row_whole,
    number_paragraph,
)
from motcua.documents.rendering import draw_png

# Basis: NĐ 30/2020/NĐ-CP annex I part I.2: margins of 20–25, 20–25, 30–35 and 15–20 mm.
_TOP, _BOTTOM, _LEFT, _RIGHT = Mm(20), Mm(20), Mm(30), Mm(18)
_EARLIEST = (1980, 1, 1, 0, 0, 0)


def write_docx(sheet: dict[str, Any], *, made_at: datetime) -> bytes:
    """The file as bytes; the same for the same content and moment."""
    document = docx.Document()
    for paragraph in list(document.paragraphs):
        empty: Any = paragraph._element
        empty.getparent().remove(empty)
    styles.define_styles(document)
    styles.define_numbering(document)
    _set_page(document, is_landscape=False)
    _properties(document, sheet, made_at)
    if not sheet["is_annex_only"]:
        _head(document, sheet)
        _kind(document, sheet)
        _addressees(document, sheet)
        _items(document, sheet["items"], series=styles.new_series(document, 0), width_mm=TEXT_MM)
        _closing(document, sheet)
    for at, annex in enumerate(sheet["annexes"], start=1):
        _annex(document, annex, at, is_first=at == 1 and sheet["is_annex_only"])
    return _packed(document, made_at)


def _set_page(document: Document, *, is_landscape: bool) -> None:
    section = document.sections[-1]
    section.page_width, section.page_height = (Mm(297), Mm(210)) if is_landscape else (Mm(210), Mm(297))
    section.orientation = WD_ORIENT.LANDSCAPE if is_landscape else WD_ORIENT.PORTRAIT
    section.top_margin, section.bottom_margin = _TOP, _BOTTOM
    section.left_margin, section.right_margin = _LEFT, _RIGHT
    section.header_distance, section.footer_distance = Mm(10), Mm(10)
    section.different_first_page_header_footer = True
    section.header.is_linked_to_previous = False
    section.first_page_header.is_linked_to_previous = False
    numbered = section.header.paragraphs[0]
    numbered.style = document.styles[styles.shown(styles.PAGE_NUMBER)]
    if not numbered.runs:
        add_page_number(numbered)
    properties: Any = section._sectPr
    for old in properties.findall(qn("w:pgNumType")):
        properties.remove(old)
    start: Any = OxmlElement("w:pgNumType")
    start.set(qn("w:start"), "1")
    properties.append(start)


def _properties(document: Document, sheet: dict[str, Any], made_at: datetime) -> None:
    facts = document.core_properties
    moment = made_at.replace(tzinfo=None, microsecond=0)
    facts.title, facts.author, facts.language = sheet["name"][:250], sheet["author"][:250], "vi-VN"
    facts.created = facts.modified = moment
    facts.last_modified_by, facts.comments, facts.revision = sheet["author"][:250], "", 1


def _head(document: Document, sheet: dict[str, Any]) -> None:
    for is_set, words, align in ((sheet["is_draft"], "DỰ THẢO", 0), (sheet["is_sample"], "MẪU", 2)):
        if is_set:
            _paragraph(document, styles.MARK, words).alignment = align  # type: ignore[assignment]
    table = document.add_table(1, 2)
    borderless(table, (AGENCY_MM, NATION_MM))
    left, right = table.rows[0].cells
    agency = _first(
        left, styles.SUPERIOR if sheet["superior"] else styles.AGENCY, sheet["superior"] or sheet["agency"]
    )
    if sheet["superior"]:
        agency = _paragraph(left, styles.AGENCY, sheet["agency"])
    wide = min(text_width(agency.text, 12), AGENCY_MM - 4)
    add_rule(left, length_mm=wide * 0.4, space_mm=AGENCY_MM)
    _paragraph(left, styles.NUMBER, f"Số: {sheet['number_said']}")
    if sheet["letter_abstract"]:
        _paragraph(left, styles.LETTER_ABSTRACT, sheet["letter_abstract"])
    _first(right, styles.NATION, sheet["nation"])
    motto = _paragraph(right, styles.MOTTO, sheet["motto"])
    add_rule(right, length_mm=text_width(motto.text, 13), space_mm=NATION_MM)
    _paragraph(right, styles.DAY, f"{sheet['place']}, {sheet['day']}")


def _kind(document: Document, sheet: dict[str, Any]) -> None:
    if not sheet["kind"]:
        return
    _paragraph(document, styles.KIND, sheet["kind"])
    title = _paragraph(document, styles.TITLE, sheet["title"])
    wide = min(text_width(title.text, 14), TEXT_MM)
    add_rule(document, length_mm=wide * 0.35, space_mm=TEXT_MM, after=8)


def _addressees(document: Document, sheet: dict[str, Any]) -> None:
    lines = sheet["addressees"]
    if len(lines) == 1:
        _paragraph(document, styles.TO, f"Kính gửi: {lines[0]}")
    elif lines:
        opening = _paragraph(document, styles.TO, "Kính gửi:")
        opening.alignment = 0  # type: ignore[assignment]  # the library takes its own enum or a number
        opening.paragraph_format.left_indent = Mm(30)
        for line in lines:
            listed = _paragraph(document, styles.TO_LIST, f"- {line}")
            listed.paragraph_format.left_indent = Mm(48)
        document.paragraphs[-1].paragraph_format.space_after = Pt(8)


def _items(document: Document, items: list[dict[str, Any]], *, series: int, width_mm: float) -> None:
    for item in items:
        kind = item["kind"]
        if kind == "heading":
            _heading(document, item, series)
        elif kind == "paragraph":
            style = (
                styles.CENTRED if item["is_centred"] else styles.FLUSH if item["is_flush"] else styles.BODY
            )
            add_runs(_paragraph(document, style, ""), item["runs"])
        elif kind == "points":
            for runs in item["items"]:
                paragraph = _paragraph(document, styles.LIST if item["depth"] == 1 else styles.SUB_LIST, "")
                number_paragraph(paragraph, styles.DASHES, item["depth"] - 1)
                add_runs(paragraph, runs)
        elif kind == "bars":
            _paragraph(document, styles.CENTRED, item["title"]).paragraph_format.keep_with_next = True
            add_picture(document, draw_png(paper="bars", content=item), says=item["says"], width_mm=TEXT_MM)
        else:
            add_table(document, item, width_mm=width_mm)


def _heading(document: Document, item: dict[str, Any], series: int) -> None:
    level = item["level"]
    paragraph = _paragraph(document, styles.HEADINGS[level - 1] if item["is_bold"] else styles.BODY, "")
    if item["mark"] and level < 3:
        number_paragraph(paragraph, series, level - 1)
    elif item["mark"]:
        # Word counts a, b, c, d, e; Vietnamese letters (d, đ, e) are written out.
        add_runs(paragraph, [{"text": f"{item['mark']} ", "is_bold": item["is_bold"], "is_italic": False}])
    add_runs(paragraph, item["runs"])


def _closing(document: Document, sheet: dict[str, Any]) -> None:
    signings, recipients = sheet["signings"], sheet["recipients"]
    if sheet["items"] and sheet["items"][-1]["kind"] != "table":
        document.paragraphs[-1].paragraph_format.keep_with_next = True
    _paragraph(document, styles.RECIPIENT, "").paragraph_format.keep_with_next = True
    if len(signings) > 1:
        _side_by_side(document, signings)
        _recipients(document, recipients)
        return
    table = document.add_table(1, 2)
    borderless(table, (TEXT_MM / 2, TEXT_MM / 2))
    keep_row_whole(table.rows[0])
    left, right = table.rows[0].cells
    _recipients(left, recipients)
    if signings:
        _signature(right, signings[0])


def _recipients(holder: Any, recipients: list[str]) -> None:
    if recipients:
        _paragraph(holder, styles.RECIPIENTS_HEAD, "Nơi nhận:", is_first=True)
    for line in recipients:
        _paragraph(holder, styles.RECIPIENT, line)


def _side_by_side(document: Document, signings: list[dict[str, Any]]) -> None:
    """Titles in one row, names in the next, so that the names stand level."""
    table = document.add_table(2, len(signings))
    borderless(table, (TEXT_MM / len(signings),) * len(signings))
    for at, signing in enumerate(signings):
        _titles(table.rows[0].cells[at], signing)
        _room(table.rows[0].cells[at])
        _first(table.rows[1].cells[at], styles.SIGN_NAME, signing["name"])
    for row in table.rows:
        keep_row_whole(row)


def _signature(cell: Any, signing: dict[str, Any]) -> None:
    _titles(cell, signing)
    _room(cell)
    _paragraph(cell, styles.SIGN_NAME, signing["name"])


def _titles(cell: Any, signing: dict[str, Any]) -> None:
    for at, line in enumerate(signing["lines"]):
        _paragraph(cell, styles.SIGN_TITLE, line, is_first=at == 0)
    if signing["note"]:
        _paragraph(cell, styles.SIGN_NOTE, signing["note"])


def _room(cell: Any) -> None:
    for _ in range(4):
        _paragraph(cell, styles.SIGN_TITLE, "")


def _annex(document: Document, annex: dict[str, Any], at: int, *, is_first: bool) -> None:
    if not is_first:
        document.add_section(WD_SECTION.NEW_PAGE)
    is_landscape = annex["is_landscape"]
    _set_page(document, is_landscape=is_landscape)
    width_mm = LANDSCAPE_MM if is_landscape else TEXT_MM
    _paragraph(document, styles.ANNEX, annex["label"])
    _paragraph(document, styles.ANNEX_TITLE, annex["title"])
    reference = _paragraph(document, styles.ANNEX_REFERENCE, annex["reference"])
    wide = min(text_width(reference.text, 13), width_mm)
    add_rule(document, length_mm=wide * 0.3, space_mm=width_mm, after=8)
    _items(document, annex["items"], series=styles.new_series(document, at), width_mm=width_mm)


def _first(cell: Any, style: str, words: str) -> Paragraph:
    return _paragraph(cell, style, words, is_first=True)


def _paragraph(holder: Any, style: str, words: str, *, is_first: bool = False) -> Paragraph:
    """A paragraph at the end; the first of a cell takes the empty one that every cell begins with."""
    is_cell = not hasattr(holder, "sections")
    name = styles.shown(style)
    if is_first and is_cell:
        paragraph: Paragraph = holder.paragraphs[0]
        paragraph.style = name
        if words:
            paragraph.add_run(words)
        return paragraph
    made: Paragraph = holder.add_paragraph(words or "", style=name)
    return made


def _packed(document: Document, made_at: datetime) -> bytes:
    """The file with the moment of the document on all its parts, so that the bytes depend on nothing else."""
    raw, packed = io.BytesIO(), io.BytesIO()
    package: Any = document.part.package
    for part in package.parts:
        part.before_marshal()
    write: Any = PackageWriter.write
    write(raw, package.rels, package.parts)
    stamp = max(made_at.replace(tzinfo=None).timetuple()[:6], _EARLIEST)
    with zipfile.ZipFile(raw) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            fresh = zipfile.ZipInfo(entry.filename, date_time=stamp)
            fresh.compress_type, fresh.create_system, fresh.external_attr = zipfile.ZIP_DEFLATED, 0, 0
            new.writestr(fresh, old.read(entry.filename))
    return packed.getvalue()
