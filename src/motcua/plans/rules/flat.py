"""Text laid flat for reading by pattern: no marks, lower case, and every sign where it stood."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_DASHES = dict.fromkeys("‐‑‒–—−→", "-")
_QUOTES = dict.fromkeys("“”„«»", '"') | dict.fromkeys("‘’`", "'")
_DATE_LIKE = re.compile(
    r"(?<![\w/])(?=[ol|i]?\d|\d)[0-9ol|i]{1,2}\s*/\s*(?=[ol|i]?\d|\d)[0-9ol|i]{1,2}"
    r"(?:\s*/\s*2[0-9ol|i]{3})?(?![\w])"
)
_MISREAD = str.maketrans({"o": "0", "l": "1", "i": "1", "|": "1"})


@lru_cache(maxsize=2048)
def _flat_sign(sign: str) -> str:
    if sign.isascii():
        return sign.lower()
    if sign.isspace():
        return " "
    if sign in _DASHES:
        return "-"
    if sign in _QUOTES:
        return _QUOTES[sign]
    plain = unicodedata.normalize("NFD", sign.replace("đ", "d").replace("Đ", "d"))[:1].lower()
    return plain if len(plain) == 1 else sign


def flat(text: str) -> str:
    """`text` in lower case without tone and vowel marks, of the same length: a place in one is a place in the other.

    Every kind of space is a plain space, every dash "-"; in dates the letters that a scan takes for figures are
    put right ("l5/O1/2025"). `text` must be in NFC, as documents are read.
    """
    plain = "".join(map(_flat_sign, text))
    plain = plain.replace("\n", " ").replace("\r", " ").replace("\t", " ")
    return _DATE_LIKE.sub(lambda found: found[0].translate(_MISREAD), plain)


def composed(text: str) -> str:
    """`text` in NFC, the form in which places are counted."""
    return unicodedata.normalize("NFC", text)
