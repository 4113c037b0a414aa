"""Ends without a result: stopped with reasons, withdrawn."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from tests.cast import Bodies, MakePerson
from tests.dossiers.refusing import fresh, refused

from motcua.accounts.enums import Role
from motcua.accounts.models import Person
from motcua.deadlines.enums import LimitUnit, Standing
from motcua.deadlines.rules.limits import Limit
from motcua.documents.enums import PaperKind
from motcua.dossiers.actions.consulting import Question, consult
from motcua.dossiers.actions.ending import run_out_unanswered, stop, withdraw
from motcua.dossiers.actions.supplementing import request_supplement
from motcua.dossiers.actions.timing import require_payment
from motcua.dossiers.enums import Status, Verb
from motcua.dossiers.models import Consultation, Dossier, IssuedPaper, Passage, Pause
from motcua.dossiers.rules.events import CONSULTATION_CLOSED, SUBJECT
from motcua.dossiers.rules.supplements import SupplementItem
from motcua.kernel.queries import entries_about
from motcua.notices.models import Notice
from motcua.payments.enums import PaymentStatus
from motcua.payments.rules.charges import NewCharge

pytestmark = pytest.mark.django_db

InHand = Callable[..., Dossier]
HOUR = timedelta(hours=1)
SAID = {"reason": "Chủ hồ sơ đã mất", "legal_basis": "Điều 19", "papers": "Trả lại tại quầy"}


def test_stopped_with_reasons_and_what_becomes_of_papers(
    in_hand: InHand, citizen: Person, handler: Person, head: Person, moment: datetime
) -> None:
    dossier = in_hand(submitted_by=citizen)
    stop(dossier_id=dossier.pk, by=head, at=moment + HOUR, **SAID)
    row = fresh(dossier)
    assert (row.status, row.finished_at, row.holder, row.step_key) == (
        Status.STOPPED,
        moment + HOUR,
        None,
        "",
    )
    last = Passage.objects.filter(dossier=dossier).latest("number")
    assert (last.left_by, last.person) == (Verb.STOP, handler)
    assert IssuedPaper.objects.filter(dossier=dossier, kind=PaperKind.STOP).count() == 1
    told = Notice.objects.filter(event="stopped").values_list("recipient", flat=True)
    assert {citizen.pk, handler.pk} <= set(told)


def test_stop_refuses(in_hand: InHand, handler: Person, head: Person, moment: datetime) -> None:
    dossier = in_hand()
    assert refused(stop, dossier, by=handler, at=moment, **SAID) == "decide-dossiers-not-allowed"
    assert refused(stop, dossier, by=head, at=moment, **{**SAID, "reason": ""}) == "reason-missing"
    assert refused(stop, dossier, by=head, at=moment, **{**SAID, "papers": " "}) == "papers-missing"
    stop(dossier_id=dossier.pk, by=head, at=moment, **SAID)
    assert refused(stop, dossier, by=head, at=moment, **SAID) == "dossier-wrong-moment"


def test_withdrawn_by_the_applicant_what_is_owed_is_owed_no_more(
    in_hand: InHand, citizen: Person, handler: Person, moment: datetime
) -> None:
    dossier = in_hand(submitted_by=citizen)
    require_payment(dossier_id=dossier.pk, by=handler, at=moment, charges=[NewCharge("Phí", 10_000)])
    withdraw(dossier_id=dossier.pk, by=citizen, at=moment + HOUR, reason="Nộp nhầm", refunds=True)
    row = fresh(dossier)
    assert (row.status, row.payment, row.paused_since) == (
        Status.WITHDRAWN,
        PaymentStatus.NOT_REQUIRED,
        None,
    )
    assert Pause.objects.get().lasted.upper == moment + HOUR
    assert Notice.objects.filter(event="withdrawn", recipient=handler).exists()


def test_withdraw_refuses(
    in_hand: InHand, make_person: Callable[..., Person], handler: Person, citizen: Person, moment: datetime
) -> None:
    dossier = in_hand(submitted_by=citizen)
    other = make_person("Người Khác")
    assert refused(withdraw, dossier, by=other, at=moment) == "receive-dossiers-not-allowed"
    assert refused(withdraw, dossier, by=handler, at=moment) == "receive-dossiers-not-allowed"
    withdraw(dossier_id=dossier.pk, by=citizen, at=moment)
    assert refused(withdraw, dossier, by=citizen, at=moment) == "dossier-wrong-moment"


def test_who_ends_while_the_clock_stands_still_is_not_late(
    in_hand: InHand, handler: Person, moment: datetime
) -> None:
    dossier = in_hand()  # due on Tuesday the 22nd
    items = [SupplementItem("Đơn", "Chưa ký", "Ký và nộp lại")]
    said = {"items": items, "reason": "Đơn chưa ký", "legal_basis": "Điều 17"}
    request_supplement(dossier_id=dossier.pk, by=handler, at=moment, **said)
    later = moment + timedelta(days=30)
    assert run_out_unanswered(at=later) == 1
    row = fresh(dossier)
    assert (row.status, row.standing) == (Status.STOPPED, Standing.EARLY)
    assert row.due_at is not None
    assert row.due_at > later
    assert Passage.objects.filter(dossier=dossier).latest("number").standing == Standing.EARLY


def test_open_questions_end_with_the_dossier(
    in_hand: InHand,
    make_person: MakePerson,
    handler: Person,
    citizen: Person,
    bodies: Bodies,
    moment: datetime,
) -> None:
    asked = make_person("Tạ Văn Vụ", role=Role.HEAD, agency=bodies.other_department)
    dossier = in_hand(submitted_by=citizen)
    term = Limit(Decimal(2), LimitUnit.WORKING_DAY)
    questions = [Question(bodies.other_department.pk, "Có hồ sơ gốc không?", term)]
    consult(dossier_id=dossier.pk, by=handler, at=moment, questions=questions)
    withdraw(dossier_id=dossier.pk, by=citizen, at=moment + HOUR)
    row = Consultation.objects.get()
    assert (row.closed_at, row.answered_at, row.closed_why) == (
        moment + HOUR,
        None,
        "Người nộp đã rút hồ sơ",
    )
    entries = entries_about(SUBJECT, str(dossier.pk)).filter(kind=CONSULTATION_CLOSED)
    assert entries.get().payload["consultation"] == str(row.pk)
    assert Notice.objects.get(event="consultation_closed").recipient_id == asked.pk
