"""People, where they work, and the roles they hold."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from motcua.accounts.enums import Gender, IdentityKind, PartyKind, Role, VerificationLevel
from motcua.kernel.models import Entity
from motcua.organisations.models import Agency, Area


class PersonManager(BaseUserManager["Person"]):
    def get_by_natural_key(self, username: str | None) -> Person:
        return self.get(username__iexact=username)


class Person(AbstractBaseUser, Entity):
    """Someone who can sign in: staff, or a member of the public."""

    username = models.CharField(max_length=60, unique=True)
    full_name = models.CharField(max_length=120)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=20, blank=True)
    is_staff_member = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    is_sample = models.BooleanField(default=False)
    joined_at = models.DateTimeField()
    folded = models.CharField(max_length=200)
    sort_key = models.CharField(max_length=500)

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar = []

    objects: ClassVar[PersonManager] = PersonManager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(username=Lower("username")), name="username_lower"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["sort_key", "id"], name="person_sort"),
            models.Index(fields=["phone"], name="person_phone", condition=~Q(phone="")),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def actor(self) -> str:
        """How the journal names this person."""
        return f"person:{self.pk}"


class SignInGuard(models.Model):
    """Failed sign-ins by one name, whether or not anybody has it: an answer must not tell which names exist.

    The name itself is not kept: people type passwords there by mistake.
    """

    digest = models.CharField(max_length=64, primary_key=True)
    person = models.OneToOneField(Person, on_delete=models.CASCADE, null=True, related_name="guard")
    failures = models.PositiveIntegerField()
    last_failed_at = models.DateTimeField()
    locked_until = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["last_failed_at"], name="sign_in_guard_last")]


class Position(models.Model):
    """A person's post in an agency for a time."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="positions")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="positions")
    title = models.CharField(max_length=120)
    held = DateRangeField()

    class Meta:
        constraints: ClassVar = [
            ExclusionConstraint(
                name="same_post_once_at_a_time",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    ("agency", RangeOperators.EQUAL),
                    ("title", RangeOperators.EQUAL),
                    ("held", RangeOperators.OVERLAPS),
                ],
            ),
        ]


class RoleHolding(models.Model):
    """A role a person holds at an agency for a time, there alone or also in the bodies below it."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="roles")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="role_holdings")
    role = models.CharField(max_length=30, choices=Role.choices)
    includes_below = models.BooleanField(default=False)
    held = DateRangeField()

    class Meta:
        constraints: ClassVar = [
            ExclusionConstraint(
                name="same_role_once_at_a_time",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    ("agency", RangeOperators.EQUAL),
                    ("role", RangeOperators.EQUAL),
                    ("held", RangeOperators.OVERLAPS),
                ],
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["role", "agency"], name="role_holding_role_agency")]


class CitizenProfile(models.Model):
    """What a member of the public lets us know beside name and contact. Verified facts change only at a desk."""

    person = models.OneToOneField(
        Person, on_delete=models.PROTECT, primary_key=True, related_name="citizen_profile"
    )
    party_kind = models.CharField(max_length=20, choices=PartyKind.choices)
    birth_on = models.DateField(null=True)
    gender = models.CharField(max_length=10, choices=Gender.choices, blank=True)
    nationality = models.CharField(max_length=60, blank=True)
    identity_kind = models.CharField(max_length=20, choices=IdentityKind.choices, blank=True)
    identity_number = models.CharField(max_length=20, blank=True)
    identity_issued_on = models.DateField(null=True)
    identity_issued_by = models.CharField(max_length=120, blank=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+", null=True)
    address = models.CharField(max_length=250, blank=True)
    organisation_name = models.CharField(max_length=250, blank=True)
    tax_code = models.CharField(max_length=14, blank=True)
    verification = models.CharField(
        max_length=12, choices=VerificationLevel.choices, default=VerificationLevel.NONE
    )
    verified_at = models.DateTimeField(null=True)
    verified_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["identity_kind", "identity_number"],
                condition=~Q(verification=VerificationLevel.NONE),
                name="verified_identity_once",
            ),
            models.CheckConstraint(
                condition=Q(verification=VerificationLevel.NONE)
                | (Q(verified_at__isnull=False) & ~Q(identity_number="")),
                name="verified_by_an_identity",
            ),
            models.CheckConstraint(
                condition=Q(identity_number="") | ~Q(identity_kind=""), name="identity_has_a_kind"
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["identity_number"], name="citizen_identity", condition=~Q(identity_number="")
            ),
            models.Index(fields=["tax_code"], name="citizen_tax_code", condition=~Q(tax_code="")),
        ]

    def __str__(self) -> str:
        return self.organisation_name or self.person.full_name

    @property
    def is_verified(self) -> bool:
        """Whether somebody has checked who this is."""
        return self.verification != VerificationLevel.NONE


class Consent(models.Model):
    """That a person agreed, on a day, to what their data are used for, in the words of that version."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="consents")
    version = models.CharField(max_length=20)
    given_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "version"], name="consent_once_to_each_version"),
        ]


class SignUpAttempt(models.Model):
    """That somebody asked for an account, by a digest of where from; kept for a day, to slow down machines."""

    sender = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["sender", "at"], name="sign_up_attempt_sender")]


class ProvenContact(models.Model):
    """A telephone number or e-mail address of which a person has shown that it is theirs; it goes when they give the
    address up."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="proven_contacts")
    address = models.CharField(max_length=80)
    proven_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "address"], name="contact_proven_once"),
        ]


class ContactCode(Entity):
    """A code on its way to an address, as keyed digests of both; kept for a day, to slow down machines."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    address_digest = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["address_digest", "made_at"], name="contact_code_address"),
            models.Index(fields=["person", "made_at"], name="contact_code_person"),
        ]
