"""Difficulties of tables one by one: pages, notes, lost lines, tables that hold no tasks."""

from __future__ import annotations

from decimal import Decimal

import pytest

from motcua.documents.reading.opening import read_document
from motcua.plans.enums import Direction, ItemSource
from motcua.plans.rules.reading.found import FoundTask, PlanReading
from motcua.plans.rules.reading.whole import read_plan

HEAD = "| TT | Nội dung công việc | Đơn vị chủ trì | Thời gian | Sản phẩm |\n|---|---|---|---|---|\n"
TITLE = "# KẾ HOẠCH\n\nCải cách hành chính năm 2026\n\n"


def read(text: str, name: str = "ke-hoach.md") -> PlanReading:
    return read_plan(read_document(content=text.encode(), name=name))


def tasks(text: str, name: str = "ke-hoach.md") -> tuple[FoundTask, ...]:
    return read(text, name).tasks


def test_a_row_cut_by_a_page_is_put_together_in_each_column() -> None:
    found = tasks(
        f"{TITLE}{HEAD}| 1 | Rà soát các thủ tục thuộc | Văn phòng | Tháng | Báo cáo |\n\n"
        f"{HEAD}| | thẩm quyền của Sở | Sở | 5/2026 | kết quả |\n| 2 | Sơ kết | Văn phòng | Quý II | Báo cáo |\n"
    )
    assert [task.content for task in found] == ["Rà soát các thủ tục thuộc thẩm quyền của Sở", "Sơ kết"]
    assert (found[0].lead, found[0].term.text, found[0].product) == (
        "Văn phòng Sở",
        "Tháng 5/2026",
        "Báo cáo kết quả",
    )


def test_a_table_goes_on_without_its_head_on_the_next_page() -> None:
    found = tasks(
        f"{TITLE}{HEAD}| 1 | Rà soát thủ tục | Văn phòng | Quý I | Báo cáo |\n\n12\n\n"
        "| 2 | Kiểm tra các trường | Thanh tra Sở | Quý II | Kết luận |\n|---|---|---|---|---|\n"
        "| 3 | Tổng kết | Văn phòng | Quý IV | Báo cáo |\n"
    )
    assert [(task.number, task.lead) for task in found] == [
        ("1", "Văn phòng"),
        ("2", "Thanh tra Sở"),
        ("3", "Văn phòng"),
    ]


def test_a_row_that_counts_the_columns_and_one_that_signs_are_no_tasks() -> None:
    found = tasks(
        f"{TITLE}{HEAD}| (1) | (2) | (3) | (4) | (5) |\n| 1 | Tổ chức hội thi | Công đoàn | Quý III | Hội thi |\n"
        "| | Tổng cộng: 01 nhiệm vụ | | | |\n| | Người lập biểu | | | |\n"
    )
    assert [task.content for task in found] == ["Tổ chức hội thi"]


def test_a_note_below_goes_to_the_tasks_that_carry_its_sign() -> None:
    found = tasks(
        f"{TITLE}{HEAD}| 1 | Đo sự hài lòng (*) | Văn phòng | Quý III | Phiếu |\n"
        "| 2 | Họp tổ | Văn phòng | Quý IV | Biên bản |\n| | (*) Theo mẫu của Sở Nội vụ | | | |\n"
    )
    assert [task.note for task in found] == ["Theo mẫu của Sở Nội vụ", ""]


def test_tables_of_money_people_and_figures_give_no_tasks() -> None:
    reading = read(
        f"{TITLE}| TT | Nội dung chi | Đơn giá | Thành tiền |\n|---|---|---|---|\n"
        "| 1 | Nước uống | 10.000 | 500.000 |\n\n"
        "Danh sách:\n\n| TT | Họ và tên | Chức vụ | Nhiệm vụ |\n|---|---|---|---|\n"
        "| 1 | Trần Văn Bình | Tổ trưởng | Thành viên |\n"
    )
    assert reading.tasks == ()
    assert reading.targets == ()
    assert [warning.code for warning in reading.warnings] == ["nothing-found"]


def test_a_table_of_targets_gives_targets_of_the_plans_year() -> None:
    reading = read(
        f"{TITLE}| TT | Chỉ tiêu | Đơn vị tính | Thực hiện năm 2025 | Kế hoạch năm 2026 |\n|---|---|---|---|---|\n"
        "| 1 | Hồ sơ nộp trực tuyến | % | 61 | 75 |\n| 2 | Hồ sơ trễ hạn | % | 2 | Không quá 1 |\n"
        "| 3 | Lớp tập huấn | Lớp | 3 | 4 |\n"
    )
    assert reading.tasks == ()
    assert [(each.measures, each.number, each.unit, each.direction) for each in reading.targets] == [
        ("Hồ sơ nộp trực tuyến", Decimal(75), "%", Direction.AT_LEAST),
        ("Hồ sơ trễ hạn", Decimal(1), "%", Direction.AT_MOST),
        ("Lớp tập huấn", Decimal(4), "Lớp", Direction.AT_LEAST),
    ]


def test_a_table_before_the_signature_belongs_to_the_text() -> None:
    table = f"{HEAD}| 1 | Rà soát thủ tục | Văn phòng | Quý I | Báo cáo |\n"
    closing = "\nNơi nhận:\n\n- Lưu: VT.\n\nGIÁM ĐỐC\n\nLê Văn Sáng\n"
    (inside,) = tasks(f"{TITLE}I. NHIỆM VỤ\n\n{table}{closing}")
    (behind,) = tasks(f"{TITLE}I. NHIỆM VỤ\n\nLàm tốt.\n{closing}\nPHỤ LỤC\n\n{table}")
    assert (inside.source, behind.source) == (ItemSource.TEXT, ItemSource.ANNEX)


LOST = """KẾ HOẠCH
Chuyển đổi số năm 2026

I. MỤC ĐÍCH

1. Làm tốt hơn việc phục vụ.

Nơi nhận:
- Lưu: VT.

GIÁM ĐỐC

Lê Văn Sáng

PHỤ LỤC
"""
ROWS = (
    (
        "1",
        "Nâng cấp cổng thông tin của ngành",
        "Văn phòng Sở",
        "- Các phòng thuộc Sở\n- Trung tâm Công nghệ",
        "Quý I/2026",
        "Cổng mới",
    ),
    (
        "2",
        "Tập huấn ký số cho hiệu trưởng",
        "Phòng Tổ chức cán bộ",
        "- Các trường trực thuộc",
        "Tháng 4/2026",
        "Lớp tập huấn",
    ),
    (
        "3",
        "Kiểm tra an toàn thông tin",
        "Văn phòng Sở",
        "- Các phòng thuộc Sở",
        "Thường xuyên",
        "Biên bản kiểm tra",
    ),
    ("4", "Tổng kết, đánh giá", "Văn phòng Sở", "- Các phòng thuộc Sở", "Trước 15/12/2026", "Báo cáo"),
)
NAMES = ("STT", "Nội dung nhiệm vụ", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời gian hoàn thành", "Sản phẩm")


def _in_reading_order() -> str:
    return "\n\n".join([" ".join(NAMES), *(cell for row in ROWS for cell in row)])


def _with_a_tab_before_each_cell() -> str:
    return "\n".join(f"\t{cell}" for row in (NAMES, *ROWS) for cell in row)


def _in_columns() -> str:
    widths = (6, 38, 24, 26, 24, 20)
    lines: list[str] = []
    for row in (NAMES, *ROWS):
        cells = [cell.split("\n") for cell in row]
        for at in range(max(map(len, cells))):
            pieces = [cell[at] if at < len(cell) else "" for cell in cells]
            lines.append(
                "".join(piece.ljust(width) for piece, width in zip(pieces, widths, strict=True)).rstrip()
            )
    return "\n".join(lines)


@pytest.mark.parametrize("written", [_in_reading_order, _with_a_tab_before_each_cell, _in_columns])
def test_tables_that_lost_their_lines_give_their_tasks(written: object) -> None:
    assert callable(written)
    reading = read(f"{LOST}{written()}\n", "ke-hoach.txt")
    found = [
        (task.number, task.content, task.lead, task.partners, task.term.text, task.product)
        for task in reading.tasks
    ]
    assert found == [
        (number, content, lead, tuple(each[2:] for each in partners.split("\n")), term, product)
        for number, content, lead, partners, term, product in ROWS
    ]
    assert reading.warnings == ()


def test_a_lost_row_that_cannot_be_divided_is_kept_whole_with_a_warning() -> None:
    reading = read(
        f"{LOST}{' '.join(NAMES)}\n\n1\n\nchữ không rõ của ai, bao giờ xong, ra cái gì\n", "ke-hoach.txt"
    )
    (task,) = reading.tasks
    assert task.content == "chữ không rõ của ai, bao giờ xong, ra cái gì"
    assert (task.lead, task.partners, task.product) == ("", (), "")
    (warning,) = [each for each in reading.warnings if each.code == "row-not-divided"]
    assert warning.place == task.place


def test_an_unreadable_document_gives_its_warnings_and_nothing_else() -> None:
    from motcua.documents.reading.blocks import ReadDocument, ReadingWarning

    warning = ReadingWarning("scan", "Bản quét.")
    reading = read_plan(ReadDocument("x.pdf", "pdf", (), (warning,), is_readable=False))
    assert reading.warnings == (warning,)
    assert (reading.tasks, reading.targets, reading.sections, reading.findings) == ((), (), (), ())
    assert reading.header.title == ""


PAGES = """KẾ HOẠCH
Cải cách hành chính năm 2026

PHỤ LỤC

STT   Nhiệm vụ         Lãnh đạo     Đơn vị       Đơn vị       Thời gian    Sản phẩm
                       phụ trách    chủ trì      phối hợp     hoàn thành
1     Sắp xếp kho hồ   GĐ Hòa       Văn phòng    Các phòng    Quý I/2026   Kho hồ sơ
      sơ giấy của                                thuộc Sở
      những năm
STT   Nhiệm vụ       Lãnh đạo       Đơn vị        Đơn vị        Thời gian     Sản phẩm
                     phụ trách      chủ trì       phối hợp      hoàn thành
      trước và lập
      danh mục
2     Tập huấn cho GĐ Hòa           Phòng Tổ      Văn phòng     Tháng         Lớp
      văn thư                       chức cán bộ                 4/2026        tập huấn
3     Sơ kết         PGĐ Sáng       Văn phòng     Các phòng     Tháng         Báo cáo
                                                  thuộc Sở      7/2026
"""


def test_columns_may_stand_elsewhere_on_the_next_page_and_touch() -> None:
    found = tasks(PAGES, "ke-hoach.txt")
    assert [(task.content, task.lead, task.partners, task.term.text, task.product) for task in found] == [
        (
            "Sắp xếp kho hồ sơ giấy của những năm trước và lập danh mục",
            "Văn phòng",
            ("Các phòng thuộc Sở",),
            "Quý I/2026",
            "Kho hồ sơ",
        ),
        ("Tập huấn cho văn thư", "Phòng Tổ chức cán bộ", ("Văn phòng",), "Tháng 4/2026", "Lớp tập huấn"),
        ("Sơ kết", "Văn phòng", ("Các phòng thuộc Sở",), "Tháng 7/2026", "Báo cáo"),
    ]


ISSUED = """UBND TỈNH SƠN THỦY
Số: 90/QĐ-SGDĐT
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Sơn Thủy, ngày 12 tháng 01 năm 2026

QUYẾT ĐỊNH
Ban hành Kế hoạch kiểm tra cải cách hành chính năm 2026

GIÁM ĐỐC SỞ GIÁO DỤC VÀ ĐÀO TẠO

Căn cứ Quyết định số 5/QĐ-UBND ngày 04/01/2026 của Ủy ban nhân dân tỉnh;

QUYẾT ĐỊNH:

Điều 1. Ban hành kèm theo Quyết định này Kế hoạch kiểm tra năm 2026.
Điều 2. Chánh Văn phòng, Trưởng các phòng chịu trách nhiệm thi hành Quyết định này./.

Nơi nhận:
- Lưu: VT.

GIÁM ĐỐC

Lê Văn Sáng

KẾ HOẠCH
Kiểm tra cải cách hành chính năm 2026
(Kèm theo Quyết định số 90/QĐ-SGDĐT ngày 12/01/2026)

I. CHỈ TIÊU
1. Kiểm tra tối thiểu 30% số trường.

II. NỘI DUNG
1. Kiểm tra việc niêm yết thủ tục
- Đơn vị chủ trì: Thanh tra Sở.
- Thời gian hoàn thành: Tháng 9/2026.
- Sản phẩm: Biên bản kiểm tra.

III. TỔ CHỨC THỰC HIỆN
1. Văn phòng Sở tổng hợp, báo cáo Giám đốc Sở trước ngày 10/12/2026.
"""


def test_the_plan_that_a_decision_issues_is_read_as_the_text() -> None:
    reading = read(ISSUED, "quyet-dinh.txt")
    assert reading.header.title == "Ban hành Kế hoạch kiểm tra cải cách hành chính năm 2026"
    assert (reading.header.signer, reading.header.symbol) == ("Lê Văn Sáng", "QĐ-SGDĐT")
    assert [(task.lead, task.product) for task in reading.tasks] == [
        ("Thanh tra Sở", "Biên bản kiểm tra"),
        ("Văn phòng Sở", ""),
    ]
    assert [(each.number, each.source) for each in reading.targets] == [(Decimal(30), ItemSource.TEXT)]


def test_an_annex_written_as_text_gives_tasks_and_a_form_gives_none() -> None:
    closing = "Nơi nhận:\n\n- Lưu: VT.\n\nGIÁM ĐỐC\n\nLê Văn Sáng\n\n"
    annex = (
        "PHỤ LỤC I\n\nNHIỆM VỤ TRUYỀN THÔNG\n\n1. Phát tờ rơi cho phụ huynh\n\nĐơn vị thực hiện: Các trường\n\n"
        "Thời gian: Tháng 5/2026\n\nSản phẩm: Tờ rơi\n\n"
    )
    form = (
        "PHỤ LỤC II\n\nMẪU BÁO CÁO\n\nI. KẾT QUẢ\n\n1. Văn phòng đã gửi báo cáo trước ngày 05/6/2026.\n\n"
        "2. Tỷ lệ hồ sơ đúng hạn đạt 90%.\n"
    )
    reading = read(f"{TITLE}I. NHIỆM VỤ\n\nTheo phụ lục.\n\n{closing}{annex}{form}")
    assert [(task.content, task.lead, task.source) for task in reading.tasks] == [
        ("Phát tờ rơi cho phụ huynh", "Các trường", ItemSource.ANNEX)
    ]
    assert reading.targets == ()
