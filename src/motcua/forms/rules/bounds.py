"""The bounds of an answer, and what to say when it lies beyond them."""

from __future__ import annotations

from datetime import date
from typing import Any

from motcua.forms.enums import FieldKind
from motcua.forms.rules.display import day_text, number_text
from motcua.forms.rules.questions import Bound, FormField
from motcua.forms.rules.values import as_day

_LONGEST_NAME = 40
_COUNTED = {
    FieldKind.TEXT: "ký tự",
    FieldKind.LONG_TEXT: "ký tự",
    FieldKind.CHOICES: "mục",
    FieldKind.FILE: "tệp",
}


def beyond(field: FormField, value: Any, *, on: date) -> str:
    """What is wrong with where a read answer lies, "" when nothing is. "today" is the day `on`."""
    if field.kind is FieldKind.DATE:
        return _day_beyond(field, value, on)
    if field.kind is FieldKind.NUMBER:
        return _number_beyond(field, value)
    what = _COUNTED.get(field.kind)
    return _count_beyond(field, len(value), what) if what else ""


def is_placed(address: Any) -> bool:
    """Whether an address says in which commune it lies, or that it lies abroad."""
    return bool(address.get("commune") or address.get("is_abroad"))


def _day_beyond(field: FormField, value: Any, on: date) -> str:
    day, low, high = as_day(value), _limit(field.min, on), _limit(field.max, on)
    if day is None:
        return ""
    name = field.label.rstrip(" :?.") if len(field.label) <= _LONGEST_NAME else "Ngày này"
    if low is not None and day < low:
        return f"{name} không thể ở trước {_day_name(field.min, low)}."
    if high is not None and day > high:
        return f"{name} không thể ở sau {_day_name(field.max, high)}."
    return ""


def _limit(bound: Bound, on: date) -> date | None:
    return on if bound == "today" else as_day(bound)


def _day_name(bound: Bound, day: date) -> str:
    return "hôm nay" if bound == "today" else f"ngày {day_text(day)}"


def _number_beyond(field: FormField, value: Any) -> str:
    if isinstance(field.min, int | float) and value < field.min:
        return f"Phải từ {number_text(field.min)} trở lên."
    if isinstance(field.max, int | float) and value > field.max:
        return f"Không quá {number_text(field.max)}."
    return ""


def _count_beyond(field: FormField, count: int, what: str) -> str:
    if isinstance(field.min, int) and count < field.min:
        return f"Cần ít nhất {field.min} {what}; đang có {count}."
    if isinstance(field.max, int) and count > field.max:
        return f"Không quá {field.max} {what}; đang có {count}."
    return ""
