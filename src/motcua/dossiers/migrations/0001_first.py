import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import django.db.models.functions.comparison
from django.conf import settings
from django.db import migrations, models

import motcua.accounts.enums
import motcua.catalogue.enums
import motcua.deadlines.enums
import motcua.documents.enums
import motcua.dossiers.enums
import motcua.kernel.ids
import motcua.kernel.migrations._together
import motcua.payments.enums


class Migration(migrations.Migration):
    replaces = [
        ("dossiers", "0001_say_what_a_dossier_is"),
        ("dossiers", "0003_count_failed_look_ups"),
        ("dossiers", "0004_say_why_asked_again"),
        ("dossiers", "0005_give_drafts_their_place"),
        ("dossiers", "0006_close_questions_when_it_ends"),
        ("dossiers", "0007_say_as_what_results_are_printed"),
        ("dossiers", "0008_count_late_receipts_by_rule"),
        ("dossiers", "0009_index_what_nobody_holds"),
        ("dossiers", "0010_say_when_a_paper_was_reused"),
        ("dossiers", "0011_find_what_was_returned_lately"),
    ]

    initial = True

    dependencies = [
        ("accounts", "0001_first"),
        ("catalogue", "0001_first"),
        ("documents", "0001_keep_files_and_signed_papers"),
        ("forms", "0001_first"),
        ("kernel", "0001_journal"),
        ("organisations", "0001_first"),
        ("workflow", "0001_first"),
    ]

    operations = [
        motcua.kernel.migrations._together.CreateTogether(
            models=[
                migrations.CreateModel(
                    name="Dossier",
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
                        ("code", models.CharField(max_length=60, unique=True)),
                        (
                            "outside_code",
                            models.CharField(
                                blank=True, help_text="Its code in the system it came from.", max_length=60
                            ),
                        ),
                        ("outside_system", models.CharField(blank=True, max_length=60)),
                        (
                            "submission_key",
                            models.UUIDField(
                                help_text="One sending, one dossier, however often sent.", unique=True
                            ),
                        ),
                        (
                            "case_name",
                            models.TextField(blank=True, help_text="Which of the procedure's cases."),
                        ),
                        ("answers", models.JSONField(default=dict)),
                        (
                            "summary",
                            models.CharField(
                                blank=True, help_text="What is asked for, in a line.", max_length=400
                            ),
                        ),
                        ("door", models.CharField(choices=motcua.dossiers.enums.Door.choices, max_length=12)),
                        (
                            "is_transferred",
                            models.BooleanField(
                                default=False,
                                help_text="Received elsewhere than where the competent agency's clock starts.",
                            ),
                        ),
                        ("applicant_name", models.CharField(max_length=250)),
                        ("sets_count", models.PositiveSmallIntegerField(default=1)),
                        (
                            "return_way",
                            models.CharField(
                                choices=motcua.dossiers.enums.ReturnWay.choices,
                                default=motcua.dossiers.enums.ReturnWay["DESK"],
                                max_length=10,
                            ),
                        ),
                        ("return_address", models.CharField(blank=True, max_length=300)),
                        (
                            "status",
                            models.CharField(choices=motcua.dossiers.enums.Status.choices, max_length=24),
                        ),
                        (
                            "payment",
                            models.CharField(
                                choices=motcua.payments.enums.PaymentStatus.choices,
                                default=motcua.payments.enums.PaymentStatus["NOT_REQUIRED"],
                                max_length=14,
                            ),
                        ),
                        (
                            "delivery",
                            models.CharField(
                                choices=motcua.dossiers.enums.DeliveryStatus.choices,
                                default=motcua.dossiers.enums.DeliveryStatus["NOT_READY"],
                                max_length=10,
                            ),
                        ),
                        (
                            "sync",
                            models.CharField(
                                choices=motcua.dossiers.enums.SyncStatus.choices,
                                default=motcua.dossiers.enums.SyncStatus["NOT_NEEDED"],
                                max_length=10,
                            ),
                        ),
                        ("revision", models.PositiveIntegerField(default=0)),
                        ("step_key", models.CharField(blank=True, max_length=40)),
                        ("step_name", models.CharField(blank=True, max_length=200)),
                        (
                            "step_role",
                            models.CharField(
                                blank=True, choices=motcua.accounts.enums.Role.choices, max_length=30
                            ),
                        ),
                        ("step_due_at", models.DateTimeField(null=True)),
                        (
                            "involved",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.UUIDField(),
                                default=list,
                                help_text="Every agency that has or had part in it.",
                                size=None,
                            ),
                        ),
                        ("submitted_at", models.DateTimeField()),
                        ("received_at", models.DateTimeField(null=True)),
                        (
                            "started_at",
                            models.DateTimeField(help_text="From when the legal time counts.", null=True),
                        ),
                        ("restarted_at", models.DateTimeField(null=True)),
                        ("limit_amount", models.DecimalField(decimal_places=2, max_digits=7, null=True)),
                        (
                            "limit_unit",
                            models.CharField(
                                choices=motcua.deadlines.enums.LimitUnit.choices,
                                default=motcua.deadlines.enums.LimitUnit["NONE"],
                                max_length=14,
                            ),
                        ),
                        ("limit_text", models.TextField(blank=True)),
                        (
                            "late_receipt_next_day",
                            models.BooleanField(
                                default=False,
                                help_text="The clock began late in the day where that counts as the next (LateReceiptRule).",
                            ),
                        ),
                        ("due_at_first", models.DateTimeField(null=True)),
                        ("due_at", models.DateTimeField(null=True)),
                        ("paused_since", models.DateTimeField(null=True)),
                        ("supplement_due_at", models.DateTimeField(null=True)),
                        ("supplements_count", models.PositiveSmallIntegerField(default=0)),
                        ("extended_at", models.DateTimeField(null=True)),
                        ("apologised_at", models.DateTimeField(null=True)),
                        (
                            "finished_at",
                            models.DateTimeField(
                                help_text="When it was first resolved, or ended otherwise.", null=True
                            ),
                        ),
                        (
                            "standing",
                            models.CharField(
                                blank=True,
                                choices=motcua.deadlines.enums.Standing.choices,
                                help_text="How it finished against its time.",
                                max_length=12,
                            ),
                        ),
                        (
                            "result_kind",
                            models.CharField(
                                blank=True, choices=motcua.dossiers.enums.ResultKind.choices, max_length=10
                            ),
                        ),
                        ("delivered_at", models.DateTimeField(null=True)),
                        ("is_sample", models.BooleanField(default=False)),
                        (
                            "search_text",
                            models.TextField(
                                blank=True, help_text="Folded: code, names, numbers, phones, papers."
                            ),
                        ),
                        (
                            "words",
                            models.GeneratedField(
                                db_persist=True,
                                expression=django.contrib.postgres.search.SearchVector(
                                    "search_text", config="simple"
                                ),
                                output_field=django.contrib.postgres.search.SearchVectorField(),
                            ),
                        ),
                        (
                            "competent",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.agency",
                            ),
                        ),
                        (
                            "form",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="forms.formversion",
                            ),
                        ),
                        (
                            "help_point",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.agency",
                            ),
                        ),
                        (
                            "holder",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "holder_agency",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.agency",
                            ),
                        ),
                        (
                            "procedure",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="dossiers",
                                to="catalogue.procedure",
                            ),
                        ),
                        (
                            "process",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="workflow.processversion",
                            ),
                        ),
                        (
                            "received_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "reception",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.agency",
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
                            "unit",
                            models.ForeignKey(
                                help_text="The division that works on it, as assigned.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.agency",
                            ),
                        ),
                        (
                            "version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="dossiers",
                                to="catalogue.procedureversion",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(
                                    (
                                        "status__in",
                                        [
                                            motcua.dossiers.enums.Status["CORRECTING"],
                                            motcua.dossiers.enums.Status["INTAKE_SUPPLEMENT"],
                                            motcua.dossiers.enums.Status["PAYMENT_REQUIRED"],
                                            motcua.dossiers.enums.Status["PROCESSING"],
                                            motcua.dossiers.enums.Status["RECEIVED"],
                                            motcua.dossiers.enums.Status["REGISTERED"],
                                            motcua.dossiers.enums.Status["RETURNED_INELIGIBLE"],
                                            motcua.dossiers.enums.Status["SUPPLEMENT_REQUIRED"],
                                        ],
                                    ),
                                    ("holder__isnull", True),
                                ),
                                fields=["holder_agency", "step_role", "due_at", "id"],
                                name="dossier_unheld",
                            ),
                            models.Index(
                                condition=models.Q(
                                    (
                                        "status__in",
                                        [
                                            motcua.dossiers.enums.Status["CORRECTING"],
                                            motcua.dossiers.enums.Status["INTAKE_SUPPLEMENT"],
                                            motcua.dossiers.enums.Status["PAYMENT_REQUIRED"],
                                            motcua.dossiers.enums.Status["PROCESSING"],
                                            motcua.dossiers.enums.Status["RECEIVED"],
                                            motcua.dossiers.enums.Status["REGISTERED"],
                                            motcua.dossiers.enums.Status["RETURNED_INELIGIBLE"],
                                            motcua.dossiers.enums.Status["SUPPLEMENT_REQUIRED"],
                                        ],
                                    )
                                ),
                                fields=["holder", "due_at", "id"],
                                name="dossier_held",
                            ),
                            models.Index(
                                condition=models.Q(
                                    (
                                        "status__in",
                                        [
                                            motcua.dossiers.enums.Status["CORRECTING"],
                                            motcua.dossiers.enums.Status["INTAKE_SUPPLEMENT"],
                                            motcua.dossiers.enums.Status["PAYMENT_REQUIRED"],
                                            motcua.dossiers.enums.Status["PROCESSING"],
                                            motcua.dossiers.enums.Status["RECEIVED"],
                                            motcua.dossiers.enums.Status["REGISTERED"],
                                            motcua.dossiers.enums.Status["RETURNED_INELIGIBLE"],
                                            motcua.dossiers.enums.Status["SUPPLEMENT_REQUIRED"],
                                        ],
                                    ),
                                    ("holder__isnull", True),
                                    ("step_role", ""),
                                ),
                                fields=["reception", "submitted_at", "id"],
                                name="dossier_at_counter",
                            ),
                            models.Index(
                                fields=["competent", "-submitted_at", "-id"], name="dossier_competent"
                            ),
                            models.Index(
                                fields=["reception", "-submitted_at", "-id"], name="dossier_reception"
                            ),
                            models.Index(fields=["procedure", "-submitted_at"], name="dossier_procedure"),
                            models.Index(fields=["submitted_by", "-submitted_at"], name="dossier_submitter"),
                            models.Index(
                                condition=models.Q(
                                    ("delivery", motcua.dossiers.enums.DeliveryStatus["READY"]),
                                    ("status", motcua.dossiers.enums.Status["RESOLVED"]),
                                ),
                                fields=["reception", "finished_at"],
                                name="dossier_to_return",
                            ),
                            models.Index(
                                condition=models.Q(("delivered_at__isnull", False)),
                                fields=["delivered_at", "id"],
                                name="dossier_delivered",
                            ),
                            models.Index(
                                condition=models.Q(("outside_code", ""), _negated=True),
                                fields=["outside_code"],
                                name="dossier_outside_code",
                            ),
                            django.contrib.postgres.indexes.GinIndex(
                                fastupdate=False, fields=["words"], name="dossier_words"
                            ),
                            django.contrib.postgres.indexes.GinIndex(
                                fields=["involved"], name="dossier_involved"
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        (
                                            "status__in",
                                            [
                                                motcua.dossiers.enums.Status["NOT_ACCEPTED"],
                                                motcua.dossiers.enums.Status["RESOLVED"],
                                                motcua.dossiers.enums.Status["STOPPED"],
                                                motcua.dossiers.enums.Status["WITHDRAWN"],
                                            ],
                                        ),
                                        _negated=True,
                                    ),
                                    ("finished_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="ended_dossier_has_its_moment",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("delivery", motcua.dossiers.enums.DeliveryStatus["DELIVERED"]),
                                        _negated=True,
                                    ),
                                    ("delivered_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="delivered_dossier_has_its_moment",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("received_at__isnull", False),
                                    (
                                        "status__in",
                                        [
                                            motcua.dossiers.enums.Status["REGISTERED"],
                                            motcua.dossiers.enums.Status["INTAKE_SUPPLEMENT"],
                                            motcua.dossiers.enums.Status["NOT_ACCEPTED"],
                                            motcua.dossiers.enums.Status["WITHDRAWN"],
                                            motcua.dossiers.enums.Status["STOPPED"],
                                        ],
                                    ),
                                    _connector="OR",
                                ),
                                name="worked_on_only_when_received",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("received_at__isnull", True),
                                    ("received_at__gte", models.F("submitted_at")),
                                    _connector="OR",
                                ),
                                name="received_after_submitted",
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
                        ("question", models.TextField()),
                        ("asked_at", models.DateTimeField()),
                        ("due_at", models.DateTimeField()),
                        ("answer", models.TextField(blank=True)),
                        ("answered_at", models.DateTimeField(null=True)),
                        ("closed_at", models.DateTimeField(null=True)),
                        (
                            "closed_why",
                            models.CharField(
                                blank=True, help_text="Why no answer is needed any more.", max_length=200
                            ),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.agency",
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
                            "asked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "file",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="documents.storedfile",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "dossier",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="consultations",
                                to="dossiers.dossier",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(
                                    ("answered_at__isnull", True), ("closed_at__isnull", True)
                                ),
                                fields=["agency", "due_at"],
                                name="consultation_waits",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("answered_at__isnull", True),
                                    ("closed_at__isnull", True),
                                    _connector="OR",
                                ),
                                name="answered_or_closed",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Draft",
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
                        ("case_name", models.TextField(blank=True)),
                        ("answers", models.JSONField(default=dict)),
                        ("parties", models.JSONField(default=dict)),
                        (
                            "papers",
                            models.JSONField(
                                default=dict, help_text="What was ticked for each paper, by component id."
                            ),
                        ),
                        ("return_way", models.CharField(blank=True, max_length=10)),
                        ("return_address", models.CharField(blank=True, max_length=300)),
                        ("began_at", models.DateTimeField()),
                        ("saved_at", models.DateTimeField()),
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
                            "area",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.area",
                            ),
                        ),
                        (
                            "dossier",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="draft",
                                to="dossiers.dossier",
                            ),
                        ),
                        (
                            "form",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="forms.formversion",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="drafts",
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
                    ],
                    options={
                        "indexes": [models.Index(fields=["person", "-saved_at"], name="draft_person")],
                    },
                ),
                migrations.CreateModel(
                    name="DraftFile",
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
                            "key",
                            models.CharField(
                                blank=True,
                                help_text="The form's field, for files asked for there.",
                                max_length=80,
                            ),
                        ),
                        ("added_at", models.DateTimeField()),
                        (
                            "component",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="catalogue.dossiercomponent",
                            ),
                        ),
                        (
                            "draft",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="files",
                                to="dossiers.draft",
                            ),
                        ),
                        (
                            "file",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="documents.storedfile",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Extension",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("due_before", models.DateTimeField()),
                        ("due_after", models.DateTimeField()),
                        ("amount", models.DecimalField(decimal_places=2, max_digits=7)),
                        ("unit", models.CharField(max_length=14)),
                        ("reason", models.TextField()),
                        (
                            "is_in_time",
                            models.BooleanField(
                                help_text="Whether the apology went out early enough before the due date."
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        (
                            "decided_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "dossier",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="extension",
                                to="dossiers.dossier",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="Handover",
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
                        ("reason", models.TextField()),
                        ("count", models.PositiveIntegerField()),
                        ("at", models.DateTimeField()),
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
                            "from_person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "to_person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="IssuedPaper",
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
                            models.CharField(choices=motcua.documents.enums.PaperKind.choices, max_length=20),
                        ),
                        ("number", models.PositiveIntegerField()),
                        ("form_set", models.CharField(max_length=40)),
                        ("facts", models.JSONField()),
                        ("at", models.DateTimeField()),
                        (
                            "dossier",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="issued_papers",
                                to="dossiers.dossier",
                            ),
                        ),
                        (
                            "issued_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["dossier", "kind", "at"], name="issued_paper_kind")],
                    },
                ),
                migrations.CreateModel(
                    name="LateReceiptRule",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("counts_next_day", models.BooleanField()),
                        ("basis", models.CharField(max_length=200)),
                        ("in_force", django.contrib.postgres.fields.ranges.DateRangeField()),
                        (
                            "agency",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.agency",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                expressions=[
                                    (
                                        django.db.models.functions.comparison.Coalesce(
                                            "agency",
                                            models.Value("00000000-0000-0000-0000-000000000000"),
                                            output_field=models.UUIDField(),
                                        ),
                                        "=",
                                    ),
                                    ("in_force", "&&"),
                                ],
                                name="one_late_receipt_rule_at_a_time",
                            )
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
                        ("key", models.CharField(max_length=40)),
                        ("title", models.CharField(max_length=200)),
                        ("is_lead", models.BooleanField(default=False)),
                        ("limit_amount", models.DecimalField(decimal_places=2, max_digits=7)),
                        (
                            "limit_unit",
                            models.CharField(choices=motcua.deadlines.enums.LimitUnit.choices, max_length=14),
                        ),
                        ("due_at", models.DateTimeField(null=True)),
                        ("started_at", models.DateTimeField(null=True)),
                        ("finished_at", models.DateTimeField(null=True)),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.agency",
                            ),
                        ),
                        (
                            "dossier",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="legs",
                                to="dossiers.dossier",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["position"],
                        "constraints": [models.UniqueConstraint(fields=("dossier", "key"), name="leg_once")],
                    },
                ),
                migrations.CreateModel(
                    name="LookUpTry",
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
                        ("code_digest", models.CharField(max_length=64)),
                        ("sender_digest", models.CharField(max_length=64)),
                        ("at", models.DateTimeField()),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["code_digest", "at"], name="look_up_code"),
                            models.Index(fields=["sender_digest", "at"], name="look_up_sender"),
                            models.Index(fields=["at"], name="look_up_at"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Message",
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
                            "audience",
                            models.CharField(choices=motcua.dossiers.enums.Audience.choices, max_length=10),
                        ),
                        ("is_from_applicant", models.BooleanField(default=False)),
                        ("text", models.TextField()),
                        ("at", models.DateTimeField()),
                        (
                            "dossier",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="messages",
                                to="dossiers.dossier",
                            ),
                        ),
                        (
                            "file",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="documents.storedfile",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["dossier", "at"], name="message_dossier_at")],
                    },
                ),
                migrations.CreateModel(
                    name="OnlineDoor",
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
                                blank=True,
                                choices=motcua.catalogue.enums.ProcedureKind.choices,
                                max_length=20,
                            ),
                        ),
                        ("is_open", models.BooleanField()),
                        (
                            "reason",
                            models.CharField(
                                help_text="Why, and where to lodge instead when it is shut.", max_length=300
                            ),
                        ),
                        ("in_force", django.contrib.postgres.fields.ranges.DateRangeField()),
                        (
                            "agency",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.agency",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="Party",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "role",
                            models.CharField(choices=motcua.dossiers.enums.PartyRole.choices, max_length=10),
                        ),
                        (
                            "kind",
                            models.CharField(choices=motcua.accounts.enums.PartyKind.choices, max_length=20),
                        ),
                        ("name", models.CharField(max_length=250)),
                        ("identity_number", models.CharField(blank=True, max_length=20)),
                        ("born_on", models.DateField(null=True)),
                        ("phone", models.CharField(blank=True, max_length=20)),
                        ("email", models.EmailField(blank=True, max_length=254)),
                        ("address", models.CharField(blank=True, max_length=300)),
                        (
                            "representation",
                            models.CharField(
                                choices=motcua.dossiers.enums.Representation.choices,
                                default=motcua.dossiers.enums.Representation["SELF"],
                                max_length=20,
                            ),
                        ),
                        ("proof_note", models.CharField(blank=True, max_length=300)),
                        (
                            "area",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.area",
                            ),
                        ),
                        (
                            "dossier",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="parties",
                                to="dossiers.dossier",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "proof",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="documents.storedfile",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["person"], name="party_person"),
                            models.Index(
                                condition=models.Q(("identity_number", ""), _negated=True),
                                fields=["identity_number"],
                                name="party_identity",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("dossier", "role"), name="party_once_in_a_role")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Passage",
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
                        ("step_key", models.CharField(max_length=40)),
                        ("step_name", models.CharField(max_length=200)),
                        ("role", models.CharField(choices=motcua.accounts.enums.Role.choices, max_length=30)),
                        ("entered_at", models.DateTimeField()),
                        ("begun_at", models.DateTimeField(null=True)),
                        ("due_at", models.DateTimeField(null=True)),
                        ("left_at", models.DateTimeField(null=True)),
                        (
                            "left_by",
                            models.CharField(
                                blank=True, choices=motcua.dossiers.enums.Verb.choices, max_length=30
                            ),
                        ),
                        (
                            "standing",
                            models.CharField(
                                blank=True, choices=motcua.deadlines.enums.Standing.choices, max_length=12
                            ),
                        ),
                        ("note", models.TextField(blank=True)),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.agency",
                            ),
                        ),
                        (
                            "dossier",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="passages",
                                to="dossiers.dossier",
                            ),
                        ),
                        (
                            "from_person",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["number"],
                        "indexes": [
                            models.Index(fields=["person", "-entered_at"], name="passage_person"),
                            models.Index(fields=["agency", "-entered_at"], name="passage_agency"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("dossier", "number"), name="passage_number"),
                            models.UniqueConstraint(
                                condition=models.Q(("left_at__isnull", True)),
                                fields=("dossier",),
                                name="one_open_passage",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Pause",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "reason",
                            models.CharField(
                                choices=motcua.dossiers.enums.PauseReason.choices, max_length=12
                            ),
                        ),
                        ("lasted", django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                        (
                            "dossier",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="pauses",
                                to="dossiers.dossier",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                expressions=[("dossier", "="), ("lasted", "&&")], name="pauses_do_not_overlap"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Reading",
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
                        ("what", models.CharField(max_length=200)),
                        ("at", models.DateTimeField()),
                        (
                            "dossier",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="dossiers.dossier",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["dossier", "at"], name="reading_dossier"),
                            models.Index(fields=["person", "at"], name="reading_person"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Result",
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
                        ("round", models.PositiveSmallIntegerField(default=1)),
                        (
                            "kind",
                            models.CharField(choices=motcua.dossiers.enums.ResultKind.choices, max_length=10),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=motcua.dossiers.enums.ResultState.choices, max_length=10
                            ),
                        ),
                        (
                            "paper_name",
                            models.CharField(
                                blank=True,
                                help_text="As what it is printed: Quyết định, Giấy phép…; empty for a letter.",
                                max_length=80,
                            ),
                        ),
                        ("title", models.CharField(max_length=300)),
                        ("text", models.TextField(blank=True)),
                        (
                            "reasons",
                            models.TextField(
                                blank=True, help_text="Why not, when rejected; with the legal basis."
                            ),
                        ),
                        ("proposed_at", models.DateTimeField()),
                        ("approved_at", models.DateTimeField(null=True)),
                        ("signed_at", models.DateTimeField(null=True)),
                        ("number", models.CharField(blank=True, max_length=60)),
                        ("register_year", models.PositiveSmallIntegerField(null=True)),
                        ("issued_on", models.DateField(null=True)),
                        ("issued_at", models.DateTimeField(null=True)),
                        (
                            "fault",
                            models.TextField(
                                blank=True, help_text="What was wrong with it, when it had to be replaced."
                            ),
                        ),
                        (
                            "return_way",
                            models.CharField(
                                blank=True, choices=motcua.dossiers.enums.ReturnWay.choices, max_length=10
                            ),
                        ),
                        ("returned_at", models.DateTimeField(null=True)),
                        ("returned_to", models.CharField(blank=True, max_length=250)),
                        (
                            "return_proof",
                            models.CharField(
                                blank=True, help_text="Identity seen, postal number…", max_length=300
                            ),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
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
                            "dossier",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="results",
                                to="dossiers.dossier",
                            ),
                        ),
                        (
                            "draft",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="documents.storedfile",
                            ),
                        ),
                        (
                            "issued_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "proposed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "replaces",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="replaced_by",
                                to="dossiers.result",
                            ),
                        ),
                        (
                            "return_file",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="documents.storedfile",
                            ),
                        ),
                        (
                            "returned_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "signed",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="documents.signedpaper",
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
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("kind", motcua.dossiers.enums.ResultKind["REJECTED"]), _negated=True
                                    ),
                                    models.Q(("reasons", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="rejection_has_reasons",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("number", ""), _negated=True),
                                fields=("agency", "register_year", "number"),
                                name="result_number_once_in_a_year",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(
                                    (
                                        "state__in",
                                        [
                                            motcua.dossiers.enums.ResultState["PROPOSED"],
                                            motcua.dossiers.enums.ResultState["APPROVED"],
                                            motcua.dossiers.enums.ResultState["SIGNED"],
                                        ],
                                    )
                                ),
                                fields=("dossier",),
                                name="one_result_in_the_making",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SavedFilter",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=80)),
                        ("query", models.CharField(max_length=500)),
                        ("position", models.PositiveSmallIntegerField(default=0)),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="dossier_filters",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("person", "name"), name="saved_filter_name")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SubmittedPaper",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        ("name", models.TextField()),
                        (
                            "form",
                            models.CharField(
                                blank=True, choices=motcua.dossiers.enums.PaperForm.choices, max_length=12
                            ),
                        ),
                        ("count", models.PositiveSmallIntegerField(default=0)),
                        ("is_missing", models.BooleanField(default=False)),
                        (
                            "reused_from",
                            models.CharField(
                                blank=True, help_text="Which database or earlier dossier.", max_length=200
                            ),
                        ),
                        (
                            "reused_at",
                            models.DateTimeField(
                                help_text="When it was first taken from there; never unsaid.", null=True
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=400)),
                        (
                            "digitisation",
                            models.CharField(
                                choices=motcua.dossiers.enums.Digitisation.choices,
                                default=motcua.dossiers.enums.Digitisation["NOT_REQUIRED"],
                                max_length=18,
                            ),
                        ),
                        (
                            "component",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="catalogue.dossiercomponent",
                            ),
                        ),
                        (
                            "dossier",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="papers",
                                to="dossiers.dossier",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["position"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("dossier", "position"), name="submitted_paper_position"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("form", motcua.dossiers.enums.PaperForm["REUSED"]), _negated=True
                                    ),
                                    models.Q(("reused_from", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="reused_paper_says_whence",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PaperFile",
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
                        ("round", models.PositiveSmallIntegerField(default=0)),
                        ("added_at", models.DateTimeField()),
                        ("added_by", models.CharField(max_length=60)),
                        ("replaced_at", models.DateTimeField(null=True)),
                        (
                            "file",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="documents.storedfile",
                            ),
                        ),
                        (
                            "paper",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="files",
                                to="dossiers.submittedpaper",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="SupplementRequest",
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
                                choices=motcua.dossiers.enums.SupplementStage.choices, max_length=10
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        ("reason", models.TextField()),
                        ("legal_basis", models.TextField()),
                        ("items", models.JSONField()),
                        (
                            "is_return",
                            models.BooleanField(
                                default=False, help_text="Returned as ineligible: counting starts anew."
                            ),
                        ),
                        (
                            "why_again",
                            models.TextField(
                                blank=True, help_text="Why this stage has a second request; flagged."
                            ),
                        ),
                        ("answer_by", models.DateTimeField(null=True)),
                        ("requested_at", models.DateTimeField()),
                        ("answered_at", models.DateTimeField(null=True)),
                        ("answer_note", models.TextField(blank=True)),
                        (
                            "changed",
                            models.JSONField(
                                default=list, help_text="See rules.supplements.Changed: papers, answers."
                            ),
                        ),
                        ("answers_before", models.JSONField(null=True)),
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
                            "dossier",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="supplement_requests",
                                to="dossiers.dossier",
                            ),
                        ),
                        (
                            "requested_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("answered_at__isnull", True)),
                                fields=("dossier",),
                                name="one_open_supplement_request",
                            ),
                            models.UniqueConstraint(
                                fields=("dossier", "stage", "number"), name="supplement_request_number"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CodePattern",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("pattern", models.CharField(max_length=80)),
                        ("basis", models.CharField(max_length=200)),
                        ("certainty", models.CharField(max_length=1)),
                        ("in_force", django.contrib.postgres.fields.ranges.DateRangeField()),
                        (
                            "agency",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.agency",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                expressions=[
                                    (
                                        django.db.models.functions.comparison.Coalesce(
                                            "agency",
                                            models.Value("00000000-0000-0000-0000-000000000000"),
                                            output_field=models.UUIDField(),
                                        ),
                                        "=",
                                    ),
                                    ("in_force", "&&"),
                                ],
                                name="one_code_pattern_at_a_time",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Counter",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("series", models.CharField(max_length=60)),
                        ("last", models.PositiveIntegerField()),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.agency",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("agency", "series"), name="counter_once")
                        ],
                    },
                ),
            ],
        ),
    ]
