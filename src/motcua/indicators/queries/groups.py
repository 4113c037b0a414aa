"""Dossiers sorted as dashboards sort them: open ones by the clock and by who has them, late ones by the step at which
the promise passed and by cause. A group counts what its list shows: both are one condition over the same facts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from motcua.accounts.models import Person
from motcua.dossiers.models import Dossier
from motcua.dossiers.queries.visible import dossiers_visible_to
from motcua.indicators.enums import Cause, Clock, Grouping, Source, Tally
from motcua.indicators.queries.facts import ASKED, FACTS
from motcua.indicators.queries.windows import Asked, values_of

_DOSSIERS = FACTS[Source.DOSSIERS]
_LATE = f"(({_DOSSIERS.tallies[Tally.RESOLVED_LATE]}) OR ({_DOSSIERS.tallies[Tally.PENDING_LATE]}))"
_OPEN = "(d.finished_at IS NULL OR d.finished_at >= a.until)"
_DUE = "coalesce(d.due_at, d.due_at_first)"
_WAITS = """
    EXISTS (SELECT 1 FROM dossiers_pause p WHERE p.dossier_id = d.id AND lower(p.lasted) < a.until
            AND (upper_inf(p.lasted) OR upper(p.lasted) >= a.until))
"""
# What is near ends within so many working days: the caller counts them on a calendar.
_CLOCK = f"""
    CASE WHEN {_DOSSIERS.tallies[Tally.PENDING_LATE]} THEN '{Clock.OVERDUE}'
         WHEN {_WAITS} THEN '{Clock.WAITING}'
         WHEN d.due_at IS NULL THEN '{Clock.NO_TERM}'
         WHEN d.due_at < a.today_at + interval '1 day' THEN '{Clock.TODAY}'
         WHEN d.due_at <= (SELECT until FROM soon) THEN '{Clock.SOON}'
         ELSE '{Clock.LATER}' END
"""
# Where the dossier was when its promise passed: late are not the steps after it.
_STEP = f"""
    coalesce((SELECT s.step_name FROM dossiers_passage s
              WHERE s.dossier_id = d.id AND s.entered_at <= {_DUE} AND (s.left_at IS NULL OR s.left_at > {_DUE})
              ORDER BY s.number DESC LIMIT 1), '')
"""
# The first that is true: another body's delay goes before one's own.
_CAUSE = f"""
    CASE WHEN EXISTS (SELECT 1 FROM dossiers_consultation c WHERE c.dossier_id = d.id AND c.due_at < a.until
                      AND c.due_at < coalesce(c.answered_at, c.closed_at, a.until)) THEN '{Cause.CONSULTED}'
         WHEN EXISTS (SELECT 1 FROM dossiers_leg l WHERE l.dossier_id = d.id AND l.agency_id <> d.competent_id
                      AND l.due_at < a.until AND l.due_at < coalesce(l.finished_at, a.until)) THEN '{Cause.LEG}'
         WHEN d.extended_at < a.until THEN '{Cause.EXTENDED}'
         WHEN EXISTS (SELECT 1 FROM dossiers_pause p WHERE p.dossier_id = d.id AND p.reason = 'payment'
                      AND lower(p.lasted) < a.until) THEN '{Cause.PAYMENT}'
         WHEN EXISTS (SELECT 1 FROM dossiers_supplementrequest r WHERE r.dossier_id = d.id
                      AND r.stage = 'appraisal' AND r.requested_at < a.until) THEN '{Cause.SUPPLEMENT}'
         ELSE '{Cause.OWN}' END
"""


@dataclass(frozen=True, slots=True)
class _Sorted:
    """Which dossiers are sorted, and the key of each, as text."""

    among: str
    key: str


_SORTED: Mapping[Grouping, _Sorted] = {
    Grouping.CLOCK: _Sorted(_OPEN, _CLOCK),
    Grouping.HOLDER: _Sorted(_OPEN, "coalesce(d.holder_id::text, '')"),
    Grouping.STEP: _Sorted(_LATE, _STEP),
    Grouping.CAUSE: _Sorted(_LATE, _CAUSE),
}


@dataclass(frozen=True, slots=True)
class Group:
    """So many dossiers under one key; `label` is for people, "" where there is nothing to name."""

    key: str
    label: str
    number: int


def groups_of(grouping: Grouping, asked: Asked, *, soon: datetime) -> list[Group]:
    """The groups with how many dossiers each has: clocks and causes in their order and all of them, others the
    largest first. `soon` is the instant up to which a due date is near. One statement, two for names of people."""
    how = _SORTED[grouping]
    statement = (
        f"{ASKED}, soon AS (SELECT %s::timestamptz AS until) SELECT {how.key} AS key, count(*)"
        f" FROM {_DOSSIERS.rows} WHERE {_DOSSIERS.in_place} AND {how.among} GROUP BY 1 ORDER BY 2 DESC, 1"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [*values_of([asked]), soon])
        counted = dict(cursor.fetchall())
    words = _FIXED.get(grouping)
    if words is not None:
        return [Group(word.value, word.label, counted.get(word.value, 0)) for word in words]
    names = _names(counted) if grouping is Grouping.HOLDER else {key: key for key in counted}
    return [Group(key, names.get(key, ""), number) for key, number in counted.items()]


def dossiers_in(
    grouping: Grouping, key: str, asked: Asked, *, soon: datetime, person: Person, on: date
) -> QuerySet[Dossier]:
    """The dossiers of one group, those that `person` may see on the day."""
    how = _SORTED[grouping]
    statement = (
        f"{ASKED}, soon AS (SELECT %s::timestamptz AS until) SELECT d.id FROM {_DOSSIERS.rows}"
        f" WHERE {_DOSSIERS.in_place} AND {how.among} AND {how.key} = %s"
    )
    values: list[Any] = [*values_of([asked]), soon, key]
    return dossiers_visible_to(person, on).filter(pk__in=RawSQL(statement, values))  # noqa: S611 - our own text


def name_of_group(grouping: Grouping, key: str) -> str:
    """What a group is called."""
    words = _FIXED.get(grouping)
    if words is not None:
        return next((word.label for word in words if word.value == key), "")
    return _names({key: 0}).get(key, "") if grouping is Grouping.HOLDER else key


def _names(keys: Mapping[str, int]) -> dict[str, str]:
    found = Person.objects.filter(pk__in=[key for key in keys if len(key) == _UUID])
    return {str(pk): name for pk, name in found.values_list("pk", "full_name")}


_UUID = 36
_FIXED: Mapping[Grouping, Sequence[Clock] | Sequence[Cause]] = {
    Grouping.CLOCK: tuple(Clock),
    Grouping.CAUSE: tuple(Cause),
}
