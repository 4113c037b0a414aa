"""What a played year came to, counted from the dossiers themselves."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime, time
from typing import Any

from django.db.models import Count, Q

from motcua.deadlines.enums import Standing
from motcua.dossiers.enums import Door, Status
from motcua.dossiers.models import Dossier
from motcua.kernel.clock import VIETNAM
from motcua.kernel.periods import Period
from motcua.organisations.models import Agency
from motcua.simulation.plan import Target, whole_year


def counted(*, department: Agency, year: int, window: Period | None = None) -> Target:
    """The counts of the year, or of the window played instead, at a department; one query.

    Received: lodged in the year and not before. Carried over: lodged before and not ended when the year began.
    """
    played = window or whole_year(year)
    assert played.end is not None
    start, end = _midnight(played.start), _midnight(played.end)
    new = Q(submitted_at__gte=start)
    over = Q(submitted_at__lt=start) & (Q(finished_at__isnull=True) | Q(finished_at__gte=start))
    ended = Q(finished_at__gte=start, finished_at__lt=end)
    resolved = ended & Q(status=Status.RESOLVED)
    rows = Dossier.objects.filter(competent=department, submitted_at__lt=end)
    found: dict[str, Any] = rows.aggregate(
        received_online=Count("id", filter=new & Q(door=Door.ONLINE)),
        received_direct=Count("id", filter=new & ~Q(door=Door.ONLINE)),
        carried_over=Count("id", filter=over),
        resolved_early=Count("id", filter=resolved & Q(standing=Standing.EARLY)),
        resolved_on_time=Count("id", filter=resolved & Q(standing=Standing.ON_TIME)),
        resolved_late=Count("id", filter=resolved & Q(standing=Standing.OVERDUE)),
        pending=Count("id", filter=(new | over) & (Q(finished_at__isnull=True) | Q(finished_at__gte=end))),
        withdrawn=Count("id", filter=ended & Q(status=Status.WITHDRAWN)),
        stopped=Count("id", filter=ended & Q(status=Status.STOPPED)),
        not_accepted=Count("id", filter=ended & Q(status=Status.NOT_ACCEPTED)),
    )
    return Target(**found)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(0), VIETNAM)


def differences(wanted: Target, found: Target) -> dict[str, tuple[int, int]]:
    """Where the year differs from what was wanted: name, wanted, found; empty when it is as wanted."""
    asked, got = asdict(wanted), asdict(found)
    return {name: (asked[name], got[name]) for name in asked if asked[name] != got[name]}
