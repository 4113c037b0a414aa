"""Dialogue conferences, and what is asked at them."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import Q

from motcua.accounts.enums import PartyKind
from motcua.accounts.models import Person
from motcua.feedback.enums import (
    AsideReason,
    AskedWhen,
    ConferenceStatus,
    QuestionChannel,
    QuestionStatus,
)
from motcua.feedback.enums.feedback import Named
from motcua.kernel.models import Entity
from motcua.organisations.models import Agency
from motcua.plans.models import Activity


class DialogueConference(Entity):
    """An agency meets people and enterprises: announced, questions called for in `call`, held, its answers made public.

    `citizens`, `enterprises` and `bodies` are how many came: persons, enterprises, schools and other bodies.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    topic = models.CharField(max_length=300)
    audience = models.CharField(max_length=300)
    about = models.TextField(blank=True)
    starts_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    place = models.CharField(max_length=300)
    link = models.URLField(max_length=500, blank=True)
    call = DateRangeField()
    status = models.CharField(
        max_length=10, choices=ConferenceStatus.choices, default=ConferenceStatus.PREPARED
    )
    chair = models.CharField(max_length=200, blank=True)
    secretary = models.CharField(max_length=200, blank=True)
    citizens = models.PositiveIntegerField(default=0)
    enterprises = models.PositiveIntegerField(default=0)
    bodies = models.PositiveIntegerField(default=0)
    conclusion = models.TextField(blank=True)
    announced_at = models.DateTimeField(null=True)
    concluded_at = models.DateTimeField(null=True)
    cancelled_for = models.CharField(max_length=300, blank=True)
    activity = models.OneToOneField(
        Activity,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        help_text="As which a plan counts it.",
    )
    created_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    revision = models.PositiveIntegerField(default=1)
    folded = models.TextField()
    is_sample = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(status__in=[ConferenceStatus.HELD, ConferenceStatus.CONCLUDED])
                | Q(ended_at__isnull=False),
                name="held_conference_has_ended",
            ),
            models.CheckConstraint(
                condition=~Q(status=ConferenceStatus.CONCLUDED) | Q(concluded_at__isnull=False),
                name="concluded_conference_says_when",
            ),
            models.CheckConstraint(
                condition=Q(call__isempty=False, call__lower_inf=False, call__upper_inf=False),
                name="conference_calls_for_some_days",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["agency", "-starts_at", "-id"], name="conference_of_agency"),
            models.Index(fields=["status", "-starts_at", "-id"], name="conference_status"),
        ]


class DialogueQuestion(Entity):
    """One question to a conference, from how it came to its answer.

    `text` is as it was sent and is never public; `public_text` is what the approver lets people read, without personal
    data. Name and contact are given freely and the contact goes when the conference is concluded.
    """

    conference = models.ForeignKey(DialogueConference, on_delete=models.PROTECT, related_name="questions")
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    asked_when = models.CharField(max_length=6, choices=AskedWhen.choices)
    channel = models.CharField(max_length=6, choices=QuestionChannel.choices)
    party = models.CharField(max_length=20, choices=PartyKind.choices)
    name = models.CharField(max_length=200, blank=True)
    contact = models.CharField(max_length=120, blank=True)
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    text = models.TextField()
    theme = models.CharField(max_length=120, blank=True)
    unit = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="+")
    answer_by = models.DateField(null=True)
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    public_text = models.TextField(blank=True)
    approved_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    sent_back_for = models.CharField(max_length=500, blank=True)
    published_at = models.DateTimeField(null=True)
    status = models.CharField(max_length=10, choices=QuestionStatus.choices, default=QuestionStatus.RECEIVED)
    aside_for = models.CharField(max_length=10, choices=AsideReason.choices, blank=True)
    aside_note = models.CharField(max_length=500, blank=True)
    duplicate_of = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="duplicates")
    is_closed = models.BooleanField(default=False, help_text="About somebody's conduct, or taken for it.")
    about_agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="+")
    revision = models.PositiveIntegerField(default=1)
    folded = models.TextField(help_text="Of what is public, for searching.", blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["conference", "number"], name="dialogue_question_number"),
            models.CheckConstraint(
                condition=Q(status__in=[QuestionStatus.RECEIVED, QuestionStatus.SET_ASIDE])
                | Q(unit__isnull=False),
                name="question_on_its_way_has_unit",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[QuestionStatus.APPROVED, QuestionStatus.PUBLISHED])
                | (
                    Q(approved_by__isnull=False, approved_at__isnull=False)
                    & ~Q(public_text="")
                    & ~Q(answer="")
                ),
                name="approved_question_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(status=QuestionStatus.PUBLISHED, published_at__isnull=False)
                | (~Q(status=QuestionStatus.PUBLISHED) & Q(published_at__isnull=True)),
                name="published_question_says_when",
            ),
            models.CheckConstraint(
                condition=Q(is_closed=False)
                | ~Q(status__in=[QuestionStatus.APPROVED, QuestionStatus.PUBLISHED]),
                name="closed_question_is_not_public",
            ),
            models.CheckConstraint(
                condition=Q(status=QuestionStatus.SET_ASIDE) ^ Q(aside_for=""),
                name="question_set_aside_says_why",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["unit", "status"], name="dialogue_question_unit"),
        ]


class QuestionObject(models.Model):
    """Somebody whom a question is about, or whose name stands in it: the question is kept from them."""

    question = models.ForeignKey(DialogueQuestion, on_delete=models.CASCADE, related_name="objects_of")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    named = models.CharField(max_length=12, choices=Named.choices)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["question", "person"], name="question_object_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["person", "question"], name="question_object_person")]
