"""Which devices are kiosks."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db.models import QuerySet
from django.utils.crypto import salted_hmac

from motcua.feedback.models import Kiosk


def find_kiosk(token: str) -> Kiosk | None:
    """The kiosk whose device keeps the secret; None when it is none, or not any more."""
    if not token:
        return None
    found = Kiosk.objects.select_related("agency").filter(token_digest=secret_digest("token", token))
    return found.filter(paired_at__isnull=False, ended_at__isnull=True).first()


def kiosks_of(agency_ids: Collection[UUID]) -> QuerySet[Kiosk]:
    """The kiosks of the agencies that were not ended, in the order of their names."""
    found = Kiosk.objects.filter(agency__in=agency_ids, ended_at__isnull=True)
    return found.select_related("agency").order_by("agency__sort_key", "name", "id")


def secret_digest(what: str, secret: str) -> str:
    """What is kept of a secret: enough to know it again."""
    return salted_hmac(f"motcua.feedback.kiosk.{what}", secret[:200], algorithm="sha256").hexdigest()
