"""Cost sheets that are kept: what an hour is worth, typical activities, and the sheets with where each number is from.

An agreed sheet and all under it are frozen by triggers (migration 0002): later norms and incomes do not reach it.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q

from motcua.accounts.models import Person
from motcua.catalogue.enums import Channel
from motcua.catalogue.models import DossierComponent, Procedure, ProcedureVersion
from motcua.deadlines.enums import Certainty
from motcua.kernel.models import Entity
from motcua.organisations.models import Agency
from motcua.reviews.enums import Block, Confidence, CostOrigin, CostPart, EstimateStatus, Side

_ONES: tuple[tuple[str, str], ...] = (("in_force", RangeOperators.OVERLAPS),)
_OURS: tuple[tuple[str, str], ...] = (("agency", RangeOperators.EQUAL), *_ONES)


def _number(**more: object) -> models.DecimalField[Decimal, Decimal]:
    return models.DecimalField(max_digits=24, decimal_places=9, default=Decimal(0), **more)  # type: ignore[arg-type]


class HourlyIncome(Entity):
    """What an hour of a complying subject's own work is worth: GDP per head of a year by the working hours of a year.

    A row of an agency holds for it and all below; without an agency it holds wherever nothing nearer does.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="+")
    in_force = DateRangeField()
    gdp_year = models.PositiveSmallIntegerField(help_text="Of which year the GDP per head is.")
    gdp_per_capita_vnd = models.BigIntegerField()
    hours_per_year = models.PositiveIntegerField(help_text="12 months of 22 days of 8 hours: 2112.")
    basis = models.TextField()
    source = models.TextField()
    certainty = models.CharField(max_length=1, choices=Certainty.choices)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            ExclusionConstraint(
                name="one_income_of_an_agency", expressions=_OURS, condition=Q(agency__isnull=False)
            ),
            ExclusionConstraint(
                name="one_shared_income", expressions=_ONES, condition=Q(agency__isnull=True)
            ),
            models.CheckConstraint(
                condition=Q(gdp_per_capita_vnd__gt=0, hours_per_year__gt=0), name="income_is_positive"
            ),
            models.CheckConstraint(condition=~Q(source="") & ~Q(basis=""), name="income_has_source"),
        ]

    @property
    def per_hour(self) -> Fraction:
        """Đồng for an hour, exact."""
        return Fraction(self.gdp_per_capita_vnd, self.hours_per_year)


class ActivityNorm(Entity):
    """How long a typical activity takes once, and what is paid out for it; an agency may say otherwise for itself and
    all below."""

    code = models.CharField(max_length=40)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="+")
    in_force = DateRangeField()
    block = models.CharField(max_length=10, choices=Block.choices)
    name = models.CharField(max_length=200)
    unit = models.CharField(max_length=40, help_text="Once for what: a page, a copy, a trip.")
    channel = models.CharField(max_length=10, choices=Channel.choices, blank=True)
    distance_km = models.DecimalField(max_digits=7, decimal_places=2, null=True)
    hours = _number()
    service_vnd = _number()
    other_vnd = _number()
    source = models.TextField()
    confidence = models.CharField(max_length=10, choices=Confidence.choices)
    position = models.PositiveSmallIntegerField(default=0)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            ExclusionConstraint(
                name="one_norm_of_an_agency",
                expressions=(("code", RangeOperators.EQUAL), *_OURS),
                condition=Q(agency__isnull=False),
            ),
            ExclusionConstraint(
                name="one_shared_norm",
                expressions=(("code", RangeOperators.EQUAL), *_ONES),
                condition=Q(agency__isnull=True),
            ),
            models.CheckConstraint(
                condition=Q(hours__gte=0, service_vnd__gte=0, other_vnd__gte=0), name="norm_not_negative"
            ),
            models.CheckConstraint(condition=~Q(source=""), name="norm_has_source"),
        ]


class CostEstimate(Entity):
    """A kept sheet: what one performance of a procedure version costs, as it is (`side` before) or as it would be.

    A sheet of `side` after is `of` the one it was copied from. Dossiers and subjects are those of a year, as taken
    among what its `frequencies` say, with where both are from; how often one subject performs follows from both.
    """

    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey(ProcedureVersion, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    side = models.CharField(max_length=10, choices=Side.choices)
    of = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="copies")
    status = models.CharField(max_length=10, choices=EstimateStatus.choices, default=EstimateStatus.DRAFT)
    title = models.CharField(max_length=200, blank=True, help_text="Which proposal a copy after is of.")
    dossiers_per_year = _number()
    subjects_per_year = _number()
    frequency_origin = models.CharField(max_length=10, choices=CostOrigin.choices)
    frequency_source = models.TextField()
    frequency_confidence = models.CharField(max_length=10, choices=Confidence.choices)
    income = models.ForeignKey(HourlyIncome, on_delete=models.PROTECT, null=True, related_name="+")
    hourly_income_vnd = _number()
    waited_days = models.DecimalField(
        max_digits=9,
        decimal_places=2,
        null=True,
        help_text="Days from lodging to result of half the dossiers; shown, never counted as money.",
    )
    waited_dossiers = models.PositiveIntegerField(default=0, help_text="Of how many that came to a result.")
    counted_at = models.DateTimeField(help_text="As of which instant dossiers were counted.")
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    agreed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    agreed_at = models.DateTimeField(null=True)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["procedure", "agency"],
                condition=Q(status=EstimateStatus.DRAFT, side=Side.BEFORE),
                name="one_draft_sheet_of_a_procedure",
            ),
            models.CheckConstraint(
                condition=Q(status=EstimateStatus.DRAFT, agreed_at__isnull=True, agreed_by__isnull=True)
                | Q(status=EstimateStatus.AGREED, agreed_at__isnull=False, agreed_by__isnull=False),
                name="agreed_sheet_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(agreed_by__isnull=True) | Q(made_by__isnull=True) | ~Q(agreed_by=F("made_by")),
                name="sheet_four_eyes",
            ),
            models.CheckConstraint(
                condition=Q(side=Side.BEFORE, of__isnull=True) | Q(side=Side.AFTER, of__isnull=False),
                name="sheet_after_is_of_one_before",
            ),
            models.CheckConstraint(
                condition=Q(dossiers_per_year__gte=0, subjects_per_year__gte=0, hourly_income_vnd__gte=0),
                name="sheet_not_negative",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["agency", "side", "procedure", "-made_at"], name="estimate_of_agency"),
        ]

    @property
    def is_draft(self) -> bool:
        """Whether its numbers may still change."""
        return self.status == EstimateStatus.DRAFT

    @property
    def times_per_year(self) -> Fraction:
        """How often a year one subject performs, exact; once where nobody does."""
        if not self.subjects_per_year:
            return Fraction(1)
        return Fraction(self.dossiers_per_year) / Fraction(self.subjects_per_year)


class CostFrequency(models.Model):
    """What one source says of a year: how many dossiers of how many subjects. Of several sources the medium-low is
    taken, for dossiers and for subjects apart."""

    estimate = models.ForeignKey(CostEstimate, on_delete=models.CASCADE, related_name="frequencies")
    dossiers = _number()
    subjects = _number()
    counted = models.PositiveIntegerField(
        null=True, help_text="From how many dossiers; none when nobody counted."
    )
    origin = models.CharField(max_length=10, choices=CostOrigin.choices)
    source = models.TextField()
    confidence = models.CharField(max_length=10, choices=Confidence.choices)
    gives_dossiers = models.BooleanField(default=False)
    gives_subjects = models.BooleanField(default=False)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["estimate"], condition=Q(gives_dossiers=True), name="one_source_of_dossiers"
            ),
            models.UniqueConstraint(
                fields=["estimate"], condition=Q(gives_subjects=True), name="one_source_of_subjects"
            ),
            models.CheckConstraint(
                condition=Q(dossiers__gte=0, subjects__gte=0), name="frequency_not_negative"
            ),
            models.CheckConstraint(condition=~Q(source=""), name="frequency_has_source"),
        ]


class CostEstimateLine(models.Model):
    """One activity of a kept sheet. The numbers are those taken among its `values`; `times` is how often the activity
    is done in one performance: copies, trips, or the share of dossiers that need it.

    `key` is the same for the same activity of the same procedure, in each sheet made from the catalogue.
    """

    estimate = models.ForeignKey(CostEstimate, on_delete=models.CASCADE, related_name="lines")
    position = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=80)
    block = models.CharField(max_length=10, choices=Block.choices)
    activity = models.CharField(max_length=500)
    norm = models.CharField(max_length=40, blank=True, help_text="Code of the norm it follows.")
    component = models.ForeignKey(DossierComponent, on_delete=models.SET_NULL, null=True, related_name="+")
    channel = models.CharField(max_length=10, choices=Channel.choices, blank=True)
    times = _number()
    hours = _number()
    hourly_income_vnd = _number()
    service_vnd = _number()
    fee_vnd = _number()
    other_vnd = _number()
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering: ClassVar = ["position", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["estimate", "key"], name="cost_line_key_once"),
            models.CheckConstraint(
                condition=Q(
                    times__gte=0,
                    hours__gte=0,
                    hourly_income_vnd__gte=0,
                    service_vnd__gte=0,
                    fee_vnd__gte=0,
                    other_vnd__gte=0,
                ),
                name="cost_line_not_negative",
            ),
        ]


class CostLineValue(models.Model):
    """What one source says of one number of a line. Of several the medium-low one is taken."""

    line = models.ForeignKey(CostEstimateLine, on_delete=models.CASCADE, related_name="values")
    part = models.CharField(max_length=12, choices=CostPart.choices)
    value = _number()
    origin = models.CharField(max_length=10, choices=CostOrigin.choices)
    source = models.TextField()
    confidence = models.CharField(max_length=10, choices=Confidence.choices)
    is_taken = models.BooleanField(default=False)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["part", "value", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["line", "part"], condition=Q(is_taken=True), name="one_value_taken"
            ),
            models.CheckConstraint(condition=Q(value__gte=0), name="cost_value_not_negative"),
            models.CheckConstraint(condition=~Q(source=""), name="cost_value_has_source"),
        ]
