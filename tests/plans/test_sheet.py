"""Plans as workbooks: the annex reads back into the same plan, the sheet of progress into reports."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from io import BytesIO
from typing import Any
from uuid import UUID

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cast import Bodies
from tests.planning import Followed

from motcua.accounts.models import Person
from motcua.documents.reading.opening import read_document
from motcua.kernel.models import JournalEntry
from motcua.kernel.refusals import Refused
from motcua.plans.actions.entering import enter_progress
from motcua.plans.actions.lines import LineEntry
from motcua.plans.actions.reporting import Told, report_progress
from motcua.plans.enums import DutyStatus
from motcua.plans.files.progress_reading import read_progress_sheet
from motcua.plans.files.workbook_writing import write_plan_workbook
from motcua.plans.models import Duty, Plan, ProgressReport
from motcua.plans.queries.exports import duty_rows, plan_rows
from motcua.plans.queries.plans import version_in_force
from motcua.plans.queries.progress_sheets import standing_of
from motcua.plans.rules.progress_sheet import Sheet, SheetRow, Standing, read_progress
from motcua.plans.rules.reading.whole import read_plan

TODAY = date(2026, 9, 17)
CODE = "01a1fe1c-76cd-7d8b-8fae-441eaa2c606e"
OPEN = Standing(UUID(CODE), 3, 40, None, "Đã lập danh mục", "", True, False, True)
LETTERS = {"percent": "I", "done_on": "J", "text": "K", "obstacles": "L", "product": "M", "code": "N"}


def _sheet(*rows: SheetRow) -> Sheet:
    return Sheet(rows, LETTERS)


@pytest.mark.parametrize(
    ("row", "standing", "cell", "says"),
    [
        ({"code": "x"}, {}, "N4", "Không tìm thấy"),
        ({"percent": "chừng 50"}, {}, "I4", "không phải số"),
        ({"percent": "101"}, {}, "I4", "không phải số"),
        ({"done_on": "31/02/2026"}, {}, "J4", "không phải một ngày"),
        ({"done_on": "18/09/2026", "product": "số 1"}, {}, "J4", "chưa tới"),
        ({"done_on": "16/09/2026"}, {}, "M4", "sản phẩm"),
        ({"percent": "60"}, {"is_measured": True}, "I4", "chỉ tiêu"),
        ({"percent": "60"}, {"is_running": False}, "I4", "đã hoàn thành"),
        ({"percent": "60"}, {"done_on": date(2026, 9, 1)}, "J4", "đã được báo xong"),
    ],
)
def test_rows_that_are_not_taken(row: dict[str, str], standing: dict[str, Any], cell: str, says: str) -> None:
    typed = SheetRow(**{"line": 4, "code": CODE, "percent": "40", "text": OPEN.text, **row})  # type: ignore[arg-type]  # texts
    found = read_progress(_sheet(typed), {CODE: replace(OPEN, **standing)}, on=TODAY)
    assert [problem.cell for problem in found.problems] == [cell]
    assert says in found.problems[0].message
    assert not found.entries


@pytest.mark.parametrize("done_on", ["16/09/2026", "16-9-2026", "2026-09-16", "2026-09-16 00:00:00"])
def test_rows_that_say_something_anew(done_on: str) -> None:
    rows = [SheetRow(4, CODE, "40", done_on, OPEN.text, "", "Báo cáo số 9/BC ngày 16/9/2026")]
    [entry] = read_progress(_sheet(*rows), {CODE: OPEN}, on=TODAY).entries
    assert (entry.done_on, entry.percent, entry.revision) == (date(2026, 9, 16), None, 3)
    assert entry.text == "Cập nhật theo bảng theo dõi."


def test_what_repeats_is_left_alone_and_one_duty_has_one_row() -> None:
    same = SheetRow(4, CODE, "40 %", "", " Đã lập danh mục ")
    found = read_progress(_sheet(same, replace(same, line=5)), {CODE: OPEN}, on=TODAY)
    assert (found.same, len(found.entries), [one.cell for one in found.problems]) == (1, 0, ["N5"])


@pytest.mark.parametrize(
    ("typed", "percent"), [("45", 45), ("45 %", 45), ("0.45", 45), ("0,07", 7), ("100,0", 100)]
)
def test_a_percentage_however_a_workbook_keeps_it(typed: str, percent: int) -> None:
    [entry] = read_progress(_sheet(SheetRow(4, CODE, typed, "", OPEN.text)), {CODE: OPEN}, on=TODAY).entries
    assert entry.percent == percent


@given(st.tuples(*[st.text(max_size=12)] * 5))
def test_no_typing_breaks_the_comparison(cells: tuple[str, ...]) -> None:
    found = read_progress(_sheet(SheetRow(4, CODE, *cells)), {CODE: OPEN}, on=TODAY)
    assert len(found.entries) + len(found.problems) + found.same == 1


def _workbook(plan: Plan) -> bytes:
    version = version_in_force(plan)
    assert version is not None
    return write_plan_workbook(
        title=plan.title, on=TODAY, rows=plan_rows(version), duties=duty_rows(plan, TODAY)
    )


def _filled(data: bytes, **cells: Any) -> bytes:
    """The workbook with cells of its first row of progress filled in by hand."""
    book = openpyxl.load_workbook(BytesIO(data))
    sheet = book["Tiến độ"]
    heads = {cell.value: cell.column for cell in sheet[3]}
    for name, value in cells.items():
        sheet.cell(4, heads[name.replace("_", " ")], value)
    made = BytesIO()
    book.save(made)
    return made.getvalue()


@pytest.mark.django_db
def test_the_annex_reads_back_into_the_same_lines(
    approved: Callable[..., Plan], review: LineEntry, bodies: Bodies
) -> None:
    plan = approved(
        replace(review, group="I. Rà soát"),
        LineEntry(
            number="2",
            group="II. Tập huấn",
            content="=Tập huấn cán bộ đầu mối; “một cửa” & 'liên thông'",
            leads=("Văn phòng Sở", "Phòng Quản lý chất lượng"),
            partners=("Các đơn vị trực thuộc",),
            term="Quý IV năm 2026",
            product="Tài liệu",
        ),
        LineEntry(
            number="3", group="II. Tập huấn", content="Sơ kết", leads=("Văn phòng Sở",), term="Thường xuyên"
        ),
    )
    reading = read_plan(read_document(content=_workbook(plan), name="bang.xlsx"))
    version = version_in_force(plan)
    assert version is not None
    kept = [
        (line.number, line.content, line.term["text"], line.product)
        for line in version.lines.order_by("position")
    ]
    assert [(task.number, task.content, task.term.text, task.product) for task in reading.tasks] == kept
    assert [task.group.rpartition(". ")[2] or task.group for task in reading.tasks] == [
        "Rà soát",
        "Tập huấn",
        "Tập huấn",
    ]


@pytest.mark.django_db
def test_a_sheet_comes_back_as_reports(
    followed: Followed,
    handling_officer: Person,
    control_focal_officer: Person,
    moment: datetime,
    django_assert_max_num_queries: Any,
) -> None:
    report_progress(
        duty_id=followed.duty.pk, told=Told("Đã lập danh mục", 40), by=handling_officer, at=moment
    )
    made = _workbook(followed.plan)
    same = read_progress(read_progress_sheet(made), standing_of(followed.plan), on=TODAY)
    assert (len(same.entries), len(same.problems), same.same) == (0, 0, 1)
    filled = _filled(
        made,
        Xong_ngày=datetime(2026, 9, 16),  # noqa: DTZ001  # a cell of a workbook has no time zone
        Báo_cáo_gần_nhất="Đã gửi báo cáo",
        Sản_phẩm_đã_có="Báo cáo số 90/BC-QLCL ngày 16/9/2026",
    )
    says = read_progress(read_progress_sheet(filled), standing_of(followed.plan), on=TODAY)
    assert not says.problems
    told = {"plan_id": followed.plan.pk, "entries": says.entries, "at": moment + timedelta(hours=1)}
    with pytest.raises(Refused) as refused:
        enter_progress(by=handling_officer, **told)
    assert refused.value.code == "keep-plans-not-allowed"
    assert ProgressReport.objects.count() == 1
    with django_assert_max_num_queries(16):
        assert enter_progress(by=control_focal_officer, **told) == 1
    duty = Duty.objects.get()
    assert (duty.status, duty.done_on, duty.percent) == (DutyStatus.REPORTED, date(2026, 9, 16), 100)
    assert duty.reports.first().product_reference.startswith("Báo cáo số 90")  # type: ignore[union-attr]  # there is one
    assert JournalEntry.objects.filter(kind="DutyEnteredFromSheet").count() == 1
    with pytest.raises(Refused) as refused:
        enter_progress(by=control_focal_officer, **told)
    assert refused.value.code == "duty-changed"


@pytest.mark.django_db
def test_another_workbook_is_told_so(followed: Followed) -> None:
    book = openpyxl.Workbook()
    made = BytesIO()
    book.save(made)
    for data, code in ((made.getvalue(), "sheet-not-progress"), (b"PK not a workbook", "file-unreadable")):
        with pytest.raises(Refused) as refused:
            read_progress_sheet(data)
        assert refused.value.code == code
