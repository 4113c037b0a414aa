"""Documents named in a text, with the slips people make."""

from __future__ import annotations

from datetime import date

import pytest

from motcua.documents.reading.blocks import Place
from motcua.plans.rules.checks.acts import act_number, canonical_number
from motcua.plans.rules.checks.citations import find_citations

HERE = Place(line=7)


def cited(text: str) -> list[tuple[str, str, str, str]]:
    return [
        (each.kind, each.number, each.issued_on.isoformat() if each.issued_on else "", each.issuer)
        for each in find_citations(text, HERE)
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "theo Quyết định số 468/QĐ-TTg ngày 27/3/2021 của Thủ tướng Chính phủ, Đề án",
            ("Quyết định", "468/QĐ-TTg", "2021-03-27", "Thủ tướng Chính phủ"),
        ),
        (
            "Kết luận luận số \n\n127- KL/TW ngày 28/02/2025 của Bộ Chính trị, Ban Bí thư về việc",
            ("Kết luận", "127-KL/TW", "2025-02-28", "Bộ Chính trị, Ban Bí thư"),
        ),
        ("Kế hoạch số 43/KH-\nSGDĐT ngày 17/01/2024", ("Kế hoạch", "43/KH-SGDĐT", "2024-01-17", "")),
        (
            "Quyết định số 828/QĐ-UBND ngày ngày 03/3/2023của Chủ tịch Ủy ban nhân dân quận về ban hành",
            ("Quyết định", "828/QĐ-UBND", "2023-03-03", "Chủ tịch Ủy ban nhân dân quận"),
        ),
        (
            "Kế hoạch số 1055/KH-UBND ngày 28 tháng 02 năm 2025 của Ủy ban nhân dân Quận về",
            ("Kế hoạch", "1055/KH-UBND", "2025-02-28", "Ủy ban nhân dân Quận"),
        ),
        (
            "Quyết định số 1178/QĐ-UBND ngày 15/4/2025 của Ủy ban nhân dân (UBND) thành phố Ban hành",
            ("Quyết định", "1178/QĐ-UBND", "2025-04-15", "Ủy ban nhân dân thành phố"),
        ),
        ("Nghị định 45/2020/NĐ-CP và", ("Nghị định", "45/2020/NĐ-CP", "", "")),
        ("theo QĐ 1033/QĐ-UBND ngày 01/4/2024", ("Quyết định", "1033/QĐ-UBND", "2024-04-01", "")),
        ("NĐ số 61/2018/NĐ-CP ngày 23.4.2018", ("Nghị định", "61/2018/NĐ-CP", "2018-04-23", "")),
        ("Công văn số 490/SGDĐT-VP ngày 22/2/2024", ("Công văn", "490/SGDĐT-VP", "2024-02-22", "")),
        ("Công văn số 2231/SNV-CCHC&PC ngày 28/9/2018", ("Công văn", "2231/SNV-CCHC&PC", "2018-09-28", "")),
        ("Kế hoạch số 12/KH-PGD&ĐT ngày 5/3/2024", ("Kế hoạch", "12/KH-PGD&ĐT", "2024-03-05", "")),
        ("Báo cáo thẩm định số 18/BCTĐ-STP ngày 25/5/2018", ("Báo cáo", "18/BCTĐ-STP", "2018-05-25", "")),
        ("Thông tư số 02/2017TT-VPCP ngày 31/10/2017", ("Thông tư", "02/2017/TT-VPCP", "2017-10-31", "")),
        ("Thông báo kết luận số 45/TB-UBND", ("Thông báo kết luận", "45/TB-UBND", "", "")),
        (
            "Chương trình hành động số 30-CTr/TU ngày 5/6/2021",
            ("Chương trình", "30-CTr/TU", "2021-06-05", ""),
        ),
        ("kế hoạch này và công văn số 5/SGDĐT-VP", ("Công văn", "5/SGDĐT-VP", "", "")),
        ("Tờ trình số 1431/TTr-SGDĐT", ("Tờ trình", "1431/TTr-SGDĐT", "", "")),
        ("Luật Giáo dục số 43/2019/QH14 ngày 14/6/2019", ("Luật", "43/2019/QH14", "2019-06-14", "")),
        (
            "Thông tư liên tịch số 12/2020/TTLT-BGDĐT-BNV",
            ("Thông tư liên tịch", "12/2020/TTLT-BGDĐT-BNV", "", ""),
        ),
        ("quy định tại 61/2018/NĐ-CP của Chính phủ.", ("Nghị định", "61/2018/NĐ-CP", "", "Chính phủ")),
        (
            "Chỉ thị của Thủ tướng Chính phủ số 27/CT-TTg ngày 27/10/2023",
            ("Chỉ thị", "27/CT-TTg", "2023-10-27", "Thủ tướng Chính phủ"),
        ),
        (
            "quy định của Nghị định số 20/2008/NĐ-CP của Chính phủ (đã sửa đổi)",
            ("Nghị định", "20/2008/NĐ-CP", "", "Chính phủ"),
        ),
        (
            "Thông tư số 10/2021/TT-BGDĐT của Bộ trưởng Bộ Giáo dục và Đào tạo và Kế hoạch của Sở",
            ("Thông tư", "10/2021/TT-BGDĐT", "", "Bộ trưởng Bộ Giáo dục và Đào tạo"),
        ),
    ],
)
def test_one_document_is_found_with_what_is_said_of_it(text: str, wanted: tuple[str, str, str, str]) -> None:
    assert cited(text) == [wanted]


def test_members_of_a_list_share_kind_day_and_issuer() -> None:
    text = "tại Nghị quyết số 01/NQ-CP, số 02/NQ-CP ngày 08/01/2025 của Chính phủ và Kế hoạch"
    assert cited(text) == [
        ("Nghị quyết", "01/NQ-CP", "2025-01-08", "Chính phủ"),
        ("Nghị quyết", "02/NQ-CP", "2025-01-08", "Chính phủ"),
    ]


def test_documents_with_days_of_their_own_keep_them() -> None:
    text = (
        "Nghị định số 63/2010/NĐ-CP ngày 08/6/2010, Nghị định số 92/2017/NĐ-CP ngày 07/8/2017 của Chính phủ"
    )
    assert [each[2] for each in cited(text)] == ["2010-06-08", "2017-08-07"]


def test_a_law_without_number_is_found_by_its_name() -> None:
    text = "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;"
    [law] = find_citations(text, HERE, is_basis=True)
    assert (law.kind, law.number, law.issued_on) == ("Luật", "", date(2025, 6, 16))
    assert law.text == "Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025"
    assert law.is_basis


@pytest.mark.parametrize(
    "text",
    [
        "Số: /KH-SGDĐT",
        "Số: 297/KH-GDĐT",
        "(Kèm theo Kế hoạch số:        /KH-SGDĐT ngày    / 01/2025)",
        "trước 25/5/2025, phòng Tổ chức - Hành chính",
        "Quý 4/2025 - UBND thành phố tổng hợp",
        "tiêu chuẩn ISO 9001:2015",
        "đạt 45/114 TTHC",
        "giai đoạn 2021-2025",
        "phòng 12/A1 ngày 3/4/2025",
        "các luật sư và chuyên gia",
    ],
)
def test_what_only_looks_like_a_document_is_left(text: str) -> None:
    assert cited(text) == []


def test_a_day_that_no_calendar_has_is_no_day() -> None:
    assert cited("Quyết định số 12/QĐ-UBND ngày 31/02/2024") == [("Quyết định", "12/QĐ-UBND", "", "")]


def test_text_and_place_are_those_of_the_document() -> None:
    [found] = find_citations("Theo  Quyết định số 5/QĐ-SGDĐT\nngày 2/1/2025, các phòng", HERE)
    assert found.text == "Quyết định số 5/QĐ-SGDĐT ngày 2/1/2025"
    assert found.place == HERE


def test_one_form_for_all_ways_to_write_a_number() -> None:
    assert canonical_number("127- KL/TW") == canonical_number("127-KL/TW") == canonical_number("127/KL-TW")
    assert canonical_number("05/KH-UBND") == canonical_number("5/KH - UBND")
    assert canonical_number("12/KH-SGD&ĐT") == canonical_number("12/KH-SGDĐT")
    assert canonical_number("468/QĐ-TTg") != canonical_number("486/QĐ-TTg")
    assert canonical_number("không số") == canonical_number("12/2025") == ""


def test_a_number_taken_apart() -> None:
    decree, letter, law = act_number("61/2018/NĐ-CP"), act_number("490/SGDĐT-VP"), act_number("43/2019/QH14")
    assert decree is not None
    assert letter is not None
    assert law is not None
    assert (decree.kind_code, decree.agency, decree.year) == ("NĐ", "CP", "2018")
    assert (letter.kind_code, letter.agency, letter.year) == ("", "SGDĐT", "")
    assert (law.kind_code, law.agency) == ("", "QH14")
