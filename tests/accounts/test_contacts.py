"""Proving a telephone number or an e-mail address by a code that goes there and comes back."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from motcua.accounts.actions.citizens import change_profile, close_account, sign_up
from motcua.accounts.actions.contacts import drop_contact_code, make_contact_code, prove_contact
from motcua.accounts.models import ContactCode, Person, ProvenContact
from motcua.accounts.queries import own_account, proven_contacts
from motcua.accounts.rules.citizens import ProfileEntry
from motcua.accounts.rules.contact_codes import (
    HOLDS,
    MOST_OF_PERSON,
    MOST_TO_ADDRESS,
    MOST_TRIES,
    Given,
    code_message,
    require_patience,
    typed_code,
)
from motcua.kernel.queries import entries_about
from motcua.kernel.refusals import Refused

GOOD = "con duong den truong 2026"
MINUTE = timedelta(minutes=1)


def join(at: datetime, contact: str = "0912345678") -> Person:
    person = sign_up(
        contact=contact,
        full_name="Nguyễn Thị Sáu",
        password=GOOD,
        entry=ProfileEntry(),
        consents=True,
        at=at,
    )
    assert person is not None
    return person


@pytest.fixture
def grandmother(db: None, moment: datetime) -> Person:
    return join(moment)


def prove(person: Person, code: str, at: datetime) -> str:
    return prove_contact(person=person, is_phone=True, code=code, at=at)


def refused(person: Person, code: str, at: datetime) -> str:
    with pytest.raises(Refused) as caught:
        prove(person, code, at)
    return caught.value.code


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 10**6:06d}"


def test_a_code_that_comes_back_proves_the_address(grandmother: Person, moment: datetime) -> None:
    made = make_contact_code(person=grandmother, is_phone=True, at=moment)
    assert made.address == "0912345678"
    assert len(made.code) == 6
    assert prove(grandmother, f" {made.code[:3]} {made.code[3:]} ", moment + MINUTE) == "0912345678"
    assert proven_contacts(grandmother) == {"0912345678"}
    assert own_account(grandmother)["da_xac_nhan"] == [
        {"address": "0912345678", "proven_at": moment + MINUTE}
    ]
    kinds = [entry.kind for entry in entries_about("person", str(grandmother.pk))]
    assert kinds == ["SignedUp", "ContactCodeSent", "ContactConfirmed"]
    assert refused(grandmother, made.code, moment + MINUTE) == "code-expired"  # once is all
    with pytest.raises(Refused) as caught:
        make_contact_code(person=grandmother, is_phone=True, at=moment + 5 * MINUTE)
    assert caught.value.code == "contact-proven"


def test_neither_code_nor_address_can_be_read_back(grandmother: Person, moment: datetime) -> None:
    made = make_contact_code(person=grandmother, is_phone=True, at=moment)
    kept = " ".join(str(value) for row in ContactCode.objects.values() for value in row.values())
    assert made.code not in kept.replace(str(made.id), "")
    assert "0912345678" not in kept
    journal = str([entry.payload for entry in entries_about("person", str(grandmother.pk))])
    assert made.code not in journal
    assert "0912345678" not in journal


def test_a_few_wrong_tries_kill_a_code(grandmother: Person, moment: datetime) -> None:
    made = make_contact_code(person=grandmother, is_phone=True, at=moment)
    for _ in range(MOST_TRIES):
        assert refused(grandmother, wrong(made.code), moment) == "code-wrong"
    assert refused(grandmother, made.code, moment) == "code-expired"
    assert not ProvenContact.objects.exists()


def test_a_code_holds_for_its_minutes_and_the_latest_alone(grandmother: Person, moment: datetime) -> None:
    first = make_contact_code(person=grandmother, is_phone=True, at=moment)
    second = make_contact_code(person=grandmother, is_phone=True, at=moment + 2 * MINUTE)
    if first.code != second.code:
        assert refused(grandmother, first.code, moment + 2 * MINUTE) == "code-wrong"
    assert refused(grandmother, second.code, moment + 2 * MINUTE + HOLDS) == "code-expired"
    assert prove(grandmother, second.code, moment + MINUTE + HOLDS)


def test_the_code_of_one_proves_nothing_for_another(grandmother: Person, moment: datetime) -> None:
    """Two accounts with one number: each needs a code of its own."""
    other = join(moment, "0987654321")
    Person.objects.filter(pk=other.pk).update(phone="0912345678")
    made = make_contact_code(person=grandmother, is_phone=True, at=moment)
    assert refused(other, made.code, moment) == "code-expired"
    with pytest.raises(Refused) as caught:  # and the number is not rung again at once
        make_contact_code(person=other, is_phone=True, at=moment)
    assert caught.value.code == "codes-too-many"


def test_a_code_goes_with_the_address_it_was_sent_to(grandmother: Person, moment: datetime) -> None:
    made = make_contact_code(person=grandmother, is_phone=True, at=moment)
    Person.objects.filter(pk=grandmother.pk).update(phone="0999999999")
    assert refused(grandmother, made.code, moment) == "code-expired"


def test_without_an_address_there_is_no_code(grandmother: Person, moment: datetime) -> None:
    with pytest.raises(Refused) as caught:
        make_contact_code(person=grandmother, is_phone=False, at=moment)
    assert caught.value.code == "contact-missing"
    assert not ContactCode.objects.exists()


def test_what_could_not_be_sent_is_forgotten(grandmother: Person, moment: datetime) -> None:
    made = make_contact_code(person=grandmother, is_phone=True, at=moment)
    drop_contact_code(code_id=made.id)
    assert make_contact_code(person=grandmother, is_phone=True, at=moment).id != made.id


def test_proof_goes_with_the_address(grandmother: Person, moment: datetime) -> None:
    made = make_contact_code(person=grandmother, is_phone=True, at=moment)
    prove(grandmother, made.code, moment)

    def correct(email: str, phone: str) -> None:
        change_profile(
            person=grandmother,
            full_name=grandmother.full_name,
            email=email,
            phone=phone,
            entry=ProfileEntry(),
            area=None,
            at=moment,
        )

    correct("sau@example.vn", "0912 345 678")
    assert proven_contacts(grandmother) == {"0912345678"}
    correct("sau@example.vn", "")
    correct("sau@example.vn", "0912345678")
    assert proven_contacts(grandmother) == set()


def test_closing_the_account_wipes_proofs_and_codes(grandmother: Person, moment: datetime) -> None:
    made = make_contact_code(person=grandmother, is_phone=True, at=moment)
    prove(grandmother, made.code, moment)
    ProvenContact.objects.all().delete()
    make_contact_code(person=grandmother, is_phone=True, at=moment + 2 * MINUTE)
    ProvenContact.objects.create(person=grandmother, address="0912345678", proven_at=moment)
    close_account(person=grandmother, password=GOOD, at=moment)
    assert not ContactCode.objects.exists()
    assert not ProvenContact.objects.exists()


@pytest.mark.parametrize(
    ("given", "is_enough"),
    [
        ([], False),
        ([Given(timedelta(seconds=30), True, True)], True),
        ([Given(timedelta(minutes=2), True, True)], False),
        ([Given(timedelta(minutes=2 + n), True, False) for n in range(MOST_TO_ADDRESS)], True),
        ([Given(timedelta(minutes=61 + n), True, False) for n in range(MOST_TO_ADDRESS)], False),
        ([Given(timedelta(hours=2 + n), False, True) for n in range(MOST_OF_PERSON)], True),
        ([Given(timedelta(hours=25 + n), False, True) for n in range(MOST_OF_PERSON)], False),
    ],
)
def test_how_often_a_code_is_given(given: list, is_enough: bool, moment: datetime) -> None:
    before = [Given(moment - one.at, one.is_to_address, one.is_of_person) for one in given]
    if not is_enough:
        require_patience(before, at=moment)
        return
    with pytest.raises(Refused) as caught:
        require_patience(before, at=moment)
    assert caught.value.code == "codes-too-many"


def test_the_message_says_no_more_than_it_must() -> None:
    title, text = code_message("012345", site="https://mot-cua.example.vn")
    assert text.startswith("012345 ")
    assert "10 phút" in text
    assert len(text) <= 300
    assert "hồ sơ" not in (title + text).lower()
    assert typed_code("012 345") == typed_code("012.345") == "012345"
