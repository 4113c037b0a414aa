"""Two counters at once: no receipt number twice, none left out, and never more than is owed."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from motcua.kernel.ids import new_id
from motcua.kernel.refusals import Refused
from motcua.organisations.policy import OPERATOR
from motcua.payments.actions.collecting import collect
from motcua.payments.enums import PaymentWay
from motcua.payments.models import Charge, Collection


@pytest.mark.django_db(transaction=True)
def test_many_counters_at_once(make_charge, moment) -> None:
    charges = [make_charge(100, subject_id=str(new_id())) for _ in range(2)]

    def take(number: int) -> bool:
        try:
            collect(
                charge_id=charges[number % 2].pk,
                amount_vnd=30,
                way=PaymentWay.CASH,
                key=f"{number % 2}:{max(number, 6)}",  # the first of each charge are one payment sent often
                by=OPERATOR,
                at=moment,
            )
        except Refused:
            return False
        finally:
            connections.close_all()
        return True

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(take, range(16)))
    numbers = sorted(Collection.objects.values_list("number", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))
    assert sorted(Charge.objects.values_list("collected_vnd", flat=True)) == [90, 90]
