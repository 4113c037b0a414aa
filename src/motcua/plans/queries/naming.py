"""What loose names of units mean in the plans of an agency: its own table first, then the general one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from motcua.plans.enums import UnitGroup
from motcua.plans.models import UnitAlias
from motcua.plans.queries.units import nameable_units


@dataclass(frozen=True, slots=True)
class Meaning:
    """A unit, or a group of units."""

    agency_id: UUID | None = None
    group: UnitGroup | None = None
