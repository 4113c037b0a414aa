"""What a change saved, counted from dossiers: cases worked out by hand, and what holds of all of them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.reviews.enums import Block, Confidence, CostOrigin, CostPart
from motcua.reviews.enums.measured import MeasuredQuantity, NotMeasured
from motcua.reviews.rules.cost.evidence import Observed
from motcua.reviews.rules.cost.kept import KeptLine, Value
from motcua.reviews.rules.measured.figures import Figure, as_plain, figures_of, from_plain
from motcua.reviews.rules.measured.lines import Sheet, is_shown, lines_as_done, shown_share
from motcua.reviews.rules.measured.saving import MeasuredSaving, Side, spans_of
from motcua.reviews.rules.measured.together import PlannedAndMeasured, together
from motcua.reviews.rules.rounds.savings import Saved

INCOME = Decimal(40_000)
SHOWN, NORM, ASKED = CostOrigin.DOSSIERS, CostOrigin.NORM, CostOrigin.CATALOGUE


def line(
    key: str,
    *,
    times: str = "1",
    hours: str = "0",
    other: str = "0",
    fee: str = "0",
    by: CostOrigin = SHOWN,
    block: Block = Block.SUBMIT,
    name: str = "",
    income: Decimal = INCOME,
) -> KeptLine:
    amounts = {CostPart.HOURS: hours, CostPart.OTHER: other, CostPart.FEE: fee}
    values = [Value(CostPart.TIMES, Decimal(times), by, "đếm", Confidence.HIGH)]
    values += [
        Value(part, Decimal(said), NORM, "định mức", Confidence.LOW)
        for part, said in amounts.items()
        if Decimal(said)
    ]
    return KeptLine(key, block, name or key, income, tuple(values))


def whole(*numbers: Decimal | None) -> tuple[int, ...]:
    return tuple(int(one) for one in numbers if one is not None and one == int(one))


def cost(lines: list[KeptLine]) -> dict[str, Fraction]:
    return {one.key: one.cost for one in lines}


def done(drafted: list[KeptLine], sheet: Sheet, **seen: object) -> list[KeptLine]:
    return lines_as_done(drafted, sheet, observed=Observed(**seen), hourly_income_vnd=INCOME)  # type: ignore[arg-type]  # facts by name


# Rates by the sheet, how often by dossiers.


def test_dossiers_say_how_often_and_the_sheet_what_one_time_takes() -> None:
    drafted = [
        line("submit:travel", times="0.6", hours="2", other="40000"),
        line("submit:online", times="0.4", hours="0.3"),
        line(
            "paper:1:copy_paper", times="1", hours="0.1", by=ASKED, block=Block.PREPARE, name="Sao chụp: Bằng"
        ),
    ]
    sheet = Sheet(
        (
            line("submit:travel", times="1", hours="3", other="50000", by=NORM),
            line("submit:post", times="0.5", hours="1", by=NORM),
            line("paper:1:copy_paper", times="2", hours="0.25", by=ASKED, block=Block.PREPARE),
            line("inspect:serve", times="1", hours="8", by=NORM, block=Block.INSPECT),
        )
    )
    found = cost(done(drafted, sheet, dossiers=50))
    assert found == {
        "paper:1:copy_paper": 20_000,  # 2 × 0,25 giờ × 40.000: dossiers do not show this paper
        "submit:travel": 102_000,  # 0,6 × (3 × 40.000 + 50.000)
        "submit:online": 4_800,  # 0,4 × 0,3 × 40.000: seen, though the sheet had none
        "inspect:serve": 320_000,  # dossiers cannot show it
    }


def test_every_hour_is_worth_the_same_on_both_sides() -> None:
    sheet = Sheet((line("submit:travel", hours="2", income=Decimal(90_000)),))
    [found] = done([line("submit:travel", times="0.5", hours="1", income=Decimal(70_000))], sheet)
    assert found.cost == Fraction(40_000)


def test_what_people_took_out_of_the_sheet_stays_out_unless_dossiers_show_it() -> None:
    drafted = [
        line("paper:1:write_report", hours="8", by=ASKED, block=Block.PREPARE),
        line("paper:2:copy_paper", times="0.5", hours="1", block=Block.PREPARE),
    ]
    own = Sheet((line("submit:direct", hours="1"),), is_own=True)
    assert set(cost(done(drafted, own))) == {"paper:2:copy_paper"}
    other = Sheet((line("submit:direct", hours="1"),), is_own=False)
    assert set(cost(done(drafted, other))) == {"paper:1:write_report", "paper:2:copy_paper"}


def test_papers_of_another_version_are_the_same_by_their_names() -> None:
    sheet = Sheet(
        (
            line("paper:7:copy_paper", hours="0.5", by=ASKED, block=Block.PREPARE, name="Sao chụp: Căn cước"),
            line("paper:8:copy_paper", hours="0.5", by=ASKED, block=Block.PREPARE, name="Sao chụp: Văn bằng"),
        ),
        is_own=False,
    )
    drafted = [
        line("paper:21:copy_paper", times="0.25", hours="9", block=Block.PREPARE, name="sao chụp: căn cước")
    ]
    found = done(drafted, sheet)
    assert cost(found) == {"paper:21:copy_paper": 5_000}  # 0,25 × 0,5 × 40.000; the second is asked no more
    assert found[0].block is Block.PREPARE


def test_a_block_that_people_wrote_themselves_stays_as_they_wrote_it() -> None:
    written = line("own:file:1", times="2", hours="1", name="Đi nộp hồ sơ", by=CostOrigin.FILE)
    drafted = [line("submit:travel", hours="2"), line("receive:direct", hours="0.5", block=Block.RECEIVE)]
    found = done(drafted, Sheet((written,), is_own=False))
    assert cost(found) == {"own:file:1": 80_000, "receive:direct": 20_000}
    beside = Sheet((written, line("submit:travel", hours="1")))
    assert set(cost(done(drafted[:1], beside))) == {"own:file:1", "submit:travel"}


def test_fees_are_what_was_really_paid() -> None:
    drafted = [
        line("fee:le phi", fee="100000", by=ASKED, block=Block.PAY),
        line("fee:phi", fee="50000", by=ASKED, block=Block.PAY),
    ]
    found = cost(done(drafted, Sheet(), settled=8, paid_vnd=1_000_000))
    assert found == {"fee:collected": 125_000}
    few = cost(done(drafted, Sheet(), settled=4, paid_vnd=1_000_000))
    assert few == {"fee:le phi": 100_000, "fee:phi": 50_000}


def test_what_a_sheet_once_took_from_dossiers_is_not_shown_by_these() -> None:
    sheet = Sheet((line("own:1", hours="1", by=SHOWN), line("submit:travel", hours="1", by=NORM)))
    found = done([line("submit:travel", hours="1")], sheet)
    assert {one.key: is_shown(one) for one in found} == {"submit:travel": True, "own:1": False}
    assert shown_share(found) == Fraction(1, 2)
    assert shown_share([]) == 1


# What is saved.


def side(dossiers: int, once: str, *, days: int = 365, shown: bool = True, **more: object) -> Side:
    by = SHOWN if shown else NORM
    lines = [line("submit:direct", hours="0", other=once, by=by)]
    return Side(Observed(dossiers=dossiers, subjects=dossiers, days=days), lines, **more)  # type: ignore[arg-type]  # facts by name


def test_the_known_answer() -> None:
    found = MeasuredSaving(side(3_228, "1024000"), side(3_228, "231000"))
    assert found.once_vnd == (1_024_000, 231_000)
    assert found.year_vnd == (3_305_472_000, 745_668_000)
    assert found.saving_vnd == 2_559_804_000
    assert found.percent == Decimal("77.44")
    assert found.confidence is Confidence.HIGH


def test_more_dossiers_are_no_cost_of_the_procedure() -> None:
    found = MeasuredSaving(side(100, "1000"), side(400, "600"))
    assert found.year_vnd == (400_000, 240_000)
    assert found.percent == Decimal("40.00")


def test_a_short_record_takes_the_number_of_the_full_year() -> None:
    found = MeasuredSaving(side(120, "1000"), side(40, "750", days=73))
    assert whole(*found.performances) == (120, 120)
    assert found.saving_vnd == 30_000
    longer = MeasuredSaving(side(20, "1000", days=73), side(40, "750", days=146))
    assert whole(*longer.performances) == (100, 100)  # 40 in 146 days
    assert longer.confidence is Confidence.LOW  # less than half a year


def test_a_change_about_how_often_counts_each_side_with_its_own_number() -> None:
    found = MeasuredSaving(side(100, "1000"), side(50, "1000"), counts_own=True)
    assert (found.saving_vnd, found.percent) == (50_000, Decimal("50.00"))


def test_after_a_repeal_nothing_is_left_to_pay() -> None:
    found = MeasuredSaving(side(30, "2000"), Side(Observed(), None, is_repealed=True))
    assert found.missing is None
    assert (found.year_vnd, found.percent) == ((60_000, 0), Decimal("100.00"))
    assert found.confidence is Confidence.HIGH


@pytest.mark.parametrize(
    ("before", "after", "why"),
    [
        (side(4, "1000"), side(50, "600"), NotMeasured.FEW_BEFORE),
        (side(5, "1000"), side(4, "600"), NotMeasured.FEW_AFTER),
        (side(5, "1000"), Side(Observed(dossiers=5), None), NotMeasured.NO_RATES),
        (side(5, "1000"), side(5, "600"), None),
    ],
)
def test_too_few_dossiers_give_a_reason_and_no_number(
    before: Side, after: Side, why: NotMeasured | None
) -> None:
    found = MeasuredSaving(before, after)
    assert found.missing is why
    for number in (found.once_vnd, found.year_vnd, found.saving_vnd, found.percent):
        assert (number is None) == (why is not None)
    year = figures_of(found)[-1]
    assert (year.before is None) == (why is not None)
    assert (why is None) or (why.label in figures_of(found)[-2].how)


@pytest.mark.parametrize(
    ("dossiers", "shown", "sure"),
    [
        (30, True, Confidence.HIGH),
        (29, True, Confidence.MEDIUM),
        (4, True, Confidence.LOW),
        (30, False, Confidence.LOW),
    ],
)
def test_how_sure_a_side_is(dossiers: int, shown: bool, sure: Confidence) -> None:
    assert side(dossiers, "1000", shown=shown).confidence is sure


@given(
    before=st.integers(5, 500),
    after=st.integers(5, 500),
    first=st.integers(0, 10**7),
    second=st.integers(0, 10**7),
)
def test_saving_is_before_less_after(before: int, after: int, first: int, second: int) -> None:
    found = MeasuredSaving(side(before, str(first)), side(after, str(second)))
    assert found.year_vnd is not None
    assert found.saving_vnd == found.year_vnd[0] - found.year_vnd[1] == after * (first - second)
    assert (found.percent is None) == (first == 0)


# Which dossiers.


def test_a_year_before_and_at_most_the_last_year_since() -> None:
    day = date(2026, 3, 1)
    young = spans_of(day, on=date(2026, 5, 31))
    assert (young.before_from, young.before_until) == (date(2025, 3, 1), day)
    assert (young.after_from, young.after_until) == (day, date(2026, 6, 1))
    old = spans_of(day, on=date(2028, 5, 31))
    assert (old.after_from, old.after_until) == (date(2027, 6, 2), date(2028, 6, 1))


def test_neither_side_reaches_into_other_rules() -> None:
    day = date(2026, 3, 1)
    found = spans_of(day, on=date(2026, 12, 31), before_since=date(2025, 9, 1), after_ends=date(2026, 10, 1))
    assert (found.before_from, found.after_from, found.after_until) == (
        date(2025, 9, 1),
        day,
        date(2026, 10, 1),
    )


# The numbers with how they were measured.


def test_every_number_says_how_and_from_how_many() -> None:
    seen = {
        "dossiers": 20,
        "subjects": 18,
        "doors": {"direct": 15, "online": 5},
        "supplements": 5,
        "papers": {"don": 16, "can cuoc": 8},
        "with_papers": 16,
        "settled": 4,
        "paid_vnd": 100,
    }
    lines = [
        line("submit:travel", times="0.75", hours="2"),
        line("receive:travel", times="0.5", hours="2", block=Block.RECEIVE),
    ]
    before = Side(Observed(**seen), lines, Decimal("6.5"), "bảng chi phí")  # type: ignore[arg-type]  # facts by name
    after = side(40, "1000", waited_days=Decimal(2))
    found = {one.quantity: one for one in figures_of(MeasuredSaving(before, after))}
    assert list(found) == list(MeasuredQuantity)
    assert whole(found[MeasuredQuantity.DOSSIERS].before, found[MeasuredQuantity.DOSSIERS].after) == (20, 40)
    assert (found[MeasuredQuantity.WAITED].before, found[MeasuredQuantity.WAITED].less) == (
        Decimal("6.5"),
        Decimal("4.5"),
    )
    assert found[MeasuredQuantity.WAITED].percent == Decimal("69.23")
    assert found[MeasuredQuantity.VISITS].before == Decimal("1.25")
    assert found[MeasuredQuantity.ONLINE].before == Decimal("25.00")
    assert found[MeasuredQuantity.PAPERS].before == Decimal("1.50")
    assert found[MeasuredQuantity.SUPPLEMENTS].before == Decimal("0.25")
    assert found[MeasuredQuantity.FEES].before is None  # four have paid: too few
    assert found[MeasuredQuantity.COST].before == 100_000  # 1,25 lượt × 2 giờ × 40.000
    assert found[MeasuredQuantity.YEAR].before == 4_000_000
    assert found[MeasuredQuantity.YEAR].confidence is Confidence.MEDIUM
    assert all(one.how for one in found.values())
    assert from_plain(as_plain(found.values())) == tuple(found.values())


def test_a_figure_of_nothing_has_no_share() -> None:
    figure = Figure(MeasuredQuantity.FEES, Decimal(0), Decimal(0), 9, 9, Confidence.LOW, "đếm")
    assert whole(figure.less) == (0,)
    assert figure.percent is None


def test_planned_and_measured_stand_side_by_side() -> None:
    nothing = Saved(None, None)
    planned, measured = Saved(Decimal(100), Decimal(40)), Saved(Decimal(90), Decimal(70))
    found = together(
        [
            PlannedAndMeasured(planned, measured),
            PlannedAndMeasured(planned, nothing),
            PlannedAndMeasured(nothing, measured),
            PlannedAndMeasured(nothing, nothing),
        ]
    )
    assert (found.proposals, found.with_plan, found.with_measure, found.with_both) == (4, 2, 2, 1)
    assert whole(found.planned.less, found.measured.less) == (120, 40)
    assert whole(found.planned_of_both.less, found.measured_of_both.less) == (60, 20)
    assert together([]).measured.less is None
