"""The parts of dashboards: each number with where its rows are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.deadlines.queries import calendar_for
from motcua.deadlines.rules.shipped import NATIONAL
from motcua.dossiers.rules.face import soon_until
from motcua.indicators.enums import Clock, Dimension, Grouping, Tally
from motcua.indicators.policy import is_told
from motcua.indicators.queries.groups import Group, groups_of
from motcua.indicators.queries.measuring import Counted, count, figures
from motcua.indicators.queries.parting import labels_of
from motcua.indicators.queries.times import Times, times_of
from motcua.indicators.rules.declared import get_measure
from motcua.indicators.rules.measures import (
    NO_DATA_YET,
    PENDING,
    RECEIVED,
    RECEIVED_NEW,
    RESOLVED,
    Figure,
    Measure,
    figure_of,
    gaps,
    in_words,
)
from motcua.indicators.rules.spans import Span, months_until
from motcua.kernel.clock import local_day
from motcua.web.charts import Chart, Series, columns, lines
from motcua.web.desk.dashboards.links import group_link
from motcua.web.desk.figures.asking import Question, is_too_fine
from motcua.web.desk.figures.telling import months_told
from motcua.web.desk.figures.wording import code_counting

MONTHS = 12
_FLOW = (*RECEIVED, *RESOLVED, *PENDING)
_ALARMS = frozenset({Clock.OVERDUE})
# What people say: of how they were served, and what became of what they reported and proposed.
_VOICES = (
    "satisfaction_rate",
    "served_well_rate",
    "survey_satisfaction_rate",
    "education_satisfaction_rate",
    "feedback_new",
    "feedback_in_time_rate",
    "feedback_satisfied_rate",
    "feedback_published_rate",
)


@dataclass(frozen=True, slots=True)
class Cell:
    """A number with the address of its rows."""

    label: str
    number: int
    href: str
    width: str = "0"
    is_bad: bool = False


@dataclass(frozen=True, slots=True)
class Trend:
    """Twelve months: the two charts, and the table of their numbers."""

    flow: Chart
    rate: Chart
    months: Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Ranked:
    """How one agency or procedure did. `place` 0: nothing was resolved, so there is no rate to rank by."""

    place: int
    label: str
    received: Cell
    resolved: Cell
    rate: str
    width: str
    late: Cell
    pending_late: Cell
    times: Times | None


def soon_of(question: Question) -> datetime:
    """Up to when a due date is near, seen from where the figures are closed."""
    return soon_until(calendar_for(NATIONAL), question.closing or question.asked.instants()[1])


def as_of_now(question: Question) -> Question:
    """The same agency at this moment."""
    today = local_day(question.at)
    return replace(question, first=today, last=today, as_of=None)


def groups(question: Question, grouping: Grouping) -> list[Cell]:
    """The groups of dossiers with where each is listed."""
    found = groups_of(grouping, question.asked, soon=soon_of(question))
    most = max((group.number for group in found), default=0) or 1
    return [_of_group(question, grouping, group, most) for group in found]


def funnel(question: Question, counted: Counted) -> list[dict[str, Any]]:
    """What came in, what of it was resolved, what is left; each with what it is made of."""
    received = sum(counted[tally] for tally in RECEIVED)
    stages = (("received", _("Tiếp nhận"), RECEIVED), ("resolved", _("Đã giải quyết"), RESOLVED))
    return [
        {
            "whole": _cell(question, code, label, sum(counted[tally] for tally in tallies), received),
            "parts": [
                _cell(question, code_counting(tally), tally.label, counted[tally], received)
                for tally in tallies
            ],
        }
        for code, label, tallies in (*stages, ("pending", _("Đang giải quyết"), PENDING))
    ]


def flow(question: Question) -> tuple[Counted, Trend, Mapping[str, int]]:
    """The tallies of the period, the twelve months up to its last day, and by how much the period's do not add up
    (nothing, ever); one statement."""
    spans = months_until(question.last, MONTHS)
    months = [span for span in spans if question.within(span).asked.has_begun]
    now, *then = count(_FLOW, [question.asked, *(question.within(span).asked for span in months)])
    tallies = [found[""] for found in then]
    return now[""], _trend(question, months, tallies), gaps(now[""])


def ranking(question: Question, by: Dimension) -> list[Ranked]:
    """Agencies or procedures, the best rate first, the larger first among equals; those with nothing resolved last."""
    asked = question.asked
    counted = count(_FLOW, [asked], by=by)[0]
    times = times_of(asked, calendar=calendar_for(NATIONAL), by=(by,))
    nothing: Counted = dict.fromkeys(_FLOW, 0)
    rows = [
        _ranked(question, by, key, label, counted.get(key, nothing), times.get((key,)))
        for key, label in labels_of(by, keys=counted, asked=asked)
    ]
    rows.sort(key=lambda pair: (pair[0] is None, -(pair[0] or 0), -pair[1].resolved.number))
    return [replace(row, place=place if rate is not None else 0) for place, (rate, row) in enumerate(rows, 1)]


def _ranked(
    question: Question, by: Dimension, key: str, label: str, counted: Counted, times: Times | None
) -> tuple[Any, Ranked]:
    rate = figure_of(get_measure("on_time_rate", question.last), counted)

    def cell(code: str, tallies: Sequence[Tally]) -> Cell:
        number = sum(counted[tally] for tally in tallies)
        return Cell(label, number, question.link(code, by=by, part=key))

    row = Ranked(
        place=0,
        label=label,
        received=cell("received", RECEIVED),
        resolved=cell("resolved", RESOLVED),
        rate=in_words(rate, "%"),
        width=_percent(rate),
        late=cell("resolved_late", (Tally.RESOLVED_LATE,)),
        pending_late=cell("pending_late", (Tally.PENDING_LATE,)),
        times=times,
    )
    return rate.exact, row


def _trend(question: Question, months: Sequence[Span], tallies: Sequence[Counted]) -> Trend:
    names = [f"{span.period.start.month}/{span.period.start:%y}" for span in months]
    rates = [figure_of(get_measure("on_time_rate", question.last), each) for each in tallies]
    shown = (
        ("received_new", _("Tiếp nhận mới"), RECEIVED_NEW),
        ("resolved", _("Đã giải quyết"), RESOLVED),
        ("resolved_late", _("Giải quyết quá hạn"), (Tally.RESOLVED_LATE,)),
    )
    numbers = {
        code: [sum(each[tally] for tally in parts) for each in tallies] for code, _label, parts in shown
    }
    bars = [
        Series(label, numbers[code], [_("%d hồ sơ") % n for n in numbers[code]])
        for code, label, _parts in shown
    ]
    rate = Series(
        _("Tỷ lệ đúng hạn"), [each.value for each in rates], [in_words(each, "%") for each in rates]
    )
    table = [
        {
            "label": span.label,
            "cells": [
                Cell(label, numbers[code][place], question.within(span).link(code))
                for code, label, _parts in shown
            ],
            "rate": in_words(rates[place], "%"),
        }
        for place, span in enumerate(months)
    ]
    return Trend(columns(names, bars), lines(names, [rate], unit="%"), table)


def _of_group(question: Question, grouping: Grouping, group: Group, most: int) -> Cell:
    link = group_link(
        grouping,
        group.key,
        agency_id=question.agency_id,
        first=question.first,
        last=question.last,
        as_of=question.closing if grouping in (Grouping.STEP, Grouping.CAUSE) else question.as_of,
    )
    is_bad = grouping is Grouping.CLOCK and group.key in _ALARMS and bool(group.number)
    return Cell(group.label, group.number, link, str(group.number * 100 // most), is_bad)


def _cell(question: Question, code: str, label: str, number: int, whole: int) -> Cell:
    return Cell(label, number, question.link(code), str(number * 100 // (whole or 1)))


def _percent(figure: Figure) -> str:
    return str(int(figure.value or 0))


def voices(question: Question) -> list[Mapping[str, str]]:
    """What people say as far as the reader is told, in one line each, with where the measure is; one statement for
    each source."""
    every = (get_measure(code, question.last) for code in _VOICES)
    known = [each for each in every if is_told(each, question.heard)]
    asked = [(measure, _whole(measure, question)) for measure in known]
    found = figures([(measure, whole.asked) for measure, whole in asked])
    return [
        {
            "name": measure.name,
            "says": _said(figure, measure.unit),
            "of": whole.name if whole != question else months_told(question) if measure.is_rated else "",
            "href": f"{reverse('desk:figures:measure', args=[measure.code])}?{whole.query}",
        }
        for (measure, whole), figure in zip(asked, found, strict=True)
    ]


def _whole(measure: Measure, question: Question) -> Question:
    """The question, or where the measure is only told of whole periods the last month that was over by then."""
    if not is_too_fine(measure, question):
        return question
    day = min(question.last, local_day(question.at))
    at_its_end = (day + timedelta(days=1)).day == 1 and day < local_day(question.at)
    return replace(question.within(months_until(day, 2)[1 if at_its_end else 0]), as_of=None)


def _said(figure: Figure | None, unit: str) -> str:
    return NO_DATA_YET if figure is None else in_words(figure, unit)
