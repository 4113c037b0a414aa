"""Opinions of other bodies, side by side, while the dossier goes on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from tests.cast import Bodies, MakePerson
from tests.dossiers.refusing import fresh, refused
from tests.resulting import BroughtTo, Stage

from motcua.accounts.enums import Role
from motcua.accounts.models import Person
from motcua.deadlines.enums import LimitUnit
from motcua.deadlines.rules.limits import Limit
from motcua.dossiers.actions.consulting import Question, answer_consultation, consult
from motcua.dossiers.actions.results import issue
from motcua.dossiers.enums import Status
from motcua.dossiers.models import Consultation, Dossier
from motcua.dossiers.policy import may_read
from motcua.kernel.clock import VIETNAM
from motcua.kernel.queries import entries_about
from motcua.notices.models import Notice

pytestmark = pytest.mark.django_db

InHand = Callable[..., Dossier]
TWO_DAYS = Limit(Decimal(2), LimitUnit.WORKING_DAY)
ONE_DAY = Limit(Decimal(1), LimitUnit.WORKING_DAY)


@pytest.fixture
def asked(bodies: Bodies) -> list[Question]:
    return [
        Question(bodies.other_department.pk, "Có hồ sơ gốc không?", TWO_DAYS),
        Question(bodies.division.pk, "Có lưu quyết định không?", ONE_DAY),
    ]


@pytest.fixture
def other_head(make_person: MakePerson, bodies: Bodies) -> Person:
    return make_person("Tạ Văn Vụ", role=Role.HEAD, agency=bodies.other_department)


def test_several_are_asked_at_once_each_with_a_term(
    in_hand: InHand,
    asked: list[Question],
    handler: Person,
    other_head: Person,
    bodies: Bodies,
    moment: datetime,
) -> None:
    dossier = in_hand()
    assert not may_read(other_head, dossier, on=moment.date())
    consult(dossier_id=dossier.pk, by=handler, at=moment, questions=asked)
    rows = {row.agency_id: row for row in Consultation.objects.filter(dossier=dossier)}
    days = [rows[one.agency_id].due_at.astimezone(VIETNAM).day for one in asked]
    assert days == [21, 18]  # Monday after the weekend, and Friday
    row = fresh(dossier)
    assert (row.status, row.step_key, row.due_at) == (Status.PROCESSING, "tham-dinh", dossier.due_at)
    assert may_read(other_head, row, on=moment.date())
    assert Notice.objects.filter(event="consultation_asked", recipient=other_head).count() == 1


def test_an_answer_comes_back_and_a_late_one_reaches_the_head(
    in_hand: InHand,
    asked: list[Question],
    handler: Person,
    head: Person,
    other_head: Person,
    moment: datetime,
) -> None:
    dossier = in_hand()
    first, _second = consult(dossier_id=dossier.pk, by=handler, at=moment, questions=asked)
    how: dict[str, Any] = {"consultation_id": first.pk, "by": other_head}
    answer_consultation(
        dossier_id=dossier.pk, at=first.due_at + timedelta(hours=1), answer="Có, số 12", **how
    )
    row = Consultation.objects.get(pk=first.pk)
    assert (row.answer, row.answered_by) == ("Có, số 12", other_head)
    told = Notice.objects.filter(event="consultation_answered").values_list("recipient", flat=True)
    assert set(told) == {handler.pk, head.pk}
    last = entries_about("dossier", str(dossier.pk)).last()
    assert last is not None
    assert last.payload["is_late"] is True
    assert (
        refused(answer_consultation, dossier, at=moment, answer="x", **how) == "handle-dossiers-not-allowed"
    )


def test_an_answer_in_time_is_told_to_who_asked_alone(
    in_hand: InHand, asked: list[Question], handler: Person, other_head: Person, moment: datetime
) -> None:
    dossier = in_hand()
    first, _second = consult(dossier_id=dossier.pk, by=handler, at=moment, questions=asked)
    answer_consultation(
        dossier_id=dossier.pk, consultation_id=first.pk, by=other_head, at=first.due_at, answer="Có"
    )
    told = Notice.objects.filter(event="consultation_answered").values_list("recipient", flat=True)
    assert list(told) == [handler.pk]


def test_refusals(
    in_hand: InHand,
    asked: list[Question],
    handler: Person,
    head: Person,
    other_head: Person,
    bodies: Bodies,
    moment: datetime,
) -> None:
    dossier = in_hand()
    how: dict[str, Any] = {"by": handler, "at": moment}
    assert refused(consult, dossier, by=head, at=moment, questions=asked) == "handle-dossiers-not-allowed"
    assert refused(consult, dossier, questions=[], **how) == "questions-missing"
    assert refused(consult, dossier, questions=[asked[0], asked[0]], **how) == "agency-asked-twice"
    empty = Question(bodies.division.pk, " ", ONE_DAY)
    assert refused(consult, dossier, questions=[empty], **how) == "question-missing"
    today = Question(bodies.division.pk, "?", Limit(Decimal(0), LimitUnit.SAME_DAY))
    assert refused(consult, dossier, questions=[today], **how) == "term-missing"
    named = Question(bodies.division.pk, "?", ONE_DAY, person_id=other_head.pk)
    assert refused(consult, dossier, questions=[named], **how) == "person-not-able"
    first, second = consult(dossier_id=dossier.pk, questions=asked, **how)
    assert refused(consult, dossier, questions=asked[:1], **how) == "asked-already"
    answer: dict[str, Any] = {"at": moment, "answer": "Có"}
    assert (
        refused(answer_consultation, dossier, consultation_id=second.pk, by=other_head, **answer)
        == "consultation-not-found"
    )
    assert (
        refused(
            answer_consultation,
            dossier,
            consultation_id=first.pk,
            by=other_head,
            **{**answer, "answer": ""},
        )
        == "answer-missing"
    )


def test_what_was_not_answered_before_the_result_is_closed(
    brought_to: BroughtTo, handler: Person, records_officer: Person, bodies: Bodies, moment: datetime
) -> None:
    dossier = brought_to(Stage.SIGNED)
    row = Consultation.objects.create(
        dossier=dossier,
        agency=bodies.other_department,
        question="Có hồ sơ gốc không?",
        asked_by=handler,
        asked_at=moment,
        due_at=moment + timedelta(days=2),
    )
    issue(dossier_id=dossier.pk, by=records_officer, at=moment, symbol="QĐ-SGDĐT")
    row.refresh_from_db()
    assert (row.closed_at, row.closed_why) == (moment, "Kết quả đã được ban hành")
    assert not Consultation.objects.filter(Consultation.WAITS).exists()
