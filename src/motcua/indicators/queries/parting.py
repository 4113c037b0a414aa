"""What the parts of a dimension are called, and which are shown although nothing happened there."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db import connection

from motcua.accounts.models import Person
from motcua.catalogue.models import Field, ProcedureVersion
from motcua.dossiers.enums import Door
from motcua.feedback.enums.feedback import Content
from motcua.indicators.enums import Authority, Dimension
from motcua.indicators.queries.facts import ASKED
from motcua.indicators.queries.windows import Asked, values_of
from motcua.organisations.enums import AgencyKind, AgencyLevel
from motcua.reviews.enums import RuleKind

_UNNAMED = "Không rõ"
# Divisions and desks are parts of an agency: shown where something is counted to them, not as agencies with nothing.
_WITHIN = (AgencyKind.DIVISION, AgencyKind.ONE_STOP_DESK, AgencyKind.SERVICE_CENTRE)
_AGENCIES = f"""
    {ASKED}
    SELECT g.id::text, g.name FROM organisations_agency g, asked a
    WHERE g.id = ANY(%s::uuid[])
       OR (g.held @> a.last_day AND g.kind <> ALL(%s) AND (a.n, g.id) IN (SELECT n, id FROM below))
    ORDER BY g.sort_key, g.id
"""


def labels_of(by: Dimension, *, keys: Collection[str], asked: Asked) -> list[tuple[str, str]]:
    """Key and name of each part, in the order in which they are shown; one query at most.

    Agencies below the one asked for, levels, channels and groups stand there also with nothing; fields, procedures and
    officers only where something was counted.
    """
    if by is Dimension.AGENCY:
        return _agencies(keys, asked)
    if by is Dimension.CHANNEL:
        return [(door.value, door.label) for door in Door]
    if by is Dimension.LEVEL:
        return [(level.value, level.label) for level in AgencyLevel]
    if by is Dimension.CONTENT:
        return [*((each.value, each.label) for each in Content), ("", _UNNAMED)]
    if by is Dimension.RULE:
        return [(kind.value, kind.label) for kind in RuleKind]
    if by is Dimension.AUTHORITY:
        return [(group.value, group.label) for group in Authority]
    return _named(by, keys)


def _agencies(keys: Collection[str], asked: Asked) -> list[tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(_AGENCIES, [*values_of([asked]), sorted(keys), [kind.value for kind in _WITHIN]])
        return [(key, name) for key, name in cursor.fetchall()]


def _named(by: Dimension, keys: Collection[str]) -> list[tuple[str, str]]:
    known = [key for key in keys if key]
    if by is Dimension.FIELD:
        fields = Field.objects.filter(pk__in=known).order_by("sort_key").values_list("pk", "name")
        found = [(str(pk), name) for pk, name in fields]
    elif by is Dimension.OFFICER:
        people = Person.objects.filter(pk__in=known).order_by("sort_key", "pk").values_list("pk", "full_name")
        found = [(str(pk), name) for pk, name in people]
    else:
        versions = ProcedureVersion.objects.filter(procedure__in=[UUID(key) for key in known])
        latest = versions.order_by("procedure__code", "procedure", "-number")
        names = latest.distinct("procedure__code", "procedure").values_list(
            "procedure", "procedure__code", "name"
        )
        found = [(str(pk), f"{code} {name}") for pk, code, name in names]
    return [*found, ("", _UNNAMED)] if "" in keys else found
