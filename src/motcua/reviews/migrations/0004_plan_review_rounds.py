import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import motcua.kernel.ids
import motcua.reviews.enums.findings
import motcua.reviews.enums.rounds


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0007_search_lines_as_written"),
        ("organisations", "0002_codes_pass_on_to_successors"),
        ("reviews", "0003_register_business_conditions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ReviewRound",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=motcua.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "kind",
                    models.CharField(choices=motcua.reviews.enums.rounds.RoundKind.choices, max_length=10),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("title", models.CharField(max_length=300)),
                ("scope", models.TextField(blank=True, help_text="Which procedures it is about, in words.")),
                (
                    "basis",
                    models.TextField(blank=True, help_text="What directs it, one act or document a line."),
                ),
                ("goals", models.TextField(blank=True, help_text="Targets and aims, one a line.")),
                ("period", django.contrib.postgres.fields.ranges.DateRangeField()),
                (
                    "status",
                    models.CharField(
                        choices=motcua.reviews.enums.rounds.RoundStatus.choices,
                        default=motcua.reviews.enums.rounds.RoundStatus["DRAFT"],
                        max_length=10,
                    ),
                ),
                (
                    "appraiser",
                    models.CharField(
                        blank=True, help_text="Who appraises, as papers name them.", max_length=200
                    ),
                ),
                (
                    "approver",
                    models.CharField(blank=True, help_text="Who decides in the end.", max_length=200),
                ),
                ("document_number", models.CharField(blank=True, max_length=60)),
                ("issued_on", models.DateField(null=True)),
                (
                    "sent_on",
                    models.DateField(help_text="When the plan went to the central control body.", null=True),
                ),
                ("approved_at", models.DateTimeField(null=True)),
                ("begun_at", models.DateTimeField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
                ("closing_note", models.TextField(blank=True)),
                ("revision", models.PositiveIntegerField(default=1)),
                ("created_at", models.DateTimeField()),
                ("is_sample", models.BooleanField(default=False)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="review_rounds",
                        to="organisations.agency",
                    ),
                ),
                (
                    "approved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "control_unit",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
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
            ],
        ),
        migrations.CreateModel(
            name="HandIn",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "step",
                    models.CharField(choices=motcua.reviews.enums.rounds.HandInStep.choices, max_length=10),
                ),
                (
                    "product",
                    models.CharField(
                        choices=motcua.reviews.enums.rounds.HandInProduct.choices, max_length=10
                    ),
                ),
                ("due_on", models.DateField()),
                ("done_on", models.DateField(null=True)),
                ("document_number", models.CharField(blank=True, max_length=60)),
                ("note", models.TextField(blank=True)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        help_text="Who hands in; of units each.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.agency",
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="hand_ins",
                        to="reviews.reviewround",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RoundItem",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=motcua.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "source",
                    models.CharField(choices=motcua.reviews.enums.rounds.ItemSource.choices, max_length=10),
                ),
                ("reason", models.TextField()),
                (
                    "clue",
                    models.CharField(
                        blank=True, choices=motcua.reviews.enums.findings.Clue.choices, max_length=20
                    ),
                ),
                ("finding_key", models.CharField(blank=True, max_length=16)),
                (
                    "reference",
                    models.CharField(blank=True, help_text="Of the feedback or direction.", max_length=200),
                ),
                ("product", models.CharField(blank=True, max_length=300)),
                ("due_on", models.DateField(null=True)),
                (
                    "status",
                    models.CharField(
                        choices=motcua.reviews.enums.rounds.ItemStatus.choices,
                        default=motcua.reviews.enums.rounds.ItemStatus["OPEN"],
                        max_length=10,
                    ),
                ),
                ("status_note", models.TextField(blank=True, help_text="Why it was sent back or left out.")),
                ("handed_in_on", models.DateField(null=True)),
                ("revision", models.PositiveIntegerField(default=1)),
                ("created_at", models.DateTimeField()),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="review_items",
                        to="organisations.agency",
                    ),
                ),
                (
                    "assignee",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                    "procedure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="review_items",
                        to="catalogue.procedure",
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="items",
                        to="reviews.reviewround",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="review_work",
                        to="organisations.agency",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        help_text="What is reviewed.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalogue.procedureversion",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="reviewround",
            index=models.Index(fields=["agency", "-created_at"], name="review_round_agency"),
        ),
        migrations.AddConstraint(
            model_name="reviewround",
            constraint=models.CheckConstraint(
                condition=models.Q(("title", ""), _negated=True), name="review_round_has_title"
            ),
        ),
        migrations.AddConstraint(
            model_name="reviewround",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("approved_by__isnull", True),
                    models.Q(("approved_by", models.F("created_by")), _negated=True),
                    _connector="OR",
                ),
                name="review_round_four_eyes",
            ),
        ),
        migrations.AddConstraint(
            model_name="reviewround",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "status__in",
                        [
                            motcua.reviews.enums.rounds.RoundStatus["DRAFT"],
                            motcua.reviews.enums.rounds.RoundStatus["DROPPED"],
                        ],
                    ),
                    models.Q(("approved_at__isnull", False), ("approved_by__isnull", False)),
                    _connector="OR",
                ),
                name="review_round_runs_when_approved",
            ),
        ),
        migrations.AddConstraint(
            model_name="reviewround",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("kind", motcua.reviews.enums.rounds.RoundKind["YEARLY"]),
                    models.Q(("status", motcua.reviews.enums.rounds.RoundStatus["DROPPED"]), _negated=True),
                ),
                fields=("agency", "year"),
                name="one_yearly_review_plan",
            ),
        ),
        migrations.AddIndex(
            model_name="handin",
            index=models.Index(
                condition=models.Q(("done_on__isnull", True)), fields=["due_on"], name="review_hand_in_due"
            ),
        ),
        migrations.AddConstraint(
            model_name="handin",
            constraint=models.UniqueConstraint(
                fields=("round", "step", "product", "unit"), name="review_hand_in_once", nulls_distinct=False
            ),
        ),
        migrations.AddConstraint(
            model_name="handin",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("unit__isnull", True),
                    ("step", motcua.reviews.enums.rounds.HandInStep["UNIT"]),
                    _connector="OR",
                ),
                name="review_hand_in_of_units",
            ),
        ),
        migrations.AddIndex(
            model_name="rounditem",
            index=models.Index(fields=["unit", "status"], name="review_item_unit"),
        ),
        migrations.AddIndex(
            model_name="rounditem",
            index=models.Index(fields=["agency", "status"], name="review_item_agency"),
        ),
        migrations.AddConstraint(
            model_name="rounditem",
            constraint=models.UniqueConstraint(
                fields=("round", "procedure"), name="review_item_once_in_round"
            ),
        ),
        migrations.AddConstraint(
            model_name="rounditem",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("round__isnull", True),
                    models.Q(("status", motcua.reviews.enums.rounds.ItemStatus["LEFT_OUT"]), _negated=True),
                ),
                fields=("agency", "procedure", "reference"),
                name="review_item_waits_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="rounditem",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="review_item_has_reason"
            ),
        ),
        migrations.AddConstraint(
            model_name="rounditem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("source", motcua.reviews.enums.rounds.ItemSource["FINDING"]), _negated=True),
                    models.Q(
                        models.Q(("clue", ""), _negated=True), models.Q(("finding_key", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="review_item_names_its_finding",
            ),
        ),
        migrations.AddConstraint(
            model_name="rounditem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("round__isnull", True),
                    models.Q(("unit__isnull", False), ("version__isnull", False)),
                    _connector="OR",
                ),
                name="review_item_in_round_has_unit",
            ),
        ),
    ]
