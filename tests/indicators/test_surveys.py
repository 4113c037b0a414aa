"""What surveys found, as measures: closed ones only, in the year they were made for, with the surveys behind them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any

import pytest
from tests.cast import Bodies

from motcua.accounts.enums import Capability
from motcua.accounts.models import Person
from motcua.feedback.enums.surveys import Population, SurveyStatus, SurveySubject
from motcua.feedback.models import Questionnaire, QuestionnaireVersion, Survey, SurveyStratum, SurveyTally
from motcua.indicators.enums import Dimension, Side
from motcua.indicators.policy import heard_by, is_told
from motcua.indicators.queries.for_plans import ForPlans
from motcua.indicators.queries.measuring import measure
from motcua.indicators.queries.rows import rows_of
from motcua.indicators.rules.declared import get_measure
from motcua.indicators.rules.measures import Figure
from motcua.kernel.clock import VIETNAM
from motcua.kernel.periods import Period
from motcua.organisations.models import Agency
from motcua.plans.ports import AskedValue

pytestmark = pytest.mark.django_db
YEAR = Period(date(2026, 1, 1), date(2027, 1, 1))
SERVICE, EDUCATION = "survey_satisfaction_rate", "education_satisfaction_rate"
Put = Callable[..., Survey]


def at(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day, 9, tzinfo=VIETNAM)


@pytest.fixture
def put(bodies: Bodies, head: Person) -> Put:
    """Writes a survey as rows, with what it counted: `put(EDUCATION, (10, 8), (20, 20), closed=…, year=…)`."""
    numbers = count(1)

    def make(
        subject: SurveySubject,
        *counts: tuple[int, int],
        agency: Agency = bodies.department,
        year: int = 2026,
        days: tuple[date, date] = (date(2026, 9, 1), date(2026, 9, 30)),
        closed: datetime | None = None,
    ) -> Survey:
        number = next(numbers)
        asked = Questionnaire.objects.create(agency=agency, title=f"Bộ {number}", subject=subject)
        version = QuestionnaireVersion.objects.create(
            questionnaire=asked, number=1, content={}, prepared_by=head, prepared_at=at(2026, 8, 1)
        )
        survey = Survey.objects.create(
            code=f"KS-{number}",
            agency=agency,
            version=version,
            title=f"Khảo sát {number}",
            year=year,
            period=(days[0], days[1] + timedelta(days=1)),
            population=Population.LIST,
            status=SurveyStatus.CLOSED if closed else SurveyStatus.RUNNING,
            created_by=head,
            created_at=at(2026, 8, 1),
            opened_at=at(2026, 8, 2),
            closed_at=closed,
        )
        stratum = SurveyStratum.objects.create(survey=survey, key="s", unit_name="Trường A", sort_key="a")
        for place, (answered, satisfied) in enumerate(counts):
            SurveyTally.objects.create(
                survey=survey, stratum=stratum, item=f"i{place}", answered=answered, satisfied=satisfied
            )
        return survey

    return make


def figure(code: str, window: Period = YEAR, **asked: Any) -> Figure | None:
    return measure(code, **{"agency_id": None, "window": window, **asked}).figure


def test_answers_of_closed_surveys_by_what_they_ask(put: Put) -> None:
    put(SurveySubject.EDUCATION, (10, 8), (20, 15), closed=at(2026, 10, 2))
    put(SurveySubject.PROCEDURES, (30, 27), closed=at(2026, 10, 2))
    put(SurveySubject.ADMINISTRATION, (10, 9), closed=at(2026, 10, 2))
    put(SurveySubject.OTHER, (99, 1), closed=at(2026, 10, 2))
    put(SurveySubject.EDUCATION, (500, 1))
    assert figure(EDUCATION) == Figure(23, 30)
    assert figure(SERVICE) == Figure(36, 40)
    assert measure(SERVICE, agency_id=None, window=YEAR).says == "90 %"


@pytest.mark.parametrize(
    ("year", "last", "closed", "counted_on"),
    [
        (2026, date(2026, 9, 30), at(2026, 10, 9), date(2026, 9, 30)),
        (2026, date(2026, 9, 30), at(2026, 9, 12), date(2026, 9, 12)),
        (2026, date(2027, 1, 31), at(2027, 2, 9), date(2026, 12, 31)),
        (2027, date(2026, 12, 20), at(2026, 12, 25), date(2027, 1, 1)),
    ],
)
def test_on_the_last_day_it_was_answered_within_its_year(
    put: Put, year: int, last: date, closed: datetime, counted_on: date
) -> None:
    put(SurveySubject.EDUCATION, (10, 8), year=year, days=(date(2026, 9, 1), last), closed=closed)
    day = timedelta(days=1)
    assert figure(EDUCATION, Period(counted_on, counted_on + day)) == Figure(8, 10)
    assert figure(EDUCATION, Period(counted_on - day, counted_on)) == Figure(0, 0)
    assert figure(EDUCATION, Period(counted_on + day, counted_on + 2 * day)) == Figure(0, 0)


def test_as_of_an_instant_only_what_was_closed_by_then(put: Put) -> None:
    put(SurveySubject.EDUCATION, (10, 8), closed=at(2026, 10, 9))
    assert figure(EDUCATION, as_of=at(2026, 10, 9)) == Figure(0, 0)
    assert figure(EDUCATION, as_of=at(2026, 10, 10)) == Figure(8, 10)
    assert measure(EDUCATION, agency_id=None, window=YEAR, as_of=at(2026, 10, 9)).says == "không phát sinh"


def test_of_the_agency_asked_for_and_those_below(put: Put, bodies: Bodies) -> None:
    put(SurveySubject.EDUCATION, (10, 8), closed=at(2026, 10, 2))
    put(SurveySubject.EDUCATION, (7, 7), agency=bodies.primary_school, closed=at(2026, 10, 2))
    assert figure(EDUCATION, agency_id=bodies.committee.pk) == Figure(15, 17)
    assert figure(EDUCATION, agency_id=bodies.primary_school.pk) == Figure(7, 7)
    parted = measure(EDUCATION, agency_id=None, window=YEAR, by=Dimension.AGENCY)
    assert {part.key: part.figure for part in parted.parts if part.figure.denominator} == {
        str(bodies.department.pk): Figure(8, 10),
        str(bodies.primary_school.pk): Figure(7, 7),
    }


def test_behind_the_figure_are_the_surveys_one_may_see(
    put: Put, bodies: Bodies, head: Person, outsider: Person, today: date
) -> None:
    seen = put(SurveySubject.EDUCATION, (10, 8), (5, 5), closed=at(2026, 10, 2))
    put(SurveySubject.PROCEDURES, (30, 27), closed=at(2026, 10, 2))
    how: dict[str, Any] = {"agency_id": None, "window": YEAR, "side": Side.DENOMINATOR, "on": today}
    assert list(rows_of(EDUCATION, **how, person=head)) == [seen]
    assert list(rows_of(EDUCATION, **how, person=outsider)) == []
    assert list(rows_of(EDUCATION, **how, person=None)) == [seen]


def test_what_people_say_is_for_who_reads_surveys(
    bodies: Bodies, head: Person, outsider: Person, today: date
) -> None:
    for code in (SERVICE, EDUCATION):
        known = get_measure(code, today)
        assert known.is_voice
        assert is_told(known, heard_by(head, agency_id=bodies.department.pk, on=today))
        assert not is_told(known, heard_by(outsider, agency_id=bodies.department.pk, on=today))
        assert not is_told(known, frozenset({Capability.READ_FEEDBACK}))


def test_plans_are_told_the_value(put: Put, bodies: Bodies) -> None:
    put(SurveySubject.EDUCATION, (100, 91), closed=at(2026, 10, 2))
    asked = AskedValue(EDUCATION, bodies.department.pk, YEAR, None)
    [value] = ForPlans().values([asked], at=at(2026, 11, 1))
    assert value is not None
    assert (value.numerator, value.denominator, value.words) == (91, 100, "91 %")
