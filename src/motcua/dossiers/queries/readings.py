"""Who looked at whose dossier."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from motcua.accounts.enums import Capability
from motcua.accounts.models import Person, RoleHolding
from motcua.accounts.queries import agencies_where, positions_of
from motcua.dossiers.models import Dossier, Reading


def readings_of(dossier: Dossier) -> QuerySet[Reading]:
    """Who of the office looked at the dossier, the latest first: also the applicant may know."""
    return Reading.objects.filter(dossier=dossier).select_related("person").order_by("-at", "-id")


def readings_visible_to(person: Person, on: date) -> QuerySet[Reading]:
    """The looks at dossiers in which an agency has part whose journal `person` reads (heads, inspectors), and at
    lists of many dossiers by who works there."""
    read = list(agencies_where(person, Capability.READ_JOURNAL, on).values_list("pk", flat=True))
    seen = Dossier.objects.filter(involved__overlap=read) if read else Dossier.objects.none()
    staff = RoleHolding.objects.filter(agency__in=read).values("person")
    return Reading.objects.filter(Q(dossier__in=seen.values("pk")) | Q(dossier=None, person__in=staff))


def page_of_readings(
    readings: QuerySet[Reading], *, after: tuple[datetime, UUID] | None = None, size: int = 50
) -> list[Reading]:
    """Up to `size` + 1 looks, the latest first, following the key (at, id) `after`, each with who and at which
    dossier. One more than asked for tells that there is a next page."""
    if after is not None:
        at, last = after
        readings = readings.filter(Q(at__lt=at) | Q(at=at, id__lt=last))
    rows = readings.select_related("person", "dossier").only(
        "what", "at", "person__full_name", "dossier__code", "dossier__applicant_name"
    )
    return list(rows.order_by("-at", "-id")[: size + 1])


def posts_of(people: Collection[Person], on: date) -> dict[UUID, str]:
    """Where each of the people works on the day, in words; one query."""
    return {
        person: ", ".join(f"{post.title}, {post.agency.name}" for post in posts)
        for person, posts in positions_of(people, on).items()
    }
