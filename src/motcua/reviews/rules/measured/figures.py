"""Each number that was measured, with how, from how many dossiers, and how surely; kept as plain data."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from motcua.reviews.enums import Confidence, CostPart
from motcua.reviews.enums.measured import MeasuredQuantity as Q
from motcua.reviews.rules.cost.evidence import SOME_DOSSIERS, Observed, sure_from, yearly
from motcua.reviews.rules.cost.kept import least_sure
from motcua.reviews.rules.measured.lines import is_shown
from motcua.reviews.rules.measured.saving import MeasuredSaving, Side

_CENTS = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Figure:
    """One quantity before and after; None on a side where too few dossiers show it."""

    quantity: Q
    before: Decimal | None
    after: Decimal | None
    dossiers_before: int
    dossiers_after: int
    confidence: Confidence
    how: str

    @property
    def less(self) -> Decimal | None:
        """By how much it is less."""
        return None if self.before is None or self.after is None else self.before - self.after

    @property
    def percent(self) -> Decimal | None:
        """The same as a share of what it was, in per cent with two places."""
        if self.less is None or not self.before:
            return None
        return (self.less * 100 / self.before).quantize(_CENTS, ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class _Seen:
    """A number of one side and how many dossiers show it."""

    value: Decimal | None
    dossiers: int


def figures_of(found: MeasuredSaving) -> tuple[Figure, ...]:
    """Every number of the measurement in the order of the table."""
    shown = [
        _figure(quantity, how, of(found.before), of(found.after)) for quantity, how, of in _FROM_DOSSIERS
    ]
    return (_often(found), *shown, *_money(found))


def as_plain(figures: Iterable[Figure]) -> list[dict[str, Any]]:
    """The figures as plain data, exact."""
    return [
        {
            "quantity": one.quantity.value,
            "before": _text(one.before),
            "after": _text(one.after),
            "dossiers": [one.dossiers_before, one.dossiers_after],
            "confidence": one.confidence.value,
            "how": one.how,
        }
        for one in figures
    ]


def from_plain(data: Sequence[Mapping[str, Any]]) -> tuple[Figure, ...]:
    """What `as_plain` wrote."""
    return tuple(
        Figure(
            Q(one["quantity"]),
            _number(one["before"]),
            _number(one["after"]),
            int(one["dossiers"][0]),
            int(one["dossiers"][1]),
            Confidence(one["confidence"]),
            one["how"],
        )
        for one in data
    )


def _figure(quantity: Q, how: str, before: _Seen, after: _Seen) -> Figure:
    sure = least_sure([sure_from(before.dossiers), sure_from(after.dossiers)])
    return Figure(quantity, before.value, after.value, before.dossiers, after.dossiers, sure, how)


def _often(found: MeasuredSaving) -> Figure:
    sides = [yearly(side.observed) for side in (found.before, found.after)]
    said = [f"{name}: {one[2]}" for name, one in zip(("Trước", "Sau"), sides, strict=True) if one[0]]
    return Figure(
        Q.DOSSIERS,
        sides[0][0],
        sides[1][0],
        found.before.observed.dossiers,
        found.after.observed.dossiers,
        least_sure([sides[0][3], sides[1][3]]),
        " ".join(said) or "Chưa có hồ sơ nào.",
    )


def _waited(side: Side) -> _Seen:
    enough = side.observed.dossiers >= SOME_DOSSIERS
    return _Seen(side.waited_days if enough else None, side.observed.dossiers)


def _visits(side: Side) -> _Seen:
    """Trips to lodge, to supplement, to receive."""
    trips = [line for line in side.lines or () if line.key.endswith(":travel")]
    is_known = side.observed.dossiers >= SOME_DOSSIERS and all(is_shown(line) for line in trips)
    value = sum((line.number(CostPart.TIMES) for line in trips), Decimal(0))
    return _Seen(value if is_known and side.lines is not None else None, side.observed.dossiers)


def _share(count: Callable[[Observed], int], of: Callable[[Observed], int], by: int = 1) -> Any:
    def seen(side: Side) -> _Seen:
        whole = of(side.observed)
        if whole < SOME_DOSSIERS:
            return _Seen(None, whole)
        return _Seen((Decimal(count(side.observed)) * by / whole).quantize(_CENTS, ROUND_HALF_UP), whole)

    return seen


def _all(seen: Observed) -> int:
    return seen.dossiers


_FROM_DOSSIERS: tuple[tuple[Q, str, Callable[[Side], _Seen]], ...] = (
    (
        Q.WAITED,
        "Ngày từ lúc nộp đến khi có kết quả của một nửa số hồ sơ. Không tính thành tiền: thời gian chờ cơ quan giải "
        "quyết không phải chi phí tuân thủ.",
        _waited,
    ),
    (Q.VISITS, "Lượt đến nộp, bổ sung, nhận kết quả tại quầy, chia cho số hồ sơ.", _visits),
    (
        Q.ONLINE,
        "Hồ sơ nộp trực tuyến trên tổng số hồ sơ.",
        _share(lambda seen: seen.doors.get("online", 0), _all, 100),
    ),
    (
        Q.PAPERS,
        "Giấy tờ thực nộp, không kể giấy tờ dùng lại, chia cho số hồ sơ có ghi nhận giấy tờ.",
        _share(lambda seen: sum(seen.papers.values()), lambda seen: seen.with_papers),
    ),
    (
        Q.SUPPLEMENTS,
        "Lần yêu cầu bổ sung chia cho số hồ sơ.",
        _share(lambda seen: seen.supplements, _all),
    ),
    (
        Q.FEES,
        "Tiền thực thu, sau miễn, giảm, hoàn, chia cho số hồ sơ đã nộp xong.",
        _share(lambda seen: seen.paid_vnd, lambda seen: seen.settled),
    ),
)


def _money(found: MeasuredSaving) -> list[Figure]:
    once, year = found.once_vnd, found.year_vnd
    counts = found.before.observed.dossiers, found.after.observed.dossiers
    priced = "; ".join(
        f"{name} theo {side.priced_by}"
        for name, side in (("trước", found.before), ("sau", found.after))
        if side.priced_by
    )
    said = f"Công việc như hồ sơ cho thấy, đơn giá {priced}." if priced else "Không có đơn giá."
    if found.missing is not None:
        said = f"{found.missing.label} (cần ít nhất {SOME_DOSSIERS} hồ sơ mỗi bên). {said}"
    sides = least_sure([found.before.confidence, found.after.confidence])
    often = found.performances
    return [
        Figure(Q.COST, *_pair(once), *counts, sides, said),
        Figure(Q.YEAR, *_pair(year), *counts, found.confidence, _year_said(found, often)),
    ]


def _year_said(found: MeasuredSaving, often: tuple[Decimal, Decimal]) -> str:
    if found.counts_own:
        return f"Chi phí một hồ sơ × {_plain(often[0])} hồ sơ trước, × {_plain(often[1])} hồ sơ sau trong 12 tháng."
    return f"Chi phí một hồ sơ × {_plain(often[0])} hồ sơ trong 12 tháng, cùng một số cho cả hai bên."


def _pair(amounts: tuple[int, int] | None) -> tuple[Decimal | None, Decimal | None]:
    return (None, None) if amounts is None else (Decimal(amounts[0]), Decimal(amounts[1]))


def _plain(number: Decimal) -> str:
    return f"{number:,.0f}".replace(",", ".")


def _text(value: Decimal | None) -> str | None:
    return None if value is None else f"{value.normalize():f}"


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
