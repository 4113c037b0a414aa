import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import motcua.jobs.enums
import motcua.kernel.ids
import motcua.kernel.migrations._together


class Migration(migrations.Migration):
    replaces = [("jobs", "0001_run_in_background"), ("jobs", "0002_keep_results_for_a_while")]

    initial = True

    dependencies = [
        ("accounts", "0001_first"),
        ("kernel", "0001_journal"),
    ]

    operations = [
        motcua.kernel.migrations._together.CreateTogether(
            models=[
                migrations.CreateModel(
                    name="PeriodicWork",
                    fields=[
                        ("name", models.CharField(max_length=200, primary_key=True, serialize=False)),
                        ("next_at", models.DateTimeField()),
                        ("started_at", models.DateTimeField(null=True)),
                        ("finished_at", models.DateTimeField(null=True)),
                        ("error", models.TextField(blank=True)),
                    ],
                ),
                migrations.CreateModel(
                    name="Job",
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
                        ("kind", models.CharField(max_length=60)),
                        ("title", models.CharField(max_length=200)),
                        ("payload", models.JSONField(default=dict)),
                        (
                            "state",
                            models.CharField(choices=motcua.jobs.enums.JobState.choices, max_length=10),
                        ),
                        ("done", models.PositiveBigIntegerField(default=0)),
                        ("total", models.PositiveBigIntegerField(null=True)),
                        ("message", models.CharField(blank=True, max_length=500)),
                        ("result_name", models.CharField(blank=True, max_length=200)),
                        ("expires_at", models.DateTimeField(null=True)),
                        ("result_url", models.CharField(blank=True, max_length=300)),
                        ("attempts", models.PositiveSmallIntegerField(default=0)),
                        ("queued_at", models.DateTimeField()),
                        ("started_at", models.DateTimeField(null=True)),
                        ("beat_at", models.DateTimeField(null=True)),
                        ("finished_at", models.DateTimeField(null=True)),
                        (
                            "person",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="jobs",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(("state", "waiting")),
                                fields=["queued_at", "id"],
                                name="job_waiting",
                            ),
                            models.Index(
                                condition=models.Q(("state", "running")),
                                fields=["beat_at"],
                                name="job_running",
                            ),
                            models.Index(fields=["person", "queued_at", "id"], name="job_of_person"),
                            models.Index(fields=["finished_at"], name="job_finished"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("finished_at__isnull", False),
                                    ("state__in", ["waiting", "running"]),
                                    _connector="OR",
                                ),
                                name="job_ended_when",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("result_name", ""), ("expires_at__isnull", False), _connector="OR"
                                ),
                                name="job_result_expires",
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]
