"""Terms with a day, from the words before it: "trước ngày …", "chậm nhất …", "đến hết …", "trong …", "từ …"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

from motcua.kernel.periods import Period
from motcua.plans.enums import TermKind
from motcua.plans.rules.terms.cycles import month_ends
from motcua.plans.rules.terms.moments import SCHOOL_FRAME, Moment, Stretch, YearOf, settle
from motcua.plans.rules.terms.recurring import Piece
from motcua.plans.rules.terms.term import Term

_HOUR = r"(?:\d{1,2}\s*(?:h|gio|:)\s*(?:\d{2})?\s*(?:phut)?\s*,?\s*)"
_FILL = r"(?:ngay|thoi diem|thoi han|la|vao|den|het|trong|cuoi|truoc|gio hanh chinh|:|\(|\s)*"
_BEFORE = re.compile(rf"\b(?:truoc)\s*(?P<hour>{_HOUR})?{_FILL}$")
_BY = re.compile(
    r"\b(?:cham nhat|muon nhat|tre nhat|khong (?:qua|muon hon|cham hon|tre hon)|(?:thoi |"
    r"(?<!dung )(?<!qua )(?<!truoc )(?<!tre )(?<!som ))\bhan(?:\s*(?:cuoi|chot|nop|gui"
    rf"|hoan thanh|bao cao))?|deadline|den|toi|het|tu nay den)\s*(?P<hour>{_HOUR})?{_FILL}(?P<last>{_HOUR})?{_FILL}$"
)
_FROM = re.compile(r"\b(?:tu|ke tu|bat dau(?:\s*tu)?|ap dung tu)\s*(?:ngay|dau)?\s*$")
_AFTER = re.compile(r"\bsau\s*(?:ngay)?\s*$")
_WITHIN = re.compile(
    r"\b(?:trong|vao|hoan thanh|thuc hien|ca|xong|to chuc|trien khai)\s*(?:vong|khoang|thoi gian|trong|vao|ngay|"
    r"suot|ca|toan)*\s*:?\s*$"
)
_ONWARD = re.compile(r"\s*(?:va|,|-)?\s*(?:cac|nhung)\s*nam\s*(?:tiep theo|tiep sau|sau|ke tiep)")
# What cuts a year or month down to days that nobody can know from the words.
_REFINED = re.compile(
    r"\b(?:he|tet|dip|mua|vu|ky thi|ky nghi|nghi|thi|le|dau|giua|cuoi|"
    r"khai giang|tuyen sinh|ngoai|dot\s*\d*)\s*(?:trong\s*)?$"
)
_ALSO = re.compile(r"(?:,|;|\bva\b|\bhoac\b|&|\s|\([^()]*\))*")


@dataclass(frozen=True, slots=True)
class Lead:
    """What the words before a moment make of it, and where they begin."""

    kind: TermKind | None
    start: int
    is_by_hour: bool = False
    is_open: bool = False


def lead_of(plain: str, at: int) -> Lead:
    """The words that stand right before `at`."""
    window = plain[max(0, at - 70) : at]
    shift = max(0, at - 70)
    by = _BY.search(window)
    before = _BEFORE.search(window)
    if before is not None:
        start = min(before.start(), by.start()) if by is not None else before.start()
        hour = before["hour"] or (by["hour"] if by is not None else None)
        return Lead(TermKind.BEFORE_DAY, shift + start, is_by_hour=bool(hour))
    if by is not None:
        kind = TermKind.BEFORE_DAY if re.search(r"\btruoc\b", by[0]) else TermKind.BY_DAY
        return Lead(kind, shift + by.start(), is_by_hour=bool(by["hour"] or by["last"]))
    for pattern, kind, is_open in (
        (_FROM, TermKind.WITHIN, True),
        (_AFTER, TermKind.WITHIN, True),
        (_WITHIN, TermKind.WITHIN, False),
    ):
        if (found := pattern.search(window)) is not None:
            # "sau ngày 15" begins on the 16th: marked by the kind of an event
            said = TermKind.AFTER_EVENT if pattern is _AFTER else kind
            return Lead(said, shift + found.start(), is_open=is_open)
    return Lead(None, at)


def dated_pieces(text: str, plain: str, groups: list[list[Moment]], *, year_of: YearOf) -> Iterator[Piece]:
    """A piece for each group of moments whose year is settled.

    :raises ImpossibleDayError: when the calendar has no such day.
    """
    said = {each.year for group in groups for each in group if each.year is not None}
    common = said.pop() if len(said) == 1 else None
    held: Lead | None = None
    end = -1
    for group in groups:
        lead = lead_of(plain, group[0].start)
        if lead.kind is None and held is not None and _ALSO.fullmatch(plain, end, group[0].start):
            lead = replace(held, start=group[0].start)
        held, end = lead, group[-1].end
        if lead.kind is None and not group[0].is_day and _REFINED.search(plain[: group[0].start]):
            continue
        stretches = [_settled(each, common, year_of) for each in group]
        if any(each is None for each in stretches):
            continue
        known = [each for each in stretches if each is not None]
        yield _piece(text, plain, group, known, lead)


def _settled(moment: Moment, common: int | None, year_of: YearOf) -> Stretch | None:
    if moment.year is None and common is not None:
        moment = replace(moment, year=common)
    return settle(moment, otherwise=year_of)


def _piece(text: str, plain: str, group: list[Moment], stretches: list[Stretch], lead: Lead) -> Piece:
    end = group[-1].end
    onward = _ONWARD.match(plain, end) if not stretches[-1].is_day else None
    if onward is not None:
        end = onward.end()
    said = text[lead.start : end].strip()
    if len(group) > 1 and lead.kind in (None, TermKind.WITHIN) and all(each.is_month for each in group):
        return Piece(lead.start, end, _months(said, group, stretches))
    is_range = group[0].is_range
    terms = [_term(said, each, lead, is_range=is_range, is_onward=onward is not None) for each in stretches]
    return Piece(lead.start, end, replace(terms[0], also=tuple(terms[1:])))


def _months(said: str, group: list[Moment], stretches: list[Stretch]) -> Term:
    """ "Tháng 3, 6, 9, 12": due at the end of each, in the year that is said."""
    first, last = stretches[0].period.start, stretches[-1].period.start
    term = month_ends(tuple(each.first[0] for each in group), text=said)
    year = Period(first.replace(month=1, day=1), last.replace(year=last.year + 1, month=1, day=1))
    return replace(term, period=year, is_year_assumed=any(each.is_year_assumed for each in stretches))


def _term(said: str, stretch: Stretch, lead: Lead, *, is_range: bool, is_onward: bool) -> Term:
    period, kind = stretch.period, lead.kind
    term = Term(
        text=said,
        kind=kind or (TermKind.ON_DAY if stretch.is_day else TermKind.WITHIN),
        is_year_assumed=stretch.is_year_assumed,
        condition=SCHOOL_FRAME if stretch.is_school else "",
    )
    if kind is TermKind.BEFORE_DAY:
        step = timedelta(days=0 if lead.is_by_hour else 1)
        return replace(term, due_on=period.start - step)
    if kind is TermKind.BY_DAY and not is_range:
        return replace(term, due_on=stretch.last)
    if is_onward or (lead.is_open and not is_range):
        step = timedelta(days=int(kind is TermKind.AFTER_EVENT))
        return replace(term, kind=TermKind.WITHIN, period=Period(period.start + step))
    kind = TermKind.ON_DAY if stretch.is_day else TermKind.WITHIN
    return replace(term, kind=kind, period=period, due_on=stretch.last)
