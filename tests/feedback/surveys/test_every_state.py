"""Every act on a survey in every state, and every act on a paper sheet in every state: allowed or refused, as the
tables below say and never otherwise."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from itertools import product
from typing import Any

import pytest
from django.db import transaction
from tests.cast import Bodies, MakePerson
from tests.feedback.surveys.conftest import people

from motcua.accounts.enums import Role
from motcua.accounts.models import Person
from motcua.feedback.actions.surveys.answering import answer_survey, save_draft
from motcua.feedback.actions.surveys.preparing import (
    SurveySeed,
    UnitSize,
    bring_list,
    change_survey,
    draw_people,
    set_units,
    take_dossiers,
)
from motcua.feedback.actions.surveys.running import (
    close_survey,
    drop_survey,
    number_sheets,
    open_survey,
    remark_on_results,
    remind,
    remind_by_step,
)
from motcua.feedback.actions.surveys.sheets import (
    bring_answers,
    code_verbatim,
    enter_sheet,
    settle_sheet,
    take_back_sheet,
    type_again,
)
from motcua.feedback.enums.surveys import SurveyStatus
from motcua.feedback.files.survey_sheets import SheetRow
from motcua.feedback.models import Survey, SurveyResponse
from motcua.feedback.queries.surveys.results import results_of, theme_counts
from motcua.feedback.queries.surveys.tokens import token_of
from motcua.kernel.models import JournalEntry
from motcua.kernel.refusals import Refused

pytestmark = pytest.mark.django_db
S = SurveyStatus
Acts = Mapping[str, Callable[[], object]]

# In which states each act is done; in all others it is refused.
DONE_IN: Mapping[str, frozenset[SurveyStatus]] = {
    "change": frozenset({S.PREPARING}),
    "bring list": frozenset({S.PREPARING}),
    "set units": frozenset({S.PREPARING}),
    "draw": frozenset({S.PREPARING}),
    "open": frozenset({S.PREPARING}),
    "drop": frozenset({S.PREPARING}),
    "number sheets": frozenset({S.PREPARING, S.RUNNING}),
    "answer": frozenset({S.RUNNING}),
    "save draft": frozenset({S.RUNNING}),
    "remind": frozenset({S.RUNNING}),
    "remind by step": frozenset({S.RUNNING}),
    "enter sheet": frozenset({S.RUNNING}),
    "type again": frozenset({S.RUNNING}),
    "settle": frozenset({S.RUNNING}),
    "take back": frozenset({S.RUNNING}),
    "bring answers": frozenset({S.RUNNING}),
    "close": frozenset({S.RUNNING}),
    "code": frozenset({S.CLOSED}),
    "remark": frozenset({S.CLOSED}),
    "read results": frozenset({S.CLOSED}),
    "read themes": frozenset({S.CLOSED}),
    # A list survey takes no dossiers in any state.
    "take dossiers": frozenset(),
}
REFUSALS = {"survey-status-wrong", "survey-not-found", "survey-results-not-yet", "survey-population-wrong"}


@pytest.fixture
def typist(make_person: MakePerson, bodies: Bodies) -> Person:
    return make_person("Lê Thị Nhập", role=Role.RECEPTION_OFFICER, agency=bodies.department)


@pytest.fixture
def keeper(control_focal_officer: Person) -> Person:
    return control_focal_officer


@pytest.fixture(params=list(S))
def survey(
    request: pytest.FixtureRequest, drawn: Survey, keeper: Person, typist: Person, moment: datetime
) -> Survey:
    """The survey in each state; from its opening on with sheet 1 read in two ways (settled before the closing), sheet 2
    typed once, and an online answer in own words."""
    if request.param == S.PREPARING:
        return drawn
    open_survey(survey_id=drawn.pk, by=keeper, at=moment)
    number_sheets(survey_id=drawn.pk, count=20, by=keeper, at=moment)
    given: dict[str, Any] = {"survey_id": drawn.pk, "at": moment}
    stratum = drawn.strata.all()[0].key
    for sheet in (1, 2):
        enter_sheet(**given, stratum=stratum, sheet=sheet, chosen={"a": "1"}, words={}, by=typist)
    type_again(**given, sheet=1, chosen={"a": "2"}, by=keeper)
    answer_survey(token=_token(drawn, 0), chosen={"a": "1"}, words={"y": "Tốt"}, at=moment)
    if request.param == S.CLOSED:
        settle_sheet(**given, sheet=1, chosen={"a": "1"}, by=keeper)
        close_survey(**given, by=keeper)
    drawn.refresh_from_db()
    return drawn


def _token(survey: Survey, place: int) -> str:
    return token_of(survey.members.filter(is_drawn=True).order_by("pk")[place].pk)


def _verbatim(survey: Survey) -> int:
    response = survey.responses.filter(verbatims__isnull=False).first()
    return response.verbatims.get().pk if response else 0


@pytest.fixture
def acts(survey: Survey, facts: Any, keeper: Person, typist: Person, moment: datetime) -> Acts:
    """Every act, with what it needs to succeed where it may."""
    kept: dict[str, Any] = {"survey_id": survey.pk, "by": keeper, "at": moment}
    typed: dict[str, Any] = {**kept, "by": typist}
    stratum = survey.strata.all()[0].key
    said: dict[str, Any] = {"chosen": {"a": "1"}, "words": {}}
    token = _token(survey, 1)
    return {
        "change": lambda: change_survey(**kept, facts=facts(title="Khác")),
        "bring list": lambda: bring_list(**kept, rows=people("Trường C", 3)),
        "set units": lambda: set_units(**kept, units=[UnitSize("Trường D", "", 9)]),
        "draw": lambda: draw_people(**kept, seed=SurveySeed("9", "Bốc thăm"), reason="Sai"),
        "open": lambda: open_survey(**kept),
        "drop": lambda: drop_survey(**kept),
        "number sheets": lambda: number_sheets(**kept, count=1),
        "answer": lambda: answer_survey(token=token, **said, at=moment),
        "save draft": lambda: save_draft(token=token, **said, at=moment),
        "remind": lambda: remind(**kept),
        "remind by step": lambda: remind_by_step(survey_id=survey.pk, at=moment),
        "enter sheet": lambda: enter_sheet(**typed, stratum=stratum, sheet=3, **said),
        "type again": lambda: type_again(**kept, sheet=2, chosen={"a": "1"}),
        "settle": lambda: settle_sheet(**kept, sheet=1, chosen={"a": "1"}),
        "take back": lambda: take_back_sheet(**typed, sheet=2, reason="Nhầm"),
        "bring answers": lambda: bring_answers(**typed, rows=[SheetRow(2, 4, stratum, {"a": "1"}, {})]),
        "close": lambda: (settle_sheet(**kept, sheet=1, chosen={"a": "1"}), close_survey(**kept)),
        "code": lambda: code_verbatim(**kept, verbatim_id=_verbatim(survey), themes=[]),
        "remark": lambda: remark_on_results(**kept, remark="Tốt"),
        "read results": lambda: results_of(Survey.objects.select_related("version").get(pk=survey.pk)),
        "read themes": lambda: theme_counts(survey),
        "take dossiers": lambda: take_dossiers(**kept),
    }


def _outcome(act: Callable[[], object]) -> str:
    """ "" when it was done, else why not; either way nothing stays."""
    before = JournalEntry.objects.count()
    try:
        with transaction.atomic():
            act()
            transaction.set_rollback(True)
    except Refused as refused:
        assert JournalEntry.objects.count() == before
        return refused.code
    return ""


def test_every_act_in_this_state(survey: Survey, acts: Acts) -> None:
    state = S(survey.status)
    assert set(acts) == set(DONE_IN)
    for name, act in acts.items():
        outcome = _outcome(act)
        if state in DONE_IN[name]:
            assert outcome == "", (state, name)
        else:
            assert outcome in REFUSALS, (state, name)


# A numbered sheet: not typed yet, typed once, read alike by two, read differently, looked at once more.
SHEET_STATES = ("blank", "typed", "agreed", "differing", "settled")
SHEET_ACTS: Mapping[str, Mapping[str, str]] = {
    "enter": {"blank": ""} | dict.fromkeys(SHEET_STATES[1:], "survey-sheet-typed"),
    "bring": {"blank": ""} | dict.fromkeys(SHEET_STATES[1:], "survey-sheet-typed"),
    "type again": {"blank": "survey-sheet-unknown", "typed": ""}
    | dict.fromkeys(SHEET_STATES[2:], "survey-sheet-typed-twice"),
    "settle": dict.fromkeys(SHEET_STATES, "survey-sheet-not-differing")
    | {"blank": "survey-sheet-unknown", "differing": ""},
    "take back": dict.fromkeys(SHEET_STATES, "") | {"blank": "survey-sheet-unknown"},
}


def test_every_act_on_a_sheet_in_every_state(
    running: Survey, keeper: Person, typist: Person, moment: datetime
) -> None:
    given: dict[str, Any] = {"survey_id": running.pk, "at": moment}
    stratum = running.strata.all()[0].key
    sheets = {state: number for number, state in enumerate(SHEET_STATES, start=1)}
    for state, sheet in sheets.items():
        if state == "blank":
            continue
        enter_sheet(**given, stratum=stratum, sheet=sheet, chosen={"a": "1"}, words={}, by=typist)
        if state != "typed":
            type_again(**given, sheet=sheet, chosen={"a": "1" if state == "agreed" else "2"}, by=keeper)
        if state == "settled":
            settle_sheet(**given, sheet=sheet, chosen={"a": "2"}, by=keeper)
    for state, act in product(SHEET_STATES, SHEET_ACTS):
        sheet = sheets[state]
        acts: Acts = {
            "enter": lambda sheet=sheet: enter_sheet(  # type: ignore[misc]  # a lambda's default
                **given, stratum=stratum, sheet=sheet, chosen={"a": "3"}, words={}, by=typist
            ),
            "bring": lambda sheet=sheet: bring_answers(  # type: ignore[misc]  # a lambda's default
                **given, rows=[SheetRow(2, sheet, stratum, {"a": "3"}, {})], by=typist
            ),
            "type again": lambda sheet=sheet: type_again(  # type: ignore[misc]  # a lambda's default
                **given, sheet=sheet, chosen={"a": "3"}, by=keeper
            ),
            "settle": lambda sheet=sheet: settle_sheet(  # type: ignore[misc]  # a lambda's default
                **given, sheet=sheet, chosen={"a": "3"}, by=keeper
            ),
            "take back": lambda sheet=sheet: take_back_sheet(  # type: ignore[misc]  # a lambda's default
                **given, sheet=sheet, reason="Nhầm", by=typist
            ),
        }
        assert _outcome(acts[act]) == SHEET_ACTS[act][state], (state, act)
    assert SurveyResponse.objects.get(sheet=sheets["settled"]).chosen == {"a": "2"}


def test_a_sheet_that_was_not_printed_is_not_brought(
    running: Survey, typist: Person, moment: datetime
) -> None:
    rows = [SheetRow(2, 21, running.strata.all()[0].key, {"a": "1"}, {})]
    with pytest.raises(Refused) as refused:
        bring_answers(survey_id=running.pk, rows=rows, by=typist, at=moment)
    assert refused.value.code == "survey-sheet-unknown"
