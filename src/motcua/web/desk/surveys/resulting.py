"""Results of a closed survey at the desk: the page, the workbook, the report, what the office says of them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from motcua.accounts.enums import Capability
from motcua.documents.official.making import make_docx, make_pdf
from motcua.feedback.actions.surveys.running import remark_on_results
from motcua.feedback.models import Survey
from motcua.feedback.queries.surveys.results import (
    Beside,
    SurveyResults,
    beside_earlier,
    comparable_surveys,
    earlier_surveys,
    rates_of,
    results_of,
    theme_counts,
)
from motcua.feedback.queries.surveys.visible import surveys_visible_to
from motcua.feedback.rules.surveys.report import survey_report
from motcua.feedback.rules.surveys.results import LineKind, Part
from motcua.feedback.rules.surveys.saying import (
    percent,
    respondents_of,
    said_change,
    said_groups,
    said_line,
    said_lines,
)
from motcua.feedback.rules.surveys.suppressing import Shown
from motcua.web.charts import Series, columns
from motcua.web.desk.access import DeskRequest, desk_view, posted
from motcua.web.desk.form_pages import answer_form
from motcua.web.desk.spreadsheets import xlsx
from motcua.web.desk.surveys.forms import NoteForm
from motcua.web.desk.surveys.reporting import report_facts
from motcua.web.desk.surveys.shown import READS, seat_at, survey_or_refuse
from motcua.web.desk.surveys.workbooks import results_workbook

_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}
# So many earlier surveys stand beside one in its report and workbook.
_YEARS_BACK = 3


@desk_view(*READS)
@require_GET
def page(request: DeskRequest, code: str) -> HttpResponse:
    survey = survey_or_refuse(request, code)
    found = results_of(survey)
    others = list(comparable_surveys(survey, _seen(request))[:20])
    before = _before(request, survey, others)
    beside = beside_earlier(found, [before] if before else [])
    asked = sum(rate.asked for rate in rates_of(survey))
    themes, coded, verbatims = theme_counts(survey)
    context = {
        "survey": survey,
        "seat": seat_at(request, survey),
        "found": found,
        "whole": said_line(found.everybody, found.everybody.whole, found.shown_units),
        "respondents": respondents_of(found.everybody, found.shown_units),
        "asked": asked,
        "rate": found.everybody.respondents / asked if asked else None,
        "lines": _lines(found),
        "chart": _chart(found),
        "heads": said_groups(found.content, found.everybody, found.shown_units),
        "units": _parts(found, found.units, found.shown_units),
        "items_of_units": _items_of_units(found),
        "kinds": _parts(found, found.kinds, found.shown_kinds),
        "others": others,
        "before": before,
        "compared": [
            (one, percent(one.before), percent(one.after), said_change(one))
            for each in beside
            for one in each.lines
        ],
        "themes": themes,
        "coded": coded,
        "verbatims": verbatims,
    }
    return render(request, "desk/surveys/results.html", context)


@desk_view(*READS)
@require_GET
def workbook(request: DeskRequest, code: str) -> HttpResponse:
    """The results as a workbook with charts."""
    survey = survey_or_refuse(request, code)
    found = results_of(survey)
    book = results_workbook(
        found, beside=_beside(request, found), rates=rates_of(survey), themes=theme_counts(survey)
    )
    return xlsx(book, name=f"ket-qua-{survey.code.lower()}")


@desk_view(*READS)
@require_GET
def report(request: DeskRequest, code: str, form: str) -> HttpResponse:
    """The report, as Word or PDF."""
    survey = survey_or_refuse(request, code)
    if form not in _TYPES:
        raise Http404
    found = results_of(survey)
    document = survey_report(report_facts(found, beside=_beside(request, found), on=request.desk.today))
    make = make_pdf if form == "pdf" else make_docx
    response = HttpResponse(make(document, made_at=request.desk.at), content_type=_TYPES[form])
    response["Content-Disposition"] = f'attachment; filename="bao-cao-{survey.code.lower()}.{form}"'
    return response


@desk_view(Capability.KEEP_SURVEYS)
@require_http_methods(["GET", "POST"])
def remark(request: DeskRequest, code: str) -> HttpResponse:
    """What the office says of the results."""
    survey, desk = survey_or_refuse(request, code), request.desk
    form = NoteForm(posted(request), initial={"note": survey.closing_note})
    home = reverse("desk:surveys:results", args=[survey.code])
    return answer_form(
        request,
        form,
        lambda: remark_on_results(
            survey_id=survey.pk, remark=form.cleaned_data["note"], by=desk.person, at=desk.at
        ),
        where=lambda made: home,
        title=_("Nhận xét về kết quả"),
        lead=_("Nhận xét đứng ở phần cuối của báo cáo. Không đổi số liệu."),
        save=_("Ghi nhận xét"),
        back=home,
        done=_("Đã ghi."),
    )


def _before(request: DeskRequest, survey: Survey, others: Sequence[Survey]) -> Survey | None:
    """The survey that is asked for to stand beside this one; when none is, the latest that was asked before."""
    if "so-voi" in request.GET:
        return next((one for one in others if one.code == request.GET["so-voi"]), None)
    return next((one for one in others if one.period.lower < survey.period.lower), None)


def _seen(request: DeskRequest) -> Any:
    return surveys_visible_to(request.desk.person, request.desk.today)


def _beside(request: DeskRequest, found: SurveyResults) -> list[Beside]:
    return beside_earlier(found, list(earlier_surveys(found.survey, _seen(request))[:_YEARS_BACK]))


def _lines(found: SurveyResults) -> list[dict[str, Any]]:
    """Each group before its items, with how often each answer was given."""
    numbers = {item.code: number for number, item in enumerate(found.content.in_order, start=1)}
    places = {group.code: place for place, group in enumerate(found.content.groups, start=1)}
    by_code = {line.code: line for line in found.everybody.lines if line.kind is LineKind.ITEM}
    rows = []
    for said in said_lines(found.everybody, found.shown_units):
        if said.kind is LineKind.INDEX:
            continue
        item = found.content.item(said.code) if said.kind is LineKind.ITEM else None
        answers = []
        if item is not None and said.share_value is not None:
            counts = by_code[said.code].counts
            answers = [(option.label, counts[option.code]) for option in item.options]
        width = f"{float(said.share_value) * 100:.1f}" if said.share_value is not None else "0"
        rows.append(
            {
                "said": said,
                "is_group": item is None,
                "number": numbers[said.code] if item is not None else places[said.code],
                "answers": answers,
                "width": width,
            }
        )
    return rows


def _parts(found: SurveyResults, parts: tuple[Part, ...], shown: Shown) -> list[tuple[str, str, list[Any]]]:
    if len(parts) < 2:
        return []
    return [
        (part.key or _("Không ghi"), respondents_of(part, shown), said_groups(found.content, part, shown))
        for part in parts
    ]


def _items_of_units(found: SurveyResults) -> list[dict[str, Any]]:
    """Every item of every unit, a table for each group; what is hidden in the report is hidden here."""
    if len(found.units) < 2:
        return []
    numbers = {item.code: number for number, item in enumerate(found.content.in_order, start=1)}
    tables = []
    for group in found.content.groups:
        items = [item for item in found.content.items_of(group.code) if item.is_scored]
        rows = [
            (
                part.key or _("Không ghi"),
                [said_line(part, part.line(item.code), found.shown_units) for item in items],
            )
            for part in found.units
        ]
        if items:
            tables.append(
                {
                    "title": group.title,
                    "asked": [(numbers[item.code], item.text) for item in items],
                    "rows": rows,
                }
            )
    return tables


def _chart(found: SurveyResults) -> Any:
    groups = [
        line
        for line in said_groups(found.content, found.everybody, found.shown_units)
        if line.kind is LineKind.GROUP and line.share_value is not None
    ]
    if not groups:
        return None
    values = [Decimal(f"{float(line.share_value or 0) * 100:.1f}") for line in groups]
    places = {group.code: place for place, group in enumerate(found.content.groups, start=1)}
    names = [_("Nhóm %s") % places[line.code] for line in groups]
    return columns(
        names, [Series(_("Hài lòng (%)"), values, [f"{one.title} {one.share}" for one in groups])], unit="%"
    )
