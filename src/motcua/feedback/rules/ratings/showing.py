"""What is shown of ratings: small numbers left out, words without what tells who said them."""

from __future__ import annotations

import re
from collections.abc import Hashable, Mapping
from typing import TypeVar

# Fewer ratings than this are not shown: they would tell who said what. Basis: an office's own measure under
# Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15.
SMALLEST = 5

K = TypeVar("K", bound=Hashable)

_CODES = re.compile(r"\b[A-Z]{1,4}\d{1,3}(?:[.\-/]\w+){1,4}\b")
_MAIL = re.compile(r"\S+@\S+\.\S+")
_NUMBERS = re.compile(r"(?<!\w)\+?\d(?:[ .\-]?\d){5,}(?!\w)")
_LINKS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_ADDRESSED = re.compile(r"\b((?i:anh|chị|ông|bà|cô|chú|em|bác|cán bộ|chuyên viên))((?:\s+\w+){1,4})")


def hidden_rows(counts: Mapping[K, int], *, smallest: int = SMALLEST) -> frozenset[K]:
    """The rows of a table whose sum is shown that are left out: every small one, and as many of the next smallest as it
    takes until what is missing is two rows at least and not small together, so that no row can be told from the sum.
    """
    out = {key for key, number in counts.items() if 0 < number < smallest}
    if not out:
        return frozenset()
    rest = sorted((number, str(key), key) for key, number in counts.items() if number >= smallest)
    for _number, _words, key in rest:
        if len(out) >= 2 and sum(counts[one] for one in out) >= smallest:
            break
        out.add(key)
    return frozenset(out)


def is_shown(number: int, *, smallest: int = SMALLEST) -> bool:
    """Whether a number of ratings is large enough to say something about them."""
    return number >= smallest


def without_identity(text: str) -> str:
    """The words of a comment with numbers, addresses, codes and names after a form of address blacked out."""
    for pattern in (_LINKS, _MAIL, _CODES, _NUMBERS):
        text = pattern.sub("[…]", text)
    return _ADDRESSED.sub(_only_named, text)


def _only_named(found: re.Match[str]) -> str:
    """A form of address stays; the words after it that are written as a name go."""
    words = found[2].split()
    plain = next((place for place, word in enumerate(words) if not word[0].isupper()), len(words))
    return " ".join([found[1], *(["[…]"] if plain else []), *words[plain:]])
