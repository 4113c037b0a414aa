"""The targets that a text sets: number, direction, how firmly, and of what."""

from __future__ import annotations

import re

from motcua.documents.reading.blocks import Place
from motcua.plans.enums import Commitment, ItemSource
from motcua.plans.rules.flat import composed, flat
from motcua.plans.rules.reading.found import FoundTarget
from motcua.plans.rules.targets.measures import measures_of
from motcua.plans.rules.targets.numbers import Number, find_numbers
from motcua.plans.rules.targets.sentences import sentences

_REACH = 500  # how many signs before a number are looked at
_STRIVE = re.compile(r"\bphan da[ut]\b|\bco gang\b|\bhuong toi\b|\bno luc\b|\bky vong\b")
_MUST = re.compile(r"\bbao dam\b|\bdam bao\b|\bbat buoc\b|\bphai dat\b|\byeu cau\b")
_MUST_APART = re.compile(r"[,;]\s*(?:va\s*)?(?:bao dam|dam bao|bat buoc|phai dat|yeu cau)\b")
_DONE = re.compile(
    r"\bda\s+(?!(?:ban hanh|duoc|de ra|giao|phe duyet|cong bo)\b)(?:\w+\s+){0,12}?$|\bchiem\s*(?:ty le\s*)?:?\s*$"
    r"|^\s*(?:ket qua(?! giai quyet)|hien nay|den nay|tinh den|trong ky|qua|tu \d+/\d+/\d+ den \d+/\d+/\d+)\b[^;.]*$"
)
_DONE_AFTER = re.compile(
    r"^[^,;.]{0,60}\bda\s+(?:to chuc|thuc hien|hoan thanh|trien khai|ban hanh|dat|ky|nop)\b"
)
_OTHER_TIME = re.compile(r"\bso voi\b|\bnam (?:20\d\d|truoc)\b|\bcung ky\b|\bhien (?:nay|tai)\b")
_SHARE = re.compile(r"\d(?<!nam 20\d\d)\s*(?:\(|=|,?\s*(?:dat|chiem))\s*(?:ty le\s*)?(?:khoang\s*)?$")
_DESCRIBES = re.compile(
    r"\s*(?:von|nguoi nuoc ngoai|kinh phi|ngan sach|von nuoc ngoai|co phan|co von|muc luong|tien luong|hoc phi|"
    r"cong suat|diem so)\b"
)
_DESCRIBED = re.compile(
    r"\b(?:von|ngan sach|kinh phi|muc thu|muc huong|phu cap|tien luong)\s*(?:\w+\s*){0,3}$"
)


def find_targets(text: str, *, place: Place, source: ItemSource, section: str = "") -> list[FoundTarget]:
    """The targets set in a paragraph or cell, in order; each number is one, with the words that belong to it.

    Percentages, counts with "ít nhất", "tối thiểu", "không quá" … and ranks. A bare percentage is to be reached or
    passed; 100% and 0% are exact. "Phấn đấu" makes those of its part of the sentence something to strive for. What
    was already reached ("đã đạt 98,1%"), shares of counts ("17 (0,8%)"), "100% vốn nước ngoài" and counts of what
    there is are no targets.
    """
    found: list[FoundTarget] = []
    for sentence in sentences(composed(text)):
        plain = flat(sentence)
        numbers = [each for each in find_numbers(sentence, plain) if not _is_told(plain, each)]
        for index, number in enumerate(numbers):
            measures = measures_of(sentence, plain, numbers, index)
            measures = _with_head(measures, found[-1].measures if index and found else "")
            if not measures:
                continue
            found.append(
                FoundTarget(
                    number=number.value,
                    unit=number.unit,
                    direction=number.direction,
                    commitment=_commitment(plain, number),
                    measures=measures,
                    text=sentence,
                    source=source,
                    place=place,
                    section=section,
                )
            )
    return found


def _with_head(measures: str, before: str) -> str:
    """What goes on from the number before: nothing of its own ("… đạt trên 85%, phấn đấu 90%") or one entry of its list
    ("tỷ lệ giáo viên đạt chuẩn: Mầm non 95%, Tiểu học 90%")."""
    if not measures:
        return before
    head, colon, _ = before.partition(":")
    is_entry = bool(colon) and len(measures.split()) <= 4 and ":" not in measures
    return f"{head}: {measures}" if is_entry else measures


def _clause_start(plain: str, at: int) -> int:
    return max(plain.rfind(";", 0, at), plain.rfind(". ", 0, at)) + 1


def _is_told(plain: str, number: Number) -> bool:
    """Whether the number tells what is or was, and sets nothing."""
    start = max(_clause_start(plain, number.start), number.start - _REACH)
    before = plain[start : number.start]
    if _STRIVE.search(before):
        return False
    is_described = _DESCRIBES.match(plain, number.end) or _DESCRIBED.search(before)
    if (is_described and not number.is_said) or _is_beside(plain, number):
        return True
    if number.unit == "%" and not number.is_said and _SHARE.search(before):
        return True
    if _DONE.search(before):
        return True
    return bool(_DONE_AFTER.match(plain[number.end : number.end + 120])) and not _MUST.search(before)


def _is_beside(plain: str, number: Number) -> bool:
    """Whether it stands in brackets that tell of another time: "đạt 70% (năm 2024 đạt 65%)", "(tăng 2% so với …)"."""
    start = plain.rfind("(", max(0, number.start - _REACH), number.start)
    if start < 0 or plain.find(")", start, number.start) >= 0:
        return False
    end = plain.find(")", number.end, number.end + _REACH)
    return _OTHER_TIME.search(plain, start, end if end >= 0 else number.end) is not None


def _commitment(plain: str, number: Number) -> Commitment:
    """STRIVE when "phấn đấu" stands before the number in its part of the sentence: the same parenthesis, and not
    across a semicolon unless the list goes on without a verb of its own."""
    last = None
    for last in _STRIVE.finditer(plain, max(0, number.end - 4 * _REACH), number.end):  # noqa: B007 - the last one is wanted
        pass
    if last is None:
        return Commitment.MUST
    between = plain[last.end() : number.start]
    if between.count(")") > between.count("("):
        return Commitment.MUST
    if ";" in between:
        rest = between.rsplit(";", 1)[1].strip()
        return Commitment.STRIVE if not rest else Commitment.MUST
    return Commitment.MUST if _MUST_APART.search(between) else Commitment.STRIVE
