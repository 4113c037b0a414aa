"""From plain data to PDF by the templates in `papers/`, and QR codes as drawings.

Content reaches a template as data, never as markup, so nothing that people typed is ever executed.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache, lru_cache
from importlib import resources
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    import typst

# Folders in which these fonts have every Vietnamese letter. Debian's older `liberation` folder lacks many of
# them, so the system's fonts are not taken wholesale.
_FONT_FOLDERS = (
    "/usr/share/fonts/truetype/msttcorefonts",
    "/usr/share/fonts/truetype/liberation2",
    "/usr/share/fonts/liberation-serif",
    "/usr/share/fonts/truetype/tinos",
    "/usr/share/fonts/truetype/croscore",
    "/Library/Fonts",
    "/System/Library/Fonts/Supplemental",
    "C:/Windows/Fonts",
)
_FEWER_PAGES = 20
_DOTS_AN_INCH = 220.0
FONTS = ("Times New Roman", "Liberation Serif", "Tinos", "Libertinus Serif")


def render_pdf(*, paper: str, content: Mapping[str, Any], made_at: datetime | None = None) -> bytes:
    """One PDF/A-2b document from the template `papers/<paper>.typ`; `content` is what the template reads.

    `content` must be what JSON can carry. The title and the language of the document come from the template.
    With `made_at` the document carries that moment, and the same content gives the same bytes.
    """
    import typst  # heavy: only those who print pay for it

    pdf = typst.compile(
        _template(paper),
        format="pdf",
        font_paths=_fonts(),
        sys_inputs=_inputs(content),
        pdf_standards="a-2b",
        timestamp=None if made_at is None else int(made_at.timestamp()),
    )
    return bytes(pdf)


def draw_svg(*, paper: str, content: Mapping[str, Any]) -> str:
    """One drawing from the template, as large as what it shows; letters are shapes."""
    return _drawn(paper, content, "svg").decode()


def draw_png(*, paper: str, content: Mapping[str, Any]) -> bytes:
    """The same as a picture fit for print."""
    return _drawn(paper, content, "png")


def _drawn(paper: str, content: Mapping[str, Any], form: Literal["svg", "png"]) -> bytes:
    import typst

    made = typst.compile(
        _template(paper), format=form, ppi=_DOTS_AN_INCH, font_paths=_fonts(), sys_inputs=_inputs(content)
    )
    return bytes(made)


@dataclass(frozen=True, slots=True)
class Place:
    """A place that a template marked: page from 1, millimetres from the upper left corner, millimetres of width."""

    name: str
    page: int
    x: float
    y: float
    width: float


def places_in(*, paper: str, content: Mapping[str, Any]) -> list[Place]:
    """The places that the template marks for what is added later: number, day, signature."""
    import typst

    found = json.loads(
        typst.query(
            _template(paper),
            "<place>",
            field="value",
            font_paths=_fonts(),
            sys_inputs=_inputs(content),
        )
    )
    return [
        Place(each["name"], each["page"], *(round(each[key], 2) for key in ("x", "y", "width")))
        for each in found
    ]


class Unreadable(Exception):  # noqa: N818 - the file's fault, told to people where the file's name is known
    """A PDF that cannot be opened to be set into another."""


def stamp_pdf(*, original: bytes, content: Mapping[str, Any], made_at: datetime) -> bytes:
    """The pages of a PDF as they are, with what the template `stamp.typ` sets on and behind them.

    `content` says how many pages there are; where an old revision made that too many, fewer are tried. The result
    is plain PDF 1.7: pages that come from elsewhere cannot be promised to keep to PDF/A.

    :raises Unreadable: when the PDF cannot be opened.
    """
    with tempfile.TemporaryDirectory(prefix="motcua-stamp-") as folder:
        (Path(folder) / "original.pdf").write_bytes(original)
        (Path(folder) / "stamp.typ").write_bytes(_template("stamp"))
        for pages in range(content["pages"], max(content["pages"] - _FEWER_PAGES, 0), -1):
            try:
                return _compile_beside(Path(folder), {**content, "pages": pages}, made_at)
            except Unreadable as unreadable:
                if "does not exist" not in str(unreadable):
                    raise
    raise Unreadable("no page")


def _compile_beside(folder: Path, content: Mapping[str, Any], made_at: datetime) -> bytes:
    import typst

    try:
        pdf = typst.compile(
            folder / "stamp.typ",
            root=folder,
            format="pdf",
            font_paths=_fonts(),
            sys_inputs=_inputs(content),
            timestamp=int(made_at.timestamp()),
        )
    except typst.TypstError as error:
        raise Unreadable(str(error)) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # how the library says that it gave up on a file
            raise
        raise Unreadable(str(error)) from error
    return bytes(pdf)


def _template(paper: str) -> bytes:
    return (resources.files("motcua.documents") / "papers" / f"{paper}.typ").read_bytes()


def _inputs(content: Mapping[str, Any]) -> dict[str, str]:
    return {"content": json.dumps({"fonts": FONTS, **content}, ensure_ascii=False)}


@lru_cache(maxsize=256)
def qr_svg(text: str, *, title: str = "") -> str:
    """A QR code of `text` as a standalone SVG drawing: dark on white, quiet zone included, error level M.

    Drawing takes longer than setting the page around it, and a paper is stamped twice with the same one.
    """
    import segno

    drawing = BytesIO()
    draw = segno.make(text, error="m", micro=False).save
    draw(
        drawing,
        kind="svg",
        scale=8,
        dark="#211e1a",
        light="#ffffff",
        title=title or None,
        svgclass=None,
        lineclass=None,
        omitsize=True,
    )
    return drawing.getvalue().decode()


@cache
def _fonts() -> typst.Fonts:
    import typst

    folders = [folder for folder in _FONT_FOLDERS if Path(folder).is_dir()]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=folders)
