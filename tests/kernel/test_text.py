"""Folding and sorting of Vietnamese."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel.text import clean, fold, sort_key

VIETNAMESE = st.text(alphabet="aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợ uùủũúụưừửữứự")


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Cấp bản sao văn bằng", "cap ban sao van bang"),
        ("ĐỀ ÁN Đường", "de an duong"),
        ("hòa bình", "hoa binh"),
        ("hoà bình", "hoa binh"),
        ("Quốc-lộ  1A,\nxã  Lủng", "quoc lo 1a xa lung"),
        (unicodedata.normalize("NFD", "Nguyễn Thị Hường"), "nguyen thi huong"),
        ("", ""),
        ("…—", ""),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(VIETNAMESE)
def test_fold_does_not_see_the_form_of_writing(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))
    assert fold(fold(text)) == fold(text)
    assert fold(text).isascii()


def test_sort_as_a_vietnamese_dictionary() -> None:
    names = [
        "Đà Nẵng",
        "Ân Thi",
        "An Giang",
        "Ăn Thi",
        "Ba Đình",
        "Bà Rịa",
        "Bá Thước",
        "Dĩ An",
        "Cà Mau",
        "An",
    ]
    assert sorted(names, key=sort_key) == [
        "An",
        "An Giang",
        "Ăn Thi",
        "Ân Thi",
        "Ba Đình",
        "Bà Rịa",
        "Bá Thước",
        "Cà Mau",
        "Dĩ An",
        "Đà Nẵng",
    ]


def test_numbers_sort_by_size() -> None:
    names = ["Trường số 10", "Trường số 2", "Trường số 1", "Trường số 100", "Trường số 9", "Trường An"]
    assert sorted(names, key=sort_key) == [
        "Trường An",
        "Trường số 1",
        "Trường số 2",
        "Trường số 9",
        "Trường số 10",
        "Trường số 100",
    ]


@given(VIETNAMESE, VIETNAMESE)
def test_tones_decide_only_between_equal_letters(one: str, other: str) -> None:
    if sort_key(one) == sort_key(other):
        assert fold(one) == fold(other)


def test_clean_removes_what_cannot_be_seen() -> None:
    assert clean("\ufeffTên\u200b  thủ \x00tục\u00ad \r\n dòng hai ") == "Tên thủ tục\ndòng hai"
