"""Savings planned and measured, ready for pages: each number with how it was measured, and sums side by side."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from motcua.reviews.enums import Confidence
from motcua.reviews.enums.measured import MeasuredQuantity, NotMeasured
from motcua.reviews.models import ProposalMeasurement
from motcua.reviews.rules.cost.numbers import whole_vnd
from motcua.reviews.rules.measured.figures import Figure, from_plain
from motcua.reviews.rules.measured.together import Together
from motcua.reviews.rules.rounds.savings import Saved
from motcua.web.templatetags.motcua import money, number

_MONEY = frozenset({MeasuredQuantity.FEES, MeasuredQuantity.COST, MeasuredQuantity.YEAR})


@dataclass(frozen=True, slots=True)
class Numbers:
    """One quantity before and after in words; empty where it is not known."""

    before: str
    after: str
    less: str
    percent: str
    turned: str = ""

    @property
    def share(self) -> str:
        """The share without a sign, to stand beside `turned`, which says the direction."""
        return self.percent.removeprefix("-").removeprefix("−")


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A measured number with how, from how many dossiers on each side, and how surely."""

    label: str
    numbers: Numbers
    dossiers: str
    confidence: str
    how: str


@dataclass(frozen=True, slots=True)
class SumRow:
    """A sum of the cost of a year, and of how many proposals it is."""

    label: str
    count: int
    numbers: Numbers


@dataclass(frozen=True, slots=True)
class YearShown:
    """The measured cost of a year of one proposal, or why there is none."""

    numbers: Numbers
    confidence: str
    missing: str
    dossiers: str

    @property
    def is_known(self) -> bool:
        """Whether there is a number."""
        return bool(self.numbers.less)


def numbers_of(
    saved: Saved, percent: Decimal | None = None, *, said: Callable[[int], str] = money
) -> Numbers:
    """A quantity in đồng in words; the share as given, else as it follows from both."""
    share = saved.percent if percent is None else percent
    before, after, less = (
        "" if value is None else said(whole_vnd(value)) for value in (saved.before, saved.after, saved.less)
    )
    rate = "" if share is None or not saved.is_known else f"{number(_plain(share))} %"
    return Numbers(before, after, less, rate, turned(saved.less, lambda value: said(whole_vnd(value))))


def turned(less: Decimal | None, said: Callable[[Decimal], str], unit: str = "") -> str:
    """By how much a quantity changed, worded as the direction it went: "giảm 4,6", "tăng 43,44 điểm %"; "" where it is
    not known."""
    if less is None:
        return ""
    if not less:
        return _("không đổi")
    word = _("giảm %s") if less > 0 else _("tăng %s")
    return word % f"{said(abs(less))}{unit}"


def figure_rows(row: ProposalMeasurement) -> list[FigureRow]:
    """Every number of a measurement."""
    return [_figure(one) for one in from_plain(row.figures)]


def year_shown(row: ProposalMeasurement | None, saved: Saved) -> YearShown | None:
    """The measured cost of a year of a proposal; None before anybody measured it."""
    if row is None:
        return None
    return YearShown(
        numbers_of(saved, row.saving_percent),
        Confidence(row.confidence).label,
        NotMeasured(row.missing).label if row.missing else "",
        f"{number(row.dossiers_before)} → {number(row.dossiers_after)}",
    )


def sum_rows(found: Together) -> list[SumRow]:
    """The sums apart: planned, measured, and both of those proposals that have both."""
    rows = [
        SumRow(_("Dự kiến khi phê duyệt"), found.with_plan, numbers_of(found.planned)),
        SumRow(_("Đo từ hồ sơ sau khi thực thi"), found.with_measure, numbers_of(found.measured)),
    ]
    if found.with_both and found.with_both not in (found.with_plan, 0):
        label = _("Dự kiến của riêng các phương án đã đo")
        rows.append(SumRow(label, found.with_both, numbers_of(found.planned_of_both)))
    return rows


def _figure(one: Figure) -> FigureRow:
    def said(value: Decimal | None) -> str:
        if value is None:
            return ""
        return money(whole_vnd(value)) if one.quantity in _MONEY else number(_plain(value))

    unit = "\u00a0" + _("điểm %") if one.quantity is MeasuredQuantity.ONLINE else ""
    share = (
        "" if one.percent is None or one.quantity is MeasuredQuantity.ONLINE else f"{number(one.percent)} %"
    )
    return FigureRow(
        one.quantity.label,
        Numbers(said(one.before), said(one.after), said(one.less), share, turned(one.less, said, unit)),
        f"{number(one.dossiers_before)} / {number(one.dossiers_after)}",
        one.confidence.label,
        one.how,
    )


def _plain(value: Decimal) -> Decimal:
    """Without zeros behind the comma."""
    short = value.normalize()
    return short.quantize(Decimal(1)) if short == short.to_integral_value() else short
