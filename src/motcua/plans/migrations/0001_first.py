import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.db.models.constraints
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import motcua.kernel.ids
import motcua.kernel.migrations._together
import motcua.plans.enums


class Migration(migrations.Migration):
    replaces = [
        ("plans", "0001_say_what_a_plan_is"),
        ("plans", "0003_inspect_commit_find_out_and_teach"),
        ("plans", "0005_say_how_units_are_drawn"),
    ]

    initial = True

    dependencies = [
        ("accounts", "0001_first"),
        ("documents", "0001_keep_files_and_signed_papers"),
        ("kernel", "0001_journal"),
        ("organisations", "0001_first"),
    ]

    operations = [
        motcua.kernel.migrations._together.CreateTogether(
            models=[
                migrations.CreateModel(
                    name="Line",
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
                        ("position", models.PositiveIntegerField()),
                        ("number", models.CharField(blank=True, max_length=20)),
                        ("group", models.CharField(blank=True, max_length=500)),
                        ("content", models.TextField()),
                        ("product", models.TextField(blank=True)),
                        ("submitted_to", models.CharField(blank=True, max_length=300)),
                        (
                            "term",
                            models.JSONField(
                                help_text="A term as rules.terms gives it, with the words of the document."
                            ),
                        ),
                        (
                            "indicator",
                            models.CharField(
                                blank=True, help_text="The measure that tells its progress.", max_length=60
                            ),
                        ),
                        (
                            "source",
                            models.CharField(
                                blank=True, choices=motcua.plans.enums.ItemSource.choices, max_length=8
                            ),
                        ),
                        ("place", models.JSONField(default=dict)),
                        (
                            "is_checked",
                            models.BooleanField(default=False, help_text="A person looked at it."),
                        ),
                        (
                            "version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="lines",
                                to="plans.planversion",
                            ),
                        ),
                        (
                            "task",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="lines",
                                to="plans.task",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["position"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("content", ""), _negated=True),
                                name="plan_line_says_something",
                            ),
                            models.UniqueConstraint(
                                deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                                fields=("version", "position"),
                                name="plan_line_position_once",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("task__isnull", False)),
                                fields=("version", "task"),
                                name="plan_line_task_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Activity",
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
                            models.CharField(choices=motcua.plans.enums.ActivityKind.choices, max_length=14),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=motcua.plans.enums.ActivityStatus.choices,
                                default=motcua.plans.enums.ActivityStatus["PLANNED"],
                                max_length=10,
                            ),
                        ),
                        ("title", models.CharField(max_length=300)),
                        ("about", models.TextField(blank=True)),
                        ("planned_on", models.DateField()),
                        ("held_on", models.DateField(null=True)),
                        ("place", models.CharField(blank=True, max_length=300)),
                        ("link", models.URLField(blank=True, max_length=500)),
                        ("cancelled_for", models.CharField(blank=True, max_length=300)),
                        ("created_at", models.DateTimeField()),
                        ("revision", models.PositiveIntegerField(default=1)),
                        ("folded", models.CharField(max_length=400)),
                        ("is_sample", models.BooleanField(default=False)),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="activities",
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
                            "task",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="activities",
                                to="plans.task",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["agency", "kind", "-planned_on"], name="activity_agency_kind"
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("status", motcua.plans.enums.ActivityStatus["HELD"]), _negated=True
                                    ),
                                    ("held_on__isnull", False),
                                    _connector="OR",
                                ),
                                name="held_activity_says_when",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ActivityFile",
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
                        ("at", models.DateTimeField()),
                        (
                            "activity",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="files",
                                to="plans.activity",
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
                    name="Checklist",
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
                        ("is_sample", models.BooleanField(default=False)),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="checklists",
                                to="organisations.agency",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("agency", "title"), name="checklist_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ChecklistVersion",
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
                        ("prepared_at", models.DateTimeField()),
                        ("published_at", models.DateTimeField(null=True)),
                        ("revision", models.PositiveIntegerField(default=1)),
                        (
                            "checklist",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="versions",
                                to="plans.checklist",
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
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("checklist", "number"), name="checklist_version_number_once"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("published_at__isnull", True)),
                                fields=("checklist",),
                                name="one_checklist_draft",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ChecklistItem",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        ("group", models.CharField(blank=True, max_length=200)),
                        ("question", models.TextField()),
                        ("basis", models.CharField(blank=True, max_length=300)),
                        ("how", models.TextField(blank=True, help_text="What to look at.")),
                        (
                            "version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="items",
                                to="plans.checklistversion",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["position"],
                        "constraints": [
                            models.UniqueConstraint(
                                deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                                fields=("version", "position"),
                                name="checklist_item_position_once",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CommitmentDrive",
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
                        ("year", models.PositiveSmallIntegerField()),
                        ("title", models.CharField(max_length=300)),
                        ("document_number", models.CharField(blank=True, max_length=60)),
                        ("document_on", models.DateField(null=True)),
                        ("wording", models.TextField(blank=True, help_text="What is promised.")),
                        ("due_on", models.DateField(null=True)),
                        ("closed_at", models.DateTimeField(null=True)),
                        ("created_at", models.DateTimeField()),
                        ("is_sample", models.BooleanField(default=False)),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="commitment_drives",
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
                            models.UniqueConstraint(
                                fields=("agency", "year", "title"), name="commitment_drive_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CommitmentUnit",
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
                                choices=motcua.plans.enums.CommitmentUnitKind.choices, max_length=12
                            ),
                        ),
                        ("reported_at", models.DateTimeField(null=True)),
                        ("note", models.CharField(blank=True, max_length=300)),
                        (
                            "drive",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="units",
                                to="plans.commitmentdrive",
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
                            "reported_by",
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.agency",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("drive", "unit"), name="commitment_unit_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Commitment",
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
                        ("name", models.CharField(max_length=120)),
                        ("post", models.CharField(blank=True, max_length=120)),
                        ("is_head", models.BooleanField(default=False)),
                        ("signed_on", models.DateField()),
                        ("folded", models.CharField(max_length=200)),
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
                            "drive_unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="commitments",
                                to="plans.commitmentunit",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("drive_unit", "folded", "post"), name="commitment_once"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("is_head", True)),
                                fields=("drive_unit",),
                                name="one_head_signs_for_a_unit",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Duty",
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
                        ("name", models.CharField(blank=True, max_length=80)),
                        ("starts_on", models.DateField()),
                        ("due_on", models.DateField(null=True)),
                        (
                            "first_due_on",
                            models.DateField(
                                help_text="As the plan set it, before anything was put off.", null=True
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=motcua.plans.enums.DutyStatus.choices,
                                default=motcua.plans.enums.DutyStatus["OPEN"],
                                max_length=10,
                            ),
                        ),
                        ("percent", models.PositiveSmallIntegerField(null=True)),
                        (
                            "reported_at",
                            models.DateTimeField(help_text="When it was last said to be done.", null=True),
                        ),
                        (
                            "done_on",
                            models.DateField(
                                help_text="The day it was done, as reported and confirmed.", null=True
                            ),
                        ),
                        ("cancelled_for", models.CharField(blank=True, max_length=300)),
                        ("revision", models.PositiveIntegerField(default=1)),
                        (
                            "assignee",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="duties",
                                to=settings.AUTH_USER_MODEL,
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
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="duties",
                                to="organisations.agency",
                            ),
                        ),
                        (
                            "task",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="duties",
                                to="plans.task",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(("status__in", ["open", "doing", "reported"])),
                                fields=["unit", "due_on", "id"],
                                name="duty_unit_open",
                            ),
                            models.Index(
                                condition=models.Q(("status__in", ["open", "doing", "reported"])),
                                fields=["assignee", "due_on"],
                                name="duty_assignee_open",
                            ),
                            models.Index(
                                condition=models.Q(("status__in", ["open", "doing", "reported"])),
                                fields=["due_on", "id"],
                                name="duty_due_open",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("due_on__isnull", True),
                                    ("due_on__gte", models.F("starts_on")),
                                    _connector="OR",
                                ),
                                name="duty_due_after_start",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("percent__isnull", True), ("percent__lte", 100), _connector="OR"
                                ),
                                name="duty_percent_at_most_100",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("status", motcua.plans.enums.DutyStatus["DONE"]), _negated=True
                                    ),
                                    ("done_on__isnull", False),
                                    _connector="OR",
                                ),
                                name="done_duty_says_when",
                            ),
                            models.UniqueConstraint(fields=("task", "unit", "name"), name="duty_once"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ChangeRequest",
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
                            models.CharField(choices=motcua.plans.enums.RequestKind.choices, max_length=8),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=motcua.plans.enums.RequestStatus.choices,
                                default=motcua.plans.enums.RequestStatus["ASKED"],
                                max_length=10,
                            ),
                        ),
                        ("reason", models.TextField()),
                        ("new_due_on", models.DateField(null=True)),
                        ("new_content", models.TextField(blank=True)),
                        ("at", models.DateTimeField()),
                        ("decided_at", models.DateTimeField(null=True)),
                        ("decision", models.TextField(blank=True)),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "decided_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "duty",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="requests",
                                to="plans.duty",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-at", "-id"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("status", motcua.plans.enums.RequestStatus["ASKED"])),
                                fields=("duty",),
                                name="one_open_request_of_a_duty",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("kind", motcua.plans.enums.RequestKind["EXTEND"]), _negated=True
                                    ),
                                    ("new_due_on__isnull", False),
                                    _connector="OR",
                                ),
                                name="extension_names_a_day",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("kind", motcua.plans.enums.RequestKind["CHANGE"]), _negated=True
                                    ),
                                    models.Q(("new_content", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="change_names_the_content",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("decided_by__isnull", True),
                                    models.Q(("decided_by", models.F("by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="request_four_eyes",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="InitiativeCall",
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
                        ("year", models.PositiveSmallIntegerField()),
                        ("title", models.CharField(max_length=300)),
                        ("due_on", models.DateField(null=True)),
                        (
                            "criteria",
                            models.JSONField(
                                help_text="A list of {name, most}: what is scored, with the highest number of points."
                            ),
                        ),
                        (
                            "passing",
                            models.DecimalField(
                                decimal_places=2,
                                help_text="Points from which one is recognised.",
                                max_digits=6,
                            ),
                        ),
                        ("council_document", models.CharField(blank=True, max_length=120)),
                        ("closed_at", models.DateTimeField(null=True)),
                        ("created_at", models.DateTimeField()),
                        ("is_sample", models.BooleanField(default=False)),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="initiative_calls",
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
                            models.UniqueConstraint(
                                fields=("agency", "year", "title"), name="initiative_call_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Initiative",
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
                        ("authors", models.CharField(max_length=500)),
                        ("field", models.CharField(blank=True, max_length=200)),
                        ("summary", models.TextField()),
                        (
                            "is_about_reform",
                            models.BooleanField(
                                default=True, help_text="About administrative reform or procedures."
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=motcua.plans.enums.InitiativeStatus.choices,
                                default=motcua.plans.enums.InitiativeStatus["REGISTERED"],
                                max_length=16,
                            ),
                        ),
                        ("registered_at", models.DateTimeField()),
                        (
                            "level",
                            models.CharField(
                                blank=True, choices=motcua.plans.enums.RecognitionLevel.choices, max_length=12
                            ),
                        ),
                        ("decision_number", models.CharField(blank=True, max_length=60)),
                        ("decided_on", models.DateField(null=True)),
                        ("reward", models.CharField(blank=True, max_length=300)),
                        ("reward_vnd", models.PositiveBigIntegerField(null=True)),
                        ("folded", models.CharField(max_length=700)),
                        ("is_sample", models.BooleanField(default=False)),
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
                            "registered_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="initiatives",
                                to="organisations.agency",
                            ),
                        ),
                        (
                            "call",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="initiatives",
                                to="plans.initiativecall",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["call", "status"], name="initiative_call_status")],
                    },
                ),
                migrations.CreateModel(
                    name="CouncilMember",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("is_chair", models.BooleanField(default=False)),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "call",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="council",
                                to="plans.initiativecall",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("call", "person"), name="council_member_once"),
                            models.UniqueConstraint(
                                condition=models.Q(("is_chair", True)),
                                fields=("call",),
                                name="one_chair_of_a_council",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="InitiativeScore",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("criterion", models.PositiveSmallIntegerField()),
                        ("points", models.DecimalField(decimal_places=2, max_digits=6)),
                        ("note", models.CharField(blank=True, max_length=500)),
                        ("at", models.DateTimeField()),
                        (
                            "initiative",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="scores",
                                to="plans.initiative",
                            ),
                        ),
                        (
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="scores",
                                to="plans.councilmember",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("initiative", "member", "criterion"), name="initiative_score_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Inspection",
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
                                choices=motcua.plans.enums.InspectionKind.choices, max_length=10
                            ),
                        ),
                        (
                            "reason",
                            models.TextField(blank=True, help_text="Why now: for a surprise inspection."),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=motcua.plans.enums.InspectionStatus.choices,
                                default=motcua.plans.enums.InspectionStatus["PLANNED"],
                                max_length=10,
                            ),
                        ),
                        ("planned_on", models.DateField()),
                        ("notified_at", models.DateTimeField(null=True)),
                        ("began_at", models.DateTimeField(null=True)),
                        ("ended_at", models.DateTimeField(null=True)),
                        ("held_on", models.DateField(null=True)),
                        ("place", models.CharField(blank=True, max_length=300)),
                        (
                            "unit_people",
                            models.TextField(
                                blank=True, help_text="Who spoke for the unit, with their posts."
                            ),
                        ),
                        ("unit_opinion", models.TextField(blank=True)),
                        ("general_remark", models.TextField(blank=True)),
                        ("conclusion", models.TextField(blank=True)),
                        ("conclusion_number", models.CharField(blank=True, max_length=60)),
                        ("concluded_on", models.DateField(null=True)),
                        ("cancelled_for", models.CharField(blank=True, max_length=300)),
                        ("revision", models.PositiveIntegerField(default=1)),
                        ("created_at", models.DateTimeField()),
                        ("is_sample", models.BooleanField(default=False)),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="inspections_made",
                                to="organisations.agency",
                            ),
                        ),
                        (
                            "checklist",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="inspections",
                                to="plans.checklistversion",
                            ),
                        ),
                        (
                            "concluded_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "conclusion_file",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="documents.storedfile",
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
                            "minutes",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="documents.storedfile",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="inspections",
                                to="organisations.agency",
                            ),
                        ),
                        (
                            "round",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="inspections",
                                to="plans.inspectionround",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["agency", "-planned_on"], name="inspection_agency"),
                            models.Index(fields=["unit", "-held_on"], name="inspection_unit"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("kind", motcua.plans.enums.InspectionKind["SURPRISE"]), _negated=True
                                    ),
                                    models.Q(("reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="surprise_inspection_says_why",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("concluded_on__isnull", True),
                                    ("held_on__isnull", False),
                                    _connector="OR",
                                ),
                                name="inspection_held_before_concluded",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CheckAnswer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "result",
                            models.CharField(choices=motcua.plans.enums.CheckResult.choices, max_length=16),
                        ),
                        ("note", models.TextField(blank=True)),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="plans.checklistitem",
                            ),
                        ),
                        (
                            "inspection",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="answers",
                                to="plans.inspection",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("inspection", "item"), name="check_answer_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="InspectionMember",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("is_leader", models.BooleanField(default=False)),
                        (
                            "inspection",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="members",
                                to="plans.inspection",
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
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("inspection", "person"), name="inspection_member_once"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("is_leader", True)),
                                fields=("inspection",),
                                name="one_leader_of_an_inspection",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="InspectionRound",
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
                        ("period", django.contrib.postgres.fields.ranges.DateRangeField()),
                        (
                            "status",
                            models.CharField(
                                choices=motcua.plans.enums.RoundStatus.choices,
                                default=motcua.plans.enums.RoundStatus["DRAFT"],
                                max_length=10,
                            ),
                        ),
                        (
                            "least_share",
                            models.PositiveSmallIntegerField(
                                help_text="Percent of the units that are inspected at least."
                            ),
                        ),
                        ("share_basis", models.CharField(blank=True, max_length=300)),
                        (
                            "avoid_years",
                            models.PositiveSmallIntegerField(
                                default=1, help_text="Units inspected within so many years stand behind."
                            ),
                        ),
                        ("seed", models.CharField(blank=True, max_length=64)),
                        (
                            "seed_source",
                            models.CharField(
                                blank=True,
                                help_text="Where a published seed stands; empty when the system made it.",
                                max_length=200,
                            ),
                        ),
                        (
                            "draws",
                            models.PositiveSmallIntegerField(
                                default=0, help_text="How often lots were drawn."
                            ),
                        ),
                        ("drawn_at", models.DateTimeField(null=True)),
                        ("revision", models.PositiveIntegerField(default=1)),
                        ("created_at", models.DateTimeField()),
                        ("approved_at", models.DateTimeField(null=True)),
                        ("document_number", models.CharField(blank=True, max_length=60)),
                        ("issued_on", models.DateField(null=True)),
                        ("closed_at", models.DateTimeField(null=True)),
                        ("closing_note", models.TextField(blank=True)),
                        ("is_sample", models.BooleanField(default=False)),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="inspection_rounds",
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
                            "created_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="inspection_rounds",
                                to="plans.plan",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("least_share__lte", 100)),
                                name="inspection_share_at_most_100",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("approved_by__isnull", True),
                                    models.Q(("approved_by", models.F("created_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="round_four_eyes",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Candidate",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("last_inspected_on", models.DateField(null=True)),
                        (
                            "ticket",
                            models.CharField(
                                blank=True,
                                help_text="What the lot gave, as it can be computed again.",
                                max_length=64,
                            ),
                        ),
                        (
                            "place",
                            models.PositiveIntegerField(
                                help_text="Its place in the order of the draw.", null=True
                            ),
                        ),
                        ("is_taken", models.BooleanField(default=False)),
                        (
                            "is_added",
                            models.BooleanField(default=False, help_text="Taken by decision, not by lot."),
                        ),
                        (
                            "is_left_out",
                            models.BooleanField(default=False, help_text="Left out by decision."),
                        ),
                        (
                            "decision",
                            models.CharField(
                                blank=True, help_text="Why it was added or left out.", max_length=300
                            ),
                        ),
                        (
                            "reason",
                            models.CharField(blank=True, help_text="All of it in words.", max_length=400),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.agency",
                            ),
                        ),
                        (
                            "round",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="candidates",
                                to="plans.inspectionround",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("round", "unit"), name="candidate_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("is_added", False), ("is_left_out", False)),
                                    models.Q(
                                        models.Q(("decision", ""), _negated=True),
                                        models.Q(("is_added", True), ("is_left_out", True), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="candidate_decided_one_way_with_a_reason",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="InspectionSetting",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("in_force", django.contrib.postgres.fields.ranges.DateRangeField()),
                        ("least_share", models.PositiveSmallIntegerField()),
                        ("share_basis", models.CharField(blank=True, max_length=300)),
                        ("avoid_years", models.PositiveSmallIntegerField()),
                        ("notice_days", models.PositiveSmallIntegerField()),
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
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="inspection_settings",
                                to="organisations.agency",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                expressions=[("owner", "="), ("in_force", "&&")],
                                name="one_inspection_setting_at_a_time",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LineUnit",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("role", models.CharField(choices=motcua.plans.enums.UnitRole.choices, max_length=8)),
                        ("position", models.PositiveSmallIntegerField()),
                        ("text", models.CharField(help_text="As the document names it.", max_length=300)),
                        (
                            "group",
                            models.CharField(
                                blank=True, choices=motcua.plans.enums.UnitGroup.choices, max_length=24
                            ),
                        ),
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
                            "line",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="units",
                                to="plans.line",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["role", "position"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("agency__isnull", True), ("group", ""), _connector="OR"),
                                name="line_unit_is_one_or_a_group",
                            ),
                            models.UniqueConstraint(
                                fields=("line", "role", "position"), name="line_unit_position_once"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Plan",
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
                            models.CharField(choices=motcua.plans.enums.PlanKind.choices, max_length=16),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=motcua.plans.enums.PlanStatus.choices,
                                default=motcua.plans.enums.PlanStatus["DRAFT"],
                                max_length=10,
                            ),
                        ),
                        ("title", models.CharField(max_length=500)),
                        (
                            "period",
                            django.contrib.postgres.fields.ranges.DateRangeField(
                                help_text="The time for which it sets work, usually a calendar year."
                            ),
                        ),
                        ("revision", models.PositiveIntegerField(default=1)),
                        (
                            "involved",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.UUIDField(), default=list, size=None
                            ),
                        ),
                        ("created_at", models.DateTimeField()),
                        ("closed_at", models.DateTimeField(null=True)),
                        ("closing_note", models.TextField(blank=True)),
                        ("folded", models.CharField(max_length=700)),
                        ("is_sample", models.BooleanField(default=False)),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="plans",
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
                            "parent",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="children",
                                to="plans.plan",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            django.contrib.postgres.indexes.GinIndex(
                                fields=["involved"], name="plan_involved"
                            ),
                            models.Index(fields=["agency", "-created_at"], name="plan_agency_created"),
                            models.Index(
                                condition=models.Q(("parent__isnull", False)),
                                fields=["parent"],
                                name="plan_parent",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("period__isempty", False)), name="plan_has_a_period"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("parent", models.F("id")), _negated=True),
                                name="no_plan_under_itself",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("closed_at__isnull", False),
                                        ("status", motcua.plans.enums.PlanStatus["CLOSED"]),
                                    ),
                                    models.Q(
                                        models.Q(
                                            ("status", motcua.plans.enums.PlanStatus["CLOSED"]), _negated=True
                                        ),
                                        ("closed_at__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="closed_plan_says_when",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ChildPlan",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "due_on",
                            models.DateField(help_text="The last day on which it is in time.", null=True),
                        ),
                        ("document_number", models.CharField(blank=True, max_length=60)),
                        ("received_on", models.DateField(null=True)),
                        ("note", models.CharField(blank=True, max_length=300)),
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
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.agency",
                            ),
                        ),
                        (
                            "child",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="sent_as",
                                to="plans.plan",
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="child_plans",
                                to="plans.plan",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["unit"], name="child_plan_unit")],
                        "constraints": [
                            models.UniqueConstraint(fields=("plan", "unit"), name="child_plan_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("child__isnull", True), ("document_number", "")),
                                    ("received_on__isnull", False),
                                    _connector="OR",
                                ),
                                name="child_plan_says_when_received",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PlanVersion",
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
                                choices=motcua.plans.enums.VersionStatus.choices,
                                default=motcua.plans.enums.VersionStatus["DRAFT"],
                                max_length=10,
                            ),
                        ),
                        (
                            "document_number",
                            models.CharField(blank=True, help_text="As in “12/KH-SGDĐT”.", max_length=60),
                        ),
                        ("issued_on", models.DateField(null=True)),
                        ("signer", models.CharField(blank=True, max_length=120)),
                        (
                            "reason",
                            models.TextField(blank=True, help_text="Why it amends the version before it."),
                        ),
                        (
                            "reading",
                            models.JSONField(
                                default=dict, help_text="What was read from the file, as it was read."
                            ),
                        ),
                        (
                            "revision",
                            models.PositiveIntegerField(
                                default=1, help_text="Counts the savings of a draft."
                            ),
                        ),
                        ("prepared_at", models.DateTimeField()),
                        ("submitted_at", models.DateTimeField(null=True)),
                        ("returned_note", models.TextField(blank=True)),
                        ("approved_at", models.DateTimeField(null=True)),
                        ("in_force_from", models.DateField(null=True)),
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
                            "file",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="documents.storedfile",
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="versions",
                                to="plans.plan",
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
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("plan", "number"), name="plan_version_number_once"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(
                                    (
                                        "status__in",
                                        [
                                            motcua.plans.enums.VersionStatus["DRAFT"],
                                            motcua.plans.enums.VersionStatus["SUBMITTED"],
                                        ],
                                    )
                                ),
                                fields=("plan",),
                                name="one_open_plan_version",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("status", motcua.plans.enums.VersionStatus["APPROVED"])),
                                fields=("plan",),
                                name="one_approved_plan_version",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("approved_by__isnull", True),
                                    models.Q(("approved_by", models.F("prepared_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="plan_four_eyes",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        (
                                            "status__in",
                                            [
                                                motcua.plans.enums.VersionStatus["APPROVED"],
                                                motcua.plans.enums.VersionStatus["SUPERSEDED"],
                                            ],
                                        ),
                                        _negated=True,
                                    ),
                                    models.Q(
                                        ("approved_at__isnull", False),
                                        ("approved_by__isnull", False),
                                        ("in_force_from__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="approved_plan_says_by_whom",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FindingNote",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("identity", models.CharField(max_length=64)),
                        (
                            "answer",
                            models.CharField(choices=motcua.plans.enums.FindingAnswer.choices, max_length=16),
                        ),
                        ("note", models.CharField(blank=True, max_length=500)),
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
                            "version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="finding_notes",
                                to="plans.planversion",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("version", "identity"), name="finding_note_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ProgressReport",
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
                        ("percent", models.PositiveSmallIntegerField(null=True)),
                        ("says_done", models.BooleanField(default=False)),
                        ("done_on", models.DateField(null=True)),
                        ("text", models.TextField()),
                        ("obstacles", models.TextField(blank=True)),
                        (
                            "product_reference",
                            models.CharField(
                                blank=True,
                                help_text="The product by its number and day, where it is a document elsewhere.",
                                max_length=200,
                            ),
                        ),
                        (
                            "answer",
                            models.TextField(blank=True, help_text="What the keeper of the plan answered."),
                        ),
                        ("answered_at", models.DateTimeField(null=True)),
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
                            "duty",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reports",
                                to="plans.duty",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-at", "-id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("percent__isnull", True), ("percent__lte", 100), _connector="OR"
                                ),
                                name="report_percent_at_most_100",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DutyFile",
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
                            "role",
                            models.CharField(choices=motcua.plans.enums.FileRole.choices, max_length=10),
                        ),
                        ("name", models.CharField(max_length=200)),
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
                            "duty",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="files",
                                to="plans.duty",
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
                        (
                            "report",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="files",
                                to="plans.progressreport",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ReminderSetting",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("in_force", django.contrib.postgres.fields.ranges.DateRangeField()),
                        (
                            "days_before",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.PositiveSmallIntegerField(), size=None
                            ),
                        ),
                        (
                            "repeat_days",
                            models.PositiveSmallIntegerField(help_text="How often a late duty is recalled."),
                        ),
                        (
                            "escalate_days",
                            models.PositiveSmallIntegerField(
                                help_text="After how many days late the heads are told."
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
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reminder_settings",
                                to="organisations.agency",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                expressions=[("owner", "="), ("in_force", "&&")],
                                name="one_reminder_setting_at_a_time",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Target",
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
                        ("position", models.PositiveIntegerField()),
                        ("number", models.DecimalField(decimal_places=2, max_digits=14)),
                        ("unit", models.CharField(max_length=60)),
                        (
                            "direction",
                            models.CharField(choices=motcua.plans.enums.Direction.choices, max_length=10),
                        ),
                        (
                            "commitment",
                            models.CharField(choices=motcua.plans.enums.Commitment.choices, max_length=8),
                        ),
                        ("measures", models.TextField()),
                        ("text", models.TextField(blank=True, help_text="The sentence it stands in.")),
                        ("section", models.CharField(blank=True, max_length=60)),
                        (
                            "source",
                            models.CharField(
                                blank=True, choices=motcua.plans.enums.ItemSource.choices, max_length=8
                            ),
                        ),
                        ("place", models.JSONField(default=dict)),
                        ("indicator", models.CharField(blank=True, max_length=60)),
                        ("is_checked", models.BooleanField(default=False)),
                        (
                            "version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="targets",
                                to="plans.planversion",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["position"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("indicator", ""), _negated=True),
                                fields=["indicator"],
                                name="plan_target_indicator",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                                fields=("version", "position"),
                                name="plan_target_position_once",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Task",
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
                        ("position", models.PositiveIntegerField(default=0)),
                        ("number", models.CharField(blank=True, max_length=20)),
                        ("group", models.CharField(blank=True, max_length=500)),
                        ("content", models.TextField()),
                        ("product", models.TextField(blank=True)),
                        ("submitted_to", models.CharField(blank=True, max_length=300)),
                        ("term", models.JSONField()),
                        (
                            "event_on",
                            models.DateField(
                                help_text="When the event came after which the term counts.", null=True
                            ),
                        ),
                        ("indicator", models.CharField(blank=True, max_length=60)),
                        ("target_number", models.DecimalField(decimal_places=2, max_digits=14, null=True)),
                        (
                            "status",
                            models.CharField(
                                choices=motcua.plans.enums.TaskStatus.choices,
                                default=motcua.plans.enums.TaskStatus["OPEN"],
                                max_length=10,
                            ),
                        ),
                        ("opened_at", models.DateTimeField()),
                        ("ended_at", models.DateTimeField(null=True)),
                        ("folded", models.TextField()),
                        ("is_sample", models.BooleanField(default=False)),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="tasks_given",
                                to="organisations.agency",
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="tasks",
                                to="plans.plan",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["plan", "position"], name="plan_task_plan"),
                            models.Index(fields=["owner", "status"], name="plan_task_owner"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("ended_at__isnull", True),
                                        ("status", motcua.plans.enums.TaskStatus["OPEN"]),
                                    ),
                                    models.Q(
                                        models.Q(
                                            ("status", motcua.plans.enums.TaskStatus["OPEN"]), _negated=True
                                        ),
                                        ("ended_at__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="ended_task_says_when",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="InspectionFinding",
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
                        ("position", models.PositiveSmallIntegerField()),
                        ("content", models.TextField()),
                        ("basis", models.CharField(max_length=300)),
                        ("remedy", models.TextField(blank=True)),
                        ("product", models.CharField(blank=True, max_length=300)),
                        ("due_on", models.DateField(null=True)),
                        (
                            "inspection",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="findings",
                                to="plans.inspection",
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="plans.checklistitem",
                            ),
                        ),
                        (
                            "task",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="finding",
                                to="plans.task",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["position"],
                        "constraints": [
                            models.UniqueConstraint(
                                deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                                fields=("inspection", "position"),
                                name="inspection_finding_position_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("remedy", ""), ("due_on__isnull", False), _connector="OR"
                                ),
                                name="remedy_has_a_term",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TaskPartner",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="tasks_with_others",
                                to="organisations.agency",
                            ),
                        ),
                        (
                            "task",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="partners",
                                to="plans.task",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("task", "agency"), name="task_partner_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="UnitAlias",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=300)),
                        ("folded", models.CharField(max_length=300)),
                        (
                            "group",
                            models.CharField(
                                blank=True, choices=motcua.plans.enums.UnitGroup.choices, max_length=24
                            ),
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
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="unit_aliases",
                                to="organisations.agency",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("owner", "folded"), name="unit_alias_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("agency__isnull", False), ("group", "")),
                                    models.Q(
                                        ("agency__isnull", True), models.Q(("group", ""), _negated=True)
                                    ),
                                    _connector="OR",
                                ),
                                name="unit_alias_means_one_thing",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ActivityCount",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "measure",
                            models.CharField(
                                choices=motcua.plans.enums.ActivityMeasure.choices, max_length=14
                            ),
                        ),
                        (
                            "channel",
                            models.CharField(choices=motcua.plans.enums.Channel.choices, max_length=14),
                        ),
                        ("value", models.PositiveIntegerField()),
                        ("counted_on", models.DateField()),
                        (
                            "activity",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="counts",
                                to="plans.activity",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("activity", "measure", "channel"), name="activity_count_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CalendarFeed",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("digest", models.CharField(max_length=64, unique=True)),
                        ("made_at", models.DateTimeField()),
                        ("ended_at", models.DateTimeField(null=True)),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="calendar_feeds",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "unit",
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
                            models.UniqueConstraint(
                                condition=models.Q(("ended_at__isnull", True)),
                                fields=("person", "unit"),
                                name="one_feed_of_each",
                                nulls_distinct=False,
                            )
                        ],
                    },
                ),
            ],
        ),
    ]
