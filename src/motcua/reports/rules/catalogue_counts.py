"""Numbers of procedures, counted from the catalogue of a day."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from motcua.reports.enums import Body
from motcua.reports.rules.filled import percent

PROVINCIAL = frozenset({Body.PROVINCE_COMMITTEE, Body.DEPARTMENT})


@dataclass(frozen=True, slots=True)
class Kind:
    """So many procedures that are alike in what reports ask."""

    field_id: str
    field: str
    is_internal: bool
    body: Body
    is_full_online: bool
    is_partial_online: bool
    has_process: bool
    number: int


@dataclass(frozen=True, slots=True)
class Listing:
    """All procedures in force on a day, each counted once."""

    kinds: tuple[Kind, ...]

    def public(self, *bodies: Body) -> int:
        """How many public procedures these bodies decide; without any, all."""
        return self._count(lambda kind: not kind.is_internal and (not bodies or kind.body in bodies))

    def internal(self, *bodies: Body) -> int:
        """The same of internal procedures."""
        return self._count(lambda kind: kind.is_internal and (not bodies or kind.body in bodies))

    @property
    def full_online(self) -> int:
        """Public procedures that are fully online."""
        return self._count(lambda kind: not kind.is_internal and kind.is_full_online)

    @property
    def partial_online(self) -> int:
        """Public procedures that are partly online."""
        return self._count(lambda kind: not kind.is_internal and kind.is_partial_online)

    def facts(self) -> dict[str, int | str]:
        """Everything by name, as narrative reports and machines use it."""
        found: dict[str, int | str] = {
            "catalogue_total": self.public(),
            "catalogue_internal_total": self.internal(),
        }
        for body in Body:
            found[f"catalogue_{body.value}"] = self.public(body)
            found[f"catalogue_internal_{body.value}"] = self.internal(body)
        found["catalogue_full_online"] = self.full_online
        found["catalogue_full_online_rate"] = percent(self.full_online, self.public())
        found["catalogue_partial_online"] = self.partial_online
        found["catalogue_partial_online_rate"] = percent(self.partial_online, self.public())
        return found

    def by_field(self) -> dict[tuple[str, str], dict[str, int]]:
        """The facts that forms name, for each field (key and name), in the order of the kinds."""
        fields = dict.fromkeys((kind.field_id, kind.field) for kind in self.kinds if not kind.is_internal)
        return {
            (key, name): _facts_of(
                kind for kind in self.kinds if kind.field_id == key and not kind.is_internal
            )
            for key, name in fields
        }

    def _count(self, is_counted: Callable[[Kind], bool]) -> int:
        return sum(kind.number for kind in self.kinds if is_counted(kind))


def _facts_of(kinds: Iterable[Kind]) -> dict[str, int]:
    facts = dict.fromkeys(
        (
            "province",
            "district",
            "commune",
            "process_province",
            "process_district",
            "process_commune",
            "full_online",
            "partial_online",
        ),
        0,
    )
    for kind in kinds:
        level = "province" if kind.body in PROVINCIAL else kind.body.value
        if level in facts:
            facts[level] += kind.number
            facts[f"process_{level}"] += kind.number * kind.has_process
        facts["full_online"] += kind.number * kind.is_full_online
        facts["partial_online"] += kind.number * kind.is_partial_online
    return facts
