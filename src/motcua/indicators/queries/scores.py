"""Indexes counted: for many agencies and windows at once, in one statement for each source of facts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from uuid import UUID

from motcua.deadlines.enums import Certainty
from motcua.indicators.enums import Source
from motcua.indicators.models import IndexMaximum
from motcua.indicators.queries.measuring import figures
from motcua.indicators.queries.windows import Asked
from motcua.indicators.rules.declared import get_measure
from motcua.indicators.rules.measures import Measure
from motcua.indicators.rules.scores.definition import Index
from motcua.indicators.rules.scores.scoring import Most, Score, Told, score_index
from motcua.indicators.rules.scores.service_index import find_index
from motcua.kernel.refusals import Refused
from motcua.organisations.enums import AgencyKind
from motcua.organisations.models import Agency

_WITHIN = (AgencyKind.DIVISION, AgencyKind.ONE_STOP_DESK, AgencyKind.SERVICE_CENTRE)


def get_index(code: str, on: date) -> Index:
    """The index as it is defined on the day.

    :raises Refused: "index-not-found".
    """
    found = find_index(code, on)
    if found is None:
        raise Refused("index-not-found", f"Ngày {on:%d/%m/%Y} không có bộ chỉ số “{code}”. Có: 766.")
    return found


def hears_all(source: Source) -> bool:
    """Whoever runs the machine hears everything."""
    return True


def scores(
    code: str,
    asked: Sequence[Asked],
    *,
    nothing_is_zero: bool = False,
    hears: Callable[[Source], bool] = hears_all,
) -> list[Score | None]:
    """The score for each agency and window, as it stood; None for a window that has not begun. What a component is
    and how many points it can have are those of the window's last day. What people say is told as of the last end of a
    month, to who `hears` what is counted of that source.

    :raises Refused: "index-not-found", "window-without-end".
    """
    known = [_known(get_index(code, each.last_day), each.last_day) for each in asked]
    begun = [place for place, each in enumerate(asked) if each.has_begun]
    withheld = {place: _withheld(known[place].values(), asked[place], hears) for place in begun}
    counted = iter(
        figures(
            [
                (measure, where)
                for place in begun
                for measure in known[place].values()
                if (where := _told_of(measure, asked[place])) and measure.code not in withheld[place]
            ]
        )
    )
    mosts = _mosts(code, [each.last_day for each in asked])
    found: list[Score | None] = [None] * len(asked)
    for place in begun:
        told = {measure: None if measure in withheld[place] else next(counted) for measure in known[place]}
        found[place] = score_index(
            get_index(code, asked[place].last_day),
            measures=known[place],
            figures=told,
            mosts=mosts[asked[place].last_day],
            nothing_is_zero=nothing_is_zero,
            withheld=withheld[place],
        )
    return found


def _told_of(measure: Measure, asked: Asked) -> Asked | None:
    """As of when the measure is told; None: not yet."""
    if not measure.is_voice:
        return asked
    return asked.in_months and asked if measure.is_rated else asked.by_month


def _withheld(measures: Iterable[Measure], asked: Asked, hears: Callable[[Source], bool]) -> dict[str, Told]:
    """Why measures are not told, by code."""
    found = {}
    for each in measures:
        if each.is_voice and each.source is not None and not hears(each.source):
            found[each.code] = Told.NOT_HEARD
        elif _told_of(each, asked) is None:
            found[each.code] = Told.WAITS
    return found


def maxima_of(index: Index) -> list[IndexMaximum]:
    """All maxima that were ever entered, by component, the latest first; few rows."""
    order = {each.number: place for place, each in enumerate(index.components)}
    rows = IndexMaximum.objects.filter(index=index.code).order_by("-in_force")
    return sorted(rows, key=lambda row: order.get(row.component, len(order)))


def bodies_below(agency_id: UUID, on: date) -> list[Agency]:
    """The bodies right below an agency on the day, in the order of names: not its own divisions and desks."""
    rows = Agency.objects.filter(
        superiors__parent=agency_id, superiors__in_force__contains=on, held__contains=on
    )
    return list(rows.exclude(kind__in=_WITHIN).order_by("sort_key", "id"))


def _known(index: Index, on: date) -> dict[str, Measure]:
    return {each.measure: get_measure(each.measure, on) for each in index.components if each.is_scored}


def _mosts(code: str, days: Sequence[date]) -> dict[date, dict[str, Most]]:
    rows = list(IndexMaximum.objects.filter(index=code))
    return {
        day: {
            row.component: Most(row.points, row.basis, Certainty(row.certainty))
            for row in rows
            if day in row.in_force
        }
        for day in set(days)
    }
