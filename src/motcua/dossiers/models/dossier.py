"""The dossier itself and the people in it."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import F, Q

from motcua.accounts.enums import PartyKind, Role
from motcua.accounts.models import Person
from motcua.catalogue.models import Procedure, ProcedureVersion
from motcua.deadlines.enums import LimitUnit, Standing
from motcua.documents.models import StoredFile
from motcua.dossiers.enums import (
    DeliveryStatus,
    Door,
    PartyRole,
    Representation,
    ResultKind,
    ReturnWay,
    Status,
    SyncStatus,
)
from motcua.dossiers.rules.moves import ENDED, OPEN
from motcua.forms.models import FormVersion
from motcua.kernel.models import Entity
from motcua.organisations.models import Agency, Area
from motcua.payments.enums import PaymentStatus
from motcua.workflow.models import ProcessVersion

_OPEN = Q(status__in=sorted(OPEN))


class Dossier(Entity):
    """One applicant's case. It keeps the procedure, process and form versions under which it was received.

    `reception` is where it was received, `help_point` where the applicant was helped, `competent` who must
    resolve it; `holder_agency` and `holder` have it now. `revision` grows with every act.
    """

    code = models.CharField(max_length=60, unique=True)
    outside_code = models.CharField(
        max_length=60, blank=True, help_text="Its code in the system it came from."
    )
    outside_system = models.CharField(max_length=60, blank=True)
    submission_key = models.UUIDField(unique=True, help_text="One sending, one dossier, however often sent.")
    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="dossiers")
    version = models.ForeignKey(ProcedureVersion, on_delete=models.PROTECT, related_name="dossiers")
    case_name = models.TextField(blank=True, help_text="Which of the procedure's cases.")
    process = models.ForeignKey(ProcessVersion, on_delete=models.PROTECT, null=True, related_name="+")
    form = models.ForeignKey(FormVersion, on_delete=models.PROTECT, null=True, related_name="+")
    answers = models.JSONField(default=dict)
    summary = models.CharField(max_length=400, blank=True, help_text="What is asked for, in a line.")
    door = models.CharField(max_length=12, choices=Door.choices)
    help_point = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="+")
    reception = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    competent = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    is_transferred = models.BooleanField(
        default=False, help_text="Received elsewhere than where the competent agency's clock starts."
    )
    applicant_name = models.CharField(max_length=250)
    submitted_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    received_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    sets_count = models.PositiveSmallIntegerField(default=1)
    return_way = models.CharField(max_length=10, choices=ReturnWay.choices, default=ReturnWay.DESK)
    return_address = models.CharField(max_length=300, blank=True)

    status = models.CharField(max_length=24, choices=Status.choices)
    payment = models.CharField(
        max_length=14, choices=PaymentStatus.choices, default=PaymentStatus.NOT_REQUIRED
    )
    delivery = models.CharField(
        max_length=10, choices=DeliveryStatus.choices, default=DeliveryStatus.NOT_READY
    )
    sync = models.CharField(max_length=10, choices=SyncStatus.choices, default=SyncStatus.NOT_NEEDED)
    revision = models.PositiveIntegerField(default=0)

    step_key = models.CharField(max_length=40, blank=True)
    step_name = models.CharField(max_length=200, blank=True)
    step_role = models.CharField(max_length=30, choices=Role.choices, blank=True)
    step_due_at = models.DateTimeField(null=True)
    holder_agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="+")
    unit = models.ForeignKey(
        Agency,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        help_text="The division that works on it, as assigned.",
    )
    holder = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    involved = ArrayField(
        models.UUIDField(), default=list, help_text="Every agency that has or had part in it."
    )

    submitted_at = models.DateTimeField()
    received_at = models.DateTimeField(null=True)
    started_at = models.DateTimeField(null=True, help_text="From when the legal time counts.")
    restarted_at = models.DateTimeField(null=True)
    limit_amount = models.DecimalField(max_digits=7, decimal_places=2, null=True)
    limit_unit = models.CharField(max_length=14, choices=LimitUnit.choices, default=LimitUnit.NONE)
    limit_text = models.TextField(blank=True)
    late_receipt_next_day = models.BooleanField(
        default=False,
        help_text="The clock began late in the day where that counts as the next (LateReceiptRule).",
    )
    due_at_first = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    paused_since = models.DateTimeField(null=True)
    supplement_due_at = models.DateTimeField(null=True)
    supplements_count = models.PositiveSmallIntegerField(default=0)
    extended_at = models.DateTimeField(null=True)
    apologised_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True, help_text="When it was first resolved, or ended otherwise.")
    standing = models.CharField(
        max_length=12, choices=Standing.choices, blank=True, help_text="How it finished against its time."
    )
    result_kind = models.CharField(max_length=10, choices=ResultKind.choices, blank=True)
    delivered_at = models.DateTimeField(null=True)
    is_sample = models.BooleanField(default=False)

    search_text = models.TextField(blank=True, help_text="Folded: code, names, numbers, phones, papers.")
    words = models.GeneratedField(
        expression=SearchVector("search_text", config="simple"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(status__in=sorted(ENDED | {Status.RESOLVED})) | Q(finished_at__isnull=False),
                name="ended_dossier_has_its_moment",
            ),
            models.CheckConstraint(
                condition=~Q(delivery=DeliveryStatus.DELIVERED) | Q(delivered_at__isnull=False),
                name="delivered_dossier_has_its_moment",
            ),
            models.CheckConstraint(
                condition=Q(received_at__isnull=False)
                | Q(
                    status__in=[
                        Status.REGISTERED,
                        Status.INTAKE_SUPPLEMENT,
                        Status.NOT_ACCEPTED,
                        Status.WITHDRAWN,
                        Status.STOPPED,
                    ]
                ),
                name="worked_on_only_when_received",
            ),
            models.CheckConstraint(
                condition=Q(received_at__isnull=True) | Q(received_at__gte=F("submitted_at")),
                name="received_after_submitted",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["holder_agency", "step_role", "due_at", "id"],
                condition=_OPEN & Q(holder__isnull=True),
                name="dossier_unheld",
            ),
            models.Index(fields=["holder", "due_at", "id"], condition=_OPEN, name="dossier_held"),
            models.Index(
                fields=["reception", "submitted_at", "id"],
                condition=_OPEN & Q(holder__isnull=True, step_role=""),
                name="dossier_at_counter",
            ),
            models.Index(fields=["competent", "-submitted_at", "-id"], name="dossier_competent"),
            models.Index(fields=["reception", "-submitted_at", "-id"], name="dossier_reception"),
            models.Index(fields=["procedure", "-submitted_at"], name="dossier_procedure"),
            models.Index(fields=["submitted_by", "-submitted_at"], name="dossier_submitter"),
            models.Index(
                fields=["reception", "finished_at"],
                condition=Q(status=Status.RESOLVED, delivery=DeliveryStatus.READY),
                name="dossier_to_return",
            ),
            models.Index(
                fields=["delivered_at", "id"],
                condition=Q(delivered_at__isnull=False),
                name="dossier_delivered",
            ),
            models.Index(fields=["outside_code"], condition=~Q(outside_code=""), name="dossier_outside_code"),
            GinIndex(fields=["words"], name="dossier_words", fastupdate=False),
            GinIndex(fields=["involved"], name="dossier_involved"),
        ]

    def __str__(self) -> str:
        return self.code


class Party(models.Model):
    """Somebody in a dossier: the applicant, who lodged it, or to whom the papers belong."""

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="parties")
    role = models.CharField(max_length=10, choices=PartyRole.choices)
    kind = models.CharField(max_length=20, choices=PartyKind.choices)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=250)
    identity_number = models.CharField(max_length=20, blank=True)
    born_on = models.DateField(null=True)
    phone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, null=True, related_name="+")
    address = models.CharField(max_length=300, blank=True)
    representation = models.CharField(
        max_length=20, choices=Representation.choices, default=Representation.SELF
    )
    proof = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    proof_note = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["dossier", "role"], name="party_once_in_a_role"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["person"], name="party_person"),
            models.Index(fields=["identity_number"], condition=~Q(identity_number=""), name="party_identity"),
        ]
