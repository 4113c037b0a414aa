"""What loose names of units mean in the plans of an agency: its own table, the bodies near it, then all around."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from motcua.organisations.models import Agency
from motcua.plans.enums import UnitGroup
from motcua.plans.models import UnitAlias
from motcua.plans.queries.units import nameable_units, units_near
from motcua.plans.rules.units import Directory, Resolved, Unit

_SURE = 0.85


@dataclass(frozen=True, slots=True)
class Meaning:
    """A unit, or a group of units."""

    agency_id: UUID | None = None
    group: UnitGroup | None = None


def meanings_of(names: Iterable[str], *, owner_id: UUID, on: date) -> dict[str, Meaning]:
    """What each of the names means in plans of the owner, as far as it is sure; three queries for all of them.

    A name that fits several bodies of the country means the one of the owner's own that it fits.
    """
    wanted = dict.fromkeys(names)
    if not wanted:
        return {}
    near, around = _directories(owner_id, on)
    found: dict[str, Meaning] = {}
    for name in wanted:
        answer = near.resolve(name)
        if not isinstance(answer, Resolved):
            answer = around.resolve(name)
        if isinstance(answer, Resolved):
            found[name] = Meaning(answer.unit, answer.group)
    return found


def suggestions_for(names: Iterable[str], *, owner_id: UUID, on: date) -> dict[str, str]:
    """The unit whose name is all but the same as each of the names, as its identifier; a name that is only somewhat
    alike has none: a choice made beforehand is easily taken for right."""
    near, around = _directories(owner_id, on)
    found = {}
    for name in names:
        likely = near.suggest(name, most=1) or around.suggest(name, most=1)
        if likely and likely[0].score >= _SURE:
            found[name] = str(likely[0].key)
    return found


def aliases_of(owner_id: UUID) -> list[UnitAlias]:
    """The names that the agency explained, in their order."""
    return list(UnitAlias.objects.filter(owner=owner_id).select_related("agency", "by").order_by("folded"))


def _directories(owner_id: UUID, on: date) -> tuple[Directory[UUID], Directory[UUID]]:
    """Those near the owner with what it told, and all that its plans may name."""
    told: dict[str, UUID | UnitGroup] = {
        alias.name: alias.agency_id or UnitGroup(alias.group)
        for alias in UnitAlias.objects.filter(owner=owner_id)
    }
    near = [_unit(agency) for agency in units_near(owner_id, on)]
    around = [_unit(agency) for agency in nameable_units(owner_id, on)]
    return Directory(told=told, units=near), Directory(told={}, units=around)


def _unit(agency: Agency) -> Unit[UUID]:
    return Unit(agency.pk, tuple(dict.fromkeys([agency.name, agency.short_name])))
