"""Positions and roles: given, refused, ended, handed over."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from motcua.accounts.actions.roles import appoint, end_position, grant_role, revoke_role
from motcua.accounts.enums import Role
from motcua.accounts.models import Position, RoleHolding
from motcua.kernel.queries import entries_about
from motcua.kernel.refusals import Refused
from motcua.organisations.policy import OPERATOR


def test_appointing_and_ending(citizen, bodies, business_administrator, moment, today) -> None:
    words = {"person": citizen, "agency": bodies.division, "title": "Chuyên  viên", "at": moment}
    position = appoint(**words, since=today, by=business_administrator)
    assert (position.title, position.held) == ("Chuyên viên", DateRange(today, None))
    with pytest.raises(Refused) as refused:
        appoint(**words, since=today + timedelta(days=9), by=business_administrator)
    assert refused.value.code == "position-held-already"
    later = today + timedelta(days=30)
    end_position(position_id=position.pk, on=later, by=business_administrator, at=moment)
    position.refresh_from_db()
    assert position.held == DateRange(today, later)
    with pytest.raises(Refused) as refused:
        end_position(position_id=position.pk, on=later, by=business_administrator, at=moment)
    assert refused.value.code == "ended-already"
    assert [entry.kind for entry in entries_about("person", str(citizen.pk))] == [
        "Appointed",
        "PositionEnded",
    ]


@pytest.mark.parametrize(
    ("since", "until", "code"),
    [
        (date(2025, 6, 30), None, "period-outside-agency"),
        (date(2026, 10, 1), date(2026, 10, 1), "period-ends-before-it-starts"),
    ],
)
def test_a_post_lies_within_its_agency(
    citizen, bodies, business_administrator, moment, since, until, code
) -> None:
    with pytest.raises(Refused) as refused:
        appoint(
            person=citizen,
            agency=bodies.division,
            title="Chuyên viên",
            since=since,
            until=until,
            by=business_administrator,
            at=moment,
        )
    assert refused.value.code == code
    assert not Position.objects.filter(person=citizen).exists()


def grant(person, agency, role, by, at, since, **more) -> RoleHolding:
    return grant_role(person=person, agency=agency, role=role, since=since, by=by, at=at, **more)


def test_giving_and_taking_back(handling_officer, bodies, business_administrator, moment, today) -> None:
    holding = grant(
        handling_officer, bodies.department, Role.RECORDS_OFFICER, business_administrator, moment, today
    )
    with pytest.raises(Refused) as refused:
        revoke_role(holding_id=holding.pk, on=today - timedelta(days=1), by=business_administrator, at=moment)
    assert refused.value.code == "role-in-past"
    tomorrow = today + timedelta(days=1)
    revoke_role(holding_id=holding.pk, on=tomorrow, by=business_administrator, at=moment)
    holding.refresh_from_db()
    assert holding.held == DateRange(today, tomorrow)
    kinds = [entry.kind for entry in entries_about("person", str(handling_officer.pk))]
    assert kinds == ["RoleGranted", "RoleRevoked"]


def test_a_role_taken_back_before_it_began_goes_away(
    handling_officer, bodies, business_administrator, moment, today
) -> None:
    later = today + timedelta(days=5)
    holding = grant(
        handling_officer, bodies.department, Role.RECORDS_OFFICER, business_administrator, moment, later
    )
    revoke_role(holding_id=holding.pk, on=today, by=business_administrator, at=moment)
    assert not RoleHolding.objects.filter(pk=holding.pk).exists()


def test_nobody_gives_a_role_to_themselves(business_administrator, bodies, moment, today) -> None:
    with pytest.raises(Refused) as refused:
        grant(business_administrator, bodies.department, Role.HEAD, business_administrator, moment, today)
    assert refused.value.code == "own-account-not-allowed"


def test_refuses_others(
    handling_officer, outsider, technical_administrator, head, bodies, moment, today
) -> None:
    before = RoleHolding.objects.count()
    for by in (outsider, technical_administrator, head):
        with pytest.raises(Refused) as refused:
            grant(handling_officer, bodies.division, Role.RECORDS_OFFICER, by, moment, today)
        assert refused.value.code == "keep-people-not-allowed"
    assert RoleHolding.objects.count() == before
    assert not entries_about("person", str(handling_officer.pk)).exists()


def test_a_role_that_reaches_down_needs_someone_who_reaches_as_far(
    make_person, handling_officer, bodies, moment, today
) -> None:
    flat = make_person("Quản Một Nơi", role=Role.BUSINESS_ADMINISTRATOR, agency=bodies.department)
    grant(handling_officer, bodies.department, Role.RECORDS_OFFICER, flat, moment, today)
    with pytest.raises(Refused) as refused:
        grant(handling_officer, bodies.department, Role.HEAD, flat, moment, today, includes_below=True)
    assert refused.value.code == "keep-people-not-allowed"


def test_no_role_in_the_past_but_by_the_operator(
    handling_officer, bodies, business_administrator, moment, today
) -> None:
    yesterday = today - timedelta(days=1)
    with pytest.raises(Refused) as refused:
        grant(handling_officer, bodies.division, Role.HEAD, business_administrator, moment, yesterday)
    assert refused.value.code == "role-in-past"
    grant(handling_officer, bodies.division, Role.HEAD, OPERATOR, moment, yesterday)


def test_technical_administrator_gets_no_role_that_reads_dossiers(
    technical_administrator, business_administrator, bodies, moment, today
) -> None:
    with pytest.raises(Refused) as refused:
        grant(technical_administrator, bodies.division, Role.HANDLER, business_administrator, moment, today)
    assert refused.value.code == "roles-clash"
