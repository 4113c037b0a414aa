"""One document as Word file or PDF. The same content and moment give the same bytes."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from motcua.documents.official.content import OfficialDocument
from motcua.documents.official.sheet import lay_out
from motcua.documents.rendering import Place, draw_svg, places_in, render_pdf


def make_pdf(document: OfficialDocument, *, made_at: datetime) -> bytes:
    """The document as PDF/A."""
    return render_pdf(paper="official", content=_drawn(lay_out(document)), made_at=made_at)


def make_pdf_for_signing(document: OfficialDocument, *, made_at: datetime) -> tuple[bytes, list[Place]]:
    """The document as PDF/A, and where number, day and signature belong on it; see `actions.sign`."""
    content = {**_drawn(lay_out(document)), "is_for_signing": True}
    return (
        render_pdf(paper="official", content=content, made_at=made_at),
        places_in(paper="official", content=content),
    )


def _drawn(sheet: dict[str, Any]) -> dict[str, Any]:
    """The sheet with its bars as drawings."""
    annexes = [{**annex, "items": _with_drawings(annex["items"])} for annex in sheet["annexes"]]
    return {**sheet, "items": _with_drawings(sheet["items"]), "annexes": annexes}


def _with_drawings(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        {**item, "svg": draw_svg(paper="bars", content=item)} if item["kind"] == "bars" else item
        for item in items
    ]


def make_docx(document: OfficialDocument, *, made_at: datetime) -> bytes:
    """The document as a Word file that an office can edit: real styles, numbering, header rows and sections."""
    from motcua.documents.official.word import write_docx  # heavy: only those who ask for Word pay for it

    return write_docx(lay_out(document), made_at=made_at)
