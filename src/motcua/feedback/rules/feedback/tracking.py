"""Codes and secrets by which somebody follows feedback without an account: nobody guesses or counts them."""

from __future__ import annotations

import hmac
from collections.abc import Sequence

# Letters and digits that nobody confuses.
SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
CODE_LENGTH = 8
SECRET_LENGTH = 10


def written_code(numbers: Sequence[int]) -> str:
    """A code as it is written: PA-XXXX-XXXX, from eight random numbers."""
    signs = "".join(SIGNS[number % len(SIGNS)] for number in numbers[:CODE_LENGTH])
    return f"PA-{signs[:4]}-{signs[4:]}"


def written_secret(digest: bytes) -> str:
    """A secret as it is written: XXXXX-XXXXX, from a keyed digest."""
    signs = "".join(SIGNS[number % len(SIGNS)] for number in digest[:SECRET_LENGTH])
    return f"{signs[:5]}-{signs[5:]}"


def bare_code(text: str) -> str:
    """A code as somebody typed it, in its written form; "" when it can be none."""
    kept = "".join(sign for sign in text.upper() if sign.isascii() and sign.isalnum())
    kept = kept.removeprefix("PA") if len(kept) == CODE_LENGTH + 2 else kept
    return f"PA-{kept[:4]}-{kept[4:]}" if len(kept) == CODE_LENGTH else ""


def bare_secret(text: str) -> str:
    """A secret as somebody typed it, without signs between; 0 and O, 1 and I are never in one."""
    return "".join(sign for sign in text.upper() if sign.isascii() and sign.isalnum())[:40]


def is_same(one: str, other: str) -> bool:
    """Whether two digests are equal, compared in constant time."""
    return hmac.compare_digest(one.encode(), other.encode())
