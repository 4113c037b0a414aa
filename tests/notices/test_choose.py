"""How people want to be told, and what they have read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.accounts.models import Person
from motcua.kernel.models import JournalEntry
from motcua.kernel.refusals import Refused
from motcua.notices.actions.preferences import choose_preferences
from motcua.notices.actions.reading import mark_all_read, mark_read, mark_subject_read
from motcua.notices.enums import Audience, DeliveryMode, EventGroup, NoticeChannel
from motcua.notices.models import Notice, Preference
from motcua.notices.queries import (
    channels_for,
    get_notice,
    own_notices,
    page_of_bell,
    preferences_of,
    unread_count,
)
from motcua.notices.rules.events import EVENTS
from motcua.notices.rules.preferences import DEFAULTS, choosable, groups_for, mode_for
from motcua.notices.rules.recipients import Recipient, address_for, masked

EMAIL, BELL = NoticeChannel.EMAIL, NoticeChannel.BELL
STAFF, APPLICANT = Audience.STAFF, Audience.APPLICANT
NOW, DIGEST, OFF = DeliveryMode.NOW, DeliveryMode.DIGEST, DeliveryMode.OFF


def choose(person: Person, at: datetime, **modes: DeliveryMode) -> int:
    choices = {(EventGroup(group), EMAIL): mode for group, mode in modes.items()}
    return choose_preferences(choices=choices, audience=STAFF, by=person, at=at)


def test_only_what_differs_from_the_default_is_kept(handling_officer: Person, moment: datetime) -> None:
    assert choose(handling_officer, moment, work=NOW, due=OFF, payment=DIGEST) == 2
    assert preferences_of([handling_officer.pk]) == {
        handling_officer.pk: {(EventGroup.WORK, EMAIL): NOW, (EventGroup.DUE, EMAIL): OFF}
    }
    assert choose(handling_officer, moment, work=NOW) == 0
    assert choose(handling_officer, moment, work=DIGEST, due=NOW) == 2
    assert list(Preference.objects.values_list("group", "mode")) == [("due", "now")]
    assert JournalEntry.objects.filter(kind="NoticePreferencesChanged").count() == 2


def test_a_mode_that_is_not_offered_leaves_no_trace(handling_officer: Person, moment: datetime) -> None:
    with pytest.raises(Refused) as refused:
        choose_preferences(
            choices={(EventGroup.WORK, EMAIL): NOW, (EventGroup.WORK, BELL): DIGEST},
            audience=STAFF,
            by=handling_officer,
            at=moment,
        )
    assert refused.value.code == "mode-not-offered"
    assert not Preference.objects.exists()
    assert not JournalEntry.objects.filter(kind="NoticePreferencesChanged").exists()


@given(
    event=st.sampled_from(sorted(EVENTS)),
    audience=st.sampled_from(list(Audience)),
    channel=st.sampled_from(list(NoticeChannel)),
    mode=st.none() | st.sampled_from(list(DeliveryMode)),
)
def test_a_choice_holds_but_for_what_must_be_seen(
    event: str, audience: Audience, channel: NoticeChannel, mode: DeliveryMode | None
) -> None:
    kind = EVENTS[event]
    chosen = None if mode is None else {(kind.group, channel): mode}
    found = mode_for(kind=kind, audience=audience, channel=channel, chosen=chosen)
    if channel is BELL:
        assert found is (OFF if mode is OFF and not kind.must_show else NOW)
    else:
        assert found is (mode or DEFAULTS[audience, channel])


def test_what_is_offered() -> None:
    assert choosable(EMAIL) == (NOW, DIGEST, OFF)
    assert DIGEST not in choosable(BELL) + choosable(NoticeChannel.SMS)
    assert EventGroup.WORK not in groups_for(APPLICANT, EVENTS)
    assert EventGroup.WORK in groups_for(STAFF, EVENTS)


def test_channels_are_those_with_words(db: None, settings: object) -> None:
    assert channels_for(STAFF) == [BELL, EMAIL]
    assert channels_for(APPLICANT) == [BELL, EMAIL, NoticeChannel.SMS]
    settings.NOTICE_SENDERS = {"zalo": "x"}  # type: ignore[attr-defined]  # pytest-django's own
    assert NoticeChannel.ZALO in channels_for(APPLICANT)
    assert NoticeChannel.ZALO not in channels_for(STAFF)


Told = Callable[..., Notice]


@pytest.fixture
def told(moment: datetime, handling_officer: Person) -> Told:
    count = 0

    def make(person: Person = handling_officer, subject: str = "1", audience: Audience = STAFF) -> Notice:
        nonlocal count
        count += 1
        return Notice.objects.create(
            recipient=person,
            recipient_key=f"person:{person.pk}",
            audience=audience,
            event="dossier_assigned",
            subject_kind="dossier",
            subject_id=subject,
            dedupe_key=str(count),
            title=f"Việc {count}",
            at=moment + timedelta(minutes=count),
            in_bell=True,
        )

    return make


def test_reading_one(told: Told, handling_officer: Person, citizen: Person, moment: datetime) -> None:
    mine, other, theirs = told(), told(), told(citizen)
    ids = [mine.pk, theirs.pk]
    assert mark_read(notice_ids=ids, by=handling_officer, at=moment) == 1
    assert mark_read(notice_ids=ids, by=handling_officer, at=moment + timedelta(1)) == 0
    unread = set(Notice.objects.filter(read_at=None).values_list("pk", flat=True))
    assert unread == {other.pk, theirs.pk}
    mine.refresh_from_db()
    assert mine.read_at == moment


def test_reading_all_about_one_thing(told: Told, handling_officer: Person, moment: datetime) -> None:
    told(), told(), told(subject="2")
    seen = mark_subject_read(subject_kind="dossier", subject_id="1", by=handling_officer, at=moment)
    assert seen == 2
    assert unread_count(handling_officer, STAFF) == 1


def test_reading_all_leaves_what_came_after_the_list_was_shown(
    told: Told, handling_officer: Person, moment: datetime
) -> None:
    told()
    shown = told()
    told()
    told(audience=APPLICANT)
    seen = mark_all_read(audience=STAFF, until=shown.at, by=handling_officer, at=moment)
    assert seen == 2
    assert (unread_count(handling_officer, STAFF), unread_count(handling_officer, APPLICANT)) == (1, 1)


def test_pages_of_the_bell_follow_each_other(
    told: Told, handling_officer: Person, citizen: Person, moment: datetime
) -> None:
    made = [told() for _ in range(5)]
    told(citizen)
    mark_read(notice_ids=[made[3].pk], by=handling_officer, at=moment)
    first = page_of_bell(handling_officer, STAFF, only_unread=False, size=2)
    assert [notice.title for notice in first] == ["Việc 5", "Việc 4", "Việc 3"]
    after = (first[1].at, first[1].pk)
    rest = page_of_bell(handling_officer, STAFF, only_unread=False, after=after, size=3)
    assert [notice.title for notice in rest] == ["Việc 3", "Việc 2", "Việc 1"]
    unread = page_of_bell(handling_officer, STAFF, only_unread=True, size=9)
    assert [notice.title for notice in unread] == ["Việc 5", "Việc 3", "Việc 2", "Việc 1"]


def test_nobody_opens_what_others_were_told(told: Told, citizen: Person, handling_officer: Person) -> None:
    notice = told()
    assert get_notice(handling_officer, notice.pk) == notice
    with pytest.raises(Refused) as refused:
        get_notice(citizen, notice.pk)
    assert refused.value.code == "notice-not-found"


def test_a_person_s_own_copy_holds_all_and_nothing_of_others(
    told: Told, handling_officer: Person, citizen: Person, moment: datetime
) -> None:
    told()
    told(citizen)
    choose(handling_officer, moment, work=NOW)
    kept = own_notices(handling_officer)
    assert [row["title"] for row in kept["da_bao"]] == ["Việc 1"]
    assert kept["cach_nhan"] == [{"group": "work", "channel": "email", "mode": "now"}]
    assert own_notices(citizen)["cach_nhan"] == []


@pytest.mark.parametrize(
    ("channel", "email", "phone", "address"),
    [
        (EMAIL, " a@b.vn ", "", "a@b.vn"),
        (EMAIL, "a@b", "", ""),
        (EMAIL, "a@b.vn,c@d.vn", "", ""),
        (EMAIL, "a b@c.vn", "", ""),
        (NoticeChannel.SMS, "", "+84 912.345-678", "0912345678"),
        (NoticeChannel.SMS, "", "(024) 3 869 2222", "02438692222"),
        (NoticeChannel.ZALO, "", "912345678", ""),
        (NoticeChannel.SMS, "", "0912", ""),
        (BELL, "a@b.vn", "0912345678", ""),
    ],
)
def test_addresses(channel: NoticeChannel, email: str, phone: str, address: str) -> None:
    assert address_for(channel, Recipient(None, "A", email, phone, APPLICANT)) == address


@pytest.mark.parametrize(
    ("address", "shown"),
    [("nga@example.vn", "n•••@example.vn"), ("0912345678", "09•••••678"), ("113", "•••••")],
)
def test_addresses_are_shown_in_part(address: str, shown: str) -> None:
    assert masked(address) == shown
