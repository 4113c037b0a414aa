"""Ratings."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from motcua.accounts.models import Person
from motcua.dossiers.models import Dossier


class Rating(models.Model):
    """How content an applicant is with how one dossier was resolved: 1 (not at all) to 5 (very), said once."""

    dossier = models.OneToOneField(Dossier, on_delete=models.PROTECT, primary_key=True, related_name="rating")
    score = models.PositiveSmallIntegerField()
    comment = models.TextField(blank=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(score__gte=1, score__lte=5), name="rating_from_1_to_5"),
        ]
        indexes: ClassVar = [models.Index(fields=["at"], name="rating_at")]
