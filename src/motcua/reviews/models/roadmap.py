"""How a proposal is carried out: step by step."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from motcua.reviews.models.proposals import SimplificationProposal


class RoadmapStep(models.Model):
    """What has to be done, by whom and until when; frozen with its approved proposal by a trigger."""

    proposal = models.ForeignKey(SimplificationProposal, on_delete=models.CASCADE, related_name="roadmap")
    position = models.PositiveSmallIntegerField()
    what = models.TextField()
    who = models.CharField(max_length=200)
    due_on = models.DateField(null=True)

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["proposal", "position"], name="roadmap_step_once"),
            models.CheckConstraint(condition=~Q(what="") & ~Q(who=""), name="roadmap_step_says_what_and_who"),
        ]
