"""How alike two writings are."""

from __future__ import annotations

import re
from collections import Counter
from difflib import SequenceMatcher

_FIGURES = re.compile(r"\d+(?:[.,]\d+)*")


def is_slip(one: str, other: str) -> bool:
    """Whether two numbers of three figures or more differ by one figure or by figures in another order."""
    if one == other or len(one) != len(other) or len(one) < 3:
        return False
    differing = sum(left != right for left, right in zip(one, other, strict=True))
    if differing == 1:
        return one[0] == other[0]
    return differing == 2 and Counter(one) == Counter(other)


def is_near_code(one: str, other: str) -> bool:
    """Whether two short forms differ by one letter at most, or by letters in another order; same ones are not."""
    if one == other:
        return False
    if len(one) == len(other):
        differing = sum(left != right for left, right in zip(one, other, strict=True))
        return (differing == 1 and one[0] == other[0]) or Counter(one) == Counter(other)
    shorter, longer = sorted((one, other), key=len)
    return len(longer) - len(shorter) == 1 and any(
        longer[:at] + longer[at + 1 :] == shorter for at in range(1, len(longer))
    )


def figures(text: str) -> list[str]:
    """The numbers in a text, as written."""
    return _FIGURES.findall(text)


def likeness(one: str, other: str) -> float:
    """How much of two folded texts is the same, word by word, from 0 to 1."""
    left, right = one.split(), other.split()
    if not left or not right or min(len(left), len(right)) / max(len(left), len(right)) < 0.6:
        return 0.0
    shared = sum((Counter(left) & Counter(right)).values())
    if 2 * shared / (len(left) + len(right)) < 0.7:
        return 0.0
    return SequenceMatcher(None, left, right, autojunk=False).ratio()
