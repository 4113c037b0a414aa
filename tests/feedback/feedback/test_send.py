"""Feedback comes in: what it must say, where it goes, who may follow it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError
from django.db.backends.postgresql.psycopg_any import DateRange
from tests.cast import Bodies
from tests.feedback.feedback.scene import RULE, conduct, sent

from motcua.accounts.models import Person
from motcua.feedback.actions.feedback import register, send
from motcua.feedback.enums.feedback import Channel, Named, Recognised, SenderKind, State, Subject
from motcua.feedback.models import AnonymousAllowance, Feedback
from motcua.feedback.queries.feedback import find_by_tracking, find_own_feedback, own_feedback, sender_view
from motcua.kernel.models import JournalEntry
from motcua.kernel.refusals import Refused
from motcua.notices.models import Notice

pytestmark = pytest.mark.django_db


def test_it_comes_to_who_keeps_feedback(
    bodies: Bodies, control_focal_officer: Person, moment: datetime
) -> None:
    made = sent(moment).feedback
    assert (made.agency, made.state) == (bodies.department, State.WAITING_INTAKE)
    assert made.sender_phone == "0912345678"
    assert made.due_at is not None
    assert made.due_at.date() == date(2026, 10, 8)
    assert made.act_by is not None
    assert made.act_by.date() == date(2026, 9, 21)
    told = Notice.objects.filter(subject_id=str(made.pk)).values_list("recipient", "audience")
    assert set(told) == {(None, "applicant"), (control_focal_officer.pk, "staff")}
    entry = JournalEntry.objects.get(subject_kind="feedback", subject_id=str(made.pk))
    assert entry.kind == "FeedbackSent"
    assert "Dân" not in str(entry.payload)


def test_it_is_followed_with_code_and_secret_only(control_focal_officer: Person, moment: datetime) -> None:
    made = sent(moment)
    code, secret = made.feedback.code, made.secret
    assert find_by_tracking(code, secret) == made.feedback
    assert find_by_tracking(code.lower().replace("-", " "), secret.replace("-", "").lower()) == made.feedback
    for wrong in ("", "AAAAA-AAAAA", secret[:-1], code):
        assert find_by_tracking(code, wrong) is None
    assert find_by_tracking("PA-2222-2222", secret) is None
    assert secret.replace("-", "") not in made.feedback.secret_digest
    seen = sender_view(made.feedback, at=moment)
    assert (seen.state, seen.asked, seen.may_withdraw, seen.may_rate) == (
        State.WAITING_INTAKE,
        "",
        True,
        False,
    )


def test_sending_twice_sends_once(control_focal_officer: Person, moment: datetime) -> None:
    key = uuid4()
    first = send(sending=RULE, by=None, at=moment, submission_key=key)
    again = send(sending=RULE, by=None, at=moment + timedelta(seconds=5), submission_key=key)
    assert (first.feedback, first.secret) == (again.feedback, again.secret)
    assert Feedback.objects.count() == 1


def test_who_is_signed_in_finds_it_among_their_own(
    citizen: Person, outsider: Person, control_focal_officer: Person, moment: datetime
) -> None:
    made = sent(moment, by=citizen).feedback
    assert find_own_feedback(made.code, citizen) == made
    assert find_own_feedback(made.code, outsider) is None
    assert list(own_feedback(citizen)) == [made]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"title": " . "}, "title-missing"),
        ({"title": "a" * 201}, "title-too-long"),
        ({"body": "Quá lâu"}, "body-too-short"),
        ({"body": "dài " * 3000}, "body-too-long"),
        ({"name": ""}, "sender-name-missing"),
        ({"address": ""}, "sender-address-missing"),
        ({"phone": ""}, "sender-contact-missing"),
        ({"phone": "12"}, "sender-phone-unreadable"),
        ({"email": "abc"}, "sender-email-unreadable"),
        ({"sender_kind": SenderKind.ANONYMOUS}, "anonymous-not-taken"),
        ({"agency_id": uuid4()}, "agency-not-found"),
    ],
)
def test_what_it_must_say(
    change: dict[str, Any], code: str, control_focal_officer: Person, moment: datetime
) -> None:
    with pytest.raises(Refused) as refused:
        send(sending=replace(RULE, **change), by=None, at=moment)
    assert refused.value.code == code
    assert not Feedback.objects.exists()
    assert not JournalEntry.objects.filter(subject_kind="feedback").exists()


def test_without_a_name_only_where_a_document_allows_it(
    bodies: Bodies, control_focal_officer: Person, citizen: Person, moment: datetime
) -> None:
    anonymous = replace(RULE, sender_kind=SenderKind.ANONYMOUS)
    AnonymousAllowance.objects.create(
        agency=bodies.department,
        subject=Subject.RULE,
        basis="Quyết định 1",
        in_force=DateRange(moment.date(), None),
    )
    made = send(sending=anonymous, by=citizen, at=moment).feedback
    assert (made.sender, made.sender_name, made.sender_phone) == (None, "", "")
    with pytest.raises(Refused) as early:
        send(sending=anonymous, by=None, at=moment - timedelta(days=1))
    assert early.value.code == "anonymous-not-taken"


def test_nobody_keeps_feedback(moment: datetime) -> None:
    with pytest.raises(Refused) as refused:
        sent(moment)
    assert refused.value.code == "feedback-nowhere"


def test_an_officer_writes_down_what_was_said(
    bodies: Bodies, receiving_officer: Person, control_focal_officer: Person, moment: datetime
) -> None:
    came = moment - timedelta(days=1)
    made = register(
        sending=RULE,
        channel=Channel.CALL_CENTRE,
        agency_id=bodies.division.pk,
        by=receiving_officer,
        at=moment,
        sent_at=came,
        outside_code=" 1022-77 ",
    ).feedback
    assert (made.registered_by, made.channel, made.outside_code) == (
        receiving_officer,
        "call_centre",
        "1022-77",
    )
    assert (made.sent_at, made.clock_from, made.agency) == (came, came, bodies.department)
    with pytest.raises(Refused) as future:
        register(
            sending=RULE,
            channel=Channel.PHONE,
            agency_id=bodies.division.pk,
            by=receiving_officer,
            at=moment,
            sent_at=moment + timedelta(hours=1),
        )
    assert future.value.code == "sent-in-future"


def test_only_who_receives_writes_down(bodies: Bodies, handling_officer: Person, moment: datetime) -> None:
    with pytest.raises(Refused) as refused:
        register(
            sending=RULE,
            channel=Channel.PHONE,
            agency_id=bodies.division.pk,
            by=handling_officer,
            at=moment,
        )
    assert refused.value.code == "receive-feedback-not-allowed"
    assert not Feedback.objects.exists()


def test_a_denunciation_is_recognised_and_kept_closely(
    head: Person, control_focal_officer: Person, moment: datetime
) -> None:
    body = "Đơn tố cáo: tôi tố cáo ông Đỗ Văn Soát nhận hối lộ khi giải quyết hồ sơ. Tôi cam đoan là sự thật."
    made = sent(moment, body=body).feedback
    assert made.recognised == Recognised.DENUNCIATION
    assert [(one.person, one.named) for one in made.objects_of.all()] == [
        (control_focal_officer, Named.RECOGNISED)
    ]


def test_conduct_goes_above_the_body_it_is_about(
    bodies: Bodies, control_focal_officer: Person, division_head: Person, moment: datetime
) -> None:
    about = conduct(about_agency_id=bodies.exam_division.pk, agency_id=bodies.exam_division.pk)
    assert sent(moment, about).feedback.agency == bodies.department


def test_what_was_sent_is_never_changed(control_focal_officer: Person, moment: datetime) -> None:
    made = sent(moment).feedback
    with pytest.raises(DatabaseError, match="never changed"):
        Feedback.objects.filter(pk=made.pk).update(body="khác")
