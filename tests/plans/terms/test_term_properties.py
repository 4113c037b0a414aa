"""What holds of every term."""

from __future__ import annotations

import unicodedata
from datetime import date, timedelta

from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel.periods import Period
from motcua.plans.enums import TermKind
from motcua.plans.rules.terms import find_terms, occurrences, read_term, says

DAYS = st.dates(date(2018, 1, 1), date(2035, 12, 31))
_PARTS = (
    "trước|ngày|tháng|quý|năm|2025|15/6|31/4|3, 6, 9|I|II|hàng|định kỳ|đến|hết|từ|6 tháng|cuối|đầu|lần|/|"
    "thường xuyên|chậm nhất|30 ngày|làm việc|kể từ|sau khi|khi có|theo|tuần 2|học kỳ|-|;|\n- |báo cáo|10/12|"
    "năm học 2025-2026|hoặc|,|99/99/2025"
)
PARTS = st.sampled_from(_PARTS.split("|"))
WORDS = st.lists(PARTS, max_size=9).map(" ".join)


@given(st.one_of(st.text(max_size=60), WORDS), st.none() | st.integers(2018, 2035))
def test_reading_never_fails_and_is_consistent(text: str, year: int | None) -> None:
    term = read_term(text, year=year, issued_on=date(2025, 3, 7))
    for each in (term, *term.also):
        assert not (each.kind is not TermKind.UNREAD and each.is_year_assumed and year is None)
        if each.period is not None and each.due_on is not None:
            assert each.period.contains(each.due_on)
        if each.recurrence:
            assert rrulestr(each.recurrence) is not None
            within = Period(date(2025, 1, 1), date(2026, 1, 1))
            assert all(start <= due for _, start, due in occurrences(each, within=within))
        if each.kind in (TermKind.BEFORE_DAY, TermKind.BY_DAY, TermKind.ON_DAY):
            assert each.due_on is not None
    assert says(term)
    assert term.as_dict()["text"] == term.text


@given(st.one_of(st.text(max_size=80), WORDS), st.none() | st.integers(2018, 2035))
def test_terms_in_a_sentence_lie_where_they_say(text: str, year: int | None) -> None:
    text = unicodedata.normalize("NFC", text)
    for term, start, end in find_terms(text, year=year, issued_on=None):
        assert 0 <= start < end <= len(text)
        assert term.kind is not TermKind.UNREAD


@given(
    DAYS,
    st.sampled_from(["{d}/{m}/{y}", "{d:02}/{m:02}/{y}", "ngày {d} tháng {m} năm {y}", "{d:02}-{m:02}-{y}"]),
)
def test_days_round_trip(day: date, form: str) -> None:
    written = form.format(d=day.day, m=day.month, y=day.year)
    assert read_term(written, year=None, issued_on=None).due_on == day
    assert read_term(f"chậm nhất {written}", year=None, issued_on=None).due_on == day
    assert read_term(f"Trước {written}", year=None, issued_on=None).due_on == day - timedelta(days=1)


@given(DAYS, DAYS)
def test_ranges_round_trip(one: date, other: date) -> None:
    first, last = sorted((one, other))
    term = read_term(f"từ ngày {first:%d/%m/%Y} đến ngày {last:%d/%m/%Y}", year=None, issued_on=None)
    assert term.period == Period(first, last + timedelta(days=1))
