"""Looking at personal data is itself an event: who looked, at what, when."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import connection, transaction

from motcua.accounts.models import Person
from motcua.dossiers.models import Dossier, Reading
from motcua.dossiers.policy import is_own, require_read
from motcua.kernel.clock import local_day

# Going back and forth between pages is one look.
ONE_LOOK = timedelta(minutes=10)


def note_reading(*, person: Person, dossier: Dossier, what: str, at: datetime) -> bool:
    """Keep that `person` of the office looked at the dossier's personal data; whether a new row was written.

    At most one row for a person and a dossier in ten minutes, also when pages are asked for at the same time. Who
    reads their own dossier is not noted.

    Basis: rulebook of transparency, NĐ 13/2023 on personal data: access is by need and can be accounted for.

    :raises Refused: "dossier-not-found" for who may not see it.
    """
    require_read(person, dossier, on=local_day(at))
    if is_own(person, dossier):
        return False
    with transaction.atomic():
        _alone(f"reading:{person.pk}:{dossier.pk}")
        lately = Reading.objects.filter(person=person, dossier=dossier, at__gt=at - ONE_LOOK, at__lte=at)
        if lately.exists():
            return False
        Reading.objects.create(person=person, dossier=dossier, what=what[:200], at=at)
    return True


def note_list_reading(*, person: Person, what: str, at: datetime) -> bool:
    """Keep that `person` took out a list with personal data of many, called `what`; whether a new row was written.

    At most one row for a person and a list in ten minutes. Whether they may have the list, the list itself asks.

    Basis: as `note_reading`.
    """
    with transaction.atomic():
        _alone(f"reading:{person.pk}:{what}")
        rows = Reading.objects.filter(person=person, dossier=None, what=what[:200])
        if rows.filter(at__gt=at - ONE_LOOK, at__lte=at).exists():
            return False
        Reading.objects.create(person=person, what=what[:200], at=at)
    return True


def _alone(key: str) -> None:
    """Whoever does the same at the same time waits here until this transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [key])
