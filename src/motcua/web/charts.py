"""Charts drawn on the server: plain shapes with classes, which the stylesheet colours and which print in black.

A chart is shown by `components/chart.html`; whoever shows one puts the table of its numbers under it. Coordinates are
texts, so that no language writes them differently.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

_WIDTH = 720
_LEFT, _RIGHT, _TOP, _FOOT = 78, 12, 14, 30
_PLOT = 180
_STEPS = (1, 2, 5)


@dataclass(frozen=True, slots=True)
class Rect:
    """A bar; `kind` names its series, from 1."""

    x: str
    y: str
    width: str
    height: str
    kind: int
    title: str


@dataclass(frozen=True, slots=True)
class Dot:
    """A point of a line."""

    x: str
    y: str
    kind: int
    title: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line through the points of a series; where nothing is known it breaks."""

    path: str
    kind: int


@dataclass(frozen=True, slots=True)
class Label:
    """Words at a place; `anchor` is "start", "middle" or "end". What `may_hide` is left out where there is little
    room."""

    x: str
    y: str
    words: str
    anchor: str
    may_hide: bool = False


@dataclass(frozen=True, slots=True)
class Chart:
    """Shapes in units of a field of `width` × `height`; `keys` name the series in order."""

    width: str
    height: str
    rects: tuple[Rect, ...]
    lines: tuple[Line, ...]
    dots: tuple[Dot, ...]
    grid: tuple[str, ...]
    labels: tuple[Label, ...]
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Series:
    """Numbers under one name, one for each place; None: nothing is known there. `words` say them."""

    name: str
    values: Sequence[Decimal | int | None]
    words: Sequence[str]


def columns(names: Sequence[str], series: Sequence[Series], *, unit: str = "") -> Chart:
    """Bars side by side for each name; a share in percent reaches to 100."""
    highest = max((value for one in series for value in one.values if value), default=1)
    top = Decimal(100) if unit == "%" and highest <= 100 else _round_up(highest)
    slot = (_WIDTH - _LEFT - _RIGHT) / max(1, len(names))
    width = min(34.0, slot * 0.8 / max(1, len(series)))
    rects = [
        _column(
            _LEFT + slot * place + (slot - width * len(series)) / 2 + width * kind,
            width,
            one.values[place],
            top,
            kind + 1,
            f"{name}: {one.words[place]}",
        )
        for place, name in enumerate(names)
        for kind, one in enumerate(series)
    ]
    return _chart(
        names, slot, top, unit, rects=[rect for rect in rects if rect], keys=[one.name for one in series]
    )


def lines(names: Sequence[str], series: Sequence[Series], *, unit: str = "") -> Chart:
    """A line for each series over the names; a share in percent reaches to 100."""
    highest = max((value for one in series for value in one.values if value is not None), default=1)
    top = Decimal(100) if unit == "%" and highest <= 100 else _round_up(highest)
    slot = (_WIDTH - _LEFT - _RIGHT) / max(1, len(names))

    def x(place: int) -> float:
        return _LEFT + slot * (place + 0.5)

    dots = [
        Dot(_n(x(place)), _n(_y(value, top)), kind, f"{names[place]}: {one.words[place]}")
        for kind, one in enumerate(series, start=1)
        for place, value in enumerate(one.values)
        if value is not None
    ]
    paths = [
        Line(_path([(x(place), value) for place, value in enumerate(one.values)], top), kind)
        for kind, one in enumerate(series, start=1)
    ]
    return _chart(
        names,
        slot,
        top,
        unit,
        paths=[line for line in paths if line.path],
        dots=dots,
        keys=[one.name for one in series],
    )


def _chart(
    names: Sequence[str],
    slot: float,
    top: Decimal,
    unit: str,
    *,
    rects: Sequence[Rect] = (),
    paths: Sequence[Line] = (),
    dots: Sequence[Dot] = (),
    keys: Sequence[str] = (),
) -> Chart:
    marks = [top * part / 4 for part in range(5)] if top >= 4 else [Decimal(0), top]
    below = [
        Label(
            _n(_LEFT + slot * (place + 0.5)),
            _n(_TOP + _PLOT + 22),
            name,
            "middle",
            may_hide=(len(names) - place) % 2 == 0,
        )
        for place, name in enumerate(names)
    ]
    beside = [
        Label(_n(_LEFT - 6), _n(_y(mark, top) + 4), _said(mark) + (" %" if unit == "%" else ""), "end")
        for mark in marks
    ]
    return Chart(
        width=str(_WIDTH),
        height=str(_TOP + _PLOT + _FOOT),
        rects=tuple(rects),
        lines=tuple(paths),
        dots=tuple(dots),
        grid=tuple(f"M{_LEFT} {_n(_y(mark, top))}H{_WIDTH - _RIGHT}" for mark in marks),
        labels=(*below, *beside),
        keys=tuple(keys),
    )


def _column(
    x: float, width: float, value: Decimal | int | None, top: Decimal, kind: int, title: str
) -> Rect | None:
    if not value:
        return None
    y = _y(value, top)
    return Rect(_n(x), _n(y), _n(width - 2), _n(_TOP + _PLOT - y), kind, title)


def _path(points: Sequence[tuple[float, Decimal | int | None]], top: Decimal) -> str:
    said, pen_is_down = [], False
    for x, value in points:
        if value is not None:
            said.append(f"{'L' if pen_is_down else 'M'}{_n(x)} {_n(_y(value, top))}")
        pen_is_down = value is not None
    return "".join(said)


def _y(value: Decimal | int, top: Decimal) -> float:
    return _TOP + _PLOT - float(Decimal(value) / top) * _PLOT


def _round_up(number: Decimal | int) -> Decimal:
    """The next of 4, 8, 20, 40, 80, 200 … that is not below: four equal steps of whole numbers."""
    step = 1
    while True:
        for factor in _STEPS:
            if Decimal(number) <= factor * step * 4:
                return Decimal(factor * step * 4)
        step *= 10


def _said(mark: Decimal) -> str:
    return (
        f"{int(mark):,}".replace(",", ".") if mark == int(mark) else f"{mark.normalize():f}".replace(".", ",")
    )


def _n(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
