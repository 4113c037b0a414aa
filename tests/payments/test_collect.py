"""Money coming in and going back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from motcua.accounts.enums import Role
from motcua.kernel.queries import entries_about
from motcua.kernel.refusals import Refused
from motcua.organisations.policy import OPERATOR
from motcua.payments.actions.charges import cancel_charge, exempt
from motcua.payments.actions.collecting import collect, collect_cash, refund
from motcua.payments.enums import FeeKind, PaymentStatus, PaymentWay
from motcua.payments.models import Charge, Collection, ReceiptCounter, Refund
from motcua.payments.queries import (
    charges_matching,
    charges_visible_to,
    events_of,
    open_charges,
    page_of_charges,
    status_of,
)
from motcua.payments.rules.standing import Sums, standing

SUBJECT = "0199c0de-0000-7000-8000-000000000001"
CASH, TRANSFER = PaymentWay.CASH, PaymentWay.TRANSFER


def status() -> PaymentStatus:
    return status_of("dossier", [SUBJECT])[SUBJECT].status


def take(charge, amount, by, at, key="k", way=CASH, **more) -> Collection:
    return collect(charge_id=charge.pk, amount_vnd=amount, way=way, key=key, by=by, at=at, **more)


def test_cash_at_the_counter(charge, receiving_officer, moment) -> None:
    first = take(charge, 8_000, receiving_officer, moment)
    assert (first.receipt_number, first.taken_by, first.on) == (
        "P-2026-000001",
        receiving_officer,
        moment.date(),
    )
    assert status() is PaymentStatus.PART_PAID
    second = take(charge, 12_000, receiving_officer, moment, key="l")
    assert (second.number, status()) == (2, PaymentStatus.PAID)
    last = entries_about("dossier", SUBJECT).last()
    assert (last.kind, last.payload["number"], last.actor) == (
        "PaymentCollected",
        "P-2026-000002",
        receiving_officer.actor,
    )
    assert "Phạm" not in str([entry.payload for entry in entries_about("dossier", SUBJECT)])


def test_sent_again_it_takes_nothing(charge, receiving_officer, moment) -> None:
    first = take(charge, 8_000, receiving_officer, moment)
    assert take(charge, 8_000, receiving_officer, moment + timedelta(minutes=1)) == first
    assert Collection.objects.count() == 1
    with pytest.raises(Refused) as refused:
        take(charge, 9_000, receiving_officer, moment)
    assert refused.value.code == "payment-key-used"


def test_numbers_run_by_agency_year_and_series(make_charge, finance_officer, moment) -> None:
    fee, levy = make_charge(50), make_charge(50, fee_kind=FeeKind.CHARGE)
    numbers = [
        take(charge, 10, finance_officer, at, key=str(place)).receipt_number
        for place, (charge, at) in enumerate(
            [(fee, moment), (levy, moment), (fee, moment), (fee, moment + timedelta(days=120))]
        )
    ]
    assert numbers == ["P-2026-000001", "LP-2026-000001", "P-2026-000002", "P-2027-000001"]


def test_a_taking_that_fails_leaves_no_gap(charge, finance_officer, moment) -> None:
    take(charge, 1, finance_officer, moment, key="a")

    def machine_stops() -> None:
        with transaction.atomic():
            assert take(charge, 1, finance_officer, moment, key="b").number == 2
            raise RuntimeError("the counter's machine stops")

    with pytest.raises(RuntimeError):
        machine_stops()
    assert take(charge, 1, finance_officer, moment, key="c").number == 2
    assert ReceiptCounter.objects.get().last == 2


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"amount": 20_001}, "more-than-owed"),
        ({"amount": 0}, "bad-amount"),
        ({"amount": -5}, "bad-amount"),
        ({"way": TRANSFER}, "reference-missing"),
        ({"way": PaymentWay.POST, "reference": "  "}, "reference-missing"),
    ],
)
def test_refuses_and_leaves_no_trace(charge, finance_officer, moment, more, code) -> None:
    with pytest.raises(Refused) as refused:
        take(charge, **{"amount": 5, "by": finance_officer, "at": moment, **more})
    assert refused.value.code == code
    assert not Collection.objects.exists()
    assert not ReceiptCounter.objects.exists()
    assert entries_about("dossier", SUBJECT).count() == 1


def test_neither_in_the_future_nor_backdated_at_the_counter(
    charge, finance_officer, receiving_officer, moment
) -> None:
    with pytest.raises(Refused) as refused:
        take(charge, 5, finance_officer, moment, paid_at=moment + timedelta(minutes=1))
    assert refused.value.code == "paid-in-future"
    with pytest.raises(Refused) as refused:
        take(charge, 5, receiving_officer, moment, paid_at=moment - timedelta(days=1))
    assert refused.value.code == "collect-payments-not-allowed"
    earlier = take(charge, 5, finance_officer, moment, paid_at=moment - timedelta(days=1))
    assert earlier.on == moment.date() - timedelta(days=1)


def test_who_may_take_what(
    charge,
    receiving_officer,
    finance_officer,
    head,
    handling_officer,
    outsider,
    citizen,
    make_person,
    bodies,
    moment,
) -> None:
    elsewhere = make_person("Quầy Khác", role=Role.RECEPTION_OFFICER, agency=bodies.commune_committee)
    for number, by in enumerate((head, handling_officer, outsider, citizen, elsewhere)):
        with pytest.raises(Refused) as refused:
            take(charge, 5, by, moment, key=str(number))
        assert refused.value.code == "collect-payments-not-allowed"
    with pytest.raises(Refused, match="chỉ thu tiền mặt"):
        take(charge, 5, receiving_officer, moment, way=TRANSFER, reference="FT1")
    take(charge, 5, finance_officer, moment, key="a", way=TRANSFER, reference="FT1")
    take(charge, 5, receiving_officer, moment, key="b")
    take(charge, 5, OPERATOR, moment, key="c", way=PaymentWay.ONLINE, reference="T1")
    assert Charge.objects.get().collected_vnd == 15


def test_everything_that_is_left_in_one_go(make_charge, receiving_officer, moment, outsider) -> None:
    rows = [make_charge(10), make_charge(20), make_charge(0)]
    take(rows[0], 4, receiving_officer, moment)
    words = {
        "charge_ids": [row.pk for row in rows],
        "key": "one-press",
        "by": receiving_officer,
        "at": moment,
    }
    with pytest.raises(Refused) as refused:
        collect_cash(**words, expected_vnd=30)
    assert (refused.value.code, Collection.objects.count()) == ("amount-changed", 1)
    receipts = collect_cash(**words, expected_vnd=26)
    assert [(row.amount_vnd, row.number) for row in receipts] == [(6, 2), (20, 3)]
    assert collect_cash(**words, expected_vnd=26) == receipts
    with pytest.raises(Refused) as refused:  # knowing the key is not enough to be shown the receipts
        collect_cash(**{**words, "by": outsider}, expected_vnd=26)
    assert refused.value.code == "collect-payments-not-allowed"
    with pytest.raises(Refused) as refused:
        collect_cash(**{**words, "key": "another"}, expected_vnd=26)
    assert refused.value.code == "nothing-to-pay"


def test_giving_back_after_cancelling(charge, finance_officer, receiving_officer, moment) -> None:
    take(charge, 20_000, receiving_officer, moment)
    cancel_charge(charge_id=charge.pk, reason="từ chối hồ sơ", by=finance_officer, at=moment)
    assert status() is PaymentStatus.REFUND_DUE
    words = {"charge_id": charge.pk, "way": CASH, "reason": "hoàn phí", "at": moment}
    with pytest.raises(Refused) as refused:
        refund(amount_vnd=1, **words, by=receiving_officer)
    assert refused.value.code == "collect-payments-not-allowed"
    with pytest.raises(Refused) as refused:
        refund(amount_vnd=20_001, **words, by=finance_officer)
    assert refused.value.code == "more-than-paid"
    assert not Refund.objects.exists()
    refund(amount_vnd=20_000, **words, by=finance_officer)
    assert status() is PaymentStatus.REFUNDED


def test_giving_back_for_a_mistake_makes_it_due_again(charge, finance_officer, moment) -> None:
    take(charge, 20_000, finance_officer, moment)
    refund(charge_id=charge.pk, amount_vnd=20_000, way=CASH, reason="nhầm", by=finance_officer, at=moment)
    assert status() is PaymentStatus.DUE
    assert take(charge, 20_000, finance_officer, moment, key="again").number == 2


def test_exempted_after_paying_is_given_back(charge, finance_officer, moment) -> None:
    take(charge, 20_000, finance_officer, moment)
    exempt(charge_id=charge.pk, amount_vnd=5_000, reason="a", basis="b", by=finance_officer, at=moment)
    assert status_of("dossier", [SUBJECT])[SUBJECT].excess_vnd == 5_000


def test_the_database_itself_keeps_the_bounds(charge, finance_officer, moment) -> None:
    row = take(charge, 20_000, finance_officer, moment)
    row.pk, row.key, row.number = None, "besides", 99
    for change in (
        lambda: Collection.objects.bulk_create([row]),
        lambda: Collection.objects.update(amount_vnd=1),
        lambda: Collection.objects.all().delete(),
        lambda: Refund.objects.create(
            charge=charge,
            agency_id=charge.agency_id,
            amount_vnd=20_001,
            reason="x",
            way=CASH,
            on=moment.date(),
            at=moment,
        ),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["collect", "exempt", "refund", "cancel"]), st.integers(0, 1), st.integers(1, 30)
    ),
    max_size=8,
)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_the_records_and_the_journal_give_the_sums(make_charge, moment, steps) -> None:
    with transaction.atomic():
        charges = [make_charge(40), make_charge(20)]
        for number, (verb, which, amount) in enumerate(steps):
            try:
                act(verb, charges[which].pk, amount, str(number), moment)
            except Refused:
                continue
        rows = {row.pk: row for row in Charge.objects.all()}
        replayed = replay(entries_about("dossier", SUBJECT))
        for charge in rows.values():
            events = events_of([charge])
            assert charge.sums == replayed[str(charge.pk)]
            assert charge.collected_vnd == sum(row.amount_vnd for row in events.collections)
            assert charge.exempt_vnd == sum(row.amount_vnd for row in events.exemptions)
            assert charge.refunded_vnd == sum(row.amount_vnd for row in events.refunds)
            assert (charge.left_vnd, charge.excess_vnd) == (charge.sums.left_vnd, charge.sums.excess_vnd)
        money = status_of("dossier", [SUBJECT])[SUBJECT]
        assert money == standing(replayed.values())
        transaction.set_rollback(True)


def act(verb, charge_id, amount, key, at) -> None:
    who = {"charge_id": charge_id, "by": OPERATOR, "at": at}
    if verb == "collect":
        collect(amount_vnd=amount, way=CASH, key=key, **who)
    elif verb == "exempt":
        exempt(amount_vnd=amount, reason="a", basis="b", **who)
    elif verb == "refund":
        refund(amount_vnd=amount, way=CASH, reason="a", **who)
    else:
        cancel_charge(reason="a", **who)


def replay(entries) -> dict[str, Sums]:
    """The sums of each charge as the journal tells them."""
    amounts: dict[str, dict[str, int]] = {}
    for entry in entries:
        sums = amounts.setdefault(entry.payload["charge"], {})
        sums[entry.kind] = sums.get(entry.kind, 0) + entry.payload["amount_vnd"]
    return {
        charge: Sums(
            sums["ChargeOwed"],
            sums.get("PaymentCollected", 0),
            sums.get("ChargeExempted", 0),
            sums.get("PaymentRefunded", 0),
            "ChargeCancelled" in sums,
        )
        for charge, sums in amounts.items()
    }


def test_what_people_see_and_find(
    make_charge, receiving_officer, finance_officer, outsider, citizen, today, django_assert_num_queries
) -> None:
    charges = [make_charge(10 * number, subject_id=str(number)) for number in range(1, 5)]
    for person, seen in ((receiving_officer, 4), (finance_officer, 4), (outsider, 0), (citizen, 0)):
        assert charges_visible_to(person, today).count() == seen
    visible = charges_visible_to(finance_officer, today)
    assert charges_matching(visible, "20260917-42").count() == 0
    assert charges_matching(visible, "h24.09").count() == charges_matching(visible, "0000042").count() == 4
    take(charges[0], 10, finance_officer, charges[0].owed_at)
    with django_assert_num_queries(1):
        page = page_of_charges(open_charges(visible), size=2)
    assert [charge.subject_id for charge in page] == ["4", "3", "2"]
    rest = page_of_charges(open_charges(visible), after=(page[1].owed_at, page[1].pk), size=2)
    assert [charge.subject_id for charge in rest] == ["2"]
