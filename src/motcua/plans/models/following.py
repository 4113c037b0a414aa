"""Following work: who must have done what by when, what was reported, what was asked to be changed."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from motcua.accounts.models import Person
from motcua.documents.models import StoredFile
from motcua.kernel.models import Entity
from motcua.organisations.models import Agency
from motcua.plans.enums import DutyStatus, FileRole, RequestKind, RequestStatus
from motcua.plans.models.tasks import Task


class Duty(Entity):
    """What one unit has to do of a task in one of its occurrences, and how far it is.

    `name` tells occurrences of a recurring task apart ("Quý I năm 2026"). `due_on` is the last day in time; None when
    the plan gives no day, or its event has not come. `percent` is what was last reported; where a measure tells the
    progress, it is computed and this stays empty.
    """

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="duties")
    unit = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="duties")
    name = models.CharField(max_length=80, blank=True)
    starts_on = models.DateField()
    due_on = models.DateField(null=True)
    first_due_on = models.DateField(null=True, help_text="As the plan set it, before anything was put off.")
    assignee = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="duties")
    status = models.CharField(max_length=10, choices=DutyStatus.choices, default=DutyStatus.OPEN)
    percent = models.PositiveSmallIntegerField(null=True)
    reported_at = models.DateTimeField(null=True, help_text="When it was last said to be done.")
    done_on = models.DateField(null=True, help_text="The day it was done, as reported and confirmed.")
    confirmed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    cancelled_for = models.CharField(max_length=300, blank=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["task", "unit", "name"], name="duty_once"),
            models.CheckConstraint(
                condition=Q(due_on__isnull=True) | Q(due_on__gte=F("starts_on")), name="duty_due_after_start"
            ),
            models.CheckConstraint(
                condition=Q(percent__isnull=True) | Q(percent__lte=100), name="duty_percent_at_most_100"
            ),
            models.CheckConstraint(
                condition=~Q(status=DutyStatus.DONE) | Q(done_on__isnull=False), name="done_duty_says_when"
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["unit", "due_on", "id"],
                name="duty_unit_open",
                condition=Q(status__in=["open", "doing", "reported"]),
            ),
            models.Index(
                fields=["assignee", "due_on"],
                name="duty_assignee_open",
                condition=Q(status__in=["open", "doing", "reported"]),
            ),
            models.Index(
                fields=["due_on", "id"],
                name="duty_due_open",
                condition=Q(status__in=["open", "doing", "reported"]),
            ),
        ]


class ProgressReport(Entity):
    """What a unit said about a duty at a moment. Never changed; a later one stands beside it."""

    duty = models.ForeignKey(Duty, on_delete=models.PROTECT, related_name="reports")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    percent = models.PositiveSmallIntegerField(null=True)
    says_done = models.BooleanField(default=False)
    done_on = models.DateField(null=True)
    text = models.TextField()
    obstacles = models.TextField(blank=True)
    product_reference = models.CharField(
        max_length=200,
        blank=True,
        help_text="The product by its number and day, where it is a document elsewhere.",
    )
    answer = models.TextField(blank=True, help_text="What the keeper of the plan answered.")
    answered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-at", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(percent__isnull=True) | Q(percent__lte=100), name="report_percent_at_most_100"
            ),
        ]


class DutyFile(Entity):
    """A file that shows what was made."""

    duty = models.ForeignKey(Duty, on_delete=models.PROTECT, related_name="files")
    report = models.ForeignKey(ProgressReport, on_delete=models.PROTECT, null=True, related_name="files")
    role = models.CharField(max_length=10, choices=FileRole.choices)
    name = models.CharField(max_length=200)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()


class ChangeRequest(Entity):
    """A unit asks for another term, another content, or not to do a duty; the keeper of the plan decides."""

    duty = models.ForeignKey(Duty, on_delete=models.PROTECT, related_name="requests")
    kind = models.CharField(max_length=8, choices=RequestKind.choices)
    status = models.CharField(max_length=10, choices=RequestStatus.choices, default=RequestStatus.ASKED)
    reason = models.TextField()
    new_due_on = models.DateField(null=True)
    new_content = models.TextField(blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decision = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["-at", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["duty"], condition=Q(status=RequestStatus.ASKED), name="one_open_request_of_a_duty"
            ),
            models.CheckConstraint(
                condition=~Q(kind=RequestKind.EXTEND) | Q(new_due_on__isnull=False),
                name="extension_names_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(kind=RequestKind.CHANGE) | ~Q(new_content=""), name="change_names_the_content"
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("by")), name="request_four_eyes"
            ),
        ]
