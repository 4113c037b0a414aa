"""What versions weigh by what they ask, read without the rest of what they say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from fractions import Fraction
from uuid import UUID

from django.db.models import Count

from motcua.catalogue.enums import Channel, Constituent
from motcua.catalogue.models import DossierComponent, ProcedureVersion, SubmissionMethod
from motcua.catalogue.rules.content import Content, MethodContent
from motcua.deadlines.enums import LimitUnit
from motcua.reviews.rules.changes.content import conditions_of, limit_of


@dataclass(frozen=True, slots=True)
class Weight:
    """What a version asks: its limit in working days (None: none can be read), how many papers and conditions."""

    days: Fraction | None
    papers: int
    conditions: int


def weights_of(version_ids: Collection[UUID]) -> dict[UUID, Weight]:
    """The weight of each of these versions, as the rules read it; three queries, however many they are."""
    wanted = list(version_ids)
    ways: dict[UUID, list[MethodContent]] = defaultdict(list)
    methods = SubmissionMethod.objects.filter(version__in=wanted)
    for version, channel, amount, unit in methods.values_list(
        "version_id", "channel", "limit_amount", "limit_unit"
    ):
        ways[version].append(
            MethodContent(
                channel=Channel(channel), limit_amount=amount, limit_unit=LimitUnit(unit) if unit else None
            )
        )
    asked = DossierComponent.objects.filter(version__in=wanted).order_by()
    papers: dict[UUID, int] = dict(asked.values_list("version_id").annotate(count=Count("pk")))
    said = ProcedureVersion.objects.filter(pk__in=wanted).values_list("pk", "requirements", "none_declared")
    return {
        pk: _weight(
            Content(
                name="",
                methods=tuple(ways[pk]),
                requirements=requirements,
                none_declared=tuple(Constituent(one) for one in none_declared),
            ),
            papers.get(pk, 0),
        )
        for pk, requirements, none_declared in said
    }


def _weight(content: Content, papers: int) -> Weight:
    return Weight(limit_of(content), papers, len(conditions_of(content)))
