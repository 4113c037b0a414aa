"""What one version of a plan says: its lines of work, its targets, and what people said of findings."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from motcua.accounts.models import Person
from motcua.kernel.models import Entity
from motcua.organisations.models import Agency
from motcua.plans.enums import Commitment, Direction, FindingAnswer, ItemSource, UnitGroup, UnitRole
from motcua.plans.models.plans import PlanVersion
from motcua.plans.models.tasks import Task


class Line(Entity):
    """One piece of work as a version sets it. `task` is the living task that it sets or changes."""

    version = models.ForeignKey(PlanVersion, on_delete=models.CASCADE, related_name="lines")
    position = models.PositiveIntegerField()
    task = models.ForeignKey(Task, on_delete=models.PROTECT, null=True, related_name="lines")
    number = models.CharField(max_length=20, blank=True)
    group = models.CharField(max_length=500, blank=True)
    content = models.TextField()
    product = models.TextField(blank=True)
    submitted_to = models.CharField(max_length=300, blank=True)
    term = models.JSONField(help_text="A term as rules.terms gives it, with the words of the document.")
    indicator = models.CharField(max_length=60, blank=True, help_text="The measure that tells its progress.")
    source = models.CharField(max_length=8, choices=ItemSource.choices, blank=True)
    place = models.JSONField(default=dict)
    is_checked = models.BooleanField(default=False, help_text="A person looked at it.")

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["version", "position"],
                name="plan_line_position_once",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.UniqueConstraint(
                fields=["version", "task"], condition=Q(task__isnull=False), name="plan_line_task_once"
            ),
            models.CheckConstraint(condition=~Q(content=""), name="plan_line_says_something"),
        ]


class LineUnit(models.Model):
    """A unit, or a group of units, named in a line. Neither: the name was not understood yet."""

    line = models.ForeignKey(Line, on_delete=models.CASCADE, related_name="units")
    role = models.CharField(max_length=8, choices=UnitRole.choices)
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=300, help_text="As the document names it.")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="+")
    group = models.CharField(max_length=24, choices=UnitGroup.choices, blank=True)

    class Meta:
        ordering: ClassVar = ["role", "position"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(agency__isnull=True) | Q(group=""), name="line_unit_is_one_or_a_group"
            ),
            models.UniqueConstraint(fields=["line", "role", "position"], name="line_unit_position_once"),
        ]

    @property
    def is_known(self) -> bool:
        """Whether it is known who is meant."""
        return self.agency_id is not None or bool(self.group)


class Target(Entity):
    """A number that a version wants reached. `indicator` is the measure a person confirmed for it."""

    version = models.ForeignKey(PlanVersion, on_delete=models.CASCADE, related_name="targets")
    position = models.PositiveIntegerField()
    number = models.DecimalField(max_digits=14, decimal_places=2)
    unit = models.CharField(max_length=60)
    direction = models.CharField(max_length=10, choices=Direction.choices)
    commitment = models.CharField(max_length=8, choices=Commitment.choices)
    measures = models.TextField()
    text = models.TextField(blank=True, help_text="The sentence it stands in.")
    section = models.CharField(max_length=60, blank=True)
    source = models.CharField(max_length=8, choices=ItemSource.choices, blank=True)
    place = models.JSONField(default=dict)
    indicator = models.CharField(max_length=60, blank=True)
    is_checked = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["version", "position"],
                name="plan_target_position_once",
                deferrable=models.Deferrable.DEFERRED,
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["indicator"], name="plan_target_indicator", condition=~Q(indicator=""))
        ]


class FindingNote(models.Model):
    """What a person said of a finding about the document; `identity` is the same when it is read again."""

    version = models.ForeignKey(PlanVersion, on_delete=models.CASCADE, related_name="finding_notes")
    identity = models.CharField(max_length=64)
    answer = models.CharField(max_length=16, choices=FindingAnswer.choices)
    note = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "identity"], name="finding_note_once"),
        ]
