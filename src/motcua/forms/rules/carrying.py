"""Taking a draft over to a new version of its form; its owner chooses when, and nothing is lost unsaid."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from motcua.forms.rules.conditions import is_there
from motcua.forms.rules.display import answer_text
from motcua.forms.rules.questions import FormField, FormSchema, Group, Item
from motcua.forms.rules.values import join, read_value


class Lost(NamedTuple):
    """An answer with no place in the new form, in words, so that its owner can write it elsewhere."""

    path: str
    label: str
    text: str


class Wanted(NamedTuple):
    """A question that the new form requires and that has no answer yet."""

    path: str
    label: str


class CarriedOver(NamedTuple):
    """Answers in the new form, what did not fit, and what is newly required."""

    answers: dict[str, Any]
    dropped: list[Lost]
    new_required: list[Wanted]


def carry_over(answers: Any, old_schema: FormSchema, new_schema: FormSchema) -> CarriedOver:
    """`answers` to the old form as answers to the new one: by the key of the question, where they can be read there.

    Never refuses. Files are kept by their identifiers; whether they are still there is for the check.
    """
    said = answers if isinstance(answers, Mapping) else {}
    kept: dict[str, Any] = {}
    dropped: list[Lost] = []
    for _, item in old_schema.items():
        raw = said.get(item.key)
        if is_there(raw):
            _carry(item, new_schema.find(item.key), raw, kept, dropped)
    return CarriedOver(kept, dropped, _newly_required(old_schema, new_schema, kept))


def _carry(old: Item, new: Item | None, raw: Any, kept: dict[str, Any], dropped: list[Lost]) -> None:
    if isinstance(old, Group):
        rows = _rows(raw)
        if isinstance(new, Group):
            carried = [_carry_row(old, new, row, number, dropped) for number, row in enumerate(rows)]
            filled = [row for row in carried if row]
            if filled:
                kept[new.key] = filled
        else:
            for number, row in enumerate(rows):
                _carry_row(old, None, row, number, dropped)
    else:
        value = _read(new, raw) if isinstance(new, FormField) else None
        if value is not None:
            kept[old.key] = value
        else:
            _drop(old, raw, old.key, dropped)


def _carry_row(
    old: Group, new: Group | None, row: Mapping[str, Any], number: int, dropped: list[Lost]
) -> dict[str, Any]:
    asked = {field.key: field for field in new.fields} if new else {}
    kept = {}
    for field in old.fields:
        raw = row.get(field.key)
        if not is_there(raw):
            continue
        found = asked.get(field.key)
        value = _read(found, raw) if found else None
        if value is not None:
            kept[field.key] = value
        else:
            _drop(field, raw, join(old.key, number, field.key), dropped)
    return kept


def _read(field: FormField, raw: Any) -> Any:
    reading = read_value(field, raw)
    return reading.value if not reading.faults else None


def _drop(field: FormField, raw: Any, path: str, dropped: list[Lost]) -> None:
    text = answer_text(field, raw) or (raw if isinstance(raw, str) else "")
    if text:
        dropped.append(Lost(path, field.label, text))


def _rows(raw: Any) -> list[Mapping[str, Any]]:
    rows = raw if isinstance(raw, list) else [raw]
    return [row for row in rows if isinstance(row, Mapping)]


def _newly_required(old: FormSchema, new: FormSchema, kept: Mapping[str, Any]) -> list[Wanted]:
    """Required questions without an answer that the old form did not require; conditions are left to the check."""
    wanted = []
    for _, item in new.items():
        before = old.find(item.key)
        if isinstance(item, FormField):
            was = isinstance(before, FormField) and before.is_required
            if item.is_required and not was and not is_there(kept.get(item.key)):
                wanted.append(Wanted(item.key, item.label))
        elif item.min_rows and not is_there(kept.get(item.key)) and not isinstance(before, Group):
            wanted.append(Wanted(item.key, item.label))
    return wanted
