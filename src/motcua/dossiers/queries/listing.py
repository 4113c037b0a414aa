"""Lines of lists of dossiers: one statement each, whose conditions the lists put together.

Written out in SQL: lists are asked for all day, and the names come as look-ups beside the row, so that the planner has
one table to think about.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Self
from uuid import UUID

from django.db import connection

from motcua.deadlines.enums import Standing
from motcua.dossiers.enums import DeliveryStatus, Door, Status
from motcua.dossiers.queries.visible import Reach
from motcua.dossiers.rules.moves import OPEN
from motcua.kernel.clock import VIETNAM


@dataclass(frozen=True, slots=True)
class Listed:
    """A dossier as lists show it: no identity number, no telephone. `when` is the instant lists are ordered by."""

    id: UUID
    code: str
    applicant_name: str
    summary: str
    door: Door
    status: Status
    delivery: DeliveryStatus
    standing: Standing | None
    revision: int
    step_name: str
    step_due_at: datetime | None
    submitted_at: datetime
    received_at: datetime | None
    due_at: datetime | None
    is_paused: bool
    when: datetime
    procedure: str
    holder: str
    place: str
    competent_code: str

    @classmethod
    def of(cls, row: Sequence[Any]) -> Self:
        """From a row of LISTED."""
        (id_, code, name, summary, door, status, delivery, standing, *rest) = row
        ended = Standing(standing) if standing else None
        return cls(
            id_, code, name, summary, Door(door), Status(status), DeliveryStatus(delivery), ended, *rest
        )


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition on dossiers `d`, with its values by name. Conditions are joined by names that do not clash."""

    words: str
    values: Mapping[str, Any]

    def also(self, words: str, /, **values: Any) -> Condition:
        """This and another one."""
        return Condition(f"{self.words} AND {words}", {**self.values, **values})


@dataclass(frozen=True, slots=True)
class Narrowing:
    """By what a list is narrowed; None or "" leaves it wide. The period is of lodging, its last day included."""

    procedure_id: UUID | None = None
    agency_id: UUID | None = None
    officer_id: UUID | None = None
    step: str = ""
    door: Door | None = None
    status: Status | None = None
    first: date | None = None
    last: date | None = None

    @property
    def is_wide(self) -> bool:
        """Whether nothing is narrowed."""
        return self == Narrowing()

    def of(self, condition: Condition) -> Condition:
        """The condition, narrowed."""
        asked: dict[str, tuple[str, Any]] = {
            "procedure": ("d.procedure_id = %(procedure)s", self.procedure_id),
            "place": ("d.holder_agency_id = %(place)s", self.agency_id),
            "officer": ("d.holder_id = %(officer)s", self.officer_id),
            "step": ("d.step_key = %(step)s", self.step),
            "door": ("d.door = %(door)s", self.door and self.door.value),
            "state": ("d.status = %(state)s", self.status and self.status.value),
            "since": ("d.submitted_at >= %(since)s", _beginning(self.first)),
            "until": ("d.submitted_at < %(until)s", _beginning(self.last, days=1)),
        }
        for name, (words, value) in asked.items():
            if value:
                condition = condition.also(words, **{name: value})
        return condition


# The names are looked up for the lines shown, not joined for all that might be.
LISTED = """
    SELECT d.id, d.code, d.applicant_name, d.summary, d.door, d.status, d.delivery, d.standing, d.revision,
           d.step_name, d.step_due_at, d.submitted_at, d.received_at, d.due_at, d.paused_since IS NOT NULL,
           coalesce(d.due_at, d.submitted_at) AS sorted_by,
           (SELECT v.name FROM catalogue_procedureversion v WHERE v.id = d.version_id),
           coalesce((SELECT p.full_name FROM accounts_person p WHERE p.id = d.holder_id), ''),
           coalesce((SELECT a.short_name FROM organisations_agency a WHERE a.id = d.holder_agency_id), ''),
           (SELECT a.code FROM organisations_agency a WHERE a.id = d.competent_id)
    FROM dossiers_dossier d
"""
_VISIBLE = "d.involved && %(reads)s::uuid[]"
# The words of the partial indexes of open dossiers, so that the planner sees that they serve.
OPEN_WORDS = "d.status IN (" + ", ".join(f"'{status.value}'" for status in sorted(OPEN)) + ")"


def visible(reach: Reach) -> Condition:
    """The office's part of `dossiers_visible_to`, for statements that are written out: dossiers in which an agency
    has part whose dossiers the person reads. A person's own are followed at the portal, not worked on at the desk."""
    return Condition(_VISIBLE, {"reads": reach.reads})


def visible_of_few(reach: Reach) -> Condition:
    """The same as a check of the rows that other conditions find: asked so, no index lists everything that an
    office ever had for the few that wait now."""
    return Condition(f"({_VISIBLE}) IS TRUE", {"reads": reach.reads})


def listed(condition: Condition, *, order: str, most: int) -> list[Listed]:
    """Up to `most` dossiers for which the condition holds, in the given order; one query."""
    statement = f"{LISTED} WHERE {condition.words} ORDER BY {order} LIMIT %(most)s"
    return [Listed.of(row) for row in asked(statement, {**condition.values, "most": most})]


def asked(statement: str, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    """The rows of one statement."""
    with connection.cursor() as cursor:
        cursor.execute(statement, dict(values))
        return list(cursor.fetchall())


def _beginning(day: date | None, *, days: int = 0) -> datetime | None:
    return datetime.combine(day + timedelta(days=days), time(0), tzinfo=VIETNAM) if day else None
