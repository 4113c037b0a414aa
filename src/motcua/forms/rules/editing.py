"""A form while it is being written: plain data that may be unfinished, and the moves an editor makes in it.

Places are tuples: (section,), (section, item), (section, group, field), each counted from 0.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from motcua.forms.rules.texts import tidy
from motcua.kernel.refusals import Refused

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
