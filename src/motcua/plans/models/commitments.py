"""Commitments that people sign each year: not to harass, to keep discipline."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from motcua.accounts.models import Person
from motcua.documents.models import StoredFile
from motcua.kernel.models import Entity
from motcua.organisations.models import Agency
from motcua.plans.enums import CommitmentUnitKind


class CommitmentDrive(Entity):
    """The signing of one commitment in a year, opened by a document."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="commitment_drives")
    year = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=300)
    document_number = models.CharField(max_length=60, blank=True)
    document_on = models.DateField(null=True)
    wording = models.TextField(blank=True, help_text="What is promised.")
    due_on = models.DateField(null=True)
    closed_at = models.DateTimeField(null=True)
    created_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    is_sample = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agency", "year", "title"], name="commitment_drive_once"),
        ]


class CommitmentUnit(models.Model):
    """A unit that must sign; `reported_at` when its head said that the signing is carried out there."""

    drive = models.ForeignKey(CommitmentDrive, on_delete=models.CASCADE, related_name="units")
    unit = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=CommitmentUnitKind.choices)
    reported_at = models.DateTimeField(null=True)
    reported_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["drive", "unit"], name="commitment_unit_once")
        ]


class Commitment(Entity):
    """One signed paper: who, in which post, when."""

    drive_unit = models.ForeignKey(CommitmentUnit, on_delete=models.CASCADE, related_name="commitments")
    name = models.CharField(max_length=120)
    post = models.CharField(max_length=120, blank=True)
    is_head = models.BooleanField(default=False)
    signed_on = models.DateField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    folded = models.CharField(max_length=200)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["drive_unit", "folded", "post"], name="commitment_once"),
            models.UniqueConstraint(
                fields=["drive_unit"], condition=Q(is_head=True), name="one_head_signs_for_a_unit"
            ),
        ]
