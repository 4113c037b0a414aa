"""One-stop service evaluated by the nine indices, and the sheet of each officer."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from motcua.accounts.enums import Capability
from motcua.accounts.policy import may
from motcua.indicators.queries.evaluations import OfficerSheet, evaluate, officer_sheets
from motcua.indicators.rules.measures import NOTHING_AROSE
from motcua.indicators.rules.scores.evaluation import BASIS, Evaluation, Graded
from motcua.web.desk.access import DeskRequest, desk_view
from motcua.web.desk.figures.asking import READERS, Question, ask, period_links, require_coarse
from motcua.web.desk.figures.telling import hearing_of, voices_told


@desk_view(*READERS)
@require_GET
def page(request: DeskRequest) -> HttpResponse:
    form, question = ask(request.GET, request.desk)
    require_coarse(question)
    hears = hearing_of(question)
    found = evaluate(question.asked, hears=hears)
    sees_officers = _sees_officers(request, question)
    sheets = officer_sheets(question.asked, hears=hears) if sees_officers else []
    context: dict[str, Any] = {
        "form": form,
        "question": question,
        "periods": period_links(question, request.desk.today),
        "basis": BASIS,
        "voices": voices_told(question),
        "found": _shown(found),
        "lines": [_line(each) for each in found.graded],
        "sees_officers": sees_officers,
        "sheets": [_sheet(each) for each in sheets],
        "officer_criteria": [each.criterion for each in sheets[0].evaluation.graded] if sheets else [],
    }
    return render(request, "desk/scores/evaluation.html", context)


def _sees_officers(request: DeskRequest, question: Question) -> bool:
    """How each officer works is for those who decide there."""
    return question.agency is not None and may(
        request.desk.person,
        Capability.DECIDE_DOSSIERS,
        agency_id=question.agency.pk,
        on=request.desk.today,
    )


def _shown(found: Evaluation) -> dict[str, Any]:
    return {
        "points": _said(found.points),
        "out_of": _said(found.out_of),
        "most": _said(found.most),
        "band": found.band.name if found.band else "",
        "is_whole": found.is_whole,
    }


def _line(graded: Graded) -> dict[str, Any]:
    criterion = graded.criterion
    said = (criterion.two, criterion.one, criterion.none)
    return {
        "criterion": criterion,
        "points": _said(graded.points) if graded.points is not None else "",
        "counted": [
            {"words": words, "number": number} for words, number in zip(said, graded.counted, strict=True)
        ]
        if graded.counted
        else [],
        "lack": graded.lack or criterion.missing or NOTHING_AROSE if graded.points is None else "",
    }


def _sheet(sheet: OfficerSheet) -> dict[str, Any]:
    shown = _shown(sheet.evaluation)
    return {
        "name": sheet.name,
        "dossiers": sheet.dossiers,
        "points": [
            _said(each.points) if each.points is not None else "–" for each in sheet.evaluation.graded
        ],
        "points_of_all": f"{shown['points']}/{shown['out_of']}",
        "band": shown["band"],
        "is_whole": shown["is_whole"],
    }


def _said(number: Any) -> str:
    return f"{number:f}".replace(".", ",").removesuffix(",0")
