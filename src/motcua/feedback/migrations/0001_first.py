import uuid

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import motcua.accounts.enums
import motcua.catalogue.enums
import motcua.deadlines.enums
import motcua.feedback.enums.abuse
import motcua.feedback.enums.dialogues
import motcua.feedback.enums.feedback
import motcua.feedback.enums.hotlines
import motcua.feedback.enums.ratings
import motcua.feedback.enums.surveys
import motcua.kernel.ids
import motcua.kernel.migrations._together


class Migration(migrations.Migration):
    replaces = [
        ("feedback", "0001_rate_dossiers"),
        ("feedback", "0002_count_who_passes_a_gate"),
        ("feedback", "0003_keep_what_people_say"),
        ("feedback", "0005_let_anybody_rate_by_ticket"),
        ("feedback", "0006_ask_and_count_surveys"),
        ("feedback", "0007_meet_people_and_answer_calls"),
        ("feedback", "0008_online_answers_keep_no_day"),
    ]

    initial = True

    dependencies = [
        ("accounts", "0001_first"),
        ("catalogue", "0001_first"),
        ("documents", "0001_keep_files_and_signed_papers"),
        ("dossiers", "0001_first"),
        ("kernel", "0001_journal"),
        ("organisations", "0001_first"),
    ]

    operations = [
        motcua.kernel.migrations._together.CreateTogether(
            models=[
                migrations.CreateModel(
                    name="RatingTicket",
                    fields=[
                        (
                            "dossier",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="rating_ticket",
                                serialize=False,
                                to="dossiers.dossier",
                            ),
                        ),
                        ("code", models.CharField(max_length=9, unique=True)),
                        ("issued_at", models.DateTimeField()),
                    ],
                ),
                migrations.CreateModel(
                    name="SurveyResponse",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("chosen", models.JSONField()),
                        (
                            "channel",
                            models.CharField(
                                choices=motcua.feedback.enums.surveys.SurveyChannel.choices, max_length=8
                            ),
                        ),
                        (
                            "on",
                            models.DateField(
                                help_text="The day on which a paper sheet was typed.", null=True
                            ),
                        ),
                        (
                            "sheet",
                            models.PositiveIntegerField(
                                help_text="The number of the paper sheet.", null=True
                            ),
                        ),
                        (
                            "entered_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "survey",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="responses",
                                to="feedback.survey",
                            ),
                        ),
                        (
                            "stratum",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="responses",
                                to="feedback.surveystratum",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("channel", motcua.feedback.enums.surveys.SurveyChannel["ONLINE"]),
                                        ("entered_by__isnull", True),
                                        ("on__isnull", True),
                                        ("sheet__isnull", True),
                                    ),
                                    models.Q(
                                        models.Q(
                                            (
                                                "channel",
                                                motcua.feedback.enums.surveys.SurveyChannel["ONLINE"],
                                            ),
                                            _negated=True,
                                        ),
                                        ("on__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="online_answers_are_nobodys",
                            ),
                            models.UniqueConstraint(fields=("survey", "sheet"), name="survey_sheet_once"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Survey",
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
                        ("code", models.CharField(max_length=20, unique=True)),
                        ("title", models.CharField(max_length=300)),
                        ("year", models.PositiveSmallIntegerField()),
                        (
                            "period",
                            django.contrib.postgres.fields.ranges.DateRangeField(
                                help_text="The days in which people may answer."
                            ),
                        ),
                        (
                            "population",
                            models.CharField(
                                choices=motcua.feedback.enums.surveys.Population.choices, max_length=10
                            ),
                        ),
                        (
                            "served",
                            django.contrib.postgres.fields.ranges.DateRangeField(
                                help_text="When the dossiers were delivered whose applicants are asked.",
                                null=True,
                            ),
                        ),
                        ("wanted", models.PositiveIntegerField(default=0)),
                        (
                            "least",
                            models.PositiveIntegerField(
                                default=0, help_text="How many of each stratum at least."
                            ),
                        ),
                        (
                            "twice_share",
                            models.PositiveSmallIntegerField(
                                default=10,
                                help_text="Percent of the paper sheets that a second person types as well.",
                            ),
                        ),
                        ("seed", models.CharField(blank=True, max_length=64)),
                        ("seed_source", models.CharField(blank=True, max_length=200)),
                        ("draws", models.PositiveSmallIntegerField(default=0)),
                        ("drawn_at", models.DateTimeField(null=True)),
                        (
                            "sheets",
                            models.PositiveIntegerField(
                                default=0, help_text="Highest number of a printed sheet."
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=motcua.feedback.enums.surveys.SurveyStatus.choices,
                                default=motcua.feedback.enums.surveys.SurveyStatus["PREPARING"],
                                max_length=10,
                            ),
                        ),
                        ("created_at", models.DateTimeField()),
                        ("opened_at", models.DateTimeField(null=True)),
                        ("closed_at", models.DateTimeField(null=True)),
                        ("closing_note", models.TextField(blank=True)),
                        ("is_sample", models.BooleanField(default=False)),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="surveys",
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
                            "version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="surveys",
                                to="feedback.questionnaireversion",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["agency", "-created_at"], name="survey_of_agency")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("twice_share__lte", 100)), name="survey_twice_at_most_100"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("status", motcua.feedback.enums.surveys.SurveyStatus["PREPARING"]),
                                    ("opened_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="survey_opened_when",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("status", motcua.feedback.enums.surveys.SurveyStatus["CLOSED"]),
                                        _negated=True,
                                    ),
                                    ("closed_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="survey_closed_when",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DialogueConference",
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
                        ("topic", models.CharField(max_length=300)),
                        ("audience", models.CharField(max_length=300)),
                        ("about", models.TextField(blank=True)),
                        ("starts_at", models.DateTimeField()),
                        ("ended_at", models.DateTimeField(null=True)),
                        ("place", models.CharField(max_length=300)),
                        ("link", models.URLField(blank=True, max_length=500)),
                        ("call", django.contrib.postgres.fields.ranges.DateRangeField()),
                        (
                            "status",
                            models.CharField(
                                choices=motcua.feedback.enums.dialogues.ConferenceStatus.choices,
                                default=motcua.feedback.enums.dialogues.ConferenceStatus["PREPARED"],
                                max_length=10,
                            ),
                        ),
                        ("chair", models.CharField(blank=True, max_length=200)),
                        ("secretary", models.CharField(blank=True, max_length=200)),
                        ("citizens", models.PositiveIntegerField(default=0)),
                        ("enterprises", models.PositiveIntegerField(default=0)),
                        ("bodies", models.PositiveIntegerField(default=0)),
                        ("conclusion", models.TextField(blank=True)),
                        ("announced_at", models.DateTimeField(null=True)),
                        ("concluded_at", models.DateTimeField(null=True)),
                        ("cancelled_for", models.CharField(blank=True, max_length=300)),
                        ("created_at", models.DateTimeField()),
                        ("revision", models.PositiveIntegerField(default=1)),
                        ("folded", models.TextField()),
                        ("is_sample", models.BooleanField(default=False)),
                        (
                            "agency",
                            models.ForeignKey(
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
                            models.Index(fields=["agency", "-starts_at", "-id"], name="conference_of_agency"),
                            models.Index(fields=["status", "-starts_at", "-id"], name="conference_status"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        (
                                            "status__in",
                                            [
                                                motcua.feedback.enums.dialogues.ConferenceStatus["HELD"],
                                                motcua.feedback.enums.dialogues.ConferenceStatus["CONCLUDED"],
                                            ],
                                        ),
                                        _negated=True,
                                    ),
                                    ("ended_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="held_conference_has_ended",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        (
                                            "status",
                                            motcua.feedback.enums.dialogues.ConferenceStatus["CONCLUDED"],
                                        ),
                                        _negated=True,
                                    ),
                                    ("concluded_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="concluded_conference_says_when",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("call__isempty", False),
                                    ("call__lower_inf", False),
                                    ("call__upper_inf", False),
                                ),
                                name="conference_calls_for_some_days",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DialogueQuestion",
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
                        ("at", models.DateTimeField()),
                        (
                            "asked_when",
                            models.CharField(
                                choices=motcua.feedback.enums.dialogues.AskedWhen.choices, max_length=6
                            ),
                        ),
                        (
                            "channel",
                            models.CharField(
                                choices=motcua.feedback.enums.dialogues.QuestionChannel.choices, max_length=6
                            ),
                        ),
                        (
                            "party",
                            models.CharField(choices=motcua.accounts.enums.PartyKind.choices, max_length=20),
                        ),
                        ("name", models.CharField(blank=True, max_length=200)),
                        ("contact", models.CharField(blank=True, max_length=120)),
                        ("text", models.TextField()),
                        ("theme", models.CharField(blank=True, max_length=120)),
                        ("answer_by", models.DateField(null=True)),
                        ("answer", models.TextField(blank=True)),
                        ("answered_at", models.DateTimeField(null=True)),
                        ("public_text", models.TextField(blank=True)),
                        ("approved_at", models.DateTimeField(null=True)),
                        ("sent_back_for", models.CharField(blank=True, max_length=500)),
                        ("published_at", models.DateTimeField(null=True)),
                        (
                            "status",
                            models.CharField(
                                choices=motcua.feedback.enums.dialogues.QuestionStatus.choices,
                                default=motcua.feedback.enums.dialogues.QuestionStatus["RECEIVED"],
                                max_length=10,
                            ),
                        ),
                        (
                            "aside_for",
                            models.CharField(
                                blank=True,
                                choices=motcua.feedback.enums.dialogues.AsideReason.choices,
                                max_length=10,
                            ),
                        ),
                        ("aside_note", models.CharField(blank=True, max_length=500)),
                        ("revision", models.PositiveIntegerField(default=1)),
                        (
                            "folded",
                            models.TextField(blank=True, help_text="Of what is public, for searching."),
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
                            "approved_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "conference",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="questions",
                                to="feedback.dialogueconference",
                            ),
                        ),
                        (
                            "duplicate_of",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="duplicates",
                                to="feedback.dialoguequestion",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
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
                        "indexes": [models.Index(fields=["unit", "status"], name="dialogue_question_unit")],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("conference", "number"), name="dialogue_question_number"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "status__in",
                                        [
                                            motcua.feedback.enums.dialogues.QuestionStatus["RECEIVED"],
                                            motcua.feedback.enums.dialogues.QuestionStatus["SET_ASIDE"],
                                        ],
                                    ),
                                    ("unit__isnull", False),
                                    _connector="OR",
                                ),
                                name="question_on_its_way_has_unit",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        (
                                            "status__in",
                                            [
                                                motcua.feedback.enums.dialogues.QuestionStatus["APPROVED"],
                                                motcua.feedback.enums.dialogues.QuestionStatus["PUBLISHED"],
                                            ],
                                        ),
                                        _negated=True,
                                    ),
                                    models.Q(
                                        ("approved_at__isnull", False),
                                        ("approved_by__isnull", False),
                                        models.Q(("public_text", ""), _negated=True),
                                        models.Q(("answer", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="approved_question_is_whole",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("published_at__isnull", False),
                                        (
                                            "status",
                                            motcua.feedback.enums.dialogues.QuestionStatus["PUBLISHED"],
                                        ),
                                    ),
                                    models.Q(
                                        models.Q(
                                            (
                                                "status",
                                                motcua.feedback.enums.dialogues.QuestionStatus["PUBLISHED"],
                                            ),
                                            _negated=True,
                                        ),
                                        ("published_at__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="published_question_says_when",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("status", motcua.feedback.enums.dialogues.QuestionStatus["SET_ASIDE"]),
                                    ("aside_for", ""),
                                    _connector="XOR",
                                ),
                                name="question_set_aside_says_why",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Feedback",
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
                        ("code", models.CharField(max_length=20, unique=True)),
                        ("secret_digest", models.CharField(max_length=64)),
                        (
                            "submission_key",
                            models.UUIDField(
                                help_text="One sending, one row, however often sent.", unique=True
                            ),
                        ),
                        ("book_year", models.PositiveSmallIntegerField()),
                        (
                            "book_number",
                            models.PositiveIntegerField(
                                help_text="Its number in the register of where it was received."
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=motcua.feedback.enums.feedback.Kind.choices, max_length=10
                            ),
                        ),
                        (
                            "subject",
                            models.CharField(
                                choices=motcua.feedback.enums.feedback.Subject.choices, max_length=10
                            ),
                        ),
                        (
                            "content",
                            models.CharField(
                                blank=True,
                                choices=motcua.feedback.enums.feedback.Content.choices,
                                max_length=2,
                            ),
                        ),
                        (
                            "channel",
                            models.CharField(
                                choices=motcua.feedback.enums.feedback.Channel.choices, max_length=14
                            ),
                        ),
                        (
                            "outside_code",
                            models.CharField(
                                blank=True, help_text="Its code where it came from.", max_length=60
                            ),
                        ),
                        ("title", models.CharField(max_length=200)),
                        ("body", models.TextField()),
                        (
                            "sender_kind",
                            models.CharField(
                                choices=motcua.feedback.enums.feedback.SenderKind.choices, max_length=12
                            ),
                        ),
                        ("sender_name", models.CharField(blank=True, max_length=250)),
                        ("sender_address", models.CharField(blank=True, max_length=300)),
                        ("sender_phone", models.CharField(blank=True, max_length=20)),
                        ("sender_email", models.EmailField(blank=True, max_length=254)),
                        (
                            "constituent",
                            models.CharField(
                                blank=True, choices=motcua.catalogue.enums.Constituent.choices, max_length=20
                            ),
                        ),
                        (
                            "about_text",
                            models.CharField(
                                blank=True, help_text="Whom or what it is about, in words.", max_length=300
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=motcua.feedback.enums.feedback.State.choices, max_length=20
                            ),
                        ),
                        ("revision", models.PositiveIntegerField(default=0)),
                        ("sent_at", models.DateTimeField()),
                        ("clock_from", models.DateTimeField()),
                        ("accepted_at", models.DateTimeField(null=True)),
                        ("answered_at", models.DateTimeField(null=True)),
                        ("published_at", models.DateTimeField(null=True)),
                        ("ended_at", models.DateTimeField(null=True)),
                        ("due_at", models.DateTimeField(null=True)),
                        ("act_by", models.DateTimeField(null=True)),
                        (
                            "late_terms",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=motcua.feedback.enums.feedback.Term.choices, max_length=20
                                ),
                                default=list,
                                size=None,
                            ),
                        ),
                        (
                            "reject_reason",
                            models.CharField(
                                blank=True,
                                choices=motcua.feedback.enums.feedback.RejectReason.choices,
                                max_length=20,
                            ),
                        ),
                        (
                            "end_note",
                            models.TextField(
                                blank=True,
                                help_text="What the sender was told at the end, or on withdrawing.",
                            ),
                        ),
                        (
                            "withheld_reason",
                            models.TextField(blank=True, help_text="Why the answer is not made public."),
                        ),
                        (
                            "recognised",
                            models.CharField(
                                blank=True,
                                choices=motcua.feedback.enums.feedback.Recognised.choices,
                                max_length=14,
                            ),
                        ),
                        ("spam_score", models.PositiveSmallIntegerField(default=0)),
                        ("spam_signs", models.JSONField(default=list)),
                        (
                            "hidden_as",
                            models.CharField(
                                blank=True,
                                choices=motcua.feedback.enums.feedback.ModerationKind.choices,
                                max_length=10,
                            ),
                        ),
                        (
                            "contentment",
                            models.CharField(
                                blank=True,
                                choices=motcua.feedback.enums.feedback.Contentment.choices,
                                max_length=12,
                            ),
                        ),
                        ("is_sample", models.BooleanField(default=False)),
                        (
                            "folded",
                            models.TextField(
                                help_text="Title and body for comparing; names of senders are not in it."
                            ),
                        ),
                        (
                            "about_agency",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.agency",
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
                            "dossier",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="dossiers.dossier",
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
                            "procedure",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="catalogue.procedure",
                            ),
                        ),
                        (
                            "received_at_agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.agency",
                            ),
                        ),
                        (
                            "registered_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "repeat_of",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="repeats",
                                to="feedback.feedback",
                            ),
                        ),
                        (
                            "sender",
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
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.agency",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(
                                    (
                                        "state__in",
                                        [
                                            motcua.feedback.enums.feedback.State["ANSWERED"],
                                            motcua.feedback.enums.feedback.State["PROCESSING"],
                                            motcua.feedback.enums.feedback.State["REOPENED"],
                                            motcua.feedback.enums.feedback.State["WAITING_INTAKE"],
                                            motcua.feedback.enums.feedback.State["WAITING_PUBLICATION"],
                                            motcua.feedback.enums.feedback.State["WAITING_SUPPLEMENT"],
                                        ],
                                    )
                                ),
                                fields=["agency", "act_by", "id"],
                                name="feedback_open",
                            ),
                            models.Index(fields=["agency", "-sent_at", "-id"], name="feedback_agency"),
                            models.Index(fields=["procedure", "-sent_at"], name="feedback_procedure"),
                            models.Index(
                                condition=models.Q(("dossier__isnull", False)),
                                fields=["dossier"],
                                name="feedback_dossier",
                            ),
                            models.Index(fields=["sender", "-sent_at"], name="feedback_sender"),
                            models.Index(fields=["holder", "act_by"], name="feedback_holder"),
                            models.Index(fields=["sent_at"], name="feedback_sent"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("received_at_agency", "book_year", "book_number"),
                                name="feedback_number_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        (
                                            "sender_kind",
                                            motcua.feedback.enums.feedback.SenderKind["ANONYMOUS"],
                                        ),
                                        _negated=True,
                                    ),
                                    models.Q(
                                        ("sender__isnull", True),
                                        ("sender_address", ""),
                                        ("sender_email", ""),
                                        ("sender_name", ""),
                                        ("sender_phone", ""),
                                    ),
                                    _connector="OR",
                                ),
                                name="anonymous_feedback_names_nobody",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        (
                                            "state__in",
                                            [
                                                motcua.feedback.enums.feedback.State["REJECTED"],
                                                motcua.feedback.enums.feedback.State["RETURNED"],
                                                motcua.feedback.enums.feedback.State["TRANSFERRED"],
                                                motcua.feedback.enums.feedback.State["WITHDRAWN"],
                                            ],
                                        ),
                                        _negated=True,
                                    ),
                                    ("ended_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="ended_feedback_has_its_moment",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        (
                                            "state__in",
                                            [
                                                motcua.feedback.enums.feedback.State["ANSWERED"],
                                                motcua.feedback.enums.feedback.State["WAITING_PUBLICATION"],
                                                motcua.feedback.enums.feedback.State["PUBLISHED"],
                                            ],
                                        ),
                                        _negated=True,
                                    ),
                                    ("answered_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="answered_feedback_has_its_moment",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("repeat_of", models.F("id")), _negated=True),
                                name="feedback_repeats_another",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FeedbackFile",
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
                            "is_of_office",
                            models.BooleanField(
                                default=False, help_text="Attached by the office, not by the sender."
                            ),
                        ),
                        ("added_at", models.DateTimeField()),
                        (
                            "feedback",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="files",
                                to="feedback.feedback",
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
                    name="FeedbackObject",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "named",
                            models.CharField(
                                choices=motcua.feedback.enums.feedback.Named.choices, max_length=12
                            ),
                        ),
                        (
                            "feedback",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="objects_of",
                                to="feedback.feedback",
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
                            models.Index(fields=["person", "feedback"], name="feedback_object_person")
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("feedback", "person"), name="feedback_object_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FollowUp",
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
                                choices=motcua.feedback.enums.feedback.FollowUpKind.choices, max_length=12
                            ),
                        ),
                        ("subject_id", models.UUIDField(help_text="The review item or the inspection.")),
                        ("reason", models.TextField()),
                        ("at", models.DateTimeField()),
                        ("told_at", models.DateTimeField(null=True)),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "feedback",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="follow_ups",
                                to="feedback.feedback",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["kind", "subject_id"], name="follow_up_subject")],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("feedback", "kind", "subject_id"), name="follow_up_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="GatePassage",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "gate",
                            models.CharField(choices=motcua.feedback.enums.abuse.Gate.choices, max_length=20),
                        ),
                        ("network", models.CharField(max_length=64)),
                        ("account", models.CharField(blank=True, max_length=64)),
                        ("nonce", models.CharField(blank=True, max_length=32)),
                        ("at", models.DateTimeField()),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["gate", "network", "at"], name="gate_passage_network"),
                            models.Index(fields=["gate", "account", "at"], name="gate_passage_account"),
                            models.Index(fields=["at"], name="gate_passage_at"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("nonce", ""), _negated=True),
                                fields=("nonce",),
                                name="form_passes_once",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HotlineNumber",
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
                        ("phone", models.CharField(max_length=20)),
                        ("name", models.CharField(max_length=120)),
                        ("title", models.CharField(blank=True, max_length=200)),
                        ("hours", models.CharField(max_length=200)),
                        ("about", models.CharField(blank=True, max_length=200)),
                        ("in_force", django.contrib.postgres.fields.ranges.DateRangeField()),
                        ("position", models.PositiveSmallIntegerField(default=1)),
                        ("added_at", models.DateTimeField()),
                        ("is_sample", models.BooleanField(default=False)),
                        (
                            "added_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="hotline_numbers",
                                to="organisations.agency",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                expressions=[("agency", "="), ("phone", "="), ("in_force", "&&")],
                                name="hotline_number_once_at_a_time",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("in_force__isempty", False), ("in_force__lower_inf", False)
                                ),
                                name="hotline_number_held_some_days",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HotlineEntry",
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
                        ("called_at", models.DateTimeField()),
                        ("entered_at", models.DateTimeField()),
                        ("caller", models.CharField(blank=True, max_length=200)),
                        ("contact", models.CharField(blank=True, max_length=120)),
                        ("text", models.TextField()),
                        (
                            "outcome",
                            models.CharField(
                                choices=motcua.feedback.enums.hotlines.CallOutcome.choices, max_length=10
                            ),
                        ),
                        ("said", models.TextField(blank=True, help_text="What the caller was told.")),
                        ("answer_by", models.DateField(null=True)),
                        ("settled_at", models.DateTimeField(null=True)),
                        ("settled_note", models.TextField(blank=True)),
                        ("folded", models.TextField()),
                        ("is_sample", models.BooleanField(default=False)),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.agency",
                            ),
                        ),
                        (
                            "feedback",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="hotline_entry",
                                to="feedback.feedback",
                            ),
                        ),
                        (
                            "settled_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "taken_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
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
                        (
                            "line",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="entries",
                                to="feedback.hotlinenumber",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["agency", "-called_at", "-id"], name="hotline_entry_agency"),
                            models.Index(fields=["unit", "settled_at"], name="hotline_entry_unit"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("outcome", motcua.feedback.enums.hotlines.CallOutcome["PASSED_ON"]),
                                        _negated=True,
                                    ),
                                    ("unit__isnull", False),
                                    _connector="OR",
                                ),
                                name="call_passed_on_to_somebody",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("outcome", motcua.feedback.enums.hotlines.CallOutcome["GUIDED"]),
                                        _negated=True,
                                    ),
                                    models.Q(("said", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="guided_call_says_how",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Kiosk",
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
                        ("pairing_digest", models.CharField(blank=True, max_length=64)),
                        ("pairing_until", models.DateTimeField(null=True)),
                        ("token_digest", models.CharField(blank=True, max_length=64)),
                        ("registered_at", models.DateTimeField()),
                        ("paired_at", models.DateTimeField(null=True)),
                        ("ended_at", models.DateTimeField(null=True)),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.agency",
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
                    ],
                    options={
                        "indexes": [models.Index(fields=["agency"], name="kiosk_agency")],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("token_digest", ""), _negated=True),
                                fields=("token_digest",),
                                name="kiosk_has_its_own_token",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("pairing_digest", ""), _negated=True),
                                fields=("pairing_digest",),
                                name="kiosk_has_its_own_pairing_code",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Moderation",
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
                                choices=motcua.feedback.enums.feedback.ModerationKind.choices, max_length=10
                            ),
                        ),
                        ("reason", models.TextField()),
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
                            "feedback",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="moderations",
                                to="feedback.feedback",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="OpinionAsked",
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
                        ("due_at", models.DateTimeField(null=True)),
                        ("opinion", models.TextField(blank=True)),
                        ("given_at", models.DateTimeField(null=True)),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.agency",
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
                            "feedback",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="opinions",
                                to="feedback.feedback",
                            ),
                        ),
                        (
                            "given_by",
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
                        "indexes": [
                            models.Index(
                                condition=models.Q(("given_at__isnull", True)),
                                fields=["person"],
                                name="opinion_of_person",
                            ),
                            models.Index(
                                condition=models.Q(("given_at__isnull", True)),
                                fields=["agency"],
                                name="opinion_of_agency",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OwnTerm",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "term",
                            models.CharField(
                                choices=motcua.feedback.enums.feedback.Term.choices, max_length=20
                            ),
                        ),
                        ("amount", models.DecimalField(decimal_places=2, max_digits=7)),
                        (
                            "unit",
                            models.CharField(choices=motcua.deadlines.enums.LimitUnit.choices, max_length=14),
                        ),
                        ("basis", models.CharField(max_length=250)),
                        ("in_force", django.contrib.postgres.fields.ranges.DateRangeField()),
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
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                expressions=[("agency", "="), ("term", "="), ("in_force", "&&")],
                                name="own_term_once_at_a_time",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("basis", ""), _negated=True), name="own_term_has_basis"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PublishedText",
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
                        ("title", models.CharField(max_length=200)),
                        ("question", models.TextField()),
                        ("answer", models.TextField()),
                        (
                            "removed",
                            models.JSONField(
                                default=dict, help_text="How many of each kind of personal data were removed."
                            ),
                        ),
                        ("confirmed_at", models.DateTimeField()),
                        ("published_at", models.DateTimeField(null=True)),
                        ("taken_down_at", models.DateTimeField(null=True)),
                        ("taken_down_why", models.TextField(blank=True)),
                        ("folded", models.TextField()),
                        (
                            "confirmed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "feedback",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="published_texts",
                                to="feedback.feedback",
                            ),
                        ),
                        (
                            "published_by",
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
                                condition=models.Q(
                                    ("published_at__isnull", False), ("taken_down_at__isnull", True)
                                ),
                                fields=["-published_at", "-id"],
                                name="published_text_shown",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(
                                    ("published_at__isnull", False), ("taken_down_at__isnull", True)
                                ),
                                fields=("feedback",),
                                name="one_text_shown",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(
                                    ("published_at__isnull", True), ("taken_down_at__isnull", True)
                                ),
                                fields=("feedback",),
                                name="one_text_waits",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Questionnaire",
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
                            "subject",
                            models.CharField(
                                choices=motcua.feedback.enums.surveys.SurveySubject.choices, max_length=16
                            ),
                        ),
                        ("is_sample", models.BooleanField(default=False)),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="questionnaires",
                                to="organisations.agency",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("agency", "title"), name="questionnaire_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="QuestionnaireVersion",
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
                        ("content", models.JSONField(help_text="See rules.surveys.questionnaires.")),
                        ("prepared_at", models.DateTimeField()),
                        ("published_at", models.DateTimeField(null=True)),
                        ("revision", models.PositiveIntegerField(default=1)),
                        (
                            "prepared_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "questionnaire",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="versions",
                                to="feedback.questionnaire",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("questionnaire", "number"), name="questionnaire_version_once"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("published_at__isnull", True)),
                                fields=("questionnaire",),
                                name="one_questionnaire_draft",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Rating",
                    fields=[
                        (
                            "dossier",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="rating",
                                serialize=False,
                                to="dossiers.dossier",
                            ),
                        ),
                        ("score", models.PositiveSmallIntegerField()),
                        ("comment", models.TextField(blank=True)),
                        ("at", models.DateTimeField()),
                        (
                            "way",
                            models.CharField(
                                choices=motcua.feedback.enums.ratings.RatingWay.choices,
                                default=motcua.feedback.enums.ratings.RatingWay["ACCOUNT"],
                                max_length=10,
                            ),
                        ),
                        (
                            "form",
                            models.CharField(
                                blank=True,
                                help_text="Which questionnaire; empty: the score alone.",
                                max_length=20,
                            ),
                        ),
                        ("place_digest", models.CharField(blank=True, max_length=64)),
                        ("flagged_at", models.DateTimeField(null=True)),
                        (
                            "review",
                            models.CharField(
                                blank=True,
                                choices=motcua.feedback.enums.ratings.RatingReview.choices,
                                max_length=12,
                            ),
                        ),
                        ("review_note", models.CharField(blank=True, max_length=500)),
                        ("reviewed_at", models.DateTimeField(null=True)),
                        (
                            "kiosk",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="feedback.kiosk",
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
                            "reviewed_by",
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
                            models.Index(fields=["at"], name="rating_at"),
                            models.Index(
                                condition=models.Q(("place_digest", ""), _negated=True),
                                fields=["place_digest", "at"],
                                name="rating_place",
                            ),
                            models.Index(
                                condition=models.Q(("review", ""), _negated=True),
                                fields=["review", "at"],
                                name="rating_review",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("score__gte", 1), ("score__lte", 5)),
                                name="rating_from_1_to_5",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("flagged_at__isnull", True), ("review", "")),
                                    models.Q(
                                        ("flagged_at__isnull", False),
                                        ("review", motcua.feedback.enums.ratings.RatingReview["WAITING"]),
                                        ("reviewed_at__isnull", True),
                                    ),
                                    models.Q(
                                        ("flagged_at__isnull", False),
                                        (
                                            "review__in",
                                            [
                                                motcua.feedback.enums.ratings.RatingReview["ACCEPTED"],
                                                motcua.feedback.enums.ratings.RatingReview["SET_ASIDE"],
                                            ],
                                        ),
                                        ("reviewed_at__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="rating_is_reviewed_when_flagged",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RatingAnswer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("content", models.CharField(max_length=20)),
                        ("choice", models.CharField(max_length=20)),
                        (
                            "rating",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="answers",
                                to="feedback.rating",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("rating", "content"), name="rating_answers_a_content_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RatingFlag",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "pattern",
                            models.CharField(
                                choices=motcua.feedback.enums.ratings.Pattern.choices, max_length=24
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        (
                            "rating",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="flags",
                                to="feedback.rating",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("rating", "pattern"), name="rating_flag_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RatingSummary",
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
                                choices=motcua.feedback.enums.ratings.SummaryKind.choices, max_length=8
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField()),
                        (
                            "quarter",
                            models.PositiveSmallIntegerField(default=0, help_text="1 to 4; 0 of a year."),
                        ),
                        ("number", models.PositiveSmallIntegerField(default=1)),
                        ("figures", models.JSONField()),
                        ("published_at", models.DateTimeField()),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.agency",
                            ),
                        ),
                        (
                            "published_by",
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
                                fields=("agency", "year", "quarter", "number"), name="rating_summary_numbered"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("kind", motcua.feedback.enums.ratings.SummaryKind["YEAR"]),
                                        ("quarter", 0),
                                    ),
                                    models.Q(
                                        ("kind", motcua.feedback.enums.ratings.SummaryKind["QUARTER"]),
                                        ("quarter__gte", 1),
                                        ("quarter__lte", 4),
                                    ),
                                    _connector="OR",
                                ),
                                name="rating_summary_has_its_quarter",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Reply",
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
                        ("number", models.PositiveSmallIntegerField()),
                        (
                            "status",
                            models.CharField(
                                choices=motcua.feedback.enums.feedback.ReplyStatus.choices, max_length=10
                            ),
                        ),
                        ("text", models.TextField()),
                        (
                            "outcome",
                            models.CharField(
                                choices=motcua.feedback.enums.feedback.Outcome.choices, max_length=12
                            ),
                        ),
                        ("legal_basis", models.TextField(blank=True)),
                        ("written_at", models.DateTimeField()),
                        ("submitted_at", models.DateTimeField(null=True)),
                        ("send_back_why", models.TextField(blank=True)),
                        ("approved_at", models.DateTimeField(null=True)),
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
                            "feedback",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="replies",
                                to="feedback.feedback",
                            ),
                        ),
                        (
                            "written_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("feedback", "number"), name="reply_number"),
                            models.UniqueConstraint(
                                condition=models.Q(
                                    ("status", motcua.feedback.enums.feedback.ReplyStatus["APPROVED"]),
                                    _negated=True,
                                ),
                                fields=("feedback",),
                                name="one_reply_in_work",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("status", motcua.feedback.enums.feedback.ReplyStatus["APPROVED"]),
                                        _negated=True,
                                    ),
                                    models.Q(("approved_at__isnull", False), ("approved_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="reply_approved_by_somebody",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Satisfaction",
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
                            "contentment",
                            models.CharField(
                                choices=motcua.feedback.enums.feedback.Contentment.choices, max_length=12
                            ),
                        ),
                        ("comment", models.TextField(blank=True)),
                        ("at", models.DateTimeField()),
                        (
                            "reply",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="satisfaction",
                                to="feedback.reply",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="SecondTyping",
                    fields=[
                        (
                            "response",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                primary_key=True,
                                related_name="second",
                                serialize=False,
                                to="feedback.surveyresponse",
                            ),
                        ),
                        ("chosen", models.JSONField()),
                        ("at", models.DateTimeField()),
                        ("differences", models.PositiveSmallIntegerField()),
                        ("is_settled", models.BooleanField()),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="Supplement",
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
                        ("asked", models.TextField()),
                        ("waited", django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                        ("text", models.TextField(blank=True)),
                        ("answered_at", models.DateTimeField(null=True)),
                        (
                            "asked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "feedback",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="supplements",
                                to="feedback.feedback",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("answered_at__isnull", True)),
                                fields=("feedback",),
                                name="one_open_supplement",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                expressions=[("feedback", "="), ("waited", "&&")],
                                name="supplements_do_not_overlap",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SurveyDraft",
                    fields=[
                        ("key", models.CharField(max_length=64, primary_key=True, serialize=False)),
                        ("chosen", models.JSONField(default=dict)),
                        ("words", models.JSONField(default=dict)),
                        (
                            "survey",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="drafts",
                                to="feedback.survey",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="SurveyStratum",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("key", models.CharField(max_length=60)),
                        ("unit_name", models.CharField(max_length=250)),
                        (
                            "respondents",
                            models.CharField(blank=True, help_text="Parents, pupils.", max_length=80),
                        ),
                        (
                            "size",
                            models.PositiveIntegerField(
                                help_text="How many people; None: nobody knows.", null=True
                            ),
                        ),
                        ("quota", models.PositiveIntegerField(default=0)),
                        ("sort_key", models.CharField(max_length=1400)),
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
                            "survey",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="strata",
                                to="feedback.survey",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["sort_key", "id"],
                        "constraints": [
                            models.UniqueConstraint(fields=("survey", "key"), name="survey_stratum_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("size__isnull", True), ("quota__lte", models.F("size")), _connector="OR"
                                ),
                                name="survey_quota_within_size",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SurveyMember",
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
                        ("key", models.CharField(max_length=80)),
                        ("name", models.CharField(blank=True, max_length=250)),
                        ("email", models.CharField(blank=True, max_length=254)),
                        ("phone", models.CharField(blank=True, max_length=40)),
                        ("ticket", models.CharField(blank=True, max_length=64)),
                        ("place", models.PositiveIntegerField(null=True)),
                        ("is_drawn", models.BooleanField(default=False)),
                        ("token_digest", models.CharField(max_length=64, null=True, unique=True)),
                        ("invited_at", models.DateTimeField(null=True)),
                        ("reminders", models.PositiveSmallIntegerField(default=0)),
                        ("is_answered", models.BooleanField(default=False)),
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
                            "survey",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="members",
                                to="feedback.survey",
                            ),
                        ),
                        (
                            "stratum",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="members",
                                to="feedback.surveystratum",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["survey", "is_drawn"], name="survey_member_drawn")],
                        "constraints": [
                            models.UniqueConstraint(fields=("stratum", "key"), name="survey_member_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("token_digest__isnull", True), ("is_drawn", True), _connector="OR"
                                ),
                                name="only_drawn_members_have_a_token",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SurveyTally",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("item", models.CharField(max_length=40)),
                        ("answered", models.PositiveIntegerField()),
                        ("satisfied", models.PositiveIntegerField()),
                        (
                            "stratum",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="feedback.surveystratum",
                            ),
                        ),
                        (
                            "survey",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="tallies",
                                to="feedback.survey",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("stratum", "item"), name="survey_tally_once"),
                            models.CheckConstraint(
                                condition=models.Q(("satisfied__lte", models.F("answered"))),
                                name="survey_tally_share",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SurveyTheme",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.CharField(max_length=40)),
                        ("label", models.CharField(max_length=120)),
                        ("position", models.PositiveSmallIntegerField()),
                        (
                            "questionnaire",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="themes",
                                to="feedback.questionnaire",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["position", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("questionnaire", "code"), name="survey_theme_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SurveyVerbatim",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("question", models.CharField(max_length=40)),
                        ("text", models.TextField()),
                        (
                            "themes",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40), default=list, size=None
                            ),
                        ),
                        (
                            "coded_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "response",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="verbatims",
                                to="feedback.surveyresponse",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("response", "question"), name="survey_verbatim_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Transfer",
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
                        ("outside", models.CharField(blank=True, max_length=250)),
                        ("reason", models.TextField()),
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
                            "feedback",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="transfers",
                                to="feedback.feedback",
                            ),
                        ),
                        (
                            "giver",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.agency",
                            ),
                        ),
                        (
                            "taker",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.agency",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["feedback", "at"], name="feedback_transfer_at")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("outside", ""), ("taker__isnull", False)),
                                    models.Q(
                                        ("taker__isnull", True), models.Q(("outside", ""), _negated=True)
                                    ),
                                    _connector="OR",
                                ),
                                name="transfer_goes_somewhere",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AnonymousAllowance",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "subject",
                            models.CharField(
                                choices=motcua.feedback.enums.feedback.Subject.choices, max_length=10
                            ),
                        ),
                        ("basis", models.CharField(max_length=250)),
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
                                expressions=[("agency", "="), ("subject", "="), ("in_force", "&&")],
                                name="anonymous_allowance_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("basis", ""), _negated=True),
                                name="anonymous_allowance_has_basis",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="BookNumber",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField()),
                        ("last", models.PositiveIntegerField()),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="organisations.agency",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("agency", "year"), name="feedback_register_once")
                        ],
                    },
                ),
            ],
        ),
    ]
