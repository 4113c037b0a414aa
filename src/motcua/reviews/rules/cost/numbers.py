"""Numbers of a cost sheet: exact, never negative, never text."""

from __future__ import annotations

import re
from datetime import date, time, timedelta
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction
from typing import Any

from motcua.kernel.refusals import Refused

MOST = Decimal(10) ** 15
# With how many places numbers are kept, and with how many a file may write them.
MOST_PLACES = 9
FILE_PLACES = 30
# A spreadsheet holds a number as a binary fraction, of which these digits are meant.
_SHEET_DIGITS = 15
# A cost is hours × income × times, each with the places it is kept with: so many places hold it exactly.
_COST_PLACE = Decimal(1).scaleb(-3 * MOST_PLACES)
_MANY = 100
_SHOWN = 40
_LOOKS_LIKE_NUMBER = re.compile(r"[-+−]?[\d.,\s]*\d[\d.,\s]*")


def number_of(value: Any, *, place: str, what: str, places: int = MOST_PLACES) -> Decimal | None:
    """The number in a cell, exactly as written, of a spreadsheet with the fifteen digits it holds; None where the cell
    is empty.

    `place` names the cell ("Hiện tại!D7", "before[2].hours"), `what` its column for people, `places` how many
    decimals it may have.

    :raises Refused: "cost-text-for-number", "cost-number-not-finite", "cost-number-negative", "cost-number-too-large".
    """
    if value is None or value == "":
        return None
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        raise _refused("cost-text-for-number", place, what, _not_a_number(value))
    number = _of_sheet(value, places) if isinstance(value, float) else Decimal(value)
    if not number.is_finite():
        raise _refused("cost-number-not-finite", place, what, "không phải một số xác định. Ghi lại giá trị.")
    if number < 0:
        raise _refused("cost-number-negative", place, what, f"là số âm ({number}). Ghi số từ 0 trở lên.")
    if number >= MOST or _places(number) > places:
        raise _refused(
            "cost-number-too-large",
            place,
            what,
            f"có quá nhiều chữ số. Ghi số nhỏ hơn {_grouped(MOST)}, tối đa {places} chữ số thập phân.",
        )
    return number


def _of_sheet(value: float, places: int) -> Decimal:
    """The number a spreadsheet means: its fifteen digits, without those behind the last place."""
    number = Decimal(f"{value:.{_SHEET_DIGITS}g}")
    return number if not number.is_finite() or _places(number) <= places else round(number, places)


def whole_vnd(amount: Fraction | Decimal | int) -> int:
    """The amount in whole đồng, half a đồng upwards."""
    return (Fraction(amount) * 2 + 1).__floor__() // 2


def exact_vnd(amount: Fraction) -> Decimal:
    """The cost of one dossier as it is kept: not rounded to đồng, so that a year of it is right."""
    with localcontext(prec=_MANY):
        return (Decimal(amount.numerator) / amount.denominator).quantize(_COST_PLACE, ROUND_HALF_UP)


def percent(part: Fraction, of: Fraction) -> Decimal | None:
    """What per cent `part` is of `of`, with two places, half away from zero; None of nothing."""
    if not of:
        return None
    hundredths = abs(part) / abs(of) * 10_000
    rounded = Decimal(whole_vnd(hundredths)).scaleb(-2)
    return rounded if (part >= 0) == (of > 0) or not rounded else -rounded


def grouped(number: int) -> str:
    """A whole number as Vietnamese writes it: "2.559.804.000"."""
    return _grouped(Decimal(number))


def _grouped(number: Decimal) -> str:
    return f"{number:,.0f}".replace(",", ".")


def _places(number: Decimal) -> int:
    _sign, digits, exponent = number.as_tuple()
    written = "".join(map(str, digits)).rstrip("0")
    if not written or not isinstance(exponent, int):
        return 0
    return max(0, -exponent - (len(digits) - len(written)))


def _not_a_number(value: Any) -> str:
    """What the cell holds instead, and how to mend it."""
    if isinstance(value, date | time | timedelta):
        return (
            f"là ngày, giờ ({_shortened(value)}), không phải số. Đổi định dạng ô về số (General) rồi ghi lại con số, "
            "ví dụ 2,5 cho hai giờ rưỡi."
        )
    if isinstance(value, str) and _LOOKS_LIKE_NUMBER.fullmatch(value.strip()):
        return (
            f"là chữ “{_shortened(value)}”, không phải số. Trong bảng tính: đổi định dạng ô về số rồi gõ lại; trong "
            "JSON: bỏ dấu ngoặc kép, dùng dấu chấm cho phần lẻ, không chấm hàng nghìn."
        )
    return (
        f"là “{_shortened(value)}”, không phải số. Ghi chữ số, không kèm đơn vị và không để ô dạng văn bản."
    )


def _shortened(value: Any) -> str:
    said = str(value)
    return said if len(said) <= _SHOWN else said[: _SHOWN - 1] + "…"


def _refused(code: str, place: str, what: str, why: str) -> Refused:
    return Refused(code, f"Ô {place} ({what}) {why}", cell=place)
