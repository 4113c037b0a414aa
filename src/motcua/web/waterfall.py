"""The way from what procedures asked on the first day to what they will ask, drawn as falling bars."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from motcua.web.charts import Chart, Label, Line, Rect

_WIDTH, _LEFT, _RIGHT, _TOP, _PLOT, _FOOT = 720, 12, 12, 26, 190, 34
_LETTERS = 1.55  # letters that find room in ten units
WHOLE, DONE, PLANNED = 1, 2, 3


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar from `low` to `high`, its name below and its number above; `kind` colours it."""

    name: str
    words: str
    low: Fraction
    high: Fraction
    kind: int


def waterfall(bars: Sequence[Bar], *, goal: Fraction | None, keys: Sequence[str]) -> Chart:
    """The bars side by side; a line across at the goal, where there is one."""
    top = max((bar.high for bar in bars), default=Fraction(1)) or Fraction(1)
    slot = (_WIDTH - _LEFT - _RIGHT) / max(1, len(bars))
    width = min(72.0, slot * 0.7)
    rects, labels = [], []
    for place, bar in enumerate(bars):
        x = _LEFT + slot * place + (slot - width) / 2
        y, foot = _y(bar.high, top), _y(bar.low, top)
        height = max(1.5, foot - y)
        title = f"{bar.name}: {bar.words}"
        rects.append(Rect(_n(x), _n(y), _n(width), _n(height), bar.kind, title))
        middle = _n(_LEFT + slot * (place + 0.5))
        labels.append(Label(middle, _n(y - 6), bar.words, "middle"))
        labels.append(Label(middle, _n(_TOP + _PLOT + 18), _cut(bar.name, slot), "middle", bar.kind != WHOLE))
    lines = [] if goal is None else [Line(f"M{_LEFT} {_n(_y(goal, top))}H{_WIDTH - _RIGHT}", len(keys))]
    return Chart(
        width=str(_WIDTH),
        height=str(_TOP + _PLOT + _FOOT),
        rects=tuple(rects),
        lines=tuple(lines),
        dots=(),
        grid=(f"M{_LEFT} {_TOP + _PLOT}H{_WIDTH - _RIGHT}",),
        labels=tuple(labels),
        keys=tuple(keys),
    )


def _y(value: Fraction, top: Fraction) -> float:
    return _TOP + _PLOT * (1 - float(value / top))


def _cut(name: str, slot: float) -> str:
    most = max(4, int(slot / 10 * _LETTERS))
    return name if len(name) <= most else name[: most - 1] + "…"


def _n(number: float) -> str:
    return f"{number:.1f}"
