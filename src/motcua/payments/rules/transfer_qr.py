"""The text of a QR code by which a banking app fills in a transfer to an agency's account.

The code follows EMVCo's merchant-presented format with the national scheme of NAPAS for transfers to an account:
fields of two digits number, two digits length, value; the last field is a checksum over all before it.
"""

from __future__ import annotations

import re

from motcua.kernel.refusals import Refused
from motcua.kernel.text import clean, fold

_SCHEME = "A000000727"
_TO_ACCOUNT = "QRIBFTTA"
_DONG, _COUNTRY = "704", "VN"
LONGEST_MESSAGE = 25
LARGEST_AMOUNT = 10**13 - 1
_BIN = re.compile(r"\d{6}")
_ACCOUNT = re.compile(r"[0-9A-Z]{1,19}")
_NOT_IN_MESSAGE = re.compile(r"[^A-Z0-9 .-]+")


def transfer_code(*, bank_bin: str, account_number: str, amount_vnd: int, message: str) -> str:
    """What the QR code holds: this account, this amount in whole đồng, this message for the agency's papers.

    An amount of nought leaves it to the payer. The message goes as `transfer_message` writes it.

    :raises Refused: "bad-bank-account", "bad-amount".
    """
    bank_bin, account_number = checked_account(bank_bin=bank_bin, account_number=account_number)
    if not 0 <= amount_vnd <= LARGEST_AMOUNT:
        raise Refused("bad-amount", "Số tiền chuyển khoản không hợp lệ. Kiểm tra lại.", field="amount_vnd")
    account = _field("00", bank_bin) + _field("01", account_number)
    fields = [
        _field("00", "01"),
        _field("01", "12" if amount_vnd else "11"),
        _field("38", _field("00", _SCHEME) + _field("01", account) + _field("02", _TO_ACCOUNT)),
        _field("53", _DONG),
    ]
    if amount_vnd:
        fields.append(_field("54", str(amount_vnd)))
    fields.append(_field("58", _COUNTRY))
    if words := transfer_message(message):
        fields.append(_field("62", _field("08", words)))
    text = "".join(fields) + "6304"
    return text + checksum(text)


def transfer_message(message: str) -> str:
    """The message as every bank takes it: capital letters without diacritics, digits, space, dot and hyphen; the
    first 25 of them."""
    plain = "".join(fold(char).upper() if char.isalpha() else char for char in clean(message))
    return " ".join(_NOT_IN_MESSAGE.sub(" ", plain).split())[:LONGEST_MESSAGE].strip()


def checksum(text: str) -> str:
    """CRC-16 with polynomial 1021 and start value FFFF over the UTF-8 bytes, as four hexadecimal digits.

    Basis: EMVCo merchant-presented QR, field 63 (ISO/IEC 13239).
    """
    value = 0xFFFF
    for byte in text.encode():
        value ^= byte << 8
        for _ in range(8):
            value = (value << 1) ^ 0x1021 if value & 0x8000 else value << 1
        value &= 0xFFFF
    return f"{value:04X}"


def checked_account(*, bank_bin: str, account_number: str) -> tuple[str, str]:
    """The bank's number and the account without spaces, in capital letters.

    :raises Refused: "bad-bank-account".
    """
    bank_bin = "".join(clean(bank_bin).split())
    account_number = "".join(clean(account_number).split()).upper()
    if not _BIN.fullmatch(bank_bin):
        raise Refused(
            "bad-bank-account",
            "Mã ngân hàng gồm đúng 6 chữ số, ví dụ 970436 là Vietcombank.",
            field="bank_bin",
        )
    if not _ACCOUNT.fullmatch(account_number):
        raise Refused(
            "bad-bank-account",
            "Số tài khoản gồm 1 đến 19 chữ số hoặc chữ cái không dấu.",
            field="account_number",
        )
    return bank_bin, account_number


def _field(number: str, value: str) -> str:
    return f"{number}{len(value):02d}{value}"
