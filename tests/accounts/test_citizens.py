"""Accounts of the public: signing up, correcting, closing."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.accounts.actions.citizens import (
    agree_again,
    change_profile,
    close_account,
    sign_up,
)
from motcua.accounts.enums import Gender, IdentityKind, PartyKind, VerificationLevel
from motcua.accounts.models import CitizenProfile, Consent, Person, SignUpAttempt
from motcua.accounts.queries import find_person, find_profile, own_account, proven_contacts
from motcua.accounts.rules.citizens import (
    CONSENT_VERSION,
    MOST_SIGN_UPS,
    ProfileEntry,
    checked_contact,
    checked_entry,
    checked_identity,
    checked_tax_code,
    find_contact,
    sign_in_name,
)
from motcua.kernel.models import JournalEntry
from motcua.kernel.queries import entries_about
from motcua.kernel.refusals import Refused

GOOD = "con duong den truong 2026"
TAX_CODE = "0300588569"


def join(at, **more) -> Person | None:
    words = {
        "contact": "+84 912 345 678",
        "full_name": " Nguyễn  Thị Sáu ",
        "password": GOOD,
        "entry": ProfileEntry(),
        "consents": True,
        "sender": "a",
        "at": at,
    }
    return sign_up(**{**words, **more})


@pytest.fixture
def grandmother(db, moment) -> Person:
    person = join(moment)
    assert person is not None
    return person


def test_signing_up_by_phone(grandmother, moment) -> None:
    assert (grandmother.username, grandmother.phone, grandmother.email) == ("0912345678", "0912345678", "")
    assert grandmother.full_name == "Nguyễn Thị Sáu"
    assert not grandmother.is_staff_member
    assert grandmother.check_password(GOOD)
    profile = find_profile(grandmother)
    assert profile is not None
    assert profile.verification == VerificationLevel.NONE
    assert proven_contacts(grandmother) == set()
    assert [row.version for row in grandmother.consents.all()] == [CONSENT_VERSION]
    (entry,) = entries_about("person", str(grandmother.pk))
    assert (entry.kind, entry.actor) == ("SignedUp", grandmother.actor)
    assert "0912" not in str(entry.payload)
    assert find_person(sign_in_name("(+84) 912-345-678")) == grandmother


def test_signing_up_as_a_company(db, moment) -> None:
    entry = ProfileEntry(party_kind=PartyKind.ENTERPRISE, organisation_name=" Hoa  Gạo ", tax_code=TAX_CODE)
    person = join(moment, contact="Lien.He@Example.VN", entry=entry)
    assert person is not None
    assert (person.username, person.email, person.phone) == ("lien.he@example.vn", "lien.he@example.vn", "")
    assert str(find_profile(person)) == "Hoa Gạo"


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"consents": False}, "consent-missing"),
        ({"contact": "12345"}, "bad-contact"),
        ({"contact": "a@b"}, "bad-contact"),
        ({"full_name": "B"}, "bad-full-name"),
        ({"password": "ngan"}, "weak-password"),
        ({"password": "0912345678xx"}, "weak-password"),
        ({"entry": ProfileEntry(party_kind=PartyKind.ENTERPRISE)}, "organisation-missing"),
        (
            {"entry": ProfileEntry(party_kind=PartyKind.ENTERPRISE, organisation_name="A")},
            "bad-tax-code",
        ),
        ({"entry": ProfileEntry(birth_on=date(2030, 1, 1))}, "bad-birth-day"),
    ],
)
def test_refuses_and_leaves_no_trace(db, moment, more, code) -> None:
    before = JournalEntry.objects.count()
    with pytest.raises(Refused) as refused:
        join(moment, **more)
    assert refused.value.code == code
    assert not Person.objects.exists()
    assert not SignUpAttempt.objects.exists()
    assert JournalEntry.objects.count() == before


def test_a_contact_somebody_has_makes_nothing_and_tells_nothing(grandmother, moment) -> None:
    assert join(moment, full_name="Kẻ Khác", password="mot mat khau khac han", sender="b") is None
    grandmother.refresh_from_db()
    assert grandmother.check_password(GOOD)
    assert Person.objects.count() == 1


def test_one_sender_is_slowed_down(db, moment) -> None:
    for number in range(MOST_SIGN_UPS):
        join(moment, contact=f"091234567{number}")
    with pytest.raises(Refused) as refused:
        join(moment, contact="0912345679")
    assert refused.value.code == "sign-ups-too-many"
    assert join(moment, contact="0912345679", sender="another") is not None
    assert join(moment + timedelta(hours=1), contact="0912345600") is not None
    join(moment + timedelta(days=2), contact="0912345601")
    assert SignUpAttempt.objects.count() == 1


def correct(person, at, **more) -> CitizenProfile:
    words = {
        "full_name": person.full_name,
        "email": person.email,
        "phone": person.phone,
        "entry": ProfileEntry(),
        "area": None,
        "at": at,
    }
    return change_profile(person=person, **{**words, **more})


def test_correcting_oneself(grandmother, commune, moment) -> None:
    entry = ProfileEntry(
        birth_on=date(1950, 2, 3),
        gender=Gender.FEMALE,
        identity_kind=IdentityKind.PERSONAL_ID,
        identity_number="000 150 000 001",
        address="Thôn 1",
    )
    profile = correct(grandmother, moment, email="SAU@example.vn", entry=entry, area=commune)
    grandmother.refresh_from_db()
    assert (grandmother.email, profile.identity_number, profile.area) == (
        "sau@example.vn",
        "000150000001",
        commune,
    )
    last = entries_about("person", str(grandmother.pk)).last()
    assert last.kind == "ProfileChanged"
    assert "email" in last.payload["fields"]
    assert "000150000001" not in str(last.payload)
    count = entries_about("person", str(grandmother.pk)).count()
    correct(grandmother, moment, entry=entry, area=commune)
    assert entries_about("person", str(grandmother.pk)).count() == count


@pytest.mark.parametrize(
    ("more", "field"),
    [({"email": "0912345678"}, "email"), ({"phone": "a@b.vn"}, "phone"), ({"phone": "12"}, "phone")],
)
def test_a_wrong_contact_is_named_at_its_field(grandmother, moment, more, field) -> None:
    with pytest.raises(Refused) as refused:
        correct(grandmother, moment, **more)
    assert (refused.value.code, refused.value.details["field"]) == ("bad-contact", field)


def test_staff_may_also_come_as_themselves(handling_officer, moment) -> None:
    profile = correct(handling_officer, moment, entry=ProfileEntry(address="Thôn 2"))
    assert (profile.party_kind, profile.address) == (PartyKind.CITIZEN, "Thôn 2")


def test_agreeing_is_dated_and_once(grandmother, moment) -> None:
    Consent.objects.all().delete()
    for _ in range(2):
        agree_again(person=grandmother, at=moment)
    assert Consent.objects.get().given_at == moment
    assert [entry.kind for entry in entries_about("person", str(grandmother.pk))] == [
        "SignedUp",
        "ConsentGiven",
    ]


def test_closing_wipes_what_is_no_longer_needed(grandmother, moment, head) -> None:
    correct(grandmother, moment, entry=ProfileEntry(birth_on=date(1950, 1, 1), address="Thôn 1"))
    with pytest.raises(Refused) as refused:
        close_account(person=grandmother, password="sai", at=moment)
    assert refused.value.code == "wrong-password"
    close_account(person=grandmother, password=GOOD, at=moment)
    grandmother.refresh_from_db()
    assert not grandmother.is_active
    assert "0912345678" not in f"{grandmother.username}{grandmother.phone}{grandmother.folded}"
    assert grandmother.full_name == "Nguyễn Thị Sáu"
    profile = CitizenProfile.objects.get()
    assert (profile.birth_on, profile.address, profile.closed_at) == (None, "", moment)
    with pytest.raises(Refused) as refused:
        close_account(person=grandmother, password=GOOD, at=moment)
    assert refused.value.code == "already-inactive"
    assert join(moment, sender="b") is not None  # the contact is free again
    with pytest.raises(Refused) as refused:
        close_account(person=head, password="x", at=moment)
    assert refused.value.code == "staff-account-stays"


def test_ones_own_data(grandmother, moment) -> None:
    correct(grandmother, moment, entry=ProfileEntry(address="Thôn 1"))
    kept = own_account(grandmother)
    assert (kept["ten_dang_nhap"], kept["ho_so_ca_nhan"]["address"]) == ("0912345678", "Thôn 1")
    assert kept["dong_y"][0]["version"] == CONSENT_VERSION
    assert "password" not in str(kept)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("0912 345 678", "0912345678"),
        ("+84912345678", "0912345678"),
        ("+84 0912345678", "0912345678"),
        ("(024) 3.869.2345", "02438692345"),
        ("Ten.Ho+thu@Mail.Example.vn", "ten.ho+thu@mail.example.vn"),
    ],
)
def test_contacts_as_they_are_kept(typed: str, kept: str) -> None:
    assert checked_contact(typed).value == kept
    assert checked_contact(kept).value == kept


@given(st.text(max_size=70))
def test_any_text_is_a_contact_or_none(text: str) -> None:
    contact = find_contact(text)
    if contact is not None:
        assert find_contact(contact.value) == contact
        assert contact.value == contact.value.lower()
        assert len(contact.value) <= 60
    assert sign_in_name(text) == sign_in_name(sign_in_name(text))


@pytest.mark.parametrize(
    "code", [TAX_CODE, "0101248141", "0300588569-001", "0300588569 - 001", "000150000001"]
)
def test_right_tax_codes(code: str) -> None:
    assert checked_tax_code(code)


@pytest.mark.parametrize("code", ["", "0300588568", "030058856", "0300588569-1", "abc", "0300588569-abc"])
def test_wrong_tax_codes(code: str) -> None:
    with pytest.raises(Refused, match="Mã số thuế"):
        checked_tax_code(code)


@pytest.mark.parametrize(
    ("kind", "number", "kept"),
    [
        (IdentityKind.PERSONAL_ID, "000 150 000 001", "000150000001"),
        (IdentityKind.OLD_CARD, "012345678", "012345678"),
        (IdentityKind.PASSPORT, "c1234567", "C1234567"),
        (IdentityKind.OTHER, "ab/12-3", "AB/12-3"),
        (IdentityKind.PERSONAL_ID, "00015000000", None),
        (IdentityKind.OLD_CARD, "0123456789", None),
        (IdentityKind.PASSPORT, "C12", None),
        (IdentityKind.OTHER, "số", None),
    ],
)
def test_identity_numbers(kind: IdentityKind, number: str, kept: str | None) -> None:
    if kept is not None:
        assert checked_identity(kind=kind, number=number) == kept
        return
    with pytest.raises(Refused) as refused:
        checked_identity(kind=kind, number=number)
    assert refused.value.code == "bad-identity"


def test_an_entry_fits_together() -> None:
    today = date(2026, 9, 17)
    assert checked_entry(ProfileEntry(organisation_name="A", tax_code="x"), today=today) == ProfileEntry()
    for wrong in (
        ProfileEntry(identity_number="000150000001"),
        ProfileEntry(identity_issued_on=date(2026, 9, 18)),
        ProfileEntry(birth_on=date(1899, 1, 1)),
    ):
        with pytest.raises(Refused):
            checked_entry(wrong, today=today)
    body = ProfileEntry(party_kind=PartyKind.STATE_BODY, organisation_name="Sở A")
    assert checked_entry(body, today=today) == body
