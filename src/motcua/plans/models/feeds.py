"""Calendars that other programs subscribe to."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from motcua.accounts.models import Person
from motcua.organisations.models import Agency


class CalendarFeed(models.Model):
    """An address under which a calendar program fetches a person's duties, or a unit's. Only its digest is kept."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="calendar_feeds")
    unit = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "unit"],
                condition=Q(ended_at__isnull=True),
                nulls_distinct=False,
                name="one_feed_of_each",
            ),
        ]
