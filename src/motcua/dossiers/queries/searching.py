"""Finding dossiers by part of a code, an outside code, a name, a number, a paper; within what a person may see."""

from __future__ import annotations

from uuid import UUID

from motcua.dossiers.queries.listing import Condition, Listed, Narrowing, listed, visible
from motcua.dossiers.queries.visible import Reach
from motcua.dossiers.rules.searching import index_query

_EXACT = "(d.code = ANY(%(typed)s) OR d.outside_code = ANY(%(typed)s))"


def page_of_matching(
    text: str,
    *,
    reach: Reach,
    narrowing: Narrowing | None = None,
    after: UUID | None = None,
    size: int = 50,
) -> list[Listed]:
    """Up to `size` + 1 visible dossiers that hold every word of `text`, with or without diacritics: on the first
    page those whose code it is exactly, then the latest lodged first, following the dossier `after`.

    One query, none where there is nothing to ask. One more than asked for tells that there is a next page.
    """
    words = index_query(text)
    if not words:
        return []
    condition = _matching(words, reach, narrowing or Narrowing())
    order = "d.id DESC"
    if _may_be_code(text):
        condition = Condition(
            condition.words, {**condition.values, "typed": [text.strip(), text.strip().upper()]}
        )
        if after is None:
            order = f"{_EXACT} DESC, d.id DESC"
        else:
            condition = condition.also(f"NOT {_EXACT}")
    if after is not None:
        condition = condition.also("d.id < %(after)s", after=after)
    return listed(condition, order=order, most=size + 1)


def _matching(words: str, reach: Reach, narrowing: Narrowing) -> Condition:
    found = visible(reach).also("d.words @@ to_tsquery('simple', %(words)s)", words=words)
    return narrowing.of(found)


def _may_be_code(text: str) -> bool:
    """Only what has a digit is the code of anything: other words spare the comparison and keep the order."""
    return any(sign.isdigit() for sign in text)
