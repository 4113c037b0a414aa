"""Templates, what people were told, what leaves the system for them, and how they want it."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models import Q

from motcua.accounts.models import Person
from motcua.kernel.models import Entity
from motcua.notices.enums import Audience, DeliveryMode, DeliveryStatus, EventGroup, NoticeChannel

_OPEN = Q(status__in=[DeliveryStatus.WAITING.value, DeliveryStatus.FAILED.value])


class NoticeTemplate(models.Model):
    """The words for one event, audience and channel during a period; `is_shipped` until somebody changes them."""

    event = models.CharField(max_length=40)
    audience = models.CharField(max_length=10, choices=Audience.choices)
    channel = models.CharField(max_length=10, choices=NoticeChannel.choices)
    title = models.CharField(max_length=160, blank=True)
    body = models.TextField()
    in_force = DateRangeField()
    is_shipped = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            ExclusionConstraint(
                name="one_notice_template_at_a_time",
                expressions=[
                    ("event", RangeOperators.EQUAL),
                    ("audience", RangeOperators.EQUAL),
                    ("channel", RangeOperators.EQUAL),
                    ("in_force", RangeOperators.OVERLAPS),
                ],
            ),
        ]


class Notice(Entity):
    """One recipient told of one event. In the bell of a person with an account unless they do not want it there."""

    recipient = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="notices")
    recipient_key = models.CharField(max_length=260)
    recipient_name = models.CharField(max_length=200, blank=True)
    audience = models.CharField(max_length=10, choices=Audience.choices)
    event = models.CharField(max_length=40)
    subject_kind = models.CharField(max_length=30)
    subject_id = models.CharField(max_length=60)
    subject_label = models.CharField(max_length=200, blank=True)
    dedupe_key = models.CharField(max_length=200)
    title = models.CharField(max_length=400)
    body = models.TextField(blank=True)
    url = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    in_bell = models.BooleanField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["dedupe_key", "audience", "recipient_key"], name="notice_tells_once"
            ),
            models.CheckConstraint(
                condition=Q(in_bell=False) | Q(recipient__isnull=False), name="notice_bell_has_person"
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["recipient", "at", "id"],
                name="notice_unread",
                condition=Q(in_bell=True, read_at__isnull=True),
            ),
            models.Index(fields=["recipient", "at", "id"], name="notice_in_bell", condition=Q(in_bell=True)),
            models.Index(fields=["subject_kind", "subject_id", "at"], name="notice_subject"),
            BrinIndex(fields=["at"], name="notice_at"),  # only to find what is old; costs next to nothing
        ]


class Delivery(Entity):
    """One message that leaves the system for a notice. `text` holds only what an open channel may say."""

    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="deliveries")
    channel = models.CharField(max_length=10, choices=NoticeChannel.choices)
    address = models.CharField(max_length=254)
    title = models.CharField(max_length=400, blank=True)
    text = models.TextField()
    mode = models.CharField(max_length=10, choices=DeliveryMode.choices)
    status = models.CharField(max_length=12, choices=DeliveryStatus.choices)
    attempts = models.PositiveSmallIntegerField(default=0)
    written_at = models.DateTimeField()
    next_attempt_at = models.DateTimeField(null=True)
    claimed_at = models.DateTimeField(null=True)  # by a worker, which will hand it over
    handed_at = models.DateTimeField(null=True)  # from here on it may have left
    sent_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["notice", "channel"], name="delivery_once_by_channel"),
            models.CheckConstraint(
                condition=~Q(channel=NoticeChannel.BELL.value), name="delivery_leaves_the_system"
            ),
            models.CheckConstraint(
                condition=Q(next_attempt_at__isnull=False) | ~_OPEN, name="delivery_open_has_a_time"
            ),
            models.CheckConstraint(
                condition=Q(sent_at__isnull=False) | ~Q(status=DeliveryStatus.SENT.value),
                name="delivery_sent_when",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["channel", "next_attempt_at", "id"], name="delivery_open", condition=_OPEN),
            models.Index(
                fields=["claimed_at"],
                name="delivery_claimed",
                condition=Q(status=DeliveryStatus.SENDING.value),
            ),
            models.Index(
                fields=["channel", "address", "sent_at"],
                name="delivery_sent_to",
                condition=Q(status=DeliveryStatus.SENT.value),
            ),
            models.Index(fields=["written_at", "id"], name="delivery_written"),
        ]


class Preference(models.Model):
    """How one person wants one group of events by one channel; without a row the default holds."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="notice_preferences")
    group = models.CharField(max_length=20, choices=EventGroup.choices)
    channel = models.CharField(max_length=10, choices=NoticeChannel.choices)
    mode = models.CharField(max_length=10, choices=DeliveryMode.choices)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "group", "channel"], name="preference_once"),
        ]
