"""Surveys: drawn, opened, answered once without a name, typed, typed twice, brought, reminded, closed."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from fractions import Fraction
from itertools import count
from typing import Any

import pytest
import xlsxwriter
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from tests.cast import Bodies, MakePerson
from tests.feedback.surveys.conftest import ASKED, MakeSurvey, people
from tests.handing_in import TakenIn

from motcua.accounts.enums import Role
from motcua.accounts.models import Person
from motcua.dossiers.enums import DeliveryStatus
from motcua.dossiers.models import Dossier
from motcua.feedback.actions.gates import Sender
from motcua.feedback.actions.surveys.answering import answer_open, answer_survey, save_draft
from motcua.feedback.actions.surveys.preparing import (
    SurveySeed,
    UnitSize,
    bring_list,
    change_survey,
    draw_people,
    set_units,
    start_survey,
    take_dossiers,
)
from motcua.feedback.actions.surveys.questionnaires import set_themes
from motcua.feedback.actions.surveys.running import (
    close_survey,
    drop_survey,
    number_sheets,
    open_survey,
    remark_on_results,
    remind,
    remind_by_step,
    remind_of_surveys,
)
from motcua.feedback.actions.surveys.sheets import (
    bring_answers,
    code_verbatim,
    enter_sheet,
    settle_sheet,
    take_back_sheet,
    type_again,
)
from motcua.feedback.enums.surveys import Population, SurveyStatus
from motcua.feedback.files.survey_sheets import answer_headings, read_answers, read_people
from motcua.feedback.models import (
    Survey,
    SurveyDraft,
    SurveyMember,
    SurveyResponse,
    SurveyTally,
    SurveyVerbatim,
)
from motcua.feedback.queries.surveys.results import (
    compared_with,
    rates_of,
    results_of,
    theme_counts,
)
from motcua.feedback.queries.surveys.tokens import token_of
from motcua.feedback.queries.surveys.visible import surveys_to_enter, surveys_visible_to
from motcua.feedback.rules.surveys.reminding import reminder_days, step_on
from motcua.feedback.rules.surveys.sampling import draw
from motcua.feedback.rules.surveys.sheets import sheet_code
from motcua.kernel.models import JournalEntry
from motcua.kernel.periods import Period
from motcua.kernel.refusals import Refused
from motcua.notices.models import Delivery, Notice

pytestmark = pytest.mark.django_db


def workbook(*rows: Sequence[Any]) -> bytes:
    """A workbook of these rows."""
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made)
    sheet = book.add_worksheet()
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    book.close()
    return made.getvalue()


def token(survey: Survey, place: int = 0) -> str:
    member = survey.members.filter(is_drawn=True).order_by("pk")[place]
    return token_of(member.pk)


_numbers = count(1)


def by_link(survey: Survey, unit: str = "Trường A") -> dict[str, Any]:
    """Somebody who came by the open link and speaks of the unit."""
    key = survey.strata.get(unit_name=unit).key
    return {"code": survey.code, "stratum": key, "sender": Sender("somewhere"), "nonce": f"{next(_numbers)}"}


def refused_with(because: str, act: Any, **given: Any) -> None:
    before = JournalEntry.objects.count()
    with pytest.raises(Refused) as refused:
        act(**given)
    assert refused.value.code == because
    assert JournalEntry.objects.count() == before


def test_the_draw_is_recorded_so_that_anybody_can_repeat_it(drawn: Survey) -> None:
    assert {s.unit_name: (s.size, s.quota) for s in drawn.strata.all()} == {
        "Trường THCS A": (20, 4),
        "Trường THCS Ba": (10, 2),
    }
    entry = JournalEntry.objects.get(kind="SurveyDrawn")
    kept = [(m.stratum.key, m.key) for m in drawn.members.select_related("stratum")]
    again = draw(kept, seed=entry.payload["seed"], quota=entry.payload["quotas"])
    taken = {(one.stratum, one.key) for one in again if one.is_taken}
    assert taken == {(m.stratum.key, m.key) for m in drawn.members.filter(is_drawn=True)}
    assert len(taken) == 6


def test_drawing_again_needs_a_reason(drawn: Survey, control_focal_officer: Person, moment: datetime) -> None:
    refused_with("reason-missing", draw_people, survey_id=drawn.pk, by=control_focal_officer, at=moment)
    draw_people(survey_id=drawn.pk, reason="Danh sách sai", by=control_focal_officer, at=moment)
    last = JournalEntry.objects.filter(kind="SurveyDrawn").order_by("seq").last()
    assert last is not None
    assert last.payload["before"] == "4711"


def test_a_number_wants_its_place(prepared: Survey, control_focal_officer: Person, moment: datetime) -> None:
    refused_with(
        "survey-seed-wrong",
        draw_people,
        survey_id=prepared.pk,
        seed=SurveySeed("5", ""),
        by=control_focal_officer,
        at=moment,
    )


def test_other_numbers_forget_the_draw(
    drawn: Survey, facts: Any, control_focal_officer: Person, moment: datetime
) -> None:
    change_survey(survey_id=drawn.pk, facts=facts(wanted=9), by=control_focal_officer, at=moment)
    assert not drawn.members.filter(is_drawn=True).exists()
    refused_with("survey-not-drawn", open_survey, survey_id=drawn.pk, by=control_focal_officer, at=moment)


def test_not_by_another_and_not_out_of_order(
    drawn: Survey, handling_officer: Person, control_focal_officer: Person, moment: datetime
) -> None:
    for act in (draw_people, open_survey, drop_survey):
        refused_with("keep-surveys-not-allowed", act, survey_id=drawn.pk, by=handling_officer, at=moment)
    refused_with("survey-status-wrong", remind, survey_id=drawn.pk, by=control_focal_officer, at=moment)
    open_survey(survey_id=drawn.pk, by=control_focal_officer, at=moment)
    refused_with(
        "survey-status-wrong",
        bring_list,
        survey_id=drawn.pk,
        rows=people("X", 2),
        by=control_focal_officer,
        at=moment,
    )


def test_everybody_drawn_is_invited_once_by_their_own_link(running: Survey) -> None:
    assert Notice.objects.filter(event="survey_invited").count() == 6
    letters = Delivery.objects.filter(notice__event="survey_invited", channel="email")
    links = {token_of(member.pk) for member in running.members.filter(is_drawn=True)}
    assert len(links) == 6
    assert all(any(link in letter.text for link in links) for letter in letters)
    assert not any(link in str(SurveyMember.objects.values()) for link in links)


def test_an_answer_is_sent_once_and_is_nobodys(running: Survey, moment: datetime) -> None:
    ours = token(running)
    save_draft(token=ours, chosen={"a": "1"}, words={}, at=moment)
    response = answer_survey(
        token=ours, chosen={"a": "1", "b": "2", "c": "9"}, words={"y": " Cảm ơn "}, at=moment
    )
    assert response.chosen == {"a": "1"}
    assert response.on is None
    assert not SurveyDraft.objects.exists()
    assert running.members.filter(is_answered=True).count() == 1
    refused_with("survey-answered-already", answer_survey, token=ours, chosen={"a": "1"}, words={}, at=moment)
    refused_with("survey-answered-already", save_draft, token=ours, chosen={"a": "1"}, words={}, at=moment)
    member = running.members.get(is_answered=True)
    said = " ".join(
        str(row) for model in (SurveyResponse, SurveyVerbatim, SurveyDraft) for row in model.objects.values()
    ) + str(list(JournalEntry.objects.filter(kind="SurveyAnswered").values()))
    for mark in (member.pk, member.key, member.name, member.email, member.ticket, member.token_digest, ours):
        assert str(mark) not in said


def test_what_the_public_may_not_send(running: Survey, drawn: Survey, moment: datetime) -> None:
    refused_with("survey-not-found", answer_survey, token="a" * 20, chosen={"a": "1"}, words={}, at=moment)
    refused_with(
        "survey-nothing-answered", answer_survey, token=token(running), chosen={}, words={}, at=moment
    )
    late = moment + timedelta(days=14)
    refused_with("survey-over", answer_survey, token=token(running), chosen={"a": "1"}, words={}, at=late)
    assert not SurveyResponse.objects.exists()


def test_an_open_link_asks_for_the_unit(make_open: MakeSurvey, moment: datetime) -> None:
    survey = make_open(UnitSize("Trường B"), UnitSize("Trường A"))
    given: dict[str, Any] = {"chosen": {"a": "2"}, "words": {}, "at": moment}
    answer_open(**by_link(survey, "Trường A"), **given)
    refused_with(
        "survey-unit-missing", answer_open, **{**by_link(survey, "Trường A"), "stratum": "x"}, **given
    )
    assert [rate.answered for rate in rates_of(survey)] == [1, 0]


def test_reminding_those_who_have_not_answered(
    running: Survey, control_focal_officer: Person, moment: datetime
) -> None:
    answer_survey(token=token(running), chosen={"a": "1"}, words={}, at=moment)
    by = control_focal_officer
    assert remind(survey_id=running.pk, by=by, at=moment + timedelta(days=1)) == 5
    refused_with("survey-reminded-today", remind, survey_id=running.pk, by=by, at=moment + timedelta(days=1))
    assert remind(survey_id=running.pk, by=by, at=moment + timedelta(days=2)) == 5
    assert remind(survey_id=running.pk, by=by, at=moment + timedelta(days=3)) == 5
    assert remind(survey_id=running.pk, by=by, at=moment + timedelta(days=4)) == 0


def test_the_worker_reminds_once_a_step_whoever_has_not_answered(
    running: Survey, control_focal_officer: Person, moment: datetime
) -> None:
    """From 17 to 30 September: on the 23rd, the 28th and the 30th; a missed step is not made up for twice."""
    answer_survey(token=token(running), chosen={"a": "1"}, words={}, at=moment)
    silent = set(running.members.filter(is_drawn=True, is_answered=False).values_list("email", flat=True))

    def on(day: int, hour: int = 9) -> int:
        return remind_of_surveys(at=moment.replace(day=day, hour=hour))

    assert [on(17), on(22), on(23, hour=7)] == [0, 0, 0]
    assert [on(23), on(23, hour=10), on(24), on(27)] == [5, 0, 0, 0]
    reminded = Delivery.objects.filter(notice__event="survey_reminded", channel="email")
    assert {letter.address for letter in reminded} == silent
    assert [on(30), on(30, hour=15)] == [5, 0]
    assert remind_of_surveys(at=moment + timedelta(days=14)) == 0
    entries = JournalEntry.objects.filter(kind="SurveyReminded").order_by("seq")
    assert [(e.actor, e.payload["step"], e.payload["told"]) for e in entries] == [
        ("system", 1, 5),
        ("system", 3, 5),
    ]


def test_whom_the_button_reminded_the_worker_leaves_alone(
    running: Survey, control_focal_officer: Person, moment: datetime
) -> None:
    assert remind(survey_id=running.pk, by=control_focal_officer, at=moment.replace(day=20)) == 6
    assert remind_of_surveys(at=moment.replace(day=23)) == 0
    assert remind_of_surveys(at=moment.replace(day=28)) == 6
    close_survey(survey_id=running.pk, by=control_focal_officer, at=moment.replace(day=29))
    assert remind_of_surveys(at=moment.replace(day=30)) == 0
    refused_with("survey-status-wrong", remind_by_step, survey_id=running.pk, at=moment.replace(day=30))


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        (date(2026, 9, 17), date(2026, 9, 30), [23, 28, 30]),
        (date(2026, 9, 17), date(2026, 9, 17), []),
        (date(2026, 9, 17), date(2026, 9, 18), [18]),
        (date(2026, 9, 17), date(2026, 9, 21), [19, 21]),
        (date(2026, 9, 1), date(2026, 9, 30), [15, 28, 30]),
    ],
)
def test_days_of_reminders(first: date, last: date, days: list[int]) -> None:
    assert [day.day for day in reminder_days(first=first, last=last)] == days
    steps = [
        step_on(first=first, last=last, on=first + timedelta(days=n)) for n in range((last - first).days + 2)
    ]
    assert steps == [*sorted(steps[:-1]), 0]
    assert max(steps, default=0) == len(days)


@pytest.fixture
def typist(make_person: MakePerson, bodies: Bodies) -> Person:
    return make_person("Lê Thị Nhập", role=Role.RECEPTION_OFFICER, agency=bodies.department)


def test_a_sheet_is_typed_and_typed_again_by_another(
    running: Survey, typist: Person, handling_officer: Person, control_focal_officer: Person, moment: datetime
) -> None:
    key = running.strata.all()[0].key
    given: dict[str, Any] = {"survey_id": running.pk, "at": moment}
    enter_sheet(**given, stratum=key, sheet=7, chosen={"a": "1", "c": "2"}, words={"y": "Tốt"}, by=typist)
    refused_with(
        "survey-sheet-typed",
        enter_sheet,
        **given,
        stratum=key,
        sheet=7,
        chosen={"a": "1"},
        words={},
        by=typist,
    )
    refused_with(
        "survey-sheet-unknown",
        enter_sheet,
        **given,
        stratum=key,
        sheet=21,
        chosen={"a": "1"},
        words={},
        by=typist,
    )
    refused_with("survey-own-sheet-not-allowed", type_again, **given, sheet=7, chosen={}, by=typist)
    second = type_again(**given, sheet=7, chosen={"a": "1", "c": "3"}, by=handling_officer)
    assert (second.differences, second.is_settled) == (1, False)
    refused_with(
        "survey-typing-unsettled", close_survey, survey_id=running.pk, by=control_focal_officer, at=moment
    )
    settle_sheet(**given, sheet=7, chosen={"a": "1", "c": "3"}, by=control_focal_officer)
    assert SurveyResponse.objects.get(sheet=7).chosen == {"a": "1", "c": "3"}
    close_survey(survey_id=running.pk, by=control_focal_officer, at=moment)


def test_two_who_read_the_same_need_nobody(
    running: Survey, typist: Person, handling_officer: Person, moment: datetime
) -> None:
    key = running.strata.all()[0].key
    given: dict[str, Any] = {"survey_id": running.pk, "at": moment}
    enter_sheet(**given, stratum=key, sheet=7, chosen={"a": "1"}, words={}, by=typist)
    assert type_again(**given, sheet=7, chosen={"a": "1"}, by=handling_officer).is_settled
    refused_with("reason-missing", take_back_sheet, **given, sheet=7, reason=" ", by=typist)
    take_back_sheet(**given, sheet=7, reason="Nhập nhầm trường", by=typist)
    assert not SurveyResponse.objects.exists()
    enter_sheet(**given, stratum=key, sheet=7, chosen={"a": "2"}, words={}, by=typist)


def test_typing_is_for_those_who_may(
    running: Survey, outsider: Person, records_officer: Person, moment: datetime
) -> None:
    key = running.strata.all()[0].key
    for person in (outsider, records_officer):
        refused_with(
            "enter-surveys-not-allowed",
            enter_sheet,
            survey_id=running.pk,
            stratum=key,
            sheet=1,
            chosen={"a": "1"},
            words={},
            by=person,
            at=moment,
        )


def test_a_workbook_of_answers_names_each_wrong_cell(running: Survey) -> None:
    strata = {s.key: (s.unit_name, s.respondents) for s in running.strata.all()}
    rows: list[list[Any]] = [
        answer_headings(ASKED),
        [sheet_code(1), "Trường THCS A", "", 1, 0, 2, "Tốt"],
        [sheet_code(1), "Trường THCS C", "", 6, "", "rất hài lòng", ""],
        ["0003-1", "trường thcs ba", "", 1, 2, "", ""],
        ["", "", "", "", "", "", ""],
        ["", "Trường THCS A", "", "", "", "", ""],
    ]
    read = read_answers(workbook(*rows), content=ASKED, strata=strata, sheets=20, taken=frozenset())
    assert read.rows == ()
    assert [problem.cell for problem in read.problems] == ["D3", "A3", "B3", "E4", "A4", "A6"]


def test_a_workbook_of_answers_is_written_whole(running: Survey, typist: Person, moment: datetime) -> None:
    strata = {s.key: (s.unit_name, s.respondents) for s in running.strata.all()}
    rows: list[list[Any]] = [
        answer_headings(ASKED),
        [sheet_code(1), "Trường THCS A", "", 1, 0, "Hài lòng", "Tốt"],
        ["", "TRUONG THCS BA", "", 5, 2, 1, ""],
    ]
    read = read_answers(workbook(*rows), content=ASKED, strata=strata, sheets=20, taken=frozenset())
    assert read.problems == ()
    assert bring_answers(survey_id=running.pk, rows=read.rows, by=typist, at=moment) == 2
    assert sorted(str(r.chosen) for r in SurveyResponse.objects.all()) == [
        "{'a': '1', 'c': '2'}",
        "{'a': '5', 'b': '2', 'c': '1'}",
    ]
    assert SurveyVerbatim.objects.get().text == "Tốt"
    refused_with(
        "survey-sheet-typed", bring_answers, survey_id=running.pk, rows=read.rows, by=typist, at=moment
    )


def test_a_list_names_each_wrong_cell() -> None:
    head = ["STT", "Trường", "Họ và tên", "Email", "Điện thoại", "Mã"]
    read = read_people(
        workbook(
            ["Danh sách"],
            head,
            [1, "THCS A", "An", "an@example.vn", "0912345678", "p1"],
            [2, "", "Bình", "khong", "09", "p1"],
            [3, "THCS A", "Chi", "", "", "p1"],
        )
    )
    assert read.rows == ()
    assert [problem.cell for problem in read.problems] == ["B4", "D4", "E4", "F5"]
    right = read_people(workbook(head, [1, "THCS A", "An", "", 912345678, ""]))
    assert [(row.unit, row.key, row.phone) for row in right.rows] == [("THCS A", "dong-2", "912345678")]
    with pytest.raises(Refused, match="dòng tiêu đề"):
        read_people(workbook(["Tên", "Lớp"], ["An", "6A"]))


def test_closing_keeps_counts_and_wipes_how_to_reach_people(
    running: Survey, control_focal_officer: Person, handling_officer: Person, moment: datetime
) -> None:
    by = control_focal_officer
    for place in range(6):
        digits = {"a": "1" if place < 4 else "5", "c": "2"}
        answer_survey(token=token(running, place), chosen=digits, words={}, at=moment)
    ours = token(running)
    refused_with(
        "survey-status-wrong", remark_on_results, survey_id=running.pk, remark="Tốt", by=by, at=moment
    )
    closed = close_survey(survey_id=running.pk, by=by, at=moment)
    assert closed.status == SurveyStatus.CLOSED
    refused_with(
        "keep-surveys-not-allowed",
        remark_on_results,
        survey_id=running.pk,
        remark="Tốt",
        by=handling_officer,
        at=moment,
    )
    remark_on_results(survey_id=running.pk, remark=" Tốt ", by=by, at=moment)
    running.refresh_from_db()
    assert running.closing_note == "Tốt"
    assert not running.members.exclude(name="", email="", phone="", token_digest=None).exists()
    assert running.members.exclude(ticket="").count() == 30
    refused_with("survey-not-found", answer_survey, token=ours, chosen={"a": "1"}, words={}, at=moment)
    assert sum(t.answered for t in SurveyTally.objects.all()) == 12
    with pytest.raises(IntegrityError, match="closed"), transaction.atomic():
        SurveyResponse.objects.update(chosen={})


def test_what_is_not_told_is_not_counted_either(
    running: Survey, control_focal_officer: Person, moment: datetime
) -> None:
    """Six say something of “c”, four of “a”: the sum less “c”, which is shown, would tell what the four said."""
    for place in range(6):
        digits = {"a": "1", "c": "2"} if place < 4 else {"c": "5"}
        answer_survey(token=token(running, place), chosen=digits, words={}, at=moment)
    close_survey(survey_id=running.pk, by=control_focal_officer, at=moment)
    assert {t.item for t in SurveyTally.objects.all()} == {"c"}
    assert sum(t.answered for t in SurveyTally.objects.all()) == 6
    assert sum(t.satisfied for t in SurveyTally.objects.all()) == 4


def test_no_results_while_answers_come_in(running: Survey, moment: datetime) -> None:
    """Two looks, before and after one person answered, would tell what they said."""
    for place in range(6):
        answer_survey(token=token(running, place), chosen={"a": "1"}, words={"y": "Tốt"}, at=moment)
        for look in (results_of, theme_counts):
            with pytest.raises(Refused) as refused:
                look(running)
            assert refused.value.code == "survey-results-not-yet"
    assert sum(rate.answered for rate in rates_of(running)) == 6


def test_an_item_of_few_answers_stands_beside_nothing(
    make_open: MakeSurvey, control_focal_officer: Person, moment: datetime
) -> None:
    """Six answered “c”, four “a”: neither the share of “a” nor its group's stands in a comparison."""
    found = []
    for survey in (make_open(UnitSize("Trường A")), make_open(UnitSize("Trường A"))):
        for place in range(6):
            digits = {"a": "1", "c": "2"} if place < 4 else {"c": "5"}
            answer_open(**by_link(survey), chosen=digits, words={}, at=moment)
        close_survey(survey_id=survey.pk, by=control_focal_officer, at=moment)
        found.append(results_of(Survey.objects.select_related("version").get(pk=survey.pk)))
    told = {one.code: (one.before, one.after) for one in compared_with(found[1], found[0])}
    assert told["a"] == told["g"] == told["index"] == (None, None)
    assert told["c"] == (Fraction(2, 3), Fraction(2, 3))


def test_the_queries_of_results_do_not_grow(
    running: Survey, control_focal_officer: Person, moment: datetime
) -> None:
    for place in range(6):
        answer_survey(token=token(running, place), chosen={"a": "1"}, words={}, at=moment)
    close_survey(survey_id=running.pk, by=control_focal_officer, at=moment)
    survey = Survey.objects.select_related("version").get(pk=running.pk)
    with CaptureQueriesContext(connection) as captured:
        results_of(survey)
    assert len(captured) == 2


def test_applicants_of_finished_dossiers_are_asked(
    taken_in: TakenIn, bodies: Bodies, facts: Any, control_focal_officer: Person, moment: datetime
) -> None:
    dossiers = [taken_in() for _ in range(3)]
    Dossier.objects.filter(pk__in=[d.pk for d in dossiers[:2]]).update(
        delivery=DeliveryStatus.DELIVERED, delivered_at=moment
    )
    by = control_focal_officer
    survey = start_survey(
        agency_id=bodies.department.pk,
        facts=facts(
            population=Population.DOSSIERS,
            served=Period(date(2026, 9, 1), date(2026, 10, 1)),
            wanted=2,
        ),
        by=by,
        at=moment,
    )
    refused_with(
        "survey-population-wrong", bring_list, survey_id=survey.pk, rows=people("X", 2), by=by, at=moment
    )
    take_dossiers(survey_id=survey.pk, by=by, at=moment)
    assert {member.key for member in survey.members.all()} == {d.code for d in dossiers[:2]}
    [stratum] = survey.strata.all()
    assert (stratum.agency_id, stratum.size) == (bodies.department.pk, 2)
    draw_people(survey_id=survey.pk, by=by, at=moment)
    assert open_survey(survey_id=survey.pk, by=by, at=moment) >= 1
    earlier = start_survey(
        agency_id=bodies.department.pk,
        facts=facts(population=Population.DOSSIERS, served=Period(date(2026, 1, 1), date(2026, 2, 1))),
        by=by,
        at=moment,
    )
    assert earlier.code == "KS-2026-002"
    refused_with("survey-nobody", take_dossiers, survey_id=earlier.pk, by=by, at=moment)


def test_schools_without_a_list_get_quotas_by_size(
    bodies: Bodies, facts: Any, control_focal_officer: Person, moment: datetime
) -> None:
    by = control_focal_officer
    survey = start_survey(agency_id=bodies.department.pk, facts=facts(wanted=60), by=by, at=moment)
    units = [UnitSize("A", "Phụ huynh", 100), UnitSize("A", "Học sinh", 200), UnitSize("B", "Phụ huynh", 300)]
    set_units(survey_id=survey.pk, units=units, by=by, at=moment)
    draw_people(survey_id=survey.pk, by=by, at=moment)
    assert sorted(s.quota for s in survey.strata.all()) == [10, 20, 30]
    twice = [UnitSize("A"), UnitSize("a")]
    refused_with("survey-units-wrong", set_units, survey_id=survey.pk, units=twice, by=by, at=moment)


def test_who_sees_which(
    running: Survey,
    control_focal_officer: Person,
    head: Person,
    handling_officer: Person,
    outsider: Person,
    today: date,
) -> None:
    assert surveys_visible_to(control_focal_officer, today).count() == 1
    assert surveys_visible_to(handling_officer, today).count() == 0
    assert surveys_to_enter(handling_officer, today).count() == 1
    assert surveys_visible_to(outsider, today).count() == surveys_to_enter(outsider, today).count() == 0


def test_answers_in_own_words_are_coded_and_counted(
    running: Survey, control_focal_officer: Person, handling_officer: Person, moment: datetime
) -> None:
    by = control_focal_officer
    questionnaire = running.version.questionnaire_id
    set_themes(questionnaire_id=questionnaire, labels=["Bữa ăn", "Nhà vệ sinh"], by=by, at=moment)
    for place in range(6):
        answer_survey(token=token(running, place), chosen={}, words={"y": f"Ý {place}"}, at=moment)
    early: dict[str, Any] = {"survey_id": running.pk, "verbatim_id": SurveyVerbatim.objects.earliest("pk").pk}
    refused_with("survey-status-wrong", code_verbatim, **early, themes=[], by=by, at=moment)
    close_survey(survey_id=running.pk, by=by, at=moment)
    running.refresh_from_db()
    for place, verbatim in enumerate(SurveyVerbatim.objects.order_by("pk")):
        themes = ["bua_an"] if place < 5 else ["bua_an", "nha_ve_sinh"]
        code_verbatim(survey_id=running.pk, verbatim_id=verbatim.pk, themes=themes, by=by, at=moment)
    given: dict[str, Any] = {"survey_id": running.pk, "verbatim_id": verbatim.pk, "at": moment}
    refused_with("survey-themes-wrong", code_verbatim, **given, themes=["khac"], by=by)
    refused_with("keep-surveys-not-allowed", code_verbatim, **given, themes=[], by=handling_officer)
    counts, coded, total = theme_counts(running)
    assert (coded, total) == (6, 6)
    assert [(c.label, c.answers) for c in counts] == [("Bữa ăn", 6), ("Nhà vệ sinh", None)]


def test_a_survey_that_never_ran_is_taken_back(
    drawn: Survey, control_focal_officer: Person, moment: datetime
) -> None:
    drop_survey(survey_id=drawn.pk, by=control_focal_officer, at=moment)
    assert not Survey.objects.exists()
    assert not SurveyMember.objects.exists()


def test_sheets_are_numbered_on(running: Survey, control_focal_officer: Person, moment: datetime) -> None:
    assert number_sheets(survey_id=running.pk, count=5, by=control_focal_officer, at=moment) == (21, 25)
    refused_with(
        "survey-sheets-wrong",
        number_sheets,
        survey_id=running.pk,
        count=0,
        by=control_focal_officer,
        at=moment,
    )
