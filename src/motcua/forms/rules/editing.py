"""A form while it is being written: plain data that may be unfinished, and the moves an editor makes in it.

Places are tuples: (section,), (section, item), (section, group, field), each counted from 0.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from typing import Any

from motcua.forms.enums import FieldKind
from motcua.forms.rules.texts import tidy
from motcua.kernel.refusals import Refused
from motcua.kernel.text import fold

LARGEST = 400_000
_DEEPEST = 14


def plain(data: Any) -> dict[str, Any]:
    """`data` as a draft keeps it: a title and sections with questions, whatever else it says left as it is.

    :raises Refused: "form-draft-unreadable" when it is no form at all or too large to keep.
    """
    if not isinstance(data, Mapping) or not isinstance(data.get("sections", []), list):
        raise _unreadable("không có các phần của một biểu mẫu")
    said: dict[str, Any] = _plain(data, 0)
    if len(json.dumps(said, ensure_ascii=False)) > LARGEST:
        raise _unreadable("biểu mẫu quá lớn")
    said["title"] = said["title"] if isinstance(said.get("title"), str) else ""
    said["sections"] = [_container(section) for section in said.get("sections", [])]
    return said


def _container(data: Any) -> dict[str, Any]:
    """A section or group with its questions, each a mapping."""
    if not isinstance(data, dict):
        raise _unreadable("có phần không đúng dạng")
    items = data.get("fields", [])
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise _unreadable("có câu hỏi không đúng dạng")
    data["fields"] = [_container(item) if item.get("kind") == "group" else item for item in items]
    return data


def _plain(data: Any, depth: int) -> Any:
    if depth > _DEEPEST:
        raise _unreadable("các mục lồng nhau quá sâu")
    if isinstance(data, str):
        return tidy(data)
    if isinstance(data, Mapping):
        return {tidy(str(name))[:60]: _plain(value, depth + 1) for name, value in data.items()}
    if isinstance(data, list):
        return [_plain(value, depth + 1) for value in data]
    if isinstance(data, bool) or data is None or (isinstance(data, int | float) and abs(data) < 10**18):
        return data
    raise _unreadable("có giá trị không ghi lại được")


def _unreadable(reason: str) -> Refused:
    return Refused(
        "form-draft-unreadable", f"Không lưu được dự thảo: {reason}. Kiểm tra lại tệp hoặc trang đang sửa."
    )


def digest(data: Any) -> str:
    """A short mark of what a draft says: two drafts with the same mark say the same."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16]


NEW_FIELD = {"key": "", "kind": FieldKind.TEXT.value, "label": "", "is_required": True}
NEW_GROUP = {"key": "", "kind": "group", "label": "", "min_rows": 1, "max_rows": 10}
_PLACE = re.compile(r"[0-9]{1,3}(\.[0-9]{1,3}){0,2}")


def rearranged(data: dict[str, Any], act: str) -> str:
    """Do to the draft what an editor's button says; the place where the cursor belongs afterwards, "" for nowhere.

    "add-section", "add-field:0" (into a section, or "0.2" into a group), "add-group:0", "up:0.3", "down:0.3",
    "remove:0.3". A place is counted from 0; one that is not there changes nothing. Changes `data`.
    """
    verb, _, place = act.partition(":")
    if verb == "add-section":
        data["sections"].append({"key": "", "title": "", "fields": [dict(NEW_FIELD)]})
        return str(len(data["sections"]) - 1)
    steps = [int(step) for step in place.split(".")] if _PLACE.fullmatch(place) else []
    if verb in {"add-field", "add-group"}:
        return _add(data, steps, place, is_group=verb == "add-group")
    holder = _list_at(data, steps[:-1])
    if holder is None or not steps or steps[-1] >= len(holder):
        return ""
    return _move(holder, steps, verb)


def _add(data: dict[str, Any], steps: list[int], place: str, *, is_group: bool) -> str:
    inner = _list_at(data, steps) if steps else None
    if inner is None or (is_group and len(steps) > 1):
        return ""
    inner.append({**NEW_GROUP, "fields": [dict(NEW_FIELD)]} if is_group else dict(NEW_FIELD))
    return f"{place}.{len(inner) - 1}"


def _move(holder: list[Any], steps: list[int], verb: str) -> str:
    *above, here = steps
    if verb == "remove":
        del holder[here]
        return ".".join(map(str, [*above, max(0, here - 1)]))
    there = here + {"up": -1, "down": 1}.get(verb, 0)
    if 0 <= there < len(holder):
        holder[here], holder[there] = holder[there], holder[here]
        here = there
    return ".".join(map(str, [*above, here]))


def _list_at(data: Mapping[str, Any], steps: list[int]) -> list[Any] | None:
    """The sections of the form, the questions of a section, or those of a group."""
    found: Any = data["sections"]
    for step in steps:
        if not isinstance(found, list) or step >= len(found):
            return None
        found = found[step].get("fields")
    return found if isinstance(found, list) else None


def keyed(data: dict[str, Any]) -> dict[str, Any]:
    """The draft with a key for each part that has none, made of its words; keys that are there stay. Changes `data`."""
    sections = {str(section.get("key", "")) for section in data["sections"]}
    taken = {str(item.get("key", "")) for section in data["sections"] for item in section["fields"]}
    for number, section in enumerate(data["sections"], start=1):
        _give_key(section, str(section.get("title", "")) or f"phan {number}", sections)
        for item in section["fields"]:
            _give_key(item, str(item.get("label", "")), taken)
            inner = item.get("fields", []) if item.get("kind") == "group" else []
            own = {str(one.get("key", "")) for one in inner}
            for one in inner:
                _give_key(one, str(one.get("label", "")), own)
    return data


def _give_key(part: dict[str, Any], words: str, taken: set[str]) -> None:
    if not part.get("key"):
        part["key"] = fresh_key(words, taken)
        taken.add(part["key"])


def fresh_key(words: str, taken: set[str]) -> str:
    """A key made of `words` that is not among `taken`: "Họ và tên" gives "ho_va_ten", then "ho_va_ten_2"."""
    plain_words = fold(words).encode("ascii", "ignore").decode()
    stem = "_".join(plain_words.split())[:40].strip("_") or "cau"
    stem = stem if stem[0].isalpha() else f"c_{stem}"
    key, number = stem, 1
    while key in taken:
        number += 1
        key = f"{stem}_{number}"
    return key


def read_options(text: str, before: list[Any]) -> list[dict[str, str]]:
    """The choices written one per line, as "label" or "code | label".

    A label that was there keeps its code; so does one that was only reworded in its place, as long as the number of
    lines is the same: answers already given go on to mean what they meant.
    """
    lines = [line for raw in text.split("\n") if (line := tidy(raw))]
    old = [one for one in before if isinstance(one, dict) and one.get("value")]
    by_label = {str(one.get("label")): str(one["value"]) for one in old}
    labels = {line.partition("|")[2].strip() or line for line in lines}
    found: list[dict[str, str]] = []
    taken: set[str] = {by_label[label] for label in labels if label in by_label}
    for number, line in enumerate(lines):
        code, bar, label = (part.strip() for part in line.partition("|"))
        if not bar:
            code, label = by_label.get(line, ""), line
            in_place = str(old[number]["value"]) if len(old) == len(lines) else ""
            if not code and in_place and in_place not in taken:
                code = in_place
        value = code or fresh_key(label, taken)
        taken.add(value)
        found.append({"value": value, "label": label or code})
    return found


def write_options(options: Any) -> str:
    """The choices one per line, as `read_options` takes them."""
    given = options if isinstance(options, list) else []
    return "\n".join(str(one.get("label", "")) for one in given if isinstance(one, dict))
