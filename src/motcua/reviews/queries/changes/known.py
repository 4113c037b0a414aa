"""What is known beside the procedures: how long dossiers took, whose results are asked for, who could be merged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from motcua.catalogue.enums import OnlineLevel, VersionState
from motcua.catalogue.models import SubmissionMethod
from motcua.deadlines.enums import LimitUnit
from motcua.reviews.enums import Clue
from motcua.reviews.queries.changes.facts import Studied
from motcua.reviews.queries.findings import dossiers
from motcua.reviews.queries.findings.catalogue import catalogue
from motcua.reviews.queries.findings.finding import findings, seen
from motcua.reviews.queries.findings.scope import Scope
from motcua.reviews.rules.changes.evidence import Known, Reason, Waited, reasons_in
from motcua.reviews.rules.changes.facts import INTERNAL, WORKING_DAYS, Neighbour, working_days
from motcua.reviews.rules.findings.finding import Examined
from motcua.reviews.rules.findings.paper_names import is_own_writing, paper_key
from motcua.reviews.rules.findings.thresholds import threshold
from motcua.reviews.rules.findings.use import Stays, Taken, is_seen_on_the_spot

MOST_NEIGHBOURS = 6
FEWEST = Decimal(3)  # dossiers or stays from which on anything is said, as an estimate
SPEAKING = (
    Clue.NO_DOSSIER,
    Clue.SAME_PAPER,
    Clue.PAPER_MISSING,
    Clue.MERGE,
    Clue.FEW_FEES,
    Clue.EXPIRED_BASIS,
    Clue.FULL_ONLINE,
)
_WORKING_SECONDS = 8 * 3600
_SECONDS = 24 * 3600
_BY_CALENDAR = (LimitUnit.CALENDAR_DAY, LimitUnit.MONTH)


def known_of(found: Collection[Studied], scope: Scope) -> dict[UUID, Known]:
    """What is known of each, by version: dossiers of these procedures, and the findings that were not put aside. A
    statement or two for each kind of finding, with the catalogue kept in memory."""
    procedures = [one.version.procedure_id for one in found]
    taken: dict[str, list[Taken]] = defaultdict(list)
    for each in dossiers.taken(scope, least=FEWEST, procedures=procedures):
        taken[each.procedure_id].append(each)
    stays: dict[str, list[Stays]] = defaultdict(list)
    for stay in dossiers.stays(scope, least=FEWEST, procedures=procedures):
        stays[stay.procedure_id].append(stay)
    results, reasons = results_by_asker(scope), _reasons(scope)
    return {
        one.version.pk: _known(
            one,
            taken[str(one.version.procedure_id)],
            stays[str(one.version.procedure_id)],
            results,
            reasons.get(one.facts.code, ()),
            scope,
        )
        for one in found
    }


def _reasons(scope: Scope) -> dict[str, list[Reason]]:
    """What the findings say, but for those that the agency put aside."""
    found = findings(agency_id=scope.agency_id, at=scope.at, clues=SPEAKING)
    shown = seen(found, agency_id=scope.agency_id)
    return reasons_in(one.finding for some in shown.values() for one in some if not one.is_aside)


def _known(
    one: Studied,
    taken: Collection[Taken],
    stays: Collection[Stays],
    results: Mapping[str, Mapping[str, str]],
    reasons: Iterable[Reason],
    scope: Scope,
) -> Known:
    steps = " ".join(f"{step.title} {step.text}" for step in one.content.steps)
    enough = threshold("limit_dossiers", on=scope.on)
    counted = [each for each in taken if each.count >= enough] or taken
    stay_enough = threshold("step_stays", on=scope.on)
    return Known(
        needed_days=max((needed_days(each) for each in counted), default=None),
        dossiers=sum(each.count for each in counted),
        is_few=all(each.count < enough for each in counted),
        steps={
            f"{INTERNAL}{stay.key}": Waited(
                stay.count,
                _days(stay.most),
                _days(stay.half_untouched),
                _days(stay.most_handled),
                stay.count < stay_enough,
            )
            for stay in stays
        },
        results=results.get(one.facts.code, {}),
        is_full_online=one.level is OnlineLevel.FULL,
        is_on_the_spot=is_seen_on_the_spot(steps),
        reasons=tuple(reasons),
    )


def _days(time: timedelta) -> Fraction:
    return Fraction(int(time.total_seconds()), _WORKING_SECONDS)


def needed_days(taken: Taken) -> Fraction:
    """Within how many working days nine of ten dossiers were done; limits by the calendar by the days that passed."""
    if taken.unit in _BY_CALENDAR:
        days = Fraction(int(taken.passed.total_seconds()), _SECONDS)
        return days * WORKING_DAYS[LimitUnit.CALENDAR_DAY]
    return Fraction(int(taken.worked.total_seconds()), _WORKING_SECONDS)


def results_by_asker(scope: Scope) -> dict[str, dict[str, str]]:
    """By the code of who asks: which papers are results of which procedure, by what the paper is."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for edge in catalogue(scope).edges:
        found[edge.asker.code].setdefault(paper_key(edge.paper.name), edge.giver.code)
    return found


def neighbours_of(code: str, scope: Scope) -> list[Neighbour]:
    """The procedures of the same field and authority that share most papers with this one, with their limits; one
    statement, with the catalogue kept in memory."""
    every = catalogue(scope).procedures
    own = next((one for one in every if one.code == code), None)
    if own is None or not own.field:
        return []
    papers = _asked(own)
    shared = [
        (len(papers & _asked(other)), other)
        for other in every
        if other.code != code and other.field == own.field and other.authority == own.authority
    ]
    near = sorted((pair for pair in shared if pair[0]), key=lambda pair: (-pair[0], pair[1].code))
    return _with_limits([other for _count, other in near[:MOST_NEIGHBOURS]], scope)


def _asked(one: Examined) -> frozenset[str]:
    keys = (paper_key(paper.name) for paper in one.papers)
    return frozenset(key for key in keys if key and not is_own_writing(key))


def _with_limits(near: list[Examined], scope: Scope) -> list[Neighbour]:
    methods = SubmissionMethod.objects.filter(
        version__procedure__in=[one.procedure_id for one in near],
        version__state=VersionState.PROMULGATED,
        version__in_force__contains=scope.on,
    ).values_list("version__procedure_id", "limit_amount", "limit_unit")
    days: dict[str, list[Fraction]] = defaultdict(list)
    for procedure, amount, unit in methods:
        limit = working_days(amount, LimitUnit(unit) if unit else None)
        if limit is not None:
            days[str(procedure)].append(limit)
    return [
        Neighbour(one.code, one.name, max(days[one.procedure_id], default=None), _asked(one)) for one in near
    ]
