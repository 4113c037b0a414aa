"""Hotlines: the numbers that are published, and the calls that came."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Q

from motcua.accounts.models import Person
from motcua.feedback.enums import CallOutcome
from motcua.feedback.enums.feedback import Named
from motcua.feedback.models.feedback import Feedback
from motcua.kernel.models import Entity
from motcua.organisations.models import Agency


class HotlineNumber(Entity):
    """A number that an agency publishes for some time: who answers, when, about what."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="hotline_numbers")
    phone = models.CharField(max_length=20)
    name = models.CharField(max_length=120)
    title = models.CharField(max_length=200, blank=True)
    hours = models.CharField(max_length=200)
    about = models.CharField(max_length=200, blank=True)
    in_force = DateRangeField()
    position = models.PositiveSmallIntegerField(default=1)
    added_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    is_sample = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            ExclusionConstraint(
                name="hotline_number_once_at_a_time",
                expressions=[
                    ("agency", RangeOperators.EQUAL),
                    ("phone", RangeOperators.EQUAL),
                    ("in_force", RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(
                condition=Q(in_force__isempty=False, in_force__lower_inf=False),
                name="hotline_number_held_some_days",
            ),
        ]


class HotlineEntry(Entity):
    """One call in an agency's register: who called as far as they said, what they said, what came of it.

    Corrected never, settled once: a call to be called back or passed on is open until it is.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    line = models.ForeignKey(HotlineNumber, on_delete=models.PROTECT, null=True, related_name="entries")
    called_at = models.DateTimeField()
    taken_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    caller = models.CharField(max_length=200, blank=True)
    contact = models.CharField(max_length=120, blank=True)
    text = models.TextField()
    outcome = models.CharField(max_length=10, choices=CallOutcome.choices)
    said = models.TextField(blank=True, help_text="What the caller was told.")
    unit = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="+")
    answer_by = models.DateField(null=True)
    feedback = models.OneToOneField(
        Feedback, on_delete=models.PROTECT, null=True, related_name="hotline_entry"
    )
    settled_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField(null=True)
    settled_note = models.TextField(blank=True)
    is_closed = models.BooleanField(default=False, help_text="About somebody's conduct, or taken for it.")
    about_agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="+")
    folded = models.TextField()
    is_sample = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(is_closed=False) | ~Q(outcome=CallOutcome.PASSED_ON),
                name="closed_call_stays_with_keepers",
            ),
            models.CheckConstraint(
                condition=~Q(outcome=CallOutcome.PASSED_ON) | Q(unit__isnull=False),
                name="call_passed_on_to_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(outcome=CallOutcome.GUIDED) | ~Q(said=""), name="guided_call_says_how"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["agency", "-called_at", "-id"], name="hotline_entry_agency"),
            models.Index(fields=["unit", "settled_at"], name="hotline_entry_unit"),
        ]


class HotlineObject(models.Model):
    """Somebody whom a call is about, or whose name was said in it: the call is kept from them."""

    entry = models.ForeignKey(HotlineEntry, on_delete=models.CASCADE, related_name="objects_of")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    named = models.CharField(max_length=12, choices=Named.choices)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["entry", "person"], name="hotline_object_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["person", "entry"], name="hotline_object_person")]
