"""Publishing what ratings said of an agency in a quarter or year."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.accounts.models import Person
from motcua.feedback.models import RatingSummary
from motcua.feedback.policy.ratings import require_keep
from motcua.feedback.queries.rating_summaries import counted_of
from motcua.feedback.rules.ratings.contents import form_on
from motcua.feedback.rules.ratings.periods import Span
from motcua.feedback.rules.ratings.summaries import summary_figures
from motcua.kernel.actions import Fact, record
from motcua.kernel.clock import local_day
from motcua.kernel.refusals import Refused
from motcua.organisations.models import Agency


def publish_summary(*, agency_id: UUID, span: Span, by: Person, at: datetime) -> RatingSummary:
    """Count the ratings of the span as they stand now and publish them; a further one replaces what was published
    before, which stays kept.

    Basis: NĐ 61/2018 art. 33: results are made public each quarter and year.

    :raises Refused: "keep-surveys-not-allowed", "summary-too-early".
    """
    with transaction.atomic():
        today = local_day(at)
        require_keep(by, agency_id=agency_id, on=today)
        if not span.is_over(today):
            raise Refused(
                "summary-too-early",
                f"Chưa hết {span.label}. Công khai kết quả từ ngày {span.end:%d/%m/%Y}.",
                field="span",
            )
        agency = Agency.objects.select_for_update(of=("self",)).get(pk=agency_id)
        form = form_on(min(today, span.end))
        before = RatingSummary.objects.filter(agency=agency, year=span.year, quarter=span.quarter)
        summary = RatingSummary.objects.create(
            agency=agency,
            kind=span.kind,
            year=span.year,
            quarter=span.quarter,
            number=before.count() + 1,
            figures={"basis": form.basis, **summary_figures(counted_of(agency, span, today=today), form)},
            published_by=by,
            published_at=at,
        )
        payload = {"agency": str(agency.pk), "span": span.key, "number": summary.number}
        record(
            fact=Fact("RatingSummaryPublished", "rating_summary", str(summary.pk), payload),
            actor=by.actor,
            at=at,
        )
    return summary
