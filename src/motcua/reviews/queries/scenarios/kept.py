"""Scenarios of a procedure, and what each would save, counted when asked."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from fractions import Fraction
from uuid import UUID

from django.db.models import Count, Q

from motcua.kernel.refusals import Refused
from motcua.reviews.enums import CutKind
from motcua.reviews.models import Scenario, ScenarioChange
from motcua.reviews.queries.changes.facts import Studied, studied
from motcua.reviews.queries.changes.known import neighbours_of
from motcua.reviews.queries.findings.scope import Scope
from motcua.reviews.rules.changes.applying import Applied, apply
from motcua.reviews.rules.changes.effects import Change
from motcua.reviews.rules.changes.facts import ProcedureFacts
from motcua.reviews.rules.changes.moving import moved

MOST = 12


def scenarios_of(procedure_id: UUID, agency_id: UUID) -> list[Scenario]:
    """The scenarios of a procedure at the agency that were not withdrawn, the newest first, with their changes; two
    queries."""
    found = Scenario.objects.filter(procedure=procedure_id, agency=agency_id, withdrawn_at__isnull=True)
    rows = found.select_related("made_by", "version").prefetch_related("changes")
    return list(rows.order_by("-made_at", "-id")[:MOST])


def counts_of(procedure_ids: Collection[UUID], agency_id: UUID) -> dict[UUID, int]:
    """How many scenarios of each procedure stand at the agency; those without are left out. One query."""
    found = Scenario.objects.filter(procedure__in=procedure_ids, agency=agency_id, withdrawn_at__isnull=True)
    return dict(found.values_list("procedure_id").annotate(count=Count("pk")))


def get_scenario(pk: UUID, *, agencies: Iterable[UUID]) -> Scenario:
    """One scenario of these agencies, withdrawn or not.

    :raises Refused: "scenario-not-found".
    """
    found = Scenario.objects.filter(Q(pk=pk), agency__in=list(agencies))
    scenario = found.select_related("made_by", "version", "procedure", "agency", "withdrawn_by").first()
    if scenario is None:
        raise scenario_not_found()
    return scenario


def scenario_not_found() -> Refused:
    """The refusal for a scenario that is not there."""
    return Refused(
        "scenario-not-found", "Không có phương án thử này. Xem lại danh sách phương án của thủ tục."
    )


def changes_of(scenario: Scenario) -> list[Change]:
    """Its changes as the rules take them; one query, none when they are prefetched."""
    return [as_change(row) for row in scenario.changes.all()]


def changes_for(scenario: Scenario, found: Studied, *, at: datetime) -> list[Change]:
    """Its changes as they are made to this version, which may be a later one than it was tried on.

    :raises Refused: "scenario-other-version".
    """
    changes = changes_of(scenario)
    if scenario.version_id == found.version.pk:
        return changes
    return moved(changes, out_of=facts_for(scenario, at=at), into=found.facts)


def as_change(row: ScenarioChange) -> Change:
    """One kept change as the rules take it."""
    return Change(CutKind(row.kind), row.target, None if row.amount is None else Fraction(row.amount))


def results_of(scenario: Scenario, *, at: datetime) -> Applied:
    """What the scenario would save, with the cost sheet that stands now: before and after in time, cost, papers,
    conditions and trips.

    :raises Refused: as `rules.changes.applying.apply`, where what was kept is no longer possible.
    """
    return apply(facts_for(scenario, at=at), changes_of(scenario))


def facts_for(scenario: Scenario, *, at: datetime) -> ProcedureFacts:
    """The version of the scenario as it can be changed; its neighbours are those of today."""
    scope = Scope(scenario.agency_id, at)
    near = neighbours_of(scenario.procedure.code, scope)
    found = studied([scenario.version_id], scope, neighbours={scenario.version_id: near})
    return found[scenario.version_id].facts
