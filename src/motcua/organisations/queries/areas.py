"""Questions about areas."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from motcua.organisations.enums import AreaLevel
from motcua.organisations.models import Area, AreaChange
from motcua.organisations.rules.areas import Became, search_parts, what_became

_LEVEL_OF_LENGTH = {2: AreaLevel.PROVINCE, 3: AreaLevel.DISTRICT, 5: AreaLevel.COMMUNE}

# The day's successors of an area: its own changes; of an area without any (a district), those of its parts.
_BECAME = """
    WITH RECURSIVE walk(id, is_default, depth) AS (
        SELECT %(area)s::bigint, true, 0
        UNION
        SELECT coalesce(c.new_id, part.id), coalesce(c.is_default, false), w.depth + 1
        FROM walk w
        JOIN organisations_area a ON a.id = w.id AND NOT a.in_force @> %(on)s::date
        LEFT JOIN organisations_areachange c ON c.old_id = a.id AND c."on" <= %(on)s::date
        LEFT JOIN organisations_area part ON c.id IS NULL AND part.parent_id = a.id
        WHERE w.depth < 8 AND coalesce(c.new_id, part.id) IS NOT NULL
    )
    SELECT w.id, bool_or(w.is_default) FROM walk w
    JOIN organisations_area a ON a.id = w.id AND a.in_force @> %(on)s::date
    GROUP BY w.id, a.sort_key ORDER BY a.sort_key, w.id
"""


def areas_of(parent: Area | None, on: date) -> QuerySet[Area]:
    """The areas directly in `parent` on the day, provinces when there is none, in the order of names."""
    return Area.objects.filter(parent=parent, in_force__contains=on).order_by("sort_key", "id")


def find_area(code: str, level: AreaLevel | None, on: date) -> Area | None:
    """The area with this code on the day. Without a level it is read from the code's length (2, 3, 5 digits)."""
    level = level or _LEVEL_OF_LENGTH.get(len(code))
    found = Area.objects.filter(code=code, in_force__contains=on)
    return (found.filter(level=level) if level else found).select_related("parent").first()


def find_latest_area(code: str, on: date) -> Area | None:
    """The area that had this code last before or on the day: one in force first, else the former one."""
    found = Area.objects.filter(code=code, in_force__startswith__isnull=True) | Area.objects.filter(
        code=code, in_force__startswith__lte=on
    )
    if level := _LEVEL_OF_LENGTH.get(len(code)):
        found = found.filter(level=level)
    in_force = Case(When(in_force__contains=on, then=0), default=1, output_field=IntegerField())
    return found.select_related("parent").order_by(in_force, "-in_force").first()


def current_areas_for(area: Area, on: date) -> Became[Area]:
    """Which areas of the day `area` is or has become: one is sure, among several a person must choose.

    A district, which ended without a successor of its own, became what its wards became.
    """
    if on in area.in_force:
        return Became((area,))
    with connection.cursor() as cursor:
        cursor.execute(_BECAME, {"area": area.pk, "on": on})
        rows: list[tuple[int, bool]] = cursor.fetchall()
    areas = Area.objects.select_related("parent").in_bulk([pk for pk, _ in rows])
    return what_became([(areas[pk], is_default) for pk, is_default in rows])


@dataclass(frozen=True, slots=True)
class AreaFound:
    """An area that a search found, and what it is today if it was ended."""

    area: Area
    became: Became[Area]


def search_areas(text: str, on: date, *, limit: int = 20) -> list[AreaFound]:
    """Areas by name, with or without diacritics, best first: whole name, then its beginning, then within.

    A comma leads to the areas above: "An Biên, Hải Phòng". Areas in force on the day come before former ones;
    for those it is said what they have become. Three queries in all.
    """
    parts = search_parts(text)
    if not parts:
        return []
    found = _ranked(parts[0], parts[1:], on)[:limit]
    areas = list(found.select_related("parent", "parent__parent"))
    became = _became_of([area for area in areas if on not in area.in_force], on)
    return [AreaFound(area, became.get(area.pk) or Became((area,))) for area in areas]


def _ranked(name: str, above: Sequence[str], on: date) -> QuerySet[Area]:
    found = Area.objects.filter(folded__contains=name)
    for part in above:
        found = found.filter(Q(parent__folded__contains=part) | Q(parent__parent__folded__contains=part))
    whole = Q(folded=name) | Q(folded__endswith=f" {name}")
    word = Q(folded__contains=f" {name} ") | Q(folded__startswith=f"{name} ")
    closeness = Case(When(whole, then=Value(0)), When(word, then=Value(1)), default=Value(2))
    former = Case(When(in_force__contains=on, then=Value(0)), default=Value(1))
    level = Case(
        *(When(level=level, then=Value(rank)) for rank, level in enumerate(AreaLevel)), default=Value(9)
    )
    return found.annotate(closeness=closeness, former=former, rank=level).order_by(
        "closeness", "former", "rank", "sort_key", "id"
    )


def _became_of(areas: Sequence[Area], on: date) -> dict[int, Became[Area]]:
    changes = (
        AreaChange.objects.filter(old__in=areas, on__lte=on)
        .select_related("new__parent")
        .order_by("new__sort_key", "new_id")
    )
    parts: dict[int, list[tuple[Area, bool]]] = {area.pk: [] for area in areas}
    for change in changes:
        parts[change.old_id].append((change.new, change.is_default))
    return {pk: what_became(rows) for pk, rows in parts.items()}
