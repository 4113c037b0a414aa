"""Files that are kept, and the papers signed with them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from motcua.accounts.models import Person
from motcua.documents.enums import FileKind, SignatureKind, SignedState, SigningAuthority
from motcua.kernel.models import Entity
from motcua.organisations.models import Agency


class StoredFile(Entity):
    """A file that was accepted. The content lies in the store under its digest; rows never change."""

    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=8, choices=FileKind.choices)
    media_type = models.CharField(max_length=100)
    name = models.CharField(max_length=210, help_text="As the file was called; shown, never a place on disk.")
    pages = models.PositiveIntegerField(null=True)
    places = models.JSONField(
        default=list, help_text="Where signature and number belong, for papers made here: page, x, y in mm."
    )
    uploaded_by = models.CharField(max_length=80)
    at = models.DateTimeField()
    is_sample = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="stored_file_sha256_is_one"
            ),
            models.CheckConstraint(condition=Q(size__gt=0), name="stored_file_not_empty"),
        ]
        indexes: ClassVar = [models.Index(fields=["sha256"], name="stored_file_sha256")]

    def __str__(self) -> str:
        return self.name


class SignedPaper(Entity):
    """A paper that a person signed, then perhaps numbered and signed for the organisation, perhaps revoked.

    `original` is what was put before the signer, `personal_file` that with the person's signature, `file` how it
    stands now. Names and titles are kept as they were at the signing.
    """

    title = models.CharField(max_length=300)
    kind = models.CharField(max_length=10, choices=SignatureKind.choices, default=SignatureKind.IN_HOUSE)
    verification_code = models.CharField(max_length=19, unique=True)
    original = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="signed_from")
    personal_file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="signed_as")

    signer = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    signer_name = models.CharField(max_length=120)
    signer_title = models.CharField(max_length=120)
    authority = models.CharField(
        max_length=10, choices=SigningAuthority.choices, default=SigningAuthority.OWN
    )
    head_title = models.CharField(
        max_length=120, blank=True, help_text="In whose place, when not by own authority."
    )
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    agency_name = models.CharField(max_length=200)
    signed_at = models.DateTimeField()

    number = models.CharField(max_length=60, blank=True)
    issued_on = models.DateField(null=True)
    numbered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    numbered_at = models.DateTimeField(null=True)
    organisation_signed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    organisation_signed_at = models.DateTimeField(null=True)

    revoked_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    revoked_at = models.DateTimeField(null=True)
    revoke_reason = models.TextField(blank=True)
    replaced_by = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="replaces")
    is_sample = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(number="", issued_on=None, numbered_by=None, numbered_at=None)
                | (~Q(number="") & Q(issued_on__isnull=False, numbered_by__isnull=False))
                & Q(numbered_at__isnull=False),
                name="signed_paper_number_whole",
            ),
            models.CheckConstraint(
                condition=Q(organisation_signed_at=None, organisation_signed_by=None)
                | Q(
                    organisation_signed_at__isnull=False,
                    organisation_signed_by__isnull=False,
                    numbered_at__isnull=False,
                ),
                name="signed_paper_numbered_before_organisation",
            ),
            models.CheckConstraint(
                condition=Q(revoked_at=None, revoke_reason="")
                | (Q(revoked_at__isnull=False) & ~Q(revoke_reason="")),
                name="signed_paper_revoked_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(replaced_by=None) | Q(revoked_at__isnull=False),
                name="signed_paper_replaced_is_revoked",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def state(self) -> SignedState:
        """How far it has come."""
        if self.revoked_at is not None:
            return SignedState.REVOKED
        if self.organisation_signed_at is not None:
            return SignedState.ISSUED
        return SignedState.NUMBERED if self.numbered_at is not None else SignedState.SIGNED
