"""The areas: what was loaded, what an old one became, how one is found by name."""

from __future__ import annotations

import csv
import time
from collections import Counter
from datetime import date, datetime
from pathlib import Path

import pytest
from django.db.models import Count
from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel.models import JournalEntry, LoadedData
from motcua.organisations import base_data
from motcua.organisations.enums import AreaLevel
from motcua.organisations.models import Area, AreaChange
from motcua.organisations.queries.areas import (
    areas_of,
    current_areas_for,
    find_area,
    find_latest_area,
    search_areas,
)
from motcua.organisations.rules.areas import REORGANISED_ON, search_parts, what_became

NOW = date(2026, 9, 17)
BEFORE = date(2025, 6, 30)


def count(level: AreaLevel, on: date) -> int:
    return Area.objects.filter(level=level, in_force__contains=on).count()


@pytest.mark.django_db
def test_numbers_before_and_since() -> None:
    before = [count(level, BEFORE) for level in AreaLevel]
    since = [count(level, REORGANISED_ON) for level in AreaLevel]
    assert before == [63, 696, 10_035]
    assert since == [34, 0, 3_321]
    changes = AreaChange.objects.exclude(new__level=AreaLevel.PROVINCE)
    assert changes.count() == 10_602
    assert changes.filter(is_whole=False).count() == 1_033
    divided = changes.values("old").annotate(parts=Count("id")).filter(parts__gt=1)
    assert divided.count() == 471
    assert not Area.objects.filter(parent=None).exclude(level=AreaLevel.PROVINCE).exists()


@pytest.mark.django_db
def test_loading_again_changes_nothing_and_is_quick(moment: datetime, django_assert_num_queries) -> None:
    journal = JournalEntry.objects.count()
    with django_assert_num_queries(1):
        base_data.load(at=moment)
    LoadedData.objects.filter(name="areas").update(digest="an older one")
    Area.objects.filter(code="31", level=AreaLevel.PROVINCE).update(name="Sai")
    rows = set(Area.objects.values_list("id", "code", "level", "in_force"))
    started = time.monotonic()
    base_data.load(at=moment)
    assert time.monotonic() - started < 20  # a couple of seconds on an idle machine
    assert set(Area.objects.values_list("id", "code", "level", "in_force")) == rows
    assert not Area.objects.filter(name="Sai").exists()
    assert JournalEntry.objects.count() == journal + 1


@pytest.mark.shared_data
@pytest.mark.django_db
def test_same_as_the_tables_beside_the_project(shared_data: Path) -> None:
    def rows(name: str) -> list[dict[str, str]]:
        with (shared_data / "admin_units" / name).open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))

    def names(level: AreaLevel, on: date) -> set[tuple[str, str]]:
        return set(Area.objects.filter(level=level, in_force__contains=on).values_list("code", "name"))

    assert names(AreaLevel.PROVINCE, NOW) == {
        (row["code"], row["name"]) for row in rows("provinces_34_2025-07.csv")
    }
    assert names(AreaLevel.COMMUNE, NOW) == {
        (row["code"], row["name"]) for row in rows("communes_3321_2025-07.csv")
    }
    old = rows("legacy_wards_10040.csv")
    assert names(AreaLevel.PROVINCE, BEFORE) == {(row["province_code"], row["province"]) for row in old}
    assert names(AreaLevel.DISTRICT, BEFORE) == {(row["district_code"], row["district"]) for row in old}
    assert names(AreaLevel.COMMUNE, BEFORE) == {
        (row["ward_code"], row["ward"]) for row in old if row["ward_code"]
    }
    told = Counter(
        (row["old_ward_code"], row["new_ward_code"], row["kind"] == "whole", row["default"] == "default")
        for row in rows("ward_conversion_2025-07.csv")
        if row["old_ward_code"]
    )
    loaded = Counter(
        (old_code, new_code, whole, default and not whole)
        for old_code, new_code, whole, default in AreaChange.objects.filter(
            old__level=AreaLevel.COMMUNE
        ).values_list("old__code", "new__code", "is_whole", "is_default")
    )
    assert loaded == told
    provinces = {
        (row["old_code"], row["new_code"])
        for row in rows("legacy_provinces_63_to_34.csv")
        if find_area(row["old_code"], AreaLevel.PROVINCE, BEFORE)
        != find_area(row["new_code"], AreaLevel.PROVINCE, NOW)
    }
    assert (
        set(AreaChange.objects.filter(old__level=AreaLevel.PROVINCE).values_list("old__code", "new__code"))
        == provinces
    )


@pytest.mark.django_db
def test_provinces_left_alone_keep_one_row_the_others_are_new_bodies() -> None:
    for code, same in (("01", True), ("31", False)):
        assert (
            find_area(code, AreaLevel.PROVINCE, BEFORE) == find_area(code, AreaLevel.PROVINCE, NOW)
        ) is same


@pytest.mark.django_db
def test_areas_below(django_assert_num_queries) -> None:
    with django_assert_num_queries(1):
        assert len(areas_of(None, NOW)) == 34
    haiphong = find_area("31", None, NOW)
    assert haiphong is not None
    names = [area.name for area in areas_of(haiphong, NOW)]
    assert len(names) == 114
    assert names.index("Phường An Biên") < names.index("Xã An Hưng") < names.index("Đặc khu Cát Hải")


@pytest.mark.django_db
def test_a_whole_ward_is_sure_and_on_its_own_days_it_is_itself() -> None:
    change = AreaChange.objects.filter(is_whole=True, old__level=AreaLevel.COMMUNE).earliest("old__code")
    assert current_areas_for(change.old, NOW).sure == change.new
    assert current_areas_for(change.old, BEFORE).sure == change.old


@pytest.mark.django_db
def test_a_divided_ward_asks_a_person(django_assert_num_queries) -> None:
    old = find_area("31246", None, BEFORE)
    assert old is not None
    with django_assert_num_queries(2):
        became = current_areas_for(old, NOW)
    assert became.needs_person
    assert became.sure is None
    assert {area.code for area in became.candidates} == {"31246", "31726"}
    assert became.likely is not None
    assert became.likely.code == "31246"


@pytest.mark.django_db
def test_a_district_became_what_its_wards_became_and_an_island_its_special_zone() -> None:
    hong_bang, bach_long_vi = find_area("303", None, BEFORE), find_area("318", None, BEFORE)
    assert hong_bang is not None
    assert bach_long_vi is not None
    assert current_areas_for(hong_bang, NOW).needs_person
    became = current_areas_for(bach_long_vi, NOW).sure
    assert became is not None
    assert became.name == "Đặc khu Bạch Long Vĩ"


@pytest.mark.django_db
def test_every_old_ward_became_something() -> None:
    old = Area.objects.filter(level=AreaLevel.COMMUNE, in_force__contains=BEFORE)
    assert not old.filter(changes_into=None).exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("hai phong", "Thành phố Hải Phòng"),
        ("Hải Phòng", "Thành phố Hải Phòng"),
        ("TP. Hải Phòng", "Thành phố Hải Phòng"),
        ("bach long vi", "Đặc khu Bạch Long Vĩ"),
        ("P. An Biên, hai phong", "Phường An Biên"),
        ("xa truong thanh, can tho", "Xã Trường Thành"),
        ("buon ma thuot", "Phường Buôn Ma Thuột"),
    ],
)
def test_search_finds_first(text: str, first: str) -> None:
    assert search_areas(text, NOW)[0].area.name == first


@pytest.mark.django_db
def test_search_tells_what_a_former_area_became(django_assert_num_queries) -> None:
    with django_assert_num_queries(2):
        found = search_areas("xã thạnh quới, vĩnh thạnh, cần thơ", NOW)
    (former,) = [one for one in found if one.area.in_force.upper == REORGANISED_ON]
    assert former.became.needs_person
    assert search_areas("  ,  ", NOW) == []
    assert search_areas("không nơi nào như thế", NOW) == []


@pytest.mark.django_db
def test_code_alone_finds_the_area_of_the_day_else_the_former_one() -> None:
    former = find_latest_area("00001", NOW)
    assert former is not None
    assert former.name == "Phường Phúc Xá"
    current = find_latest_area("00004", NOW)
    assert current is not None
    assert current.name == "Phường Ba Đình"
    assert find_latest_area("99999", NOW) is None


@given(st.lists(st.tuples(st.integers(1, 4), st.booleans()), max_size=8))
def test_what_became_counts_each_place_once_and_is_sure_only_of_one(parts: list[tuple[int, bool]]) -> None:
    became = what_became(parts)
    places = {place for place, _ in parts}
    assert set(became.candidates) == places
    assert len(became.candidates) == len(places)
    assert (became.sure is not None) == (len(places) == 1)
    assert became.needs_person == (len(places) > 1)
    assert became.likely is None or (became.likely, True) in parts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("P. An Biên, TP Hải Phòng", ["phuong an bien", "thanh pho hai phong"]),
        ("TPHCM", ["thanh pho ho chi minh"]),
        ("X", ["x"]),
        ("", []),
    ],
)
def test_search_parts(text: str, parts: list[str]) -> None:
    assert search_parts(text) == parts
