"""Conditions as an editor's lists offer them: up to three statements about questions before, joined by and or or."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from motcua.forms.enums import FieldKind
from motcua.forms.rules.conditions import (
    All,
    AnyOf,
    Condition,
    Filled,
    Is,
    Not,
    OneOf,
    condition_as_json,
    read_condition,
)
from motcua.kernel.refusals import Refused

MOST = 3
_BAR = "|"


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing to choose: `code` is what the page posts ("owner_kind|is|person"), `label` what it shows."""

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class Chosen:
    """A condition in terms of the lists: its statements and whether any of them is enough. `is_plain` is false for
    a condition (from a file) that the lists cannot say; it is kept as it is."""

    codes: tuple[str, ...] = ()
    takes_any: bool = False
    is_plain: bool = True


def statements_about(fields: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, list[Statement]]]:
    """What can be said about each of these questions (plain data of a draft): its words and the statements."""
    for field in fields:
        key, kind = str(field.get("key") or ""), field.get("kind")
        if not key or kind in {"group", FieldKind.NOTE.value}:
            continue
        yield str(field.get("label") or key), list(_about(key, kind, field))


def _about(key: str, kind: Any, field: Mapping[str, Any]) -> Iterator[Statement]:
    if kind == FieldKind.YES_NO.value:
        yield Statement(f"{key}|is|+", "trả lời Có")
        yield Statement(f"{key}|is|-", "trả lời Không")
    options = field.get("options")
    for option in options if isinstance(options, list) and kind in {"choice", "choices"} else []:
        if isinstance(option, dict) and option.get("value"):
            yield Statement(f"{key}|is|={option['value']}", f"chọn “{option.get('label', '')}”")
            yield Statement(f"{key}|not|={option['value']}", f"không chọn “{option.get('label', '')}”")
    yield Statement(f"{key}|filled|", "đã trả lời")
    yield Statement(f"{key}|empty|", "chưa trả lời")


def choose(condition: Any) -> Chosen:
    """How the lists say a condition (plain data)."""
    if condition in (None, {}):
        return Chosen()
    try:
        read = read_condition(condition)
    except Refused:
        return Chosen(is_plain=False)
    takes_any = isinstance(read, AnyOf | OneOf)
    codes = [_code(part) for part in _parts(read)]
    if len(codes) > MOST or not all(codes):
        return Chosen(is_plain=False)
    return Chosen(tuple(code for code in codes if code), takes_any)


def _parts(condition: Condition) -> list[Condition]:
    if isinstance(condition, All | AnyOf):
        return list(condition.parts)
    if isinstance(condition, OneOf):
        return [Is(condition.field, value) for value in condition.values]
    return [condition]


def _code(condition: Condition) -> str | None:
    match condition:
        case Is(field, value):
            return _BAR.join([field, "is", _value(value)])
        case Not(Is(field, value)):
            return _BAR.join([field, "not", _value(value)])
        case Filled(field, is_filled):
            return _BAR.join([field, "filled" if is_filled else "empty", ""])
    return None


def _value(value: str | bool) -> str:
    return {True: "+", False: "-"}[value] if isinstance(value, bool) else f"={value}"


def written(codes: Sequence[str], *, takes_any: bool) -> dict[str, Any] | None:
    """The condition (plain data) that the chosen statements make; None for none. Codes nobody offered are left out."""
    parts = [part for code in dict.fromkeys(codes) if (part := _read(code)) is not None]
    if not parts:
        return None
    if len(parts) == 1:
        return condition_as_json(parts[0])
    return condition_as_json(AnyOf(tuple(parts)) if takes_any else All(tuple(parts)))


def _read(code: str) -> Condition | None:
    field, _, rest = code.partition(_BAR)
    verb, _, value = rest.partition(_BAR)
    said: str | bool = value[1:] if value.startswith("=") else value == "+"
    if not field:
        return None
    found: dict[str, Condition] = {
        "is": Is(field, said),
        "not": Not(Is(field, said)),
        "filled": Filled(field, True),
        "empty": Filled(field, False),
    }
    return found.get(verb)


def in_words(condition: Any, fields: Mapping[str, Mapping[str, Any]]) -> str:
    """A condition (plain data) in words; `fields` are the questions (plain data) by key. "" for none."""
    if condition in (None, {}):
        return ""
    try:
        return _words(read_condition(condition), fields)
    except Refused:
        return "điều kiện chưa đúng"


def _words(condition: Condition, fields: Mapping[str, Mapping[str, Any]]) -> str:
    match condition:
        case Is(field, value):
            return f"“{_name(field, fields)}” là {_shown(field, value, fields)}"
        case OneOf(field, values):
            told = " hoặc ".join(_shown(field, value, fields) for value in values)
            return f"“{_name(field, fields)}” là {told}"
        case Filled(field, is_filled):
            return f"“{_name(field, fields)}” {'đã' if is_filled else 'chưa'} trả lời"
        case Not(part):
            return f"không phải ({_words(part, fields)})"
        case All(parts):
            return " và ".join(_within(part, fields, AnyOf) for part in parts)
        case AnyOf(parts):
            return " hoặc ".join(_within(part, fields, All) for part in parts)


def _within(
    condition: Condition, fields: Mapping[str, Mapping[str, Any]], bracketed: type[All | AnyOf]
) -> str:
    words = _words(condition, fields)
    return f"({words})" if isinstance(condition, bracketed) else words


def _name(field: str, fields: Mapping[str, Mapping[str, Any]]) -> str:
    return str(fields.get(field, {}).get("label") or field)[:60]


def _shown(field: str, value: str | bool, fields: Mapping[str, Mapping[str, Any]]) -> str:
    if isinstance(value, bool):
        return "Có" if value else "Không"
    options = fields.get(field, {}).get("options")
    labels = {
        str(one.get("value")): str(one.get("label"))
        for one in (options if isinstance(options, list) else [])
        if isinstance(one, dict)
    }
    return f"“{labels.get(value, value)}”"
