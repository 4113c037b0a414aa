"""Whose dossiers are read, on which day, over which months."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db import connection

from motcua.catalogue.enums import VersionState
from motcua.deadlines.queries import calendar_for_agency
from motcua.deadlines.rules.calendars import Calendar, instant
from motcua.dossiers.queries.board import openings
from motcua.kernel.clock import local_day
from motcua.organisations.models import Agency
from motcua.organisations.queries.agencies import subtree
from motcua.organisations.queries.home import home_jurisdiction
from motcua.reviews.rules.findings.thresholds import threshold


@dataclass(frozen=True)
class Scope:
    """The bodies whose dossiers count (an agency with all below it; None: everything recorded), at a moment."""

    agency_id: UUID | None
    at: datetime

    @property
    def on(self) -> date:
        """The day."""
        return local_day(self.at)

    @cached_property
    def places(self) -> list[UUID] | None:
        """The bodies; None for all."""
        if self.agency_id is None:
            return None
        return list(subtree(self.agency_id, self.on).values_list("pk", flat=True))

    @cached_property
    def jurisdiction(self) -> str:
        """The province whose own records stand before the nation's."""
        return home_jurisdiction()

    @property
    def observed_since(self) -> datetime:
        """From when on dossiers are read for how things go."""
        months = int(threshold("observed_months", on=self.on))
        year, month = divmod(self.on.year * 12 + self.on.month - 1 - months, 12)
        return instant(date(year, month + 1, 1), 0)

    @cached_property
    def calendar(self) -> Calendar:
        """By which working time is counted: the agency's own, or the national one."""
        if self.agency_id is None:
            return calendar_for_agency("")
        return calendar_for_agency(Agency.objects.values_list("code", flat=True).get(pk=self.agency_id))

    def values(self) -> dict[str, Any]:
        """What the statements ask with."""
        return {
            "on": self.on,
            "at": self.at,
            "since": self.observed_since,
            "places": self.places,
            "jurisdiction": self.jurisdiction,
            "promulgated": VersionState.PROMULGATED.value,
        }

    def sessions(self) -> dict[str, list[float]]:
        """The working sessions of the months observed and the year before, for counting working time in SQL."""
        first = self.observed_since.date()
        first = date(first.year - 1, first.month, 1)
        opens, lasts, before = openings(self.calendar, first, self.on)
        return {"opens": opens, "lasts": lasts, "before": before}

    def rows(self, statement: str, **more: Any) -> Sequence[tuple[Any, ...]]:
        """The rows of one statement."""
        return rows_of(statement, {**self.values(), **more})


def rows_of(statement: str, values: dict[str, Any]) -> Sequence[tuple[Any, ...]]:
    """The rows of one statement asked with these values."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found
