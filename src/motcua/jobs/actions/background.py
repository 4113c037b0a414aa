"""Long jobs: asked for in a transaction, run by a worker after the commit, their progress seen while they run."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import IO, Any, TypeVar
from uuid import UUID

from django.conf import settings
from django.db import OperationalError, connection, transaction
from django.utils.module_loading import import_string

from motcua.accounts.models import Person
from motcua.jobs.enums import JobState
from motcua.jobs.models import Job
from motcua.jobs.results import forget, written
from motcua.jobs.rules.work import JOB_LOST, KEPT, RESULT_KEPT, may_restart
from motcua.kernel.refusals import Refused

Row = TypeVar("Row")
_TOLD_EVERY = 500
_LOG = logging.getLogger(__name__)
_BROKEN = "Có lỗi trong chương trình. Người vận hành xem nhật ký để biết chi tiết."
_KILLED = "Chương trình dừng giữa chừng nên việc này chưa xong. Hãy làm lại."
_TELL = "UPDATE jobs_job SET done = %s, total = %s, message = %s, beat_at = %s WHERE id = %s"


def queue_job(
    *, kind: str, title: str, payload: Mapping[str, Any] | None = None, by: Person | None, at: datetime
) -> Job:
    """Ask for a job of `kind` (a key of BACKGROUND_JOBS), inside the caller's transaction if there is one.

    `title` says on screen what is being done; `payload` is plain data for its function.

    :raises ValueError: there is no such kind.
    """
    if kind not in settings.BACKGROUND_JOBS:
        raise ValueError(f"no such background job: {kind}")
    return Job.objects.create(
        kind=kind,
        title=title[:200],
        payload=dict(payload or {}),
        person=by,
        state=JobState.WAITING,
        queued_at=at,
    )


class Progress:
    """A running job as its function sees it: what was asked, and a way to tell how far it has come.

    Progress is written by a connection of its own, so that it is seen although the job's transaction is still open.
    """

    def __init__(self, job: Job, clock: Callable[[], datetime]) -> None:
        self.job_id: UUID = job.pk
        self.payload: dict[str, Any] = job.payload
        self.person = job.person
        self._clock = clock
        self._apart: Any = None
        self.result_name = ""
        self.result_url = ""
        self.message = ""

    def tell(self, done: int, total: int | None = None, message: str = "") -> None:
        """Note that `done` of `total` is done; call it every few seconds, not for every row."""
        if self._apart is None:
            self._apart = connection.copy()
        with self._apart.cursor() as cursor:
            cursor.execute(_TELL, [done, total, message[:500], self._clock(), self.job_id])

    @contextmanager
    def result(self, name: str) -> Iterator[IO[bytes]]:
        """A stream for the file that the job makes; `name` is what it is called when it is fetched."""
        with written(self.job_id) as stream:
            yield stream
        self.result_name = name[:200]

    def counted(self, rows: Iterable[Row], total: int) -> Iterator[Row]:
        """The rows one by one, telling now and then how many have passed."""
        self.tell(0, total)
        done = 0
        for done, row in enumerate(rows, start=1):
            yield row
            if done % _TOLD_EVERY == 0:
                self.tell(done, total)
        self.tell(done, total)

    def close(self) -> None:
        """Let go of the own connection."""
        if self._apart is not None:
            self._apart.close()


def run_next(*, clock: Callable[[], datetime]) -> bool:
    """Run the job that has waited longest; whether there was one.

    A refusal becomes the job's message; any other error is logged and told without its details.

    :raises OperationalError: the database is gone.
    """
    job = _claim(clock())
    if job is None:
        return False
    progress = Progress(job, clock)
    try:
        import_string(settings.BACKGROUND_JOBS[job.kind])(progress, clock())
    except OperationalError:
        raise
    except Refused as refused:
        _end(progress, JobState.FAILED, refused.message, clock())
    except Exception:
        _LOG.exception("background job %s %s failed", job.kind, job.pk)
        _end(progress, JobState.FAILED, _BROKEN, clock())
    else:
        _end(progress, JobState.DONE, progress.message, clock())
    finally:
        progress.close()
    return True


def _claim(at: datetime) -> Job | None:
    with transaction.atomic():
        job = (
            Job.objects.select_for_update(skip_locked=True, of=("self",))
            .select_related("person")
            .filter(state=JobState.WAITING)
            .order_by("queued_at", "id")
            .first()
        )
        if job is not None:
            job.state, job.started_at, job.beat_at = JobState.RUNNING, at, at
            job.attempts += 1
            job.save(update_fields=["state", "started_at", "beat_at", "attempts"])
    return job


def _end(progress: Progress, state: JobState, message: str, at: datetime) -> None:
    Job.objects.filter(pk=progress.job_id).update(
        state=state,
        message=message[:500],
        finished_at=at,
        result_name=progress.result_name if state is JobState.DONE else "",
        expires_at=at + RESULT_KEPT if state is JobState.DONE and progress.result_name else None,
        result_url=progress.result_url,
    )


def recover_lost(*, at: datetime) -> int:
    """Deal with jobs whose worker was killed: those that may begin anew wait again, the others have failed.

    How many there were.
    """
    with transaction.atomic():
        lost = list(
            Job.objects.select_for_update(skip_locked=True).filter(
                state=JobState.RUNNING, beat_at__lte=at - JOB_LOST
            )
        )
        anew = [job.pk for job in lost if _may_restart(job)]
        failed = [job.pk for job in lost if job.pk not in anew]
        Job.objects.filter(pk__in=anew).update(state=JobState.WAITING, done=0, message="")
        Job.objects.filter(pk__in=failed).update(state=JobState.FAILED, message=_KILLED, finished_at=at)
    return len(lost)


def _may_restart(job: Job) -> bool:
    path = settings.BACKGROUND_JOBS.get(job.kind)
    return path is not None and may_restart(import_string(path), attempts=job.attempts)


def forget_old(*, at: datetime) -> int:
    """Remove jobs that ended long ago, and the files that nobody may fetch any more; how many jobs."""
    forget(older_than=at - RESULT_KEPT)
    removed, _each = Job.objects.filter(finished_at__lt=at - KEPT).delete()
    return removed
