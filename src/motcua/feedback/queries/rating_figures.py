"""What ratings say together: of agencies, over a time, as far as they count. Small numbers are left to the rules."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db.models import Case, Count, DateField, F, Min, Q, QuerySet, When
from django.db.models.functions import TruncMonth

from motcua.accounts.models import Person
from motcua.catalogue.enums import VersionState
from motcua.catalogue.models import ProcedureVersion
from motcua.dossiers.enums import DeliveryStatus
from motcua.dossiers.models import Dossier
from motcua.feedback.enums.ratings import Pattern, RatingReview
from motcua.feedback.models import Rating, RatingAnswer
from motcua.feedback.queries.rating_work import worked_on_by
from motcua.feedback.rules.ratings.contents import CONTENT_FROM
from motcua.feedback.rules.ratings.figures import AnswerCell, Cell, Figures, Sum
from motcua.feedback.rules.ratings.periods import midnight
from motcua.feedback.rules.ratings.showing import without_identity
from motcua.feedback.rules.ratings.telling import months_ended
from motcua.kernel.clock import VIETNAM, local_day
from motcua.kernel.periods import Period
from motcua.organisations.models import Agency

# What counts: nothing looked doubtful, or a person found that it was the applicant's.
COUNTS = Q(flagged_at__isnull=True) | Q(review=RatingReview.ACCEPTED)
# From when on it counts. Counted back into a month that was told before, what a person accepts would tell them what it
# says.
_COUNTED_FROM = Case(When(flagged_at__isnull=True, then=F("at")), default=F("reviewed_at"))
_MOST_COMMENTS = 200


@dataclass(frozen=True, slots=True)
class Scope:
    """Ratings of dossiers that these agencies are competent for, given since and before the instants."""

    agency_ids: frozenset[UUID]
    since: datetime
    until: datetime

    @property
    def every(self) -> QuerySet[Rating]:
        """All of them, also those that do not count."""
        return Rating.objects.filter(
            dossier__competent__in=self.agency_ids, at__gte=self.since, at__lt=self.until
        )

    @property
    def counted(self) -> QuerySet[Any]:
        """Those that count, each with its `month`. What of them may be told is for `figures_of` to say."""
        rows = Rating.objects.filter(COUNTS, dossier__competent__in=self.agency_ids)
        rows = rows.annotate(counted_from=_COUNTED_FROM, month=_month("counted_from"))
        return rows.filter(counted_from__gte=self.since, counted_from__lt=self.until)

    @property
    def months(self) -> Period | None:
        """The whole months between the instants."""
        first, end = local_day(self.since), local_day(self.until)
        return months_ended(Period(first, end)) if first < end else None


@dataclass(frozen=True, slots=True)
class Totals:
    """How many ratings may be told, by score; how many are kept apart; how many results were handed over meanwhile."""

    by_score: Mapping[int, int]
    waiting: int
    set_aside: int
    delivered: int

    @property
    def number(self) -> int:
        """How many ratings are told."""
        return sum(self.by_score.values())

    @property
    def content(self) -> int:
        """How many of them are content or very content."""
        return sum(number for score, number in self.by_score.items() if score >= CONTENT_FROM)


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a table: how many ratings, how many content."""

    key: str
    label: str
    number: int
    content: int


@dataclass(frozen=True, slots=True)
class Comment:
    """Words of somebody, with nothing that tells who: the month, where enough people rated in it, and the words without
    numbers and names."""

    month: datetime | None
    score: int
    text: str


def _month(instant: str | Case) -> TruncMonth:
    """The first day of the month in Vietnam, as a day."""
    return TruncMonth(instant, tzinfo=VIETNAM, output_field=DateField())


def figures_of(scope: Scope) -> Figures:
    """What was said, and what of it may be told; two queries."""
    said = scope.counted.values("dossier__competent", "month", "dossier__procedure", "score")
    rows = said.annotate(number=Count("pk")).values_list(
        "dossier__competent", "month", "dossier__procedure", "score", "number"
    )
    answered = RatingAnswer.objects.filter(rating__in=scope.counted.values("pk")).annotate(
        month=_month(
            Case(
                When(rating__flagged_at__isnull=True, then=F("rating__at")), default=F("rating__reviewed_at")
            )
        )
    )
    answers = answered.values("rating__dossier__competent", "month", "content", "choice")
    counted = answers.annotate(number=Count("pk")).values_list(
        "rating__dossier__competent", "month", "content", "choice", "number"
    )
    return Figures(
        cells=[
            Cell(str(body), month, str(procedure), score, number)
            for body, month, procedure, score, number in rows
        ],
        answers=[
            AnswerCell(str(body), month, content, choice, number)
            for body, month, content, choice, number in counted
        ],
        window=scope.months,
    )


def totals_of(scope: Scope, figures: Figures) -> Totals:
    """The sums; two queries."""
    reviews = dict(
        scope.every.exclude(COUNTS)
        .values("review")
        .annotate(number=Count("pk"))
        .values_list("review", "number")
    )
    delivered = Dossier.objects.filter(
        competent__in=scope.agency_ids,
        delivery=DeliveryStatus.DELIVERED,
        delivered_at__gte=scope.since,
        delivered_at__lt=scope.until,
    )
    return Totals(
        by_score=figures.by_score,
        waiting=reviews.get(RatingReview.WAITING, 0),
        set_aside=reviews.get(RatingReview.SET_ASIDE, 0),
        delivered=delivered.count(),
    )


def by_agency(figures: Figures) -> list[Line]:
    """One line an agency, the most rated first; one query."""
    sums = figures.by_body()
    names = dict(Agency.objects.filter(pk__in=sums).values_list("pk", "short_name"))
    return _lines(sums, {str(pk): name for pk, name in names.items()})


def by_procedure(figures: Figures) -> list[Line]:
    """One line a procedure, the most rated first; one query."""
    sums = figures.by_procedure()
    return _lines(sums, {str(pk): name for pk, name in _names([UUID(key) for key in sums]).items()})


def by_month(figures: Figures) -> list[Line]:
    """One line a month of Vietnam's calendar, in order; months of which nothing may be told are left out."""
    return [
        Line(f"{month:%Y-%m}", f"{month:%m/%Y}", each.number, each.content)
        for month, each in sorted(figures.by_month().items())
    ]


def comments_of(scope: Scope, figures: Figures, *, reader: Person) -> tuple[list[Comment], int]:
    """Words of the ratings that may be told, without those about dossiers on which the reader worked, and how many
    those are.

    Within a month they stand in an order that tells nothing; those of months that are not told by themselves come last,
    without it. At most two hundred of the latest.
    """
    told = figures.months_of(figures.window) if figures.window else {}
    said = scope.counted.exclude(comment="").filter(_of(told))
    own = said.filter(worked_on_by(reader)).count()
    rows = said.exclude(worked_on_by(reader)).order_by("-counted_from")
    alone = set(figures.alone())
    found = [
        (midnight(month) if (str(body), month) in alone else None, pk, score, text)
        for pk, body, month, score, text in rows.values_list(
            "pk", "dossier__competent", "month", "score", "comment"
        )[:_MOST_COMMENTS]
    ]
    found.sort(
        key=lambda row: (-row[0].timestamp() if row[0] else 0.0, sha256(str(row[1]).encode()).digest())
    )
    return [Comment(month, score, without_identity(text)) for month, _pk, score, text in found], own


def _of(told: Mapping[str, frozenset[date]]) -> Q:
    """Ratings of these months of these bodies."""
    bodies: defaultdict[frozenset[date], list[str]] = defaultdict(list)
    for body, months in told.items():
        bodies[months].append(body)
    found = Q(pk__in=())
    for months, those in bodies.items():
        if months:
            found |= Q(dossier__competent__in=those, month__in=months)
    return found


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A flagged rating, told by one of its flags: which patterns, what was decided; not whose dossier it is."""

    flag_id: int
    at: datetime
    way: str
    agency: str
    score: int
    patterns: Sequence[Pattern]
    review: RatingReview
    note: str
    reviewed_by: str
    reviewed_at: datetime | None


def doubtful_of(
    agency_ids: Collection[UUID], *, reader: Person, waiting: bool, after: int | None, size: int
) -> list[Doubtful]:
    """Flagged ratings of the agencies, the latest first, on from the flag `after`; those of the reader's own work are
    for others. Two queries."""
    rows = Rating.objects.filter(dossier__competent__in=agency_ids, flagged_at__isnull=False)
    rows = rows.filter(review=RatingReview.WAITING) if waiting else rows.exclude(review=RatingReview.WAITING)
    rows = rows.exclude(worked_on_by(reader)).annotate(first_flag=Min("flags"))
    if after is not None:
        rows = rows.filter(first_flag__lt=after)
    found = rows.select_related("dossier__competent", "reviewed_by", "kiosk").prefetch_related("flags")
    return [_doubtful(row) for row in found.order_by("-first_flag")[:size]]


def find_doubtful(flag_id: int, *, reader: Person) -> Doubtful | None:
    """The flagged rating of which this is a flag; None where it is of the reader's own work."""
    rows = Rating.objects.filter(flags__pk=flag_id).exclude(worked_on_by(reader))
    row = rows.select_related("dossier__competent", "reviewed_by", "kiosk").prefetch_related("flags").first()
    return None if row is None else _doubtful(row)


def _doubtful(row: Rating) -> Doubtful:
    flags = sorted(row.flags.all(), key=lambda flag: flag.pk)
    return Doubtful(
        flag_id=flags[0].pk,
        at=row.at,
        way=row.get_way_display() + (f", {row.kiosk.name}" if row.kiosk else ""),
        agency=row.dossier.competent.short_name,
        score=row.score,
        patterns=[Pattern(flag.pattern) for flag in flags],
        review=RatingReview(row.review),
        note=row.review_note,
        reviewed_by=row.reviewed_by.full_name if row.reviewed_by else "",
        reviewed_at=row.reviewed_at,
    )


def _names(procedure_ids: Sequence[UUID]) -> dict[UUID, str]:
    """What each procedure is called now, or was called last."""
    rows = ProcedureVersion.objects.filter(procedure__in=procedure_ids, state=VersionState.PROMULGATED)
    return dict(rows.order_by("in_force").values_list("procedure", "name"))


def _lines(sums: Mapping[str, Sum], names: Mapping[str, str]) -> list[Line]:
    found = [Line(key, names.get(key, ""), each.number, each.content) for key, each in sums.items()]
    return sorted(found, key=lambda line: (-line.number, line.label, line.key))
