"""Inspections: rounds with units drawn by lot, check-lists, what was found, what must be mended until when."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q

from motcua.accounts.models import Person
from motcua.documents.models import StoredFile
from motcua.kernel.models import Entity
from motcua.organisations.models import Agency
from motcua.plans.enums import CheckResult, InspectionKind, InspectionStatus, RoundStatus
from motcua.plans.models.plans import Plan
from motcua.plans.models.tasks import Task


class Checklist(Entity):
    """What inspectors look at, known by its title; what it says is in its versions."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="checklists")
    title = models.CharField(max_length=300)
    is_sample = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["agency", "title"], name="checklist_once")]

    def __str__(self) -> str:
        return self.title


class ChecklistVersion(Entity):
    """A check-list as it stands from a publication on; published ones are frozen by a trigger."""

    checklist = models.ForeignKey(Checklist, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    prepared_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["checklist", "number"], name="checklist_version_number_once"),
            models.UniqueConstraint(
                fields=["checklist"], condition=Q(published_at__isnull=True), name="one_checklist_draft"
            ),
        ]


class ChecklistItem(models.Model):
    """One question of a check-list, with its basis in law or in a document of the office."""

    version = models.ForeignKey(ChecklistVersion, on_delete=models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField()
    group = models.CharField(max_length=200, blank=True)
    question = models.TextField()
    basis = models.CharField(max_length=300, blank=True)
    how = models.TextField(blank=True, help_text="What to look at.")

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["version", "position"],
                name="checklist_item_position_once",
                deferrable=models.Deferrable.DEFERRED,
            ),
        ]


class InspectionRound(Entity):
    """The inspections of an agency in a time, and how units were chosen.

    `seed` and the candidates' rows together give the same draw again, for whoever doubts it.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="inspection_rounds")
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, null=True, related_name="inspection_rounds")
    title = models.CharField(max_length=300)
    period = DateRangeField()
    status = models.CharField(max_length=10, choices=RoundStatus.choices, default=RoundStatus.DRAFT)
    least_share = models.PositiveSmallIntegerField(
        help_text="Percent of the units that are inspected at least."
    )
    share_basis = models.CharField(max_length=300, blank=True)
    avoid_years = models.PositiveSmallIntegerField(
        default=1, help_text="Units inspected within so many years stand behind."
    )
    seed = models.CharField(max_length=64, blank=True)
    seed_source = models.CharField(
        max_length=200, blank=True, help_text="Where a published seed stands; empty when the system made it."
    )
    draws = models.PositiveSmallIntegerField(default=0, help_text="How often lots were drawn.")
    drawn_at = models.DateTimeField(null=True)
    revision = models.PositiveIntegerField(default=1)
    created_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    approved_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    document_number = models.CharField(max_length=60, blank=True)
    issued_on = models.DateField(null=True)
    closed_at = models.DateTimeField(null=True)
    closing_note = models.TextField(blank=True)
    is_sample = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(least_share__lte=100), name="inspection_share_at_most_100"),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("created_by")),
                name="round_four_eyes",
            ),
        ]


class Candidate(models.Model):
    """A unit that may be inspected in a round: why it stands where it does, and whether it was taken."""

    round = models.ForeignKey(InspectionRound, on_delete=models.CASCADE, related_name="candidates")
    unit = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    last_inspected_on = models.DateField(null=True)
    ticket = models.CharField(
        max_length=64, blank=True, help_text="What the lot gave, as it can be computed again."
    )
    place = models.PositiveIntegerField(null=True, help_text="Its place in the order of the draw.")
    is_taken = models.BooleanField(default=False)
    is_added = models.BooleanField(default=False, help_text="Taken by decision, not by lot.")
    is_left_out = models.BooleanField(default=False, help_text="Left out by decision.")
    decision = models.CharField(max_length=300, blank=True, help_text="Why it was added or left out.")
    reason = models.CharField(max_length=400, blank=True, help_text="All of it in words.")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "unit"], name="candidate_once"),
            models.CheckConstraint(
                condition=Q(is_added=False, is_left_out=False)
                | (~Q(decision="") & ~Q(is_added=True, is_left_out=True)),
                name="candidate_decided_one_way_with_a_reason",
            ),
        ]


class Inspection(Entity):
    """One unit inspected on a day."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="inspections_made")
    round = models.ForeignKey(
        InspectionRound, on_delete=models.PROTECT, null=True, related_name="inspections"
    )
    unit = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="inspections")
    kind = models.CharField(max_length=10, choices=InspectionKind.choices)
    reason = models.TextField(blank=True, help_text="Why now: for a surprise inspection.")
    status = models.CharField(
        max_length=10, choices=InspectionStatus.choices, default=InspectionStatus.PLANNED
    )
    checklist = models.ForeignKey(ChecklistVersion, on_delete=models.PROTECT, related_name="inspections")
    planned_on = models.DateField()
    notified_at = models.DateTimeField(null=True)
    began_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    held_on = models.DateField(null=True)
    place = models.CharField(max_length=300, blank=True)
    unit_people = models.TextField(blank=True, help_text="Who spoke for the unit, with their posts.")
    unit_opinion = models.TextField(blank=True)
    general_remark = models.TextField(blank=True)
    minutes = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    conclusion = models.TextField(blank=True)
    conclusion_number = models.CharField(max_length=60, blank=True)
    concluded_on = models.DateField(null=True)
    concluded_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    conclusion_file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    cancelled_for = models.CharField(max_length=300, blank=True)
    revision = models.PositiveIntegerField(default=1)
    created_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    is_sample = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(kind=InspectionKind.SURPRISE) | ~Q(reason=""),
                name="surprise_inspection_says_why",
            ),
            models.CheckConstraint(
                condition=Q(concluded_on__isnull=True) | Q(held_on__isnull=False),
                name="inspection_held_before_concluded",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["agency", "-planned_on"], name="inspection_agency"),
            models.Index(fields=["unit", "-held_on"], name="inspection_unit"),
        ]


class InspectionMember(models.Model):
    """Somebody of the inspecting team."""

    inspection = models.ForeignKey(Inspection, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    is_leader = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["inspection", "person"], name="inspection_member_once"),
            models.UniqueConstraint(
                fields=["inspection"], condition=Q(is_leader=True), name="one_leader_of_an_inspection"
            ),
        ]


class CheckAnswer(models.Model):
    """What was found of one item of the check-list."""

    inspection = models.ForeignKey(Inspection, on_delete=models.CASCADE, related_name="answers")
    item = models.ForeignKey(ChecklistItem, on_delete=models.PROTECT, related_name="+")
    result = models.CharField(max_length=16, choices=CheckResult.choices)
    note = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["inspection", "item"], name="check_answer_once"),
        ]


class InspectionFinding(Entity):
    """A shortcoming, with the rule it goes against and what must be done about it. The remedy becomes a task."""

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="findings")
    position = models.PositiveSmallIntegerField()
    item = models.ForeignKey(ChecklistItem, on_delete=models.PROTECT, null=True, related_name="+")
    content = models.TextField()
    basis = models.CharField(max_length=300)
    remedy = models.TextField(blank=True)
    product = models.CharField(max_length=300, blank=True)
    due_on = models.DateField(null=True)
    task = models.OneToOneField(Task, on_delete=models.PROTECT, null=True, related_name="finding")

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["inspection", "position"],
                name="inspection_finding_position_once",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(
                condition=Q(remedy="") | Q(due_on__isnull=False), name="remedy_has_a_term"
            ),
        ]


class InspectionSetting(models.Model):
    """From a day on, how an agency inspects: the share of units, how often, how long before they are told."""

    owner = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="inspection_settings")
    in_force = DateRangeField()
    least_share = models.PositiveSmallIntegerField()
    share_basis = models.CharField(max_length=300, blank=True)
    avoid_years = models.PositiveSmallIntegerField()
    notice_days = models.PositiveSmallIntegerField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            ExclusionConstraint(
                name="one_inspection_setting_at_a_time",
                expressions=[("owner", RangeOperators.EQUAL), ("in_force", RangeOperators.OVERLAPS)],
            ),
        ]
