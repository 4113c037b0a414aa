"""Kiosks: registered at the desk, paired once with the device that stands there, ended when it goes."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from motcua.accounts.models import Person
from motcua.feedback.models import Kiosk
from motcua.feedback.policy.ratings import require_keep
from motcua.feedback.queries.kiosks import secret_digest
from motcua.feedback.rules.ratings.codes import bare_code, new_code
from motcua.kernel.actions import Fact, record
from motcua.kernel.clock import local_day
from motcua.kernel.refusals import Refused
from motcua.kernel.text import clean

PAIRING_OPEN = timedelta(minutes=30)
_LONGEST = 120


def register_kiosk(*, agency_id: UUID, name: str, by: Person, at: datetime) -> tuple[Kiosk, str]:
    """Register a device of the agency's desk; it comes back with the code that pairs it, which is told only here.

    :raises Refused: "keep-surveys-not-allowed", "kiosk-name-missing".
    """
    name = clean(name)[:_LONGEST]
    with transaction.atomic():
        require_keep(by, agency_id=agency_id, on=local_day(at))
        if not name:
            raise Refused(
                "kiosk-name-missing", "Ghi tên máy và chỗ đặt, ví dụ “Quầy 3, tầng 1”.", field="name"
            )
        code = new_code()
        kiosk = Kiosk.objects.create(
            agency_id=agency_id,
            name=name,
            pairing_digest=secret_digest("pairing", code),
            pairing_until=at + PAIRING_OPEN,
            registered_by=by,
            registered_at=at,
        )
        _record("KioskRegistered", kiosk, by.actor, at)
    return kiosk, code


def open_pairing(*, kiosk_id: UUID, by: Person, at: datetime) -> str:
    """A new pairing code for a device that lost its own; the former secret holds no more.

    :raises Refused: "keep-surveys-not-allowed", "kiosk-not-found".
    """
    with transaction.atomic():
        kiosk = _kept(kiosk_id, by, at)
        code = new_code()
        kiosk.pairing_digest, kiosk.pairing_until = secret_digest("pairing", code), at + PAIRING_OPEN
        kiosk.token_digest, kiosk.paired_at = "", None
        kiosk.save(update_fields=["pairing_digest", "pairing_until", "token_digest", "paired_at"])
        _record("KioskPairingOpened", kiosk, by.actor, at)
    return code


def pair_kiosk(*, code: str, at: datetime) -> tuple[Kiosk, str]:
    """Make the device that tells the code the kiosk; it comes back with the secret that the device keeps.

    :raises Refused: "pairing-code-not-found".
    """
    with transaction.atomic():
        digest = secret_digest("pairing", bare_code(code))
        kiosk = (
            Kiosk.objects.select_for_update()
            .filter(pairing_digest=digest, pairing_until__gt=at, ended_at__isnull=True)
            .first()
        )
        if kiosk is None:
            raise Refused(
                "pairing-code-not-found",
                "Mã ghép máy không đúng hoặc đã quá 30 phút. "
                "Lấy mã mới ở bàn làm việc, mục Đánh giá hồ sơ, Máy tại quầy.",
                field="code",
            )
        token = secrets.token_urlsafe(32)
        kiosk.pairing_digest, kiosk.pairing_until = "", None
        kiosk.token_digest, kiosk.paired_at = secret_digest("token", token), at
        kiosk.save(update_fields=["pairing_digest", "pairing_until", "token_digest", "paired_at"])
        _record("KioskPaired", kiosk, "system", at)
    return kiosk, token


def end_kiosk(*, kiosk_id: UUID, by: Person, at: datetime) -> Kiosk:
    """The device is no kiosk any more; what was said on it stays.

    :raises Refused: "keep-surveys-not-allowed", "kiosk-not-found".
    """
    with transaction.atomic():
        kiosk = _kept(kiosk_id, by, at)
        kiosk.ended_at, kiosk.token_digest, kiosk.pairing_digest = at, "", ""
        kiosk.save(update_fields=["ended_at", "token_digest", "pairing_digest"])
        _record("KioskEnded", kiosk, by.actor, at)
    return kiosk


def _kept(kiosk_id: UUID, by: Person, at: datetime) -> Kiosk:
    kiosk = Kiosk.objects.select_for_update().filter(pk=kiosk_id, ended_at__isnull=True).first()
    if kiosk is None:
        raise Refused("kiosk-not-found", "Không tìm thấy máy đánh giá này, hoặc máy đã ngừng dùng.")
    require_keep(by, agency_id=kiosk.agency_id, on=local_day(at))
    return kiosk


def _record(kind: str, kiosk: Kiosk, actor: str, at: datetime) -> None:
    payload = {"agency": str(kiosk.agency_id), "name": kiosk.name}
    record(fact=Fact(kind, "kiosk", str(kiosk.pk), payload), actor=actor, at=at)
