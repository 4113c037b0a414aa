"""Feedback itself: what came, who has it, how far it is."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import Q

from motcua.accounts.models import Person
from motcua.catalogue.enums import Constituent
from motcua.catalogue.models import Procedure
from motcua.dossiers.models import Dossier
from motcua.feedback.enums.feedback import (
    FOUND_BY_SYSTEM,
    Channel,
    Content,
    Contentment,
    Kind,
    ModerationKind,
    Named,
    Recognised,
    RejectReason,
    SenderKind,
    State,
    Subject,
    Term,
)
from motcua.feedback.rules.feedback.moves import ENDED, OPEN
from motcua.kernel.models import Entity
from motcua.organisations.models import Agency

_ANSWERED = [State.ANSWERED, State.WAITING_PUBLICATION, State.PUBLISHED]


class Feedback(Entity):
    """One report or proposal. `agency` has it now; `clock_from` is since when its terms count there.

    Who follows it without an account needs `code` and a secret, of which only a keyed digest is kept. `revision`
    grows with every act. `due_at` is when the answer is due, `act_by` by when somebody must act next.
    """

    code = models.CharField(max_length=20, unique=True)
    secret_digest = models.CharField(max_length=64)
    submission_key = models.UUIDField(unique=True, help_text="One sending, one row, however often sent.")

    kind = models.CharField(max_length=10, choices=Kind.choices)
    subject = models.CharField(max_length=10, choices=Subject.choices)
    content = models.CharField(max_length=2, choices=Content.choices, blank=True)
    channel = models.CharField(max_length=14, choices=Channel.choices)
    outside_code = models.CharField(max_length=60, blank=True, help_text="Its code where it came from.")
    title = models.CharField(max_length=200)
    body = models.TextField()

    sender_kind = models.CharField(max_length=12, choices=SenderKind.choices)
    sender = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    sender_name = models.CharField(max_length=250, blank=True)
    sender_address = models.CharField(max_length=300, blank=True)
    sender_phone = models.CharField(max_length=20, blank=True)
    sender_email = models.EmailField(blank=True)
    registered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, null=True, related_name="+")
    constituent = models.CharField(max_length=20, choices=Constituent.choices, blank=True)
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, null=True, related_name="+")
    about_agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="+")
    about_text = models.CharField(max_length=300, blank=True, help_text="Whom or what it is about, in words.")

    received_at_agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="+")
    holder = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=20, choices=State.choices)
    revision = models.PositiveIntegerField(default=0)

    sent_at = models.DateTimeField()
    clock_from = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    published_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    act_by = models.DateTimeField(null=True)
    late_terms = ArrayField(models.CharField(max_length=20, choices=Term.choices), default=list)
    reject_reason = models.CharField(max_length=20, choices=RejectReason.choices, blank=True)
    end_note = models.TextField(
        blank=True, help_text="What the sender was told at the end, or on withdrawing."
    )
    withheld_reason = models.TextField(blank=True, help_text="Why the answer is not made public.")

    repeat_of = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="repeats")
    recognised = models.CharField(max_length=14, choices=Recognised.choices, blank=True)
    spam_score = models.PositiveSmallIntegerField(default=0)
    spam_signs = models.JSONField(default=list)
    hidden_as = models.CharField(max_length=10, choices=ModerationKind.choices, blank=True)
    contentment = models.CharField(max_length=12, choices=Contentment.choices, blank=True)
    is_sample = models.BooleanField(default=False)
    folded = models.TextField(help_text="Title and body for comparing; names of senders are not in it.")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(sender_kind=SenderKind.ANONYMOUS)
                | Q(sender__isnull=True, sender_name="", sender_phone="", sender_email="", sender_address=""),
                name="anonymous_feedback_names_nobody",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=sorted(ENDED)) | Q(ended_at__isnull=False),
                name="ended_feedback_has_its_moment",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=_ANSWERED) | Q(answered_at__isnull=False),
                name="answered_feedback_has_its_moment",
            ),
            models.CheckConstraint(condition=~Q(repeat_of=models.F("id")), name="feedback_repeats_another"),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["agency", "act_by", "id"],
                condition=Q(state__in=sorted(OPEN)),
                name="feedback_open",
            ),
            models.Index(fields=["agency", "-sent_at", "-id"], name="feedback_agency"),
            models.Index(fields=["procedure", "-sent_at"], name="feedback_procedure"),
            models.Index(fields=["dossier"], condition=Q(dossier__isnull=False), name="feedback_dossier"),
            models.Index(fields=["sender", "-sent_at"], name="feedback_sender"),
            models.Index(fields=["holder", "act_by"], name="feedback_holder"),
            models.Index(fields=["sent_at"], name="feedback_sent"),
        ]

    def __str__(self) -> str:
        return self.code


class FeedbackObject(models.Model):
    """Somebody about whose conduct feedback is or may be: they never see it, whatever they may do.

    Who was only found by the system, by their name or because they worked on the dossier, may be freed again, with a
    reason; the row stays, so that the same does not close it to them anew.
    """

    feedback = models.ForeignKey(Feedback, on_delete=models.CASCADE, related_name="objects_of")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    named = models.CharField(max_length=12, choices=Named.choices)
    freed_at = models.DateTimeField(null=True)
    freed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    freed_why = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(freed_at__isnull=True)
                | (
                    Q(freed_by__isnull=False, named__in=[one.value for one in FOUND_BY_SYSTEM])
                    & ~Q(freed_why="")
                ),
                name="only_recognised_objects_are_freed",
            ),
            models.UniqueConstraint(fields=["feedback", "person"], name="feedback_object_once"),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["person", "feedback"],
                condition=Q(freed_at__isnull=True),
                name="feedback_object_person",
            )
        ]


class Moderation(Entity):
    """A judgement on what a text holds: who, when, why. Never changed, never removed."""

    feedback = models.ForeignKey(Feedback, on_delete=models.CASCADE, related_name="moderations")
    kind = models.CharField(max_length=10, choices=ModerationKind.choices)
    reason = models.TextField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()


class PublishedText(Entity):
    """What the public is shown: the question and the answer as a person confirmed them, without personal data.

    The original stays in `Feedback` and in the answer. One is shown at a time; a later one takes its place.
    """

    feedback = models.ForeignKey(Feedback, on_delete=models.CASCADE, related_name="published_texts")
    title = models.CharField(max_length=200)
    question = models.TextField()
    answer = models.TextField()
    removed = models.JSONField(default=dict, help_text="How many of each kind of personal data were removed.")
    confirmed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField()
    published_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField(null=True)
    taken_down_at = models.DateTimeField(null=True)
    taken_down_why = models.TextField(blank=True)
    folded = models.TextField()
    words = models.GeneratedField(
        expression=SearchVector("folded", config="simple"), output_field=SearchVectorField(), db_persist=True
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["feedback"],
                condition=Q(published_at__isnull=False, taken_down_at__isnull=True),
                name="one_text_shown",
            ),
            models.UniqueConstraint(
                fields=["feedback"],
                condition=Q(published_at__isnull=True, taken_down_at__isnull=True),
                name="one_text_waits",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["-published_at", "-id"],
                condition=Q(published_at__isnull=False, taken_down_at__isnull=True),
                name="published_text_shown",
            ),
            GinIndex(
                fields=["words"],
                condition=Q(published_at__isnull=False, taken_down_at__isnull=True),
                name="published_text_words",
                fastupdate=False,
            ),
        ]
