"""Which business conditions a person sees, a page of them, one of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from motcua.accounts.enums import Capability
from motcua.accounts.models import Person
from motcua.catalogue.enums import VersionState
from motcua.catalogue.models import Procedure, ProcedureVersion
from motcua.kernel.text import fold
from motcua.organisations.models import Agency
from motcua.organisations.queries.agencies import subtree
from motcua.reviews.enums import ConditionKind, ConditionState, RuleKind
from motcua.reviews.models import BusinessCondition, ConditionMark, ConditionWording
from motcua.reviews.queries.reach import bodies_held, bodies_reached
from motcua.reviews.rules.conditions.standing import LISTED, Marked

PAGE = 50


@dataclass(frozen=True, slots=True)
class WantedConditions:
    """Which conditions a list shows; `state` "unseen" are those nobody has looked at."""

    text: str = ""
    line: str = ""
    rule_kind: RuleKind | None = None
    kind: ConditionKind | None = None
    state: ConditionState | None = None
    is_unseen: bool = False
    is_listed: bool = False
    in_force_only: bool = False
    agency_id: UUID | None = None


def conditions_visible_to(person: Person, on: date) -> QuerySet[BusinessCondition]:
    """The conditions of agencies whose reviews `person` reads or does, and of all bodies below them."""
    places = bodies_reached(person, Capability.READ_REVIEWS, Capability.DO_REVIEWS, on=on)
    return BusinessCondition.objects.filter(agency__in=places)


def agencies_entering(person: Person, on: date) -> QuerySet[Agency]:
    """The agencies in whose register `person` enters conditions by a role held there."""
    return bodies_held(person, Capability.DO_REVIEWS, on=on)


def with_standing(found: QuerySet[BusinessCondition], *, on: date) -> QuerySet[BusinessCondition]:
    """Each condition with `state` on the day ("" when nobody looked) and `wording_id`, the newest wording that
    began by the day, or else the first that will."""
    marks = ConditionMark.objects.filter(condition=OuterRef("pk"), since__lte=on)
    wordings = ConditionWording.objects.filter(condition=OuterRef("pk"))
    standing = {
        "state": Subquery(marks.order_by("-since", "-at", "-id").values("state")[:1]),
        "wording_id": Coalesce(
            Subquery(wordings.filter(in_force__startswith__lte=on).order_by("-in_force").values("pk")[:1]),
            Subquery(wordings.order_by("in_force").values("pk")[:1]),
        ),
    }
    return found.annotate(**standing)


def conditions_wanted(
    found: QuerySet[BusinessCondition], wanted: WantedConditions, *, on: date
) -> QuerySet[BusinessCondition]:
    """Those of `found` that the list shows, each with its standing on the day."""
    found = with_standing(found, on=on)
    for word in fold(wanted.text).split():
        found = found.filter(folded__contains=word)
    if wanted.line:
        found = found.filter(line_folded=fold(wanted.line))
    if wanted.rule_kind is not None:
        found = found.filter(wordings__rule_kind=wanted.rule_kind, wordings=F("wording_id"))
    if wanted.kind is not None:
        found = found.filter(wordings__kind=wanted.kind, wordings=F("wording_id"))
    if wanted.state is not None:
        found = found.filter(Q(("state", wanted.state)))
    if wanted.is_unseen:
        found = found.filter(Q(("state", None)))
    if wanted.is_listed:
        listed = ConditionMark.objects.filter(state__in=[*LISTED], since__lte=on).values("condition")
        found = found.filter(pk__in=listed).exclude(Q(("state", ConditionState.NEEDED)))
    if wanted.agency_id is not None:
        found = found.filter(agency__in=subtree(wanted.agency_id, on))
    return found


def page_of_conditions(
    found: QuerySet[BusinessCondition], *, after: tuple[str, UUID] | None = None, size: int = PAGE
) -> list[BusinessCondition]:
    """Up to `size` + 1 conditions in the order of codes, following the key (code, id)."""
    if after is not None:
        found = found.filter(Q(code__gt=after[0]) | Q(code=after[0], pk__gt=after[1]))
    return list(found.select_related("agency").order_by("code", "id")[: size + 1])


def wordings_of(conditions: Iterable[BusinessCondition]) -> dict[UUID, ConditionWording]:
    """The wording that `with_standing` named for each condition; two queries for all."""
    named = [one.wording_id for one in conditions if getattr(one, "wording_id", None)]
    rows = ConditionWording.objects.filter(pk__in=named).prefetch_related("procedures")
    return {row.condition_id: row for row in rows}


def find_condition(pk: UUID, person: Person, on: date) -> BusinessCondition | None:
    """The condition with its standing, when the person may see it."""
    found = with_standing(conditions_visible_to(person, on), on=on)
    return found.select_related("agency", "created_by").filter(pk=pk).first()


def marks_of(condition: BusinessCondition) -> list[ConditionMark]:
    """What was said of the condition, in the order in which it was said."""
    return list(condition.marks.select_related("by").order_by("at", "id"))


def as_marked(mark: ConditionMark) -> Marked:
    """The mark as the rules take it."""
    return Marked(ConditionState(mark.state), mark.since, mark.decision, mark.decided_on, mark.reason)


def procedures_by_code(codes: Iterable[str]) -> dict[str, Procedure]:
    """The procedures with these codes; the province's own stands before the nation's."""
    rows = Procedure.objects.filter(code__in=set(codes)).order_by("jurisdiction")
    return {row.code: row for row in rows}


def names_of_procedures(procedures: Iterable[Procedure]) -> list[tuple[Procedure, str]]:
    """The procedures with the name of their newest promulgated version, by code; one query."""
    some = sorted(procedures, key=lambda one: one.code)
    rows = ProcedureVersion.objects.filter(
        procedure__in=[one.pk for one in some], state=VersionState.PROMULGATED
    ).order_by("procedure", "number")
    names = dict(rows.values_list("procedure", "name"))
    return [(one, names.get(one.pk, "")) for one in some]


def agencies_reading(person: Person, on: date) -> QuerySet[Agency]:
    """The agencies at which `person` has a role that reads or does reviews."""
    return bodies_held(person, Capability.READ_REVIEWS, Capability.DO_REVIEWS, on=on)


def rows_for_workbook(
    found: QuerySet[BusinessCondition],
) -> Iterator[tuple[BusinessCondition, ConditionWording, ConditionMark | None]]:
    """Each condition in the order of codes with the wording that `with_standing` named and what was last said of it;
    three queries for every five hundred."""
    rows = list(found.order_by("code", "id"))
    for some in (rows[place : place + 500] for place in range(0, len(rows), 500)):
        wordings = wordings_of(some)
        marks = ConditionMark.objects.filter(condition__in=[one.pk for one in some]).order_by("at", "id")
        last = {mark.condition_id: mark for mark in marks}
        for row in some:
            if (wording := wordings.get(row.pk)) is not None:
                yield row, wording, last.get(row.pk)
