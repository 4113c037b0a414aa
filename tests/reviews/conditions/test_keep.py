"""Entering business conditions, wording them anew, marking them, taking a workbook."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.cast import Bodies
from tests.publishing import Publish

from motcua.accounts.models import Person
from motcua.kernel.models import JournalEntry
from motcua.kernel.refusals import Refused
from motcua.reviews.actions.condition_sheets import Taken, keep_conditions
from motcua.reviews.actions.conditions import enter_condition, mark_condition, reword_condition
from motcua.reviews.enums import ConditionKind, ConditionState
from motcua.reviews.files.condition_workbook import COLUMNS, read_condition_workbook
from motcua.reviews.models import BusinessCondition
from motcua.reviews.queries.conditions import counts, cut_and_count
from motcua.reviews.queries.conditions.listing import conditions_visible_to
from motcua.reviews.rules.conditions.sheet import ConditionEntry
from motcua.reviews.rules.conditions.standing import Marked
from motcua.reviews.rules.conditions.wording import Wording

pytestmark = pytest.mark.django_db
SAID = Wording(
    text="Giáo viên phải có chứng chỉ do cơ sở tự tổ chức thi",
    line="Dạy thêm ngoài nhà trường",
    kind=ConditionKind.PEOPLE,
    act_number="29/2024/TT-BGDĐT",
    since=date(2025, 2, 14),
    article="Điều 6",
)
Enter = Callable[..., BusinessCondition]


@pytest.fixture
def enter(bodies: Bodies, handling_officer: Person, moment: datetime) -> Enter:
    def make(code: str = "DK-01", wording: Wording = SAID, **changes: Any) -> BusinessCondition:
        facts = {"agency_id": bodies.exam_division.pk, "by": handling_officer, "at": moment, **changes}
        return enter_condition(code=code, wording=wording, **facts)

    return make


def mark(row: BusinessCondition, state: ConditionState, by: Person, at: datetime, **said: Any) -> None:
    text = said.pop("text", "")
    given = Marked(state, said.pop("since", at.date()), **said)
    mark_condition(condition_id=row.pk, mark=given, text=text, by=by, at=at)


def test_a_condition_is_entered(enter: Enter, publish: Publish, moment: datetime) -> None:
    publish("1.000001")
    row = enter(wording=replace(SAID, procedures=("1.000001",)))
    [wording] = row.wordings.all()
    assert [one.code for one in wording.procedures.all()] == ["1.000001"]
    assert counts(row.agency_id, moment.date()).unseen == 1
    assert JournalEntry.objects.filter(subject_id=str(row.pk), kind="ConditionEntered").count() == 1


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"wording": replace(SAID, text=" ")}, "condition-text-missing"),
        ({"wording": replace(SAID, procedures=("9.999999",))}, "procedure-not-found"),
        ({"code": "DK-00"}, "condition-code-taken"),
    ],
)
def test_what_cannot_be_entered_leaves_no_trace(enter: Enter, change: dict[str, Any], code: str) -> None:
    enter("DK-00")
    before = JournalEntry.objects.count()
    with pytest.raises(Refused) as refused:
        enter(**change)
    assert refused.value.code == code
    assert (BusinessCondition.objects.count(), JournalEntry.objects.count()) == (1, before)


def test_others_enter_nothing_here(enter: Enter, outsider: Person, receiving_officer: Person) -> None:
    for person in (outsider, receiving_officer):
        with pytest.raises(Refused) as refused:
            enter(by=person)
        assert refused.value.code == "do-reviews-not-allowed"
    assert not BusinessCondition.objects.exists()


def test_a_later_wording_follows_and_the_same_day_corrects(
    enter: Enter, handling_officer: Person, moment: datetime
) -> None:
    row = enter()
    reword_condition(
        condition_id=row.pk, wording=replace(SAID, article="Điều 7"), by=handling_officer, at=moment
    )
    assert [one.article for one in row.wordings.all()] == ["Điều 7"]
    later = replace(SAID, text="Giáo viên đạt chuẩn đào tạo", since=date(2026, 7, 1))
    reword_condition(condition_id=row.pk, wording=later, by=handling_officer, at=moment)
    first, second = row.wordings.order_by("in_force")
    assert first.in_force.upper == second.in_force.lower == date(2026, 7, 1)
    with pytest.raises(Refused) as refused:
        reword_condition(condition_id=row.pk, wording=SAID, by=handling_officer, at=moment)
    assert refused.value.code == "condition-since-wrong"


def test_who_read_an_older_state_is_told(enter: Enter, handling_officer: Person, moment: datetime) -> None:
    row = enter()
    changed = replace(SAID, article="Điều 7")
    reword_condition(condition_id=row.pk, wording=changed, by=handling_officer, at=moment, seen=1)
    with pytest.raises(Refused) as refused:
        reword_condition(condition_id=row.pk, wording=SAID, by=handling_officer, at=moment, seen=1)
    assert refused.value.code == "condition-changed"


def test_listed_then_cut_by_a_decision(
    enter: Enter, bodies: Bodies, handling_officer: Person, control_focal_officer: Person, moment: datetime
) -> None:
    row, today = enter(), moment.date()
    mark(row, ConditionState.UNNECESSARY, handling_officer, moment, reason="Chuẩn đào tạo đã đủ")
    with pytest.raises(Refused) as refused:
        mark(row, ConditionState.CUT, handling_officer, moment, decision="12/2026/NĐ-CP")
    assert refused.value.code == "keep-reviews-not-allowed"
    mark(row, ConditionState.CUT, control_focal_officer, moment, decision="12/2026/NĐ-CP")
    [wording] = row.wordings.all()
    assert wording.in_force.upper == today
    counted = cut_and_count(bodies.department.pk, today)
    assert (counted.whole.listed, counted.whole.cut, counted.whole.in_force) == (1, 1, 0)
    assert list(counted.lines) == [SAID.line]
    with pytest.raises(Refused) as refused:
        reword_condition(
            condition_id=row.pk, wording=replace(SAID, article=""), by=handling_officer, at=moment
        )
    assert refused.value.code == "condition-cut"


def test_an_amendment_gives_the_new_words(
    enter: Enter, control_focal_officer: Person, moment: datetime
) -> None:
    row = enter()
    with pytest.raises(Refused) as refused:
        mark(row, ConditionState.AMENDED, control_focal_officer, moment, decision="12/2026/NĐ-CP")
    assert refused.value.code == "condition-text-missing"
    assert not row.marks.exists()
    mark(
        row,
        ConditionState.AMENDED,
        control_focal_officer,
        moment,
        decision="12/2026/NĐ-CP",
        text="Giáo viên đạt chuẩn đào tạo",
    )
    assert [one.text for one in row.wordings.order_by("in_force")][-1] == "Giáo viên đạt chuẩn đào tạo"


def test_only_those_who_review_there_see_it(
    enter: Enter, head: Person, outsider: Person, receiving_officer: Person, today: date
) -> None:
    enter()
    assert conditions_visible_to(head, today).count() == 1
    assert not conditions_visible_to(outsider, today).exists()
    assert not conditions_visible_to(receiving_officer, today).exists()


def entries(number: int, *, text: str = SAID.text, mark: Marked | None = None) -> list[ConditionEntry]:
    said = replace(SAID, text=text)
    return [ConditionEntry(place + 4, f"DK-{place:03}", said, mark) for place in range(number)]


def test_a_workbook_is_taken_whole_and_again_changes_nothing(
    bodies: Bodies, control_focal_officer: Person, moment: datetime
) -> None:
    facts = {"agency_id": bodies.department.pk, "by": control_focal_officer, "at": moment}
    listed = Marked(ConditionState.UNNECESSARY, moment.date(), reason="Thừa")
    assert keep_conditions(entries=entries(3, mark=listed), **facts) == Taken(3, 0, 0)  # type: ignore[arg-type]
    assert keep_conditions(entries=entries(3, mark=listed), **facts) == Taken(0, 0, 3)  # type: ignore[arg-type]
    cut = Marked(ConditionState.CUT, moment.date(), "12/2026/NĐ-CP")
    assert keep_conditions(entries=entries(2, mark=cut), **facts) == Taken(0, 2, 0)  # type: ignore[arg-type]
    assert keep_conditions(entries=entries(2, mark=cut), **facts) == Taken(0, 0, 2)  # type: ignore[arg-type]
    whole = counts(bodies.department.pk, moment.date())
    assert (whole.listed, whole.cut) == (3, 2)


def test_one_bad_row_keeps_everything_out(
    bodies: Bodies, control_focal_officer: Person, moment: datetime
) -> None:
    bad = entries(2)
    bad[1] = replace(bad[1], mark=Marked(ConditionState.PROPOSED, moment.date(), reason="Thừa"))
    with pytest.raises(Refused) as refused:
        keep_conditions(agency_id=bodies.department.pk, entries=bad, by=control_focal_officer, at=moment)
    assert (refused.value.code, refused.value.details["line"]) == ("condition-state-wrong", 5)
    assert not BusinessCondition.objects.exists()


def test_new_conditions_cost_a_fixed_number_of_queries(
    bodies: Bodies, control_focal_officer: Person, moment: datetime
) -> None:
    def queries(number: int, prefix: str) -> int:
        rows = [replace(one, code=f"{prefix}{one.code}") for one in entries(number)]
        with CaptureQueriesContext(connection) as ran:
            keep_conditions(agency_id=bodies.department.pk, entries=rows, by=control_focal_officer, at=moment)
        return len(ran)

    assert queries(2, "A") == queries(40, "B") < 20


def test_a_workbook_is_read_by_its_headings() -> None:
    import xlsxwriter

    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    sheet = book.add_worksheet()
    sheet.write_row(2, 0, [name for name, _width in COLUMNS])
    sheet.write_row(3, 0, ["DK-01", "Có phòng học", "Dạy thêm", "Khác", "", "29/2024/TT-BGDĐT"])
    sheet.write_string(5, 0, "Cộng: 1 điều kiện.")
    book.close()
    rows, letters = read_condition_workbook(made.getvalue())
    assert [(row.line, row.cells["code"]) for row in rows] == [(4, "DK-01")]
    assert letters["since"] == "I"
    with pytest.raises(Refused) as refused:
        read_condition_workbook(b"no workbook")
    assert refused.value.code == "file-unreadable"
