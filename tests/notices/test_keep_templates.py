"""Changing words from a day on, and looking after what did not leave."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.accounts.models import Person
from motcua.kernel.models import JournalEntry, LoadedData
from motcua.kernel.refusals import Refused
from motcua.notices import base_data
from motcua.notices.actions.outbox import send_again
from motcua.notices.actions.templates import change_template, end_template
from motcua.notices.enums import Audience, DeliveryStatus, NoticeChannel
from motcua.notices.models import Delivery, Notice, NoticeTemplate
from motcua.notices.queries import templates_in_force, templates_of

KEY = ("dossier_received", Audience.APPLICANT, NoticeChannel.EMAIL)
NAMED = dict(zip(("event", "audience", "channel"), KEY, strict=True))


def change(by: Person, since: date, at: datetime, **more: Any) -> NoticeTemplate:
    wanted = {"title": "Đã nhận {code}", "body": "Hồ sơ {code} đã nhận.", **NAMED, **more}
    return change_template(by=by, since=since, at=at, **wanted)


def words_on(day: date) -> str:
    return templates_in_force([KEY[0]], day)[KEY[:2]][KEY[2]][0]


def test_new_words_hold_from_their_day_on(
    business_administrator: Person, moment: datetime, today: date
) -> None:
    before = words_on(today)
    since = today + timedelta(days=3)
    change(business_administrator, since, moment)
    assert words_on(since - timedelta(days=1)) == before
    assert words_on(since) == words_on(since + timedelta(days=400)) == "Đã nhận {code}"
    fact = JournalEntry.objects.get(kind="NoticeTemplateChanged")
    assert fact.subject_id == "dossier_received:applicant:email"


def test_later_words_replace_those_that_were_to_come(
    business_administrator: Person, moment: datetime, today: date
) -> None:
    change(business_administrator, today + timedelta(days=9), moment)
    change(business_administrator, today + timedelta(days=3), moment, title="Khác {code}")
    change(business_administrator, today + timedelta(days=3), moment, title="Khác nữa {code}")
    assert words_on(today + timedelta(days=9)) == "Khác nữa {code}"
    assert templates_of(*KEY).count() == 2


def test_an_ended_template_is_silent_until_it_is_written_again(
    business_administrator: Person, moment: datetime, today: date
) -> None:
    end_template(**NAMED, since=today, by=business_administrator, at=moment)
    assert KEY[2] not in templates_in_force([KEY[0]], today)[KEY[:2]]
    with pytest.raises(Refused, match="ngừng dùng từ trước"):
        end_template(**NAMED, since=today, by=business_administrator, at=moment)
    change(business_administrator, today, moment)
    assert words_on(today) == "Đã nhận {code}"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"body": "Lý do: {reason}"}, "placeholder-private"),
        ({"body": ""}, "template-empty"),
        ({"event": "dossier_eaten"}, "template-not-found"),
        ({"event": "dossier_assigned"}, "template-not-found"),
    ],
)
def test_words_that_cannot_be_used_leave_no_trace(
    changes: dict[str, Any],
    code: str,
    business_administrator: Person,
    moment: datetime,
    today: date,
    trace: Callable[[], tuple[int, ...]],
) -> None:
    before = trace()
    with pytest.raises(Refused) as refused:
        change(business_administrator, today, moment, **changes)
    assert refused.value.code == code
    assert trace() == before


@pytest.fixture
def trace() -> Callable[[], tuple[int, ...]]:
    """What stands in the tables that an action might have touched."""
    return lambda: (
        NoticeTemplate.objects.count(),
        NoticeTemplate.objects.filter(is_shipped=True).count(),
        JournalEntry.objects.count(),
        Delivery.objects.filter(status=DeliveryStatus.WAITING).count(),
    )


def test_the_past_is_not_rewritten(
    business_administrator: Person, moment: datetime, today: date, trace: Callable[[], tuple[int, ...]]
) -> None:
    before = trace()
    for act in (
        lambda: change(business_administrator, today - timedelta(days=1), moment),
        lambda: end_template(**NAMED, since=today - timedelta(days=1), by=business_administrator, at=moment),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.code == "template-in-past"
    assert trace() == before


def test_the_same_words_again_are_nothing_to_save(
    business_administrator: Person, moment: datetime, today: date
) -> None:
    change(business_administrator, today, moment)
    with pytest.raises(Refused) as refused:
        change(business_administrator, today + timedelta(days=1), moment)
    assert refused.value.code == "template-unchanged"


def test_only_keepers_of_notices_act(
    handling_officer: Person,
    moment: datetime,
    today: date,
    given_up: Delivery,
    trace: Callable[[], tuple[int, ...]],
) -> None:
    before = trace()
    for act in (
        lambda: change(handling_officer, today, moment),
        lambda: end_template(**NAMED, since=today, by=handling_officer, at=moment),
        lambda: send_again(delivery_id=given_up.pk, by=handling_officer, at=moment),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.code == "keep-notices-not-allowed"
    assert trace() == before


def test_an_update_of_the_program_leaves_the_office_s_words_alone(
    business_administrator: Person, moment: datetime, today: date
) -> None:
    change(business_administrator, today, moment)
    other = NoticeTemplate.objects.filter(event="stopped", channel="email")
    other.update(title="Bản cũ", is_shipped=True)
    LoadedData.objects.filter(name="notice-templates").update(digest="older")
    base_data.load(at=moment)
    assert words_on(today) == "Đã nhận {code}"
    assert templates_of(*KEY).count() == 2
    assert other.get().title == "Hồ sơ {code} dừng giải quyết"
    with CaptureQueriesContext(connection) as captured:
        base_data.load(at=moment)
    assert len(captured) == 1


@pytest.fixture
def given_up(moment: datetime, db: None) -> Delivery:
    notice = Notice.objects.create(
        recipient_key="email:a",
        audience="applicant",
        event="stopped",
        subject_kind="dossier",
        subject_id="1",
        dedupe_key="1",
        title="x",
        at=moment,
        in_bell=False,
    )
    return Delivery.objects.create(
        notice=notice,
        channel="email",
        address="a@b.vn",
        text="x",
        mode="now",
        status=DeliveryStatus.GIVEN_UP,
        attempts=7,
        error="hỏng",
        written_at=moment - timedelta(days=5),
    )


def test_a_person_lets_a_letter_leave_after_all(
    given_up: Delivery, business_administrator: Person, moment: datetime
) -> None:
    send_again(delivery_id=given_up.pk, by=business_administrator, at=moment)
    given_up.refresh_from_db()
    assert (given_up.status, given_up.attempts, given_up.error) == (DeliveryStatus.WAITING, 0, "")
    assert given_up.written_at == given_up.next_attempt_at == moment
    assert JournalEntry.objects.filter(kind="DeliverySentAgain", subject_id=given_up.pk).count() == 1
    with pytest.raises(Refused) as refused:
        send_again(delivery_id=given_up.pk, by=business_administrator, at=moment)
    assert refused.value.code == "delivery-not-given-up"


def test_an_unknown_letter(business_administrator: Person, moment: datetime) -> None:
    with pytest.raises(Refused) as refused:
        send_again(delivery_id=uuid4(), by=business_administrator, at=moment)
    assert refused.value.code == "delivery-not-found"
