"""What people were told long ago goes away, and nothing that somebody may still have to act on."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.db import transaction

from motcua.kernel.queries import entries_about
from motcua.notices.actions import purging
from motcua.notices.actions.notify import notify
from motcua.notices.actions.purging import purge_old
from motcua.notices.enums import Audience, DeliveryStatus
from motcua.notices.models import Delivery, Notice
from motcua.notices.rules.keeping import KEEPINGS, keeping_on
from motcua.notices.rules.recipients import Recipient
from motcua.notices.tasks import purge


def tell(key: str, at: datetime, status: DeliveryStatus) -> Notice:
    to = Recipient(None, "Nguyễn Văn Kín", "kin@example.vn", "", Audience.APPLICANT)
    with transaction.atomic():
        notify(
            event="dossier_received",
            to=[to],
            facts={"code": "H24-1", "procedure": "Cấp bản sao", "agency": "Phòng"},
            subject_kind="dossier",
            subject_id=key,
            dedupe_key=key,
            at=at,
        )
    notice = Notice.objects.get(dedupe_key=key)
    is_open = status in {DeliveryStatus.WAITING, DeliveryStatus.SENDING}
    notice.deliveries.update(
        status=status,
        sent_at=at if status is DeliveryStatus.SENT else None,
        next_attempt_at=at if is_open else None,
    )
    return notice


def test_old_notices_and_messages_go_and_are_counted(db: None, moment: datetime) -> None:
    keeping = keeping_on(moment.date())
    hour = timedelta(hours=1)
    tell("new", moment - keeping.messages + hour, DeliveryStatus.SENT)
    tell("older", moment - keeping.messages - hour, DeliveryStatus.SENT)
    tell("oldest", moment - keeping.notices - hour, DeliveryStatus.GIVEN_UP)
    tell("stuck", moment - keeping.notices - hour, DeliveryStatus.WAITING)
    assert purge_old(at=moment) == (1, 2)
    assert set(Notice.objects.values_list("dedupe_key", flat=True)) == {"new", "older", "stuck"}
    assert set(Delivery.objects.values_list("notice__dedupe_key", flat=True)) == {"new", "stuck"}
    told = [entry.payload for entry in entries_about("notices", "keeping")]
    assert [(one.get("notices"), one.get("messages")) for one in told] == [(None, 2), (1, None)]
    purge(moment)  # once more, by the worker: nothing to do, nothing to tell
    assert entries_about("notices", "keeping").count() == 2


def test_much_goes_in_portions(db: None, moment: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(purging, "AT_ONCE", 2)
    old = moment - keeping_on(moment.date()).notices - timedelta(days=1)
    for number in range(5):
        tell(f"old-{number}", old, DeliveryStatus.SENT)
    assert purge_old(at=moment) == (5, 5)
    assert not Notice.objects.exists()


def test_how_long_is_dated_and_messages_go_first() -> None:
    assert keeping_on(date(2000, 1, 1)) is KEEPINGS[0]
    assert all(one.messages < one.notices for one in KEEPINGS)
