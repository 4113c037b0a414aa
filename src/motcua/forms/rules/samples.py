"""Samples of characters: how officers say what a code looks like, without a language in which to go wrong.

In a sample 9 stands for any digit, A for any letter, * for any letter or digit; every other character stands for
itself, whatever its case. Several samples are parted by |: "AA 999999|AA 9999999". Matching takes a time that grows
with the length of the answer and nothing else.
"""

from __future__ import annotations

LONGEST = 200


def fits(text: str, pattern: str) -> bool:
    """Whether `text` is written like one of the samples in `pattern`; an empty pattern takes everything."""
    return not pattern or any(_fits(text, sample.strip()) for sample in pattern.split("|"))


def _fits(text: str, sample: str) -> bool:
    return len(text) == len(sample) and all(map(_is_like, text, sample))


def _is_like(char: str, wanted: str) -> bool:
    if wanted == "9":
        return char.isascii() and char.isdigit()
    if wanted == "A":
        return char.isalpha()
    if wanted == "*":
        return char.isalnum()
    return char.casefold() == wanted.casefold()
