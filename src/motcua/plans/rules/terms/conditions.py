"""Terms without a day of their own: a length, an event, another document's schedule, a need."""

from __future__ import annotations

import re
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from motcua.plans.enums import TermKind
from motcua.plans.rules.terms.calendar_words import find_moments
from motcua.plans.rules.terms.moments import ImpossibleDayError, YearOf, settle
from motcua.plans.rules.terms.recurring import Piece
from motcua.plans.rules.terms.term import Term

_START = r"^[\s\-+*•.,(]*(?:(?:thoi gian|thuc hien|hoan thanh|trien khai|gui|bao cao|va|hoac|tuy)\s+)*"
_NEEDED = re.compile(
    _START
    + r"(?:(?:ngay\s*)?(?:khi|neu|luc)\s*(?:thay\s*|xet thay\s*)?(?:co\s*)?(?:cac\s*)?(?:su\s*|viec\s*)?"
    r"(?:phat sinh|can\b|yeu cau|nhu cau|vu viec|vuong mac|bien dong|thay doi)"
    r"|(?:tuy\s*)?theo\s*(?:nhu cau|yeu cau|thuc te|tinh hinh|su viec|vu viec|phat sinh|de nghi)"
    r"|dot xuat|tuy (?:tinh hinh|thuoc|vao|dieu kien|tung)|phat sinh|co phat sinh)"
)
_ROADMAP = re.compile(
    _START
    + r"(?:(?:dinh ky\s+)?theo|can cu(?: theo)?|cung voi|dung (?:theo )?(?:lo trinh|tien do)|dam bao tien do)\b"
)
_EVENT = re.compile(
    _START + r"(?!(?:sau|tu|ke tu)\s*(?:ngay\s*)?(?:\d|thang\b|quy\b|nam\b|tuan\b|dau\b|hoc k[iy]\b))"
    r"(?:ngay\s*)?(?:(?:sau|khi|ke tu|tu)\s*(?:khi|ngay|luc|thoi diem)?)\b(?!\s*\d)"
)
_LENGTH = re.compile(
    r"(?P<lead>\b(?:trong\s*(?:vong|thoi han|thoi gian)?|khong qua|toi da|cham nhat(?:\s*la)?|sau|truoc)\s*)?"
    r"(?<![\d/.-])(?<!ngay )\b(?P<n>\d{1,3})\s*(?:\([^)\d]{1,30}\)\s*)?(?P<unit>ngay|tuan|thang)"
    r"(?!\s*(?:\d|lan|/|dau|cuoi|thu))"
    r"(?P<working>\s*lam viec)?"
    r"(?P<event>\s*,?\s*(?:ke tu|tinh tu|tu khi|tu ngay|sau khi|sau ngay|sau|khi|truoc)\b[^;]*)?"
)
_PLAN_ISSUED = re.compile(
    r"\b(?:ban hanh|ky|co hieu luc|ngay ky)\b.{0,20}\bke hoach nay|"
    r"\bke hoach(?: nay)?\s*(?:duoc\s*)?(?:ban hanh|ky|co hieu luc)"
    r"|\bngay (?:ky )?ban hanh ke hoach"
)


def find_condition(text: str, plain: str) -> Term | None:
    """The term of a clause that begins with a need ("Khi phát sinh"), another document ("Theo lộ trình …") or an
    event ("Sau khi …"); its `condition` is the clause as written."""
    said = " ".join(text.split()).strip(" .,;-+*•")
    for pattern, kind in (
        (_NEEDED, TermKind.WHEN_NEEDED),
        (_ROADMAP, TermKind.BY_ROADMAP),
        (_EVENT, TermKind.AFTER_EVENT),
    ):
        if pattern.search(plain):
            return Term(text=said, kind=kind, condition=said)
    return None


def find_length(
    text: str, plain: str, *, year_of: YearOf, issued_on: date | None, in_prose: bool = False
) -> Piece | None:
    """ "05 ngày làm việc kể từ ngày nhận được …": a number of days, weeks or months after something.

    In prose only where "trong vòng", "không quá" or the event says that it is a term. When the length counts calendar
    days and the event is a day, or this plan's being issued on `issued_on`, the last day follows; the first day is
    not counted.
    """
    for found in _LENGTH.finditer(plain):
        lead, event = (found["lead"] or "").strip(), (found["event"] or "").strip(" ,")
        if lead == "truoc" or event.startswith("truoc") or not int(found["n"]):
            continue
        if in_prose and not _is_clear(lead, event, bool(found["working"])):
            continue
        return Piece(found.start(), found.end(), _length(text, found, event, year_of, issued_on))
    return None


def _is_clear(lead: str, event: str, is_working: bool) -> bool:
    after = event.startswith(("ke tu", "tinh tu", "tu ngay", "tu khi", "sau khi", "sau ngay"))
    return (
        after or lead.startswith(("trong vong", "trong thoi han", "cham nhat")) or (is_working and lead != "")
    )


def _length(text: str, found: re.Match[str], event: str, year_of: YearOf, issued_on: date | None) -> Term:
    number, unit = int(found["n"]), found["unit"]
    is_working = found["working"] is not None
    days = None if unit == "thang" else number * (7 if unit == "tuan" else 1)
    months = number if unit == "thang" else None
    condition = " ".join(text[found.start("event") : found.end("event")].split()) if found["event"] else ""
    due_on = None
    if event and not is_working and (begins_on := _event_day(event, year_of, issued_on)) is not None:
        step = timedelta(days=days) if days is not None else relativedelta(months=number)
        due_on = begins_on + step
    return Term(
        text=text[found.start() : found.end()].strip(),
        kind=TermKind.LENGTH,
        due_on=due_on,
        length_days=days,
        length_months=months,
        is_working_days=is_working,
        condition=condition.strip(" ,.)"),
    )


def _event_day(event: str, year_of: YearOf, issued_on: date | None) -> date | None:
    if _PLAN_ISSUED.search(event):
        return issued_on
    moments = find_moments(event, in_prose=True)
    if not re.fullmatch(
        r"(?:ke tu|tinh tu|tu|sau)\s*(?:ngay\s*)?[\d/.\s-]+(?:thang\s*\d+\s*(?:nam\s*\d+)?)?", event
    ):
        return None
    if len(moments) != 1 or len(moments[0]) != 1 or not moments[0][0].is_day:
        return None
    try:
        stretch = settle(moments[0][0], otherwise=year_of)
    except ImpossibleDayError:
        return None
    return None if stretch is None or stretch.is_year_assumed else stretch.period.start
