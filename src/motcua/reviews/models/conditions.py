"""Business conditions and other rules on doing business: what is asked, in which words since when, how it stands."""

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
from motcua.reviews.enums import ConditionKind, ConditionState, RuleKind


class BusinessCondition(Entity):
    """One condition, reporting duty or other rule that an agency keeps in its register; what it says, and of which
    kind it is, stands in its wordings. Procedures are no rows here: they are counted from the catalogue.

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
    rule_kind = models.CharField(max_length=10, choices=RuleKind.choices, default=RuleKind.CONDITION)
    kind = models.CharField(
        max_length=10,
        choices=ConditionKind.choices,
        help_text="What a condition asks for; of other rules none.",
    )
    act_number = models.CharField(max_length=80)
    act_title = models.CharField(max_length=500, blank=True)
    article = models.CharField(max_length=120, blank=True)
    cost_per_year_vnd = models.DecimalField(
        max_digits=18, decimal_places=0, null=True, help_text="What all who must comply spend a year."
    )
    cost_source = models.CharField(max_length=300, blank=True)
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
            models.CheckConstraint(
                condition=~Q(rule_kind=RuleKind.PROCEDURE), name="procedures_stand_in_the_catalogue"
            ),
            models.CheckConstraint(
                condition=Q(cost_per_year_vnd__isnull=True)
                | Q(cost_per_year_vnd__gte=0) & ~Q(cost_source=""),
                name="wording_cost_has_source",
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
