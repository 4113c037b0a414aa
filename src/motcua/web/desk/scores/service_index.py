"""The service index of an agency in a time: points by component, each leading to its formula and rows."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from motcua.deadlines.enums import Certainty
from motcua.indicators.policy import is_told, may_keep_indexes
from motcua.indicators.queries.measuring import measure
from motcua.indicators.queries.scores import bodies_below, scores
from motcua.indicators.queries.windows import Asked
from motcua.indicators.rules.declared import get_measure
from motcua.indicators.rules.measures import PERCENT, in_words
from motcua.indicators.rules.scores.definition import Component
from motcua.indicators.rules.scores.documents import says
from motcua.indicators.rules.scores.scoring import Score, Scored, Told
from motcua.indicators.rules.spans import Span, months_until
from motcua.web.charts import Chart, Series, lines
from motcua.web.desk.access import DeskRequest, desk_view
from motcua.web.desk.figures.asking import READERS, Question, ask, period_links, require_coarse
from motcua.web.desk.figures.telling import hearing_of, voices_told

INDEX = "766"
MONTHS = 12
_MOST_BODIES = 60


@desk_view(*READERS)
@require_GET
def page(request: DeskRequest) -> HttpResponse:
    form, question = ask(request.GET, request.desk)
    require_coarse(question)
    zero = request.GET.get("xem") == "khong-phat-sinh-0"
    spans = months_until(question.last, MONTHS)
    months = [(span, question.within(span).asked) for span in spans]
    bodies = bodies_below(question.agency.pk, question.last)[:_MOST_BODIES] if question.agency else []
    asked = [
        question.asked,
        *(each for _span, each in months),
        *(Asked(body.pk, question.window, question.closing, question.unheard) for body in bodies),
    ]
    question.asked.instants()
    found, *rest = scores(INDEX, asked, nothing_is_zero=zero, hears=hearing_of(question))
    assert found is not None
    trend, of_bodies = rest[: len(months)], rest[len(months) :]
    context: dict[str, Any] = {
        "form": form,
        "question": question,
        "periods": period_links(
            question, request.desk.today, **({"xem": "khong-phat-sinh-0"} if zero else {})
        ),
        "zero": zero,
        "voices": voices_told(question),
        "view": "khong-phat-sinh-0" if zero else "",
        "other_href": f"?{question.query}" + ("" if zero else "&xem=khong-phat-sinh-0"),
        "score": found,
        "points": points(found.points),
        "out_of": points(found.out_of),
        "most": points(Fraction(found.index.most)),
        "groups": _groups(found, question),
        "gains": [_gain(each) for each in found.best_gains],
        "trend": [
            {"label": span.label, "says": of_all(score) if score else ""}
            for (span, _asked), score in zip(months, trend, strict=True)
        ],
        "chart": _chart([span for span, _asked in months], trend),
        "bodies": [
            {
                "name": body.name,
                "says": of_all(score),
                "band": _band(score),
                "href": _href(question, str(body.pk)),
            }
            for body, score in zip(bodies, of_bodies, strict=True)
            if score is not None
        ],
        "keeps": may_keep_indexes(request.desk.person, on=request.desk.today),
    }
    return render(request, "desk/scores/service_index.html", context)


def points(number: Fraction) -> str:
    """Points as people write them: at most two places."""
    said = f"{float(round(number, 2)):.2f}".rstrip("0").rstrip(".")
    return said.replace(".", ",")


def of_all(score: Score) -> str:
    """ "62,4/78": the points out of those that could be counted."""
    return f"{points(score.points)}/{points(score.out_of)}" if score.out_of else _("chưa có dữ liệu")


def _groups(score: Score, question: Question) -> list[dict[str, Any]]:
    return [
        {
            "group": each.group,
            "points": points(each.points),
            "out_of": points(each.out_of),
            "most": points(Fraction(each.group.most)),
            "unsure": each.group.certainty == Certainty.UNVERIFIED,
            "lines": [
                {**_line(one, question), **_counted(one.component, question)} for one in each.components
            ],
        }
        for each in score.groups
    ]


def _line(scored: Scored, question: Question) -> dict[str, Any]:
    code = scored.component.measure
    return {
        "component": scored.component,
        "says": _said(scored),
        "is_told": scored.told is Told.POINTS,
        "counted": f"{scored.figure.numerator}/{scored.figure.denominator}" if scored.figure else "",
        "points": points(scored.points) if scored.points is not None else "",
        "most": points(Fraction(scored.most.points)) if scored.most else "",
        "unsure": bool(scored.most and scored.most.certainty == Certainty.UNVERIFIED),
        "missing": scored.measure.missing if scored.measure else scored.component.shown,
        "href": reverse("desk:figures:measure", args=[code]) + f"?{question.query}" if _leads(scored) else "",
        "rows": question.link(code) if scored.figure is not None else "",
    }


def _leads(scored: Scored) -> bool:
    """Whether the measure is told to who reads this."""
    return bool(scored.component.measure) and scored.told not in {Told.NOT_HEARD, Told.WAITS}


def _counted(component: Component, question: Question) -> dict[str, Any]:
    """The number of a component that is only counted, and its parts, for who is told what people say."""
    if not component.counts:
        return {"parts": []}
    known = get_measure(component.counts, question.last)
    if not is_told(known, question.heard):
        return {"parts": []}
    asked = question.asked
    found = measure(
        known.code,
        agency_id=asked.agency_id,
        window=asked.window,
        as_of=asked.as_of,
        by=component.parted,
        unheard=asked.unheard,
    )
    address = reverse("desk:figures:measure", args=[known.code])
    return {
        "says": found.says,
        "is_told": True,
        "href": f"{address}?{question.query}&by={component.parted}",
        "parts": [
            {
                "label": part.label,
                "number": part.figure.numerator,
                "href": question.link(known.code, by=component.parted, part=part.key),
            }
            for part in found.parts
            if part.figure.numerator
        ],
    }


def _said(scored: Scored) -> str:
    """The rate also where nobody entered the most points: the column beside says so."""
    if scored.told is Told.NO_MAXIMUM and scored.figure is not None:
        return in_words(scored.figure, PERCENT)
    return says(scored)


def _gain(scored: Scored) -> dict[str, Any]:
    return {
        "component": scored.component,
        "lost": points(scored.lost),
        "rows": scored.rows_wanted,
        "unit": scored.measure.source.label if scored.measure and scored.measure.source else "",
    }


def _band(score: Score) -> str:
    return score.band.name if score.band else ""


def _href(question: Question, agency: str) -> str:
    return f"?agency={agency}&from={question.first:%Y-%m-%d}&to={question.last:%Y-%m-%d}"


def _chart(spans: Sequence[Span], trend: Sequence[Score | None]) -> Chart:
    names = [f"{span.period.start.month}/{span.period.start:%y}" for span in spans]
    shares = [100 * each.points / each.out_of if each and each.out_of else None for each in trend]
    values = [Decimal(round(share * 10)) / 10 if share is not None else None for share in shares]
    words = [of_all(each) if each else "" for each in trend]
    return lines(names, [Series(_("Phần trăm số điểm có dữ liệu"), values, words)], unit="%")
