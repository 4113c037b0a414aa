import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import motcua.forms.enums
import motcua.kernel.ids
import motcua.kernel.migrations._together


class Migration(migrations.Migration):
    replaces = [("forms", "0001_forms_and_versions"), ("forms", "0003_find_by_folded_name")]

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
                    name="Form",
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
                        ("matter", models.CharField(blank=True, max_length=80)),
                        ("name", models.CharField(max_length=300)),
                        ("folded", models.CharField(max_length=300)),
                        ("sort_key", models.CharField(max_length=1500)),
                        ("is_sample", models.BooleanField(default=False)),
                        (
                            "agency",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="online_forms",
                                to="organisations.agency",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["sort_key", "id"], name="form_sort")],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("matter", "agency"),
                                name="one_form_for_a_matter",
                                nulls_distinct=False,
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FormVersion",
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
                                choices=motcua.forms.enums.FormVersionState.choices,
                                default=motcua.forms.enums.FormVersionState["DRAFT"],
                                max_length=10,
                            ),
                        ),
                        ("schema", models.JSONField(help_text="As forms.rules.schema.as_json writes it.")),
                        ("in_force", django.contrib.postgres.fields.ranges.DateRangeField(null=True)),
                        ("created_at", models.DateTimeField()),
                        ("published_at", models.DateTimeField(null=True)),
                        (
                            "form",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="versions",
                                to="forms.form",
                            ),
                        ),
                        (
                            "published_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="forms_published",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("form", "number"), name="form_version_number_once"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state", motcua.forms.enums.FormVersionState["DRAFT"])),
                                fields=("form",),
                                name="one_draft_of_a_form",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                expressions=[("form", "="), ("in_force", "&&")],
                                name="one_form_version_at_a_time",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("in_force__isnull", True),
                                        ("published_at__isnull", True),
                                        ("state", motcua.forms.enums.FormVersionState["DRAFT"]),
                                    ),
                                    models.Q(
                                        ("in_force__isnull", False),
                                        ("published_at__isnull", False),
                                        ("state", motcua.forms.enums.FormVersionState["PUBLISHED"]),
                                    ),
                                    models.Q(
                                        ("published_at__isnull", False),
                                        ("state", motcua.forms.enums.FormVersionState["RETIRED"]),
                                    ),
                                    _connector="OR",
                                ),
                                name="published_form_has_a_period",
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]
