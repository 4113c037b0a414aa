"""When each periodic work is due, and the long jobs that people asked for."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from motcua.accounts.models import Person
from motcua.jobs.enums import JobState
from motcua.kernel.models import Entity


class PeriodicWork(models.Model):
    """One function of PERIODIC_WORK: when it is due next, when it ran last, what went wrong then."""

    name = models.CharField(max_length=200, primary_key=True)
    next_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    error = models.TextField(blank=True)


class Job(Entity):
    """A long job in the background, with how far it has come. `kind` names its function in BACKGROUND_JOBS."""

    kind = models.CharField(max_length=60)
    title = models.CharField(max_length=200)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="jobs")
    payload = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=JobState.choices)
    done = models.PositiveBigIntegerField(default=0)
    total = models.PositiveBigIntegerField(null=True)
    message = models.CharField(max_length=500, blank=True)
    result_name = models.CharField(max_length=200, blank=True)  # how the file it made is called; "" for none
    expires_at = models.DateTimeField(null=True)  # until when that file can be fetched
    result_url = models.CharField(max_length=300, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    queued_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    beat_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(finished_at__isnull=False)
                | Q(state__in=[JobState.WAITING.value, JobState.RUNNING.value]),
                name="job_ended_when",
            ),
            models.CheckConstraint(
                condition=Q(result_name="") | Q(expires_at__isnull=False), name="job_result_expires"
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["queued_at", "id"], name="job_waiting", condition=Q(state=JobState.WAITING.value)
            ),
            models.Index(fields=["beat_at"], name="job_running", condition=Q(state=JobState.RUNNING.value)),
            models.Index(fields=["person", "queued_at", "id"], name="job_of_person"),
            models.Index(fields=["finished_at"], name="job_finished"),
        ]
