"""Points from rates: thresholds, what cannot be counted, what would help most; the nine indices of the decree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.deadlines.enums import Certainty
from motcua.indicators.enums import Tally
from motcua.indicators.rules.declared import get_measure
from motcua.indicators.rules.measures import Figure, figure_of
from motcua.indicators.rules.scores.documents import of_score
from motcua.indicators.rules.scores.evaluation import (
    BANDS,
    CRITERIA,
    OFFICER_BANDS,
    Evaluation,
    Graded,
    grade,
    grade_online,
    grade_publication,
)
from motcua.indicators.rules.scores.scoring import Most, Score, Told, points_for, score_index
from motcua.indicators.rules.scores.service_index import SERVICE_INDEX, find_index

DAY = date(2026, 9, 30)
MEASURES = {
    each.measure: get_measure(each.measure, DAY) for each in SERVICE_INDEX.components if each.is_scored
}
FULL = {
    "1.1": 4, "1.2": 4, "1.3": 4, "1.4": 6, "2.1": 20, "3.1": 4, "3.2": 4, "3.3": 4, "3.5": 5, "3.6": 5,
    "4.1": 6, "4.2": 6, "4.3": 4, "4.4": 3, "4.5": 3, "5.2": 6, "5.3": 6, "5.4": 6,
}  # fmt: skip
MOSTS = {number: Most(Decimal(points), "x", Certainty.UNVERIFIED) for number, points in FULL.items()}
T = Tally


def scored(figures: dict[str, Figure | None], mosts: dict[str, Most] = MOSTS, **how: bool) -> Score:
    told = dict.fromkeys(MEASURES, None) | figures
    return score_index(SERVICE_INDEX, measures=MEASURES, figures=told, mosts=mosts, **how)


def test_the_index_is_whole() -> None:
    assert len(SERVICE_INDEX.components) == 20
    assert sum(group.most for group in SERVICE_INDEX.groups) == SERVICE_INDEX.most == 100
    keys = {group.key for group in SERVICE_INDEX.groups}
    assert {each.group for each in SERVICE_INDEX.components} == keys
    assert sum(FULL.values()) == 100
    assert find_index("766", date(2022, 6, 22)) is None


@pytest.mark.parametrize(
    ("rate", "most", "full_at", "points"),
    [
        ("80", 12, 80, Fraction(12)),
        ("79.99", 12, 80, Fraction(7999 * 12, 8000)),
        ("40", 12, 80, Fraction(6)),
        ("100", 20, 100, Fraction(20)),
        ("98.06", 20, 100, Fraction(9806 * 20, 10000)),
        ("50", 6, 50, Fraction(6)),
        ("0", 6, 90, Fraction(0)),
    ],
)
def test_points(rate: str, most: int, full_at: int, points: Fraction) -> None:
    assert points_for(rate=Decimal(rate), most=Decimal(most), full_at=Decimal(full_at)) == points


@given(st.integers(0, 500), st.integers(0, 500), st.sampled_from(sorted(FULL)))
def test_points_lie_between_nothing_and_the_most_and_more_rows_never_cost(
    one: int, two: int, number: str
) -> None:
    below, above = sorted((one, two))
    component = SERVICE_INDEX.component(number)
    assert component is not None
    lower, higher = (scored({component.measure: Figure(part, 500)}) for part in (below, above))
    assert 0 <= lower.points <= higher.points <= FULL[number]
    assert higher.out_of == FULL[number]
    gain = next(iter(lower.best_gains), None)
    if gain is not None:
        assert gain.figure is not None
        enough = Figure(gain.figure.numerator + gain.rows_wanted, 500)
        assert scored({component.measure: enough}).points == FULL[number]
        short = replace(enough, numerator=enough.numerator - 1)
        assert scored({component.measure: short}).points < FULL[number]


def test_what_has_no_data_is_no_zero_and_the_sum_says_out_of_how_many() -> None:
    found = scored({"handled_in_time_rate": Figure(95, 100), "complete_procedures_rate": Figure(0, 0)})
    assert found.points == 19
    assert found.out_of == 20
    assert not found.is_whole
    told = {each.component.number: each.told for each in found.components}
    assert (told["2.1"], told["1.3"], told["5.2"], told["2.2"]) == (
        Told.POINTS,
        Told.NOTHING_AROSE,
        Told.NO_DATA,
        Told.ONLY_SHOWN,
    )
    assert found.band is not None
    assert found.band.name == "Xuất sắc"
    assert of_score(found)["is_provisional"]
    switched = scored({"complete_procedures_rate": Figure(0, 0)}, nothing_is_zero=True)
    assert switched.points == 0
    assert switched.out_of == 4
    assert scored({}).band is None


def test_without_a_maximum_nothing_is_scored_but_the_rate_is_told() -> None:
    mosts = {number: most for number, most in MOSTS.items() if number != "4.2"}
    found = scored({"digitised_rate": Figure(9, 10)}, mosts)
    assert found.out_of == 0
    [line] = [each for each in of_score(found)["components"] if each["number"] == "4.2"]
    assert line["says"] == "90 %; chưa nhập điểm tối đa"
    assert line["points"] is None


def test_the_greatest_loss_comes_first() -> None:
    found = scored(
        {
            "handled_in_time_rate": Figure(80, 100),
            "any_online_services_rate": Figure(79, 100),
            "served_well_rate": Figure(100, 100),
        }
    )
    gains = [(each.component.number, each.lost, each.rows_wanted) for each in found.best_gains]
    assert gains == [("2.1", 4, 20), ("3.1", Fraction(1, 20), 1)]


def test_dossiers_are_graded_by_their_mean() -> None:
    counted = {**dict.fromkeys(Tally, 0), T.RESOLVED_EARLY: 7, T.RESOLVED_ON_TIME: 2, T.RESOLVED_LATE: 1}
    assert grade(CRITERIA[0], counted).points == Decimal("1.6")
    assert grade(CRITERIA[1], counted).points is None
    assert grade(CRITERIA[6], counted).points is None  # attitude: no facts


@pytest.mark.parametrize(("both", "one", "none", "points"), [(3, 0, 0, 2), (3, 1, 0, 1), (3, 0, 1, 0)])
def test_publication_is_as_good_as_its_worst(both: int, one: int, none: int, points: int) -> None:
    counted = {T.MADE_KNOWN_BOTH: both, T.MADE_KNOWN_ONE: one, T.MADE_KNOWN_NOT: none}
    assert grade_publication(CRITERIA[5], counted).points == points
    assert grade_publication(CRITERIA[5], dict.fromkeys(counted, 0)).points is None


@pytest.mark.parametrize(
    ("services", "dossiers", "late", "points"),
    [(20, 30, 0, 2), (19, 30, 0, 1), (20, 29, 0, 1), (50, 15, 0, 1), (50, 14, 0, 0), (50, 90, 1, 0)],
)
def test_online_service(services: int, dossiers: int, late: int, points: int) -> None:
    found = grade_online(
        CRITERIA[8], services=Figure(services, 100), dossiers=Figure(dossiers, 100), late=late
    )
    assert found.points == points


def test_bands_of_units_and_officers() -> None:
    def of(points: Sequence[str | None], most: int, bands: tuple = BANDS) -> str:  # type: ignore[type-arg]
        graded = tuple(
            Graded(each, Decimal(said) if said else None)
            for each, said in zip(CRITERIA, points, strict=False)
        )
        band = Evaluation(graded, bands, Decimal(most)).band
        return band.name if band else ""

    assert of(["2"] * 7 + ["1", "0"], 18) == "Xuất sắc"
    assert of(["2"] * 7 + ["0", "0"], 18) == "Tốt"
    assert of(["0"] * 9, 18) == "Yếu"
    assert of(["2", None], 18) == "Xuất sắc"
    assert of([None], 18) == ""
    assert of(["1"] * 5, 10, OFFICER_BANDS) == "Hoàn thành 100 % nhiệm vụ"
    assert of(["0.9", "0.9", "0.9", "0.9", "0"], 10, OFFICER_BANDS).startswith("Hoàn thành từ 70 %")
    assert of(["0.6"] * 5, 10, OFFICER_BANDS) == "Hoàn thành dưới 70 % nhiệm vụ"


def test_every_component_has_a_declared_measure() -> None:
    for measure in MEASURES.values():
        assert measure.is_share or not measure.has_data
        if measure.has_data:
            assert figure_of(measure, dict.fromkeys(measure.tallies, 0)).value is None
