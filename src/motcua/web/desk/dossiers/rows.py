"""A line of a list of dossiers: its clock first, in a colour and in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from motcua.deadlines.enums import Standing
from motcua.deadlines.rules.calendars import Calendar
from motcua.dossiers.enums import Status
from motcua.dossiers.models import Dossier
from motcua.dossiers.queries.clocks import calendars_of
from motcua.dossiers.rules.face import Face, face
from motcua.dossiers.rules.moves import ENDED

_ENDED = ENDED | {Status.RESOLVED, Status.CORRECTING}


@dataclass(frozen=True, slots=True)
class Row:
    """A dossier as a list shows it. `kind` is the badge of its clock."""

    dossier: Dossier
    face: Face
    kind: str
    is_step_late: bool


def rows_of(dossiers: Sequence[Dossier], *, at: datetime) -> list[Row]:
    """The dossiers with their clocks as they read at the moment; each on the calendar of its competent agency."""
    calendars = calendars_of({dossier.competent.code for dossier in dossiers})
    return [
        _row(dossier, face_of(dossier, calendars[dossier.competent.code], at), at) for dossier in dossiers
    ]


def face_of(dossier: Dossier, calendar: Calendar, at: datetime) -> Face:
    """How the dossier's clock reads at the moment."""
    status = Status(dossier.status)
    finished = Standing(dossier.standing) if status in _ENDED and dossier.standing else None
    return face(
        calendar=calendar,
        status=status,
        due_at=dossier.due_at,
        received_at=dossier.received_at,
        at=at,
        finished=finished,
    )


def badge_of(face: Face) -> str:
    """The colour of a clock: red is late, amber near, green in time; without one where nothing runs."""
    if face.is_late:
        return "red"
    if face.is_near:
        return "amber"
    return "green" if face.standing in {Standing.IN_TIME, Standing.EARLY, Standing.ON_TIME} else "outline"


def _row(dossier: Dossier, face: Face, at: datetime) -> Row:
    is_open = Status(dossier.status) not in _ENDED and dossier.paused_since is None
    is_step_late = (
        is_open and dossier.step_due_at is not None and dossier.step_due_at < at and not face.is_late
    )
    return Row(dossier, face, badge_of(face), is_step_late)
