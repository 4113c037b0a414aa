"""The names that plans everywhere use for divisions and for groups of units, as the program carries them."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from motcua.plans.enums import DivisionKind, UnitGroup
from motcua.plans.rules.units.keys import alias_key

FILE = Path(__file__).resolve().parents[2] / "data" / "unit_aliases.csv"


@dataclass(frozen=True, slots=True)
class GeneralAlias:
    """A usual name: of a kind of division, or of a group of units."""

    name: str
    kind: DivisionKind | None
    group: UnitGroup | None


@cache
def general_aliases() -> tuple[GeneralAlias, ...]:
    """The usual names, as shipped."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return tuple(
            GeneralAlias(
                row["alias"],
                DivisionKind(row["kind"]) if row["kind"] else None,
                UnitGroup(row["group"]) if row["group"] else None,
            )
            for row in csv.DictReader(file)
        )


@cache
def general_keys() -> Mapping[str, GeneralAlias]:
    """The usual names by their key."""
    return MappingProxyType({alias_key(each.name): each for each in general_aliases()})


def kind_of(name: str) -> DivisionKind | None:
    """The kind of division that `name` usually means, None when it is none of the usual names."""
    found = general_keys().get(alias_key(name))
    return None if found is None else found.kind


def group_of(name: str) -> UnitGroup | None:
    """The group of units that `name` usually means, None when it is none of the usual names."""
    found = general_keys().get(alias_key(name))
    return None if found is None else found.group
