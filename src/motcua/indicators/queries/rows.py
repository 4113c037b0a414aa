"""The rows behind a figure: the same facts and conditions as the number, listed instead of counted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import CharField, Model, QuerySet
from django.db.models.expressions import RawSQL
from django.db.models.functions import Cast

from motcua.accounts.models import Person
from motcua.catalogue.models import Procedure
from motcua.dossiers.models import Dossier
from motcua.dossiers.queries.visible import dossiers_visible_to
from motcua.feedback.models import Feedback, Survey
from motcua.feedback.queries.feedback.visible import feedback_visible_to
from motcua.feedback.queries.surveys.visible import surveys_visible_to
from motcua.indicators.enums import Dimension, Side, Source, Tally
from motcua.indicators.queries.facts import ASKED, FACTS
from motcua.indicators.queries.measuring import require_dimension
from motcua.indicators.queries.windows import Asked, values_of
from motcua.indicators.rules.declared import get_measure
from motcua.indicators.rules.measures import SEALED
from motcua.kernel.periods import Period
from motcua.kernel.refusals import Refused
from motcua.organisations.models import Agency
from motcua.payments.models import Collection
from motcua.plans.models import Activity, ChildPlan, CommitmentUnit, Duty, Initiative
from motcua.plans.queries.activities import activities_visible_to
from motcua.plans.queries.commitments import drives_visible_to
from motcua.plans.queries.initiatives import initiatives_visible_to
from motcua.plans.queries.visible import duties_visible_to, plans_visible_to
from motcua.reviews.models import BusinessCondition, SimplificationProposal
from motcua.reviews.queries.conditions.listing import conditions_visible_to
from motcua.reviews.queries.rounds.proposals import proposals_visible_to
from motcua.reviews.queries.rounds.visible import reach_of


def rows_of(
    code: str,
    *,
    agency_id: UUID | None,
    window: Period,
    as_of: datetime | None = None,
    side: Side = Side.NUMERATOR,
    part: tuple[Dimension, str] | None = None,
    person: Person | None,
    on: date,
    unheard: frozenset[UUID] = frozenset(),
) -> QuerySet[Any]:
    """What was counted above the line, or below it; of one part (dimension and key) where it is given.

    Rows of the measure's source (dossiers, collections, duties, procedures…; of answers to surveys the surveys, of
    papers and minutes the procedures), those that `person` may see on the day `on`; without a person, for whoever runs
    the machine, all. The figure itself counts all of them; whoever shows both says how many are not for this person.
    The rows of what is SEALED are for nobody; of what ratings move, rows are those of the months that are told.

    :raises Refused: as `measuring.measure`, and "measure-without-data".
    """
    asked = Asked(agency_id, window, as_of, unheard)
    known = get_measure(code, asked.last_day)
    if known.source is None:
        raise Refused(
            "measure-without-data", f"Chỉ số “{known.name}” chưa có dữ liệu. {known.missing}".strip()
        )
    require_dimension(known, part[0] if part else None)
    tallies = known.numerator if side is Side.NUMERATOR or not known.is_share else known.denominator
    if known.is_rated:
        if asked.in_months is None or not SEALED.isdisjoint(tallies):
            return _everything(known.source).none()
        asked = asked.in_months
    ids = _ids(known.source, tallies, asked, part)
    return (_visible(known.source, person, on) if person else _everything(known.source)).filter(pk__in=ids)


def _ids(
    source: Source, tallies: tuple[Tally, ...], asked: Asked, part: tuple[Dimension, str] | None
) -> RawSQL:
    facts = FACTS[source]
    counted = " OR ".join(f"({facts.tallies[tally]})" for tally in tallies)
    statement = f"{ASKED} SELECT {facts.row} FROM {facts.rows} WHERE {facts.in_place} AND ({counted})"
    values = values_of([asked])
    if part is not None:
        statement += f" AND coalesce({facts.key(part[0])}, '') = %s"
        values.append(part[1])  # type: ignore[arg-type]  # the last value is one key, not an array
    return RawSQL(statement, values)  # noqa: S611 - our own text, values apart


def _everything(source: Source) -> QuerySet[Any]:
    rows: dict[Source, QuerySet[Any, Model]] = {
        Source.DOSSIERS: Dossier.objects.all(),
        Source.RATINGS: Dossier.objects.all(),
        Source.COLLECTIONS: Collection.objects.all(),
        Source.DUTIES: Duty.objects.all(),
        Source.CHILD_PLANS: ChildPlan.objects.all(),
        Source.INSPECTED_UNITS: Agency.objects.all(),
        Source.PROCEDURES: Procedure.objects.all(),
        Source.PUBLICATIONS: Procedure.objects.all(),
        Source.COMMITMENT_UNITS: CommitmentUnit.objects.all(),
        Source.INITIATIVES: Initiative.objects.all(),
        Source.ACTIVITIES: Activity.objects.all(),
        Source.FEEDBACK: Feedback.objects.all(),
        Source.SURVEYS: Survey.objects.all(),
        Source.PROPOSALS: SimplificationProposal.objects.all(),
        Source.CONDITIONS: BusinessCondition.objects.all(),
        Source.RULES: BusinessCondition.objects.all(),
        Source.BURDENS: Procedure.objects.all(),
        Source.COSTS: Procedure.objects.all(),
    }
    return rows[source]


def _visible(source: Source, person: Person, on: date) -> QuerySet[Any]:
    return _VISIBLE[source](person, on)


def _collections(person: Person, on: date) -> QuerySet[Any]:
    dossiers = _as_text(dossiers_visible_to(person, on))
    return Collection.objects.filter(charge__subject_kind="dossier", charge__subject_id__in=dossiers)


def _as_text(dossiers: QuerySet[Any]) -> QuerySet[Any]:
    found: QuerySet[Any] = dossiers.annotate(said=Cast("pk", CharField())).values("said")
    return found


# Asked only of the source at hand: where a person reaches is a question of its own.
_VISIBLE: Mapping[Source, Callable[[Person, date], QuerySet[Any]]] = {
    Source.DOSSIERS: dossiers_visible_to,
    Source.RATINGS: dossiers_visible_to,
    Source.COLLECTIONS: _collections,
    Source.DUTIES: duties_visible_to,
    Source.CHILD_PLANS: lambda person, on: ChildPlan.objects.filter(plan__in=plans_visible_to(person, on)),
    Source.INSPECTED_UNITS: lambda person, on: Agency.objects.all(),
    Source.PROCEDURES: lambda person, on: Procedure.objects.all(),
    Source.PUBLICATIONS: lambda person, on: Procedure.objects.all(),
    Source.COMMITMENT_UNITS: lambda person, on: CommitmentUnit.objects.filter(
        drive__in=drives_visible_to(person, on)
    ),
    Source.INITIATIVES: initiatives_visible_to,
    Source.ACTIVITIES: activities_visible_to,
    Source.FEEDBACK: feedback_visible_to,
    Source.SURVEYS: surveys_visible_to,
    Source.PROPOSALS: lambda person, on: proposals_visible_to(reach_of(person, on)),
    Source.CONDITIONS: conditions_visible_to,
    Source.RULES: conditions_visible_to,
    Source.BURDENS: lambda person, on: Procedure.objects.all(),
    Source.COSTS: lambda person, on: Procedure.objects.all(),
}
