import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import motcua.accounts.enums
import motcua.deadlines.enums
import motcua.kernel.ids
import motcua.kernel.migrations._together
import motcua.workflow.enums


class Migration(migrations.Migration):
    replaces = [
        ("workflow", "0001_initial"),
        ("workflow", "0003_find_by_agency"),
        ("workflow", "0004_drafts_are_kept_single_by_actions"),
    ]

    initial = True

    dependencies = [
        ("accounts", "0001_first"),
        ("kernel", "0001_journal"),
        ("organisations", "0001_first"),
    ]

    operations = [
        motcua.kernel.migrations._together.CreateTogether(
            models=[
                migrations.CreateModel(
                    name="Process",
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
                        ("matter", models.CharField(blank=True, default="", max_length=80)),
                        (
                            "is_express",
                            models.BooleanField(
                                default=False, help_text="Received, decided and returned at the counter."
                            ),
                        ),
                        ("name", models.CharField(max_length=300)),
                        ("folded", models.CharField(max_length=600)),
                        ("sort_key", models.CharField(max_length=1600)),
                        ("is_sample", models.BooleanField(default=False)),
                        (
                            "agency",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="processes",
                                to="organisations.agency",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["sort_key", "id"], name="process_sort")],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("matter", "agency", "is_express"),
                                name="process_once",
                                nulls_distinct=False,
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ProcessVersion",
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
                        ("number", models.PositiveIntegerField()),
                        (
                            "state",
                            models.CharField(
                                choices=motcua.workflow.enums.ProcessState.choices,
                                default=motcua.workflow.enums.ProcessState["DRAFT"],
                                max_length=10,
                            ),
                        ),
                        ("in_force", django.contrib.postgres.fields.ranges.DateRangeField(null=True)),
                        ("name", models.CharField(max_length=300)),
                        (
                            "document",
                            models.CharField(
                                blank=True, help_text="The decision that approves it.", max_length=250
                            ),
                        ),
                        ("limit_amount", models.DecimalField(decimal_places=2, max_digits=7, null=True)),
                        (
                            "limit_unit",
                            models.CharField(
                                blank=True, choices=motcua.deadlines.enums.LimitUnit.choices, max_length=14
                            ),
                        ),
                        (
                            "revision",
                            models.PositiveIntegerField(
                                default=1, help_text="Counts the savings of a draft."
                            ),
                        ),
                        ("prepared_at", models.DateTimeField()),
                        ("published_at", models.DateTimeField(null=True)),
                        (
                            "prepared_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="processes_prepared",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "process",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="versions",
                                to="workflow.process",
                            ),
                        ),
                        (
                            "published_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="processes_published",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("process", "number"), name="process_version_number_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("state", motcua.workflow.enums.ProcessState["PUBLISHED"]),
                                        _negated=True,
                                    ),
                                    models.Q(("in_force__isnull", False), ("published_at__isnull", False)),
                                    _connector="OR",
                                ),
                                name="published_process_has_period",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("prepared_by__isnull", True),
                                    ("published_by__isnull", True),
                                    models.Q(("published_by", models.F("prepared_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="process_four_eyes",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("limit_amount__isnull", True), ("limit_unit", "")),
                                    models.Q(
                                        ("limit_amount__isnull", False),
                                        models.Q(("limit_unit", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="process_limit_whole",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                condition=models.Q(
                                    ("state", motcua.workflow.enums.ProcessState["DRAFT"]), _negated=True
                                ),
                                expressions=[("process", "="), ("in_force", "&&")],
                                name="one_process_version_in_force",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Leg",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        ("key", models.CharField(max_length=60)),
                        ("title", models.CharField(max_length=250)),
                        ("limit_amount", models.DecimalField(decimal_places=2, max_digits=7, null=True)),
                        (
                            "limit_unit",
                            models.CharField(
                                blank=True, choices=motcua.deadlines.enums.LimitUnit.choices, max_length=14
                            ),
                        ),
                        ("is_lead", models.BooleanField(default=False)),
                        (
                            "agency",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.agency",
                            ),
                        ),
                        (
                            "version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="legs",
                                to="workflow.processversion",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["position"],
                        "abstract": False,
                        "constraints": [
                            models.UniqueConstraint(fields=("version", "key"), name="leg_key_once"),
                            models.UniqueConstraint(
                                condition=models.Q(("is_lead", True)),
                                fields=("version",),
                                name="one_leading_leg",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Step",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        ("key", models.CharField(max_length=60)),
                        ("name", models.CharField(max_length=300)),
                        (
                            "kind",
                            models.CharField(choices=motcua.workflow.enums.StepKind.choices, max_length=14),
                        ),
                        (
                            "role",
                            models.CharField(
                                blank=True, choices=motcua.accounts.enums.Role.choices, max_length=30
                            ),
                        ),
                        ("share_minutes", models.PositiveIntegerField(null=True)),
                        ("share_percent", models.DecimalField(decimal_places=2, max_digits=5, null=True)),
                        (
                            "acts",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=motcua.workflow.enums.Act.choices, max_length=20
                                ),
                                blank=True,
                                default=list,
                                size=None,
                            ),
                        ),
                        ("papers", models.TextField(blank=True)),
                        ("output", models.TextField(blank=True)),
                        (
                            "leg",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="steps",
                                to="workflow.leg",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.agency",
                            ),
                        ),
                        (
                            "version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="steps",
                                to="workflow.processversion",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["position"],
                        "abstract": False,
                        "constraints": [
                            models.UniqueConstraint(fields=("version", "key"), name="step_key_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("share_minutes__isnull", True),
                                    ("share_percent__isnull", True),
                                    _connector="OR",
                                ),
                                name="step_share_in_one_measure",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("share_percent__isnull", True),
                                    models.Q(("share_percent__gte", 0), ("share_percent__lte", 100)),
                                    _connector="OR",
                                ),
                                name="step_share_of_a_hundred",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Move",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        ("act", models.CharField(choices=motcua.workflow.enums.Act.choices, max_length=20)),
                        ("label", models.CharField(blank=True, max_length=200)),
                        (
                            "from_step",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="moves",
                                to="workflow.step",
                            ),
                        ),
                        (
                            "to_step",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="moves_here",
                                to="workflow.step",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("from_step", "act", "to_step"), name="move_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Consultation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        ("question", models.TextField()),
                        ("limit_amount", models.DecimalField(decimal_places=2, max_digits=7, null=True)),
                        (
                            "limit_unit",
                            models.CharField(
                                blank=True, choices=motcua.deadlines.enums.LimitUnit.choices, max_length=14
                            ),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.agency",
                            ),
                        ),
                        (
                            "step",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="consultations",
                                to="workflow.step",
                            ),
                        ),
                    ],
                ),
            ],
        ),
    ]
