"""Codes for groups and questions, made from their words where nobody wrote one."""

from __future__ import annotations

import re
from collections.abc import Collection

from motcua.kernel.text import fold

_LONGEST = 40
_ROOM_FOR_NUMBER = 4


def code_from(text: str, *, taken: Collection[str]) -> str:
    """A code of at most 40 small letters, digits and low lines out of the words of a text, unlike those taken."""
    words = re.sub(r"[^a-z0-9]+", "_", fold(text)).strip("_") or "cau"
    bare = words[: _LONGEST - _ROOM_FOR_NUMBER].rstrip("_")
    numbered = (f"{bare}_{number}" for number in range(2, len(taken) + 3))
    return next(code for code in (bare, *numbered) if code not in taken)
