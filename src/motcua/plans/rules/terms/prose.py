"""Terms of work inside sentences, with their places; the days of cited documents are none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from motcua.plans.enums import Cycle, TermKind
from motcua.plans.rules.flat import composed, flat
from motcua.plans.rules.terms.calendar_words import find_moments
from motcua.plans.rules.terms.citations import subject_spans, without_citations
from motcua.plans.rules.terms.conditions import find_length
from motcua.plans.rules.terms.dated import dated_pieces, lead_of
from motcua.plans.rules.terms.moments import ImpossibleDayError, Moment, YearOf, year_giver
from motcua.plans.rules.terms.reading import blanked, read_term
from motcua.plans.rules.terms.recurring import Piece, find_recurring
from motcua.plans.rules.terms.term import Term

# "Thời gian thực hiện: …" up to the end of the sentence is read as a cell is.
_LABELLED = re.compile(
    r"\b(?:thoi gian|thoi han|tien do|thoi diem)"
    r"(?:\s*(?:va|/|,)?\s*(?:thuc hien|hoan thanh|gui|nop|bao cao|trien khai|bat dau|to chuc|ket thuc|kiem tra))*"
    r"\s*:\s*(?P<said>[^\n;]+?)(?=\s*(?:;|\n|$|\.\s+[A-Za-z\-]|\.$))"
)
# "Đến năm 2025" inside a sentence is mostly the name of a programme.
_FIRM = re.compile(r"\b(?:het|truoc|nhat|qua|phan dau den)\b|(?:^|[.;:(\n]\s*)den\b")
_LASTING = re.compile(r"\bthuong xuyen,?\s*(?:,|trong|ca)*\s*nam\s*20\d\d")


def find_terms(
    sentence: str, *, year: int | None, issued_on: date | None, is_school_year: bool = False
) -> list[tuple[Term, int, int]]:
    """The terms of work in a sentence or paragraph, each with where it begins and ends, in order.

    The sentence is in NFC, as documents are read. Only what gives work a term is found: words such as "trước",
    "chậm nhất", "đến hết", "trong", "từ … đến …" before a time, lengths ("trong vòng 30 ngày …"), what recurs
    ("hàng quý", "06 tháng/lần") and what stands after "Thời gian thực hiện:". Days of cited documents, what a cited
    document is about, years in titles and programme periods are left out. Years are given as in `read_term`.
    """
    sentence = composed(sentence)
    plain = flat(sentence)
    year_of = year_giver(year=year, is_school_year=is_school_year)
    found: list[tuple[Term, int, int]] = []
    for label in _LABELLED.finditer(plain):
        start, end = label.span("said")
        said = sentence[label.start() : end]
        term = read_term(said, year=year, issued_on=issued_on, is_school_year=is_school_year)
        if term.kind is not TermKind.UNREAD:
            found.append((replace(term, text=sentence[start:end]), start, end))
            plain = plain[:start] + "\0" * (end - start) + plain[end:]
    found += [(each.term, each.start, each.end) for each in _pieces(sentence, plain, year_of, issued_on)]
    return sorted(found, key=lambda each: each[1])


def _pieces(text: str, plain: str, year_of: YearOf, issued_on: date | None) -> Iterator[Piece]:
    subjects = subject_spans(plain)
    plain = without_citations(plain)
    for lasting in _LASTING.finditer(plain):
        said = text[lasting.start() : lasting.end()]
        term = read_term(said, year=None, issued_on=issued_on)
        yield Piece(lasting.start(), lasting.end(), term)
        plain = blanked(plain, [Piece(lasting.start(), lasting.end(), term)])
    recurring = [each for each in find_recurring(text, plain) if _is_duty(each, plain)]
    yield from recurring
    plain = blanked(plain, recurring)
    while (
        length := find_length(text, plain, year_of=year_of, issued_on=issued_on, in_prose=True)
    ) is not None:
        yield length
        plain = blanked(plain, [length])
    groups = [each for each in find_moments(plain, in_prose=True) if _gives_term(each, plain, subjects)]
    for group in groups:
        try:
            yield from dated_pieces(text, plain, [group], year_of=_common(groups, year_of))
        except ImpossibleDayError:
            continue


def _common(groups: list[list[Moment]], year_of: YearOf) -> YearOf:
    """A year said once in the sentence holds for its other days, unless there is the plan's."""
    said = {each.year for group in groups for each in group if each.year is not None}
    only = said.pop() if len(said) == 1 else None
    return lambda moment: known if (known := year_of(moment)) is not None else only


def _is_duty(piece: Piece, plain: str) -> bool:
    """ "Hàng năm" and "hàng ngày" by themselves are mostly adverbs."""
    term = piece.term
    if term.cycle not in (Cycle.YEAR, Cycle.DAY, Cycle.SCHOOL_YEAR) or "BY" in term.recurrence or term.also:
        return True
    return bool(re.search(r"\bdinh ky\b|\blan\b", plain[max(0, piece.start - 12) : piece.end]))


def _gives_term(group: list[Moment], plain: str, subjects: list[tuple[int, int]]) -> bool:
    lead = lead_of(plain, group[0].start)
    is_year = group[0].first == (1, 1) and group[0].last == (12, 0)
    if lead.kind in (TermKind.BEFORE_DAY, TermKind.BY_DAY):
        return not is_year or bool(_FIRM.search(plain, max(0, lead.start - 15), group[0].start))
    if is_year and any(start <= group[0].start < end for start, end in subjects):
        return False
    if group[0].is_range:
        return (
            lead.is_open
            or group[0].is_day
            or bool(re.match(r"(?:tu\s*)?(?:ngay|thang|quy)\b", plain[group[0].start :]))
        )
    if lead.kind is None or lead.is_open or lead.kind is TermKind.AFTER_EVENT:
        return False
    word = plain[lead.start : group[0].start]
    return bool(re.match(r"(?:trong|vao|hoan thanh|xong|to chuc|trien khai|thuc hien)\b", word))
