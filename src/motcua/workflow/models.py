"""Internal processes, their dated versions, and what a version is made of.

A published version and everything under it is frozen by triggers (migration 0002): only its period may end.
"""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q

from motcua.accounts.enums import Role
from motcua.accounts.models import Person
from motcua.deadlines.enums import LimitUnit
from motcua.kernel.models import Entity
from motcua.organisations.models import Agency
from motcua.workflow.enums import Act, ProcessState, StepKind


class Process(Entity):
    """How an office works on one matter ("" for every matter), at one agency or at any.

    `name`, `folded` and `sort_key` follow the latest version.
    """

    matter = models.CharField(max_length=80, blank=True, default="")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="processes")
    is_express = models.BooleanField(
        default=False, help_text="Received, decided and returned at the counter."
    )
    name = models.CharField(max_length=300)
    folded = models.CharField(max_length=600)
    sort_key = models.CharField(max_length=1600)
    is_sample = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["matter", "agency", "is_express"], nulls_distinct=False, name="process_once"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["sort_key", "id"], name="process_sort")]

    def __str__(self) -> str:
        return self.name


class ProcessVersion(Entity):
    """What a process says during a period. A draft may change; once published it is frozen.

    A version without a limit takes the procedure's; one that nobody prepared came with the program.
    """

    process = models.ForeignKey(Process, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=ProcessState.choices, default=ProcessState.DRAFT)
    in_force = DateRangeField(null=True)
    name = models.CharField(max_length=300)
    document = models.CharField(max_length=250, blank=True, help_text="The decision that approves it.")
    limit_amount = models.DecimalField(max_digits=7, decimal_places=2, null=True)
    limit_unit = models.CharField(max_length=14, choices=LimitUnit.choices, blank=True)
    revision = models.PositiveIntegerField(default=1, help_text="Counts the savings of a draft.")
    prepared_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="processes_prepared"
    )
    prepared_at = models.DateTimeField()
    published_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="processes_published"
    )
    published_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["process", "number"], name="process_version_number_once"),
            models.CheckConstraint(
                condition=~Q(state=ProcessState.PUBLISHED)
                | Q(in_force__isnull=False, published_at__isnull=False),
                name="published_process_has_period",
            ),
            models.CheckConstraint(
                condition=Q(prepared_by__isnull=True)
                | Q(published_by__isnull=True)
                | ~Q(published_by=F("prepared_by")),
                name="process_four_eyes",
            ),
            models.CheckConstraint(
                condition=Q(limit_amount__isnull=True, limit_unit="")
                | (Q(limit_amount__isnull=False) & ~Q(limit_unit="")),
                name="process_limit_whole",
            ),
            ExclusionConstraint(
                name="one_process_version_in_force",
                expressions=[("process", RangeOperators.EQUAL), ("in_force", RangeOperators.OVERLAPS)],
                condition=~Q(state=ProcessState.DRAFT),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class VersionPart(models.Model):
    """An ordered part of a version, known in it by its key."""

    position = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=60)

    class Meta:
        abstract = True
        ordering: ClassVar = ["position"]


class Leg(VersionPart):
    """One agency's share of an interconnected process; without an agency it is the competent one."""

    version = models.ForeignKey(ProcessVersion, on_delete=models.CASCADE, related_name="legs")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="+")
    title = models.CharField(max_length=250)
    limit_amount = models.DecimalField(max_digits=7, decimal_places=2, null=True)
    limit_unit = models.CharField(max_length=14, choices=LimitUnit.choices, blank=True)
    is_lead = models.BooleanField(default=False)

    class Meta(VersionPart.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "key"], name="leg_key_once"),
            models.UniqueConstraint(fields=["version"], condition=Q(is_lead=True), name="one_leading_leg"),
        ]


class Step(VersionPart):
    """One piece of work: who answers for it, for how long, what it lets them do, what it leaves behind.

    `share_minutes` is working time; `share_percent` a share of the limit. A draft may have neither, nor a role.
    """

    version = models.ForeignKey(ProcessVersion, on_delete=models.CASCADE, related_name="steps")
    name = models.CharField(max_length=300)
    kind = models.CharField(max_length=14, choices=StepKind.choices)
    role = models.CharField(max_length=30, choices=Role.choices, blank=True)
    unit = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="+")
    leg = models.ForeignKey(Leg, on_delete=models.CASCADE, null=True, related_name="steps")
    share_minutes = models.PositiveIntegerField(null=True)
    share_percent = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    acts = ArrayField(models.CharField(max_length=20, choices=Act.choices), default=list, blank=True)
    papers = models.TextField(blank=True)
    output = models.TextField(blank=True)

    class Meta(VersionPart.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "key"], name="step_key_once"),
            models.CheckConstraint(
                condition=Q(share_minutes__isnull=True) | Q(share_percent__isnull=True),
                name="step_share_in_one_measure",
            ),
            models.CheckConstraint(
                condition=Q(share_percent__isnull=True) | Q(share_percent__gte=0, share_percent__lte=100),
                name="step_share_of_a_hundred",
            ),
        ]


class Move(models.Model):
    """Where a step's act leads. Moves of the same act are told apart by their labels."""

    position = models.PositiveSmallIntegerField()
    from_step = models.ForeignKey(Step, on_delete=models.CASCADE, related_name="moves")
    to_step = models.ForeignKey(Step, on_delete=models.CASCADE, related_name="moves_here")
    act = models.CharField(max_length=20, choices=Act.choices)
    label = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["from_step", "act", "to_step"], name="move_once"),
        ]


class Consultation(models.Model):
    """An opinion that a step asks for while its own time runs; without an agency the officer chooses whom."""

    position = models.PositiveSmallIntegerField()
    step = models.ForeignKey(Step, on_delete=models.CASCADE, related_name="consultations")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="+")
    question = models.TextField()
    limit_amount = models.DecimalField(max_digits=7, decimal_places=2, null=True)
    limit_unit = models.CharField(max_length=14, choices=LimitUnit.choices, blank=True)
