"""The journal's tables, and the base of tables whose rows carry a time-sorted identifier."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from motcua.kernel.ids import new_id


class Entity(models.Model):
    """A row whose identifier needs no shared counter."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)

    class Meta:
        abstract = True


class JournalChain(models.Model):
    """The head of one chain of the journal: how long it is and the hash of its last entry."""

    chain = models.TextField(primary_key=True)
    length = models.BigIntegerField()
    head = models.BinaryField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(length__gt=0), name="journal_chain_not_empty"),
        ]


class JournalEntry(Entity):
    """One fact that happened. Never changed, never removed: triggers and rights of the database see to it."""

    chain = models.TextField()
    seq = models.BigIntegerField()
    at = models.DateTimeField()
    kind = models.TextField()
    actor = models.TextField()
    subject_kind = models.TextField()
    subject_id = models.TextField()
    payload = models.JSONField()
    previous = models.BinaryField()
    hash = models.BinaryField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["chain", "seq"], name="journal_entry_place_in_chain"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["subject_kind", "subject_id", "at"], name="journal_entry_subject"),
            models.Index(fields=["at"], name="journal_entry_at"),
            models.Index(fields=["kind", "at"], name="journal_entry_kind"),
        ]


class LoadedData(models.Model):
    """Which shipped data has been loaded, and the digest of what it was."""

    name = models.TextField(primary_key=True)
    digest = models.TextField()
    at = models.DateTimeField()
