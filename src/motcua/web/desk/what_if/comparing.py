"""Two trials of one procedure side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from motcua.accounts.enums import Capability
from motcua.kernel.refusals import Refused
from motcua.reviews.models import Scenario
from motcua.reviews.queries.changes.facts import Studied
from motcua.reviews.queries.scenarios.kept import changes_of, get_scenario, results_of
from motcua.reviews.rules.changes.applying import Applied, Told, apply
from motcua.reviews.rules.changes.writing import write_change
from motcua.web.desk.access import DeskRequest, desk_view
from motcua.web.desk.what_if.asking import Asked, asked, study
from motcua.web.desk.what_if.shown import Aimed, Measured, measures, positions

READERS = (Capability.READ_REVIEWS, Capability.KEEP_REVIEWS, Capability.DO_REVIEWS)


@dataclass(frozen=True, slots=True)
class Seen:
    """A trial with what it gives now, or why it cannot be counted."""

    kept: Scenario
    applied: Applied | None
    trouble: str
    open_href: str


@dataclass(frozen=True, slots=True)
class Beside:
    """One burden of both trials."""

    name: str
    now: str
    first: Measured
    second: Measured


@desk_view(*READERS)
@require_GET
def compare(request: DeskRequest, procedure: UUID) -> HttpResponse:
    """Both trials: what each gives, in which changes they are alike and in which not, where each brings the targets."""
    of = asked(request)
    found = study(procedure, of)
    pair = [_seen(request.GET.get(name, ""), found, of) for name in ("a", "b")]
    if pair[0].kept.pk == pair[1].kept.pk:
        return redirect(pair[0].open_href)
    context = {
        "asked": of,
        "one": found,
        "list_href": of.path("what_if:list"),
        "page_href": of.path("what_if:page", procedure),
        "pair": pair,
        "rows": _rows(pair, found),
        "changes": _changes(pair),
        "aims": _aims(pair, found, of),
    }
    return render(request, "desk/what_if/compare.html", context)


def _seen(said: str, found: Studied, of: Asked) -> Seen:
    try:
        kept = get_scenario(UUID(said), agencies=[of.agency.pk])
    except ValueError:
        raise _not_chosen() from None
    if kept.procedure_id != found.version.procedure_id:
        raise _not_chosen()
    here = of.path("what_if:page", kept.procedure_id, **{"phuong-an": str(kept.pk)})
    try:
        if kept.version_id == found.version.pk:
            return Seen(kept, apply(found.facts, changes_of(kept)), "", here)
        return Seen(kept, results_of(kept, at=of.scope.at), "", here)
    except Refused as refused:
        return Seen(kept, None, refused.message, here)


def _not_chosen() -> Refused:
    return Refused("scenario-not-found", "Chọn hai phương án thử của thủ tục này rồi so sánh.")


def _rows(pair: Sequence[Seen], found: Studied) -> list[Beside]:
    before = apply(found.facts, ()).before
    both = [
        measures(
            before,
            before if one.applied is None else one.applied.after,
            has_sheet=found.cost is not None,
        )
        for one in pair
    ]
    return [
        Beside(first.name, first.before, first, second)
        for first, second in zip(*both, strict=True)
        if first.is_known
    ]


def _changes(pair: Sequence[Seen]) -> list[tuple[Told, bool, bool]]:
    """Every change of either in the order of the table, and in which of both it is."""
    told = [
        {write_change(one.change): one for one in (seen.applied.told if seen.applied else ())}
        for seen in pair
    ]
    every = {**told[0], **told[1]}
    return [(every[key], key in told[0], key in told[1]) for key in every]


def _aims(pair: Sequence[Seen], found: Studied, of: Asked) -> list[tuple[Aimed, Aimed]]:
    return list(zip(*(positions(found, one.applied, of) for one in pair), strict=True))
