"""Small facts about Vietnamese official text that all readers of plans share."""

from __future__ import annotations

import re

from motcua.documents.reading.joining import put_together
from motcua.kernel.text import fold

_SPACES = re.compile(r"\s+")
_BULLET_LINE = re.compile(r"^\s*(?:[-–—+•*▪◦]|\(?\d{1,2}[.)]|[a-zđ]\))\s*\S")
_BULLET_INSIDE = re.compile(r"(?<=[.;:])\s+(?=[-–+]\s+[A-ZÀ-ỴĐ])")
# A year that a narrow column cut: "15/8/202" above "4".
_CUT_YEAR = re.compile(r"(?<=\d/)(?P<begin>20\d?)\s+(?P<rest>(?<=20\d\s)\d|(?<=20\s)\d\d)(?![\d/])")
_EMPTY = re.compile(r"^[\s.…_\-–—/*]*$")
_MARKUP = re.compile(r"</?(?:u|b|i|em|strong|sup|sub|span)\b[^>]*>|\*{1,3}(?=\S)|(?<=\S)\*{2,3}|<br\s*/?>")
_UPPER = re.compile(r"[A-ZÀ-ỴĐ]")

# What stands on pages without belonging to the text.
_NOISE = (
    re.compile(r"^[\s\-–—]*(?:trang\s*)?\d{1,3}(?:\s*/\s*\d{1,3})?[\s\-–—]*$", re.IGNORECASE),
    re.compile(r"^\s*(?:https?://|www\.)\S+\s*$", re.IGNORECASE),
    re.compile(r"^\s*bookmark\d+\s*$"),
    re.compile(r"^\s*[_\-–—=*.…]{3,}\s*$"),
)


def one_line(text: str) -> str:
    """`text` on one line with single blanks, without markup that survived."""
    return _SPACES.sub(" ", _MARKUP.sub(" ", text)).strip() if "<" in text or "**" in text else squeezed(text)


def squeezed(text: str) -> str:
    """`text` on one line with single blanks."""
    return _SPACES.sub(" ", text).strip()


def tidy_cell(text: str) -> str:
    """A cell's text: wrapped lines put together, each dash or letter of a list on its own line."""
    lines: list[str] = []
    for raw in _BULLET_INSIDE.sub("\n", _CUT_YEAR.sub(r"\g<begin>\g<rest>", text)).split("\n"):
        line = one_line(raw)
        if not line:
            continue
        if lines and not _BULLET_LINE.match(line):
            lines[-1] = put_together((lines[-1], line))
        else:
            lines.append(line)
    return "\n".join(lines)


def says_nothing(text: str) -> bool:
    """Whether there are only blanks, dots or dashes, as in a field nobody filled in."""
    return bool(_EMPTY.match(text))


def is_noise(text: str) -> bool:
    """Whether a line is a page number, a bare address or a rule, and not part of what is said."""
    return any(pattern.match(text) for pattern in _NOISE)


def is_capitals(text: str) -> bool:
    """Whether a line is written in capitals (at least two letters, none small)."""
    letters = [char for char in text if char.isalpha()]
    return len(letters) >= 2 and not any(char.islower() for char in letters)


def begins_small(text: str) -> bool:
    """Whether the first letter is a small one, as in the rest of a sentence that was cut."""
    first = next((char for char in text.strip() if not char.isspace()), "")
    return first.islower()


def begins_capital(text: str) -> bool:
    """Whether the text begins with a capital letter."""
    return bool(_UPPER.match(text.strip()[:1]))


def folded_words(text: str) -> str:
    """Folded text for comparing with tables of words, with a blank at both ends."""
    return f" {fold(text)} "
