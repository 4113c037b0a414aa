"""The forms as data: each is whole, sums are of known columns, an old window is reported as the form was then."""

from __future__ import annotations

from datetime import date
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.indicators.rules.declared import get_measure
from motcua.kernel.periods import Period
from motcua.kernel.refusals import Refused
from motcua.reports.enums import RowsBy
from motcua.reports.rules.filled import (
    NO_DATA,
    Filled,
    FilledRow,
    digest,
    filled_from,
    gaps_of,
    number_said,
    percent,
)
from motcua.reports.rules.forms.declared import FORMS, forms_on, get_form
from motcua.reports.rules.forms.definition import Column, ReportForm

DAY = date(2024, 12, 5)


def test_the_forms_of_the_circular_are_there() -> None:
    codes = [form.code for form in forms_on(DAY)]
    assert codes == sorted(codes)
    assert {code[:5] for code in codes} == {f"II.0{number}" for number in range(1, 9)}
    assert [form.code for form in FORMS if form.is_verified] == ["II.06a", "II.07b"]
    assert all(form.is_verified or "chưa đối chiếu" in form.note for form in FORMS)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.code)
def test_each_column_comes_from_something_declared(form: ReportForm) -> None:
    for column in form.columns:
        if column.measure:
            measure = get_measure(column.measure, DAY)
            assert measure.has_data
            assert not measure.is_share
    for share in form.shares:
        measure = get_measure(share.measure, DAY)
        part, whole = form.column(share.part), form.column(share.whole)
        assert set(measure.numerator) == set(get_measure(part.measure, DAY).numerator)
        assert set(measure.denominator) == set(get_measure(whole.measure, DAY).numerator)


def test_no_code_has_two_definitions_on_one_day() -> None:
    assert not [
        one.code
        for one, other in combinations(FORMS, 2)
        if one.code == other.code and one.in_force.overlaps(other.in_force)
    ]


def test_columns_of_the_known_forms() -> None:
    assert [column.number for column in get_form("II.06a", DAY).columns] == list(range(3, 14))
    assert [column.number for column in get_form("ii.07b", DAY).columns] == list(range(3, 15))
    assert [each.said for each in get_form("II.06a", DAY).identities] == [
        "(3) = (4) + (5) + (6)",
        "(7) = (8) + (9) + (10)",
        "(11) = (12) + (13)",
        "(3) = (7) + (11)",
    ]


@pytest.mark.parametrize(
    ("code", "on", "refusal"),
    [("II.99", DAY, "form-not-found"), ("II.06a", date(2019, 1, 1), "form-not-in-force")],
)
def test_a_form_that_is_not_there(code: str, on: date, refusal: str) -> None:
    with pytest.raises(Refused) as refused:
        get_form(code, on)
    assert refused.value.code == refusal


def test_a_changed_definition_does_not_change_an_old_report() -> None:
    old = get_form("II.06a", DAY)
    until, since = Period(old.in_force.start, date(2025, 1, 1)), Period(date(2025, 1, 1))
    among = [
        ReportForm(old.code, old.title, old.rows, old.columns, until),
        ReportForm(old.code, "Biểu mới", old.rows, old.columns[:4], since, version=2),
    ]
    assert get_form("II.06a", date(2024, 12, 31), among).version == 1
    assert get_form("II.06a", date(2025, 1, 1), among).version == 2


def test_what_cannot_be_a_form() -> None:
    with pytest.raises(ValueError, match="one place"):
        Column(3, "Tổng số", measure="received", missing="chưa có")
    with pytest.raises(ValueError, match="known ones"):
        ReportForm("X", "X", RowsBy.FIELD, (Column(3, "Tổng số", sums=(4,)),), Period(DAY))


def test_nothing_kept_is_not_nought() -> None:
    filled = Filled(get_form("II.01", DAY), ())
    assert set(filled.total.cells.values()) == {None}
    assert number_said(filled.total.cells[3]) == NO_DATA
    assert not filled.form.has_data


REPORT = {3: 2215, 4: 2205, 5: 2, 6: 8, 7: 2172, 8: 2155, 9: 17, 10: 0, 11: 43, 12: 43, 13: 0}


def test_the_rates_that_a_real_report_prints() -> None:
    filled = Filled(get_form("II.06a", DAY), (FilledRow("1", "Giáo dục", REPORT),))
    assert filled.gaps == ()
    assert [rate.said for rate in filled.rates] == ["98,1 %", "99,2 %", "0,8 %", "0 %"]


@pytest.mark.parametrize("number", sorted(REPORT))
def test_a_cell_that_does_not_fit_is_found(number: int) -> None:
    row = FilledRow("1", "Giáo dục", {**REPORT, number: REPORT[number] + 2})
    gaps = gaps_of(get_form("II.06a", DAY), [row])
    assert gaps
    assert all(number in (*gap.identity.wholes, *gap.identity.parts) for gap in gaps)
    assert {abs(gap.gap) for gap in gaps} == {2}


def test_a_gap_is_said() -> None:
    row = FilledRow("1", "Giáo dục", {**REPORT, 13: 1, 11: 44})
    (gap,) = gaps_of(get_form("II.06a", DAY), [row])
    assert gap.said == "Giáo dục: (3) = (7) + (11) lệch -1"


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [
        (45, 114, "39,5 %"),
        (69, 114, "60,5 %"),
        (1, 3, "33,3 %"),
        (1, 2, "50 %"),
        (1, 2000, "0,1 %"),
        (0, 3, "0 %"),
        (0, 0, "không phát sinh"),
        (3, 3, "100 %"),
    ],
)
def test_shares_are_rounded_once(part: int, whole: int, said: str) -> None:
    assert percent(part, whole) == said


@given(st.lists(st.integers(0, 10**6), min_size=7, max_size=7), st.lists(st.integers(0, 99), max_size=4))
def test_kept_and_read_again_it_is_the_same(numbers: list[int], more: list[int]) -> None:
    form = get_form("II.06a", DAY)
    rows = tuple(
        FilledRow(str(place), f"Lĩnh vực {place}", dict.fromkeys(range(3, 14), number))
        for place, number in enumerate([*numbers, *more])
    )
    filled = Filled(form, rows)
    again = filled_from(form, filled.as_dict())
    assert again == filled
    assert digest(again.as_dict()) == digest(filled.as_dict())
    changed = Filled(form, (*rows[1:], FilledRow("x", "Khác", dict.fromkeys(range(3, 14), 1))))
    assert digest(changed.as_dict()) != digest(filled.as_dict())
