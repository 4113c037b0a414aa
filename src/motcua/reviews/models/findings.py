"""What somebody decided about a finding. Findings themselves are never kept: they are asked for anew."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from motcua.accounts.models import Person
from motcua.kernel.models import Entity
from motcua.organisations.models import Agency
from motcua.reviews.enums import Clue


class FindingDismissal(Entity):
    """An agency put a finding aside, with the reason and the evidence as it was; perhaps took it up again.

    `parts` and `measure` are what was material, `fingerprint` is the digest of `parts`, `said` the finding's sentence.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    clue = models.CharField(max_length=20, choices=Clue.choices)
    subject = models.TextField(help_text="The same as long as the same thing is meant.")
    key = models.CharField(max_length=16)
    title = models.TextField()
    said = models.TextField()
    parts = ArrayField(models.TextField(), default=list)
    measure = models.DecimalField(max_digits=16, decimal_places=4)
    fingerprint = models.CharField(max_length=64)
    reason = models.TextField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reopened_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    reopened_at = models.DateTimeField(null=True)
    reopened_why = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["agency", "clue", "key"],
                condition=Q(reopened_at__isnull=True),
                name="finding_put_aside_once",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="finding_put_aside_for_reason"),
            models.CheckConstraint(
                condition=Q(reopened_at__isnull=True, reopened_by__isnull=True)
                | Q(reopened_at__isnull=False, reopened_by__isnull=False),
                name="finding_reopened_by_somebody",
            ),
        ]
