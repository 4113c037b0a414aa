import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.db import migrations, models

import motcua.deadlines.enums
import motcua.indicators.enums
import motcua.kernel.migrations._together


class Migration(migrations.Migration):
    replaces = [
        ("indicators", "0001_say_most_points_of_indexes"),
        ("indicators", "0002_keep_rollups_of_dossiers"),
    ]

    initial = True

    dependencies = [
        ("dossiers", "0001_first"),
        ("kernel", "0001_journal"),
    ]

    operations = [
        motcua.kernel.migrations._together.CreateTogether(
            models=[
                migrations.CreateModel(
                    name="CountedDossier",
                    fields=[
                        (
                            "dossier",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                primary_key=True,
                                related_name="+",
                                serialize=False,
                                to="dossiers.dossier",
                            ),
                        ),
                        ("agency_id", models.UUIDField()),
                        ("unit_id", models.UUIDField(null=True)),
                        ("field_id", models.IntegerField(null=True)),
                        ("door", models.CharField(max_length=12)),
                        ("received_on", models.DateField()),
                        ("finished_on", models.DateField(null=True)),
                        ("how", models.CharField(blank=True, max_length=10)),
                        ("late_on", models.DateField(null=True)),
                        ("is_apart", models.BooleanField()),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(("is_apart", True)),
                                fields=["dossier"],
                                name="counted_dossier_apart",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DayCount",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("agency_id", models.UUIDField()),
                        ("unit_id", models.UUIDField(null=True)),
                        ("field_id", models.IntegerField(null=True)),
                        ("door", models.CharField(max_length=12)),
                        (
                            "happened",
                            models.CharField(choices=motcua.indicators.enums.Happened.choices, max_length=10),
                        ),
                        ("number", models.IntegerField()),
                        ("day", models.DateField()),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("day", "agency_id", "unit_id", "field_id", "door", "happened"),
                                name="day_count_once",
                                nulls_distinct=False,
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="IndexMaximum",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("index", models.CharField(max_length=20)),
                        ("component", models.CharField(max_length=10)),
                        ("points", models.DecimalField(decimal_places=2, max_digits=5)),
                        ("basis", models.CharField(max_length=250)),
                        (
                            "certainty",
                            models.CharField(choices=motcua.deadlines.enums.Certainty.choices, max_length=1),
                        ),
                        ("in_force", django.contrib.postgres.fields.ranges.DateRangeField()),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("points__gt", 0)), name="index_maximum_above_zero"
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                expressions=[("index", "="), ("component", "="), ("in_force", "&&")],
                                name="one_index_maximum_at_a_time",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MonthCount",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("agency_id", models.UUIDField()),
                        ("unit_id", models.UUIDField(null=True)),
                        ("field_id", models.IntegerField(null=True)),
                        ("door", models.CharField(max_length=12)),
                        (
                            "happened",
                            models.CharField(choices=motcua.indicators.enums.Happened.choices, max_length=10),
                        ),
                        ("number", models.IntegerField()),
                        ("month", models.DateField()),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("month", "agency_id", "unit_id", "field_id", "door", "happened"),
                                name="month_count_once",
                                nulls_distinct=False,
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RollupState",
                    fields=[
                        ("id", models.SmallIntegerField(default=1, primary_key=True, serialize=False)),
                        ("through", models.UUIDField()),
                        ("built_at", models.DateTimeField()),
                        ("kept_at", models.DateTimeField()),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(condition=models.Q(("id", 1)), name="one_rollup_state")
                        ],
                    },
                ),
            ],
        ),
    ]
