"""Tasks: work that is followed from the approval of its plan, or the finding of an inspection, to its end."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from motcua.kernel.models import Entity
from motcua.organisations.models import Agency
from motcua.plans.enums import TaskStatus
from motcua.plans.models.plans import Plan


class Task(Entity):
    """One piece of work. `owner` is the agency that gave it; without a plan it came from an inspection or from what was
    promised to people, and `group` says from which.

    Who does it, for which time and until when is in its duties.
    """

    owner = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="tasks_given")
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, null=True, related_name="tasks")
    position = models.PositiveIntegerField(default=0)
    number = models.CharField(max_length=20, blank=True)
    group = models.CharField(max_length=500, blank=True)
    content = models.TextField()
    product = models.TextField(blank=True)
    submitted_to = models.CharField(max_length=300, blank=True)
    term = models.JSONField()
    event_on = models.DateField(null=True, help_text="When the event came after which the term counts.")
    indicator = models.CharField(max_length=60, blank=True)
    target_number = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    status = models.CharField(max_length=10, choices=TaskStatus.choices, default=TaskStatus.OPEN)
    opened_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    folded = models.TextField()
    is_sample = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(status=TaskStatus.OPEN, ended_at__isnull=True)
                | (~Q(status=TaskStatus.OPEN) & Q(ended_at__isnull=False)),
                name="ended_task_says_when",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["plan", "position"], name="plan_task_plan"),
            models.Index(fields=["owner", "status"], name="plan_task_owner"),
        ]

    @property
    def source(self) -> str:
        """From where it came, for people: the title of its plan, or what `group` says."""
        return self.plan.title if self.plan else self.group

    def __str__(self) -> str:
        return self.content[:80]


class TaskPartner(models.Model):
    """A unit that works with those who lead a task."""

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="partners")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="tasks_with_others")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["task", "agency"], name="task_partner_once"),
        ]
