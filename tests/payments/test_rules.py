"""Money as pure functions: the standing of a matter, amounts, transfer codes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel.refusals import Refused
from motcua.payments.enums import FeeKind, PaymentMoment, PaymentStatus, PaymentWay
from motcua.payments.rules.banks import BANKS, bank_name
from motcua.payments.rules.charges import (
    NATIONAL_MOMENTS,
    SERIES,
    NewCharge,
    check_amount,
    checked,
    checked_reason,
    checked_reference,
    receipt_number,
)
from motcua.payments.rules.in_words import in_words
from motcua.payments.rules.standing import NOTHING, Sums, standing
from motcua.payments.rules.transfer_qr import LONGEST_MESSAGE, checksum, transfer_code, transfer_message

S = PaymentStatus


@pytest.mark.parametrize(
    ("charges", "status", "left", "excess"),
    [
        ([], S.NOT_REQUIRED, 0, 0),
        ([Sums(0)], S.NOT_REQUIRED, 0, 0),
        ([Sums(10)], S.DUE, 10, 0),
        ([Sums(10, exempt_vnd=4)], S.DUE, 6, 0),
        ([Sums(10, collected_vnd=4)], S.PART_PAID, 6, 0),
        ([Sums(10, collected_vnd=10)], S.PAID, 0, 0),
        ([Sums(10, collected_vnd=6, exempt_vnd=4)], S.PAID, 0, 0),
        ([Sums(10, exempt_vnd=10)], S.EXEMPT, 0, 0),
        ([Sums(10, collected_vnd=10, exempt_vnd=4)], S.REFUND_DUE, 0, 4),
        ([Sums(10, collected_vnd=10, is_cancelled=True)], S.REFUND_DUE, 0, 10),
        ([Sums(10, collected_vnd=10, refunded_vnd=10, is_cancelled=True)], S.REFUNDED, 0, 0),
        ([Sums(10, collected_vnd=10, refunded_vnd=10)], S.DUE, 10, 0),
        ([Sums(10, is_cancelled=True)], S.NOT_REQUIRED, 0, 0),
        ([Sums(10, collected_vnd=10), Sums(5)], S.PART_PAID, 5, 0),
        ([Sums(10, collected_vnd=10, is_cancelled=True), Sums(5)], S.DUE, 5, 10),
        ([Sums(10, exempt_vnd=10), Sums(5, collected_vnd=5)], S.PAID, 0, 0),
        ([Sums(10, exempt_vnd=10), Sums(5, is_cancelled=True)], S.EXEMPT, 0, 0),
    ],
)
def test_the_standing_follows_from_the_records(charges, status, left, excess) -> None:
    money = standing(charges)
    assert (money.status, money.left_vnd, money.excess_vnd) == (status, left, excess)
    assert money.is_open == bool(left or excess)


def test_no_charge_asks_for_nothing() -> None:
    assert standing([]) == NOTHING


@st.composite
def sums(draw: st.DrawFn) -> Sums:
    amount = draw(st.integers(0, 10**9))
    collected = draw(st.integers(0, amount))
    return Sums(
        amount,
        collected,
        draw(st.integers(0, amount)),
        draw(st.integers(0, collected)),
        draw(st.booleans()),
    )


@given(st.lists(sums(), max_size=5))
def test_money_is_never_negative_and_balances(charges: list[Sums]) -> None:
    money = standing(charges)
    parts = (money.owed_vnd, money.paid_vnd, money.exempt_vnd, money.refunded_vnd, money.left_vnd)
    assert min(*parts, money.excess_vnd) >= 0
    assert (
        money.paid_vnd - money.refunded_vnd
        == money.owed_vnd - money.exempt_vnd - money.left_vnd + money.excess_vnd
    )
    assert (money.status in {S.DUE, S.PART_PAID}) == bool(money.left_vnd)
    assert (money.status is S.REFUND_DUE) == (not money.left_vnd and bool(money.excess_vnd))
    assert standing(list(reversed(charges))) == money


@pytest.mark.parametrize("amount", [-1, 10**12 + 1])
def test_nobody_can_owe_that(amount: int) -> None:
    with pytest.raises(Refused) as refused:
        checked(NewCharge("Phí", amount))
    assert refused.value.code == "bad-amount"


def test_a_charge_has_a_name() -> None:
    with pytest.raises(Refused) as refused:
        checked(NewCharge(" \n ", 1))
    assert refused.value.code == "charge-without-name"
    assert checked(NewCharge(" Phí  A ", 0, basis=" TT 1 ")).basis == "TT 1"


def test_amounts_reasons_and_references() -> None:
    check_amount(5, at_most=5, code="x", what="y")
    for amount, code in ((0, "bad-amount"), (-5, "bad-amount"), (6, "x")):
        with pytest.raises(Refused) as refused:
            check_amount(amount, at_most=5, code=code, what="số còn lại")
        assert refused.value.code == code
    with pytest.raises(Refused, match="Ghi lý do hoàn tiền"):
        checked_reason(" ", what="hoàn tiền")
    assert checked_reference("", way=PaymentWay.CASH) == ""
    for way in (PaymentWay.TRANSFER, PaymentWay.POST, PaymentWay.ONLINE):
        with pytest.raises(Refused, match="Ghi số chứng từ"):
            checked_reference(" ", way=way)


def test_every_moment_and_kind_has_its_code() -> None:
    assert [NATIONAL_MOMENTS[moment] for moment in PaymentMoment] == [1, 2, 4]
    assert set(SERIES) == set(FeeKind)
    assert receipt_number(series="P", year=2026, number=42) == "P-2026-000042"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("123456789", "29B1"),  # the check value of this polynomial
        # The sample code of the EMVCo specification, without its last four letters.
        (
            "00020101021229300012D156000000000510A93FO3230Q31280012D15600000001030812345678520441115802CN"
            "5914BEST TRANSPORT6007BEIJING64200002ZH0104最佳运输0202北京540523.7253031565502016233030412340603***"
            "0708A60086670902ME91320016A0112233449988770708123456786304",
            "A13A",
        ),
        # The sample code of the national standard for a transfer to an account.
        (
            "00020101021138570010A00000072701270006970403011300110123456780208QRIBFTTA53037045802VN6304",
            "9E6F",
        ),
    ],
)
def test_the_checksum_is_the_known_one(text: str, expected: str) -> None:
    assert checksum(text) == expected


def test_a_code_without_amount_is_the_standard_s_sample() -> None:
    code = transfer_code(bank_bin="970403", account_number="0011 0123 45678", amount_vnd=0, message="")
    assert (
        code
        == "00020101021138570010A00000072701270006970403011300110123456780208QRIBFTTA53037045802VN63049E6F"
    )


def test_a_code_with_amount_and_dossier_code() -> None:
    code = transfer_code(
        bank_bin="970436", account_number="12345", amount_vnd=20_000, message="H24.09-20260917-0000042"
    )
    assert fields_of(code) == {
        "00": "01",
        "01": "12",
        "38": "0010A0000007270119000697043601051234502" + "08QRIBFTTA",
        "53": "704",
        "54": "20000",
        "58": "VN",
        "62": "0823H24.09-20260917-0000042",
        "63": code[-4:],
    }


def fields_of(code: str) -> dict[str, str]:
    """The fields of a code, number by number."""
    found, at = {}, 0
    while at < len(code):
        size = int(code[at + 2 : at + 4])
        found[code[at : at + 2]] = code[at + 4 : at + 4 + size]
        at += 4 + size
    assert at == len(code)
    return found


@given(st.text(max_size=60), st.integers(0, 10**13 - 1), st.from_regex(r"[0-9]{1,19}", fullmatch=True))
def test_any_code_reads_back(message: str, amount: int, account: str) -> None:
    code = transfer_code(bank_bin="970436", account_number=account, amount_vnd=amount, message=message)
    fields = fields_of(code)
    assert fields["63"] == checksum(code[:-4])
    assert fields.get("54", "0") == str(amount)
    assert code.isascii()


@given(st.text(max_size=60))
def test_a_message_is_plain_and_short(message: str) -> None:
    words = transfer_message(message)
    assert len(words) <= LONGEST_MESSAGE
    assert words == transfer_message(words)
    assert all(char in "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 .-" for char in words)


@pytest.mark.parametrize(
    ("bank", "account"),
    [("97043", "1"), ("abcdef", "1"), ("970436", ""), ("970436", "1" * 20), ("970436", "sốA")],
)
def test_a_wrong_account_is_refused(bank: str, account: str) -> None:
    with pytest.raises(Refused) as refused:
        transfer_code(bank_bin=bank, account_number=account, amount_vnd=1, message="")
    assert refused.value.code == "bad-bank-account"


def test_an_amount_that_does_not_fit_is_refused() -> None:
    with pytest.raises(Refused):
        transfer_code(bank_bin="970436", account_number="1", amount_vnd=10**13, message="")


def test_banks_have_names() -> None:
    assert all(len(number) == 6 and number.isdigit() for number in BANKS)
    assert (bank_name("970436"), bank_name("999999")) == ("Vietcombank", "999999")


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (0, "Không đồng"),
        (1, "Một đồng"),
        (10, "Mười đồng"),
        (15, "Mười lăm đồng"),
        (21, "Hai mươi mốt đồng"),
        (105, "Một trăm linh năm đồng"),
        (115, "Một trăm mười lăm đồng"),
        (8_000, "Tám nghìn đồng"),
        (20_000, "Hai mươi nghìn đồng"),
        (105_000, "Một trăm linh năm nghìn đồng"),
        (1_000_000, "Một triệu đồng"),
        (1_024_550, "Một triệu không trăm hai mươi bốn nghìn năm trăm năm mươi đồng"),
        (2_000_005, "Hai triệu không trăm linh năm đồng"),
        (31_000_000_000, "Ba mươi mốt tỷ đồng"),
        (
            999_999_999_999,
            "Chín trăm chín mươi chín tỷ chín trăm chín mươi chín triệu "
            "chín trăm chín mươi chín nghìn chín trăm chín mươi chín đồng",
        ),
    ],
)
def test_a_sum_in_words(amount: int, words: str) -> None:
    assert in_words(amount) == words


@given(st.integers(0, 10**12 - 1), st.integers(0, 10**12 - 1))
def test_different_sums_read_differently(one: int, other: int) -> None:
    assert (in_words(one) == in_words(other)) == (one == other)


@pytest.mark.parametrize("amount", [-1, 10**12])
def test_no_words_for_what_nobody_pays(amount: int) -> None:
    with pytest.raises(ValueError, match="no words"):
        in_words(amount)
