"""Questions about background work."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db.models import F, Q, QuerySet

from motcua.accounts.models import Person
from motcua.jobs.models import Job, PeriodicWork
from motcua.jobs.rules.work import RUN_LOST
from motcua.kernel.refusals import Refused


def jobs_visible_to(person: Person) -> QuerySet[Job]:
    """The jobs that `person` asked for, the latest first: nobody sees those of others."""
    return Job.objects.filter(person=person).order_by("-queued_at", "-id")


def get_job(person: Person, job_id: UUID) -> Job:
    """One of the jobs that `person` asked for.

    :raises Refused: "job-not-found".
    """
    job = jobs_visible_to(person).filter(pk=job_id).first()
    if job is None:
        raise Refused("job-not-found", "Không tìm thấy việc này trong các việc bạn đã giao cho máy.")
    return job


def resting_works(names: Collection[str], at: datetime) -> set[str]:
    """Those of the periodic works that are not due; one query, so that a worker may ask every second."""
    lost = Q(started_at__lte=at - RUN_LOST) & (Q(finished_at=None) | Q(finished_at__lt=F("started_at")))
    rows = PeriodicWork.objects.filter(pk__in=names, next_at__gt=at)
    return set(rows.exclude(lost).values_list("pk", flat=True))


def periodic_failures() -> list[PeriodicWork]:
    """The periodic works in use whose last run went wrong."""
    return list(PeriodicWork.objects.filter(~Q(error=""), pk__in=settings.PERIODIC_WORK).order_by("pk"))
