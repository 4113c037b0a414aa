"""Targets may be of one level; procedures are marked as concerning business, many at once."""

import django.contrib.postgres.constraints
import django.db.models.deletion
import django.db.models.functions.comparison
from django.conf import settings
from django.db import migrations, models

import motcua.catalogue.enums
import motcua.kernel.ids


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0002_promulgated_stays"),
        ("organisations", "0001_first"),
        ("reviews", "0005_proposals_take_all_of_a_trial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="BusinessMark",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="BusinessMarking",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=motcua.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("concerns", models.BooleanField(help_text="Whether these procedures concern business.")),
                ("reason", models.TextField(help_text="Why, and by which document.")),
                (
                    "rule",
                    models.CharField(
                        blank=True, help_text="By which rule they were chosen, in words.", max_length=300
                    ),
                ),
                ("at", models.DateTimeField()),
                ("undone_at", models.DateTimeField(null=True)),
                ("undone_why", models.TextField(blank=True)),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="reductiontarget",
            name="one_target_at_a_time",
        ),
        migrations.AddField(
            model_name="reductiontarget",
            name="level",
            field=models.CharField(
                blank=True,
                choices=motcua.catalogue.enums.ProcedureLevel.choices,
                help_text="Empty: of every level.",
                max_length=12,
            ),
        ),
        migrations.AddConstraint(
            model_name="reductiontarget",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    (
                        django.db.models.functions.comparison.Coalesce(
                            django.db.models.functions.comparison.Cast("agency", models.TextField()),
                            models.Value(""),
                        ),
                        "=",
                    ),
                    ("procedures", "="),
                    (django.db.models.functions.comparison.Coalesce("field", models.Value(0)), "="),
                    ("level", "="),
                    ("burden", "="),
                    ("in_force", "&&"),
                ],
                name="one_target_at_a_time",
            ),
        ),
        migrations.AddField(
            model_name="businessmark",
            name="procedure",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="catalogue.procedure"
            ),
        ),
        migrations.AddField(
            model_name="businessmarking",
            name="agency",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.agency"
            ),
        ),
        migrations.AddField(
            model_name="businessmarking",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="businessmarking",
            name="undone_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="businessmark",
            name="marking",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="marks",
                to="reviews.businessmarking",
            ),
        ),
        migrations.AddIndex(
            model_name="businessmarking",
            index=models.Index(fields=["agency", "-at"], name="business_marking_agency"),
        ),
        migrations.AddConstraint(
            model_name="businessmarking",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="business_marking_has_reason"
            ),
        ),
        migrations.AddConstraint(
            model_name="businessmarking",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("undone_at__isnull", True), ("undone_by__isnull", True), ("undone_why", "")),
                    models.Q(
                        ("undone_at__isnull", False),
                        ("undone_by__isnull", False),
                        models.Q(("undone_why", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="business_marking_undone_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="businessmark",
            constraint=models.UniqueConstraint(fields=("marking", "procedure"), name="business_mark_once"),
        ),
    ]
