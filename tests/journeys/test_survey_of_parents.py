"""Three hundred parents in twelve schools: drawn, asked, typed in from a workbook, counted. Every figure is known
beforehand, counted here another way, and comes out exactly."""

from __future__ import annotations

from datetime import date, datetime
from fractions import Fraction
from hashlib import sha256
from math import isclose, sqrt

import pytest
from tests.cast import Bodies
from tests.feedback.surveys.test_run_surveys import workbook

from motcua.accounts.models import Person
from motcua.feedback.actions.surveys.preparing import (
    SurveyFacts,
    SurveySeed,
    bring_list,
    draw_people,
    start_survey,
)
from motcua.feedback.actions.surveys.questionnaires import publish_questionnaire, start_questionnaire
from motcua.feedback.actions.surveys.running import close_survey, open_survey
from motcua.feedback.actions.surveys.sheets import bring_answers
from motcua.feedback.enums.surveys import Population, SurveySubject
from motcua.feedback.files.survey_sheets import answer_headings, read_answers, read_people
from motcua.feedback.models import Survey
from motcua.feedback.queries.surveys.results import rates_of, results_of
from motcua.feedback.rules.surveys.results import LineKind
from motcua.feedback.rules.surveys.templates import TEMPLATES
from motcua.indicators.queries.measuring import measure
from motcua.indicators.rules.measures import Figure
from motcua.kernel.periods import Period

pytestmark = pytest.mark.django_db

# How many parents each school has; three hundred of 2,400 are asked, at least ten of each: by hand, the two small
# schools get 10 instead of 5, the others share the 280 left by their sizes, 280 of 2,320.
SIZES = (40, 40, 100, 120, 140, 160, 200, 220, 260, 300, 380, 440)
QUOTAS = (10, 10, 12, 15, 17, 19, 24, 27, 31, 36, 46, 53)
CONTENT = TEMPLATES["giao-duc"].content
ITEMS = CONTENT.in_order


def _school(number: int) -> str:
    return f"Trường THCS số {number:02}"


def _digit(school: int, parent: int, item: int) -> str:
    """What the parent answers: a rule of this test, with some blanks and some answers outside of the scale."""
    value = (school * 7 + parent * 3 + item * 5 + parent * item) % 11
    if value == 10:
        return "0" if item else "1"  # nobody leaves all of it blank
    if value == 9:
        return "6" if len(ITEMS[item].options) == 6 else "1"
    return "1122234521"[value] if value < 9 else "1"


@pytest.fixture
def closed(bodies: Bodies, control_focal_officer: Person, moment: datetime) -> Survey:
    """The whole way, through files as an office brings them."""
    by = control_focal_officer
    draft = start_questionnaire(
        agency_id=bodies.department.pk,
        title="Hài lòng với dịch vụ giáo dục công",
        subject=SurveySubject.EDUCATION,
        content=CONTENT,
        by=by,
        at=moment,
    )
    version = publish_questionnaire(version_id=draft.pk, by=by, at=moment)
    facts = SurveyFacts(
        title="Khảo sát phụ huynh 2026",
        version_id=version.pk,
        year=2026,
        period=Period(date(2026, 9, 17), date(2026, 10, 1)),
        population=Population.LIST,
        wanted=300,
        least=10,
    )
    survey = start_survey(agency_id=bodies.department.pk, facts=facts, by=by, at=moment)
    parents = [
        [_school(school), f"Phụ huynh {n}", f"{school:02}-{n:03}"]
        for school, size in enumerate(SIZES, start=1)
        for n in range(1, size + 1)
    ]
    read = read_people(workbook(["Trường", "Họ tên", "Mã"], *parents))
    assert read.problems == ()
    bring_list(survey_id=survey.pk, rows=read.rows, by=by, at=moment)
    seed = SurveySeed("638201", "Giải đặc biệt xổ số ngày 16/9/2026")
    draw_people(survey_id=survey.pk, seed=seed, by=by, at=moment)
    open_survey(survey_id=survey.pk, by=by, at=moment)
    sheets = [
        ["", _school(school), "", *(_digit(school, n, item) for item in range(len(ITEMS))), ""]
        for school, quota in enumerate(QUOTAS, start=1)
        for n in range(1, quota + 1)
    ]
    answers = read_answers(
        workbook(answer_headings(CONTENT), *sheets),
        content=CONTENT,
        strata={s.key: (s.unit_name, s.respondents) for s in survey.strata.all()},
        sheets=0,
        taken=frozenset(),
    )
    assert answers.problems == ()
    assert bring_answers(survey_id=survey.pk, rows=answers.rows, by=by, at=moment) == 300
    close_survey(survey_id=survey.pk, by=by, at=moment)
    return Survey.objects.select_related("version").get(pk=survey.pk)


def _values(school: int, item: int) -> list[tuple[int, int]]:
    """Score and satisfied of each answer on the scale, straight from the rule of this test."""
    found = []
    for n in range(1, QUOTAS[school - 1] + 1):
        digit = _digit(school, n, item)
        if digit in "12345":
            found.append((6 - int(digit), int(digit in "12")))
    return found


def _weighted(item: int, which: int) -> Fraction:
    over = under = Fraction(0)
    for school, (size, quota) in enumerate(zip(SIZES, QUOTAS, strict=True), start=1):
        own = _values(school, item)
        over += Fraction(size, quota) * sum(value[which] for value in own)
        under += Fraction(size, quota) * len(own)
    return over / under


def test_every_figure_comes_out_exactly(closed: Survey, bodies: Bodies, moment: datetime) -> None:
    assert [rate.stratum.quota for rate in rates_of(closed)] == list(QUOTAS)
    assert [rate.answered for rate in rates_of(closed)] == list(QUOTAS)
    found = results_of(closed)
    assert found.everybody.respondents == 300
    assert found.is_weighted
    answered = satisfied = 0
    for place, item in enumerate(ITEMS):
        line = found.everybody.line(item.code)
        plain = [value for school in range(1, 13) for value in _values(school, place)]
        assert line.answered == len(plain), item.code
        assert line.satisfied == sum(one for _score, one in plain)
        assert line.plain_share == Fraction(line.satisfied, line.answered)
        assert line.share == _weighted(place, 1)
        assert line.mean == _weighted(place, 0)
        assert line.index == (_weighted(place, 0) - 1) * 25
        answered += line.answered
        satisfied += line.satisfied
    shares = []
    for group in CONTENT.groups:
        own = [_weighted(ITEMS.index(item), 1) for item in CONTENT.items_of(group.code)]
        shares.append(sum(own, Fraction(0)) / len(own))
        assert found.everybody.line(group.code, LineKind.GROUP).share == shares[-1]
    assert found.everybody.whole.share == sum(shares, Fraction(0)) / 5
    for number, part in enumerate(found.units, start=1):
        assert (part.key, part.respondents) == (_school(number), QUOTAS[number - 1])
        own_values = _values(number, 0)
        assert part.line(ITEMS[0].code).share == Fraction(sum(v for _s, v in own_values), len(own_values))
    year = Period(date(2026, 1, 1), date(2027, 1, 1))
    counted = measure("education_satisfaction_rate", agency_id=bodies.department.pk, window=year)
    assert counted.figure == Figure(satisfied, answered)


def test_the_interval_is_that_of_the_books(closed: Survey) -> None:
    """The first item: the variance of a ratio over the schools, with their finite populations, by plain loops."""
    line = results_of(closed).everybody.line(ITEMS[0].code)
    share, total = float(_weighted(0, 1)), 0.0
    for school, (size, quota) in enumerate(zip(SIZES, QUOTAS, strict=True), start=1):
        total += size / quota * len(_values(school, 0))
    found = 0.0
    for school, (size, quota) in enumerate(zip(SIZES, QUOTAS, strict=True), start=1):
        own = [(value - share) / total for _score, value in _values(school, 0)]
        own += [0.0] * (quota - len(own))
        mean = sum(own) / quota
        spread = sum((one - mean) ** 2 for one in own) / (quota - 1)
        found += size**2 * (1 - quota / size) / quota * spread
    assert isclose(line.variance, found, rel_tol=1e-9)
    assert line.share_interval is not None
    n = line.answered * share * (1 - share) / ((line.answered - 1) * found)
    z = 1.959963984540054
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    assert isclose(line.share_interval.low, middle - half, rel_tol=1e-9)
    assert isclose(line.share_interval.high, middle + half, rel_tol=1e-9)


def test_anybody_draws_the_same_parents(closed: Survey) -> None:
    for stratum, size, quota in zip(closed.strata.all(), SIZES, QUOTAS, strict=True):
        school = stratum.unit_name[-2:]
        codes = [f"{school}-{n:03}" for n in range(1, size + 1)]
        codes.sort(key=lambda code: sha256(f"638201:{stratum.key}:{code}".encode()).hexdigest())  # now
        assert set(stratum.members.filter(is_drawn=True).values_list("key", flat=True)) == set(codes[:quota])
