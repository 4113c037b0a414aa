"""Who owes which report when, what it says, and the tables that units send.

A version of a report is frozen by a trigger once its figures are closed (migration 0002): it may only be signed and
sent.
"""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField, DateRangeField
from django.db import models
from django.db.models import F, Q

from motcua.accounts.models import Person
from motcua.kernel.models import Entity
from motcua.organisations.models import Agency
from motcua.reports.enums import Cycle, ReportStatus


class Regime(Entity):
    """A report that an agency makes again and again: by which forms, how often, and of which units it asks them."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="report_regimes")
    title = models.CharField(max_length=300)
    cycle = models.CharField(max_length=12, choices=Cycle.choices)
    forms = ArrayField(models.CharField(max_length=12))
    first_day = models.PositiveSmallIntegerField(
        default=15, help_text="Of the month, on which a window begins."
    )
    due_working_days = models.PositiveSmallIntegerField(default=2, help_text="After the figures close.")
    basis = models.CharField(max_length=300, blank=True)
    units = models.ManyToManyField(Agency, related_name="+", blank=True)
    in_force = DateRangeField()
    created_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(first_day__gte=1, first_day__lte=28), name="regime_first_day"),
            models.CheckConstraint(condition=Q(due_working_days__gte=1), name="regime_leaves_a_working_day"),
        ]
        indexes: ClassVar = [models.Index(fields=["agency"], name="regime_agency")]

    def __str__(self) -> str:
        return self.title


class ReportingPeriod(Entity):
    """One window of a regime, by the rule or free, and the last day on which its reports are in time."""

    regime = models.ForeignKey(Regime, on_delete=models.PROTECT, related_name="periods")
    label = models.CharField(max_length=120)
    window = DateRangeField()
    due_on = models.DateField()
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["regime", "window"], name="reporting_period_once"),
            models.CheckConstraint(condition=Q(window__isempty=False), name="reporting_period_not_empty"),
            models.CheckConstraint(
                condition=Q(due_on__gte=F("window__endswith")), name="reporting_period_due_after_closing"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["due_on"], name="reporting_period_due")]

    def __str__(self) -> str:
        return self.label


class Report(Entity):
    """What one agency reports for one period. What it says is in its versions."""

    period = models.ForeignKey(ReportingPeriod, on_delete=models.PROTECT, related_name="reports")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="reports")
    created_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["period", "agency"], name="report_once")]
        indexes: ClassVar = [models.Index(fields=["agency", "-created_at"], name="report_agency_created")]

    def __str__(self) -> str:
        return f"{self.agency_id} {self.period_id}"


class ReportVersion(Entity):
    """What a report says. `as_of` is the closing instant, `snapshot` every figure as it stood then with the versions of
    the definitions, `digest` the name of that content."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    status = models.CharField(max_length=8, choices=ReportStatus.choices, default=ReportStatus.DRAFT)
    paragraphs = models.JSONField(default=dict, help_text="What officers wrote, by section.")
    directing = models.JSONField(default=list, help_text="Directing documents: number, day, title.")
    reason = models.TextField(blank=True, help_text="Why it was opened again.")
    revision = models.PositiveIntegerField(default=1)
    prepared_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField()
    checked_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    checked_at = models.DateTimeField(null=True)
    as_of = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    snapshot = models.JSONField(null=True)
    digest = models.CharField(max_length=64, blank=True)
    signed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    signed_at = models.DateTimeField(null=True)
    signer_title = models.CharField(max_length=120, blank=True)
    document_number = models.CharField(max_length=60, blank=True)
    sent_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    sent_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["report", "number"], name="report_version_number_once"),
            models.UniqueConstraint(
                fields=["report"],
                condition=Q(status__in=[ReportStatus.DRAFT, ReportStatus.CHECKED]),
                name="one_open_report_version",
            ),
            models.CheckConstraint(
                condition=Q(
                    status__in=[ReportStatus.DRAFT, ReportStatus.CHECKED], as_of__isnull=True, digest=""
                )
                | Q(
                    status__in=[ReportStatus.CLOSED, ReportStatus.SIGNED, ReportStatus.SENT],
                    as_of__isnull=False,
                    snapshot__isnull=False,
                    closed_by__isnull=False,
                )
                & ~Q(digest=""),
                name="closed_report_keeps_its_figures",
            ),
            models.CheckConstraint(
                condition=Q(status=ReportStatus.SENT, sent_at__isnull=False, signed_at__isnull=False)
                | Q(status=ReportStatus.SIGNED, sent_at__isnull=True, signed_at__isnull=False)
                | Q(
                    status__in=[ReportStatus.DRAFT, ReportStatus.CHECKED, ReportStatus.CLOSED],
                    sent_at__isnull=True,
                    signed_at__isnull=True,
                ),
                name="sent_report_was_signed",
            ),
            models.CheckConstraint(
                condition=Q(signed_by__isnull=True) | ~Q(signed_by=F("prepared_by")), name="report_four_eyes"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report_id} v{self.number}"


class UnitTable(Entity):
    """A table that a unit sent as a workbook, kept as it was read; `gaps` are the sums that do not hold in it."""

    period = models.ForeignKey(ReportingPeriod, on_delete=models.PROTECT, related_name="unit_tables")
    unit = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    form = models.CharField(max_length=12)
    table = models.JSONField()
    gaps = models.JSONField(default=list)
    file_name = models.CharField(max_length=250)
    entered_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["period", "unit", "form"], name="unit_table_once"),
        ]

    def __str__(self) -> str:
        return f"{self.form} {self.unit_id}"
