"""The way of a dossier through the office."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from motcua.accounts.enums import Role
from motcua.accounts.models import Person
from motcua.deadlines.enums import LimitUnit, Standing
from motcua.documents.models import StoredFile
from motcua.dossiers.enums import Audience, Verb
from motcua.dossiers.models.dossier import Dossier
from motcua.kernel.models import Entity
from motcua.organisations.models import Agency


class Leg(models.Model):
    """An agency's share of the one promise of an interconnected dossier."""

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="legs")
    position = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    is_lead = models.BooleanField(default=False)
    limit_amount = models.DecimalField(max_digits=7, decimal_places=2)
    limit_unit = models.CharField(max_length=14, choices=LimitUnit.choices)
    due_at = models.DateTimeField(null=True)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["dossier", "key"], name="leg_once"),
        ]
        ordering: ClassVar = ["position"]


class Passage(Entity):
    """A dossier's stay at one step: handed over, begun, due, handed on. The rows of the control slip."""

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="passages")
    number = models.PositiveIntegerField()
    step_key = models.CharField(max_length=40)
    step_name = models.CharField(max_length=200)
    role = models.CharField(max_length=30, choices=Role.choices)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    from_person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    entered_at = models.DateTimeField()
    begun_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    left_at = models.DateTimeField(null=True)
    left_by = models.CharField(max_length=30, choices=Verb.choices, blank=True)
    standing = models.CharField(max_length=12, choices=Standing.choices, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["dossier", "number"], name="passage_number"),
            models.UniqueConstraint(
                fields=["dossier"], condition=Q(left_at__isnull=True), name="one_open_passage"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["person", "-entered_at"], name="passage_person"),
            models.Index(fields=["agency", "-entered_at"], name="passage_agency"),
        ]
        ordering: ClassVar = ["number"]


class Consultation(Entity):
    """A question to another body, with a term of its own; the dossier goes on meanwhile."""

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="consultations")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    question = models.TextField()
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    closed_why = models.CharField(max_length=200, blank=True, help_text="Why no answer is needed any more.")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")

    # Neither answered nor closed because the dossier came to its end.
    WAITS: ClassVar[Q] = Q(answered_at__isnull=True, closed_at__isnull=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True) | Q(closed_at__isnull=True),
                name="answered_or_closed",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["agency", "due_at"],
                condition=Q(answered_at__isnull=True, closed_at__isnull=True),
                name="consultation_waits",
            ),
        ]


class Message(Entity):
    """Words between the applicant and the office, or a note among staff."""

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="messages")
    audience = models.CharField(max_length=10, choices=Audience.choices)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    is_from_applicant = models.BooleanField(default=False)
    text = models.TextField()
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["dossier", "at"], name="message_dossier_at")]


class Handover(Entity):
    """All open work of an absent person passed to another, at once."""

    from_person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    to_person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    count = models.PositiveIntegerField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
