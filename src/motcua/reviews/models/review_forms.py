"""The review form of one procedure, what is thought of each constituent, and procedures looked at together."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from motcua.accounts.models import Person
from motcua.catalogue.enums import Constituent
from motcua.catalogue.models import ProcedureVersion
from motcua.kernel.models import Entity
from motcua.reviews.enums.proposals import GroupWish, Verdict
from motcua.reviews.models.rounds import ReviewRound, RoundItem


class ReviewForm(Entity):
    """What a unit answered about one procedure, by the questions of one definition, against one version."""

    item = models.OneToOneField(RoundItem, on_delete=models.PROTECT, related_name="form")
    version = models.ForeignKey(ProcedureVersion, on_delete=models.PROTECT, related_name="+")
    definition = models.CharField(max_length=40)
    answers = models.JSONField(default=dict)
    begun_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    dossiers_counted = models.PositiveIntegerField(default=0, help_text="Received in the days counted.")
    subjects_counted = models.PositiveIntegerField(default=0)
    counted_days = models.PositiveIntegerField(default=0, help_text="Up to a year; fewer on a young record.")
    counted_at = models.DateTimeField(null=True)
    handed_in_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    handed_in_at = models.DateTimeField(null=True)
    judged_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    judged_at = models.DateTimeField(null=True)


class ReviewedPart(models.Model):
    """One constituent, or one paper, as the catalogue had it when the form was begun, and what is thought of it."""

    form = models.ForeignKey(ReviewForm, on_delete=models.CASCADE, related_name="parts")
    position = models.PositiveSmallIntegerField()
    constituent = models.CharField(max_length=20, choices=Constituent.choices)
    said = models.TextField(help_text="As the catalogue says it.")
    verdict = models.CharField(max_length=10, choices=Verdict.choices, blank=True)
    purpose = models.TextField(blank=True, help_text="What it is needed for.")
    reason = models.TextField(blank=True, help_text="Why it should change, and how.")
    answers = models.JSONField(default=dict, help_text="What was answered to the questions of this part.")

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["form", "position"], name="reviewed_part_once"),
        ]


class GroupReview(Entity):
    """Procedures of a round looked at together: what they share, whether they should be one or follow each other."""

    round = models.ForeignKey(ReviewRound, on_delete=models.PROTECT, related_name="groups")
    title = models.CharField(max_length=300)
    items = models.ManyToManyField(RoundItem, related_name="groups")
    interactions = models.TextField(help_text="How the procedures depend on each other, which papers repeat.")
    wish = models.CharField(max_length=12, choices=GroupWish.choices)
    content = models.TextField(blank=True, help_text="What is proposed.")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(wish=GroupWish.APART) | ~Q(content=""), name="review_group_says_what"
            ),
        ]
