"""One measure: what it is, its value for an agency and time, parted, and month by month."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from motcua.accounts.enums import Capability
from motcua.indicators.enums import Dimension, Side, Source, Tally
from motcua.indicators.policy import require_told
from motcua.indicators.queries.measuring import measure, tallied
from motcua.indicators.queries.windows import Asked
from motcua.indicators.rules.declared import get_measure
from motcua.indicators.rules.measures import Figure, Measure, Part, in_words
from motcua.indicators.rules.spans import Span, months_until
from motcua.web.charts import Chart, Series, columns, lines
from motcua.web.desk.access import DeskRequest, desk_view
from motcua.web.desk.figures.asking import READERS, Question, ask, period_links, require_whole
from motcua.web.desk.figures.telling import months_told
from motcua.web.desk.figures.wording import code_counting, formula_of
from motcua.web.desk.paging import address

MONTHS = 12
# What the portfolio of cutting tells from the day of each target on.
_IN_PORTFOLIO = frozenset(
    {"time_cut_rate", "cost_cut_rate", "business_cost_cut_rate", "papers_cut_rate", "conditions_cut_rate"}
)


@desk_view(*READERS)
@require_GET
def page(request: DeskRequest, code: str) -> HttpResponse:
    form, question = ask(request.GET, request.desk)
    known = get_measure(code, question.last)
    require_told(known, question.heard)
    require_whole(known, question)
    by = _dimension(known, request.GET.get("by", ""))
    above, below = formula_of(known)
    context: dict[str, Any] = {
        "form": form,
        "question": question,
        "periods": period_links(question, request.desk.today, **({"by": by.value} if by else {})),
        "by": by,
        "kept_by": by.value if by else "",
        "measure": known,
        "formula": {"above": above, "below": below},
        "trail": [{"label": _("Số liệu"), "href": f"{reverse('desk:figures:list')}?{question.query}"}],
        "tabs": _tabs(request, known, by),
        "value": None,
        "months": months_told(question) if known.is_rated else "",
    }
    context["elsewhere"] = reverse("desk:portfolio:page") if _is_in_portfolio(request, known) else ""
    is_cost = known.source is Source.COSTS
    context["costs_href"] = (
        f"{reverse('desk:figures:costs', args=[code])}?{question.query}" if is_cost else ""
    )
    if known.has_data:
        context |= _counted(known, question, by)
    return render(request, "desk/figures/measure.html", context)


def _is_in_portfolio(request: DeskRequest, known: Measure) -> bool:
    return known.code in _IN_PORTFOLIO and request.desk.can(Capability.READ_REVIEWS)


def _counted(known: Measure, question: Question, by: Dimension | None) -> dict[str, Any]:
    """The value, what it is made of, the months, the parts: three statements at most."""
    spans = months_until(question.last, MONTHS)
    months = [(span, asked) for span in spans if _is_told(known, asked := _month(question, span))]
    now, *then = tallied(known, [question.asked, *(asked for _span, asked in months)])
    figure, *figures = [each.figure for each in (now, *then)]
    trend = [
        _point(known, question, span, asked, each)
        for (span, asked), each in zip(months, figures, strict=True)
    ]
    return {
        "value": _line(known, question, figure),
        "made_of": [_tally(question, tally, now.counted[tally]) for tally in known.tallies],
        "trend": trend,
        "chart": chart_of(known, [span for span, _asked in months], figures),
        "parts": _parts(known, question, by) if by else [],
    }


def _parts(known: Measure, question: Question, by: Dimension) -> list[dict[str, Any]]:
    asked = question.asked
    found = measure(
        known.code,
        agency_id=asked.agency_id,
        window=asked.window,
        as_of=asked.as_of,
        by=by,
        unheard=asked.unheard,
    )
    most = max((part.figure.numerator for part in found.parts), default=0) or 1
    return [
        {
            "label": part.label,
            "width": _width(known, part, most),
            **_line(known, question, part.figure, by=by, part=part.key),
        }
        for part in found.parts
    ]


def _line(
    known: Measure, question: Question, figure: Figure, *, by: Dimension | None = None, part: str = ""
) -> dict[str, Any]:
    """A figure in words, and what stands above and below its line with where the rows are."""
    below = figure.denominator
    return {
        "says": in_words(figure, known.unit),
        "above": {"number": figure.numerator, "href": question.link(known.code, by=by, part=part)},
        "below": {
            "number": below,
            "href": question.link(known.code, Side.DENOMINATOR, by=by, part=part),
        }
        if below is not None
        else None,
    }


def _tally(question: Question, tally: Tally, number: int) -> dict[str, Any]:
    code = code_counting(tally)
    return {"label": tally.label, "number": number, "href": question.link(code) if code else ""}


def _month(question: Question, span: Span) -> Asked:
    """A month of the trend: closed as the question is, or when it ended, or now."""
    return question.within(span).asked


def _is_told(known: Measure, asked: Asked) -> bool:
    return asked.in_months is not None if known.is_rated else asked.has_begun


def _point(known: Measure, question: Question, span: Span, asked: Asked, figure: Figure) -> dict[str, Any]:
    return {"label": span.label, **_line(known, question.within(span), figure)}


def chart_of(known: Measure, spans: Sequence[Span], figures: Sequence[Figure]) -> Chart:
    """Shares as a line, numbers as columns."""
    names = [f"{span.period.start.month}/{span.period.start:%y}" for span in spans]
    words = [in_words(figure, known.unit) for figure in figures]
    values: list[Decimal | int | None] = [figure.value for figure in figures]
    series = [Series(known.name, values, words)]
    return lines(names, series, unit=known.unit) if known.is_share else columns(names, series)


def _width(known: Measure, part: Part, most: int) -> str:
    """How long the bar of a part is, of 100."""
    if known.is_share:
        return str(max(0, min(100, int(part.figure.value or 0))))
    return str(max(0, part.figure.numerator * 100 // most))


def _dimension(known: Measure, said: str) -> Dimension | None:
    """By what the page parts the measure: as asked where that is possible, else the first that is."""
    wanted = next((each for each in known.dimensions if each.value == said), None)
    return wanted or next(iter(known.dimensions), None)


def _tabs(request: DeskRequest, known: Measure, by: Dimension | None) -> list[dict[str, Any]]:
    return [
        {"label": each.label, "href": address(request, by=each.value), "count": 0, "is_current": each is by}
        for each in known.dimensions
    ]
