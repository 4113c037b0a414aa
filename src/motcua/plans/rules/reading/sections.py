"""The numbered sections of a plan's text, with their paths."""

from __future__ import annotations

import re

from motcua.plans.rules.reading.found import Section
from motcua.plans.rules.reading.outline import Item, Outline

_TITLE_LENGTH = 160
_SENTENCE = re.compile(r"(?<=[^\s.]{3})[.:;](?:\s|$)")


def read_sections(outline: Outline) -> tuple[Section, ...]:
    """The sections in order. What stands under a section without a number of its own is part of its text.

    A jump or a repetition in the numbering is kept; finding it is the business of the checks.
    """
    texts: dict[int, list[str]] = {}
    for item in outline:
        holder = _holder(outline, item)
        if holder is not None and holder.index != item.index:
            texts.setdefault(holder.index, []).append(item.whole)
    return tuple(
        _section(outline, item, texts.get(item.index, []))
        for item in outline
        if item.mark is not None and item.mark.is_numbered
    )


def _holder(outline: Outline, item: Item) -> Item | None:
    """The nearest numbered item at or above."""
    for each in (item, *reversed(outline.above(item))):
        if each.mark is not None and each.mark.is_numbered:
            return each
    return None


def _section(outline: Outline, item: Item, below: list[str]) -> Section:
    title, rest = _title_and_rest(item.text)
    path = outline.path(item)
    return Section(
        mark=item.mark.text if item.mark else "",
        path=path,
        level=len(path),
        title=title,
        text="\n".join(part for part in (rest, *below) if part),
        place=item.place,
    )


def _title_and_rest(text: str) -> tuple[str, str]:
    """A short heading is a title; of a long paragraph the first clause is one, and the whole is its text."""
    if len(text) <= _TITLE_LENGTH:
        return text.rstrip(" :"), ""
    found = _SENTENCE.search(text)
    if found and found.start() <= _TITLE_LENGTH:
        return text[: found.start()].strip(), text
    return f"{text[:_TITLE_LENGTH].rsplit(' ', 1)[0]}…", text
