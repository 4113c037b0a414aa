"""Business conditions: what follows on what, counts against the target, a workbook's cells."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from motcua.kernel.clock import VIETNAM
from motcua.kernel.refusals import Refused
from motcua.reviews.enums import ConditionKind, ConditionState
from motcua.reviews.rules.conditions.counting import Counted, Counts, counts_by_line, counts_of, target_on
from motcua.reviews.rules.conditions.sheet import ConditionRow, read_conditions
from motcua.reviews.rules.conditions.standing import Marked, require_mark, state_on, was_listed
from motcua.reviews.rules.conditions.wording import Wording, checked_wording

NEEDED, UNNECESSARY, PROPOSED, CUT, AMENDED = ConditionState
JUNE, JULY, AUGUST = date(2026, 6, 1), date(2026, 7, 1), date(2026, 8, 1)


def test_a_state_holds_from_its_day_on() -> None:
    marks = [Marked(UNNECESSARY, JUNE), Marked(CUT, AUGUST)]
    assert state_on(marks, date(2026, 5, 31)) is None
    assert state_on(marks, JUNE) is UNNECESSARY
    assert state_on(marks, AUGUST) is CUT


def test_of_marks_of_one_day_the_later_counts() -> None:
    assert state_on([Marked(UNNECESSARY, JUNE), Marked(NEEDED, JUNE)], JUNE) is NEEDED


def test_what_was_found_needed_is_no_longer_listed() -> None:
    marks = [Marked(UNNECESSARY, JUNE), Marked(NEEDED, AUGUST)]
    assert was_listed(marks, JULY)
    assert not was_listed(marks, AUGUST)


@pytest.mark.parametrize(
    ("before", "mark", "code"),
    [
        ([], Marked(PROPOSED, JUNE, reason="thừa"), "condition-state-wrong"),
        ([Marked(CUT, JUNE, "1/NĐ-CP")], Marked(NEEDED, JULY), "condition-state-wrong"),
        ([Marked(NEEDED, JULY)], Marked(UNNECESSARY, JUNE, reason="thừa"), "condition-day-wrong"),
        ([], Marked(UNNECESSARY, JUNE), "condition-reason-missing"),
        ([Marked(UNNECESSARY, JUNE)], Marked(CUT, JULY), "condition-decision-missing"),
        ([], Marked(CUT, JUNE, "1/NĐ-CP", JULY), "condition-decision-day-wrong"),
    ],
)
def test_a_mark_that_cannot_be(before: list[Marked], mark: Marked, code: str) -> None:
    with pytest.raises(Refused) as refused:
        require_mark(before, mark)
    assert refused.value.code == code


def counted(*marks: Marked, line: str = "Dạy thêm", until: date | None = None) -> Counted:
    return Counted(ConditionKind.PEOPLE, line, date(2025, 1, 1), until, marks)


def test_three_of_ten_listed_reach_the_target() -> None:
    listed = [counted(Marked(UNNECESSARY, JUNE)) for _ in range(7)]
    cut = [counted(Marked(UNNECESSARY, JUNE), Marked(CUT, JULY, "1/NĐ-CP"), until=JULY) for _ in range(3)]
    other = [counted(), counted(Marked(NEEDED, JUNE)), counted(Marked(CUT, JULY, "1/NĐ-CP"), until=JULY)]
    counts = counts_of([*listed, *cut, *other], on=AUGUST)
    assert (counts.known, counts.in_force, counts.listed, counts.cut) == (13, 9, 10, 3)
    assert (counts.unseen, counts.needed, counts.cut_unlisted) == (1, 1, 1)
    assert counts.percent == Decimal("30.00")
    target = target_on(AUGUST)
    assert target is not None
    assert counts.missing(target.percent) == 0
    before = counts_of([*listed, *cut, *other], on=JUNE)
    assert (before.cut, before.percent, before.missing(target.percent)) == (0, Decimal("0.00"), 3)


@pytest.mark.parametrize(
    ("listed", "cut", "missing"), [(1, 0, 1), (4, 1, 1), (10, 3, 0), (7, 2, 1), (0, 0, 0)]
)
def test_what_is_missing_is_rounded_up(listed: int, cut: int, missing: int) -> None:
    assert Counts(known=listed, listed=listed, cut=cut).missing(Decimal(30)) == missing


def test_there_was_no_target_before_it_was_set() -> None:
    assert target_on(date(2025, 3, 25)) is None


states = some.sampled_from(list(ConditionState))
days = some.dates(date(2026, 1, 1), date(2026, 12, 31))
conditions = some.builds(
    lambda marks, line: counted(*sorted(marks, key=lambda mark: mark.since), line=line),
    some.lists(some.builds(Marked, states, days), max_size=4),
    some.sampled_from(["A", "B"]),
)


@given(some.lists(conditions, max_size=12), days)
def test_lines_add_up_and_no_more_is_cut_than_listed(found: list[Counted], on: date) -> None:
    whole, lines = counts_of(found, on=on), counts_by_line(found, on=on)
    assert whole.cut <= whole.listed <= whole.known
    for name in ("known", "in_force", "listed", "cut", "unseen"):
        assert getattr(whole, name) == sum(getattr(each, name) for each in lines.values())


ROW = {
    "code": "DK-01",
    "text": "Có phòng học riêng",
    "line": "Dạy thêm",
    "kind": "địa điểm, cơ sở vật chất, thiết bị",
    "act_number": "29/2024/TT-BGDĐT",
    "since": datetime(2025, 2, 14, tzinfo=VIETNAM),
    "procedures": "1.000001; 1.000002",
}
LETTERS = {
    "code": "A",
    "kind": "D",
    "procedures": "E",
    "since": "I",
    "state": "K",
    "marked_since": "L",
    "until": "J",
}


def read(*rows: dict[str, object]):  # type: ignore[no-untyped-def]
    given_rows = [ConditionRow(place, row) for place, row in enumerate(rows, start=4)]
    return read_conditions(given_rows, letters=LETTERS, known_procedures={"1.000001", "1.000002"})


def test_a_row_is_read() -> None:
    state = {"state": "Không cần thiết", "marked_since": "01/06/2026", "reason": "Đã có hậu kiểm"}
    sheet = read({**ROW, **state})
    [entry] = sheet.entries
    assert not sheet.problems
    assert entry.wording.kind is ConditionKind.PREMISES
    assert entry.wording.since == date(2025, 2, 14)
    assert entry.wording.procedures == ("1.000001", "1.000002")
    assert entry.mark == Marked(UNNECESSARY, JUNE, reason="Đã có hậu kiểm")


@pytest.mark.parametrize(
    ("change", "cell"),
    [
        ({"code": ""}, "A4"),
        ({"kind": "vớ vẩn"}, "D4"),
        ({"procedures": "9.999999"}, "E4"),
        ({"since": "31/02/2026"}, "I4"),
        ({"until": "01/01/2020"}, "J4"),
        ({"state": "xong"}, "K4"),
        ({"state": "Cần giữ"}, "L4"),
    ],
)
def test_a_wrong_cell_is_named(change: dict[str, object], cell: str) -> None:
    sheet = read({**ROW, **change})
    assert [problem.cell for problem in sheet.problems] == [cell]
    assert not sheet.entries


def test_a_code_stands_once() -> None:
    assert [problem.cell for problem in read(ROW, ROW).problems] == ["A5"]


def test_a_wording_ends_after_it_begins() -> None:
    with pytest.raises(Refused) as refused:
        checked_wording(Wording("a", "b", ConditionKind.OTHER, "1/TT", JULY, until=JULY))
    assert refused.value.code == "condition-period-wrong"
