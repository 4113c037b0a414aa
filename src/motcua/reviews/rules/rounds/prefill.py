"""What a review form is filled with before anybody answers: the constituents as the catalogue has them.

Basis: Nghị định 63/2010/NĐ-CP, Điều 8 khoản 2 (constituents), Điều 28 (each is judged).
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from motcua.catalogue.enums import Channel, Constituent
from motcua.catalogue.rules.content import ComponentContent, Content, MethodContent, plain_number
from motcua.deadlines.enums import LimitUnit

_NONE = "Không có"
_MISSING = "Danh mục chưa ghi"


def parts_of(content: Content) -> list[tuple[Constituent, str]]:
    """Each constituent with what the version says of it; each paper, form and result apart."""
    return list(_parts(content))


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


def _parts(content: Content) -> Iterator[tuple[Constituent, str]]:
    yield Constituent.NAME, content.name
    yield (
        Constituent.STEPS,
        _lines(content, Constituent.STEPS, [f"{step.title} {step.text}".strip() for step in content.steps]),
    )
    yield (
        Constituent.METHODS,
        _lines(content, Constituent.METHODS, [method.channel.label for method in content.methods]),
    )
    papers = [_paper(paper) for paper in content.components]
    for said in papers or [_lines(content, Constituent.COMPONENTS, [])]:
        yield Constituent.COMPONENTS, said
    yield (
        Constituent.TIME_LIMIT,
        _lines(content, Constituent.TIME_LIMIT, [_limit(method) for method in content.methods]),
    )
    who = [kind.label for kind in content.applicant_types]
    yield Constituent.APPLICANTS, _lines(content, Constituent.APPLICANTS, [*who, content.applicants_note])
    yield Constituent.AGENCY, content.competent_authority or content.executing_agency or _MISSING
    fees = [
        fee.text or (f"{fee.amount_vnd:,} đ".replace(",", ".") if fee.amount_vnd is not None else "")
        for method in content.methods
        for fee in method.fees
    ]
    yield Constituent.FEES, _lines(content, Constituent.FEES, fees)
    forms = [form.name for paper in content.components for form in paper.forms]
    yield Constituent.FORMS, _lines(content, Constituent.FORMS, forms)
    yield Constituent.REQUIREMENTS, _lines(content, Constituent.REQUIREMENTS, [content.requirements])
    yield (
        Constituent.RESULTS,
        _lines(content, Constituent.RESULTS, [result.name for result in content.results]),
    )


def _lines(content: Content, constituent: Constituent, said: list[str]) -> str:
    found = list(dict.fromkeys(line for line in said if line))
    if found:
        return "\n".join(found)
    return _NONE if constituent in content.none_declared else _MISSING


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
