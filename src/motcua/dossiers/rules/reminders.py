"""How near a term is, in the stretches in which people are reminded: within three days, tomorrow, today."""

from __future__ import annotations

from datetime import datetime

from motcua.kernel.clock import local_day


def bucket_of(*, term: datetime, at: datetime) -> tuple[int, int]:
    """Whole days left until the day of the term, and the stretch: 3, 1 or 0. Each stretch is told of once, also when
    nobody looked on its first day."""
    days = max(0, (local_day(term) - local_day(at)).days)
    return days, 0 if days == 0 else 1 if days == 1 else 3
