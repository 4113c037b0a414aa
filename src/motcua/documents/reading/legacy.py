"""Texts set with the fonts of before Unicode: TCVN3 (ABC, ".VnTime") and VNI ("VNI-Times"), each letter by its table.

The fonts drew Vietnamese letters in the places of Western ones; what was typed is certain as soon as the font is
known. Without the font's name a text is converted only when it becomes Vietnamese by it and was not before.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from motcua.documents.reading.syllables import judge

_TCVN3_FROM: Final = "µ¶·¸¹¨»¼½¾Æ©ÇÈÉÊË®ÌÎÏÐÑªÒÓÔÕÖ×ØÜÝÞßáâãä«åæçèé¬êëìíîïñòóô\u00adõö÷øùúûüýþ¡¢£¤¥¦§"
_TCVN3_TO: Final = "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵĂÂÊÔƠƯĐ"
_TCVN3 = str.maketrans(_TCVN3_FROM, _TCVN3_TO)

_VNI_SINGLE = str.maketrans("ñÑôÔöÖìíæóòÌÍÆÓÒîÎ", "đĐơƠưƯìíỉĩịÌÍỈĨỊỵỴ")
_VNI_MARKS: Final = {
    "ù": "\u0301",
    "ø": "\u0300",
    "û": "\u0309",
    "õ": "\u0303",
    "ï": "\u0323",
    "â": "\u0302",
    "á": "\u0302\u0301",
    "à": "\u0302\u0300",
    "å": "\u0302\u0309",
    "ã": "\u0302\u0303",
    "ä": "\u0302\u0323",
    "ê": "\u0306",
    "é": "\u0306\u0301",
    "è": "\u0306\u0300",
    "ú": "\u0306\u0309",
    "ü": "\u0306\u0303",
    "ë": "\u0306\u0323",
}
_VNI_LETTER = re.compile(
    f"([aeouyôöAEOUYÔÖ])([{''.join(_VNI_MARKS)}{''.join(_VNI_MARKS).upper()}])|[ñÑôÔöÖìíæóòÌÍÆÓÒîÎ]"
)


def from_tcvn3(text: str, *, is_capital_font: bool = False) -> str:
    """TCVN3 text as Unicode; the fonts whose names end in H draw small letters as capitals."""
    converted = text.translate(_TCVN3)
    return unicodedata.normalize("NFC", converted.upper() if is_capital_font else converted)


def from_vni(text: str) -> str:
    """VNI text as Unicode."""
    return unicodedata.normalize("NFC", _VNI_LETTER.sub(_vni_letter, text))


def _vni_letter(found: re.Match[str]) -> str:
    base = (found.group(1) or found.group(0)).translate(_VNI_SINGLE)
    return base + _VNI_MARKS[found.group(2).lower()] if found.group(2) else base


def by_font(text: str, font: str) -> str | None:
    """The text of a run as Unicode when its font is one of these; None for any other font."""
    name = font.strip().casefold()
    if name.startswith(".vn"):
        return (
            from_tcvn3(text, is_capital_font=name.endswith("h") and not name.endswith("h."))
            if _is_old(text)
            else text
        )
    if name.startswith("vni-"):
        return from_vni(text) if _is_old(text) else text
    return None


def _is_old(text: str) -> bool:
    """Whether no letter lies outside of what the old fonts had: Unicode typed in such a font is left alone."""
    return all(ord(char) < 0x100 for char in text)


def by_look(text: str) -> tuple[str, str] | None:
    """The converted text and the name of its code, when converting makes Vietnamese of what was none."""
    before = judge(text)
    if before.words < 20 or (before.syllables > 0.8 and before.marked > 0.3):
        return None
    best = max(
        (
            (judge(converted), converted, name)
            for converted, name in ((from_tcvn3(text), "TCVN3"), (from_vni(text), "VNI"))
        ),
        key=lambda each: each[0].syllables,
    )
    judged, converted, name = best
    is_certain = (
        judged.syllables >= 0.85 and judged.marked >= 0.4 and judged.syllables > before.syllables + 0.1
    )
    return (converted, name) if is_certain else None
