"""Draft legal acts with procedures in them: what was asked of each procedure, who was heard, what was answered."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from motcua.accounts.models import Person
from motcua.catalogue.enums import ChangeKind
from motcua.catalogue.models import Procedure, PromulgationDecision
from motcua.deadlines.enums import LimitUnit
from motcua.kernel.models import Entity
from motcua.organisations.models import Agency
from motcua.reviews.enums import (
    ActKind,
    ActStage,
    ActStatus,
    AppraisalOutcome,
    Block,
    Confidence,
    ConsultationWay,
    CostOrigin,
    CostPart,
    ImpactReply,
    OpinionOutcome,
    Side,
)

_CHANGES = [ChangeKind.NEW, ChangeKind.AMENDED, ChangeKind.REPLACED, ChangeKind.REPEALED]


class DraftAct(Entity):
    """A legal act that an agency proposes or drafts, with procedures in it."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="draft_acts")
    title = models.CharField(max_length=500)
    kind = models.CharField(max_length=20, choices=ActKind.choices)
    stage = models.CharField(max_length=10, choices=ActStage.choices, default=ActStage.PROPOSAL)
    status = models.CharField(max_length=10, choices=ActStatus.choices, default=ActStatus.ASSESSING)
    about = models.TextField(blank=True)
    begun_on = models.DateField()
    wanted_on = models.DateField(null=True, help_text="When it is to be issued.")
    number = models.CharField(max_length=80, blank=True)
    issued_on = models.DateField(null=True)
    effective_on = models.DateField(null=True)
    decision = models.ForeignKey(
        PromulgationDecision,
        on_delete=models.PROTECT,
        null=True,
        related_name="draft_acts",
        help_text="What made its procedures public.",
    )
    dropped_for = models.CharField(max_length=500, blank=True)
    created_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    revision = models.PositiveIntegerField(default=1)
    folded = models.CharField(max_length=600)
    is_sample = models.BooleanField(default=False)

    # As `queries.impact.acts.draft_acts_wanted` counts them.
    procedures_count: int
    open_count: int

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(status=ActStatus.ISSUED)
                | (Q(issued_on__isnull=False, effective_on__isnull=False) & ~Q(number="")),
                name="issued_act_has_number_and_days",
            ),
            models.CheckConstraint(
                condition=Q(effective_on__isnull=True) | Q(effective_on__gte=F("issued_on")),
                name="act_applies_after_issue",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["agency", "-begun_on", "-id"], name="draft_act_agency")]

    def __str__(self) -> str:
        return self.title


class DraftActProcedure(Entity):
    """One procedure in a draft act, and what is foreseen of it."""

    act = models.ForeignKey(DraftAct, on_delete=models.CASCADE, related_name="procedures")
    change = models.CharField(max_length=10, choices=[(each.value, each.label) for each in _CHANGES])
    procedure = models.ForeignKey(
        Procedure, on_delete=models.PROTECT, null=True, related_name="in_draft_acts"
    )
    name = models.CharField(max_length=500)
    papers = models.PositiveSmallIntegerField(null=True)
    limit_amount = models.DecimalField(max_digits=7, decimal_places=2, null=True)
    limit_unit = models.CharField(max_length=14, choices=LimitUnit.choices, blank=True)
    fee_vnd = models.BigIntegerField(null=True)
    times_per_year = models.DecimalField(max_digits=33, decimal_places=18, null=True)
    subjects_per_year = models.DecimalField(max_digits=24, decimal_places=9, null=True)
    year_source = models.TextField(blank=True, help_text="Where both are from.")
    year_confidence = models.CharField(max_length=10, choices=Confidence.choices, blank=True)
    added_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(change=ChangeKind.NEW) | Q(procedure__isnull=False),
                name="what_changes_is_known",
            ),
            models.UniqueConstraint(
                fields=["act", "procedure"],
                condition=Q(procedure__isnull=False),
                name="procedure_once_in_act",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["act", "added_at", "id"], name="procedure_in_act")]

    def __str__(self) -> str:
        return self.name


class ImpactAssessment(Entity):
    """The questions asked of one procedure at one stage; by the form of the day on which it was begun."""

    item = models.ForeignKey(DraftActProcedure, on_delete=models.CASCADE, related_name="assessments")
    stage = models.CharField(max_length=10, choices=ActStage.choices)
    form_code = models.CharField(max_length=20)
    form_on = models.DateField(help_text="The day whose form is asked.")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["item", "stage"], name="assessed_once_at_a_stage"),
        ]


class ImpactAnswer(models.Model):
    """What was answered to one question."""

    assessment = models.ForeignKey(ImpactAssessment, on_delete=models.CASCADE, related_name="answers")
    question = models.CharField(max_length=40)
    reply = models.CharField(max_length=14, choices=ImpactReply.choices, blank=True)
    text = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["assessment", "question"], name="question_answered_once"),
            models.CheckConstraint(condition=~Q(reply="") | ~Q(text=""), name="answer_says_something"),
        ]


class ImpactCostLine(models.Model):
    """One activity of carrying out the procedure, as it is or as the draft would have it. The places hold what lines of
    kept sheets have: how often × how much."""

    item = models.ForeignKey(DraftActProcedure, on_delete=models.CASCADE, related_name="cost_lines")
    side = models.CharField(max_length=6, choices=Side.choices)
    position = models.PositiveSmallIntegerField()
    activity = models.CharField(max_length=500)
    block = models.CharField(max_length=10, choices=Block.choices)
    hours = models.DecimalField(max_digits=33, decimal_places=18, default=0)
    hourly_income_vnd = models.DecimalField(max_digits=24, decimal_places=9, default=0)
    service_vnd = models.DecimalField(max_digits=33, decimal_places=18, default=0)
    fee_vnd = models.DecimalField(max_digits=33, decimal_places=18, default=0)
    other_vnd = models.DecimalField(max_digits=33, decimal_places=18, default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["item", "side", "position"], name="impact_cost_place"),
            models.CheckConstraint(
                condition=Q(hours__gte=0, hourly_income_vnd__gte=0, service_vnd__gte=0, fee_vnd__gte=0)
                & Q(other_vnd__gte=0),
                name="impact_cost_not_negative",
            ),
        ]


class ImpactCostSource(models.Model):
    """Where one number of a cost line is from, and how sure."""

    line = models.ForeignKey(ImpactCostLine, on_delete=models.CASCADE, related_name="sources")
    part = models.CharField(max_length=12, choices=CostPart.choices)
    origin = models.CharField(max_length=10, choices=CostOrigin.choices)
    source = models.TextField()
    confidence = models.CharField(max_length=10, choices=Confidence.choices)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["line", "part"], name="impact_source_of_a_number"),
            models.CheckConstraint(condition=~Q(source=""), name="impact_source_says_where"),
        ]


class Consultation(Entity):
    """One time people were asked what they think of a draft act."""

    act = models.ForeignKey(DraftAct, on_delete=models.CASCADE, related_name="consultations")
    way = models.CharField(max_length=10, choices=ConsultationWay.choices)
    asked = models.TextField(help_text="Who was asked.")
    began_on = models.DateField()
    ended_on = models.DateField(null=True)
    link = models.URLField(max_length=500, blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    opinions_count: int  # as `queries.impact.said.consultations_of` counts them

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("began_on")),
                name="consultation_ends_after_it_begins",
            ),
        ]


class Opinion(Entity):
    """What somebody said of a draft act, and what was answered."""

    act = models.ForeignKey(DraftAct, on_delete=models.CASCADE, related_name="opinions")
    consultation = models.ForeignKey(
        Consultation, on_delete=models.PROTECT, null=True, related_name="opinions"
    )
    item = models.ForeignKey(DraftActProcedure, on_delete=models.SET_NULL, null=True, related_name="opinions")
    giver = models.CharField(max_length=300)
    received_on = models.DateField()
    content = models.TextField()
    outcome = models.CharField(max_length=10, choices=OpinionOutcome.choices, default=OpinionOutcome.OPEN)
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(outcome=OpinionOutcome.OPEN, answered_at__isnull=True)
                | (~Q(outcome=OpinionOutcome.OPEN) & Q(answered_at__isnull=False) & ~Q(answer="")),
                name="opinion_answered_in_words",
            ),
        ]


class Appraisal(Entity):
    """A draft act handed to the body that gives its opinion on the procedures in it, and that opinion."""

    act = models.ForeignKey(DraftAct, on_delete=models.CASCADE, related_name="appraisals")
    stage = models.CharField(max_length=10, choices=ActStage.choices)
    body = models.CharField(max_length=300)
    sent_on = models.DateField()
    due_on = models.DateField()
    sent_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    outcome = models.CharField(max_length=14, choices=AppraisalOutcome.choices, blank=True)
    number = models.CharField(max_length=80, blank=True)
    answered_on = models.DateField(null=True)
    opinion = models.TextField(blank=True)
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(due_on__gte=F("sent_on")), name="appraisal_due_after_sending"),
            models.CheckConstraint(
                condition=Q(outcome="", answered_on__isnull=True)
                | (~Q(outcome="") & Q(answered_on__isnull=False)),
                name="appraisal_answered_on_a_day",
            ),
            models.UniqueConstraint(
                fields=["act"], condition=Q(outcome=""), name="one_appraisal_waits_at_a_time"
            ),
        ]
