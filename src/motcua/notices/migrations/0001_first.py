import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import motcua.kernel.ids
import motcua.kernel.migrations._together
import motcua.notices.enums


class Migration(migrations.Migration):
    replaces = [
        ("notices", "0001_tell_people"),
        ("notices", "0002_hand_over_one_by_one"),
        ("notices", "0003_find_what_is_old"),
    ]

    initial = True

    dependencies = [
        ("accounts", "0001_first"),
        ("kernel", "0001_journal"),
    ]

    operations = [
        motcua.kernel.migrations._together.CreateTogether(
            models=[
                migrations.CreateModel(
                    name="Notice",
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
                        ("recipient_key", models.CharField(max_length=260)),
                        ("recipient_name", models.CharField(blank=True, max_length=200)),
                        (
                            "audience",
                            models.CharField(choices=motcua.notices.enums.Audience.choices, max_length=10),
                        ),
                        ("event", models.CharField(max_length=40)),
                        ("subject_kind", models.CharField(max_length=30)),
                        ("subject_id", models.CharField(max_length=60)),
                        ("subject_label", models.CharField(blank=True, max_length=200)),
                        ("dedupe_key", models.CharField(max_length=200)),
                        ("title", models.CharField(max_length=400)),
                        ("body", models.TextField(blank=True)),
                        ("url", models.CharField(blank=True, max_length=300)),
                        ("at", models.DateTimeField()),
                        ("in_bell", models.BooleanField()),
                        ("read_at", models.DateTimeField(null=True)),
                        (
                            "recipient",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="notices",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(("in_bell", True), ("read_at__isnull", True)),
                                fields=["recipient", "at", "id"],
                                name="notice_unread",
                            ),
                            models.Index(
                                condition=models.Q(("in_bell", True)),
                                fields=["recipient", "at", "id"],
                                name="notice_in_bell",
                            ),
                            models.Index(fields=["subject_kind", "subject_id", "at"], name="notice_subject"),
                            django.contrib.postgres.indexes.BrinIndex(fields=["at"], name="notice_at"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("dedupe_key", "audience", "recipient_key"), name="notice_tells_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("in_bell", False), ("recipient__isnull", False), _connector="OR"
                                ),
                                name="notice_bell_has_person",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Delivery",
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
                            "channel",
                            models.CharField(
                                choices=motcua.notices.enums.NoticeChannel.choices, max_length=10
                            ),
                        ),
                        ("address", models.CharField(max_length=254)),
                        ("title", models.CharField(blank=True, max_length=400)),
                        ("text", models.TextField()),
                        (
                            "mode",
                            models.CharField(
                                choices=motcua.notices.enums.DeliveryMode.choices, max_length=10
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=motcua.notices.enums.DeliveryStatus.choices, max_length=12
                            ),
                        ),
                        ("attempts", models.PositiveSmallIntegerField(default=0)),
                        ("written_at", models.DateTimeField()),
                        ("next_attempt_at", models.DateTimeField(null=True)),
                        ("claimed_at", models.DateTimeField(null=True)),
                        ("handed_at", models.DateTimeField(null=True)),
                        ("sent_at", models.DateTimeField(null=True)),
                        ("error", models.CharField(blank=True, max_length=500)),
                        (
                            "notice",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="deliveries",
                                to="notices.notice",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(("status__in", ["waiting", "failed"])),
                                fields=["channel", "next_attempt_at", "id"],
                                name="delivery_open",
                            ),
                            models.Index(
                                condition=models.Q(("status", "sending")),
                                fields=["claimed_at"],
                                name="delivery_claimed",
                            ),
                            models.Index(
                                condition=models.Q(("status", "sent")),
                                fields=["channel", "address", "sent_at"],
                                name="delivery_sent_to",
                            ),
                            models.Index(fields=["written_at", "id"], name="delivery_written"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("notice", "channel"), name="delivery_once_by_channel"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("channel", "bell"), _negated=True),
                                name="delivery_leaves_the_system",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("next_attempt_at__isnull", False),
                                    models.Q(("status__in", ["waiting", "failed"]), _negated=True),
                                    _connector="OR",
                                ),
                                name="delivery_open_has_a_time",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("sent_at__isnull", False),
                                    models.Q(("status", "sent"), _negated=True),
                                    _connector="OR",
                                ),
                                name="delivery_sent_when",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="NoticeTemplate",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("event", models.CharField(max_length=40)),
                        (
                            "audience",
                            models.CharField(choices=motcua.notices.enums.Audience.choices, max_length=10),
                        ),
                        (
                            "channel",
                            models.CharField(
                                choices=motcua.notices.enums.NoticeChannel.choices, max_length=10
                            ),
                        ),
                        ("title", models.CharField(blank=True, max_length=160)),
                        ("body", models.TextField()),
                        ("in_force", django.contrib.postgres.fields.ranges.DateRangeField()),
                        ("is_shipped", models.BooleanField(default=False)),
                    ],
                    options={
                        "constraints": [
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                expressions=[
                                    ("event", "="),
                                    ("audience", "="),
                                    ("channel", "="),
                                    ("in_force", "&&"),
                                ],
                                name="one_notice_template_at_a_time",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Preference",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "group",
                            models.CharField(choices=motcua.notices.enums.EventGroup.choices, max_length=20),
                        ),
                        (
                            "channel",
                            models.CharField(
                                choices=motcua.notices.enums.NoticeChannel.choices, max_length=10
                            ),
                        ),
                        (
                            "mode",
                            models.CharField(
                                choices=motcua.notices.enums.DeliveryMode.choices, max_length=10
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="notice_preferences",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("person", "group", "channel"), name="preference_once"
                            )
                        ],
                    },
                ),
            ],
        ),
    ]
