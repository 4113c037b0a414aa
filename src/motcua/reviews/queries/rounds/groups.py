"""Procedures of a round that go together: papers that several of them ask for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from motcua.catalogue.queries.contents import contents_of
from motcua.reviews.models import GroupReview, ReviewRound, RoundItem
from motcua.reviews.rules.findings.paper_names import paper_key


@dataclass(frozen=True, slots=True)
class SharedPaper:
    """A paper that several procedures ask for, as the first of them names it."""

    name: str
    items: tuple[RoundItem, ...]


def groups_of(held: ReviewRound) -> list[GroupReview]:
    """The groups of the round with their procedures; three queries."""
    rows = (
        GroupReview.objects.filter(round=held)
        .prefetch_related("items__procedure", "items__version")
        .order_by("at", "id")
    )
    return list(rows)


def shared_papers(items: Sequence[RoundItem]) -> list[SharedPaper]:
    """The papers that at least two of the items ask for, those of most first; eight queries."""
    contents = contents_of([item.version_id for item in items if item.version_id is not None])
    asked: dict[object, dict[object, RoundItem]] = defaultdict(dict)
    names: dict[object, str] = {}
    for item in items:
        if item.version_id is None:
            continue
        for paper in contents[item.version_id].components:
            if key := paper_key(paper.name):
                names.setdefault(key, paper.name)
                asked[key][item.pk] = item
    found = [SharedPaper(names[key], tuple(some.values())) for key, some in asked.items() if len(some) > 1]
    return sorted(found, key=lambda one: (-len(one.items), one.name))
