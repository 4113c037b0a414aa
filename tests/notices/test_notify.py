"""Telling people inside the transaction of a change: once each, as they want it, in a fixed number of statements."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import transaction

from motcua.accounts.models import Person, ProvenContact
from motcua.kernel.models import JournalEntry
from motcua.notices.actions.notify import Announcement, notify, notify_many
from motcua.notices.enums import Audience, DeliveryMode, DeliveryStatus, EventGroup, NoticeChannel
from motcua.notices.models import Delivery, Notice, NoticeTemplate, Preference
from motcua.notices.queries import recipient_for, unread_count
from motcua.notices.rules.recipients import Recipient

FACTS = {
    "code": "H24.17-260917-0001",
    "procedure": "Cấp bản sao văn bằng",
    "agency": "Phòng Quản lý chất lượng",
}


def tell(to: list[Recipient], at: datetime, **changes: Any) -> int:
    wanted = {
        "event": "dossier_received",
        "facts": {**FACTS, "due": at + timedelta(days=2), "applicant": "Nguyễn Văn Kín"},
        "subject_kind": "dossier",
        "subject_id": "0192",
        "dedupe_key": "dossier:0192:received",
        "url": "/ho-so/0192/",
        **changes,
    }
    return notify(to=to, at=at, **wanted)


def contact(email: str = "dan@example.vn", phone: str = "0912 345 678") -> Recipient:
    return Recipient(None, "Nguyễn Văn Kín", email, phone, Audience.APPLICANT)


@pytest.fixture
def citizen(make_person: Callable[..., Person], bodies: Any) -> Person:
    person = make_person("Nguyễn Văn Kín")
    person.email, person.phone = "kin@example.vn", "+84 912 345 678"
    person.save()
    for address in ("kin@example.vn", "0912345678"):
        ProvenContact.objects.create(person=person, address=address, proven_at=person.joined_at)
    return person


def test_a_person_is_told_in_the_bell_by_letter_and_by_text_message(
    citizen: Person, moment: datetime
) -> None:
    assert tell([recipient_for(citizen, Audience.APPLICANT)], moment) == 1
    notice = Notice.objects.get()
    assert (notice.recipient, notice.in_bell, notice.read_at) == (citizen, True, None)
    assert notice.title == "Hồ sơ đã được tiếp nhận"
    assert "Hẹn trả kết quả lúc 09:00 ngày 19/09/2026." in notice.body
    assert unread_count(citizen, Audience.APPLICANT) == 1
    sent = {row.channel: row for row in Delivery.objects.all()}
    assert set(sent) == {NoticeChannel.EMAIL, NoticeChannel.SMS}
    assert sent["email"].address == "kin@example.vn"
    assert sent["sms"].address == "0912345678"
    assert sent["email"].text.count(FACTS["code"]) == 1
    assert "/ho-so/0192/" in sent["email"].text
    assert all(
        row.status == DeliveryStatus.WAITING and row.next_attempt_at == moment for row in sent.values()
    )


def test_someone_without_an_account_is_told_by_what_they_left(moment: datetime, db: None) -> None:
    assert tell([contact(phone="")], moment) == 1
    notice = Notice.objects.get()
    assert not notice.in_bell
    assert notice.recipient_key == "email:dan@example.vn"
    assert list(notice.deliveries.values_list("channel", flat=True)) == ["email"]


def test_someone_who_left_nothing_is_not_told(moment: datetime, db: None) -> None:
    assert tell([contact(email="không có", phone="12")], moment) == 0


def test_the_same_occurrence_tells_once(citizen: Person, moment: datetime) -> None:
    to = [recipient_for(citizen, Audience.APPLICANT)]
    assert tell(to * 2, moment) == 1
    assert tell(to, moment + timedelta(hours=1)) == 0
    assert tell([*to, contact()], moment) == 1
    assert tell(to, moment, dedupe_key="dossier:0192:received-again") == 1
    assert Delivery.objects.count() == 6


def test_what_is_undone_tells_nobody(citizen: Person, moment: datetime) -> None:
    with transaction.atomic():
        assert tell([recipient_for(citizen, Audience.APPLICANT)], moment) == 1
        transaction.set_rollback(True)
    assert not Notice.objects.exists()
    assert not Delivery.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_nobody_is_told(moment: datetime) -> None:
    with pytest.raises(transaction.TransactionManagementError):
        tell([contact()], moment)


def test_what_is_private_stays_in_the_bell(citizen: Person, moment: datetime) -> None:
    facts = {**FACTS, "reason": "thiếu giấy khám sức khỏe tâm thần", "papers": "giấy khám", "amount": 120000}
    tell([recipient_for(citizen, Audience.APPLICANT)], moment, event="supplement_requested", facts=facts)
    assert "tâm thần" in Notice.objects.get().body
    assert not any("khám" in row.text + row.title for row in Delivery.objects.all())


def test_even_a_template_that_slipped_in_cannot_say_more(citizen: Person, moment: datetime) -> None:
    rows = NoticeTemplate.objects.filter(event="dossier_received", channel="email", audience="applicant")
    rows.update(body="[Người nộp: {applicant}. ]Hồ sơ {code}")
    tell([recipient_for(citizen, Audience.APPLICANT)], moment)
    assert Delivery.objects.get(channel="email").text == f"Hồ sơ {FACTS['code']}"


@pytest.mark.parametrize(
    ("event", "facts", "said"),
    [
        ("due_soon", FACTS, "due_soon lacks days, due"),
        ("dossier_received", {}, "lacks agency, code, procedure"),
    ],
)
def test_a_missing_fact_is_the_callers_mistake(
    event: str, facts: dict[str, str], said: str, moment: datetime, db: None
) -> None:
    with pytest.raises(ValueError, match=said):
        tell([contact()], moment, event=event, facts=facts)


def test_an_unknown_event_is_the_callers_mistake(moment: datetime, db: None) -> None:
    with pytest.raises(ValueError, match="no such event"):
        tell([contact()], moment, event="dossier_eaten")


def choose(person: Person, group: EventGroup, channel: NoticeChannel, mode: DeliveryMode) -> None:
    Preference.objects.create(person=person, group=group, channel=channel, mode=mode)


def test_a_channel_that_was_switched_off_leaves_a_trace_but_sends_nothing(
    citizen: Person, moment: datetime
) -> None:
    choose(citizen, EventGroup.PROGRESS, NoticeChannel.EMAIL, DeliveryMode.OFF)
    choose(citizen, EventGroup.PROGRESS, NoticeChannel.BELL, DeliveryMode.OFF)
    tell([recipient_for(citizen, Audience.APPLICANT)], moment)
    email = Delivery.objects.get(channel="email")
    assert (email.status, email.next_attempt_at) == (DeliveryStatus.SUPPRESSED, None)
    assert not Notice.objects.get().in_bell
    assert unread_count(citizen, Audience.APPLICANT) == 0


def test_what_asks_for_an_act_stays_in_the_bell(citizen: Person, moment: datetime) -> None:
    choose(citizen, EventGroup.SUPPLEMENT, NoticeChannel.BELL, DeliveryMode.OFF)
    tell([recipient_for(citizen, Audience.APPLICANT)], moment, event="supplement_requested")
    assert unread_count(citizen, Audience.APPLICANT) == 1


def test_a_digest_waits_for_its_hour_and_text_messages_for_the_morning(
    citizen: Person, moment: datetime
) -> None:
    choose(citizen, EventGroup.PROGRESS, NoticeChannel.EMAIL, DeliveryMode.DIGEST)
    evening = moment.replace(hour=22)
    tell([recipient_for(citizen, Audience.APPLICANT)], evening)
    leaves = {row.channel: row.next_attempt_at for row in Delivery.objects.all()}
    tomorrow = evening + timedelta(days=1)
    assert leaves == {"email": tomorrow.replace(hour=17), "sms": tomorrow.replace(hour=7)}


def test_an_ended_template_tells_nobody(citizen: Person, moment: datetime) -> None:
    NoticeTemplate.objects.filter(event="dossier_received").delete()
    assert tell([recipient_for(citizen, Audience.APPLICANT)], moment) == 0


def test_thousands_in_four_statements(
    citizen: Person, moment: datetime, django_assert_num_queries: Any
) -> None:
    many = [
        Announcement(
            "dossier_received",
            [contact(email=f"nguoi{number}@example.vn"), recipient_for(citizen, Audience.APPLICANT)],
            FACTS,
            "dossier",
            str(number),
            f"dossier:{number}:received",
        )
        for number in range(1500)
    ]
    with django_assert_num_queries(4):
        assert notify_many(announcements=many, at=moment) == 3000
    assert Delivery.objects.count() == 6000
    assert not JournalEntry.objects.filter(kind__startswith="Notice").exists()


def test_an_address_that_is_not_proven_hears_that_there_is_news_and_nothing_of_what(
    citizen: Person, moment: datetime
) -> None:
    ProvenContact.objects.filter(address="kin@example.vn").delete()
    choose(citizen, EventGroup.PROGRESS, NoticeChannel.EMAIL, DeliveryMode.DIGEST)
    tell([recipient_for(citizen, Audience.APPLICANT)], moment)
    sent = {row.channel: row for row in Delivery.objects.all()}
    assert FACTS["code"] in sent["sms"].text
    letter = sent["email"]
    assert letter.mode == DeliveryMode.NOW  # the letter of a day would list the dossier's page
    for secret in (*FACTS.values(), "/ho-so/", "Nguyễn"):
        assert secret not in f"{letter.title} {letter.text}"
    assert FACTS["agency"] in Notice.objects.get().body  # in the bell all is said


def test_an_unproven_address_can_be_switched_off(citizen: Person, moment: datetime) -> None:
    ProvenContact.objects.all().delete()
    choose(citizen, EventGroup.PROGRESS, NoticeChannel.EMAIL, DeliveryMode.OFF)
    tell([recipient_for(citizen, Audience.APPLICANT)], moment)
    modes = dict(Delivery.objects.values_list("channel", "status"))
    assert modes == {"email": DeliveryStatus.SUPPRESSED, "sms": DeliveryStatus.WAITING}


def test_staff_hear_everything_at_the_address_the_office_gave_them(citizen: Person, moment: datetime) -> None:
    ProvenContact.objects.all().delete()
    tell([recipient_for(citizen, Audience.STAFF)], moment, event="dossier_assigned")
    assert all(FACTS["code"] in row.text for row in Delivery.objects.all())


def test_somebody_elses_proof_does_not_count(
    citizen: Person, make_person: Callable[..., Person], moment: datetime
) -> None:
    other = make_person("Trần Thị Khác")
    ProvenContact.objects.all().update(person=other)
    tell([recipient_for(citizen, Audience.APPLICANT)], moment)
    assert not any(FACTS["code"] in row.text for row in Delivery.objects.all())
