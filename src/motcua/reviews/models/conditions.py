"""Business conditions: what is asked of who wants to do business, in which words since when, and how it stands."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Q

from motcua.accounts.models import Person
from motcua.catalogue.models import Procedure
from motcua.kernel.models import Entity
from motcua.organisations.models import Agency
from motcua.reviews.enums import ConditionKind, ConditionState


class BusinessCondition(Entity):
    """One condition that an agency keeps in its register; what it says stands in its wordings.

    `folded` and `line_folded` are of the newest wording, for finding it.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="business_conditions")
    code = models.CharField(max_length=40)
    folded = models.TextField()
    line_folded = models.CharField(max_length=200)
    created_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    revision = models.PositiveIntegerField(default=1)
    is_sample = models.BooleanField(default=False)

    # As `queries.conditions.listing.with_standing` asks them.
    state: str | None
    wording_id: UUID

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agency", "code"], name="condition_code_once"),
        ]

    def __str__(self) -> str:
        return self.code


class ConditionWording(Entity):
    """What a condition says while it applies; an amendment begins a further wording where the former one ends."""

    condition = models.ForeignKey(BusinessCondition, on_delete=models.CASCADE, related_name="wordings")
    in_force = DateRangeField()
    text = models.TextField()
    line = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=ConditionKind.choices)
    act_number = models.CharField(max_length=80)
    act_title = models.CharField(max_length=500, blank=True)
    article = models.CharField(max_length=120, blank=True)
    procedures = models.ManyToManyField(Procedure, related_name="business_conditions")

    class Meta:
        constraints: ClassVar = [
            ExclusionConstraint(
                name="one_wording_at_a_time",
                expressions=[("condition", RangeOperators.EQUAL), ("in_force", RangeOperators.OVERLAPS)],
            ),
            models.CheckConstraint(
                condition=~Q(text="") & ~Q(line="") & ~Q(act_number=""), name="wording_is_whole"
            ),
        ]


class ConditionMark(Entity):
    """What was found of a condition from a day on, by whom; never changed, only followed by another."""

    condition = models.ForeignKey(BusinessCondition, on_delete=models.CASCADE, related_name="marks")
    state = models.CharField(max_length=12, choices=ConditionState.choices)
    since = models.DateField()
    decision = models.CharField(max_length=120, blank=True)
    decided_on = models.DateField(null=True)
    reason = models.TextField(blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(state__in=[ConditionState.CUT, ConditionState.AMENDED]) | ~Q(decision=""),
                name="mark_names_its_decision",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["condition", "since", "at"], name="mark_of_condition")]
