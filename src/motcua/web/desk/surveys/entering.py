"""Typing from paper: a sheet, the second time, what two people read differently, a whole workbook."""

from __future__ import annotations

import io
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from motcua.accounts.enums import Capability
from motcua.feedback.actions.surveys.sheets import (
    bring_answers,
    enter_sheet,
    settle_sheet,
    take_back_sheet,
    type_again,
)
from motcua.feedback.enums.surveys import SurveyStatus
from motcua.feedback.files.survey_sheets import answer_headings, read_answers
from motcua.feedback.models import Survey, SurveyResponse
from motcua.feedback.policy.surveys import require_differing
from motcua.feedback.queries.surveys.answers import content_of
from motcua.feedback.queries.surveys.sheets import typed_last, typed_numbers, typing_of
from motcua.feedback.rules.surveys.answering import differences, digits_of
from motcua.feedback.rules.surveys.questionnaires import Content
from motcua.feedback.rules.surveys.sheets import sheet_code
from motcua.kernel.refusals import Refused
from motcua.web.desk.access import DeskRequest, desk_view, posted
from motcua.web.desk.form_pages import answer_form
from motcua.web.desk.spreadsheets import xlsx
from motcua.web.desk.surveys.forms import FileForm, ReasonForm
from motcua.web.desk.surveys.sheet_form import SheetForm
from motcua.web.desk.surveys.shown import TYPES, survey_or_refuse, survey_to_type_or_refuse
from motcua.web.middleware import status_of
from motcua.web.refused_forms import show_refusal

_SHOWN = 100


@desk_view(*TYPES)
@require_http_methods(["GET", "POST"])
def enter(request: DeskRequest, code: str) -> HttpResponse:
    """One sheet after the other; the school stays chosen."""
    survey, desk = survey_to_type_or_refuse(request, code), request.desk
    content = content_of(survey)
    strata = [(stratum.key, stratum.label) for stratum in survey.strata.all()]
    form = SheetForm(
        posted(request), content=content, strata=strata, initial={"stratum": request.GET.get("don-vi", "")}
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data

        def act() -> SurveyResponse:
            return enter_sheet(
                survey_id=survey.pk,
                stratum=said["stratum"],
                sheet=said["sheet"],
                chosen=said["digits"],
                words=form.words(),
                by=desk.person,
                at=desk.at,
            )

        if _done(request, form, act, _("Đã nhập phiếu %s.") % sheet_code(said["sheet"])):
            where = reverse("desk:surveys:enter", args=[survey.code])
            return redirect(f"{where}?don-vi={said['stratum']}")
    return _typing_page(request, survey, content, form, is_again=False)


@desk_view(*TYPES)
@require_http_methods(["GET", "POST"])
def again(request: DeskRequest, code: str) -> HttpResponse:
    """The second typing of a sheet, by somebody else; what was typed first is not shown."""
    survey, desk = survey_to_type_or_refuse(request, code), request.desk
    content = content_of(survey)
    form = SheetForm(posted(request), content=content, strata=None, with_words=False)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data

        def act() -> object:
            return type_again(
                survey_id=survey.pk, sheet=said["sheet"], chosen=said["digits"], by=desk.person, at=desk.at
            )

        if _done(request, form, act, _("Đã nhập lần hai phiếu %s.") % sheet_code(said["sheet"])):
            return redirect("desk:surveys:again", code=survey.code)
    return _typing_page(request, survey, content, form, is_again=True)


@desk_view(Capability.KEEP_SURVEYS)
@require_http_methods(["GET", "POST"])
def settle(request: DeskRequest, code: str, sheet: int) -> HttpResponse:
    """What two people read differently, item by item; whoever has the sheet says what it really says."""
    survey, desk = survey_or_refuse(request, code), request.desk
    content = content_of(survey)
    response = survey.responses.filter(sheet=sheet).select_related("second").first()
    if response is None or survey.status != SurveyStatus.RUNNING:
        raise Refused("survey-sheet-not-found", _("Không có phiếu này đang chờ xem lại."))
    require_differing(response)
    second = response.second
    first = {"sheet": sheet_code(sheet), "digits": digits_of(content, response.chosen)}
    form = SheetForm(posted(request), content=content, strata=None, with_words=False, initial=first)
    if request.method == "POST" and form.is_valid():

        def act() -> object:
            return settle_sheet(
                survey_id=survey.pk,
                sheet=sheet,
                chosen=form.cleaned_data["digits"],
                by=desk.person,
                at=desk.at,
            )

        if _done(request, form, act, _("Đã ghi số đúng của phiếu %s.") % sheet_code(sheet)):
            return redirect("desk:surveys:page", code=survey.code)
    texts = {item.code: item.text for item in content.items}
    found = [(one, texts[one.item]) for one in differences(content, response.chosen, second.chosen)]
    context = {"survey": survey, "form": form, "found": found, "sheet": sheet_code(sheet), "number": sheet}
    return render(request, "desk/surveys/settle.html", context, status=422 if form.errors else 200)


@desk_view(*TYPES)
@require_http_methods(["GET", "POST"])
def take_back(request: DeskRequest, code: str, sheet: int) -> HttpResponse:
    survey, desk = survey_to_type_or_refuse(request, code), request.desk
    form = ReasonForm(posted(request))
    where = reverse("desk:surveys:enter", args=[survey.code])
    return answer_form(
        request,
        form,
        lambda: take_back_sheet(
            survey_id=survey.pk,
            sheet=sheet,
            reason=form.cleaned_data["reason"],
            by=desk.person,
            at=desk.at,
        ),
        where=lambda made: where,
        title=_("Bỏ phiếu đã nhập %s") % sheet_code(sheet),
        lead=_("Dùng khi nhập nhầm trường hay nhầm phiếu. Sau đó nhập lại được."),
        save=_("Bỏ phiếu"),
        back=where,
        done=_("Đã bỏ phiếu %s.") % sheet_code(sheet),
        is_danger=True,
    )


@desk_view(*TYPES)
@require_http_methods(["GET", "POST"])
def bring(request: DeskRequest, code: str) -> HttpResponse:
    """Answers typed elsewhere; with something wrong nothing is written and each cell is named."""
    survey, desk = survey_to_type_or_refuse(request, code), request.desk
    form = FileForm(posted(request), request.FILES or None)
    problems: list[object] = []
    if request.method == "POST" and form.is_valid():
        try:
            read = read_answers(
                form.cleaned_data["file"].read(),
                content=content_of(survey),
                strata={s.key: (s.unit_name, s.respondents) for s in survey.strata.all()},
                sheets=survey.sheets,
                taken=typed_numbers(survey),
            )
            problems = list(read.problems)
            if not problems:
                number = bring_answers(survey_id=survey.pk, rows=read.rows, by=desk.person, at=desk.at)
                messages.success(request, _("Đã nhập %s phiếu từ tệp.") % number)
                return redirect("desk:surveys:enter", code=survey.code)
        except Refused as refused:
            if status_of(refused) in {403, 404}:
                raise
            form.add_error("file", refused.message)
    context = {
        "survey": survey,
        "form": form,
        "problems": problems[:_SHOWN],
        "more": len(problems) > _SHOWN,
        "title": _("Nhập phiếu từ bảng tính"),
        "steps": [
            _("Tải bảng trống về; mỗi dòng một phiếu, mỗi cột một câu, ghi số của mức trả lời."),
            _(
                "Cột Trường ghi đúng tên như danh sách của cuộc khảo sát; cột Phiếu để trống nếu phiếu không có số."
            ),
            _("Sai ô nào, hệ thống chỉ ra ô đó và không ghi dòng nào."),
        ],
        "save": _("Nhập"),
        "empty_href": reverse("desk:surveys:empty", args=[survey.code]),
        "back": reverse("desk:surveys:enter", args=[survey.code]),
    }
    status = 422 if form.errors or problems else 200
    return render(request, "desk/surveys/bring.html", context, status=status)


@desk_view(*TYPES)
@require_GET
def empty(request: DeskRequest, code: str) -> HttpResponse:
    """The empty workbook, with the items written out on a second sheet."""
    import xlsxwriter  # heavy: only those who export pay for it

    survey = survey_to_type_or_refuse(request, code)
    content, made = content_of(survey), io.BytesIO()
    book = xlsxwriter.Workbook(made, {"strings_to_formulas": False, "strings_to_urls": False})
    bold = book.add_format({"bold": True, "border": 1, "text_wrap": True})
    sheet = book.add_worksheet("Phiếu")
    sheet.write_row(0, 0, answer_headings(content), bold)
    sheet.freeze_panes(1, 3)
    sheet.set_column(1, 1, 36)
    words = book.add_worksheet("Câu hỏi")
    words.set_column(1, 1, 70)
    words.set_column(2, 2, 90)
    words.write_row(0, 0, ["Câu", "Nội dung", "Số và mức trả lời"], bold)
    for line, item in enumerate(content.in_order, start=1):
        marks = "; ".join(f"{option.code} = {option.label}" for option in item.options)
        words.write_row(line, 0, [line, item.text, marks])
    names = book.add_worksheet("Trường")
    names.set_column(0, 1, 50)
    names.write_row(0, 0, ["Trường", "Đối tượng"], bold)
    for line, stratum in enumerate(survey.strata.all(), start=1):
        names.write_row(line, 0, [stratum.unit_name, stratum.respondents])
    book.close()
    return xlsx(made.getvalue(), name=f"bang-nhap-{survey.code.lower()}")


def _typing_page(
    request: DeskRequest, survey: Survey, content: Content, form: SheetForm, *, is_again: bool
) -> HttpResponse:
    typing = typing_of(survey)
    context = {
        "survey": survey,
        "form": form,
        "is_again": is_again,
        "items": [
            (item, " · ".join(f"{option.code} {option.label}" for option in item.options))
            for item in content.in_order
        ],
        "typing": typing,
        "to_type_again": [sheet_code(number) for number in typing.to_type_again[:30]],
        "last": _last_of(survey, request) if not is_again else [],
    }
    return render(request, "desk/surveys/enter.html", context, status=422 if form.errors else 200)


def _last_of(survey: Survey, request: DeskRequest) -> list[tuple[int, str]]:
    """The sheets the person typed last, to take a slip back."""
    return [(number, sheet_code(number)) for number in typed_last(survey, request.desk.person)]


def _done(request: DeskRequest, form: Any, act: Any, said: str) -> bool:
    try:
        act()
    except Refused as refused:
        if status_of(refused) == 404:
            raise
        show_refusal(form, refused)
        return False
    messages.success(request, said)
    return True
