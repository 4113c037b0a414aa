"""Dialogue conferences: prepared, announced, held, concluded with their answers, or cancelled."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from motcua.accounts.models import Person
from motcua.feedback.enums import ConferenceStatus, QuestionStatus
from motcua.feedback.models import DialogueConference
from motcua.feedback.policy.dialogues import conference_not_found, require_keep
from motcua.feedback.rules.dialogues import conference_after, require_days
from motcua.kernel.actions import Fact, record, record_all
from motcua.kernel.clock import local_day
from motcua.kernel.periods import Period
from motcua.kernel.refusals import Refused
from motcua.kernel.text import clean, fold
from motcua.plans.actions.activities import count_activity, hold_activity
from motcua.plans.enums import ActivityMeasure, ActivityStatus, Channel
from motcua.plans.rules.activities import Count

CONFERENCE = "dialogue_conference"


@dataclass(frozen=True, slots=True)
class ConferenceFacts:
    """What is said of a conference before it is held; questions are called for in `call`."""

    topic: str
    audience: str
    starts_at: datetime
    place: str
    call: Period
    about: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Held:
    """How a conference went: when it ended, who led and wrote, how many came."""

    ended_at: datetime
    chair: str
    secretary: str
    citizens: int = 0
    enterprises: int = 0
    bodies: int = 0


@transaction.atomic
def prepare_conference(
    *, agency_id: UUID, facts: ConferenceFacts, by: Person, at: datetime, is_sample: bool = False
) -> DialogueConference:
    """Prepare a conference of the agency; nobody outside sees it yet.

    :raises Refused: "keep-feedback-not-allowed", "conference-topic-missing", "conference-audience-missing",
        "conference-place-missing", "link-wrong", "call-too-late".
    """
    require_keep(by, agency_id=agency_id, on=local_day(at))
    row = DialogueConference.objects.create(
        agency_id=agency_id, created_by=by, created_at=at, is_sample=is_sample, **_checked(facts)
    )
    _note(row, "ConferencePrepared", {"topic": row.topic, "starts_at": row.starts_at}, by, at)
    return row


@transaction.atomic
def change_conference(
    *, conference_id: UUID, facts: ConferenceFacts, by: Person, at: datetime, seen: int | None = None
) -> DialogueConference:
    """Say something else of a conference that is still to be held.

    :raises Refused: "conference-not-found", "conference-changed", "keep-feedback-not-allowed",
        "conference-not-at-that-point", and as `prepare_conference`.
    """
    row = _kept(conference_id, by, at, seen)
    conference_after(ConferenceStatus(row.status), "change")
    said = _checked(facts)
    names = ("topic", "audience", "starts_at", "place", "link", "about")
    changed = [name for name in names if getattr(row, name) != said[name]]
    before = {name: getattr(row, name) for name in changed}
    for name, value in said.items():
        setattr(row, name, value)
    _save(row)
    _note(
        row, "ConferenceChanged", {"before": before, "after": {name: said[name] for name in changed}}, by, at
    )
    return row


@transaction.atomic
def announce_conference(*, conference_id: UUID, by: Person, at: datetime) -> DialogueConference:
    """Let the public know of a conference that is to come.

    :raises Refused: "conference-not-found", "keep-feedback-not-allowed", "conference-not-at-that-point",
        "conference-over".
    """
    row = _kept(conference_id, by, at, None)
    row.status = conference_after(ConferenceStatus(row.status), "announce")
    if row.starts_at <= at:
        raise Refused(
            "conference-over", "Giờ tổ chức đã qua. Sửa thời gian của hội nghị trước khi thông báo."
        )
    row.announced_at = at
    _save(row)
    _note(row, "ConferenceAnnounced", {"call": [row.call.lower, row.call.upper]}, by, at)
    return row


@transaction.atomic
def hold_conference(
    *, conference_id: UUID, held: Held, by: Person, at: datetime, seen: int | None = None
) -> DialogueConference:
    """Note that the conference took place.

    :raises Refused: "conference-not-found", "conference-changed", "keep-feedback-not-allowed",
        "conference-not-at-that-point", "conference-end-wrong", "conference-people-missing", and where a plan counts
        it those of `plans.actions.activities.hold_activity`.
    """
    row = _kept(conference_id, by, at, seen)
    row.status = conference_after(ConferenceStatus(row.status), "hold")
    if not row.starts_at < held.ended_at <= at:
        raise Refused(
            "conference-end-wrong",
            "Giờ kết thúc phải sau giờ bắt đầu và không được ở tương lai.",
            field="ended_at",
        )
    row.chair, row.secretary = (" ".join(clean(name).split())[:200] for name in (held.chair, held.secretary))
    if not row.chair or not row.secretary:
        raise Refused(
            "conference-people-missing",
            "Ghi người chủ trì và thư ký: biên bản cần tên hai người.",
            field="secretary" if row.chair else "chair",
        )
    row.ended_at = held.ended_at
    row.citizens, row.enterprises, row.bodies = held.citizens, held.enterprises, held.bodies
    _save(row)
    _hold_in_plan(row, by, at)
    counts = {"citizens": held.citizens, "enterprises": held.enterprises, "bodies": held.bodies}
    _note(row, "ConferenceHeld", {"ended_at": held.ended_at, **counts}, by, at)
    return row


@transaction.atomic
def conclude_conference(
    *, conference_id: UUID, conclusion: str, by: Person, at: datetime, seen: int | None = None
) -> DialogueConference:
    """Make the conclusion and every approved answer public; the ways to reach those who asked are forgotten, except
    of questions that still wait for an answer, which are published one by one afterwards.

    :raises Refused: "conference-not-found", "conference-changed", "keep-feedback-not-allowed",
        "conference-not-at-that-point", "conclusion-missing".
    """
    row = _kept(conference_id, by, at, seen)
    row.status = conference_after(ConferenceStatus(row.status), "conclude")
    row.conclusion = clean(conclusion)
    if not row.conclusion:
        raise Refused("conclusion-missing", "Ghi kết luận của hội nghị.", field="conclusion")
    row.concluded_at = at
    _save(row)
    published = list(
        row.questions.filter(status=QuestionStatus.APPROVED, is_closed=False).values_list("pk", flat=True)
    )
    row.questions.filter(pk__in=published).update(status=QuestionStatus.PUBLISHED, published_at=at)
    closed = [QuestionStatus.PUBLISHED, QuestionStatus.SET_ASIDE]
    row.questions.filter(status__in=closed).update(contact="")
    _count_in_plan(row, by, at)
    _note(row, "ConferenceConcluded", {"questions": len(published)}, by, at)
    facts = [Fact("QuestionPublished", "dialogue_question", str(key)) for key in published]
    record_all(facts=facts, actor=by.actor, at=at)
    return row


@transaction.atomic
def cancel_conference(*, conference_id: UUID, reason: str, by: Person, at: datetime) -> DialogueConference:
    """The conference does not take place.

    :raises Refused: "conference-not-found", "keep-feedback-not-allowed", "conference-not-at-that-point",
        "conference-reason-missing".
    """
    row = _kept(conference_id, by, at, None)
    row.status = conference_after(ConferenceStatus(row.status), "cancel")
    row.cancelled_for = clean(reason)[:300]
    if not row.cancelled_for:
        raise Refused("conference-reason-missing", "Ghi lý do không tổ chức.", field="reason")
    row.activity = None  # another conference may be what the plan foresees
    _save(row)
    _note(row, "ConferenceCancelled", {"reason": row.cancelled_for}, by, at)
    return row


def locked_conference(conference_id: UUID) -> DialogueConference:
    """The conference, held against everybody else until the transaction ends.

    :raises Refused: "conference-not-found".
    """
    rows = DialogueConference.objects.select_for_update(of=("self",)).select_related("agency")
    row = rows.filter(pk=conference_id).first()
    if row is None:
        raise conference_not_found()
    return row


def call_of(row: DialogueConference) -> Period:
    """The days in which questions are called for."""
    return Period(row.call.lower, row.call.upper)


def _hold_in_plan(row: DialogueConference, by: Person, at: datetime) -> None:
    """The plan's activity was held as well, with who came; where somebody said so already, that stays."""
    activity = row.activity
    if activity is None or row.ended_at is None or activity.status != ActivityStatus.PLANNED:
        return
    counts = [Count(measure, Channel.MEETING, value) for measure, value in _who_came(row).items() if value]
    hold_activity(activity_id=activity.pk, held_on=local_day(row.ended_at), counts=counts, by=by, at=at)


def _count_in_plan(row: DialogueConference, by: Person, at: datetime) -> None:
    """What was answered counts in the plan beside what was counted before."""
    answered = row.questions.filter(status=QuestionStatus.PUBLISHED).count()
    activity = row.activity
    if activity is None or activity.status != ActivityStatus.HELD or not answered:
        return
    kept = {(one.measure, one.channel): one.value for one in activity.counts.all()}
    wanted = kept | {(ActivityMeasure.QUESTIONS.value, Channel.MEETING.value): answered}
    if wanted != kept:
        counts = [
            Count(ActivityMeasure(measure), Channel(channel), value)
            for (measure, channel), value in wanted.items()
        ]
        count_activity(activity_id=activity.pk, counts=counts, counted_on=local_day(at), by=by, at=at)


def _who_came(row: DialogueConference) -> dict[ActivityMeasure, int]:
    return {
        ActivityMeasure.PARTICIPANTS: row.citizens,
        ActivityMeasure.UNITS: row.enterprises + row.bodies,
    }


def _kept(conference_id: UUID, by: Person, at: datetime, seen: int | None) -> DialogueConference:
    row = locked_conference(conference_id)
    require_keep(by, agency_id=row.agency_id, on=local_day(at))
    if seen is not None and seen != row.revision:
        raise Refused(
            "conference-changed",
            "Hội nghị vừa được người khác cập nhật. Nội dung bạn gõ vẫn ở đây: xem thay đổi rồi lưu lần nữa.",
            revision=row.revision,
        )
    return row


def _checked(facts: ConferenceFacts) -> dict[str, Any]:
    said = {
        name: " ".join(clean(getattr(facts, name)).split())[:300] for name in ("topic", "audience", "place")
    }
    missing = {
        "topic": ("conference-topic-missing", "Ghi chủ đề của hội nghị."),
        "audience": (
            "conference-audience-missing",
            "Ghi hội nghị mời ai: phụ huynh, giáo viên, doanh nghiệp…",
        ),
        "place": ("conference-place-missing", "Ghi nơi tổ chức; họp trực tuyến thì ghi “Trực tuyến”."),
    }
    for name, (code, message) in missing.items():
        if not said[name]:
            raise Refused(code, message, field=name)
    link = clean(facts.link)
    if link and (urlsplit(link).scheme not in {"http", "https"} or len(link) > 500):
        raise Refused("link-wrong", "Địa chỉ liên kết bắt đầu bằng https:// hoặc http://.", field="link")
    require_days(starts_on=local_day(facts.starts_at), call=facts.call)
    about = clean(facts.about)
    return {
        **said,
        "starts_at": facts.starts_at,
        "about": about,
        "link": link,
        "call": DateRange(facts.call.start, facts.call.end),
        "folded": fold(f"{said['topic']} {said['audience']} {said['place']}"),
    }


def _save(row: DialogueConference) -> None:
    row.revision += 1
    row.save()


def _note(row: DialogueConference, kind: str, payload: dict[str, Any], by: Person, at: datetime) -> None:
    record(fact=Fact(kind, CONFERENCE, str(row.pk), payload), actor=by.actor, at=at)
