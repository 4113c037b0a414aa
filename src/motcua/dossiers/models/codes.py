"""How dossiers and papers are numbered, and when a late receipt counts."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models.functions import Coalesce

from motcua.organisations.models import Agency


class CodePattern(models.Model):
    """The pattern of dossier codes in a period, of one agency or of all that have none of their own."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="+")
    pattern = models.CharField(max_length=80)
    basis = models.CharField(max_length=200)
    certainty = models.CharField(max_length=1)
    in_force = DateRangeField()

    class Meta:
        constraints: ClassVar = [
            ExclusionConstraint(
                name="one_code_pattern_at_a_time",
                expressions=[
                    (
                        Coalesce(
                            "agency",
                            models.Value("00000000-0000-0000-0000-000000000000"),
                            output_field=models.UUIDField(),
                        ),
                        RangeOperators.EQUAL,
                    ),
                    ("in_force", RangeOperators.OVERLAPS),
                ],
            ),
        ]


class LateReceiptRule(models.Model):
    """Whether a dossier received after 15:00, or on a day off, counts as one of the next working day: what an agency,
    or all that say nothing of their own, lay down in a period. Where nobody says so, the day of receipt counts."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="+")
    counts_next_day = models.BooleanField()
    basis = models.CharField(max_length=200)
    in_force = DateRangeField()

    class Meta:
        constraints: ClassVar = [
            ExclusionConstraint(
                name="one_late_receipt_rule_at_a_time",
                expressions=[
                    (
                        Coalesce(
                            "agency",
                            models.Value("00000000-0000-0000-0000-000000000000"),
                            output_field=models.UUIDField(),
                        ),
                        RangeOperators.EQUAL,
                    ),
                    ("in_force", RangeOperators.OVERLAPS),
                ],
            ),
        ]


class Counter(models.Model):
    """The last number given out by an agency in one series: dossiers of a day, papers or results of a year."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    series = models.CharField(max_length=60)
    last = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agency", "series"], name="counter_once"),
        ]
