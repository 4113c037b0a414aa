"""Paper sheets: typed in, typed again by somebody else, settled, taken back; brought from a workbook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction

from motcua.accounts.models import Person
from motcua.feedback.actions.surveys.locking import lock_survey, note
from motcua.feedback.enums.surveys import SurveyChannel, SurveyStatus
from motcua.feedback.files.survey_sheets import SheetRow
from motcua.feedback.models import SecondTyping, Survey, SurveyResponse, SurveyVerbatim
from motcua.feedback.policy.surveys import (
    require_differing,
    require_enter_surveys,
    require_keep_surveys,
    survey_not_found,
)
from motcua.feedback.rules.surveys.answering import Answers, differences, kept_of
from motcua.feedback.rules.surveys.questionnaires import from_json
from motcua.feedback.rules.surveys.sheets import sheet_code
from motcua.kernel.actions import insert_all
from motcua.kernel.clock import local_day
from motcua.kernel.refusals import Refused
from motcua.kernel.text import clean

_AT_ONCE = 2000


@transaction.atomic
def enter_sheet(
    *,
    survey_id: UUID,
    stratum: str,
    sheet: int | None,
    chosen: Mapping[str, str],
    words: Mapping[str, str],
    by: Person,
    at: datetime,
) -> SurveyResponse:
    """Type in one paper sheet; without a number it cannot be typed twice.

    :raises Refused: "survey-not-found", "enter-surveys-not-allowed", "survey-status-wrong", "survey-unit-missing",
        "survey-sheet-unknown", "survey-sheet-typed", "survey-nothing-answered".
    """
    survey = _running(survey_id, by, at)
    where = survey.strata.filter(key=stratum).first()
    if where is None:
        raise Refused("survey-unit-missing", "Chọn trường của phiếu.", field="stratum")
    if sheet is not None:
        _require_free(survey, sheet)
    answers = _kept(survey, chosen, words)
    if answers.is_empty:
        raise Refused(
            "survey-nothing-answered", "Phiếu không có câu nào được trả lời thì không nhập.", field="digits"
        )
    response = SurveyResponse.objects.create(
        survey=survey,
        stratum=where,
        chosen=answers.chosen,
        channel=SurveyChannel.PAPER,
        on=local_day(at),
        sheet=sheet,
        entered_by=by,
    )
    SurveyVerbatim.objects.bulk_create(_verbatims(response, answers))
    note(survey, "SurveySheetEntered", {"sheet": sheet, "response": str(response.pk)}, by, at)
    return response


@transaction.atomic
def type_again(
    *, survey_id: UUID, sheet: int, chosen: Mapping[str, str], by: Person, at: datetime
) -> SecondTyping:
    """Type a sheet a second time, by somebody who did not type it the first time; settled at once when both agree.

    :raises Refused: "survey-not-found", "enter-surveys-not-allowed", "survey-status-wrong", "survey-sheet-unknown",
        "survey-own-sheet-not-allowed", "survey-sheet-typed-twice".
    """
    survey = _running(survey_id, by, at)
    response = _sheet(survey, sheet)
    if response.entered_by_id == by.pk:
        raise Refused(
            "survey-own-sheet-not-allowed", "Bạn đã nhập phiếu này lần đầu; lần hai phải do người khác nhập."
        )
    if SecondTyping.objects.filter(response=response).exists():
        raise Refused(
            "survey-sheet-typed-twice", f"Phiếu {sheet_code(sheet)} đã nhập lần hai.", field="sheet"
        )
    again = _kept(survey, chosen, {})
    found = differences(from_json(survey.version.content), response.chosen, again.chosen)
    second = SecondTyping.objects.create(
        response=response,
        chosen=again.chosen,
        by=by,
        at=at,
        differences=len(found),
        is_settled=not found,
    )
    note(survey, "SurveySheetTypedAgain", {"sheet": sheet, "differences": len(found)}, by, at)
    return second


@transaction.atomic
def settle_sheet(
    *, survey_id: UUID, sheet: int, chosen: Mapping[str, str], by: Person, at: datetime
) -> SurveyResponse:
    """Say what the sheet really says, after two people read it differently; nobody changes any other answer.

    :raises Refused: "survey-not-found", "keep-surveys-not-allowed", "survey-status-wrong", "survey-sheet-unknown",
        "survey-sheet-not-differing", "survey-nothing-answered".
    """
    survey = lock_survey(survey_id, SurveyStatus.RUNNING)
    require_keep_surveys(by, agency_id=survey.agency_id, on=local_day(at))
    response = _sheet(survey, sheet)
    require_differing(response)
    answers = _kept(survey, chosen, {})
    if not answers.chosen:
        raise Refused("survey-nothing-answered", "Chưa chọn câu nào.", field="digits")
    before, response.chosen = response.chosen, answers.chosen
    response.save(update_fields=["chosen"])
    SecondTyping.objects.filter(response=response).update(is_settled=True)
    changed = len(differences(from_json(survey.version.content), before, answers.chosen))
    note(survey, "SurveySheetSettled", {"sheet": sheet, "changed": changed}, by, at)
    return response


@transaction.atomic
def take_back_sheet(*, survey_id: UUID, sheet: int, reason: str, by: Person, at: datetime) -> None:
    """Take a typed sheet back, to type it anew.

    :raises Refused: "survey-not-found", "enter-surveys-not-allowed", "survey-status-wrong", "survey-sheet-unknown",
        "reason-missing".
    """
    survey = _running(survey_id, by, at)
    if not clean(reason):
        raise Refused("reason-missing", "Ghi lý do bỏ phiếu đã nhập.", field="reason")
    response = _sheet(survey, sheet)
    note(survey, "SurveySheetTakenBack", {"sheet": sheet, "reason": clean(reason)[:500]}, by, at)
    response.delete()


@transaction.atomic
def bring_answers(*, survey_id: UUID, rows: Sequence[SheetRow], by: Person, at: datetime) -> int:
    """Write the sheets of a workbook, all or none. How many.

    :raises Refused: "survey-not-found", "enter-surveys-not-allowed", "survey-status-wrong", "survey-unit-missing",
        "survey-sheet-typed", "survey-sheet-unknown".
    """
    survey = _running(survey_id, by, at)
    strata = {stratum.key: stratum for stratum in survey.strata.all()}
    typed = set(survey.responses.filter(sheet__isnull=False).values_list("sheet", flat=True))
    if twice := sorted({row.sheet for row in rows if row.sheet is not None and row.sheet in typed}):
        codes = ", ".join(sheet_code(number) for number in twice[:5])
        raise Refused("survey-sheet-typed", f"Phiếu {codes} vừa được nhập. Chọn lại tệp để kiểm tra.")
    if beyond := [row.sheet for row in rows if row.sheet is not None and not 1 <= row.sheet <= survey.sheets]:
        raise _unknown(beyond[0])
    if unknown := {row.stratum for row in rows} - strata.keys():
        raise Refused("survey-unit-missing", f"Danh sách đơn vị vừa thay đổi ({len(unknown)}). Chọn lại tệp.")
    responses, verbatims = [], []
    for row in rows:
        answers = _kept(survey, row.chosen, row.words)
        response = SurveyResponse(
            id=uuid4(),
            survey=survey,
            stratum=strata[row.stratum],
            chosen=answers.chosen,
            channel=SurveyChannel.FILE,
            on=local_day(at),
            sheet=row.sheet,
            entered_by=by,
        )
        responses.append(response)
        verbatims += _verbatims(response, answers)
    for start in range(0, len(responses), _AT_ONCE):
        insert_all(responses[start : start + _AT_ONCE])
    SurveyVerbatim.objects.bulk_create(verbatims, batch_size=_AT_ONCE)
    note(survey, "SurveyAnswersBrought", {"sheets": len(responses)}, by, at)
    return len(responses)


def _running(survey_id: UUID, by: Person, at: datetime) -> Survey:
    survey = lock_survey(survey_id)
    require_enter_surveys(by, agency_id=survey.agency_id, on=local_day(at))
    return lock_survey(survey_id, SurveyStatus.RUNNING)


def _require_free(survey: Survey, sheet: int) -> None:
    if not 1 <= sheet <= survey.sheets:
        raise _unknown(sheet)
    if survey.responses.filter(sheet=sheet).exists():
        raise Refused(
            "survey-sheet-typed",
            f"Phiếu {sheet_code(sheet)} đã nhập. Xem lại số trên phiếu; nếu nhập lần hai, dùng trang nhập lần hai.",
            field="sheet",
        )


def _sheet(survey: Survey, sheet: int) -> SurveyResponse:
    found = survey.responses.select_for_update().filter(sheet=sheet).first()
    if found is None:
        raise _unknown(sheet)
    return found


def _unknown(sheet: int) -> Refused:
    return Refused(
        "survey-sheet-unknown",
        f"Không có phiếu số {sheet_code(max(sheet, 0))} trong cuộc khảo sát này. Gõ lại số ở góc phiếu.",
        field="sheet",
    )


def _kept(survey: Survey, chosen: Mapping[str, str], words: Mapping[str, str]) -> Answers:
    said = {code: clean(text) for code, text in words.items()}
    return kept_of(from_json(survey.version.content), chosen=chosen, words=said)


def _verbatims(response: SurveyResponse, answers: Answers) -> list[SurveyVerbatim]:
    return [
        SurveyVerbatim(response=response, question=question, text=text)
        for question, text in answers.words.items()
    ]


@transaction.atomic
def code_verbatim(
    *, survey_id: UUID, verbatim_id: int, themes: Sequence[str], by: Person, at: datetime
) -> SurveyVerbatim:
    """Say of which themes an answer in own words speaks; none at all is an answer too. After the closing only: who
    read along while answers come in would know whose they are. Coding changes no answer.

    :raises Refused: "survey-not-found", "survey-status-wrong", "keep-surveys-not-allowed", "survey-themes-wrong".
    """
    survey = lock_survey(survey_id, SurveyStatus.CLOSED)
    require_keep_surveys(by, agency_id=survey.agency_id, on=local_day(at))
    verbatim = (
        SurveyVerbatim.objects.select_for_update(of=("self",))
        .filter(pk=verbatim_id, response__survey=survey)
        .first()
    )
    if verbatim is None:
        raise survey_not_found()
    known = set(survey.version.questionnaire.themes.values_list("code", flat=True))
    if unknown := sorted(set(themes) - known - set(verbatim.themes)):
        raise Refused("survey-themes-wrong", f"Bảng mã không có chủ đề “{unknown[0]}”. Tải lại trang.")
    verbatim.themes, verbatim.coded_by = sorted(set(themes)), by
    verbatim.save(update_fields=["themes", "coded_by"])
    note(survey, "SurveyVerbatimCoded", {"verbatim": verbatim.pk, "themes": verbatim.themes}, by, at)
    return verbatim
