"""Dated settings: shorter terms of an agency, feedback without a name; reminders."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction
from tests.cast import Bodies
from tests.feedback.feedback.scene import sent

from motcua.accounts.models import Person
from motcua.deadlines.enums import LimitUnit
from motcua.deadlines.rules.limits import Limit
from motcua.feedback.actions.feedback.hand_over import OpenFeedback
from motcua.feedback.actions.feedback.reminding import remind_of_feedback
from motcua.feedback.actions.feedback.settings import allow_anonymous, set_own_term
from motcua.feedback.enums.feedback import State, Subject, Term
from motcua.feedback.models import AnonymousAllowance, Feedback, OwnTerm
from motcua.feedback.queries.feedback.settings import may_be_anonymous
from motcua.kernel.refusals import Refused
from motcua.notices.models import Notice

pytestmark = pytest.mark.django_db


def days(amount: int) -> Limit:
    return Limit(Decimal(amount), LimitUnit.WORKING_DAY)


def test_an_agency_is_quicker_from_today_on(
    bodies: Bodies, control_focal_officer: Person, handling_officer: Person, moment: datetime
) -> None:
    words: dict[str, Any] = {
        "agency_id": bodies.department.pk,
        "term": Term.ANSWER,
        "basis": "Quy chế 12",
        "at": moment,
    }
    before = sent(moment - timedelta(days=1)).feedback
    for by, limit, code in (
        (handling_officer, days(10), "keep-feedback-not-allowed"),
        (control_focal_officer, days(16), "own-term-longer"),
    ):
        with pytest.raises(Refused) as refused:
            set_own_term(limit=limit, by=by, **words)
        assert refused.value.code == code
    assert not OwnTerm.objects.exists()
    set_own_term(limit=days(5), by=control_focal_officer, **words)
    after = sent(moment).feedback
    assert before.due_at is not None
    assert after.due_at is not None
    assert before.due_at.date() == date(2026, 10, 7)
    assert after.due_at.date() == date(2026, 9, 24)
    later = {**words, "at": moment + timedelta(days=3)}
    assert set_own_term(limit=None, by=control_focal_officer, **later) is None
    ended = OwnTerm.objects.get()
    assert ended.in_force.upper == date(2026, 9, 20)


def test_without_a_name_needs_a_document(
    bodies: Bodies, control_focal_officer: Person, moment: datetime
) -> None:
    words: dict[str, Any] = {"agency_id": bodies.department.pk, "by": control_focal_officer, "at": moment}
    with pytest.raises(Refused) as refused:
        allow_anonymous(subject=Subject.CONDUCT, allowed=True, basis=" ", **words)
    assert refused.value.code == "basis-missing"
    allow_anonymous(subject=Subject.CONDUCT, allowed=True, basis="Quyết định 5", **words)
    assert may_be_anonymous(bodies.department.pk, Subject.CONDUCT, moment.date())
    assert not may_be_anonymous(bodies.department.pk, Subject.RULE, moment.date())
    assert not may_be_anonymous(bodies.other_department.pk, Subject.CONDUCT, moment.date())
    allow_anonymous(subject=Subject.CONDUCT, allowed=False, basis="", **words)
    assert not AnonymousAllowance.objects.exists()


def test_officers_are_reminded_once(control_focal_officer: Person, head: Person, moment: datetime) -> None:
    sent(moment)
    assert remind_of_feedback(at=moment) == 0
    soon, late = moment + timedelta(days=3, hours=9), moment + timedelta(days=5)
    assert remind_of_feedback(at=soon) == 1
    assert remind_of_feedback(at=soon + timedelta(hours=1)) == 0
    assert remind_of_feedback(at=late) == 1
    told = Notice.objects.filter(event__in=["feedback_due_soon", "feedback_late"])
    assert set(told.values_list("event", "recipient")) == {
        ("feedback_due_soon", control_focal_officer.pk),
        ("feedback_late", control_focal_officer.pk),
        ("feedback_late", head.pk),
    }


def test_open_feedback_goes_on_at_the_successor(
    bodies: Bodies, control_focal_officer: Person, moment: datetime
) -> None:
    one, ended = sent(moment).feedback, sent(moment).feedback
    Feedback.objects.filter(pk=ended.pk).update(state=State.WITHDRAWN, ended_at=moment)
    Feedback.objects.filter(pk=one.pk).update(unit=bodies.exam_division, holder=control_focal_officer)
    work, before = OpenFeedback(), [bodies.department.pk]
    assert [items.count for items in work.count(predecessors=before, on=moment.date())] == [1]
    after = bodies.other_department.pk
    with transaction.atomic():
        work.hand_over(predecessors=before, successor=after, on=moment.date(), at=moment, actor="operator")
    one.refresh_from_db()
    ended.refresh_from_db()
    assert (one.agency_id, one.unit, one.holder, one.due_at) == (after, None, None, one.due_at)
    assert ended.agency_id == bodies.department.pk
    assert work.count(predecessors=before, on=moment.date()) == []
