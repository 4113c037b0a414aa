"""Windows of days: how a long one is cut, and which one a word such as "2026-Q3" means."""

from __future__ import annotations

import re
from datetime import date, timedelta

from motcua.indicators.enums import Cut
from motcua.kernel.periods import Period
from motcua.kernel.refusals import Refused

_MONTHS = {Cut.MONTH: 1, Cut.QUARTER: 3, Cut.YEAR: 12}
_WRITTEN = re.compile(r"(?P<year>\d{4})(?:-(?:(?P<month>\d{2})|Q(?P<quarter>[1-4])))?")


def pieces(window: Period, cut: Cut) -> list[Period]:
    """The window cut at the edges of calendar months, quarters or years; the first and last piece may be shorter.

    :raises ValueError: when the window has no end.
    """
    if window.end is None:
        raise ValueError("a window without end cannot be cut")
    found, start = [], window.start
    while start < window.end:
        end = min(_next_edge(start, _MONTHS[cut]), window.end)
        found.append(Period(start, end))
        start = end
    return found


def in_words(window: Period) -> str:
    """How a piece is called: "tháng 9/2026", "quý III/2026", "năm 2026", else its days."""
    if window.end is None:
        return f"từ {window.start:%d/%m/%Y}"
    for cut, months in _MONTHS.items():
        if (
            window.start.day == 1
            and _next_edge(window.start, months) == window.end
            and _is_edge(window, months)
        ):
            return _named(cut, window.start)
    return f"{window.start:%d/%m/%Y} – {window.end - timedelta(days=1):%d/%m/%Y}"


def read_window(text: str) -> Period:
    """The window of "2026", "2026-Q3" or "2026-09".

    :raises Refused: "window-unreadable".
    """
    found = _WRITTEN.fullmatch(text.strip().upper())
    month = int(found["month"] or 1) if found else 0
    if found is None or not 1 <= month <= 12 or not 2000 <= int(found["year"]) <= 2100:
        raise Refused(
            "window-unreadable",
            f"Kỳ “{text[:40]}” chưa đúng. Ghi như 2026 (năm), 2026-Q3 (quý), 2026-09 (tháng).",
        )
    year = int(found["year"])
    if found["quarter"]:
        start, months = date(year, 3 * int(found["quarter"]) - 2, 1), 3
    else:
        start, months = date(year, month, 1), 1 if found["month"] else 12
    return Period(start, _next_edge(start, months))


def _next_edge(day: date, months: int) -> date:
    """The first day of the next month, quarter or year."""
    place = day.year * 12 + day.month - 1
    following = (place // months + 1) * months
    return date(following // 12, following % 12 + 1, 1)


def _is_edge(window: Period, months: int) -> bool:
    return (window.start.month - 1) % months == 0


def _named(cut: Cut, start: date) -> str:
    if cut is Cut.MONTH:
        return f"tháng {start.month}/{start.year}"
    if cut is Cut.QUARTER:
        return f"quý {('I', 'II', 'III', 'IV')[start.month // 3]}/{start.year}"
    return f"năm {start.year}"
