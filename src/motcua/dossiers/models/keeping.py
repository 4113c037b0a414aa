"""Drafts of the public, the online door, who read what, and people's own filters."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import DateRangeField
from django.db import models

from motcua.accounts.models import Person
from motcua.catalogue.enums import ProcedureKind
from motcua.catalogue.models import DossierComponent, Procedure
from motcua.documents.models import StoredFile
from motcua.dossiers.models.dossier import Dossier
from motcua.forms.models import FormVersion
from motcua.kernel.models import Entity
from motcua.organisations.models import Agency, Area


class OnlineDoor(models.Model):
    """Whether dossiers may be lodged here online: per agency and kind of procedure, the nearer row wins."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=20, choices=ProcedureKind.choices, blank=True)
    is_open = models.BooleanField()
    reason = models.CharField(max_length=300, help_text="Why, and where to lodge instead when it is shut.")
    in_force = DateRangeField()


class Draft(Entity):
    """A dossier being prepared by a person; its identifier becomes the submission key."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="drafts")
    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="+")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, null=True, related_name="+")
    case_name = models.TextField(blank=True)
    form = models.ForeignKey(FormVersion, on_delete=models.PROTECT, null=True, related_name="+")
    answers = models.JSONField(default=dict)
    parties = models.JSONField(default=dict)
    papers = models.JSONField(default=dict, help_text="What was ticked for each paper, by component id.")
    return_way = models.CharField(max_length=10, blank=True)
    return_address = models.CharField(max_length=300, blank=True)
    began_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    dossier = models.OneToOneField(Dossier, on_delete=models.CASCADE, null=True, related_name="draft")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["person", "-saved_at"], name="draft_person")]


class DraftFile(Entity):
    """A file waiting in a draft."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="files")
    component = models.ForeignKey(DossierComponent, on_delete=models.PROTECT, null=True, related_name="+")
    key = models.CharField(
        max_length=80, blank=True, help_text="The form's field, for files asked for there."
    )
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()


class Reading(Entity):
    """Somebody of the office looked at personal data. Never changed, never removed."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, null=True, related_name="+")
    what = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["dossier", "at"], name="reading_dossier"),
            models.Index(fields=["person", "at"], name="reading_person"),
        ]


class SavedFilter(models.Model):
    """A list somebody looks at again and again."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="dossier_filters")
    name = models.CharField(max_length=80)
    query = models.CharField(max_length=500)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "name"], name="saved_filter_name"),
        ]


class LookUpTry(Entity):
    """A failed try to prove who one is when looking up a dossier: which code and which sender, told only by digests."""

    code_digest = models.CharField(max_length=64)
    sender_digest = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["code_digest", "at"], name="look_up_code"),
            models.Index(fields=["sender_digest", "at"], name="look_up_sender"),
            models.Index(fields=["at"], name="look_up_at"),
        ]
