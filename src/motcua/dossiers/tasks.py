"""What this room does by itself."""

from __future__ import annotations

from datetime import datetime, timedelta

from motcua.dossiers.actions.ending import run_out_unanswered
from motcua.dossiers.actions.old_drafts import (
    discard_old_drafts,
    tell_of_changed_procedures,
    tell_of_old_drafts,
)
from motcua.dossiers.actions.paid import go_on_with_paid
from motcua.dossiers.actions.reminding import remind_of_terms
from motcua.jobs.rules.work import every


@every(timedelta(hours=1))
def remind(at: datetime) -> None:
    """People hear of terms that come near or have passed."""
    remind_of_terms(at=at)


@every(timedelta(hours=1))
def run_out(at: datetime) -> None:
    """Dossiers whose applicants did not answer in time are stopped."""
    run_out_unanswered(at=at)


@every(timedelta(minutes=5))
def go_on_when_paid(at: datetime) -> None:
    """Dossiers that wait for money although all is paid go on."""
    go_on_with_paid(at=at)


@every(timedelta(hours=1))
def look_after_drafts(at: datetime) -> None:
    """People hear of drafts whose procedure changed or that will go; those that nobody touched for long go."""
    tell_of_changed_procedures(at=at)
    tell_of_old_drafts(at=at)
    discard_old_drafts(at=at)
