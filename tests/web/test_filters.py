"""How days, money, numbers, limits and lengths of time are written."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from django.template import engines
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from motcua.deadlines.enums import LimitUnit
from motcua.kernel.periods import Period
from motcua.web.templatetags import motcua as filters


def test_days_and_instants_are_those_of_vietnam() -> None:
    late = datetime(2026, 9, 8, 17, 30, tzinfo=UTC)  # half past midnight on the ninth in Vietnam
    assert filters.day(date(2026, 9, 9)) == filters.day(late) == "09/09/2026"
    assert filters.moment(late) == "00:30 09/09/2026"
    assert filters.weekday(late) == "thứ Tư"
    assert filters.day(None) == filters.moment(None) == filters.weekday(None) == ""
    with translation.override("en"):
        assert (filters.weekday(late), filters.day(late)) == ("Wednesday", "09/09/2026")


def test_money_numbers_and_shares() -> None:
    assert filters.money(1_024_000) == "1.024.000\xa0đ"
    assert filters.money(0) == "0\xa0đ"
    assert filters.money(None) == ""
    assert filters.number(1024) == "1.024"
    assert filters.number(Decimal("1024.50")) == "1.024,50"
    assert filters.percent(0.981) == "98,1\xa0%"
    assert filters.percent(0.98049) == "98,0\xa0%"
    assert filters.percent(1, 0) == "100\xa0%"
    assert filters.percent(None) == ""


@pytest.mark.parametrize(
    ("unit", "amount", "words", "unsure", "shown"),
    [
        (LimitUnit.WORKING_DAY, Decimal("5.00"), "5 ngày", False, "05\xa0ngày làm việc"),
        (LimitUnit.WORKING_DAY, Decimal("1.50"), "", False, "1,5\xa0ngày làm việc"),
        (LimitUnit.MONTH, Decimal(12), "", False, "12\xa0tháng"),
        (LimitUnit.SAME_DAY, None, "", False, "Trong ngày"),
        (LimitUnit.CALENDAR_DAY, Decimal(7), "7 ngày: Sở 3, xã 4", True, "7 ngày: Sở 3, xã 4"),
        (None, None, "theo kế hoạch", True, "theo kế hoạch"),
        ("", None, "", False, ""),
    ],
)
def test_limits_read_as_official_papers_write_them(
    unit: Any, amount: Any, words: str, unsure: bool, shown: str
) -> None:
    method = SimpleNamespace(
        limit_unit=unit, limit_amount=amount, limit_text=words, limit_needs_person=unsure
    )
    assert filters.limit(method) == shown


def test_lengths_of_time_and_periods() -> None:
    assert filters.duration(timedelta(days=2, hours=3, minutes=5)) == "2 ngày 3 giờ 5 phút"
    assert filters.duration(timedelta(seconds=20)) == "0 phút"
    closed = Period(date(2025, 7, 1), date(2026, 7, 1))
    assert filters.period(closed) == "từ 01/07/2025 đến hết 30/06/2026"
    assert filters.period(Period(date(2025, 7, 1))) == "từ 01/07/2025"
    assert filters.period(None) == ""


@given(st.text(max_size=80), st.text(max_size=80))
def test_marked_words_lose_nothing_and_let_no_markup_in(before: str, after: str) -> None:
    import html
    import re

    marked = filters.words_changed(before, after)
    for text, tag, side in ((before, "del", "before"), (after, "ins", "after")):
        assert html.unescape(re.sub(rf"</?{tag}>", "", marked[side])) == text
        assert not re.search(r"<(?!/?(?:del|ins)>)", marked[side])
    if before == after:
        assert "<" not in marked["before"]


def test_icon_is_silent_beside_words_and_speaks_when_named() -> None:
    template = engines["django"].from_string('{% icon "search" %}{% icon "search" label %}')
    silent, named = template.render({"label": "Tìm <b>"}).split("</svg>")[:2]
    assert 'aria-hidden="true"' in silent
    assert 'aria-label="Tìm &lt;b&gt;"' in named
    with pytest.raises(KeyError):
        filters.icon("khong-co")


def test_notice_shows_its_kind_title_and_body() -> None:
    template = engines["django"].from_string(
        '{% notice "error" title="Sai" %}<p>{{ what }}</p>{% endnotice %}'
    )
    shown = template.render({"what": "<i>"})
    assert "notice--problem" in shown
    assert 'role="alert"' in shown
    assert "<p>&lt;i&gt;</p>" in shown
