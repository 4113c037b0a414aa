"""A time limit, and the reading of one from the words in which procedures state it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from motcua.deadlines.enums import LimitUnit
from motcua.kernel.refusals import Refused
from motcua.kernel.text import clean

WITHOUT_AMOUNT = frozenset({LimitUnit.SAME_DAY, LimitUnit.IMMEDIATE, LimitUnit.NONE})
FRACTIONAL = frozenset({LimitUnit.WORKING_DAY, LimitUnit.HOUR})
LARGEST = Decimal(3650)


@dataclass(frozen=True, slots=True)
class Limit:
    """How long a matter may take: an amount of a unit; 0 where the unit has no amount ("trong ngày").

    Working days and hours may have parts ("1,5 ngày làm việc"); calendar days and months may not.

    :raises Refused: "limit-out-of-range", "limit-not-whole".
    """

    amount: Decimal
    unit: LimitUnit

    def __post_init__(self) -> None:
        may_be_zero = self.unit in WITHOUT_AMOUNT
        if not self.amount.is_finite() or not 0 <= self.amount <= LARGEST or not (self.amount or may_be_zero):
            raise Refused(
                "limit-out-of-range",
                f"Thời hạn {self.amount} {self.unit.label} nằm ngoài khoảng hệ thống tính được "
                f"(lớn hơn 0, đến {LARGEST}). Kiểm tra lại số đã nhập; nếu trả ngay, ghi “trong ngày”.",
            )
        if self.unit in WITHOUT_AMOUNT and self.amount:
            raise Refused("limit-out-of-range", f"Thời hạn “{self.unit.label}” không đi kèm con số.")
        if self.unit not in FRACTIONAL and self.amount != int(self.amount):
            raise Refused(
                "limit-not-whole",
                f"Thời hạn tính bằng {self.unit.label} phải là số nguyên, không phải {number(self.amount)}. "
                "Nếu là nửa ngày, ghi theo ngày làm việc hoặc giờ làm việc.",
            )

    def __str__(self) -> str:
        if self.unit in WITHOUT_AMOUNT:
            return self.unit.label.capitalize()
        return f"{number(self.amount)} {self.unit.label}"


@dataclass(frozen=True, slots=True)
class LimitReading:
    """What was understood of a text: the limit or None, whether a person must look, and why.

    `is_missing` says that the text states no limit at all ("", "N/A"): a gap, not something unreadable.
    """

    text: str
    limit: Limit | None
    needs_person: bool = False
    is_missing: bool = False
    why: str = ""


def number(amount: Decimal) -> str:
    """`amount` as Vietnamese write it: 5 · 1,5."""
    plain = format(amount.normalize(), "f")
    return plain.replace(".", ",")


def read_limit(text: str | None) -> LimitReading:
    """Read a time limit from Vietnamese words. What is not certain is never decided silently.

    Certain: one amount and unit ("05 ngày làm việc, kể từ ngày nhận đủ hồ sơ hợp lệ"), "trong ngày",
    "ngay khi nhận …", "không quy định". Everything else keeps its text, `needs_person` and a best reading
    or None.
    """
    kept = clean(text or "")
    words = _plain_words(kept)
    if words in _MISSING:
        return LimitReading(kept, None, is_missing=True, why="chưa ghi thời hạn")
    if _NO_LIMIT.fullmatch(words):
        return LimitReading(kept, Limit(Decimal(0), LimitUnit.NONE))
    return _read_immediate(kept, words) or _read_amount(kept, words)


_MISSING = frozenset({"", "n/a", "na", "-", "--", "không có thông tin", "chưa có thông tin", "null", "none"})
_NO_LIMIT = re.compile(
    r"(?:không|chưa)(?: có)? quy định(?: cụ thể)?(?: về)?(?: thời (?:hạn|gian))?(?: giải quyết)?"
)
_OPENING = re.compile(
    r"^(?:(?:tổng |tổng cộng )?(?:thời (?:hạn|gian)(?: tối đa)?(?: giải quyết)?(?: là)?"
    r"|trong (?:thời hạn|vòng|thời gian))"
    r"|(?:không|ko) (?:được )?quá|tối đa(?: là| không quá)?|chậm nhất(?: là)?|[:•]|[\-–+](?=\s)|là)\s*"
)
_FROM_RECEIPT = (
    r"(?:(?:kể từ|tính từ|từ|sau)(?: ngày| khi| lúc| thời điểm)*(?: cơ quan có thẩm quyền| cơ quan)?"
    r" (?:tiếp )?nhận(?: được)?(?: đủ| đầy đủ)?(?: và)?(?: hợp lệ)?(?: hồ sơ| đơn)?(?: đề nghị)?"
    r"(?: đầy đủ| đủ)?(?:,? (?:và )?hợp lệ)?(?: theo quy định)?)"
)
_SAME_DAY = re.compile(
    r"(?:(?:giải quyết|trả kết quả|thực hiện|ngay)\s+)*trong ngày(?: làm việc)?"
    rf"(?: (?:tiếp )?nhận(?: được)?(?: đủ)?(?: hồ sơ)?(?: hợp lệ)?)?(?:,? {_FROM_RECEIPT})?"
    r"(?P<late>.*(?:sau 15 ?(?:giờ|h|:00).*tiếp theo|tiếp theo.*sau 15 ?(?:giờ|h|:00)).*)?"
)
_IMMEDIATE = re.compile(
    r"(?:giải quyết |trả kết quả |thực hiện )?ngay(?: lập tức)?"
    r"(?: (?:khi|sau khi) (?:tiếp )?nhận(?: được| đủ)*(?: hồ sơ| yêu cầu| đơn)?(?: đầy đủ)?(?:,? (?:và )?hợp lệ)?)?"
)
_SMALL = {
    "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5,
    "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9,
}  # fmt: skip
_DIGIT = "|".join(_SMALL)
_WORD_NUMBER = rf"(?:(?:{_DIGIT}) mươi(?: (?:{_DIGIT}))?|mười(?: (?:{_DIGIT}))?|{_DIGIT}|nửa)"
_FIGURE = r"(?:\d{1,4}(?:[.,]\d{1,2})?(?:\s?[½¼¾])?|[½¼¾]|1/2)"
_UNIT = (
    r"(?P<unit>ngày\s*làm\s*việc|ngay\s*lam\s*viec|ngày\s*lv|ngày|ngay|giờ\s*làm\s*việc|gio\s*lam\s*viec"
    r"|giờ|gio|tiếng|h|phút|tuần(?:\s*lễ)?|tháng|thang|năm)(?!\w)"
)
_AMOUNT = re.compile(rf"(?P<amount>{_FIGURE}|{_WORD_NUMBER})(?:\s*\((?P<again>[^()]{{1,40}})\))?\s*{_UNIT}")
_RANGE = re.compile(rf"(?:từ )?\d{{1,3}}\s*(?:-|–|đến)\s*(?={_FIGURE}\s*{_UNIT})")
_CLOSING = re.compile(rf"(?:\s*(?:ngày)?[,;]?\s*\(?{_FROM_RECEIPT}\)?)?[\s.;,]*")
_TOTAL_THEN_PARTS = re.compile(
    r"\s*(?:[:,(]|trong đó|cụ thể|gồm|bao gồm|kể từ|tính từ|đối với|từ (?:ngày|khi))"
)
_WITH_MARKS = {
    "ngay lam viec": "ngày làm việc",
    "gio lam viec": "giờ làm việc",
    "ngay": "ngày",
    "gio": "giờ",
    "thang": "tháng",
}
_READ_AT_MOST = 1000
_PARTS = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75")}


def _plain_words(text: str) -> str:
    words = text[:_READ_AT_MOST].lower().replace("\n", " ").strip(" .;,\t\"'“”")
    return re.sub(r"\s+", " ", words)


def _read_immediate(kept: str, words: str) -> LimitReading | None:
    if _SAME_DAY.fullmatch(words):
        return LimitReading(kept, Limit(Decimal(0), LimitUnit.SAME_DAY))
    if _IMMEDIATE.fullmatch(words):
        return LimitReading(kept, Limit(Decimal(0), LimitUnit.IMMEDIATE))
    return None


def _read_amount(kept: str, words: str) -> LimitReading:
    rest = _without_opening(words)
    spread = _RANGE.match(rest)
    if spread:
        rest = rest[spread.end() :]
    first = _AMOUNT.match(rest)
    if first is None:
        return LimitReading(kept, None, needs_person=True, why=_why_unread(words))
    limit, doubt = _limit_of(first)
    if spread:
        doubt = "ghi một khoảng; đang lấy mức dài nhất"
    tail = rest[first.end() :]
    if _CLOSING.fullmatch(tail):
        return LimitReading(kept, limit, needs_person=bool(doubt), why=doubt)
    return _with_tail(kept, limit, tail)


def _without_opening(words: str) -> str:
    while opening := _OPENING.match(words):
        words = words[opening.end() :]
    return words


def _with_tail(kept: str, limit: Limit | None, tail: str) -> LimitReading:
    """A limit followed by more words: parts of a total, a condition, another start, or several limits."""
    others = _AMOUNT.search(tail)
    if not others:
        return LimitReading(kept, limit, needs_person=True, why="kèm điều kiện hoặc mốc tính khác")
    breakdown = bool(_TOTAL_THEN_PARTS.match(tail)) and not re.match(r"\s*đối với", tail)
    several = re.match(r"\s*(?:và|hoặc|\+|;|/)", tail) is not None
    best = limit if breakdown and not several else None
    return LimitReading(kept, best, needs_person=True, why="ghi nhiều thời hạn; cần người xác định")


def _limit_of(found: re.Match[str]) -> tuple[Limit | None, str]:
    amount = _amount(found["amount"])
    limit, doubt = _in_unit(amount, re.sub(r"\s+", " ", found["unit"]))
    if limit is None:
        return None, doubt or "con số nằm ngoài khoảng hệ thống tính được"
    return limit, doubt or _contradiction(amount, found["again"])


def _contradiction(amount: Decimal, again: str | None) -> str:
    """ "02 (hai)" says the same twice; "02 (ba)" does not."""
    if again is None:
        return ""
    readable = re.fullmatch(rf"{_FIGURE}|{_WORD_NUMBER}", again.strip())
    same = readable is not None and _amount(again.strip()) == amount
    return "" if same else "số và chữ trong ngoặc không khớp"


def _in_unit(amount: Decimal, unit: str) -> tuple[Limit | None, str]:
    unit = _WITH_MARKS.get(unit, unit)
    if unit in ("ngày làm việc", "ngày lv"):
        return _checked(amount, LimitUnit.WORKING_DAY), ""
    if unit == "ngày":
        return _days(amount)
    if unit in ("giờ", "giờ làm việc", "tiếng", "h"):
        clock = unit != "giờ làm việc" and amount >= 24
        doubt = "chưa rõ giờ làm việc hay giờ liên tục" if clock else ""
        return _checked(amount, LimitUnit.HOUR), doubt
    if unit == "phút":
        hours = (amount / 60).quantize(Decimal("0.01"))
        return _checked(
            hours, LimitUnit.HOUR
        ), "" if hours * 60 == amount else "số phút không tròn phần trăm giờ"
    if unit.startswith("tuần"):
        return _checked(amount * 7, LimitUnit.CALENDAR_DAY), ""
    if unit == "năm":
        return _checked(amount * 12, LimitUnit.MONTH), ""
    return _months(amount)


def _days(amount: Decimal) -> tuple[Limit | None, str]:
    if amount == int(amount):
        return _checked(amount, LimitUnit.CALENDAR_DAY), ""
    return _checked(amount, LimitUnit.WORKING_DAY), "phần lẻ của ngày chỉ tính được theo ngày làm việc"


def _months(amount: Decimal) -> tuple[Limit | None, str]:
    """Basis: Civil Code 2015 art. 146: half a month is fifteen days."""
    if amount == Decimal("0.5"):
        return _checked(Decimal(15), LimitUnit.CALENDAR_DAY), ""
    if amount != int(amount):
        return None, "tháng lẻ; cần người xác định"
    return _checked(amount, LimitUnit.MONTH), ""


def _checked(amount: Decimal, unit: LimitUnit) -> Limit | None:
    try:
        return Limit(amount, unit)
    except Refused:
        return None


def _amount(words: str) -> Decimal:
    if words == "nửa" or words == "1/2":
        return Decimal("0.5")
    if not words[0].isdigit() and words not in _PARTS:
        return Decimal(_number_in_words(words))
    part = _PARTS.get(words[-1], Decimal(0))
    whole = words.rstrip("½¼¾ ").replace(",", ".")
    return Decimal(whole or "0") + part


def _number_in_words(words: str) -> int:
    """ "mười lăm" 15 · "hai mươi mốt" 21 · "chín" 9."""
    tens, _, ones = words.rpartition("mươi") if "mươi" in words else ("", "", words)
    if tens:
        return 10 * _SMALL[tens.strip()] + _SMALL.get(ones.strip(), 0)
    if words.startswith("mười"):
        return 10 + _SMALL.get(words.removeprefix("mười").strip(), 0)
    return _SMALL[words]


def _why_unread(words: str) -> str:
    if re.fullmatch(r"\d+(?:[.,]\d+)?", words):
        return "chỉ có con số, thiếu đơn vị"
    return "không đọc ra số và đơn vị"
