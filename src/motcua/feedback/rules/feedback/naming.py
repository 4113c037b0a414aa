"""Whom a text names among people who work here: they must not see what is said of them."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from motcua.kernel.text import fold

_FEWEST_WORDS = 2


def named_in(text: str, people: Iterable[tuple[UUID, str]]) -> list[UUID]:
    """Those of `people` (id, full name) whose whole name stands in the text, with or without diacritics.

    Rather one too many: who is only mentioned does not see it either, and others can handle it.
    """
    said = f" {fold(text)} "
    names = ((id_, fold(name)) for id_, name in people)
    return [id_ for id_, name in names if len(name.split()) >= _FEWEST_WORDS and f" {name} " in said]
