from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from motcua.jobs.enums import JobState
from motcua.jobs.models import Job
from motcua.jobs.policy import require_result
from motcua.jobs.queries import get_job, jobs_visible_to
from motcua.jobs.results import place_of
from motcua.jobs.rules.work import share
from motcua.kernel.refusals import Refused
from motcua.web.desk.access import DeskRequest, desk_view
from motcua.web.desk.notices.views import tabs

_SHOWN = 30


@desk_view()
@require_GET
def listing(request: DeskRequest) -> HttpResponse:
    """The latest jobs that this person asked for; older ones are forgotten after a while anyway."""
    jobs = [shown(job, request.desk.at) for job in jobs_visible_to(request.user)[:_SHOWN]]
    context = {"jobs": jobs, "tabs": tabs(request, "jobs")}
    return render(request, "desk/jobs/list.html", context)


@desk_view()
@require_GET
def page(request: DeskRequest, pk: UUID) -> HttpResponse:
    """One job; while it is under way its part of the page asks again by itself."""
    job = get_job(request.user, pk)
    name = "desk/jobs/progress.html" if request.headers.get("HX-Request") else "desk/jobs/page.html"
    return render(request, name, {"job": shown(job, request.desk.at)})


@desk_view()
@require_GET
def file(request: DeskRequest, pk: UUID) -> HttpResponseBase:
    """The file that a job made, for who asked for it and still may have it."""
    job = get_job(request.user, pk)
    require_result(job, request.user, at=request.desk.at)
    try:
        stream = place_of(job.pk).open("rb")
    except FileNotFoundError:
        raise Refused(
            "result-not-found", "Tệp này không còn trên máy. Hãy giao lại việc để lập tệp mới."
        ) from None
    response = FileResponse(stream, as_attachment=True, filename=job.result_name)
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def shown(job: Job, at: datetime) -> dict[str, Any]:
    """A job for the templates."""
    state = JobState(job.state)
    has_file = bool(job.result_name) and job.expires_at is not None
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
        "result_href": _result_href(job, at) if state is JobState.DONE else "",
        "expires_at": job.expires_at if has_file else None,
        "has_expired": has_file and job.expires_at is not None and job.expires_at <= at,
        "queued_at": job.queued_at,
        "finished_at": job.finished_at,
    }


def _result_href(job: Job, at: datetime) -> str:
    if job.expires_at is not None and job.expires_at > at:
        return reverse("desk:jobs:file", args=[job.pk])
    return job.result_url
