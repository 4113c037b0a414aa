"""The findings at a moment, and what an agency decided about them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from functools import cached_property
from uuid import UUID

from motcua.reviews.enums import Clue
from motcua.reviews.models import FindingDismissal
from motcua.reviews.queries.business import marks
from motcua.reviews.queries.findings import dossiers, procedures
from motcua.reviews.queries.findings.catalogue import Catalogue, catalogue
from motcua.reviews.queries.findings.scope import Scope
from motcua.reviews.rules.findings import law, papers, use
from motcua.reviews.rules.findings.finding import Examined, Finding, PutAside, has_changed, in_order
from motcua.reviews.rules.findings.thresholds import threshold


@dataclass(frozen=True, slots=True)
class Seen:
    """A finding with what the agency decided about it; `is_aside` while that decision stands and the evidence is the
    same."""

    finding: Finding
    dismissal: FindingDismissal | None = None
    is_aside: bool = False


@dataclass
class Evidence:
    """The facts of one asking, each fetched once when first needed."""

    scope: Scope

    @cached_property
    def catalogue(self) -> Catalogue:
        return catalogue(self.scope)

    @property
    def known(self) -> Mapping[str, Examined]:
        return self.catalogue.known

    @cached_property
    def uses(self) -> Mapping[str, use.Use]:
        return dossiers.uses(self.scope)

    def least(self, name: str) -> Decimal:
        return threshold(name, on=self.scope.on)


def findings(
    *, agency_id: UUID | None, at: datetime, clues: Collection[Clue] = tuple(Clue)
) -> dict[Clue, list[Finding]]:
    """What is found at the moment, the weightiest of each kind first: in the catalogue in force and in the dossiers of
    the agency and all below it, or of everybody. A statement or two for each kind, and what they share once."""
    evidence = Evidence(Scope(agency_id, at))
    return {clue: in_order(_FOUND[clue](evidence)) for clue in Clue if clue in set(clues)}


def graph(*, agency_id: UUID | None, at: datetime) -> list[papers.Edge]:
    """Which results of which procedures others ask for as papers."""
    return catalogue(Scope(agency_id, at)).edges


def find_finding(*, clue: Clue, key: str, agency_id: UUID | None, at: datetime) -> Finding | None:
    """The finding of this key, when it still follows from the evidence."""
    [found] = findings(agency_id=agency_id, at=at, clues=[clue]).values()
    return next((finding for finding in found if finding.key == key), None)


def seen(found: Mapping[Clue, list[Finding]], *, agency_id: UUID | None) -> dict[Clue, list[Seen]]:
    """The findings with what the agency decided about each; one statement."""
    standing = {
        (one.clue, one.key): one
        for one in FindingDismissal.objects.filter(
            agency=agency_id, reopened_at__isnull=True, clue__in=list(found)
        ).select_related("by")
    }
    return {
        clue: [_seen(finding, standing.get((clue.value, finding.key))) for finding in some]
        for clue, some in found.items()
    }


def _seen(finding: Finding, dismissal: FindingDismissal | None) -> Seen:
    if dismissal is None:
        return Seen(finding)
    then = PutAside(frozenset(dismissal.parts), dismissal.measure)
    return Seen(finding, dismissal, is_aside=not has_changed(then, finding))


def _no_dossier(asked: Evidence) -> list[Finding]:
    return use.without_dossiers(
        asked.catalogue.procedures,
        asked.uses,
        competent=procedures.competent_codes(asked.scope),
        recorded_since=dossiers.recorded_since(asked.scope),
        years=asked.least("no_dossier_years"),
        on=asked.scope.on,
    )


def _results(asked: Evidence) -> list[Finding]:
    return papers.results_asked(asked.catalogue.edges, {one: each.issued for one, each in asked.uses.items()})


def _missing(asked: Evidence) -> list[Finding]:
    return use.often_missing(
        asked.known,
        dossiers.missing_papers(asked.scope, least=asked.least("missing_dossiers")),
        least=asked.least("missing_dossiers"),
        share=asked.least("missing_share"),
    )


def _waits(asked: Evidence) -> list[Finding]:
    return use.waiting_steps(
        asked.known,
        dossiers.stays(asked.scope, least=asked.least("step_stays")),
        least=asked.least("step_stays"),
        late_share=asked.least("step_late_share"),
        untouched_share=asked.least("step_untouched_share"),
    )


def _limits(asked: Evidence) -> list[Finding]:
    return use.limits_too_long(
        asked.known,
        dossiers.taken(asked.scope, least=asked.least("limit_dossiers")),
        least=asked.least("limit_dossiers"),
        share=asked.least("limit_used_share"),
    )


def _fees(asked: Evidence) -> list[Finding]:
    return use.few_fees(
        asked.known, asked.uses, dossiers=asked.least("fee_dossiers"), share=asked.least("fee_paid_share")
    )


def _online(asked: Evidence) -> list[Finding]:
    fewest = asked.least("online_dossiers")
    used = sorted(one for one, each in asked.uses.items() if each.online and each.count >= fewest)
    return use.online_candidates(
        asked.known,
        asked.uses,
        procedures.offered(asked.scope, used),
        dossiers=fewest,
        share=asked.least("online_share"),
    )


def _business(asked: Evidence) -> list[Finding]:
    """What the catalogue alone shows, unless officers marked otherwise."""
    marked = marks(asked.scope)
    if not marked:
        return asked.catalogue.business
    said = {str(procedure): concerns for procedure, concerns in marked.items()}
    return law.business_set(
        [
            replace(one, is_business=said.get(one.procedure_id, one.is_business))
            for one in asked.catalogue.procedures
        ]
    )


_FOUND: Mapping[Clue, Callable[[Evidence], list[Finding]]] = {
    Clue.NO_DOSSIER: _no_dossier,
    Clue.PAPER_IS_RESULT: _results,
    Clue.PAPER_IN_DATABASE: lambda asked: asked.catalogue.held,
    Clue.SAME_PAPER: lambda asked: asked.catalogue.often,
    Clue.PAPER_MISSING: _missing,
    Clue.STEP_WAITS: _waits,
    Clue.LIMIT_TOO_LONG: _limits,
    Clue.MERGE: lambda asked: asked.catalogue.merge,
    Clue.FEW_FEES: _fees,
    Clue.EXPIRED_BASIS: lambda asked: law.expired_bases(asked.known, procedures.expired(asked.scope)),
    Clue.FULL_ONLINE: _online,
    Clue.BUSINESS: _business,
}
