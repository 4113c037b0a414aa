"""Surveys: what is asked, among whom, who was drawn, and what was said.

Who was asked and what was said are kept apart on purpose: no column, identifier or instant of an answer leads to the
person, and of the person only is kept whether they answered.
"""

from __future__ import annotations

from typing import ClassVar
from uuid import uuid4

from django.contrib.postgres.fields import ArrayField, DateRangeField
from django.db import models
from django.db.models import F, Q

from motcua.accounts.models import Person
from motcua.feedback.enums.surveys import Population, SurveyChannel, SurveyStatus, SurveySubject
from motcua.kernel.models import Entity
from motcua.organisations.models import Agency


class Questionnaire(Entity):
    """What an office asks again and again, known by its title; what it asks is in its versions."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="questionnaires")
    title = models.CharField(max_length=300)
    subject = models.CharField(max_length=16, choices=SurveySubject.choices)
    is_sample = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agency", "title"], name="questionnaire_once")
        ]

    def __str__(self) -> str:
        return self.title


class QuestionnaireVersion(Entity):
    """What a questionnaire asks from a publication on; published ones are frozen by a trigger."""

    questionnaire = models.ForeignKey(Questionnaire, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    content = models.JSONField(help_text="See rules.surveys.questionnaires.")
    prepared_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["questionnaire", "number"], name="questionnaire_version_once"),
            models.UniqueConstraint(
                fields=["questionnaire"],
                condition=Q(published_at__isnull=True),
                name="one_questionnaire_draft",
            ),
        ]


class Survey(Entity):
    """One asking: with which questionnaire, when, among whom, drawn by which number.

    `seed` with the members' strata and keys gives the same draw again, for whoever doubts it.
    """

    code = models.CharField(max_length=20, unique=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="surveys")
    version = models.ForeignKey(QuestionnaireVersion, on_delete=models.PROTECT, related_name="surveys")
    title = models.CharField(max_length=300)
    year = models.PositiveSmallIntegerField()
    period = DateRangeField(help_text="The days in which people may answer.")
    population = models.CharField(max_length=10, choices=Population.choices)
    served = DateRangeField(
        null=True, help_text="When the dossiers were delivered whose applicants are asked."
    )
    wanted = models.PositiveIntegerField(default=0)
    least = models.PositiveIntegerField(default=0, help_text="How many of each stratum at least.")
    twice_share = models.PositiveSmallIntegerField(
        default=10, help_text="Percent of the paper sheets that a second person types as well."
    )
    seed = models.CharField(max_length=64, blank=True)
    seed_source = models.CharField(max_length=200, blank=True)
    draws = models.PositiveSmallIntegerField(default=0)
    drawn_at = models.DateTimeField(null=True)
    sheets = models.PositiveIntegerField(default=0, help_text="Highest number of a printed sheet.")
    status = models.CharField(max_length=10, choices=SurveyStatus.choices, default=SurveyStatus.PREPARING)
    created_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    closing_note = models.TextField(blank=True)
    is_sample = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(twice_share__lte=100), name="survey_twice_at_most_100"),
            models.CheckConstraint(
                condition=Q(status=SurveyStatus.PREPARING) | Q(opened_at__isnull=False),
                name="survey_opened_when",
            ),
            models.CheckConstraint(
                condition=~Q(status=SurveyStatus.CLOSED) | Q(closed_at__isnull=False),
                name="survey_closed_when",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["agency", "-created_at"], name="survey_of_agency")]

    def __str__(self) -> str:
        return self.title


class SurveyStratum(models.Model):
    """A part of those who are asked: one school, or one kind of people of a school; and how many of it are drawn."""

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="strata")
    key = models.CharField(max_length=60)
    unit_name = models.CharField(max_length=250)
    respondents = models.CharField(max_length=80, blank=True, help_text="Parents, pupils.")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="+")
    size = models.PositiveIntegerField(null=True, help_text="How many people; None: nobody knows.")
    quota = models.PositiveIntegerField(default=0)
    sort_key = models.CharField(max_length=1400)

    class Meta:
        ordering: ClassVar = ["sort_key", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["survey", "key"], name="survey_stratum_once"),
            models.CheckConstraint(
                condition=Q(size__isnull=True) | Q(quota__lte=F("size")), name="survey_quota_within_size"
            ),
        ]

    @property
    def label(self) -> str:
        """The stratum in words."""
        return f"{self.unit_name} – {self.respondents}" if self.respondents else self.unit_name


class SurveyMember(Entity):
    """Somebody who may be asked. `key` names them in the draw; how to reach them is wiped when the survey closes.

    Of their answer only is kept that there is one.
    """

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="members")
    stratum = models.ForeignKey(SurveyStratum, on_delete=models.CASCADE, related_name="members")
    key = models.CharField(max_length=80)
    name = models.CharField(max_length=250, blank=True)
    email = models.CharField(max_length=254, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    ticket = models.CharField(max_length=64, blank=True)
    place = models.PositiveIntegerField(null=True)
    is_drawn = models.BooleanField(default=False)
    token_digest = models.CharField(max_length=64, null=True, unique=True)
    invited_at = models.DateTimeField(null=True)
    reminders = models.PositiveSmallIntegerField(default=0)
    is_answered = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["stratum", "key"], name="survey_member_once"),
            models.CheckConstraint(
                condition=Q(token_digest__isnull=True) | Q(is_drawn=True),
                name="only_drawn_members_have_a_token",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["survey", "is_drawn"], name="survey_member_drawn")]


class SurveyDraft(models.Model):
    """Answers not sent yet, found only with the token itself: nothing else leads from here to a member."""

    key = models.CharField(max_length=64, primary_key=True)
    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="drafts")
    chosen = models.JSONField(default=dict)
    words = models.JSONField(default=dict)


class SurveyResponse(models.Model):
    """What one person said. The identifier is random and an online answer keeps no day, so that neither an order nor a
    moment tells who it was: members are reminded on days, which would else be compared."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="responses")
    stratum = models.ForeignKey(SurveyStratum, on_delete=models.PROTECT, related_name="responses")
    chosen = models.JSONField()
    channel = models.CharField(max_length=8, choices=SurveyChannel.choices)
    on = models.DateField(null=True, help_text="The day on which a paper sheet was typed.")
    sheet = models.PositiveIntegerField(null=True, help_text="The number of the paper sheet.")
    entered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["survey", "sheet"], name="survey_sheet_once"),
            models.CheckConstraint(
                condition=Q(
                    channel=SurveyChannel.ONLINE, entered_by__isnull=True, sheet__isnull=True, on__isnull=True
                )
                | (~Q(channel=SurveyChannel.ONLINE) & Q(on__isnull=False)),
                name="online_answers_are_nobodys",
            ),
        ]


class SecondTyping(models.Model):
    """A sheet typed again by somebody else; settled when both agree or somebody looked at the sheet once more."""

    response = models.OneToOneField(
        SurveyResponse, on_delete=models.CASCADE, primary_key=True, related_name="second"
    )
    chosen = models.JSONField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    differences = models.PositiveSmallIntegerField()
    is_settled = models.BooleanField()


class SurveyVerbatim(models.Model):
    """One answer in own words, and the themes it was found to speak of."""

    response = models.ForeignKey(SurveyResponse, on_delete=models.CASCADE, related_name="verbatims")
    question = models.CharField(max_length=40)
    text = models.TextField()
    themes = ArrayField(models.CharField(max_length=40), default=list)
    coded_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["response", "question"], name="survey_verbatim_once"),
        ]


class SurveyTheme(models.Model):
    """An entry of the code book of a questionnaire: what answers in own words speak of."""

    questionnaire = models.ForeignKey(Questionnaire, on_delete=models.CASCADE, related_name="themes")
    code = models.CharField(max_length=40)
    label = models.CharField(max_length=120)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering: ClassVar = ["position", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["questionnaire", "code"], name="survey_theme_once"),
        ]


class SurveyTally(models.Model):
    """What a closed survey counted for one item in one stratum: answers on the scale, satisfied ones. For measures."""

    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="tallies")
    stratum = models.ForeignKey(SurveyStratum, on_delete=models.PROTECT, related_name="+")
    item = models.CharField(max_length=40)
    answered = models.PositiveIntegerField()
    satisfied = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["stratum", "item"], name="survey_tally_once"),
            models.CheckConstraint(condition=Q(satisfied__lte=F("answered")), name="survey_tally_share"),
        ]
