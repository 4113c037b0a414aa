"""Ends without a result: stopped with reasons, withdrawn."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from tests.dossiers.refusing import fresh, refused

from motcua.accounts.models import Person
from motcua.documents.enums import PaperKind
from motcua.dossiers.actions.ending import stop, withdraw
from motcua.dossiers.actions.timing import require_payment
from motcua.dossiers.enums import Status, Verb
from motcua.dossiers.models import Dossier, IssuedPaper, Passage, Pause
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
