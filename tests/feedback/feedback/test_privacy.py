"""What tells who somebody is goes out of a text before the public reads it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.feedback.enums.feedback import PersonalKind
from motcua.feedback.rules.feedback.privacy import find_personal, left_in, redact
from motcua.kernel.text import clean

K = PersonalKind


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Gọi 0912345678 giúp tôi", "Gọi [số điện thoại] giúp tôi"),
        ("Gọi 0912.345.678 hoặc +84 912 345 678.", "Gọi [số điện thoại] hoặc [số điện thoại]."),
        ("Số máy bàn 0225 3842 123", "Số máy bàn [số điện thoại]"),
        ("viết cho dan.pham+1@example.com.vn nhé", "viết cho [thư điện tử] nhé"),
        ("căn cước 031085001234 đã nộp", "căn cước [số giấy tờ] đã nộp"),
        ("hộ chiếu C1234567", "hộ chiếu [số giấy tờ]"),
        ("hồ sơ H24.17-260917-0042 bị chậm", "hồ sơ [mã hồ sơ] bị chậm"),
        ("như PA-ABCD-2345 đã gửi", "như [mã phản ánh] đã gửi"),
        ("Tôi là Phạm Thị Dân, phụ huynh", "Tôi là [họ tên], phụ huynh"),
        ("cán bộ Nguyễn Thị Lý hẹn lại", "cán bộ [họ tên] hẹn lại"),
        ("chị Hương ở bàn số 2", "chị [họ tên] ở bàn số 2"),
        ("NGUYỄN VĂN AN đã nộp", "[họ tên] đã nộp"),
        ("nhà ở số 5 ngõ 12 phố Cầu Đất", "nhà ở [địa chỉ]"),
        ("con tôi học Trường THPT Nguyễn Trãi", "con tôi học Trường THPT Nguyễn Trãi"),
        ("trên đường Lê Lợi", "trên đường Lê Lợi"),
        ("Sở Giáo dục và Đào tạo", "Sở Giáo dục và Đào tạo"),
        ("lệ phí 20.000 đồng, 15 ngày làm việc", "lệ phí 20.000 đồng, 15 ngày làm việc"),
        ("Nghị định 20/2008/NĐ-CP ngày 14/02/2008", "Nghị định 20/2008/NĐ-CP ngày 14/02/2008"),
        ("thủ tục 1.005143 yêu cầu", "thủ tục 1.005143 yêu cầu"),
        ("nhà trường tổ chức thi, đội tuyển đã có", "nhà trường tổ chức thi, đội tuyển đã có"),
        ("Quyết định số 12 của Sở", "Quyết định số 12 của Sở"),
    ],
)
def test_what_goes_and_what_stays(text: str, wanted: str) -> None:
    assert redact(text).text == wanted


def test_known_names_and_addresses_go_wherever_they_stand() -> None:
    text = "h mông tra lò a pao ở bản Pa Ủ: tôi, Lò A  Pao, hỏi"
    told = redact(text, names=["Lò A Pao"], addresses=["bản Pa Ủ"])
    assert told.text == "h mông tra [họ tên] ở [địa chỉ]: tôi, [họ tên], hỏi"
    assert told.counts == {K.NAME: 2, K.ADDRESS: 1}


def test_what_is_left_is_shown_to_the_officer() -> None:
    assert left_in("Bà Trần Thị B gọi 0912345678") == ["Trần Thị B", "0912345678"]
    assert left_in("Đã trả lời theo quy định") == []


def test_nothing_overlaps_and_redacting_again_changes_nothing() -> None:
    text = "Ông Nguyễn Văn An, số 5 ngõ 12 phố Cầu Đất, 0912345678, an@x.vn, hồ sơ H24.17-260917-0042"
    found = find_personal(text)
    assert all(one.end <= later.start for one, later in pairwise(found))
    once = redact(text).text
    assert redact(once).text == once
    assert not any(sign.isdigit() for sign in once)


@settings(max_examples=60)
@given(st.text(max_size=300))
def test_any_text_can_be_read(text: str) -> None:
    once = redact(text)
    assert once.text.count("[") == clean(text).count("[") - _swallowed(text) + sum(once.counts.values())


def _swallowed(text: str) -> int:
    """Brackets inside of what was found."""
    kept = clean(text)
    return sum(kept[one.start : one.end].count("[") for one in find_personal(kept))


@given(st.integers(0, 10**8 - 1), st.sampled_from(["", " ", ".", "-"]))
def test_every_mobile_number_goes(number: int, between: str) -> None:
    digits = f"09{number:08d}"
    written = between.join((digits[:4], digits[4:7], digits[7:]))
    assert digits[-3:] not in redact(f"xin gọi {written} gấp").text
