"""Answers as people read them: for previews, pages of a dossier and papers; and what changed between two times."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from motcua.forms.enums import FieldKind
from motcua.forms.rules.conditions import holds, is_there
from motcua.forms.rules.questions import WITH_PARTS, FormField, FormSchema, Group, Section
from motcua.forms.rules.values import as_day, join, part_field, parts_of

MOST_COMPARED_ROWS = 200


@dataclass(frozen=True, slots=True)
class Line:
    """One answer in words: where it stands ("owner.phone"), what was asked, what was said, whether it is new."""

    path: str
    label: str
    text: str
    is_changed: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """The answers of one section, or of one row of a group, in order."""

    title: str
    lines: tuple[Line, ...]


def summary(
    schema: FormSchema, answers: Mapping[str, Any], *, files: Mapping[str, str] | None = None
) -> list[tuple[str, list[tuple[str, str]]]]:
    """The answered questions section by section: (section, [(label, text)]). `files` names files by identifier."""
    return [
        (block.title, [(line.label, line.text) for line in block.lines])
        for block in blocks(schema, answers, files=files)
    ]


def blocks(
    schema: FormSchema,
    answers: Mapping[str, Any],
    *,
    files: Mapping[str, str] | None = None,
    changed_paths: Collection[str] = (),
) -> list[Block]:
    """The answered questions as `summary` gives them, each with its path and whether it is among `changed_paths`."""
    names = files or {}
    found = []
    for section in schema.sections:
        if holds(section.condition, answers):
            lines = tuple(
                Line(line.path, line.label, line.text, line.path in changed_paths)
                for line in _section_lines(section, answers, names)
            )
            if lines:
                found.append(Block(section.title, lines))
    return found


def changed(schema: FormSchema, old: Mapping[str, Any], new: Mapping[str, Any]) -> list[str]:
    """The paths whose answer in `new` reads otherwise than in `old`, in the order of the form; rows by their number.

    An answer that is gone is named as well, though `new` has no line for it.
    """
    before = {line.path: line.text for line in _all_lines(schema, old)}
    after = {line.path: line.text for line in _all_lines(schema, new)}
    order = list(dict.fromkeys([*after, *before]))
    return [path for path in order if before.get(path) != after.get(path)]


def _all_lines(schema: FormSchema, answers: Mapping[str, Any]) -> Iterator[Line]:
    for section in schema.sections:
        if holds(section.condition, answers):
            yield from _section_lines(section, answers, {})


def _section_lines(section: Section, answers: Mapping[str, Any], files: Mapping[str, str]) -> Iterator[Line]:
    for item in section.fields:
        if not holds(item.condition, answers):
            continue
        if isinstance(item, Group):
            yield from _group_lines(item, answers, files)
        else:
            yield from _field_lines(item, answers.get(item.key), item.key, item.label, files)


def _group_lines(group: Group, answers: Mapping[str, Any], files: Mapping[str, str]) -> Iterator[Line]:
    rows = answers.get(group.key)
    inner = {field.key for field in group.fields}
    outer = {key: value for key, value in answers.items() if key not in inner}
    for number, row in enumerate(rows[:MOST_COMPARED_ROWS] if isinstance(rows, list) else []):
        if not isinstance(row, Mapping):
            continue
        for field in group.fields:
            if holds(field.condition, {**outer, **row}):
                label = row_label(group, number) + field.label
                yield from _field_lines(
                    field, row.get(field.key), join(group.key, number, field.key), label, files
                )


def row_label(group: Group, number: int) -> str:
    """What stands before the questions of a row: "Bản sao 2 – "; "" where there is only one row."""
    return f"{group.row_label or group.label} {number + 1} – " if group.is_repeated else ""


def _field_lines(
    field: FormField, value: Any, path: str, label: str, files: Mapping[str, str]
) -> Iterator[Line]:
    if not is_there(value):
        return
    if field.kind not in WITH_PARTS:
        if text := answer_text(field, value, files=files):
            yield Line(path, label, text)
    elif isinstance(value, Mapping):
        for part in parts_of(field):
            asked = part_field(part)
            if text := answer_text(asked, value.get(part.value)):
                yield Line(join(path, part.value), f"{label} – {asked.label}", text)


def answer_text(field: FormField, value: Any, *, files: Mapping[str, str] | None = None) -> str:
    """One kept answer in words, on one line where its kind allows; "" for none or what cannot be read."""
    return _TEXTS[field.kind](field, value, files or {}) if is_there(value) else ""


def day_text(day: date) -> str:
    """09/09/2026."""
    return f"{day:%d/%m/}{day.year:04d}"


def number_text(number: int | float) -> str:
    """1.250 or 7,5, as Vietnamese writes numbers."""
    plain = f"{number:,}" if isinstance(number, int) else f"{number:,.4f}".rstrip("0").rstrip(".")
    return plain.translate(str.maketrans(",.", ".,"))


def address_text(value: Any) -> str:
    """An address on one line, what it was called before in brackets."""
    if not isinstance(value, Mapping):
        return ""
    names = [value.get(name) for name in ("street", "commune_name", "province_name")]
    text = ", ".join(name for name in names if isinstance(name, str) and name)
    former = value.get("former")
    return f"{text} (trước đây: {former})" if text and isinstance(former, str) and former else text


def _plain(field: FormField, value: Any, files: Mapping[str, str]) -> str:
    return value if isinstance(value, str) else ""


def _number(field: FormField, value: Any, files: Mapping[str, str]) -> str:
    return number_text(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def _day(field: FormField, value: Any, files: Mapping[str, str]) -> str:
    day = as_day(value)
    return day_text(day) if day else ""


def _chosen(field: FormField, value: Any, files: Mapping[str, str]) -> str:
    given = value if isinstance(value, list) else [value]
    return "; ".join(option.label for option in field.options if option.value in given)


def _yes_no(field: FormField, value: Any, files: Mapping[str, str]) -> str:
    return ("Có" if value else "Không") if isinstance(value, bool) else ""


def _files(field: FormField, value: Any, files: Mapping[str, str]) -> str:
    given = value if isinstance(value, list) else []
    return "; ".join(files.get(one, one) for one in given if isinstance(one, str))


def _school(field: FormField, value: Any, files: Mapping[str, str]) -> str:
    name = value.get("name") if isinstance(value, Mapping) else ""
    return name if isinstance(name, str) else ""


def _address(field: FormField, value: Any, files: Mapping[str, str]) -> str:
    return address_text(value)


def _parts(field: FormField, value: Any, files: Mapping[str, str]) -> str:
    said = value if isinstance(value, Mapping) else {}
    return "; ".join(
        filter(None, (answer_text(part_field(part), said.get(part.value)) for part in parts_of(field)))
    )


_TEXTS: Mapping[FieldKind, Callable[[FormField, Any, Mapping[str, str]], str]] = {
    FieldKind.TEXT: _plain,
    FieldKind.LONG_TEXT: _plain,
    FieldKind.NUMBER: _number,
    FieldKind.DATE: _day,
    FieldKind.CHOICE: _chosen,
    FieldKind.CHOICES: _chosen,
    FieldKind.YES_NO: _yes_no,
    FieldKind.FILE: _files,
    FieldKind.PERSON: _parts,
    FieldKind.ORGANISATION: _parts,
    FieldKind.SCHOOL: _school,
    FieldKind.ADDRESS: _address,
    FieldKind.NOTE: _plain,
}
