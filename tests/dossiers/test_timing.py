"""Extension with apology, apology alone, waiting for money."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from tests.cast import Bodies, MakePerson
from tests.dossiers.refusing import fresh, refused
from tests.handing_in import TakenIn

from motcua.accounts.enums import Role
from motcua.accounts.models import Person
from motcua.deadlines.enums import LimitUnit
from motcua.deadlines.rules.limits import Limit
from motcua.documents.enums import PaperKind
from motcua.dossiers.actions.timing import apologise, confirm_payment, extend, require_payment
from motcua.dossiers.enums import Status
from motcua.dossiers.models import Dossier, Extension, IssuedPaper, Pause
from motcua.kernel.clock import VIETNAM
from motcua.notices.models import Notice
from motcua.payments.actions.collecting import collect
from motcua.payments.enums import PaymentStatus, PaymentWay
from motcua.payments.models import Charge
from motcua.payments.rules.charges import NewCharge

pytestmark = pytest.mark.django_db

InHand = Callable[..., Dossier]
DAY = timedelta(days=1)
TWO_DAYS = Limit(Decimal(2), LimitUnit.WORKING_DAY)
FEE = NewCharge("Phí cấp bản sao", 20_000)


def test_an_extension_in_time_moves_the_date_once(
    in_hand: InHand, citizen: Person, desk_officer: Person, head: Person, moment: datetime
) -> None:
    dossier = in_hand(submitted_by=citizen)
    assert dossier.due_at is not None
    row = extend(dossier_id=dossier.pk, by=head, at=moment + DAY, amount=TWO_DAYS, reason="Chờ xác minh")
    assert (row.is_in_time, row.due_before) == (True, dossier.due_at)
    assert row.due_after.astimezone(VIETNAM).date() == datetime(2026, 9, 24).date()  # noqa: DTZ001
    now = fresh(dossier)
    assert (now.due_at, now.due_at_first, now.extended_at) == (row.due_after, dossier.due_at, moment + DAY)
    paper = IssuedPaper.objects.get(dossier=dossier, kind=PaperKind.APOLOGY)
    assert paper.facts
    told = Notice.objects.filter(event="extended_with_apology").values_list("recipient", flat=True)
    assert {citizen.pk, desk_officer.pk} <= set(told)
    again = {"by": head, "at": moment + DAY, "amount": TWO_DAYS, "reason": "Lại chậm"}
    assert refused(extend, dossier, **again) == "already-extended"


def test_an_apology_on_the_due_day_is_flagged_late(in_hand: InHand, head: Person, moment: datetime) -> None:
    dossier = in_hand()
    assert dossier.due_at is not None
    at = dossier.due_at - timedelta(hours=2)
    extend(dossier_id=dossier.pk, by=head, at=at, amount=TWO_DAYS, reason="Chậm")
    assert Extension.objects.get(dossier=dossier).is_in_time is False


def test_a_dossier_still_at_the_counter_is_extended_or_apologised_for(
    taken_in: TakenIn, head: Person, moment: datetime
) -> None:
    dossier = taken_in()  # received, not yet handed on: its time runs all the same
    row = extend(dossier_id=dossier.pk, by=head, at=moment, amount=TWO_DAYS, reason="Mất điện cả ngày")
    assert row.is_in_time
    late = row.due_after + timedelta(hours=20)
    assert apologise(dossier_id=dossier.pk, by=head, at=late, reason="Vẫn chưa có điện").apologised_at == late


def test_extend_refuses(in_hand: InHand, handler: Person, head: Person, moment: datetime) -> None:
    dossier = in_hand()
    assert dossier.due_at is not None
    said: dict[str, Any] = {"at": moment, "reason": "Chậm"}
    assert refused(extend, dossier, by=handler, amount=TWO_DAYS, **said) == "decide-dossiers-not-allowed"
    none = Limit(Decimal(0), LimitUnit.SAME_DAY)
    assert refused(extend, dossier, by=head, amount=none, **said) == "extension-without-amount"
    assert refused(extend, dossier, by=head, amount=TWO_DAYS, at=moment, reason="") == "reason-missing"
    late = dossier.due_at + 10 * DAY
    assert refused(extend, dossier, by=head, amount=TWO_DAYS, at=late, reason="Chậm") == "extension-in-past"


def test_a_late_dossier_gets_its_apology_once(
    in_hand: InHand, citizen: Person, handler: Person, head: Person, moment: datetime
) -> None:
    dossier = in_hand(submitted_by=citizen)
    assert dossier.due_at is not None
    late = dossier.due_at + DAY
    assert refused(apologise, dossier, by=head, at=moment, reason="Chậm") == "not-overdue"
    assert refused(apologise, dossier, by=handler, at=late, reason="Chậm") == "decide-dossiers-not-allowed"
    apologise(dossier_id=dossier.pk, by=head, at=late, reason="Thiếu người")
    row = fresh(dossier)
    assert (row.apologised_at, row.due_at) == (late, dossier.due_at)
    assert Notice.objects.filter(event="apology_sent", recipient=citizen).exists()
    assert IssuedPaper.objects.filter(dossier=dossier, kind=PaperKind.APOLOGY).count() == 1
    assert refused(apologise, dossier, by=head, at=late, reason="Lại") == "already-apologised"


def test_money_is_waited_for_and_the_clock_stands_still(
    in_hand: InHand,
    citizen: Person,
    desk_officer: Person,
    handler: Person,
    make_person: MakePerson,
    bodies: Bodies,
    moment: datetime,
) -> None:
    dossier = in_hand(submitted_by=citizen)
    assert dossier.due_at is not None
    require_payment(dossier_id=dossier.pk, by=handler, at=moment + DAY, charges=[FEE])
    row = fresh(dossier)
    assert (row.status, row.payment) == (Status.PAYMENT_REQUIRED, PaymentStatus.DUE)
    assert Notice.objects.filter(event="payment_requested", recipient=citizen).exists()
    at = moment + 4 * DAY  # Friday to Monday: one working day
    assert refused(confirm_payment, dossier, by=desk_officer, at=at) == "payment-incomplete"
    cashier = make_person("Tô Thị Quỹ", role=Role.FINANCE_OFFICER, agency=bodies.department)
    collect(
        charge_id=Charge.objects.get().pk,
        amount_vnd=20_000,
        way=PaymentWay.CASH,
        key="k1",
        by=cashier,
        at=at,
    )
    assert refused(confirm_payment, dossier, by=handler, at=at) == "receive-dossiers-not-allowed"
    confirm_payment(dossier_id=dossier.pk, by=desk_officer, at=at)
    row = fresh(dossier)
    assert (row.status, row.payment) == (Status.PROCESSING, PaymentStatus.PAID)
    assert row.due_at is not None
    assert row.due_at.astimezone(VIETNAM).date() == (dossier.due_at + DAY).astimezone(VIETNAM).date()
    assert Pause.objects.get(dossier=dossier).lasted.upper == at


def test_require_payment_refuses(in_hand: InHand, head: Person, handler: Person, moment: datetime) -> None:
    dossier = in_hand()
    said: dict[str, Any] = {"at": moment}
    assert refused(require_payment, dossier, by=head, charges=[FEE], **said) == "handle-dossiers-not-allowed"
    assert refused(require_payment, dossier, by=handler, charges=[], **said) == "nothing-to-pay"
    assert refused(confirm_payment, dossier, by=handler, **said) == "receive-dossiers-not-allowed"


def test_an_apology_does_not_cover_a_later_date(in_hand: InHand, head: Person, moment: datetime) -> None:
    dossier = in_hand()
    assert dossier.due_at is not None
    late = dossier.due_at + DAY
    apologise(dossier_id=dossier.pk, by=head, at=late, reason="Thiếu người")
    five = Limit(Decimal(5), LimitUnit.WORKING_DAY)
    extend(dossier_id=dossier.pk, by=head, at=late, amount=five, reason="Chờ xác minh")
    again = fresh(dossier).due_at
    assert again is not None
    apologise(dossier_id=dossier.pk, by=head, at=again + DAY, reason="Vẫn thiếu người")
    assert fresh(dossier).apologised_at == again + DAY
