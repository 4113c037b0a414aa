"""What is known beside the procedures: how long dossiers took, whose results are asked for, who could be merged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from motcua.catalogue.enums import Constituent, OnlineLevel, VersionState
from motcua.catalogue.models import ProcedureVersion, SubmissionMethod
from motcua.catalogue.rules.content import Content
from motcua.deadlines.enums import LimitUnit
from motcua.reviews.enums import Clue
from motcua.reviews.queries.changes.facts import Studied
from motcua.reviews.queries.findings import dossiers
from motcua.reviews.queries.findings.catalogue import catalogue
from motcua.reviews.queries.findings.finding import findings, seen
from motcua.reviews.queries.findings.scope import Scope
from motcua.reviews.rules.changes.content import conditions_of
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
    """The procedures found so alike that they might be one with this one, then those of the same field and authority
    that share most papers with it, with their limits and conditions; two statements, with the catalogue kept in memory.
    What applicants write themselves is the same paper only between procedures found alike."""
    every = catalogue(scope)
    own = next((one for one in every.procedures if one.code == code), None)
    if own is None:
        return []
    alike = _alike(code, scope)
    beside = [one for one in every.procedures if one.code in alike or _stands_beside(own, one)]
    asked = {one.code: _asked(one, all_of_it=one.code in alike) for one in beside}
    shared = {one: len(asked[one] & _asked(own, all_of_it=one in alike)) for one in asked if one != code}
    near = sorted(
        (one for one in beside if shared.get(one.code)),
        key=lambda one: (one.code not in alike, -shared[one.code], one.code),
    )
    return _with_limits(near[:MOST_NEIGHBOURS], asked, scope)


def _alike(code: str, scope: Scope) -> frozenset[str]:
    """The codes of all that were found alike with this procedure, itself among them."""
    groups = (finding.parts for finding in catalogue(scope).merge)
    return next((group for group in groups if code in group), frozenset())


def _stands_beside(own: Examined, other: Examined) -> bool:
    return bool(own.field) and other.field == own.field and other.authority == own.authority


def _asked(one: Examined, *, all_of_it: bool) -> frozenset[str]:
    keys = (paper_key(paper.name) for paper in one.papers)
    return frozenset(key for key in keys if key and (all_of_it or not is_own_writing(key)))


def _with_limits(near: list[Examined], asked: Mapping[str, frozenset[str]], scope: Scope) -> list[Neighbour]:
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
    conditions = _conditions(near, scope)
    return [
        Neighbour(
            one.code,
            one.name,
            max(days[one.procedure_id], default=None),
            asked[one.code],
            conditions.get(one.procedure_id, frozenset()),
        )
        for one in near
    ]


def _conditions(near: list[Examined], scope: Scope) -> dict[str, frozenset[str]]:
    """What the conditions of each of these say, by procedure."""
    said = ProcedureVersion.objects.filter(
        procedure__in=[one.procedure_id for one in near],
        state=VersionState.PROMULGATED,
        in_force__contains=scope.on,
    ).values_list("procedure_id", "requirements", "none_declared")
    return {
        str(procedure): _said_in(requirements, none_declared)
        for procedure, requirements, none_declared in said
    }


def _said_in(requirements: str, none_declared: Iterable[str]) -> frozenset[str]:
    declared = tuple(Constituent(one) for one in none_declared)
    content = Content(name="", requirements=requirements, none_declared=declared)
    return frozenset(part.same_as for part in conditions_of(content))
