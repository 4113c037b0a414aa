"""Proving that a telephone number or an e-mail address is the person's own: a code goes there and comes back."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Q
from django.utils.crypto import constant_time_compare, salted_hmac

from motcua.accounts.actions.people import locked_person
from motcua.accounts.models import ContactCode, Person, ProvenContact
from motcua.accounts.rules.contact_codes import (
    DIGITS,
    HOLDS,
    MOST_TRIES,
    OF_PERSON,
    Given,
    require_patience,
    typed_code,
)
from motcua.kernel.actions import Fact, record
from motcua.kernel.refusals import Refused


@dataclass(frozen=True, slots=True)
class MadeCode:
    """A code that was just made, and where it is to be sent. Only a digest of it is kept."""

    id: UUID
    address: str
    code: str


@transaction.atomic
def make_contact_code(*, person: Person, is_phone: bool, at: datetime) -> MadeCode:
    """A code for the person's telephone number or e-mail address, in place of any made before; for the room that
    sends it.

    :raises Refused: "contact-missing", "contact-proven", "codes-too-many".
    """
    person = locked_person(person.pk)
    address = _address(person, is_phone)
    if ProvenContact.objects.filter(person=person, address=address).exists():
        raise Refused("contact-proven", "Địa chỉ này đã được xác nhận rồi.")
    digest = _digest("address", address)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"contact-code:{digest}"])
    ContactCode.objects.filter(made_at__lt=at - OF_PERSON).delete()
    require_patience(_given(person, digest), at=at)
    row = ContactCode(person=person, address_digest=digest, made_at=at)
    code = "".join(secrets.choice("0123456789") for _ in range(DIGITS))
    row.digest = _digest(f"code:{row.pk}", code)
    row.save(force_insert=True)
    payload = {"by": "phone" if is_phone else "email"}
    record(fact=Fact("ContactCodeSent", "person", str(person.pk), payload), actor=person.actor, at=at)
    return MadeCode(row.pk, address, code)


def drop_contact_code(*, code_id: UUID) -> None:
    """Forget a code that could not be sent, so that its maker need not wait for the next."""
    ContactCode.objects.filter(pk=code_id).delete()


def prove_contact(*, person: Person, is_phone: bool, code: str, at: datetime) -> str:
    """Note that the code sent to the person's telephone number or e-mail address came back: it is theirs. The
    address. A wrong code is counted; after a few the code is dead.

    :raises Refused: "contact-missing", "code-expired", "code-wrong"; the last two with the `field`.
    """
    with transaction.atomic():
        person = locked_person(person.pk)
        address = _address(person, is_phone)
        live = _live_code(person, _digest("address", address), at)
        if live is None:
            raise Refused(
                "code-expired",
                "Mã đã hết hạn, đã sai quá nhiều lần hoặc chưa được gửi. Bấm gửi mã để nhận mã mới.",
                field="code",
            )
        is_right = constant_time_compare(live.digest, _digest(f"code:{live.pk}", typed_code(code)))
        if is_right:
            ContactCode.objects.filter(person=person, address_digest=live.address_digest).delete()
            ProvenContact.objects.get_or_create(person=person, address=address, defaults={"proven_at": at})
            payload = {"by": "phone" if is_phone else "email"}
            record(
                fact=Fact("ContactConfirmed", "person", str(person.pk), payload), actor=person.actor, at=at
            )
            return address
        live.tries += 1
        live.save(update_fields=["tries"])
    raise Refused(  # after the commit: the wrong try counts
        "code-wrong",
        f"Mã chưa đúng. Còn {MOST_TRIES - live.tries} lần thử."
        if live.tries < MOST_TRIES
        else "Mã chưa đúng.",
        field="code",
    )


def forget_given_up_contacts(person: Person) -> None:
    """Proof of an address that the person no longer has is worth nothing: somebody else may have it by now."""
    ProvenContact.objects.filter(person=person).exclude(address__in=[person.email, person.phone]).delete()


def _address(person: Person, is_phone: bool) -> str:
    address = person.phone if is_phone else person.email
    if not address:
        what = "số điện thoại" if is_phone else "địa chỉ thư điện tử"
        raise Refused("contact-missing", f"Tài khoản chưa có {what}. Ghi ở trang thông tin cá nhân trước.")
    return address


def _given(person: Person, address_digest: str) -> list[Given]:
    rows = ContactCode.objects.filter(Q(person=person) | Q(address_digest=address_digest))
    return [
        Given(row.made_at, row.address_digest == address_digest, row.person_id == person.pk) for row in rows
    ]


def _live_code(person: Person, address_digest: str, at: datetime) -> ContactCode | None:
    """The latest code of the person for the address, while it holds; earlier ones are dead with it."""
    rows = ContactCode.objects.select_for_update().filter(person=person, address_digest=address_digest)
    latest = rows.order_by("-made_at", "-id").first()
    holds = latest is not None and latest.made_at > at - HOLDS and latest.tries < MOST_TRIES
    return latest if holds else None


def _digest(what: str, text: str) -> str:
    """Keyed, so that nobody who reads the table can try out a million codes."""
    return salted_hmac(f"motcua.contact.{what}", text, algorithm="sha256").hexdigest()
