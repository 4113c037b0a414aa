"""Overlapping sets, and procedures that might be one."""

from __future__ import annotations

from decimal import Decimal
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.reviews.findings.known import known

from motcua.reviews.rules.findings.merging import are_contrary, merge_candidates
from motcua.reviews.rules.findings.pairs import groups, overlap, overlapping

SETS = st.dictionaries(
    st.integers(0, 30), st.frozensets(st.sampled_from("abcdefgh"), min_size=1), max_size=14
)


@given(SETS, st.sampled_from([Decimal("0.3"), Decimal("0.5"), Decimal("0.6"), Decimal("0.8"), Decimal(1)]))
def test_it_finds_what_comparing_each_with_each_finds(
    sets: dict[int, frozenset[str]], least: Decimal
) -> None:
    expected = {
        frozenset(pair): much
        for pair in combinations(sets, 2)
        if (much := overlap(sets[pair[0]], sets[pair[1]])) >= least
    }
    found = [(frozenset((one, other)), much) for one, other, much in overlapping(sets, least=least)]
    assert dict(found) == expected
    assert len(found) == len(expected)


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=20))
def test_groups_hold_each_name_once_and_no_pair_apart(pairs: list[tuple[int, int]]) -> None:
    found = groups(pairs)
    assert sorted(name for group in found for name in group) == sorted(
        {name for pair in pairs for name in pair}
    )
    assert all(any(one in group and other in group for group in found) for one, other in pairs)


def merged(*procedures: object) -> list[frozenset[str]]:
    found = merge_candidates(procedures, least_names=Decimal("0.8"), least_papers=Decimal("0.6"))  # type: ignore[arg-type]
    return [finding.parts for finding in found]


PAPERS = ("Giấy khai sinh", "Học bạ", "Hợp đồng thuê địa điểm")
ONE = known("1.000001", "Công nhận trường tiểu học đạt chuẩn", papers=PAPERS)


@pytest.mark.parametrize(
    ("changes", "is_candidate"),
    [
        ({}, True),
        ({"papers": (*PAPERS[:2], "Phiếu lý lịch tư pháp")}, False),
        ({"papers": PAPERS[:2]}, True),
        ({"papers": ()}, False),
        ({"authority": "Ủy ban nhân dân cấp xã"}, False),
        ({"issuer": "Tỉnh khác"}, False),
        ({"applicants": ("enterprise",)}, False),
        ({"applicants": ()}, True),
    ],
)
def test_overlapping_papers(changes: dict[str, object], is_candidate: bool) -> None:
    other = known("1.000002", "Công nhận thư viện", **{"papers": PAPERS, **changes})  # type: ignore[arg-type]
    assert merged(ONE, other) == ([frozenset({"1.000001", "1.000002"})] if is_candidate else [])


@pytest.mark.parametrize(
    ("name", "is_candidate"),
    [
        ("Thủ tục công nhận trường tiểu học đạt chuẩn.", True),
        ("Công nhận trường mầm non đạt chuẩn", False),
        ("Thu hồi trường tiểu học đạt chuẩn", False),  # another act, though nearly all words are the same
        ("CÔNG NHẬN TRƯỜNG TIỂU HỌC ĐẠT CHUẨN MỚI", True),
    ],
)
def test_names_alike(name: str, is_candidate: bool) -> None:
    one = known("1.000001", "Công nhận trường tiểu học đạt chuẩn")
    assert bool(merged(one, known("1.000002", name))) is is_candidate


@pytest.mark.parametrize(
    ("one", "other", "contrary"),
    [
        ("Thủ tục đăng ký khai sinh có yếu tố nước ngoài", "Đăng ký khai tử có yếu tố nước ngoài", True),
        ("Công nhận hộ nghèo, hộ cận nghèo hằng năm", "Công nhận hộ thoát nghèo, hộ thoát cận nghèo", True),
        ("Công bố hoạt động khu neo đậu", "Công bố đóng khu neo đậu", True),
        ("Đề nghị gia hạn thử nghiệm", "Đề nghị kết thúc thử nghiệm", True),
        ("Đăng ký khai sinh", "Đăng ký lại khai sinh", False),
        ("Cấp giấy phép nhập khẩu pháo hoa", "Cấp giấy phép xuất khẩu pháo hoa", False),
        ("Cấp, thu hồi thẻ", "Cấp thẻ", False),
    ],
)
def test_what_says_the_contrary_is_not_alike(one: str, other: str, contrary: bool) -> None:
    assert are_contrary(one, other) is contrary
    assert are_contrary(other, one) is contrary


def test_contrary_names_with_the_same_papers_are_still_alike() -> None:
    names = ("Đăng ký khai sinh có yếu tố nước ngoài", "Đăng ký khai tử có yếu tố nước ngoài")
    some = [known(f"1.{place}", name) for place, name in enumerate(names)]
    assert merged(*some) == []
    some = [known(f"1.{place}", name, papers=PAPERS) for place, name in enumerate(names)]
    assert merged(*some) == [frozenset({"1.0", "1.1"})]


def test_where_no_authority_is_known_the_field_divides() -> None:
    facts = {"authority": "", "name": "Cấp lại bản sao văn bằng"}
    some = [known("1.1", **facts), known("1.2", **facts), known("1.3", **{**facts, "field": "Y tế"})]
    assert merged(*some) == [frozenset({"1.1", "1.2"})]


def test_loose_heaps_are_left_out() -> None:
    assert merged(*(known(f"1.{number}", "Cấp chứng nhận xuất xứ mẫu") for number in range(13))) == []


def test_the_finding_says_what_is_alike() -> None:
    [finding] = merge_candidates(
        [ONE, known("1.000002", "Công nhận thư viện", papers=PAPERS)],
        least_names=Decimal("0.8"),
        least_papers=Decimal("0.6"),
    )
    assert finding.rows[0].cells == ("giấy tờ", "100 %", "3")
    assert "Sở Giáo dục và Đào tạo" in finding.says
