"""What is owed: entered, cancelled, forgone."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction

from motcua.kernel.queries import entries_about
from motcua.kernel.refusals import Refused
from motcua.organisations.policy import OPERATOR
from motcua.payments.actions.charges import cancel_charge, cancel_charges, exempt, owe
from motcua.payments.actions.collecting import collect
from motcua.payments.enums import PaymentStatus, PaymentWay
from motcua.payments.models import Charge, Exemption
from motcua.payments.queries import charges_of, status_of
from motcua.payments.rules.charges import NewCharge

SUBJECT = "0199c0de-0000-7000-8000-000000000001"


def status(subject: str = SUBJECT) -> PaymentStatus:
    return status_of("dossier", [subject])[subject].status


def test_owing_several_at_once(bodies, moment, make_charge, django_assert_max_num_queries) -> None:
    with django_assert_max_num_queries(4):
        rows = owe(
            subject_kind="dossier",
            subject_id="7",
            subject_label="Hồ-Sơ.7",
            agency_id=bodies.department.pk,
            charges=[NewCharge("Phí thẩm định", 100_000), NewCharge("Lệ phí", 0)],
            by="system",
            at=moment,
        )
    assert [row.amount_vnd for row in charges_of("dossier", "7")] == [100_000, 0]
    assert rows[0].subject_folded == "ho so 7"
    assert [entry.kind for entry in entries_about("dossier", "7")] == ["ChargeOwed", "ChargeOwed"]
    make_charge(5)
    with django_assert_max_num_queries(1):
        money = status_of("dossier", ["7", SUBJECT, "nobody"])
    assert [money[subject].left_vnd for subject in ("7", SUBJECT, "nobody")] == [100_000, 5, 0]
    assert money["nobody"].status is PaymentStatus.NOT_REQUIRED


def test_a_bad_charge_leaves_nothing(bodies, moment) -> None:
    with pytest.raises(Refused):
        owe(
            subject_kind="dossier",
            subject_id="7",
            subject_label="7",
            agency_id=bodies.department.pk,
            charges=[NewCharge("Phí", 5), NewCharge("", 5)],
            by="system",
            at=moment,
        )
    assert not Charge.objects.exists()
    assert not entries_about("dossier", "7").exists()


def test_exempting_a_part_and_the_rest(charge, finance_officer, moment) -> None:
    words = {"reason": "hộ nghèo", "basis": "NĐ 1/2026 điều 2", "by": finance_officer, "at": moment}
    exempt(charge_id=charge.pk, amount_vnd=5_000, **words)
    assert status() is PaymentStatus.DUE
    exempt(charge_id=charge.pk, **words)
    assert status() is PaymentStatus.EXEMPT
    assert [row.amount_vnd for row in Exemption.objects.order_by("id")] == [5_000, 15_000]
    with pytest.raises(Refused) as refused:
        exempt(charge_id=charge.pk, amount_vnd=1, **words)
    assert refused.value.code == "more-than-charged"


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"reason": " "}, "reason-missing"),
        ({"basis": ""}, "basis-missing"),
        ({"amount_vnd": 20_001}, "more-than-charged"),
        ({"amount_vnd": 0}, "bad-amount"),
    ],
)
def test_an_exemption_needs_its_words(charge, finance_officer, moment, more, code) -> None:
    said = {
        "amount_vnd": 1,
        "reason": "hộ nghèo",
        "basis": "NĐ 1",
        "by": finance_officer,
        "at": moment,
        **more,
    }
    with pytest.raises(Refused) as refused:
        exempt(charge_id=charge.pk, **said)
    assert refused.value.code == code
    assert not Exemption.objects.exists()
    assert entries_about("dossier", SUBJECT).count() == 1


def test_only_finance_officers_forgo(charge, receiving_officer, head, outsider, citizen, moment) -> None:
    for by in (receiving_officer, head, outsider, citizen):
        for act in (
            lambda by=by: exempt(charge_id=charge.pk, reason="a", basis="b", by=by, at=moment),
            lambda by=by: cancel_charge(charge_id=charge.pk, reason="a", by=by, at=moment),
        ):
            with pytest.raises(Refused) as refused:
                act()
            assert refused.value.code == "collect-payments-not-allowed"
    assert status() is PaymentStatus.DUE


def test_cancelling_leaves_what_was_paid_alone(make_charge, finance_officer, moment) -> None:
    paid, unpaid = make_charge(10), make_charge(20)
    collect(charge_id=paid.pk, amount_vnd=10, way=PaymentWay.CASH, key="a", by=finance_officer, at=moment)
    words = {
        "subject_kind": "dossier",
        "subject_id": SUBJECT,
        "reason": "rút hồ sơ",
        "by": "system",
        "at": moment,
    }
    assert [row.pk for row in cancel_charges(**words)] == [unpaid.pk]
    assert status() is PaymentStatus.PAID
    assert [row.pk for row in cancel_charges(**words, paid_too=True)] == [paid.pk]
    assert status() is PaymentStatus.REFUND_DUE
    assert cancel_charges(**words, paid_too=True) == []


def test_cancelling_some(make_charge, moment) -> None:
    one, other = make_charge(10), make_charge(20)
    cancel_charges(
        subject_kind="dossier",
        subject_id=SUBJECT,
        reason="ghi nhầm",
        charge_ids=[one.pk],
        by="system",
        at=moment,
    )
    other.refresh_from_db()
    assert other.cancelled_at is None
    assert status_of("dossier", [SUBJECT])[SUBJECT].left_vnd == 20


def test_a_cancelled_charge_takes_nothing_more(charge, finance_officer, moment) -> None:
    cancel_charge(charge_id=charge.pk, reason="ghi nhầm", by=finance_officer, at=moment)
    for act in (
        lambda: cancel_charge(charge_id=charge.pk, reason="lần nữa", by=OPERATOR, at=moment),
        lambda: exempt(charge_id=charge.pk, reason="a", basis="b", by=OPERATOR, at=moment),
        lambda: collect(
            charge_id=charge.pk, amount_vnd=1, way=PaymentWay.CASH, key="k", by=OPERATOR, at=moment
        ),
    ):
        with pytest.raises(Refused, match="ghi nhầm") as refused:
            act()
        assert refused.value.code == "charge-cancelled"


@pytest.mark.parametrize(
    "change",
    [
        {"amount_vnd": 1},
        {"collected_vnd": 5},
        {"exempt_vnd": 5},
        {"payer_name": "Người khác"},
        {"fee_name": "Khác"},
    ],
)
def test_the_database_keeps_a_charge_as_it_was(charge, change) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        Charge.objects.filter(pk=charge.pk).update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        charge.delete()


def test_the_database_takes_no_charge_with_a_past(charge) -> None:
    charge.pk, charge.collected_vnd = None, 5
    with pytest.raises(DatabaseError), transaction.atomic():
        Charge.objects.bulk_create([charge])
