"""The places and schools that answers name: found by what people type, and written as they are called today."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from motcua.forms.rules.naming import KnownNames, NamedPlace, agencies_in, communes_in, with_names
from motcua.forms.rules.schema import FormSchema
from motcua.kernel.text import fold
from motcua.organisations.enums import AgencyKind, AreaLevel
from motcua.organisations.models import Agency, Area
from motcua.organisations.queries.agencies import agencies_matching, agencies_on
from motcua.organisations.queries.areas import AreaFound, current_areas_for, search_areas
from motcua.organisations.rules.areas import search_parts

SCHOOL_KINDS = (
    AgencyKind.KINDERGARTEN,
    AgencyKind.PRIMARY_SCHOOL,
    AgencyKind.LOWER_SECONDARY_SCHOOL,
    AgencyKind.UPPER_SECONDARY_SCHOOL,
    AgencyKind.MULTI_LEVEL_SCHOOL,
    AgencyKind.CONTINUING_EDUCATION_CENTRE,
    AgencyKind.COMMUNITY_LEARNING_CENTRE,
)
MOST_OFFERS = 8
_MOST_DISTRICTS = 2
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class PlaceOffer:
    """A commune-level unit of today that typed words may mean; `former` is the name of before by which it was found."""

    place: NamedPlace
    former: str = ""
    is_likely: bool = False


@dataclass(frozen=True, slots=True)
class PlacesFound:
    """What typed words may mean, best first; `sure` is the one place when nothing else can be meant."""

    offers: tuple[PlaceOffer, ...]
    sure: PlaceOffer | None = None


def find_places(text: str, on: date) -> PlacesFound:
    """The communes, wards and special zones of the day that `text` names, by their own name or a former one.

    "An Biên, Hải Phòng", "Phường Máy Tơ, Quận Ngô Quyền": what lies above may follow a comma. A former unit gives
    what it became; one that was divided gives every part, and a person must choose. At most nine queries.
    """
    found = search_areas(text[:_LONGEST], on, limit=30)
    offers: dict[str, PlaceOffer] = {}
    districts = 0
    for one in found:
        if one.area.level == AreaLevel.DISTRICT:
            districts += 1
            if districts > _MOST_DISTRICTS:
                continue
            one = AreaFound(one.area, current_areas_for(one.area, on))
        for offer in _offers_of(one, on):
            offers.setdefault(offer.place.code, offer)
    return PlacesFound(tuple(list(offers.values())[:MOST_OFFERS]), _sure(text, list(offers.values())))


def _offers_of(found: AreaFound, on: date) -> Iterator[PlaceOffer]:
    is_former = on not in found.area.in_force
    for area in found.became.candidates:
        if area.level == AreaLevel.COMMUNE:
            likely = found.became.likely == area or found.became.sure == area
            yield PlaceOffer(_named(area), full_name(found.area) if is_former else "", likely)


def _sure(text: str, offers: list[PlaceOffer]) -> PlaceOffer | None:
    """The only offer when its whole name, or its former one, was typed; else the one that was typed in full."""
    parts = search_parts(text)
    if len(offers) == 1 and parts and _is_called(offers[0], parts[0]):
        return offers[0]
    same = [offer for offer in offers if offer.place.text.casefold() == text.strip().casefold()]
    return same[0] if len(same) == 1 else None


def _is_called(offer: PlaceOffer, name: str) -> bool:
    """Whether the place is or was called so, with or without the word for its kind."""
    names = (fold(offer.place.name), fold(offer.former.partition(",")[0]))
    return any(known == name or known.endswith(f" {name}") for known in names)


def full_name(area: Area) -> str:
    """The area with what lies above it: "Phường Máy Tơ, Quận Ngô Quyền, Thành phố Hải Phòng"."""
    names, above = [area.name], area.parent
    while above is not None:
        names.append(above.name)
        above = above.parent
    return ", ".join(names)


def _named(area: Area) -> NamedPlace:
    province = area.parent
    return NamedPlace(
        area.code, area.name, province.code if province else "", province.name if province else ""
    )


def find_schools(text: str, on: date, *, limit: int = MOST_OFFERS) -> list[Agency]:
    """The schools and centres of the day whose name holds every word of `text`, in the order of names; one query."""
    schools = agencies_on(on).filter(kind__in=SCHOOL_KINDS)
    found = agencies_matching(schools, text=text[:_LONGEST]) if text.strip() else schools.none()
    return list(found.select_related("area").order_by("sort_key", "id")[:limit])


def with_known_names(schema: FormSchema, answers: Mapping[str, Any], on: date) -> dict[str, Any]:
    """`answers` with each address and school named as our own lists name them on the day.

    A commune that has ended becomes its successor where that is sure, its old name noted; one that was divided or
    is unknown is taken out, so that the check asks for it. A school that is unknown stays as free text. Two queries,
    and one more for each former commune.
    """
    codes, agencies = communes_in(schema, answers), agencies_in(schema, answers)
    return with_names(schema, answers, KnownNames(_communes(codes, on), _schools(agencies, on)))


def _communes(codes: set[str], on: date) -> dict[str, tuple[NamedPlace, str]]:
    """For each code the place of today, and what it was called before when that was something else."""
    if not codes:
        return {}
    areas = Area.objects.filter(code__in=codes, level=AreaLevel.COMMUNE).select_related("parent__parent")
    known = {area.code: (_named(area), "") for area in areas if on in area.in_force}
    for area in areas:
        if area.code not in known and (now := current_areas_for(area, on).sure) is not None:
            known[area.code] = (_named(now), full_name(area))
    return known


def _schools(ids: set[str], on: date) -> dict[str, str]:
    if not ids:
        return {}
    schools = agencies_on(on).filter(pk__in=[UUID(one) for one in ids], kind__in=SCHOOL_KINDS)
    return {str(pk): name for pk, name in schools.values_list("pk", "name")}
