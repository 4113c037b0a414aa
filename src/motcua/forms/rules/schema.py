"""The schema of an online form as data: read with all its faults told, written back to the same.

Officers write schemas on a page, they are stored as JSON and travel as JSON. `read_schema` is the only way in and
refuses whatever this room could not show or check; `as_json` is the way out.
"""

from __future__ import annotations

from typing import Any

from motcua.forms.enums import AnswerFormat, Width
from motcua.forms.rules.conditions import Condition, condition_as_json
from motcua.forms.rules.questions import FormField, FormSchema, Group, Item, Option, Section
from motcua.forms.rules.reading import SchemaProblem, SchemaReader
from motcua.kernel.refusals import Refused

__all__ = [
    "FormField",
    "FormSchema",
    "Group",
    "Item",
    "Option",
    "SchemaProblem",
    "Section",
    "as_json",
    "problems_of",
    "read_draft",
    "read_schema",
]

MOST_PROBLEMS = 50


def read_schema(data: Any) -> FormSchema:
    """The form that plain data describes.

    :raises Refused: "form-schema-wrong" with `problems`, each a place ("sections.0.fields.2") and a message that
        names the part and the question.
    """
    schema, problems = _read(data)
    if problems:
        told = " ".join(problem.message for problem in problems[:3])
        more = f" Còn {len(problems) - 3} chỗ khác." if len(problems) > 3 else ""
        raise Refused(
            "form-schema-wrong",
            f"Biểu mẫu chưa dùng được. {told}{more} Sửa các chỗ này rồi thử lại.",
            problems=[{"place": problem.place, "message": problem.message} for problem in problems],
        )
    return schema


def problems_of(data: Any) -> list[SchemaProblem]:
    """Everything that keeps plain data from being a form, in the order of the form; empty when it is one."""
    return _read(data)[1]


def read_draft(data: Any) -> tuple[FormSchema, list[SchemaProblem]]:
    """What can be made of an unfinished form, to be shown to who writes it, and everything that is wrong with it."""
    return _read(data)


def as_json(schema: FormSchema) -> dict[str, Any]:
    """The plain data of a form, as `read_schema` takes it; what is as usual is left out."""
    sections = [
        _without_usual(
            {
                "key": section.key,
                "title": section.title,
                "note": section.note,
                "condition": _condition_json(section.condition),
                "fields": [_item_json(item) for item in section.fields],
            }
        )
        for section in schema.sections
    ]
    return _without_usual({"title": schema.title, "note": schema.note, "sections": sections})


def _item_json(item: Item) -> dict[str, Any]:
    if isinstance(item, Group):
        return {
            **_without_usual(
                {
                    "key": item.key,
                    "kind": "group",
                    "label": item.label,
                    "help": item.help,
                    "row_label": item.row_label,
                    "condition": _condition_json(item.condition),
                }
            ),
            "min_rows": item.min_rows,
            "max_rows": item.max_rows,
            "fields": [_item_json(field) for field in item.fields],
        }
    return _without_usual(
        {
            "key": item.key,
            "kind": item.kind.value,
            "label": item.label,
            "help": item.help,
            "is_required": item.is_required,
            "condition": _condition_json(item.condition),
            "options": [{"value": option.value, "label": option.label} for option in item.options],
            "format": "" if item.format is AnswerFormat.ANY else item.format.value,
            "min": item.min,
            "max": item.max,
            "pattern": item.pattern,
            "pattern_message": item.pattern_message,
            "parts": [part.value for part in item.parts],
            "required_parts": [part.value for part in item.required_parts],
            "width": "" if item.width is Width.FULL else item.width.value,
            "autocomplete": item.autocomplete,
            "prefill": item.prefill,
        }
    )


def _condition_json(condition: Condition | None) -> dict[str, Any] | None:
    return condition_as_json(condition) if condition is not None else None


def _without_usual(data: dict[str, Any]) -> dict[str, Any]:
    return {
        name: value
        for name, value in data.items()
        if name in {"title", "sections", "fields"}
        or not (value is None or value is False or value in ("", []))
    }


def _read(data: Any) -> tuple[FormSchema, list[SchemaProblem]]:
    reader = SchemaReader()
    schema = reader.schema(data)
    return schema, reader.problems[:MOST_PROBLEMS]
