"""Who passed a gate of the public, for a day."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from motcua.feedback.enums import Gate


class GatePassage(models.Model):
    """Somebody did at a gate what anybody may do. Two keyed digests tell the same neighbourhood of addresses of one
    day and the same account; nobody can be found from them, and after a day the row goes.

    `nonce` is that of the form that was sent: a form passes once.
    """

    gate = models.CharField(max_length=20, choices=Gate.choices)
    network = models.CharField(max_length=64)
    account = models.CharField(max_length=64, blank=True)
    nonce = models.CharField(max_length=32, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["nonce"], condition=~Q(nonce=""), name="form_passes_once"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["gate", "network", "at"], name="gate_passage_network"),
            models.Index(fields=["gate", "account", "at"], name="gate_passage_account"),
            models.Index(fields=["at"], name="gate_passage_at"),
        ]
