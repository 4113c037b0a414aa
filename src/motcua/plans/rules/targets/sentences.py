"""Sentences of a paragraph or cell, as whole as the writer meant them."""

from __future__ import annotations

import re

_MARKUP = re.compile(r"</?[a-z]{1,6}>|\*{1,3}|(?<!\w)_{1,2}(?=\w)|(?<=\w)_{1,2}(?!\w)")
_BULLET = re.compile(
    r"^\s*(?:[-+•*▪–—]|\(?[a-zđ]\)|\(?[ivx]{1,4}\)|\d{1,2}(?:\.\d{1,2})*[.)]|\d{1,2}(?:\.\d{1,2})+)\s+"
)
_LINE_BULLET = re.compile(r"\n\s*(?=[-+•▪–—]\s)")
# A full stop ends a sentence when a capital or a number follows, but not after "TP", a single letter or a number mark.
_END = re.compile(r"(?<=[.!?…])\s+(?=[A-ZĐÀ-Ỹ\d“\"(\-+])")
_NO_END = re.compile(
    r"(?:^|[\s(])(?:TP|Tp|Đ/c|PGS|TS|ThS|GS|Ths)\.$|^(?:[A-ZĐ]|\d{1,2}(?:\.\d{1,2})*|[IVX]+|[a-zđ])\.$"
)


def sentences(text: str) -> list[str]:
    """The sentences of `text`, without marks of markup and list marks; broken lines are joined with care.

    A line that begins with a dash stands for itself; other line breaks are the page's, not the writer's.
    """
    found: list[str] = []
    for part in _LINE_BULLET.split(_MARKUP.sub("", text)):
        held = ""
        for piece in _END.split(" ".join(part.split())):
            held = f"{held} {piece}".strip()
            if not _NO_END.search(held):
                found.append(held)
                held = ""
        if held:
            found.append(held)
    stripped = (_BULLET.sub("", each).strip() for each in found)
    return [each for each in stripped if each]
