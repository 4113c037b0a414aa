import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import motcua.catalogue.enums
import motcua.deadlines.enums
import motcua.kernel.ids
import motcua.reviews.enums.proposals


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0007_search_lines_as_written"),
        ("organisations", "0002_codes_pass_on_to_successors"),
        ("reviews", "0004_plan_review_rounds"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ReviewForm",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=motcua.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
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
                    "item",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="form",
                        to="reviews.rounditem",
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
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SimplificationProposal",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=motcua.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
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
                ("dossiers_per_year", models.DecimalField(decimal_places=3, max_digits=14, null=True)),
                (
                    "cost_source",
                    models.TextField(blank=True, help_text="Where costs come from when no sheet is kept."),
                ),
                (
                    "status",
                    models.CharField(
                        choices=motcua.reviews.enums.proposals.ProposalStatus.choices,
                        default=motcua.reviews.enums.proposals.ProposalStatus["DRAFT"],
                        max_length=12,
                    ),
                ),
                ("status_note", models.TextField(blank=True, help_text="Why it was sent back or rejected.")),
                ("planned", models.JSONField(null=True)),
                ("prepared_at", models.DateTimeField()),
                ("submitted_at", models.DateTimeField(null=True)),
                ("approved_at", models.DateTimeField(null=True)),
                (
                    "decision_number",
                    models.CharField(blank=True, help_text="Of what approves the plan.", max_length=60),
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
        ),
        migrations.CreateModel(
            name="ProposalMeasurement",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=motcua.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("at", models.DateTimeField()),
                ("before_from", models.DateField()),
                ("before_until", models.DateField()),
                (
                    "after_until",
                    models.DateField(help_text="The window after begins with the day of carrying out."),
                ),
                ("dossiers_before", models.PositiveIntegerField()),
                ("dossiers_after", models.PositiveIntegerField()),
                ("half_before", models.BigIntegerField(null=True)),
                ("half_after", models.BigIntegerField(null=True)),
                ("most_before", models.BigIntegerField(help_text="Nine tenths took no longer.", null=True)),
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
            },
        ),
        migrations.CreateModel(
            name="GroupReview",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=motcua.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
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
                    models.CharField(choices=motcua.reviews.enums.proposals.GroupWish.choices, max_length=12),
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
                ("items", models.ManyToManyField(related_name="groups", to="reviews.rounditem")),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="groups",
                        to="reviews.reviewround",
                    ),
                ),
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
                    models.CharField(choices=motcua.catalogue.enums.Constituent.choices, max_length=20),
                ),
                ("said", models.TextField(help_text="As the catalogue says it.")),
                (
                    "verdict",
                    models.CharField(
                        blank=True, choices=motcua.reviews.enums.proposals.Verdict.choices, max_length=10
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
        migrations.AddIndex(
            model_name="simplificationproposal",
            index=models.Index(fields=["agency", "status"], name="proposal_agency"),
        ),
        migrations.AddIndex(
            model_name="simplificationproposal",
            index=models.Index(fields=["procedure", "status"], name="proposal_procedure"),
        ),
        migrations.AddConstraint(
            model_name="simplificationproposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("approved_by__isnull", True),
                    models.Q(("approved_by", models.F("submitted_by")), _negated=True),
                    _connector="OR",
                ),
                name="proposal_four_eyes",
            ),
        ),
        migrations.AddConstraint(
            model_name="simplificationproposal",
            constraint=models.CheckConstraint(
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
        ),
        migrations.AddConstraint(
            model_name="simplificationproposal",
            constraint=models.CheckConstraint(
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
                    models.Q(("carried_out_on__isnull", False), ("confirmed_at__isnull", False)),
                    _connector="OR",
                ),
                name="carried_out_proposal_says_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="legalchange",
            constraint=models.UniqueConstraint(fields=("proposal", "position"), name="legal_change_once"),
        ),
    ]
