"""The outbox: each letter leaves once, late ones wait their turn, hopeless ones are given up in sight."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.notices.fakes import FakeSender

from motcua.notices.actions.deliver import deliver_due, give_up_hopeless, hold_back_restored
from motcua.notices.enums import DeliveryMode, DeliveryStatus, NoticeChannel
from motcua.notices.models import Delivery, Notice
from motcua.notices.rules.timing import LOST, STALE, WAITS

EMAIL, SMS = NoticeChannel.EMAIL, NoticeChannel.SMS
Put = Callable[..., Delivery]


@pytest.fixture
def put(moment: datetime, db: None) -> Put:
    count = 0

    def make(**changes: Any) -> Delivery:
        nonlocal count
        count += 1
        notice = Notice.objects.create(
            recipient_key=f"email:{count}",
            audience="applicant",
            event="dossier_received",
            subject_kind="dossier",
            subject_id="1",
            dedupe_key=str(count),
            title="x",
            url="/ho-so/1/",
            at=moment,
            in_bell=False,
        )
        wanted = {
            "channel": EMAIL,
            "address": "dan@example.vn",
            "title": f"Thư {count}",
            "text": "lời",
            "mode": DeliveryMode.NOW,
            "status": DeliveryStatus.WAITING,
            "written_at": moment,
            "next_attempt_at": moment,
            **changes,
        }
        return Delivery.objects.create(notice=notice, **wanted)

    return make


def run(sender: FakeSender, at: datetime, channel: NoticeChannel = EMAIL) -> int:
    return deliver_due(senders={channel: sender}, clock=lambda: at)


def test_what_is_due_leaves_once(put: Put, moment: datetime) -> None:
    delivery, later = put(), put(next_attempt_at=moment + timedelta(minutes=1))
    sender = FakeSender()
    assert run(sender, moment) == 1
    assert run(sender, moment) == 0
    assert sender.arrived == [("dan@example.vn", "Thư 1", "lời")]
    delivery.refresh_from_db()
    later.refresh_from_db()
    assert (delivery.status, delivery.sent_at, delivery.attempts) == (DeliveryStatus.SENT, moment, 1)
    assert later.status == DeliveryStatus.WAITING


def test_without_a_sender_messages_stay(put: Put, moment: datetime) -> None:
    delivery = put()
    assert deliver_due(senders={}, clock=lambda: moment) == 0
    assert run(FakeSender(), moment, SMS) == 0
    delivery.refresh_from_db()
    assert delivery.status == DeliveryStatus.WAITING


def test_waits_grow_and_end(put: Put, moment: datetime) -> None:
    delivery, sender, at = put(), FakeSender(), moment
    sender.answer = "busy"
    for wait in WAITS:
        run(sender, at)
        delivery.refresh_from_db()
        assert (delivery.status, delivery.next_attempt_at) == (DeliveryStatus.FAILED, at + wait)
        assert delivery.error == "450 bận"
        at += wait
    run(sender, at)
    delivery.refresh_from_db()
    assert (delivery.status, delivery.next_attempt_at) == (DeliveryStatus.GIVEN_UP, None)
    assert delivery.attempts == len(WAITS) + 1


def test_a_failure_in_between_is_forgotten_when_it_arrives(put: Put, moment: datetime) -> None:
    delivery, sender = put(), FakeSender()
    sender.answer = "away"
    run(sender, moment)
    sender.answer = "taken"
    assert run(sender, moment + WAITS[0]) == 1
    delivery.refresh_from_db()
    assert (delivery.status, delivery.error, delivery.attempts) == (DeliveryStatus.SENT, "", 2)


@pytest.mark.parametrize(("answer", "said"), [("refused", "550"), ("broken", "Không rõ")])
def test_what_is_final_or_unclear_is_not_tried_again(
    answer: str, said: str, put: Put, moment: datetime
) -> None:
    delivery, sender = put(), FakeSender()
    sender.answer = answer
    run(sender, moment)
    delivery.refresh_from_db()
    assert delivery.status == DeliveryStatus.GIVEN_UP
    assert said in delivery.error
    sender.answer = "taken"
    assert run(sender, moment + timedelta(days=1)) == 0


def test_one_letter_with_everything_of_the_day(put: Put, moment: datetime) -> None:
    for _ in range(3):
        put(mode=DeliveryMode.DIGEST)
    put(mode=DeliveryMode.DIGEST, address="khac@example.vn")
    put(mode=DeliveryMode.DIGEST, next_attempt_at=moment + timedelta(days=1))
    sender = FakeSender()
    assert run(sender, moment) == 2
    assert [row[0] for row in sender.arrived] == ["dan@example.vn", "khac@example.vn"]
    title, text = sender.arrived[0][1:]
    assert title == "3 thông báo về hồ sơ trong ngày 17/09/2026"
    assert sorted(text.count(f" Thư {number}\n") for number in (1, 2, 3)) == [1, 1, 1]
    assert text.count("/ho-so/1/") == 3
    assert sender.arrived[1][1:] == ("Thư 4", "lời")
    assert Delivery.objects.filter(status=DeliveryStatus.SENT).count() == 4


def test_no_telephone_rings_at_night(put: Put, moment: datetime) -> None:
    night = moment.replace(hour=23)
    delivery = put(channel=SMS, address="0912345678", next_attempt_at=night)
    sender = FakeSender()
    assert run(sender, night, SMS) == 0
    delivery.refresh_from_db()
    assert (delivery.status, delivery.attempts) == (DeliveryStatus.WAITING, 0)
    morning = night.replace(hour=7) + timedelta(days=1)
    assert delivery.next_attempt_at == morning
    assert run(sender, morning, SMS) == 1


def test_no_address_is_flooded(put: Put, moment: datetime) -> None:
    for _ in range(7):
        put(channel=SMS, address="0912345678")
    put(channel=SMS, address="0987654321")
    sender = FakeSender()
    assert run(sender, moment, SMS) == 6
    assert run(sender, moment + timedelta(minutes=59), SMS) == 0
    assert run(sender, moment + timedelta(minutes=61), SMS) == 2
    assert len(sender.arrived) == 8


def test_handed_over_by_a_killed_worker_is_given_up_in_sight(put: Put, moment: datetime) -> None:
    delivery = put(status=DeliveryStatus.SENDING, claimed_at=moment, handed_at=moment, attempts=1)
    give_up_hopeless(at=moment + LOST - timedelta(seconds=1))
    assert Delivery.objects.get().status == DeliveryStatus.SENDING
    give_up_hopeless(at=moment + LOST)
    delivery.refresh_from_db()
    assert delivery.status == DeliveryStatus.GIVEN_UP
    assert "không rõ" in delivery.error
    assert run(FakeSender(), moment + timedelta(days=1)) == 0


def test_only_claimed_by_a_killed_worker_leaves_later(put: Put, moment: datetime) -> None:
    put(status=DeliveryStatus.SENDING, claimed_at=moment)
    sender = FakeSender()
    assert run(sender, moment + timedelta(minutes=1)) == 0
    give_up_hopeless(at=moment + LOST)
    assert run(sender, moment + LOST) == 1


def test_a_worker_that_woke_up_too_late_does_not_send(put: Put, moment: datetime) -> None:
    put(), put()
    sender = FakeSender()
    moments = iter([moment, moment, moment, moment + LOST, moment + LOST, moment + LOST])
    assert deliver_due(senders={EMAIL: sender}, clock=lambda: next(moments)) == 1
    assert len(sender.arrived) == 1


def test_what_waited_too_long_says_nothing_new(put: Put, moment: datetime) -> None:
    put()
    put(written_at=moment + timedelta(hours=1))
    give_up_hopeless(at=moment + STALE)
    assert set(Delivery.objects.values_list("title", "status")) == {
        ("Thư 1", DeliveryStatus.GIVEN_UP),
        ("Thư 2", DeliveryStatus.WAITING),
    }


def test_what_a_backup_holds_does_not_leave_a_second_time(put: Put, moment: datetime) -> None:
    put()
    put(status=DeliveryStatus.SENDING, claimed_at=moment)
    put(next_attempt_at=moment + timedelta(hours=1))
    put(status=DeliveryStatus.SENT, sent_at=moment)
    assert hold_back_restored(at=moment) == 2
    assert run(FakeSender(), moment) == 0
    assert run(FakeSender(), moment + timedelta(hours=1)) == 1


def test_claiming_fifty_takes_as_many_statements_as_claiming_one(put: Put, moment: datetime) -> None:
    def statements(count: int) -> int:
        for number in range(count):
            put(address=f"a{number}@example.vn", next_attempt_at=moment)
        with CaptureQueriesContext(connection) as captured:
            assert run(FakeSender(), moment) == count
        return len(captured)

    # For each letter the mark before (in a transaction of its own) and what became of it; nothing else grows.
    assert statements(50) - statements(1) == 4 * 49


WORKER = """
import os, sys, time
import django; django.setup()
from django.db import connections
connections.databases["default"]["NAME"] = sys.argv[1]
from motcua.kernel.clock import now
from motcua.notices.actions.deliver import deliver_due
from motcua.notices.enums import NoticeChannel
class Slow:
    def send(self, letter):
        with open(sys.argv[2], "a") as told:
            told.write(letter.title + "\\n")
        time.sleep(0.03)
    def close(self): pass
deliver_due(senders={NoticeChannel.EMAIL: Slow()}, clock=now)
"""


@pytest.mark.django_db(transaction=True)
def test_killed_workers_side_by_side_send_nothing_twice(put: Put, moment: datetime, tmp_path: Path) -> None:
    for number in range(60):
        put(address=f"a{number}@example.vn", written_at=datetime.now().astimezone())
    told = tmp_path / "told"
    name = connection.settings_dict["NAME"]

    def start() -> subprocess.Popen[bytes]:
        return subprocess.Popen([sys.executable, "-c", WORKER, name, str(told)], env={**os.environ})

    def written() -> list[str]:
        return told.read_text().splitlines() if told.exists() else []

    killed = [start(), start()]
    deadline = time.monotonic() + 60
    while len(written()) < 5 and time.monotonic() < deadline:
        time.sleep(0.01)
    for worker in killed:
        worker.send_signal(signal.SIGKILL)
        worker.wait()
    Delivery.objects.filter(status=DeliveryStatus.SENDING).update(claimed_at=moment)
    Delivery.objects.filter(handed_at__isnull=False).update(handed_at=moment)
    give_up_hopeless(at=datetime.now().astimezone())
    assert start().wait(timeout=60) == 0
    titles = written()
    assert len(titles) == len(set(titles))
    # At most the one letter that each killed worker was just handing over is in doubt; all others have left.
    doubtful = Delivery.objects.filter(status=DeliveryStatus.GIVEN_UP)
    assert doubtful.count() <= 2
    assert Delivery.objects.filter(status=DeliveryStatus.SENT).count() == 60 - doubtful.count()
    assert len(set(titles) | set(doubtful.values_list("title", flat=True))) == 60
