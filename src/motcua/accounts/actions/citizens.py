"""Accounts of the public: asked for, corrected, closed, by themselves."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import make_password
from django.db import connection, transaction

from motcua.accounts.actions.contacts import forget_given_up_contacts
from motcua.accounts.actions.people import check_new_password, folded_name, locked_person
from motcua.accounts.models import CitizenProfile, Consent, ContactCode, Person, SignInGuard, SignUpAttempt
from motcua.accounts.queries import sign_ups_since
from motcua.accounts.rules.citizens import (
    CONSENT_VERSION,
    MOST_SIGN_UPS,
    Contact,
    ProfileEntry,
    checked_contact,
    checked_entry,
)
from motcua.accounts.rules.credentials import checked_full_name
from motcua.kernel.actions import Fact, record
from motcua.kernel.clock import local_day
from motcua.kernel.refusals import Refused
from motcua.kernel.text import fold, sort_key
from motcua.organisations.models import Area

_AN_HOUR, _A_DAY = timedelta(hours=1), timedelta(days=1)

# What a checked identity paper has shown: from then on it changes only at a desk.
_SHOWN_BY_PAPER = (
    "birth_on",
    "gender",
    "identity_kind",
    "identity_number",
    "identity_issued_on",
    "identity_issued_by",
)


@transaction.atomic
def sign_up(
    *,
    contact: str,
    full_name: str,
    password: str,
    entry: ProfileEntry,
    consents: bool,
    sender: str = "",
    is_sample: bool = False,
    at: datetime,
) -> Person | None:
    """Make an account for somebody of the public, who signs in by this telephone number or e-mail address.

    None when somebody has it already: the door must answer in the same words, so that nobody learns who is here.
    The contact is not proven until `contacts.prove_contact`. `sender` is a keyed digest of where the asking came from.

    :raises Refused: "consent-missing", "bad-contact", "bad-full-name", "weak-password", "sign-ups-too-many", and
        as `checked_entry`.
    """
    if not consents:
        raise Refused(
            "consent-missing", "Đánh dấu đồng ý để chúng tôi được giữ dữ liệu của anh/chị.", field="consents"
        )
    _require_patience(sender, at)
    reached, full_name = checked_contact(contact), checked_full_name(full_name)
    check_new_password(password, reached.value, full_name)
    entry = checked_entry(entry, today=local_day(at))
    digest = make_password(password)  # the same work whether or not somebody has the contact
    _wait_for_others(f"sign-up-name:{reached.value}")
    if Person.objects.filter(username=reached.value).exists():
        return None
    person = Person.objects.create(
        username=reached.value,
        full_name=full_name,
        password=digest,
        is_sample=is_sample,
        joined_at=at,
        folded=folded_name(full_name, reached.value),
        sort_key=sort_key(full_name),
        **_reached_by(reached),
    )
    CitizenProfile.objects.create(person=person, **_columns(entry))
    Consent.objects.create(person=person, version=CONSENT_VERSION, given_at=at)
    _record("SignedUp", person, at, {"party_kind": entry.party_kind, "consent": CONSENT_VERSION})
    return person


@transaction.atomic
def change_profile(
    *,
    person: Person,
    full_name: str,
    email: str,
    phone: str,
    entry: ProfileEntry,
    area: Area | None,
    at: datetime,
) -> CitizenProfile:
    """Correct what somebody of the public says of themselves; what a checked paper has shown stays.

    The journal says which fields changed, not the data themselves.

    :raises Refused: "verified-by-desk" when a verified fact would change, "bad-contact", "bad-full-name", and as
        `checked_entry`.
    """
    person = locked_person(person.pk)
    profile = CitizenProfile.objects.select_for_update().filter(person=person).first()
    if profile is None:
        profile = CitizenProfile(person=person)
    wanted = _columns(checked_entry(entry, today=local_day(at))) | {"area_id": area.pk if area else None}
    of_person = {"full_name": checked_full_name(full_name), **_contacts(email, phone)}
    if profile.is_verified:
        shown = {name: wanted[name] for name in _SHOWN_BY_PAPER} | {"full_name": of_person["full_name"]}
        _require_unchanged(profile, person, shown)
    changed = _take(person, of_person) + _take(profile, wanted)
    if changed:
        person.folded, person.sort_key = (
            folded_name(person.full_name, person.username),
            sort_key(person.full_name),
        )
        person.save()
        forget_given_up_contacts(person)
    profile.save()
    if changed:
        _record("ProfileChanged", person, at, {"fields": sorted(changed)})
    return profile


@transaction.atomic
def agree_again(*, person: Person, at: datetime) -> None:
    """Note that the person agreed to the present words on what their data are used for; once is enough."""
    person = locked_person(person.pk)
    _, is_new = Consent.objects.get_or_create(
        person=person, version=CONSENT_VERSION, defaults={"given_at": at}
    )
    if is_new:
        _record("ConsentGiven", person, at, {"consent": CONSENT_VERSION})


@transaction.atomic
def close_account(*, person: Person, password: str, at: datetime) -> None:
    """Close one's own account: no more signing in; contact, identity, address and birth are wiped. The name stays
    where acts of the past need it, and dossiers are kept as the law on archives asks. Who comes in by e-identity has
    no password to give.

    :raises Refused: "staff-account-stays", "wrong-password", "already-inactive".
    """
    person = locked_person(person.pk)
    if person.is_staff_member:
        raise Refused(
            "staff-account-stays",
            "Tài khoản của cán bộ do quản trị nghiệp vụ của cơ quan giữ. Hãy đề nghị nơi đó ngừng dùng.",
        )
    if not person.is_active:
        raise Refused("already-inactive", "Tài khoản này đã đóng.")
    if person.has_usable_password() and not person.check_password(password):
        raise Refused("wrong-password", "Mật khẩu chưa đúng.", field="password")
    person.username, person.email, person.phone = f"da-dong-{person.pk.hex}", "", ""
    person.is_active = False
    person.folded = fold(person.full_name)
    person.set_unusable_password()
    person.save()
    Authenticator.objects.filter(user=person).delete()
    SignInGuard.objects.filter(person=person).delete()
    ContactCode.objects.filter(person=person).delete()
    forget_given_up_contacts(person)
    profile = CitizenProfile.objects.select_for_update().filter(person=person).first()
    if profile is not None:
        _wipe(profile, at)
    _record("AccountClosed", person, at, {})


def _require_patience(sender: str, at: datetime) -> None:
    """Count this asking, and refuse a sender who asks too often; askings of one sender wait for each other."""
    if not sender:
        return
    _wait_for_others(f"sign-up:{sender}")
    if sign_ups_since(sender, at - _AN_HOUR) >= MOST_SIGN_UPS:
        raise Refused(
            "sign-ups-too-many",
            "Từ nơi này vừa có nhiều lần đăng ký liền nhau. Xin thử lại sau một giờ, hoặc đến quầy để được giúp.",
        )
    SignUpAttempt.objects.filter(at__lt=at - _A_DAY).delete()
    SignUpAttempt.objects.create(sender=sender, at=at)


def _wait_for_others(what: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [what])


def _require_unchanged(profile: CitizenProfile, person: Person, shown: dict[str, Any]) -> None:
    for name, value in shown.items():
        before = getattr(person if name == "full_name" else profile, name)
        if (before or None) != (value or None):
            raise Refused(
                "verified-by-desk",
                "Thông tin này đã được đối chiếu với giấy tờ tùy thân nên chỉ sửa được tại quầy, mang theo giấy tờ.",
                field=name,
            )


def _take(row: Person | CitizenProfile, wanted: dict[str, Any]) -> list[str]:
    """Write what differs into the row; the names of those fields."""
    changed = [name for name, value in wanted.items() if (getattr(row, name) or None) != (value or None)]
    for name in wanted:
        setattr(row, name, wanted[name])
    return changed


def _columns(entry: ProfileEntry) -> dict[str, Any]:
    return {**asdict(entry), "gender": entry.gender or "", "identity_kind": entry.identity_kind or ""}


def _contacts(email: str, phone: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, text, is_phone in (("email", email, False), ("phone", phone, True)):
        if not text.strip():
            found[name] = ""
            continue
        try:
            contact = checked_contact(text)
        except Refused as refused:
            raise Refused("bad-contact", refused.message, field=name) from refused
        if contact.is_phone is not is_phone:
            what = "số điện thoại" if is_phone else "địa chỉ thư điện tử"
            raise Refused("bad-contact", f"Đây không phải {what}. Kiểm tra lại.", field=name)
        found[name] = contact.value
    return found


def _reached_by(contact: Contact) -> dict[str, str]:
    return {"phone": contact.value} if contact.is_phone else {"email": contact.value}


def _wipe(profile: CitizenProfile, at: datetime) -> None:
    kind = profile.party_kind
    for name, value in _columns(ProfileEntry()).items():
        setattr(profile, name, value)
    profile.party_kind, profile.area, profile.closed_at = kind, None, at
    profile.verification, profile.verified_at, profile.verified_by = "none", None, None
    profile.save()


def _record(kind: str, person: Person, at: datetime, payload: dict[str, Any]) -> None:
    record(fact=Fact(kind, "person", str(person.pk), payload), actor=person.actor, at=at)
