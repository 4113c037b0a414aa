"""Measures and what was counted as plain documents, for machines: the same words at every door."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from motcua.indicators.rules.measures import Figure, Measure, Measured, in_words
from motcua.indicators.rules.windows import in_words as window_in_words
from motcua.kernel.periods import Period


def of_measure(measure: Measure) -> dict[str, Any]:
    """What a measure is."""
    return {
        "code": measure.code,
        "name": measure.name,
        "unit": measure.unit,
        "basis": measure.basis,
        "better": measure.better.value,
        "has_data": measure.has_data,
        "missing": measure.missing or None,
        "excludes": measure.excludes or None,
        "note": measure.note or None,
        "numerator": [tally.label for tally in measure.numerator],
        "denominator": [tally.label for tally in measure.denominator],
        "by": [dimension.value for dimension in measure.dimensions],
        "in_force_from": measure.in_force.start,
        "in_force_to": measure.in_force.end - timedelta(days=1) if measure.in_force.end else None,
    }


def of_figure(figure: Figure | None, unit: str) -> dict[str, Any]:
    """Rows above and below the line, the value (null: nothing arose, or no data) and how it is said."""
    if figure is None:
        return {"numerator": None, "denominator": None, "value": None, "says": None}
    value = figure.value
    return {
        "numerator": figure.numerator,
        "denominator": figure.denominator,
        "value": None if value is None else float(value) if figure.denominator is not None else int(value),
        "says": in_words(figure, unit),
    }


def of_window(window: Period) -> dict[str, Any]:
    """First and last day, both inside, and how the window is called."""
    last = window.end - timedelta(days=1) if window.end else None
    return {"from": window.start, "to": last, "name": window_in_words(window)}


def of_measured(measured: Measured, *, window: Period, as_of: datetime | None) -> dict[str, Any]:
    """A measure with what was counted in the window as of the closing (null: when the window ended); `months`: of what
    ratings move, the whole months that were counted."""
    unit = measured.measure.unit
    return {
        "measure": of_measure(measured.measure),
        "window": of_window(window),
        "as_of": as_of,
        "months": of_window(measured.months) if measured.months else None,
        **of_figure(measured.figure, unit),
        "says": measured.says,
        "parts": [
            {"key": part.key, "label": part.label, **of_figure(part.figure, unit)} for part in measured.parts
        ],
    }
