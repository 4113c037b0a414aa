"""Plans, their versions, and the plans that stand below them."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField, DateRangeField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from motcua.accounts.models import Person
from motcua.documents.models import StoredFile
from motcua.kernel.models import Entity
from motcua.organisations.models import Agency
from motcua.plans.enums import PlanKind, PlanStatus, VersionStatus


class Plan(Entity):
    """What an agency sets out to do in a time. What it says is in its versions; its tasks live across them.

    `involved` are the agencies that may see it: whose plan it is and who has part in a task.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="plans")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="children")
    kind = models.CharField(max_length=16, choices=PlanKind.choices)
    status = models.CharField(max_length=10, choices=PlanStatus.choices, default=PlanStatus.DRAFT)
    title = models.CharField(max_length=500)
    period = DateRangeField(help_text="The time for which it sets work, usually a calendar year.")
    revision = models.PositiveIntegerField(default=1)
    involved = ArrayField(models.UUIDField(), default=list)
    created_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    closing_note = models.TextField(blank=True)
    folded = models.CharField(max_length=700)
    is_sample = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(period__isempty=False), name="plan_has_a_period"),
            models.CheckConstraint(condition=~Q(parent=F("id")), name="no_plan_under_itself"),
            models.CheckConstraint(
                condition=Q(status=PlanStatus.CLOSED, closed_at__isnull=False)
                | (~Q(status=PlanStatus.CLOSED) & Q(closed_at__isnull=True)),
                name="closed_plan_says_when",
            ),
        ]
        indexes: ClassVar = [
            GinIndex(fields=["involved"], name="plan_involved"),
            models.Index(fields=["agency", "-created_at"], name="plan_agency_created"),
            models.Index(fields=["parent"], name="plan_parent", condition=Q(parent__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.title


class PlanVersion(Entity):
    """What a plan says from its approval on. A draft may change; an approved version is frozen by a trigger."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    status = models.CharField(max_length=10, choices=VersionStatus.choices, default=VersionStatus.DRAFT)
    document_number = models.CharField(max_length=60, blank=True, help_text="As in “12/KH-SGDĐT”.")
    issued_on = models.DateField(null=True)
    signer = models.CharField(max_length=120, blank=True)
    reason = models.TextField(blank=True, help_text="Why it amends the version before it.")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    reading = models.JSONField(default=dict, help_text="What was read from the file, as it was read.")
    revision = models.PositiveIntegerField(default=1, help_text="Counts the savings of a draft.")
    prepared_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    returned_note = models.TextField(blank=True)
    approved_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    in_force_from = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "number"], name="plan_version_number_once"),
            models.UniqueConstraint(
                fields=["plan"],
                condition=Q(status__in=[VersionStatus.DRAFT, VersionStatus.SUBMITTED]),
                name="one_open_plan_version",
            ),
            models.UniqueConstraint(
                fields=["plan"], condition=Q(status=VersionStatus.APPROVED), name="one_approved_plan_version"
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("prepared_by")),
                name="plan_four_eyes",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[VersionStatus.APPROVED, VersionStatus.SUPERSEDED])
                | Q(approved_by__isnull=False, approved_at__isnull=False, in_force_from__isnull=False),
                name="approved_plan_says_by_whom",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan_id} v{self.number}"


class ChildPlan(models.Model):
    """A plan that a unit must make and send under a plan; `child` when it is kept here, a number and day when not."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="child_plans")
    unit = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField(null=True, help_text="The last day on which it is in time.")
    child = models.OneToOneField(Plan, on_delete=models.PROTECT, null=True, related_name="sent_as")
    document_number = models.CharField(max_length=60, blank=True)
    received_on = models.DateField(null=True)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "unit"], name="child_plan_once"),
            models.CheckConstraint(
                condition=(Q(child__isnull=True) & Q(document_number="")) | Q(received_on__isnull=False),
                name="child_plan_says_when_received",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["unit"], name="child_plan_unit")]
