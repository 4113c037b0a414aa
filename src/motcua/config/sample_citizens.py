"""Three of the sample department's public, and its bank account, so that the demo can be tried from their side."""

from __future__ import annotations

from datetime import date, datetime

from motcua.accounts.actions.citizens import change_profile, sign_up
from motcua.accounts.actions.identities import verify_identity
from motcua.accounts.enums import Gender, IdentityKind, PartyKind
from motcua.accounts.models import Person
from motcua.accounts.queries import find_person
from motcua.accounts.rules.citizens import ProfileEntry
from motcua.config.sample_bodies import agency_on
from motcua.config.sample_files import day, rows
from motcua.config.sample_people import PASSWORD, SignIn
from motcua.kernel.clock import local_day
from motcua.organisations.models import Area
from motcua.organisations.policy import SYSTEM
from motcua.payments.actions.bank_accounts import set_bank_account

_SINCE = date(2025, 7, 1)


def load_citizens(*, at: datetime) -> None:
    """Sign them up; two of them showed their papers at the counter."""
    areas = {
        area.code: area for area in Area.objects.filter(code__in=[row["area"] for row in rows("citizens")])
    }
    for row in rows("citizens"):
        person = sign_up(
            contact=row["contact"],
            full_name=row["full_name"],
            password=PASSWORD,
            entry=_entry(row),
            consents=True,
            is_sample=True,
            at=at,
        )
        assert person is not None
        change_profile(
            person=person,
            full_name=row["full_name"],
            email=row["email"],
            phone=row["contact"],
            entry=_entry(row),
            area=areas[row["area"]],
            at=at,
        )
        if row["verified_by"]:
            _verify(person, row, at)


def load_bank_account(*, at: datetime) -> None:
    """An account at a bank that does not exist: the code can be looked at, and no money can go anywhere."""
    set_bank_account(
        agency_id=agency_on("MAU-SGDDT", local_day(at)).pk,
        bank_bin="999999",
        account_number="0000000012",
        holder_name="SO GDDT TINH SONG TRA (MAU)",
        since=_SINCE,
        by=SYSTEM,
        at=at,
    )


def citizen_sign_ins() -> list[SignIn]:
    """The sign-ins of the public that the demo introduces, as they stand in the database."""
    names = [row["contact"] for row in rows("citizens")]
    people = {person.username: person for person in Person.objects.filter(username__in=names, is_active=True)}
    about = {row["contact"]: row["about"] for row in rows("citizens")}
    return [
        SignIn(name, PASSWORD, f"{people[name].full_name}, {about[name]} (đăng nhập ở cổng)")
        for name in names
        if name in people
    ]


def _entry(row: dict[str, str]) -> ProfileEntry:
    return ProfileEntry(
        party_kind=PartyKind(row["party_kind"]),
        birth_on=day(row["birth_on"]),
        gender=Gender(row["gender"]) if row["gender"] else None,
        identity_kind=IdentityKind.PERSONAL_ID,
        identity_number=row["identity_number"],
        address=row["address"],
        organisation_name=row["organisation_name"],
        tax_code=row["tax_code"],
    )


def _verify(person: Person, row: dict[str, str], at: datetime) -> None:
    officer, born = find_person(row["verified_by"]), day(row["birth_on"])
    assert officer is not None
    assert born is not None
    verify_identity(
        person_id=person.pk,
        full_name=row["full_name"],
        kind=IdentityKind.PERSONAL_ID,
        number=row["identity_number"],
        birth_on=born,
        gender=Gender(row["gender"]),
        by=officer,
        at=at,
    )
