"""Lines of text of a known form, read as people in Vietnam write them and kept in one way."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal, InvalidOperation

from motcua.forms.enums import AnswerFormat
from motcua.kernel.text import clean

_APART = re.compile(r"[\s.\-–()]+")
_LOOKS_LIKE_EMAIL = re.compile(r"[^@\s,;<>\"]{1,64}@[^@\s,;<>\"]+\.[^@\s.,;<>\"]{2,}")
_DAY = re.compile(r"([0-9]{1,2})\s*[/.\-]\s*([0-9]{1,2})\s*[/.\-]\s*([0-9]{4})")
_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_GROUPED = re.compile(r"-?[0-9]{1,3}(\.[0-9]{3})+(,[0-9]+)?")
_PLAIN = re.compile(r"-?[0-9]+([,.][0-9]+)?")
LARGEST = 10**15
MOST_PLACES = 4


class Unreadable(ValueError):  # noqa: N818 - an answer to a person, as a refusal is
    """A text that is not what was asked for; the message tells people what to write instead."""


def tidy(text: str) -> str:
    """`text` cleaned, without halves of characters that no database keeps; the same when done again."""
    return clean(clean(text.encode("utf-8", "ignore").decode("utf-8")))


def read_line(text: str, wanted: AnswerFormat) -> str:
    """`text` in the one way in which this form of text is kept.

    :raises Unreadable: with what to write instead.
    """
    return _READERS[wanted](" ".join(text.split()))


def _any(text: str) -> str:
    return text


def _identity_number(text: str) -> str:
    """Basis: Luật Căn cước 26/2023/QH15, art. 12 (12 digits); the cards before it had 9."""
    digits = _digits_of(text, "Số định danh")
    if len(digits) not in {9, 12}:
        raise Unreadable(
            f"Số định danh có 12 chữ số (chứng minh nhân dân cũ có 9); bạn đã ghi {len(digits)} chữ số."
        )
    return digits


def _personal_id(text: str) -> str:
    digits = _digits_of(text, "Số định danh cá nhân")
    if len(digits) != 12:
        raise Unreadable(f"Số định danh cá nhân có đúng 12 chữ số; bạn đã ghi {len(digits)} chữ số.")
    return digits


def _tax_code(text: str) -> str:
    """Ten digits, thirteen for a dependent unit, twelve where the personal number is the tax code.

    Basis: Luật Quản lý thuế 38/2019/QH14, art. 30, 35(7).
    """
    digits = _digits_of(text, "Mã số thuế")
    if len(digits) not in {10, 12, 13}:
        raise Unreadable(f"Mã số thuế có 10, 12 hoặc 13 chữ số; bạn đã ghi {len(digits)} chữ số.")
    return f"{digits[:10]}-{digits[10:]}" if len(digits) == 13 else digits


def _phone(text: str) -> str:
    """Ten digits for a mobile, eleven for a fixed line, a service number, or +… abroad; kept without spaces."""
    bare = _APART.sub("", text)
    if bare.startswith("+84"):
        bare = "0" + bare[3:].removeprefix("0")
    digits = bare.removeprefix("+")
    if not (digits.isascii() and digits.isdigit()):
        raise Unreadable("Số điện thoại chỉ gồm chữ số, ví dụ 0912 345 678.")
    if bare.startswith("+") and 7 <= len(digits) <= 15:
        return bare
    is_mobile = len(bare) == 10 and bare[:2] in {"03", "05", "07", "08", "09"}
    is_fixed = len(bare) == 11 and bare.startswith("02")
    is_service = bare[:4] in {"1800", "1900"} and 8 <= len(bare) <= 10
    if is_mobile or is_fixed or is_service:
        return bare
    raise Unreadable(
        "Số điện thoại chưa đúng. Di động có 10 chữ số (0912 345 678), cố định có 11 (024 3333 4444); "
        "số nước ngoài bắt đầu bằng dấu +."
    )


def _email(text: str) -> str:
    if len(text) > 254 or not _LOOKS_LIKE_EMAIL.fullmatch(text) or ".." in text:
        raise Unreadable("Thư điện tử chưa đúng, ví dụ ten@vidu.vn.")
    return text


def _year(text: str) -> str:
    if not (text.isascii() and text.isdigit() and len(text) == 4 and 1900 <= int(text) <= 2100):
        raise Unreadable("Năm gồm 4 chữ số, ví dụ 2015.")
    return text


_READERS = {
    AnswerFormat.ANY: _any,
    AnswerFormat.WHOLE: _any,
    AnswerFormat.IDENTITY_NUMBER: _identity_number,
    AnswerFormat.PERSONAL_ID: _personal_id,
    AnswerFormat.TAX_CODE: _tax_code,
    AnswerFormat.PHONE: _phone,
    AnswerFormat.EMAIL: _email,
    AnswerFormat.YEAR: _year,
}


def read_day(text: str) -> date:
    """The day written as 09/09/2026, 9-9-2026, 9.9.2026 or 2026-09-09.

    :raises Unreadable: with what to write instead.
    """
    text = text.strip()
    try:
        if found := _DAY.fullmatch(text):
            day, month, year = map(int, found.groups())
            return _plausible(date(year, month, day))
        if _ISO_DAY.fullmatch(text):
            return _plausible(date.fromisoformat(text))
    except ValueError as wrong:
        if isinstance(wrong, Unreadable):
            raise
        raise Unreadable(f"Không có ngày {text}. Xem lại ngày và tháng.") from wrong
    raise Unreadable("Ngày chưa đúng. Ghi theo dạng ngày/tháng/năm, ví dụ 09/09/2026.")


def _plausible(day: date) -> date:
    if not 1900 <= day.year <= 2100:
        raise Unreadable("Năm này không hợp lý. Kiểm tra lại ngày.")
    return day


def read_number(text: str) -> int | float:
    """The number written as 1.250, 1250, 7,5 or 7.5; a dot before exactly three digits groups thousands.

    :raises Unreadable: with what to write instead.
    """
    bare = "".join(text.split())
    if _GROUPED.fullmatch(bare):
        bare = bare.replace(".", "")
    elif not _PLAIN.fullmatch(bare):
        raise Unreadable("Số chưa đúng. Ghi bằng chữ số, ví dụ 1.250 hoặc 7,5.")
    try:
        return plain_number(Decimal(bare.replace(",", ".")))
    except InvalidOperation as wrong:
        raise Unreadable("Số chưa đúng. Ghi bằng chữ số, ví dụ 1.250 hoặc 7,5.") from wrong


def plain_number(number: Decimal) -> int | float:
    """The number as JSON keeps it: whole where it is whole.

    :raises Unreadable: too large, or with more than four decimal places.
    """
    if not number.is_finite() or abs(number) > LARGEST:
        raise Unreadable("Số này quá lớn. Kiểm tra lại.")
    if number == number.to_integral_value():
        return int(number)
    if number != round(number, MOST_PLACES) or len(number.as_tuple().digits) > 15:
        raise Unreadable(f"Ghi không quá {MOST_PLACES} chữ số sau dấu phẩy.")
    return float(number)


def _digits_of(text: str, what: str) -> str:
    bare = _APART.sub("", text)
    if not (bare.isascii() and bare.isdigit()):
        raise Unreadable(f"{what} chỉ gồm chữ số.")
    return bare
