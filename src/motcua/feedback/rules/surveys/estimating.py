"""Shares and means of a stratified draw with their uncertainty: design weights, finite populations, Wilson intervals.

The point figures are exact fractions; the intervals are numbers of the machine. Variances are linearised: a mean of a
part (a school, an item that not everybody answered) is a ratio, and what each answer moves it by is its residual. A
stratum with a single answer counts its residual from nought, which overstates rather than understates.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import sqrt

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]

Z = 1.959963984540054  # two-sided 95 percent


@dataclass(frozen=True, slots=True)
class Interval:
    """Where the true figure lies with 95 percent confidence."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Design:
    """Where each answer stands: the number of its stratum, how many people the stratum has (None: nobody knows), how
    many of them answered."""

    stratum: Ints
    sizes: tuple[int | None, ...]
    answered: tuple[int, ...]

    @property
    def is_weighted(self) -> bool:
        """Whether the sizes of all strata with answers are known, so that answers can stand for people."""
        return all(size is not None for size, n in zip(self.sizes, self.answered, strict=True) if n)

    def weight(self, stratum: int) -> Fraction:
        """For how many people an answer of the stratum stands."""
        size, n = self.sizes[stratum], self.answered[stratum]
        return Fraction(max(size, n), n) if self.is_weighted and size is not None and n else Fraction(1)

    def unseen(self, stratum: int) -> float:
        """The share of the stratum that was not heard: the correction for a finite population."""
        size, n = self.sizes[stratum], self.answered[stratum]
        return max(0.0, 1 - n / size) if self.is_weighted and size else 1.0


def design_of(strata: Sequence[str], sizes: Mapping[str, int | None]) -> Design:
    """The design of answers by the strata they stand in."""
    keys = sorted(set(strata))
    places = {key: place for place, key in enumerate(keys)}
    stratum = np.array([places[key] for key in strata], dtype=np.int64)
    answered = np.bincount(stratum, minlength=len(keys)) if len(strata) else np.zeros(0, dtype=np.int64)
    return Design(stratum, tuple(sizes.get(key) for key in keys), tuple(int(n) for n in answered))


def weighted_ratio(design: Design, above: Ints, below: Ints) -> Fraction | None:
    """Σ weight × above / Σ weight × below, both summed by stratum beforehand; exact."""
    weights = [design.weight(place) for place in range(len(design.answered))]
    under = sum((w * int(n) for w, n in zip(weights, below, strict=True)), Fraction(0))
    over = sum((w * int(n) for w, n in zip(weights, above, strict=True)), Fraction(0))
    return over / under if under else None


def by_stratum(design: Design, values: NDArray[np.number]) -> Ints:
    """Whole numbers summed by stratum."""
    return np.rint(np.bincount(design.stratum, weights=values, minlength=len(design.answered))).astype(
        np.int64
    )


def residuals(design: Design, values: Floats, counted: Bools, mean: Fraction) -> Floats:
    """By how much each answer moves the weighted mean of the answers that are counted."""
    weights = np.array([float(design.weight(place)) for place in range(len(design.answered))])
    total = float(weights[design.stratum][counted].sum())
    moved = np.zeros(len(values))
    moved[counted] = (values[counted] - float(mean)) / total
    return moved


def variance(design: Design, moved: Floats) -> float:
    """The variance of a figure from what each answer moves it by."""
    n = np.array(design.answered, dtype=np.float64)
    sums = np.bincount(design.stratum, weights=moved, minlength=len(n))
    squares = np.bincount(design.stratum, weights=moved**2, minlength=len(n))
    spread = np.maximum(0.0, squares - np.where(n > 1, sums**2 / np.maximum(n, 1), 0.0)) / np.maximum(
        n - 1, 1
    )
    weights = np.array([float(design.weight(place)) for place in range(len(n))])
    unseen = np.array([design.unseen(place) for place in range(len(n))])
    return float((weights**2 * n * unseen * spread).sum())


def worth(design: Design, counted: Bools, share: float, found: float) -> float:
    """How many answers of a simple draw would say as much about the share; infinite when everybody was heard.

    The number of answers divided by the design effect; where all said the same, by what the weights alone cost.
    """
    n = int(counted.sum())
    if found > 0 and 0 < share < 1 and n > 1:
        return n * share * (1 - share) / ((n - 1) * found)
    weights = np.array([float(design.weight(place)) for place in range(len(design.answered))])
    unseen = np.array([design.unseen(place) for place in range(len(design.answered))])
    own = design.stratum[counted]
    spent = float((weights[own] ** 2 * unseen[own]).sum())
    return float(weights[own].sum()) ** 2 / spent if spent > 0 else float("inf")


def wilson(share: float, n: float) -> Interval:
    """Wilson's interval of a share of `n` answers; a point when everybody was heard."""
    if n == float("inf"):
        return Interval(share, share)
    middle = (share + Z**2 / (2 * n)) / (1 + Z**2 / n)
    half = Z / (1 + Z**2 / n) * sqrt(max(0.0, share * (1 - share) / n + Z**2 / (4 * n**2)))
    return Interval(max(0.0, min(middle - half, share)), min(1.0, max(middle + half, share)))


def around(mean: float, found: float, *, low: float, high: float) -> Interval:
    """The interval of a mean that cannot leave its scale."""
    half = Z * sqrt(found)
    return Interval(max(low, mean - half), min(high, mean + half))
