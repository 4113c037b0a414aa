from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.catalogue.rules.search.codes import CodeList, Fit, bare, find_codes

LIST = CodeList(
    [(bare(code), row) for row, code in enumerate(["3.000465", "3.000466", "1.000465", "1.005092"])]
)


@pytest.mark.parametrize(
    ("query", "codes", "rest"),
    [
        ("3.000465", ["3000465"], ""),
        ("3.0004", ["30004"], ""),
        ("3-000465", ["3000465"], ""),
        ("3 . 000465", ["3000465"], ""),
        ("3000465", ["3000465"], ""),
        ("000465", ["000465"], ""),
        ("465", ["465"], ""),
        ("mã 465 là gì", ["465"], "mã là gì"),
        ("thủ tục 3.000465 cấp bản sao", ["3000465"], "thủ tục cấp bản sao"),
        ("KQ.G03.000157", ["kqg03000157"], ""),
        ("T-HNO-123456-TT", ["thno123456tt"], ""),
    ],
)
def test_codes_are_found_in_a_query(query: str, codes: list[str], rest: str) -> None:
    found, left = find_codes(query)
    assert [code.bare for code in found] == codes
    assert left == rest


@pytest.mark.parametrize(
    "query",
    [
        "bằng cấp 3",
        "thi năm 2025",
        "Nghị định số 134/2016/NĐ-CP ngày 1/9/2016",
        "vào lớp 10",
        "từ 2-5 tuổi",
        "",
    ],
)
def test_other_numbers_stay_words(query: str) -> None:
    assert find_codes(query) == ([], query)


def _fits(query: str) -> dict[int, Fit]:
    [typed], _ = find_codes(query)
    return {row: fit for row, (fit, _) in LIST.find(typed).items()}


def test_a_code_fits_whole_in_part_and_with_one_slip() -> None:
    assert _fits("3.000465") == {0: Fit.WHOLE}
    assert _fits("3.0004") == {0: Fit.START, 1: Fit.START}
    assert _fits("000465") == {0: Fit.TAIL, 2: Fit.TAIL}
    assert _fits("0004") == {0: Fit.PART, 1: Fit.PART, 2: Fit.PART}
    assert _fits("3.000456") == {0: Fit.SLIP, 1: Fit.SLIP}
    assert _fits("9999999") == {}


@given(st.sampled_from(["3.000465", "1.005092"]), st.integers(0, 5), st.sampled_from("0123456789"))
def test_one_wrong_digit_still_leads_there(code: str, place: int, digit: str) -> None:
    digits = bare(code)
    typed = digits[: place + 1] + digit + digits[place + 2 :]
    expected = [
        row for row, known in enumerate(["3.000465", "3.000466", "1.000465", "1.005092"]) if known == code
    ]
    assert set(expected) <= set(_fits(typed)) or typed in LIST.rows


@given(st.text(max_size=80))
def test_any_text_is_taken_calmly(text: str) -> None:
    found, rest = find_codes(text)
    assert isinstance(rest, str)
    for code in found:
        LIST.find(code)
