"""Long jobs in the background: asked for, run once, watched, and not lost when their worker is killed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import OperationalError, connection, transaction

from motcua.accounts.models import Person
from motcua.jobs.actions.background import Progress, forget_old, queue_job, recover_lost, run_next
from motcua.jobs.enums import JobState
from motcua.jobs.models import Job
from motcua.jobs.queries import get_job, jobs_visible_to
from motcua.jobs.rules.work import JOB_LOST, KEPT, MOST_ATTEMPTS, restartable, share
from motcua.kernel.refusals import Refused

HERE = "tests.jobs.test_background"


def count(progress: Progress, at: datetime) -> None:
    progress.message = f"Xong {progress.payload['rows']} dòng."


def refuse(progress: Progress, at: datetime) -> None:
    raise Refused("no", "Tệp thiếu cột Mã.")


def break_down(progress: Progress, at: datetime) -> None:
    raise ZeroDivisionError


def lose_database(progress: Progress, at: datetime) -> None:
    raise OperationalError("gone")


@restartable
def again(progress: Progress, at: datetime) -> None: ...


seen: list[tuple[int, int | None, str]] = []


def tell_inside(progress: Progress, at: datetime) -> None:
    with transaction.atomic():
        progress.tell(3, 12, "đang đọc")
        other = connection.copy()
        with other.cursor() as cursor:
            cursor.execute("SELECT done, total, message FROM jobs_job WHERE id = %s", [progress.job_id])
            seen.append(cursor.fetchone())
        other.close()


@pytest.fixture(autouse=True)
def kinds(settings: Any) -> None:
    names = ("count", "refuse", "break_down", "lose_database", "again", "tell_inside")
    settings.BACKGROUND_JOBS = {name: f"{HERE}.{name}" for name in names}


def queue(kind: str, at: datetime, by: Person | None = None) -> Job:
    return queue_job(kind=kind, title="Nhập danh mục", payload={"rows": 7}, by=by, at=at)


def test_a_job_is_run_once(moment: datetime, db: None) -> None:
    job = queue("count", moment)
    assert run_next(clock=lambda: moment)
    assert not run_next(clock=lambda: moment)
    job.refresh_from_db()
    assert (job.state, job.message, job.finished_at) == (JobState.DONE, "Xong 7 dòng.", moment)


def test_those_who_waited_longest_come_first(moment: datetime, db: None) -> None:
    later, first = queue("count", moment), queue("count", moment - timedelta(hours=1))
    run_next(clock=lambda: moment)
    states = dict(Job.objects.values_list("pk", "state"))
    assert states == {first.pk: JobState.DONE, later.pk: JobState.WAITING}


@pytest.mark.parametrize(
    ("kind", "said"), [("refuse", "Tệp thiếu cột Mã."), ("break_down", "Có lỗi trong chương trình.")]
)
def test_a_job_that_fails_says_why(kind: str, said: str, moment: datetime, db: None) -> None:
    job = queue(kind, moment)
    assert run_next(clock=lambda: moment)
    job.refresh_from_db()
    assert job.state == JobState.FAILED
    assert job.message.startswith(said)


def test_a_lost_database_ends_the_worker_not_the_job(moment: datetime, db: None) -> None:
    job = queue("lose_database", moment)
    with pytest.raises(OperationalError):
        run_next(clock=lambda: moment)
    job.refresh_from_db()
    assert job.state == JobState.RUNNING


def test_an_unknown_kind_is_the_callers_mistake(moment: datetime, db: None) -> None:
    with pytest.raises(ValueError, match="no such background job"):
        queue("nothing", moment)


@pytest.mark.django_db(transaction=True)
def test_progress_is_seen_while_the_transaction_is_open(moment: datetime) -> None:
    job = queue("tell_inside", moment)
    run_next(clock=lambda: moment)
    assert seen.pop() == (3, 12, "đang đọc")
    job.refresh_from_db()
    assert (job.state, job.done, job.total) == (JobState.DONE, 3, 12)


@pytest.mark.django_db(transaction=True)
def test_rows_that_pass_are_counted(moment: datetime) -> None:
    progress = Progress(queue("count", moment), lambda: moment)
    assert list(progress.counted(iter("abc"), 4)) == ["a", "b", "c"]
    progress.close()
    assert Job.objects.values_list("done", "total").get() == (3, 4)


@pytest.mark.parametrize(
    ("kind", "attempts", "state"),
    [
        ("again", 1, JobState.WAITING),
        ("again", MOST_ATTEMPTS, JobState.FAILED),
        ("count", 1, JobState.FAILED),
        ("gone", 1, JobState.FAILED),
    ],
)
def test_a_job_whose_worker_was_killed(
    kind: str, attempts: int, state: JobState, moment: datetime, db: None
) -> None:
    job = Job.objects.create(
        kind=kind, title="x", state=JobState.RUNNING, attempts=attempts, queued_at=moment, beat_at=moment
    )
    assert recover_lost(at=moment + JOB_LOST - timedelta(seconds=1)) == 0
    assert recover_lost(at=moment + JOB_LOST) == 1
    job.refresh_from_db()
    assert job.state == state


def test_old_jobs_are_forgotten(moment: datetime, db: None) -> None:
    queue("count", moment)
    run_next(clock=lambda: moment)
    queue("count", moment)
    assert forget_old(at=moment + KEPT) == 0
    assert forget_old(at=moment + KEPT + timedelta(seconds=1)) == 1
    assert Job.objects.get().state == JobState.WAITING


def test_nobody_sees_the_jobs_of_others(
    moment: datetime, citizen: Person, make_person: Callable[..., Person]
) -> None:
    job = queue("count", moment, citizen)
    other = make_person("Người khác")
    assert get_job(citizen, job.pk) == job
    assert not jobs_visible_to(other).exists()
    with pytest.raises(Refused) as refused:
        get_job(other, job.pk)
    assert refused.value.code == "job-not-found"


@pytest.mark.parametrize(
    ("done", "total", "percent"), [(0, None, None), (0, 0, None), (1, 3, 33), (3, 3, 100), (4, 3, 100)]
)
def test_share(done: int, total: int | None, percent: int | None) -> None:
    assert share(done, total) == percent
