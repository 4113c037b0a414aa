"""Calendars that programs fetch: what stands in them, for whom, and until when."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cast import Bodies, MakePerson
from tests.planning import Followed

from motcua.accounts.enums import Role
from motcua.accounts.models import Person, RoleHolding
from motcua.kernel.models import JournalEntry
from motcua.kernel.refusals import Refused
from motcua.plans.actions.feeds import end_feed, make_feed
from motcua.plans.actions.lines import LineEntry
from motcua.plans.actions.reporting import Told, assign_duty, report_done
from motcua.plans.enums import DutyStatus
from motcua.plans.models import CalendarFeed, Duty, Plan
from motcua.plans.queries.feeds import entries_of, find_feed
from motcua.plans.rules.calendars import ALARM_DAYS, Entry, calendar_of

MADE = datetime(2026, 9, 17, 2, tzinfo=UTC)
SITE = "https://motcua.example.vn"
ENTRY = Entry(
    uid="1@motcua",
    due_on=date(2026, 9, 30),
    summary="Hạn: Rà soát; báo cáo, lần 1",
    description="Kế hoạch 2026\nĐơn vị: Phòng A",
    url=f"{SITE}/x/",
    revision=4,
    is_done=False,
)


def _events(content: bytes) -> list[Any]:
    return icalendar.Calendar.from_ical(content).walk("VEVENT")


def test_a_duty_is_a_whole_day_with_an_alarm_before_it() -> None:
    content = calendar_of(name="Việc của tôi", entries=[ENTRY], made_at=MADE)
    assert content.startswith(b"BEGIN:VCALENDAR\r\n")
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    [event] = _events(content)
    assert (event["dtstart"].dt, event["dtend"].dt) == (date(2026, 9, 30), date(2026, 10, 1))
    assert (str(event["uid"]), event["sequence"], str(event["transp"])) == ("1@motcua", 4, "TRANSPARENT")
    assert str(event["summary"]) == ENTRY.summary
    assert str(event["description"]) == ENTRY.description
    [alarm] = event.walk("VALARM")
    assert alarm["trigger"].dt == timedelta(days=-ALARM_DAYS)


def test_what_is_done_is_ticked_and_rings_no_more() -> None:
    done = Entry(**{name: getattr(ENTRY, name) for name in ENTRY.__slots__} | {"is_done": True})
    [event] = _events(calendar_of(name="x", entries=[done], made_at=MADE))
    assert str(event["summary"]).startswith("✓ ")
    assert event.walk("VALARM") == []


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=200))
def test_no_words_break_the_file(words: str) -> None:
    entry = Entry("1", date(2026, 9, 30), words, words, SITE, 0, is_done=False)
    [event] = _events(calendar_of(name=words, entries=[entry], made_at=MADE))
    assert str(event["summary"]) == words


def _found(secret: str, on: date) -> list[Entry]:
    feed = find_feed(secret)
    assert feed is not None
    return entries_of(feed, on=on, site=SITE)


@pytest.mark.django_db
def test_a_unit_and_a_person_have_calendars_of_their_own(
    approved: Callable[..., Plan],
    review: LineEntry,
    bodies: Bodies,
    division_head: Person,
    handling_officer: Person,
    moment: datetime,
) -> None:
    approved(review, LineEntry(content="Tập huấn", leads=("Văn phòng Sở",), term="Tháng 10/2026"))
    on, duty = moment.date(), Duty.objects.get(unit=bodies.exam_division)
    of_unit = make_feed(unit_id=bodies.exam_division.pk, by=division_head, at=moment)
    mine = make_feed(unit_id=None, by=handling_officer, at=moment)
    [entry] = _found(of_unit, on)
    assert (entry.due_on, entry.url) == (date(2026, 9, 29), f"{SITE}/ban-lam-viec/ke-hoach/viec/{duty.pk}/")
    assert "Sản phẩm: Báo cáo kết quả rà soát" in entry.description
    assert _found(mine, on) == []
    assign_duty(duty_id=duty.pk, person_id=handling_officer.pk, by=division_head, at=moment)
    [mine_now] = _found(mine, on)
    assert (mine_now.uid, mine_now.revision) == (entry.uid, entry.revision + 1)
    report_done(duty_id=duty.pk, told=Told("Xong", product_reference="số 1"), by=handling_officer, at=moment)
    assert _found(of_unit, on)[0].is_done


@pytest.mark.django_db
def test_no_day_no_entry_and_old_ones_leave(
    followed: Followed, bodies: Bodies, division_head: Person, moment: datetime
) -> None:
    secret = make_feed(unit_id=bodies.exam_division.pk, by=division_head, at=moment)
    assert len(_found(secret, date(2026, 12, 30))) == 1
    assert _found(secret, date(2026, 12, 31)) == []
    Duty.objects.update(status=DutyStatus.CANCELLED)
    assert _found(secret, moment.date()) == []
    Duty.objects.update(status=DutyStatus.OPEN, due_on=None)
    assert _found(secret, moment.date()) == []


@pytest.mark.django_db
def test_an_address_ends_when_it_is_ended_replaced_or_its_person_leaves(
    followed: Followed, bodies: Bodies, division_head: Person, moment: datetime
) -> None:
    unit = bodies.exam_division.pk
    told: dict[str, Any] = {"unit_id": unit, "by": division_head, "at": moment}
    first = make_feed(**told)
    second = make_feed(**told)
    assert find_feed(first) is None
    assert find_feed(second) is not None
    assert find_feed(second[:-1]) is None
    assert end_feed(**told) is True
    assert end_feed(**told) is False
    assert find_feed(second) is None
    third = make_feed(**told)
    RoleHolding.objects.filter(person=division_head).delete()
    assert _found(third, moment.date()) == []
    Person.objects.filter(pk=division_head.pk).update(is_active=False)
    assert find_feed(third) is None
    assert first not in str(CalendarFeed.objects.values_list("digest", flat=True))
    kinds = JournalEntry.objects.filter(kind__startswith="CalendarFeed").order_by("seq")
    assert [entry.kind[len("CalendarFeed") :] for entry in kinds] == ["Made", "Made", "Ended", "Made"]
    assert third not in str([entry.payload for entry in kinds])


@pytest.mark.django_db
def test_nobody_takes_the_calendar_of_a_unit_that_is_not_theirs(
    followed: Followed, bodies: Bodies, principal: Person, outsider: Person, moment: datetime
) -> None:
    for person in (principal, outsider):
        with pytest.raises(Refused) as refused:
            make_feed(unit_id=bodies.exam_division.pk, by=person, at=moment)
        assert refused.value.code == "read-plans-not-allowed"
    assert not CalendarFeed.objects.exists()


@pytest.mark.django_db
def test_who_moved_away_leaves_their_duties_behind(
    followed: Followed,
    bodies: Bodies,
    division_head: Person,
    make_person: MakePerson,
    moment: datetime,
) -> None:
    gone = make_person("Đinh Thị Chuyển", role=Role.HANDLER, agency=bodies.exam_division)
    assign_duty(duty_id=followed.duty.pk, person_id=gone.pk, by=division_head, at=moment)
    secret = make_feed(unit_id=None, by=gone, at=moment)
    assert len(_found(secret, moment.date())) == 1
    RoleHolding.objects.filter(person=gone).update(agency=bodies.primary_school)
    assert _found(secret, moment.date()) == []
