"""Which procedures concern business, as officers marked them: many at once, each time with the reason."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from motcua.accounts.models import Person
from motcua.catalogue.models import Procedure
from motcua.kernel.models import Entity
from motcua.organisations.models import Agency


class BusinessMarking(Entity):
    """One act of marking: procedures that concern business, or that do not, for an agency and all below. What was
    marked before counts again when it is undone."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    concerns = models.BooleanField(help_text="Whether these procedures concern business.")
    reason = models.TextField(help_text="Why, and by which document.")
    rule = models.CharField(max_length=300, blank=True, help_text="By which rule they were chosen, in words.")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    undone_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)
    undone_why = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(reason=""), name="business_marking_has_reason"),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True, undone_by__isnull=True, undone_why="")
                | (Q(undone_at__isnull=False, undone_by__isnull=False) & ~Q(undone_why="")),
                name="business_marking_undone_by_somebody",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["agency", "-at"], name="business_marking_agency")]


class BusinessMark(models.Model):
    """A procedure of a marking. Of several markings of a procedure the latest that was not undone counts."""

    marking = models.ForeignKey(BusinessMarking, on_delete=models.CASCADE, related_name="marks")
    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["marking", "procedure"], name="business_mark_once"),
        ]
