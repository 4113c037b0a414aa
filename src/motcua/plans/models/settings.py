"""How an agency names units in its plans, and when it reminds."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeOperators
from django.db import models
from django.db.models import Q

from motcua.accounts.models import Person
from motcua.organisations.models import Agency
from motcua.plans.enums import UnitGroup


class UnitAlias(models.Model):
    """In the plans of `owner` this name means that unit or group. Asked once, then remembered."""

    owner = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="unit_aliases")
    name = models.CharField(max_length=300)
    folded = models.CharField(max_length=300)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="+")
    group = models.CharField(max_length=24, choices=UnitGroup.choices, blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["owner", "folded"], name="unit_alias_once"),
            models.CheckConstraint(
                condition=Q(agency__isnull=False, group="") | (Q(agency__isnull=True) & ~Q(group="")),
                name="unit_alias_means_one_thing",
            ),
        ]


class ReminderSetting(models.Model):
    """From a day on, how an agency reminds of the terms in its plans."""

    owner = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="reminder_settings")
    in_force = DateRangeField()
    days_before = ArrayField(models.PositiveSmallIntegerField())
    repeat_days = models.PositiveSmallIntegerField(help_text="How often a late duty is recalled.")
    escalate_days = models.PositiveSmallIntegerField(help_text="After how many days late the heads are told.")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            ExclusionConstraint(
                name="one_reminder_setting_at_a_time",
                expressions=[("owner", RangeOperators.EQUAL), ("in_force", RangeOperators.OVERLAPS)],
            ),
        ]
