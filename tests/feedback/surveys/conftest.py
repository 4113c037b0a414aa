"""A questionnaire of three items, published, and a survey among the parents of two schools."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from tests.cast import Bodies
from tests.feedback.surveys.test_word_questionnaires import FIVE

from motcua.accounts.models import Person
from motcua.feedback.actions.surveys.preparing import (
    SurveyFacts,
    SurveySeed,
    bring_list,
    draw_people,
    set_units,
    start_survey,
)
from motcua.feedback.actions.surveys.questionnaires import publish_questionnaire, start_questionnaire
from motcua.feedback.actions.surveys.running import number_sheets, open_survey
from motcua.feedback.enums.surveys import Population, SurveySubject
from motcua.feedback.files.survey_sheets import Listed
from motcua.feedback.models import QuestionnaireVersion, Survey
from motcua.feedback.rules.surveys.questionnaires import Condition, Content, Group, Item, OpenQuestion
from motcua.kernel.periods import Period

ASKED = Content(
    "Mời anh/chị trả lời",
    (Group("g", "Dạy học"), Group("h", "Trường lớp")),
    (
        Item("a", "g", "Thầy cô tận tâm", FIVE),
        Item("b", "g", "Vì sao chưa hài lòng", FIVE, when=Condition("a", frozenset("45"))),
        Item("c", "h", "Lớp sạch sẽ", FIVE),
    ),
    (OpenQuestion("y", "Ý kiến khác"),),
)

MakeSurvey = Callable[..., Survey]


@pytest.fixture
def asked(bodies: Bodies, control_focal_officer: Person, moment: datetime) -> QuestionnaireVersion:
    """The questionnaire, published."""
    draft = start_questionnaire(
        agency_id=bodies.department.pk,
        title="Hài lòng",
        subject=SurveySubject.EDUCATION,
        content=ASKED,
        by=control_focal_officer,
        at=moment,
    )
    return publish_questionnaire(version_id=draft.pk, by=control_focal_officer, at=moment)


@pytest.fixture
def facts(asked: QuestionnaireVersion) -> Callable[..., SurveyFacts]:
    """What is settled about a survey; changed by keyword."""

    def make(**changes: Any) -> SurveyFacts:
        said: dict[str, Any] = {
            "title": "Khảo sát phụ huynh 2026",
            "version_id": asked.pk,
            "year": 2026,
            "period": Period(date(2026, 9, 17), date(2026, 10, 1)),
            "population": Population.LIST,
            "wanted": 6,
            "least": 2,
        }
        return SurveyFacts(**{**said, **changes})

    return make


def people(unit: str, count: int, **more: str) -> list[Listed]:
    """So many parents of a school."""
    return [
        Listed(n, unit, "", f"{n:03}", f"Phụ huynh {n}", f"ph{n}.{len(unit)}@example.vn", "", **more)
        for n in range(1, count + 1)
    ]


@pytest.fixture
def prepared(bodies: Bodies, facts: Any, control_focal_officer: Person, moment: datetime) -> Survey:
    """Twenty and ten parents of two schools on the list; nobody drawn."""
    survey = start_survey(agency_id=bodies.department.pk, facts=facts(), by=control_focal_officer, at=moment)
    rows = [*people("Trường THCS A", 20), *people("Trường THCS Ba", 10)]
    return bring_list(survey_id=survey.pk, rows=rows, by=control_focal_officer, at=moment)


@pytest.fixture
def drawn(prepared: Survey, control_focal_officer: Person, moment: datetime) -> Survey:
    """Four and two drawn by a number drawn in public."""
    seed = SurveySeed("4711", "Xổ số ngày 16/9/2026")
    return draw_people(survey_id=prepared.pk, seed=seed, by=control_focal_officer, at=moment)


@pytest.fixture
def running(drawn: Survey, control_focal_officer: Person, moment: datetime) -> Survey:
    """Opened, six people invited, twenty sheets printed."""
    open_survey(survey_id=drawn.pk, by=control_focal_officer, at=moment)
    number_sheets(survey_id=drawn.pk, count=20, by=control_focal_officer, at=moment)
    drawn.refresh_from_db()
    return drawn


@pytest.fixture
def make_open(bodies: Bodies, facts: Any, control_focal_officer: Person, moment: datetime) -> MakeSurvey:
    """A running survey with an open link, of these units."""

    def make(*units: Any) -> Survey:
        survey = start_survey(
            agency_id=bodies.department.pk,
            facts=facts(population=Population.OPEN, wanted=0),
            by=control_focal_officer,
            at=moment,
        )
        if units:
            set_units(survey_id=survey.pk, units=units, by=control_focal_officer, at=moment)
        open_survey(survey_id=survey.pk, by=control_focal_officer, at=moment)
        return survey

    return make
