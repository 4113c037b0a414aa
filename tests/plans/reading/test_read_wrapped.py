"""Text out of PDF files and web pages: cells that share a line, wrapped heads, numbers alone; and never an error."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from motcua.documents.reading.opening import read_document
from motcua.plans.rules.reading.found import PlanReading
from motcua.plans.rules.reading.whole import read_plan

WRAPPED_HEAD = """ỦY
BAN NHÂN DÂN
XÃ AN PHÚ
-------
|
CỘNG
HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh
phúc
|
Số:
27/KH-UBND
|
An
Phú, ngày 08 tháng 9
năm 2025
|
KẾ
HOẠCH
Công khai thủ tục hành chính năm 2025
I. NỘI DUNG
1. Phòng Văn hóa - Xã hội gửi báo cáo về Ủy ban nhân dân xã trước ngày 15/10/2025.
"""

SHARED_LINES = """KẾ HOẠCH
Công khai thủ tục hành chính năm 2024

PHỤ LỤC

STT Nội dung công việc Đơn vị chủ trì Đơn vị phối hợp Thời gian Sản phẩm

I Công khai
1 Lập danh mục thủ tục phải công khai tại
bộ phận tiếp nhận hồ sơ

Văn phòng Sở Các phòng thuộc Sở Tháng 02/2024 Danh mục

2

In bảng niêm yết và dán tại nơi tiếp dân
của từng đơn vị

Thanh tra Sở - Văn phòng Sở Trước ngày
15/3/202
4

Bảng niêm yết

3 Đưa danh mục lên trang thông tin điện tử
và kiểm tra đường dẫn

Phòng Công nghệ thông
tin

Văn phòng Sở Quý II/2024 Chuyên mục

4 Hỏi ý kiến phụ huynh về cách công khai

Văn phòng Sở Các phòng thuộc Sở Thường xuyên Báo cáo

III. TỔ CHỨC THỰC HIỆN
1. Văn phòng Sở tổng hợp, báo cáo Giám đốc Sở trước ngày 10/12/2024.
"""


def read(text: str) -> PlanReading:
    return read_plan(read_document(content=text.encode(), name="ke-hoach.txt"))


def test_a_head_wrapped_by_narrow_columns_is_whole() -> None:
    header = read(WRAPPED_HEAD).header
    assert header.issuer == "ỦY BAN NHÂN DÂN XÃ AN PHÚ"
    assert (header.number, header.symbol) == ("27", "KH-UBND")
    assert (header.place_name, str(header.issued_on)) == ("An Phú", "2025-09-08")
    assert (header.kind, header.title) == ("Kế hoạch", "Công khai thủ tục hành chính năm 2025")


def test_cells_that_share_a_line_go_to_their_columns() -> None:
    tasks = [task for task in read(SHARED_LINES).tasks if task.number]
    said = [(task.number, task.lead, task.partners, task.term.text, task.product) for task in tasks]
    assert said == [
        ("1", "Văn phòng Sở", ("Các phòng thuộc Sở",), "Tháng 02/2024", "Danh mục"),
        ("2", "Thanh tra Sở", ("Văn phòng Sở",), "Trước ngày 15/3/2024", "Bảng niêm yết"),
        ("3", "Phòng Công nghệ thông tin", ("Văn phòng Sở",), "Quý II/2024", "Chuyên mục"),
        ("4", "Văn phòng Sở", ("Các phòng thuộc Sở",), "Thường xuyên", "Báo cáo"),
    ]


def test_a_part_of_the_text_below_a_lost_table_is_no_row_of_it() -> None:
    last = read(SHARED_LINES).tasks[-1]
    assert (last.number, last.lead) == ("", "Văn phòng Sở")
    assert str(last.term.due_on) == "2024-12-09"


def test_rows_of_a_form_with_numbers_only_are_no_tasks() -> None:
    form = "KẾ HOẠCH\nNăm 2025\n\nSTT Nội dung Đơn vị chủ trì Thời hạn\n1\n2\n3 …\n"
    assert read(form).tasks == ()


LINES = st.sampled_from((WRAPPED_HEAD + SHARED_LINES).split("\n"))
ODD = st.text(alphabet="aIVX1.9/|-–\t ():;Đế\n\f", max_size=40)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.one_of(LINES, ODD), max_size=40))
def test_lines_in_any_order_are_read_without_an_error(lines: list[str]) -> None:
    reading = read_plan(read_document(content="\n".join(["KẾ HOẠCH", *lines]).encode(), name="x.txt"))
    assert all(task.place is not None for task in reading.tasks)
