"""Terms without a day: always, after something, by another document, when needed; and what cannot be read."""

from __future__ import annotations

from datetime import date

import pytest

from motcua.kernel.periods import Period
from motcua.plans.enums import Cycle, TermKind
from motcua.plans.rules.terms import Term, read_term

YEAR_2025 = Period(date(2025, 1, 1), date(2026, 1, 1))


def read(text: str) -> Term:
    return read_term(text, year=2025, issued_on=date(2025, 3, 7))


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("Thường xuyên", None),
        ("Thường xuyên.", None),
        ("Thưòng xuyên trong năm 2025", YEAR_2025),
        ("Thường xuyên năm 2025", YEAR_2025),
        ("Trong năm 2025, thường xuyên", YEAR_2025),
        ("Thường xuyên, liên tục", None),
    ],
)
def test_all_the_time(text: str, period: Period | None) -> None:
    term = read(text)
    assert (term.kind, term.period, term.is_year_assumed, term.also) == (
        TermKind.CONTINUOUS,
        period,
        False,
        (),
    )


def test_all_the_time_with_a_rule_or_an_end() -> None:
    assert read("Thường xuyên             \ntheo quy định.").condition == "theo quy định"
    assert read("Thường xuyên đến hết năm 2025").due_on == date(2025, 12, 31)
    term = read("Thường xuyên; báo cáo hàng quý")
    assert [each.cycle for each in term.also] == [Cycle.QUARTER]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Sau khi Thành phố ban hành Quyết định", TermKind.AFTER_EVENT),
        ("Ngay sau khi Kế hoạch được ban hành", TermKind.AFTER_EVENT),
        ("Khi có văn bản của Bộ", TermKind.AFTER_EVENT),
        ("Khi được phê duyệt", TermKind.AFTER_EVENT),
        ("Sau Hội nghị tổng kết", TermKind.AFTER_EVENT),
        ("Theo lộ trình tại Kế\nhoạch ", TermKind.BY_ROADMAP),
        ("Theo kế hoạch của UBND tỉnh", TermKind.BY_ROADMAP),
        ("Thực hiện theo hướng dẫn của Bộ", TermKind.BY_ROADMAP),
        ("Theo Quyết định số 12/QĐ-UBND ngày 3/3/2025", TermKind.BY_ROADMAP),
        ("Định kỳ theo quy định", TermKind.BY_ROADMAP),
        ("Khi phát sinh", TermKind.WHEN_NEEDED),
        ("Theo yêu cầu", TermKind.WHEN_NEEDED),
        ("Khi có yêu cầu của Sở", TermKind.WHEN_NEEDED),
        ("Khi cần thiết", TermKind.WHEN_NEEDED),
        ("Đột xuất", TermKind.WHEN_NEEDED),
    ],
)
def test_conditions_keep_their_words(text: str, kind: TermKind) -> None:
    term = read(text)
    assert (term.kind, term.condition) == (kind, " ".join(text.split()))
    assert term.due_on is None
    assert term.period is None


def test_the_day_of_a_cited_decision_is_no_term() -> None:
    text = "Sau khi Thành phố\nra Quyết định sửa\nđổi Quyết định số\n18/2020/QĐ-UBND\nngày 4/9/2020"
    term = read(text)
    assert (term.kind, term.due_on) == (TermKind.AFTER_EVENT, None)
    assert term.condition == " ".join(text.split())


def test_a_cycle_or_a_need() -> None:
    term = read("06 tháng/lần hoặc\nkhi thấy cần thiết.")
    assert (term.recurrence, term.cycle) == ("FREQ=MONTHLY;INTERVAL=6", Cycle.HALF_YEAR)
    assert [(each.kind, each.condition) for each in term.also] == [
        (TermKind.WHEN_NEEDED, "khi thấy cần thiết")
    ]


@pytest.mark.parametrize(
    ("text", "days", "months", "is_working", "condition", "due_on"),
    [
        ("30 ngày", 30, None, False, "", None),
        ("Trong vòng 02 tuần", 14, None, False, "", None),
        ("03 tháng kể từ khi có quyết định", None, 3, False, "kể từ khi có quyết định", None),
        (
            "05 ngày làm việc kể từ ngày nhận được văn bản",
            5,
            None,
            True,
            "kể từ ngày nhận được văn bản",
            None,
        ),
        ("trong vòng 30 ngày sau khi có kết luận", 30, None, False, "sau khi có kết luận", None),
        (
            "Trong 30 ngày kể từ ngày ban hành Kế hoạch này",
            30,
            None,
            False,
            "kể từ ngày ban hành Kế hoạch này",
            date(2025, 4, 6),
        ),
        ("15 ngày kể từ ngày 01/3/2025", 15, None, False, "kể từ ngày 01/3/2025", date(2025, 3, 16)),
        ("05 (năm) ngày làm việc", 5, None, True, "", None),
    ],
)
def test_lengths(
    text: str, days: int | None, months: int | None, is_working: bool, condition: str, due_on: date | None
) -> None:
    term = read(text)
    assert term.kind is TermKind.LENGTH
    assert (term.length_days, term.length_months, term.is_working_days) == (days, months, is_working)
    assert (term.condition, term.due_on) == (condition, due_on)


@pytest.mark.parametrize("text", ["", "  ", "-", "…", "./.", "\n"])
def test_blank(text: str) -> None:
    assert read(text).kind is TermKind.MISSING


@pytest.mark.parametrize(
    "text",
    [
        "31/4/2025",
        "Trước ngày 30/02/2025",
        "Tháng 13/2025",
        "ngày 5/20/2025",
        "tháng năm 2025",
        "ngày     tháng     năm 2025",
        "Quý V/2025",
        "nửa đầu tháng",
        "Hè 2025",
        "Dịp Tết năm 2025",
        "Định kỳ",
        "từ ngày 20/5/2025 đến ngày 10/5/2025",
        "Phòng Tổ chức cán bộ",
        "trước 5 ngày so với ngày họp",
        "5 lần/năm",
        "15 - 20 hàng tháng",
        "Cuối HK1",
        "Tuần 1",
        "24/24 giờ",
    ],
)
def test_what_cannot_be_read_for_certain(text: str) -> None:
    assert read(text) == Term(text=" ".join(text.split()), kind=TermKind.UNREAD)


def test_a_term_as_plain_data() -> None:
    known = read("Hàng tháng, quý").as_dict()
    assert (known["kind"], known["recurrence"], known["cycle"]) == ("recurring", "FREQ=MONTHLY", "month")
    assert [each["cycle"] for each in known["also"]] == ["quarter"]
    assert read("Trước 15/6/2025").as_dict()["due_on"] == "2025-06-14"
