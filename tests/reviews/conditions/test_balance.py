"""Rules on doing business counted by kind: how many were cut or made simpler, what they cost before and now."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from motcua.kernel.refusals import Refused
from motcua.reviews.enums import ConditionKind, ConditionState, RuleKind
from motcua.reviews.rules.conditions.balance import (
    Balance,
    Ruled,
    Said,
    balances,
    target_of_rules,
    together,
)
from motcua.reviews.rules.conditions.procedures import ProcedureRule, balance_of_procedures, heirs_of
from motcua.reviews.rules.conditions.sheet import HEADINGS, ConditionRow, read_conditions
from motcua.reviews.rules.conditions.standing import Marked
from motcua.reviews.rules.conditions.wording import Wording, checked_wording

SINCE, ON = date(2026, 1, 1), date(2026, 12, 31)
EVE, MAY, OLD = date(2025, 12, 31), date(2026, 5, 1), date(2020, 1, 1)
CONDITION, REPORT = RuleKind.CONDITION, RuleKind.REPORT
CUT, AMENDED = ConditionState.CUT, ConditionState.AMENDED


def counted(*rules: Ruled) -> dict[RuleKind, Balance]:
    return dict(balances(rules, since=SINCE, eve=EVE, on=ON))


def stays(cost: int | None = None, kind: RuleKind = CONDITION) -> Ruled:
    return Ruled((Said(OLD, None, kind, cost),))


def is_cut(cost: int | None = None, kind: RuleKind = CONDITION) -> Ruled:
    return Ruled((Said(OLD, MAY, kind, cost),), (Marked(CUT, MAY, "1/QĐ"),))


def is_amended(before: int | None, after: int | None) -> Ruled:
    said = (Said(OLD, MAY, REPORT, before), Said(MAY, None, REPORT, after))
    return Ruled(said, (Marked(AMENDED, MAY, "1/QĐ"),))


def test_cut_and_simpler_rules_of_those_there_were() -> None:
    ended, new = Ruled((Said(OLD, MAY, REPORT),)), Ruled((Said(MAY, None, REPORT),))
    found = counted(stays(100), is_cut(50), is_amended(40, 10), stays(60, REPORT), ended, new)
    conditions, reports = found[CONDITION], found[REPORT]
    assert conditions == Balance(
        before=2, reviewed=1, proposed=1, cut=1, now=1, cost_before_vnd=150, cost_now_vnd=100
    )
    assert (reports.before, reports.simplified, reports.ended, reports.added, reports.now) == (3, 1, 1, 1, 3)
    assert (reports.cost_before_vnd, reports.cost_now_vnd, reports.uncosted) == (100, 70, 1)
    whole = together(found.values())
    assert (whole.percent, whole.cost_percent) == (Decimal("40.00"), Decimal("32.00"))
    assert whole.is_enough(Decimal(40))
    assert not whole.is_enough(Decimal("40.01"))
    assert whole.is_cost_enough(Decimal(32))


def test_of_nothing_there_is_no_share() -> None:
    assert (Balance().percent, Balance().cost_percent) == (None, None)
    assert not Balance().is_enough(Decimal(0))


def test_what_was_cut_before_the_year_counts_no_more() -> None:
    before = Ruled((Said(OLD, date(2025, 6, 1), CONDITION),), (Marked(CUT, date(2025, 6, 1), "1/QĐ"),))
    assert counted(before) == {}


def test_a_cost_that_is_known_on_one_day_only_saves_nothing() -> None:
    found = counted(is_amended(None, 10), is_amended(10, None))[REPORT]
    assert (found.cost_before_vnd, found.cost_now_vnd, found.uncosted) == (0, 0, 2)


def test_a_cost_that_grew_is_told() -> None:
    assert counted(is_amended(10, 15))[REPORT].cost_percent == Decimal("-50.00")


RULE = some.sampled_from(["stays", "cut", "amended"])


@given(some.lists(some.tuples(RULE, some.integers(0, 10**12)), max_size=12), some.integers(0, 10**12))
def test_cutting_one_more_rule_never_makes_the_whole_dearer(rules: list[tuple[str, int]], cost: int) -> None:
    made = [
        stays(vnd) if what == "stays" else is_cut(vnd) if what == "cut" else is_amended(vnd, vnd // 2)
        for what, vnd in rules
    ]
    kept = together(counted(*made, stays(cost)).values())
    cut = together(counted(*made, is_cut(cost)).values())
    assert cut.cost_now_vnd <= kept.cost_now_vnd
    assert cut.cost_before_vnd == kept.cost_before_vnd
    for whole in (kept, cut):
        assert whole.now == whole.before - whole.cut - whole.ended + whole.added


def test_a_fifth_is_wanted_since_the_programme() -> None:
    target = target_of_rules(date(2025, 3, 1))
    assert target is not None
    assert target.percent == 20
    assert target_of_rules(date(2026, 6, 1)) is target
    assert target_of_rules(target.in_force.start - timedelta(days=1)) is None


SAID = Wording("Nộp báo cáo năm", "Dạy thêm", ConditionKind.PEOPLE, "1/TT", OLD, rule_kind=REPORT)


def test_only_conditions_are_parted_by_what_they_ask() -> None:
    assert checked_wording(SAID).kind is ConditionKind.OTHER


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"rule_kind": RuleKind.PROCEDURE}, "rule-is-procedure"),
        ({"cost_per_year_vnd": -1, "cost_source": "phiếu"}, "condition-cost-wrong"),
        ({"cost_per_year_vnd": 1, "cost_source": " "}, "condition-cost-source-missing"),
    ],
)
def test_what_a_rule_cannot_say(change: dict[str, object], code: str) -> None:
    with pytest.raises(Refused) as refused:
        checked_wording(replace(SAID, **change))  # type: ignore[arg-type]  # by name
    assert refused.value.code == code


LETTERS = {name: chr(ord("A") + place) for place, name in enumerate(HEADINGS)}
CELLS = {
    "code": "BC-01",
    "text": "Báo cáo năm",
    "line": "Dạy thêm",
    "act_number": "1/TT",
    "since": OLD,
    "rule_kind": "Chế độ báo cáo",
    "cost_per_year_vnd": "12.500.000",
    "cost_source": "Phiếu tính",
}


def test_a_workbook_says_kind_and_cost() -> None:
    sheet = read_conditions([ConditionRow(5, CELLS)], letters=LETTERS, known_procedures=())
    assert sheet.problems == ()
    [entry] = sheet.entries
    assert (entry.wording.rule_kind, entry.wording.cost_per_year_vnd) == (REPORT, 12_500_000)
    assert entry.unsaid == frozenset()
    older = {name: letter for name, letter in LETTERS.items() if name in CELLS and name not in ("rule_kind",)}
    rows = [ConditionRow(5, {**CELLS, "kind": "Khác"})]
    assert read_conditions(rows, letters=older, known_procedures=()).entries[0].unsaid == {"rule_kind"}


@pytest.mark.parametrize(
    ("change", "cell"),
    [
        ({"cost_per_year_vnd": -5}, "Q5"),
        ({"cost_per_year_vnd": 1.5}, "Q5"),
        ({"cost_per_year_vnd": "chừng 3 triệu"}, "Q5"),
        ({"cost_per_year_vnd": "12.50"}, "Q5"),
        ({"cost_source": ""}, "R5"),
        ({"rule_kind": "Thủ tục hành chính"}, "P5"),
        ({"rule_kind": ""}, "D5"),  # then it is a condition, and says nothing of what it asks for
    ],
)
def test_a_wrong_cell_of_a_rule_is_named(change: dict[str, object], cell: str) -> None:
    sheet = read_conditions([ConditionRow(5, {**CELLS, **change})], letters=LETTERS, known_procedures=())
    assert [problem.cell for problem in sheet.problems] == [cell]


def procedure(code: str, *, was: bool = True, now: bool = True, **said: object) -> ProcedureRule:
    return ProcedureRule(code, was, now, **said)  # type: ignore[arg-type]  # by name


def test_what_ended_is_cut_and_what_took_its_place_is_not() -> None:
    rules = [
        procedure("A", now=False),
        procedure("B", now=False, cost_before_vnd=70, cost_now_vnd=0),
        procedure("B2", was=False, cost_before_vnd=50, cost_now_vnd=50),
        procedure("C", is_lighter=True),
        procedure("D", was=False),
    ]
    found = balance_of_procedures(rules, {"B": "B2"})
    assert (found.before, found.cut, found.simplified, found.added, found.now) == (3, 1, 1, 1, 3)
    assert (found.cost_before_vnd, found.cost_now_vnd, found.uncosted) == (70, 50, 2)


def test_of_several_that_became_one_all_but_one_are_cut() -> None:
    rules = [procedure("A", now=False), procedure("B", now=False), procedure("C", is_lighter=True)]
    found = balance_of_procedures(rules, {"A": "C", "B": "C"})
    assert (found.before, found.cut, found.simplified, found.now) == (3, 2, 0, 1)


def test_who_took_a_place_is_found_through_steps() -> None:
    led = {"A": ["B"], "B": ["C", "D"], "X": ["Y"], "L": ["L"]}
    assert heirs_of(["A", "X", "L"], led, {"C", "D"}) == {"A": "C"}


@given(some.dictionaries(some.sampled_from("ABCDEF"), some.tuples(some.booleans(), some.booleans())))
def test_procedures_add_up(said: dict[str, tuple[bool, bool]]) -> None:
    rules = [procedure(code, was=was, now=now) for code, (was, now) in said.items()]
    now = {one.code for one in rules if one.now}
    heirs = heirs_of([one.code for one in rules if not one.now], {"A": "B", "B": "C", "D": "C"}, now)
    found = balance_of_procedures(rules, heirs)
    assert found.before == sum(one.was for one in rules)
    assert found.now == found.before - found.cut + found.added == len(now)
