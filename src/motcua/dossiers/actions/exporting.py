"""Long exports, made in the background for who asked and may read the dossiers."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from motcua.accounts.enums import Capability
from motcua.accounts.models import Person
from motcua.documents.printing import write_register
from motcua.dossiers.queries.register import Register, register_for
from motcua.jobs.actions.background import Progress, queue_job
from motcua.jobs.models import Job
from motcua.jobs.rules.work import needs, restartable
from motcua.kernel.actions import Fact, record
from motcua.kernel.clock import local_day
from motcua.kernel.refusals import Refused

REGISTER_JOB = "dossier_register"


@transaction.atomic
def ask_for_register(*, register: Register, by: Person, at: datetime) -> Job:
    """Let the register be written as a workbook in the background. The journal says who asked for whose, and for
    which days.

    :raises Refused: "read-dossiers-not-allowed".
    """
    register_for(  # asks who may
        by,
        agency_id=register.agency.pk,
        first_day=register.first_day,
        last_day=register.last_day,
        on=local_day(at),
    )
    days = {"first_day": register.first_day.isoformat(), "last_day": register.last_day.isoformat()}
    job = queue_job(
        kind=REGISTER_JOB,
        title=f"Sổ theo dõi hồ sơ {register.agency.name}, {register.first_day:%d/%m/%Y}–{register.last_day:%d/%m/%Y}",
        payload={"agency": str(register.agency.pk), **days},
        by=by,
        at=at,
    )
    fact = Fact("RegisterAsked", "agency", str(register.agency.pk), days)
    record(fact=fact, actor=by.actor, at=at)
    return job


@restartable
@needs(Capability.READ_DOSSIERS)
def write_register_file(progress: Progress, at: datetime) -> None:
    """The job itself: the workbook of the register that was asked for, its rows counted before and after.

    :raises Refused: as `register_for` when the asker may no longer read it, "register-incomplete".
    """
    asked = progress.payload
    if progress.person is None or not progress.person.is_active:
        raise Refused("read-dossiers-not-allowed", "Người xin sổ này không còn dùng hệ thống.")
    register = register_for(
        progress.person,
        agency_id=UUID(asked["agency"]),
        first_day=date.fromisoformat(asked["first_day"]),
        last_day=date.fromisoformat(asked["last_day"]),
        on=local_day(at),
    )
    name = f"so-theo-doi-{register.agency.code}-{register.first_day:%Y%m%d}-{register.last_day:%Y%m%d}.xlsx"
    expected = register.count()
    with progress.result(name) as stream:
        rows = progress.counted(register.rows(), expected)
        written = write_register(stream, register.head(at), rows, expected=expected)
    progress.message = f"{written} hồ sơ."
