"""Summaries of ratings: what they are counted from, which are published."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery

from motcua.feedback.models import RatingSummary
from motcua.feedback.queries.rating_figures import Scope, by_procedure, figures_of, totals_of
from motcua.feedback.rules.ratings.periods import Span
from motcua.feedback.rules.ratings.summaries import Counted
from motcua.organisations.models import Agency
from motcua.organisations.queries.agencies import subtree


def counted_of(agency: Agency, span: Span, *, today: date) -> Counted:
    """What ratings of the agency and those below it said in the span."""
    below = frozenset(subtree(agency.pk, today).values_list("pk", flat=True)) | {agency.pk}
    scope = Scope(below, span.since(), span.until(today))
    figures = figures_of(scope)
    totals = totals_of(scope, figures)
    return Counted(
        number=totals.number,
        content=totals.content,
        apart=totals.waiting + totals.set_aside,
        delivered=totals.delivered,
        answers=figures.by_content(),
        procedures=[(line.label, line.number, line.content) for line in by_procedure(figures)],
    )


def published_summaries(agency_ids: frozenset[UUID] | None = None) -> QuerySet[RatingSummary]:
    """The last published of each agency and span, the latest spans first."""
    same = RatingSummary.objects.filter(
        agency=OuterRef("agency"), year=OuterRef("year"), quarter=OuterRef("quarter")
    )
    rows = RatingSummary.objects.filter(number=Subquery(same.order_by("-number").values("number")[:1]))
    if agency_ids is not None:
        rows = rows.filter(agency__in=agency_ids)
    return rows.select_related("agency").order_by("-year", "-quarter", "agency__sort_key", "id")
