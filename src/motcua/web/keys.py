"""Paging by key: the place in a list as one opaque word in the address."""

from __future__ import annotations

import base64
import binascii
import json
from uuid import UUID


def write_key(sort_key: str, last: str) -> str:
    """The place after the row with this sort key and identifier."""
    return base64.urlsafe_b64encode(json.dumps([sort_key, last]).encode()).decode().rstrip("=")


def read_key(word: str) -> tuple[str, str] | None:
    """What `write_key` wrote; None for anything else, which begins the list again."""
    try:
        padded = word + "=" * (-len(word) % 4)
        key, last = json.loads(base64.urlsafe_b64decode(padded.encode()))
    except (binascii.Error, ValueError, TypeError):
        return None
    whole = isinstance(key, str) and isinstance(last, str) and "\0" not in key + last
    return (key, last) if whole else None


def read_name_key(word: str) -> tuple[str, UUID] | None:
    """The place after a row in a list by name; None for anything that no list gave out."""
    key = read_key(word)
    try:
        return (key[0], UUID(key[1])) if key else None
    except ValueError:
        return None
