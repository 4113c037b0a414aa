"""Dialogue conferences and hotlines of the sample: one conference held and public, one to come, a few calls."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from motcua.accounts.enums import PartyKind
from motcua.accounts.models import Person
from motcua.config.sample_bodies import agency_on
from motcua.config.sample_files import document
from motcua.feedback.actions.dialogues.asking import ask_question
from motcua.feedback.actions.dialogues.conferences import (
    ConferenceFacts,
    Held,
    announce_conference,
    conclude_conference,
    hold_conference,
    prepare_conference,
)
from motcua.feedback.actions.dialogues.counting import count_in_plan
from motcua.feedback.actions.dialogues.promises import PromiseFacts, add_promise
from motcua.feedback.actions.dialogues.questions import (
    Sorting,
    answer_question,
    approve_question,
    sort_questions,
)
from motcua.feedback.actions.gates import Sender
from motcua.feedback.actions.hotlines import enter_call, publish_hotline, settle_call
from motcua.feedback.enums import CallOutcome
from motcua.feedback.models import DialogueConference
from motcua.feedback.rules.dialogues import Asked, call_days
from motcua.feedback.rules.hotlines import Call, Line
from motcua.kernel.clock import VIETNAM, local_day
from motcua.organisations.models import Agency

_HOME = "MAU-SGDDT"
_DAY = timedelta(days=1)
_ANSWERS = {"MAU-QLCL": "thuly", "MAU-TRH": "thuly3"}


def load_dialogues(*, at: datetime) -> None:
    """Published numbers, calls, a conference of six weeks ago with its answers, and one for which questions come."""
    said = document("dialogues")
    _numbers(said["hotlines"], at)
    for row in said["calls"]:
        _call(row, at)
    _past(said["past"], at)
    _coming(said["coming"], at)


def _numbers(rows: list[dict[str, Any]], at: datetime) -> None:
    since = local_day(at) - 90 * _DAY
    for row in rows:
        publish_hotline(
            agency_id=_agency(row["agency"], at).pk,
            line=Line(row["phone"], row["name"], row["hours"], row["title"], row["about"]),
            position=row["position"],
            since=since,
            by=_person("kiemsoat"),
            at=at - 90 * _DAY,
            is_sample=True,
        )


def _call(row: dict[str, Any], at: datetime) -> None:
    called = datetime.combine(local_day(at) - row["days"] * _DAY, time(9, 30), tzinfo=VIETNAM)
    outcome = CallOutcome(row["outcome"])
    keeper = _person("kiemsoat")
    entry = enter_call(
        agency_id=_agency(_HOME, at).pk,
        call=Call(
            called_at=called,
            text=row["text"],
            outcome=outcome,
            said=row["said"],
            caller=row["caller"],
            contact=row["contact"],
            unit_id=_agency(row["unit"], at).pk if row["unit"] else None,
            answer_by=local_day(called) + 3 * _DAY if row["contact"] else None,
            is_conduct="about" in row,
            about_agency_id=_agency(row["about"], at).pk if "about" in row else None,
        ),
        by=keeper,
        at=called,
        is_sample=True,
    )
    if row["note"]:
        settle_call(entry_id=entry.pk, note=row["note"], by=keeper, at=called + _DAY)


def _past(said: dict[str, Any], at: datetime) -> None:
    keeper = _person("kiemsoat")
    starts = _on_a_tuesday(local_day(at) - 42 * _DAY, 8)
    row = _announced(said, starts, starts - 20 * _DAY)
    for number, one in enumerate(said["questions"]):
        asked = starts - (10 - number) * _DAY
        question = _ask(row, one["text"], asked)
        unit = _agency(one["unit"], at)
        sort_questions(
            conference_id=row.pk,
            question_ids=[question.pk],
            sorting=Sorting(one["theme"], unit.pk, local_day(starts)),
            by=keeper,
            at=asked + _DAY,
        )
        answer_question(
            question_id=question.pk,
            answer=one["answer"],
            by=_person(_ANSWERS[one["unit"]]),
            at=asked + 2 * _DAY,
        )
        approve_question(
            question_id=question.pk,
            public_text=one["public"],
            by=_person("phogiamdoc"),
            at=asked + 3 * _DAY,
        )
    ended = starts + timedelta(hours=3)
    hold_conference(
        conference_id=row.pk,
        held=Held(
            ended,
            "Bà Vũ Thị Thanh Hà, Phó Giám đốc Sở",
            "Bà Lê Thị Thu Trang, chuyên viên",
            citizens=64,
            enterprises=5,
            bodies=18,
        ),
        by=keeper,
        at=ended,
    )
    for one in said["promises"]:
        promise = PromiseFacts(
            one["text"], _agency(one["unit"], at).pk, local_day(ended) + one["days"] * _DAY
        )
        add_promise(conference_id=row.pk, promise=promise, by=keeper, at=ended + _DAY)
    conclude_conference(conference_id=row.pk, conclusion=said["conclusion"], by=keeper, at=ended + 2 * _DAY)


def _coming(said: dict[str, Any], at: datetime) -> None:
    starts = _on_a_tuesday(local_day(at) + 16 * _DAY, 14)
    row = _announced(said, starts, at - 5 * _DAY)
    count_in_plan(conference_id=row.pk, activity_id=None, by=_person("kiemsoat"), at=at - 5 * _DAY)
    for number, one in enumerate(said["questions"]):
        _ask(row, one["text"], at - (3 - number) * _DAY)


def _on_a_tuesday(day: date, hour: int) -> datetime:
    """The hour of the Tuesday in the week of the day."""
    return datetime.combine(day - (day.weekday() - 1) * _DAY, time(hour), tzinfo=VIETNAM)


def _announced(said: dict[str, Any], starts: datetime, at: datetime) -> DialogueConference:
    keeper = _person("kiemsoat")
    row = prepare_conference(
        agency_id=_agency(_HOME, at).pk,
        facts=ConferenceFacts(
            topic=said["topic"],
            audience=said["audience"],
            starts_at=starts,
            place=said["place"],
            call=call_days(local_day(at), local_day(starts) - 2 * _DAY),
            about=said["about"],
        ),
        by=keeper,
        at=at,
        is_sample=True,
    )
    return announce_conference(conference_id=row.pk, by=keeper, at=at)


def _ask(row: DialogueConference, text: str, at: datetime) -> Any:
    sender = Sender("sample")
    return ask_question(
        conference_id=row.pk, asked=Asked(text), party=PartyKind.CITIZEN, sender=sender, at=at
    )


def _agency(code: str, at: datetime) -> Agency:
    return agency_on(code, local_day(at))


def _person(username: str) -> Person:
    return Person.objects.get(username=username)
