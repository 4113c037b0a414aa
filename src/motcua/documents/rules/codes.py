"""Verification codes: easy to read aloud and to type, impossible to guess."""

from __future__ import annotations

import re

_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # none that looks like another
_BYTES = 10  # 80 bits: sixteen letters
_MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V"})
_GROUP = 4


def code_of(noise: bytes) -> str:
    """The code for ten random bytes: "7K2M-0QXW-9C4T-BV3D".

    :raises ValueError: for another number of bytes.
    """
    if len(noise) != _BYTES:
        raise ValueError(f"{_BYTES} bytes make a code, not {len(noise)}")
    number = int.from_bytes(noise)
    letters = "".join(_LETTERS[(number >> shift) & 31] for shift in range(75, -5, -5))
    return "-".join(letters[place : place + _GROUP] for place in range(0, 16, _GROUP))


def read_code(typed: str) -> str | None:
    """A code as people type it, in its one form; None when it cannot be one."""
    letters = re.sub(r"[\s\-–—.]+", "", typed.strip()).upper().translate(_MISREAD)
    if len(letters) != 16 or any(letter not in _LETTERS for letter in letters):
        return None
    return "-".join(letters[place : place + _GROUP] for place in range(0, 16, _GROUP))
