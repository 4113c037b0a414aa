"""What was foreseen of a procedure in a draft act against what was promulgated."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from motcua.catalogue.enums import ChangeKind
from motcua.deadlines.enums import LimitUnit
from motcua.kernel.text import fold


@dataclass(frozen=True, slots=True)
class ProcedureSaid:
    """A procedure as a draft foresees it, or as a decision made it public. Each limit is an amount and its unit; of a
    promulgated one there may be several."""

    change: ChangeKind
    name: str
    papers: int | None = None
    limits: tuple[tuple[Decimal, LimitUnit], ...] = ()
    fees_vnd: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing compared, in words; `is_same` when the draft was kept to."""

    what: str
    foreseen: str
    promulgated: str
    is_same: bool


def compared(foreseen: ProcedureSaid, promulgated: ProcedureSaid) -> list[Difference]:
    """What the draft said of, and how it came out; nothing is compared that the draft left open."""
    return list(_compared(foreseen, promulgated))


def _compared(one: ProcedureSaid, other: ProcedureSaid) -> Iterator[Difference]:
    yield Difference("Nội dung", one.change.label, other.change.label, one.change is other.change)
    yield Difference("Tên", one.name, other.name, fold(one.name) == fold(other.name))
    if ChangeKind.REPEALED in (one.change, other.change):
        return
    if one.papers is not None:
        said = "chưa ghi" if other.papers is None else str(other.papers)
        yield Difference("Số giấy tờ", str(one.papers), said, one.papers == other.papers)
    if one.limits:
        same = set(one.limits) == set(other.limits)
        yield Difference("Thời hạn", _limits(one.limits), _limits(other.limits), same)
    if one.fees_vnd:
        same = set(one.fees_vnd) == set(other.fees_vnd or (0,))
        yield Difference("Phí, lệ phí", _fees(one.fees_vnd), _fees(other.fees_vnd), same)


def _limits(limits: Sequence[tuple[Decimal, LimitUnit]]) -> str:
    said = dict.fromkeys(f"{amount.normalize():f} {unit.label}".replace(".", ",") for amount, unit in limits)
    return "; ".join(said) or "chưa ghi"


def _fees(fees: Sequence[int]) -> str:
    return "; ".join(dict.fromkeys(f"{fee:,} đ".replace(",", ".") for fee in fees)) or "không thu"
