"""Proposals of simplification: what is to change, what it should save, whether it was carried out, what it did save.

Once approved, what was planned is frozen by a trigger (migration 0006); what is measured stands apart.
"""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from motcua.accounts.models import Person
from motcua.catalogue.models import Procedure, ProcedureVersion, PromulgationDecision
from motcua.deadlines.enums import LimitUnit
from motcua.kernel.models import Entity
from motcua.organisations.models import Agency
from motcua.reviews.enums import Confidence
from motcua.reviews.enums.measured import NotMeasured
from motcua.reviews.enums.proposals import ProposalKind, ProposalPower, ProposalStatus
from motcua.reviews.models.costs import CostEstimate
from motcua.reviews.models.rounds import RoundItem
from motcua.reviews.models.scenarios import Scenario


class SimplificationProposal(Entity):
    """What is proposed of one procedure. `planned` is the copy made at approval of facts and savings, in words and
    numbers, as they were decided on."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="simplification_proposals")
    item = models.OneToOneField(RoundItem, on_delete=models.PROTECT, related_name="proposal")
    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey(ProcedureVersion, on_delete=models.PROTECT, related_name="+")
    scenario = models.ForeignKey(
        Scenario, on_delete=models.PROTECT, null=True, related_name="+", help_text="The trial it follows."
    )
    followed = models.JSONField(null=True, help_text="What was taken over from the trial, when it was taken.")
    kinds = ArrayField(models.CharField(max_length=12, choices=ProposalKind.choices), default=list)
    power = models.CharField(max_length=10, choices=ProposalPower.choices, default=ProposalPower.OWN)
    content = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    limit_before = models.DecimalField(max_digits=7, decimal_places=2, null=True)
    limit_after = models.DecimalField(max_digits=7, decimal_places=2, null=True)
    limit_unit = models.CharField(max_length=14, choices=LimitUnit.choices, blank=True)
    papers_before = models.PositiveSmallIntegerField(null=True)
    papers_after = models.PositiveSmallIntegerField(null=True)
    conditions_before = models.PositiveSmallIntegerField(null=True)
    conditions_after = models.PositiveSmallIntegerField(null=True)
    trips_before = models.DecimalField(max_digits=5, decimal_places=2, null=True, help_text="Of one dossier.")
    trips_after = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    estimate_before = models.ForeignKey(
        CostEstimate, on_delete=models.PROTECT, null=True, related_name="+", help_text="The sheet as it is."
    )
    estimate_after = models.ForeignKey(CostEstimate, on_delete=models.PROTECT, null=True, related_name="+")
    cost_before_vnd = models.DecimalField(
        max_digits=45,
        decimal_places=27,
        null=True,
        help_text="Of one dossier, exact; whole đồng are only shown.",
    )
    cost_after_vnd = models.DecimalField(max_digits=45, decimal_places=27, null=True)
    dossiers_per_year = models.DecimalField(max_digits=24, decimal_places=9, null=True)
    dossiers_per_year_after = models.DecimalField(
        max_digits=24, decimal_places=9, null=True, help_text="Where they become other than now."
    )
    cost_source = models.TextField(blank=True, help_text="Where costs come from when no sheet is kept.")
    status = models.CharField(max_length=12, choices=ProposalStatus.choices, default=ProposalStatus.DRAFT)
    status_note = models.TextField(blank=True, help_text="Why it was sent back or rejected.")
    planned = models.JSONField(null=True)
    prepared_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField()
    submitted_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    submitted_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    decision_number = models.CharField(max_length=60, blank=True, help_text="Of what approves the plan.")
    decided_on = models.DateField(null=True)
    carried_out_by = models.ForeignKey(
        PromulgationDecision, on_delete=models.PROTECT, null=True, related_name="carries_out"
    )
    carried_out_on = models.DateField(null=True, help_text="From when the changed procedure applies.")
    carrying_note = models.TextField(blank=True)
    confirmed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("submitted_by")),
                name="proposal_four_eyes",
            ),
            models.CheckConstraint(
                condition=Q(
                    status__in=[ProposalStatus.DRAFT, ProposalStatus.SUBMITTED, ProposalStatus.REJECTED]
                )
                | Q(planned__isnull=False, approved_at__isnull=False),
                name="approved_proposal_keeps_its_plan",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[ProposalStatus.CARRIED_OUT, ProposalStatus.MEASURED])
                | Q(carried_out_on__isnull=False, confirmed_at__isnull=False),
                name="carried_out_proposal_says_when",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["agency", "status"], name="proposal_agency"),
            models.Index(fields=["procedure", "status"], name="proposal_procedure"),
        ]


class LegalChange(models.Model):
    """What has to change in which article of which act, by whom and until when, for a proposal to hold."""

    proposal = models.ForeignKey(
        SimplificationProposal, on_delete=models.CASCADE, related_name="legal_changes"
    )
    position = models.PositiveSmallIntegerField()
    act = models.CharField(max_length=300)
    article = models.CharField(max_length=120, blank=True)
    change = models.TextField()
    responsible = models.CharField(max_length=200)
    due_on = models.DateField(null=True)

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["proposal", "position"], name="legal_change_once"),
        ]


class ProposalMeasurement(Entity):
    """What dossiers show before and after a proposal was carried out, as counted at a moment; seconds of working time
    without pauses, whole đồng. `figures` has every number with how it was measured (`rules.measured.figures`).

    Never changed, by a trigger (migration 0003), and never in the place of what was planned: who measures again makes
    another row.
    """

    proposal = models.ForeignKey(
        SimplificationProposal, on_delete=models.PROTECT, related_name="measurements"
    )
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    before_from = models.DateField()
    before_until = models.DateField(help_text="The first day that counts no more.")
    after_from = models.DateField()
    after_until = models.DateField(help_text="The last day that counts.")
    dossiers_before = models.PositiveIntegerField()
    dossiers_after = models.PositiveIntegerField()
    half_before = models.BigIntegerField(null=True)
    half_after = models.BigIntegerField(null=True)
    most_before = models.BigIntegerField(null=True, help_text="Nine tenths took no longer.")
    most_after = models.BigIntegerField(null=True)
    mean_before = models.BigIntegerField(null=True)
    mean_after = models.BigIntegerField(null=True)
    cost_before_vnd = models.BigIntegerField(null=True, help_text="Of one dossier.")
    cost_after_vnd = models.BigIntegerField(null=True)
    year_before_vnd = models.BigIntegerField(null=True, help_text="Of twelve months.")
    year_after_vnd = models.BigIntegerField(null=True)
    saving_percent = models.DecimalField(
        max_digits=12, decimal_places=2, null=True, help_text="None of nothing."
    )
    missing = models.CharField(
        max_length=12, choices=NotMeasured.choices, blank=True, help_text="Why there are no amounts."
    )
    confidence = models.CharField(max_length=10, choices=Confidence.choices)
    figures = models.JSONField(default=list)
    note = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["-at", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(missing="", year_before_vnd__isnull=False, year_after_vnd__isnull=False)
                | (~Q(missing="") & Q(year_before_vnd__isnull=True, year_after_vnd__isnull=True)),
                name="measurement_has_amounts_or_says_why",
            ),
        ]
