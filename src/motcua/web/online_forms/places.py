"""Typed places and schools: looked up once posted, so that an answer names a commune of today or one of our schools."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from motcua.forms.enums import FieldKind, Part
from motcua.forms.queries.places import PlaceOffer, find_places, find_schools
from motcua.forms.rules.questions import WITH_PARTS, FormField, FormSchema, Group
from motcua.forms.rules.values import join, parts_of
from motcua.web.online_forms.parsing import get, put

MOST_LOOKED_UP = 12


def settle(schema: FormSchema, answers: dict[str, Any], on: date) -> dict[str, tuple[PlaceOffer, ...]]:
    """Put today's commune into each address whose words name it surely, and our own school where its name was typed.

    Changes `answers`. What comes back are, by path, the places among which a person must choose.
    """
    offers: dict[str, tuple[PlaceOffer, ...]] = {}
    for number, (path, kind) in enumerate(_paths(schema, answers)):
        said = get(answers, path)
        if not isinstance(said, Mapping) or number >= MOST_LOOKED_UP:
            continue
        if kind is FieldKind.SCHOOL:
            put(answers, path, _school(said, on))
        else:
            settled, choice = _address(said, on)
            put(answers, path, settled)
            if choice:
                offers[path] = choice
    return offers


def _paths(schema: FormSchema, answers: Mapping[str, Any]) -> Iterator[tuple[str, FieldKind]]:
    for _, item in schema.items():
        if isinstance(item, Group):
            rows = answers.get(item.key)
            for number in range(len(rows) if isinstance(rows, list) else 0):
                for field in item.fields:
                    yield from _paths_of(field, join(item.key, number, field.key))
        else:
            yield from _paths_of(item, item.key)


def _paths_of(field: FormField, path: str) -> Iterator[tuple[str, FieldKind]]:
    if field.kind in {FieldKind.ADDRESS, FieldKind.SCHOOL}:
        yield path, field.kind
    elif field.kind in WITH_PARTS and Part.ADDRESS in parts_of(field):
        yield join(path, Part.ADDRESS.value), FieldKind.ADDRESS


def _address(said: Mapping[str, Any], on: date) -> tuple[dict[str, Any], tuple[PlaceOffer, ...]]:
    rest = {name: said[name] for name in ("street", "is_abroad") if name in said}
    typed, known = str(said.get("typed", "")).strip(), said.get("commune_text")
    if said.get("is_abroad"):
        return rest, ()
    if said.get("commune") and (typed == known or not (typed or known)):
        return {**rest, **{name: said[name] for name in ("commune", "former") if name in said}}, ()
    if not typed:
        return rest, ()
    found = find_places(typed, on)
    picked = next((offer for offer in found.offers if offer.place.code == said.get("pick")), found.sure)
    if picked is None:
        return {**rest, "typed": typed}, found.offers
    former = {"former": picked.former} if picked.former else {}
    return {**rest, "commune": picked.place.code, **former}, ()


def _school(said: Mapping[str, Any], on: date) -> dict[str, Any]:
    name = str(said.get("name", "")).strip()
    if said.get("agency") and name == said.get("agency_name"):
        return {"name": name, "agency": said["agency"]}
    found = find_schools(name, on, limit=2) if name else []
    same = [school for school in found if school.name.casefold() == name.casefold()]
    return {"name": name, "agency": str(same[0].pk)} if len(same) == 1 else {"name": name}
