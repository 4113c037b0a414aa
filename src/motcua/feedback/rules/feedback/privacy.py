"""Taking out of a text what tells who somebody is, before it is shown to the public.

What is found is replaced by what it was, in brackets; a person reads and confirms the result. Rather one place too
many: the officer puts back what may stand.

Basis: Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15; NĐ 20/2008 art. 19.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from motcua.feedback.enums.feedback import PersonalKind
from motcua.kernel.text import clean

K = PersonalKind


@dataclass(frozen=True, slots=True)
class Found:
    """A place in a text, from `start` up to, not including, `end`, and what stands there."""

    kind: PersonalKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Redacted:
    """The text without what was found, and how many of each kind there were."""

    text: str
    counts: Mapping[PersonalKind, int]


_UPPER = "A-ZÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴĐ"
_WORD = rf"[{_UPPER}][^\W\d_]*"
_SURNAMES = (
    "Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Đào|Đoàn|Vương|Trịnh|Đinh|Lâm|Mai|Tô|"
    "Tạ|Hà|Cao|Lương|Lưu|Châu|Quách|Tăng|Thái|Phùng|Kiều|Chu|Nghiêm|La|Tống|Từ|Triệu|Khổng|Giang|Hứa|Văn|Bạch"
)
_TITLES = (
    "ông|bà|anh|chị|cô|thầy|em|cháu|bác|chú|dì|cậu|đồng chí|đ/c|học sinh|phụ huynh|bé|con tôi là|tôi tên là|"
    "tên tôi là|tên là"
)
# Names of places and schools are those of people, and stay.
_OF_PLACE = re.compile(
    r"(?:trường|thpt|thcs|tiểu học|mầm non|mẫu giáo|đường|phố|quận|phường|xã|huyện|thị trấn|thành phố|tỉnh|sở|phòng|"
    r"ủy ban|trung tâm|giải thưởng|học bổng|bệnh viện|chợ|cầu|ga|công viên|cơ sở|khu)\s+(?:[^\W\d_]+\s+){0,2}$",
    re.IGNORECASE,
)
_EMAIL = re.compile(r"[\w.+\-]+@[\w\-]+(?:\.[\w\-]+)+")
_CODE = re.compile(
    r"\b[A-Z][A-Z0-9]{1,7}(?:\.[A-Z0-9]{1,8}){0,3}-\d{6,8}-\d{3,9}\b|\b\d{3}\.\d{2}\.\d{2}\.[A-Z]\d{2}-\d{6}-\d{4}\b"
)
_TRACKING = re.compile(r"\bPA-[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}\b")
_PHONE = re.compile(r"(?<![\w.\-])(?:\+?84|0)(?:[\s.\-]?\d){8,10}(?![\w])")
_ID = re.compile(r"(?<![\w.,])(?:\d{12}|\d{3}[\s.]\d{3}[\s.]\d{3}[\s.]\d{3}|\d{9}|[A-Z]\d{7,8})(?![\w]|,\d)")
_WAY = "ngõ|ngách|hẻm|kiệt|đường|phố|tổ dân phố|tổ|khu|lô|tầng|tòa|thôn|xóm|ấp|đội|khối|chung cư|kđt"
_ADDRESS = re.compile(
    rf"(?i:\b(?:số nhà|nhà số|số|căn hộ|phòng))\s*\d+[\w/\-]*"
    rf"(?:[,\s]+(?i:{_WAY})\s+[\w/\-.]+(?:\s+{_WORD}){{0,4}})+"
    rf"|(?i:\b(?:thôn|xóm|ấp|tổ dân phố|tổ|đội|ngõ|ngách|hẻm|kiệt))\s+(?:\d+[\w/]*|{_WORD}(?:\s+{_WORD}){{0,3}})"
)
_TITLED = re.compile(rf"(?i:\b(?:{_TITLES}))\s+((?:{_WORD})(?:\s+{_WORD}){{0,4}})")
_SURNAMED = re.compile(rf"(?<![^\W_])((?:{_SURNAMES})(?:\s+{_WORD}){{1,4}})")
_ALL_CAPS = re.compile(rf"(?<![^\W_])((?:{_SURNAMES.upper()})(?:\s+[{_UPPER}]+){{1,4}})(?![^\W_])")


def find_personal(text: str, *, names: Iterable[str] = (), addresses: Iterable[str] = ()) -> list[Found]:
    """Where the text tells who somebody is, in order, no two places overlapping. `names` and `addresses` are known
    ones, of the sender and of who is complained about, found wherever they stand."""
    found: list[Found] = []
    for one in (
        *_known(text, K.NAME, names),
        *_known(text, K.ADDRESS, addresses),
        *_patterns(text),
        *_names(text),
    ):
        if all(one.end <= other.start or one.start >= other.end for other in found):
            found.append(one)
    return sorted(found, key=lambda one: one.start)


def redact(text: str, *, names: Iterable[str] = (), addresses: Iterable[str] = ()) -> Redacted:
    """The text with everything found replaced: “[họ tên]”, “[số điện thoại]”…"""
    text = clean(text)
    found = find_personal(text, names=names, addresses=addresses)
    parts, place = list[str](), 0
    for one in found:
        parts += [text[place : one.start], f"[{one.kind.label}]"]
        place = one.end
    return Redacted("".join([*parts, text[place:]]), dict(Counter(one.kind for one in found)))


def left_in(text: str, *, names: Iterable[str] = (), addresses: Iterable[str] = ()) -> list[str]:
    """What of a text to be shown still tells who somebody is, as it stands there; for the officer's eyes."""
    return [text[one.start : one.end] for one in find_personal(text, names=names, addresses=addresses)]


def public_name(place: int, name: str) -> str:
    """What the public sees a file called: its name may tell who somebody is, so only its ending stays."""
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    return (
        f"tep-kem-tra-loi-{place}.{ending}"
        if ending.isalnum() and len(ending) <= 5
        else f"tep-kem-tra-loi-{place}"
    )


def _known(text: str, kind: PersonalKind, known: Iterable[str]) -> Iterator[Found]:
    for one in sorted({clean(one) for one in known}, key=len, reverse=True):
        if len(one) < 4:
            continue
        pattern = r"\s+".join(re.escape(word) for word in one.split())
        for place in re.finditer(rf"(?<![^\W_]){pattern}(?![^\W_])", text, re.IGNORECASE):
            yield Found(kind, *place.span())


def _patterns(text: str) -> Iterator[Found]:
    for kind, pattern in (
        (K.EMAIL, _EMAIL),
        (K.TRACKING_CODE, _TRACKING),
        (K.DOSSIER_CODE, _CODE),
        (K.ID_NUMBER, _ID),
        (K.PHONE, _PHONE),
        (K.ADDRESS, _ADDRESS),
    ):
        for place in pattern.finditer(text):
            yield Found(kind, *place.span())


def _names(text: str) -> Iterator[Found]:
    for pattern in (_TITLED, _SURNAMED, _ALL_CAPS):
        for place in pattern.finditer(text):
            if not _OF_PLACE.search(text[max(0, place.start(1) - 40) : place.start(1)]):
                yield Found(K.NAME, *place.span(1))
