"""Sentences taken apart: who does what, with whom, to whom it is handed in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from motcua.plans.rules.reading.prose.words import (
    ACTOR,
    ACTOR_COLON,
    ACTOR_HEAD,
    ACTOR_LIST,
    FORMULA,
    GIVES,
    INTRODUCED,
    SENDS,
    STRONG_VERB,
    VERB,
    WITH,
)
from motcua.plans.rules.reading.who import split_units
from motcua.plans.rules.reading.words import one_line

_LONGEST_UNIT = 26
_BEGINS = re.compile(rf"(?P<cut>(?<=[.;])\s+|,\s+)(?=(?i:{ACTOR_HEAD}))")
_LIST_OF_UNITS = re.compile(
    rf"^(?:Giao|Yêu cầu|Đề nghị|Phân công)\s+(?:cho\s+)?(?i:{ACTOR_HEAD})[^.:;]{{0,160}}(?:;[^.:;]{{0,160}})*$"
)
_TERM_BEFORE = re.compile(
    r"(?:(?:trước|chậm nhất|trong|đến|hết|quá)\s+(?:là\s+)?(?:ngày\s+|tháng\s+|quý\s+|"
    r"hết\s+)*[\dIVX][\d/.\-IVX]*(?:\s+năm\s+\d{4})?)\s*\)?\s*$",
    re.IGNORECASE,
)
_NAMED = rf"(?P<unit>(?i:{ACTOR_HEAD})[^;.:()]{{0,120}}(?:\([^()]{{0,60}}\))?[^;.:]{{0,120}})"
_RECEIVER = re.compile(rf"\s*(?:(?:[^,;.:()]{{0,70}}?\s)??(?:về|cho|đến|tới|lên|qua)\s+)?{_NAMED}")
_REPORTED_TO = re.compile(rf"\s*(?:(?:[^,;.:()]{{0,30}}?\s)??(?:về|cho|lên)\s+(?!thanh\s))?{_NAMED}")
_STEP = re.compile(r"^(?:Bước|Giai đoạn|Đợt|Nội dung|Nhiệm vụ|Việc)\s+(?:\d+|[IVX]+)\s*[:.–-]\s*")
_ONLY_WHEN = re.compile(r"(?:trước|sau|mỗi)?\s*khi\s+$")
_RECEIVER_ENDS = re.compile(
    r"\s*(?:,\s*)?(?:(?<!\w)(?:để|nhằm|trước|chậm\s+nhất|trong|tổng\s+hợp|theo|định\s+kỳ|vào|xem\s+xét|"
    r"thẩm\s+định|phê\s+duyệt|ban\s+hành|hàng|hằng|khi|quyết\s+định|công\s+bố|"
    r"báo\s+cáo|gửi|trình|đồng\s+thời|hoàn\s+thành|đúng|từ|biết|chỉ\s+đạo|phương\s+án|kết\s+quả|kế\s+hoạch|"
    r"danh\s+mục|tháo\s+gỡ|cập\s+nhật|sửa\s+đổi|công\s+khai|và\s+thực\s+hiện|đăng\s+tải|thông\s+qua|kịp\s+thời|"
    r"nếu|đối\s+với|về)(?!\w)|[.;:]|$)"
)
_WITH_ENDS = re.compile(
    rf"\s*[.;:]|\s*,?(?<!Đoàn)(?<!đoàn)(?<!Tổ)(?<!Ban)(?<!kiểm tra)(?<!thanh tra)\s+(?={VERB.pattern})|"
    rf"\s+(?:trong\s+(?:việc|quá|công)|để|nhằm|về|trước|chậm)(?!\w)|$"
)


@dataclass(frozen=True, slots=True)
class Clause:
    """A piece of a sentence: `unit` acts (empty: nobody is named), `text` the whole, `doing` without the unit."""

    unit: str
    text: str
    doing: str


def clauses(text: str) -> list[Clause]:
    """The clauses of a text, one for each unit that acts in it.

    "A … gửi B trước ngày …, B tổng hợp gửi C trước ngày …" gives two; units in a list of partners or receivers "
    "act not
    by themselves.
    """
    text = FORMULA.sub("", one_line(text)).strip()
    found: list[Clause] = []
    listed = ""
    for piece in _pieces(text):
        piece, listed = f"{listed} {piece}".strip(), ""
        if _LIST_OF_UNITS.match(piece) and not actor(piece)[0]:
            listed = f"{piece};"
            continue
        unit, doing = actor(piece)
        if not unit and found and found[-1].unit:
            last = found[-1]
            found[-1] = Clause(last.unit, f"{last.text} {piece}", f"{last.doing} {piece}")
        else:
            found.append(Clause(unit, piece, doing))
    return found if not listed else [*found, Clause("", listed, listed)]


def actor(text: str) -> tuple[str, str]:
    """The unit that acts in a clause, and what it does; the unit is empty when none is named first."""
    bare = GIVES.sub("", _STEP.sub("", text, count=1), count=1)
    if found := ACTOR_LIST.match(bare) or ACTOR.match(bare) or ACTOR_COLON.match(bare):
        unit = found["unit"].strip(" ,")
        if len(unit.split()) <= _LONGEST_UNIT:
            return _with_mandate(unit, bare[found.end() :])
    if INTRODUCED.match(bare):
        return _after_introduction(bare)
    return "", text


def receivers(text: str) -> str:
    """To whom something is sent, handed in or reported; several are parted by semicolons."""
    found: list[str] = []
    text = text[:1].lower() + text[1:]
    for verb in SENDS.finditer(text):
        behind = text[verb.end() : verb.end() + 320]
        named = (_RECEIVER if verb["hands"] else _REPORTED_TO).match(behind)
        if named is None or _ONLY_WHEN.search(text[: verb.start()]):
            continue
        unit = named["unit"]
        end = _end_of_receiver(unit)
        name = unit[:end].strip(" ,")
        if name and len(name.split()) <= 40 and name.lower() not in (each.lower() for each in found):
            found.append(name)
    return "; ".join(found)


def partners(text: str) -> tuple[str, ...]:
    """The units behind "phối hợp với", each apart."""
    found: list[str] = []
    for introduced in WITH.finditer(text):
        behind = text[introduced.end() :]
        ends = _WITH_ENDS.search(behind)
        named = behind[: ends.start()] if ends else behind
        found.extend(unit for unit in split_units(named) if len(unit.split()) <= 30)
    return tuple(dict.fromkeys(found))


def _pieces(text: str) -> Iterator[str]:
    start = 0
    for found in _BEGINS.finditer(text):
        before, behind = text[start : found.start()], text[found.end() :]
        if found.start() <= start or not _opens_clause(before, behind, is_comma="," in found["cut"]):
            continue
        yield before.strip(" ,;")
        start = found.end()
    rest = text[start:].strip(" ,;")
    if rest:
        yield rest


def _opens_clause(before: str, behind: str, *, is_comma: bool) -> bool:
    """Whether a unit behind a comma or a full stop begins to act there."""
    acts = ACTOR.match(behind)
    if acts is None or len(acts["unit"].split()) > _LONGEST_UNIT:
        return False
    if not is_comma:
        return True
    if not actor(before)[0]:
        return False
    unit_text, verb_text = acts["unit"], behind[acts.end() :]
    if _TERM_BEFORE.search(before):
        return True
    if STRONG_VERB.match(verb_text):
        return True
    return before.lower().endswith(unit_text.lower()) and "," not in unit_text


def _after_introduction(text: str) -> tuple[str, str]:
    """The unit that acts behind an introduction: "Căn cứ …, các phòng … xây dựng …"."""
    for found in re.finditer(rf"(?:,\s+|\s)(?=(?i:{ACTOR_HEAD}))", text[:420]):
        behind = text[found.end() :]
        acts = ACTOR.match(behind)
        if acts is None or len(acts["unit"].split()) > _LONGEST_UNIT:
            continue
        is_after_comma = text[found.start()] == ","
        if not is_after_comma and not re.search(r"(?:được giao|ngày\s+[\d/]+)\s*$", text[: found.start()]):
            continue
        return acts["unit"].strip(" ,"), text
    return "", text


def _with_mandate(unit: str, doing: str) -> tuple[str, str]:
    """ "Các phòng được giao chủ trì … tại Kế hoạch này" is one name."""
    if not unit.endswith("được giao"):
        return unit, doing
    ends = re.search(r"\s(?:Kế hoạch|kế hoạch)\s+này\s+", doing[:220])
    if ends is None:
        return unit.removesuffix("được giao").strip(), doing
    return f"{unit} {doing[: ends.end()].strip()}", doing[ends.end() :]


def _end_of_receiver(text: str) -> int:
    """Where the name or the list of names of receivers ends."""
    depth = 0
    at = 0
    while at < len(text):
        char = text[at]
        depth += (char == "(") - (char == ")")
        if depth == 0 and char == "," and not re.match(rf",\s*(?i:{ACTOR_HEAD})", text[at:]):
            within_name = re.match(
                r",\s*(?:huyện|thị xã|thành phố|đơn vị|nghiệp vụ|chuyên môn|ban|ngành|xã|phường|đặc khu)",
                text[at:],
            )
            if not within_name:
                return at
        if (
            depth == 0
            and at > 2
            and char in " ,.;:"
            and _RECEIVER_ENDS.match(text, at)
            and not _is_head_part(text, at)
        ):
            return at
        at += 1
    return at


def _is_head_part(text: str, at: int) -> bool:
    return text[at] == "," and bool(re.match(rf",\s*(?i:{ACTOR_HEAD})", text[at:]))
