"""Automatic numbers as Word shows them: every paragraph of a list gets its mark, level by level."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from motcua.documents.reading.characters import plain
from motcua.documents.reading.counting import spelt
from motcua.documents.reading.markup import Element, attribute, child, is_on, local, value, whole

_LEVELS = 9
_PLACE = re.compile(r"%([1-9])")
_PRIVATE = re.compile("[\ue000-\uf8ff]")


@dataclass(frozen=True, slots=True)
class _Level:
    kind: str = "decimal"
    text: str = ""
    start: int = 1
    restarts_after: int | None = None
    is_plain: bool = False  # all numbers in it as digits
    style: str = ""
    digits: int = 0


@dataclass(slots=True)
class _Number:
    """One list: its levels, where it begins anew, and the counter it shares with others."""

    abstract: str
    levels: dict[int, _Level]
    begins: dict[int, int] = field(default_factory=dict)
    begun: set[int] = field(default_factory=set)


class Numbering:
    """The lists of a document, counting as the paragraphs are read in order."""

    def __init__(self, root: Element | None) -> None:
        self._numbers: dict[str, _Number] = {}
        self._counters: dict[str, list[int | None]] = {}
        if root is not None:
            self._read(root)

    def mark(self, number: str, level: int) -> str:
        """The mark of the next paragraph on `level` of list `number`; counts on."""
        found = self._numbers.get(number)
        if found is None or not 0 <= level < _LEVELS:
            return ""
        counters = self._counters.setdefault(found.abstract, [None] * _LEVELS)
        written = found.levels.get(level, _Level())
        if level in found.begins and level not in found.begun:
            counters[level] = None
        found.begun.add(level)
        start = found.begins.get(level, written.start)
        current = counters[level]
        counters[level] = start if current is None else current + 1
        self._begin_deeper(found, counters, level)
        return _shown(found, counters, level)

    def level_of_style(self, number: str, style: str) -> int | None:
        """The level of a list that belongs to a style."""
        found = self._numbers.get(number)
        levels = {} if found is None else found.levels
        return next(
            (level for level, written in levels.items() if written.style and written.style == style), None
        )

    def _begin_deeper(self, found: _Number, counters: list[int | None], level: int) -> None:
        for deeper in range(level + 1, _LEVELS):
            restarts_after = found.levels.get(deeper, _Level()).restarts_after
            if restarts_after is None or (restarts_after and level < restarts_after):
                counters[deeper] = None

    def _read(self, root: Element) -> None:
        abstracts = {attribute(each, "abstractNumId"): each for each in root if local(each) == "abstractNum"}
        by_style = {
            value(each, "styleLink"): identifier
            for identifier, each in abstracts.items()
            if value(each, "styleLink")
        }
        for each in root:
            if local(each) != "num":
                continue
            abstract = value(each, "abstractNumId")
            linked = by_style.get(value(abstracts.get(abstract), "numStyleLink"))
            abstract = linked or abstract
            number = _Number(abstract, _levels(abstracts.get(abstract)))
            _override(number, each)
            self._numbers[attribute(each, "numId")] = number


def _levels(abstract: Element | None) -> dict[int, _Level]:
    levels = () if abstract is None else [each for each in abstract if local(each) == "lvl"]
    return {whole(attribute(each, "ilvl"), 0): _level(each) for each in levels}


def _override(number: _Number, written: Element) -> None:
    for override in written:
        if local(override) != "lvlOverride":
            continue
        level = whole(attribute(override, "ilvl"), 0)
        if (replaced := child(override, "lvl")) is not None:
            number.levels[level] = _level(replaced)
        if start := value(override, "startOverride"):
            number.begins[level] = whole(start, 1)


def _level(written: Element) -> _Level:
    kind, digits = _kind(written)
    restart = value(written, "lvlRestart")
    return _Level(
        kind=kind,
        text=value(written, "lvlText"),
        start=whole(value(written, "start"), 1),
        restarts_after=whole(restart, 0) if restart else None,
        is_plain=is_on(written, "isLgl") is True,
        style=value(written, "pStyle"),
        digits=digits,
    )


def _kind(written: Element) -> tuple[str, int]:
    """The way of counting, and how many digits a number is filled up to."""
    formats = [each for each in written.iter() if local(each) == "numFmt"]
    kind = attribute(formats[0], "val") if formats else "decimal"
    if kind == "custom":
        first = attribute(formats[0], "format").split(",")[0].strip()
        return "decimal", len(first) if first.isdigit() else 0
    return kind, 2 if kind == "decimalZero" else 0


def _shown(number: _Number, counters: list[int | None], level: int) -> str:
    written = number.levels.get(level)
    if written is None or (written.kind == "none" and "%" in written.text):
        return ""
    if written.kind == "bullet":
        return _bullet(written.text)

    def counted(found: re.Match[str]) -> str:
        other = int(found.group(1)) - 1
        each = number.levels.get(other, _Level())
        count = counters[other]
        shown = each.start if count is None else count
        kind = "decimal" if written.is_plain or each.kind == "bullet" else each.kind
        return "" if kind == "none" else spelt(shown, kind).zfill(each.digits)

    return plain(_PLACE.sub(counted, written.text)).strip()


def _bullet(text: str) -> str:
    mark = plain(text).strip()
    return _PRIVATE.sub("•", mark) or "-"
