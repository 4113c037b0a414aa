"""Reading fees and charges from the words of sources."""

from __future__ import annotations

import re
from dataclasses import dataclass

from motcua.catalogue.enums import FeeKind
from motcua.catalogue.rules.content import FeeContent
from motcua.catalogue.rules.wording import NONE, says_nothing
from motcua.kernel.text import clean, fold

_FREE = NONE | {
    "mien phi",
    "mien thu phi",
    "khong thu",
    "khong thu phi",
    "khong thu le phi",
    "khong mat phi",
    "khong dong",
}


@dataclass(frozen=True, slots=True)
class FeeReading:
    """What was understood of a text about fees: the fees, or that there are none, or that nothing is said."""

    fees: tuple[FeeContent, ...] = ()
    is_none: bool = False

    @property
    def is_missing(self) -> bool:
        return not self.fees and not self.is_none


_FEE_KIND = re.compile(r"(?i)(?<!\w)(lệ phí|phí)\s*:")
_MONEY = re.compile(
    r"(?i)(?<![\w.,])(\d{1,3}(?:[.,]\d{3})+|\d{1,12})\s*(nghìn|ngàn|triệu)?\s*(đồng|vnđ|vnd|đ|₫)?(?!\w)"
)
_TIMES = {"nghìn": 1000, "ngàn": 1000, "triệu": 1_000_000}
_OWN_FORM = re.compile(r"([\d.]+) đ(?: \((.*)\))?")


def read_fees(text: str) -> FeeReading:
    """Fees from words: "Phí: 250.000 đồng", "Không" (none), "Không có thông tin" (missing), "Theo quy định" (kept)."""
    text = clean(text.replace("Xem chi tiết", " "))
    if says_nothing(text):
        return FeeReading()
    if fold(text) in _FREE:
        return FeeReading(is_none=True)
    pieces = _by_kind(text)
    fees = tuple(fee for kind, words in pieces if (fee := _fee(kind, words)) is not None)
    nothing_due = all(fold(words) in _FREE or _amounts(words) == [0] for _, words in pieces)
    return FeeReading(fees=fees, is_none=not fees and nothing_due)


def _by_kind(text: str) -> list[tuple[FeeKind, str]]:
    places = list(_FEE_KIND.finditer(text))
    if not places:
        kind = FeeKind.CHARGE if fold(text).startswith("le phi") else FeeKind.FEE
        return [(kind, text)]
    head = [(FeeKind.FEE, text[: places[0].start()])] if places[0].start() else []
    ends = [*(place.start() for place in places[1:]), len(text)]
    tail = [
        (FeeKind.CHARGE if fold(place[1]) == "le phi" else FeeKind.FEE, text[place.end() : end])
        for place, end in zip(places, ends, strict=True)
    ]
    return [(kind, clean(words).strip(" ;,.")) for kind, words in [*head, *tail]]


def _fee(kind: FeeKind, words: str) -> FeeContent | None:
    own = _OWN_FORM.fullmatch(words)
    if own:
        return FeeContent(kind=kind, amount_vnd=int(own[1].replace(".", "")), text=own[2] or "")
    if fold(words) in _FREE or _amounts(words) == [0]:
        return None
    if fold(words) in ("dong", "chua ro muc", ""):
        return FeeContent(kind=kind)
    amounts = _amounts(words)
    if len(amounts) != 1:
        return FeeContent(kind=kind, text=words)
    bare = _MONEY.fullmatch(words)
    return FeeContent(kind=kind, amount_vnd=amounts[0], text="" if bare else words)


def _amounts(words: str) -> list[int]:
    """The sums of money in `words`: with a currency, or a bare number that is the whole text."""
    found = []
    for match in _MONEY.finditer(words):
        if match[2] or match[3] or match[0].strip() == words:
            found.append(int(re.sub(r"[.,]", "", match[1])) * _TIMES.get((match[2] or "").lower(), 1))
    return found
