"""What a dossier's due instant depends on, gathered from its rows; and the count explained day by day."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal

from motcua.deadlines.enums import LimitUnit
from motcua.deadlines.models import WorkingCalendar
from motcua.deadlines.queries import calendar_for, calendar_for_agency
from motcua.deadlines.rules.calendars import Calendar
from motcua.deadlines.rules.due import Due
from motcua.deadlines.rules.limits import Limit
from motcua.deadlines.rules.pauses import Pause as CountedPause
from motcua.deadlines.rules.shipped import NATIONAL
from motcua.dossiers.models import Dossier, Extension, Pause
from motcua.dossiers.rules.clock import ClockFacts, explained_promise


def explained_clock(dossier: Dossier) -> Due | None:
    """Why the dossier is due when it is, each day with its reason; None before counting begins and without a limit.

    Four queries. While it is paused there is no due instant, and the steps end with the pause.
    """
    return explained_promise(calendar=calendar_for_agency(dossier.competent.code), clock=clock_facts(dossier))


def clock_facts(dossier: Dossier) -> ClockFacts:
    """What the due instant depends on, as it stands; two queries."""
    return clock_of(dossier, pauses_of(dossier), extension=extension_of(dossier))


def pauses_of(dossier: Dossier) -> tuple[CountedPause, ...]:
    """The dossier's pauses so far, in order of time, without those that ended in the instant they began."""
    rows = Pause.objects.filter(dossier=dossier, lasted__isempty=False).order_by("lasted")
    return tuple(CountedPause(row.lower, row.upper) for row in rows.values_list("lasted", flat=True))


def clock_of(
    dossier: Dossier, pauses: tuple[CountedPause, ...], *, extension: Limit | None = None
) -> ClockFacts:
    """The same, from pauses and an extension that are known already."""
    return ClockFacts(
        started_at=dossier.started_at,
        limit=limit_of(dossier),
        pauses=tuple(one for one in pauses if dossier.started_at and one.start >= dossier.started_at),
        restarted_at=dossier.restarted_at,
        extension=extension,
        late_receipt_next_day=dossier.late_receipt_next_day,
    )


def limit_of(dossier: Dossier) -> Limit:
    """The legal time that the dossier was promised."""
    return Limit(dossier.limit_amount or Decimal(0), LimitUnit(dossier.limit_unit))


def extension_of(dossier: Dossier) -> Limit | None:
    """By how much the time was extended; None when it was not."""
    if dossier.extended_at is None:
        return None
    row = Extension.objects.filter(dossier=dossier).first()
    return Limit(row.amount, LimitUnit(row.unit)) if row else None


def calendars_of(agency_codes: Collection[str]) -> dict[str, Calendar]:
    """The working calendar of each agency, by its code; one query, and one for each different calendar."""
    own = WorkingCalendar.objects.filter(agency_code__in=set(agency_codes) - {""})
    named = dict(own.values_list("agency_code", "code"))
    wanted = {code: named.get(code, NATIONAL) for code in agency_codes}
    built = {name: calendar_for(name) for name in sorted(set(wanted.values()))}
    return {code: built[name] for code, name in wanted.items()}
