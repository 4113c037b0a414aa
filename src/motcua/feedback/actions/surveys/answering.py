"""Answers of the public: by an invitation, once, without leaving who it was; by an open link."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from motcua.feedback.actions.gates import Sender, pass_gate
from motcua.feedback.enums import Gate
from motcua.feedback.enums.surveys import Population, SurveyChannel, SurveyStatus
from motcua.feedback.models import (
    Survey,
    SurveyDraft,
    SurveyMember,
    SurveyResponse,
    SurveyStratum,
    SurveyVerbatim,
)
from motcua.feedback.policy.surveys import survey_not_found
from motcua.feedback.queries.surveys.tokens import digest_of, draft_key_of
from motcua.feedback.rules.surveys.answering import Answers, kept_of
from motcua.feedback.rules.surveys.questionnaires import from_json
from motcua.kernel.actions import Fact, record
from motcua.kernel.clock import local_day
from motcua.kernel.refusals import Refused
from motcua.kernel.text import clean


@transaction.atomic
def save_draft(
    *, token: str, chosen: Mapping[str, str], words: Mapping[str, str], at: datetime
) -> SurveyDraft:
    """Keep answers that are not sent yet; only the holder of the token finds them again. They are gone once sent.

    Not written to the journal: a draft is nobody's fact, and its moments would tell who answers when.

    :raises Refused: "survey-not-found", "survey-answered-already", "survey-over", "survey-not-begun".
    """
    member = _member(token)
    _require_open(member.survey, at)
    answers = _kept(member.survey, chosen, words)
    draft, _made = SurveyDraft.objects.update_or_create(
        key=draft_key_of(token),
        defaults={"survey": member.survey, "chosen": answers.chosen, "words": answers.words},
    )
    return draft


@transaction.atomic
def answer_survey(
    *, token: str, chosen: Mapping[str, str], words: Mapping[str, str], at: datetime
) -> SurveyResponse:
    """Send the answers of an invitation: once. Of the person is kept only that there is an answer.

    :raises Refused: "survey-not-found", "survey-answered-already", "survey-over", "survey-not-begun",
        "survey-nothing-answered".
    """
    member = _member(token)
    _require_open(member.survey, at)
    answers = _kept(member.survey, chosen, words)
    response = _put(member.survey, member.stratum, answers, at)
    member.is_answered = True
    member.save(update_fields=["is_answered"])
    SurveyDraft.objects.filter(key=draft_key_of(token)).delete()
    return response


@transaction.atomic
def answer_open(
    *,
    code: str,
    stratum: str,
    chosen: Mapping[str, str],
    words: Mapping[str, str],
    sender: Sender,
    nonce: str,
    at: datetime,
) -> SurveyResponse:
    """Send the answers of somebody who came by the open link, through the gate of the public; `nonce` is that of the
    form that was sent, which passes once.

    :raises Refused: "survey-not-found", "survey-unit-missing", "survey-over", "survey-not-begun",
        "survey-nothing-answered", "asked-too-often", "form-sent-already".
    """
    found = Survey.objects.select_related("version").filter(code=code, population=Population.OPEN).first()
    if found is None:
        raise survey_not_found()
    _require_open(found, at)
    where = found.strata.filter(key=stratum).first()
    if where is None:
        raise Refused(
            "survey-unit-missing", "Chọn trường hoặc đơn vị mà anh/chị trả lời về.", field="stratum"
        )
    pass_gate(gate=Gate.ANSWER_SURVEY, sender=sender, at=at, nonce=nonce)
    return _put(found, where, _kept(found, chosen, words), at)


def _member(token: str) -> SurveyMember:
    member = (
        SurveyMember.objects.select_for_update(of=("self",))
        .select_related("survey__version", "stratum")
        .filter(token_digest=digest_of(token))
        .first()
    )
    if member is None:
        raise survey_not_found()
    if member.is_answered:
        raise Refused("survey-answered-already", "Phiếu này đã được gửi. Cảm ơn anh/chị đã trả lời.")
    return member


def _require_open(survey: Survey, at: datetime) -> None:
    if survey.status == SurveyStatus.CLOSED or survey.period.upper <= local_day(at):
        raise Refused("survey-over", "Đã hết thời gian trả lời. Cảm ơn anh/chị đã quan tâm.")
    if survey.status != SurveyStatus.RUNNING or local_day(at) < survey.period.lower:
        raise Refused("survey-not-begun", "Cuộc khảo sát này chưa bắt đầu nhận trả lời.")


def _kept(survey: Survey, chosen: Mapping[str, str], words: Mapping[str, str]) -> Answers:
    said = {code: clean(text) for code, text in words.items()}
    return kept_of(from_json(survey.version.content), chosen=chosen, words=said)


def _put(survey: Survey, stratum: SurveyStratum, answers: Answers, at: datetime) -> SurveyResponse:
    if answers.is_empty:
        raise Refused(
            "survey-nothing-answered", "Chưa có câu nào được trả lời. Chọn ít nhất một câu rồi gửi."
        )
    response = SurveyResponse.objects.create(
        survey=survey,
        stratum=stratum,
        chosen=answers.chosen,
        channel=SurveyChannel.ONLINE,
    )
    SurveyVerbatim.objects.bulk_create(
        SurveyVerbatim(response=response, question=question, text=text)
        for question, text in answers.words.items()
    )
    # Of the survey, not of the answer: else the journal's moments would tell who answered what.
    fact = Fact("SurveyAnswered", "survey_answers", str(survey.pk), {"survey": survey.code})
    record(fact=fact, actor="system", at=at)
    return response
