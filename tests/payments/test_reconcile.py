"""The day's takings: counted, explained, closed for good."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from motcua.kernel.queries import entries_about
from motcua.kernel.refusals import Refused
from motcua.payments.actions.collecting import collect, reconcile, refund
from motcua.payments.enums import PaymentWay
from motcua.payments.models import Collection, Reconciliation
from motcua.payments.queries import collections_of_day, refunds_of_day, takings_of, unreconciled

CASH, TRANSFER = PaymentWay.CASH, PaymentWay.TRANSFER


@pytest.fixture
def takings(make_charge, finance_officer, moment) -> None:
    """Thirty in cash, of which five went back, and forty by transfer."""
    charge = make_charge(100)
    for key, amount, way in (("a", 10, CASH), ("b", 20, CASH), ("c", 40, TRANSFER)):
        collect(
            charge_id=charge.pk,
            amount_vnd=amount,
            way=way,
            key=key,
            reference="FT",
            by=finance_officer,
            at=moment,
        )
    refund(charge_id=charge.pk, amount_vnd=5, way=CASH, reason="thu thừa", by=finance_officer, at=moment)


def close(bodies, by, at, **more) -> Reconciliation:
    said = {"agency_id": bodies.department.pk, "day": at.date(), "way": CASH, "counted_vnd": 25, **more}
    return reconcile(**said, by=by, at=at)


def test_the_day_is_counted_by_way(takings, bodies, today, django_assert_num_queries) -> None:
    with django_assert_num_queries(3):
        rows = {one.way: one for one in takings_of(bodies.department.pk, today)}
    assert (rows[CASH].collected_vnd, rows[CASH].refunded_vnd, rows[CASH].expected_vnd) == (30, 5, 25)
    assert (rows[TRANSFER].expected_vnd, rows[PaymentWay.POST].count) == (40, 0)
    assert collections_of_day(bodies.department.pk, today).count() == 3
    assert refunds_of_day(bodies.department.pk, today).count() == 1
    assert [(day.way, day.expected_vnd) for day in unreconciled([bodies.department.pk], today)] == [
        (CASH, 25),
        (TRANSFER, 40),
    ]


def test_a_closed_day_takes_nothing_more(takings, bodies, make_charge, finance_officer, moment) -> None:
    row = close(bodies, finance_officer, moment)
    assert (row.expected_vnd, row.counted_vnd) == (25, 25)
    charge = make_charge(10)
    words = {"charge_id": charge.pk, "amount_vnd": 5, "key": "x", "by": finance_officer}
    with pytest.raises(Refused) as refused:
        collect(**words, way=CASH, at=moment)
    assert refused.value.code == "day-closed"
    with pytest.raises(Refused) as refused:
        close(bodies, finance_officer, moment)
    assert refused.value.code == "day-closed"
    collect(**words, way=TRANSFER, reference="FT2", at=moment)
    words["key"] = "y"
    collect(**words, way=CASH, at=moment + timedelta(days=1))
    assert [(day.day, day.way) for day in unreconciled([bodies.department.pk], moment.date())] == [
        (moment.date(), TRANSFER)
    ]
    (entry,) = entries_about("agency", str(bodies.department.pk))
    assert (entry.kind, entry.payload["expected_vnd"]) == ("TakingsReconciled", 25)


def test_a_difference_is_explained(takings, bodies, finance_officer, moment) -> None:
    with pytest.raises(Refused) as refused:
        close(bodies, finance_officer, moment, counted_vnd=24)
    assert refused.value.code == "note-missing"
    assert not Reconciliation.objects.exists()
    assert (
        close(bodies, finance_officer, moment, counted_vnd=24, note="thiếu tiền lẻ").note == "thiếu tiền lẻ"
    )


def test_the_wrong_person_and_the_wrong_moment(
    takings, bodies, finance_officer, receiving_officer, head, moment
) -> None:
    for by in (receiving_officer, head):
        with pytest.raises(Refused) as refused:
            close(bodies, by, moment)
        assert refused.value.code == "collect-payments-not-allowed"
    for more in ({"day": moment.date() + timedelta(days=1)}, {"way": TRANSFER, "counted_vnd": 40}):
        with pytest.raises(Refused) as refused:
            close(bodies, finance_officer, moment, **more)
        assert refused.value.code == "day-not-over"
    assert not Reconciliation.objects.exists()
    tomorrow = moment + timedelta(days=1)
    assert close(bodies, finance_officer, tomorrow, day=moment.date(), way=TRANSFER, counted_vnd=40).pk


def test_the_database_closes_the_day_too(takings, bodies, finance_officer, moment) -> None:
    words = {
        "agency": bodies.department,
        "day": moment.date(),
        "way": CASH,
        "closed_at": moment,
        "closed_by": finance_officer,
    }
    with pytest.raises(DatabaseError), transaction.atomic():
        Reconciliation.objects.create(**words, expected_vnd=24, counted_vnd=24)
    Reconciliation.objects.create(**words, expected_vnd=25, counted_vnd=25)
    row = Collection.objects.filter(way=CASH).first()
    assert row is not None
    row.pk, row.key, row.number = None, "late", 77
    with pytest.raises(DatabaseError), transaction.atomic():
        Collection.objects.bulk_create([row])
    with pytest.raises(DatabaseError), transaction.atomic():
        Reconciliation.objects.update(counted_vnd=0, note="sửa")
