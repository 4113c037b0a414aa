"""Who can be given work at an agency."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from motcua.accounts.enums import Capability, Role
from motcua.accounts.models import RoleHolding
from motcua.accounts.queries import agencies_where, handlers_at


def test_a_role_there_or_above_that_reaches_down(
    bodies, handling_officer, head, receiving_officer, make_person, today, django_assert_num_queries
) -> None:
    above = make_person("Không Với Tới", role=Role.HANDLER, agency=bodies.department)
    with django_assert_num_queries(1):
        able = handlers_at(bodies.exam_division.pk, Capability.HANDLE_DOSSIERS, today)
    assert able == [handling_officer]
    assert above not in able
    assert handlers_at(bodies.exam_division.pk, Capability.DECIDE_DOSSIERS, today) == [head]
    assert set(handlers_at(bodies.division.pk, Capability.READ_DOSSIERS, today)) == {receiving_officer, head}


def test_those_who_left_are_not_named(bodies, handling_officer, make_person, today) -> None:
    gone = make_person("Đã Nghỉ", role=Role.HANDLER, agency=bodies.exam_division, is_active=False)
    make_person("Hết Hạn", role=Role.HANDLER, agency=bodies.exam_division, until=today)
    last = make_person("Ân", role=Role.HANDLER, agency=bodies.exam_division, until=today + timedelta(days=1))
    assert handlers_at(bodies.exam_division.pk, Capability.HANDLE_DOSSIERS, today) == [last, handling_officer]
    assert gone not in handlers_at(bodies.exam_division.pk, Capability.HANDLE_DOSSIERS, today)


@pytest.mark.parametrize("capability", [Capability.HANDLE_DOSSIERS, Capability.READ_DOSSIERS])
def test_says_the_same_as_asking_each_person(
    bodies, handling_officer, head, outsider, receiving_officer, citizen, today, capability
) -> None:
    RoleHolding.objects.create(
        person=citizen,
        agency=bodies.committee,
        role=Role.INSPECTOR,
        includes_below=True,
        held=DateRange(date(2026, 1, 1), None),
    )
    for agency in (bodies.exam_division, bodies.department, bodies.other_department, bodies.primary_school):
        asked = {
            person
            for person in (handling_officer, head, outsider, receiving_officer, citizen)
            if agencies_where(person, capability, today).filter(pk=agency.pk).exists()
        }
        assert set(handlers_at(agency.pk, capability, today)) == asked
