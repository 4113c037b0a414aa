"""What a paper is, however it is written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.reviews.rules.findings.databases import HELD, held_in
from motcua.reviews.rules.findings.paper_names import (
    content_words,
    documents_in,
    head_of,
    is_own_writing,
    paper_key,
    reuse_is_provided,
)


@pytest.mark.parametrize(
    "name",
    [
        "Giấy khai sinh",
        "Bản sao giấy khai sinh",
        "- Bản sao có chứng thực Giấy khai sinh (02 bản)",
        "a) Bản chụp giấy khai sinh kèm theo bản chính để đối chiếu",
        "Bản sao giấy khai sinh theo mẫu quy định",
        "Bản sao giấy khai sinh; trường hợp mất thì nộp xác nhận",
    ],
)
def test_one_paper_in_many_words(name: str) -> None:
    assert paper_key(name) == "giay khai sinh"


@pytest.mark.parametrize(
    "name", ["", "Không", "Không quy định", "Tên giấy tờ", "Chưa có quy định cụ thể.", "Hồ sơ gồm:"]
)
def test_lines_that_name_no_paper(name: str) -> None:
    assert paper_key(name) == ""


@given(st.text(max_size=80))
def test_any_text_has_a_key(text: str) -> None:
    assert len(paper_key(text).split()) <= 30
    assert documents_in(text) == documents_in(text)


@pytest.mark.parametrize(
    ("name", "own"),
    [
        ("Đơn đề nghị cấp phép", True),
        ("Tờ trình đề nghị thành lập trường", True),
        ("Đề án thành lập", True),
        ("Giấy khai sinh", False),
        ("Bản sao bằng tốt nghiệp", False),
    ],
)
def test_who_writes_a_paper(name: str, own: bool) -> None:
    assert is_own_writing(paper_key(name)) is own


def test_every_document_of_a_line() -> None:
    line = (
        "Quyết định thành lập cơ sở giáo dục, quyết định công nhận hội đồng trường; "
        "bản sao Giấy phép hoạt động hoặc giấy chứng nhận đăng ký kinh doanh"
    )
    assert documents_in(line) == (
        "quyet dinh thanh lap co so giao duc",
        "quyet dinh cong nhan hoi dong truong",
        "giay phep hoat dong",
        "giay chung nhan dang ky kinh doanh",
    )
    assert documents_in("Đơn đề nghị; ảnh 4x6") == ()


def test_other_parts_of_the_procedure_in_a_line_are_no_papers() -> None:
    line = "Bằng tốt nghiệp THPT; 1.3.2. Số lượng hồ sơ: 01 bộ. 1.7. Kết quả: Quyết định phê duyệt kinh phí, căn cước"
    assert documents_in(line) == ("bang tot nghiep thpt",)
    assert [held.paper for held in held_in(line)] == ["Văn bằng, chứng chỉ do cơ sở trong nước cấp"]


def test_the_sort_and_the_words_of_a_document() -> None:
    [decision] = documents_in(
        "Quyết định của Chủ tịch Ủy ban nhân dân cấp xã về việc chuyển đổi trường tư thục"
    )
    assert head_of(decision) == "quyet dinh"
    assert content_words(decision) == {"chuyen", "doi", "truong", "tu", "thuc"}
    assert content_words("bang tot nghiep trung hoc co so") != content_words(
        "bang tot nghiep trung hoc pho thong"
    )
    assert head_of("don de nghi") == ""


@pytest.mark.parametrize(
    ("name", "paper"),
    [
        ("Bản sao CCCD hoặc hộ chiếu", "Căn cước, chứng minh nhân dân"),
        ("Sổ hộ khẩu", "Sổ hộ khẩu, giấy xác nhận cư trú"),
        ("Trích lục khai sinh", "Giấy khai sinh"),
        ("Giấy chứng nhận là hộ nghèo hoặc hộ cận nghèo do xã cấp", "Giấy chứng nhận hộ nghèo, hộ cận nghèo"),
        ("Giấy xác nhận khuyết tật", "Giấy xác nhận khuyết tật"),
        ("Bản sao Giấy chứng nhận đăng ký doanh nghiệp", "Giấy chứng nhận đăng ký doanh nghiệp"),
        ("Giấy chứng nhận quyền sử dụng đất", "Giấy chứng nhận quyền sử dụng đất"),
        ("Phiếu lý lịch tư pháp số 1", "Phiếu lý lịch tư pháp"),
        ("Bản sao bằng tốt nghiệp THPT", "Văn bằng, chứng chỉ do cơ sở trong nước cấp"),
        ("Học bạ cấp tiểu học", "Học bạ"),
    ],
)
def test_what_databases_hold(name: str, paper: str) -> None:
    assert [held.paper for held in held_in(name)] == [paper]


@pytest.mark.parametrize(
    "name",
    [
        "Hai ảnh 4x6 theo kiểu ảnh chứng minh nhân dân",
        "Ảnh cỡ 4x6 chụp theo kiểu căn cước/căn cước công dân",
        "Phiếu đăng ký ghi họ tên, số căn cước",
        "Học sinh có hộ khẩu thường trú tại vùng khó khăn",
        "Đề án thành lập",
    ],
)
def test_what_only_sounds_like_it(name: str) -> None:
    assert held_in(name) == ()


def test_a_form_with_the_paper_beside_it_counts() -> None:
    assert [held.paper for held in held_in("Đơn đề nghị kèm theo bản sao giấy khai sinh")] == [
        "Giấy khai sinh"
    ]


def test_every_database_is_named_once_for_a_paper() -> None:
    assert len({held.paper for held in HELD}) == len(HELD)
    assert all(held.database for held in HELD)


@pytest.mark.parametrize(
    ("name", "provided"),
    [
        ("Giấy khai sinh (cơ quan giải quyết khai thác dữ liệu dân cư)", True),
        ("Không phải nộp giấy tờ đã có dữ liệu điện tử", True),
        ("Giấy khai sinh", False),
        ("Đề án khai thác tài nguyên", False),
    ],
)
def test_lines_that_provide_for_reuse(name: str, provided: bool) -> None:
    assert reuse_is_provided(name) is provided
