"""Measures as plans ask for them (plans.ports.Measures)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from motcua.indicators.queries.measuring import figures
from motcua.indicators.queries.windows import Asked
from motcua.indicators.rules.declared import MEASURES, measures_on
from motcua.indicators.rules.measures import Measure, in_words
from motcua.plans.ports import AskedValue, IndicatorValue, KnownIndicator


class ForPlans:
    """The declared measures, told and counted for plans."""

    def known(self, on: date) -> list[KnownIndicator]:
        """The measures in force on the day, as they are declared."""
        return [
            KnownIndicator(each.code, each.name, each.unit, each.synonyms, each.has_data)
            for each in measures_on(on)
        ]

    def values(self, asked: Sequence[AskedValue], *, at: datetime) -> list[IndicatorValue | None]:
        """The value of each as of `at`, of what people say as of the last end of a month; one statement for each source
        of facts."""
        found: list[IndicatorValue | None] = [None] * len(asked)
        countable: list[tuple[int, Measure, Asked]] = []
        for place, each in enumerate(asked):
            where = Asked(each.agency_id, each.window, each.as_of or at)
            measure = _defined(each.code, where.last_day)
            told = where.by_month if measure is not None and measure.is_voice else where
            if measure is not None and measure.has_data and told is not None and told.has_begun:
                countable.append((place, measure, told))
        counted = figures([(measure, where) for _, measure, where in countable])
        for (place, measure, _), figure in zip(countable, counted, strict=True):
            if figure is not None:
                found[place] = IndicatorValue(
                    figure.exact,
                    figure.numerator,
                    figure.denominator,
                    measure.unit,
                    in_words(figure, measure.unit),
                )
        return found


def _defined(code: str, on: date) -> Measure | None:
    return next((each for each in MEASURES if each.code == code and each.in_force.contains(on)), None)
