import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

import motcua.accounts.enums
import motcua.kernel.ids
import motcua.kernel.migrations._together


class Migration(migrations.Migration):
    replaces = [
        ("accounts", "0001_initial"),
        ("accounts", "0002_guard_sign_in_by_any_name"),
        ("accounts", "0003_tell_of_the_public"),
        ("accounts", "0004_prove_contacts"),
    ]

    initial = True

    dependencies = [
        ("kernel", "0001_journal"),
        ("organisations", "0001_first"),
    ]

    operations = [
        motcua.kernel.migrations._together.CreateTogether(
            models=[
                migrations.CreateModel(
                    name="Person",
                    fields=[
                        ("password", models.CharField(max_length=128, verbose_name="password")),
                        (
                            "last_login",
                            models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                        ),
                        (
                            "id",
                            models.UUIDField(
                                default=motcua.kernel.ids.new_id,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        ("username", models.CharField(max_length=60, unique=True)),
                        ("full_name", models.CharField(max_length=120)),
                        ("email", models.EmailField(blank=True, max_length=254)),
                        ("phone", models.CharField(blank=True, max_length=20)),
                        ("is_staff_member", models.BooleanField(default=False)),
                        ("is_active", models.BooleanField(default=True)),
                        ("is_sample", models.BooleanField(default=False)),
                        ("joined_at", models.DateTimeField()),
                        ("folded", models.CharField(max_length=200)),
                        ("sort_key", models.CharField(max_length=500)),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["sort_key", "id"], name="person_sort"),
                            models.Index(
                                condition=models.Q(("phone", ""), _negated=True),
                                fields=["phone"],
                                name="person_phone",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("username", django.db.models.functions.text.Lower("username"))
                                ),
                                name="username_lower",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Consent",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("version", models.CharField(max_length=20)),
                        ("given_at", models.DateTimeField()),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="consents",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("person", "version"), name="consent_once_to_each_version"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ContactCode",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=motcua.kernel.ids.new_id,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        ("address_digest", models.CharField(max_length=64)),
                        ("digest", models.CharField(max_length=64)),
                        ("made_at", models.DateTimeField()),
                        ("tries", models.PositiveSmallIntegerField(default=0)),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["address_digest", "made_at"], name="contact_code_address"),
                            models.Index(fields=["person", "made_at"], name="contact_code_person"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Position",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("title", models.CharField(max_length=120)),
                        ("held", django.contrib.postgres.fields.ranges.DateRangeField()),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="positions",
                                to="organisations.agency",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="positions",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                expressions=[
                                    ("person", "="),
                                    ("agency", "="),
                                    ("title", "="),
                                    ("held", "&&"),
                                ],
                                name="same_post_once_at_a_time",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ProvenContact",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("address", models.CharField(max_length=80)),
                        ("proven_at", models.DateTimeField()),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="proven_contacts",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("person", "address"), name="contact_proven_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RoleHolding",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("role", models.CharField(choices=motcua.accounts.enums.Role.choices, max_length=30)),
                        ("includes_below", models.BooleanField(default=False)),
                        ("held", django.contrib.postgres.fields.ranges.DateRangeField()),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="role_holdings",
                                to="organisations.agency",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="roles",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["role", "agency"], name="role_holding_role_agency")],
                        "constraints": [
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                expressions=[("person", "="), ("agency", "="), ("role", "="), ("held", "&&")],
                                name="same_role_once_at_a_time",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SignInGuard",
                    fields=[
                        ("digest", models.CharField(max_length=64, primary_key=True, serialize=False)),
                        ("failures", models.PositiveIntegerField()),
                        ("last_failed_at", models.DateTimeField()),
                        ("locked_until", models.DateTimeField(null=True)),
                        (
                            "person",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="guard",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["last_failed_at"], name="sign_in_guard_last")],
                    },
                ),
                migrations.CreateModel(
                    name="SignUpAttempt",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("sender", models.CharField(max_length=64)),
                        ("at", models.DateTimeField()),
                    ],
                    options={
                        "indexes": [models.Index(fields=["sender", "at"], name="sign_up_attempt_sender")],
                    },
                ),
                migrations.CreateModel(
                    name="CitizenProfile",
                    fields=[
                        (
                            "person",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="citizen_profile",
                                serialize=False,
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "party_kind",
                            models.CharField(choices=motcua.accounts.enums.PartyKind.choices, max_length=20),
                        ),
                        ("birth_on", models.DateField(null=True)),
                        (
                            "gender",
                            models.CharField(
                                blank=True, choices=motcua.accounts.enums.Gender.choices, max_length=10
                            ),
                        ),
                        ("nationality", models.CharField(blank=True, max_length=60)),
                        (
                            "identity_kind",
                            models.CharField(
                                blank=True, choices=motcua.accounts.enums.IdentityKind.choices, max_length=20
                            ),
                        ),
                        ("identity_number", models.CharField(blank=True, max_length=20)),
                        ("identity_issued_on", models.DateField(null=True)),
                        ("identity_issued_by", models.CharField(blank=True, max_length=120)),
                        ("address", models.CharField(blank=True, max_length=250)),
                        ("organisation_name", models.CharField(blank=True, max_length=250)),
                        ("tax_code", models.CharField(blank=True, max_length=14)),
                        (
                            "verification",
                            models.CharField(
                                choices=motcua.accounts.enums.VerificationLevel.choices,
                                default=motcua.accounts.enums.VerificationLevel["NONE"],
                                max_length=12,
                            ),
                        ),
                        ("verified_at", models.DateTimeField(null=True)),
                        ("closed_at", models.DateTimeField(null=True)),
                        (
                            "area",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.area",
                            ),
                        ),
                        (
                            "verified_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(("identity_number", ""), _negated=True),
                                fields=["identity_number"],
                                name="citizen_identity",
                            ),
                            models.Index(
                                condition=models.Q(("tax_code", ""), _negated=True),
                                fields=["tax_code"],
                                name="citizen_tax_code",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(
                                    ("verification", motcua.accounts.enums.VerificationLevel["NONE"]),
                                    _negated=True,
                                ),
                                fields=("identity_kind", "identity_number"),
                                name="verified_identity_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("verification", motcua.accounts.enums.VerificationLevel["NONE"]),
                                    models.Q(
                                        ("verified_at__isnull", False),
                                        models.Q(("identity_number", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="verified_by_an_identity",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("identity_number", ""),
                                    models.Q(("identity_kind", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="identity_has_a_kind",
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]
