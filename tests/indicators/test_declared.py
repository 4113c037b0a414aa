"""What is declared holds together: codes once, everything countable has its SQL, words for people."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.documents.reading.blocks import Place
from motcua.indicators.enums import Dimension, Source, Tally
from motcua.indicators.queries.facts import FACTS
from motcua.indicators.rules.declared import MEASURES, get_measure, measures_on, overlapping
from motcua.indicators.rules.measures import (
    DIMENSIONS,
    RECEIVED,
    SOURCE_OF,
    Figure,
    Measure,
    Measured,
    T,
    gaps,
    in_words,
)
from motcua.kernel.periods import Period
from motcua.kernel.refusals import Refused
from motcua.plans.enums import Commitment, Direction, ItemSource
from motcua.plans.rules.reading.found import FoundTarget
from motcua.plans.rules.targets import Measured as Known
from motcua.plans.rules.targets import suggest_indicators


def test_one_definition_at_a_time_with_a_basis() -> None:
    assert overlapping() == []
    for measure in MEASURES:
        assert measure.basis
        assert measure.code.isidentifier()
        assert len(measure.code) <= 60  # as plans keep it


def test_every_tally_has_its_condition_and_every_dimension_its_key() -> None:
    assert set(SOURCE_OF) == set(Tally)
    for source in Source:
        facts = FACTS[source]
        assert set(facts.tallies) == {tally for tally, of in SOURCE_OF.items() if of is source}
        assert all(facts.key(dimension) for dimension in DIMENSIONS[source])


def test_a_measure_is_counted_of_one_source_or_says_what_is_missing() -> None:
    with pytest.raises(ValueError, match="either counted"):
        Measure("a", "A", "b")
    with pytest.raises(ValueError, match="either counted"):
        Measure("a", "A", "b", (T.PAID,), missing="Chưa có")
    with pytest.raises(ValueError, match="one source"):
        Measure("a", "A", "b", (T.PAID,), (T.RATED,))


def test_a_changed_definition_does_not_reach_back() -> None:
    turn = date(2026, 7, 1)
    old = Measure("x", "Cũ", "A", (T.RATED_CONTENT,), (T.RATED,), in_force=Period(date(2018, 1, 1), turn))
    new = Measure("x", "Mới", "B", (T.RATED_CONTENT,), (T.RATED,), in_force=Period(turn))
    assert overlapping((old, new)) == []
    assert get_measure("x", date(2026, 6, 30), (old, new)) is old
    assert get_measure("x", turn, (old, new)) is new
    assert measures_on(turn, (old, new)) == [new]
    assert overlapping((old, Measure("x", "Khác", "C", (T.PAID,)))) == ["x"]
    with pytest.raises(Refused, match="không còn định nghĩa"):
        get_measure("x", date(2017, 1, 1), (old, new))


@given(st.integers(0, 10_000), st.integers(1, 10_000))
def test_a_share_is_exact_and_rounded_for_people(numerator: int, denominator: int) -> None:
    figure = Figure(numerator, denominator)
    assert figure.exact == Fraction(100 * numerator, denominator)
    assert figure.value is not None
    assert figure.exact is not None
    assert abs(Fraction(figure.value) - figure.exact) <= Fraction(1, 200)


@pytest.mark.parametrize(
    ("numerator", "denominator", "words"),
    [
        (2172, 2215, "98,06 %"),
        (2155, 2172, "99,22 %"),
        (17, 2172, "0,78 %"),
        (1, 2, "50 %"),
        (1, 1000, "0,1 %"),
        (0, 5, "0 %"),
        (5, 0, "không phát sinh"),
        (2215, None, "2.215 %"),
        (0, None, "0 %"),
    ],
)
def test_words_of_a_figure(numerator: int, denominator: int | None, words: str) -> None:
    assert in_words(Figure(numerator, denominator), "%") == words


def test_no_data_is_no_zero() -> None:
    awaited = get_measure("synchronised_rate", date(2026, 9, 17))
    assert awaited.missing
    assert Measured(awaited, None).says == "chưa có dữ liệu"
    assert Measured(awaited, None).value is None
    assert awaited.dimensions == ()


def test_a_gap_is_told() -> None:
    assert gaps({**dict.fromkeys(Tally, 0), RECEIVED[0]: 2}) == {"received = resolved + pending": 2}


def test_shares_are_in_percent_and_numbers_in_what_is_counted() -> None:
    on = date(2026, 9, 17)
    assert get_measure("on_time_rate", on).unit == "%"
    assert get_measure("resolved", on).unit == "hồ sơ"
    assert Dimension.CHANNEL in get_measure("resolved", on).dimensions
    assert Figure(3, None).value == Decimal(3)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("hồ sơ thủ tục hành chính được giải quyết đúng hạn", "on_time_rate"),
        ("hồ sơ trả trước hạn", "early_rate"),
        ("mức độ hài lòng của người dân, doanh nghiệp", "satisfaction_rate"),
        ("hồ sơ trực tuyến trên tổng số hồ sơ tiếp nhận", "online_rate"),
        ("hồ sơ được thực hiện trực tuyến toàn trình", "full_online_rate"),
        ("thanh toán trực tuyến trên tổng số giao dịch thanh toán", "online_payment_rate"),
        ("số hóa hồ sơ, kết quả giải quyết TTHC còn hiệu lực", "digitised_rate"),
        ("cấp kết quả điện tử", "electronic_result_rate"),
        ("khai thác, tái sử dụng thông tin số hóa", "reuse_rate"),
        ("thực hiện xin lỗi đối với hồ sơ trễ hạn", "apology_rate"),
        ("nhiệm vụ được giao hoàn thành đúng tiến độ", "duties_in_time_rate"),
        ("kiểm tra các đơn vị trực thuộc", "inspected_units_rate"),
        ("phản ánh, kiến nghị được xử lý đúng hạn", "feedback_in_time_rate"),
        (
            "phản ánh, kiến nghị được tiếp nhận, xử lý, công khai kết quả trả lời trên Cổng Dịch vụ công quốc gia",
            "feedback_published_rate",
        ),
        ("PAKN được tiếp nhận, xử lý và công khai kết quả trả lời", "feedback_published_rate"),
        ("công khai kết quả trả lời phản ánh của người dân, doanh nghiệp", "feedback_published_rate"),
        ("người dân hài lòng với câu trả lời phản ánh, kiến nghị", "feedback_content_rate"),
        ("TTHC có nghĩa vụ tài chính được thanh toán trực tuyến", "fee_payable_online_rate"),
        ("giảm ít nhất 30% thời gian giải quyết thủ tục hành chính", "time_cut_rate"),
        ("cắt giảm ít nhất 30% chi phí tuân thủ thủ tục hành chính", "cost_cut_rate"),
        (
            "cắt giảm ít nhất 20% chi phí tuân thủ quy định liên quan đến hoạt động kinh doanh",
            "business_rules_cost_cut_rate",
        ),
        ("bãi bỏ ít nhất 30% điều kiện kinh doanh không cần thiết", "conditions_cut_rate"),
        ("100% thủ tục hành chính nội bộ được rà soát, cắt giảm, sửa đổi", "reviewed_rate"),
        (
            "100% phương án đơn giản hóa thủ tục hành chính nội bộ được duyệt được thực thi",
            "internal_simplification_executed_rate",
        ),
        ("cắt giảm, đơn giản hóa ít nhất 20% thủ tục hành chính nội bộ", "internal_simplified_rate"),
    ],
)
def test_what_plans_usually_want_suggests_its_measure(words: str, code: str) -> None:
    target = FoundTarget(
        Decimal(90), "%", Direction.AT_LEAST, Commitment.MUST, words, words, ItemSource.TEXT, Place()
    )
    known = [Known(each.code, each.name, each.synonyms) for each in MEASURES if each.name]
    assert suggest_indicators(target, known)[0].code == code
