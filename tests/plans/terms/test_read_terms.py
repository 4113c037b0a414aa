"""Terms as cells of plans write them."""

from __future__ import annotations

from datetime import date

import pytest

from motcua.kernel.periods import Period
from motcua.plans.enums import Cycle, TermKind
from motcua.plans.rules.terms import Term, read_term

ISSUED = date(2025, 3, 7)


def read(text: str, year: int | None = 2025) -> Term:
    return read_term(text, year=year, issued_on=ISSUED)


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("text", "kind", "due_on"),
    [
        ("Trước ngày 15/01/2025", TermKind.BEFORE_DAY, "2025-01-14"),
        ("Trước ngày 20/02/2023.", TermKind.BEFORE_DAY, "2023-02-19"),
        ("TRƯỚC NGÀY 01/03/2025", TermKind.BEFORE_DAY, "2025-02-28"),
        ("Hoàn thành trước 30/6/2025", TermKind.BEFORE_DAY, "2025-06-29"),
        ("trước ngày 15 tháng 5 năm 2025", TermKind.BEFORE_DAY, "2025-05-14"),
        ("Trước tháng 6/2025", TermKind.BEFORE_DAY, "2025-05-31"),
        ("Trước quý III/2025", TermKind.BEFORE_DAY, "2025-06-30"),
        ("trước 17h00 ngày 20/5/2025", TermKind.BEFORE_DAY, "2025-05-20"),
        ("trước 16 giờ 30 phút ngày 20/5/2025", TermKind.BEFORE_DAY, "2025-05-20"),
        ("chậm nhất trước ngày 21/4/2025", TermKind.BEFORE_DAY, "2025-04-20"),
        ("Theo kế hoạch (trước 15/6/2025)", TermKind.BEFORE_DAY, "2025-06-14"),
        ("Trước ngày 15/01/25", TermKind.BEFORE_DAY, "2025-01-14"),
        ("truoc ngay 15/12/2025", TermKind.BEFORE_DAY, "2025-12-14"),
        ("Trước  ngày  l5/O1/2025", TermKind.BEFORE_DAY, "2025-01-14"),
        ("chậm nhất ngày 21/4/2025", TermKind.BY_DAY, "2025-04-21"),
        ("chậm nhất là ngày 21/4/2025", TermKind.BY_DAY, "2025-04-21"),
        ("Muộn nhất vào ngày 21/4/2025", TermKind.BY_DAY, "2025-04-21"),
        ("Thời hạn: 21/4/2025", TermKind.BY_DAY, "2025-04-21"),
        ("đến hết năm 2025", TermKind.BY_DAY, "2025-12-31"),
        ("Đến hết tháng 02/2024", TermKind.BY_DAY, "2024-02-29"),
        ("Đến 31/12/2025", TermKind.BY_DAY, "2025-12-31"),
        ("hết quý I/2025", TermKind.BY_DAY, "2025-03-31"),
        ("ngày 31/3/2023", TermKind.ON_DAY, "2023-03-31"),
        ("31/3/2023", TermKind.ON_DAY, "2023-03-31"),
        ("15 / 01/2025", TermKind.ON_DAY, "2025-01-15"),
        ("15-01-2025", TermKind.ON_DAY, "2025-01-15"),
        ("15.01.2025", TermKind.ON_DAY, "2025-01-15"),
        ("Ngày 29/02/2024", TermKind.ON_DAY, "2024-02-29"),
    ],
)
def test_days(text: str, kind: TermKind, due_on: str) -> None:
    term = read(text, year=None)
    assert (term.kind, term.due_on, term.is_year_assumed) == (kind, day(due_on), False)
    assert term.text == " ".join(text.split())


@pytest.mark.parametrize(
    ("text", "start", "last"),
    [
        ("trong tháng 5/2025", "2025-05-01", "2025-05-31"),
        ("Tháng  02/2023", "2023-02-01", "2023-02-28"),
        ("Tháng 5 năm 2025", "2025-05-01", "2025-05-31"),
        ("Tháng 5-2025", "2025-05-01", "2025-05-31"),
        ("T5/2025", "2025-05-01", "2025-05-31"),
        ("5/2025", "2025-05-01", "2025-05-31"),
        ("Quý I năm 2023", "2023-01-01", "2023-03-31"),
        ("Trong Quý III năm 2025.", "2025-07-01", "2025-09-30"),
        ("Hoàn thành trong quý II/2025", "2025-04-01", "2025-06-30"),
        ("Quý 4/2025", "2025-10-01", "2025-12-31"),
        ("Q.II/2025", "2025-04-01", "2025-06-30"),
        ("Quý lII/2025", "2025-07-01", "2025-09-30"),
        ("Quý lV năm 2025", "2025-10-01", "2025-12-31"),
        ("Quý II, III/2025", "2025-04-01", "2025-09-30"),
        ("Quý II và quý III năm 2025", "2025-04-01", "2025-09-30"),
        ("Quý II - Quý IV/2025", "2025-04-01", "2025-12-31"),
        ("Quý IV/2024 - Quý I/2025", "2024-10-01", "2025-03-31"),
        ("6 tháng đầu năm 2025", "2025-01-01", "2025-06-30"),
        ("06 tháng cuối năm 2025", "2025-07-01", "2025-12-31"),
        ("9 tháng đầu năm 2025", "2025-01-01", "2025-09-30"),
        ("nửa đầu năm 2025", "2025-01-01", "2025-06-30"),
        ("nửa đầu tháng 5/2025", "2025-05-01", "2025-05-15"),
        ("nửa cuối tháng 2/2024", "2024-02-16", "2024-02-29"),
        ("Tuần 2 tháng 5/2025", "2025-05-08", "2025-05-14"),
        ("Tuần 3, tháng 9/2025", "2025-09-15", "2025-09-21"),
        ("Tuần 5 tháng 5/2025", "2025-05-29", "2025-05-31"),
        ("Tuần 1-2 tháng 9/2025", "2025-09-01", "2025-09-14"),
        ("tuần cuối tháng 6/2025", "2025-06-24", "2025-06-30"),
        ("đầu tháng 6/2025", "2025-06-01", "2025-06-10"),
        ("giữa tháng 6/2025", "2025-06-11", "2025-06-20"),
        ("cuối tháng 6/2025", "2025-06-21", "2025-06-30"),
        ("đầu quý II/2025", "2025-04-01", "2025-04-30"),
        ("cuối quý II/2025", "2025-06-01", "2025-06-30"),
        ("Cuối năm 2025", "2025-10-01", "2025-12-31"),
        ("Cả năm 2025", "2025-01-01", "2025-12-31"),
        ("Cả năm\n2025", "2025-01-01", "2025-12-31"),
        ("Trong năm 2023.", "2023-01-01", "2023-12-31"),
        ("Năm 2025", "2025-01-01", "2025-12-31"),
        ("2025", "2025-01-01", "2025-12-31"),
        ("giai đoạn 2022 – 2025", "2022-01-01", "2025-12-31"),
        ("2022-2025", "2022-01-01", "2025-12-31"),
        ("từ năm 2022 đến năm 2025", "2022-01-01", "2025-12-31"),
        ("từ ngày 01/3/2025 đến ngày 30/4/2025", "2025-03-01", "2025-04-30"),
        ("15/3 - 20/4/2025", "2025-03-15", "2025-04-20"),
        ("15-20/5/2025", "2025-05-15", "2025-05-20"),
        ("01/01-31/12/2025", "2025-01-01", "2025-12-31"),
        ("Từ tháng 3 đến tháng 5/2025", "2025-03-01", "2025-05-31"),
        ("Tháng 3-5/2025", "2025-03-01", "2025-05-31"),
        ("Tháng 4, 5/2025", "2025-04-01", "2025-05-31"),
        ("Từ tháng 11 đến tháng 2/2026", "2025-11-01", "2026-02-28"),
        ("Tháng 9/2025 - tháng 5/2026", "2025-09-01", "2026-05-31"),
        ("Tháng 9/2025 - 5/2026", "2025-09-01", "2026-05-31"),
        ("9/2025 - 5/2026", "2025-09-01", "2026-05-31"),
        ("Tháng 1 → tháng 12/2025", "2025-01-01", "2025-12-31"),
        ("05/5/2025-10/5/2025", "2025-05-05", "2025-05-10"),
        ("Tuần 3/10/2025", "2025-10-15", "2025-10-21"),
        ("Bắt đầu: 01/3/2025; Kết thúc: 30/6/2025", "2025-03-01", "2025-06-30"),
        ("Bắt đầu từ ngày 01/3/2025, kết thúc ngày 30/6/2025", "2025-03-01", "2025-06-30"),
    ],
)
def test_periods(text: str, start: str, last: str) -> None:
    term = read(text, year=None)
    assert term.kind is TermKind.WITHIN
    assert term.period is not None
    assert (term.period.start, term.due_on) == (day(start), day(last))
    assert not term.is_year_assumed


@pytest.mark.parametrize(
    "text",
    [
        "trước 15/12",
        "Quý l",
        "tháng 3",
        "cuối tháng 6",
        "Cả năm",
        "Trong năm",
        "Học kỳ I",
        "tháng 3, 6, 9, 12",
        "6 tháng đầu năm",
    ],
)
def test_a_year_that_is_not_said(text: str) -> None:
    assert read(text).is_year_assumed
    assert read(text, year=None) == Term(text=text, kind=TermKind.UNREAD)


def test_a_year_said_once_holds_for_the_other_days() -> None:
    term = read("Trước 15/6 và 15/12/2025", year=2019)
    assert [each.due_on for each in (term, *term.also)] == [date(2025, 6, 14), date(2025, 12, 14)]
    assert not term.is_year_assumed


def test_months_of_a_school_years_plan() -> None:
    def start(text: str) -> date | None:
        term = read_term(text, year=2025, issued_on=None, is_school_year=True)
        return term.period.start if term.period else None

    assert start("Tháng 9") == date(2025, 9, 1)
    assert start("Tháng 3") == date(2026, 3, 1)
    assert start("Tuần 2 tháng 5") == date(2026, 5, 8)
    assert start("Cuối năm học") == date(2026, 5, 1)
    assert start("Tháng 3/2025") == date(2025, 3, 1)


@pytest.mark.parametrize(
    ("text", "start", "last"),
    [
        ("năm học 2025-2026", "2025-09-05", "2026-05-31"),
        ("Học kỳ I năm học 2025-2026", "2025-09-05", "2026-01-17"),
        ("HK2 (2025-2026)", "2026-01-18", "2026-05-31"),
        ("Đầu năm học 2025-2026", "2025-09-05", "2025-09-30"),
        ("Cuối năm học 2025-2026", "2026-05-01", "2026-05-31"),
    ],
)
def test_school_years(text: str, start: str, last: str) -> None:
    term = read(text, year=None)
    assert term.period == Period(day(start), date.fromordinal(day(last).toordinal() + 1))
    assert term.condition == "theo khung kế hoạch thời gian năm học"


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("Từ tháng 3/2025", "2025-03-01"),
        ("Sau ngày 15/5/2025", "2025-05-16"),
        ("Năm 2025 và các năm tiếp theo", "2025-01-01"),
    ],
)
def test_open_ends(text: str, start: str) -> None:
    term = read(text)
    assert (term.kind, term.period, term.due_on) == (TermKind.WITHIN, Period(day(start)), None)


@pytest.mark.parametrize(
    ("text", "rule", "cycle"),
    [
        ("Định kỳ hàng tháng", "FREQ=MONTHLY", Cycle.MONTH),
        ("Định kỳ hàng quý", "FREQ=MONTHLY;INTERVAL=3", Cycle.QUARTER),
        ("Định kỳ 6 tháng", "FREQ=MONTHLY;INTERVAL=6", Cycle.HALF_YEAR),
        ("Định kỳ hằng năm", "FREQ=YEARLY", Cycle.YEAR),
        ("hằng tuần", "FREQ=WEEKLY", Cycle.WEEK),
        ("Hằng ngày", "FREQ=DAILY", Cycle.DAY),
        ("Quý", "FREQ=MONTHLY;INTERVAL=3", Cycle.QUARTER),
        ("06 tháng/lần", "FREQ=MONTHLY;INTERVAL=6", Cycle.HALF_YEAR),
        ("3 tháng một lần", "FREQ=MONTHLY;INTERVAL=3", Cycle.QUARTER),
        ("2 tháng/lần", "FREQ=MONTHLY;INTERVAL=2", Cycle.OTHER),
        ("2 năm/lần", "FREQ=YEARLY;INTERVAL=2", Cycle.OTHER),
        ("1 lần/năm", "FREQ=YEARLY", Cycle.YEAR),
        ("ít nhất 2 lần/năm", "FREQ=MONTHLY;INTERVAL=6", Cycle.HALF_YEAR),
        ("3 lần/năm", "FREQ=MONTHLY;INTERVAL=4", Cycle.OTHER),
        ("Mỗi quý 1 lần", "FREQ=MONTHLY;INTERVAL=3", Cycle.QUARTER),
        ("02 lần/tháng", "FREQ=MONTHLY;BYMONTHDAY=15,-1", Cycle.OTHER),
        (
            "mỗi học kỳ 1 lần",
            "FREQ=YEARLY;BYMONTH=1,5;BYMONTHDAY=17,31;BYSETPOS=1,4",
            Cycle.SEMESTER,
        ),
        ("ngày 15 hàng tháng", "FREQ=MONTHLY;BYMONTHDAY=15", Cycle.MONTH),
        ("Trước ngày 25 hàng tháng", "FREQ=MONTHLY;BYMONTHDAY=24", Cycle.MONTH),
        ("Hàng tháng (trước ngày 25)", "FREQ=MONTHLY;BYMONTHDAY=24", Cycle.MONTH),
        ("trước ngày 01 hàng tháng", "FREQ=MONTHLY;BYMONTHDAY=-1", Cycle.MONTH),
        ("ngày 30 hàng tháng", "FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1", Cycle.MONTH),
        (
            "trước ngày 10 tháng cuối của quý",
            "FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=9",
            Cycle.QUARTER,
        ),
        (
            "Chậm nhất vào ngày 20 của tháng cuối quý",
            "FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=20",
            Cycle.QUARTER,
        ),
        ("trước 10/12 hàng năm", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=9", Cycle.YEAR),
        (
            "Trước 15/6 và 15/12 hàng năm",
            "FREQ=MONTHLY;BYMONTH=6,12;BYMONTHDAY=14",
            Cycle.HALF_YEAR,
        ),
        ("thứ Sáu hàng tuần", "FREQ=WEEKLY;BYDAY=FR", Cycle.WEEK),
        ("31/12 hàng năm", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31", Cycle.YEAR),
        ("Tháng 12 hàng năm", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=-1", Cycle.YEAR),
        ("Quý I hàng năm", "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=-1", Cycle.YEAR),
        ("Tháng 6 và tháng 12 hàng năm", "FREQ=MONTHLY;BYMONTH=6,12;BYMONTHDAY=-1", Cycle.MONTH),
        ("Từ ngày 15 đến ngày 20 hàng tháng", "FREQ=MONTHLY;BYMONTHDAY=20", Cycle.MONTH),
        (
            "trước ngày 25 tháng thứ ba của quý",
            "FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=24",
            Cycle.QUARTER,
        ),
        ("trước thứ Năm hàng tuần", "FREQ=WEEKLY;BYDAY=WE", Cycle.WEEK),
    ],
)
def test_recurrences(text: str, rule: str, cycle: Cycle) -> None:
    term = read(text, year=None)
    assert (term.kind, term.recurrence, term.cycle) == (TermKind.RECURRING, rule, cycle)
    assert term.due_on is None
    assert not term.also


def test_months_of_a_year() -> None:
    term = read("tháng 3, 6, 9, 12/2025", year=None)
    assert term.recurrence == "FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1"
    assert term.period == Period(date(2025, 1, 1), date(2026, 1, 1))


def test_reports_due_after_what_they_cover() -> None:
    term = read("Trước ngày 05 tháng đầu quý sau")
    assert term.recurrence == "FREQ=MONTHLY;BYMONTH=1,4,7,10;BYMONTHDAY=4"
    assert term.is_due_after


def test_the_report_term_of_a_real_plan() -> None:
    term = read("báo cáo quý, 6 tháng gửi trước ngày 10 tháng cuối của quý, báo cáo năm gửi trước ngày 10/12")
    assert [(each.recurrence, each.cycle) for each in (term, *term.also)] == [
        ("FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=9", Cycle.QUARTER),
        ("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=9", Cycle.YEAR),
    ]


def test_reports_named_one_by_one() -> None:
    term = read(
        "Báo cáo quý I trước ngày 10/3, 6 tháng trước ngày 10/6, 9 tháng trước ngày 10/9, năm trước ngày 10/12/2025"
    )
    assert [each.due_on for each in (term, *term.also)] == [date(2025, month, 9) for month in (3, 6, 9, 12)]


def test_cycles_in_a_list() -> None:
    term = read("Hàng tháng, quý, 6 tháng và năm")
    assert [each.cycle for each in (term, *term.also)] == [
        Cycle.MONTH,
        Cycle.QUARTER,
        Cycle.HALF_YEAR,
        Cycle.YEAR,
    ]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Trước 25/3; 25/6; 25/9; 25/12", ["03-24", "06-24", "09-24", "12-24"]),
        ("Trước ngày 15/5/2025 (dự thảo), 30/5/2025 (ban hành)", ["05-14", "05-29"]),
        ("Trước ngày 15/6 (6 tháng) và 15/12 (năm)", ["06-14", "12-14"]),
        ("Tháng 01/2025 (trước ngày 15/01)", ["01-14"]),
        ("20/10, 20/11", ["10-20", "11-20"]),
    ],
)
def test_several_days(text: str, days: list[str]) -> None:
    term = read(text)
    assert [each.due_on for each in (term, *term.also)] == [day(f"2025-{each}") for each in days]


def test_two_days_of_each_month() -> None:
    term = read("Ngày 15 và 30 hàng tháng")
    assert [each.recurrence for each in (term, *term.also)] == [
        "FREQ=MONTHLY;BYMONTHDAY=15",
        "FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1",
    ]


def test_a_day_and_then_always() -> None:
    term = read("Hoàn thành trước ngày 30/6/2025 và thực hiện thường xuyên")
    assert (term.due_on, [each.kind for each in term.also]) == (date(2025, 6, 29), [TermKind.CONTINUOUS])


def test_quarters_apart() -> None:
    term = read("Quý I, III/2025")
    assert [each.due_on for each in (term, *term.also)] == [date(2025, 3, 31), date(2025, 9, 30)]
