"""What merging procedures would do to the portfolio: groups ticked in the address, counted at once; nothing is kept."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from motcua.reviews.queries.portfolio import baselines, portfolio, targets_on, wanted_of
from motcua.reviews.queries.portfolio_mergers import Candidate, asks_of, merger_candidates
from motcua.reviews.rules.changes.mergers import Merger, with_mergers
from motcua.reviews.rules.changes.portfolio import ADDED, Held, position, sums
from motcua.web.cutting import aimed, in_words
from motcua.web.desk.access import DeskRequest, desk_view
from motcua.web.desk.what_if.asking import agency_tabs, asked
from motcua.web.desk.what_if.views import READERS


@desk_view(*READERS)
@require_GET
def page(request: DeskRequest) -> HttpResponse:
    """The candidates, those ticked, the portfolio as planned and as it would be with them, and the targets."""
    of = asked(request)
    targets = targets_on(of.agency.pk, of.scope.on)
    days = baselines(targets, on=of.scope.on)
    by_day = {day: portfolio(of.scope, baseline_on=day).held for day in days}
    held = by_day[days[0]]
    candidates = merger_candidates(of.scope, codes=[one.code for one in held if not one.is_ended])
    ticked = set(request.GET.getlist("gop"))
    chosen = [one.codes for one in candidates if one.key in ticked]
    asks = asks_of([code for one in candidates for code in one.codes], of.scope)
    merged, _mergers = with_mergers(held, chosen, asks)
    before, after = sums(held), sums(merged)
    with_them = {day: with_mergers(some, chosen, asks)[0] for day, some in by_day.items()}
    context = {
        "asked": of,
        "agencies": agency_tabs(request, of),
        "page_href": of.path("portfolio:page"),
        "candidates": [_candidate(one, held, asks, one.key in ticked) for one in candidates],
        "chosen": len(chosen),
        "fewer": sum(len(group) - 1 for group in chosen),
        "lines": [
            {
                "name": burden.label,
                "now": in_words(burden, before.now.of(burden)),
                "planned": in_words(burden, before.planned.of(burden)),
                "merged": in_words(burden, after.planned.of(burden)),
                "saves": in_words(burden, before.planned.of(burden) - after.planned.of(burden)),
            }
            for burden in ADDED
        ],
        "aims": [
            {"aim": one, "merged": position(with_them[one.target.baseline_on], wanted_of(one.target))}
            for one in aimed(targets, by_day)
        ],
    }
    return render(request, "desk/portfolio/mergers.html", context)


def _candidate(one: Candidate, held: Any, asks: Any, is_on: bool) -> dict[str, Any]:
    """A group with its procedures and what it would save by itself."""
    members: list[Held] = [each for each in held if each.code in one.codes]
    _merged, mergers = with_mergers(members, [one.codes], asks)
    saves: Merger | None = next(iter(mergers), None)
    return {
        "key": one.key,
        "says": one.says,
        "is_on": is_on,
        "members": members,
        "saves": [
            {"name": burden.label, "amount": in_words(burden, saves.saves.of(burden))}
            for burden in ADDED
            if saves is not None and saves.saves.of(burden)
        ],
    }
