import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import motcua.kernel.ids
import motcua.kernel.migrations._together
import motcua.reports.enums


class Migration(migrations.Migration):
    replaces = [("reports", "0001_say_what_is_reported_when")]

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
                    name="Regime",
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
                        ("title", models.CharField(max_length=300)),
                        (
                            "cycle",
                            models.CharField(choices=motcua.reports.enums.Cycle.choices, max_length=12),
                        ),
                        (
                            "forms",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=12), size=None
                            ),
                        ),
                        (
                            "first_day",
                            models.PositiveSmallIntegerField(
                                default=15, help_text="Of the month, on which a window begins."
                            ),
                        ),
                        (
                            "due_working_days",
                            models.PositiveSmallIntegerField(default=2, help_text="After the figures close."),
                        ),
                        ("basis", models.CharField(blank=True, max_length=300)),
                        ("in_force", django.contrib.postgres.fields.ranges.DateRangeField()),
                        ("created_at", models.DateTimeField()),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="report_regimes",
                                to="organisations.agency",
                            ),
                        ),
                        (
                            "created_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "units",
                            models.ManyToManyField(blank=True, related_name="+", to="organisations.agency"),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["agency"], name="regime_agency")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("first_day__gte", 1), ("first_day__lte", 28)),
                                name="regime_first_day",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("due_working_days__gte", 1)),
                                name="regime_leaves_a_working_day",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReportingPeriod",
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
                        ("label", models.CharField(max_length=120)),
                        ("window", django.contrib.postgres.fields.ranges.DateRangeField()),
                        ("due_on", models.DateField()),
                        ("created_at", models.DateTimeField()),
                        (
                            "regime",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="periods",
                                to="reports.regime",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["due_on"], name="reporting_period_due")],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("regime", "window"), name="reporting_period_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("window__isempty", False)),
                                name="reporting_period_not_empty",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("due_on__gte", models.F("window__endswith"))),
                                name="reporting_period_due_after_closing",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Report",
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
                        ("created_at", models.DateTimeField()),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reports",
                                to="organisations.agency",
                            ),
                        ),
                        (
                            "created_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "period",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reports",
                                to="reports.reportingperiod",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["agency", "-created_at"], name="report_agency_created")
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("period", "agency"), name="report_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReportVersion",
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
                            "status",
                            models.CharField(
                                choices=motcua.reports.enums.ReportStatus.choices,
                                default=motcua.reports.enums.ReportStatus["DRAFT"],
                                max_length=8,
                            ),
                        ),
                        (
                            "paragraphs",
                            models.JSONField(default=dict, help_text="What officers wrote, by section."),
                        ),
                        (
                            "directing",
                            models.JSONField(
                                default=list, help_text="Directing documents: number, day, title."
                            ),
                        ),
                        ("reason", models.TextField(blank=True, help_text="Why it was opened again.")),
                        ("revision", models.PositiveIntegerField(default=1)),
                        ("prepared_at", models.DateTimeField()),
                        ("checked_at", models.DateTimeField(null=True)),
                        ("as_of", models.DateTimeField(null=True)),
                        ("snapshot", models.JSONField(null=True)),
                        ("digest", models.CharField(blank=True, max_length=64)),
                        ("signed_at", models.DateTimeField(null=True)),
                        ("signer_title", models.CharField(blank=True, max_length=120)),
                        ("document_number", models.CharField(blank=True, max_length=60)),
                        ("sent_at", models.DateTimeField(null=True)),
                        (
                            "checked_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "closed_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "prepared_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "report",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="versions",
                                to="reports.report",
                            ),
                        ),
                        (
                            "sent_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "signed_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("report", "number"), name="report_version_number_once"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(
                                    (
                                        "status__in",
                                        [
                                            motcua.reports.enums.ReportStatus["DRAFT"],
                                            motcua.reports.enums.ReportStatus["CHECKED"],
                                        ],
                                    )
                                ),
                                fields=("report",),
                                name="one_open_report_version",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("as_of__isnull", True),
                                        ("digest", ""),
                                        (
                                            "status__in",
                                            [
                                                motcua.reports.enums.ReportStatus["DRAFT"],
                                                motcua.reports.enums.ReportStatus["CHECKED"],
                                            ],
                                        ),
                                    ),
                                    models.Q(
                                        ("as_of__isnull", False),
                                        ("closed_by__isnull", False),
                                        ("snapshot__isnull", False),
                                        (
                                            "status__in",
                                            [
                                                motcua.reports.enums.ReportStatus["CLOSED"],
                                                motcua.reports.enums.ReportStatus["SIGNED"],
                                                motcua.reports.enums.ReportStatus["SENT"],
                                            ],
                                        ),
                                        models.Q(("digest", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="closed_report_keeps_its_figures",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("sent_at__isnull", False),
                                        ("signed_at__isnull", False),
                                        ("status", motcua.reports.enums.ReportStatus["SENT"]),
                                    ),
                                    models.Q(
                                        ("sent_at__isnull", True),
                                        ("signed_at__isnull", False),
                                        ("status", motcua.reports.enums.ReportStatus["SIGNED"]),
                                    ),
                                    models.Q(
                                        ("sent_at__isnull", True),
                                        ("signed_at__isnull", True),
                                        (
                                            "status__in",
                                            [
                                                motcua.reports.enums.ReportStatus["DRAFT"],
                                                motcua.reports.enums.ReportStatus["CHECKED"],
                                                motcua.reports.enums.ReportStatus["CLOSED"],
                                            ],
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="sent_report_was_signed",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("signed_by__isnull", True),
                                    models.Q(("signed_by", models.F("prepared_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="report_four_eyes",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="UnitTable",
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
                        ("form", models.CharField(max_length=12)),
                        ("table", models.JSONField()),
                        ("gaps", models.JSONField(default=list)),
                        ("file_name", models.CharField(max_length=250)),
                        ("entered_at", models.DateTimeField()),
                        (
                            "entered_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "period",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="unit_tables",
                                to="reports.reportingperiod",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.agency",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("period", "unit", "form"), name="unit_table_once")
                        ],
                    },
                ),
            ],
        ),
    ]
