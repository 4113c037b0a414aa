"""What moves a dossier's due instant."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import Q

from motcua.accounts.models import Person
from motcua.dossiers.enums import PauseReason, SupplementStage
from motcua.dossiers.models.dossier import Dossier
from motcua.kernel.models import Entity


class Pause(models.Model):
    """A stretch in which the legal time stands still."""

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="pauses")
    reason = models.CharField(max_length=12, choices=PauseReason.choices)
    lasted = DateTimeRangeField()

    class Meta:
        constraints: ClassVar = [
            ExclusionConstraint(
                name="pauses_do_not_overlap",
                expressions=[("dossier", RangeOperators.EQUAL), ("lasted", RangeOperators.OVERLAPS)],
            ),
        ]


class SupplementRequest(Entity):
    """A complete, reasoned request to complete the dossier; `items` names what and why, one entry each.

    An item is {"paper": …, "problem": …, "what_to_do": …, "component": id or null}.
    """

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="supplement_requests")
    stage = models.CharField(max_length=10, choices=SupplementStage.choices)
    number = models.PositiveSmallIntegerField()
    reason = models.TextField()
    legal_basis = models.TextField()
    items = models.JSONField()
    is_return = models.BooleanField(default=False, help_text="Returned as ineligible: counting starts anew.")
    why_again = models.TextField(blank=True, help_text="Why this stage has a second request; flagged.")
    answer_by = models.DateTimeField(null=True)
    requested_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    requested_at = models.DateTimeField()
    approved_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    answer_note = models.TextField(blank=True)
    changed = models.JSONField(default=list, help_text="See rules.supplements.Changed: papers, answers.")
    answers_before = models.JSONField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["dossier"], condition=Q(answered_at__isnull=True), name="one_open_supplement_request"
            ),
            models.UniqueConstraint(fields=["dossier", "stage", "number"], name="supplement_request_number"),
        ]


class Extension(models.Model):
    """The one re-appointment a dossier may have."""

    dossier = models.OneToOneField(Dossier, on_delete=models.CASCADE, related_name="extension")
    due_before = models.DateTimeField()
    due_after = models.DateTimeField()
    amount = models.DecimalField(max_digits=7, decimal_places=2)
    unit = models.CharField(max_length=14)
    reason = models.TextField()
    is_in_time = models.BooleanField(
        help_text="Whether the apology went out early enough before the due date."
    )
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
