"""Initiatives: registered, scored by a council, recognised, rewarded."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from motcua.accounts.models import Person
from motcua.documents.models import StoredFile
from motcua.kernel.models import Entity
from motcua.organisations.models import Agency
from motcua.plans.enums import InitiativeStatus, RecognitionLevel


class InitiativeCall(Entity):
    """A call for initiatives in a year: until when, what they are scored by, from which score they are recognised."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="initiative_calls")
    year = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=300)
    due_on = models.DateField(null=True)
    criteria = models.JSONField(
        help_text="A list of {name, most}: what is scored, with the highest number of points."
    )
    passing = models.DecimalField(
        max_digits=6, decimal_places=2, help_text="Points from which one is recognised."
    )
    council_document = models.CharField(max_length=120, blank=True)
    closed_at = models.DateTimeField(null=True)
    created_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    is_sample = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agency", "year", "title"], name="initiative_call_once"),
        ]


class CouncilMember(models.Model):
    """Somebody who scores the initiatives of a call."""

    call = models.ForeignKey(InitiativeCall, on_delete=models.CASCADE, related_name="council")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    is_chair = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["call", "person"], name="council_member_once"),
            models.UniqueConstraint(
                fields=["call"], condition=Q(is_chair=True), name="one_chair_of_a_council"
            ),
        ]


class Initiative(Entity):
    """What somebody found out that makes the work better."""

    call = models.ForeignKey(InitiativeCall, on_delete=models.PROTECT, related_name="initiatives")
    unit = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="initiatives")
    title = models.CharField(max_length=500)
    authors = models.CharField(max_length=500)
    field = models.CharField(max_length=200, blank=True)
    summary = models.TextField()
    is_about_reform = models.BooleanField(
        default=True, help_text="About administrative reform or procedures."
    )
    status = models.CharField(
        max_length=16, choices=InitiativeStatus.choices, default=InitiativeStatus.REGISTERED
    )
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    registered_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    registered_at = models.DateTimeField()
    level = models.CharField(max_length=12, choices=RecognitionLevel.choices, blank=True)
    decision_number = models.CharField(max_length=60, blank=True)
    decided_on = models.DateField(null=True)
    reward = models.CharField(max_length=300, blank=True)
    reward_vnd = models.PositiveBigIntegerField(null=True)
    folded = models.CharField(max_length=700)
    is_sample = models.BooleanField(default=False)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["call", "status"], name="initiative_call_status")]


class InitiativeScore(models.Model):
    """The points one member of the council gave for one criterion; `criterion` is its place in the call's list."""

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="scores")
    member = models.ForeignKey(CouncilMember, on_delete=models.PROTECT, related_name="scores")
    criterion = models.PositiveSmallIntegerField()
    points = models.DecimalField(max_digits=6, decimal_places=2)
    note = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["initiative", "member", "criterion"], name="initiative_score_once"
            ),
        ]
