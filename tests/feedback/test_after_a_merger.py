"""What is closely kept of a body stays kept from its people when the body passes on to another."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from tests.cast import Bodies, MakePerson
from tests.feedback.feedback.scene import conduct, sent
from tests.feedback.test_about_whom import SAID
from tests.feedback.test_about_whom import accused as accused
from tests.feedback.test_about_whom import colleague as colleague
from tests.feedback.test_dialogues import Conference, ask
from tests.feedback.test_dialogues import conference as conference
from tests.feedback.test_hotlines import call

from motcua.accounts.enums import Role
from motcua.accounts.models import Person
from motcua.feedback.actions.dialogues.questions import judge_question
from motcua.feedback.actions.feedback.sending import Sent
from motcua.feedback.actions.feedback.speaking import withdraw
from motcua.feedback.actions.hotlines import enter_call, judge_call
from motcua.feedback.enums import CallOutcome
from motcua.feedback.models import DialogueQuestion, Feedback, HotlineEntry
from motcua.feedback.policy.feedback import require_may_hold
from motcua.feedback.queries.dialogues import questions_visible_to
from motcua.feedback.queries.feedback.visible import feedback_visible_to, unheard_feedback
from motcua.feedback.queries.hotlines import entries_visible_to
from motcua.feedback.rules.about_whom import AboutWhom
from motcua.feedback.rules.feedback.wording import PASSED_UP
from motcua.kernel.models import JournalEntry
from motcua.kernel.refusals import Refused
from motcua.organisations.actions.successions import merge_agencies
from motcua.organisations.policy import OPERATOR

pytestmark = pytest.mark.django_db


@pytest.fixture
def said(
    conference: Conference, bodies: Bodies, control_focal_officer: Person, moment: datetime
) -> tuple[Feedback, Feedback, DialogueQuestion, HotlineEntry]:
    """What is said of the division: feedback, feedback that is finished, a question, a call."""
    by: dict[str, Any] = {"by": control_focal_officer, "at": moment}
    about = AboutWhom(True, bodies.exam_division.pk)
    going, over = (_conduct(bodies, moment) for _ in range(2))
    withdraw(feedback_id=over.feedback.pk, by=None, at=moment, secret=over.secret)
    question = ask(conference(), moment, text=SAID)
    judge_question(question_id=question.pk, found=about, **by)
    entry = enter_call(agency_id=bodies.department.pk, call=call(moment), **by)
    judge_call(entry_id=entry.pk, found=about, **by)
    return going.feedback, over.feedback, question, entry


def _conduct(bodies: Bodies, at: datetime) -> Sent:
    return sent(at, conduct("một chị", about_agency_id=bodies.exam_division.pk))


def seen_by(person: Person, at: datetime) -> tuple[int, int, int]:
    """How much feedback, how many questions and calls the person is shown."""
    on = at.date()
    return (
        feedback_visible_to(person, on).count(),
        questions_visible_to(person, on).count(),
        entries_visible_to(person, on).count(),
    )


@pytest.mark.parametrize("heir", ["division", "department"])
def test_who_came_from_the_body_sees_no_more_than_before(
    said: tuple[Feedback, Feedback, DialogueQuestion, HotlineEntry],
    bodies: Bodies,
    colleague: Person,
    control_focal_officer: Person,
    moment: datetime,
    heir: str,
) -> None:
    going, over, *_others = said
    assert seen_by(colleague, moment) == (0, 0, 0)
    assert seen_by(control_focal_officer, moment) == (2, 1, 1)
    successor, later = getattr(bodies, heir), moment + timedelta(days=1)
    merge_agencies(
        predecessors=[bodies.exam_division.pk], successor=successor.pk, on=later.date(), document="QĐ 7",
        by=OPERATOR, at=later,
    )  # fmt: skip
    assert seen_by(colleague, later) == (0, 0, 0)
    assert seen_by(control_focal_officer, later) == (2, 1, 1)
    assert set(unheard_feedback(colleague)) == {going, over}
    assert not unheard_feedback(control_focal_officer).exists()

    # Nor is it given to them.
    with pytest.raises(Refused) as refused:
        require_may_hold(colleague, None, Feedback.objects.get(pk=going.pk), on=later.date())
    assert refused.value.code == "holder-is-object"

    # Said of the successor from then on, each with its entry; not where the successor itself has the matter.
    is_moved = heir == "division"
    for row in said:
        row.refresh_from_db()
        assert (row.about_agency_id == successor.pk) is is_moved
        told = JournalEntry.objects.filter(subject_id=str(row.pk), payload={"about": str(successor.pk)})
        assert told.count() == is_moved


@pytest.mark.parametrize("is_given", [False, True])
def test_nobody_inherits_what_is_said_of_themselves(
    bodies: Bodies, control_focal_officer: Person, make_person: MakePerson, moment: datetime, is_given: bool
) -> None:
    keeper = make_person("Vi Văn Nhận", role=Role.CONTROL_FOCAL_OFFICER, agency=bodies.division)
    one = sent(moment, conduct("một chị", about_agency_id=bodies.division.pk)).feedback
    holder = {"unit": bodies.exam_division} if is_given else {"agency": bodies.exam_division}
    Feedback.objects.filter(pk=one.pk).update(**holder)
    merge_agencies(
        predecessors=[bodies.exam_division.pk], successor=bodies.division.pk, on=moment.date(), document="QĐ 9",
        by=OPERATOR, at=moment,
    )  # fmt: skip
    one.refresh_from_db()
    assert (one.agency, one.unit, one.about_agency) == (bodies.department, None, bodies.division)
    assert seen_by(keeper, moment) == (0, 0, 0)
    assert seen_by(control_focal_officer, moment) == (1, 0, 0)
    passed = JournalEntry.objects.filter(subject_id=str(one.pk), kind=PASSED_UP)
    assert [entry.payload for entry in passed] == ([] if is_given else [{"to": bodies.department.code}])


def test_nobody_inherits_a_call_about_themselves(
    bodies: Bodies, control_focal_officer: Person, make_person: MakePerson, moment: datetime
) -> None:
    keeper = make_person("Vi Văn Nhận", role=Role.CONTROL_FOCAL_OFFICER, agency=bodies.division)
    by: dict[str, Any] = {"by": control_focal_officer, "at": moment}
    said = {found: _open_call(bodies, found, **by) for found in (True, False)}
    merge_agencies(
        predecessors=[bodies.exam_division.pk], successor=bodies.division.pk, on=moment.date(), document="QĐ 9",
        by=OPERATOR, at=moment,
    )  # fmt: skip
    for entry in said.values():
        entry.refresh_from_db()
    assert (said[True].agency, said[True].about_agency) == (bodies.department, bodies.division)
    assert said[False].agency == bodies.division
    assert list(entries_visible_to(keeper, moment.date())) == [said[False]]
    assert said[True] in entries_visible_to(control_focal_officer, moment.date())
    passed = JournalEntry.objects.filter(kind="HotlineCallPassedUp")
    assert [(entry.subject_id, entry.payload) for entry in passed] == [
        (str(said[True].pk), {"to": bodies.department.code})
    ]


def test_a_call_stays_with_the_successor_where_nobody_stands_above(
    bodies: Bodies, outsider: Person, control_focal_officer: Person, moment: datetime
) -> None:
    entry = _open_call(bodies, True, by=control_focal_officer, at=moment)
    HotlineEntry.objects.filter(pk=entry.pk).update(
        agency=bodies.department, about_agency=bodies.other_department
    )
    merge_agencies(
        predecessors=[bodies.department.pk], successor=bodies.other_department.pk, on=moment.date(),
        document="QĐ 10", by=OPERATOR, at=moment,
    )  # fmt: skip
    entry.refresh_from_db()
    assert entry.agency == bodies.other_department
    assert not JournalEntry.objects.filter(kind="HotlineCallPassedUp").exists()


def _open_call(bodies: Bodies, is_conduct: bool, *, by: Person, at: datetime) -> HotlineEntry:
    """A call to be called back that the exam division has; about the conduct of the division, or about a rule."""
    said = call(at, CallOutcome.CALL_BACK, answer_by=at.date(), contact="0912345678")
    entry = enter_call(agency_id=bodies.department.pk, call=said, by=by, at=at)
    about = AboutWhom(is_conduct, bodies.division.pk if is_conduct else None)
    judge_call(entry_id=entry.pk, found=about, by=by, at=at)
    HotlineEntry.objects.filter(pk=entry.pk).update(agency=bodies.exam_division)
    return entry


def test_where_nobody_stands_above_the_successor_has_it(
    bodies: Bodies, outsider: Person, control_focal_officer: Person, moment: datetime
) -> None:
    one = _conduct(bodies, moment).feedback
    Feedback.objects.filter(pk=one.pk).update(agency=bodies.department, about_agency=bodies.other_department)
    merge_agencies(
        predecessors=[bodies.department.pk], successor=bodies.other_department.pk, on=moment.date(),
        document="QĐ 10", by=OPERATOR, at=moment,
    )  # fmt: skip
    one.refresh_from_db()
    assert one.agency == bodies.other_department


def test_what_an_agency_keeps_of_itself_goes_on_with_it(
    bodies: Bodies, control_focal_officer: Person, moment: datetime
) -> None:
    one = _conduct(bodies, moment).feedback
    Feedback.objects.filter(pk=one.pk).update(about_agency=bodies.department)
    assert feedback_visible_to(control_focal_officer, moment.date()).filter(pk=one.pk).exists()
    later = moment + timedelta(days=1)
    merge_agencies(
        predecessors=[bodies.department.pk], successor=bodies.other_department.pk, on=later.date(),
        document="QĐ 8", by=OPERATOR, at=later,
    )  # fmt: skip
    one.refresh_from_db()
    assert one.agency_id == one.about_agency_id == bodies.other_department.pk
    assert feedback_visible_to(control_focal_officer, later.date()).filter(pk=one.pk).exists()
