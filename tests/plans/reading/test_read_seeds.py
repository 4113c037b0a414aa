"""The real plans beside the project: every task with its lead, partners, term, product and place.

Long texts are compared by a digest of their words, so that the documents themselves stay where they are.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path

import pytest

from motcua.documents.reading.opening import read_document
from motcua.plans.enums import ItemSource, TermKind
from motcua.plans.rules.reading.found import FoundTask, PlanReading
from motcua.plans.rules.reading.whole import read_plan

SEEDS = Path(__file__).resolve().parents[4] / "shared" / "seeds"
pytestmark = [
    pytest.mark.shared_data,
    pytest.mark.skipif(not SEEDS.is_dir(), reason="shared data is not beside the project"),
]

DIVISIONS = ("Các phòng CMNV Sở",)
DIVISIONS_AND_SCHOOLS = (*DIVISIONS, "Phòng GDĐT quận, huyện", "các đơn vị giáo dục")
INSPECTORS = ("Thanh tra", "các phòng Sở", "các đơn vị liên quan")
_MIDDLE = ("Giáo dục Trung học", "Khảo thí và Kiểm định chất lượng giáo dục")
_FINANCE_AND_ALL = "Kế hoạch tài chính các cơ quan, tổ chức có liên quan"
FIVE_A = ("Tổ chức cán bộ", "GDTX&DH", *_MIDDLE, "các cơ quan, tổ chức có liên quan")
FIVE_B = ("Tổ chức cán bộ", "GDTX&DH", *_MIDDLE, _FINANCE_AND_ALL)
FIVE_C = ("Tổ chức cán bộ", "GDTX&ĐH", *_MIDDLE, _FINANCE_AND_ALL)
SIX = ("Văn phòng", *FIVE_C)

OFFICES = "Các Phòng Giáo dục và Đào tạo quận, huyện, thị xã"
DIVISIONS_ONLY = ("Các phòng thuộc Sở",)
TWO = (*DIVISIONS_ONLY, OFFICES)
ALL = (*TWO, "Các đơn vị trực thuộc")
OFFICES_UNITS = (OFFICES, "Các đơn vị trực thuộc")
FINANCE = ("Phòng Kế hoạch Tài chính",)
TECHNOLOGY = ("Phòng Chính trị tư tưởng – Khoa học công nghệ",)
NONE: tuple[str, ...] = ()
FOCAL = (
    "Văn phòng Sở làm đầu mối tổng hợp; các đơn vị (nơi có kiến nghị, phản ánh được chuyển đến) có trách nhiệm xử lý, "
    "giải quyết, trả lời, báo cáo theo quy định"
)

# number, lead, partners, kind of term, term, digest of the content, digest of the product, line
Row = tuple[str, str, tuple[str, ...], str, str, str, str, int]
PLAN_2025: tuple[Row, ...] = (
    ("1", "Văn phòng", DIVISIONS, "before_day", "Trước ngày 15/01/2025", "37fbf1cf15", "42d64fe488", 276),
    ("2", "Tổ chức cán bộ", DIVISIONS_AND_SCHOOLS, "within", "Cả năm 2025", "9d3904f13e", "b394b3838f", 277),
    ("3", "Văn phòng", INSPECTORS, "within", "Cả năm 2025", "f8d053a9ef", "c83e700074", 278),
    (
        "4",
        "Các phòng Sở, các đơn vị liên quan",
        FIVE_A,
        "within",
        "Cả năm 2025",
        "e8b868e88e",
        "9dc585c313",
        279,
    ),
    ("5", "Văn phòng Sở", FIVE_B, "within", "Cả năm 2025", "6fe1a3c87c", "be863d08c3", 280),
    ("6", "Văn phòng Sở", FIVE_C, "within", "Cả năm 2025", "8833affd9c", "4f5eea859c", 284),
    ("7", "Văn phòng Sở", FIVE_C, "within", "Cả năm 2025", "757f5b0dc0", "f443c2de56", 285),
    ("8", "Văn phòng Sở", FIVE_C, "within", "Cả năm 2025", "0ef57a6112", "e7229ac8f9", 286),
    ("9", "Văn phòng Sở", FIVE_C, "within", "Cả năm 2025", "7b699659e9", "", 287),
    ("10", "Văn phòng Sở", FIVE_C, "within", "Cả năm 2025", "8bd7ad3df2", "26b4138628", 288),
    ("11", "Văn phòng Sở", FIVE_C, "within", "Cả năm 2025", "a7a6f9d823", "ae1219d214", 293),
    ("12", "Thanh tra Sở", SIX, "within", "Cả năm 2025", "f44d0a4604", "2c02e5cd6f", 294),
    ("13", "TCCB", DIVISIONS, "within", "Cả năm 2025", "8c05999363", "ee870169ac", 295),
    ("14", "TCCB", DIVISIONS, "within", "Cả năm 2025", "85920a07ff", "d32b80baed", 296),
    ("15", "TCCB", DIVISIONS, "within", "Cả năm 2025", "8ba4a41550", "d32b80baed", 301),
    ("16", "TCCB", DIVISIONS, "within", "Cả năm 2025", "d25c18bc37", "f4782e3fd2", 302),
    ("17", "Kế hoạch tài chính", DIVISIONS, "within", "Cả năm 2025", "130f0754cc", "fb0cce578e", 303),
    ("18", "Kế hoạch tài chính", DIVISIONS, "within", "Cả năm 2025", "ff3e6a69a4", "fb0cce578e", 304),
)
PLAN_2023: tuple[Row, ...] = (
    ("1.1", "Văn phòng Sở", ALL, "within", "Tháng 02/2023", "f7cc542b0b", "4caeaa184a", 298),
    ("1.2", "Văn phòng Sở", ALL, "within", "Tháng 02/2023", "cc1e2a47f2", "4caeaa184a", 314),
    ("1.3", "Văn phòng Sở", ALL, "within", "Tháng 02/2023", "440ec54bbf", "4caeaa184a", 330),
    ("1.4", "Văn phòng Sở", TWO, "within", "Tháng 02/2023", "a768d6defb", "4caeaa184a", 350),
    ("1.5", "Văn phòng Sở", FINANCE, "within", "Tháng 02/2023", "58781c0fc9", "4caeaa184a", 363),
    ("2.1", "Văn phòng Sở", TWO, "within", "Năm 2023", "899d016360", "d9de7043b7", 381),
    (
        "2.2",
        "Văn phòng Sở",
        NONE,
        "recurring",
        "06 tháng/lần hoặc khi thấy cần thiết.",
        "7096722bfa",
        "e1c4eaaac2",
        406,
    ),
    ("3.1", "Văn phòng Sở", TWO, "continuous", "Thường xuyên", "8091d84c8d", "07dbc83cc7", 419),
    ("3.2", "Văn phòng Sở", TWO, "within", "Trong năm 2023.", "2fd32b31c2", "0521e997e6", 446),
    ("3.3", "Văn phòng Sở", OFFICES_UNITS, "continuous", "Thường xuyên.", "78109250bd", "597b94d356", 463),
    ("3.4", "Văn phòng Sở", OFFICES_UNITS, "continuous", "Thường xuyên.", "b4afc140c0", "597b94d356", 488),
    ("4.1", "Ban Tiếp công dân", ALL, "continuous", "Thường xuyên", "16be5f0e92", "4544babc1d", 517),
    ("4.2", "Văn phòng Sở", ALL, "within", "Tháng 02/2023", "a5e1328e04", "4e709c557e", 555),
    ("4.3", FOCAL, ALL, "continuous", "Thường xuyên.", "ef89c214f9", "70b519e536", 579),
    ("5.1", "Văn phòng Sở", TWO, "within", "Trong năm 2023", "cdb1fa89eb", "9ca7e40da3", 629),
    ("5.2", "Văn phòng Sở", ALL, "continuous", "Thường xuyên.", "d41c094d2d", "cef58ebe90", 656),
    ("5.3", "Văn phòng Sở", ALL, "within", "Trong năm 2023", "8e1878da34", "08f1278985", 675),
    ("6", "Văn phòng Sở", ALL, "within", "Năm 2023", "1e206461ee", "41c944b584", 717),
    ("7", "Văn phòng Sở", ALL, "continuous", "Thường xuyên", "0ed1e47771", "e5ee1f5d9a", 745),
    ("8", "Văn phòng Sở", TWO, "continuous", "Thường xuyên", "80e48a8fec", "fa99d8438d", 777),
    (
        "9.1",
        "Văn phòng Sở",
        TWO,
        "after_event",
        "Sau khi Thành phố ra Quyết định sửa đổi Quyết định số 18/2020/QĐ-UBND ngày 4/9/2020",
        "39d6451b5a",
        "3178cec16f",
        815,
    ),
    ("9.2", "Văn phòng Sở", TWO, "continuous", "Thường xuyên", "891b2418cd", "d81c0ca28c", 854),
    (
        "9.3",
        "Văn phòng Sở",
        TWO,
        "continuous",
        "Thường xuyên theo quy định.",
        "8a2d8f831b",
        "4313a74453",
        883,
    ),
    ("9.4", "Văn phòng Sở", TWO, "within", "Quý I năm 2023", "862618a03b", "09a1cdbf7d", 903),
    (
        "9.5",
        "Văn phòng Sở",
        DIVISIONS_ONLY,
        "by_roadmap",
        "Theo lộ trình tại Kế hoạch",
        "a4182e6077",
        "6b1ec7954c",
        940,
    ),
    ("9.6", "Văn phòng Sở", TECHNOLOGY, "within", "Năm 2023", "17b49e4c70", "", 961),
    ("9.7", "Văn phòng Sở", TWO, "on_day", "31/3/2023", "1540e7f7b9", "", 984),
    ("9.8", "Văn phòng Sở", TWO, "on_day", "31/3/2023", "d817e968b8", "38352e8976", 1000),
    ("10.1", "Văn phòng Sở", DIVISIONS_ONLY, "within", "Quý I năm 2023", "6128f2cfa0", "", 1030),
    ("10.2", "Văn phòng Sở", DIVISIONS_ONLY, "within", "Quý I năm 2023", "a1997b7468", "e11b26b409", 1039),
    ("10.3", "Văn phòng Sở", DIVISIONS_ONLY, "continuous", "Thường xuyên", "35cfd5dae7", "529dd5ce5e", 1054),
)


@cache
def reading(number: str) -> PlanReading:
    (path,) = SEEDS.glob(f"{number}_*.txt")
    return read_plan(read_document(content=path.read_bytes(), name=path.name))


def digest(text: str) -> str:
    return sha256(" ".join(text.split()).encode()).hexdigest()[:10] if text else ""


def row(task: FoundTask) -> Row:
    said = (task.number, task.lead, task.partners, task.term.kind.value, task.term.text)
    return (*said, digest(task.content), digest(task.product), task.place.line or 0)


def annex(number: str) -> list[FoundTask]:
    return [task for task in reading(number).tasks if task.source is ItemSource.ANNEX]


def text(number: str) -> list[FoundTask]:
    return [task for task in reading(number).tasks if task.source is ItemSource.TEXT]


def test_the_annex_of_2025_gives_its_eighteen_tasks() -> None:
    assert tuple(row(task) for task in annex("001")) == PLAN_2025


def test_cells_cut_by_pages_are_whole_again() -> None:
    cut = {task.number: task for task in annex("001")}
    assert cut["10"].content.startswith(
        "Mức độ hài lòng của người dân, doanh nghiệp về giải quyết TTHC đạt trên 90%"
    )
    assert cut["10"].lead == "Văn phòng Sở"
    assert cut["14"].content.endswith("trên địa bàn thành phố.")
    assert [task.number for task in annex("001") if not task.product] == ["9"]


def test_the_annex_of_2023_without_its_lines_gives_31_tasks_in_ten_groups() -> None:
    tasks = annex("004")
    assert tuple(row(task) for task in tasks) == PLAN_2023
    assert len({task.group for task in tasks}) == 10
    assert all(task.group for task in tasks)
    assert [task.number for task in tasks if not task.product] == ["9.6", "9.7", "10.1"]
    assert reading("004").warnings == ()


HAND_INS = (
    (
        "Các phòng ban chuyên môn, nghiệp vụ Sở",
        "phòng Tổ chức - Hành chính",
        TermKind.BY_DAY,
        date(2025, 4, 21),
    ),
    ("Phòng Tổ chức - Hành chính", "Sở Tài chính", TermKind.BEFORE_DAY, date(2025, 4, 22)),
    (
        "Các phòng ban chuyên môn, nghiệp vụ Sở",
        "phòng Tổ chức - Hành chính",
        TermKind.BEFORE_DAY,
        date(2025, 5, 24),
    ),
    ("phòng Tổ chức - Hành chính", "Sở Tài chính", TermKind.WITHIN, date(2025, 5, 31)),
    ("Các phòng chuyên môn, nghiệp vụ Sở", "phòng Tổ chức - Hành chính", TermKind.BY_DAY, date(2025, 4, 21)),
    (
        "Các phòng chuyên môn, nghiệp vụ Sở",
        "phòng Tổ chức - Hành chính",
        TermKind.BEFORE_DAY,
        date(2025, 5, 24),
    ),
    ("Phòng Tổ chức - Hành chính", "Sở Tài chính; UBND thành phố", TermKind.WITHIN, date(2025, 5, 31)),
    (
        "Các phòng chuyên môn, nghiệp vụ Sở",
        "phòng Tổ chức - Hành chính",
        TermKind.BEFORE_DAY,
        date(2025, 11, 24),
    ),
    ("phòng Tổ chức - Hành chính", "Sở Tài chính", TermKind.WITHIN, date(2025, 11, 30)),
    ("phòng Tổ chức - Hành chính", "Sở Tài chính", TermKind.WITHIN, date(2025, 5, 31)),
    (
        "các phòng chuyên môn, nghiệp vụ Sở",
        "phòng Tổ chức - Hành chính",
        TermKind.BEFORE_DAY,
        date(2025, 4, 24),
    ),
    ("phòng Tổ chức - Hành chính", "Văn phòng UBND thành phố", TermKind.BEFORE_DAY, date(2025, 4, 29)),
    (
        "Các phòng chuyên môn, nghiệp vụ Sở",
        "phòng Tổ chức - Hành chính",
        TermKind.BEFORE_DAY,
        date(2024, 6, 4),
    ),
    ("phòng Tổ chức - Hành chính", "Văn phòng UBND thành phố", TermKind.BEFORE_DAY, date(2025, 6, 9)),
    ("phòng Tổ chức - Hành chính", "", TermKind.WITHIN, date(2025, 4, 30)),
    (
        "Phòng Tổ chức - Hành chính",
        "Sở Nội vụ, Sở Khoa học và Công nghệ, Văn phòng UBND thành phố",
        TermKind.BEFORE_DAY,
        date(2025, 8, 14),
    ),
    ("Các phòng chuyên môn, nghiệp vụ Sở", "", TermKind.WITHIN, date(2025, 9, 30)),
)


def test_the_focused_plan_gives_who_sends_what_to_whom_by_when() -> None:
    dated = [task for task in text("000") if task.term.due_on]
    assert (
        tuple((task.lead, task.submitted_to, task.term.kind, task.term.due_on) for task in dated) == HAND_INS
    )
    assert annex("000") == []
    assert len(text("000")) == 36


def test_a_labelled_block_gives_its_product_to_each_hand_in() -> None:
    block = [task for task in text("000") if task.place.line == 329]
    assert len(block) == 2
    assert {task.product for task in block} == {block[0].product}
    assert block[0].product.startswith("Tờ trình gửi UBND thành phố")
    assert block[0].group == block[1].group == "Công bố, công khai đầy đủ các TTHC nội bộ."


def test_labels_after_the_last_of_several_points_tell_of_all() -> None:
    (third_quarter,) = [task for task in text("000") if task.place.line == 581]
    assert third_quarter.content.startswith("Chỉ đạo, điều hành trên môi trường điện tử")
    assert [line[:2] for line in third_quarter.content.split("\n")[1:]] == ["a)", "b)", "c)", "d)"]


def test_prose_of_the_plan_with_an_annex_gives_its_hand_ins() -> None:
    dated = {task.term.due_on: task for task in text("001") if task.term.due_on}
    assert set(dated) == {date(2025, 1, 14), date(2025, 1, 24)}
    assert dated[date(2025, 1, 14)].lead == "Các đơn vị giáo dục"
    assert dated[date(2025, 1, 14)].submitted_to == "Sở GDĐT (qua Văn phòng Sở)"
    assert dated[date(2025, 1, 24)].submitted_to.startswith(
        "Sở GDĐT (qua Văn phòng Sở); Sở Nội vụ, Sở Tài chính"
    )
    (reports,) = [task for task in text("001") if task.term.recurrence]
    assert reports.lead == "Các phòng cơ quan Sở, các đơn vị giáo dục"
    assert len(reports.term.also) == 1


def test_the_heads_of_schools_get_their_duties() -> None:
    heads = [task for task in text("003") if task.lead]
    assert {task.lead for task in heads} == {
        "hiệu trưởng các cơ sở giáo dục thuộc phân cấp quản lý trên địa bàn Quận 7"
    }
    assert [task.place.line for task in heads] == [97, 99, 101, 103, 104]
    assert heads[1].submitted_to == "Ủy ban nhân dân quận"
    assert len(text("003")) == 12
    assert annex("003") == []


def test_a_plan_without_an_annex_gives_its_targets() -> None:
    numbers = [int(target.number) for target in reading("003").targets]
    assert len(numbers) == 20
    assert {100, 98, 80, 60, 55, 20} == set(numbers)


def test_a_report_gives_head_and_sections_and_no_task() -> None:
    report = reading("002")
    assert report.header.kind == "Báo cáo"
    assert report.header.year == 2024
    assert report.header.signer == "Phạm Quốc Hiệu"
    assert report.tasks == ()
    assert [section.mark for section in report.sections if section.level == 1] == [
        "I",
        "II",
        "II",
        "III",
        "IV",
    ]
    assert [warning.code for warning in report.warnings] == ["not-a-plan"]


def test_heads_say_what_stands_there_and_nothing_else() -> None:
    district, city, capital = (reading(number).header for number in ("003", "001", "004"))
    assert (district.superior, district.issuer) == ("ỦY BAN NHÂN DÂN QUẬN 7", "PHÒNG GIÁO DỤC VÀ ĐÀO TẠO")
    assert (district.number, district.symbol, district.issued_on) == ("297", "KH-GDĐT", date(2025, 3, 7))
    assert district.place_name == "Quận 7"
    assert (city.number, city.symbol, city.issued_on, city.date_text) == (
        "",
        "KH-SGDĐT",
        None,
        "ngày tháng 01 năm 2025",
    )
    assert city.issuer == "Sở Giáo dục và Đào tạo Hải Phòng"
    assert (city.signing_authority, city.signer_title, city.signer) == (
        "KT. GIÁM ĐỐC",
        "PHÓ GIÁM ĐỐC",
        "Phạm Quốc Hiệu",
    )
    assert [each.number for each in city.bases] == ["76/NQ-CP", "216/KH-UBND", "5085/QĐ-UBND"]
    assert (capital.place_name, capital.date_text, capital.issued_on) == (
        "Hà Nội",
        "ngày tháng 02 năm 2023",
        None,
    )
    assert len(capital.recipients) == 9


def test_sections_keep_their_jumps() -> None:
    sections = reading("000").sections
    assert [section.mark for section in sections if section.level == 1] == ["I", "III", "IV", "V"]
    assert ("IV", "2", "2.2", "c", "iii") in {section.path for section in sections}
    assert ("IV", "6", "d") in {section.path for section in sections}
