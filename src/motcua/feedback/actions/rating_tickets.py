"""Tickets: one for each dossier whose result is in the applicant's hands, sent with an invitation to rate."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, connection, transaction

from motcua.accounts.models import Person
from motcua.dossiers.actions.telling import applicants_of
from motcua.dossiers.enums import DeliveryStatus
from motcua.dossiers.models import Dossier, Party
from motcua.dossiers.policy import require_giving
from motcua.dossiers.queries.offers import offer_of
from motcua.dossiers.rules.events import SUBJECT
from motcua.feedback.models import RatingTicket
from motcua.feedback.queries.ratings import asked_on_slip, token_of
from motcua.feedback.rules.ratings.codes import new_code
from motcua.feedback.rules.ratings.contents import form_on
from motcua.kernel.clock import local_day
from motcua.notices.actions.notify import Announcement, notify_many

# Whoever got their result longer ago than this is not asked any more by a notice.
_LATELY = timedelta(days=2)
_BATCH = 200
_TRIES = 5


def invite(*, at: datetime) -> int:
    """Give a ticket to each dossier whose result was handed over lately and that has none, and invite whoever brought
    it to rate; how many dossiers. May be run twice for the same moment."""
    done = 0
    while some := _invite_some(at):
        done += some
    return done


def ticket_for(*, dossier_id: UUID, by: Person, at: datetime) -> RatingTicket:
    """The ticket of a dossier that is open for rating, to print and hand over with the result; made when it has none,
    and the same whether somebody has rated or not.

    :raises Refused: "dossier-not-found", "read-dossiers-not-allowed", "rating-too-early", "rating-closed", …
    """
    with transaction.atomic():
        dossier = Dossier.objects.select_for_update().defer("words").get(pk=dossier_id)
        require_giving(by, dossier, on=local_day(at))
        asked_on_slip(dossier, at=at)
        found = RatingTicket.objects.filter(dossier=dossier).first()
        return found or _issue([dossier], at)[0]


def _invite_some(at: datetime) -> int:
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext('motcua:rating-tickets'))")
        waiting = Dossier.objects.filter(
            delivery=DeliveryStatus.DELIVERED,
            delivered_at__gt=at - _LATELY,
            delivered_at__lte=at,
            rating_ticket=None,
            rating=None,
        )
        dossiers = list(
            waiting.select_related("competent", "submitted_by")
            .defer("words")
            .order_by("delivered_at", "id")[:_BATCH]
        )
        tickets = _issue(dossiers, at)
        _tell(dossiers, tickets, at)
    return len(tickets)


def _issue(dossiers: Sequence[Dossier], at: datetime) -> list[RatingTicket]:
    """A ticket for each; codes that happen to be taken are drawn again."""
    for _ in range(_TRIES):
        rows = [RatingTicket(dossier=dossier, code=new_code(), issued_at=at) for dossier in dossiers]
        try:
            with transaction.atomic():
                return RatingTicket.objects.bulk_create(rows)
        except IntegrityError:
            continue
    raise RuntimeError("no free codes of tickets are found")


def _tell(dossiers: Sequence[Dossier], tickets: Sequence[RatingTicket], at: datetime) -> None:
    parties = defaultdict(list)
    for party in Party.objects.filter(dossier__in=dossiers).order_by("pk"):
        parties[party.dossier_id].append(party)
    announcements = [
        Announcement(
            event="rating_asked",
            to=applicants_of(dossier, parties[dossier.pk]),
            facts={
                "code": dossier.code,
                "procedure": offer_of(dossier.version_id).name,
                "agency": dossier.competent.name,
                "until": _last_day(dossier),
            },
            subject_kind=SUBJECT,
            subject_id=str(dossier.pk),
            dedupe_key=f"rating_asked:{dossier.pk}",
            url=f"/danh-gia/{token_of(ticket)}/",
        )
        for dossier, ticket in zip(dossiers, tickets, strict=True)
    ]
    notify_many(announcements=announcements, at=at)


def _last_day(dossier: Dossier) -> object:
    assert dossier.delivered_at is not None
    delivered = local_day(dossier.delivered_at)
    return delivered + timedelta(days=form_on(delivered).days_open)
