"""Adding people and keeping their accounts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.accounts.actions.people import (
    add_person,
    change_person,
    deactivate_person,
    reactivate_person,
    reset_second_factor,
    set_password,
)
from motcua.accounts.models import Person
from motcua.accounts.queries import find_person, page_of_people, people_matching
from motcua.accounts.rules.credentials import check_password, checked_full_name, checked_username
from motcua.kernel.models import JournalEntry
from motcua.kernel.queries import entries_about
from motcua.kernel.refusals import Refused
from motcua.organisations.policy import OPERATOR

GOOD = "con duong den truong 2026"


def add(bodies, by, at, **more) -> Person:
    words = {
        "username": "Tran.Van.B",
        "full_name": " Trần  Văn B ",
        "password": GOOD,
        "agency": bodies.division,
    }
    return add_person(**{**words, **more}, by=by, at=at)


def test_adds_a_member_of_staff(bodies, business_administrator, moment) -> None:
    person = add(bodies, business_administrator, moment, email="b@so.vn")
    assert (person.username, person.full_name, person.is_staff_member) == ("tran.van.b", "Trần Văn B", True)
    assert person.check_password(GOOD)
    assert find_person("TRAN.van.B ") == person
    (entry,) = entries_about("person", str(person.pk))
    assert (entry.kind, entry.actor) == ("PersonAdded", business_administrator.actor)
    assert GOOD not in str(entry.payload)


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"username": "b"}, "bad-username"),
        ({"username": "trần"}, "bad-username"),
        ({"username": "nguoi1"}, "username-taken"),
        ({"full_name": "B"}, "bad-full-name"),
        ({"password": "ngan"}, "weak-password"),
        ({"password": "q1w2e3r4t5y6"}, "weak-password"),
        ({"email": "khong phai thu"}, "bad-email"),
        ({"agency": None}, "agency-missing"),
    ],
)
def test_refuses_and_leaves_no_trace(bodies, business_administrator, moment, more, code) -> None:
    assert business_administrator.username == "nguoi1"
    before = JournalEntry.objects.count()
    with pytest.raises(Refused) as refused:
        add(bodies, business_administrator, moment, **more)
    assert refused.value.code == code
    assert Person.objects.count() == 1
    assert JournalEntry.objects.count() == before


def test_refuses_the_wrong_person(bodies, outsider, technical_administrator, citizen, moment) -> None:
    for by in (outsider, technical_administrator, citizen):
        with pytest.raises(Refused) as refused:
            add(bodies, by, moment)
        assert refused.value.code == "keep-people-not-allowed"


def test_journal_names_changed_fields_but_not_personal_data(
    handling_officer, business_administrator, moment
) -> None:
    words = {"full_name": "Nguyễn Thị Lý Mới", "email": "ly@so.vn", "phone": ""}
    for _ in range(2):  # the second time nothing changes and nothing is recorded
        change_person(person_id=handling_officer.pk, **words, by=business_administrator, at=moment)
    (entry,) = entries_about("person", str(handling_officer.pk))
    assert entry.payload == {"fields": ["full_name", "email"]}
    assert people_matching(Person.objects.all(), "ly moi").get() == handling_officer


def test_someone_with_a_role_elsewhere_is_kept_from_above_only(
    outsider, business_administrator, bodies, make_person, moment
) -> None:
    from motcua.accounts.enums import Role
    from motcua.accounts.models import RoleHolding

    person = make_person("Hai Nơi", role=Role.HANDLER, agency=bodies.division)
    RoleHolding.objects.create(
        person=person,
        agency=bodies.other_department,
        role=Role.HANDLER,
        held=RoleHolding.objects.filter(person=person).get().held,
    )
    for by in (business_administrator, outsider):
        with pytest.raises(Refused) as refused:
            set_password(person_id=person.pk, password=GOOD, by=by, at=moment)
        assert refused.value.code == "keep-people-not-allowed"
    set_password(person_id=person.pk, password=GOOD, by=OPERATOR, at=moment)


def test_technical_administrator_cannot_come_in_by_anothers_name(
    handling_officer, technical_administrator, moment
) -> None:
    with pytest.raises(Refused):
        set_password(person_id=handling_officer.pk, password=GOOD, by=technical_administrator, at=moment)
    with pytest.raises(Refused):
        reset_second_factor(person_id=handling_officer.pk, by=technical_administrator, at=moment)
    set_password(person_id=technical_administrator.pk, password=GOOD, by=technical_administrator, at=moment)
    technical_administrator.refresh_from_db()
    assert technical_administrator.check_password(GOOD)


def test_shutting_out_and_letting_in_again(handling_officer, technical_administrator, moment) -> None:
    who = {"person_id": handling_officer.pk, "by": technical_administrator, "at": moment}
    with pytest.raises(Refused) as refused:
        deactivate_person(**who, reason=" ")
    assert refused.value.code == "reason-missing"
    deactivate_person(**who, reason="nghỉ việc")
    with pytest.raises(Refused) as refused:
        deactivate_person(**who, reason="lần nữa")
    assert refused.value.code == "already-inactive"
    reactivate_person(**who)
    with pytest.raises(Refused) as refused:
        reactivate_person(**who)
    assert refused.value.code == "already-active"
    with pytest.raises(Refused) as refused:
        deactivate_person(
            person_id=technical_administrator.pk, reason="thử", by=technical_administrator, at=moment
        )
    assert refused.value.code == "own-account-not-allowed"


def test_pages_follow_by_key(make_person, django_assert_num_queries) -> None:
    for name in ("Đào", "Anh", "Ân", "Bình", "Dũng"):
        make_person(name)
    with django_assert_num_queries(1):
        first = page_of_people(Person.objects.all(), size=2)
    assert [person.full_name for person in first] == ["Anh", "Ân", "Bình"]
    last = first[1]
    second = page_of_people(Person.objects.all(), after=(last.sort_key, last.pk), size=3)
    assert [person.full_name for person in second] == ["Bình", "Dũng", "Đào"]


@given(st.text(max_size=70))
def test_a_username_is_cleaned_or_refused(text: str) -> None:
    try:
        name = checked_username(text)
    except Refused:
        return
    assert name == checked_username(name) == name.lower()
    assert name.isascii()


@given(st.text(max_size=130))
def test_a_full_name_is_cleaned_or_refused(text: str) -> None:
    try:
        name = checked_full_name(text)
    except Refused:
        return
    assert name == checked_full_name(name)


@pytest.mark.parametrize(
    "password",
    ["", "ngan", "x" * 129, "aaaaaaaaaaaaaaaa", "abcdefghijklmnop", "qwertyuiop asdf", "nguyenvana2026"],
)
def test_weak_passwords(password: str) -> None:
    with pytest.raises(Refused, match="Mật khẩu"):
        check_password(password, username="nguyenvana", full_name="Nguyễn Văn An")


def test_a_long_sentence_is_a_good_password() -> None:
    check_password("mỗi sáng đi bộ qua cầu", username="nguyenvana", full_name="Nguyễn Văn An")
