"""Areas and public bodies with the periods in which they exist, and what powers they hold when."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.contrib.postgres.indexes import GistIndex
from django.db import models
from django.db.models import Q

from motcua.kernel.models import Entity
from motcua.organisations.enums import AgencyKind, AgencyLevel, AreaLevel, PowerSource, SuccessionKind


class Area(models.Model):
    """A province, a former district or a commune-level unit, in the period in which it existed."""

    code = models.CharField(max_length=8)
    level = models.CharField(max_length=10, choices=AreaLevel.choices)
    name = models.CharField(max_length=120)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="children")
    in_force = DateRangeField()
    folded = models.CharField(max_length=120)
    sort_key = models.CharField(max_length=500)

    class Meta:
        constraints: ClassVar = [
            ExclusionConstraint(
                name="area_code_once_at_a_time",
                expressions=[
                    ("level", RangeOperators.EQUAL),
                    ("code", RangeOperators.EQUAL),
                    ("in_force", RangeOperators.OVERLAPS),
                ],
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["parent", "sort_key"], name="area_parent_sort")]

    def __str__(self) -> str:
        return self.name


class AreaChange(models.Model):
    """An old area, or a part of it, became a new one. A divided area has several rows: a person must choose."""

    old = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="changes_into")
    new = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="changes_from")
    is_whole = models.BooleanField()
    is_default = models.BooleanField(default=False)
    on = models.DateField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["old", "new"], name="area_change_once")]


class Agency(Entity):
    """A public body: committee, department, division, one-stop desk, school."""

    code = models.CharField(max_length=40)
    name = models.CharField(max_length=250)
    short_name = models.CharField(max_length=120)
    kind = models.CharField(max_length=40, choices=AgencyKind.choices)
    level = models.CharField(max_length=10, choices=AgencyLevel.choices)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, null=True, blank=True)
    held = DateRangeField()
    address = models.CharField(max_length=300, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    is_sample = models.BooleanField(default=False)
    folded = models.CharField(max_length=400)
    sort_key = models.CharField(max_length=1200)

    class Meta:
        constraints: ClassVar = [
            ExclusionConstraint(
                name="agency_own_code_once_at_a_time",
                expressions=[("code", RangeOperators.EQUAL), ("held", RangeOperators.OVERLAPS)],
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["sort_key", "id"], name="agency_sort"),
            models.Index(fields=["kind", "area"], name="agency_kind_area"),
            GistIndex(fields=["held"], name="agency_held"),
        ]

    def __str__(self) -> str:
        return self.name


class AgencyCode(models.Model):
    """A code by which other systems know an agency."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="codes")
    scheme = models.CharField(max_length=40)
    code = models.CharField(max_length=60)
    in_force = DateRangeField()

    class Meta:
        constraints: ClassVar = [
            ExclusionConstraint(
                name="agency_code_once_at_a_time",
                expressions=[
                    ("scheme", RangeOperators.EQUAL),
                    ("code", RangeOperators.EQUAL),
                    ("in_force", RangeOperators.OVERLAPS),
                ],
            ),
        ]


class Subordination(models.Model):
    """Under whom an agency stands, from when to when."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="superiors")
    parent = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="subordinates")
    in_force = DateRangeField()

    class Meta:
        constraints: ClassVar = [
            ExclusionConstraint(
                name="one_superior_at_a_time",
                expressions=[("agency", RangeOperators.EQUAL), ("in_force", RangeOperators.OVERLAPS)],
            ),
            models.CheckConstraint(condition=~Q(agency=models.F("parent")), name="no_agency_under_itself"),
        ]


class Succession(models.Model):
    """One agency's work passed to another on a day, by a document."""

    predecessor = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="successions")
    successor = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="inheritances", null=True)
    kind = models.CharField(max_length=10, choices=SuccessionKind.choices)
    on = models.DateField()
    document = models.CharField(max_length=250)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["predecessor", "successor"], name="succession_once"),
        ]


class Power(models.Model):
    """Who may decide a matter: one agency, or every agency of a kind in its own area; by which document, when.

    `matter` is a key the upper rooms choose, such as "procedure:1.008725".
    """

    matter = models.CharField(max_length=80)
    holder = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="powers")
    holder_kind = models.CharField(max_length=40, choices=AgencyKind.choices, blank=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, null=True, help_text="Only within this area.")
    source = models.CharField(max_length=14, choices=PowerSource.choices)
    granted_by = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="powers_granted")
    document = models.CharField(max_length=250)
    in_force = DateRangeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(holder__isnull=False, holder_kind="")
                | (Q(holder__isnull=True) & ~Q(holder_kind="")),
                name="power_has_one_holder",
            ),
            models.CheckConstraint(
                condition=Q(source=PowerSource.STATUTORY) | ~Q(document=""), name="power_given_by_document"
            ),
            models.CheckConstraint(
                condition=~Q(source=PowerSource.DELEGATED) | Q(in_force__endswith__isnull=False),
                name="delegation_is_limited_in_time",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["matter"], name="power_matter")]


class Installation(models.Model):
    """The one row that says whose installation this is."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    home = models.ForeignKey(Agency, on_delete=models.PROTECT)
    is_sample = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=Q(id=1), name="one_installation")]
