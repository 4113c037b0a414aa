"""Questions about single sentences of a plan: who leads, whether work is given, whether a term is near."""

from __future__ import annotations

import re

from motcua.plans.enums import TermKind
from motcua.plans.rules.reading.prose import words
from motcua.plans.rules.reading.prose.clauses import Clause, partners
from motcua.plans.rules.reading.who import lead_text
from motcua.plans.rules.reading.words import one_line
from motcua.plans.rules.terms.term import Term

DATED = (TermKind.BEFORE_DAY, TermKind.BY_DAY, TermKind.ON_DAY)
_LONGEST_SHORT_PERIOD = 100
_YEAR_END = re.compile(r"(?:hết|cuối|trong)\s+năm\b", re.IGNORECASE)


def led(part: Clause) -> tuple[str, str, tuple[str, ...]]:
    """Lead, what it does, and with whom."""
    return lead_text(part.unit), part.doing, partners(part.doing)


def only_leads(doing: str) -> bool:
    """Whether a clause says only that somebody leads, with whom: "chủ trì phối hợp với các phòng"."""
    return bool(
        re.fullmatch(
            r"(?:chủ trì|thực hiện)[\s,;]*(?:phối hợp\s+(?:với|cùng)\s+[^.;]{1,120})?(?:\s+thực hiện)?\.?",
            doing.strip(),
        )
    )


def is_given(text: str, part: Clause) -> bool:
    """Whether work is given in so many words: "Giao …", "… chủ trì", "… có trách nhiệm"."""
    if words.GIVES.match(text):
        return True
    return bool(
        re.match(
            r"(?:(?:là|làm)\s+(?:cơ\s+quan\s+|đơn\s+vị\s+|bộ\s+phận\s+)?(?:đầu\s+mối|thường\s+trực)|chủ\s+trì|có\s+trách\s+nhiệm|chịu\s+trách\s+nhiệm)(?!\w)",
            part.doing,
        )
    )


def begins_with_verb(text: str) -> bool:
    """Whether a text begins with what somebody does."""
    return bool(words.VERB.match(text[:1].lower() + text[1:])) or bool(
        re.match(
            r"(?:Họp|Mở|Khai|Sơ kết|Tổng kết|Tham gia|Dự|Làm|Viết|Chấm|Thi|Tập|Xét|Bồi dưỡng|Nộp)\b",
            text,
        )
    )


def is_day_or_month(term: Term) -> bool:
    """Whether a term is a day or a short period, and not only the end of the year."""
    if _YEAR_END.search(term.text):
        return False
    if term.kind in DATED:
        return True
    if term.kind is not TermKind.WITHIN or term.period is None or term.period.end is None:
        return False
    return (term.period.end - term.period.start).days <= _LONGEST_SHORT_PERIOD


def ended(text: str) -> str:
    """A value without the sign that ends it."""
    return one_line(text).strip(" ;").removesuffix(".")
