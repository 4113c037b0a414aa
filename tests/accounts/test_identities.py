"""Knowing who somebody is: at the counter, by e-identity; each reading written down."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

from motcua.accounts.actions.citizens import change_profile, close_account, sign_up
from motcua.accounts.actions.identities import (
    change_sign_in_name,
    enter_by_e_identity,
    give_new_password,
    look_up_citizens,
    verify_identity,
)
from motcua.accounts.enums import Gender, IdentityKind, VerificationLevel
from motcua.accounts.models import CitizenProfile, Person
from motcua.accounts.ports import EIdentity, ProvenIdentity, e_identity
from motcua.accounts.queries import find_citizens, find_profile, verified_holder
from motcua.accounts.rules.citizens import ProfileEntry
from motcua.kernel.queries import entries_about
from motcua.kernel.refusals import Refused

GOOD = "con duong den truong 2026"
NUMBER = "000150000001"
KIND = IdentityKind.PERSONAL_ID


def join(moment, contact="0912345678", name="Nguyễn Thị Sáu", entry=ProfileEntry()) -> Person:  # noqa: B008 - frozen
    person = sign_up(contact=contact, full_name=name, password=GOOD, entry=entry, consents=True, at=moment)
    assert person is not None
    return person


@pytest.fixture
def grandmother(db, moment) -> Person:
    return join(moment)


def verify(person, by, at, **more) -> CitizenProfile:
    words = {
        "full_name": "Nguyễn Thị Sáu",
        "kind": KIND,
        "number": NUMBER,
        "birth_on": date(1950, 2, 3),
        "gender": Gender.FEMALE,
        "issued_on": date(2021, 5, 6),
        "issued_by": "Cục Cảnh sát",
    }
    return verify_identity(person_id=person.pk, **{**words, **more}, by=by, at=at)


def test_checked_at_the_counter(grandmother, receiving_officer, moment) -> None:
    profile = verify(grandmother, receiving_officer, moment, full_name="Nguyễn Thị Sáu Em")
    assert (profile.verification, profile.verified_by, profile.verified_at) == (
        VerificationLevel.AT_DESK,
        receiving_officer,
        moment,
    )
    grandmother.refresh_from_db()
    assert grandmother.full_name == "Nguyễn Thị Sáu Em"
    last = entries_about("person", str(grandmother.pk)).last()
    assert (last.kind, last.actor) == ("IdentityVerified", receiving_officer.actor)
    assert NUMBER not in str(last.payload)
    assert verified_holder(KIND, NUMBER) == profile
    assert verify(grandmother, receiving_officer, moment + timedelta(days=1)).is_verified  # a new card later


def test_what_was_checked_changes_only_at_a_desk(grandmother, receiving_officer, moment) -> None:
    verify(grandmother, receiving_officer, moment)
    kept = {
        "birth_on": date(1950, 2, 3),
        "gender": Gender.FEMALE,
        "identity_kind": KIND,
        "identity_number": NUMBER,
        "identity_issued_on": date(2021, 5, 6),
        "identity_issued_by": "Cục Cảnh sát",
    }
    words = {"person": grandmother, "email": "", "phone": "0912345678", "area": None, "at": moment}
    for name, more in (
        ("Tên Khác", {}),
        ("Nguyễn Thị Sáu", {"identity_number": "000150000002"}),
        ("Nguyễn Thị Sáu", {"birth_on": date(1951, 1, 1)}),
    ):
        with pytest.raises(Refused) as refused:
            change_profile(full_name=name, entry=ProfileEntry(**{**kept, **more}), **words)
        assert refused.value.code == "verified-by-desk"
    entry = ProfileEntry(**kept, address="Thôn 3")
    assert change_profile(full_name="Nguyễn Thị Sáu", entry=entry, **words).address == "Thôn 3"


def test_one_identity_one_account(grandmother, receiving_officer, moment) -> None:
    verify(grandmother, receiving_officer, moment)
    other = join(moment, contact="0912345679", name="Người Khác")
    with pytest.raises(Refused) as refused:
        verify(other, receiving_officer, moment, full_name="Người Khác")
    assert refused.value.code == "identity-taken"
    with pytest.raises(DatabaseError), transaction.atomic():
        CitizenProfile.objects.filter(person=other).update(
            identity_kind=KIND, identity_number=NUMBER, verification="at_desk", verified_at=moment
        )
    with pytest.raises(DatabaseError), transaction.atomic():
        CitizenProfile.objects.filter(person=other).update(verification="at_desk")


def test_the_wrong_person_and_the_wrong_moment(
    grandmother, receiving_officer, handling_officer, citizen, moment
) -> None:
    for by in (handling_officer, citizen, grandmother):
        with pytest.raises(Refused) as refused:
            verify(grandmother, by, moment)
        assert refused.value.code == "receive-dossiers-not-allowed"
    with pytest.raises(Refused) as refused:
        verify(receiving_officer, receiving_officer, moment)
    assert refused.value.code == "own-account-not-allowed"
    with pytest.raises(Refused) as refused:
        verify(grandmother, receiving_officer, moment, number="1")
    assert refused.value.code == "bad-identity"
    assert not find_profile(grandmother).is_verified
    close_account(person=grandmother, password=GOOD, at=moment)
    with pytest.raises(Refused) as refused:
        verify(grandmother, receiving_officer, moment)
    assert refused.value.code == "account-closed"
    assert "IdentityVerified" not in [row.kind for row in entries_about("person", str(grandmother.pk))]


def test_looking_up_is_exact_and_written_down(
    grandmother, receiving_officer, handling_officer, moment, today, django_assert_max_num_queries
) -> None:
    verify(grandmother, receiving_officer, moment)
    join(moment, contact="sau@example.vn", name="Nguyễn Thị Sáu")
    for text in (NUMBER, "000 150 000 001", "+84 912 345 678"):
        with django_assert_max_num_queries(9):
            found = look_up_citizens(text=text, by=receiving_officer, at=moment)
        assert [profile.person for profile in found] == [grandmother]
    read = [row for row in entries_about("person", str(grandmother.pk)) if row.kind == "CitizenLookedUp"]
    assert [(row.actor, row.payload) for row in read] == [(receiving_officer.actor, {})] * 3
    for text in ("", "Sáu", "00015", "000150000002"):
        assert look_up_citizens(text=text, by=receiving_officer, at=moment) == []
    assert len(find_citizens("SAU@example.vn", receiving_officer, today)) == 1
    assert find_citizens(NUMBER, handling_officer, today) == []
    with pytest.raises(Refused) as refused:
        look_up_citizens(text=NUMBER, by=handling_officer, at=moment)
    assert refused.value.code == "receive-dossiers-not-allowed"


def test_a_new_password_at_the_counter(grandmother, receiving_officer, handling_officer, moment) -> None:
    with pytest.raises(Refused) as refused:
        give_new_password(person_id=grandmother.pk, by=receiving_officer, at=moment)
    assert refused.value.code == "identity-not-verified"
    verify(grandmother, receiving_officer, moment)
    password = give_new_password(person_id=grandmother.pk, by=receiving_officer, at=moment)
    grandmother.refresh_from_db()
    assert grandmother.check_password(password)
    last = entries_about("person", str(grandmother.pk)).last()
    assert (last.kind, last.payload) == ("PasswordGiven", {})
    for person, by in ((grandmother, handling_officer), (handling_officer, receiving_officer)):
        with pytest.raises(Refused):
            give_new_password(person_id=person.pk, by=by, at=moment)


def test_another_sign_in_name_at_the_counter(
    grandmother, receiving_officer, handling_officer, moment
) -> None:
    words = {"person_id": grandmother.pk, "at": moment}
    with pytest.raises(Refused) as refused:
        change_sign_in_name(**words, contact="0912345000", by=receiving_officer)
    assert refused.value.code == "identity-not-verified"
    verify(grandmother, receiving_officer, moment)
    join(moment, contact="sau@example.vn", name="Người Khác")
    for contact, by, code in (
        ("12", receiving_officer, "bad-contact"),
        ("SAU@example.vn", receiving_officer, "username-taken"),
        ("0912345000", handling_officer, "receive-dossiers-not-allowed"),
        ("0912345000", grandmother, "receive-dossiers-not-allowed"),
    ):
        with pytest.raises(Refused) as refused:
            change_sign_in_name(**words, contact=contact, by=by)
        assert refused.value.code == code
    change_sign_in_name(**words, contact="+84 912 345 000", by=receiving_officer)
    grandmother.refresh_from_db()
    assert (grandmother.username, grandmother.phone) == ("0912345000", "0912345000")
    last = entries_about("person", str(grandmother.pk)).last()
    assert (last.kind, last.payload) == ("SignInNameChanged", {})
    assert join(moment, name="Chủ Mới Của Số") is not None  # the old number is free again


class FakeEIdentity:
    """A provider that proves whoever the test has put behind a code, once."""

    label = "Định danh thử"

    def __init__(self) -> None:
        self.waiting = {"code-1": ProvenIdentity(NUMBER, "Nguyễn Thị Sáu", date(1950, 2, 3), Gender.FEMALE)}

    def address_for(self, *, state: str, return_url: str) -> str:
        return f"{return_url}?state={state}&code=code-1"

    def prove(self, *, code: str, return_url: str) -> ProvenIdentity:
        try:
            return self.waiting.pop(code)
        except KeyError:
            raise Refused("e-identity-not-proven", "Không xác nhận được danh tính.") from None


@pytest.mark.parametrize("make", [FakeEIdentity])
class TestContract:
    """What every provider of electronic identity keeps."""

    def test_the_state_comes_along(self, make) -> None:
        provider: EIdentity = make()
        assert provider.label
        assert "state=abc" in provider.address_for(state="abc", return_url="https://mc.example.vn/ve/")

    def test_a_code_proves_once(self, make) -> None:
        provider: EIdentity = make()
        proven = provider.prove(code="code-1", return_url="https://mc.example.vn/ve/")
        assert len(proven.personal_id) == 12
        assert proven.full_name
        for code in ("code-1", "", "another"):
            with pytest.raises(Refused) as refused:
                provider.prove(code=code, return_url="https://mc.example.vn/ve/")
            assert refused.value.code == "e-identity-not-proven"


def test_entering_by_e_identity(db, receiving_officer, moment) -> None:
    proven = FakeEIdentity().prove(code="code-1", return_url="")
    person = enter_by_e_identity(proven=proven, at=moment)
    assert enter_by_e_identity(proven=proven, at=moment) == person
    profile = find_profile(person)
    assert profile is not None
    assert (profile.verification, profile.identity_number) == (VerificationLevel.E_IDENTITY, NUMBER)
    assert not person.has_usable_password()
    kinds = [row.kind for row in entries_about("person", str(person.pk))]
    assert kinds == ["SignedUp", "IdentityVerified"]


def test_e_identity_leads_to_the_account_that_was_checked(grandmother, receiving_officer, moment) -> None:
    claims = ProfileEntry(identity_kind=KIND, identity_number=NUMBER)
    pretender = join(moment, contact="0912345679", name="Kẻ Nhận Vơ", entry=claims)
    verify(grandmother, receiving_officer, moment)
    assert enter_by_e_identity(proven=ProvenIdentity(NUMBER, "Nguyễn Thị Sáu"), at=moment) == grandmother
    profile = find_profile(grandmother)
    assert (profile.verification, profile.birth_on) == (VerificationLevel.E_IDENTITY, date(1950, 2, 3))
    assert not find_profile(pretender).is_verified


def test_e_identity_opens_neither_staff_nor_closed_accounts(
    grandmother, handling_officer, receiving_officer, moment
) -> None:
    verify(handling_officer, receiving_officer, moment, full_name="Nguyễn Thị Lý")
    proven = ProvenIdentity(NUMBER, "Nguyễn Thị Lý")
    with pytest.raises(Refused) as refused:
        enter_by_e_identity(proven=proven, at=moment)
    assert refused.value.code == "e-identity-of-staff"
    verify(grandmother, receiving_officer, moment, number="000150000009")
    Person.objects.filter(pk=grandmother.pk).update(is_active=False)
    with pytest.raises(Refused) as refused:
        enter_by_e_identity(proven=ProvenIdentity("000150000009", "Nguyễn Thị Sáu"), at=moment)
    assert refused.value.code == "account-closed"


def test_no_provider_unless_one_is_named() -> None:
    assert e_identity() is None
