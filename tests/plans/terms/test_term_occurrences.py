"""Occurrences of recurring terms, and terms in a line for people."""

from __future__ import annotations

from datetime import date

import pytest
from dateutil.rrule import rrulestr

from motcua.kernel.periods import Period
from motcua.plans.enums import TermKind
from motcua.plans.rules.terms import Term, occurrences, read_term, says

YEAR = Period(date(2025, 1, 1), date(2026, 1, 1))


def read(text: str, year: int | None = 2025) -> Term:
    return read_term(text, year=year, issued_on=None)


def told(text: str, within: Period = YEAR) -> list[tuple[str, str, str]]:
    return [(name, str(start), str(due)) for name, start, due in occurrences(read(text), within=within)]


def test_quarters_and_the_year_of_a_report() -> None:
    text = "báo cáo quý, 6 tháng gửi trước ngày 10 tháng cuối của quý, báo cáo năm gửi trước ngày 10/12"
    assert told(text) == [
        ("Quý I năm 2025", "2025-01-01", "2025-03-09"),
        ("Quý II năm 2025", "2025-04-01", "2025-06-09"),
        ("Quý III năm 2025", "2025-07-01", "2025-09-09"),
        ("Năm 2025", "2025-01-01", "2025-12-09"),
        ("Quý IV năm 2025", "2025-10-01", "2025-12-09"),
    ]


def test_a_plan_that_begins_in_march() -> None:
    late = Period(date(2025, 3, 7), date(2026, 1, 1))
    assert told("Hàng quý", late)[0] == ("Quý I năm 2025", "2025-03-07", "2025-03-31")
    assert [name for name, _, _ in told("trước ngày 05 tháng cuối quý", late)] == [
        "Quý II năm 2025",
        "Quý III năm 2025",
        "Quý IV năm 2025",
    ]


def test_reports_due_after_the_quarter() -> None:
    assert told("Trước ngày 05 tháng đầu quý sau") == [
        ("Quý I năm 2025", "2025-01-01", "2025-04-04"),
        ("Quý II năm 2025", "2025-04-01", "2025-07-04"),
        ("Quý III năm 2025", "2025-07-01", "2025-10-04"),
        ("Quý IV năm 2025", "2025-10-01", "2026-01-04"),
    ]


@pytest.mark.parametrize(
    ("text", "count", "first", "last"),
    [
        ("Hàng tháng", 12, ("Tháng 1/2025", "2025-01-31"), ("Tháng 12/2025", "2025-12-31")),
        ("ngày 30 hàng tháng", 12, ("Tháng 1/2025", "2025-01-30"), ("Tháng 12/2025", "2025-12-30")),
        (
            "06 tháng/lần",
            2,
            ("6 tháng đầu năm 2025", "2025-06-30"),
            ("6 tháng cuối năm 2025", "2025-12-31"),
        ),
        (
            "tháng 3, 6, 9, 12",
            4,
            ("Tháng 3/2025", "2025-03-31"),
            ("Tháng 12/2025", "2025-12-31"),
        ),
        (
            "3 lần/năm",
            3,
            ("Kỳ 01/01/2025 - 30/04/2025", "2025-04-30"),
            ("Kỳ 01/09/2025 - 31/12/2025", "2025-12-31"),
        ),
        (
            "2 lần/tháng",
            24,
            ("Kỳ 01/01/2025 - 15/01/2025", "2025-01-15"),
            ("Kỳ 16/12/2025 - 31/12/2025", "2025-12-31"),
        ),
        (
            "mỗi học kỳ một lần",
            2,
            ("Học kỳ I năm học 2024-2025", "2025-01-17"),
            ("Học kỳ II năm học 2024-2025", "2025-05-31"),
        ),
        (
            "thứ Sáu hàng tuần",
            52,
            ("Tuần 30/12/2024 - 05/01/2025", "2025-01-03"),
            ("Tuần 22/12/2025 - 28/12/2025", "2025-12-26"),
        ),
        ("1 lần/năm", 1, ("Năm 2025", "2025-12-31"), ("Năm 2025", "2025-12-31")),
        ("Hằng ngày", 365, ("Ngày 01/01/2025", "2025-01-01"), ("Ngày 31/12/2025", "2025-12-31")),
    ],
)
def test_counts(text: str, count: int, first: tuple[str, str], last: tuple[str, str]) -> None:
    found = [(name, due) for name, _, due in told(text)]
    assert (len(found), found[0], found[-1]) == (count, first, last)


def test_the_end_of_february() -> None:
    assert ("Tháng 2/2025", "2025-02-01", "2025-02-28") in told("ngày 31 hàng tháng")


def test_a_school_year_has_both_semesters() -> None:
    school = Period(date(2025, 9, 5), date(2026, 6, 1))
    assert [name for name, _, _ in told("mỗi học kỳ một lần", school)] == [
        "Học kỳ I năm học 2025-2026",
        "Học kỳ II năm học 2025-2026",
    ]


def test_what_does_not_recur_has_no_occurrences() -> None:
    assert told("Trước ngày 15/6/2025") == []
    assert told("tháng 3, 6, 9/2024") == []


def test_open_stretches_end_after_a_year() -> None:
    assert len(occurrences(read("Hàng quý"), within=Period(date(2025, 1, 1)))) == 4


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Trước ngày 15/01/2025", "Chậm nhất hết ngày 14/01/2025"),
        ("trước 15/12", "Chậm nhất hết ngày 14/12/2025 (năm lấy theo kế hoạch)"),
        ("31/3/2023", "Ngày 31/03/2023"),
        ("Tháng 02/2023", "Trong tháng 2/2023"),
        ("Quý I năm 2023", "Trong Quý I năm 2023"),
        ("Quý II, III/2025", "Từ Quý II đến hết Quý III năm 2025"),
        ("6 tháng đầu năm 2025", "Trong 6 tháng đầu năm 2025"),
        ("Cả năm 2025", "Trong năm 2025"),
        ("giai đoạn 2022-2025", "Từ năm 2022 đến hết năm 2025"),
        ("Tháng 9/2025 - 5/2026", "Từ tháng 9/2025 đến hết tháng 5/2026"),
        ("Tuần 2 tháng 5/2025", "Từ ngày 08/05/2025 đến hết ngày 14/05/2025"),
        ("Từ tháng 3/2025", "Từ ngày 01/03/2025 trở đi"),
        ("Thường xuyên trong năm 2025", "Thường xuyên trong năm 2025"),
        ("trước ngày 10 tháng cuối của quý", "Mỗi quý một lần, trước ngày 10 tháng cuối quý"),
        ("Trước ngày 05 tháng đầu quý sau", "Mỗi quý một lần, trước ngày 05 tháng đầu quý sau"),
        ("ngày 15 hàng tháng", "Mỗi tháng một lần, chậm nhất hết ngày 15"),
        ("trước 10/12 hàng năm", "Mỗi năm một lần, trước ngày 10/12"),
        ("thứ Sáu hàng tuần", "Mỗi tuần một lần, chậm nhất hết thứ Sáu"),
        ("02 lần/tháng", "Mỗi tháng hai lần, ngày 15 và ngày cuối tháng"),
        ("2 tháng/lần", "2 tháng một lần"),
        ("Hàng tháng, quý", "Mỗi tháng một lần; mỗi quý một lần"),
        ("05 ngày làm việc kể từ khi nhận", "Trong 05 ngày làm việc kể từ khi nhận"),
        ("Khi có văn bản của Bộ", "Khi có văn bản của Bộ"),
        ("", "Chưa ghi thời hạn"),
        ("31/4/2025", "Chưa hiểu được: “31/4/2025”"),
    ],
)
def test_said_in_a_line(text: str, said: str) -> None:
    assert says(read(text)) == said


def test_every_recurrence_is_a_valid_rule() -> None:
    texts = [
        "Hàng tháng",
        "mỗi học kỳ một lần",
        "1 lần/năm học",
        "ngày 29 hàng tháng",
        "2 năm/lần",
        "hằng tuần",
    ]
    for text in texts:
        term = read(text)
        assert term.kind is TermKind.RECURRING
        assert rrulestr(term.recurrence, dtstart=None)
