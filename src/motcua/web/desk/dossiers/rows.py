"""A line of a list of dossiers: its clock first, in a colour and in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from motcua.deadlines.enums import Standing
from motcua.deadlines.rules.calendars import Calendar
from motcua.dossiers.enums import ClockState, Status
from motcua.dossiers.models import Dossier
from motcua.dossiers.queries.clocks import calendars_of
from motcua.dossiers.queries.listing import Listed
from motcua.dossiers.rules.face import Face, face
from motcua.dossiers.rules.moves import CLOCKS


@dataclass(frozen=True, slots=True)
class Row:
    """A dossier as a list shows it. `kind` is the badge of its clock."""

    dossier: Listed
    face: Face
    kind: str
    is_step_late: bool


def rows_of(dossiers: Sequence[Listed], *, at: datetime) -> list[Row]:
    """The dossiers with their clocks as they read at the moment; each on the calendar of its competent agency."""
    calendars = calendars_of({dossier.competent_code for dossier in dossiers})
    return [_row(dossier, calendars[dossier.competent_code], at) for dossier in dossiers]


def face_of_dossier(dossier: Dossier, calendar: Calendar, at: datetime) -> Face:
    """How a dossier's clock reads at the moment."""
    return face(
        calendar=calendar,
        status=Status(dossier.status),
        due_at=dossier.due_at,
        received_at=dossier.received_at,
        at=at,
        finished=_finished(Status(dossier.status), dossier.standing),
    )


def badge_of(face: Face) -> str:
    """The colour of a clock: red is late, amber near, green in time; without one where nothing runs."""
    if face.is_late:
        return "red"
    if face.is_near:
        return "amber"
    return "green" if face.standing in {Standing.IN_TIME, Standing.EARLY, Standing.ON_TIME} else "outline"


def _row(dossier: Listed, calendar: Calendar, at: datetime) -> Row:
    shown = face(
        calendar=calendar,
        status=dossier.status,
        due_at=dossier.due_at,
        received_at=dossier.received_at,
        at=at,
        finished=_finished(dossier.status, dossier.standing or ""),
    )
    runs = shown.standing in {Standing.IN_TIME, Standing.DUE_TODAY}
    is_step_late = runs and dossier.step_due_at is not None and dossier.step_due_at < at
    return Row(dossier, shown, badge_of(shown), is_step_late)


def _finished(status: Status, standing: str) -> Standing | None:
    """How it ended, for one whose time no longer runs."""
    return Standing(standing) if standing and CLOCKS[status] is ClockState.STOPPED else None
