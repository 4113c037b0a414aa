"""What the catalogue alone shows, found once for each state of the catalogue and day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from uuid import UUID

from motcua.catalogue.models import SearchState
from motcua.reviews.queries.findings.procedures import examined
from motcua.reviews.queries.findings.scope import Scope
from motcua.reviews.rules.findings import law, merging, papers
from motcua.reviews.rules.findings.finding import Examined, Finding
from motcua.reviews.rules.findings.thresholds import threshold


@dataclass(frozen=True)
class Catalogue:
    """The procedures in force on a day and what is found in them."""

    procedures: list[Examined]
    on: date

    @cached_property
    def known(self) -> Mapping[str, Examined]:
        """By identifier."""
        return {one.procedure_id: one for one in self.procedures}

    @cached_property
    def edges(self) -> list[papers.Edge]:
        """Which results others ask for as papers."""
        return papers.edges(self.procedures)

    @cached_property
    def held(self) -> list[Finding]:
        """Papers that databases hold."""
        return papers.held_papers(self.procedures)

    @cached_property
    def often(self) -> list[Finding]:
        """Papers that many ask for."""
        return papers.papers_asked_often(
            self.procedures, least=threshold("same_paper_procedures", on=self.on)
        )

    @cached_property
    def merge(self) -> list[Finding]:
        """Procedures that might be one."""
        return merging.merge_candidates(
            self.procedures,
            least_names=threshold("similar_names", on=self.on),
            least_papers=threshold("overlapping_papers", on=self.on),
        )

    @cached_property
    def business(self) -> list[Finding]:
        """Those that concern business."""
        return law.business_set(self.procedures)


def catalogue(scope: Scope) -> Catalogue:
    """The catalogue as it is: one statement while nothing was written since this process last asked, else four.

    Every writing of what is in force renews the stamp of the search.
    """
    stamp = SearchState.objects.values_list("stamp", flat=True).first()
    return _catalogue(stamp, scope.on, scope.jurisdiction)


@lru_cache(maxsize=2)
def _catalogue(_stamp: UUID | None, on: date, jurisdiction: str) -> Catalogue:
    return Catalogue(examined(on=on, jurisdiction=jurisdiction), on)
