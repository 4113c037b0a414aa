"""The number, letter or dash that stands before a paragraph."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum

_LETTERS = "abcdđeghiklmnopqrstuvxy"
_ROMAN = re.compile(r"^M{0,3}(CM|CD|D?C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})$")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


class MarkStyle(IntEnum):
    """Kinds of marks; a smaller value stands further out."""

    PART = 1
    CHAPTER = 2
    TITLE = 3
    CAPITAL = 4
    ROMAN = 5
    ARTICLE = 6
    NUMBER = 7
    DOTTED = 8
    NUMBER_PAREN = 10
    LETTER = 11
    IN_BRACKETS = 12
    DASH = 13
    PLUS = 14
    BULLET = 15


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark: `text` as written without its dot or bracket, `order` its number in its series, `rest` what follows.

    `depth` counts the dots inside ("2.1.3": 2); for other styles it is 0.
    """

    text: str
    style: MarkStyle
    order: int
    rest: str
    depth: int = 0
    closing: str = ""

    @property
    def is_numbered(self) -> bool:
        """Whether it is a number or letter and not a dash."""
        return self.style < MarkStyle.DASH


def roman_value(text: str) -> int | None:
    """The value of a Roman number in capitals ("IV": 4); None when it is none."""
    if not text or not _ROMAN.match(text):
        return None
    values = [_ROMAN_VALUES.get(char, 500) for char in text]
    return sum(
        -value if index + 1 < len(values) and value < values[index + 1] else value
        for index, value in enumerate(values)
    )


def letter_value(letter: str) -> int | None:
    """The place of a letter in the Vietnamese series a, b, c, d, đ, e, g, h …; None when it is not in it."""
    found = _LETTERS.find(letter.lower()) if len(letter) == 1 else -1
    return found + 1 if found >= 0 else None


def _roman(text: str) -> int | None:
    return roman_value(text.upper())


def _number(text: str) -> int | None:
    return int(text) if text.isdigit() else None


def _last_number(text: str) -> int | None:
    return int(text.rsplit(".", 1)[-1])


def _word_number(text: str) -> int | None:
    if text.isdigit():
        return int(text)
    words = ["nhất", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám"]
    return words.index(text.lower()) + 1 if text.lower() in words else roman_value(text.upper())


def _always(_: str) -> int | None:
    return 0


_Rule = tuple[re.Pattern[str], MarkStyle, Callable[[str], int | None]]
_AFTER = r"(?:\s*[.:)/\-–]\s*|\s+|$)"
_RULES: tuple[_Rule, ...] = (
    (re.compile(rf"^PHẦN\s+(?P<m>[IVX]+|\d+|thứ\s+)(?P<c>){_AFTER}", re.I), MarkStyle.PART, _word_number),
    (
        re.compile(rf"^PHẦN\s+THỨ\s+(?P<m>nhất|hai|ba|bốn|năm|sáu|bảy|tám)(?P<c>){_AFTER}", re.I),
        MarkStyle.PART,
        _word_number,
    ),
    (re.compile(rf"^CHƯƠNG\s+(?P<m>[IVX]+|\d+)(?P<c>){_AFTER}", re.I), MarkStyle.CHAPTER, _word_number),
    (re.compile(rf"^MỤC\s+(?P<m>[IVX]+|\d+)(?P<c>){_AFTER}"), MarkStyle.TITLE, _word_number),
    (re.compile(r"^Mục\s+(?P<m>\d+)(?P<c>)(?:\s*[.:]\s*|$)"), MarkStyle.TITLE, _word_number),
    (re.compile(r"^Điều\s+(?P<m>\d+)(?P<c>)[.:]\s*"), MarkStyle.ARTICLE, _number),
    (re.compile(r"^(?P<m>[IVX]{1,6})\s?(?P<c>[.):\-–])\s*(?=\S|$)"), MarkStyle.ROMAN, _roman),
    (re.compile(r"^(?P<m>[A-HĐ])\s?(?P<c>[.)/])\s+(?=\S)"), MarkStyle.CAPITAL, letter_value),
    (re.compile(r"^(?P<m>\d{1,2}(?:\.\d{1,2}){1,3})(?P<c>[.):]?)\s+(?=\D)"), MarkStyle.DOTTED, _last_number),
    (re.compile(r"^(?P<m>\d{1,2}(?:\.\d{1,2}){1,3})(?P<c>[.):])(?=[^\W\d])"), MarkStyle.DOTTED, _last_number),
    (re.compile(r"^(?P<m>\d{1,2})\s(?P<c>\.)\s+(?=[^\W\d])"), MarkStyle.NUMBER, _number),
    (re.compile(r"^(?P<m>\d{1,2})(?P<c>\.)(?:\s*(?=[^\d\s./])|\s+(?=\d))"), MarkStyle.NUMBER, _number),
    (
        re.compile(r"^(?P<m>\d{1,2})(?:(?P<c>\))\s*(?=[^\d\s])|/\s+(?=[^\d\s]))"),
        MarkStyle.NUMBER_PAREN,
        _number,
    ),
    (re.compile(r"^\((?P<m>\d{1,2})(?P<c>\))\s*(?=\S)"), MarkStyle.IN_BRACKETS, _number),
    (re.compile(r"^\((?P<m>[ivx]{1,5})(?P<c>\))\s*(?=\S)"), MarkStyle.IN_BRACKETS, _roman),
    (re.compile(r"^\(?(?P<m>[a-zđ])\s?(?P<c>\))\s*(?=\S)"), MarkStyle.LETTER, letter_value),
    (re.compile(r"^(?P<m>[a-zđ])(?P<c>[./])\s*(?=[^\W\d])"), MarkStyle.LETTER, letter_value),
    (re.compile(r"^(?P<m>[-–—−])(?P<c>)(?:\s*[-–—−])*\s*(?=[^\s\d]|\d)"), MarkStyle.DASH, _always),
    (re.compile(r"^(?P<m>\+)(?P<c>)\s*(?=\S)"), MarkStyle.PLUS, _always),
    (re.compile(r"^(?P<m>[•▪◦●○■□*➢✓·])(?P<c>)\s*(?=\S)"), MarkStyle.BULLET, _always),
)


def read_mark(text: str) -> Mark | None:
    """The mark at the head of `text`; None when it begins without one.

    Dates ("15/4/2025"), document numbers ("12/KH-UBND") and years are not marks.
    """
    text = text.strip()
    for pattern, style, value_of in _RULES:
        found = pattern.match(text)
        if found is None:
            continue
        mark = found["m"]
        order = value_of(mark)
        if order is None:
            continue
        depth = mark.count(".") if style is MarkStyle.DOTTED else 0
        return Mark(
            mark, style, order, text[found.end() :].strip(), depth, "/" if found["c"] is None else found["c"]
        )
    return None
