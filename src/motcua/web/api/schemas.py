"""The shapes of what the API answers."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Generic, TypeVar

from ninja import Schema
from pydantic import Field

PageSize = Annotated[int, Field(ge=1, le=200)]
Year = Annotated[int, Field(ge=2000, le=2100)]
Item = TypeVar("Item")


class Page(Schema, Generic[Item]):
    """One page of a list; `next` is the key to pass as `after`, or null at the end."""

    items: list[Item]
    next: str | None


class RefusalOut(Schema):
    code: str
    message: str


class Refusal(Schema):
    """Why there is no answer: `code` for machines, `message` for people."""

    refused: RefusalOut


class ProcedureLine(Schema):
    code: str
    name: str
    field: str | None
    levels: list[str]
    kind: str
    in_force_from: date | None


class VersionLine(Schema):
    number: int
    name: str
    decision_number: str
    in_force_from: date | None
    in_force_to: date | None


class ProcedureOut(Schema):
    """A version of a procedure with all its constituents, as they were on the day asked for."""

    code: str
    kind: str
    old_codes: list[str]
    in_force_from: date | None
    in_force_to: date | None
    content: dict[str, Any]
    versions: list[VersionLine]


class FoundLine(Schema):
    rank: int
    code: str
    name: str
    why: str
    score: float


class SearchOut(Schema):
    query: str
    understood: str
    results: list[FoundLine]


class AgencyLine(Schema):
    code: str
    name: str
    short_name: str
    kind: str
    level: str
    held_from: date | None
    held_to: date | None


class AgencyOut(AgencyLine):
    address: str
    phone: str
    email: str
    area: str | None
    superior: str | None
    predecessors: list[str]
    successors: list[str]


class AreaLine(Schema):
    code: str
    name: str
    level: str
    parent: str | None
    in_force_from: date | None
    in_force_to: date | None


class CompetenceOut(Schema):
    procedure: str
    area: str
    on: date
    agency_code: str
    agency_name: str
    source: str
    document: str


class StepOut(Schema):
    day: date
    weekday: str
    counts: bool
    count: float
    reason: str
    basis: str
    hours: str
    stage: str


class DeadlineOut(Schema):
    """`due_at` is null when the limit sets no date. `steps` tell for each day whether it counted, and why."""

    due_at: datetime | None
    due_on: date | None
    counted_from: date
    limit: str
    calendar: str
    warnings: list[str]
    steps: list[StepOut]


class CalendarDay(Schema):
    day: date
    kind: str
    name: str
    basis: str
    certainty: str


class DossierStage(Schema):
    """How far a dossier has come: in words, and as the national portal counts statuses."""

    code: str
    stage: str
    national_code: Annotated[int, Field(ge=1, le=10)]
    is_ended: bool


class MeasureOut(Schema):
    """What a measure is: what is counted above the line and below it, on which basis, since when."""

    code: str
    name: str
    unit: str
    basis: str
    better: str
    has_data: bool
    missing: str | None
    excludes: str | None
    note: str | None
    numerator: list[str]
    denominator: list[str]
    by: list[str]
    in_force_from: date
    in_force_to: date | None


class WindowOut(Schema):
    """First and last day, both inside."""

    from_: date = Field(alias="from")
    to: date | None
    name: str


class FigureOut(Schema):
    """`value` is null when nothing arose of which a share could be taken, or when no facts are kept."""

    numerator: int | None
    denominator: int | None
    value: float | None
    says: str | None


class PartOut(FigureOut):
    key: str
    label: str


class MeasuredOut(FigureOut):
    """A measure as counted; `as_of` is when the figures were closed, null for the end of the window; `months`: of what
    ratings move, the whole months that were counted, null for other measures."""

    agency: str | None
    measure: MeasureOut
    window: WindowOut
    as_of: datetime | None
    months: WindowOut | None
    parts: list[PartOut]
