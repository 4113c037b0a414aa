"""What was taken over from a trial, kept as plain data, and what the trial would give otherwise today."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from motcua.reviews.rules.cost.numbers import whole_vnd
from motcua.reviews.rules.rounds.following.taking import Taken

_NUMBERS: Mapping[str, str] = {
    "limit": "Thời hạn sau",
    "papers": "Giấy tờ sau",
    "conditions": "Điều kiện sau",
    "trips": "Số lần đi lại sau",
    "cost_vnd": "Chi phí một hồ sơ sau (đồng)",
    "frequency": "Số lần làm so với hiện nay",
}


@dataclass(frozen=True, slots=True)
class Other:
    """One thing that the trial gives otherwise than when it was taken over."""

    what: str
    then: str
    now: str


def as_plain(taken: Taken) -> dict[str, Any]:
    """What was taken over, as plain data: the changes, every word drafted from them, and numbers as text."""
    return {
        "changes": list(taken.changes),
        "content": list(taken.content),
        "kinds": [kind.value for kind in taken.kinds],
        "legal": [change.change for change in taken.legal],
        "reasons": sorted({judged.reason for judged in (*taken.papers.values(), *taken.parts.values())}),
        "limit": _text(taken.limit),
        "papers": str(taken.papers_left),
        "conditions": str(taken.conditions),
        "trips": _text(taken.trips),
        "cost_vnd": "" if taken.cost_vnd is None else str(whole_vnd(taken.cost_vnd)),
        "frequency": _text(Decimal(taken.frequency.numerator) / Decimal(taken.frequency.denominator)),
    }


def others(then: Mapping[str, Any], now: Taken) -> list[Other]:
    """What differs: changes that came or went, in words, then each number; empty while the trial is as it was."""
    today = as_plain(now)
    before, after = _by_change(then), _by_change(today)
    found = [Other("Thay đổi thêm vào", "", words) for key, words in after.items() if key not in before]
    found += [Other("Thay đổi bỏ đi", words, "") for key, words in before.items() if key not in after]
    found += [
        Other(label, _shown(key, then.get(key, "")), _shown(key, today[key]))
        for key, label in _NUMBERS.items()
        if then.get(key, "") != today[key]
    ]
    return found


def number_kept(then: Mapping[str, Any] | None, key: str) -> Decimal | None:
    """A number as it was taken over; None where nothing was, or it was not known."""
    said = str((then or {}).get(key, ""))
    return Decimal(said) if said else None


def rewritten(now: Sequence[str], *, then: Sequence[str], anew: Sequence[str]) -> list[str]:
    """Lines of which some were drafted (`then`) and others typed: drafted ones that are no longer said go, new ones
    come behind, and what somebody typed, changed or took out stays so."""
    kept = [line for line in now if line not in then or line in anew]
    return [*kept, *(line for line in anew if line not in now and line not in then)]


def _by_change(plain: Mapping[str, Any]) -> dict[str, str]:
    return dict(zip(plain.get("changes", ()), plain.get("content", ()), strict=True))


def _text(number: Decimal | None) -> str:
    return "" if number is None else f"{number.normalize():f}"


def _shown(key: str, number: str) -> str:
    if key == "cost_vnd" and number:
        return f"{int(number):,}".replace(",", ".")
    return number.replace(".", ",") or "chưa có"
