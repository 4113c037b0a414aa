"""What a review form is filled with before anybody answers: the constituents as the catalogue has them.

Basis: Nghị định 63/2010/NĐ-CP, Điều 8 khoản 2 (constituents), Điều 28 (each is judged).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType

from motcua.catalogue.enums import Channel, Constituent
from motcua.catalogue.rules.content import ComponentContent, Content, MethodContent, plain_number
from motcua.deadlines.enums import LimitUnit
from motcua.reviews.rules.rounds.part_questions import of_fee, of_paper, of_requirement

_NONE = "Không có"
_MISSING = "Danh mục chưa ghi"
_NEXT = re.compile(r"\s*(?:[-–+•*]|\d{1,2}(?:\.\d{1,2})*[.)]|[a-zđ]\))\s*\S", re.IGNORECASE)
_MOST_REQUIREMENTS = 30


@dataclass(frozen=True, slots=True)
class Part:
    """One constituent, or one paper, requirement or fee: what the version says of it, and which questions about it are
    answered already."""

    constituent: Constituent
    said: str
    answers: Mapping[str, str] = field(default_factory=dict)


def parts_of(content: Content, *, results: Mapping[str, str] = MappingProxyType({})) -> list[Part]:
    """Each constituent with what the version says of it; each paper, requirement and fee apart. `results` names the
    procedure whose result a paper is, by the paper's name."""
    return list(_parts(content, results))


def is_nothing(said: str) -> bool:
    """Whether these words say that there is none, or that nobody knows."""
    return said in {_NONE, _MISSING}


def limit_of(content: Content) -> tuple[Decimal, LimitUnit] | None:
    """The time limit by which the procedure is known: that of the direct way, else of the first that has one."""
    known = [
        (method.channel is not Channel.DIRECT, method.limit_amount, method.limit_unit)
        for method in content.methods
        if method.limit_amount is not None and method.limit_unit is not None
    ]
    if not known:
        return None
    _later, amount, unit = min(known, key=lambda one: one[0])
    return amount, unit


def _parts(content: Content, results: Mapping[str, str]) -> Iterator[Part]:
    yield Part(Constituent.NAME, content.name)
    yield Part(
        Constituent.STEPS,
        _lines(content, Constituent.STEPS, [_step(step.title, step.text) for step in content.steps]),
    )
    yield Part(
        Constituent.METHODS,
        _lines(content, Constituent.METHODS, [method.channel.label for method in content.methods]),
    )
    for paper in content.components:
        yield Part(Constituent.COMPONENTS, _paper(paper), of_paper(paper, results=results))
    if not content.components:
        yield Part(Constituent.COMPONENTS, _lines(content, Constituent.COMPONENTS, []))
    yield Part(
        Constituent.TIME_LIMIT,
        _lines(content, Constituent.TIME_LIMIT, [_limit(method) for method in content.methods]),
    )
    who = [kind.label for kind in content.applicant_types]
    yield Part(
        Constituent.APPLICANTS, _lines(content, Constituent.APPLICANTS, [*who, content.applicants_note])
    )
    yield Part(Constituent.AGENCY, content.competent_authority or content.executing_agency or _MISSING)
    fees = [
        fee.text or (f"{fee.amount_vnd:,} đ".replace(",", ".") if fee.amount_vnd is not None else "")
        for method in content.methods
        for fee in method.fees
    ]
    for said in _lines(content, Constituent.FEES, fees).split("\n"):
        yield Part(Constituent.FEES, said, of_fee(said))
    forms = [form.name for paper in content.components for form in paper.forms]
    yield Part(Constituent.FORMS, _lines(content, Constituent.FORMS, forms))
    for said in requirements_in(_lines(content, Constituent.REQUIREMENTS, [content.requirements])):
        yield Part(Constituent.REQUIREMENTS, said, of_requirement(said))
    yield Part(
        Constituent.RESULTS,
        _lines(content, Constituent.RESULTS, [result.name for result in content.results]),
    )


def requirements_in(said: str) -> list[str]:
    """The requirements of a text one by one: a line that begins with a mark or a number is the next one, other lines go
    on with it. Too many are left as one text."""
    found: list[str] = []
    for line in said.split("\n"):
        if found and line.strip() and not _NEXT.match(line):
            found[-1] = f"{found[-1]}\n{line.strip()}"
        elif line.strip():
            found.append(line.strip())
    return found if 0 < len(found) <= _MOST_REQUIREMENTS else [said]


def _lines(content: Content, constituent: Constituent, said: list[str]) -> str:
    found = list(dict.fromkeys(line for line in said if line))
    if found:
        return "\n".join(found)
    return _NONE if constituent in content.none_declared else _MISSING


def _step(title: str, text: str) -> str:
    """A step's title and text, told apart."""
    if not (title and text):
        return title or text
    return f"{title} {text}" if title.endswith((".", ":", ";")) else f"{title}: {text}"


def _paper(paper: ComponentContent) -> str:
    counts = [
        f"{number} {what}"
        for number, what in ((paper.originals, "bản chính"), (paper.copies, "bản sao"))
        if number
    ]
    case = f" ({paper.case_name})" if paper.case_name else ""
    return f"{paper.name}{case}{'; ' + ', '.join(counts) if counts else ''}"


def _limit(method: MethodContent) -> str:
    if method.limit_amount is None or method.limit_unit is None:
        return method.limit_text and f"{method.channel.label}: {method.limit_text}"
    return f"{method.channel.label}: {plain_number(method.limit_amount)} {method.limit_unit.label.lower()}"
