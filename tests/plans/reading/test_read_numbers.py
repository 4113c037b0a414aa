"""Numbers of rows in tables that lost their lines: cut by a narrow column, left out, or not to be found at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from motcua.documents.reading.opening import read_document
from motcua.plans.rules.reading.found import PlanReading
from motcua.plans.rules.reading.whole import read_plan

HEAD = "KẾ HOẠCH\nSố hóa hồ sơ năm 2024\n\nSTT Nội dung công việc Đơn vị chủ trì Thời gian thực hiện Sản phẩm\n\n"
WORK = ("Rà soát hồ sơ lưu", "Quét hồ sơ của", "Kiểm tra tệp đã quét", "Bàn giao kho giấy")


def read(numbers: Iterable[int], *, written: Callable[[int], str] | None = None) -> PlanReading:
    written = written or alone
    rows = (
        f"{written(each)}{WORK[each % 4]}\nđợt {each} của phòng\n\nVăn phòng Sở\n\nTrước ngày\n"
        f"15/{each % 12 + 1}/20\n24\n\nBáo cáo\n"
        for each in numbers
    )
    text = HEAD + "\n".join(rows)
    return read_plan(read_document(content=text.encode(), name="ke-hoach.txt"))


def digits_below_each_other(number: int) -> str:
    return "\n".join(str(number)) + "\n\n"


def alone(number: int) -> str:
    return f"{number}\n\n"


def before_its_words(number: int) -> str:
    return f"{number} "


def numbers(reading: PlanReading) -> list[int]:
    return [int(task.number) for task in reading.tasks if task.number]


def test_numbers_cut_into_single_digits_are_put_together() -> None:
    reading = read(range(1, 121), written=digits_below_each_other)
    assert numbers(reading) == list(range(1, 121))
    assert {task.lead for task in reading.tasks} == {"Văn phòng Sở"}


def test_years_cut_in_two_are_put_together() -> None:
    due = [str(task.term.text) for task in read(range(1, 4)).tasks]
    assert due == ["Trước ngày 15/2/2024", "Trước ngày 15/3/2024", "Trước ngày 15/4/2024"]


def test_a_number_that_was_left_out_is_passed_over() -> None:
    left_out = [each for each in range(1, 20) if each not in (7, 12, 13)]
    assert numbers(read(left_out, written=before_its_words)) == left_out


def test_a_jump_that_nothing_goes_on_from_is_no_number() -> None:
    reading = read([1, 2, 5, 3, 4])
    assert numbers(reading) == [1, 2, 3, 4]


def test_a_row_that_swallowed_others_is_not_taken_and_told() -> None:
    reading = read([1, 2, *[90 + 5 * each for each in range(80)]])
    assert numbers(reading) == [1]
    (warning,) = [each for each in reading.warnings if each.code == "row-too-long"]
    assert "Hàng 2 (" in warning.message
    assert warning.place is not None
    assert max(len(task.content) for task in reading.tasks) < 2000


def table(rows: Iterable[tuple[str, str, str, str]]) -> str:
    head = ("STT", "Nội dung công việc", "Đơn vị chủ trì", "Thời gian")
    lines = ["".join(f"<td>{cell}</td>" for cell in row) for row in (head, *rows)]
    return "<table>" + "".join(f"<tr>{line}</tr>" for line in lines) + "</table>"


def read_pages(*pages: Iterable[tuple[str, str, str, str]]) -> PlanReading:
    text = "<html><body><p>KẾ HOẠCH</p><p>Số hóa hồ sơ năm 2024</p><p>PHỤ LỤC</p>"
    content = text + "".join(map(table, pages)) + "</body></html>"
    return read_plan(read_document(content=content.encode(), name="ke-hoach.html"))


def rows_up_to(last: int) -> list[tuple[str, str, str, str]]:
    return [
        ("<br>".join(str(each)), f"Quét hồ sơ đợt {each}", "Văn phòng Sở", "Trước ngày 15/9/20<br>24")
        for each in range(1, last + 1)
    ]


def test_numbers_and_years_cut_inside_cells_are_put_together() -> None:
    tasks = read_pages(rows_up_to(12)).tasks
    assert [task.number for task in tasks] == [str(each) for each in range(1, 13)]
    assert {task.term.text for task in tasks} == {"Trước ngày 15/9/2024"}


def test_a_row_whose_number_the_page_cut_is_one_row() -> None:
    first = [*rows_up_to(12), ("1", "Rà soát thủ tục cấp phép đối với", "Phòng Giáo dục", "Trước ngày")]
    second = [("3", "trung tâm ngoại ngữ", "Thường xuyên", "15/8/2024"), ("14", "Tổng kết", "Thanh tra", "")]
    tasks = read_pages(first, second).tasks
    assert [task.number for task in tasks][-2:] == ["13", "14"]
    assert tasks[-2].content == "Rà soát thủ tục cấp phép đối với trung tâm ngoại ngữ"
    assert (tasks[-2].lead, tasks[-2].term.text) == ("Phòng Giáo dục Thường xuyên", "Trước ngày 15/8/2024")


def test_a_row_whose_number_stands_once_more_on_the_next_page_is_one_row() -> None:
    first = [*rows_up_to(3), ("4", "Rà soát thủ tục", "Thanh tra Sở", "Tháng 5/2024")]
    second = [("4", "cấp phép dạy thêm", "", ""), ("5", "Tổng kết", "Thanh tra Sở", "Tháng 12/2024")]
    tasks = read_pages(first, second).tasks
    assert [(task.number, task.content) for task in tasks[-2:]] == [
        ("4", "Rà soát thủ tục cấp phép dạy thêm"),
        ("5", "Tổng kết"),
    ]
