"""Who may take away what a job made."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils.module_loading import import_string

from motcua.accounts.models import Person
from motcua.accounts.policy import require, require_somewhere
from motcua.jobs.models import Job
from motcua.jobs.rules.work import needed_for
from motcua.kernel.clock import local_day
from motcua.kernel.refusals import Refused


def require_result(job: Job, by: Person, *, at: datetime) -> None:
    """Refuse the file of a job unless `by` asked for it, still may what it needed, and it is still kept.

    :raises Refused: "job-not-found", "result-expired", and as `require` with the capability's code.
    """
    if job.person_id != by.pk or not job.result_name:
        raise Refused("job-not-found", "Không tìm thấy tệp này trong các việc bạn đã giao cho máy.")
    if job.expires_at is None or job.expires_at <= at:
        raise Refused(
            "result-expired", "Tệp này đã quá hạn giữ nên đã xóa. Hãy giao lại việc để lập tệp mới."
        )
    run: Callable[..., Any] = import_string(settings.BACKGROUND_JOBS[job.kind])
    capability = needed_for(run)
    if capability is None:
        return
    agency = job.payload.get("agency")
    if agency:
        require(by, capability, agency_id=UUID(agency), on=local_day(at))
    else:
        require_somewhere(by, capability, on=local_day(at))
