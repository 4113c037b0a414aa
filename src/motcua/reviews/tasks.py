"""What this room does by itself."""

from __future__ import annotations

from datetime import datetime, timedelta

from motcua.jobs.rules.work import every
from motcua.reviews.actions.rounds.reminding import remind_of_reviews


@every(timedelta(hours=1))
def remind(at: datetime) -> None:
    """Units hear of reviews that come near or are late, keepers of what stays late or seems carried out."""
    remind_of_reviews(at=at)
