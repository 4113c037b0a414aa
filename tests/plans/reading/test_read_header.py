"""Heads of documents: whole, beside each other, with blanks, with parts missing."""

from __future__ import annotations

from datetime import date

import pytest

from motcua.documents.reading.opening import read_document
from motcua.plans.rules.reading.found import Header
from motcua.plans.rules.reading.marks import MarkStyle, read_mark
from motcua.plans.rules.reading.who import lead_and_partners, split_units
from motcua.plans.rules.reading.whole import read_plan


def head(text: str, *, year: int | None = None) -> Header:
    return read_plan(read_document(content=text.encode(), name="ke-hoach.txt"), year=year).header


BODY = "\n\nI. MỤC ĐÍCH\n\n1. Làm tốt công tác cải cách.\n\n"


def test_a_head_with_both_columns_on_the_same_lines() -> None:
    found = head(
        "UBND TỈNH SƠN THỦY        CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "SỞ GIÁO DỤC VÀ ĐÀO TẠO        Độc lập - Tự do - Hạnh phúc\n"
        "Số: 57/KH-SGDĐT        Sơn Thủy, ngày 09 tháng 01 năm 2026\n\n"
        f"KẾ HOẠCH\nKiểm tra công tác văn thư năm 2026{BODY}"
        "Nơi nhận:        TL. GIÁM ĐỐC\n- Các phòng thuộc Sở;        CHÁNH VĂN PHÒNG\n- Lưu: VT.        Trần "
        "Thị Bích\n"
    )
    assert (found.superior, found.issuer) == ("UBND TỈNH SƠN THỦY", "SỞ GIÁO DỤC VÀ ĐÀO TẠO")
    assert (found.number, found.symbol, found.place_name) == ("57", "KH-SGDĐT", "Sơn Thủy")
    assert found.issued_on == date(2026, 1, 9)
    assert (found.kind, found.title, found.year) == ("Kế hoạch", "Kiểm tra công tác văn thư năm 2026", 2026)
    assert found.recipients == ("Các phòng thuộc Sở", "Lưu: VT")
    assert (found.signing_authority, found.signer_title, found.signer) == (
        "TL. GIÁM ĐỐC",
        "CHÁNH VĂN PHÒNG",
        "Trần Thị Bích",
    )


def test_an_agency_on_two_lines_and_a_date_with_dots() -> None:
    found = head(
        "ỦY BAN NHÂN DÂN\nXÃ SÔNG XANH\n\nSố:      /KH-UBND\n\nSông Xanh, ngày … tháng … năm 2026\n\n"
        f"KẾ HOẠCH\nGiáo dục và đào tạo trên địa bàn xã{BODY}TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ "
        f"TỊCH\n\nHà Văn Tâm\n"
    )
    assert found.issuer == "ỦY BAN NHÂN DÂN XÃ SÔNG XANH"
    assert (found.number, found.symbol) == ("", "KH-UBND")
    assert (found.issued_on, found.date_text) == (None, "ngày … tháng … năm 2026")
    assert found.year == 2026
    assert found.signing_authority == "TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH"
    assert (found.signer_title, found.signer) == ("PHÓ CHỦ TỊCH", "Hà Văn Tâm")


def test_the_year_comes_from_the_title_then_the_date_then_the_asking() -> None:
    assert head(f"KẾ HOẠCH\nBồi dưỡng giáo viên năm học 2025-2026{BODY}").year == 2025
    assert (
        head(f"Sơn Thủy, ngày 02 tháng 3 năm 2024\n\nKẾ HOẠCH\nKiểm tra nội bộ{BODY}", year=2020).year == 2024
    )
    assert head(f"KẾ HOẠCH\nKiểm tra nội bộ{BODY}", year=2020).year == 2020
    assert head(f"KẾ HOẠCH\nKiểm tra nội bộ{BODY}").year is None


def test_acts_of_the_basis_are_told_from_others() -> None:
    text = (
        "KẾ HOẠCH\nCải cách hành chính năm 2026\n\nCăn cứ Quyết định số 468/QĐ-TTg ngày 27/3/2021 của Thủ tướng "
        "Chính phủ;\n\n"
        "Thực hiện Kế hoạch số 12/KH-UBND ngày 05/01/2026 của Ủy ban nhân dân tỉnh,\n\n"
        "I. NHIỆM VỤ\n\n1. Triển khai Nghị định số 61/2018/NĐ-CP ngày 23/4/2018 của Chính phủ.\n"
    )
    reading = read_plan(read_document(content=text.encode(), name="ke-hoach.txt"))
    assert [each.number for each in reading.header.bases] == ["468/QĐ-TTg", "12/KH-UBND"]
    assert [(each.number, each.is_basis) for each in reading.citations] == [
        ("468/QĐ-TTg", True),
        ("12/KH-UBND", True),
        ("61/2018/NĐ-CP", False),
    ]


@pytest.mark.parametrize(
    ("text", "mark", "style"),
    [
        ("I. MỤC ĐÍCH", "I", MarkStyle.ROMAN),
        ("2.1 Đối với trường", "2.1", MarkStyle.DOTTED),
        ("5. 100% hồ sơ", "5", MarkStyle.NUMBER),
        ("đ) Kiểm tra", "đ", MarkStyle.LETTER),
        ("(iii) Rà soát", "iii", MarkStyle.IN_BRACKETS),
        ("Điều 3. Trách nhiệm", "3", MarkStyle.ARTICLE),
        ("- Các phòng", "-", MarkStyle.DASH),
        ("+ Bước một", "+", MarkStyle.PLUS),
        ("B. NỘI DUNG", "B", MarkStyle.CAPITAL),
    ],
)
def test_marks(text: str, mark: str, style: MarkStyle) -> None:
    found = read_mark(text)
    assert found is not None
    assert (found.text, found.style) == (mark, style)


@pytest.mark.parametrize(
    "text", ["15/4/2025 là hạn", "12/KH-UBND", "V/v kiểm tra", "2025", "30% hồ sơ", "Điều kiện học tập"]
)
def test_what_only_looks_like_a_mark(text: str) -> None:
    assert read_mark(text) is None


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("Phòng GDĐT quận, huyện, thị xã; Các trường", ("Phòng GDĐT quận, huyện, thị xã", "Các trường")),
        (
            "Văn phòng, phòng Tổ chức cán bộ và các trường",
            ("Văn phòng", "phòng Tổ chức cán bộ", "các trường"),
        ),
        ("Các phòng chuyên môn, nghiệp vụ Sở", ("Các phòng chuyên môn, nghiệp vụ Sở",)),
        ("- Sở Nội vụ\n- Sở Khoa học và Công nghệ", ("Sở Nội vụ", "Sở Khoa học và Công nghệ")),
        ("Phòng Tổ chức - Hành chính", ("Phòng Tổ chức - Hành chính",)),
        ("…", ()),
    ],
)
def test_lists_of_units_are_taken_apart(text: str, units: tuple[str, ...]) -> None:
    assert split_units(text) == units


def test_lead_and_partners_of_one_cell() -> None:
    assert lead_and_partners("Chủ trì: Văn phòng\nPhối hợp: Các phòng") == ("Văn phòng", ("Các phòng",))
    assert lead_and_partners("Văn phòng chủ trì, phối hợp với Thanh tra Sở") == (
        "Văn phòng",
        ("Thanh tra Sở",),
    )
    assert lead_and_partners("Văn phòng; Thanh tra Sở", is_list=True) == ("Văn phòng", ("Thanh tra Sở",))
    assert lead_and_partners("Văn phòng; Thanh tra Sở") == ("Văn phòng; Thanh tra Sở", ())
