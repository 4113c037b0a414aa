"""Who looked at personal data is kept, once in ten minutes, for ever."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import DatabaseError, transaction
from tests.cast import Bodies
from tests.handing_in import HandIn, TakenIn

from motcua.accounts.models import Person
from motcua.dossiers.actions.intake import lodge
from motcua.dossiers.actions.reading import note_list_reading, note_reading
from motcua.dossiers.enums import Door
from motcua.dossiers.models import OnlineDoor, Reading
from motcua.dossiers.queries.readings import page_of_readings, posts_of, readings_of, readings_visible_to
from motcua.kernel.refusals import Refused

pytestmark = pytest.mark.django_db
WHAT = "Mở trang hồ sơ"


def test_one_row_in_ten_minutes(
    taken_in: TakenIn, desk_officer: Person, head: Person, moment: datetime
) -> None:
    dossier = taken_in()
    looks = [
        note_reading(person=desk_officer, dossier=dossier, what=WHAT, at=moment + timedelta(minutes=minutes))
        for minutes in (0, 3, 9, 10, 25)
    ]
    assert looks == [True, False, False, True, True]
    assert note_reading(person=head, dossier=dossier, what=WHAT, at=moment)
    assert readings_of(dossier).count() == 4
    assert readings_of(dossier)[0].at == moment + timedelta(minutes=25)


def test_another_dossier_is_another_look(taken_in: TakenIn, desk_officer: Person, moment: datetime) -> None:
    assert all(note_reading(person=desk_officer, dossier=taken_in(), what=WHAT, at=moment) for _ in range(2))


def test_who_may_not_see_it_is_refused_and_leaves_no_trace(
    taken_in: TakenIn, outsider: Person, moment: datetime
) -> None:
    with pytest.raises(Refused) as refused:
        note_reading(person=outsider, dossier=taken_in(), what=WHAT, at=moment)
    assert refused.value.code == "dossier-not-found"
    assert not Reading.objects.exists()


def test_one_s_own_dossier_is_read_freely(hand_in: HandIn, citizen: Person, moment: datetime) -> None:
    OnlineDoor.objects.update(is_open=True)
    dossier = lodge(intake=hand_in(door=Door.ONLINE), by=citizen, at=moment)
    assert not note_reading(person=citizen, dossier=dossier, what=WHAT, at=moment)


def test_rows_stay_as_they_are(taken_in: TakenIn, desk_officer: Person, moment: datetime) -> None:
    note_reading(person=desk_officer, dossier=taken_in(), what=WHAT, at=moment)
    with pytest.raises(DatabaseError), transaction.atomic():
        Reading.objects.update(what="khác")
    with pytest.raises(DatabaseError), transaction.atomic():
        Reading.objects.all().delete()


def test_heads_see_the_looks_of_their_bodies(
    taken_in: TakenIn, desk_officer: Person, head: Person, outsider: Person, bodies: Bodies, moment: datetime
) -> None:
    note_reading(person=desk_officer, dossier=taken_in(), what=WHAT, at=moment)
    day = moment.date()
    [seen] = page_of_readings(readings_visible_to(head, day))
    assert (seen.person, seen.what) == (desk_officer, WHAT)
    assert posts_of([desk_officer], day)[desk_officer.pk] == f"Chuyên viên, {bodies.department.name}"
    assert page_of_readings(readings_visible_to(desk_officer, day)) == []
    assert page_of_readings(readings_visible_to(outsider, day)) == []


def test_pages_follow_each_other(taken_in: TakenIn, desk_officer: Person, moment: datetime) -> None:
    dossier = taken_in()
    for hour in range(5):
        note_reading(person=desk_officer, dossier=dossier, what=str(hour), at=moment + timedelta(hours=hour))
    first = page_of_readings(readings_of(dossier), size=2)
    rest = page_of_readings(readings_of(dossier), size=5, after=(first[1].at, first[1].pk))
    assert [row.what for row in [*first[:2], *rest]] == ["4", "3", "2", "1", "0"]


def test_taking_out_a_list_is_kept_and_heads_see_it(
    desk_officer: Person, head: Person, outsider: Person, moment: datetime
) -> None:
    assert note_list_reading(person=desk_officer, what="Xem sổ", at=moment)
    assert not note_list_reading(person=desk_officer, what="Xem sổ", at=moment + timedelta(minutes=5))
    assert note_list_reading(person=desk_officer, what="In sổ", at=moment)
    on = moment.date()
    assert {one.what for one in page_of_readings(readings_visible_to(head, on))} == {"Xem sổ", "In sổ"}
    assert not readings_visible_to(outsider, on).exists()
