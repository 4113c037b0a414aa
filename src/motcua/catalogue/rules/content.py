"""What a version of a procedure says: all its constituents as one immutable value.

Basis: NĐ 63/2010/NĐ-CP art. 8(2), art. 13(2a), art. 15. A constituent that is empty is missing, unless
`none_declared` names it: then its source says that there is none.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypeVar

from motcua.catalogue.enums import (
    ApplicantType,
    Channel,
    Constituent,
    FeeKind,
    LifeEvent,
    ProcedureLevel,
)
from motcua.deadlines.enums import LimitUnit

Word = TypeVar("Word", bound=StrEnum)


@dataclass(frozen=True, slots=True, kw_only=True)
class StepContent:
    """One step of the order of work."""

    text: str
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeContent:
    """Money owed; `amount_vnd` in whole đồng, None where the source gives no sum."""

    kind: FeeKind
    amount_vnd: int | None = None
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodContent:
    """A way to lodge with its own time limit and fees.

    `limit_amount` counts `limit_unit`; both None where no limit could be read. `limit_text` is the source's own
    wording, and `limit_needs_person` says that somebody must look at it.
    """

    channel: Channel
    limit_amount: Decimal | None = None
    limit_unit: LimitUnit | None = None
    limit_text: str = ""
    limit_needs_person: bool = False
    note: str = ""
    fees: tuple[FeeContent, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FormContent:
    """A form that belongs to a paper."""

    name: str
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ComponentContent:
    """A required paper, within its case where the procedure tells cases apart; None: number not given."""

    name: str
    case_name: str = ""
    originals: int | None = None
    copies: int | None = None
    note: str = ""
    forms: tuple[FormContent, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultContent:
    """What the procedure ends in, with its code in the catalogue of results."""

    name: str
    code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalBasisContent:
    """A legal act by its number. The other facts are the act's own, not the procedure's: not compared."""

    number: str
    title: str = field(default="", compare=False)
    issuer: str = field(default="", compare=False)
    issued_on: date | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """Everything a version says. Sets of words (levels, applicants …) are in the order of their enum."""

    name: str
    decision_number: str = ""
    field: str = ""
    levels: tuple[ProcedureLevel, ...] = ()
    regulation_label: str = ""
    applicant_types: tuple[ApplicantType, ...] = ()
    applicants_note: str = ""
    issuing_agency: str = ""
    competent_authority: str = ""
    executing_agency: str = ""
    delegated_agency: str = ""
    coordinating_agency: str = ""
    receiving_place: str = ""
    steps: tuple[StepContent, ...] = ()
    methods: tuple[MethodContent, ...] = ()
    components: tuple[ComponentContent, ...] = ()
    sets_count: int | None = None
    results: tuple[ResultContent, ...] = ()
    legal_bases: tuple[LegalBasisContent, ...] = ()
    requirements: str = ""
    is_business_related: bool | None = None
    is_boundary_free: bool | None = None
    life_events: tuple[LifeEvent, ...] = ()
    none_declared: tuple[Constituent, ...] = ()


def in_order(words: Iterable[Word]) -> tuple[Word, ...]:
    """Words of one enum, each once, in the enum's order."""
    found = set(words)
    if not found:
        return ()
    kind = type(next(iter(found)))
    return tuple(word for word in kind if word in found)


def as_dict(content: Content) -> dict[str, Any]:
    """`content` as plain data (JSON types only), every field present, in a fixed order."""
    return {item.name: _plain(getattr(content, item.name)) for item in fields(content)}


def digest(content: Content) -> str:
    """A short name of exactly what `content` says: two contents have the same one when they are equal."""
    data = as_dict(content)
    data["legal_bases"] = [basis.number for basis in content.legal_bases]
    return hashlib.sha256(json.dumps(data, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def from_dict(data: Mapping[str, Any]) -> Content:
    """The content that `as_dict` wrote; fields that are not there take their default.

    :raises ValueError: a word, number or type is not one the catalogue knows.
    :raises TypeError: a part lacks its name or text, or has more than the catalogue knows.
    """
    plain = {item.name: data[item.name] for item in fields(Content) if item.name in data}
    plain.update(
        levels=in_order(ProcedureLevel(word) for word in data.get("levels", ())),
        applicant_types=in_order(ApplicantType(word) for word in data.get("applicant_types", ())),
        life_events=in_order(LifeEvent(word) for word in data.get("life_events", ())),
        none_declared=in_order(Constituent(word) for word in data.get("none_declared", ())),
        steps=tuple(StepContent(**step) for step in data.get("steps", ())),
        methods=tuple(_method(method) for method in data.get("methods", ())),
        components=tuple(_component(component) for component in data.get("components", ())),
        results=tuple(ResultContent(**result) for result in data.get("results", ())),
        legal_bases=tuple(_legal_basis(basis) for basis in data.get("legal_bases", ())),
    )
    content = Content(**plain)
    _require_types(content)
    return content


_TYPES: dict[str, tuple[type, ...]] = {
    "str": (str,),
    "int | None": (int, type(None)),
    "bool": (bool,),
    "bool | None": (bool, type(None)),
}


def _require_types(part: Any) -> None:
    for item in fields(part):
        value, wanted = getattr(part, item.name), _TYPES.get(str(item.type))
        if wanted and (not isinstance(value, wanted) or (bool not in wanted and isinstance(value, bool))):
            raise ValueError(f"{item.name}: {value!r:.60}")
        for inner in value if isinstance(value, tuple) else ():
            if hasattr(inner, "__dataclass_fields__"):
                _require_types(inner)


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, Decimal):
        return plain_number(value)
    if isinstance(value, date):
        return value.isoformat()
    if hasattr(value, "__dataclass_fields__"):
        return {item.name: _plain(getattr(value, item.name)) for item in fields(value)}
    return value


def plain_number(value: Decimal) -> str:
    """A number without superfluous zeros: "10", "0.5"."""
    return f"{value.normalize():f}"


def _method(data: Mapping[str, Any]) -> MethodContent:
    amount, unit = data.get("limit_amount"), data.get("limit_unit")
    return MethodContent(
        **{
            **data,
            "channel": Channel(data["channel"]),
            "limit_amount": None if amount is None else Decimal(amount),
            "limit_unit": LimitUnit(unit) if unit else None,
            "fees": tuple(
                FeeContent(**{**fee, "kind": FeeKind(fee["kind"])}) for fee in data.get("fees", ())
            ),
        }
    )


def _component(data: Mapping[str, Any]) -> ComponentContent:
    return ComponentContent(**{**data, "forms": tuple(FormContent(**form) for form in data.get("forms", ()))})


def _legal_basis(data: Mapping[str, Any]) -> LegalBasisContent:
    issued_on = data.get("issued_on")
    return LegalBasisContent(**{**data, "issued_on": date.fromisoformat(issued_on) if issued_on else None})
