"""Charts as shapes: whole steps on the scale, breaks where nothing is known, nothing drawn for nothing."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from motcua.web.charts import Series, columns, lines


def test_a_column_is_as_high_as_its_number() -> None:
    chart = columns(["a", "b", "c"], [Series("Hồ sơ", [0, 2, 4], ["0", "2", "4"])])
    assert [rect.title for rect in chart.rects] == ["b: 2", "c: 4"]
    assert [float(rect.height) for rect in chart.rects] == [90, 180]
    assert [label.words for label in chart.labels if label.anchor == "end"] == ["0", "1", "2", "3", "4"]


def test_a_line_breaks_where_nothing_is_known() -> None:
    values = [Decimal(50), None, Decimal(100), Decimal(75)]
    chart = lines("abcd", [Series("Tỷ lệ", values, ["50 %", "", "100 %", "75 %"])], unit="%")
    assert [len(line.path.split("M")) - 1 for line in chart.lines] == [2]
    assert [dot.title for dot in chart.dots] == ["a: 50 %", "c: 100 %", "d: 75 %"]
    assert chart.labels[-1].words == "100 %"


def test_a_chart_of_nothing_is_a_field() -> None:
    assert not lines("ab", [Series("x", [None, None], ["", ""])], unit="%").dots
    assert not columns([], []).rects


@given(st.lists(st.integers(0, 10**7), min_size=1, max_size=24))
def test_everything_stays_inside(numbers: list[int]) -> None:
    chart = columns([str(n) for n in numbers], [Series("x", numbers, [str(n) for n in numbers])])
    for rect in chart.rects:
        assert 0 <= float(rect.x) <= float(rect.x) + float(rect.width) <= float(chart.width)
        assert 0 <= float(rect.y) <= float(rect.y) + float(rect.height) <= float(chart.height)
    assert sum(1 for n in numbers if n) == len(chart.rects)


@pytest.mark.parametrize("title", ["Số hồ sơ", "<script>"])
def test_it_says_what_it_shows_and_carries_no_style(title: str) -> None:
    chart = columns(["a"], [Series("Một", [1], ["1"]), Series("Hai", [2], ["2"])])
    page = render_to_string(
        "components/chart.html", {"chart": chart, "title": title, "says": "Bảng ở dưới.", "id": "hinh"}
    )
    assert 'role="img" aria-labelledby="hinh-ten hinh-loi"' in page
    assert "<desc" in page
    assert "style=" not in page
    assert "<script>" not in page
    assert page.count("chart__key--") == 2
