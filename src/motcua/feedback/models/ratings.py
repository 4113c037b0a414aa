"""Ratings of dossiers: what was said, by which ticket, from which kiosk, what looked doubtful."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from motcua.accounts.models import Person
from motcua.dossiers.models import Dossier
from motcua.feedback.enums.ratings import Pattern, RatingReview, RatingWay, SummaryKind
from motcua.kernel.models import Entity
from motcua.organisations.models import Agency


class RatingTicket(models.Model):
    """Who holds this may rate one dossier once, without an account: by a signed link, or by the code at a kiosk."""

    dossier = models.OneToOneField(
        Dossier, on_delete=models.PROTECT, primary_key=True, related_name="rating_ticket"
    )
    code = models.CharField(max_length=9, unique=True)
    issued_at = models.DateTimeField()


class Kiosk(Entity):
    """A device at a desk on which the public rates: known by a secret of its own, from pairing until it is ended."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    pairing_digest = models.CharField(max_length=64, blank=True)
    pairing_until = models.DateTimeField(null=True)
    token_digest = models.CharField(max_length=64, blank=True)
    registered_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    registered_at = models.DateTimeField()
    paired_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["token_digest"], condition=~Q(token_digest=""), name="kiosk_has_its_own_token"
            ),
            models.UniqueConstraint(
                fields=["pairing_digest"],
                condition=~Q(pairing_digest=""),
                name="kiosk_has_its_own_pairing_code",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["agency"], name="kiosk_agency")]

    def __str__(self) -> str:
        return self.name


class Rating(models.Model):
    """How content an applicant is with how one dossier was resolved: 1 (not at all) to 5 (very), said once.

    A rating with `flagged_at` is counted apart until a person accepts it. Which network it came from is kept as a
    digest of one day.
    """

    dossier = models.OneToOneField(Dossier, on_delete=models.PROTECT, primary_key=True, related_name="rating")
    score = models.PositiveSmallIntegerField()
    comment = models.TextField(blank=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    way = models.CharField(max_length=10, choices=RatingWay.choices, default=RatingWay.ACCOUNT)
    form = models.CharField(
        max_length=20, blank=True, help_text="Which questionnaire; empty: the score alone."
    )
    kiosk = models.ForeignKey(Kiosk, on_delete=models.PROTECT, null=True, related_name="+")
    place_digest = models.CharField(max_length=64, blank=True)
    flagged_at = models.DateTimeField(null=True)
    review = models.CharField(max_length=12, choices=RatingReview.choices, blank=True)
    review_note = models.CharField(max_length=500, blank=True)
    reviewed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    reviewed_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(score__gte=1, score__lte=5), name="rating_from_1_to_5"),
            models.CheckConstraint(
                condition=Q(flagged_at__isnull=True, review="")
                | Q(flagged_at__isnull=False, review=RatingReview.WAITING, reviewed_at__isnull=True)
                | Q(
                    flagged_at__isnull=False,
                    review__in=[RatingReview.ACCEPTED, RatingReview.SET_ASIDE],
                    reviewed_at__isnull=False,
                ),
                name="rating_is_reviewed_when_flagged",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["at"], name="rating_at"),
            models.Index(fields=["place_digest", "at"], condition=~Q(place_digest=""), name="rating_place"),
            models.Index(fields=["review", "at"], condition=~Q(review=""), name="rating_review"),
        ]


class RatingAnswer(models.Model):
    """What was answered to one of the contents."""

    rating = models.ForeignKey(Rating, on_delete=models.CASCADE, related_name="answers")
    content = models.CharField(max_length=20)
    choice = models.CharField(max_length=20)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["rating", "content"], name="rating_answers_a_content_once"),
        ]


class RatingFlag(models.Model):
    """One pattern for which a rating is looked at."""

    rating = models.ForeignKey(Rating, on_delete=models.CASCADE, related_name="flags")
    pattern = models.CharField(max_length=24, choices=Pattern.choices)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["rating", "pattern"], name="rating_flag_once"),
        ]


class RatingSummary(Entity):
    """What ratings said of an agency in a quarter or year, as it was published; a further one replaces it."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=SummaryKind.choices)
    year = models.PositiveSmallIntegerField()
    quarter = models.PositiveSmallIntegerField(default=0, help_text="1 to 4; 0 of a year.")
    number = models.PositiveSmallIntegerField(default=1)
    figures = models.JSONField()
    published_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["agency", "year", "quarter", "number"], name="rating_summary_numbered"
            ),
            models.CheckConstraint(
                condition=Q(kind=SummaryKind.YEAR, quarter=0)
                | Q(kind=SummaryKind.QUARTER, quarter__gte=1, quarter__lte=4),
                name="rating_summary_has_its_quarter",
            ),
        ]
