"""Windows: cut at the edges of the calendar without a day lost or counted twice, and read from words."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.indicators.enums import Cut
from motcua.indicators.rules.windows import in_words, pieces, read_window
from motcua.kernel.periods import Period
from motcua.kernel.refusals import Refused

days = st.dates(date(2018, 1, 1), date(2030, 12, 31))


@given(days, st.integers(1, 900), st.sampled_from(list(Cut)))
def test_pieces_make_the_window_whole(start: date, length: int, cut: Cut) -> None:
    window = Period(start, start + timedelta(days=length))
    found = pieces(window, cut)
    assert (found[0].start, found[-1].end) == (window.start, window.end)
    for one, other in pairwise(found):
        assert one.end == other.start
        assert other.start.day == 1
    assert all(in_words(piece) for piece in found)


@pytest.mark.parametrize(
    ("said", "start", "end", "words"),
    [
        ("2026", date(2026, 1, 1), date(2027, 1, 1), "năm 2026"),
        ("2026-q3", date(2026, 7, 1), date(2026, 10, 1), "quý III/2026"),
        ("2026-12", date(2026, 12, 1), date(2027, 1, 1), "tháng 12/2026"),
    ],
)
def test_words_and_windows(said: str, start: date, end: date, words: str) -> None:
    assert read_window(said) == Period(start, end)
    assert in_words(Period(start, end)) == words


def test_a_free_window_is_called_by_its_days() -> None:
    assert in_words(Period(date(2023, 11, 15), date(2024, 12, 6))) == "15/11/2023 – 05/12/2024"
    assert in_words(Period(date(2026, 2, 1), date(2026, 5, 1))) == "01/02/2026 – 30/04/2026"


@pytest.mark.parametrize("said", ["", "2026-13", "2026-Q5", "1999", "tháng 9", "2026-00"])
def test_what_is_no_window_is_refused(said: str) -> None:
    with pytest.raises(Refused, match="chưa đúng"):
        read_window(said)
