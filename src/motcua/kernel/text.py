"""Vietnamese text: folding for search, a sort key, and cleaning of what people and files bring in."""

from __future__ import annotations

import re
import unicodedata

_TONES = "\u0300\u0301\u0303\u0309\u0323"  # huyền, sắc, ngã, hỏi, nặng
_TONE_ORDER = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_LETTERS = {letter: rank for rank, letter in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz", start=1)}
_WORD = re.compile(r"[^\W_]+")
_MARKS = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+")
_SPACES = re.compile(r"\s+")
_INVISIBLE = dict.fromkeys(
    [*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2065), 0xFEFF, 0xAD]
)
_CONTROL = dict.fromkeys([*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), 0x7F])


def clean(text: str) -> str:
    """`text` in NFC without invisible and control characters, spaces single, trimmed; line breaks kept."""
    text = unicodedata.normalize("NFC", text).translate(_INVISIBLE).translate(_CONTROL)
    lines = (
        _SPACES.sub(" ", line).strip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    )
    return "\n".join(lines).strip()


def fold(text: str) -> str:
    """`text` for comparing: lower case, no tone or vowel marks, đ as d, words joined by one space.

    NFC and NFD, old and new tone placement (hòa, hoà) fold to the same.
    """
    plain = text.lower()
    if not plain.isascii():
        plain = _MARKS.sub("", unicodedata.normalize("NFD", plain.replace("đ", "d")))
    return " ".join(_WORD.findall(plain))


def sort_key(text: str) -> str:
    """A key that sorts as a Vietnamese dictionary does: letters first (a ă â … d đ …), then tones.

    Store it beside a name to order by in SQL, where the database knows no Vietnamese collation.
    """
    letters: list[str] = []
    tones: list[str] = []
    for word in _WORD.findall(unicodedata.normalize("NFC", text.lower())):
        word_letters: list[str] = []
        word_tone = 0
        for char in unicodedata.normalize("NFD", word):
            if char in _TONES:
                word_tone = _TONE_ORDER[char]
            elif unicodedata.combining(char):
                word_letters[-1] = unicodedata.normalize("NFC", word_letters[-1] + char)
            else:
                word_letters.append(char)
        letters.append(
            "".join(f"{_LETTERS.get(letter, 40 + ord(letter) % 50):02d}" for letter in word_letters)
        )
        tones.append(str(word_tone))
    return " ".join(letters) + "\t" + "".join(tones)  # a tab sorts before the space between words
