"""Procedures in JSON: pages of the national portal, and the project's own export."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any, NoReturn

from motcua.catalogue.enums import ProcedureKind
from motcua.catalogue.readers.files import LIMITS, FileLimits, ReadFile, text_of, unreadable
from motcua.catalogue.rules.content import as_dict, from_dict
from motcua.catalogue.rules.portal_pages import read_page
from motcua.catalogue.rules.records import Notes, Reading, Record, read_code
from motcua.catalogue.rules.wording import kind_of

FORMAT = "motcua-catalogue"


def read_json(data: bytes, name: str, limits: FileLimits = LIMITS) -> ReadFile:
    """The records of a JSON file.

    :raises Refused: "file-wrong-encoding", "file-unreadable" (not JSON, too deep), "file-not-a-list", "file-too-long".
    """
    document = _parsed(text_of(data, name), name)
    own = isinstance(document, dict) and document.get("format") == FORMAT
    pages = document.get("procedures") if isinstance(document, dict) else document
    if not isinstance(pages, list):
        raise unreadable(name, "tệp JSON phải là một danh sách thủ tục.", "file-not-a-list")
    if len(pages) > limits.rows:
        raise unreadable(name, f"có {len(pages)} mục, quá {limits.rows}. Chia nhỏ rồi nhập.", "file-too-long")
    read = ReadFile(snapshot=_snapshot(pages))
    for number, page in enumerate(pages, start=1):
        read.take(_read_own(page, number) if own else read_page(page, number))
    return read


def _parsed(text: str, name: str) -> Any:
    try:
        return json.loads(text, parse_constant=_no_constant)
    except RecursionError:
        raise unreadable(name, "các phần lồng nhau quá sâu.") from None
    except json.JSONDecodeError as error:
        raise unreadable(name, f"không phải JSON đúng (dòng {error.lineno}, cột {error.colno}).") from error
    except ValueError as error:
        raise unreadable(name, "có con số không hợp lệ.") from error


def _no_constant(word: str) -> NoReturn:
    raise ValueError(word)


def _snapshot(pages: list[Any]) -> date | None:
    """The day of which the pages themselves say that they describe it: "2021-08" is its first day."""
    days = {page.get("snapshot") for page in pages if isinstance(page, Mapping)}
    said = days.pop() if len(days) == 1 else None
    if not isinstance(said, str):
        return None
    try:
        return date.fromisoformat(said if len(said) > 7 else f"{said}-01")
    except ValueError:
        return None


def _read_own(item: Any, number: int) -> Reading:
    notes = Notes(number, "")
    if not isinstance(item, Mapping):
        notes.refuse("", "mục này không phải là một đối tượng có tên trường")
        return Reading(refusals=tuple(notes.refusals))
    code = read_code(str(item.get("code") or ""), notes)
    try:
        content = from_dict(item)
        kind = ProcedureKind(item["kind"]) if item.get("kind") else kind_of(code, content.issuing_agency)
    except (ValueError, TypeError, KeyError, ArithmeticError, AttributeError) as error:
        notes.refuse("", f"không theo dạng tệp xuất của hệ thống: {error}")
    if notes.refusals:
        return Reading(refusals=tuple(notes.refusals))
    record = Record(
        row=number,
        code=code,
        content=content,
        given=frozenset(name for name in as_dict(content) if name in item),
        is_complete=True,
        kind=kind,
        source_url=_url(item.get("source_url")),
        old_codes=tuple(str(old)[:40] for old in item.get("old_codes") or ()),
        remarks=tuple(notes.remarks),
    )
    return Reading(record=record)


def _url(value: Any) -> str:
    good = isinstance(value, str) and value.startswith(("https://", "http://")) and len(value) <= 500
    return value if good else ""
