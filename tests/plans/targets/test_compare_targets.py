"""Targets against each other and against indicators."""

from __future__ import annotations

import pytest

from motcua.documents.reading.blocks import Place
from motcua.plans.enums import ItemSource
from motcua.plans.rules.reading.found import FoundTarget
from motcua.plans.rules.targets import Measured, conflicting, find_targets, suggest_indicators


def targets(*texts: str) -> list[FoundTarget]:
    return [
        each
        for line, text in enumerate(texts, start=1)
        for each in find_targets(text, place=Place(line=line), source=ItemSource.TEXT)
    ]


def pairs(*texts: str) -> list[tuple[str, str, bool]]:
    return [
        (str(each.one.number), str(each.other.number), each.is_part) for each in conflicting(targets(*texts))
    ]


@pytest.mark.parametrize(
    ("one", "other", "numbers"),
    [
        (
            "Mức độ hài lòng của người dân và doanh nghiệp về giải quyết TTHC đạt 95% trở lên.",
            "Mức độ hài lòng của người dân, doanh nghiệp về giải quyết thủ tục hành chính đạt trên 90%",
            ("95", "90"),
        ),
        (
            "100% hồ sơ giải quyết TTHC giải quyết đúng hạn.",
            "tỷ lệ hồ sơ TTHC tiếp nhận trong năm được giải quyết trước và đúng hạn đạt trên 90%",
            ("100", "90"),
        ),
        (
            "Thực hiện khai thác, sử dụng lại thông tin số hóa là 55%.",
            "Phấn đấu đạt 100% kết quả giải quyết TTHC được tái sử dụng.",
            ("55", "100"),
        ),
        (
            "Tối thiểu 70% cán bộ quản lý tham gia bồi dưỡng kỹ năng số.",
            "80% cán bộ quản lý tham gia bồi dưỡng kỹ năng số.",
            ("70", "80"),
        ),
    ],
)
def test_different_numbers_for_one_measure(one: str, other: str, numbers: tuple[str, str]) -> None:
    assert pairs(one, other) == [(*numbers, False)]


def test_a_part_above_its_whole() -> None:
    whole = "Tỷ lệ 60% hồ sơ trực tuyến trên tổng số hồ sơ tiếp nhận, giải quyết TTHC."
    part = "tối thiểu 80% hồ sơ TTHC được xử lý hoàn toàn trực tuyến"
    assert pairs(whole, part) == [("80", "60", True)]
    assert pairs(part.replace("80", "50"), whole) == []


@pytest.mark.parametrize(
    "texts",
    [
        ("100% hồ sơ giải quyết đúng hạn.", "Tỷ lệ hồ sơ đúng hạn đạt 100%."),
        ("Tối thiểu 30% cơ quan được kiểm tra.", "Kiểm tra ít nhất 30% số cơ quan."),
        ("Chỉ số hài lòng đạt trên 85%, phấn đấu đạt 90%.",),
        ("Đến năm 2025, 70% trường đạt chuẩn quốc gia; đến năm 2030 đạt 80% trường đạt chuẩn quốc gia.",),
        ("Tỷ lệ giáo viên đạt chuẩn: Mầm non 95%, Tiểu học 90%, THCS 92%.",),
        ("Tỷ lệ hồ sơ trực tuyến cấp tỉnh đạt 80%.", "Tỷ lệ hồ sơ trực tuyến cấp xã đạt 50%."),
        (
            "Tỷ lệ thanh toán trực tuyến trên tổng số giao dịch thanh toán tối thiểu 30%",
            "Tỷ lệ thủ tục hành chính có yêu cầu nghĩa vụ tài chính được thanh toán trực tuyến tối thiểu 80%",
        ),
        (
            "Tỷ lệ TTHC được giải quyết trước hạn và đúng hạn là 98% (trong đó, phấn đấu trước hạn tối thiểu 20%).",
        ),
        (
            "100% TTHC đủ điều kiện được cung cấp trực tuyến toàn trình.",
            "50% hồ sơ trực tuyến toàn trình.",
        ),
        ("Ít nhất 02 mô hình mới.", "Ít nhất 30% mô hình mới."),
    ],
)
def test_no_conflict(texts: tuple[str, ...]) -> None:
    assert pairs(*texts) == []


INDICATORS = [
    Measured("on-time", "Tỷ lệ hồ sơ giải quyết đúng hạn", ("Hồ sơ trước hạn và đúng hạn",)),
    Measured("satisfied", "Mức độ hài lòng của người dân, doanh nghiệp", ("SIPAS",)),
    Measured("online", "Tỷ lệ hồ sơ nộp trực tuyến"),
    Measured("digitised", "Tỷ lệ số hóa hồ sơ, kết quả giải quyết TTHC"),
    Measured("paid", "Tỷ lệ thanh toán trực tuyến"),
    Measured("inspected", "Tỷ lệ đơn vị được kiểm tra"),
    Measured("services", "Tỷ lệ TTHC cung cấp dịch vụ công trực tuyến toàn trình"),
    Measured("answered", "Tỷ lệ xử lý phản ánh, kiến nghị đúng hạn"),
]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Tỷ lệ TTHC được giải quyết trước hạn và đúng hạn là 98%.", "on-time"),
        ("Mức độ hài lòng của người dân đạt 95% trở lên.", "satisfied"),
        ("Tỷ lệ 60% hồ sơ trực tuyến trên tổng số hồ sơ tiếp nhận.", "online"),
        ("Số hóa hồ sơ và kết quả giải quyết TTHC còn hiệu lực đạt tỷ lệ là 80%.", "digitised"),
        ("Thanh toán trực tuyến trên tổng số giao dịch thanh toán đạt 60%.", "paid"),
        ("Kiểm tra tối thiểu 30% các đơn vị trực thuộc.", "inspected"),
        ("100% TTHC đủ điều kiện được cung cấp dịch vụ công trực tuyến toàn trình.", "services"),
        ("100% phản ánh, kiến nghị được tiếp nhận, xử lý.", "answered"),
    ],
)
def test_the_nearest_indicator_comes_first(text: str, code: str) -> None:
    (target,) = targets(text)
    found = suggest_indicators(target, INDICATORS)
    assert found[0].code == code
    assert found == sorted(found, key=lambda each: -each.score)
    assert all(0 < each.score <= 1 for each in found)


def test_nothing_is_suggested_for_something_else() -> None:
    (target,) = targets("Tỷ lệ phòng học kiên cố đạt 92%.")
    assert suggest_indicators(target, INDICATORS) == []
    assert suggest_indicators(target, []) == []
