"""From the words in a cell for terms to a term."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from itertools import zip_longest

from motcua.plans.enums import Cycle, TermKind
from motcua.plans.rules.flat import composed, flat
from motcua.plans.rules.terms.calendar_words import find_moments
from motcua.plans.rules.terms.citations import without_citations
from motcua.plans.rules.terms.conditions import find_condition, find_length
from motcua.plans.rules.terms.dated import dated_pieces
from motcua.plans.rules.terms.moments import UnclearError, YearOf, year_giver
from motcua.plans.rules.terms.recurring import Piece, bare_cycles, find_recurring
from motcua.plans.rules.terms.term import Term

_BLANK = re.compile(r"[\s\-./…_*|•:;,+()]*")
_CUTS = re.compile(
    r"\s*;(?!\s*(?:(?:ngay\s*)?\d{1,2}\s*/|(?:va\s*)?ket thuc))\s*|\n\s*[-+•*]\s+|"
    r"\s+hoac\s+(?=khi\b|theo\b|dot xuat|sau\b)|\.\s+(?=[a-z])"
)
# A time that no reading took in: what was read beside it is not relied on.
_LEFT = re.compile(r"\d\s*/\s*\d|\bngay\s*\d|\d\s*-\s*\d|\d\s*(?:hang|moi)\b|\btuan\s*\d")
_LABEL = re.compile(
    r"^[\s\-+*•(]*(?:thoi gian|thoi han|tien do|han|thoi diem)\s*(?:thuc hien|hoan thanh|gui|nop|bao cao|"
    r"trien khai|xong)?"
    r"[^:\d]{0,30}:\s*"
)
_CONTINUOUS = re.compile(
    r"\b(?:thuong xuyen|lien tuc|quanh nam|xuyen suot|suot nam|thuong nien|duy tri thuong xuyen)\b"
)
_ACCORDING = re.compile(r"\btheo\s+[^;]*$")
_LEADS = re.compile(r"(?:trong|vao|hoan thanh|thuc hien|xong|tu|ke tu)\b")
_STRONG = (TermKind.BEFORE_DAY, TermKind.BY_DAY)


def read_term(text: str, *, year: int | None, issued_on: date | None, is_school_year: bool = False) -> Term:
    """What a cell or phrase says about when something is due.

    A year that is not said is `year`, the plan's, and marked as assumed; without it the term stays unread. With
    `is_school_year` the plan is for the school year that begins in `year`: months up to July lie in the year after.
    Of several terms the first is given and the others are in `also`. `issued_on` only serves lengths that run from the
    plan's being issued. A cell that cannot be understood for certain, or names a day that does not exist, is UNREAD
    with its text; a blank one MISSING. Conventions: "đầu", "giữa", "cuối tháng" are its ten-day parts, week n of a
    month its n-th seven days, "đầu quý" its first month; a school year runs from 5 September to 31 May. A day that
    falls on a rest day stays as it is: whether it moves is for the caller to decide, by `deadlines`.
    """
    text = composed(text)
    said = " ".join(text.split())
    if _BLANK.fullmatch(text):
        return Term(text=said, kind=TermKind.MISSING)
    year_of = year_giver(year=year, is_school_year=is_school_year)
    try:
        terms = _terms(text, year_of=year_of, issued_on=issued_on)
    except UnclearError:
        terms = []
    if not terms:
        return Term(text=said, kind=TermKind.UNREAD)
    also = (*terms[0].also, *(each for term in terms[1:] for each in (replace(term, also=()), *term.also)))
    return replace(terms[0], text=said, also=tuple(replace(each, also=()) for each in also))


def _terms(text: str, *, year_of: YearOf, issued_on: date | None) -> list[Term]:
    plain = flat(text)
    terms: list[Term] = []
    start = 0
    cuts = [found.span() for found in _CUTS.finditer(_keeping_breaks(text, plain))]
    for cut_start, cut_end in [*cuts, (len(text), len(text))]:
        clause, flat_clause = text[start:cut_start], plain[start:cut_start]
        start = cut_end
        if not _BLANK.fullmatch(clause):
            terms += clause_terms(clause, flat_clause, year_of=year_of, issued_on=issued_on)
    return _without_repeats(terms)


def _keeping_breaks(text: str, plain: str) -> str:
    return "".join("\n" if sign == "\n" else each for sign, each in zip(text, plain, strict=True))


def _without_repeats(terms: list[Term]) -> list[Term]:
    """ "Hàng quý, trước ngày 10 tháng cuối quý" is one term: the bare cycle goes when one with a day is there."""
    exact = {each.cycle for each in terms if each.recurrence and "BY" in each.recurrence}
    kept = [
        each
        for each in terms
        if not (each.cycle in exact and "BY" not in each.recurrence and each.cycle is not Cycle.OTHER)
    ]
    unique: list[Term] = []
    for each in kept:
        if not any(_same(each, other) for other in unique):
            unique.append(each)
    return unique


def _same(one: Term, other: Term) -> bool:
    return (
        replace(one, text="", condition="") == replace(other, text="", condition="")
        and one.due_on is not None
    )


def clause_terms(text: str, plain: str, *, year_of: YearOf, issued_on: date | None) -> list[Term]:
    """The terms of one clause, in order.

    :raises UnclearError: when the calendar has no such day, or a time was left over.
    """
    if (label := _LABEL.match(plain)) is not None:
        return _limited(
            clause_terms(text[label.end() :], plain[label.end() :], year_of=year_of, issued_on=issued_on),
            is_limit=re.search(r"\bhan\b", label[0]) is not None,
        )
    if (bare := bare_cycles(text, plain)) is not None:
        return [replace(bare, also=()), *bare.also]
    bare_plain = without_citations(plain)
    condition = find_condition(text, plain)
    pieces = _pieces(text, bare_plain, year_of=year_of, issued_on=issued_on)
    if condition is None and _LEFT.search(blanked(bare_plain, pieces)):
        raise UnclearError(text)
    pieces = _without_labels(plain, pieces)
    if condition is not None and not _CONTINUOUS.search(plain):
        strong = [each.term for each in pieces if each.term.kind in _STRONG or each.term.recurrence]
        if condition.kind is TermKind.AFTER_EVENT and not strong:
            strong = [each.term for each in pieces if each.term.kind is TermKind.LENGTH]
        return [replace(strong[0], condition=condition.condition), *strong[1:]] if strong else [condition]
    if (lasting := _CONTINUOUS.search(plain)) is not None:
        return _lasting(text, plain, lasting, pieces)
    return [each for piece in pieces for each in (replace(piece.term, also=()), *piece.term.also)]


def _limited(terms: list[Term], *, is_limit: bool) -> list[Term]:
    """A day after "Thời hạn:" is the last one."""
    return [
        replace(each, kind=TermKind.BY_DAY, period=None)
        if is_limit and each.kind is TermKind.ON_DAY
        else each
        for each in terms
    ]


def _pieces(text: str, plain: str, *, year_of: YearOf, issued_on: date | None) -> list[Piece]:
    pieces = list(find_recurring(text, plain))
    rest = blanked(plain, pieces)
    if not pieces:
        length = find_length(text, rest, year_of=year_of, issued_on=issued_on)
        if length is not None:
            pieces.append(length)
            rest = blanked(rest, [length])
    dated = list(dated_pieces(text, rest, find_moments(rest), year_of=year_of))
    if any(
        each.term.kind in _STRONG for each in dated
    ):  # "trước ngày 15/6 (6 tháng)" names a report by its months
        pieces = [each for each in pieces if each.term.kind is not TermKind.LENGTH or each.term.condition]
    pieces += dated
    return sorted(pieces, key=lambda each: each.start)


def _without_labels(plain: str, pieces: list[Piece]) -> list[Piece]:
    """In "báo cáo quý I trước ngày 10/3" the quarter says what is reported, not when."""
    return [
        each
        for each, after in zip_longest(pieces, pieces[1:])
        if after is None
        or each.term.kind is not TermKind.WITHIN
        or after.term.kind not in _STRONG
        or re.search(r"[,;]", plain[each.end : after.start])
        or _LEADS.match(plain, each.start)
    ]


def blanked(plain: str, pieces: Iterable[Piece]) -> str:
    """The flat text with `pieces` blanked out, at the same length."""
    for each in pieces:
        plain = plain[: each.start] + "\0" * (each.end - each.start) + plain[each.end :]
    return plain


def _lasting(text: str, plain: str, lasting: re.Match[str], pieces: list[Piece]) -> list[Term]:
    """ "Thường xuyên": all through the period that is said, if one is; what recurs with it stays apart."""
    term = Term(text=text.strip(), kind=TermKind.CONTINUOUS)
    if (according := _ACCORDING.search(plain)) is not None and not pieces:
        term = replace(term, condition=text[according.start() :].strip(" \n.,;()"))
    others: list[Term] = []
    if (
        pieces
        and pieces[0].term.kind in _STRONG
        and pieces[0].end < lasting.start()
        and pieces[0].term.kind is not TermKind.BY_DAY
    ):
        return [*(each.term for each in pieces), term]
    for each in pieces:
        found = each.term
        if found.recurrence or term.period is not None or found.kind is TermKind.LENGTH:
            others += [replace(found, also=()), *found.also]
        elif found.period is not None:
            term = replace(term, period=found.period, is_year_assumed=found.is_year_assumed)
        elif found.kind is TermKind.BY_DAY:
            term = replace(term, due_on=found.due_on, is_year_assumed=found.is_year_assumed)
        else:
            others.append(found)
    return [term, *others]
