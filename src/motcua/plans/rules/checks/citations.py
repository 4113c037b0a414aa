"""Other documents that a text names, with all the slips of the keyboard and of line breaks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from motcua.documents.reading.blocks import Place
from motcua.kernel.text import clean
from motcua.plans.rules.checks.acts import KIND_CODES, KINDS, SHORT_KINDS, act_number
from motcua.plans.rules.reading.found import Citation

_KIND_WORDS = "|".join(sorted(KINDS, key=len, reverse=True))
_SHORT_WORDS = "|".join(sorted(SHORT_KINDS, key=len, reverse=True))
_PART = r"[A-ZĐƯÂ][A-Za-zĐđƯưÂâ&]*\d{0,3}"
_JOIN = r"(?:\s?[-–/]\s?)"
_CORE = re.compile(
    rf"(?<![\w/.,])(?P<number>\d{{1,5}}(?:\s?/\s?(?:19|20)\d{{2}}){{0,2}})(?P<joint>\s*[-–/]\s*|(?<=/\d{{4}})(?=[A-Z]))"
    rf"(?P<symbol>{_PART}(?:{_JOIN}{_PART})*)(?!\w)"
)
_BEFORE = re.compile(
    rf"(?:\b(?P<kind>(?i:{_KIND_WORDS})|(?:{_SHORT_WORDS}))(?!\w)"
    rf"(?:(?:\s+(?!(?i:{_KIND_WORDS})\b|của\b)[a-zà-ỹđ]+){{1,3}}(?=\s*\(?[^()]{{0,20}}\)?\s+số\b))?"
    r"(?:\s*\([^()]{1,20}\))?"
    rf"(?:\s+của\s+(?P<issuer>(?:(?!\b(?i:{_KIND_WORDS})\b)[^;.():,]){{4,70}}?))?\s*)?"
    r"(?P<mark>\b(?:số|Số|SỐ)\s*:?\s*)?\Z"
)
_CHAIN = re.compile(r"\s*(?:,|;|và|,\s*và)\s*(?:(?:số|Số)\s*)?\Z")
_DAY = re.compile(
    r"\s*,?\s*\(?\s*(?:(?:được\s+)?(?:ban hành|ký ban hành|ký)\s+)?(?:ngày\s*)+"
    r"(?:(?P<d1>\d{1,2})\s*[/.\-]\s*(?P<m1>\d{1,2})\s*[/.\-]\s*(?P<y1>\d{4})"
    r"|(?P<d2>\d{1,2})\s*tháng\s*(?P<m2>\d{1,2})\s*(?:năm|/)\s*(?P<y2>\d{4}))\s*\)?"
)
_OF = re.compile(r"\s*,?\s*của\s+")
_ISSUER_END = re.compile(
    r"\([A-ZĐ&]{2,10}\)|(?P<end>[;:.()\"“”]"
    r"|,(?!\s*(?:Ban Bí thư|Chủ nhiệm)\b)"
    r"|\s(?=(?:về|Về|ban hành|Ban hành|phê duyệt|Phê duyệt|quy định|Quy định|sửa|bãi bỏ|công bố|thực hiện"
    r"|triển khai|hướng dẫn|ngày|tại|trong|theo|đã|được|thì|là|để|khi|do|gửi|cho|trên|kèm|khóa|tổng kết|nhằm"
    r"|năm|giai đoạn|từ|đến|đối với|thông qua|thành lập|kiện toàn|giao|xác định|chỉ đạo về|bổ sung|hợp nhất"
    rf"|này|nêu|và (?:(?i:{_KIND_WORDS})|các|văn bản|hướng dẫn|thực|triển|chỉ|kế|đề|việc|được|của|bảo|đảm|đạt|sự))\b))"
)
_ABBREVIATION = re.compile(r"\s*\([A-ZĐ&]{2,10}\)")
_REACH_BACK = 160
_LAW = re.compile(
    r"\b(?P<kind>Bộ luật|Luật|Pháp lệnh)\s+"
    r"(?P<name>(?!số\b|sư\b|này\b)[A-ZĐÂÔƯa-zàáâãèéêìíòóôõùúýăđĩũơưạ-ỹ][^;.,:()\"“”]{2,140})"
)
_LAW_END = re.compile(
    rf"\s(?=(?:và (?:(?i:{_KIND_WORDS})|các)|số \d+|ngày|năm \d|quy định|được|đã|của|tại|theo|trong|về việc"
    r"|có hiệu lực|để|nhằm|khi)\b)"
)
_MOST_ISSUER_WORDS = 18
_MOST_LAW_WORDS = 16


@dataclass(frozen=True, slots=True)
class Mention:
    """A document named in a text. `start` and `end` count in the text as `plain` gives it.

    `day` is what stands there, also when the calendar has no such day. `tail` are the words that follow.
    """

    start: int
    end: int
    text: str
    kind: str
    number: str
    day: tuple[int, int, int] | None
    issuer: str
    tail: str
    is_chained: bool = False

    @property
    def issued_on(self) -> date | None:
        """The day; None when none is written or the calendar has no such day."""
        if self.day is None:
            return None
        try:
            return date(*self.day)
        except ValueError:
            return None


def plain(text: str) -> str:
    """`text` on one line with single spaces, as mentions count in it."""
    return " ".join(clean(text).split())


def find_citations(text: str, place: Place, *, is_basis: bool = False) -> list[Citation]:
    """The documents that `text` names, in order; `number` is written without the faults of spacing.

    The kind is written out ("QĐ" gives "Quyết định"); where only the symbol tells it, it comes from there. A law
    without a number is found by its name. Numbers left blank ("số /KH-SGDĐT") are the document's own and no citation.
    """
    return [
        Citation(
            text=each.text,
            kind=each.kind,
            number=each.number,
            issued_on=each.issued_on,
            issuer=each.issuer,
            place=place,
            is_basis=is_basis,
        )
        for each in mentions(plain(text))
    ]


def mentions(text: str) -> list[Mention]:
    """What `find_citations` finds, with where it stands in `text` (of one line, see `plain`)."""
    numbered = _shared(list(_numbered(text)))
    laws = list(_laws(text))
    numbered = [_with_law_name(each, laws, text) for each in numbered]
    taken = [(each.start, each.end) for each in numbered]
    laws = [law for law in laws if not any(start < law.end and law.start < end for start, end in taken)]
    return sorted([*numbered, *laws], key=lambda each: each.start)


def _numbered(text: str) -> Iterator[Mention]:
    end_of_last = -1
    for core in _CORE.finditer(text):
        reach = max(core.start() - _REACH_BACK, 0)
        before = _BEFORE.search(text[reach : core.start()])
        kind, mark = (before["kind"] or "", before["mark"] or "") if before else ("", "")
        is_chained = not kind and end_of_last >= 0 and bool(_CHAIN.match(text[end_of_last : core.start()]))
        if not _is_number(core, is_announced=bool(kind or mark or is_chained)):
            continue
        if ":" in mark and not kind:  # the number in a document's own head
            continue
        start = reach + before.start() if before and (kind or mark) else core.start()
        day, end = _day_after(text, core.end())
        issuer, end = _issuer_after(text, end)
        if before and before["issuer"]:
            issuer = issuer or before["issuer"].strip()
        number = _tidy(core)
        yield Mention(
            start=start,
            end=end,
            text=text[start:end].strip(" ,;"),
            kind=_kind(kind, number),
            number=number,
            day=day,
            issuer=issuer,
            tail=text[end : end + 200],
            is_chained=is_chained,
        )
        end_of_last = core.end() if day is None else end


def _is_number(core: re.Match[str], *, is_announced: bool) -> bool:
    """Whether digits and capitals are the number of a document: announced by a kind or "số", or plainly built so."""
    parts = re.split(r"[-–/]", core["symbol"])
    if any(sum(letter.isupper() for letter in part) < 2 for part in parts):
        return False
    if is_announced:
        return True
    known = act_number(f"{core['number']}/{core['symbol']}")
    return bool(
        known and known.kind_code in KIND_CODES and len(parts) > 1 and core["joint"].strip() == core["joint"]
    )


def _tidy(core: re.Match[str]) -> str:
    number = re.sub(r"\s", "", core["number"])
    symbol = re.sub(r"\s", "", core["symbol"]).replace("–", "-")
    return f"{number}{core['joint'].strip().replace('–', '-') or '/'}{symbol}"


def _kind(written: str, number: str) -> str:
    if written in SHORT_KINDS:
        return SHORT_KINDS[written]
    if written:
        return written[0].upper() + written[1:].lower()
    known = act_number(number)
    code = known.kind_code if known else ""
    return SHORT_KINDS.get(code) or next(
        (kind for kind, codes in KINDS.items() if code and code in codes), ""
    )


def _day_after(text: str, at: int) -> tuple[tuple[int, int, int] | None, int]:
    found = _DAY.match(text, at)
    if found is None:
        return None, at
    day, month, year = (int(found[f"{part}1"] or found[f"{part}2"]) for part in "dmy")
    return (year, month, day), found.end()


def _issuer_after(text: str, at: int) -> tuple[str, int]:
    opening = _OF.match(text, at)
    if opening is None:
        return "", at
    stops = (found.start() for found in _ISSUER_END.finditer(text, opening.end()) if found["end"] is not None)
    end = next(stops, len(text))
    words = text[opening.end() : end].split()
    if len(words) > _MOST_ISSUER_WORDS:
        words = words[:_MOST_ISSUER_WORDS]
        end = opening.end() + len(" ".join(words))
    name = _ABBREVIATION.sub("", " ".join(words)).strip(" -,")
    return (name, end) if name else ("", at)


def _shared(found: list[Mention]) -> list[Mention]:
    """Members of a list ("số 01/NQ-CP, số 02/NQ-CP ngày …") take kind, day and issuer from each other."""
    for index in range(1, len(found)):
        if found[index].is_chained:
            found[index] = replace(found[index], kind=found[index].kind or found[index - 1].kind)
    for index in range(len(found) - 1, 0, -1):
        later, earlier = found[index], found[index - 1]
        if later.is_chained and earlier.day is None:
            found[index - 1] = replace(earlier, day=later.day, issuer=earlier.issuer or later.issuer)
    return found


def _with_law_name(found: Mention, laws: list[Mention], text: str) -> Mention:
    """ "Luật Giáo dục số 43/2019/QH14": name and number are one document."""
    law = next((each for each in laws if each.end <= found.start <= each.end + 1), None)
    if law is None or found.kind:
        return found
    whole = text[law.start : found.end].strip(" ,;")
    return replace(found, start=law.start, text=whole, kind=law.kind)


def _laws(text: str) -> Iterator[Mention]:
    for found in _LAW.finditer(text):
        stop = _LAW_END.search(text, found.start("name"), found.end())
        end = stop.start() if stop else found.end()
        name = text[found.start("name") : end].strip()
        if not _is_law_name(name, text, found.start()):
            continue
        day, end_of_day = _day_after(text, end)
        issuer, last = _issuer_after(text, end_of_day)
        yield Mention(
            start=found.start(),
            end=last,
            text=text[found.start() : last].strip(" ,;"),
            kind=found["kind"],
            number="",
            day=day,
            issuer=issuer,
            tail=text[last : last + 200],
        )


def _is_law_name(name: str, text: str, start: int) -> bool:
    words = name.split()
    if not 1 < len(words) <= _MOST_LAW_WORDS:
        return words != [] and words[0] in {"Thanh"} and len(words) > 1
    before = text[:start].rstrip().rsplit(" ", 1)[-1].casefold()
    return words[0][0].isupper() or before in {"theo", "cứ", "của", "hiện"}
