"""Surveys on their way: opened, people invited and reminded, paper sheets numbered, closed with their counts kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from uuid import UUID

from django.db import connection, transaction
from django.db.models import F

from motcua.accounts.models import Person
from motcua.feedback.actions.surveys.locking import lock_survey, note
from motcua.feedback.enums.surveys import Population, SurveyStatus
from motcua.feedback.models import Survey, SurveyMember, SurveyTally
from motcua.feedback.policy.surveys import require_keep_surveys
from motcua.feedback.queries.surveys.answers import tallies_of
from motcua.feedback.queries.surveys.tokens import digest_of, token_of
from motcua.feedback.rules.surveys.reminding import MOST_REMINDERS, step_on
from motcua.kernel.actions import Fact, insert_all, record
from motcua.kernel.clock import VIETNAM, local_day
from motcua.kernel.refusals import Refused
from motcua.kernel.text import clean
from motcua.notices.actions.notify import Announcement, notify_many
from motcua.notices.enums import Audience
from motcua.notices.rules.recipients import Recipient

MOST_SHEETS = 100_000
_AT_ONCE = 500
_EARLIEST = time(8)  # reminders of a day go out after this hour
_KEEP_TOKENS = """
    UPDATE feedback_surveymember m SET token_digest = d.digest, invited_at = %s
    FROM unnest(%s::uuid[], %s::text[]) AS d(id, digest) WHERE m.id = d.id
"""


@transaction.atomic
def open_survey(*, survey_id: UUID, by: Person, at: datetime) -> int:
    """Let people answer: whoever was drawn and can be reached is invited. How many were.

    :raises Refused: "survey-not-found", "keep-surveys-not-allowed", "survey-status-wrong", "survey-not-drawn".
    """
    survey = lock_survey(survey_id, SurveyStatus.PREPARING)
    require_keep_surveys(by, agency_id=survey.agency_id, on=local_day(at))
    if survey.population != Population.OPEN and not survey.seed:
        raise Refused(
            "survey-not-drawn", "Chưa rút người được hỏi. Đặt chỉ tiêu từng đơn vị và rút trước khi mở."
        )
    if survey.period.upper <= local_day(at):
        raise Refused("survey-period-wrong", "Thời gian trả lời đã qua. Sửa thời gian rồi mở.")
    survey.status, survey.opened_at = SurveyStatus.RUNNING, at
    survey.save(update_fields=["status", "opened_at"])
    members = list(survey.members.filter(is_drawn=True))
    with connection.cursor() as cursor:
        digests = [digest_of(token_of(member.pk)) for member in members]
        cursor.execute("SET LOCAL enable_nestloop = off")  # as in drawing: there may be no statistics yet
        cursor.execute(_KEEP_TOKENS, (at, [member.pk for member in members], digests))
        cursor.execute("SET LOCAL enable_nestloop = on")
    told = _tell(survey, members, "survey_invited", "invited", at)
    note(survey, "SurveyOpened", {"drawn": len(members), "told": told}, by, at)
    return told


@transaction.atomic
def remind(*, survey_id: UUID, by: Person, at: datetime) -> int:
    """Remind whoever was invited and has not answered, at most three times. How many were.

    :raises Refused: "survey-not-found", "keep-surveys-not-allowed", "survey-status-wrong", "survey-over",
        "survey-reminded-today".
    """
    survey = lock_survey(survey_id, SurveyStatus.RUNNING)
    require_keep_surveys(by, agency_id=survey.agency_id, on=local_day(at))
    if survey.period.upper <= local_day(at):
        raise Refused("survey-over", "Đã hết thời gian trả lời nên không nhắc nữa.")
    members = _waiting(survey, MOST_REMINDERS)
    survey.members.filter(pk__in=[member.pk for member in members]).update(reminders=F("reminders") + 1)
    told = _tell(survey, members, "survey_reminded", _reminded(at), at)
    if members and not told and any(_reachable(member) for member in members):
        raise Refused(
            "survey-reminded-today", "Hôm nay đã nhắc rồi. Mỗi người nhận tối đa một lời nhắc một ngày."
        )
    note(survey, "SurveyReminded", {"waiting": len(members), "told": told}, by, at)
    return told


@transaction.atomic
def remind_by_step(*, survey_id: UUID, at: datetime) -> int:
    """Bring the reminders of a running survey to its step of the day: whoever has had fewer, has not answered and can
    be reached is reminded once, however many steps were missed. How many were; nobody twice a day.

    :raises Refused: "survey-not-found", "survey-status-wrong".
    """
    survey = lock_survey(survey_id, SurveyStatus.RUNNING)
    opened = survey.opened_at or at
    first = max(survey.period.lower, local_day(opened))
    step = step_on(first=first, last=survey.period.upper - timedelta(days=1), on=local_day(at))
    members = [member for member in _waiting(survey, step) if _reachable(member)]
    if not members:
        return 0
    survey.members.filter(pk__in=[member.pk for member in members]).update(reminders=step)
    told = _tell(survey, members, "survey_reminded", _reminded(at), at)
    payload = {"step": step, "waiting": len(members), "told": told}
    record(fact=Fact("SurveyReminded", "survey", str(survey.pk), payload), actor="system", at=at)
    return told


def remind_of_surveys(*, at: datetime) -> int:
    """Remind in every running survey whose answers are invited; each on its own. How many people were."""
    if at.astimezone(VIETNAM).time() < _EARLIEST:
        return 0
    running = Survey.objects.filter(status=SurveyStatus.RUNNING, period__contains=local_day(at))
    invited = running.exclude(population=Population.OPEN).order_by("pk").values_list("pk", flat=True)
    return sum(remind_by_step(survey_id=pk, at=at) for pk in invited)


@transaction.atomic
def number_sheets(*, survey_id: UUID, count: int, by: Person, at: datetime) -> tuple[int, int]:
    """Numbers for so many more paper sheets: the first and the last.

    :raises Refused: "survey-not-found", "keep-surveys-not-allowed", "survey-status-wrong", "survey-sheets-wrong".
    """
    survey = lock_survey(survey_id, SurveyStatus.RUNNING, SurveyStatus.PREPARING)
    require_keep_surveys(by, agency_id=survey.agency_id, on=local_day(at))
    if count < 1 or survey.sheets + count > MOST_SHEETS:
        raise Refused(
            "survey-sheets-wrong", f"In từ 1 phiếu, cả cuộc tối đa {MOST_SHEETS} phiếu.", field="count"
        )
    first = survey.sheets + 1
    survey.sheets += count
    survey.save(update_fields=["sheets"])
    note(survey, "SurveySheetsNumbered", {"first": first, "last": survey.sheets}, by, at)
    return first, survey.sheets


@transaction.atomic
def remark_on_results(*, survey_id: UUID, remark: str, by: Person, at: datetime) -> Survey:
    """What the office says of the results of a closed survey; it stands in the report. Empty takes it away.

    :raises Refused: "survey-not-found", "keep-surveys-not-allowed", "survey-status-wrong".
    """
    survey = lock_survey(survey_id, SurveyStatus.CLOSED)
    require_keep_surveys(by, agency_id=survey.agency_id, on=local_day(at))
    survey.closing_note = clean(remark)
    survey.save(update_fields=["closing_note"])
    note(survey, "SurveyRemarked", {"remark": survey.closing_note}, by, at)
    return survey


@transaction.atomic
def close_survey(*, survey_id: UUID, by: Person, at: datetime) -> Survey:
    """Close: nothing is answered or typed any more, the counts are kept for measures, and how to reach people is
    wiped; the draw can still be repeated.

    :raises Refused: "survey-not-found", "keep-surveys-not-allowed", "survey-status-wrong", "survey-typing-unsettled".
    """
    survey = lock_survey(survey_id, SurveyStatus.RUNNING)
    require_keep_surveys(by, agency_id=survey.agency_id, on=local_day(at))
    open_ = survey.responses.filter(second__is_settled=False).count()
    if open_:
        raise Refused(
            "survey-typing-unsettled",
            f"Còn {open_} phiếu nhập hai lần khác nhau. Mở từng phiếu, xem lại bản giấy và chọn số đúng rồi khóa.",
        )
    insert_all([SurveyTally(survey=survey, **row) for row in tallies_of(survey)])
    survey.drafts.all().delete()
    survey.members.update(name="", email="", phone="", person=None, token_digest=None)
    survey.status, survey.closed_at = SurveyStatus.CLOSED, at
    survey.save(update_fields=["status", "closed_at"])
    note(survey, "SurveyClosed", {"responses": survey.responses.count()}, by, at)
    return survey


@transaction.atomic
def drop_survey(*, survey_id: UUID, by: Person, at: datetime) -> None:
    """Take back a survey that never ran.

    :raises Refused: "survey-not-found", "keep-surveys-not-allowed", "survey-status-wrong".
    """
    survey = lock_survey(survey_id, SurveyStatus.PREPARING)
    require_keep_surveys(by, agency_id=survey.agency_id, on=local_day(at))
    note(survey, "SurveyDropped", {"code": survey.code, "title": survey.title}, by, at)
    survey.delete()


def _waiting(survey: Survey, reminders: int) -> list[SurveyMember]:
    """Who was drawn, has not answered and has had fewer reminders, held until the transaction ends."""
    waiting = survey.members.filter(is_drawn=True, is_answered=False, reminders__lt=reminders)
    return list(waiting.select_for_update())


def _reminded(at: datetime) -> str:
    """What keeps a reminder from coming twice a day."""
    return f"reminded:{local_day(at).isoformat()}"


def _reachable(member: SurveyMember) -> bool:
    return bool(member.person_id or member.email or member.phone)


def _tell(survey: Survey, members: Sequence[SurveyMember], event: str, key: str, at: datetime) -> int:
    told = 0
    last_day = survey.period.upper.fromordinal(survey.period.upper.toordinal() - 1)
    reached = [member for member in members if _reachable(member)]
    for start in range(0, len(reached), _AT_ONCE):
        told += notify_many(
            announcements=[
                Announcement(
                    event=event,
                    to=[
                        Recipient(
                            member.person_id, member.name, member.email, member.phone, Audience.APPLICANT
                        )
                    ],
                    facts={"survey": survey.title, "agency": survey.agency.name, "until": last_day},
                    subject_kind="survey",
                    subject_id=str(survey.pk),
                    dedupe_key=f"survey:{member.pk}:{key}",
                    url=f"/khao-sat/{token_of(member.pk)}/",
                )
                for member in reached[start : start + _AT_ONCE]
            ],
            at=at,
        )
    return told
