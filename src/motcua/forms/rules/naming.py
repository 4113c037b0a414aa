"""Addresses and schools inside answers: which they name, and the same answers with names looked up."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from motcua.forms.enums import FieldKind, Part
from motcua.forms.rules.questions import WITH_PARTS, FormField, FormSchema, Group
from motcua.forms.rules.values import is_id

_NAMES = ("commune", "commune_name", "province", "province_name", "former")


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """A commune-level unit with its province."""

    code: str
    name: str
    province: str
    province_name: str

    @property
    def text(self) -> str:
        """As people are shown it: "Phường An Biên, Thành phố Hải Phòng"."""
        return ", ".join(filter(None, [self.name, self.province_name]))


@dataclass(frozen=True, slots=True)
class KnownNames:
    """What was looked up: communes by code with what they were called before, schools by identifier."""

    communes: Mapping[str, tuple[NamedPlace, str]]
    schools: Mapping[str, str]


def communes_in(schema: FormSchema, answers: Mapping[str, Any]) -> set[str]:
    """The codes of communes that the answers' addresses name."""
    codes = (address.get("commune") for address in _answers_of(schema, answers, FieldKind.ADDRESS))
    return {code for code in codes if isinstance(code, str) and 0 < len(code) <= 8}


def agencies_in(schema: FormSchema, answers: Mapping[str, Any]) -> set[str]:
    """The identifiers of schools that the answers name."""
    ids = (school.get("agency") for school in _answers_of(schema, answers, FieldKind.SCHOOL))
    return {one for one in ids if isinstance(one, str) and is_id(one)}


def with_names(schema: FormSchema, answers: Mapping[str, Any], known: KnownNames) -> dict[str, Any]:
    """`answers` with each address and school as `known` names it; what is unknown is taken out, free text stays."""

    def named(field: FormField, value: Any) -> Any:
        if not isinstance(value, Mapping):
            return value
        if field.kind is FieldKind.ADDRESS:
            return _address(value, known)
        if field.kind is FieldKind.SCHOOL:
            return _school(value, known)
        if field.kind in WITH_PARTS and isinstance(value.get(Part.ADDRESS.value), Mapping):
            return {**value, Part.ADDRESS.value: _address(value[Part.ADDRESS.value], known)}
        return value

    return _mapped(schema, answers, named)


def _address(value: Mapping[str, Any], known: KnownNames) -> dict[str, Any]:
    rest = {name: said for name, said in value.items() if name not in _NAMES}
    code = value.get("commune")
    found = known.communes.get(code) if isinstance(code, str) else None
    if found is None or value.get("is_abroad") is True:
        return rest
    place, former = found
    said = former or value.get("former") or ""
    names = {
        "commune": place.code,
        "commune_name": place.name,
        "province": place.province,
        "province_name": place.province_name,
        "former": said if isinstance(said, str) else "",
    }
    return {**rest, **{name: text for name, text in names.items() if text}}


def _school(value: Mapping[str, Any], known: KnownNames) -> dict[str, Any]:
    agency = value.get("agency")
    if isinstance(agency, str) and agency in known.schools:
        return {"name": known.schools[agency], "agency": agency}
    return {**value, "agency": ""}


def _answers_of(
    schema: FormSchema, answers: Mapping[str, Any], kind: FieldKind
) -> Iterator[Mapping[str, Any]]:
    found: list[Any] = []

    def collect(field: FormField, value: Any) -> Any:
        if field.kind is kind:
            found.append(value)
        elif field.kind in WITH_PARTS and kind is FieldKind.ADDRESS and isinstance(value, Mapping):
            found.append(value.get(Part.ADDRESS.value))
        return value

    _mapped(schema, answers, collect)
    return (value for value in found if isinstance(value, Mapping))


def _mapped(
    schema: FormSchema, answers: Mapping[str, Any], change: Callable[[FormField, Any], Any]
) -> dict[str, Any]:
    """`answers` with each answer to a question, in rows as well, as `change` gives it."""
    result = dict(answers)
    for _, item in schema.items():
        if item.key not in result:
            continue
        raw = result[item.key]
        if isinstance(item, FormField):
            result[item.key] = change(item, raw)
        elif isinstance(raw, list):
            result[item.key] = [_row(item, row, change) for row in raw]
    return result


def _row(group: Group, row: Any, change: Callable[[FormField, Any], Any]) -> Any:
    if not isinstance(row, Mapping):
        return row
    asked = {field.key: field for field in group.fields}
    return {key: change(asked[key], value) if key in asked else value for key, value in row.items()}
