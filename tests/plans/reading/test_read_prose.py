"""Tasks in sentences: who gets work, and what is only good intention."""

from __future__ import annotations

from datetime import date

import pytest

from motcua.documents.reading.opening import read_document
from motcua.plans.enums import TermKind
from motcua.plans.rules.reading.found import FoundTask
from motcua.plans.rules.reading.prose.clauses import clauses, partners, receivers
from motcua.plans.rules.reading.whole import read_plan


def tasks(text: str) -> tuple[FoundTask, ...]:
    text = f"KẾ HOẠCH\n\nCải cách hành chính năm 2026\n\n{text}\n"
    return read_plan(read_document(content=text.encode(), name="ke-hoach.txt")).tasks


def test_each_hand_in_of_a_chain_is_a_task_of_its_own() -> None:
    found = tasks(
        "III. NHIỆM VỤ\n\n- Các trường trực thuộc lập danh sách gửi phòng Tổ chức - Hành chính trước 10/3/2026, phòng "
        "Tổ chức - Hành chính tổng hợp gửi Sở Nội vụ trong tháng 3/2026."
    )
    assert [(task.lead, task.submitted_to, task.term.kind, task.term.due_on) for task in found] == [
        ("Các trường trực thuộc", "phòng Tổ chức - Hành chính", TermKind.BEFORE_DAY, date(2026, 3, 9)),
        ("phòng Tổ chức - Hành chính", "Sở Nội vụ", TermKind.WITHIN, date(2026, 3, 31)),
    ]


def test_a_labelled_block_is_one_task_of_the_work_above_it() -> None:
    (task,) = tasks(
        "II. NỘI DUNG\n\n1. Chuẩn hóa quy trình tiếp nhận hồ sơ.\n\n- Đơn vị chủ trì: Văn phòng Sở.\n\n"
        "- Đơn vị phối hợp: Phòng Giáo dục Trung học, Thanh tra Sở.\n\n- Thời gian hoàn thành: Quý II/2026.\n\n"
        "- Sản phẩm: Quyết định ban hành quy trình."
    )
    assert (task.content, task.lead) == ("Chuẩn hóa quy trình tiếp nhận hồ sơ.", "Văn phòng Sở")
    assert task.partners == ("Phòng Giáo dục Trung học", "Thanh tra Sở")
    assert task.term.due_on == date(2026, 6, 30)
    assert task.product == "Quyết định ban hành quy trình"


def test_units_with_dashes_below_get_each_dash_as_a_duty() -> None:
    found = tasks(
        "IV. TỔ CHỨC THỰC HIỆN\n\n1. Văn phòng Sở\n\n- Theo dõi, đôn đốc các trường.\n\n"
        "- Tổng hợp báo cáo Ủy ban nhân dân tỉnh trước ngày 05/12/2026.\n\n"
        "- Thực hiện các nhiệm vụ khác được giao.\n\n2. Các trường trực thuộc\n\n- Xây dựng kế hoạch của trường."
    )
    assert [(task.lead, task.content.split(" ")[0]) for task in found] == [
        ("Văn phòng Sở", "Theo"),
        ("Văn phòng Sở", "Tổng"),
        ("Các trường trực thuộc", "Xây"),
    ]
    assert found[1].submitted_to == "Ủy ban nhân dân tỉnh"


def test_giving_work_in_so_many_words_is_a_task() -> None:
    (task,) = tasks(
        "II. NHIỆM VỤ\n\n1. Giao Phòng Kế hoạch - Tài chính chủ trì, phối hợp với Văn phòng Sở lập dự toán; hoàn thành "
        "trước ngày 20/02/2026."
    )
    assert task.lead == "Phòng Kế hoạch - Tài chính"
    assert task.partners == ("Văn phòng Sở",)
    assert task.term.due_on == date(2026, 2, 19)


def test_work_listed_under_a_month_has_its_term() -> None:
    found = tasks(
        "III. KẾ HOẠCH TỪNG THÁNG\n\n1. Tháng 9/2026\n\n- Khai giảng năm học mới.\n\n- Họp phụ huynh đầu năm."
    )
    assert [task.content for task in found] == ["Khai giảng năm học mới.", "Họp phụ huynh đầu năm."]
    assert {task.term.due_on for task in found} == {date(2026, 9, 30)}


def test_steps_and_people_and_what_concerns_a_unit() -> None:
    found = tasks(
        "II. NỘI DUNG\n\n1. Các bước\n\na) Bước 1: Các trường lập danh mục, gửi Phòng GDĐT trước ngày 20/3/2026.\n\n"
        "b) Bước 2: Bộ phận Một cửa tổng hợp, báo cáo UBND thành phố trước 10/4/2026.\n\n"
        "III. TỔ CHỨC THỰC HIỆN\n\n1. Đối với các trường trực thuộc:\n\n- Quán triệt kế hoạch tới giáo viên.\n\n"
        "- Báo cáo kết quả về Phòng GDĐT định kỳ hàng quý.\n\n"
        "2. Giao đồng chí Nguyễn Thị Lan - chuyên viên theo dõi, tổng hợp chung."
    )
    assert [(task.lead, task.submitted_to) for task in found] == [
        ("Các trường", "Phòng GDĐT"),
        ("Bộ phận Một cửa", "UBND thành phố"),
        ("các trường trực thuộc", ""),
        ("các trường trực thuộc", "Phòng GDĐT"),
        ("đồng chí Nguyễn Thị Lan - chuyên viên", ""),
    ]
    assert found[3].term.recurrence


@pytest.mark.parametrize(
    "sentence",
    [
        "I. MỤC ĐÍCH\n\n1. Nâng cao trách nhiệm của người đứng đầu các đơn vị trong năm 2026.",
        "I. YÊU CẦU\n\n- Các đơn vị hoàn thành nhiệm vụ trước ngày 15/12/2026.",
        "II. NHIỆM VỤ\n\n1. Đẩy mạnh tuyên truyền về cải cách hành chính.",
        "II. NHIỆM VỤ\n\n1. Phấn đấu đến hết năm 2026 đạt 80% hồ sơ trực tuyến.",
        "II. NHIỆM VỤ\n\n1. Triển khai Nghị quyết số 12/NQ-CP ngày 03/02/2026 của Chính phủ.",
        "III. KINH PHÍ\n\n- Các đơn vị sử dụng kinh phí tự chủ năm 2026.",
    ],
)
def test_words_of_purpose_are_no_tasks(sentence: str) -> None:
    assert tasks(sentence) == ()


def test_units_in_a_list_of_partners_do_not_act_by_themselves() -> None:
    (only,) = clauses("Văn phòng Sở chủ trì phối hợp với Sở Nội vụ, Công an tỉnh thực hiện kiểm tra.")
    assert only.unit == "Văn phòng Sở"
    assert partners(only.doing) == ("Sở Nội vụ", "Công an tỉnh")


@pytest.mark.parametrize(
    ("text", "to"),
    [
        ("gửi kết quả về phòng Tổ chức cán bộ trước 20/5", "phòng Tổ chức cán bộ"),
        ("nộp về Sở GDĐT (qua Văn phòng Sở) để tổng hợp", "Sở GDĐT (qua Văn phòng Sở)"),
        ("gửi Sở Nội vụ, Sở Tài chính trước ngày 15/8", "Sở Nội vụ, Sở Tài chính"),
        ("báo cáo Ban Giám đốc xem xét", "Ban Giám đốc"),
        ("không yêu cầu xuất trình giấy tờ cho cán bộ", ""),
        ("rà soát quy trình của Văn phòng", ""),
        ("lấy ý kiến trước khi trình Ủy ban nhân dân tỉnh", ""),
    ],
)
def test_to_whom_something_is_handed_in(text: str, to: str) -> None:
    assert receivers(text) == to


def test_duties_below_a_unit_in_bold_letters_have_its_lead() -> None:
    text = (
        "<p>KẾ HOẠCH</p><p>Cải cách hành chính năm 2026</p><p>I. TỔ CHỨC THỰC HIỆN</p>"
        "<p><b>Thanh tra Sở</b></p><p>- Kiểm tra việc niêm yết trước ngày 30/6/2026.</p>"
        "<p>- Báo cáo kết quả về Văn phòng Sở trước ngày 10/7/2026.</p>"
        "<p><b>Các phòng thuộc Sở</b></p><p>Gửi báo cáo về Văn phòng Sở trước ngày 01/12/2026.</p>"
    )
    reading = read_plan(read_document(content=f"<html><body>{text}</body></html>".encode(), name="x.html"))
    assert [task.lead for task in reading.tasks] == ["Thanh tra Sở", "Thanh tra Sở", "Các phòng thuộc Sở"]
