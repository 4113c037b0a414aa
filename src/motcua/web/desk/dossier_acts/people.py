"""Choices of people and divisions, as one list grouped by division."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _

from motcua.accounts.enums import Capability, Role
from motcua.dossiers.models import Dossier
from motcua.dossiers.queries.people import load_of, people_by_unit, people_of_step
from motcua.kernel.clock import local_day
from motcua.web.desk.access import Desk

Choices = list[tuple[str, Any]]


class PersonChoice(forms.ChoiceField):
    """Somebody, by identifier; "" for nobody. The choices are set by the form."""

    def clean(self, value: Any) -> UUID | None:
        chosen = super().clean(value)
        return UUID(chosen) if chosen else None


def by_unit(dossier: Dossier, capability: Capability, desk: Desk) -> Choices:
    """The people of each division who can do such work, with how much they have; first the division itself."""
    groups = people_by_unit(dossier.competent_id, capability, desk.today)
    loads = load_of([person.pk for _unit, people in groups for person in people])
    return [
        (
            unit.name,
            [
                (f"{unit.pk}:", _("Cả đơn vị, ai nhận cũng được")),
                *(
                    (f"{unit.pk}:{person.pk}", _named(person.full_name, loads[person.pk]))
                    for person in people
                ),
            ],
        )
        for unit, people in groups
    ]


def of_step(agency_id: UUID, role: Role, desk: Desk) -> Choices:
    """The people who do such work at the agency, with how much they have."""
    people = people_of_step(agency_id, role, local_day(desk.at))
    loads = load_of([person.pk for person in people])
    return [(str(person.pk), _named(person.full_name, loads[person.pk])) for person in people]


def _named(name: str, load: int) -> str:
    return _("%(name)s (đang giữ %(load)d hồ sơ)") % {"name": name, "load": load}
