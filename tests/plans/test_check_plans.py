"""Each check of a plan document: what it must find, and what it must leave alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.plans.checked import HEADER, codes, document, findings, target, task

from motcua.documents.reading.blocks import Place
from motcua.plans.enums import Direction, ItemSource, Severity, TermKind
from motcua.plans.rules.checks.citations import find_citations
from motcua.plans.rules.checks.spelling import is_syllable
from motcua.plans.rules.checks.whole import carry_answers, check_plan, identity
from motcua.plans.rules.terms.term import Term


def test_a_sound_plan_has_no_findings() -> None:
    assert (
        codes(
            "Căn cứ Quyết định số 468/QĐ-TTg ngày 27/3/2021 của Thủ tướng Chính phủ; Sở xây dựng Kế hoạch như sau:",
            "I. MỤC ĐÍCH",
            "1. Hoàn thành trước 15/6/2026 việc rà soát thủ tục hành chính (TTHC).",
            "2. Công khai 114 TTHC, trong đó: cấp tỉnh 75 TTHC, cấp xã 39 TTHC.",
            "II. NHIỆM VỤ",
            "a) Tuyên truyền.",
            "b) Kiểm tra.",
            "Nơi nhận:",
            tasks=[task(), task("Kiểm tra tối thiểu 30% đơn vị trực thuộc", number="2")],
        )
        == []
    )


NUMBERING = [
    (["I. MỤC ĐÍCH", "III. CHỈ TIÊU", "IV. NHIỆM VỤ"], [("numbering-gap", 2)]),
    (["I. CHUNG", "II. KẾT QUẢ", "II. ĐÁNH GIÁ", "III. ĐỀ XUẤT"], [("numbering-repeated", 3)]),
    (["I. A", "1. Một việc", "2. Hai việc", "II. B", "1. Một việc", "2. Hai việc"], []),
    (["I. A", "a) một", "b) hai", "c) ba", "d) bốn", "đ) năm", "e) sáu", "g) bảy", "h) tám"], []),
    (["I. A", "a) một", "b) hai", "d) bốn"], [("numbering-gap", 4)]),
    (["1. A", "(i) một", "(iii) ba"], [("numbering-gap", 3)]),
    (
        ["4. Kết quả giải quyết", "3.1 Tỷ lệ hồ sơ", "3.2. Dịch vụ công", "5. Phản ánh"],
        [("numbering-foreign", 2)],
    ),
    (["2. A", "3) B", "4. C"], [("numbering-gap", 1)]),
    (["5. A", "6) B", "7. C"], []),  # the rest of a list whose beginning stands elsewhere
    (["a) một", "b) hai", "c) ba", "d) bốn", "e) năm"], []),  # no đ in the whole document
    (["1. A", "2. B", "1. C"], [("numbering-back", 3)]),
    (["Điều 1. A", "Điều 3. C"], [("numbering-gap", 2)]),
]


@pytest.mark.parametrize(("texts", "wanted"), NUMBERING)
def test_numbers_follow_each_other(texts: list[str], wanted: list[tuple[str, int]]) -> None:
    found = findings(*texts)
    assert [(each.code, each.place and each.place.line) for each in found] == wanted


def test_a_gap_names_what_is_missing() -> None:
    [found] = findings("1. A", "(i) một việc", "(iii) ba việc")
    assert found.message.startswith("Sau “(i)” đến “(iii)”, không có “(ii)”")
    assert found.excerpt == "(iii) ba việc"


def test_a_list_begun_again_in_an_annex_is_no_repeat() -> None:
    assert codes("I. A", "II. B", "Nơi nhận:", "PHỤ LỤC", "I. X", "II. Y") == []


def test_task_numbers() -> None:
    def numbered(*numbers: str) -> list[str]:
        return codes(
            tasks=[task(f"Việc thứ {at} của năm nay", number=mark) for at, mark in enumerate(numbers)]
        )

    assert numbered("1.", "2.", "3.") == numbered("1.1", "1.2", "2.1", "2.2") == []
    assert numbered("1", "3") == ["task-number-gap"]
    assert numbered("1.1", "1.1") == ["task-number-repeated"]
    assert numbered("3", "2") == ["task-number-back"]
    assert numbered("1", "2", "1", "2") == []  # a second group that counts anew
    assert numbered("a", "b", "", "x") == []


def test_groups_of_one_task_each_count_anew() -> None:
    tasks = [task(f"Việc của nhóm {group} năm nay", number="1", group=group) for group in ("A", "B", "C")]
    assert codes(tasks=tasks) == []


def test_reference_to_a_part_that_is_not_there() -> None:
    assert codes("I. A", "II. B: theo chỉ tiêu tại mục IV Kế hoạch này") == ["reference-missing"]
    assert codes("I. A", "II. B: theo chỉ tiêu tại mục I Kế hoạch này") == []
    assert codes("I. A", "II. B: theo mục IV Kế hoạch số 5/KH-UBND") == []


DATES = [
    ("gửi phòng Tổ chức - Hành chính trước 05/6/2025, phòng tổng hợp", ["date-outside-year"]),
    ("hoàn thành trong tháng 5/2025.", ["date-outside-year"]),
    ("gửi trước ngày 15/01/2027 để tổng hợp", []),
    ("hoàn thành trước 30/6/2027", ["date-outside-year"]),
    ("hoàn thành trước 30/6/2026", []),
    ("thực hiện Kế hoạch số 216/KH-UBND ngày 23/9/2021 của UBND thành phố", []),
    ("có hiệu lực từ ngày 01/7/2025", []),
    ("số liệu tính đến ngày 31/12/2025", []),
    ("hồ sơ tiếp nhận trước ngày 01/7/2025 được giải quyết tiếp", []),
    ("các đơn vị đã hoàn thành trước 15/6/2025", []),
    ("gửi Sở Tài chính trong tháng 5/2025 để thẩm định", ["date-outside-year"]),
    ("báo cáo trước ngày 31/02/2026", ["date-impossible"]),
    ("báo cáo trước ngày 30 tháng 02 năm 2026", ["date-impossible"]),
    ("họp vào thứ Hai, ngày 20/5/2026", ["weekday-wrong"]),
    ("họp vào thứ tư ngày 20/5/2026", []),
    ("họp Chủ nhật, 20/5/2026", ["weekday-wrong"]),
    ("họp thứ 5 (21/5/2026)", []),
]


@pytest.mark.parametrize(("text", "wanted"), DATES)
def test_days(text: str, wanted: list[str]) -> None:
    assert codes(text) == wanted


def test_a_report_may_look_back_and_a_school_year_has_two_years() -> None:
    text = "hoàn thành trước 30/9/2025"
    assert codes(text, header=replace(HEADER, kind="Báo cáo", symbol="BC-SGDĐT")) == []
    assert codes(text, header=replace(HEADER, title="Kế hoạch năm học 2025-2026")) == []
    assert codes(text, header=replace(HEADER, year=None, title="Kế hoạch")) == []


def test_terms_of_tasks_against_year_and_signing() -> None:
    def due(day: date) -> list[str]:
        return codes(tasks=[task(term=Term(f"Trước {day:%d/%m/%Y}", TermKind.BEFORE_DAY, due_on=day))])

    assert due(date(2025, 3, 1)) == ["date-outside-year"]
    assert due(date(2026, 1, 2)) == ["term-before-document"]
    assert due(date(2026, 1, 5)) == due(date(2026, 12, 31)) == []


def test_one_wrong_year_in_prose_is_told_once() -> None:
    told = task(
        source=ItemSource.TEXT,
        term=Term("trước 05/6/2025", TermKind.BEFORE_DAY, due_on=date(2025, 6, 4)),
    )
    assert codes("gửi về Văn phòng trước 05/6/2025", tasks=[told]) == ["date-outside-year"]


def test_signed_after_its_year() -> None:
    assert codes(header=replace(HEADER, issued_on=date(2027, 1, 5))) == ["issued-after-year"]
    assert codes(header=replace(HEADER, issued_on=date(2025, 12, 30))) == []


ACTS = [
    (
        ["Quyết định số 468/QĐ-TTg ngày 27/3/2021 của Thủ tướng", "Quyết định số 486/QĐ-TTg ngày 27/3/2021"],
        ["act-two-numbers"],
    ),
    (
        [
            "Quyết định số 3661/QĐ-UBND ngày 18/10/2024 về TTHC nội bộ",
            "Quyết định số 3662/QĐ-UBND ngày 18/10/2024 về học phí",
        ],
        [],
    ),
    (
        [
            "Quyết định số 3661/QĐ-UBND ngày 18/10/2024 công bố danh mục TTHC nội bộ",
            "Quyết định số 3961/QĐ-UBND ngày 18/10/2024 công bố danh mục TTHC nội bộ",
        ],
        ["act-two-numbers"],
    ),
    (["Thông tri số 05-TT/TU ngày 3/4/2021"], []),
    (["Nghị quyết số 01/NQ-CP, số 02/NQ-CP ngày 08/01/2025", "Quyết định số 468/QĐ-TTg ngày 27/3/2021"], []),
    (["Quyết định số 117/QĐ-TTg ngày 27/3/2021", "Quyết định số 468/QĐ-TTg ngày 27/3/2021"], []),
    (["Nghị quyết số 18-NQ/TW ngày 25/7/2017", "Nghị quyết số 18-NQ/TW ngày 15/7/2017"], ["act-two-dates"]),
    (["Nghị quyết số 01/NQ-CP ngày 08/01/2025", "Nghị quyết số 01/NQ-CP ngày 05/01/2024"], []),
    (
        ["Nghị định số 61/2018/NĐ-CP ngày 23/4/2018", "Nghị định 61/2018/NĐ-CP ngày 24/4/2018"],
        ["act-two-dates"],
    ),
    (
        [
            "Quyết định số 12/QĐ-UBND ngày 5/1/2024 của UBND tỉnh",
            "Quyết định số 12/QĐ-UBND ngày 6/2/2024 của UBND xã",
        ],
        [],
    ),
    (
        ["Kế hoạch số 141/KH-BCĐTKNQ18 ngày 06/12/2024", "Kế hoạch số 141/KH-BCDDTKNQ ngày 06/12/2024"],
        ["act-two-symbols"],
    ),
    (["Nghị định số 61/2018/2018/NĐ-CP ngày 23/4/2018"], ["act-year-doubled"]),
    (["Nghị định số 61/2018/NĐ-CP ngày 23/4/2017"], ["act-year-differs"]),
    (["Nghị định số 61/NĐ-CP ngày 23/4/2018"], ["act-year-missing"]),
    (["Kế hoạch số 12/KH-UBND ngày 15/02/2026 của UBND thành phố"], ["act-after-document"]),
    (
        [
            "Quyết định số 51/QĐ-SGDĐT ngày 12/01/2024",
            "Quyết định số 164/QĐ-SGDĐT ngày 19/02/2024",
            "Quyết định số 227/QĐ-SGDĐT ngày 22/01/2024",
        ],
        ["act-number-order"],
    ),
    (["Quyết định số 51/QĐ-SGDĐT ngày 12/01/2024", "Quyết định số 20/QĐ-SGDĐT ngày 19/02/2025"], []),
    (["Quyết định số 762/QĐ-UBND ngày 13/02/2025 của Giám đốc Sở Giáo dục và Đào tạo"], ["issuer-symbol"]),
    (["Quyết định số 762/QĐ-SGDĐT ngày 13/02/2025 của Giám đốc Sở Giáo dục và Đào tạo"], []),
    (["Quyết định số 12/QĐ-UBND ngày 13/02/2025 của Chủ tịch UBND thành phố"], []),
    (["Thông tư số 10/2021/TT-BGDĐT ngày 5/4/2021 của Bộ trưởng Bộ Nội vụ"], ["issuer-symbol"]),
    (["Thông tư số 10/2021/TT-BGDĐT ngày 5/4/2021 của Bộ GDĐT"], []),
    (["Kết luận số 62-KL/TW ngày 02/10/2023 của Bộ Chính trị"], []),
    (["Thông tư số 01/2018/TT-CPVP ngày 23/4/2018"], ["symbol-unknown"]),
    (["Quyết định số 2457/QĐ-BGDĐG ngày 23/8/2023 của Bộ GDĐT"], ["symbol-unknown"]),
    (["Thông tư số 01/2018/TT-VPCP ngày 23/11/2018 của Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ"], []),
    (["Nghị định số 61/2018/NĐ-UBND"], ["symbol-unknown"]),
    (["Kế hoạch số 12/QĐ-UBND ngày 13/02/2025"], ["kind-symbol"]),
    (["Kế hoạch số 12/KH-SGD&ĐT ngày 13/02/2025 của Sở GD&ĐT", "Thông báo kết luận số 45/TB-UBND"], []),
    (["Công văn số 12/SGDĐT-VP ngày 13/02/2025", "Văn bản số 14/KH-SGDĐT ngày 14/02/2025"], []),
    (
        [
            "Quyết định số 227/QĐ-SGDĐT ngày 22/01/2024 về việc Công bố danh mục thủ tục hành chính mới ban hành"
        ],
        ["promulgation-by-unit"],
    ),
    (["Quyết định số 227/QĐ-UBND ngày 22/01/2024 về việc công bố danh mục TTHC"], []),
    (["Quyết định số 51/QĐ-SGDĐT ngày 12/01/2024 về kiện toàn Bộ phận tiếp nhận"], []),
]


@pytest.mark.parametrize(("texts", "wanted"), ACTS)
def test_documents_named(texts: list[str], wanted: list[str]) -> None:
    assert codes(*texts) == wanted


def test_a_number_is_compared_with_what_other_documents_say() -> None:
    known = find_citations("Quyết định số 468/QĐ-TTg ngày 27/3/2021 của Thủ tướng Chính phủ", Place())
    [found] = findings("theo Quyết định số 486/QĐ-TTg ngày 27/3/2021", known=known)
    assert found.code == "act-two-numbers"
    assert "văn bản khác ghi 468/QĐ-TTg" in found.message


def test_own_symbol() -> None:
    assert codes(header=replace(HEADER, symbol="/QĐ-SGDĐT")) == ["kind-symbol"]
    assert codes(header=replace(HEADER, symbol="KH-UBND")) == ["issuer-symbol"]


SUMS = [
    (["công khai 114 TTHC (trong đó cấp tỉnh 75; cấp xã 39)"], []),
    (["gồm: 29 TTHC nội bộ (trong đó UBND thành phố 08; Sở GDĐT 15; UBND cấp huyện 07)"], ["sum-wrong"]),
    (["gồm: 29 TTHC nội bộ (trong đó UBND thành phố 08; Sở GDĐT 15; UBND cấp huyện 06)"], []),
    (["114 = 27 + 48 + 34 + 5"], []),
    (["115 = 27 + 48 + 34 + 5"], ["sum-wrong"]),
    (["27 + 48 + 34 = 109 TTHC"], []),
    (["trực tuyến: 2213 hồ sơ (2205 hồ sơ trong kỳ báo cáo và 08 hồ sơ từ kỳ trước)"], []),
    (["trực tuyến: 2214 hồ sơ (2205 hồ sơ trong kỳ báo cáo và 08 hồ sơ từ kỳ trước)"], ["sum-wrong"]),
    (
        [
            "công khai 114 TTHC, trong đó:",
            "- Của thành phố: 27 TTHC;",
            "- Của Sở: 48 TTHC;",
            "- Của xã: 39 TTHC",
        ],
        [],
    ),
    (
        [
            "công khai 114 TTHC, trong đó:",
            "- Của thành phố: 27 TTHC;",
            "- Của Sở: 48 TTHC;",
            "- Của xã: 38 TTHC",
        ],
        ["sum-wrong"],
    ),
    (["tiếp nhận 2.215 hồ sơ, trong đó:", "+ Đã giải quyết 2172 (98,1%) hồ sơ", "+ Quá hạn: 0"], []),
    (["theo Điều 9 (khoản 1, khoản 2) của Nghị định"], []),
    (["tổ chức 02 lớp (150 người, 3 ngày)"], []),
    (["45 cán bộ (trong đó 30 nữ, 25 đảng viên)"], []),
    (["công bố 129 TTHC (93 TTHC cấp tỉnh, 31 TTHC cấp huyện, 6 TTHC cấp xã)"], ["sum-wrong"]),
    (["kiểm tra 30 đơn vị (trong đó có 12 trường)"], []),
    (["đã giải quyết 2172 hồ sơ (trước hạn 2155 (99,2%), đúng hạn 17 (0,8%))"], []),
    (["đã giải quyết 2172 hồ sơ (trước hạn 2155 (99,2%), đúng hạn 18 (0,8%))"], ["sum-wrong"]),
]


@pytest.mark.parametrize(("texts", "wanted"), SUMS)
def test_sums(texts: list[str], wanted: list[str]) -> None:
    assert codes(*texts) == wanted


def test_sum_rows_of_tables() -> None:
    head = ["TT", "Cấp", "Số TTHC"]
    rows = [["1", "Tỉnh", "75"], ["2", "Xã", "39"]]
    assert codes([head, *rows, ["", "Tổng cộng", "114"]]) == []
    assert codes([head, *rows, ["", "Tổng cộng", "115"]]) == ["sum-wrong"]
    grouped = [["I", "Tỉnh", "75"], ["1", "A", "70"], ["2", "B", "5"], ["II", "Xã", "39"], ["1", "C", "39"]]
    assert codes([head, *grouped, ["", "Tổng", "114"]]) == []
    assert codes([head, ["", "Tổng số", "114"], *rows]) == []


SHARES = [
    (["toàn trình: 45/114, chiếm 39,5%; một phần: 69/114, chiếm 60,5%"], []),
    (["toàn trình: 45/114, chiếm 40,5%"], ["percentage-wrong"]),
    (["đạt 2172/2215 (98,1%)"], []),
    (["đạt 2172/2215 (98%)"], []),
    (["đạt 2172/2215 (99%)"], ["percentage-wrong"]),
    (["xử lý đúng hạn 2/2 PAKN, đạt tỷ lệ 100%"], []),
    (["đến 15/11 đạt 95% kế hoạch"], []),
    (["Tổng số tiếp nhận 2.215 hồ sơ, trong đó:", "+ đã giải quyết 2172 (98,1%) hồ sơ"], []),
    (
        ["Tổng số tiếp nhận 2.215 hồ sơ, trong đó:", "+ đã giải quyết 2172 (97,1%) hồ sơ"],
        ["percentage-wrong"],
    ),
    (["36 trong tổng số 45 đơn vị (80%)"], []),
    (["36 trong tổng số 45 đơn vị (85%)"], ["percentage-wrong"]),
    (["giảm 12 TTHC (20%)"], []),
    (["năm học 2024/2025 đạt 98%", "Quý 1/2025 đạt 50%", "ít nhất 1/3 số đơn vị, đạt 30%"], []),
]


@pytest.mark.parametrize(("texts", "wanted"), SHARES)
def test_percentages(texts: list[str], wanted: list[str]) -> None:
    assert codes(*texts) == wanted


def test_five_clears() -> None:
    assert codes(tasks=[task(product="")]) == ["task-without-product"]
    assert codes(tasks=[task(lead=" ")]) == ["task-without-lead"]
    assert codes(tasks=[task(term=Term("", TermKind.MISSING))]) == ["task-without-term"]
    assert codes(tasks=[task(term=Term("khi nào xong", TermKind.UNREAD))]) == ["task-term-unread"]
    assert codes(tasks=[task(term=Term("Cả năm", TermKind.CONTINUOUS))]) == []
    assert codes(tasks=[task(lead="Các đơn vị liên quan")]) == ["task-lead-vague"]
    assert codes(tasks=[task(lead="Các phòng Sở")]) == []
    assert codes(tasks=[task(partners=("Thanh tra Sở", "VĂN PHÒNG SỞ"))]) == ["lead-is-partner"]


def test_prose_is_asked_for_the_third_part_only_when_two_are_said() -> None:
    prose = task("Tăng cường tuyên truyền tới người dân", source=ItemSource.TEXT, product="")
    [found] = findings(tasks=[prose])
    assert (found.code, found.severity) == ("task-without-product", Severity.NOTE)
    assert codes(tasks=[replace(prose, lead="")]) == []
    assert codes(tasks=[replace(prose, content="Phòng Tổ chức gửi Sở Tài chính danh mục rà soát")]) == []


def test_two_tasks_with_one_content() -> None:
    first = task("Rà soát, công khai thủ tục hành chính tại Bộ phận Một cửa", number="1")
    again = replace(first, number="2", place=Place(table=1, row=5))
    assert codes(tasks=[first, again]) == ["tasks-equal"]
    assert codes(tasks=[first, replace(again, lead="Phòng Tổ chức cán bộ")]) == []
    assert codes(tasks=[first, replace(again, term=Term("Quý II", TermKind.WITHIN))]) == []
    assert codes(tasks=[first, replace(again, content="Tập huấn cán bộ đầu mối kiểm soát thủ tục")]) == []


def test_one_target_with_two_numbers() -> None:
    first = target(95, "mức độ hài lòng của người dân và doanh nghiệp về giải quyết TTHC")
    other = target(
        90, "Mức độ hài lòng của người dân, doanh nghiệp về giải quyết TTHC", direction=Direction.MORE_THAN
    )
    assert codes(targets=[first, other]) == ["target-conflict"]
    assert (
        codes(targets=[first, replace(other, measures="hồ sơ giải quyết đúng hạn tại Bộ phận Một cửa")]) == []
    )
    assert codes(targets=[first, first]) == []


def test_a_part_larger_than_its_whole() -> None:
    online = target(60, "hồ sơ trực tuyến trên tổng số hồ sơ tiếp nhận, giải quyết TTHC")
    entirely = target(80, "hồ sơ TTHC được xử lý hoàn toàn trực tuyến")
    assert codes(targets=[online, entirely]) == ["part-larger-than-whole"]
    assert codes(targets=[replace(online, number=entirely.number), entirely]) == []
    in_time = target(98, "TTHC được giải quyết trước hạn và đúng hạn")
    assert codes(targets=[in_time, target(20, "phấn đấu giải quyết trước hạn tối thiểu")]) == []


def test_what_the_head_must_say() -> None:
    bare = replace(HEADER, issuer="", number="", issued_on=None, signer="")
    assert codes(header=bare) == [
        "header-without-issuer",
        "header-without-number",
        "header-without-date",
        "header-without-signer",
    ]


def test_annexes() -> None:
    text = "(Danh mục nhiệm vụ cụ thể tại Phụ lục kèm theo Kế hoạch này)."
    assert codes(text) == ["annex-missing"]
    assert codes(text, "Nơi nhận:", "PHỤ LỤC") == codes(text, tasks=[task()]) == []
    assert codes("5 TTHC theo Phụ lục kèm theo Nghị quyết số 66/NQ-CP ngày 26/3/2025 của Chính phủ") == []
    line = "(Kèm theo Kế hoạch số 12/KH-SGDĐT ngày 05/01/2026 của Sở GDĐT)"
    assert codes("Nơi nhận:", "PHỤ LỤC", line) == []
    assert codes("Nơi nhận:", "PHỤ LỤC", line.replace("12/", "21/")) == ["annex-reference"]
    assert codes("Nơi nhận:", "PHỤ LỤC", line.replace("05/01", "06/01")) == [
        "act-after-document",
        "annex-reference",
    ]


LONG = (
    "Tiếp tục rà soát, cập nhật và công khai đầy đủ thủ tục hành chính của ngành trên cổng thông tin của Sở"
)


def test_repeated_paragraphs() -> None:
    assert codes(f"- {LONG}.", f"- {LONG}.") == ["paragraph-repeated"]
    assert codes(f"- {LONG}.", f"- {LONG}; 100% đúng hạn") == ["paragraph-repeated"]
    assert codes("1. Phòng A", f"- {LONG}.", "2. Phòng B", f"- {LONG}.") == []
    assert codes("- Sản phẩm: " + LONG, "- Sản phẩm: " + LONG) == []
    assert codes(f"Năm 2025: {LONG} đạt 95% số đơn vị", f"Năm 2026: {LONG} đạt 98% số đơn vị") == []


WORDS = [
    ("theo Quyết định ngày ngày 03/3/2023", ["words-doubled"]),
    ("đã tiếp nhận tiếp nhận và hoàn thành", ["words-doubled"]),
    ("người người, nhà nhà thi đua; ngày ngày phấn đấu; luôn luôn lắng nghe", []),
    ("cơ chế một cửa một cửa liên thông", []),
    ("thủ tục hành chínhTTHC mới ban hành", ["words-glued"]),
    ("ngày 03/3/2023của Chủ tịch", ["words-glued"]),
    ("rà soát thủ tục hành chính TTHC nội bộ", ["words-doubled"]),
    ("thủ tục hành chính (TTHC) nội bộ; tiêu chuẩn Việt Nam TCVN ISO", []),
    ("tại địa chỉ https://motcua.example.vn/traCUU và email vpSO@example.vn", []),
    ("tập chung rà soát", ["misspelled"]),
    ("xử lý ngiêm vi phạm; Sở Gíao dục", ["misspelled", "misspelled"]),
    ("video clips, Facebook, Zalo, hotline tại Đắk Lắk, Krông Búk", []),
    ("huyện Chư Prông tổ chức; ôtô, vắcxin, ôxy; ông Quỳnh, quả quýt", []),
    ("trang zaloOA, vnEDU của trường", []),
]


@pytest.mark.parametrize(("text", "wanted"), WORDS)
def test_words(text: str, wanted: list[str]) -> None:
    assert codes(text) == wanted


def test_syllables() -> None:
    right = "nghiêm hoà hòa thuỷ thủy quý giếng gì khuỷu nguyễn hươu xoong quyết ngoằn kỳ yếu ưỡn giục oách"
    wrong = "ngiêm gíao thưòng kủa qúy cế nghang hoạtt tắch"
    assert [word for word in right.split() if not is_syllable(word)] == []
    assert [word for word in wrong.split() if is_syllable(word)] == []


def test_findings_are_known_again() -> None:
    texts = ["I. A", "III. B tập chung", "IV. C"]
    before, again = findings(*texts), findings(*texts)
    assert [identity(each) for each in before] == [identity(each) for each in again]
    assert len({identity(each) for each in before}) == len(before) == 2
    moved = findings("Một dòng thêm ở đầu", *texts)
    answers = {identity(each): each.code for each in before}
    kept = carry_answers(answers, before=before, now=moved)
    assert kept == {identity(each): each.code for each in moved}
    assert carry_answers(answers, before=before, now=findings("I. A", "II. B tập trung")) == {}


def test_answers_are_not_guessed_among_several_alike() -> None:
    before = findings("tập chung", "x", "tập chung")
    now = findings("Dòng thêm", "tập chung", "y", "tập chung")
    assert carry_answers({identity(before[0]): "đúng"}, before=before, now=now) == {}


def test_every_message_says_what_to_look_at_and_where() -> None:
    found = findings(
        "I. A", "III. tập chung ngày ngày 31/02/2026 Kế hoạch số 12/QĐ-UBND", tasks=[task(product="")]
    )
    assert len(found) >= 5
    for each in found:
        assert each.message.endswith(".")
        assert each.place is not None
        assert each.excerpt


def test_nothing_is_changed() -> None:
    read = document("I. A", "III. tập chung")
    check_plan(document=read, header=HEADER, tasks=(), targets=())
    assert read == document("I. A", "III. tập chung")


PIECES = [
    *(
        "I. ",
        "1. ",
        "a) ",
        "(i) ",
        "- ",
        "số ",
        "12",
        "/QĐ-UBND",
        "127- KL/TW",
        " ngày 31/02/2025",
        "trước 5/6/2024",
    ),
    *(
        "100%",
        "45/114",
        " (98,1%)",
        "114 TTHC, trong đó: ",
        "= 1 + 2",
        "Luật ",
        "của Chính phủ",
        "TTHC",
        "thứ Hai, ",
    ),
    *(
        "\n",
        "(",
        ")",
        ";",
        "Phụ lục",
        "Nơi nhận:",
        "đ",
        "\u0301",
        "\u00a0",
        "mục IX Kế hoạch này",
        "0/0 (5%)",
    ),
]


@given(st.lists(st.lists(st.sampled_from(PIECES), max_size=12).map("".join), max_size=8))
@settings(max_examples=60, deadline=None)
def test_no_text_breaks_a_check(texts: list[str]) -> None:
    found = findings(*texts)
    assert all(each.message and each.code for each in found)
    assert [identity(each) for each in findings(*texts)] == [identity(each) for each in found]
