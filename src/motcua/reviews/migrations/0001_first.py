from decimal import Decimal

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.functions.comparison
from django.conf import settings
from django.db import migrations, models

import motcua.catalogue.enums
import motcua.deadlines.enums
import motcua.kernel.ids
import motcua.kernel.migrations._together
import motcua.reviews.enums.changes
import motcua.reviews.enums.conditions
import motcua.reviews.enums.cost
import motcua.reviews.enums.findings
import motcua.reviews.enums.impact
import motcua.reviews.enums.proposals
import motcua.reviews.enums.rounds


class Migration(migrations.Migration):
    replaces = [
        ("reviews", "0001_say_what_was_put_aside"),
        ("reviews", "0002_keep_cost_sheets"),
        ("reviews", "0003_register_business_conditions"),
        ("reviews", "0004_plan_review_rounds"),
        ("reviews", "0005_fill_in_reviews_and_propose"),
        ("reviews", "0007_try_changes_against_targets"),
        ("reviews", "0008_assess_procedures_in_draft_acts"),
        ("reviews", "0009_propose_what_was_tried"),
    ]

    initial = True

    dependencies = [
        ("accounts", "0001_first"),
        ("catalogue", "0001_first"),
        ("kernel", "0001_journal"),
        ("organisations", "0001_first"),
    ]

    operations = [
        motcua.kernel.migrations._together.CreateTogether(
            models=[
                migrations.CreateModel(
                    name="BusinessCondition",
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
                        ("folded", models.TextField()),
                        ("line_folded", models.CharField(max_length=200)),
                        ("created_at", models.DateTimeField()),
                        ("revision", models.PositiveIntegerField(default=1)),
                        ("is_sample", models.BooleanField(default=False)),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="business_conditions",
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
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("agency", "code"), name="condition_code_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ConditionMark",
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
                        (
                            "state",
                            models.CharField(
                                choices=motcua.reviews.enums.conditions.ConditionState.choices, max_length=12
                            ),
                        ),
                        ("since", models.DateField()),
                        ("decision", models.CharField(blank=True, max_length=120)),
                        ("decided_on", models.DateField(null=True)),
                        ("reason", models.TextField(blank=True)),
                        ("at", models.DateTimeField()),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "condition",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="marks",
                                to="reviews.businesscondition",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["condition", "since", "at"], name="mark_of_condition")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        (
                                            "state__in",
                                            [
                                                motcua.reviews.enums.conditions.ConditionState["CUT"],
                                                motcua.reviews.enums.conditions.ConditionState["AMENDED"],
                                            ],
                                        ),
                                        _negated=True,
                                    ),
                                    models.Q(("decision", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="mark_names_its_decision",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ConditionWording",
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
                        ("in_force", django.contrib.postgres.fields.ranges.DateRangeField()),
                        ("text", models.TextField()),
                        ("line", models.CharField(max_length=200)),
                        (
                            "kind",
                            models.CharField(
                                choices=motcua.reviews.enums.conditions.ConditionKind.choices, max_length=10
                            ),
                        ),
                        ("act_number", models.CharField(max_length=80)),
                        ("act_title", models.CharField(blank=True, max_length=500)),
                        ("article", models.CharField(blank=True, max_length=120)),
                        (
                            "condition",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="wordings",
                                to="reviews.businesscondition",
                            ),
                        ),
                        (
                            "procedures",
                            models.ManyToManyField(
                                related_name="business_conditions", to="catalogue.procedure"
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                expressions=[("condition", "="), ("in_force", "&&")],
                                name="one_wording_at_a_time",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("text", ""), _negated=True),
                                    models.Q(("line", ""), _negated=True),
                                    models.Q(("act_number", ""), _negated=True),
                                ),
                                name="wording_is_whole",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CostEstimate",
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
                        (
                            "side",
                            models.CharField(choices=motcua.reviews.enums.cost.Side.choices, max_length=10),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=motcua.reviews.enums.cost.EstimateStatus.choices,
                                default=motcua.reviews.enums.cost.EstimateStatus["DRAFT"],
                                max_length=10,
                            ),
                        ),
                        (
                            "title",
                            models.CharField(
                                blank=True, help_text="Which proposal a copy after is of.", max_length=200
                            ),
                        ),
                        (
                            "dossiers_per_year",
                            models.DecimalField(decimal_places=9, default=Decimal("0"), max_digits=24),
                        ),
                        (
                            "subjects_per_year",
                            models.DecimalField(decimal_places=9, default=Decimal("0"), max_digits=24),
                        ),
                        (
                            "frequency_origin",
                            models.CharField(
                                choices=motcua.reviews.enums.cost.CostOrigin.choices, max_length=10
                            ),
                        ),
                        ("frequency_source", models.TextField()),
                        (
                            "frequency_confidence",
                            models.CharField(
                                choices=motcua.reviews.enums.cost.Confidence.choices, max_length=10
                            ),
                        ),
                        (
                            "hourly_income_vnd",
                            models.DecimalField(decimal_places=9, default=Decimal("0"), max_digits=24),
                        ),
                        (
                            "waited_days",
                            models.DecimalField(
                                decimal_places=2,
                                help_text="Days from lodging to result of half the dossiers; shown, never counted as money.",
                                max_digits=9,
                                null=True,
                            ),
                        ),
                        (
                            "counted_at",
                            models.DateTimeField(help_text="As of which instant dossiers were counted."),
                        ),
                        ("made_at", models.DateTimeField()),
                        ("agreed_at", models.DateTimeField(null=True)),
                        ("revision", models.PositiveIntegerField(default=0)),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.agency",
                            ),
                        ),
                        (
                            "agreed_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "made_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "of",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="copies",
                                to="reviews.costestimate",
                            ),
                        ),
                        (
                            "procedure",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="catalogue.procedure",
                            ),
                        ),
                        (
                            "version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="catalogue.procedureversion",
                            ),
                        ),
                        (
                            "income",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="reviews.hourlyincome",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["agency", "side", "procedure", "-made_at"], name="estimate_of_agency"
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(
                                    ("side", motcua.reviews.enums.cost.Side["BEFORE"]),
                                    ("status", motcua.reviews.enums.cost.EstimateStatus["DRAFT"]),
                                ),
                                fields=("procedure", "agency"),
                                name="one_draft_sheet_of_a_procedure",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("agreed_at__isnull", True),
                                        ("agreed_by__isnull", True),
                                        ("status", motcua.reviews.enums.cost.EstimateStatus["DRAFT"]),
                                    ),
                                    models.Q(
                                        ("agreed_at__isnull", False),
                                        ("agreed_by__isnull", False),
                                        ("status", motcua.reviews.enums.cost.EstimateStatus["AGREED"]),
                                    ),
                                    _connector="OR",
                                ),
                                name="agreed_sheet_by_somebody",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("agreed_by__isnull", True),
                                    ("made_by__isnull", True),
                                    models.Q(("agreed_by", models.F("made_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="sheet_four_eyes",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("of__isnull", True),
                                        ("side", motcua.reviews.enums.cost.Side["BEFORE"]),
                                    ),
                                    models.Q(
                                        ("of__isnull", False),
                                        ("side", motcua.reviews.enums.cost.Side["AFTER"]),
                                    ),
                                    _connector="OR",
                                ),
                                name="sheet_after_is_of_one_before",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("dossiers_per_year__gte", 0),
                                    ("hourly_income_vnd__gte", 0),
                                    ("subjects_per_year__gte", 0),
                                ),
                                name="sheet_not_negative",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CostEstimateLine",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        ("key", models.CharField(max_length=80)),
                        (
                            "block",
                            models.CharField(choices=motcua.reviews.enums.cost.Block.choices, max_length=10),
                        ),
                        ("activity", models.CharField(max_length=500)),
                        (
                            "norm",
                            models.CharField(
                                blank=True, help_text="Code of the norm it follows.", max_length=40
                            ),
                        ),
                        (
                            "channel",
                            models.CharField(
                                blank=True, choices=motcua.catalogue.enums.Channel.choices, max_length=10
                            ),
                        ),
                        ("times", models.DecimalField(decimal_places=9, default=Decimal("0"), max_digits=24)),
                        ("hours", models.DecimalField(decimal_places=9, default=Decimal("0"), max_digits=24)),
                        (
                            "hourly_income_vnd",
                            models.DecimalField(decimal_places=9, default=Decimal("0"), max_digits=24),
                        ),
                        (
                            "service_vnd",
                            models.DecimalField(decimal_places=9, default=Decimal("0"), max_digits=24),
                        ),
                        (
                            "fee_vnd",
                            models.DecimalField(decimal_places=9, default=Decimal("0"), max_digits=24),
                        ),
                        (
                            "other_vnd",
                            models.DecimalField(decimal_places=9, default=Decimal("0"), max_digits=24),
                        ),
                        ("note", models.CharField(blank=True, max_length=500)),
                        (
                            "component",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="catalogue.dossiercomponent",
                            ),
                        ),
                        (
                            "estimate",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="lines",
                                to="reviews.costestimate",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["position", "id"],
                        "constraints": [
                            models.UniqueConstraint(fields=("estimate", "key"), name="cost_line_key_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("fee_vnd__gte", 0),
                                    ("hourly_income_vnd__gte", 0),
                                    ("hours__gte", 0),
                                    ("other_vnd__gte", 0),
                                    ("service_vnd__gte", 0),
                                    ("times__gte", 0),
                                ),
                                name="cost_line_not_negative",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CostLineValue",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "part",
                            models.CharField(
                                choices=motcua.reviews.enums.cost.CostPart.choices, max_length=12
                            ),
                        ),
                        ("value", models.DecimalField(decimal_places=9, default=Decimal("0"), max_digits=24)),
                        (
                            "origin",
                            models.CharField(
                                choices=motcua.reviews.enums.cost.CostOrigin.choices, max_length=10
                            ),
                        ),
                        ("source", models.TextField()),
                        (
                            "confidence",
                            models.CharField(
                                choices=motcua.reviews.enums.cost.Confidence.choices, max_length=10
                            ),
                        ),
                        ("is_taken", models.BooleanField(default=False)),
                        ("at", models.DateTimeField()),
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
                            "line",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="values",
                                to="reviews.costestimateline",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["part", "value", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("is_taken", True)),
                                fields=("line", "part"),
                                name="one_value_taken",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("value__gte", 0)), name="cost_value_not_negative"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("source", ""), _negated=True),
                                name="cost_value_has_source",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DraftAct",
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
                        ("title", models.CharField(max_length=500)),
                        (
                            "kind",
                            models.CharField(
                                choices=motcua.reviews.enums.impact.ActKind.choices, max_length=20
                            ),
                        ),
                        (
                            "stage",
                            models.CharField(
                                choices=motcua.reviews.enums.impact.ActStage.choices,
                                default=motcua.reviews.enums.impact.ActStage["PROPOSAL"],
                                max_length=10,
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=motcua.reviews.enums.impact.ActStatus.choices,
                                default=motcua.reviews.enums.impact.ActStatus["ASSESSING"],
                                max_length=10,
                            ),
                        ),
                        ("about", models.TextField(blank=True)),
                        ("begun_on", models.DateField()),
                        ("wanted_on", models.DateField(help_text="When it is to be issued.", null=True)),
                        ("number", models.CharField(blank=True, max_length=80)),
                        ("issued_on", models.DateField(null=True)),
                        ("effective_on", models.DateField(null=True)),
                        ("dropped_for", models.CharField(blank=True, max_length=500)),
                        ("created_at", models.DateTimeField()),
                        ("revision", models.PositiveIntegerField(default=1)),
                        ("folded", models.CharField(max_length=600)),
                        ("is_sample", models.BooleanField(default=False)),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="draft_acts",
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
                            "decision",
                            models.ForeignKey(
                                help_text="What made its procedures public.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="draft_acts",
                                to="catalogue.promulgationdecision",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["agency", "-begun_on", "-id"], name="draft_act_agency")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("status", motcua.reviews.enums.impact.ActStatus["ISSUED"]),
                                        _negated=True,
                                    ),
                                    models.Q(
                                        ("effective_on__isnull", False),
                                        ("issued_on__isnull", False),
                                        models.Q(("number", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="issued_act_has_number_and_days",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("effective_on__isnull", True),
                                    ("effective_on__gte", models.F("issued_on")),
                                    _connector="OR",
                                ),
                                name="act_applies_after_issue",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Consultation",
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
                        (
                            "way",
                            models.CharField(
                                choices=motcua.reviews.enums.impact.ConsultationWay.choices, max_length=10
                            ),
                        ),
                        ("asked", models.TextField(help_text="Who was asked.")),
                        ("began_on", models.DateField()),
                        ("ended_on", models.DateField(null=True)),
                        ("link", models.URLField(blank=True, max_length=500)),
                        ("at", models.DateTimeField()),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "act",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="consultations",
                                to="reviews.draftact",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ended_on__isnull", True),
                                    ("ended_on__gte", models.F("began_on")),
                                    _connector="OR",
                                ),
                                name="consultation_ends_after_it_begins",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Appraisal",
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
                        (
                            "stage",
                            models.CharField(
                                choices=motcua.reviews.enums.impact.ActStage.choices, max_length=10
                            ),
                        ),
                        ("body", models.CharField(max_length=300)),
                        ("sent_on", models.DateField()),
                        ("due_on", models.DateField()),
                        ("sent_at", models.DateTimeField()),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=motcua.reviews.enums.impact.AppraisalOutcome.choices,
                                max_length=14,
                            ),
                        ),
                        ("number", models.CharField(blank=True, max_length=80)),
                        ("answered_on", models.DateField(null=True)),
                        ("opinion", models.TextField(blank=True)),
                        ("recorded_at", models.DateTimeField(null=True)),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "sent_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "act",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="appraisals",
                                to="reviews.draftact",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("due_on__gte", models.F("sent_on"))),
                                name="appraisal_due_after_sending",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("answered_on__isnull", True), ("outcome", "")),
                                    models.Q(
                                        models.Q(("outcome", ""), _negated=True),
                                        ("answered_on__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="appraisal_answered_on_a_day",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("outcome", "")),
                                fields=("act",),
                                name="one_appraisal_waits_at_a_time",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DraftActProcedure",
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
                        (
                            "change",
                            models.CharField(
                                choices=[
                                    ("new", "Mới ban hành"),
                                    ("amended", "Sửa đổi, bổ sung"),
                                    ("replaced", "Thay thế"),
                                    ("repealed", "Bãi bỏ"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("name", models.CharField(max_length=500)),
                        ("papers", models.PositiveSmallIntegerField(null=True)),
                        ("limit_amount", models.DecimalField(decimal_places=2, max_digits=7, null=True)),
                        (
                            "limit_unit",
                            models.CharField(
                                blank=True, choices=motcua.deadlines.enums.LimitUnit.choices, max_length=14
                            ),
                        ),
                        ("fee_vnd", models.BigIntegerField(null=True)),
                        ("times_per_year", models.DecimalField(decimal_places=4, max_digits=12, null=True)),
                        (
                            "subjects_per_year",
                            models.DecimalField(decimal_places=2, max_digits=14, null=True),
                        ),
                        ("added_at", models.DateTimeField()),
                        (
                            "act",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="procedures",
                                to="reviews.draftact",
                            ),
                        ),
                        (
                            "procedure",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="in_draft_acts",
                                to="catalogue.procedure",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["act", "added_at", "id"], name="procedure_in_act")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("change", motcua.catalogue.enums.ChangeKind["NEW"]),
                                    ("procedure__isnull", False),
                                    _connector="OR",
                                ),
                                name="what_changes_is_known",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("procedure__isnull", False)),
                                fields=("act", "procedure"),
                                name="procedure_once_in_act",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FindingDismissal",
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
                        (
                            "clue",
                            models.CharField(
                                choices=motcua.reviews.enums.findings.Clue.choices, max_length=20
                            ),
                        ),
                        (
                            "subject",
                            models.TextField(help_text="The same as long as the same thing is meant."),
                        ),
                        ("key", models.CharField(max_length=16)),
                        ("title", models.TextField()),
                        ("said", models.TextField()),
                        (
                            "parts",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.TextField(), default=list, size=None
                            ),
                        ),
                        ("measure", models.DecimalField(decimal_places=4, max_digits=16)),
                        ("fingerprint", models.CharField(max_length=64)),
                        ("reason", models.TextField()),
                        ("at", models.DateTimeField()),
                        ("reopened_at", models.DateTimeField(null=True)),
                        ("reopened_why", models.TextField(blank=True)),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.agency",
                            ),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "reopened_by",
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
                                condition=models.Q(("reopened_at__isnull", True)),
                                fields=("agency", "clue", "key"),
                                name="finding_put_aside_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True),
                                name="finding_put_aside_for_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("reopened_at__isnull", True), ("reopened_by__isnull", True)),
                                    models.Q(("reopened_at__isnull", False), ("reopened_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="finding_reopened_by_somebody",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HourlyIncome",
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
                        ("in_force", django.contrib.postgres.fields.ranges.DateRangeField()),
                        (
                            "gdp_year",
                            models.PositiveSmallIntegerField(help_text="Of which year the GDP per head is."),
                        ),
                        ("gdp_per_capita_vnd", models.BigIntegerField()),
                        (
                            "hours_per_year",
                            models.PositiveIntegerField(help_text="12 months of 22 days of 8 hours: 2112."),
                        ),
                        ("basis", models.TextField()),
                        ("source", models.TextField()),
                        (
                            "certainty",
                            models.CharField(choices=motcua.deadlines.enums.Certainty.choices, max_length=1),
                        ),
                        ("at", models.DateTimeField()),
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
                            "by",
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
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                condition=models.Q(("agency__isnull", False)),
                                expressions=(("agency", "="), ("in_force", "&&")),
                                name="one_income_of_an_agency",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                condition=models.Q(("agency__isnull", True)),
                                expressions=(("in_force", "&&"),),
                                name="one_shared_income",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("gdp_per_capita_vnd__gt", 0), ("hours_per_year__gt", 0)),
                                name="income_is_positive",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("source", ""), _negated=True),
                                    models.Q(("basis", ""), _negated=True),
                                ),
                                name="income_has_source",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ImpactAssessment",
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
                        (
                            "stage",
                            models.CharField(
                                choices=motcua.reviews.enums.impact.ActStage.choices, max_length=10
                            ),
                        ),
                        ("form_code", models.CharField(max_length=20)),
                        ("form_on", models.DateField(help_text="The day whose form is asked.")),
                        ("at", models.DateTimeField()),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="assessments",
                                to="reviews.draftactprocedure",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("item", "stage"), name="assessed_once_at_a_stage")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ImpactAnswer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("question", models.CharField(max_length=40)),
                        (
                            "reply",
                            models.CharField(
                                blank=True,
                                choices=motcua.reviews.enums.impact.ImpactReply.choices,
                                max_length=14,
                            ),
                        ),
                        ("text", models.TextField(blank=True)),
                        (
                            "assessment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="answers",
                                to="reviews.impactassessment",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("assessment", "question"), name="question_answered_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("reply", ""), _negated=True),
                                    models.Q(("text", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="answer_says_something",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ImpactCostLine",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "side",
                            models.CharField(choices=motcua.reviews.enums.cost.Side.choices, max_length=6),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        ("activity", models.CharField(max_length=500)),
                        (
                            "block",
                            models.CharField(choices=motcua.reviews.enums.cost.Block.choices, max_length=10),
                        ),
                        ("hours", models.DecimalField(decimal_places=3, default=0, max_digits=9)),
                        (
                            "hourly_income_vnd",
                            models.DecimalField(decimal_places=2, default=0, max_digits=14),
                        ),
                        ("service_vnd", models.DecimalField(decimal_places=2, default=0, max_digits=16)),
                        ("fee_vnd", models.DecimalField(decimal_places=2, default=0, max_digits=16)),
                        ("other_vnd", models.DecimalField(decimal_places=2, default=0, max_digits=16)),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="cost_lines",
                                to="reviews.draftactprocedure",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("item", "side", "position"), name="impact_cost_place"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("fee_vnd__gte", 0),
                                    ("hourly_income_vnd__gte", 0),
                                    ("hours__gte", 0),
                                    ("service_vnd__gte", 0),
                                    ("other_vnd__gte", 0),
                                ),
                                name="impact_cost_not_negative",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Opinion",
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
                        ("giver", models.CharField(max_length=300)),
                        ("received_on", models.DateField()),
                        ("content", models.TextField()),
                        (
                            "outcome",
                            models.CharField(
                                choices=motcua.reviews.enums.impact.OpinionOutcome.choices,
                                default=motcua.reviews.enums.impact.OpinionOutcome["OPEN"],
                                max_length=10,
                            ),
                        ),
                        ("answer", models.TextField(blank=True)),
                        ("answered_at", models.DateTimeField(null=True)),
                        ("at", models.DateTimeField()),
                        (
                            "act",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="opinions",
                                to="reviews.draftact",
                            ),
                        ),
                        (
                            "answered_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "consultation",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="opinions",
                                to="reviews.consultation",
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="opinions",
                                to="reviews.draftactprocedure",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("answered_at__isnull", True),
                                        ("outcome", motcua.reviews.enums.impact.OpinionOutcome["OPEN"]),
                                    ),
                                    models.Q(
                                        models.Q(
                                            ("outcome", motcua.reviews.enums.impact.OpinionOutcome["OPEN"]),
                                            _negated=True,
                                        ),
                                        ("answered_at__isnull", False),
                                        models.Q(("answer", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="opinion_answered_in_words",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReductionTarget",
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
                        (
                            "procedures",
                            models.CharField(
                                choices=motcua.reviews.enums.changes.TargetSet.choices, max_length=10
                            ),
                        ),
                        (
                            "burden",
                            models.CharField(
                                choices=motcua.reviews.enums.changes.Burden.choices, max_length=12
                            ),
                        ),
                        ("percent", models.DecimalField(decimal_places=2, max_digits=5)),
                        (
                            "baseline_on",
                            models.DateField(help_text="The day whose procedures are what is cut from."),
                        ),
                        ("in_force", django.contrib.postgres.fields.ranges.DateRangeField()),
                        ("basis", models.TextField()),
                        (
                            "certainty",
                            models.CharField(choices=motcua.deadlines.enums.Certainty.choices, max_length=1),
                        ),
                        ("at", models.DateTimeField()),
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
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "field",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="catalogue.field",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("percent__gt", 0), ("percent__lte", 100)),
                                name="target_is_a_share",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("basis", ""), _negated=True), name="target_has_basis"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("field__isnull", False),
                                        ("procedures", motcua.reviews.enums.changes.TargetSet["FIELD"]),
                                    ),
                                    models.Q(
                                        models.Q(
                                            ("procedures", motcua.reviews.enums.changes.TargetSet["FIELD"]),
                                            _negated=True,
                                        ),
                                        ("field__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="target_of_field_names_it",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                expressions=[
                                    (
                                        django.db.models.functions.comparison.Coalesce(
                                            django.db.models.functions.comparison.Cast(
                                                "agency", models.TextField()
                                            ),
                                            models.Value(""),
                                        ),
                                        "=",
                                    ),
                                    ("procedures", "="),
                                    (
                                        django.db.models.functions.comparison.Coalesce(
                                            "field", models.Value(0)
                                        ),
                                        "=",
                                    ),
                                    ("burden", "="),
                                    ("in_force", "&&"),
                                ],
                                name="one_target_at_a_time",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReviewForm",
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
                        ("definition", models.CharField(max_length=40)),
                        ("answers", models.JSONField(default=dict)),
                        ("begun_at", models.DateTimeField()),
                        ("saved_at", models.DateTimeField()),
                        ("handed_in_at", models.DateTimeField(null=True)),
                        ("judged_at", models.DateTimeField(null=True)),
                        (
                            "begun_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "handed_in_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "judged_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="catalogue.procedureversion",
                            ),
                        ),
                        (
                            "item",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="form",
                                to="reviews.rounditem",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ReviewedPart",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        (
                            "constituent",
                            models.CharField(
                                choices=motcua.catalogue.enums.Constituent.choices, max_length=20
                            ),
                        ),
                        ("said", models.TextField(help_text="As the catalogue says it.")),
                        (
                            "verdict",
                            models.CharField(
                                blank=True,
                                choices=motcua.reviews.enums.proposals.Verdict.choices,
                                max_length=10,
                            ),
                        ),
                        ("purpose", models.TextField(blank=True, help_text="What it is needed for.")),
                        ("reason", models.TextField(blank=True, help_text="Why it should change, and how.")),
                        (
                            "form",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="parts",
                                to="reviews.reviewform",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["position"],
                        "constraints": [
                            models.UniqueConstraint(fields=("form", "position"), name="reviewed_part_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReviewRound",
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
                        (
                            "kind",
                            models.CharField(
                                choices=motcua.reviews.enums.rounds.RoundKind.choices, max_length=10
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField()),
                        ("title", models.CharField(max_length=300)),
                        (
                            "scope",
                            models.TextField(blank=True, help_text="Which procedures it is about, in words."),
                        ),
                        (
                            "basis",
                            models.TextField(
                                blank=True, help_text="What directs it, one act or document a line."
                            ),
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
                            models.DateField(
                                help_text="When the plan went to the central control body.", null=True
                            ),
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
                    options={
                        "indexes": [
                            models.Index(fields=["agency", "-created_at"], name="review_round_agency")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("title", ""), _negated=True),
                                name="review_round_has_title",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("approved_by__isnull", True),
                                    models.Q(("approved_by", models.F("created_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="review_round_four_eyes",
                            ),
                            models.CheckConstraint(
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
                            models.UniqueConstraint(
                                condition=models.Q(
                                    ("kind", motcua.reviews.enums.rounds.RoundKind["YEARLY"]),
                                    models.Q(
                                        ("status", motcua.reviews.enums.rounds.RoundStatus["DROPPED"]),
                                        _negated=True,
                                    ),
                                ),
                                fields=("agency", "year"),
                                name="one_yearly_review_plan",
                            ),
                        ],
                    },
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
                            models.CharField(
                                choices=motcua.reviews.enums.rounds.HandInStep.choices, max_length=10
                            ),
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
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(("done_on__isnull", True)),
                                fields=["due_on"],
                                name="review_hand_in_due",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("round", "step", "product", "unit"),
                                name="review_hand_in_once",
                                nulls_distinct=False,
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("unit__isnull", True),
                                    ("step", motcua.reviews.enums.rounds.HandInStep["UNIT"]),
                                    _connector="OR",
                                ),
                                name="review_hand_in_of_units",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RoundItem",
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
                        (
                            "source",
                            models.CharField(
                                choices=motcua.reviews.enums.rounds.ItemSource.choices, max_length=10
                            ),
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
                            models.CharField(
                                blank=True, help_text="Of the feedback or direction.", max_length=200
                            ),
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
                        (
                            "status_note",
                            models.TextField(blank=True, help_text="Why it was sent back or left out."),
                        ),
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
                    options={
                        "indexes": [
                            models.Index(fields=["unit", "status"], name="review_item_unit"),
                            models.Index(fields=["agency", "status"], name="review_item_agency"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("round", "procedure"), name="review_item_once_in_round"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(
                                    ("round__isnull", True),
                                    models.Q(
                                        ("status", motcua.reviews.enums.rounds.ItemStatus["LEFT_OUT"]),
                                        _negated=True,
                                    ),
                                ),
                                fields=("agency", "procedure", "reference"),
                                name="review_item_waits_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True),
                                name="review_item_has_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("source", motcua.reviews.enums.rounds.ItemSource["FINDING"]),
                                        _negated=True,
                                    ),
                                    models.Q(
                                        models.Q(("clue", ""), _negated=True),
                                        models.Q(("finding_key", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="review_item_names_its_finding",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("round__isnull", True),
                                    models.Q(("unit__isnull", False), ("version__isnull", False)),
                                    _connector="OR",
                                ),
                                name="review_item_in_round_has_unit",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="GroupReview",
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
                            "interactions",
                            models.TextField(
                                help_text="How the procedures depend on each other, which papers repeat."
                            ),
                        ),
                        (
                            "wish",
                            models.CharField(
                                choices=motcua.reviews.enums.proposals.GroupWish.choices, max_length=12
                            ),
                        ),
                        ("content", models.TextField(blank=True, help_text="What is proposed.")),
                        ("at", models.DateTimeField()),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "round",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="groups",
                                to="reviews.reviewround",
                            ),
                        ),
                        ("items", models.ManyToManyField(related_name="groups", to="reviews.rounditem")),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("wish", motcua.reviews.enums.proposals.GroupWish["APART"]),
                                    models.Q(("content", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="review_group_says_what",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Scenario",
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
                        ("name", models.CharField(max_length=200)),
                        ("reason", models.TextField()),
                        ("made_at", models.DateTimeField()),
                        ("withdrawn_at", models.DateTimeField(null=True)),
                        ("withdrawn_why", models.TextField(blank=True)),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.agency",
                            ),
                        ),
                        (
                            "made_by",
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
                                related_name="+",
                                to="catalogue.procedure",
                            ),
                        ),
                        (
                            "version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="catalogue.procedureversion",
                            ),
                        ),
                        (
                            "withdrawn_by",
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
                                fields=["procedure", "agency", "-made_at"], name="scenario_procedure"
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("reason", ""), _negated=True),
                                    models.Q(("name", ""), _negated=True),
                                ),
                                name="scenario_has_name_and_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("withdrawn_at__isnull", True), ("withdrawn_by__isnull", True)),
                                    models.Q(
                                        ("withdrawn_at__isnull", False), ("withdrawn_by__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="scenario_withdrawn_by_somebody",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("withdrawn_at__isnull", True)),
                                fields=("agency", "procedure", "name"),
                                name="scenario_name_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ScenarioChange",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        (
                            "kind",
                            models.CharField(
                                choices=motcua.reviews.enums.changes.CutKind.choices, max_length=20
                            ),
                        ),
                        ("target", models.CharField(blank=True, max_length=60)),
                        ("amount", models.DecimalField(decimal_places=4, max_digits=12, null=True)),
                        ("said", models.TextField()),
                        (
                            "scenario",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="changes",
                                to="reviews.scenario",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["position"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("scenario", "kind", "target"), name="scenario_change_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("amount__isnull", True), ("amount__gt", 0), _connector="OR"
                                ),
                                name="scenario_amount_positive",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SimplificationProposal",
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
                        (
                            "kinds",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=motcua.reviews.enums.proposals.ProposalKind.choices, max_length=12
                                ),
                                default=list,
                                size=None,
                            ),
                        ),
                        (
                            "power",
                            models.CharField(
                                choices=motcua.reviews.enums.proposals.ProposalPower.choices,
                                default=motcua.reviews.enums.proposals.ProposalPower["OWN"],
                                max_length=10,
                            ),
                        ),
                        ("content", models.TextField(blank=True)),
                        ("reason", models.TextField(blank=True)),
                        ("limit_before", models.DecimalField(decimal_places=2, max_digits=7, null=True)),
                        ("limit_after", models.DecimalField(decimal_places=2, max_digits=7, null=True)),
                        (
                            "limit_unit",
                            models.CharField(
                                blank=True, choices=motcua.deadlines.enums.LimitUnit.choices, max_length=14
                            ),
                        ),
                        ("papers_before", models.PositiveSmallIntegerField(null=True)),
                        ("papers_after", models.PositiveSmallIntegerField(null=True)),
                        ("cost_before_vnd", models.BigIntegerField(help_text="Of one dossier.", null=True)),
                        ("cost_after_vnd", models.BigIntegerField(null=True)),
                        (
                            "dossiers_per_year",
                            models.DecimalField(decimal_places=3, max_digits=14, null=True),
                        ),
                        (
                            "cost_source",
                            models.TextField(
                                blank=True, help_text="Where costs come from when no sheet is kept."
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=motcua.reviews.enums.proposals.ProposalStatus.choices,
                                default=motcua.reviews.enums.proposals.ProposalStatus["DRAFT"],
                                max_length=12,
                            ),
                        ),
                        (
                            "status_note",
                            models.TextField(blank=True, help_text="Why it was sent back or rejected."),
                        ),
                        ("planned", models.JSONField(null=True)),
                        ("prepared_at", models.DateTimeField()),
                        ("submitted_at", models.DateTimeField(null=True)),
                        ("approved_at", models.DateTimeField(null=True)),
                        (
                            "decision_number",
                            models.CharField(
                                blank=True, help_text="Of what approves the plan.", max_length=60
                            ),
                        ),
                        ("decided_on", models.DateField(null=True)),
                        (
                            "carried_out_on",
                            models.DateField(help_text="From when the changed procedure applies.", null=True),
                        ),
                        ("carrying_note", models.TextField(blank=True)),
                        ("confirmed_at", models.DateTimeField(null=True)),
                        ("revision", models.PositiveIntegerField(default=1)),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="simplification_proposals",
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
                            "carried_out_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="carries_out",
                                to="catalogue.promulgationdecision",
                            ),
                        ),
                        (
                            "confirmed_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "estimate_after",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="reviews.costestimate",
                            ),
                        ),
                        (
                            "estimate_before",
                            models.ForeignKey(
                                help_text="The sheet as it is.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="reviews.costestimate",
                            ),
                        ),
                        (
                            "item",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="proposal",
                                to="reviews.rounditem",
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
                            "procedure",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="catalogue.procedure",
                            ),
                        ),
                        (
                            "scenario",
                            models.ForeignKey(
                                help_text="The trial it follows.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="reviews.scenario",
                            ),
                        ),
                        (
                            "submitted_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="catalogue.procedureversion",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["agency", "status"], name="proposal_agency"),
                            models.Index(fields=["procedure", "status"], name="proposal_procedure"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("approved_by__isnull", True),
                                    models.Q(("approved_by", models.F("submitted_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="proposal_four_eyes",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "status__in",
                                        [
                                            motcua.reviews.enums.proposals.ProposalStatus["DRAFT"],
                                            motcua.reviews.enums.proposals.ProposalStatus["SUBMITTED"],
                                            motcua.reviews.enums.proposals.ProposalStatus["REJECTED"],
                                        ],
                                    ),
                                    models.Q(("approved_at__isnull", False), ("planned__isnull", False)),
                                    _connector="OR",
                                ),
                                name="approved_proposal_keeps_its_plan",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        (
                                            "status__in",
                                            [
                                                motcua.reviews.enums.proposals.ProposalStatus["CARRIED_OUT"],
                                                motcua.reviews.enums.proposals.ProposalStatus["MEASURED"],
                                            ],
                                        ),
                                        _negated=True,
                                    ),
                                    models.Q(
                                        ("carried_out_on__isnull", False), ("confirmed_at__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="carried_out_proposal_says_when",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ProposalMeasurement",
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
                        ("at", models.DateTimeField()),
                        ("before_from", models.DateField()),
                        ("before_until", models.DateField()),
                        (
                            "after_until",
                            models.DateField(
                                help_text="The window after begins with the day of carrying out."
                            ),
                        ),
                        ("dossiers_before", models.PositiveIntegerField()),
                        ("dossiers_after", models.PositiveIntegerField()),
                        ("half_before", models.BigIntegerField(null=True)),
                        ("half_after", models.BigIntegerField(null=True)),
                        (
                            "most_before",
                            models.BigIntegerField(help_text="Nine tenths took no longer.", null=True),
                        ),
                        ("most_after", models.BigIntegerField(null=True)),
                        ("mean_before", models.BigIntegerField(null=True)),
                        ("mean_after", models.BigIntegerField(null=True)),
                        ("cost_before_vnd", models.BigIntegerField(null=True)),
                        ("cost_after_vnd", models.BigIntegerField(null=True)),
                        ("note", models.TextField(blank=True)),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "proposal",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="measurements",
                                to="reviews.simplificationproposal",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-at", "-id"],
                    },
                ),
                migrations.CreateModel(
                    name="LegalChange",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        ("act", models.CharField(max_length=300)),
                        ("article", models.CharField(blank=True, max_length=120)),
                        ("change", models.TextField()),
                        ("responsible", models.CharField(max_length=200)),
                        ("due_on", models.DateField(null=True)),
                        (
                            "proposal",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="legal_changes",
                                to="reviews.simplificationproposal",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["position"],
                        "constraints": [
                            models.UniqueConstraint(fields=("proposal", "position"), name="legal_change_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ActivityNorm",
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
                        ("in_force", django.contrib.postgres.fields.ranges.DateRangeField()),
                        (
                            "block",
                            models.CharField(choices=motcua.reviews.enums.cost.Block.choices, max_length=10),
                        ),
                        ("name", models.CharField(max_length=200)),
                        (
                            "unit",
                            models.CharField(
                                help_text="Once for what: a page, a copy, a trip.", max_length=40
                            ),
                        ),
                        (
                            "channel",
                            models.CharField(
                                blank=True, choices=motcua.catalogue.enums.Channel.choices, max_length=10
                            ),
                        ),
                        ("distance_km", models.DecimalField(decimal_places=2, max_digits=7, null=True)),
                        ("hours", models.DecimalField(decimal_places=9, default=Decimal("0"), max_digits=24)),
                        (
                            "service_vnd",
                            models.DecimalField(decimal_places=9, default=Decimal("0"), max_digits=24),
                        ),
                        (
                            "other_vnd",
                            models.DecimalField(decimal_places=9, default=Decimal("0"), max_digits=24),
                        ),
                        ("source", models.TextField()),
                        (
                            "confidence",
                            models.CharField(
                                choices=motcua.reviews.enums.cost.Confidence.choices, max_length=10
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(default=0)),
                        ("at", models.DateTimeField()),
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
                            "by",
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
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                condition=models.Q(("agency__isnull", False)),
                                expressions=(("code", "="), ("agency", "="), ("in_force", "&&")),
                                name="one_norm_of_an_agency",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                condition=models.Q(("agency__isnull", True)),
                                expressions=(("code", "="), ("in_force", "&&")),
                                name="one_shared_norm",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("hours__gte", 0), ("other_vnd__gte", 0), ("service_vnd__gte", 0)
                                ),
                                name="norm_not_negative",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("source", ""), _negated=True), name="norm_has_source"
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]
