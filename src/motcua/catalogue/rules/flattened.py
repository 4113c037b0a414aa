"""Reading tables that older pages give as running text: the ways to lodge, and the papers."""

from __future__ import annotations

import re

from motcua.catalogue.enums import Channel
from motcua.catalogue.rules.content import ComponentContent, FormContent, MethodContent
from motcua.catalogue.rules.fees import FeeReading, read_fees
from motcua.catalogue.rules.records import with_limit
from motcua.catalogue.rules.wording import CHANNELS, says_none, says_nothing
from motcua.kernel.text import clean, fold

_METHODS_HEAD = re.compile(r"^\s*Hình thức nộp\s+Thời hạn giải quyết\s+Phí, lệ phí\s+Mô tả\s*")
_CHANNEL = re.compile(r"(?<!\w)(Trực tiếp|Trực tuyến|Dịch vụ bưu chính)(?!\w)(?! hoặc)")
_LEADING_LIMIT = re.compile(
    r"^(\d{1,4}(?:[.,]\d{1,2})?(?:\s+(?:[Nn]gày làm việc|[Nn]gày|[Gg]iờ làm việc|[Gg]iờ|[Tt]háng))?(?!\w)"
    r"|[Kk]hông quy định(?: cụ thể)?|[Kk]hác(?!\w)|[Tt]ùy theo đợt)\s*"
)
_FEES = re.compile(r"(?:(?:Lệ phí|Phí)\s*:\s*[^:]{0,80}?Đồng(?:\s*Xem chi tiết)?\s*)+")
_PAPERS_HEAD = re.compile(r"Tên giấy tờ\s+Mẫu đơn, tờ khai\s+Số lượng")
_COUNTS = re.compile(r"Bản chính\s*:\s*(\d{1,3})\s*[-–]\s*Bản sao\s*:\s*(\d{1,3})")
_FILE = re.compile(r"\.(?:docx?|xlsx?|pdf|rtf|odt)$", re.IGNORECASE)
_AFTER_MARK = re.compile(r"[).,;]\s+(?=[^).,;]{1,100}\.\w+$)")


def methods_in(text: str) -> tuple[tuple[MethodContent, ...], list[FeeReading]]:
    """The ways to lodge in a flattened table, and what was read of the fees of each."""
    text = _METHODS_HEAD.sub("", clean(text).replace("\n", " "))
    places: list[re.Match[str]] = []
    for found in _CHANNEL.finditer(text):
        if found[1] not in {place[1] for place in places} and (places or found.start() == 0):
            places.append(found)
    ends = [*(place.start() for place in places[1:]), len(text)]
    read = [
        _method(CHANNELS[fold(place[1])], text[place.end() : end].strip())
        for place, end in zip(places, ends[: len(places)], strict=True)
    ]
    return tuple(method for method, _ in read), [fees for _, fees in read]


def _method(channel: Channel, rest: str) -> tuple[MethodContent, FeeReading]:
    fees = _FEES.search(rest)
    said = read_fees(fees[0]) if fees else FeeReading()
    leading = _LEADING_LIMIT.match(rest)
    if leading:
        limit, note = leading[1], rest[leading.end() :]
    elif fees:
        limit, note = rest[: fees.start()], rest[fees.start() :]
    else:
        limit, note = rest, ""
    method = MethodContent(channel=channel, fees=said.fees, note=clean(_FEES.sub("", note, count=1)))
    return with_limit(method, limit), said


def papers_in(text: str) -> tuple[ComponentContent, ...]:
    """The papers in a flattened table, with the case under which each stands."""
    papers: list[ComponentContent] = []
    case, start = "", 0
    text = clean(text).replace("\n", " ")
    for counts in _COUNTS.finditer(text):
        name = text[start : counts.start()].strip()
        start = counts.end()
        *before, name = _PAPERS_HEAD.split(name)
        if before:
            case = before[-1].strip()
        paper = _paper(case, name.strip(), int(counts[1]), int(counts[2]))
        if paper.name and not says_none(paper.name) and not says_nothing(paper.name):
            papers.append(paper)
    return tuple(papers)


def _paper(case: str, name: str, originals: int, copies: int) -> ComponentContent:
    forms: tuple[FormContent, ...] = ()
    if _FILE.search(name):
        marks = list(_AFTER_MARK.finditer(name))
        cut = marks[-1].end() if marks else name.rfind(" ") + 1
        forms, name = (FormContent(name=name[cut:]),), name[:cut].strip() or name
    case = "" if fold(case) in ("bao gom", "khong quy dinh cu the") else case
    return ComponentContent(case_name=case, name=name, originals=originals, copies=copies, forms=forms)
