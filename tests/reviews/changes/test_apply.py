"""What changes do to a procedure: each kind by hand, and what holds of any of them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reviews.changes.made_up import LICENCE, LIKE_ANOTHER, procedures_with_changes

from motcua.deadlines.enums import LimitUnit
from motcua.kernel.refusals import Refused
from motcua.reviews.enums import Burden, CutKind
from motcua.reviews.rules.changes.applying import apply, plain, says
from motcua.reviews.rules.changes.effects import Change, Shared, shared_with
from motcua.reviews.rules.changes.facts import Part, ProcedureFacts, Totals, working_days
from motcua.reviews.rules.changes.kinds import KINDS, is_within_power, weight_of
from motcua.reviews.rules.changes.writing import read_aim, read_change, write_change


def after(*changes: str, facts: ProcedureFacts = LICENCE) -> Totals:
    return apply(facts, [read_change(change) for change in changes]).after


def saved(*changes: str) -> int:
    """Whole đồng saved of one performance."""
    found = apply(LICENCE, [read_change(change) for change in changes])
    difference = found.before.cost - found.after.cost
    assert difference.denominator == 1
    return int(difference)


def test_every_kind_is_in_the_table() -> None:
    assert list(KINDS) == list(CutKind)
    for kind, row in KINDS.items():
        assert 1 <= row.difficulty <= 5
        assert row.why.endswith("."), kind
        assert row.basis


def test_nothing_changed_weighs_the_same() -> None:
    found = apply(LICENCE, [])
    assert found.before == found.after
    assert (found.before.days, found.before.trips) == (Fraction(20), Fraction(2))
    assert (found.before.papers, found.before.conditions) == (3, 2)
    assert found.before.cost == 960_000
    assert found.before.year == 96_000_000


@pytest.mark.parametrize(
    ("change", "vnd"),
    [
        ("drop_paper:2", 85_000),  # an hour, and certifying it
        ("replace_paper:2", 85_000),
        ("accept_copy:2", 35_000),  # certifying only
        ("accept_copy:1", 0),  # it is not certified
        ("go_online", 260_000),  # both ways
        ("delegate=50", 130_000),
        ("merge:1.000002", 0),  # each dossier costs what it did, as over the portfolio
        ("merge:1.000002=100", 320_000),  # everybody lodges both: the shared paper, submitting, both ways
        ("merge:1.000002=25", 80_000),
        ("to_ex_post", 280_000),  # the inspection, and nothing to fetch
        ("drop_fee:1", 105_000),  # and the work of paying
        ("drop_condition:1", 200_000),
        ("shorten_limit=5", 0),
        ("extend_validity=2", 0),
    ],
)
def test_what_each_saves_in_money(change: str, vnd: int) -> None:
    assert saved(change) == vnd


def test_days() -> None:
    assert after("shorten_limit=5").days == 15
    assert after("shorten_step:2=2,5").days == Fraction("17.5")
    assert after("shorten_step:1=15", "shorten_step:2=15").days == 0  # never below nothing
    assert after("merge:1.000002").days == 12  # 20 and 8 side by side take 20 instead of 28
    assert after("to_ex_post").days == 0


def test_papers_conditions_trips() -> None:
    assert after("drop_paper:1", "replace_paper:2").papers == 1
    assert after("accept_copy:2").papers == 3
    assert after("merge:1.000002").papers == 2
    assert after("drop_condition:2").conditions == 1
    assert after("merge:1.000002").conditions == 2
    assert after("go_online").trips == 0
    assert [after(f"merge:1.000002{share}").trips for share in ("", "=99", "=100")] == [2, 2, 0]
    assert after("to_ex_post").trips == 1


def test_a_condition_that_both_set_is_met_once() -> None:
    def merged(*changes: str) -> Totals:
        return apply(LIKE_ANOTHER, [read_change(change) for change in changes]).after

    before = apply(LIKE_ANOTHER, []).before
    assert (before.papers, before.conditions) == (3, 2)
    found = merged("merge:1.000003")
    assert (found.papers, found.conditions, found.cost) == (2, 1, before.cost)
    assert merged("merge:1.000003", "drop_condition:1").conditions == 1  # it falls once
    everybody = merged("merge:1.000003=100")  # the shared paper, submitting, both ways, meeting the condition
    assert before.cost - everybody.cost == 520_000
    shared = shared_with(read_change("merge:1.000003"), LIKE_ANOTHER)
    assert [part.name for part in shared.papers] == ["Quyết định thành lập"]
    assert [part.name for part in shared.conditions] == ["Có phòng học"]
    assert shared_with(read_change("go_online"), LIKE_ANOTHER) == Shared()


def test_of_two_that_take_from_one_line_the_greater_counts() -> None:
    assert saved("go_online", "delegate=50") == saved("go_online")
    assert saved("drop_paper:3", "merge:1.000002=100") == saved("merge:1.000002=100")
    assert saved("drop_paper:3", "merge:1.000002") == saved("drop_paper:3")


def test_validity_makes_it_rarer() -> None:
    found = after("extend_validity=4", "go_online")
    assert found.cost == 700_000
    assert found.year == 700_000 * 25


def test_a_fee_alone_takes_the_line_of_paying_only_where_it_is_the_only_fee() -> None:
    two = replace(LICENCE, fees=(*LICENCE.fees, Part("2", "Phí thẩm định")))
    assert after("drop_fee:1", facts=two).cost == 960_000


def test_each_says_what_it_gives_alone_and_who_may() -> None:
    found = apply(LICENCE, [read_change("drop_paper:2"), read_change("shorten_limit=2,5")])
    paper, limit = found.told
    assert paper.says == "Bỏ giấy tờ: Bản sao giấy khai sinh"
    assert limit.says == "Rút thời hạn giải quyết (bớt 2,5 ngày làm việc)"
    assert (paper.alone.papers, limit.alone.papers) == (2, 3)
    assert (paper.is_within_power, limit.is_within_power) == (False, True)
    assert paper.weight > weight_of(CutKind.DROP_PAPER, is_central=False)
    assert is_within_power(CutKind.DROP_PAPER, is_central=False)
    assert says(read_change("merge:1.000002"), LICENCE) == "Gộp với thủ tục khác: 1.000002 Cho phép thành lập"
    shared = says(read_change("merge:1.000002=40"), LICENCE)
    assert shared == "Gộp với thủ tục khác: 1.000002 Cho phép thành lập (40 % hồ sơ nộp cả hai)"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        (["drop_paper:2", "replace_paper:2"], "changes-clash"),
        (["replace_paper:2", "accept_copy:2"], "changes-clash"),
        (["drop_paper:2", "drop_paper:2"], "changes-clash"),
        (["shorten_limit=2", "shorten_limit=3"], "changes-clash"),
        (["shorten_limit=2", "shorten_step:1=1"], "changes-clash"),
        (["to_ex_post", "shorten_limit=2"], "changes-clash"),
        (["to_ex_post", "shorten_step:1=2"], "changes-clash"),
        (["drop_paper:4"], "change-target-not-found"),
        (["drop_paper"], "change-target-not-found"),
        (["go_online:1"], "change-target-not-found"),
        (["merge:9.999999"], "change-target-not-found"),
        (["merge:1.000002=0"], "change-amount-wrong"),
        (["merge:1.000002=101"], "change-amount-wrong"),
        (["merge:1.000002", "merge:1.000002=50"], "changes-clash"),
        (["shorten_limit"], "change-amount-missing"),
        (["shorten_limit=0"], "change-amount-wrong"),
        (["shorten_limit=21"], "change-amount-wrong"),
        (["extend_validity=1"], "change-amount-wrong"),
        (["delegate=101"], "change-amount-wrong"),
        (["go_online=3"], "change-needs-no-amount"),
        (["abolish"], "change-unknown"),
        (["DROP PAPER"], "change-unreadable"),
        (["shorten_limit=ba"], "number-unreadable"),
    ],
)
def test_refused(changes: list[str], code: str) -> None:
    with pytest.raises(Refused) as refused:
        after(*changes)
    assert refused.value.code == code


def test_two_papers_dropped_and_replaced_do_not_clash() -> None:
    assert after("drop_paper:1", "replace_paper:2", "accept_copy:3").papers == 1


def test_an_unknown_limit_cannot_be_shortened() -> None:
    unknown = ProcedureFacts("1.000003")
    with pytest.raises(Refused, match="chưa có thời hạn") as refused:
        after("shorten_limit=1", facts=unknown)
    assert refused.value.code == "change-limit-unknown"
    assert after("to_ex_post", facts=unknown).days is None
    assert after("to_ex_post", facts=unknown).of(Burden.TIME) == 0


def test_a_target_is_read() -> None:
    assert read_aim("time=30") == (Burden.TIME, Fraction(3, 10))
    assert read_aim("cost=33,5%") == (Burden.COST, Fraction(67, 200))
    for wrong in ("time", "speed=3", "time=0", "time=101", "=3"):
        with pytest.raises(Refused) as refused:
            read_aim(wrong)
        assert refused.value.code == "target-unreadable"


def test_limits_in_working_days() -> None:
    assert working_days(Decimal(7), LimitUnit.CALENDAR_DAY) == 5
    assert working_days(Decimal("0.5"), LimitUnit.MONTH) == 11
    assert working_days(Decimal(4), LimitUnit.HOUR) == Fraction(1, 2)
    assert working_days(None, LimitUnit.IMMEDIATE) == 0
    assert working_days(Decimal(3), LimitUnit.NONE) is None
    assert working_days(None, LimitUnit.WORKING_DAY) is None
    assert working_days(Decimal(3), None) is None


def test_numbers_as_people_write_them() -> None:
    assert [plain(Fraction(number)) for number in ("3", "2.5", "1/3", "0")] == ["3", "2,5", "0,33", "0"]


@given(procedures_with_changes())
def test_a_change_never_adds_a_burden(case: tuple[ProcedureFacts, list[Change]]) -> None:
    facts, changes = case
    found = apply(facts, changes)
    for burden in Burden:
        assert 0 <= found.after.of(burden) <= found.before.of(burden)
        for told in found.told:
            assert found.after.of(burden) <= told.alone.of(burden) <= found.before.of(burden)


@given(procedures_with_changes(), st.randoms(use_true_random=False))
def test_order_means_nothing(case: tuple[ProcedureFacts, list[Change]], random: object) -> None:
    facts, changes = case
    mixed = list(changes)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert apply(facts, mixed) == apply(facts, changes)


@settings(max_examples=50)
@given(procedures_with_changes())
def test_more_changes_save_at_least_as_much(case: tuple[ProcedureFacts, list[Change]]) -> None:
    facts, changes = case
    for fewer in range(len(changes)):
        less, more = apply(facts, changes[:fewer]).after, apply(facts, changes[: fewer + 1]).after
        assert all(more.of(burden) <= less.of(burden) for burden in Burden)


@given(procedures_with_changes())
def test_words_say_the_same_change(case: tuple[ProcedureFacts, list[Change]]) -> None:
    for change in case[1]:
        if change.amount is None or change.amount.denominator == 1:
            assert read_change(write_change(change)) == change
