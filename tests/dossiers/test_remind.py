"""Reminders before terms and after them, once each; what runs out; what is paid goes on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from tests.cast import Bodies, MakePerson
from tests.dossiers.refusing import fresh
from tests.handing_in import HandIn, TakenIn

from motcua.accounts.enums import Role
from motcua.accounts.models import Person
from motcua.deadlines.enums import LimitUnit
from motcua.deadlines.rules.limits import Limit
from motcua.dossiers.actions.consulting import Question, consult
from motcua.dossiers.actions.handling import forward
from motcua.dossiers.actions.intake import lodge
from motcua.dossiers.actions.supplementing import request_intake_supplement, request_supplement
from motcua.dossiers.actions.timing import apologise, require_payment
from motcua.dossiers.enums import Door, Status
from motcua.dossiers.models import Dossier
from motcua.dossiers.rules.reminders import bucket_of
from motcua.dossiers.rules.supplements import SupplementItem
from motcua.dossiers.tasks import go_on_when_paid, remind, run_out
from motcua.kernel.clock import VIETNAM
from motcua.kernel.models import JournalEntry
from motcua.notices.models import Notice
from motcua.payments.actions.charges import exempt
from motcua.payments.actions.collecting import collect
from motcua.payments.enums import PaymentStatus, PaymentWay
from motcua.payments.models import Charge
from motcua.payments.rules.charges import NewCharge

InHand = Callable[..., Dossier]
DAY = timedelta(days=1)
ASKED: dict[str, Any] = {
    "items": [SupplementItem("Đơn", "Chưa ký", "Ký và nộp lại")],
    "reason": "Đơn chưa hợp lệ",
    "legal_basis": "Điều 17",
}
ONE_DAY = Limit(Decimal(1), LimitUnit.WORKING_DAY)


def told(event: str) -> list[str]:
    return sorted(Notice.objects.filter(event=event).values_list("recipient_name", flat=True))


@pytest.mark.parametrize(
    ("hours", "expected"), [(0, (0, 0)), (20, (1, 1)), (50, (2, 3)), (75, (3, 3)), (-9, (0, 0))]
)
def test_stretches_before_a_term(hours: int, expected: tuple[int, int]) -> None:
    at = datetime(2026, 9, 17, 9, tzinfo=VIETNAM)
    assert bucket_of(term=at + timedelta(hours=hours), at=at) == expected


@pytest.mark.django_db
def test_whose_turn_it_is_hears_once_in_each_stretch(in_hand: InHand, handler: Person) -> None:
    dossier = in_hand()
    due = dossier.due_at
    assert due is not None
    remind(due - 5 * DAY)
    assert told("due_soon") == []
    for days in (3, 2, 1):
        remind(due - days * DAY)
    assert told("due_soon") == [handler.full_name] * 2
    remind(due - timedelta(hours=3))
    remind(due - timedelta(hours=2))
    assert told("due_today") == [handler.full_name]


@pytest.mark.django_db
def test_everyone_of_the_step_hears_when_nobody_holds_it(
    taken_in: TakenIn, desk_officer: Person, head: Person, moment: datetime
) -> None:
    dossier = taken_in()
    forward(dossier_id=dossier.pk, by=desk_officer, at=moment)
    assert dossier.due_at is not None
    remind(dossier.due_at - timedelta(hours=1))
    assert told("due_today") == [head.full_name]


@pytest.mark.django_db
def test_the_head_hears_of_what_is_late_until_it_is_apologised_for(
    in_hand: InHand, handler: Person, head: Person
) -> None:
    first, second = in_hand(), in_hand()
    assert first.due_at is not None
    apologise(dossier_id=second.pk, by=head, at=first.due_at + DAY, reason="Thiếu người")
    remind(first.due_at + DAY)
    remind(first.due_at + 2 * DAY)
    assert told("overdue_without_apology") == sorted([handler.full_name, head.full_name])
    assert set(Notice.objects.filter(event="overdue_without_apology").values_list("subject_id")) == {
        (str(first.pk),)
    }


@pytest.mark.django_db
def test_applicants_hear_before_their_time_runs_out(
    in_hand: InHand, citizen: Person, handler: Person, moment: datetime
) -> None:
    dossier = in_hand(submitted_by=citizen)
    asked = request_supplement(dossier_id=dossier.pk, by=handler, at=moment, term=ONE_DAY, **ASKED)
    assert asked.answer_by is not None
    remind(asked.answer_by - timedelta(hours=20))
    remind(asked.answer_by - timedelta(hours=19))
    assert citizen.full_name in told("supplement_due_soon")
    # The applicant left a telephone number of their own at the counter.
    assert len(told("supplement_due_soon")) == 2


@pytest.mark.django_db
def test_late_opinions_reach_who_asked_and_the_head(
    in_hand: InHand, handler: Person, head: Person, bodies: Bodies, moment: datetime
) -> None:
    dossier = in_hand()
    question = Question(bodies.division.pk, "Có lưu không?", ONE_DAY)
    consult(dossier_id=dossier.pk, by=handler, at=moment, questions=[question])
    for days in (2, 3):
        remind(moment + days * DAY)
    assert told("consultation_late") == sorted([handler.full_name, head.full_name])


@pytest.mark.django_db
def test_statements_do_not_grow_with_the_dossiers(
    in_hand: InHand, django_assert_max_num_queries: Any
) -> None:
    held = [in_hand() for _ in range(4)]
    assert held[0].due_at is not None
    with django_assert_max_num_queries(24):
        remind(held[0].due_at - timedelta(hours=1))
    assert len(told("due_today")) == 4


@pytest.mark.django_db
def test_requests_run_out(
    in_hand: InHand,
    hand_in: HandIn,
    citizen: Person,
    desk_officer: Person,
    handler: Person,
    moment: datetime,
) -> None:
    held, waiting = in_hand(), in_hand()
    lodged = lodge(intake=hand_in(door=Door.ONLINE), by=citizen, at=moment)
    request_supplement(dossier_id=held.pk, by=handler, at=moment, term=ONE_DAY, **ASKED)
    request_supplement(dossier_id=waiting.pk, by=handler, at=moment, **ASKED)
    request_intake_supplement(dossier_id=lodged.pk, by=desk_officer, at=moment, term=ONE_DAY, **ASKED)
    run_out(moment + 3 * DAY)
    assert [fresh(one).status for one in (held, waiting, lodged)] == [
        Status.STOPPED,
        Status.SUPPLEMENT_REQUIRED,
        Status.STOPPED,
    ]


@pytest.fixture
def waiting(in_hand: InHand, handler: Person, moment: datetime) -> Dossier:
    """Waits for twenty thousand đồng."""
    dossier = in_hand()
    charge = NewCharge("Phí", 20_000)
    require_payment(dossier_id=dossier.pk, by=handler, at=moment, charges=[charge])
    return dossier


@pytest.mark.django_db
def test_it_goes_on_as_soon_as_all_is_paid(
    waiting: Dossier,
    make_person: MakePerson,
    bodies: Bodies,
    moment: datetime,
    django_capture_on_commit_callbacks: Any,
) -> None:
    cashier = make_person("Tô Thị Quỹ", role=Role.FINANCE_OFFICER, agency=bodies.department)
    how: dict[str, Any] = {
        "charge_id": Charge.objects.get().pk,
        "way": PaymentWay.CASH,
        "by": cashier,
        "at": moment + DAY,
    }
    with django_capture_on_commit_callbacks(execute=True):
        collect(amount_vnd=5_000, key="a", **how)
    assert (fresh(waiting).status, fresh(waiting).payment) == (
        Status.PAYMENT_REQUIRED,
        PaymentStatus.PART_PAID,
    )
    with django_capture_on_commit_callbacks(execute=True):
        collect(amount_vnd=15_000, key="b", **how)
    assert (fresh(waiting).status, fresh(waiting).payment) == (Status.PROCESSING, PaymentStatus.PAID)
    entry = JournalEntry.objects.filter(kind="PaymentConfirmed").get()
    assert entry.actor == "system"


@pytest.mark.django_db
def test_what_nobody_told_is_found_later(
    waiting: Dossier, make_person: MakePerson, bodies: Bodies, moment: datetime
) -> None:
    go_on_when_paid(moment)
    assert fresh(waiting).status == Status.PAYMENT_REQUIRED
    cashier = make_person("Tô Thị Quỹ", role=Role.FINANCE_OFFICER, agency=bodies.department)
    exempt(charge_id=Charge.objects.get().pk, reason="Hộ nghèo", basis="Điều 10", by=cashier, at=moment)
    go_on_when_paid(moment + DAY)
    assert (fresh(waiting).status, fresh(waiting).payment) == (Status.PROCESSING, PaymentStatus.EXEMPT)
