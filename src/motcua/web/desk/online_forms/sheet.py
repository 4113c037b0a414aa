"""The editor's sheet, posted, as the plain data of a draft: names like "s.0.3.label" by section and question."""

from __future__ import annotations

import contextlib
import json
from typing import Any

from django.http import QueryDict

from motcua.forms.enums import FieldKind
from motcua.forms.rules.editing import keyed, read_options
from motcua.forms.rules.questions import PARTS_OF, WITH_OPTIONS, WITH_PARTS
from motcua.forms.rules.statements import MOST, choose, written
from motcua.forms.rules.texts import Unreadable, read_day, read_number, tidy

_MOST_ROWS = 250
_BOUNDED = {"text", "long_text", "number", "date", "choices", "file"}


def read_sheet(posted: QueryDict) -> dict[str, Any]:
    """What the sheet says; parts without a key get one."""
    sections = [_section(posted, f"s.{number}") for number in range(_count(posted, "s.count"))]
    return keyed({"title": _text(posted, "s.title"), "note": _text(posted, "s.note"), "sections": sections})


def _section(posted: QueryDict, name: str) -> dict[str, Any]:
    said = {"key": _text(posted, f"{name}.key"), "title": _text(posted, f"{name}.title")}
    return {
        **said,
        **_more(posted, name, ("note",)),
        **_condition(posted, name),
        "fields": _items(posted, name),
    }


def _items(posted: QueryDict, name: str) -> list[dict[str, Any]]:
    return [_item(posted, f"{name}.{number}") for number in range(_count(posted, f"{name}.count"))]


def _item(posted: QueryDict, name: str) -> dict[str, Any]:
    kind = posted.get(f"{name}.kind", FieldKind.TEXT.value)
    said: dict[str, Any] = {
        "key": _text(posted, f"{name}.key"),
        "kind": kind,
        "label": _text(posted, f"{name}.label"),
        **_more(posted, name, ("help",)),
        **_condition(posted, name),
    }
    if kind == "group":
        rows = {part: _number(posted.get(f"{name}.{part}", "")) for part in ("min_rows", "max_rows")}
        rows = {part: 1 if value is None else value for part, value in rows.items()}
        return {**said, **_more(posted, name, ("row_label",)), **rows, "fields": _items(posted, name)}
    if kind == FieldKind.NOTE.value:
        return said
    if f"{name}.is_required" in posted:
        said["is_required"] = True
    return {
        **said,
        **_of_kind(posted, name, kind),
        **_more(posted, name, ("width", "prefill", "autocomplete")),
    }


def _of_kind(posted: QueryDict, name: str, kind: str) -> dict[str, Any]:
    """What only questions of this kind are asked."""
    said: dict[str, Any] = {}
    if kind in {word.value for word in WITH_OPTIONS}:
        said["options"] = read_options(
            posted.get(f"{name}.options", ""), _json(posted, f"{name}.before") or []
        )
    if kind == FieldKind.TEXT.value:
        said |= _more(posted, name, ("format", "pattern", "pattern_message"))
    if kind == FieldKind.NUMBER.value:
        said |= _more(posted, name, ("format",))
    if kind in _BOUNDED:
        bounds = {part: _bound(posted.get(f"{name}.{part}", ""), kind) for part in ("min", "max")}
        said |= {part: value for part, value in bounds.items() if value is not None}
    if kind in {word.value for word in WITH_PARTS}:
        asked = [part.value for part in PARTS_OF[FieldKind(kind)]]
        for part in ("parts", "required_parts"):
            chosen = posted.getlist(f"{name}.{part}")
            said |= {part: [word for word in asked if word in chosen]} if chosen else {}
    return said


def _condition(posted: QueryDict, name: str) -> dict[str, Any]:
    """The condition that the lists say; the one that was there stays as it is written while they say the same."""
    before = _json(posted, f"{name}.condition")
    if f"{name}.no_condition" in posted:
        return {}
    chosen = choose(before)
    if f"{name}.condition_open" not in posted or not chosen.is_plain:
        return {"condition": before} if before else {}
    codes = [code for number in range(MOST) if (code := posted.get(f"{name}.statement.{number}", ""))]
    takes_any = posted.get(f"{name}.joined") == "any"
    if tuple(codes) == chosen.codes and (takes_any == chosen.takes_any or len(codes) < 2):
        return {"condition": before} if before else {}
    condition = written(codes, takes_any=takes_any)
    return {"condition": condition} if condition else {}


def _bound(text: str, kind: str) -> int | float | str | None:
    text = tidy(text)
    if not text:
        return None
    if kind == FieldKind.DATE.value:
        if text.casefold() in {"hôm nay", "hom nay", "today"}:
            return "today"
        with contextlib.suppress(Unreadable):
            return read_day(text).isoformat()
        return text
    number = _number(text)
    return text if number is None else number


def _number(text: str) -> int | float | None:
    try:
        return read_number(tidy(text))
    except Unreadable:
        return None


def _count(posted: QueryDict, name: str) -> int:
    text = posted.get(name, "")
    return min(int(text), _MOST_ROWS) if text.isascii() and text.isdigit() and len(text) < 4 else 0


def _more(posted: QueryDict, name: str, parts: tuple[str, ...]) -> dict[str, str]:
    return {part: text for part in parts if (text := _text(posted, f"{name}.{part}"))}


def _text(posted: QueryDict, name: str) -> str:
    return tidy(posted.get(name, ""))


def _json(posted: QueryDict, name: str) -> Any:
    try:
        return json.loads(posted.get(name, "") or "null")
    except (ValueError, RecursionError):
        return None
