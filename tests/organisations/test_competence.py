"""Who is competent for a matter here on that day: one query."""

from __future__ import annotations

from datetime import date

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from motcua.kernel.queries import entries_about
from motcua.kernel.refusals import Refused
from motcua.organisations.actions.powers import end_power, grant_power
from motcua.organisations.enums import AgencyKind, PowerSource
from motcua.organisations.models import Area, Power
from motcua.organisations.policy import OPERATOR
from motcua.organisations.queries.areas import find_area
from motcua.organisations.queries.powers import competent_agencies, find_competent_agency, powers_of
from motcua.organisations.rules.powers import check_grant, rank

MATTER = "procedure:1.008725"
START = date(2025, 7, 1)


def grant(holder, source=PowerSource.STATUTORY, *, since=START, by=OPERATOR, at=None, **more) -> Power:
    words = {"matter": MATTER, "holder": holder, "source": source, "since": since, "by": by, "at": at}
    return grant_power(**{**words, **more})


@pytest.fixture(autouse=True)
def elsewhere(db: None) -> Area:
    """A commune of Hà Nội, where none of the cast is competent."""
    found = find_area("00004", None, START)
    assert found is not None
    return found


def found(area: Area, on: date) -> str | None:
    competence = find_competent_agency(MATTER, area, on)
    return competence and competence.agency_name


def test_every_body_of_a_kind_in_its_own_area(
    bodies, commune, elsewhere, today, moment, django_assert_num_queries
) -> None:
    grant(AgencyKind.COMMUNE_COMMITTEE, at=moment)
    with django_assert_num_queries(1):
        competence = find_competent_agency(MATTER, commune, today)
    assert competence is not None
    assert (competence.agency_id, competence.source, competence.start, competence.end) == (
        bodies.commune_committee.pk,
        PowerSource.STATUTORY,
        START,
        None,
    )
    assert found(elsewhere, today) is None
    assert found(commune, date(2025, 6, 30)) is None


def test_a_department_decides_for_the_communes_of_its_province_only(
    bodies, commune, province, elsewhere, today, moment
) -> None:
    grant(bodies.department, at=moment)
    assert found(commune, today) == found(province, today) == bodies.department.name
    assert found(elsewhere, today) is None


def test_nearer_goes_before_farther_and_the_particular_act_before_the_law(
    bodies, commune, province, today, moment
) -> None:
    grant(AgencyKind.EDUCATION_DEPARTMENT, at=moment)
    grant(AgencyKind.COMMUNE_COMMITTEE, at=moment)
    assert found(commune, today) == bodies.commune_committee.name
    assert found(province, today) == bodies.department.name
    grant(bodies.department, PowerSource.DECENTRALISED, document="QĐ 1", at=moment)
    assert found(commune, today) == bodies.department.name
    grant(
        bodies.social_office,
        PowerSource.DELEGATED,
        since=date(2026, 9, 1),
        until=date(2026, 10, 1),
        document="QĐ 2",
        granted_by=bodies.commune_committee,
        at=moment,
    )
    assert found(commune, today) == bodies.social_office.name
    assert found(commune, date(2026, 10, 1)) == bodies.department.name


def test_a_power_for_a_named_area_reaches_there_and_no_farther(
    bodies, commune, province, elsewhere, today, moment
) -> None:
    grant(bodies.other_department, area=commune, at=moment)
    assert found(commune, today) == bodies.other_department.name
    assert found(province, today) is None
    grant(bodies.other_department, area=elsewhere, at=moment)
    assert found(elsewhere, today) == bodies.other_department.name


def test_a_ministry_without_area_decides_everywhere(make_agency, elsewhere, today, moment) -> None:
    grant(make_agency("Bộ", kind=AgencyKind.MINISTRY), at=moment)
    assert found(elsewhere, today) == "Bộ"


def test_an_ended_agency_is_not_competent(bodies, commune, today, moment) -> None:
    grant(bodies.commune_committee, at=moment)
    bodies.commune_committee.held = DateRange(START, today)
    bodies.commune_committee.save()
    assert found(commune, today) is None


def test_many_matters_in_one_query(bodies, commune, today, moment, django_assert_num_queries) -> None:
    grant(AgencyKind.COMMUNE_COMMITTEE, at=moment)
    grant(bodies.department, matter="procedure:2", at=moment)
    with django_assert_num_queries(1):
        answers = competent_agencies([MATTER, "procedure:2", "procedure:3"], commune, today)
    assert {matter: one.agency_id for matter, one in answers.items()} == {
        MATTER: bodies.commune_committee.pk,
        "procedure:2": bodies.department.pk,
    }
    assert set(powers_of(bodies.commune_committee, today).values_list("matter", flat=True)) == {MATTER}


def test_ending_a_power_keeps_what_it_was(bodies, commune, today, moment) -> None:
    power = grant(bodies.department, PowerSource.DECENTRALISED, document="QĐ 1", at=moment)
    with pytest.raises(Refused) as refused:
        end_power(power_id=power.pk, on=START, document="QĐ 9", by=OPERATOR, at=moment)
    assert refused.value.code == "power-not-held"
    end_power(power_id=power.pk, on=today, document="QĐ 9", by=OPERATOR, at=moment)
    assert found(commune, today) is None
    assert found(commune, START) == bodies.department.name
    kinds = [entry.kind for entry in entries_about("power", str(power.pk))]
    assert kinds == ["PowerGranted", "PowerEnded"]


def test_refuses_a_second_time_the_same(bodies, moment) -> None:
    grant(bodies.department, at=moment)
    with pytest.raises(Refused) as refused:
        grant(bodies.department, at=moment)
    assert refused.value.code == "power-held-already"
    assert Power.objects.count() == 1


def test_who_may_grant(bodies, business_administrator, outsider, moment, today) -> None:
    from motcua.accounts.policy import OrganisationKeeper
    from motcua.organisations.models import Installation

    inside, outside = OrganisationKeeper(business_administrator), OrganisationKeeper(outsider)
    words = {"document": "QĐ 3", "at": moment, "source": PowerSource.DECENTRALISED}
    with pytest.raises(Refused) as refused:
        grant(bodies.division, by=outside, granted_by=bodies.department, **words)
    assert refused.value.code == "organisations-not-allowed"
    grant(bodies.division, by=inside, granted_by=bodies.department, **words)
    with pytest.raises(Refused):  # a whole kind concerns everybody: only who keeps the home body
        grant(AgencyKind.PRIMARY_SCHOOL, by=inside, at=moment)
    Installation.objects.create(home=bodies.department)
    grant(AgencyKind.PRIMARY_SCHOOL, by=inside, at=moment)


@pytest.mark.parametrize("source", PowerSource)
@pytest.mark.parametrize("document", ["", "QĐ 1"])
@pytest.mark.parametrize("end", [None, START, date(2026, 1, 1)])
def test_what_a_grant_must_carry(source: PowerSource, document: str, end: date | None) -> None:
    good = (document or source is PowerSource.STATUTORY) and (
        end is None if source is not PowerSource.DELEGATED else False
    )
    good = good or (bool(document or source is PowerSource.STATUTORY) and end == date(2026, 1, 1))
    if good:
        check_grant(source=source, document=document, start=START, end=end)
    else:
        with pytest.raises(Refused):
            check_grant(source=source, document=document, start=START, end=end)


def test_order_of_sources() -> None:
    assert sorted(PowerSource, key=rank) == [
        PowerSource.DELEGATED,
        PowerSource.DECENTRALISED,
        PowerSource.STATUTORY,
    ]
