"""What an act would do to the clock, shown before it is done."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from motcua.deadlines.queries import TermFound, calendar_for_agency, find_legal_term
from motcua.deadlines.rules.calendars import Calendar
from motcua.deadlines.rules.due import Due, Facts, due
from motcua.deadlines.rules.limits import Limit
from motcua.deadlines.rules.pauses import Pause as CountedPause
from motcua.dossiers.enums import Status, Verb
from motcua.dossiers.models import Dossier
from motcua.dossiers.queries.clocks import clock_of, extension_of, pauses_of
from motcua.dossiers.rules.clock import ClockFacts, explained_promise
from motcua.dossiers.rules.supplements import answer_until
from motcua.kernel.clock import local_day

V = Verb
PAUSES = frozenset({V.REQUEST_SUPPLEMENT, V.RETURN_INELIGIBLE, V.REQUIRE_PAYMENT})
RESUMES = frozenset({V.RECEIVE_SUPPLEMENT, V.CONFIRM_PAYMENT})


@dataclass(frozen=True, slots=True)
class ClockPreview:
    """The count as it stands, and as it would stand after an act; either may be None where nothing is counted.

    `answer_by` is by when an applicant would be asked to answer; `after` then supposes an answer in that moment.
    """

    before: Due | None
    after: Due | None
    answer_by: datetime | None = None


def clock_preview(
    dossier: Dossier,
    verb: Verb,
    *,
    at: datetime,
    extension: Limit | None = None,
    term: Limit | None = None,
) -> ClockPreview:
    """What `verb` done now would make of the due instant. `extension` is what an extension adds, `term` what a
    request gives the applicant. Five queries.

    :raises Refused: as `deadlines` for amounts that cannot be counted.
    """
    calendar = calendar_for_agency(dossier.competent.code)
    clock = clock_of(dossier, pauses_of(dossier), extension=extension_of(dossier))
    before = explained_promise(calendar=calendar, clock=clock)
    answer_by = answer_until(calendar=calendar, at=at, term=term) if term is not None else None
    after = _changed(clock, Status(dossier.status), verb, at=at, answer_by=answer_by)
    if extension is not None:
        after = replace(after, extension=extension)
    return ClockPreview(before, explained_promise(calendar=calendar, clock=after), answer_by)


def _changed(
    clock: ClockFacts, status: Status, verb: Verb, *, at: datetime, answer_by: datetime | None
) -> ClockFacts:
    """The facts of the count after the act."""
    if verb is V.ACCEPT_TRANSFER:
        return replace(clock, started_at=at)
    if verb in PAUSES and answer_by is not None:
        pauses = (*clock.pauses, CountedPause(at, answer_by))
        restart = answer_by if verb is V.RETURN_INELIGIBLE else clock.restarted_at
        return replace(clock, pauses=pauses, restarted_at=restart)
    if verb in RESUMES and status is not Status.INTAKE_SUPPLEMENT:
        pauses = tuple(CountedPause(one.start, one.end or at) for one in clock.pauses)
        restart = at if status is Status.RETURNED_INELIGIBLE else clock.restarted_at
        return replace(clock, pauses=pauses, restarted_at=restart)
    return clock


@dataclass(frozen=True, slots=True)
class ReturnTerm:
    """Until when a dossier may be given back as not yet eligible, and by which rule."""

    until: datetime
    rule: TermFound


def return_term(dossier: Dossier, *, calendar: Calendar | None = None) -> ReturnTerm | None:
    """The term of returning the dossier; None before it is counted, or on a day without such a rule."""
    came = dossier.restarted_at or dossier.started_at
    rule = find_legal_term("dossier.return_not_eligible", local_day(came)) if came else None
    if came is None or rule is None:
        return None
    calendar = calendar or calendar_for_agency(dossier.competent.code)
    until = due(calendar=calendar, facts=Facts(came, rule.limit)).due_at
    return ReturnTerm(until, rule) if until is not None else None
