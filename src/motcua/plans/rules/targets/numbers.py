"""Numbers in a sentence that may be set as targets, with the side on which they are met."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from motcua.plans.enums import Direction


@dataclass(frozen=True, slots=True)
class Number:
    """A number with its unit; `start` and `end` include the words that say its direction."""

    value: Decimal
    unit: str
    direction: Direction
    start: int
    end: int
    is_said: bool  # whether the words say the direction


RANK = "hạng"
_FILL = r"(?:\s*(?:la|dat|tuong ung|khoang|ty le|ti le|muc|bang|duoc|tu|co|:))*"
_LEFT: tuple[tuple[re.Pattern[str], Direction], ...] = tuple(
    (re.compile(rf"(?:{words}){_FILL}\s*$"), direction)
    for words, direction in (
        (
            r"\bkhong (?:vuot |de )?qua|\btoi da|\bkhong (?:cao|lon|nhieu) hon|<=|≤|\bkhong tren",
            Direction.AT_MOST,
        ),
        (
            r"\btoi thieu|\bit nhat|\bkhong (?:duoi|thap hon|it hon)|>=|≥|\bthap nhat|\bit ra",
            Direction.AT_LEAST,
        ),
        (r"\bduoi|(?<!=)<|\bit hon|\bthap hon|\bnho hon", Direction.LESS_THAN),
        (r"\btren|(?<!=)>|\bhon|\bvuot(?: muc)?|\bcao hon|\blon hon", Direction.MORE_THAN),
    )
)
_RIGHT: tuple[tuple[re.Pattern[str], Direction], ...] = (
    (re.compile(r"\s*(?:\([^)]*\)\s*)?tro len\b"), Direction.AT_LEAST),
    (re.compile(r"\s*(?:\([^)]*\)\s*)?tro xuong\b"), Direction.AT_MOST),
)
_FIGURE = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?"
_PERCENT = re.compile(
    rf"(?<![\d.,/])(?P<n>{_FIGURE})\s*(?:%|phan tram)"
    rf"|(?<![\d.,/])(?P<low>{_FIGURE})\s*%?\s*(?:-|den)\s*(?P<high>{_FIGURE})\s*(?:%|phan tram)"
)
_RANGE = re.compile(
    rf"(?<![\d.,/])(?P<n>{_FIGURE})\s*(?:%|phan tram)?\s*(?:-|den)\s*(?P<high>{_FIGURE})\s*(?:%|phan tram)"
)
_RISES = re.compile(rf"\b(?:tu|muc)\s*(?:{_FIGURE})\s*%?\s*(?:len|xuong|con|xuong con)\s*$")
_BASELINE = re.compile(r"\s*(?:%|phan tram)?\s*(?:\([^)]*\)\s*)?(?:len|xuong|con)\s")
_STRONG = (
    r"toi thieu|it nhat|khong duoi|khong it hon|khong thap hon|toi da|khong (?:de |vuot )?qua|"
    r"khong nhieu hon|≥|>=|≤|<="
)
_COUNT = re.compile(
    rf"(?P<lead>\b(?:{_STRONG})|≥|>=|≤|<=|\b(?:tren|duoi|dat|tu|hon|vuot|giam|tang|xep|co)){_FILL}\s*"
    rf"(?P<n>{_FIGURE})(?![\d%/:]|\s*%|\s*phan tram|"
    rf"[.,]\d)\s*(?:\([^)\d]*\)\s*)?(?P<up>(?=[^,;.]{{0,40}}?\btro (?:len|xuong)\b))?"
)
_SCORE = re.compile(r"(?:diem|bac|hang)\b")
_EACH = re.compile(
    rf"\bmoi\s+(?:[a-z]+\s+){{1,6}}?(?:co|xay dung|dang ky|to chuc|thuc hien|nop|gui|"
    rf"hoan thanh)\s*(?P<n>{_FIGURE})(?![\d%/]|\s*%)\s*"
)
_RANK = re.compile(
    rf"\b(?:trong|vao|thuoc|lot vao|o)?\s*(?:nhom|top|top dau|nhom dau)\s*(?:co\s*)?(?P<a>{_FIGURE})(?!\s*%)\b"
    rf"|\b(?:xep|thu hang|vi tri|"
    rf"hang)\s*(?:hang\s*)?(?:tu\s*)?(?:thu\s*)?(?P<b>{_FIGURE})(?!\s*%)(?:/\d+)?(?:\s*tro len)?\b"
)
_NO_UNIT = re.compile(r"(?:ngay|thang|nam|tuan|quy|gio|thu|/|$|[.,;:)])\b|\s*$")
_CUT = re.compile(r"\b(?:giam|rut ngan|cat giam)\b[^,;.]{0,40}$")
# What comes after a unit and is no part of it; with marks, for "tài khoản" is no "tại".
_UNIT_ENDS = (
    r"được|về|trong|có|tại|cho|để|của|theo|đối|trên|đạt|và|với|tham|là|nhằm|từ|ở|vào|mỗi|cấp|thực|trực|"
    r"hoàn|phải|trở|so|hằng|hàng"
)
_WORD = rf"(?!(?:{_UNIT_ENDS})\b)[^\W\d_]+"
_OTHER = rf"(?:\s*/\s*(?:lượt(?:\s+{_WORD}){{0,2}}|{_WORD}(?:\s+{_WORD})?))?"
_UNIT = re.compile(
    rf"(?P<unit>(?:ngày làm việc|(?:cuộc|đợt|lượt|buổi)(?:\s+{_WORD}){{0,2}}|{_WORD}(?:\s+{_WORD})?){_OTHER})",
    re.IGNORECASE,
)


def figure(text: str) -> Decimal:
    """A number as Vietnamese writes it: "98,97", "1.250", "2.5"."""
    text = text.strip()
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", text):
        text = text.replace(".", "")
    return Decimal(text.replace(",", "."))


def find_numbers(sentence: str, plain: str) -> list[Number]:
    """The percentages, and the counts and ranks that words mark as set, in order of place."""
    found = list(_percentages(plain))
    for each in (*_ranks(plain), *_counts(sentence, plain)):
        if not any(each.start < other.end and other.start < each.end for other in found):
            found.append(each)
    return sorted(found, key=lambda each: each.start)


def _percentages(plain: str) -> Iterator[Number]:
    end = 0
    for match in _PERCENT.finditer(plain):
        if match.start() < end:
            continue
        if (
            match["n"]
            and _BASELINE.match(plain, match.end())
            and re.search(r"\btu\s*$", plain[max(0, match.start() - 8) : match.start()])
        ):
            continue
        low = match["n"] or match["low"]
        span = match.span()
        if match["n"] and (both := _RANGE.match(plain, match.start())) is not None:
            span = both.span()
        end = span[1]
        yield _directed(plain, figure(low), "%", *span)


def _directed(plain: str, value: Decimal, unit: str, start: int, end: int) -> Number:
    for pattern, direction in _LEFT:
        if (found := pattern.search(plain, max(0, start - 60), start)) is not None:
            return Number(value, unit, direction, found.start(), _after_up(plain, end), is_said=True)
    for pattern, direction in _RIGHT:
        if (found := pattern.match(plain, end)) is not None:
            return Number(value, unit, direction, start, found.end(), is_said=True)
    whole = unit == "%" and value in (0, 100)
    return Number(value, unit, Direction.EXACTLY if whole else Direction.AT_LEAST, start, end, is_said=False)


def _after_up(plain: str, end: int) -> int:
    found = _RIGHT[0][0].match(plain, end) or _RIGHT[1][0].match(plain, end)
    return found.end() if found is not None else end


def _counts(sentence: str, plain: str) -> Iterator[Number]:
    for match in _COUNT.finditer(plain):
        is_strong = bool(re.match(_STRONG, match["lead"]))
        is_score = _SCORE.match(plain, match.end()) is not None
        if not is_strong and match["up"] is None and not is_score:
            continue
        yield from _count(sentence, plain, match, match.end())
    for match in _EACH.finditer(plain):
        yield from _count(sentence, plain, match, match.end())


def _count(sentence: str, plain: str, match: re.Match[str], at: int) -> Iterator[Number]:
    unit = _UNIT.match(sentence, at)
    if unit is None:
        return
    word = plain[unit.start() : unit.end()].strip()
    if re.match(r"(?:ngay|thang|nam|tuan|quy)\b", word) and not _CUT.search(
        plain[max(0, match.start() - 80) : match.start()]
    ):
        return
    if re.match(r"thu\b|ngay lam viec ke tu\b", word):
        return
    start, end = match.span("n")
    number = _directed(plain, figure(match["n"]), sentence[unit.start() : unit.end()].strip(), start, end)
    direction = number.direction
    if not number.is_said and re.search(r"\btro len\b", plain[at : at + 60]):
        direction = Direction.AT_LEAST
    elif not number.is_said and re.search(r"\btro xuong\b", plain[at : at + 60]):
        direction = Direction.AT_MOST
    yield Number(number.value, number.unit, direction, number.start, end, is_said=True)


def _ranks(plain: str) -> Iterator[Number]:
    for match in _RANK.finditer(plain):
        if re.match(
            r"\s*(?:ngay|thang|nam|tuan|tthc|nhiem vu|giai phap|linh vuc)\b",
            plain[match.end() : match.end() + 40],
        ):
            continue
        value = figure(match["a"] or match["b"])
        yield Number(value, RANK, Direction.AT_MOST, match.start(), match.end(), is_said=True)
