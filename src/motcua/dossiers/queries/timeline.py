"""What happened to a dossier, as its applicant or the office may read it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from motcua.accounts.models import Person
from motcua.dossiers.enums import Audience
from motcua.dossiers.models import Dossier, Message
from motcua.dossiers.rules.events import AUDIENCE, SUBJECT
from motcua.dossiers.rules.wording import WORDS, details_of, kinds_for
from motcua.kernel.models import JournalEntry
from motcua.kernel.queries import entries_about
from motcua.organisations.models import Agency

# More acts than any dossier sees; a page never loads without end.
_MOST = 500


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One act: when, what, by whom, where the dossier lay after it, further details; who may read it."""

    at: datetime
    kind: str
    what: str
    who: str
    where: str
    more: tuple[str, ...]
    audience: Audience


def timeline_of(dossier: Dossier, *, audience: Audience) -> list[TimelineEntry]:
    """The acts that the audience may read, the oldest first; three queries.

    Basis: NĐ 224/2026 art. 15(1g): which agency and person receives and resolves, and when.
    """
    entries = entries_about(SUBJECT, str(dossier.pk)).filter(kind__in=sorted(kinds_for(audience)))
    rows = list(entries[:_MOST])
    people, agencies = _people(row.actor for row in rows), _agencies(rows)
    return [
        TimelineEntry(
            at=row.at,
            kind=row.kind,
            what=WORDS[row.kind],
            who=people.get(row.actor, "Hệ thống"),
            where=agencies.get(str(row.payload.get("at_agency", "")), ""),
            more=details_of(row.payload, audience=audience),
            audience=AUDIENCE[row.kind],
        )
        for row in rows
    ]


def messages_of(dossier: Dossier, *, audience: Audience) -> QuerySet[Message]:
    """The messages that the audience may read, the oldest first, with who wrote them."""
    rows = Message.objects.filter(dossier=dossier).select_related("person", "file").order_by("at", "id")
    return rows if audience is Audience.STAFF else rows.filter(audience=Audience.APPLICANT)


def _people(actors: Iterable[str]) -> dict[str, str]:
    ids = {actor.removeprefix("person:") for actor in actors if actor.startswith("person:")}
    rows = Person.objects.filter(pk__in=ids).values_list("pk", "full_name")
    return {f"person:{pk}": name for pk, name in rows}


def _agencies(rows: Iterable[JournalEntry]) -> dict[str, str]:
    ids = {UUID(found) for row in rows if (found := row.payload.get("at_agency"))}
    return {str(pk): name for pk, name in Agency.objects.filter(pk__in=ids).values_list("pk", "name")}
