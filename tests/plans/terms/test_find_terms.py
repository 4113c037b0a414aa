"""Terms inside sentences."""

from __future__ import annotations

from datetime import date

import pytest

from motcua.plans.enums import Cycle, TermKind
from motcua.plans.rules.terms import find_terms


def found(sentence: str, year: int | None = 2025) -> list[tuple[str, TermKind, date | None]]:
    return [
        (sentence[start:end], term.kind, term.due_on)
        for term, start, end in find_terms(sentence, year=year, issued_on=None)
    ]


def test_two_hand_ins_in_one_sentence() -> None:
    sentence = (
        "Các phòng chuyên môn đề xuất danh mục, gửi phòng Tổ chức - Hành chính chậm nhất ngày 21/4/2025, "
        "Phòng Tổ chức - Hành chính tổng hợp gửi Sở Tài chính trước 23/4/2025."
    )
    assert found(sentence) == [
        ("chậm nhất ngày 21/4/2025", TermKind.BY_DAY, date(2025, 4, 21)),
        ("trước 23/4/2025", TermKind.BEFORE_DAY, date(2025, 4, 22)),
    ]


def test_a_year_is_inherited_in_a_sentence_without_a_plan() -> None:
    assert [due for _, _, due in found("Gửi dự thảo trước 15/6, bản chính trước 30/6/2025.", None)] == [
        date(2025, 6, 14),
        date(2025, 6, 29),
    ]


@pytest.mark.parametrize(
    ("sentence", "kind", "due_on"),
    [
        (
            "Phòng tổng hợp gửi Sở Tài chính trong tháng 5/2025 để thẩm định.",
            TermKind.WITHIN,
            "2025-05-31",
        ),
        (
            "Điều chỉnh quy trình nghiệp vụ, hoàn thành trong tháng 4/2025.",
            TermKind.WITHIN,
            "2025-04-30",
        ),
        ("- Thời gian hoàn thành: Trong Quý III năm 2025.", TermKind.WITHIN, "2025-09-30"),
        (
            "Gửi kế hoạch về Sở (qua Văn phòng Sở) trước ngày 15/01/2025.",
            TermKind.BEFORE_DAY,
            "2025-01-14",
        ),
        ("Hoàn thành việc rà soát đến hết năm 2025.", TermKind.BY_DAY, "2025-12-31"),
        ("Tổ chức hội nghị vào ngày 20/11/2025 tại Sở.", TermKind.ON_DAY, "2025-11-20"),
        ("Trong năm 2025, phấn đấu tăng thứ hạng.", TermKind.WITHIN, "2025-12-31"),
        (
            "Triển khai thí điểm từ ngày 01/3/2025 đến ngày 31/5/2025.",
            TermKind.WITHIN,
            "2025-05-31",
        ),
        ("Thời hạn gửi báo cáo: 25/11/2025.", TermKind.BY_DAY, "2025-11-25"),
        ("Hoàn thành trước khi kết thúc năm học, chậm nhất 31/5.", TermKind.BY_DAY, "2025-05-31"),
    ],
)
def test_one_term(sentence: str, kind: TermKind, due_on: str) -> None:
    (only,) = found(sentence)
    assert only[1:] == (kind, date.fromisoformat(due_on))


@pytest.mark.parametrize(
    "sentence",
    [
        "Phụ lục kèm theo Nghị quyết số 66/NQ-CP ngày 26/3/2025 của Chính phủ",
        "Nghị quyết số 01/NQ-CP, số 02/NQ-CP ngày 08/01/2025 của Chính phủ",
        "Kế hoạch số 1055/KH-UBND ngày 28 tháng 02 năm 2025 của Ủy ban nhân dân Quận",
        "Kết luận số 127- KL/TW ngày 28/02/2025 của Bộ Chính trị",
        "theo Quyết định 1033/QĐ-UBND ngày 01/4/2024 của Chủ tịch UBND Thành phố",
        "Thông tư số 02/2017/TT-VPCP ngày 31/10/2017 của Văn phòng Chính phủ",
        "Kèm theo Kế hoạch số: /KH-SGDĐT ngày / 01/2025 của Sở GDĐT",
        "Chương trình tổng thể cải cách hành chính nhà nước giai đoạn 2021-2030",
        "Chuyển đổi số thành phố Hải Phòng đến năm 2025, định hướng đến năm 2030",
        "xây dựng Kế hoạch công tác CCHC năm 2025 như sau",
        "Thường xuyên theo dõi, giám sát việc thực hiện",
        "Phòng Giáo dục Thường xuyên và Đại học",
        "cắt giảm từ 01 – 02 ngày làm việc",
        "hoàn thành xử lý đúng hạn 2/2 PAKN",
        "Đánh giá kết quả CCHC hàng năm của Sở",
        "Hải Phòng, ngày        tháng     năm 2025",
        "những TTHC có thời gian giải quyết trong ngày làm việc",
        "phê duyệt danh mục tích hợp theo Quyết định số 1473/QĐ-UBND về việc phê duyệt TTHC trong năm 2022",
        "rà soát thủ tục 03 (ba) năm không phát sinh hồ sơ",
        "trước ngày 31/4/2025",
    ],
)
def test_no_term(sentence: str) -> None:
    assert found(sentence) == []


def test_reports_of_a_plan() -> None:
    sentence = (
        "thực hiện nghiêm túc chế độ báo cáo theo định kỳ (báo cáo quý, 6 tháng gửi trước ngày 10 tháng cuối của "
        "quý, báo cáo năm gửi trước ngày 10/12) gửi về Sở"
    )
    terms = find_terms(sentence, year=2025, issued_on=None)
    assert [(term.recurrence, term.cycle) for term, _, _ in terms] == [
        ("FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=9", Cycle.QUARTER),
        ("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=9", Cycle.YEAR),
    ]


def test_all_through_the_year_after_a_label() -> None:
    ((term, start, end),) = find_terms(
        "Kịp thời tham mưu. Thời gian thực hiện: Thường xuyên trong năm 2025.", year=None, issued_on=None
    )
    assert term.kind is TermKind.CONTINUOUS
    assert term.period is not None
    assert (start, end) == (40, 67)


def test_lengths_in_sentences() -> None:
    sentence = "Các phòng trả lời trong vòng 05 ngày làm việc kể từ ngày nhận được kiến nghị."
    ((term, _, _),) = find_terms(sentence, year=2025, issued_on=None)
    assert (term.length_days, term.is_working_days) == (5, True)


def test_cycles_in_sentences() -> None:
    terms = find_terms("hàng tháng, quý và năm báo cáo tình hình thực hiện", year=2025, issued_on=None)
    ((term, start, end),) = terms
    assert [each.cycle for each in (term, *term.also)] == [Cycle.MONTH, Cycle.QUARTER, Cycle.YEAR]
    assert (start, end) == (0, 22)
