"""Codes that prove an address leave at once, are kept nowhere in the outbox, and cannot be asked for in vain."""

from __future__ import annotations

from datetime import datetime

import pytest
from tests.notices.fakes import FakeSender

from motcua.accounts.actions.citizens import sign_up
from motcua.accounts.actions.contacts import prove_contact
from motcua.accounts.models import ContactCode, Person
from motcua.accounts.queries import proven_contacts
from motcua.accounts.rules.citizens import ProfileEntry
from motcua.kernel.refusals import Refused
from motcua.notices.actions.proving import may_send_codes, send_contact_code
from motcua.notices.enums import NoticeChannel
from motcua.notices.models import Delivery


@pytest.fixture
def grandmother(db: None, moment: datetime) -> Person:
    person = sign_up(
        contact="0912345678",
        full_name="Nguyễn Thị Sáu",
        password="con duong den truong 2026",
        entry=ProfileEntry(),
        consents=True,
        at=moment,
    )
    assert person is not None
    return person


def send(person: Person, channel: NoticeChannel, sender: FakeSender, at: datetime) -> str:
    return send_contact_code(person=person, is_phone=True, senders={channel: sender}, at=at)


@pytest.mark.parametrize("channel", [NoticeChannel.SMS, NoticeChannel.ZALO])
def test_a_code_arrives_and_proves(grandmother: Person, moment: datetime, channel: NoticeChannel) -> None:
    sender = FakeSender()
    assert send(grandmother, channel, sender, moment) == "0912345678"
    ((address, _title, text),) = sender.arrived
    assert address == "0912345678"
    assert not Delivery.objects.exists()
    prove_contact(person=grandmother, is_phone=True, code=text[:6], at=moment)
    assert proven_contacts(grandmother) == {"0912345678"}


def test_without_a_sender_nothing_is_made(grandmother: Person, moment: datetime) -> None:
    with pytest.raises(Refused) as caught:
        send(grandmother, NoticeChannel.EMAIL, FakeSender(), moment)
    assert caught.value.code == "channel-not-connected"
    assert not ContactCode.objects.exists()
    assert not may_send_codes(is_phone=True, senders={NoticeChannel.EMAIL: FakeSender()})
    assert may_send_codes(is_phone=False, senders={NoticeChannel.EMAIL: FakeSender()})


@pytest.mark.parametrize("answer", ["away", "refused"])
def test_what_was_not_taken_may_be_tried_again_at_once(
    grandmother: Person, moment: datetime, answer: str
) -> None:
    sender = FakeSender()
    sender.answer = answer
    with pytest.raises(Refused) as caught:
        send(grandmother, NoticeChannel.SMS, sender, moment)
    assert caught.value.code == "code-not-sent"
    sender.answer = "taken"
    assert send(grandmother, NoticeChannel.SMS, sender, moment)


def test_what_may_have_arrived_stays_good(grandmother: Person, moment: datetime) -> None:
    sender = FakeSender()
    sender.answer = "broken"
    assert send(grandmother, NoticeChannel.SMS, sender, moment)
    prove_contact(person=grandmother, is_phone=True, code=sender.arrived[0][2][:6], at=moment)
    assert proven_contacts(grandmother)
