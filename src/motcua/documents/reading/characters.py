"""The letters of what is read: NFC, plain spaces, nothing invisible. Typing errors stay as they are."""

from __future__ import annotations

import re
import unicodedata

_SPACES = dict.fromkeys([0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000], " ")
_NOTHING = dict.fromkeys(
    [*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF, 0xAD]
)
_BREAKS = dict.fromkeys([0x0B, 0x85, 0x2028, 0x2029], "\n")
_CONTROL = dict.fromkeys([*range(0x09), *range(0x0E, 0x20), 0x7F, *range(0x80, 0x85), *range(0x86, 0xA0)])
# Signs that look the same as the Vietnamese ones, joined letters, and hyphens that only forbid a break.
_ALIKE = {
    0xD0: "Đ",
    0x189: "Đ",
    0xF0: "đ",
    0xFB00: "ff",
    0xFB01: "fi",
    0xFB02: "fl",
    0xFB03: "ffi",
    0xFB04: "ffl",
    0x2010: "-",
    0x2011: "-",
    0x2212: "-",
}
# The marks of the symbol fonts of office programs, which lie in the private area.
_SYMBOLS = {
    0xF02D: "-",
    0xF02B: "+",
    0xF0B7: "•",
    0xF0A7: "▪",
    0xF06C: "●",
    0xF06E: "■",
    0xF06F: "□",
    0xF0A8: "□",
    0xF071: "❑",
    0xF076: "❖",
    0xF0D8: "➢",
    0xF0E0: "→",
    0xF0E8: "→",
    0xF0FC: "✓",
    0xF0FE: "☑",
    0xF020: " ",
}
_TABLE: dict[int, str | None] = {**_SPACES, **_NOTHING, **_BREAKS, **_CONTROL, **_ALIKE, **_SYMBOLS}
_BLANKS = re.compile(r"[ \t]+")


def plain(text: str) -> str:
    """`text` in NFC with plain spaces and hyphens; tabs, line breaks and form feeds stay."""
    if text.isascii() and text.isprintable():
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_TABLE)
    return unicodedata.normalize("NFC", text)


def tidy(text: str) -> str:
    """One line: `plain`, blanks single, trimmed."""
    return _BLANKS.sub(" ", plain(text).replace("\n", " ").replace("\f", " ")).strip()


def tidy_lines(text: str) -> str:
    """`text` with every line tidied, empty lines left out."""
    lines = (tidy(line) for line in plain(text).replace("\f", "\n").split("\n"))
    return "\n".join(line for line in lines if line)
