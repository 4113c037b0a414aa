"""Knowing who somebody is: looked up at a desk, checked against a paper, or proven by the State's e-identity."""

from __future__ import annotations

import secrets
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from motcua.accounts.actions.contacts import forget_given_up_contacts
from motcua.accounts.actions.people import folded_name, locked_person
from motcua.accounts.enums import Capability, Gender, IdentityKind, PartyKind, VerificationLevel
from motcua.accounts.models import CitizenProfile, Person, SignInGuard
from motcua.accounts.policy import refusal, require_another, require_somewhere
from motcua.accounts.ports import ProvenIdentity
from motcua.accounts.queries import find_citizens, verified_holder
from motcua.accounts.rules.citizens import ProfileEntry, checked_contact, checked_entry, checked_identity
from motcua.accounts.rules.credentials import checked_full_name
from motcua.kernel.actions import Fact, record, record_all
from motcua.kernel.clock import local_day
from motcua.kernel.refusals import Refused
from motcua.kernel.text import clean, sort_key


@transaction.atomic
def look_up_citizens(*, text: str, by: Person, at: datetime) -> list[CitizenProfile]:
    """The members of the public with exactly this identity number, telephone, e-mail or tax code. Each reading is
    written down with the person who was read about, without what was typed.

    :raises Refused: "receive-dossiers-not-allowed".
    """
    require_somewhere(by, Capability.RECEIVE_DOSSIERS, on=local_day(at))
    found = find_citizens(text, by, local_day(at))
    record_all(
        facts=[Fact("CitizenLookedUp", "person", str(profile.person_id)) for profile in found],
        actor=by.actor,
        at=at,
    )
    return found


@transaction.atomic
def verify_identity(
    *,
    person_id: UUID,
    full_name: str,
    kind: IdentityKind,
    number: str,
    issued_on: date | None = None,
    issued_by: str = "",
    birth_on: date,
    gender: Gender | None = None,
    by: Person,
    at: datetime,
) -> CitizenProfile:
    """Note that an officer at the counter saw this person's identity paper: its facts take the place of what was
    said before. The journal holds that it was done and by which kind of paper, not its number.

    :raises Refused: "receive-dossiers-not-allowed", "own-account-not-allowed", "person-not-found",
        "account-closed", "bad-identity", "bad-birth-day", "bad-full-name", "identity-taken".
    """
    require_somewhere(by, Capability.RECEIVE_DOSSIERS, on=local_day(at))
    person = locked_person(person_id)
    require_another(by, person, "xác minh danh tính")
    profile = CitizenProfile.objects.select_for_update().filter(person=person).first()
    profile = profile or CitizenProfile(person=person, party_kind=PartyKind.CITIZEN)
    if not person.is_active or profile.closed_at is not None:
        raise Refused("account-closed", "Tài khoản này đã đóng hoặc ngừng dùng nên không xác minh được.")
    shown = checked_entry(
        ProfileEntry(
            birth_on=birth_on,
            gender=gender,
            identity_kind=kind,
            identity_number=checked_identity(kind=kind, number=number),
            identity_issued_on=issued_on,
            identity_issued_by=issued_by,
        ),
        today=local_day(at),
    )
    _require_free(kind, shown.identity_number, person)
    _rename(person, checked_full_name(full_name))
    _write(profile, shown, VerificationLevel.AT_DESK, by, at)
    fact = Fact(
        "IdentityVerified", "person", str(person.pk), {"kind": kind, "level": VerificationLevel.AT_DESK}
    )
    record(fact=fact, actor=by.actor, at=at)
    return profile


@transaction.atomic
def give_new_password(*, person_id: UUID, by: Person, at: datetime) -> str:
    """A new password for somebody of the public who forgot theirs and stands at the counter with the identity paper
    that was checked before; it is shown once, and they change it. All their sessions end.

    :raises Refused: "receive-dossiers-not-allowed", "own-account-not-allowed", "person-not-found",
        "identity-not-verified", "keep-people-not-allowed" for a member of staff.
    """
    person = _locked_at_counter(person_id, by, at, what="cấp mật khẩu")
    password = "-".join(secrets.token_hex(2) for _ in range(4))
    person.set_password(password)
    person.save(update_fields=["password"])
    SignInGuard.objects.filter(person=person).delete()
    record(fact=Fact("PasswordGiven", "person", str(person.pk)), actor=by.actor, at=at)
    return password


@transaction.atomic
def change_sign_in_name(*, person_id: UUID, contact: str, by: Person, at: datetime) -> Person:
    """Let somebody of the public, whose identity paper was checked, sign in by another telephone number or e-mail
    address from now on; it becomes the one by which they are reached.

    :raises Refused: as `give_new_password`, and "bad-contact", "username-taken".
    """
    person = _locked_at_counter(person_id, by, at, what="đổi tên đăng nhập")
    reached = checked_contact(contact)
    if Person.objects.filter(username=reached.value).exclude(pk=person.pk).exists():
        raise Refused(
            "username-taken",
            "Số điện thoại hoặc thư này đang là tên đăng nhập của tài khoản khác. Hãy tra cứu tài khoản đó.",
            field="contact",
        )
    person.username = reached.value
    setattr(person, "phone" if reached.is_phone else "email", reached.value)
    person.folded = folded_name(person.full_name, person.username)
    person.save(update_fields=["username", "phone", "email", "folded"])
    forget_given_up_contacts(person)
    record(fact=Fact("SignInNameChanged", "person", str(person.pk)), actor=by.actor, at=at)
    return person


@transaction.atomic
def enter_by_e_identity(*, proven: ProvenIdentity, at: datetime) -> Person:
    """The account of whoever the State's e-identity has proven: the one whose checked identity it is, else a new
    one. Staff sign in by their own way, with the second factor.

    :raises Refused: "bad-identity", "bad-full-name", "e-identity-of-staff", "account-closed".
    """
    number = checked_identity(kind=IdentityKind.PERSONAL_ID, number=proven.personal_id)
    holder = verified_holder(IdentityKind.PERSONAL_ID, number)
    person = locked_person(holder.person_id) if holder else _new_person(proven, number, at)
    if person.is_staff_member:
        raise Refused(
            "e-identity-of-staff",
            "Cán bộ đăng nhập bằng tên và mật khẩu của mình, rồi dùng cổng như bình thường.",
        )
    if not person.is_active:
        raise Refused("account-closed", "Tài khoản này đã ngừng dùng. Xin đến quầy để được giúp.")
    profile = CitizenProfile.objects.select_for_update().filter(person=person).first()
    profile = profile or CitizenProfile(person=person, party_kind=PartyKind.CITIZEN)
    if profile.verification != VerificationLevel.E_IDENTITY:
        shown = ProfileEntry(
            birth_on=proven.birth_on or profile.birth_on,
            gender=proven.gender or (Gender(profile.gender) if profile.gender else None),
            identity_kind=IdentityKind.PERSONAL_ID,
            identity_number=number,
            identity_issued_on=profile.identity_issued_on,
            identity_issued_by=profile.identity_issued_by,
        )
        _write(profile, shown, VerificationLevel.E_IDENTITY, None, at)
        level = {"kind": IdentityKind.PERSONAL_ID, "level": VerificationLevel.E_IDENTITY}
        record(fact=Fact("IdentityVerified", "person", str(person.pk), level), actor="system", at=at)
    return person


def _locked_at_counter(person_id: UUID, by: Person, at: datetime, *, what: str) -> Person:
    """Somebody of the public whose paper was checked at a desk, for an officer who helps with their sign-in."""
    require_somewhere(by, Capability.RECEIVE_DOSSIERS, on=local_day(at))
    person = locked_person(person_id)
    require_another(by, person, what)
    if person.is_staff_member:
        raise refusal(Capability.KEEP_PEOPLE)
    checked = CitizenProfile.objects.filter(person=person, verification=VerificationLevel.AT_DESK)
    if not person.is_active or not checked.exists():
        raise Refused(
            "identity-not-verified",
            f"Chỉ {what} cho người đã đối chiếu giấy tờ tại quầy. Hãy xác minh danh tính trước.",
        )
    return person


def _require_free(kind: IdentityKind, number: str, person: Person) -> None:
    holder = verified_holder(kind, number)
    if holder is not None and holder.person_id != person.pk:
        raise Refused(
            "identity-taken",
            "Số giấy tờ này đã được xác minh cho một tài khoản khác. Hãy tra cứu theo số đó và dùng tài khoản ấy.",
            field="number",
        )


def _rename(person: Person, full_name: str) -> None:
    person.full_name = full_name
    person.folded, person.sort_key = folded_name(full_name, person.username), sort_key(full_name)
    person.save(update_fields=["full_name", "folded", "sort_key"])


def _new_person(proven: ProvenIdentity, number: str, at: datetime) -> Person:
    full_name = checked_full_name(clean(proven.full_name))
    person = Person(full_name=full_name, joined_at=at, sort_key=sort_key(full_name))
    person.username = f"dinh-danh-{person.pk.hex}"
    person.folded = folded_name(full_name, "")
    person.set_unusable_password()
    person.save(force_insert=True)
    CitizenProfile.objects.create(person=person, party_kind=PartyKind.CITIZEN)
    record(fact=Fact("SignedUp", "person", str(person.pk), {"by": "e_identity"}), actor=person.actor, at=at)
    return person


def _write(
    profile: CitizenProfile, shown: ProfileEntry, level: VerificationLevel, by: Person | None, at: datetime
) -> None:
    profile.birth_on, profile.gender = shown.birth_on, shown.gender or ""
    profile.identity_kind, profile.identity_number = shown.identity_kind or "", shown.identity_number
    profile.identity_issued_on, profile.identity_issued_by = (
        shown.identity_issued_on,
        shown.identity_issued_by,
    )
    profile.verification, profile.verified_at, profile.verified_by = level, at, by
    profile.save()
