"""What waits for whom, in which group, in which order; and never more than one may see."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from tests.cast import Bodies
from tests.handing_in import HandIn, TakenIn

from motcua.accounts.enums import Role
from motcua.accounts.models import Person
from motcua.deadlines.queries import calendar_for
from motcua.deadlines.rules.shipped import NATIONAL
from motcua.dossiers.actions.handling import assign, forward
from motcua.dossiers.actions.intake import lodge
from motcua.dossiers.enums import Door, Waiting
from motcua.dossiers.models import Dossier, OnlineDoor
from motcua.dossiers.queries.inbox import Inbox, Moments
from motcua.dossiers.queries.listing import Narrowing, listed, visible
from motcua.dossiers.queries.visible import dossiers_visible_to, find_scanned, find_visible, reach_of
from motcua.dossiers.rules.face import soon_until

pytestmark = pytest.mark.django_db

Open = Callable[..., Inbox]


@pytest.fixture
def inbox(moment: datetime) -> Open:
    def make(person: Person, *, at: datetime = moment, **narrowed: Any) -> Inbox:
        moments = Moments(at, soon_until(calendar_for(NATIONAL), at))
        return Inbox(reach_of(person, at.date()), moments, Narrowing(**narrowed))

    return make


def codes(inbox: Inbox, group: Waiting | None = None) -> list[str]:
    return [row.code for row in inbox.page(group)]


def held(inbox: Inbox) -> dict[Waiting, int]:
    return {group: count for group, count in inbox.counts().items() if count}


def test_whoever_received_it_has_it_until_it_goes_on(
    inbox: Open, taken_in: TakenIn, desk_officer: Person, head: Person, handler: Person, moment: datetime
) -> None:
    dossier = taken_in()
    assert codes(inbox(desk_officer)) == [dossier.code]
    assert codes(inbox(head)) == codes(inbox(handler)) == []
    forward(dossier_id=dossier.pk, by=desk_officer, at=moment)
    assert codes(inbox(desk_officer)) == []
    assert codes(inbox(head)) == [dossier.code]


def test_what_is_given_to_somebody_waits_for_them_alone(
    inbox: Open, taken_in: TakenIn, desk_officer: Person, head: Person, handler: Person, bodies: Bodies,
    make_person: Callable[..., Person], moment: datetime,
) -> None:  # fmt: skip
    second = make_person("Tạ Văn Hai", role=Role.HANDLER, agency=bodies.exam_division)
    dossier = taken_in()
    forward(dossier_id=dossier.pk, by=desk_officer, at=moment)
    assign(dossier_id=dossier.pk, by=head, at=moment, unit_id=bodies.exam_division.pk)
    assert codes(inbox(handler)) == codes(inbox(second)) == [dossier.code]
    assign(dossier_id=dossier.pk, by=head, at=moment, person_id=handler.pk)
    assert codes(inbox(handler)) == [dossier.code]
    assert codes(inbox(second)) == []


@pytest.mark.parametrize(
    ("days", "group"),
    [(0, Waiting.SOON), (3, Waiting.SOON), (5, Waiting.TODAY), (6, Waiting.OVERDUE)],
)
def test_groups_follow_the_clock(
    inbox: Open, taken_in: TakenIn, desk_officer: Person, moment: datetime, days: int, group: Waiting
) -> None:
    taken_in()  # a Thursday; three working days end on Tuesday
    assert held(inbox(desk_officer, at=moment + timedelta(days=days))) == {group: 1}


def test_late_ones_without_an_apology_are_red_for_heads_only(
    inbox: Open, taken_in: TakenIn, desk_officer: Person, head: Person, division_head: Person, moment: datetime
) -> None:  # fmt: skip
    dossier = taken_in()
    later = moment + timedelta(days=6)
    assert codes(inbox(head, at=later), Waiting.RED) == [dossier.code]
    assert codes(inbox(division_head, at=later), Waiting.RED) == []
    assert codes(inbox(desk_officer, at=later), Waiting.RED) == []
    Dossier.objects.filter(pk=dossier.pk).update(apologised_at=later)
    assert codes(inbox(head, at=later), Waiting.RED) == []
    Dossier.objects.filter(pk=dossier.pk).update(extended_at=later)  # the apology went with the extension
    assert codes(inbox(head, at=later), Waiting.RED) == [dossier.code]


def test_what_was_lodged_from_outside_waits_at_the_counter(
    inbox: Open, hand_in: HandIn, citizen: Person, desk_officer: Person, head: Person, moment: datetime
) -> None:
    OnlineDoor.objects.update(is_open=True)
    dossier = lodge(intake=hand_in(door=Door.ONLINE), by=citizen, at=moment)
    assert held(inbox(desk_officer)) == {Waiting.TO_RECEIVE: 1}
    assert codes(inbox(desk_officer)) == [dossier.code]
    assert held(inbox(head)) == {}


def test_pages_follow_each_other_without_gap_or_repeat(
    inbox: Open, taken_in: TakenIn, desk_officer: Person, moment: datetime
) -> None:
    for number in range(7):
        taken_in(at=moment - timedelta(days=number % 3))
    mine, found, after = inbox(desk_officer), [], None
    for _ in range(4):
        rows = mine.page(None, after=after, size=2)
        found += [row.code for row in rows[:2]]
        after = (rows[:2][-1].when, rows[:2][-1].id)
    assert len(rows) == 1
    assert found == codes(mine)
    assert [row.when for row in mine.page(None)] == sorted(row.when for row in mine.page(None))


def test_filters_narrow_rows_and_counts_alike(
    inbox: Open, taken_in: TakenIn, desk_officer: Person, moment: datetime
) -> None:
    old, new = taken_in(at=moment - timedelta(days=2)), taken_in(door=Door.POST)
    assert codes(inbox(desk_officer, door=Door.POST)) == [new.code]
    assert codes(inbox(desk_officer, last=old.submitted_at.date())) == [old.code]
    assert codes(inbox(desk_officer, first=new.submitted_at.date())) == [new.code]
    assert sum(inbox(desk_officer, door=Door.POST).counts().values()) == 1
    assert codes(inbox(desk_officer, step=new.step_key, procedure_id=new.procedure_id)) == [
        old.code,
        new.code,
    ]
    assert codes(inbox(desk_officer, step="khong-co")) == []


def test_choices_name_what_is_there(inbox: Open, taken_in: TakenIn, desk_officer: Person) -> None:
    dossier = taken_in()
    choices = inbox(desk_officer).choices()
    assert choices["officer"] == [(str(desk_officer.pk), "Phạm Thị Tiếp")]
    assert choices["procedure"] == [(str(dossier.procedure_id), "1.005143 Cấp lại văn bằng")]
    assert [value for value, _label in choices["step"]] == [dossier.step_key]


def test_nobody_sees_by_list_what_they_may_not_see(
    inbox: Open, taken_in: TakenIn, outsider: Person, citizen: Person, technical_administrator: Person
) -> None:
    taken_in()
    for person in (outsider, citizen, technical_administrator):
        assert held(inbox(person)) == {}


def test_the_office_part_of_what_one_sees_is_told_alike_twice(
    taken_in: TakenIn, moment: datetime, desk_officer: Person, handler: Person, head: Person, outsider: Person
) -> None:  # fmt: skip
    for number in range(3):
        taken_in(at=moment - timedelta(hours=number))
    for person in (desk_officer, handler, head, outsider):
        reach = reach_of(person, moment.date())
        written = {row.id for row in listed(visible(reach), order="d.id", most=10)}
        assert written == set(dossiers_visible_to(person, moment.date()).values_list("pk", flat=True))


def test_a_person_s_own_dossier_is_theirs_to_see(
    hand_in: HandIn, citizen: Person, handler: Person, moment: datetime
) -> None:
    OnlineDoor.objects.update(is_open=True)
    dossier = lodge(intake=hand_in(door=Door.ONLINE), by=citizen, at=moment)
    assert find_visible(dossier.code.lower(), citizen, moment.date()) == dossier
    assert find_visible(dossier.code, handler, moment.date()) is None
    assert find_visible("", citizen, moment.date()) is None


def test_a_scanned_code_names_one_dossier_or_none(
    taken_in: TakenIn, desk_officer: Person, outsider: Person, moment: datetime
) -> None:
    dossier = taken_in(outside_code="H26-99", outside_system="Cổng Dịch vụ công quốc gia")
    taken_in()
    day = moment.date()
    reach = reach_of(desk_officer, day)
    assert find_scanned(f"{dossier.code}|1.005143", reach=reach) == dossier.code
    assert find_scanned("h26-99", reach=reach) == dossier.code
    assert find_scanned(dossier.code[:-1], reach=reach) is None
    assert find_scanned("nguyễn thị hồng", reach=reach) is None
    assert find_scanned(dossier.code, reach=reach_of(outsider, day)) is None


@pytest.mark.parametrize("count", [1, 6])
def test_the_number_of_queries_does_not_grow(
    inbox: Open, taken_in: TakenIn, desk_officer: Person, count: int, django_assert_max_num_queries
) -> None:
    for _ in range(count):
        taken_in()
    mine = inbox(desk_officer)
    with django_assert_max_num_queries(3):
        mine.page(None)
        mine.counts()
        mine.choices()
