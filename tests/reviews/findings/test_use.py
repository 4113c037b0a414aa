"""How procedures are used: no dossiers, missing papers, waiting, time, fees, doors."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from tests.reviews.findings.known import known

from motcua.deadlines.enums import LimitUnit
from motcua.reviews.rules.findings import use
from motcua.reviews.rules.findings.use import Missing, Offered, Stays, Taken, Use

ON = date(2026, 9, 17)
ONE = known("1.000001")
KNOWN = {ONE.procedure_id: ONE}
HOUR = timedelta(hours=1)


def idle(since: date, last: date | None, **changes: object) -> bool:
    one = known("1.000001", since=since)
    asked: dict[str, object] = {"competent": None, "recorded_since": date(2020, 1, 1), **changes}
    found = use.without_dossiers([one], {one.procedure_id: Use(last)}, years=Decimal(3), on=ON, **asked)  # type: ignore[arg-type]
    return bool(found)


@pytest.mark.parametrize(
    ("since", "last", "is_idle"),
    [
        (date(2020, 1, 1), None, True),
        (date(2023, 9, 17), None, True),
        (date(2023, 9, 18), None, False),  # in force for less than three years
        (date(2020, 1, 1), date(2023, 9, 16), True),
        (date(2020, 1, 1), date(2023, 9, 17), False),
        (date(2020, 1, 1), date(2026, 9, 1), False),
    ],
)
def test_no_dossier_for_three_years(since: date, last: date | None, is_idle: bool) -> None:
    assert idle(since, last) is is_idle


@pytest.mark.parametrize("recorded", [None, date(2023, 9, 18)])
def test_a_young_record_proves_nothing(recorded: date | None) -> None:
    assert not idle(date(2020, 1, 1), None, recorded_since=recorded)


def test_only_within_the_bodies_power() -> None:
    assert idle(date(2020, 1, 1), None, competent={"1.000001"})
    assert not idle(date(2020, 1, 1), None, competent={"1.000002"})


def test_a_leap_day_three_years_ago() -> None:
    assert use.years_before(date(2028, 2, 29), 3) == date(2025, 2, 28)
    assert use.years_before(date(2028, 2, 29), 4) == date(2024, 2, 29)


@pytest.mark.parametrize(
    ("count", "dossiers", "is_found"),
    [(5, 30, True), (5, 34, False), (4, 10, False), (5, 33, True), (30, 100, True)],
)
def test_papers_often_missing(count: int, dossiers: int, is_found: bool) -> None:
    papers = [
        Missing(ONE.procedure_id, "Giấy khai sinh", count, dossiers),
        Missing("elsewhere", "Ảnh", 50, 50),
    ]
    found = use.often_missing(KNOWN, papers, least=Decimal(5), share=Decimal("0.15"))
    assert bool(found) is is_found


def test_the_paper_most_often_missing_comes_first() -> None:
    papers = [Missing(ONE.procedure_id, name, count, 40) for name, count in (("Ảnh", 8), ("Đơn", 20))]
    [finding] = use.often_missing(KNOWN, papers, least=Decimal(5), share=Decimal("0.15"))
    assert [row.cells for row in finding.rows] == [("Đơn", "20", "40", "50 %"), ("Ảnh", "8", "40", "20 %")]
    assert finding.measure == 28


def waits(count: int, late: int, half: timedelta, untouched: timedelta) -> bool:
    stay = Stays(ONE.procedure_id, "Thẩm định", count, late, half, untouched)
    return bool(
        use.waiting_steps(
            KNOWN, [stay], least=Decimal(20), late_share=Decimal("0.2"), untouched_share=Decimal("0.5")
        )
    )


@pytest.mark.parametrize(
    ("count", "late", "half", "untouched", "is_found"),
    [
        (20, 4, HOUR, 0 * HOUR, True),
        (20, 3, HOUR, 0 * HOUR, False),
        (19, 19, HOUR, HOUR, False),
        (20, 0, 16 * HOUR, 8 * HOUR, True),
        (20, 0, 17 * HOUR, 8 * HOUR, False),
        (20, 0, 8 * HOUR, 7 * HOUR, False),  # less than a working day is nobody's waiting
    ],
)
def test_where_dossiers_wait(
    count: int, late: int, half: timedelta, untouched: timedelta, is_found: bool
) -> None:
    assert waits(count, late, half, untouched) is is_found


@pytest.mark.parametrize(
    ("unit", "amount", "worked", "passed", "used"),
    [
        (LimitUnit.WORKING_DAY, 10, 40 * HOUR, 999 * HOUR, "0.5"),
        (LimitUnit.HOUR, 8, 2 * HOUR, 999 * HOUR, "0.25"),
        (LimitUnit.CALENDAR_DAY, 10, 999 * HOUR, 24 * HOUR, "0.1"),
        (LimitUnit.MONTH, 1, 999 * HOUR, 30 * 24 * HOUR, "1"),
        (LimitUnit.SAME_DAY, 1, HOUR, HOUR, None),
        (LimitUnit.NONE, 0, HOUR, HOUR, None),
        (LimitUnit.WORKING_DAY, 0, HOUR, HOUR, None),
    ],
)
def test_how_much_of_a_limit_is_used(
    unit: LimitUnit, amount: int, worked: timedelta, passed: timedelta, used: str | None
) -> None:
    share = use.share_used(Taken("", Decimal(amount), unit, 10, worked, passed))
    assert share == (Decimal(used) if used else None)


@pytest.mark.parametrize(("count", "hours", "is_found"), [(10, 48, True), (10, 49, False), (9, 8, False)])
def test_limits_far_above_what_is_needed(count: int, hours: int, is_found: bool) -> None:
    taken = Taken(ONE.procedure_id, Decimal(10), LimitUnit.WORKING_DAY, count, hours * HOUR, hours * HOUR)
    found = use.limits_too_long(KNOWN, [taken], least=Decimal(10), share=Decimal("0.6"))
    assert bool(found) is is_found
    if found:
        assert found[0].rows[0].cells == ("10 ngày làm việc", "10", "6 ngày làm việc", "60 %")


@pytest.mark.parametrize(
    ("owed", "paid", "is_found"), [(10, 2, True), (10, 3, False), (9, 0, False), (10, 0, True)]
)
def test_fees_that_few_pay(owed: int, paid: int, is_found: bool) -> None:
    uses = {ONE.procedure_id: Use(fee_owed=owed, fee_paid=paid, paid_vnd=1_500_000)}
    found = use.few_fees(KNOWN, uses, dossiers=Decimal(10), share=Decimal("0.2"))
    assert bool(found) is is_found
    if found:
        assert "1.500.000 đ" in found[0].says


PARTIAL = Offered("partial", "Phải đối chiếu bản chính", True, "Nộp hồ sơ trên cổng.")


@pytest.mark.parametrize(
    ("used", "offer", "is_found"),
    [
        (Use(count=10, online=5), PARTIAL, True),
        (Use(count=10, online=4), PARTIAL, False),
        (Use(count=9, online=9), PARTIAL, False),
        (Use(count=10, online=5), Offered("full", "", True, ""), False),
        (Use(count=10, online=5), Offered("", "", True, ""), True),
        (Use(count=10, online=5), Offered("", "", False, ""), False),
        (Use(count=10, online=5), Offered("partial", "x", True, "Đoàn thẩm định đến xem trường."), False),
        (
            Use(count=10, online=5),
            Offered("partial", "x", True, "Sở kiểm tra thực tế cơ sở vật chất."),
            False,
        ),
    ],
)
def test_what_could_be_wholly_online(used: Use, offer: Offered, is_found: bool) -> None:
    found = use.online_candidates(
        KNOWN,
        {ONE.procedure_id: used},
        {ONE.procedure_id: offer},
        dossiers=Decimal(10),
        share=Decimal("0.5"),
    )
    assert bool(found) is is_found


def test_long_texts_end_at_a_word() -> None:
    assert use.shortened("ngắn") == "ngắn"
    assert use.shortened("một hai ba bốn", 9) == "một hai…"


@pytest.mark.parametrize(
    ("time", "words"),
    [
        (HOUR, "1 giờ làm việc"),
        (1.5 * HOUR, "1,5 giờ làm việc"),
        (8 * HOUR, "1 ngày làm việc"),
        (20 * HOUR, "2,5 ngày làm việc"),
    ],
)
def test_working_time_in_words(time: timedelta, words: str) -> None:
    assert use.working(time) == words
