"""Ratings of the sample beside those that its history plays: a kiosk to be paired, the results of last quarter."""

from __future__ import annotations

from datetime import datetime

from motcua.accounts.queries import find_person
from motcua.config.sample_bodies import agency_on
from motcua.feedback.actions.kiosks import register_kiosk
from motcua.feedback.actions.rating_summaries import publish_summary
from motcua.feedback.rules.ratings.periods import spans_until
from motcua.kernel.clock import local_day

_HOME, _DESK, _KEEPER = "MAU-SGDDT", "MAU-QUAY", "kiemsoat"


def load_ratings(*, at: datetime) -> None:
    """Register the device of the desk and publish what was said in the last quarter that is over."""
    today, keeper = local_day(at), find_person(_KEEPER)
    assert keeper is not None
    register_kiosk(agency_id=agency_on(_DESK, today).pk, name="Quầy trả kết quả", by=keeper, at=at)
    last = next(span for span in spans_until(today) if span.is_over(today))
    publish_summary(agency_id=agency_on(_HOME, today).pk, span=last, by=keeper, at=at)
