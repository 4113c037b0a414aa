"""Vietnamese text: folding for search, a sort key, and cleaning of what people and files bring in."""

from __future__ import annotations

import re
import unicodedata

_TONES = "\u0300\u0301\u0303\u0309\u0323"  # huyền, sắc, ngã, hỏi, nặng
_TONE_ORDER = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_LETTERS = {letter: rank for rank, letter in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz", start=1)}
# A number's first digit says how long the number is, so that 2 comes before 10; longer ones than this go by digits.
_LONGEST_NUMBER = 6
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
    """A key that sorts as a Vietnamese dictionary does: letters first (a ă â … d đ …), then tones; numbers by size.

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
        letters.append(_ranks(word_letters))
        tones.append(str(word_tone))
    return " ".join(letters) + "\t" + "".join(tones)  # a tab sorts before the space between words


def _ranks(word: list[str]) -> str:
    """Two digits for each character: letters in the order of the alphabet, then numbers, then what is left."""
    ranks: list[int] = []
    for place, char in enumerate(word):
        if "0" <= char <= "9":
            begins = place == 0 or not "0" <= word[place - 1] <= "9"
            length = next(
                (n for n, one in enumerate(word[place:]) if not "0" <= one <= "9"), len(word) - place
            )
            ranks.append(40 + int(char) + (10 * (min(length, _LONGEST_NUMBER) - 1) if begins else 0))
        else:
            ranks.append(_LETTERS.get(char, 90 + ord(char) % 10))
    return "".join(f"{rank:02d}" for rank in ranks)
