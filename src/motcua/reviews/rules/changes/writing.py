"""Changes and targets as people type them: "drop_paper:2", "shorten_limit=3", "time=30"."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

from motcua.kernel.refusals import Refused
from motcua.reviews.enums import Burden, CutKind
from motcua.reviews.rules.changes.effects import Change

_CHANGE = re.compile(r"([a-z_]{1,30})(?::([^=\s]{1,60}))?(?:=(\S{1,12}))?")
_NUMBER = re.compile(r"\d{1,6}(?:[.,]\d{1,4})?")


def read_change(text: str) -> Change:
    """One change from its words: kind, then ":" and the part, then "=" and the number.

    :raises Refused: "change-unreadable", "change-unknown".
    """
    said = _CHANGE.fullmatch(text.strip())
    if said is None:
        raise Refused(
            "change-unreadable",
            f"Không đọc được thay đổi “{text[:80]}”. Viết LOẠI, LOẠI:PHẦN hoặc LOẠI=SỐ, ví dụ drop_paper:2, "
            "shorten_limit=3.",
        )
    word, target, amount = said.groups()
    try:
        kind = CutKind(word)
    except ValueError:
        known = ", ".join(f"{each.value} ({each.label.lower()})" for each in CutKind)
        raise Refused("change-unknown", f"Không có loại thay đổi “{word}”. Các loại: {known}.") from None
    return Change(kind, target or "", None if amount is None else read_number(amount))


def read_number(text: str) -> Fraction:
    """A number with comma or point, exactly.

    :raises Refused: "number-unreadable".
    """
    if not _NUMBER.fullmatch(text.strip()):
        raise Refused("number-unreadable", f"“{text[:40]}” không phải một số. Viết như 3 hoặc 2,5.")
    return Fraction(Decimal(text.strip().replace(",", ".")))


def read_aim(text: str) -> tuple[Burden, Fraction]:
    """A target from its words: what, and by which share of one it shall fall ("time=30" is three tenths).

    :raises Refused: "target-unreadable", "number-unreadable".
    """
    word, _, number = text.partition("=")
    known = {burden.value: burden for burden in Burden}
    if word.strip() not in known or not number:
        words = ", ".join(f"{burden.value} ({burden.label.lower()})" for burden in Burden)
        raise Refused(
            "target-unreadable",
            f"Không đọc được mục tiêu “{text[:60]}”. Viết như time=30. Các loại: {words}.",
        )
    percent = read_number(number.strip().removesuffix("%"))
    if not 0 < percent <= 100:
        raise Refused("target-unreadable", f"Mục tiêu “{text[:60]}” phải lớn hơn 0 và không quá 100 %.")
    return known[word.strip()], percent / 100


def write_change(change: Change) -> str:
    """The words from which `read_change` makes the same."""
    if change.amount is None:
        return change.key
    exact = f"{float(change.amount):.4f}".rstrip("0").rstrip(".")
    return f"{change.key}={exact}"
