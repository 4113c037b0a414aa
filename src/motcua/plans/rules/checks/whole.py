"""All checks of a plan document, in a fixed order, and how a finding is known again when the document is read anew."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

from motcua.documents.reading.blocks import Place, ReadDocument
from motcua.kernel.text import fold
from motcua.plans.rules.checks.citing import (
    act_years,
    acts_after_document,
    number_order,
    two_dates,
    two_numbers,
    two_symbols,
)
from motcua.plans.rules.checks.dates import (
    dates_outside_year,
    impossible_dates,
    issued_after_year,
    terms_before_document,
    wrong_weekdays,
)
from motcua.plans.rules.checks.examined import Examined, examine
from motcua.plans.rules.checks.heading import annex_reference, missing_annex, missing_head
from motcua.plans.rules.checks.numbering import references, section_numbers, task_numbers
from motcua.plans.rules.checks.repetition import doubled_words, glued_words, repeated_paragraphs
from motcua.plans.rules.checks.spelling import misspelled
from motcua.plans.rules.checks.sums import percentages, sums_in_tables, sums_in_text
from motcua.plans.rules.checks.symbols import (
    issuer_symbols,
    kind_symbols,
    own_symbol,
    promulgated_by_unit,
    unknown_symbols,
)
from motcua.plans.rules.checks.targets import conflicting_targets
from motcua.plans.rules.checks.tasks import (
    equal_tasks,
    lead_as_partner,
    missing_parts,
    nobody_leads,
    unread_terms,
)
from motcua.plans.rules.reading.found import Citation, Finding, FoundTarget, FoundTask, Header

Check = Callable[[Examined], Iterable[Finding]]
Answer = TypeVar("Answer")

CHECKS: tuple[Check, ...] = (
    missing_head,
    own_symbol,
    issued_after_year,
    section_numbers,
    references,
    task_numbers,
    missing_parts,
    unread_terms,
    nobody_leads,
    lead_as_partner,
    equal_tasks,
    dates_outside_year,
    terms_before_document,
    impossible_dates,
    wrong_weekdays,
    conflicting_targets,
    two_numbers,
    two_dates,
    two_symbols,
    act_years,
    acts_after_document,
    number_order,
    issuer_symbols,
    unknown_symbols,
    kind_symbols,
    promulgated_by_unit,
    sums_in_text,
    sums_in_tables,
    percentages,
    missing_annex,
    annex_reference,
    repeated_paragraphs,
    doubled_words,
    glued_words,
    misspelled,
)


def check_plan(
    *,
    document: ReadDocument,
    header: Header,
    tasks: Sequence[FoundTask],
    targets: Sequence[FoundTarget],
    known: Sequence[Citation] = (),
) -> tuple[Finding, ...]:
    """What a person should look at in a plan document; nothing is corrected.

    `known` are citations of other documents (other plans, the catalogue): a number that contradicts them is told.
    The order is that of the checks, inside each that of the document; no finding is given twice.
    """
    examined = examine(document=document, header=header, tasks=tasks, targets=targets, known=known)
    found: dict[str, Finding] = {}
    for check in CHECKS:
        for each in check(examined):
            found.setdefault(identity(each), each)
    return tuple(found.values())


def identity(finding: Finding) -> str:
    """By what a finding is known: its code, place and excerpt; twenty letters and figures, the same for ever."""
    return _digest(finding.code, _where(finding.place), fold(finding.excerpt))


def carry_answers(
    answers: Mapping[str, Answer], *, before: Sequence[Finding], now: Sequence[Finding]
) -> dict[str, Answer]:
    """The answers people gave to findings, kept when the document is read anew: new identity to answer.

    The same finding at the same place keeps its answer; so does one that moved because lines were added before it,
    as long as code and excerpt stayed and there is only one like it.
    """
    kept = {key: answers[key] for each in now if (key := identity(each)) in answers}
    left: dict[tuple[str, str], list[str]] = {}
    for each in before:
        key = identity(each)
        if key in answers and key not in kept:
            left.setdefault((each.code, fold(each.excerpt)), []).append(key)
    arrived: dict[tuple[str, str], list[str]] = {}
    for each in now:
        if identity(each) not in kept:
            arrived.setdefault((each.code, fold(each.excerpt)), []).append(identity(each))
    for sign, keys in left.items():
        new = arrived.get(sign, [])
        if len(keys) == len(new) == 1:
            kept[new[0]] = answers[keys[0]]
    return kept


def _where(place: Place | None) -> str:
    known = {} if place is None else {key: value for key, value in place.as_dict().items() if key != "text"}
    return json.dumps(known, sort_keys=True)


def _digest(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:20]
