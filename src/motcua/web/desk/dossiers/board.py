"""The head's board: load and lateness, and how long steps take; each picture with its table."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from motcua.accounts.enums import Capability
from motcua.deadlines.queries import calendar_for
from motcua.deadlines.rules.shipped import NATIONAL
from motcua.dossiers.queries.board import Week, bodies_watched, loads, step_times, trend
from motcua.dossiers.queries.inbox import Moments
from motcua.dossiers.queries.visible import reach_of
from motcua.dossiers.rules.face import soon_until
from motcua.kernel.refusals import Refused
from motcua.web.desk.access import DeskRequest, desk_view

# The drawing, in its own units.
_HEIGHT, _GAP, _BAR, _FOOT = 160, 14, 18, 22


@desk_view(Capability.READ_DOSSIERS)
@require_GET
def page(request: DeskRequest) -> HttpResponse:
    desk = request.desk
    bodies = bodies_watched(reach_of(desk.person, desk.today))
    if not bodies:
        raise Refused(
            "board-not-allowed",
            _("Bảng điều hành dành cho lãnh đạo, đầu mối kiểm soát và người kiểm tra của cơ quan."),
        )
    calendar = calendar_for(NATIONAL)
    weeks = trend(bodies, at=desk.at)
    context = {
        "loads": loads(bodies, Moments(desk.at, soon_until(calendar, desk.at))),
        "times": step_times(bodies, calendar=calendar, at=desk.at),
        "weeks": weeks,
        "drawing": drawing_of(weeks),
        "at": desk.at,
    }
    return render(request, "desk/dossiers/board.html", context)


@dataclass(frozen=True, slots=True)
class Bar:
    """A rectangle of the drawing: `kind` tells which number it stands for."""

    x: int
    y: int
    height: int
    kind: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """Bars of the weeks with the names below them, in units of the drawing."""

    width: int
    height: int
    base: int
    bars: tuple[Bar, ...]
    names: tuple[tuple[int, str], ...]
    most: int


def drawing_of(weeks: list[Week]) -> Drawing:
    """Two bars for each week, received and finished; what was late is the dark part of the second."""
    most = max([1, *(max(week.received, week.finished) for week in weeks)])
    bars, names = [], []
    for place, week in enumerate(weeks):
        x = _GAP + place * (2 * _BAR + _GAP)
        bars += [
            _bar(x, week.received, most, "received"),
            _bar(x + _BAR, week.finished, most, "finished"),
            _bar(x + _BAR, week.late, most, "late"),
        ]
        names.append((x + _BAR, f"{week.first:%d/%m}"))
    width = _GAP + len(weeks) * (2 * _BAR + _GAP)
    drawn = tuple(bar for bar in bars if bar.height)
    return Drawing(width, _HEIGHT + _FOOT, _HEIGHT, drawn, tuple(names), most)


def _bar(x: int, number: int, most: int, kind: str) -> Bar:
    height = round(number * (_HEIGHT - 10) / most)
    return Bar(x, _HEIGHT - height, height, kind)
