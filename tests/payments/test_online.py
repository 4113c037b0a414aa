"""Paying online: asked, confirmed once, told twice, paid elsewhere meanwhile; the port's contract."""

from __future__ import annotations

from datetime import timedelta

import pytest

from motcua.config.trial_payments import TrialGateway, gateway
from motcua.kernel.models import JournalEntry
from motcua.kernel.queries import entries_about
from motcua.kernel.refusals import Refused
from motcua.organisations.models import Installation
from motcua.payments.actions.collecting import collect, reconcile
from motcua.payments.actions.online import confirm_online_payment, request_online_payment, settle_surplus
from motcua.payments.enums import PaymentStatus, PaymentWay
from motcua.payments.models import Collection, OnlineRequest
from motcua.payments.ports import PaymentNotice, PaymentOrder, PretendingGateway, payment_gateway
from motcua.payments.queries import find_online_request, status_of, surpluses

SUBJECT = "0199c0de-0000-7000-8000-000000000001"
GATEWAYS = [TrialGateway]


def ask(at, return_path="/tra-cuu/", subject_id=SUBJECT) -> OnlineRequest:
    return request_online_payment(
        subject_kind="dossier",
        subject_id=subject_id,
        gateway=TrialGateway(),
        return_path=return_path,
        by="public",
        at=at,
    )


def told(asked, at, amount=None, is_paid=True) -> PaymentNotice:
    return PaymentNotice(asked.reference, amount or asked.amount_vnd, "THU1", at, is_paid)


def test_asked_and_paid(make_charge, moment) -> None:
    make_charge(20_000)
    make_charge(5_000)
    asked = ask(moment)
    assert (asked.amount_vnd, asked.is_trial, asked.parts.count()) == (25_000, True, 2)
    paid_at = moment + timedelta(minutes=2)
    for _ in range(2):  # told twice
        confirmed = confirm_online_payment(notice=told(asked, paid_at), at=paid_at)
    assert (confirmed.confirmed_at, confirmed.surplus_vnd) == (paid_at, 0)
    assert status_of("dossier", [SUBJECT])[SUBJECT].status is PaymentStatus.PAID
    assert Collection.objects.filter(way=PaymentWay.ONLINE, reference="THU1", taken_by=None).count() == 2
    kinds = [entry.kind for entry in entries_about("dossier", SUBJECT)]
    assert kinds.count("OnlinePaymentConfirmed") == 1
    with pytest.raises(Refused) as refused:
        ask(paid_at)
    assert refused.value.code == "nothing-to-pay"


def test_asking_again_soon_is_the_same_asking(charge, make_charge, moment) -> None:
    asked = ask(moment)
    assert ask(moment + timedelta(minutes=14)) == asked
    assert ask(moment + timedelta(minutes=16)) != asked
    make_charge(1)
    assert ask(moment + timedelta(minutes=17)).amount_vnd == 20_001


@pytest.mark.parametrize("path", ["https://example.org/", "//example.org/", "tra-cuu/", "/\\example.org"])
def test_the_payer_comes_back_to_us(charge, moment, path) -> None:
    with pytest.raises(Refused) as refused:
        ask(moment, return_path=path)
    assert refused.value.code == "bad-return-path"


def test_broken_off_and_wrong_amounts_change_nothing(charge, moment) -> None:
    asked = ask(moment)
    before = JournalEntry.objects.count()
    assert confirm_online_payment(notice=told(asked, moment, is_paid=False), at=moment).confirmed_at is None
    with pytest.raises(Refused) as refused:
        confirm_online_payment(notice=told(asked, moment, amount=1), at=moment)
    assert refused.value.code == "payment-amount-differs"
    with pytest.raises(Refused) as refused:
        confirm_online_payment(notice=PaymentNotice("nobody", 1, "T", moment, True), at=moment)
    assert refused.value.code == "online-payment-not-found"
    assert not Collection.objects.exists()
    assert JournalEntry.objects.count() == before


def test_paid_at_the_counter_meanwhile(charge, finance_officer, receiving_officer, bodies, moment) -> None:
    asked = ask(moment)
    collect(
        charge_id=charge.pk, amount_vnd=15_000, way=PaymentWay.CASH, key="a", by=receiving_officer, at=moment
    )
    confirmed = confirm_online_payment(notice=told(asked, moment), at=moment)
    assert confirmed.surplus_vnd == 15_000
    assert list(surpluses([bodies.department.pk])) == [asked]
    with pytest.raises(Refused):
        settle_surplus(request_id=asked.pk, note="trả lại", by=receiving_officer, at=moment)
    settle_surplus(request_id=asked.pk, note="chuyển trả, FT9", by=finance_officer, at=moment)
    assert not surpluses([bodies.department.pk]).exists()
    with pytest.raises(Refused) as refused:
        settle_surplus(request_id=asked.pk, note="lần nữa", by=finance_officer, at=moment)
    assert refused.value.code == "no-surplus"


def test_news_of_a_day_that_is_counted_goes_into_today(charge, finance_officer, bodies, moment) -> None:
    asked, tomorrow = ask(moment), moment + timedelta(days=1)
    reconcile(
        agency_id=bodies.department.pk,
        day=moment.date(),
        way=PaymentWay.ONLINE,
        counted_vnd=0,
        by=finance_officer,
        at=tomorrow,
    )
    confirm_online_payment(notice=told(asked, moment), at=tomorrow)
    assert Collection.objects.get().on == tomorrow.date()


def test_joined_only_where_the_installation_is_a_sample(bodies, settings) -> None:
    assert gateway() is None
    Installation.objects.create(home=bodies.department, is_sample=True)
    joined = payment_gateway()
    assert joined is not None
    assert joined.is_trial
    settings.PAYMENT_GATEWAY = ""
    assert payment_gateway() is None


@pytest.mark.parametrize("make", GATEWAYS)
class TestContract:
    """What every gateway keeps."""

    order = PaymentOrder(
        "a1b2c3", 20_000, "H24.09-1", "https://mc.example.vn/ve/", "https://mc.example.vn/bao/"
    )

    def test_it_has_a_name_and_says_whether_it_is_for_trying(self, make) -> None:
        assert make().label
        assert make().is_trial in {True, False}

    def test_the_same_order_leads_to_the_same_place(self, make) -> None:
        assert make().address_for(self.order) == make().address_for(self.order)
        assert self.order.reference in make().address_for(self.order)

    def test_a_notice_reads_as_it_was_sent_and_only_so(self, make, moment) -> None:
        platform = make()
        assert isinstance(platform, PretendingGateway)
        sent = platform.pretend(reference="a1b2c3", amount_vnd=20_000, is_paid=True, at=moment)
        read = platform.read_notice(sent)
        assert (read.reference, read.amount_vnd, read.paid_at, read.is_paid) == (
            "a1b2c3",
            20_000,
            moment,
            True,
        )
        assert read.transaction
        assert platform.read_notice(sent) == read
        for forged in (
            {"amount_vnd": "1"},
            {"reference": "d4"},
            {"is_paid": "0"},
            {"signature": "ữ"},
            {"signature": ""},
        ):
            with pytest.raises(Refused) as refused:
                platform.read_notice({**sent, **forged})
            assert refused.value.code == "payment-notice-forged"
        with pytest.raises(Refused):
            platform.read_notice({})


def test_a_reference_finds_its_asking(charge, moment) -> None:
    asked = ask(moment)
    assert find_online_request(asked.reference) == asked
    assert find_online_request("") is None
    assert len(asked.reference) == 24
