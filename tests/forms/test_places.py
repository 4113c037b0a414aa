"""Places and schools by what people type, and answers written as our lists name them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.cast import Bodies, MakeAgency

from motcua.forms.queries.places import find_places, find_schools, with_known_names
from motcua.forms.rules.schema import FormSchema, read_schema
from motcua.organisations.enums import AgencyKind
from motcua.organisations.models import Area, AreaChange

ON = date(2026, 9, 17)


@pytest.fixture
def asked() -> FormSchema:
    fields = [
        {"key": "home", "kind": "address", "label": "Nơi ở"},
        {"key": "owner", "kind": "person", "label": "Chủ"},
        {"key": "school", "kind": "school", "label": "Trường"},
        {
            "key": "rows",
            "kind": "group",
            "label": "Dòng",
            "max_rows": 3,
            "fields": [{"key": "at", "kind": "address", "label": "Nơi"}],
        },
    ]
    return read_schema({"title": "Đơn", "sections": [{"key": "s", "title": "S", "fields": fields}]})


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "name", "former"),
    [
        ("Phường Bến Nghé, Quận 1", "Phường Sài Gòn", "Phường Bến Nghé, Quận 1, Thành phố Hồ Chí Minh"),
        ("ben nghe, quan 1", "Phường Sài Gòn", "Phường Bến Nghé, Quận 1, Thành phố Hồ Chí Minh"),
        ("Phường An Biên, Thành phố Hải Phòng", "Phường An Biên", ""),
    ],
)
def test_what_can_mean_one_place_only_is_that_place(typed: str, name: str, former: str) -> None:
    found = find_places(typed, ON)
    assert found.sure is not None
    assert (found.sure.place.name, found.sure.former) == (name, former)


@pytest.mark.django_db
def test_a_former_district_offers_what_it_became_and_a_person_chooses() -> None:
    found = find_places("Quận Ngô Quyền", ON)
    assert found.sure is None
    assert len(found.offers) > 1
    assert {offer.former for offer in found.offers} == {"Quận Ngô Quyền, Thành phố Hải Phòng"}
    assert all(offer.place.province_name == "Thành phố Hải Phòng" for offer in found.offers)


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["Bến Ngh, Quận 1", "", "  ", "không đâu cả", "%_\\", "a" * 5000, "\u200b"])
def test_words_that_name_no_place_in_full_mean_none_surely(typed: str) -> None:
    assert find_places(typed, ON).sure is None


@pytest.mark.django_db
def test_places_are_found_with_few_queries(django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(9):
        find_places("Ngô Quyền", ON)


def test_schools_are_found_by_any_words_of_their_name(bodies: Bodies, make_agency: MakeAgency) -> None:
    make_agency("Phòng Trung học phổ thông", kind=AgencyKind.DIVISION)
    assert bodies.upper_secondary_school in find_schools(bodies.upper_secondary_school.name, ON)
    assert {school.kind for school in find_schools("trung học", ON)} <= {"upper_secondary_school"}
    assert find_schools(" ", ON) == []


def test_answers_are_named_as_our_lists_name_them(
    asked: FormSchema, bodies: Bodies, django_assert_max_num_queries: Any
) -> None:
    today = find_places("Phường An Biên, Thành phố Hải Phòng", ON).sure
    former = find_places("Phường Bến Nghé, Quận 1", ON).sure
    assert today is not None
    assert former is not None
    school = bodies.upper_secondary_school
    said = {
        "home": {"commune": today.place.code, "commune_name": "Tên bịa", "street": "Số 1"},
        "owner": {
            "full_name": "A",
            "address": {"commune": "00000", "commune_name": "Không có", "typed": "x"},
        },
        "school": {"name": "Tên bịa", "agency": str(school.pk)},
        "rows": [{"at": {"commune": former.place.code, "former": former.former}}, "?", {}],
    }
    with django_assert_max_num_queries(4):
        named = with_known_names(asked, said, ON)
    assert named["home"] == {
        "street": "Số 1",
        "commune": today.place.code,
        "commune_name": "Phường An Biên",
        "province": today.place.province,
        "province_name": "Thành phố Hải Phòng",
    }
    assert named["owner"] == {"full_name": "A", "address": {"typed": "x"}}
    assert named["school"] == {"name": school.name, "agency": str(school.pk)}
    assert named["rows"][0]["at"]["commune_name"] == "Phường Sài Gòn"
    assert named["rows"][0]["at"]["former"] == former.former
    assert with_known_names(asked, named, ON) == named


def test_a_commune_that_ended_becomes_its_successor(asked: FormSchema, db: None) -> None:
    change = AreaChange.objects.filter(is_whole=True, old__parent__name="Quận Lê Chân").exclude(
        old__code__in=Area.objects.filter(in_force__contains=ON).values("code")
    )
    ended = change.select_related("old", "new").order_by("old__code").first()
    assert ended is not None
    named = with_known_names(asked, {"home": {"commune": ended.old.code}}, ON)
    assert named["home"]["commune"] == ended.new.code
    assert named["home"]["former"] == f"{ended.old.name}, Quận Lê Chân, Thành phố Hải Phòng"


def test_an_unknown_school_stays_as_free_text(asked: FormSchema, bodies: Bodies) -> None:
    said = {"school": {"name": "Trường làng", "agency": str(bodies.department.pk)}}
    assert with_known_names(asked, said, ON) == {"school": {"name": "Trường làng", "agency": ""}}
    assert with_known_names(asked, {"school": {"name": "A", "agency": "nope"}}, ON)["school"]["agency"] == ""
