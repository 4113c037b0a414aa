"""What is typed to find a dossier, as words that the index can be asked for."""

from __future__ import annotations

import re

from motcua.dossiers.rules.intake import is_phone
from motcua.kernel.text import fold

_MOST_WORDS = 8
_LONGEST = 40
# How many digits running numbers have in codes.
_NUMBER_WIDTHS = (4, 7)


def words_of(text: str) -> list[str]:
    """The words of what was typed, folded, signs left out; at most eight."""
    found = re.split(r"[^0-9a-z]+", fold(text))
    return [word[:_LONGEST] for word in found if word][:_MOST_WORDS]


def codes_in(text: str) -> list[str]:
    """What in a typed or scanned text may be a dossier's whole code: the text itself, and its parts between the
    signs that codes on papers are joined by; at most eight, as typed and in capitals."""
    parts = [text.strip(), *re.split(r"[|;,/?&=\s]+", text)]
    found = [part[:60] for part in parts if len(part) >= 6 and any(sign.isdigit() for sign in part)]
    return list(dict.fromkeys(form for part in found[:8] for form in (part, part.upper())))


def index_query(text: str) -> str:
    """What was typed as a query of the text index: every word the beginning of one there; "" for nothing to ask.

    A single letter must be a whole word. A short number is also the running number of a code; numbers that were
    typed in pieces are also asked for in one.
    """
    words = words_of(text)
    if not words:
        return ""
    asked = " & ".join(_word(word) for word in words)
    whole = "".join(words)
    if len(words) > 1 and whole.isdigit() and len(whole) >= 9:
        return f"({asked}) | {_begins(_national(whole, text))}"
    if is_phone(text) and _national(whole, text) != whole:
        return f"{asked} | {_begins(_national(whole, text))}"
    return asked


def _word(word: str) -> str:
    if word.isdigit() and len(word) < max(_NUMBER_WIDTHS):
        padded = [word.zfill(width) for width in _NUMBER_WIDTHS if width > len(word)]
        return "(" + " | ".join([_begins(word), *(f"'{one}'" for one in padded)]) + ")"
    return _begins(word)


def _begins(word: str) -> str:
    return f"'{word}':*" if len(word) > 1 else f"'{word}'"


def _national(digits: str, text: str) -> str:
    """A telephone number with the country's code as it is written at home."""
    return "0" + digits[2:] if text.strip().startswith("+84") else digits
