"""What is asked, codes of tickets, doubtful patterns, what is shown: without a database."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.feedback.enums.ratings import Pattern, RatingWay
from motcua.feedback.rules.ratings.codes import LENGTH, bare_code, is_code, new_code, spoken
from motcua.feedback.rules.ratings.contents import FORMS, check_answers, form_of, form_on, mean_points
from motcua.feedback.rules.ratings.patterns import MANY, Circumstances, patterns_of
from motcua.feedback.rules.ratings.showing import SMALLEST, hidden_rows, without_identity
from motcua.kernel.clock import VIETNAM
from motcua.kernel.refusals import Refused

NOON = datetime(2026, 9, 17, 12, 0, tzinfo=VIETNAM)


def seen(**changes: object) -> Circumstances:
    quiet = {"at": NOON, "way": RatingWay.LINK, "delivered_at": NOON - timedelta(days=1)}
    return Circumstances(**{**quiet, **changes})  # type: ignore[arg-type]  # fields by name


def test_the_nine_contents_are_numbered_and_answers_have_points_of_the_decree() -> None:
    form = form_on(date(2026, 9, 17))
    assert [content.number for content in form.contents] == list(range(1, 10))
    for content in form.contents:
        assert {choice.points for choice in content.choices if choice.points is not None} == {0, 1, 2}
        assert len({choice.code for choice in content.choices}) == len(content.choices)
    assert len({content.code for content in form.contents}) == 9


def test_questionnaires_follow_one_another() -> None:
    for one, after in pairwise(FORMS):
        assert one.in_force.end == after.in_force.start
    with pytest.raises(Refused) as refused:
        form_on(date(2018, 6, 20))
    assert refused.value.code == "rating-form-missing"
    assert form_of("") is None


def test_contents_left_out_are_no_answer() -> None:
    form = FORMS[0]
    assert check_answers(form, 5, {"attitude": "4", "desk": ""}) == {"attitude": "4"}
    assert check_answers(form, 1, {}) == {}


@pytest.mark.parametrize(
    ("score", "answers", "code"),
    [
        (0, {}, "bad-score"),
        (6, {}, "bad-score"),
        (5, {"attitude": "6"}, "bad-answer"),
        (5, {"officer": "5"}, "bad-answer"),
    ],
)
def test_what_is_not_asked_is_no_answer(score: int, answers: dict[str, str], code: str) -> None:
    with pytest.raises(Refused) as refused:
        check_answers(FORMS[0], score, answers)
    assert refused.value.code == code


def test_points_are_the_mean_of_what_can_be_judged() -> None:
    content = FORMS[0].find("total_time")
    assert content is not None
    assert mean_points(content, {"sooner": 1, "as_told": 1, "unknown": 7}) == Decimal("1.50")
    assert mean_points(content, {"unknown": 7}) is None


@given(st.integers(0, LENGTH - 1), st.integers(1, 9))
def test_a_slip_of_one_figure_is_noticed(place: int, more: int) -> None:
    code = new_code()
    assert is_code(code)
    wrong = code[:place] + str((int(code[place]) + more) % 10) + code[place + 1 :]
    assert not is_code(wrong)
    assert bare_code(spoken(code)) == code


@pytest.mark.parametrize("text", ["", "12345678", "1234567890", "12345678a", "１２３４５６７８９"])
def test_what_is_no_code(text: str) -> None:
    assert not is_code(text)


def test_an_ordinary_rating_shows_no_pattern() -> None:
    assert patterns_of(seen(shown_at=NOON - timedelta(seconds=40))) == frozenset()
    assert patterns_of(seen(way=RatingWay.KIOSK, delivered_at=NOON - timedelta(seconds=20))) == frozenset()


@pytest.mark.parametrize(
    ("changes", "pattern"),
    [
        ({"others_today": MANY - 1}, Pattern.MANY_FROM_PLACE),
        ({"is_desk_network": True}, Pattern.DESK_NETWORK),
        ({"shown_at": NOON - timedelta(seconds=4)}, Pattern.TOO_FAST),
        ({"last_before": NOON - timedelta(seconds=44)}, Pattern.ONE_AFTER_ANOTHER),
        ({"at": NOON.replace(hour=2), "delivered_at": NOON - timedelta(days=2)}, Pattern.AT_NIGHT),
        ({"way": RatingWay.KIOSK, "is_working_time": False}, Pattern.OUT_OF_HOURS),
        ({"delivered_at": NOON - timedelta(seconds=59)}, Pattern.JUST_AFTER_DELIVERY),
        (
            {"way": RatingWay.KIOSK, "delivered_at": NOON - timedelta(seconds=14)},
            Pattern.JUST_AFTER_DELIVERY,
        ),
        ({"way": RatingWay.KIOSK, "last_before": NOON - timedelta(seconds=11)}, Pattern.ONE_AFTER_ANOTHER),
    ],
)
def test_each_pattern_by_itself(changes: dict[str, Any], pattern: Pattern) -> None:
    assert patterns_of(seen(**changes)) == {pattern}


@pytest.mark.parametrize(
    "changes",
    [
        {"others_today": MANY - 2},
        {"shown_at": NOON - timedelta(seconds=5)},
        {"last_before": NOON - timedelta(seconds=45)},
        {"at": NOON.replace(hour=5), "delivered_at": NOON - timedelta(days=2)},
        {"delivered_at": NOON - timedelta(seconds=60)},
        {"delivered_at": NOON - timedelta(seconds=1), "fetched_by_applicant": True},
        {"way": RatingWay.KIOSK, "others_today": 50, "is_desk_network": True},
        {"is_working_time": False},
    ],
)
def test_what_is_no_pattern(changes: dict[str, Any]) -> None:
    assert patterns_of(seen(**changes)) == frozenset()


@given(st.dictionaries(st.integers(0, 8), st.integers(0, 30), max_size=9))
def test_no_small_row_is_shown_nor_told_by_the_sum(counts: dict[int, int]) -> None:
    out = hidden_rows(counts)
    shown = {key: number for key, number in counts.items() if key not in out}
    assert all(number == 0 or number >= SMALLEST for number in shown.values())
    if out and any(shown.values()):
        assert len(out) >= 2
        assert sum(counts[key] for key in out) >= SMALLEST
    if not any(0 < number < SMALLEST for number in counts.values()):
        assert not out


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("Gọi tôi số 0912 345 678 nhé", "Gọi tôi số […] nhé"),
        ("Hồ sơ H24.17-260917-0042 bị trễ", "Hồ sơ […] bị trễ"),
        ("Viết cho toi@example.vn", "Viết cho […]"),
        ("Chị Trần Thị Mẫu rất nhiệt tình", "Chị […] rất nhiệt tình"),
        ("cán bộ Nguyễn Văn A chậm", "cán bộ […] chậm"),
        ("Các anh chị rất nhiệt tình", "Các anh chị rất nhiệt tình"),
        ("Chờ 2 ngày, 3 lần", "Chờ 2 ngày, 3 lần"),
    ],
)
def test_words_are_shown_without_what_tells_who(said: str, shown: str) -> None:
    assert without_identity(said) == shown
