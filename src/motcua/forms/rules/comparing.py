"""What is different between two versions of a form, in words for officers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

_PROPERTIES = {
    "label": "câu hỏi",
    "title": "tên",
    "note": "lời dẫn",
    "kind": "loại",
    "help": "lời giải thích",
    "is_required": "bắt buộc",
    "condition": "điều kiện",
    "options": "các lựa chọn",
    "format": "dạng chữ",
    "min": "giá trị nhỏ nhất",
    "max": "giá trị lớn nhất",
    "pattern": "mẫu ký tự",
    "pattern_message": "lời báo",
    "parts": "các mục hỏi",
    "required_parts": "các mục bắt buộc",
    "width": "độ rộng",
    "autocomplete": "gợi ý cho trình duyệt",
    "prefill": "nguồn điền sẵn",
    "min_rows": "số dòng ít nhất",
    "max_rows": "số dòng nhiều nhất",
    "row_label": "tên dòng",
}


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """Each difference as one sentence, in the order of the new form; what is gone comes last. Empty when they say
    the same. Unfinished drafts may be compared as well."""
    old, new = dict(_places(before)), dict(_places(after))
    told = []
    for key, item in new.items():
        was = old.get(key)
        told += [f"Thêm {_name(item)}."] if was is None else _changes(was, item)
    told += [f"Bỏ {_name(item)}." for key, item in old.items() if key not in new]
    if not told and [*old] != [*new]:
        told.append("Đổi thứ tự các câu hỏi.")
    return told


def _places(form: Mapping[str, Any]) -> Iterator[tuple[tuple[str, ...], Mapping[str, Any]]]:
    if form:
        yield ("",), {"kind": "form", **{name: form.get(name) for name in ("title", "note")}}
    for section in form.get("sections", []):
        key = str(section.get("key", ""))
        yield ("section", key), {"kind": "section", **section}
        yield from _items(section, "")


def _items(holder: Mapping[str, Any], group: str) -> Iterator[tuple[tuple[str, ...], Mapping[str, Any]]]:
    for item in holder.get("fields", []):
        key = str(item.get("key", ""))
        yield ("item", group, key), item
        if item.get("kind") == "group":
            yield from _items(item, key)


def _name(item: Mapping[str, Any]) -> str:
    kind = item.get("kind")
    label = str(item.get("label") or item.get("title") or item.get("key") or "")[:80]
    what = {"form": "biểu mẫu", "section": "phần", "group": "nhóm", "note": "lời hướng dẫn"}.get(
        str(kind), "câu"
    )
    return f"{what} “{label}”"


def _changes(was: Mapping[str, Any], item: Mapping[str, Any]) -> list[str]:
    names = [name for name in _PROPERTIES if _usual(was.get(name)) != _usual(item.get(name))]
    if not names:
        return []
    return [f"Sửa {_name(item)}: {', '.join(_PROPERTIES[name] for name in names)}."]


def _usual(value: Any) -> Any:
    return None if value is False or value in ("", [], {}) else value
