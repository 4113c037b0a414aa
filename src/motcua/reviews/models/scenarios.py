"""What officers tried on procedures, and the targets that cutting shall reach.

A scenario is a trial: what it would save is counted when it is shown, and it binds nobody.
"""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Cast, Coalesce

from motcua.accounts.models import Person
from motcua.catalogue.enums import ProcedureLevel
from motcua.catalogue.models import Field, Procedure, ProcedureVersion
from motcua.deadlines.enums import Certainty
from motcua.kernel.models import Entity
from motcua.organisations.models import Agency
from motcua.reviews.enums import Burden, CutKind, TargetSet


class Scenario(Entity):
    """Changes tried together on one version of a procedure, kept with the reason; withdrawn when nobody wants it."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey(ProcedureVersion, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    reason = models.TextField()
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_why = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(reason="") & ~Q(name=""), name="scenario_has_name_and_reason"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="scenario_withdrawn_by_somebody",
            ),
            models.UniqueConstraint(
                fields=["agency", "procedure", "name"],
                condition=Q(withdrawn_at__isnull=True),
                name="scenario_name_once",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["procedure", "agency", "-made_at"], name="scenario_procedure")
        ]

    def __str__(self) -> str:
        return self.name


class ScenarioChange(models.Model):
    """One change of a scenario: `target` is the place of the part in the version, or another procedure's code; `said`
    is how it read when it was kept."""

    scenario = models.ForeignKey(Scenario, on_delete=models.CASCADE, related_name="changes")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20, choices=CutKind.choices)
    target = models.CharField(max_length=60, blank=True)
    amount = models.DecimalField(max_digits=12, decimal_places=4, null=True)
    said = models.TextField()

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["scenario", "kind", "target"], name="scenario_change_once"),
            models.CheckConstraint(
                condition=Q(amount__isnull=True) | Q(amount__gt=0), name="scenario_amount_positive"
            ),
        ]


class ReductionTarget(Entity):
    """By how many per cent a burden of a set of procedures, of one level or of all, shall fall, compared with the day
    `baseline_on`; of one agency and all below, or, without one, of everybody."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="+")
    procedures = models.CharField(max_length=10, choices=TargetSet.choices)
    field = models.ForeignKey(Field, on_delete=models.PROTECT, null=True, related_name="+")
    level = models.CharField(
        max_length=12, choices=ProcedureLevel.choices, blank=True, help_text="Empty: of every level."
    )
    burden = models.CharField(max_length=12, choices=Burden.choices)
    percent = models.DecimalField(max_digits=5, decimal_places=2)
    baseline_on = models.DateField(help_text="The day whose procedures are what is cut from.")
    in_force = DateRangeField()
    basis = models.TextField()
    certainty = models.CharField(max_length=1, choices=Certainty.choices)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(percent__gt=0, percent__lte=100), name="target_is_a_share"),
            models.CheckConstraint(condition=~Q(basis=""), name="target_has_basis"),
            models.CheckConstraint(
                condition=Q(procedures=TargetSet.FIELD, field__isnull=False)
                | (~Q(procedures=TargetSet.FIELD) & Q(field__isnull=True)),
                name="target_of_field_names_it",
            ),
            ExclusionConstraint(
                name="one_target_at_a_time",
                expressions=[
                    (Coalesce(Cast("agency", models.TextField()), Value("")), RangeOperators.EQUAL),
                    ("procedures", RangeOperators.EQUAL),
                    (Coalesce("field", Value(0)), RangeOperators.EQUAL),
                    ("level", RangeOperators.EQUAL),
                    ("burden", RangeOperators.EQUAL),
                    ("in_force", RangeOperators.OVERLAPS),
                ],
            ),
        ]

    @property
    def called(self) -> str:
        """The set of procedures in words."""
        whole = self.field.name if self.field else TargetSet(self.procedures).label
        return f"{whole}, {ProcedureLevel(self.level).label.lower()}" if self.level else whole
