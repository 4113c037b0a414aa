"""The marks inside a line of Markdown: bold, italic, links, escapes, a few HTML tags. Taken off, not obeyed."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

_LONGEST = 50_000  # letters of one line that is looked at for marks
_TAG = re.compile(
    r"</?(?:u|b|i|s|em|strong|sup|sub|span|font|center|div|p|small|big|ins|del|mark|a|o:p)(?:\s[^<>]{0,300})?/?>",
    re.IGNORECASE,
)
BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_COMMENT = re.compile(r"<!--.{0,2000}?-->")
_PICTURE = re.compile(
    r"!\[[^\]\n]{0,300}\]\([^)\n]{0,2000}\)|<img\b[^<>]{0,2000}>|<!--\s*image\s*-->", re.IGNORECASE
)
_LINK = re.compile(r"(?<!!)\[([^\[\]\n]{1,500})\]\((?:https?:|mailto:|#|/)[^)\s]{0,2000}\)")
_STARS = re.compile(r"(?<!\()\*{2,3}(?!\*|\))")
_UNDERLINES = re.compile(r"(?<![\w_])__(?=[^\s_])([^\n]{1,500}?)(?<=[^\s_])__(?![\w_])")
_ITALIC = re.compile(r"(?<![\w(*])\*(?=[^\s*])([^*\n]{1,2000}?)(?<=[^\s*])\*(?![\w*)])")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>~%$&<=/])")
_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}|#\d{1,6}|#x[0-9a-fA-F]{1,5});")


@dataclass(slots=True)
class Marking:
    """Whether bold was opened and not yet closed; it may reach over line ends, never over an empty line."""

    is_bold: bool = False


@dataclass(frozen=True, slots=True)
class Unmarked:
    """A line without its marks; `pictures` counts what stood there and cannot be read."""

    text: str
    is_bold: bool = False
    is_italic: bool = False
    pictures: int = 0


def unmark(text: str, marking: Marking | None = None) -> Unmarked:
    """Take the marks off one line."""
    marking = marking or Marking()
    if len(text) > _LONGEST:
        return Unmarked(text)
    if not re.search(r"[*_\\<&\[!]", text) and not marking.is_bold:
        return Unmarked(text)
    text, pictures = _PICTURE.subn("", text)
    text = _LINK.sub(r"\1", _TAG.sub("", _COMMENT.sub("", text)))
    text, is_bold = _without_stars(text, marking)
    text, underlined = _UNDERLINES.subn(r"\1", text)
    was = text.strip()
    text = _ITALIC.sub(r"\1", text)
    is_italic = was.startswith("*") and was.endswith("*") and not text.strip().startswith("*")
    text = _ESCAPE.sub(r"\1", text)
    if _ENTITY.search(text):
        text = html.unescape(text)
    return Unmarked(text, is_bold or (underlined == 1 and was.startswith("__")), is_italic, pictures)


def _without_stars(text: str, marking: Marking) -> tuple[str, bool]:
    """The text without bold marks, and whether nearly all of its letters were inside them."""
    inside = outside = 0
    pieces = _STARS.split(text)
    for number, piece in enumerate(pieces):
        letters = sum(char.isalnum() for char in piece)
        if marking.is_bold:
            inside += letters
        else:
            outside += letters
        if number < len(pieces) - 1:
            marking.is_bold = not marking.is_bold
    return "".join(pieces), inside > 0 and inside >= 9 * outside
