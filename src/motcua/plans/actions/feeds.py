"""Addresses for calendar programs: whoever knows one reads the duties behind it, so each can be ended."""

from __future__ import annotations

import secrets
from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.accounts.enums import Capability
from motcua.accounts.models import Person
from motcua.accounts.policy import require
from motcua.kernel.actions import Fact, record
from motcua.kernel.clock import local_day
from motcua.plans.models import CalendarFeed
from motcua.plans.rules.calendars import digest_of


@transaction.atomic
def make_feed(*, unit_id: UUID | None, by: Person, at: datetime) -> str:
    """A new address part for the calendar of `by`, or of a unit; the one before stops working. It is shown once.

    :raises Refused: "read-plans-not-allowed" for a unit whose plans `by` may not read.
    """
    if unit_id is not None:
        require(by, Capability.READ_PLANS, agency_id=unit_id, on=local_day(at))
    list(Person.objects.select_for_update(no_key=True).filter(pk=by.pk).values_list("pk"))
    _end(by, unit_id, at)
    secret = secrets.token_urlsafe(24)
    CalendarFeed.objects.create(person=by, unit_id=unit_id, digest=digest_of(secret), made_at=at)
    record(fact=Fact("CalendarFeedMade", "person", str(by.pk), {"unit": unit_id}), actor=by.actor, at=at)
    return secret


@transaction.atomic
def end_feed(*, unit_id: UUID | None, by: Person, at: datetime) -> bool:
    """Let the address stop working; False when there was none."""
    if not _end(by, unit_id, at):
        return False
    record(fact=Fact("CalendarFeedEnded", "person", str(by.pk), {"unit": unit_id}), actor=by.actor, at=at)
    return True


def _end(by: Person, unit_id: UUID | None, at: datetime) -> int:
    return CalendarFeed.objects.filter(person=by, unit=unit_id, ended_at__isnull=True).update(ended_at=at)
