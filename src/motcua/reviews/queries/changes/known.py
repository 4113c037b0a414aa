"""What is known beside the procedures: how long dossiers took, whose results are asked for, who could be merged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from fractions import Fraction
from uuid import UUID

from motcua.catalogue.enums import OnlineLevel, VersionState
from motcua.catalogue.models import SubmissionMethod
from motcua.deadlines.enums import LimitUnit
from motcua.reviews.queries.changes.facts import Studied
from motcua.reviews.queries.findings import dossiers
from motcua.reviews.queries.findings.catalogue import catalogue
from motcua.reviews.queries.findings.scope import Scope
from motcua.reviews.rules.changes.facts import WORKING_DAYS, Neighbour, working_days
from motcua.reviews.rules.changes.proposing import Known
from motcua.reviews.rules.findings.finding import Examined
from motcua.reviews.rules.findings.paper_names import is_own_writing, paper_key
from motcua.reviews.rules.findings.thresholds import threshold
from motcua.reviews.rules.findings.use import Taken, is_seen_on_the_spot

MOST_NEIGHBOURS = 6
_WORKING_SECONDS = 8 * 3600
_SECONDS = 24 * 3600
_BY_CALENDAR = (LimitUnit.CALENDAR_DAY, LimitUnit.MONTH)


def known_of(found: Collection[Studied], scope: Scope) -> dict[UUID, Known]:
    """What is known of each, by version; two statements, with the catalogue kept in memory."""
    least = threshold("limit_dossiers", on=scope.on)
    taken: dict[str, list[Taken]] = defaultdict(list)
    for one in dossiers.taken(scope, least=least):
        taken[one.procedure_id].append(one)
    results = results_by_asker(scope)
    return {one.version.pk: _known(one, taken[str(one.version.procedure_id)], results) for one in found}


def _known(one: Studied, taken: Collection[Taken], results: Mapping[str, Mapping[str, str]]) -> Known:
    steps = " ".join(f"{step.title} {step.text}" for step in one.content.steps)
    return Known(
        needed_days=max((needed_days(each) for each in taken), default=None),
        dossiers=sum(each.count for each in taken),
        results=results.get(one.facts.code, {}),
        is_full_online=one.level is OnlineLevel.FULL,
        is_on_the_spot=is_seen_on_the_spot(steps),
    )


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
