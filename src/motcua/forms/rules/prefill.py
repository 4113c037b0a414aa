"""Filling empty answers from what is known already, so that people say a thing once.

Basis: NĐ 224/2026/NĐ-CP art. 15(1d); NĐ 309/2026/NĐ-CP art. 4(2a).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from motcua.forms.enums import FieldKind
from motcua.forms.rules.conditions import is_there
from motcua.forms.rules.questions import FormField, FormSchema, Group
from motcua.forms.rules.values import read_value


@dataclass(frozen=True, slots=True)
class Prefilled:
    """Answers with the empty ones filled where something was known; `origins` says for each filled path from where
    ("person.full_name")."""

    answers: dict[str, Any]
    origins: dict[str, str]


def prefill(
    schema: FormSchema, sources: Mapping[str, Any], *, answers: Mapping[str, Any] | None = None
) -> Prefilled:
    """`answers` with empty questions filled from `sources`: {"person": {"full_name": …}, "previous": {…}}.

    A question names its source ("submitter.phone"); one about a person may name all of them ("person"). What a
    source says is taken only when it is a right answer to the question. Repeated groups, files and what has an
    answer are left alone.
    """
    filled: dict[str, Any] = dict(answers or {})
    origins: dict[str, str] = {}
    for _, item in schema.items():
        if isinstance(item, Group):
            if not item.is_repeated:
                _fill_row(item, filled, origins, sources)
        elif (value := _known(item, filled.get(item.key), sources)) is not None:
            filled[item.key], origins[item.key] = value, item.prefill
    return Prefilled(filled, origins)


def _fill_row(
    group: Group, filled: dict[str, Any], origins: dict[str, str], sources: Mapping[str, Any]
) -> None:
    rows = filled.get(group.key)
    row = dict(rows[0]) if isinstance(rows, list) and rows and isinstance(rows[0], Mapping) else {}
    for field in group.fields:
        if (value := _known(field, row.get(field.key), sources)) is not None:
            row[field.key], origins[f"{group.key}.0.{field.key}"] = value, field.prefill
    if row:
        filled[group.key] = [row]


def _known(field: FormField, answer: Any, sources: Mapping[str, Any]) -> Any:
    if not field.prefill or is_there(answer) or field.kind is FieldKind.FILE:
        return None
    source, _, name = field.prefill.partition(".")
    said = sources.get(source)
    raw = (said.get(name) if isinstance(said, Mapping) else None) if name else said
    reading = read_value(field, raw)
    return reading.value if not reading.faults else None
