"""Who keeps, answers and heads feedback where: for routing and for telling."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from motcua.accounts.enums import Capability
from motcua.accounts.models import Person, Position, RoleHolding
from motcua.accounts.queries import handlers_at
from motcua.accounts.rules.roles import roles_with
from motcua.feedback.enums.feedback import FOUND_BY_SYSTEM, Named
from motcua.feedback.models import Feedback
from motcua.feedback.queries.feedback.visible import HANDLES_CONDUCT, feedback_visible_to
from motcua.feedback.rules.feedback.naming import named_in
from motcua.feedback.rules.feedback.part_names import Staff, perhaps_named
from motcua.organisations.models import Agency
from motcua.organisations.queries.agencies import line_above, subtree
from motcua.organisations.queries.home import home_agency_id

_MOST_TOLD = 30


def find_first_agency(
    *, named: UUID | None, above: UUID | None, objects: Collection[UUID], on: date
) -> Agency | None:
    """Which agency gets feedback first: the nearest where somebody keeps it, from the one named up to those above it,
    the home agency where nobody is named. For conduct `above` is the body it is about: those above it are asked
    before any other, and who is complained about or belongs to that body does not count. None where nobody is left.
    """
    home = home_agency_id()
    places: list[UUID] = []
    if above is not None:
        places += [one.pk for one in line_above(above, on)]
    for start in (named, above, home):
        if start is not None:
            places += [start, *(one.pk for one in line_above(start, on))]
    kept = _kept_at(places, objects, on, body=above)
    found = next((place for place in places if place in kept), None)
    return Agency.objects.filter(pk=found).first() if found else None


def is_handled_at(agency_id: UUID, objects: Collection[UUID], on: date, *, body: UUID | None) -> bool:
    """Whether somebody keeps or heads feedback at the agency who is neither among the `objects` nor of the `body` that
    it is about."""
    return agency_id in _kept_at([agency_id], objects, on, body=body)


def find_keeping_agency(taker: UUID, on: date) -> Agency | None:
    """The nearest agency, from `taker` up to those above it, where somebody keeps feedback by a role held there; None
    where nobody does."""
    places = [taker, *(one.pk for one in line_above(taker, on))]
    keeps = {role.value for role in roles_with(Capability.KEEP_FEEDBACK)}
    held = RoleHolding.objects.filter(
        agency__in=places, role__in=keeps, held__contains=on, person__is_active=True
    )
    kept = set(held.values_list("agency_id", flat=True))
    found = next((place for place in places if place in kept), None)
    return Agency.objects.filter(pk=found, held__contains=on).first() if found else None


def _kept_at(
    places: Collection[UUID], objects: Collection[UUID], on: date, *, body: UUID | None
) -> set[UUID]:
    """Those of the places where somebody handles feedback by a role held there; heads count where there are no
    keepers, and for conduct as well as keepers."""
    roles = {role.value for one in HANDLES_CONDUCT for role in roles_with(one)}
    keeps = {role.value for role in roles_with(Capability.KEEP_FEEDBACK)}
    held = RoleHolding.objects.filter(
        agency__in=places, role__in=roles, held__contains=on, person__is_active=True
    ).exclude(person__in=objects)
    if body is not None:
        held = held.exclude(person__in=_members(Position, body, on)).exclude(
            ~Q(agency=body), person__in=_members(RoleHolding, body, on)
        )
    rows = list(held.values_list("agency_id", "role"))
    able = {agency for agency, role in rows if role in keeps}
    return able if able and body is None and not objects else {agency for agency, _ in rows}


def _members(model: type[Position | RoleHolding], body: UUID, on: date) -> QuerySet[Any]:
    rows: QuerySet[Any] = model._default_manager.filter(agency=body, held__contains=on)
    return rows.values("person")


def staff_below(agency_ids: Iterable[UUID], on: date) -> list[tuple[UUID, str]]:
    """Everybody with a post or a role at the agencies or below them on the day, as (id, full name)."""
    found: dict[UUID, str] = {}
    for agency_id in agency_ids:
        places = subtree(agency_id, on)
        for model in (Position, RoleHolding):
            rows = model._default_manager.filter(agency__in=places, held__contains=on)
            found |= dict(rows.values_list("person_id", "person__full_name"))
    return list(found.items())


def keepers_of(feedback: Feedback, on: date) -> list[Person]:
    """Who keeps feedback where it is, among those who may see it."""
    return _seeing(feedback, handlers_at(feedback.agency_id, Capability.KEEP_FEEDBACK, on), on)


def heads_of(feedback: Feedback, on: date) -> list[Person]:
    """Who approves answers where it is, among those who may see it."""
    return _seeing(feedback, handlers_at(feedback.agency_id, Capability.APPROVE_FEEDBACK, on), on)


def handlers_of(feedback: Feedback, on: date) -> list[Person]:
    """Who keeps feedback where it is, among those who may see it; its heads where no keeper may."""
    return keepers_of(feedback, on) or heads_of(feedback, on)


def answerers_of(feedback: Feedback, agency_id: UUID, on: date) -> list[Person]:
    """Who answers feedback at the unit."""
    people = handlers_at(agency_id, Capability.ANSWER_FEEDBACK, on)
    return [one for one in people if one.pk not in objects_of(feedback)]


def objects_of(feedback: Feedback) -> set[UUID]:
    """Who is complained about, without those who were freed."""
    return set(feedback.objects_of.filter(freed_at=None).values_list("person_id", flat=True))


def _seeing(feedback: Feedback, people: Sequence[Person], on: date) -> list[Person]:
    """Those who may see it; each is asked, and there are few of them."""
    some = people[:_MOST_TOLD]
    return [one for one in some if feedback_visible_to(one, on).filter(pk=feedback.pk).exists()]


def nameable_in(feedback: Feedback, on: date) -> QuerySet[Person]:
    """Who can be written down as the one complained about: everybody with a post or a role on the day at the agency
    that has it, below it, or at the body it is about and below."""
    places = Q(agency__in=subtree(feedback.agency_id, on))
    if feedback.about_agency_id is not None:
        places |= Q(agency__in=subtree(feedback.about_agency_id, on))
    posts = Position.objects.filter(places, held__contains=on).values("person")
    roles = RoleHolding.objects.filter(places, held__contains=on).values("person")
    people = Person.objects.filter(Q(pk__in=posts) | Q(pk__in=roles), is_active=True, is_staff_member=True)
    known = feedback.objects_of.filter(freed_at=None).exclude(named=Named.PERHAPS)
    return people.exclude(pk__in=known.values("person")).order_by("sort_key", "id")


def recognised_in(feedback: Feedback) -> list[Person]:
    """Who sees nothing of it only because their name stands in it, or because they worked on its dossier."""
    rows = feedback.objects_of.filter(named__in=FOUND_BY_SYSTEM, freed_at=None).select_related("person")
    return [row.person for row in rows.order_by("person__sort_key", "id")]


def answerers_below(feedback: Feedback, on: date) -> QuerySet[Person]:
    """Who answers or keeps feedback at the agency that has it or below, without who is complained about."""
    able = (Capability.ANSWER_FEEDBACK, Capability.KEEP_FEEDBACK)
    roles = {role.value for one in able for role in roles_with(one)}
    held = RoleHolding.objects.filter(
        agency__in=subtree(feedback.agency_id, on), role__in=roles, held__contains=on
    )
    people = Person.objects.filter(is_active=True, pk__in=held.values("person"))
    objects = feedback.objects_of.filter(freed_at=None).values("person")
    return people.exclude(pk__in=objects).order_by("sort_key", "id")


def staff_named(text: str, agency_ids: Iterable[UUID | None], on: date) -> list[UUID]:
    """Who of the staff of the agencies and of those below them is named in the text."""
    return named_in(text, staff_below([one for one in agency_ids if one is not None], on))


def staff_perhaps_named(text: str, agency_ids: Iterable[UUID | None], on: date) -> list[UUID]:
    """Who of the staff of the agencies and of those below them the text may speak of by a part of their name. Two
    queries."""
    places = Q()
    for agency_id in agency_ids:
        if agency_id is not None:
            places |= Q(agency__in=subtree(agency_id, on))
    found: dict[UUID, tuple[str, set[str]]] = {}
    for model in (Position, RoleHolding) if places else ():
        rows = model._default_manager.filter(places, held__contains=on)
        said = rows.values_list("person_id", "person__full_name", "agency__name", "agency__short_name")
        for person, name, *units in said.order_by("person_id"):
            found.setdefault(person, (name, set()))[1].update(units)
    return perhaps_named(text, [Staff(one, name, tuple(units)) for one, (name, units) in found.items()])


def bodies_near(agency_id: UUID, on: date) -> QuerySet[Agency]:
    """The agency with those below it, and the body whose installation this is with its own: about whom somebody may
    speak there; in the order of names."""
    found, home = subtree(agency_id, on), home_agency_id()
    if home is not None and home != agency_id:
        found = found | subtree(home, on)
    return found.filter(held__contains=on).order_by("sort_key", "id")
