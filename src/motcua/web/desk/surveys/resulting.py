"""Results of a survey at the desk: the page, the workbook, the report."""

from __future__ import annotations

import io
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from motcua.documents.official.making import make_docx, make_pdf
from motcua.feedback.enums.surveys import Population, SurveyChannel
from motcua.feedback.models import Survey
from motcua.feedback.queries.surveys.results import (
    SurveyResults,
    by_channel,
    comparable_surveys,
    compared_with,
    rates_of,
    results_of,
    theme_counts,
)
from motcua.feedback.queries.surveys.visible import surveys_visible_to
from motcua.feedback.rules.surveys.comparing import Compared
from motcua.feedback.rules.surveys.report import ReportFacts, survey_report
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
from motcua.plans.queries.papers import issuing_of
from motcua.plans.rules.papers.words import short_day
from motcua.web.charts import Series, columns
from motcua.web.desk.access import DeskRequest, desk_view
from motcua.web.desk.spreadsheets import xlsx
from motcua.web.desk.surveys.shown import READS, seat_at, survey_or_refuse

_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}


@desk_view(*READS)
@require_GET
def page(request: DeskRequest, code: str) -> HttpResponse:
    survey = survey_or_refuse(request, code)
    found = results_of(survey)
    earlier = comparable_surveys(survey, surveys_visible_to(request.desk.person, request.desk.today))
    others = list(earlier[:20])
    before, compared = _compared(request, found, others)
    rates = rates_of(survey)
    asked = sum(rate.asked for rate in rates)
    whole = said_line(found.everybody, found.everybody.whole, found.shown_units)
    themes, coded, verbatims = theme_counts(survey)
    context = {
        "survey": survey,
        "seat": seat_at(request, survey),
        "found": found,
        "whole": whole,
        "respondents": respondents_of(found.everybody, found.shown_units),
        "asked": asked,
        "rate": found.everybody.respondents / asked if asked else None,
        "lines": _lines(found),
        "chart": _chart(found),
        "heads": said_groups(found.content, found.everybody, found.shown_units),
        "units": _parts(found, found.units, found.shown_units),
        "kinds": _parts(found, found.kinds, found.shown_kinds),
        "others": others,
        "before": before,
        "compared": [(one, percent(one.before), percent(one.after), said_change(one)) for one in compared],
        "themes": themes,
        "coded": coded,
        "verbatims": verbatims,
    }
    return render(request, "desk/surveys/results.html", context)


@desk_view(*READS)
@require_GET
def workbook(request: DeskRequest, code: str) -> HttpResponse:
    """The results as a workbook: as a whole, by item with its answers, by unit, how many answered."""
    survey = survey_or_refuse(request, code)
    return xlsx(_workbook(results_of(survey), survey), name=f"ket-qua-{survey.code.lower()}")


@desk_view(*READS)
@require_GET
def report(request: DeskRequest, code: str, form: str) -> HttpResponse:
    """The report, as Word or PDF."""
    survey = survey_or_refuse(request, code)
    if form not in _TYPES:
        raise Http404
    found = results_of(survey)
    earlier = comparable_surveys(survey, surveys_visible_to(request.desk.person, request.desk.today))
    before, compared = _compared(request, found, list(earlier[:20]))
    document = survey_report(_facts(request, survey, found, before, compared))
    make = make_pdf if form == "pdf" else make_docx
    response = HttpResponse(make(document, made_at=request.desk.at), content_type=_TYPES[form])
    response["Content-Disposition"] = f'attachment; filename="bao-cao-{survey.code.lower()}.{form}"'
    return response


def _compared(
    request: DeskRequest, found: SurveyResults, others: list[Survey]
) -> tuple[Survey | None, tuple[Compared, ...]]:
    wanted = request.GET.get("so-voi", "")
    before = next((one for one in others if one.code == wanted), None)
    if before is None:
        return None, ()
    earlier = Survey.objects.select_related("version").get(pk=before.pk)
    return before, compared_with(found, results_of(earlier))


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


def _facts(
    request: DeskRequest,
    survey: Survey,
    found: SurveyResults,
    before: Survey | None,
    compared: tuple[Compared, ...],
) -> ReportFacts:
    rates = rates_of(survey)
    seed = f"“{survey.seed}”" + (f" ({survey.seed_source})" if survey.seed_source else "")
    themes, _coded, _all = theme_counts(survey)
    until = survey.period.upper - timedelta(days=1)
    return ReportFacts(
        issuing=issuing_of(
            survey.agency,
            on=request.desk.today,
            symbol="BC",
            recipients=("Như trên", "Lưu: VT"),
            is_draft=survey.closed_at is None,
            is_sample=survey.is_sample,
        ),
        title=survey.title,
        year=survey.year,
        asked_whom=Population(survey.population).label,
        period=f"từ ngày {short_day(survey.period.lower)} đến hết ngày {short_day(until)}",
        asked=sum(rate.asked for rate in rates),
        answered=found.everybody.respondents,
        channels=[(SurveyChannel(key).label, number) for key, number in by_channel(survey).items()],
        drawn_how=f"Chọn ngẫu nhiên trong từng đơn vị bằng con số rút {seed}; ai cũng rút lại được"
        if survey.seed
        else "",
        is_weighted=found.is_weighted,
        content=found.content,
        everybody=found.everybody,
        shown=found.shown_units,
        units=found.units,
        before=before.title if before else "",
        compared=compared,
        themes=[(one.label, str(one.answers) if one.answers is not None else "dưới 5") for one in themes],
        note=survey.closing_note,
    )


def _workbook(found: SurveyResults, survey: Survey) -> bytes:
    import xlsxwriter  # heavy: only those who export pay for it

    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"strings_to_formulas": False, "strings_to_urls": False})
    bold = book.add_format({"bold": True, "text_wrap": True, "border": 1, "valign": "top"})
    share = book.add_format({"num_format": "0.0%"})
    sheet = book.add_worksheet("Theo câu")
    sheet.set_column(1, 1, 60)
    head = [
        "Mã",
        "Nội dung",
        "Số trả lời",
        "Hài lòng (đếm)",
        "Hài lòng (quy theo số người)",
        "Từ",
        "Đến",
        "Điểm",
        "Quy về 100",
    ]
    sheet.write_row(0, 0, head, bold)
    lines = [line for line in found.everybody.lines if line.share is not None]
    for row, line in enumerate(lines, start=1):
        sheet.write_row(row, 0, [line.code, line.title])
        if found.shown_units.hides("", line.kind, line.code):
            sheet.write(row, 2, "không nêu")
            continue
        sheet.write(row, 2, line.answered)
        interval = line.share_interval
        shares = [
            line.plain_share,
            line.share,
            interval.low if interval else None,
            interval.high if interval else None,
        ]
        for place, value in enumerate(shares, start=3):
            if value is not None:
                sheet.write_number(row, place, float(value), share)
        for place, number in ((7, line.mean), (8, line.index)):
            if number is not None:
                sheet.write_number(row, place, float(number))
    _units_sheet(book, found, bold, share)
    _rates_sheet(book, survey, found, bold, share)
    book.close()
    return made.getvalue()


def _units_sheet(book: Any, found: SurveyResults, bold: Any, share: Any) -> None:
    sheet = book.add_worksheet("Theo đơn vị")
    sheet.set_column(0, 0, 50)
    heads = said_groups(found.content, found.everybody, found.shown_units)
    sheet.write_row(0, 0, ["Đơn vị", "Số trả lời", *(line.title for line in heads)], bold)
    for row, part in enumerate(found.units, start=1):
        sheet.write_row(row, 0, [part.key, respondents_of(part, found.shown_units)])
        for place, line in enumerate(said_groups(found.content, part, found.shown_units), start=2):
            if line.share_value is None:
                sheet.write_string(row, place, line.share)
            else:
                sheet.write_number(row, place, float(line.share_value), share)


def _rates_sheet(book: Any, survey: Survey, found: SurveyResults, bold: Any, share: Any) -> None:
    sheet = book.add_worksheet("Tỷ lệ trả lời")
    sheet.set_column(0, 0, 50)
    sheet.write_row(0, 0, ["Đơn vị, đối tượng", "Số người", "Được hỏi", "Trả lời", "Tỷ lệ"], bold)
    for row, rate in enumerate(rates_of(survey), start=1):
        size = rate.stratum.size if rate.stratum.size is not None else ""
        sheet.write_row(row, 0, [rate.stratum.label, size, rate.asked, rate.answered])
        if rate.share is not None:
            sheet.write_number(row, 4, rate.share, share)
