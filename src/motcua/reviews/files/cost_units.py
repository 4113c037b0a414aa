"""Amounts of a cost sheet are in đồng, times in hours: what titles, headings and number formats of a workbook say."""

from __future__ import annotations

import re
import unicodedata

from motcua.kernel.refusals import Refused
from motcua.kernel.text import fold

# ISO 4217 without VND, as of 2026 with the codes that lately went out of use.
_CODES = """
AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF
CHE CHF CHW CLF CLP CNY COP COU CRC CUC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD
GNF GTQ GYD HKD HNL HRK HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP
LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN
PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SLL SOS SRD SSP STN SVC SYP SZL THB TJS
TMT TND TOP TRY TTD TWD TZS UAH UGX USD USN UYI UYU UYW UZS VED VES VUV WST XAF XAG XAU XCD XCG XDR XOF XPD XPF
XPT XSU XUA YER ZAR ZMW ZWG ZWL
"""
CURRENCIES = frozenset(_CODES.split())
_USUAL = re.compile(r"\b(?:usd|eur|gbp|jpy|cny|aud|krw|thb|rmb|us\$)(?![a-z])", re.IGNORECASE)
_USUAL_WORDS = re.compile(r"\b(?:do la(?: my)?|dollars?|euro|nhan dan te|yen nhat)\b")
_CODE = re.compile(r"(?<![A-Za-z])[A-Za-z]{3}(?![A-Za-z])")
_IN_BRACKETS = re.compile(r"\(([^()]*)\)")
# What number formats say of languages and of đồng: [$-42A], [$₫-42A], [$VND]; what they say of colours and conditions.
_OUR_MONEY = re.compile(r"\[\$(?:₫|đ|d|vnđ|vnd|đồng|dong)?(?:-[^\]]*)?\]", re.IGNORECASE)
_OTHER_SYMBOL = re.compile(r"\[\$[^\]-]")
_ASIDE = re.compile(r"\[(?!\$)[^\]]*\]")
_THOUSANDS = re.compile(
    r"\b(?:nghin|ngan|trieu|ty|tr|thousands?|millions?)(?: of)? (?:dong|vnd|d)\b"
    r"|\b(?:x )?1 ?000(?: ?000)? ?(?:dong|vnd|d)\b"
)
_THOUSANDS_ALONE = re.compile(
    r"(?:tinh (?:bang|theo) )?(?:nghin|ngan|trieu|ty|tr|x ?1 ?000|1 ?000|thousands?|millions?)"
)
_UNIT = re.compile(r"^(?:don vi|unit)\b|\b(?:don vi (?:tinh|tien|tien te)|dvt|tinh (?:bang|theo))\b")
_UNIT_OF_MONEY = re.compile(r"\b(?:don vi (?:tinh|tien|tien te)|dvt|tinh (?:bang|theo))\b")
_LABEL = re.compile(r"^.*?\b(?:don vi(?: (?:tinh|tien te|tien))?|dvt|unit)\b ?")
_NOT_HOURS = re.compile(r"\b(?:phut|giay|ngay|buoi|tuan|thang|minutes?|seconds?|days?|weeks?)\b")
_TIME = re.compile(
    r"^(?:so )?(?:thoi gian|thoi luong|phut|giay|ngay|buoi|tuan|gio|hours|minutes|days|time)\b"
)
_HOURS = re.compile(r"\b(?:gio|hours?)\b")


def require_title_in_dong(said: str, place: str, *, beside: str = "", is_above: bool = False) -> None:
    """Refuse a table that says above itself, in one cell or with the next (`beside`), that it counts in thousands or in
    other money.

    :raises Refused: "cost-other-unit", "cost-other-currency".
    """
    folded = fold(said)
    if _UNIT.search(folded):
        whole = f"{said} {beside}" if not _LABEL.sub("", folded) else said
        is_money = _UNIT_OF_MONEY.search(folded) is not None
        _require(whole, place, "là bảng tính bằng", alone=_LABEL.sub("", fold(whole)), is_unit=is_money)
    elif is_above:
        for unit in _IN_BRACKETS.findall(said):
            _require(unit, place, "là bảng tính bằng", alone=fold(unit), is_unit=fold(unit) != "sgd")


def require_heading_in_dong(said: str, place: str) -> None:
    """Refuse a column that says so of itself.

    :raises Refused: "cost-other-unit", "cost-other-currency".
    """
    _require(said, place, "là cột tính bằng")
    for unit in _IN_BRACKETS.findall(said):
        _require(unit, place, "là cột tính bằng", alone=fold(unit), is_unit=True)


def require_heading_in_hours(said: str, place: str, is_activity: bool) -> None:
    """Refuse a column of times in minutes or days.

    :raises Refused: "cost-other-unit".
    """
    folded = fold(said)
    if is_activity or not _TIME.search(folded) or not _NOT_HOURS.search(folded) or _HOURS.search(folded):
        return
    raise Refused(
        "cost-other-unit",
        f"Ô {place} cho biết thời gian không tính bằng giờ (“{' '.join(said.split())[:80]}”). Đổi ra giờ (90 phút là "
        "1,5; một ngày làm việc là 8), sửa ô này thành “Số giờ” rồi nhập lại.",
        cell=place,
    )


def require_format_in_dong(number_format: str, place: str, what: str) -> None:
    """Refuse a cell whose format shows other money: a symbol, or any code of ISO 4217 but VND.

    :raises Refused: "cost-other-currency".
    """
    shown = _ASIDE.sub("", _OUR_MONEY.sub("", number_format))
    codes = {code.upper() for code in _CODE.findall(shown)}
    if _has_other_symbol(shown) or _OTHER_SYMBOL.search(shown) or codes & CURRENCIES:
        raise _other_money(place, f"({what}) định dạng theo")


def _require(said: str, place: str, how: str, *, alone: str = "", is_unit: bool = False) -> None:
    """`alone` is what a unit is called by itself; only where it is one (`is_unit`) every code of money counts."""
    folded = fold(said)
    is_coded = is_unit and any(code in CURRENCIES for code in _CODE.findall(said))
    if is_coded or _USUAL.search(said) or _USUAL_WORDS.search(folded) or _has_other_symbol(said):
        raise _other_money(place, how)
    if _THOUSANDS.search(folded) or _THOUSANDS_ALONE.fullmatch(alone):
        raise Refused(
            "cost-other-unit",
            f"Ô {place} cho biết số tiền tính bằng nghìn hoặc triệu đồng. Mọi chi phí tính bằng đồng: đổi ra đồng, sửa "
            "ô này rồi nhập lại.",
            cell=place,
        )


def _has_other_symbol(said: str) -> bool:
    """Whether it has a sign of money other than that of đồng; `[$` of a number format is none."""
    return any(unicodedata.category(sign) == "Sc" and sign != "₫" for sign in said.replace("[$", "["))


def _other_money(place: str, how: str) -> Refused:
    return Refused(
        "cost-other-currency",
        f"Ô {place} {how} tiền khác đồng Việt Nam. Mọi chi phí tính bằng đồng: đổi ra đồng rồi ghi lại.",
        cell=place,
    )
