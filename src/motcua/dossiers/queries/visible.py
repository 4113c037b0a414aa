"""Which dossiers a person may see: the beginning of every list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from motcua.accounts.enums import Capability
from motcua.accounts.models import Person
from motcua.accounts.queries import RoleReach, agencies_by_role
from motcua.dossiers.models import Dossier, Party
from motcua.dossiers.rules.searching import codes_in


@dataclass(frozen=True, slots=True)
class Reach(RoleReach):
    """The agencies at which a person has part in dossiers on a day."""

    @property
    def reads(self) -> list[UUID]:
        """The agencies whose dossiers the person reads."""
        return self.able(Capability.READ_DOSSIERS)


def reach_of(person: Person, on: date) -> Reach:
    """Where `person` reaches on the day; one query."""
    return Reach(person, on, agencies_by_role(person, on))


def dossiers_visible_to(person: Person, on: date, *, reach: Reach | None = None) -> QuerySet[Dossier]:
    """The dossiers that `person` may see on the day: their own, and those in which an agency has part whose
    dossiers they read. `reach`, where it was asked for already, spares its query. Without the search words."""
    reads = (reach or reach_of(person, on)).reads
    own = Q(submitted_by=person) | Q(pk__in=Party.objects.filter(person=person).values("dossier"))
    seen = own | Q(involved__overlap=reads) if reads else own
    return Dossier.objects.filter(seen).defer("words", "search_text", "answers")


def find_visible(code: str, person: Person, on: date) -> Dossier | None:
    """The dossier with this code (ours, else its outside one) among those that `person` may see; None otherwise."""
    wanted = {code.strip(), code.strip().upper()} - {""}
    if not wanted:
        return None
    rows = dossiers_visible_to(person, on).filter(Q(code__in=wanted) | Q(outside_code__in=wanted))
    found = sorted(rows.order_by("-id")[:5], key=lambda row: row.code not in wanted)
    return found[0] if found else None


def find_scanned(text: str, *, reach: Reach) -> str | None:
    """The code of the one visible dossier that `text` names exactly, typed or read from a code on a paper; None
    when it names none or several. One query, none for text that can be no code."""
    codes = codes_in(text)
    if not codes:
        return None
    rows = dossiers_visible_to(reach.person, reach.on, reach=reach)
    found = rows.filter(Q(code__in=codes) | Q(outside_code__in=codes)).values_list("code", flat=True)[:2]
    return found[0] if len(found) == 1 else None
