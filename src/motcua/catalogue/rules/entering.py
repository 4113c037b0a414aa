"""What may be stored: tidying what people and files bring, and finding what would not fit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from typing import Any

from motcua.catalogue.rules import content as parts
from motcua.catalogue.rules.content import Content, in_order
from motcua.catalogue.rules.diff import LABELS
from motcua.deadlines.rules.limits import WITHOUT_AMOUNT
from motcua.kernel.text import clean

# Longest texts, in characters, that the catalogue stores; a cell of a workbook holds no more than 32,767.
LONGEST_TEXT = 32_000
MOST_ITEMS = 500
MOST_PAPERS_OF_A_KIND = 1000
MOST_VND = 10**12
MOST_LIMIT = 99_999
_LONGEST = {
    "decision_number": 120,
    "regulation_label": 120,
    "field": 200,
    "step_title": 200,
    "code": 60,
    "url": 500,
    "number": 80,
    "issuer": 200,
}


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a content cannot be stored: the field in Vietnamese, and what is wrong with it."""

    field: str
    reason: str


def tidy(content: Content) -> Content:
    """`content` with clean texts, without parts that say nothing, sets of words in order."""
    tidied: Content = _clean(content)
    return replace(
        tidied,
        levels=in_order(tidied.levels),
        applicant_types=in_order(tidied.applicant_types),
        life_events=in_order(tidied.life_events),
        none_declared=in_order(tidied.none_declared),
        steps=tuple(step for step in tidied.steps if step.text or step.title),
        methods=tuple(_tidy_method(method) for method in tidied.methods),
        components=tuple(replace(paper, forms=_named(paper.forms)) for paper in _named(tidied.components)),
        results=_named(tidied.results),
        legal_bases=tuple(
            basis for basis in map(_tidy_basis, tidied.legal_bases) if basis.number or basis.title
        ),
    )


def faults(content: Content) -> list[Fault]:
    """What keeps a tidied `content` from being stored; empty when nothing does."""
    found = [] if content.name else [Fault(LABELS["name"][1], "chưa có tên thủ tục")]
    for name, (_, label) in LABELS.items():
        found += _faults_of(name, label, getattr(content, name))
    return found


def _clean(value: Any) -> Any:
    if type(value) is str:
        # A lone surrogate, which JSON may carry, is no text: the database would refuse it.
        return clean(value.encode("utf-8", "replace").decode())
    if isinstance(value, tuple):
        return tuple(_clean(item) for item in value)
    if hasattr(value, "__dataclass_fields__"):
        return replace(value, **{item.name: _clean(getattr(value, item.name)) for item in fields(value)})
    return value


def _tidy_method(method: parts.MethodContent) -> parts.MethodContent:
    fees = tuple(replace(fee, text=" ".join(fee.text.split())) for fee in method.fees)
    method = replace(method, fees=fees)
    return replace(method, limit_amount=None) if method.limit_unit in WITHOUT_AMOUNT else method


def _tidy_basis(basis: parts.LegalBasisContent) -> parts.LegalBasisContent:
    return replace(basis, number=basis.number.strip(" .,;"))


def _named(items: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(item for item in items if item.name)


def _faults_of(name: str, label: str, value: Any) -> Iterator[Fault]:
    if isinstance(value, str):
        longest = _LONGEST.get(name, LONGEST_TEXT)
        if len(value) > longest:
            yield Fault(label, f"dài {len(value)} ký tự, quá {longest} ký tự")
    elif isinstance(value, tuple):
        if len(value) > MOST_ITEMS:
            yield Fault(label, f"có {len(value)} mục, quá {MOST_ITEMS} mục")
        for item in value:
            yield from _faults_of_part(label, item)
    elif isinstance(value, int) and not 0 <= value <= MOST_PAPERS_OF_A_KIND:
        yield Fault(label, f"số {value} ngoài khoảng 0 đến {MOST_PAPERS_OF_A_KIND}")


def _faults_of_part(label: str, part: Any) -> Iterator[Fault]:
    if not hasattr(part, "__dataclass_fields__"):
        return
    for item in fields(part):
        if item.name not in ("amount_vnd", "limit_amount"):
            own = "step_title" if isinstance(part, parts.StepContent) and item.name == "title" else item.name
            yield from _faults_of(own, label, getattr(part, item.name))
    yield from (Fault(label, reason) for reason in _wrong_numbers(part))


def _wrong_numbers(part: Any) -> Iterator[str]:
    if isinstance(part, parts.FeeContent):
        amount = part.amount_vnd
        if amount is not None and not 0 <= amount < MOST_VND:
            yield f"mức thu {amount} đồng không hợp lý"
    elif isinstance(part, parts.MethodContent):
        limit = part.limit_amount
        if limit is not None and (not 0 <= limit < MOST_LIMIT or limit != round(limit, 2)):
            yield f"thời hạn {limit} không hợp lý"
    elif isinstance(part, parts.LegalBasisContent) and not part.number:
        yield "văn bản chưa có số, ký hiệu"
