"""What is done with feedback: asked, passed on, consulted about, answered, followed up."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import Q

from motcua.accounts.models import Person
from motcua.deadlines.enums import LimitUnit
from motcua.documents.models import StoredFile
from motcua.feedback.enums.feedback import (
    Back,
    Contentment,
    FollowUpKind,
    Outcome,
    ReplyStatus,
    Subject,
    Term,
)
from motcua.feedback.models.feedback import Feedback, PublishedText
from motcua.kernel.models import Entity
from motcua.organisations.models import Agency


class Supplement(Entity):
    """What the sender was asked for, and what came. Time stands still from asking to answer."""

    feedback = models.ForeignKey(Feedback, on_delete=models.CASCADE, related_name="supplements")
    asked = models.TextField()
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    waited = DateTimeRangeField()
    text = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["feedback"], condition=Q(answered_at__isnull=True), name="one_open_supplement"
            ),
            ExclusionConstraint(
                name="supplements_do_not_overlap",
                expressions=[("feedback", RangeOperators.EQUAL), ("waited", RangeOperators.OVERLAPS)],
            ),
        ]


class Transfer(Entity):
    """Feedback passed on: to an agency here, to a body outside, or back to who sent it."""

    feedback = models.ForeignKey(Feedback, on_delete=models.CASCADE, related_name="transfers")
    giver = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    taker = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="+")
    outside = models.CharField(max_length=250, blank=True)
    reason = models.TextField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    back = models.CharField(max_length=10, choices=Back.choices, blank=True)
    back_text = models.TextField(
        blank=True, help_text="What the body outside answered, or why it sent it back."
    )
    back_document = models.CharField(max_length=120, blank=True)
    back_on = models.DateField(null=True, help_text="The day of what it wrote.")
    back_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    back_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(taker__isnull=False, outside="") | (Q(taker__isnull=True) & ~Q(outside="")),
                name="transfer_goes_somewhere",
            ),
            models.CheckConstraint(
                condition=Q(back="", back_at__isnull=True, back_by__isnull=True)
                | (Q(taker__isnull=True, back_at__isnull=False, back_by__isnull=False) & ~Q(back="")),
                name="what_comes_back_came_from_outside",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["feedback", "at"], name="feedback_transfer_at")]


class OpinionAsked(Entity):
    """An opinion that a person or a unit was asked for while feedback is worked on."""

    feedback = models.ForeignKey(Feedback, on_delete=models.CASCADE, related_name="opinions")
    question = models.TextField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    opinion = models.TextField(blank=True)
    given_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    given_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["person"], condition=Q(given_at__isnull=True), name="opinion_of_person"),
            models.Index(fields=["agency"], condition=Q(given_at__isnull=True), name="opinion_of_agency"),
        ]


class Reply(Entity):
    """An answer, from its draft to the sender's hands. A reopened one gets the next."""

    feedback = models.ForeignKey(Feedback, on_delete=models.CASCADE, related_name="replies")
    number = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=10, choices=ReplyStatus.choices)
    text = models.TextField()
    outcome = models.CharField(max_length=12, choices=Outcome.choices)
    legal_basis = models.TextField(blank=True)
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    send_back_why = models.TextField(blank=True)
    approved_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["feedback", "number"], name="reply_number"),
            models.UniqueConstraint(
                fields=["feedback"], condition=~Q(status=ReplyStatus.APPROVED), name="one_reply_in_work"
            ),
            models.CheckConstraint(
                condition=~Q(status=ReplyStatus.APPROVED)
                | Q(approved_by__isnull=False, approved_at__isnull=False),
                name="reply_approved_by_somebody",
            ),
        ]


class FeedbackFile(Entity):
    """A file that came with feedback, with a supplement, with an answer (`reply`) or back from outside (`transfer`)."""

    feedback = models.ForeignKey(Feedback, on_delete=models.CASCADE, related_name="files")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    is_of_office = models.BooleanField(default=False, help_text="Attached by the office, not by the sender.")
    reply = models.ForeignKey(Reply, on_delete=models.CASCADE, null=True, related_name="files")
    transfer = models.ForeignKey(Transfer, on_delete=models.CASCADE, null=True, related_name="files")
    added_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(is_of_office=True) | Q(reply__isnull=True, transfer__isnull=True),
                name="files_of_answers_are_of_the_office",
            ),
        ]


class PublishedFile(Entity):
    """A file of an answer that the public may have: somebody said that it holds no personal data."""

    text = models.ForeignKey(PublishedText, on_delete=models.CASCADE, related_name="files")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120, help_text="What the public sees it called.")
    position = models.PositiveSmallIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["text", "file"], name="published_file_once"),
        ]


class Reopening(Entity):
    """That feedback was opened again after an answer; by its sender once at most, whoever has an account or not."""

    feedback = models.ForeignKey(Feedback, on_delete=models.CASCADE, related_name="reopenings")
    reply = models.ForeignKey(Reply, on_delete=models.CASCADE, related_name="+")
    is_of_sender = models.BooleanField()
    reason = models.TextField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["feedback"], condition=Q(is_of_sender=True), name="senders_reopen_once"
            ),
            models.CheckConstraint(
                condition=Q(is_of_sender=True) | Q(by__isnull=False), name="reopening_by_somebody"
            ),
        ]


class Satisfaction(Entity):
    """What the sender says of one answer."""

    reply = models.OneToOneField(Reply, on_delete=models.CASCADE, related_name="satisfaction")
    contentment = models.CharField(max_length=12, choices=Contentment.choices)
    comment = models.TextField(blank=True)
    at = models.DateTimeField()


class FollowUp(Entity):
    """A review or an inspection that feedback set going; `told_at`: the sender heard how it ended."""

    feedback = models.ForeignKey(Feedback, on_delete=models.CASCADE, related_name="follow_ups")
    kind = models.CharField(max_length=12, choices=FollowUpKind.choices)
    subject_id = models.UUIDField(help_text="The review item or the inspection.")
    reason = models.TextField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    told_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["feedback", "kind", "subject_id"], name="follow_up_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["kind", "subject_id"], name="follow_up_subject")]


class OwnTerm(models.Model):
    """A term that an agency set for itself, shorter than the law's."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    term = models.CharField(max_length=20, choices=Term.choices)
    amount = models.DecimalField(max_digits=7, decimal_places=2)
    unit = models.CharField(max_length=14, choices=LimitUnit.choices)
    basis = models.CharField(max_length=250)
    in_force = DateRangeField()

    class Meta:
        constraints: ClassVar = [
            ExclusionConstraint(
                name="own_term_once_at_a_time",
                expressions=[
                    ("agency", RangeOperators.EQUAL),
                    ("term", RangeOperators.EQUAL),
                    ("in_force", RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(condition=~Q(basis=""), name="own_term_has_basis"),
        ]


class AnonymousAllowance(models.Model):
    """That feedback on a subject is taken without a name, here or everywhere (`agency` empty), by which document."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="+")
    subject = models.CharField(max_length=10, choices=Subject.choices)
    basis = models.CharField(max_length=250)
    in_force = DateRangeField()

    class Meta:
        constraints: ClassVar = [
            ExclusionConstraint(
                name="anonymous_allowance_once",
                expressions=[
                    ("agency", RangeOperators.EQUAL),
                    ("subject", RangeOperators.EQUAL),
                    ("in_force", RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(condition=~Q(basis=""), name="anonymous_allowance_has_basis"),
        ]
