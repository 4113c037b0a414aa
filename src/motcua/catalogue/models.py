"""Procedures, their dated versions with all constituents, and the decisions that promulgate them.

A promulgated version and everything under it is frozen by triggers (migration 0002): only its period may end.
"""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeOperators
from django.contrib.postgres.indexes import GinIndex, GistIndex
from django.db import models
from django.db.models import F, Q

from motcua.accounts.models import Person
from motcua.catalogue.enums import (
    ChangeKind,
    Channel,
    Constituent,
    DecisionScope,
    DecisionStage,
    FeeKind,
    FindingKind,
    LinkKind,
    OnlineLevel,
    ProcedureKind,
    Severity,
    SynonymKind,
    VersionState,
)
from motcua.deadlines.enums import LimitUnit
from motcua.kernel.models import Entity
from motcua.organisations.models import Agency


class Field(models.Model):
    """A field of administration (lĩnh vực)."""

    name = models.CharField(max_length=200, unique=True)
    folded = models.CharField(max_length=200)
    sort_key = models.CharField(max_length=800)

    def __str__(self) -> str:
        return self.name


class LegalAct(models.Model):
    """A legal act, known by its number and symbol; validity is filled in when it is known."""

    number = models.CharField(max_length=80, unique=True)
    title = models.TextField(blank=True)
    issuer = models.CharField(max_length=200, blank=True)
    issued_on = models.DateField(null=True)
    in_force = DateRangeField(null=True)

    def __str__(self) -> str:
        return self.number


class Procedure(Entity):
    """A procedure as such: its code and kind. What it asks is in its versions.

    The code is national; `jurisdiction` is the code of the province whose own record this is, "" for the nation's.
    """

    code = models.CharField(max_length=40)
    jurisdiction = models.CharField(max_length=8, blank=True, default="")
    kind = models.CharField(max_length=20, choices=ProcedureKind.choices)
    is_sample = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["code", "jurisdiction"], name="procedure_code_in_jurisdiction"),
        ]

    def __str__(self) -> str:
        return self.code


class OldCode(models.Model):
    """A former code that still finds the procedure."""

    procedure = models.ForeignKey(Procedure, on_delete=models.CASCADE, related_name="old_codes")
    code = models.CharField(max_length=40)
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["procedure", "code"], name="old_code_once")]
        indexes: ClassVar = [models.Index(fields=["code"], name="old_code_code")]


class ProcedureLink(models.Model):
    """How one procedure stands to another."""

    procedure = models.ForeignKey(Procedure, on_delete=models.CASCADE, related_name="links")
    other = models.ForeignKey(Procedure, on_delete=models.CASCADE, related_name="links_from")
    kind = models.CharField(max_length=20, choices=LinkKind.choices)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["procedure", "other", "kind"], name="procedure_link_once"),
            models.CheckConstraint(condition=~Q(procedure=F("other")), name="procedure_link_to_another"),
        ]


class PromulgationDecision(Entity):
    """A decision that promulgates procedures: what it changes is in its items."""

    number = models.CharField(max_length=80, blank=True)
    title = models.TextField()
    issuer = models.CharField(max_length=200)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, help_text="Whose control officers keep it.")
    scope = models.CharField(max_length=10, choices=DecisionScope.choices, default=DecisionScope.PROVINCE)
    stage = models.CharField(max_length=30, choices=DecisionStage.choices, default=DecisionStage.DRAFT)
    is_shortened = models.BooleanField(default=False)
    signed_on = models.DateField(null=True, blank=True)
    act_effective_on = models.DateField(
        null=True, blank=True, help_text="When the underlying legal act takes effect."
    )
    effective_on = models.DateField(
        null=True, blank=True, help_text="From when the changed procedures apply."
    )
    entered_on = models.DateField(null=True, blank=True)
    published_on = models.DateField(null=True, blank=True)
    posted_on = models.DateField(null=True, blank=True)
    prepared_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="decisions_prepared")
    prepared_at = models.DateTimeField()
    approved_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="decisions_approved"
    )
    approved_at = models.DateTimeField(null=True)
    is_sample = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("prepared_by")),
                name="decision_four_eyes",
            ),
            models.CheckConstraint(
                condition=~Q(stage=DecisionStage.PROMULGATED)
                | (
                    Q(approved_by__isnull=False, signed_on__isnull=False, effective_on__isnull=False)
                    & ~Q(number="")
                ),
                name="promulgated_decision_is_complete",
            ),
            models.UniqueConstraint(
                fields=["number", "issuer", "signed_on"],
                condition=~Q(number=""),
                name="decision_number_once",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["stage", "-prepared_at"], name="decision_stage_prepared")]

    def __str__(self) -> str:
        return self.number or self.title


class ProcedureVersion(Entity):
    """What a procedure asks during a period. A draft may change; once promulgated it is frozen."""

    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=12, choices=VersionState.choices, default=VersionState.DRAFT)
    in_force = DateRangeField(null=True)
    decision = models.ForeignKey(
        PromulgationDecision, on_delete=models.PROTECT, null=True, related_name="versions"
    )
    decision_number = models.CharField(max_length=120, blank=True, help_text="As the source names it.")
    name = models.TextField()
    field = models.ForeignKey(Field, on_delete=models.PROTECT, null=True)
    levels = ArrayField(models.CharField(max_length=10), default=list, blank=True)
    applicant_types = ArrayField(models.CharField(max_length=30), default=list, blank=True)
    applicants_note = models.TextField(blank=True)
    regulation_label = models.CharField(
        max_length=120, blank=True, help_text="Loại thủ tục, as the portal names it."
    )
    issuing_agency = models.TextField(blank=True)
    competent_authority = models.TextField(blank=True)
    executing_agency = models.TextField(blank=True)
    delegated_agency = models.TextField(blank=True)
    coordinating_agency = models.TextField(blank=True)
    receiving_place = models.TextField(blank=True)
    requirements = models.TextField(blank=True)
    sets_count = models.PositiveSmallIntegerField(null=True)
    is_business_related = models.BooleanField(null=True)
    is_boundary_free = models.BooleanField(null=True)
    life_events = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    none_declared = ArrayField(
        models.CharField(max_length=20, choices=Constituent.choices),
        default=list,
        blank=True,
        help_text="Constituents of which the source says that there are none.",
    )
    source = models.CharField(max_length=200, blank=True)
    source_url = models.URLField(max_length=500, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["procedure", "number"], name="version_number_once"),
            models.CheckConstraint(
                condition=~Q(state=VersionState.PROMULGATED) | Q(in_force__isnull=False),
                name="promulgated_has_period",
            ),
            ExclusionConstraint(
                name="one_version_in_force",
                expressions=[("procedure", RangeOperators.EQUAL), ("in_force", RangeOperators.OVERLAPS)],
                condition=Q(state=VersionState.PROMULGATED),
            ),
        ]
        indexes: ClassVar = [
            GistIndex(fields=["in_force"], name="version_in_force"),
            GinIndex(fields=["levels"], name="version_levels"),
            GinIndex(fields=["applicant_types"], name="version_applicants"),
            GinIndex(fields=["life_events"], name="version_life_events"),
        ]

    def __str__(self) -> str:
        return self.name


class VersionPart(models.Model):
    """An ordered part of a version."""

    position = models.PositiveSmallIntegerField()

    class Meta:
        abstract = True
        ordering: ClassVar = ["position"]


class Step(VersionPart):
    """One step of the procedure's order of work."""

    version = models.ForeignKey(ProcedureVersion, on_delete=models.CASCADE, related_name="steps")
    title = models.CharField(max_length=200, blank=True)
    text = models.TextField()


class SubmissionMethod(VersionPart):
    """A way to lodge, with its own time limit. An unreadable limit keeps its text and waits for a person."""

    version = models.ForeignKey(ProcedureVersion, on_delete=models.CASCADE, related_name="methods")
    channel = models.CharField(max_length=10, choices=Channel.choices)
    limit_amount = models.DecimalField(max_digits=7, decimal_places=2, null=True)
    limit_unit = models.CharField(max_length=14, choices=LimitUnit.choices, blank=True)
    limit_text = models.TextField(blank=True)
    limit_needs_person = models.BooleanField(default=False)
    note = models.TextField(blank=True)


class Fee(VersionPart):
    """Money owed when lodging by a method; the amount in whole đồng when the source gives one."""

    method = models.ForeignKey(SubmissionMethod, on_delete=models.CASCADE, related_name="fees")
    kind = models.CharField(max_length=10, choices=FeeKind.choices)
    amount_vnd = models.BigIntegerField(null=True)
    text = models.TextField(blank=True)

    class Meta(VersionPart.Meta):
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(amount_vnd__isnull=True) | Q(amount_vnd__gte=0), name="fee_not_negative"
            )
        ]


class DossierComponent(VersionPart):
    """A required paper, within its case where the procedure tells cases apart."""

    version = models.ForeignKey(ProcedureVersion, on_delete=models.CASCADE, related_name="components")
    case_name = models.TextField(blank=True)
    name = models.TextField()
    originals = models.PositiveSmallIntegerField(null=True)
    copies = models.PositiveSmallIntegerField(null=True)
    note = models.TextField(blank=True)


class ApplicationForm(VersionPart):
    """A form (mẫu đơn, tờ khai) that belongs to a paper."""

    component = models.ForeignKey(DossierComponent, on_delete=models.CASCADE, related_name="forms")
    name = models.TextField()
    url = models.URLField(max_length=500, blank=True)


class Result(VersionPart):
    """What the procedure ends in."""

    version = models.ForeignKey(ProcedureVersion, on_delete=models.CASCADE, related_name="results")
    name = models.TextField()
    code = models.CharField(max_length=60, blank=True)


class LegalBasis(VersionPart):
    """A legal act on which the procedure rests."""

    version = models.ForeignKey(ProcedureVersion, on_delete=models.CASCADE, related_name="legal_bases")
    act = models.ForeignKey(LegalAct, on_delete=models.PROTECT)


class OnlineService(models.Model):
    """How far an agency offers a procedure online; a partial service says publicly why."""

    procedure = models.ForeignKey(Procedure, on_delete=models.CASCADE, related_name="online_services")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT)
    level = models.CharField(max_length=12, choices=OnlineLevel.choices)
    partial_reason = models.TextField(blank=True)
    in_force = DateRangeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(level=OnlineLevel.PARTIAL) | ~Q(partial_reason=""),
                name="partial_service_says_why",
            ),
            ExclusionConstraint(
                name="one_online_level_at_a_time",
                expressions=[
                    ("procedure", RangeOperators.EQUAL),
                    ("agency", RangeOperators.EQUAL),
                    ("in_force", RangeOperators.OVERLAPS),
                ],
            ),
        ]


class DecisionItem(models.Model):
    """One procedure in a decision: what happens to it, and the draft version that will apply."""

    decision = models.ForeignKey(PromulgationDecision, on_delete=models.CASCADE, related_name="items")
    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="decision_items")
    change = models.CharField(max_length=14, choices=ChangeKind.choices)
    version = models.OneToOneField(
        ProcedureVersion, on_delete=models.PROTECT, null=True, related_name="decision_item"
    )
    replaced_by = models.ForeignKey(Procedure, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["decision", "procedure"], name="procedure_once_in_decision"),
            models.CheckConstraint(
                condition=Q(change__in=[ChangeKind.REPEALED, ChangeKind.REPLACED]) | Q(version__isnull=False),
                name="item_has_version_unless_ending",
            ),
        ]


class ProcedureFinding(models.Model):
    """Something to mend in a version's record, as found when the version was last looked at."""

    version = models.ForeignKey(ProcedureVersion, on_delete=models.CASCADE, related_name="findings")
    kind = models.CharField(max_length=30, choices=FindingKind.choices)
    severity = models.CharField(max_length=10, choices=Severity.choices)
    constituent = models.CharField(max_length=20, choices=Constituent.choices)
    message = models.TextField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["kind", "version"], name="finding_kind_version")]


class PageReport(Entity):
    """Someone of the public told us that a procedure's page is wrong."""

    procedure = models.ForeignKey(Procedure, on_delete=models.CASCADE, related_name="page_reports")
    text = models.TextField()
    contact = models.CharField(max_length=120, blank=True)
    sender = models.CharField(
        max_length=64, blank=True, help_text="A keyed digest that says: the same sender. Nothing more."
    )
    at = models.DateTimeField()
    settled_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True)
    settled_at = models.DateTimeField(null=True)
    settled_note = models.TextField(blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["settled_at", "-at"], name="page_report_open"),
            models.Index(fields=["sender", "at"], name="page_report_sender"),
        ]


class ImportRun(Entity):
    """One import of a file: what it was and what came of it."""

    file_name = models.CharField(max_length=250)
    sha256 = models.CharField(max_length=64)
    at = models.DateTimeField()
    actor = models.CharField(max_length=80)
    summary = models.JSONField()


class SearchDocument(models.Model):
    """What the search reads of a promulgated version: folded texts by part, one line for each text.

    Derived from the version by `actions.search`; `stamp` names the writing that last touched the row, `written`
    has the lines of each part as they are written, for quoting.
    """

    version = models.OneToOneField(
        ProcedureVersion, on_delete=models.CASCADE, primary_key=True, related_name="search_document"
    )
    stamp = models.UUIDField()
    old_codes = ArrayField(models.CharField(max_length=40), default=list)
    name = models.TextField()
    results = models.TextField()
    life_events = models.TextField()
    field = models.TextField()
    audience = models.TextField()
    papers = models.TextField()
    agencies = models.TextField()
    written = models.JSONField(default=dict)


class SearchState(models.Model):
    """One row: the stamp of the last writing. A process whose index has another stamp renews its index."""

    only = models.BooleanField(primary_key=True, default=True)
    stamp = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=Q(only=True), name="search_state_once")]


class SearchSynonym(models.Model):
    """How people say a thing and how an office says it; an abbreviation holds both ways, a filler says little."""

    phrase = models.CharField(max_length=120)
    meaning = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=12, choices=SynonymKind.choices)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["phrase", "meaning"], name="search_synonym_once"),
            models.CheckConstraint(
                condition=Q(kind=SynonymKind.FILLER) | ~Q(meaning=""), name="synonym_has_meaning"
            ),
        ]

    def __str__(self) -> str:
        return self.phrase
