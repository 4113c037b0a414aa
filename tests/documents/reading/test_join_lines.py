"""Lines that were broken for want of room become paragraphs again; what was parted on purpose stays parted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.documents.reading.blocks import Place
from motcua.documents.reading.joining import RawLine, join_lines, put_together

WIDTH = 80


def line(text: str, *, limit: int = WIDTH, **said: bool | int) -> RawLine:
    return RawLine(text, Place(), len(text), limit, len(text.split(" ", 1)[0]), **said)  # type: ignore[arg-type]


def joined(*texts: str, limit: int = WIDTH) -> list[str]:
    return [
        put_together(each.text for each in group)
        for group in join_lines([line(text, limit=limit) for text in texts])
    ]


FULL = "gửi danh mục về phòng chuyên môn để tổng hợp, trình lãnh đạo xem xét, phê duyệt"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (f"{FULL} chậm nhất ngày", "21/4/2025, phòng Tổ chức tổng hợp."),
        (f"{FULL} trước ngày", "15/8/2025."),
        (f"{FULL} theo Kế hoạch số", "110/KH-UBND ngày 29/4/2021."),
        (f"{FULL} theo quy định tại mục", "III. Kế hoạch này"),
        (f"{FULL} trong tháng", "3. Các đơn vị báo cáo"),
        (f"{FULL}, gửi phòng Tổ chức", "- Hành chính trước 25/5/2025."),
        (f"{FULL}, theo đề nghị của TP.", "Hồ Chí Minh"),
        (f"{FULL} về rà soát quy trình nội bộ", "UBND thành phố ban hành"),
        (f"{FULL} của các đơn vị", "và các trường"),
    ],
)
def test_what_was_broken_for_want_of_room_is_joined(first: str, second: str) -> None:
    assert joined(first, second) == [f"{first} {second}"]


@pytest.mark.parametrize(
    "second",
    [
        "I. MỤC ĐÍCH, YÊU CẦU",
        "1. Mục đích",
        "2.1 Đối với thủ tục do Bộ công bố",
        "a) Rà soát danh mục",
        "đ) Tổ chức thực hiện",
        "(i) Rà soát, xây dựng phương án",
        "- Đơn vị thực hiện: Văn phòng",
        "+ Cải cách tổ chức bộ máy",
        "Điều 1. Phạm vi",
        "Nơi nhận:",
        "KT. GIÁM ĐỐC",
        "Sản phẩm dự kiến hoàn thành: Báo cáo",
        "2.1",
    ],
)
@pytest.mark.parametrize("end", [".", ";", ":"])
def test_a_mark_begins_something_new(second: str, end: str) -> None:
    assert joined(FULL + end, second) == [FULL + end, second]


def test_short_lines_stay_apart() -> None:
    assert joined("Văn phòng Sở", "Phòng Tổ chức cán bộ") == ["Văn phòng Sở", "Phòng Tổ chức cán bộ"]


def test_a_heading_does_not_swallow_the_text_behind_it() -> None:
    assert joined("1. Ưu điểm", "Với sự quan tâm của lãnh đạo") == [
        "1. Ưu điểm",
        "Với sự quan tâm của lãnh đạo",
    ]
    assert joined("KẾ HOẠCH", "kiểm tra năm 2026") == ["KẾ HOẠCH", "kiểm tra năm 2026"]


def test_signing_lines_in_capitals_stay_apart() -> None:
    assert joined("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC") == ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"]


def test_a_symbol_cut_behind_its_hyphen_becomes_whole() -> None:
    assert joined(f"{FULL} Kế hoạch số 43/KH-", "SGDĐT ngày 17/01/2024") == [
        f"{FULL} Kế hoạch số 43/KH-SGDĐT ngày 17/01/2024"
    ]
    assert put_together(["phòng Tổ chức -", "Hành chính"]) == "phòng Tổ chức - Hành chính"


def test_counting_inside_a_sentence_goes_on() -> None:
    first = "Sở đã trình rà soát 05 thủ tục: (1) Thành lập trung tâm giáo dục thường xuyên;"
    assert len(joined(first, "(2) Sáp nhập trung tâm giáo dục thường xuyên.")) == 1
    assert len(joined("gồm các nội dung sau đây, giao các phòng triển khai thực hiện:", "(1) Thành lập")) == 2


def test_lines_that_were_never_broken_join_only_when_a_sentence_goes_on() -> None:
    long = "Đánh giá, tổng kết Kế hoạch số 216/KH-UBND ngày 23/9/2021 của"
    assert joined(long, "UBND thành phố về chương trình", limit=0) == [
        f"{long} UBND thành phố về chương trình"
    ]
    assert joined("Sở Nội vụ báo cáo kết quả", "Sở Tài chính thẩm định", limit=0) == [
        "Sở Nội vụ báo cáo kết quả",
        "Sở Tài chính thẩm định",
    ]


@given(
    st.lists(
        st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=60),
        max_size=30,
    )
)
def test_no_word_is_lost_or_added(given_texts: list[str]) -> None:
    stripped = [text.strip() for text in given_texts if text.strip()]
    groups = join_lines([line(text) for text in stripped])
    assert [each.text for group in groups for each in group] == stripped
    together = "".join(put_together(each.text for each in group) for group in groups)
    assert together.replace(" ", "") == "".join(stripped).replace(" ", "")
