"""When a question is asked: a closed little language, kept as data and never executed as code.

{"field": "owner_kind", "is": "person"}          the answer is this one (or, of several ticked, has this one)
{"field": "owner_kind", "in": ["person", "firm"]} the answer is one of these
{"field": "phone", "filled": true}                there is an answer (false: there is none)
{"not": …}   {"all": [… , …]}   {"any": [… , …]}  of conditions
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias, TypeGuard

from motcua.kernel.refusals import Refused

DEEPEST = 4
MOST_PARTS = 12


@dataclass(frozen=True, slots=True)
class Is:
    """The answer to `field` is `value`."""

    field: str
    value: str | bool


@dataclass(frozen=True, slots=True)
class OneOf:
    """The answer to `field` is one of `values`."""

    field: str
    values: tuple[str | bool, ...]


@dataclass(frozen=True, slots=True)
class Filled:
    """There is an answer to `field`, or there is none."""

    field: str
    is_filled: bool = True


@dataclass(frozen=True, slots=True)
class Not:
    """`part` does not hold."""

    part: Condition


@dataclass(frozen=True, slots=True)
class All:
    """Every part holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one part holds."""

    parts: tuple[Condition, ...]


Condition: TypeAlias = Is | OneOf | Filled | Not | All | AnyOf


def read_condition(data: Any, *, depth: int = 0) -> Condition:
    """The condition that plain data says.

    :raises Refused: "form-condition-wrong" with a reason in words.
    """
    if not isinstance(data, Mapping) or depth > DEEPEST:
        raise _wrong("điều kiện phải là một mục, lồng nhau không quá bốn lớp")
    keys = set(data)
    if keys == {"not"}:
        return Not(read_condition(data["not"], depth=depth + 1))
    if keys in ({"all"}, {"any"}):
        word = keys.pop()
        parts = data[word]
        if not isinstance(parts, list) or not 1 <= len(parts) <= MOST_PARTS:
            raise _wrong(f"“{word}” phải có từ một đến {MOST_PARTS} điều kiện con")
        inner = tuple(read_condition(part, depth=depth + 1) for part in parts)
        return All(inner) if word == "all" else AnyOf(inner)
    return _read_question(data, keys)


def _read_question(data: Mapping[str, Any], keys: set[str]) -> Condition:
    field = data.get("field")
    if not isinstance(field, str) or not field:
        raise _wrong("điều kiện phải nêu tên một câu hỏi (“field”)")
    if keys == {"field", "is"} and isinstance(data["is"], str | bool):
        return Is(field, data["is"])
    if keys == {"field", "filled"} and isinstance(data["filled"], bool):
        return Filled(field, data["filled"])
    values = data.get("in")
    if keys == {"field", "in"} and _are_values(values):
        return OneOf(field, tuple(values))
    raise _wrong("điều kiện chỉ được nói “is”, “in” hoặc “filled” về một câu hỏi")


def _are_values(values: Any) -> TypeGuard[list[str | bool]]:
    return (
        isinstance(values, list)
        and 1 <= len(values) <= 100
        and all(isinstance(value, str | bool) for value in values)
    )


def _wrong(reason: str) -> Refused:
    return Refused("form-condition-wrong", f"Điều kiện chưa đúng: {reason}.")


def condition_as_json(condition: Condition) -> dict[str, Any]:
    """The plain data of a condition, as `read_condition` takes it."""
    match condition:
        case Is(field, value):
            return {"field": field, "is": value}
        case OneOf(field, values):
            return {"field": field, "in": list(values)}
        case Filled(field, is_filled):
            return {"field": field, "filled": is_filled}
        case Not(part):
            return {"not": condition_as_json(part)}
        case All(parts):
            return {"all": [condition_as_json(part) for part in parts]}
        case AnyOf(parts):
            return {"any": [condition_as_json(part) for part in parts]}


def questions_in(condition: Condition) -> list[Is | OneOf | Filled]:
    """What a condition says about single questions, in order."""
    match condition:
        case Not(part):
            return questions_in(part)
        case All(parts) | AnyOf(parts):
            return [question for part in parts for question in questions_in(part)]
        case question:
            return [question]


def holds(condition: Condition | None, answers: Mapping[str, Any]) -> bool:
    """Whether the condition holds for these answers; no condition always does.

    A question that was not asked or not answered is not filled and equals nothing.
    """
    match condition:
        case None:
            return True
        case Is(field, value):
            return _has(answers.get(field), value)
        case OneOf(field, values):
            return any(_has(answers.get(field), value) for value in values)
        case Filled(field, is_filled):
            return is_there(answers.get(field)) is is_filled
        case Not(part):
            return not holds(part, answers)
        case All(parts):
            return all(holds(part, answers) for part in parts)
        case AnyOf(parts):
            return any(holds(part, answers) for part in parts)


def is_there(answer: Any) -> bool:
    """Whether an answer says anything."""
    return answer is not None and answer not in ("", [], {})


def _has(answer: Any, value: str | bool) -> bool:
    if isinstance(answer, list):
        return value in answer
    return type(answer) is type(value) and answer == value
