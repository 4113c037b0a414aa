import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import motcua.catalogue.enums
import motcua.deadlines.enums
import motcua.kernel.ids
import motcua.kernel.migrations._together
import motcua.payments.enums


class Migration(migrations.Migration):
    replaces = [
        ("catalogue", "0001_initial"),
        ("catalogue", "0003_page_report_sender"),
        ("catalogue", "0004_keep_findings"),
        ("catalogue", "0006_search"),
        ("catalogue", "0007_search_lines_as_written"),
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
                    name="DossierComponent",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        ("case_name", models.TextField(blank=True)),
                        ("name", models.TextField()),
                        ("originals", models.PositiveSmallIntegerField(null=True)),
                        ("copies", models.PositiveSmallIntegerField(null=True)),
                        ("note", models.TextField(blank=True)),
                        (
                            "version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="components",
                                to="catalogue.procedureversion",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["position"],
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Field",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=200, unique=True)),
                        ("folded", models.CharField(max_length=200)),
                        ("sort_key", models.CharField(max_length=800)),
                    ],
                ),
                migrations.CreateModel(
                    name="ImportRun",
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
                        ("file_name", models.CharField(max_length=250)),
                        ("sha256", models.CharField(max_length=64)),
                        ("at", models.DateTimeField()),
                        ("actor", models.CharField(max_length=80)),
                        ("summary", models.JSONField()),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="LegalAct",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.CharField(max_length=80, unique=True)),
                        ("title", models.TextField(blank=True)),
                        ("issuer", models.CharField(blank=True, max_length=200)),
                        ("issued_on", models.DateField(null=True)),
                        ("in_force", django.contrib.postgres.fields.ranges.DateRangeField(null=True)),
                    ],
                ),
                migrations.CreateModel(
                    name="ProcedureVersion",
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
                                choices=motcua.catalogue.enums.VersionState.choices,
                                default=motcua.catalogue.enums.VersionState["DRAFT"],
                                max_length=12,
                            ),
                        ),
                        ("in_force", django.contrib.postgres.fields.ranges.DateRangeField(null=True)),
                        (
                            "decision_number",
                            models.CharField(blank=True, help_text="As the source names it.", max_length=120),
                        ),
                        ("name", models.TextField()),
                        (
                            "levels",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=10),
                                blank=True,
                                default=list,
                                size=None,
                            ),
                        ),
                        (
                            "applicant_types",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=30),
                                blank=True,
                                default=list,
                                size=None,
                            ),
                        ),
                        ("applicants_note", models.TextField(blank=True)),
                        (
                            "regulation_label",
                            models.CharField(
                                blank=True, help_text="Loại thủ tục, as the portal names it.", max_length=120
                            ),
                        ),
                        ("issuing_agency", models.TextField(blank=True)),
                        ("competent_authority", models.TextField(blank=True)),
                        ("executing_agency", models.TextField(blank=True)),
                        ("delegated_agency", models.TextField(blank=True)),
                        ("coordinating_agency", models.TextField(blank=True)),
                        ("receiving_place", models.TextField(blank=True)),
                        ("requirements", models.TextField(blank=True)),
                        ("sets_count", models.PositiveSmallIntegerField(null=True)),
                        ("is_business_related", models.BooleanField(null=True)),
                        ("is_boundary_free", models.BooleanField(null=True)),
                        (
                            "life_events",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40),
                                blank=True,
                                default=list,
                                size=None,
                            ),
                        ),
                        (
                            "none_declared",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=motcua.catalogue.enums.Constituent.choices, max_length=20
                                ),
                                blank=True,
                                default=list,
                                help_text="Constituents of which the source says that there are none.",
                                size=None,
                            ),
                        ),
                        ("source", models.CharField(blank=True, max_length=200)),
                        ("source_url", models.URLField(blank=True, max_length=500)),
                        ("created_at", models.DateTimeField()),
                        (
                            "field",
                            models.ForeignKey(
                                null=True, on_delete=django.db.models.deletion.PROTECT, to="catalogue.field"
                            ),
                        ),
                        (
                            "procedure",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="versions",
                                to="catalogue.procedure",
                            ),
                        ),
                        (
                            "decision",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="versions",
                                to="catalogue.promulgationdecision",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            django.contrib.postgres.indexes.GistIndex(
                                fields=["in_force"], name="version_in_force"
                            ),
                            django.contrib.postgres.indexes.GinIndex(
                                fields=["levels"], name="version_levels"
                            ),
                            django.contrib.postgres.indexes.GinIndex(
                                fields=["applicant_types"], name="version_applicants"
                            ),
                            django.contrib.postgres.indexes.GinIndex(
                                fields=["life_events"], name="version_life_events"
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("state", motcua.catalogue.enums.VersionState["PROMULGATED"]),
                                        _negated=True,
                                    ),
                                    ("in_force__isnull", False),
                                    _connector="OR",
                                ),
                                name="promulgated_has_period",
                            ),
                            models.UniqueConstraint(
                                fields=("procedure", "number"), name="version_number_once"
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                condition=models.Q(
                                    ("state", motcua.catalogue.enums.VersionState["PROMULGATED"])
                                ),
                                expressions=[("procedure", "="), ("in_force", "&&")],
                                name="one_version_in_force",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ApplicationForm",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        ("name", models.TextField()),
                        ("url", models.URLField(blank=True, max_length=500)),
                        (
                            "component",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="forms",
                                to="catalogue.dossiercomponent",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["position"],
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Procedure",
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
                        ("jurisdiction", models.CharField(blank=True, default="", max_length=8)),
                        (
                            "kind",
                            models.CharField(
                                choices=motcua.catalogue.enums.ProcedureKind.choices, max_length=20
                            ),
                        ),
                        ("is_sample", models.BooleanField(default=False)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("code", "jurisdiction"), name="procedure_code_in_jurisdiction"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SearchDocument",
                    fields=[
                        (
                            "version",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                primary_key=True,
                                related_name="search_document",
                                serialize=False,
                                to="catalogue.procedureversion",
                            ),
                        ),
                        ("stamp", models.UUIDField()),
                        (
                            "old_codes",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40), default=list, size=None
                            ),
                        ),
                        ("name", models.TextField()),
                        ("results", models.TextField()),
                        ("life_events", models.TextField()),
                        ("field", models.TextField()),
                        ("audience", models.TextField()),
                        ("papers", models.TextField()),
                        ("agencies", models.TextField()),
                        ("written", models.JSONField(default=dict)),
                    ],
                ),
                migrations.CreateModel(
                    name="LegalBasis",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        (
                            "act",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, to="catalogue.legalact"
                            ),
                        ),
                        (
                            "version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="legal_bases",
                                to="catalogue.procedureversion",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["position"],
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="PromulgationDecision",
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
                        ("number", models.CharField(blank=True, max_length=80)),
                        ("title", models.TextField()),
                        ("issuer", models.CharField(max_length=200)),
                        (
                            "scope",
                            models.CharField(
                                choices=motcua.catalogue.enums.DecisionScope.choices,
                                default=motcua.catalogue.enums.DecisionScope["PROVINCE"],
                                max_length=10,
                            ),
                        ),
                        (
                            "stage",
                            models.CharField(
                                choices=motcua.catalogue.enums.DecisionStage.choices,
                                default=motcua.catalogue.enums.DecisionStage["DRAFT"],
                                max_length=30,
                            ),
                        ),
                        ("is_shortened", models.BooleanField(default=False)),
                        ("signed_on", models.DateField(blank=True, null=True)),
                        (
                            "act_effective_on",
                            models.DateField(
                                blank=True, help_text="When the underlying legal act takes effect.", null=True
                            ),
                        ),
                        (
                            "effective_on",
                            models.DateField(
                                blank=True, help_text="From when the changed procedures apply.", null=True
                            ),
                        ),
                        ("entered_on", models.DateField(blank=True, null=True)),
                        ("published_on", models.DateField(blank=True, null=True)),
                        ("posted_on", models.DateField(blank=True, null=True)),
                        ("prepared_at", models.DateTimeField()),
                        ("approved_at", models.DateTimeField(null=True)),
                        ("is_sample", models.BooleanField(default=False)),
                        (
                            "agency",
                            models.ForeignKey(
                                help_text="Whose control officers keep it.",
                                on_delete=django.db.models.deletion.PROTECT,
                                to="organisations.agency",
                            ),
                        ),
                        (
                            "approved_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="decisions_approved",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "prepared_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="decisions_prepared",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["stage", "-prepared_at"], name="decision_stage_prepared")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("approved_by__isnull", True),
                                    models.Q(("approved_by", models.F("prepared_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="decision_four_eyes",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("stage", motcua.catalogue.enums.DecisionStage["PROMULGATED"]),
                                        _negated=True,
                                    ),
                                    models.Q(
                                        ("approved_by__isnull", False),
                                        ("effective_on__isnull", False),
                                        ("signed_on__isnull", False),
                                        models.Q(("number", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="promulgated_decision_is_complete",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("number", ""), _negated=True),
                                fields=("number", "issuer", "signed_on"),
                                name="decision_number_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DecisionItem",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "change",
                            models.CharField(
                                choices=motcua.catalogue.enums.ChangeKind.choices, max_length=14
                            ),
                        ),
                        (
                            "procedure",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="decision_items",
                                to="catalogue.procedure",
                            ),
                        ),
                        (
                            "replaced_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="catalogue.procedure",
                            ),
                        ),
                        (
                            "version",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="decision_item",
                                to="catalogue.procedureversion",
                            ),
                        ),
                        (
                            "decision",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="items",
                                to="catalogue.promulgationdecision",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("decision", "procedure"), name="procedure_once_in_decision"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "change__in",
                                        [
                                            motcua.catalogue.enums.ChangeKind["REPEALED"],
                                            motcua.catalogue.enums.ChangeKind["REPLACED"],
                                        ],
                                    ),
                                    ("version__isnull", False),
                                    _connector="OR",
                                ),
                                name="item_has_version_unless_ending",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Result",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        ("name", models.TextField()),
                        ("code", models.CharField(blank=True, max_length=60)),
                        (
                            "version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="results",
                                to="catalogue.procedureversion",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["position"],
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="SearchState",
                    fields=[
                        ("only", models.BooleanField(default=True, primary_key=True, serialize=False)),
                        ("stamp", models.UUIDField()),
                        ("at", models.DateTimeField()),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("only", True)), name="search_state_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SearchSynonym",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("phrase", models.CharField(max_length=120)),
                        ("meaning", models.CharField(blank=True, max_length=200)),
                        (
                            "kind",
                            models.CharField(
                                choices=motcua.catalogue.enums.SynonymKind.choices, max_length=12
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("phrase", "meaning"), name="search_synonym_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("kind", motcua.catalogue.enums.SynonymKind["FILLER"]),
                                    models.Q(("meaning", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="synonym_has_meaning",
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
                        ("title", models.CharField(blank=True, max_length=200)),
                        ("text", models.TextField()),
                        (
                            "version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="steps",
                                to="catalogue.procedureversion",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["position"],
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="SubmissionMethod",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        (
                            "channel",
                            models.CharField(choices=motcua.catalogue.enums.Channel.choices, max_length=10),
                        ),
                        ("limit_amount", models.DecimalField(decimal_places=2, max_digits=7, null=True)),
                        (
                            "limit_unit",
                            models.CharField(
                                blank=True, choices=motcua.deadlines.enums.LimitUnit.choices, max_length=14
                            ),
                        ),
                        ("limit_text", models.TextField(blank=True)),
                        ("limit_needs_person", models.BooleanField(default=False)),
                        ("note", models.TextField(blank=True)),
                        (
                            "version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="methods",
                                to="catalogue.procedureversion",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["position"],
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Fee",
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
                            models.CharField(choices=motcua.payments.enums.FeeKind.choices, max_length=10),
                        ),
                        ("amount_vnd", models.BigIntegerField(null=True)),
                        ("text", models.TextField(blank=True)),
                        (
                            "method",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="fees",
                                to="catalogue.submissionmethod",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["position"],
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("amount_vnd__isnull", True), ("amount_vnd__gte", 0), _connector="OR"
                                ),
                                name="fee_not_negative",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PageReport",
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
                        ("text", models.TextField()),
                        ("contact", models.CharField(blank=True, max_length=120)),
                        (
                            "sender",
                            models.CharField(
                                blank=True,
                                help_text="A keyed digest that says: the same sender. Nothing more.",
                                max_length=64,
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        ("settled_at", models.DateTimeField(null=True)),
                        ("settled_note", models.TextField(blank=True)),
                        (
                            "settled_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "procedure",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="page_reports",
                                to="catalogue.procedure",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["settled_at", "-at"], name="page_report_open"),
                            models.Index(fields=["sender", "at"], name="page_report_sender"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OnlineService",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "level",
                            models.CharField(
                                choices=motcua.catalogue.enums.OnlineLevel.choices, max_length=12
                            ),
                        ),
                        ("partial_reason", models.TextField(blank=True)),
                        ("in_force", django.contrib.postgres.fields.ranges.DateRangeField()),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, to="organisations.agency"
                            ),
                        ),
                        (
                            "procedure",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="online_services",
                                to="catalogue.procedure",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("level", motcua.catalogue.enums.OnlineLevel["PARTIAL"]),
                                        _negated=True,
                                    ),
                                    models.Q(("partial_reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="partial_service_says_why",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                expressions=[("procedure", "="), ("agency", "="), ("in_force", "&&")],
                                name="one_online_level_at_a_time",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OldCode",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.CharField(max_length=40)),
                        ("note", models.CharField(blank=True, max_length=200)),
                        (
                            "procedure",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="old_codes",
                                to="catalogue.procedure",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["code"], name="old_code_code")],
                        "constraints": [
                            models.UniqueConstraint(fields=("procedure", "code"), name="old_code_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ProcedureLink",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(choices=motcua.catalogue.enums.LinkKind.choices, max_length=20),
                        ),
                        (
                            "other",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="links_from",
                                to="catalogue.procedure",
                            ),
                        ),
                        (
                            "procedure",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="links",
                                to="catalogue.procedure",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("procedure", "other", "kind"), name="procedure_link_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("procedure", models.F("other")), _negated=True),
                                name="procedure_link_to_another",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ProcedureFinding",
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
                                choices=motcua.catalogue.enums.FindingKind.choices, max_length=30
                            ),
                        ),
                        (
                            "severity",
                            models.CharField(choices=motcua.catalogue.enums.Severity.choices, max_length=10),
                        ),
                        (
                            "constituent",
                            models.CharField(
                                choices=motcua.catalogue.enums.Constituent.choices, max_length=20
                            ),
                        ),
                        ("message", models.TextField()),
                        (
                            "version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="findings",
                                to="catalogue.procedureversion",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["kind", "version"], name="finding_kind_version")],
                    },
                ),
            ],
        ),
    ]
