"""What was promised at a dialogue conference, and the work by which it is kept."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from motcua.accounts.models import Person
from motcua.feedback.models.dialogues import DialogueConference
from motcua.feedback.models.feedback import Feedback
from motcua.kernel.models import Entity
from motcua.organisations.models import Agency
from motcua.plans.models import Duty
from motcua.reviews.models import RoundItem


class DialoguePromise(Entity):
    """What somebody said at a conference they would do, by which unit, until which day.

    How far it is stands nowhere here: it follows exactly one piece of work, a duty in a plan or given for it, feedback
    that is handled, or a procedure that is reviewed.
    """

    conference = models.ForeignKey(DialogueConference, on_delete=models.PROTECT, related_name="promises")
    number = models.PositiveIntegerField()
    text = models.CharField(max_length=1000)
    unit = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    duty = models.ForeignKey(Duty, on_delete=models.PROTECT, null=True, related_name="+")
    is_given = models.BooleanField(default=False, help_text="The duty was given for it, outside any plan.")
    feedback = models.ForeignKey(Feedback, on_delete=models.PROTECT, null=True, related_name="+")
    item = models.ForeignKey(RoundItem, on_delete=models.PROTECT, null=True, related_name="+")
    added_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    dropped_at = models.DateTimeField(null=True)
    dropped_for = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["conference", "number"], name="dialogue_promise_number"),
            models.CheckConstraint(
                condition=Q(duty__isnull=False, feedback__isnull=True, item__isnull=True)
                | Q(duty__isnull=True, feedback__isnull=False, item__isnull=True)
                | Q(duty__isnull=True, feedback__isnull=True, item__isnull=False),
                name="promise_follows_one_work",
            ),
            models.CheckConstraint(
                condition=Q(is_given=False) | Q(duty__isnull=False), name="given_promise_has_duty"
            ),
            models.CheckConstraint(
                condition=Q(dropped_at__isnull=True, dropped_for="")
                | (Q(dropped_at__isnull=False) & ~Q(dropped_for="")),
                name="dropped_promise_says_why",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["due_on", "id"], condition=Q(dropped_at__isnull=True), name="dialogue_promise_due"
            ),
        ]
