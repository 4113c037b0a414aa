"""The general processes that come with the program: every matter has one to follow from the first day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from motcua.kernel.actions import Fact, record
from motcua.kernel.clock import local_day
from motcua.kernel.models import LoadedData
from motcua.workflow.actions.versions import name_process, write_version
from motcua.workflow.enums import ProcessState
from motcua.workflow.models import Process, ProcessVersion
from motcua.workflow.rules.processes import ProcessContent

DATA_NAME = "processes"


@transaction.atomic
def load_shipped(*, contents: Sequence[ProcessContent], digest: str, at: datetime) -> bool:
    """Put the shipped processes in force; whether anything was done.

    The first version holds for all time, so that no dossier is without a process. A later edition of the program
    publishes its own next version from the day, unless an officer has made the process theirs.
    """
    with connection.cursor() as cursor:  # two first starts at once: the second waits and finds it done
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('motcua:processes'))")
    if LoadedData.objects.filter(name=DATA_NAME, digest=digest).exists():
        return False
    for content in contents:
        _put_in_force(content, at)
    LoadedData.objects.update_or_create(name=DATA_NAME, defaults={"digest": digest, "at": at})
    return True


def _put_in_force(content: ProcessContent, at: datetime) -> None:
    process = Process.objects.filter(matter="", agency=None, is_express=content.is_express).first()
    today = local_day(at)
    begins = None
    if process is None:
        process = Process(is_express=content.is_express)
        name_process(process, content.name)
        process.save(force_insert=True)
    elif _is_theirs(process):
        return
    else:
        begins = today
        _end_last(process, today)
    version = write_version(process=process, content=content, prepared_by=None, at=at, on=today)
    version.state, version.in_force, version.published_at = (
        ProcessState.PUBLISHED,
        DateRange(begins, None),
        at,
    )
    version.save()
    payload = {
        "version": version.pk,
        "version_number": version.number,
        "from_on": begins,
        "name": content.name,
    }
    record(fact=Fact("ProcessPublished", "process", str(process.pk), payload), actor="system", at=at)


def _is_theirs(process: Process) -> bool:
    published = ProcessVersion.objects.filter(process=process).exclude(state=ProcessState.DRAFT)
    return published.filter(prepared_by__isnull=False).exists()


def _end_last(process: Process, day: date) -> None:
    """End the shipped version in force; one that began this very day never was."""
    last = ProcessVersion.objects.filter(process=process, state=ProcessState.PUBLISHED).latest("number")
    assert last.in_force is not None
    if last.in_force.lower == day:
        last.state, last.in_force = ProcessState.RETIRED, None
    else:
        last.in_force = DateRange(last.in_force.lower, day)
    last.save(update_fields=["state", "in_force"])
