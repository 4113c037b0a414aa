"""Training, communication, contests, dialogues: what was planned, what was held, what is counted of it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from motcua.accounts.models import Person
from motcua.documents.models import StoredFile
from motcua.kernel.models import Entity
from motcua.organisations.models import Agency
from motcua.plans.enums import ActivityKind, ActivityMeasure, ActivityStatus, Channel
from motcua.plans.models.tasks import Task


class Activity(Entity):
    """One thing done so that people know and can."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="activities")
    task = models.ForeignKey(Task, on_delete=models.PROTECT, null=True, related_name="activities")
    kind = models.CharField(max_length=14, choices=ActivityKind.choices)
    status = models.CharField(max_length=10, choices=ActivityStatus.choices, default=ActivityStatus.PLANNED)
    title = models.CharField(max_length=300)
    about = models.TextField(blank=True)
    planned_on = models.DateField()
    held_on = models.DateField(null=True)
    place = models.CharField(max_length=300, blank=True)
    link = models.URLField(max_length=500, blank=True)
    cancelled_for = models.CharField(max_length=300, blank=True)
    created_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    revision = models.PositiveIntegerField(default=1)
    folded = models.CharField(max_length=400)
    is_sample = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(status=ActivityStatus.HELD) | Q(held_on__isnull=False),
                name="held_activity_says_when",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["agency", "kind", "-planned_on"], name="activity_agency_kind")
        ]


class ActivityCount(models.Model):
    """A number counted of an activity by one channel; a later count of the same replaces it in the journal's sight."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="counts")
    measure = models.CharField(max_length=14, choices=ActivityMeasure.choices)
    channel = models.CharField(max_length=14, choices=Channel.choices)
    value = models.PositiveIntegerField()
    counted_on = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["activity", "measure", "channel"], name="activity_count_once"),
        ]


class ActivityFile(Entity):
    """A file that shows what was done: programme, list of participants, picture."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="files")
    name = models.CharField(max_length=200)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
