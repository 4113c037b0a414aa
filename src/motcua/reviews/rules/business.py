"""Which procedures concern business: one answer for findings, targets, the portfolio and what is tried."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from motcua.kernel.refusals import Refused

IN_BUSINESS = frozenset({"enterprise", "foreign_invested_enterprise", "cooperative"})
# From the highest on: a procedure of several levels counts once, at the highest.
LEVELS = ("ministry", "province", "district", "commune", "other")
_BETWEEN = re.compile(r"[\s,;]+")
_NAMED = 30  # so many unknown codes are told one by one
Key = TypeVar("Key")


def concerns_business(
    *, recorded: bool | None, applicants: Collection[str], marked: bool | None = None
) -> bool:
    """Whether a procedure concerns business: as officers marked it; else as its record says; where neither says
    anything, as its applicants show.

    Basis: Nghị quyết 66/NQ-CP ngày 26/3/2025 counts them as a set named by lists; national pages do not mark them.
    """
    said = marked if marked is not None else recorded
    return said if said is not None else bool(IN_BUSINESS & set(applicants))


def codes_in(text: str) -> list[str]:
    """The codes of a pasted list, one a line or parted by commas, semicolons or spaces; each once, as they stand."""
    return list(dict.fromkeys(code for part in _BETWEEN.split(text) if (code := part.strip("."))))


@dataclass(frozen=True, slots=True)
class Sought:
    """The codes of a list looked up: those the catalogue has, with the name, and those it has not, with their cell."""

    known: tuple[tuple[str, str], ...]
    unknown: tuple[tuple[str, str], ...]

    @property
    def count(self) -> int:
        """How many codes the list has."""
        return len(self.known) + len(self.unknown)


def sought(cells: Iterable[tuple[str, str]], names: Mapping[str, str]) -> Sought:
    """The codes, each with its cell, by whether a procedure of that code is among those named; in their order."""
    every = list(cells)
    return Sought(
        tuple((code, names[code]) for code, _cell in every if code in names),
        tuple((code, cell) for code, cell in every if code not in names),
    )


def of_codes(codes: Iterable[str], known: Mapping[str, Key]) -> list[Key]:
    """Whose codes these are, in their order; all of them or nothing.

    :raises Refused: "business-nothing-chosen", "business-codes-unknown".
    """
    chosen = list(codes)
    if not chosen:
        raise Refused(
            "business-nothing-chosen", "Chưa có mã nào. Dán mỗi dòng một mã thủ tục.", field="codes"
        )
    unknown = [code for code in chosen if code not in known]
    if unknown:
        more = f" và {len(unknown) - _NAMED} mã nữa" if len(unknown) > _NAMED else ""
        raise Refused(
            "business-codes-unknown",
            f"{len(unknown)} mã không có trong danh mục đang áp dụng của cơ quan: "
            f"{', '.join(code[:40] for code in unknown[:_NAMED])}{more}. Chưa đánh dấu thủ tục nào. Sửa hoặc bỏ các mã "
            "đó rồi làm lại.",
            field="codes",
        )
    return [known[code] for code in chosen]


def by_highest_level(levels: Iterable[Collection[str]]) -> dict[str, int]:
    """How many procedures there are at each level, each counted once at the highest of its levels; "" of none.

    Basis: Nghị quyết 66/NQ-CP ngày 26/3/2025: the set is told by level, and the levels add up to the whole.
    """
    counted = Counter(highest_level(some) for some in levels)
    return {level: counted[level] for level in (*LEVELS, "") if counted[level]}


def highest_level(levels: Collection[str]) -> str:
    """The highest of the levels; "" where none is known."""
    return next((level for level in LEVELS if level in levels), "")
