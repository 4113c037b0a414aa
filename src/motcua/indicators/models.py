"""What an office enters for its indexes, and the rollups of dossiers by day that are kept from the journal."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Q

from motcua.deadlines.enums import Certainty
from motcua.dossiers.models import Dossier
from motcua.indicators.enums import Happened


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


class CountedDossier(models.Model):
    """A received dossier as the rollups count it: whose, of what, and the days on which it came, ended, became late.

    `late_on` is the first day that begins with it late. What is told apart has a history that days cannot tell (passed
    on, put off, stood still): it is not in the rollups but counted from the dossier itself.
    """

    dossier = models.OneToOneField(Dossier, on_delete=models.CASCADE, primary_key=True, related_name="+")
    agency_id = models.UUIDField()
    unit_id = models.UUIDField(null=True)
    field_id = models.IntegerField(null=True)
    door = models.CharField(max_length=12)
    received_on = models.DateField()
    finished_on = models.DateField(null=True)
    how = models.CharField(max_length=10, blank=True)
    late_on = models.DateField(null=True)
    is_apart = models.BooleanField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["dossier"], condition=Q(is_apart=True), name="counted_dossier_apart"),
        ]


class Cell(models.Model):
    """So many dossiers of one agency, division, field and door to which one thing happened."""

    agency_id = models.UUIDField()
    unit_id = models.UUIDField(null=True)
    field_id = models.IntegerField(null=True)
    door = models.CharField(max_length=12)
    happened = models.CharField(max_length=10, choices=Happened.choices)
    number = models.IntegerField()

    class Meta:
        abstract = True


_CELL = ["agency_id", "unit_id", "field_id", "door", "happened"]


class DayCount(Cell):
    """What happened on a day."""

    day = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["day", *_CELL], nulls_distinct=False, name="day_count_once"),
        ]


class MonthCount(Cell):
    """What had happened before a month began, from the beginning of all time."""

    month = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["month", *_CELL], nulls_distinct=False, name="month_count_once"),
        ]


class RollupState(models.Model):
    """The one row that says through which entry of the journal the rollups are kept."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    through = models.UUIDField()
    built_at = models.DateTimeField()
    kept_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=Q(id=1), name="one_rollup_state")]
