"""Tables that lost their lines and have no column of numbers: rows begin with what is to be done."""

from __future__ import annotations

from motcua.documents.reading.opening import read_document
from motcua.plans.rules.reading.found import PlanReading
from motcua.plans.rules.reading.whole import read_plan

HEAD = """KẾ HOẠCH
Chuyển đổi số năm 2025

PHỤ LỤC

Nội dung công việc Đơn vị chủ trì Đơn vị phối hợp Thời gian thực
hiện

Sản phẩm

"""
ROWS = """Ban hành quyết định kiện toàn tổ giúp việc
của xã

Phòng Văn hóa - Xã
hội

Văn phòng UBND

Tháng 8/2025 Quyết định của UBND
xã

Niêm yết mã tra cứu tại nơi tiếp dân

Trung tâm
Phục vụ hành chính công

Các phòng chuyên
môn

Trước
31/8/2025

Báo cáo kết quả

Tổng kết, khen thưởng

Văn phòng UBND

Các phòng chuyên
môn

Thường xuyên Báo cáo
"""
NOBODY = """Nhà văn hóa thôn Đông, loa đài, ghế

Sân bóng, cột cờ, hàng rào

Cổng làng, đường bê tông
"""


def read(rows: str) -> PlanReading:
    return read_plan(read_document(content=(HEAD + rows).encode(), name="ke-hoach.txt"))


def test_rows_without_numbers_are_told_apart_by_what_is_to_be_done() -> None:
    said = [(task.content.split(",")[0], task.lead, task.partners, task.product) for task in read(ROWS).tasks]
    assert said == [
        (
            "Ban hành quyết định kiện toàn tổ giúp việc của xã",
            "Phòng Văn hóa - Xã hội",
            ("Văn phòng UBND",),
            "Quyết định của UBND xã",
        ),
        (
            "Niêm yết mã tra cứu tại nơi tiếp dân",
            "Trung tâm Phục vụ hành chính công",
            ("Các phòng chuyên môn",),
            "Báo cáo kết quả",
        ),
        ("Tổng kết", "Văn phòng UBND", ("Các phòng chuyên môn",), "Báo cáo"),
    ]


def test_terms_of_rows_without_numbers_are_read() -> None:
    assert [task.term.text for task in read(ROWS).tasks] == [
        "Tháng 8/2025",
        "Trước 31/8/2025",
        "Thường xuyên",
    ]


def test_a_table_whose_rows_cannot_be_told_apart_gives_a_warning_and_no_task() -> None:
    reading = read(NOBODY)
    assert reading.tasks == ()
    (warning,) = [each for each in reading.warnings if each.code == "table-not-parted"]
    assert "Không nhập nhiệm vụ nào từ bảng này" in warning.message
    assert warning.place is not None
    assert warning.place.line == 11
