"""What an office enters for its indexes."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Q

from motcua.deadlines.enums import Certainty


class IndexMaximum(models.Model):
    """The most points that a component of an index can have in a period, as far as anybody knows."""

    index = models.CharField(max_length=20)
    component = models.CharField(max_length=10)
    points = models.DecimalField(max_digits=5, decimal_places=2)
    basis = models.CharField(max_length=250)
    certainty = models.CharField(max_length=1, choices=Certainty.choices)
    in_force = DateRangeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(points__gt=0), name="index_maximum_above_zero"),
            ExclusionConstraint(
                name="one_index_maximum_at_a_time",
                expressions=[
                    ("index", RangeOperators.EQUAL),
                    ("component", RangeOperators.EQUAL),
                    ("in_force", RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.index} {self.component}: {self.points}"
