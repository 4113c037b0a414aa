"""Ratings counted for people, from cells: sums of what may be told, and nothing small between one table and another."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.feedback.rules.ratings.figures import AnswerCell, Cell, Figures
from motcua.feedback.rules.ratings.showing import SMALLEST
from motcua.kernel.periods import Period

YEAR = Period(date(2026, 1, 1), date(2027, 1, 1))
QUARTER = Period(date(2026, 7, 1), date(2026, 10, 1))
cells = st.lists(
    st.builds(
        Cell,
        body=st.sampled_from("ABC"),
        month=st.sampled_from([date(2026, month, 1) for month in range(1, 13)]),
        procedure=st.sampled_from("pqrs"),
        score=st.integers(1, 5),
        number=st.integers(1, 7),
    ),
    max_size=30,
)


def of(body: str, found: list[Cell], window: Period) -> Figures:
    return Figures([cell for cell in found if cell.body in body], [], window)


@settings(max_examples=60)
@given(cells)
def test_all_bodies_are_the_sum_of_each(found: list[Cell]) -> None:
    """Whoever reads one body after the other and all of them at once learns nothing by subtracting."""
    for window in (YEAR, QUARTER):
        whole = of("ABC", found, window)
        each = [of(body, found, window) for body in "ABC"]
        assert sum(whole.by_score.values()) == sum(sum(one.by_score.values()) for one in each)
        for key, line in whole.by_procedure().items():
            assert line.number == sum(
                one.by_procedure()[key].number for one in each if key in one.by_procedure()
            )
        for month, line in whole.by_month().items():
            assert line.number == sum(one.by_month()[month].number for one in each if month in one.by_month())


@settings(max_examples=60)
@given(cells)
def test_a_year_tells_of_procedures_what_its_quarters_tell(found: list[Cell]) -> None:
    quarters = [
        Period(date(2026, month, 1), date(2026 + month // 10, (month + 2) % 12 + 1, 1))
        for month in (1, 4, 7, 10)
    ]
    parts = [of("A", found, each).by_procedure() for each in quarters]
    for key, line in of("A", found, YEAR).by_procedure().items():
        assert line.number == sum(part[key].number for part in parts if key in part)


@settings(max_examples=60)
@given(cells)
def test_no_line_is_small_and_no_rest_of_one_body(found: list[Cell]) -> None:
    shown = of("A", found, QUARTER)
    number = sum(shown.by_score.values())
    for lines in (shown.by_body(), shown.by_month(), shown.by_procedure()):
        assert all(line.number >= SMALLEST for line in lines.values())
        rest = number - sum(line.number for line in lines.values())
        assert rest == 0 or rest >= SMALLEST


def test_a_running_quarter_tells_neither_procedures_nor_contents() -> None:
    august = date(2026, 8, 1)
    runs = Figures(
        [Cell("A", august, "p", 5, 9)],
        [AnswerCell("A", august, "attitude", "5", 9)],
        Period(date(2026, 7, 1), date(2026, 9, 1)),
    )
    assert (runs.by_score, runs.by_procedure(), runs.by_content()) == ({5: 9}, {}, {})
    over = Figures(runs.cells, [*runs.answers, AnswerCell("A", august, "desk", "1", 4)], QUARTER)
    assert (over.by_procedure()["p"].number, over.by_content()) == (9, {"attitude": {"5": 9}})
    assert Figures(runs.cells, runs.answers, None).told == []
