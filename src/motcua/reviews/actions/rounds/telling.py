"""Telling people of rounds and what is in them, inside the transaction of the change."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Min

from motcua.accounts.models import Person
from motcua.kernel.clock import local_day
from motcua.notices.actions.notify import Announcement
from motcua.notices.enums import Audience
from motcua.notices.queries import recipient_for
from motcua.plans.actions.telling import shortened, tell
from motcua.reviews.enums.rounds import ItemStatus
from motcua.reviews.models import ReviewRound, RoundItem
from motcua.reviews.queries.rounds.people import doers_of

HERE = "/ban-lam-viec/dot-ra-soat/"


def round_told(
    held: ReviewRound,
    event: str,
    people: Iterable[Person],
    *,
    key: str,
    but: Person | None = None,
    facts: Mapping[str, Any] | None = None,
    url: str = "",
) -> Announcement:
    """One occurrence of `event` about the round for these people, without whoever caused it."""
    return Announcement(
        event=event,
        to=[recipient_for(person, Audience.STAFF) for person in people if but is None or person.pk != but.pk],
        facts={"plan": shortened(held.title), "agency": held.agency.name, **(facts or {})},
        subject_kind="review_round",
        subject_id=str(held.pk),
        dedupe_key=f"{event}:{held.pk}:{key}",
        url=url or f"{HERE}{held.pk}/",
    )


def tell_of_round(
    held: ReviewRound,
    event: str,
    people: Iterable[Person],
    *,
    key: str,
    but: Person,
    at: datetime,
    facts: Mapping[str, Any] | None = None,
) -> None:
    """Tell these people now."""
    tell([round_told(held, event, people, key=key, but=but, facts=facts)], at=at)


def tell_of_item(
    item: RoundItem,
    event: str,
    people: Iterable[Person],
    *,
    key: str,
    but: Person,
    at: datetime,
    facts: Mapping[str, Any] | None = None,
) -> None:
    """One occurrence of `event` about the review of one procedure."""
    assert item.round is not None
    assert item.version is not None
    announcement = Announcement(
        event=event,
        to=[recipient_for(person, Audience.STAFF) for person in people if person.pk != but.pk],
        facts={
            "plan": shortened(item.round.title),
            "agency": item.unit.name if item.unit else item.agency.name,
            "task": shortened(f"{item.procedure.code} {item.version.name}"),
            **(facts or {}),
        },
        subject_kind="review_item",
        subject_id=str(item.pk),
        dedupe_key=f"{event}:{item.pk}:{key}",
        url=f"{HERE}thu-tuc/{item.pk}/",
    )
    tell([announcement], at=at)


def ask_units(held: ReviewRound, units: Collection[UUID | None], *, by: Person, at: datetime) -> None:
    """Tell each of the units of the procedures it has to review, once for each number of them."""
    on = local_day(at)
    wanted = {unit for unit in units if unit is not None}
    rows = (
        RoundItem.objects.filter(round=held, unit__in=wanted)
        .exclude(status=ItemStatus.LEFT_OUT)
        .values("unit", "unit__name")
        .annotate(number=Count("id"), first=Min("due_on"))
        .order_by("unit")
    )
    people = doers_of(wanted, on)
    tell(
        [
            round_told(
                held,
                "review_asked",
                people[row["unit"]],
                key=f"{row['unit']}:{row['number']}",
                but=by,
                facts={
                    "agency": row["unit__name"],
                    "task": f"{row['number']} thủ tục",
                    "until": row["first"],
                },
            )
            for row in rows
        ],
        at=at,
    )
