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
    """Where each answer stands: the number of its stratum; of each stratum how many answered, for how many people an
    answer stands, and the share that was not heard: the correction for a finite population."""

    stratum: Ints
    answered: Ints
    weights: tuple[Fraction, ...]
    factors: Floats
    unseen: Floats


def design_of(strata: Sequence[str], sizes: Mapping[str, int | None]) -> Design:
    """The design of answers by the strata they stand in. Where the people of one of them are not known, each answer
    stands for itself."""
    keys = sorted(set(strata))
    places = {key: place for place, key in enumerate(keys)}
    stratum = np.array([places[key] for key in strata], dtype=np.int64)
    answered = np.bincount(stratum, minlength=len(keys)).astype(np.int64)
    people = [sizes.get(key) for key in keys]
    numbers = [int(n) for n in answered]
    if any(size is None for size in people):
        weights = tuple(Fraction(1) for _key in keys)
        unseen = np.ones(len(keys))
    else:
        weights = tuple(Fraction(max(size or 0, n), n) for size, n in zip(people, numbers, strict=True))
        unseen = np.array([1 - n / max(size or 0, n) for size, n in zip(people, numbers, strict=True)])
    factors = np.array([float(weight) for weight in weights])
    return Design(stratum, answered, weights, factors, unseen)


def weighted_ratio(design: Design, above: Ints, below: Ints) -> Fraction | None:
    """Σ weight × above / Σ weight × below, both summed by stratum beforehand; exact."""
    under = sum((w * int(n) for w, n in zip(design.weights, below, strict=True)), Fraction(0))
    over = sum((w * int(n) for w, n in zip(design.weights, above, strict=True)), Fraction(0))
    return over / under if under else None


def by_stratum(design: Design, values: NDArray[np.number]) -> Ints:
    """Whole numbers summed by stratum."""
    return np.rint(np.bincount(design.stratum, weights=values, minlength=len(design.answered))).astype(
        np.int64
    )


def residuals(design: Design, values: Floats, counted: Bools, mean: Fraction) -> Floats:
    """By how much each answer moves the weighted mean of the answers that are counted."""
    total = float(design.factors[design.stratum][counted].sum())
    moved = np.zeros(len(values))
    moved[counted] = (values[counted] - float(mean)) / total
    return moved


def variance(design: Design, moved: Floats) -> float:
    """The variance of a figure from what each answer moves it by."""
    n = design.answered.astype(np.float64)
    sums = np.bincount(design.stratum, weights=moved, minlength=len(n))
    squares = np.bincount(design.stratum, weights=moved**2, minlength=len(n))
    spread = np.maximum(0.0, squares - np.where(n > 1, sums**2 / np.maximum(n, 1), 0.0)) / np.maximum(
        n - 1, 1
    )
    return float((design.factors**2 * n * design.unseen * spread).sum())


def worth(design: Design, counted: Bools, share: float, found: float) -> float:
    """How many answers of a simple draw would say as much about the share; infinite when everybody was heard.

    The number of answers divided by the design effect; where all said the same, by what the weights alone cost.
    """
    n = int(counted.sum())
    if found > 0 and 0 < share < 1 and n > 1:
        return n * share * (1 - share) / ((n - 1) * found)
    own = design.stratum[counted]
    spent = float((design.factors[own] ** 2 * design.unseen[own]).sum())
    return float(design.factors[own].sum()) ** 2 / spent if spent > 0 else float("inf")


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
