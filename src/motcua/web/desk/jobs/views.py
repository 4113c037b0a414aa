from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from motcua.jobs.enums import JobState
from motcua.jobs.models import Job
from motcua.jobs.queries import get_job, jobs_visible_to
from motcua.jobs.rules.work import share
from motcua.web.desk.access import DeskRequest, desk_view
from motcua.web.desk.notices.views import tabs

_SHOWN = 30


@desk_view()
@require_GET
def listing(request: DeskRequest) -> HttpResponse:
    """The latest jobs that this person asked for; older ones are forgotten after a while anyway."""
    jobs = [shown(job) for job in jobs_visible_to(request.user)[:_SHOWN]]
    context = {"jobs": jobs, "tabs": tabs(request, "jobs")}
    return render(request, "desk/jobs/list.html", context)


@desk_view()
@require_GET
def page(request: DeskRequest, pk: UUID) -> HttpResponse:
    """One job; while it is under way its part of the page asks again by itself."""
    job = get_job(request.user, pk)
    name = "desk/jobs/progress.html" if request.headers.get("HX-Request") else "desk/jobs/page.html"
    return render(request, name, {"job": shown(job)})


def shown(job: Job) -> dict[str, Any]:
    """A job for the templates."""
    state = JobState(job.state)
    return {
        "pk": job.pk,
        "title": job.title,
        "state": state.label,
        "is_open": state in {JobState.WAITING, JobState.RUNNING},
        "has_failed": state is JobState.FAILED,
        "done": job.done,
        "total": job.total,
        "percent": share(job.done, job.total),
        "message": job.message,
        "result_href": job.result_url if state is JobState.DONE else "",
        "queued_at": job.queued_at,
        "finished_at": job.finished_at,
    }
