"""Review rounds: which procedures an agency reviews, who does it, by when it goes up which step."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import F, Q

from motcua.accounts.models import Person
from motcua.catalogue.models import Procedure, ProcedureVersion
from motcua.kernel.models import Entity
from motcua.organisations.models import Agency
from motcua.reviews.enums import Clue
from motcua.reviews.enums.rounds import (
    HandInProduct,
    HandInStep,
    ItemSource,
    ItemStatus,
    RoundKind,
    RoundStatus,
)
from motcua.reviews.models.scenarios import Scenario


class ReviewRound(Entity):
    """A plan of review of one agency, yearly or about one subject, and how far it is."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="review_rounds")
    kind = models.CharField(max_length=10, choices=RoundKind.choices)
    year = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=300)
    scope = models.TextField(blank=True, help_text="Which procedures it is about, in words.")
    basis = models.TextField(blank=True, help_text="What directs it, one act or document a line.")
    goals = models.TextField(blank=True, help_text="Targets and aims, one a line.")
    period = DateRangeField()
    status = models.CharField(max_length=10, choices=RoundStatus.choices, default=RoundStatus.DRAFT)
    control_unit = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="+")
    appraiser = models.CharField(max_length=200, blank=True, help_text="Who appraises, as papers name them.")
    approver = models.CharField(max_length=200, blank=True, help_text="Who decides in the end.")
    document_number = models.CharField(max_length=60, blank=True)
    issued_on = models.DateField(null=True)
    sent_on = models.DateField(null=True, help_text="When the plan went to the central control body.")
    approved_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    begun_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    closing_note = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=1)
    created_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    is_sample = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(title=""), name="review_round_has_title"),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("created_by")),
                name="review_round_four_eyes",
            ),
            models.CheckConstraint(
                condition=Q(status__in=[RoundStatus.DRAFT, RoundStatus.DROPPED])
                | Q(approved_by__isnull=False, approved_at__isnull=False),
                name="review_round_runs_when_approved",
            ),
            models.UniqueConstraint(
                fields=["agency", "year"],
                condition=Q(kind=RoundKind.YEARLY) & ~Q(status=RoundStatus.DROPPED),
                name="one_yearly_review_plan",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["agency", "-created_at"], name="review_round_agency")]

    def __str__(self) -> str:
        return self.title


class RoundItem(Entity):
    """One procedure to be reviewed: why, by which unit, until when. Without a round it waits to be taken into one."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="review_items")
    round = models.ForeignKey(ReviewRound, on_delete=models.PROTECT, null=True, related_name="items")
    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="review_items")
    version = models.ForeignKey(
        ProcedureVersion, on_delete=models.PROTECT, null=True, related_name="+", help_text="What is reviewed."
    )
    unit = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="review_work")
    assignee = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    source = models.CharField(max_length=10, choices=ItemSource.choices)
    reason = models.TextField()
    clue = models.CharField(max_length=20, choices=Clue.choices, blank=True)
    finding_key = models.CharField(max_length=16, blank=True)
    reference = models.CharField(max_length=200, blank=True, help_text="Of the feedback or direction.")
    scenario = models.ForeignKey(
        Scenario,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        help_text="The trial that the proposal takes over when the form is begun.",
    )
    product = models.CharField(max_length=300, blank=True)
    due_on = models.DateField(null=True)
    status = models.CharField(max_length=10, choices=ItemStatus.choices, default=ItemStatus.OPEN)
    status_note = models.TextField(blank=True, help_text="Why it was sent back or left out.")
    handed_in_on = models.DateField(null=True)
    revision = models.PositiveIntegerField(default=1)
    created_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "procedure"], name="review_item_once_in_round"),
            models.UniqueConstraint(
                fields=["agency", "procedure", "reference"],
                condition=Q(round__isnull=True) & ~Q(status=ItemStatus.LEFT_OUT),
                name="review_item_waits_once",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="review_item_has_reason"),
            models.CheckConstraint(
                condition=~Q(source=ItemSource.FINDING) | (~Q(clue="") & ~Q(finding_key="")),
                name="review_item_names_its_finding",
            ),
            models.CheckConstraint(
                condition=Q(round__isnull=True) | Q(unit__isnull=False, version__isnull=False),
                name="review_item_in_round_has_unit",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["unit", "status"], name="review_item_unit"),
            models.Index(fields=["agency", "status"], name="review_item_agency"),
        ]


class HandIn(models.Model):
    """One link of the chain by which a round's work goes up: from whom to whom, until when, when it went."""

    round = models.ForeignKey(ReviewRound, on_delete=models.CASCADE, related_name="hand_ins")
    step = models.CharField(max_length=10, choices=HandInStep.choices)
    product = models.CharField(max_length=10, choices=HandInProduct.choices)
    unit = models.ForeignKey(
        Agency,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        help_text="Who hands in; of units each.",
    )
    due_on = models.DateField()
    done_on = models.DateField(null=True)
    document_number = models.CharField(max_length=60, blank=True)
    note = models.TextField(blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["round", "step", "product", "unit"],
                name="review_hand_in_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=Q(unit__isnull=True) | Q(step=HandInStep.UNIT), name="review_hand_in_of_units"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["due_on"], condition=Q(done_on__isnull=True), name="review_hand_in_due")
        ]
