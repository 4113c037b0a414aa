"""What a browser posted, as answers: flat names ("a.owner.phone", "a.copies.0.quantity") to nested plain data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any, Protocol

from motcua.forms.enums import FieldKind
from motcua.forms.rules.conditions import is_there
from motcua.forms.rules.questions import WITH_PARTS, FormField, FormSchema, Group
from motcua.forms.rules.values import join, part_field, parts_of

ACT = "a-act"
_MOST_ROWS = 70


class Posted(Protocol):
    """What this room asks of `request.POST`."""

    def get(self, key: str, default: Any = None, /) -> Any: ...

    def getlist(self, key: str, /) -> list[Any]: ...


def name_of(path: str) -> str:
    """The name of the control that asks for `path`."""
    return f"a.{path}"


def read_post(schema: FormSchema, posted: Posted) -> dict[str, Any]:
    """The answers that were posted, as they were typed; questions without an answer are left out."""
    answers: dict[str, Any] = {}
    for _, item in schema.items():
        value = _rows(item, posted) if isinstance(item, Group) else _answer(item, item.key, posted)
        if is_there(value):
            answers[item.key] = value
    return answers


def _rows(group: Group, posted: Posted) -> list[dict[str, Any]]:
    rows = []
    for number in range(_count(posted.get(name_of(join(group.key, "rows"))))):
        row = {
            field.key: value
            for field in group.fields
            if is_there(value := _answer(field, join(group.key, number, field.key), posted))
        }
        rows.append(row)
    return rows


def _count(text: Any) -> int:
    is_number = isinstance(text, str) and text.isascii() and text.isdigit() and len(text) < 4
    return min(int(text), _MOST_ROWS) if is_number else 0


def _answer(field: FormField, path: str, posted: Posted) -> Any:
    if field.kind in WITH_PARTS:
        parts = ((part.value, part_field(part)) for part in parts_of(field))
        said = {name: _answer(asked, join(path, name), posted) for name, asked in parts}
        return {name: value for name, value in said.items() if is_there(value)}
    if field.kind is FieldKind.ADDRESS:
        return _address(path, posted)
    if field.kind is FieldKind.SCHOOL:
        return _texts(path, posted, ("name", "agency", "agency_name"))
    if field.kind in {FieldKind.CHOICES, FieldKind.FILE}:
        return [value for value in posted.getlist(name_of(path)) if isinstance(value, str) and value]
    if field.kind is FieldKind.NOTE:
        return None
    value = posted.get(name_of(path))
    return value if isinstance(value, str) and value.strip() else None


def _address(path: str, posted: Posted) -> dict[str, Any]:
    said: dict[str, Any] = _texts(
        path, posted, ("street", "typed", "commune", "commune_text", "former", "pick")
    )
    if posted.get(name_of(join(path, "is_abroad"))):
        said["is_abroad"] = True
    return said


def _texts(path: str, posted: Posted, names: tuple[str, ...]) -> dict[str, Any]:
    values = ((name, posted.get(name_of(join(path, name)))) for name in names)
    return {name: value for name, value in values if isinstance(value, str) and value.strip()}


def file_paths(schema: FormSchema, answers: Mapping[str, Any]) -> Iterator[str]:
    """The path of each question for files, in rows as many as there are."""
    for _, item in schema.items():
        if isinstance(item, FormField):
            if item.kind is FieldKind.FILE:
                yield item.key
            continue
        rows = answers.get(item.key)
        for number in range(len(rows) if isinstance(rows, list) else 0):
            for field in item.fields:
                if field.kind is FieldKind.FILE:
                    yield join(item.key, number, field.key)


def put(answers: dict[str, Any], path: str, value: Any) -> None:
    """Set the answer at `path`, rows and parts made where they are missing."""
    holder: Any = answers
    steps = path.split(".")
    for step, after in pairwise(steps):
        fresh: Any = [] if after.isdigit() else {}
        if isinstance(holder, list):
            place = int(step)
            holder.extend({} for _ in range(place + 1 - len(holder)))
            holder = holder[place]
        else:
            holder = holder.setdefault(step, fresh)
    holder[steps[-1]] = value


def get(answers: Mapping[str, Any], path: str) -> Any:
    """The answer at `path`, None where there is none."""
    found: Any = answers
    for step in path.split("."):
        if isinstance(found, list):
            found = found[int(step)] if step.isdigit() and int(step) < len(found) else None
        elif isinstance(found, Mapping):
            found = found.get(step)
        else:
            return None
    return found
