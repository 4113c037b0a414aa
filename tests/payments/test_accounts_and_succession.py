"""Bank accounts through time, and charges that pass to a successor."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from motcua.kernel.queries import entries_about
from motcua.kernel.refusals import Refused
from motcua.organisations.actions.successions import dissolve_agency, merge_agencies
from motcua.organisations.policy import OPERATOR
from motcua.payments.actions.bank_accounts import end_bank_account, set_bank_account
from motcua.payments.actions.collecting import collect
from motcua.payments.enums import PaymentWay
from motcua.payments.models import AgencyAccount, Charge, Collection
from motcua.payments.queries import account_of

ACCOUNT = {"bank_bin": "970436", "account_number": "1234 5678", "holder_name": "SỞ GIÁO DỤC"}


def put(bodies, by, at, since, **more) -> AgencyAccount:
    return set_bank_account(agency_id=bodies.department.pk, **{**ACCOUNT, **more}, since=since, by=by, at=at)


def test_one_account_follows_another(bodies, finance_officer, moment, today) -> None:
    put(bodies, finance_officer, moment, today)
    later = today + timedelta(days=10)
    put(bodies, finance_officer, moment, later, account_number="999")
    first, second = account_of(bodies.department.pk, today), account_of(bodies.department.pk, later)
    assert first is not None
    assert second is not None
    assert (first.account_number, second.account_number) == ("12345678", "999")
    with pytest.raises(Refused) as refused:
        put(bodies, finance_officer, moment, today + timedelta(days=5))
    assert refused.value.code == "account-before-last"
    end_bank_account(agency_id=bodies.department.pk, on=later, by=finance_officer, at=moment)
    assert account_of(bodies.department.pk, later) is None
    kinds = [entry.kind for entry in entries_about("agency", str(bodies.department.pk))]
    assert kinds == ["BankAccountSet", "BankAccountSet", "BankAccountEnded"]


@pytest.mark.parametrize("more", [{"bank_bin": "12"}, {"account_number": "!"}, {"holder_name": " "}])
def test_a_wrong_account_is_refused(bodies, finance_officer, moment, today, more) -> None:
    with pytest.raises(Refused) as refused:
        put(bodies, finance_officer, moment, today, **more)
    assert refused.value.code == "bad-bank-account"
    assert not AgencyAccount.objects.exists()


def test_the_wrong_person(bodies, receiving_officer, business_administrator, moment, today) -> None:
    for by in (receiving_officer, business_administrator):
        with pytest.raises(Refused) as refused:
            put(bodies, by, moment, today)
        assert refused.value.code == "collect-payments-not-allowed"
        with pytest.raises(Refused):
            end_bank_account(agency_id=bodies.department.pk, on=today, by=by, at=moment)


def test_open_charges_pass_to_the_successor(bodies, make_charge, make_agency, moment, today) -> None:
    put(bodies, OPERATOR, moment, today - timedelta(days=30))
    paid, left = make_charge(10), make_charge(20)
    collect(charge_id=paid.pk, amount_vnd=10, way=PaymentWay.CASH, key="a", by=OPERATOR, at=moment)
    heir = make_agency("Sở mới", parent=bodies.committee)
    merge_agencies(
        predecessors=[bodies.department.pk],
        successor=heir.pk,
        on=moment.date(),
        document="QĐ 1",
        by=OPERATOR,
        at=moment,
    )
    assert Charge.objects.get(pk=left.pk).agency_id == heir.pk
    assert account_of(bodies.department.pk, today) is None
    assert account_of(bodies.department.pk, today - timedelta(days=1)) is not None
    assert Charge.objects.get(pk=paid.pk).agency_id == bodies.department.pk
    assert Collection.objects.get().agency_id == bodies.department.pk
    row = collect(charge_id=left.pk, amount_vnd=20, way=PaymentWay.CASH, key="b", by=OPERATOR, at=moment)
    assert (row.agency_id, row.number) == (heir.pk, 1)


def test_a_body_with_open_charges_says_so_when_it_ends(bodies, make_agency, moment) -> None:
    from motcua.payments.actions.charges import owe
    from motcua.payments.rules.charges import NewCharge

    alone = make_agency("Trung tâm", parent=bodies.committee, since=date(2025, 7, 1))
    owe(
        subject_kind="dossier",
        subject_id="1",
        subject_label="1",
        agency_id=alone.pk,
        charges=[NewCharge("Phí", 5)],
        by="system",
        at=moment,
    )
    with pytest.raises(Refused, match="phí, lệ phí"):
        dissolve_agency(agency_id=alone.pk, on=moment.date(), document="QĐ 2", by=OPERATOR, at=moment)
    assert Charge.objects.get().agency_id == alone.pk
