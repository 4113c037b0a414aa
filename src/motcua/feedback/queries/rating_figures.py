"""What ratings say together: of agencies, over a time, as far as they count. Small numbers are left to the rules."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Min, Q, QuerySet
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
from motcua.feedback.rules.ratings.showing import hidden_rows, without_identity
from motcua.kernel.clock import VIETNAM

# What counts: nothing looked doubtful, or a person found that it was the applicant's.
COUNTS = Q(flagged_at__isnull=True) | Q(review=RatingReview.ACCEPTED)
_CONTENT = Count("pk", filter=Q(score__gte=CONTENT_FROM))
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
    def counted(self) -> QuerySet[Rating]:
        """Those that count."""
        return self.every.filter(COUNTS)


@dataclass(frozen=True, slots=True)
class Totals:
    """How many ratings count, by score; how many are kept apart; how many results were handed over meanwhile."""

    by_score: Mapping[int, int]
    waiting: int
    set_aside: int
    delivered: int

    @property
    def number(self) -> int:
        """How many ratings count."""
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


def totals_of(scope: Scope) -> Totals:
    """The sums; three queries."""
    scores = scope.counted.values("score").annotate(number=Count("pk")).values_list("score", "number")
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
        by_score=dict(scores),
        waiting=reviews.get(RatingReview.WAITING, 0),
        set_aside=reviews.get(RatingReview.SET_ASIDE, 0),
        delivered=delivered.count(),
    )


def by_agency(scope: Scope) -> list[Line]:
    """One line an agency, the most rated first."""
    rows = scope.counted.values(key=F("dossier__competent"), label=F("dossier__competent__short_name"))
    return _lines(rows.annotate(number=Count("pk"), content=_CONTENT).order_by("-number", "label"))


def by_procedure(scope: Scope) -> list[Line]:
    """One line a procedure, the most rated first; two queries."""
    rows = scope.counted.values(key=F("dossier__procedure"))
    found = list(rows.annotate(number=Count("pk"), content=_CONTENT).order_by("-number", "key"))
    names = _names([row["key"] for row in found])
    return _lines([{**row, "label": names.get(row["key"], "")} for row in found])


def by_month(scope: Scope) -> list[Line]:
    """One line a month of Vietnam's calendar, in order; months without ratings are left out."""
    rows = scope.counted.annotate(month=TruncMonth("at", tzinfo=VIETNAM)).values("month")
    found = rows.annotate(number=Count("pk"), content=_CONTENT).order_by("month")
    return _lines(
        [{**row, "key": f"{row['month']:%Y-%m}", "label": f"{row['month']:%m/%Y}"} for row in found]
    )


def answers_of(scope: Scope) -> dict[str, dict[str, int]]:
    """How often each answer was given, by content; one query."""
    rows = RatingAnswer.objects.filter(rating__in=scope.counted).values_list("content", "choice")
    found: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for content, choice, number in rows.annotate(number=Count("pk")):
        found[content][choice] = number
    return dict(found)


def comments_of(scope: Scope, *, reader: Person) -> tuple[list[Comment], int]:
    """Words of the ratings that count, without those about dossiers on which the reader worked, and how many those are.

    Within a month they stand in an order that tells nothing; those of months in which few rated come last, without it.
    At most two hundred of the latest.
    """
    few = hidden_rows({line.key: line.number for line in by_month(scope)})
    said = scope.counted.exclude(comment="")
    own = said.filter(worked_on_by(reader)).count()
    rows = said.exclude(worked_on_by(reader)).order_by("-at").values_list("pk", "at", "score", "comment")
    found = [(_month(at, few), pk, score, text) for pk, at, score, text in rows[:_MOST_COMMENTS]]
    found.sort(
        key=lambda row: (-row[0].timestamp() if row[0] else 0.0, sha256(str(row[1]).encode()).digest())
    )
    return [Comment(month, score, without_identity(text)) for month, _pk, score, text in found], own


def _month(at: datetime, few: Collection[str]) -> datetime | None:
    """The beginning of the month in Vietnam; None where few rated in it."""
    month = at.astimezone(VIETNAM).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    return None if f"{month:%Y-%m}" in few else month


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


def _lines(rows: Any) -> list[Line]:
    return [Line(str(row["key"]), row["label"], row["number"], row["content"]) for row in rows]
