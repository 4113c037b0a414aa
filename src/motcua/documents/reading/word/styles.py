"""What the styles of a Word document say: heading, bold, italic, capitals, centred, font, numbering."""

from __future__ import annotations

from dataclasses import dataclass, replace

from motcua.documents.reading.markup import Element, attribute, child, is_on, local, value, whole

_DEEPEST_CHAIN = 20


@dataclass(frozen=True, slots=True)
class Look:
    """How a paragraph or a run looks; None where nothing is said."""

    is_bold: bool | None = None
    is_italic: bool | None = None
    is_capital: bool | None = None
    is_hidden: bool | None = None
    font: str = ""

    def under(self, stronger: Look) -> Look:
        """This look with what a stronger one says about it."""
        return Look(
            is_bold=self.is_bold if stronger.is_bold is None else stronger.is_bold,
            is_italic=self.is_italic if stronger.is_italic is None else stronger.is_italic,
            is_capital=self.is_capital if stronger.is_capital is None else stronger.is_capital,
            is_hidden=self.is_hidden if stronger.is_hidden is None else stronger.is_hidden,
            font=stronger.font or self.font,
        )


@dataclass(frozen=True, slots=True)
class Style:
    """One style with what it inherits."""

    look: Look = Look()
    heading: int = 0
    alignment: str = ""
    list_number: str = ""
    list_level: int | None = None
    identifier: str = ""


def look_of(properties: Element | None) -> Look:
    """What run properties say."""
    if properties is None:
        return Look()
    fonts = child(properties, "rFonts")
    font = "" if fonts is None else attribute(fonts, "ascii") or attribute(fonts, "hAnsi")
    return Look(
        is_bold=is_on(properties, "b"),
        is_italic=is_on(properties, "i"),
        is_capital=is_on(properties, "caps"),
        is_hidden=is_on(properties, "vanish"),
        font=font,
    )


class Styles:
    """All styles of a document by their identifiers."""

    def __init__(self, root: Element | None) -> None:
        self._written: dict[str, Element] = {}
        self._read: dict[str, Style] = {}
        self._default = ""
        base = Look()
        for style in () if root is None else root:
            if local(style) == "docDefaults":
                base = look_of(child(style, "rPrDefault", "rPr"))
            elif local(style) == "style":
                self._written.setdefault(attribute(style, "styleId"), style)
                if attribute(style, "type") == "paragraph" and attribute(style, "default") in {
                    "1",
                    "true",
                    "on",
                }:
                    self._default = attribute(style, "styleId")
        self._base = Style(look=base)

    def style(self, identifier: str) -> Style:
        """A paragraph's style; the default one where none is named."""
        return self._chain(identifier or self._default, 0)

    def run_look(self, identifier: str) -> Look:
        """What a character style says by itself."""
        found = self._written.get(identifier)
        return Look() if found is None else look_of(child(found, "rPr"))

    def _chain(self, identifier: str, depth: int) -> Style:
        if identifier in self._read:
            return self._read[identifier]
        written = self._written.get(identifier)
        if written is None or depth > _DEEPEST_CHAIN:
            return self._base
        style = _extended(self._chain(value(written, "basedOn"), depth + 1), written, identifier)
        self._read[identifier] = style
        return style


def _extended(base: Style, written: Element, identifier: str) -> Style:
    paragraph = child(written, "pPr")
    numbered = value(paragraph, "numPr", "numId")
    level = value(paragraph, "numPr", "ilvl")
    return replace(
        base,
        look=base.look.under(look_of(child(written, "rPr"))),
        heading=_heading(written, paragraph) or base.heading,
        alignment=value(paragraph, "jc") or base.alignment,
        list_number=numbered or base.list_number,
        list_level=whole(level, 0) if level else base.list_level,
        identifier=identifier,
    )


def _heading(written: Element, paragraph: Element | None) -> int:
    if level := value(paragraph, "outlineLvl"):
        return min(whole(level, 9) + 1, 10) % 10
    name = value(written, "name").lower()
    if name.startswith("heading ") and name[8:].isdigit():
        return min(int(name[8:]), 9)
    return 1 if name == "title" else 0
