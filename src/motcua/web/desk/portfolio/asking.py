"""What the portfolio's address asks for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from motcua.catalogue.enums import ProcedureLevel
from motcua.reviews.enums import Burden, TargetSet
from motcua.reviews.models import ReductionTarget
from motcua.reviews.queries.findings.scope import Scope
from motcua.reviews.queries.portfolio import Portfolio, baselines, portfolio, targets_on
from motcua.reviews.rules.changes.portfolio import ADDED, Held
from motcua.reviews.rules.changes.targets import Part
from motcua.web.desk.access import DeskRequest


@dataclass(frozen=True, slots=True)
class Seen:
    """The portfolio with what the address narrows it to."""

    whole: Portfolio
    targets: Sequence[ReductionTarget]
    burden: Burden
    wanted: TargetSet
    field: str
    level: str

    @property
    def part(self) -> Part:
        """Which procedures the address asks for."""
        return Part(self.wanted, self.field, self.level)

    @property
    def held(self) -> list[Held]:
        """The procedures that the address asks for."""
        return [one for one in self.whole.held if self.part.holds(one)]


def seen(request: DeskRequest, scope: Scope) -> Seen:
    """The portfolio of the agency, compared with the day of the targets or the one asked for."""
    targets = targets_on(scope.agency_id, scope.on)
    day = _day(request.GET.get("goc", ""), baselines(targets, on=scope.on))
    return Seen(
        portfolio(scope, baseline_on=day),
        targets,
        _burden(request.GET.get("do", "")),
        _set(request.GET.get("tap", "")),
        request.GET.get("linh-vuc", "")[:200],
        request.GET.get("cap", "") if request.GET.get("cap", "") in list(ProcedureLevel) else "",
    )


def _day(text: str, known: Sequence[date]) -> date:
    return next((day for day in known if day.isoformat() == text), known[0])


def _burden(word: str) -> Burden:
    return next((one for one in ADDED if one == word), Burden.TIME)


def _set(word: str) -> TargetSet:
    known: Iterable[TargetSet] = (TargetSet.BUSINESS, TargetSet.INTERNAL)
    return next((one for one in known if one == word), TargetSet.ALL)
