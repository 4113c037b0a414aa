"""Working calendars with their dated hours and special days, and the dated numbers of the law.

Rows marked as shipped came with the program and follow its data; a row that an officer has touched does not.
"""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeOperators
from django.db import models
from django.db.models import Q

from motcua.deadlines.enums import Certainty, DayKind, LimitUnit, YearState
from motcua.kernel.ids import new_id
from motcua.kernel.models import Entity


class LegalTerm(models.Model):
    """A number that the law sets, in the period in which it holds."""

    code = models.CharField(max_length=60)
    amount = models.DecimalField(max_digits=7, decimal_places=2)
    unit = models.CharField(max_length=14, choices=LimitUnit.choices)
    basis = models.CharField(max_length=250)
    in_force = DateRangeField()
    certainty = models.CharField(max_length=1, choices=Certainty.choices)
    note = models.CharField(max_length=250, blank=True)
    is_shipped = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            ExclusionConstraint(
                name="legal_term_once_at_a_time",
                expressions=[("code", RangeOperators.EQUAL), ("in_force", RangeOperators.OVERLAPS)],
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="legal_term_amount_positive"),
            models.CheckConstraint(condition=~Q(basis=""), name="legal_term_has_basis"),
        ]

    def __str__(self) -> str:
        return self.code


class WorkingCalendar(Entity):
    """The working time of one agency, or of all that have no calendar of their own ("national").

    Every other calendar stands on the national one: its special days apply until the calendar says otherwise.
    `revision` changes with everything below it, so that what was computed from it can be kept until then.
    """

    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    agency_code = models.CharField(max_length=40, blank=True)
    counts_makeup_days = models.BooleanField(default=True)
    revision = models.UUIDField(default=new_id)
    changed_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["agency_code"], condition=~Q(agency_code=""), name="one_calendar_for_an_agency"
            ),
            models.CheckConstraint(
                condition=~Q(code="national") | Q(agency_code=""), name="national_calendar_is_nobodys"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class WeeklyPattern(models.Model):
    """The hours of the seven weekdays in a period, Monday first, each as "07:30-11:30, 13:30-17:30" or ""."""

    calendar = models.ForeignKey(WorkingCalendar, on_delete=models.CASCADE, related_name="weeks")
    in_force = DateRangeField()
    days = ArrayField(models.CharField(max_length=80, blank=True), size=7)

    class Meta:
        constraints: ClassVar = [
            ExclusionConstraint(
                name="one_weekly_pattern_at_a_time",
                expressions=[("calendar", RangeOperators.EQUAL), ("in_force", RangeOperators.OVERLAPS)],
            ),
            models.CheckConstraint(condition=Q(days__len=7), name="a_week_has_seven_days"),
        ]


class CalendarDay(models.Model):
    """A day that does not follow its weekday, and by which document."""

    calendar = models.ForeignKey(WorkingCalendar, on_delete=models.CASCADE, related_name="days")
    on = models.DateField()
    kind = models.CharField(max_length=16, choices=DayKind.choices)
    name = models.CharField(max_length=120)
    basis = models.CharField(max_length=250)
    certainty = models.CharField(max_length=1, choices=Certainty.choices, default=Certainty.SECONDARY)
    paired_with = models.DateField(null=True, blank=True)
    hours = models.CharField(max_length=80, blank=True)
    is_shipped = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["calendar", "on"], name="calendar_day_once"),
            models.CheckConstraint(condition=~Q(basis=""), name="calendar_day_has_basis"),
            models.CheckConstraint(
                condition=~Q(kind=DayKind.HALF) | ~Q(hours=""), name="half_day_states_hours"
            ),
        ]


class CalendarYear(models.Model):
    """How sure the days off of one year are: those of the Lunar New Year and National Day are set each year."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    tet = models.CharField(max_length=10, choices=YearState.choices)
    national_day = models.CharField(max_length=10, choices=YearState.choices)
    note = models.CharField(max_length=250, blank=True)
    is_shipped = models.BooleanField(default=False)
