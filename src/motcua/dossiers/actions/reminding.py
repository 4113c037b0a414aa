"""Telling people of terms that come near or have passed: once for each dossier and term, many at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q, QuerySet

from motcua.accounts.enums import Role
from motcua.accounts.models import Person
from motcua.dossiers.enums import PartyRole, Status
from motcua.dossiers.models import Consultation, Dossier, Party
from motcua.dossiers.queries.offers import offer_of
from motcua.dossiers.queries.people import people_of_steps, people_of_turns
from motcua.dossiers.rules.events import SUBJECT
from motcua.dossiers.rules.moves import OPEN, WAITS_FOR_APPLICANT
from motcua.dossiers.rules.reminders import bucket_of
from motcua.kernel.clock import VIETNAM, local_day
from motcua.notices.actions.notify import Announcement, notify_many
from motcua.notices.enums import Audience
from motcua.notices.models import Notice
from motcua.notices.queries import recipient_for
from motcua.notices.rules.recipients import Recipient

_BATCH = 500
_SOONEST = 3
_RUNNING = (Status.RECEIVED, Status.PROCESSING)
_ASKED = sorted(WAITS_FOR_APPLICANT - {Status.PAYMENT_REQUIRED})


def remind_of_terms(*, at: datetime) -> int:
    """Tell officers of dossiers due within three days, tomorrow and today; heads of those overdue without an apology;
    applicants of requests that run out; who asked, of opinions that are late. How many were told.

    A number of statements that grows with every five hundred dossiers near a term, not with the dossiers.
    """
    latest = _end_of_day(at, _SOONEST)
    today = datetime.combine(local_day(at), time(), tzinfo=VIETNAM)
    near = Dossier.objects.filter(status__in=_RUNNING, due_at__gte=today, due_at__lt=latest)
    unsaid = Q(apologised_at__isnull=True) | Q(apologised_at__lte=F("due_at"))
    late = Dossier.objects.filter(unsaid, status__in=_RUNNING, due_at__lt=at)
    asked = Dossier.objects.filter(status__in=_ASKED, supplement_due_at__gte=at, supplement_due_at__lt=latest)
    return (
        _tell(near, _of_due, at)
        + _tell(late, _of_lateness, at)
        + _tell(asked, _of_supplement, at)
        + _tell_of_opinions(at)
    )


Tell = Callable[[Sequence[Dossier], datetime], list[Announcement]]


def _tell(dossiers: QuerySet[Dossier], tell: Tell, at: datetime) -> int:
    told = 0
    for batch in _batches(dossiers):
        with transaction.atomic():
            told += notify_many(announcements=_unsaid(tell(batch, at)), at=at)
    return told


def _batches(dossiers: QuerySet[Dossier]) -> Iterator[list[Dossier]]:
    rows = dossiers.defer("words", "answers", "search_text")
    rows = rows.select_related("holder", "holder_agency", "reception", "submitted_by").order_by("id")
    batch = list(rows[:_BATCH])
    while batch:
        yield batch
        batch = list(rows.filter(id__gt=batch[-1].pk)[:_BATCH])


def _unsaid(announcements: Sequence[Announcement]) -> list[Announcement]:
    """Those that nobody has been told of yet."""
    keys = [one.dedupe_key for one in announcements]
    said = set(Notice.objects.filter(dedupe_key__in=keys).values_list("dedupe_key", flat=True))
    return [one for one in announcements if one.dedupe_key not in said]


def _of_due(batch: Sequence[Dossier], at: datetime) -> list[Announcement]:
    """Whoever holds it, or everyone who does its step's work."""
    on = local_day(at)
    turns = {(row.holder_agency_id, row.step_role) for row in batch if row.holder is None}
    people = people_of_turns(turns, on)
    found = []
    for row in batch:
        assert row.due_at is not None
        days, bucket = bucket_of(term=row.due_at, at=at)
        to = [row.holder] if row.holder else people.get((row.holder_agency_id, row.step_role), [])
        event = "due_today" if bucket == 0 else "due_soon"
        key = f"{event}:{row.pk}:{bucket}:{row.due_at.isoformat()}"
        found.append(_said(row, event, key, _staff(to), {"days": days}))
    return found


def _of_lateness(batch: Sequence[Dossier], at: datetime) -> list[Announcement]:
    """The heads of the agency that promised, and whoever holds it."""
    heads = people_of_steps({row.competent_id for row in batch}, Role.HEAD, local_day(at))
    return [
        _said(
            row,
            "overdue_without_apology",
            f"overdue:{row.pk}:{row.due_at.isoformat() if row.due_at else ''}",
            _staff([*heads[row.competent_id], *([row.holder] if row.holder else [])]),
            {},
        )
        for row in batch
    ]


def _of_supplement(batch: Sequence[Dossier], at: datetime) -> list[Announcement]:
    people = _applicants(batch)
    found = []
    for row in batch:
        assert row.supplement_due_at is not None
        days, bucket = bucket_of(term=row.supplement_due_at, at=at)
        key = f"supplement_due:{row.pk}:{bucket}:{row.supplement_due_at.isoformat()}"
        facts = {"until": row.supplement_due_at, "days": days or None}
        found.append(_said(row, "supplement_due_soon", key, people[row.pk], facts))
    return found


def _tell_of_opinions(at: datetime) -> int:
    """Who asked, and the heads of the agency that leads; five hundred questions at a time."""
    late = Consultation.objects.filter(
        Consultation.WAITS, due_at__lt=at, dossier__status__in=sorted(OPEN)
    ).select_related("asked_by", "agency", "dossier__holder", "dossier__holder_agency", "dossier__reception")
    rows, told = list(late.order_by("id")[:_BATCH]), 0
    while rows:
        with transaction.atomic():
            told += notify_many(announcements=_unsaid(_of_opinions(rows, at)), at=at)
        rows = list(late.filter(id__gt=rows[-1].pk).order_by("id")[:_BATCH])
    return told


def _of_opinions(rows: Sequence[Consultation], at: datetime) -> list[Announcement]:
    heads = people_of_steps({row.dossier.competent_id for row in rows}, Role.HEAD, local_day(at))
    return [
        _said(
            row.dossier,
            "consultation_late",
            f"consultation_late:{row.pk}",
            _staff([row.asked_by, *heads[row.dossier.competent_id]]),
            {"until": row.due_at, "place": row.agency.name},
        )
        for row in rows
    ]


def _said(
    row: Dossier, event: str, key: str, to: Sequence[Recipient], facts: Mapping[str, Any]
) -> Announcement:
    is_staff = bool(to) and to[0].audience is Audience.STAFF
    return Announcement(
        event=event,
        to=to,
        facts={
            "code": row.code,
            "procedure": offer_of(row.version_id).name,
            "agency": (row.holder_agency or row.reception).name,
            "officer": row.holder.full_name if row.holder else "",
            "applicant": row.applicant_name,
            "received": row.received_at,
            "due": row.due_at,
            "step": row.step_name,
            **facts,
        },
        subject_kind=SUBJECT,
        subject_id=str(row.pk),
        dedupe_key=key,
        url=f"/ban-lam-viec/ho-so/{row.code}/" if is_staff else f"/ho-so/{row.code}/",
    )


def _staff(people: Sequence[Person]) -> list[Recipient]:
    once = {person.pk: person for person in people}
    return [recipient_for(person, Audience.STAFF) for person in once.values()]


def _applicants(batch: Sequence[Dossier]) -> dict[UUID, list[Recipient]]:
    """How the people who brought each dossier are reached; one query."""
    found: dict[UUID, list[Recipient]] = {
        row.pk: [recipient_for(row.submitted_by, Audience.APPLICANT)] if row.submitted_by else []
        for row in batch
    }
    roles = [PartyRole.APPLICANT, PartyRole.SUBMITTER]
    for party in Party.objects.filter(dossier__in=list(found), role__in=roles).order_by("id"):
        one = Recipient(party.person_id, party.name, party.email, party.phone, Audience.APPLICANT)
        if one.key and all(one.key != other.key for other in found[party.dossier_id]):
            found[party.dossier_id].append(one)
    return found


def _end_of_day(at: datetime, days: int) -> datetime:
    return datetime.combine(local_day(at) + timedelta(days=days + 1), time(), tzinfo=VIETNAM)
