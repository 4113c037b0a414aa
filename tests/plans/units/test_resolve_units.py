"""Who is meant by the loose names of units in plans."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.plans.enums import DivisionKind, UnitGroup
from motcua.plans.rules.units import (
    Asked,
    Directory,
    Resolved,
    Unit,
    alias_key,
    general_aliases,
    group_of,
    kind_of,
    split_units,
)

UNITS = (
    Unit("VP", ("Văn phòng Sở", "Văn phòng")),
    Unit("TCCB", ("Phòng Tổ chức cán bộ", "TCCB")),
    Unit("KHTC", ("Phòng Kế hoạch - Tài chính", "KHTC")),
    Unit("GDTrH", ("Phòng Giáo dục Trung học",)),
    Unit("MNTH", ("Phòng Giáo dục Mầm non và Tiểu học",)),
    Unit("GDTX", ("Phòng Giáo dục thường xuyên và Đại học",)),
    Unit("QLCL", ("Phòng Khảo thí và Kiểm định chất lượng giáo dục",)),
    Unit("TTR", ("Thanh tra Sở",)),
    Unit("THPT-A", ("Trường Trung học phổ thông Đồng Sen (mẫu)", "THPT Đồng Sen")),
    Unit("TH-A", ("Trường Tiểu học Đồng Sen (mẫu)", "TH Đồng Sen")),
    Unit("PGD", ("Phòng Giáo dục và Đào tạo huyện Gò Sậy (mẫu)", "Phòng GDĐT Gò Sậy")),
)


def directory(told: dict[str, str | UnitGroup] | None = None) -> Directory[str]:
    return Directory(told=told or {}, units=UNITS)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Văn phòng", ("Văn phòng",)),
        ("", ()),
        (" - ", ()),
        (
            "Tổ chức cán bộ; GDTX&ĐH; <u>Giáo dục</u> Trung học; Khảo thí và Kiểm định chất lượng giáo dục; "
            "Kế hoạch tài chính các cơ quan, tổ chức có liên quan",
            (
                "Tổ chức cán bộ",
                "GDTX&ĐH",
                "Giáo dục Trung học",
                "Khảo thí và Kiểm định chất lượng giáo dục",
                "Kế hoạch tài chính",
                "các cơ quan, tổ chức có liên quan",
            ),
        ),
        (
            "Các phòng CMNV Sở, Phòng GDĐT quận, huyện, các đơn vị giáo dục",
            ("Các phòng CMNV Sở", "Phòng GDĐT quận, huyện", "các đơn vị giáo dục"),
        ),
        (
            "- Các phòng thuộc Sở\n- Các Phòng Giáo dục và\nĐào tạo quận, huyện, thị xã\n- Các đơn vị trực thuộc ",
            (
                "Các phòng thuộc Sở",
                "Các Phòng Giáo dục và Đào tạo quận, huyện, thị xã",
                "Các đơn vị trực thuộc",
            ),
        ),
        (
            "- Các phòng thuộc Sở - Các đơn vị trực thuộc",
            ("Các phòng thuộc Sở", "Các đơn vị trực thuộc"),
        ),
        (
            "- Phòng Chính trị tư tưởng –\nKhoa học công nghệ",
            ("Phòng Chính trị tư tưởng – Khoa học công nghệ",),
        ),
        (
            "Phòng Giáo dục Mầm non và Tiểu học và Phòng Giáo dục Trung học",
            ("Phòng Giáo dục Mầm non và Tiểu học", "Phòng Giáo dục Trung học"),
        ),
        (
            "các phòng chuyên môn, nghiệp vụ Sở và các đơn vị giáo dục",
            ("các phòng chuyên môn, nghiệp vụ Sở", "các đơn vị giáo dục"),
        ),
        (
            "Phòng Giáo dục thường xuyên, nghề nghiệp và đại học",
            ("Phòng Giáo dục thường xuyên, nghề nghiệp và đại học",),
        ),
        ("Phòng Tổ chức - Hành chính chủ trì", ("Phòng Tổ chức - Hành chính",)),
        ("Văn phòng (chủ trì), Phòng TCCB (phối hợp)", ("Văn phòng", "Phòng TCCB")),
        ("Văn phòng, TCCB, KHTC", ("Văn phòng", "TCCB", "KHTC")),
        ("VP Sở + TCCB", ("VP Sở", "TCCB")),
        ("VP, TCCB, GDTX, Tiểu học", ("VP", "TCCB", "GDTX", "Tiểu học")),
        ("Các trường THPT, THCS; TCCB", ("Các trường THPT, THCS", "TCCB")),
        ("Các phòng, ban, đơn vị liên quan", ("Các phòng, ban, đơn vị liên quan",)),
        (
            "Các phòng CMNV Sở, đơn vị trực thuộc",
            ("Các phòng CMNV Sở", "đơn vị trực thuộc"),
        ),
        (
            "các sở, ban, ngành liên quan, UBND các xã, phường, đặc khu",
            ("các sở, ban, ngành liên quan", "UBND các xã, phường, đặc khu"),
        ),
        (
            "Công an tỉnh, Sở Y tế và các cơ quan, đơn vị liên quan",
            ("Công an tỉnh", "Sở Y tế", "các cơ quan, đơn vị liên quan"),
        ),
        ("Văn phòng; Văn phòng", ("Văn phòng",)),
        ("Ban Tiếp            \ncông dân", ("Ban Tiếp công dân",)),
    ],
)
def test_lists_are_taken_apart(text: str, names: tuple[str, ...]) -> None:
    assert split_units(text) == names


@pytest.mark.parametrize(
    "names",
    [
        (
            "Phòng Tổ chức cán bộ",
            "P. TCCB",
            "TCCB",
            "Phòng TCCB Sở",
            "phòng tổ chức cán bộ",
            "Tổ chức - Cán bộ",
        ),
        ("Văn phòng", "VP", "VP Sở", "Văn phòng Sở", "Văn phòng Sở Giáo dục và Đào tạo", "VP Sở GD&ĐT"),
        (
            "Phòng Kế hoạch - Tài chính",
            "KHTC",
            "Kế hoạch tài chính",
            "P.KH-TC",
            "Phòng Kế hoạch và Tài chính",
        ),
        ("Sở Giáo dục và Đào tạo", "Sở GDĐT", "Sở GD&ĐT", "Sở GD-ĐT", "SGDĐT"),
        ("Phòng Giáo dục và Đào tạo", "Phòng GDĐT", "Phòng GD&ĐT", "PGDĐT", "P. GD-ĐT"),
        ("GDTX&ĐH", "Phòng Giáo dục Thường xuyên và Đại học", "GDTX-ĐH", "GDTX&DH"),
        ("Phòng Khảo thí và Kiểm định chất lượng giáo dục", "KT&KĐCLGD", "Phòng KTKĐCLGD"),
        ("Các phòng Sở", "các phòng thuộc Sở", "Các phòng của Sở", "Các phòng cơ quan Sở"),
    ],
)
def test_one_key_for_many_ways_of_writing(names: tuple[str, ...]) -> None:
    assert len({alias_key(name) for name in names}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sở GDĐT", "Phòng GDĐT"),
        ("Các phòng Sở", "Phòng Tổ chức cán bộ"),
        ("Phòng Giáo dục Tiểu học", "Phòng Giáo dục Trung học"),
        ("Văn phòng", "Văn phòng UBND thành phố"),
        ("Các phòng GDĐT", "Các phòng Sở"),
        ("Tài chính", "Kế hoạch - Tài chính"),
        ("Trường Tiểu học Đồng Sen", "Trường THCS Đồng Sen"),
    ],
)
def test_different_units_have_different_keys(one: str, other: str) -> None:
    assert alias_key(one) != alias_key(other)


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("Văn phòng", "VP"),
        ("VP Sở", "VP"),
        ("TCCB", "TCCB"),
        ("Phòng Tổ chức Cán bộ Sở", "TCCB"),
        ("Kế hoạch tài chính", "KHTC"),
        ("GDTrH", "GDTrH"),
        ("Giáo dục Trung học", "GDTrH"),
        ("GDMN-TH", "MNTH"),
        ("GDTX&DH", "GDTX"),
        ("Quản lý chất lượng", "QLCL"),
        ("Thanh tra", "TTR"),
        ("Trường Tiểu học Đồng Sen", "TH-A"),
        ("Phòng GD&ĐT huyện Gò Sậy", "PGD"),
    ],
)
def test_a_division_or_school_is_known(name: str, unit: str) -> None:
    assert directory().resolve(name) == Resolved(name, unit=unit)


@pytest.mark.parametrize(
    ("name", "group"),
    [
        ("Các phòng CMNV Sở", UnitGroup.ALL_DIVISIONS),
        ("các phòng chuyên môn, nghiệp vụ cơ quan Sở", UnitGroup.ALL_DIVISIONS),
        ("Các đơn vị trực thuộc", UnitGroup.ALL_ATTACHED),
        ("các đơn vị giáo dục", UnitGroup.ALL_SCHOOLS),
        ("Phòng GDĐT quận, huyện", UnitGroup.ALL_DISTRICT_OFFICES),
        ("Các Phòng Giáo dục và Đào tạo quận, huyện, thị xã", UnitGroup.ALL_DISTRICT_OFFICES),
        ("UBND các xã, phường, đặc khu", UnitGroup.ALL_COMMUNES),
        ("các phòng, đơn vị thuộc Sở", UnitGroup.ALL_UNITS),
        ("các cơ quan, tổ chức có liên quan", UnitGroup.CONCERNED),
        ("các phòng, đơn vị có liên quan", UnitGroup.CONCERNED),
    ],
)
def test_a_group_is_known(name: str, group: UnitGroup) -> None:
    assert directory().resolve(name) == Resolved(name, group=group)


def test_what_the_agency_told_comes_first() -> None:
    told: dict[str, str | UnitGroup] = {"Văn phòng": "TCCB", "Khối văn phòng": UnitGroup.ALL_DIVISIONS}
    known = directory(told)
    assert known.resolve("văn  phòng") == Resolved("văn  phòng", unit="TCCB", is_told=True)
    assert known.resolve("VP Sở") == Resolved("VP Sở", unit="TCCB", is_told=True)
    assert known.resolve("khối văn phòng Sở").group is UnitGroup.ALL_DIVISIONS  # type: ignore[union-attr]


def test_a_weak_likeness_is_asked_with_the_nearest_first() -> None:
    asked = directory().resolve("Phòng Tổ chức - Hành chính - Cán bộ")
    assert isinstance(asked, Asked)
    assert asked.suggestions[0].key == "TCCB"
    assert 0.5 <= asked.suggestions[0].score < 1
    assert directory().resolve("Sở Nội vụ") == Asked("Sở Nội vụ")
    assert directory().resolve("") == Asked("")


def test_a_name_of_two_units_is_asked() -> None:
    asked = directory().resolve("Đồng Sen")
    assert isinstance(asked, Asked)
    twins = Directory(told={}, units=(Unit(1, ("Phòng Tổ chức",)), Unit(2, ("Tổ chức",))))
    twin = twins.resolve("Tổ chức")
    assert isinstance(twin, Asked)
    assert [each.key for each in twin.suggestions] == [1, 2] or [each.key for each in twin.suggestions] == [
        2,
        1,
    ]


def test_the_shipped_names_agree() -> None:
    meanings: dict[str, tuple[DivisionKind | None, UnitGroup | None]] = {}
    for each in general_aliases():
        assert (each.kind is None) != (each.group is None)
        assert meanings.setdefault(alias_key(each.name), (each.kind, each.group)) == (each.kind, each.group)
        assert (kind_of(each.name), group_of(each.name)) == (each.kind, each.group)
    assert {kind for kind, _ in meanings.values()} == {None, *DivisionKind}
    assert {group for _, group in meanings.values()} == {None, *UnitGroup}


@given(st.text(max_size=60))
def test_no_text_breaks_it(text: str) -> None:
    assert alias_key(text) == alias_key(text.swapcase()) or not text.isascii()
    for name in split_units(text):
        assert name == name.strip()
        assert name
        directory().resolve(name)


def test_lists_of_usual_names_come_apart_again() -> None:
    names = [each.name for each in general_aliases()]
    assert [split_units(name) for name in names] == [(name,) for name in names]
    assert split_units("; ".join(names)) == tuple(names)
    assert split_units("\n".join(f"- {name}" for name in names)) == tuple(names)
