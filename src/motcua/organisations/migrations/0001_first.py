import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.db.models.deletion
from django.db import migrations, models

import motcua.kernel.ids
import motcua.kernel.migrations._together
import motcua.organisations.enums


class Migration(migrations.Migration):
    replaces = [("organisations", "0001_initial"), ("organisations", "0002_codes_pass_on_to_successors")]

    initial = True

    dependencies = [
        ("kernel", "0001_journal"),
    ]

    operations = [
        motcua.kernel.migrations._together.CreateTogether(
            models=[
                migrations.CreateModel(
                    name="Area",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.CharField(max_length=8)),
                        (
                            "level",
                            models.CharField(
                                choices=motcua.organisations.enums.AreaLevel.choices, max_length=10
                            ),
                        ),
                        ("name", models.CharField(max_length=120)),
                        ("in_force", django.contrib.postgres.fields.ranges.DateRangeField()),
                        ("folded", models.CharField(max_length=120)),
                        ("sort_key", models.CharField(max_length=500)),
                        (
                            "parent",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="children",
                                to="organisations.area",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["parent", "sort_key"], name="area_parent_sort")],
                        "constraints": [
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                expressions=[("level", "="), ("code", "="), ("in_force", "&&")],
                                name="area_code_once_at_a_time",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Agency",
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
                        ("code", models.CharField(max_length=40)),
                        ("name", models.CharField(max_length=250)),
                        ("short_name", models.CharField(max_length=120)),
                        (
                            "kind",
                            models.CharField(
                                choices=motcua.organisations.enums.AgencyKind.choices, max_length=40
                            ),
                        ),
                        (
                            "level",
                            models.CharField(
                                choices=motcua.organisations.enums.AgencyLevel.choices, max_length=10
                            ),
                        ),
                        ("held", django.contrib.postgres.fields.ranges.DateRangeField()),
                        ("address", models.CharField(blank=True, max_length=300)),
                        ("phone", models.CharField(blank=True, max_length=40)),
                        ("email", models.EmailField(blank=True, max_length=254)),
                        ("is_sample", models.BooleanField(default=False)),
                        ("folded", models.CharField(max_length=400)),
                        ("sort_key", models.CharField(max_length=1200)),
                        (
                            "area",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="organisations.area",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["sort_key", "id"], name="agency_sort"),
                            models.Index(fields=["kind", "area"], name="agency_kind_area"),
                            django.contrib.postgres.indexes.GistIndex(fields=["held"], name="agency_held"),
                        ],
                        "constraints": [
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                expressions=[("code", "="), ("held", "&&")],
                                name="agency_own_code_once_at_a_time",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AreaChange",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("is_whole", models.BooleanField()),
                        ("is_default", models.BooleanField(default=False)),
                        ("on", models.DateField()),
                        (
                            "new",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="changes_from",
                                to="organisations.area",
                            ),
                        ),
                        (
                            "old",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="changes_into",
                                to="organisations.area",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("old", "new"), name="area_change_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Installation",
                    fields=[
                        ("id", models.SmallIntegerField(default=1, primary_key=True, serialize=False)),
                        ("is_sample", models.BooleanField(default=False)),
                        (
                            "home",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, to="organisations.agency"
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(condition=models.Q(("id", 1)), name="one_installation")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Power",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("matter", models.CharField(max_length=80)),
                        (
                            "holder_kind",
                            models.CharField(
                                blank=True,
                                choices=motcua.organisations.enums.AgencyKind.choices,
                                max_length=40,
                            ),
                        ),
                        (
                            "source",
                            models.CharField(
                                choices=motcua.organisations.enums.PowerSource.choices, max_length=14
                            ),
                        ),
                        ("document", models.CharField(max_length=250)),
                        ("in_force", django.contrib.postgres.fields.ranges.DateRangeField()),
                        (
                            "area",
                            models.ForeignKey(
                                help_text="Only within this area.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="organisations.area",
                            ),
                        ),
                        (
                            "granted_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="powers_granted",
                                to="organisations.agency",
                            ),
                        ),
                        (
                            "holder",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="powers",
                                to="organisations.agency",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["matter"], name="power_matter")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("holder__isnull", False), ("holder_kind", "")),
                                    models.Q(
                                        ("holder__isnull", True), models.Q(("holder_kind", ""), _negated=True)
                                    ),
                                    _connector="OR",
                                ),
                                name="power_has_one_holder",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("source", motcua.organisations.enums.PowerSource["STATUTORY"]),
                                    models.Q(("document", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="power_given_by_document",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("source", motcua.organisations.enums.PowerSource["DELEGATED"]),
                                        _negated=True,
                                    ),
                                    ("in_force__endswith__isnull", False),
                                    _connector="OR",
                                ),
                                name="delegation_is_limited_in_time",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Subordination",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("in_force", django.contrib.postgres.fields.ranges.DateRangeField()),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="superiors",
                                to="organisations.agency",
                            ),
                        ),
                        (
                            "parent",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="subordinates",
                                to="organisations.agency",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                expressions=[("agency", "="), ("in_force", "&&")],
                                name="one_superior_at_a_time",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("agency", models.F("parent")), _negated=True),
                                name="no_agency_under_itself",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Succession",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=motcua.organisations.enums.SuccessionKind.choices, max_length=10
                            ),
                        ),
                        ("on", models.DateField()),
                        ("document", models.CharField(max_length=250)),
                        (
                            "predecessor",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="successions",
                                to="organisations.agency",
                            ),
                        ),
                        (
                            "successor",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="inheritances",
                                to="organisations.agency",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("predecessor", "successor"), name="succession_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AgencyCode",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("scheme", models.CharField(max_length=40)),
                        ("code", models.CharField(max_length=60)),
                        ("in_force", django.contrib.postgres.fields.ranges.DateRangeField()),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="codes",
                                to="organisations.agency",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                expressions=[("scheme", "="), ("code", "="), ("in_force", "&&")],
                                name="agency_code_once_at_a_time",
                            )
                        ],
                    },
                ),
            ],
        ),
    ]
