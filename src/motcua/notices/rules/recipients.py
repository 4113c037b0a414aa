"""Whom a notice goes to, and at which address each channel reaches them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from uuid import UUID

from motcua.notices.enums import Audience, NoticeChannel

_EMAIL = re.compile(r"[^@\s,;<>\"]+@[^@\s,;<>\"]+\.[^@\s,;<>\".]+")
_PHONE = re.compile(r"(?:\+84|0)\d{9,10}")


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody to be told: a person with an account, or only the e-mail and telephone that they left."""

    person_id: UUID | None
    name: str
    email: str
    phone: str
    audience: Audience

    @property
    def key(self) -> str:
        """What makes this the same recipient as another; "" when nobody can be reached at all."""
        if self.person_id is not None:
            return f"person:{self.person_id}"
        if email := address_for(NoticeChannel.EMAIL, self):
            return f"email:{email.lower()}"
        phone = address_for(NoticeChannel.SMS, self)
        return f"phone:{phone}" if phone else ""


def address_for(channel: NoticeChannel, recipient: Recipient) -> str:
    """Where `channel` reaches the recipient; "" when it does not. Telephones in the form 0912345678."""
    if channel is NoticeChannel.BELL:
        return str(recipient.person_id) if recipient.person_id else ""
    if channel is NoticeChannel.EMAIL:
        email = recipient.email.strip()
        return email if _EMAIL.fullmatch(email) else ""
    phone = re.sub(r"[\s.\-()]", "", recipient.phone)
    return "0" + phone.removeprefix("+84").removeprefix("0") if _PHONE.fullmatch(phone) else ""


def masked(address: str) -> str:
    """An address of which only enough is left to recognise it: n•••@example.vn, 09•••••678."""
    name, at, domain = address.partition("@")
    if at:
        return f"{name[:1]}•••@{domain}"
    return f"{address[:2]}•••••{address[-3:]}" if len(address) > 5 else "•••••"
