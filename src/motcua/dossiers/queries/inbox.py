"""What waits for a person: groups by the clock, filters, pages by key.

Whose turn it is: a dossier that the person holds, or one that nobody holds yet at a step whose role the person has
where it lies. Everything starts from what the person may see.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from motcua.accounts.enums import Role
from motcua.dossiers.enums import DeliveryStatus, Status, Waiting
from motcua.dossiers.queries.listing import (
    OPEN_WORDS,
    Condition,
    Listed,
    Narrowing,
    asked,
    listed,
    visible_of_few,
)
from motcua.dossiers.queries.visible import Reach
from motcua.dossiers.rules.moves import IN_PROCESS, WAITS_FOR_APPLICANT
from motcua.kernel.clock import VIETNAM, local_day


@dataclass(frozen=True, slots=True)
class Moments:
    """The instants that part the groups. `soon_until` is counted in working days by the caller."""

    at: datetime
    soon_until: datetime

    @property
    def today(self) -> datetime:
        """When this day began, in Vietnam."""
        return datetime.combine(local_day(self.at), time(0), tzinfo=VIETNAM)

    @property
    def tomorrow(self) -> datetime:
        """When the next day begins."""
        return self.today + timedelta(days=1)


def _among(statuses: frozenset[Status]) -> str:
    return "d.status IN (" + ", ".join(f"'{status.value}'" for status in sorted(statuses)) + ")"


# Dossiers in process past their due instant. What was received today is never late today.
LATE = f"({_among(IN_PROCESS - WAITS_FOR_APPLICANT)} AND d.due_at < %(at)s AND d.received_at < %(today)s)"
_WAITS = _among(WAITS_FOR_APPLICANT)
_GROUP = f"""
    CASE WHEN {_WAITS} THEN '{Waiting.APPLICANT.value}'
         WHEN d.status = '{Status.REGISTERED.value}'
              OR (d.status = '{Status.RECEIVED.value}' AND d.started_at IS NULL) THEN '{Waiting.TO_RECEIVE.value}'
         WHEN d.status = '{Status.CORRECTING.value}' THEN '{Waiting.CORRECTING.value}'
         WHEN {LATE} THEN '{Waiting.OVERDUE.value}'
         WHEN d.due_at < %(tomorrow)s THEN '{Waiting.TODAY.value}'
         WHEN d.due_at <= %(soon)s THEN '{Waiting.SOON.value}'
         ELSE '{Waiting.LATER.value}' END
"""
_CONSULTED = f"""
    {OPEN_WORDS} AND d.id IN (
        SELECT c.dossier_id FROM dossiers_consultation c WHERE c.answered_at IS NULL AND c.closed_at IS NULL
        AND (c.person_id = %(me)s OR (c.person_id IS NULL AND c.agency_id = ANY(%(works)s::uuid[]))))
"""
_CHOICES = """
    WITH waiting AS (SELECT d.* FROM dossiers_dossier d WHERE {words})
    SELECT DISTINCT 'procedure', d.procedure_id::text, p.code || ' ' || v.name FROM waiting d
        JOIN catalogue_procedure p ON p.id = d.procedure_id
        JOIN catalogue_procedureversion v ON v.id = d.version_id
    UNION ALL SELECT DISTINCT 'step', d.step_key, d.step_name FROM waiting d WHERE d.step_key <> ''
    UNION ALL SELECT DISTINCT 'agency', d.holder_agency_id::text, a.short_name FROM waiting d
        JOIN organisations_agency a ON a.id = d.holder_agency_id
    UNION ALL SELECT DISTINCT 'officer', d.holder_id::text, o.full_name FROM waiting d
        JOIN accounts_person o ON o.id = d.holder_id
"""
_NAMES = ("procedure", "step", "agency", "officer")


@dataclass(frozen=True, slots=True)
class Inbox:
    """One person's inbox at a moment, narrowed or not."""

    reach: Reach
    moments: Moments
    narrowing: Narrowing = field(default_factory=Narrowing)

    def page(
        self, group: Waiting | None, *, after: tuple[datetime, UUID] | None = None, size: int = 50
    ) -> list[Listed]:
        """Up to `size` + 1 dossiers of a group by their due instant (by lodging where there is none), following the
        key `after`; one query. None is all on which the office itself must act now. One more than asked for tells
        that there is a next page."""
        condition = self.narrowing.of(self._of(group))
        if after is not None:
            key = "(coalesce(d.due_at, d.submitted_at), d.id) > (%(after)s, %(last)s)"
            condition = condition.also(key, after=after[0], last=after[1])
        return listed(condition, order="sorted_by, d.id", most=size + 1)

    def counts(self) -> dict[Waiting, int]:
        """How many dossiers are in each group; one query."""
        waiting = self.narrowing.of(self._waiting())
        parts = [f"SELECT {_GROUP}, count(*) FROM dossiers_dossier d WHERE {waiting.words} GROUP BY 1"]
        values = dict(waiting.values)
        for group in (Waiting.TO_RETURN, Waiting.CONSULTED, Waiting.RED):
            some = self.narrowing.of(self._of(group))
            parts.append(f"SELECT '{group.value}', count(*) FROM dossiers_dossier d WHERE {some.words}")
            values |= some.values
        found = {Waiting(group): number for group, number in asked(" UNION ALL ".join(parts), values)}
        return {group: found.get(group, 0) for group in Waiting}

    def choices(self) -> dict[str, list[tuple[str, str]]]:
        """What the whole inbox could be narrowed to, as (value, label) under each filter's name; one query."""
        waiting = self._waiting()
        found: dict[str, dict[str, str]] = {name: {} for name in _NAMES}
        for name, value, label in asked(_CHOICES.format(words=waiting.words), waiting.values):
            found[name][value] = label
        return {name: sorted(some.items(), key=lambda one: one[1]) for name, some in found.items()}

    def _of(self, group: Waiting | None) -> Condition:
        special = {
            Waiting.TO_RETURN: self._to_return,
            Waiting.CONSULTED: self._consulted,
            Waiting.RED: self._red,
        }
        if group in special:
            return special[group]()
        if group is None:
            return self._waiting().also(f"NOT {_WAITS}")
        return self._waiting().also(f"{_GROUP} = %(group)s", group=group.value)

    def _waiting(self) -> Condition:
        """The open dossiers whose next act is this person's."""
        turn, values = "d.holder_id = %(me)s", dict[str, Any]()
        roles: Mapping[Role, frozenset[UUID]] = self.reach.by_role
        for number, (role, agencies) in enumerate(sorted(roles.items())):
            places, name = f"places{number}", f"role{number}"
            turn += (
                f" OR (d.holder_id IS NULL AND d.step_role = %({name})s"
                f" AND d.holder_agency_id = ANY(%({places})s::uuid[]))"
            )
            values |= {places: sorted(agencies), name: role.value}
        if counters := self.reach.at(Role.RECEPTION_OFFICER):
            turn += " OR (d.holder_id IS NULL AND d.step_role = '' AND d.reception_id = ANY(%(counters)s::uuid[]))"
            values["counters"] = counters
        return self._visible().also(f"{OPEN_WORDS} AND ({turn})", **values)

    def _to_return(self) -> Condition:
        """Dossiers whose result waits at a counter of the person's."""
        words = (
            f"d.status = '{Status.RESOLVED.value}' AND d.delivery = '{DeliveryStatus.READY.value}'"
            " AND d.reception_id = ANY(%(desks)s::uuid[])"
        )
        return self._visible().also(words, desks=self.reach.at(Role.RECEPTION_OFFICER))

    def _consulted(self) -> Condition:
        """Open dossiers on which the person, or a body where they work on dossiers, was asked and has not answered."""
        return self._visible().also(_CONSULTED, works=self.reach.at(Role.HANDLER, Role.HEAD))

    def _red(self) -> Condition:
        """For heads: late dossiers of their bodies without an apology that covers the lateness.

        Basis: NĐ 61/2018 art. 19(9); an apology that went with an extension covers only the time before it.
        """
        words = (
            f"{OPEN_WORDS} AND {LATE} AND d.competent_id = ANY(%(headed)s::uuid[])"
            " AND (d.apologised_at IS NULL OR d.apologised_at <= d.extended_at)"
        )
        return self._visible().also(words, headed=self.reach.at(Role.HEAD))

    def _visible(self) -> Condition:
        found = visible_of_few(self.reach)
        moments = self.moments
        instants = {
            "at": moments.at,
            "today": moments.today,
            "tomorrow": moments.tomorrow,
            "soon": moments.soon_until,
        }
        return Condition(found.words, {**found.values, **instants, "me": self.reach.person.pk})
