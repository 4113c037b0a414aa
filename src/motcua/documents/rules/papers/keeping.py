"""Papers as plain data and back, so that a paper issued once can be printed the same years later."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import StrEnum
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from motcua.documents.enums import PaperKind
from motcua.documents.rules.papers.facts import PAPERS, Paper, ResultPaper
from motcua.kernel.refusals import Refused


def as_facts(paper: Paper | ResultPaper) -> dict[str, Any]:
    """What JSON can carry; what says nothing new is left out."""
    plain = _plain(paper)
    assert isinstance(plain, dict)
    return plain


def paper_from(kind: PaperKind | str, facts: Mapping[str, Any]) -> Paper:
    """The paper whose facts were kept.

    :raises Refused: "paper-facts-unreadable".
    """
    made = next((each for each in PAPERS if each.kind == kind), None)
    if made is None:
        raise _unreadable(str(kind))
    try:
        paper: Paper = _read(made, facts)
    except (KeyError, TypeError, ValueError) as error:
        raise _unreadable(str(kind)) from error
    return paper


def result_from(facts: Mapping[str, Any]) -> ResultPaper:
    """The result whose facts were kept.

    :raises Refused: "paper-facts-unreadable".
    """
    try:
        paper: ResultPaper = _read(ResultPaper, facts)
    except (KeyError, TypeError, ValueError) as error:
        raise _unreadable("result") from error
    return paper


def _unreadable(kind: str) -> Refused:
    return Refused(
        "paper-facts-unreadable",
        f"Không dựng lại được giấy loại “{kind}” từ dữ liệu đã lưu. Báo người quản trị hệ thống.",
    )


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        named = ((each, getattr(value, each.name)) for each in fields(value))
        return {each.name: _plain(own) for each, own in named if own != each.default}
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, date):
        return value.isoformat()
    return value.value if isinstance(value, StrEnum) else value


def _read(made: Any, facts: Mapping[str, Any]) -> Any:
    hints = get_type_hints(made)
    if unknown := set(facts) - {each.name for each in fields(made)}:
        raise KeyError(*unknown)
    return made(**{name: _read_as(hints[name], value) for name, value in facts.items()})


def _read_as(hint: Any, value: Any) -> Any:
    if get_origin(hint) in (Union, UnionType):
        if value is None and type(None) in get_args(hint):
            return None
        hint = next(each for each in get_args(hint) if each is not type(None))
    if get_origin(hint) is tuple:
        return tuple(_read_as(get_args(hint)[0], each) for each in value)
    if is_dataclass(hint):
        return _read(hint, value)
    if hint in (datetime, date):
        return hint.fromisoformat(value)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return hint(value)
    if not isinstance(value, hint):
        raise TypeError(f"{value!r} is not {hint}")
    return value
