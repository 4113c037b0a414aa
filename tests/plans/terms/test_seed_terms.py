"""The terms in the sentences of the real plans beside the project."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from motcua.plans.enums import TermKind
from motcua.plans.rules.terms import Term, find_terms


def terms(shared_data: Path, start: str, year: int) -> list[Term]:
    (seed,) = (shared_data.parent / "seeds").glob(f"{start}_*.txt")
    text = re.sub(r"\n\s*\n", "\n", re.sub(r"[ \t\xa0]+", " ", seed.read_text(encoding="utf-8")))
    paragraphs = re.split(r"\n(?=\s*(?:[-+|]|\d+[.)]|[IVX]+\.|[a-zđ]\)|\())", text)
    return [
        term
        for each in paragraphs
        for term, _, _ in find_terms(" ".join(each.split()), year=year, issued_on=None)
    ]


@pytest.mark.shared_data
def test_every_dated_hand_in_of_the_focused_plan(shared_data: Path) -> None:
    found = terms(shared_data, "000", 2025)
    dated = [(each.kind, each.due_on) for each in found if each.due_on is not None]
    before, by, within = TermKind.BEFORE_DAY, TermKind.BY_DAY, TermKind.WITHIN
    assert dated == [
        (by, date(2025, 4, 21)),
        (before, date(2025, 4, 22)),
        (before, date(2025, 5, 24)),
        (within, date(2025, 5, 31)),
        (by, date(2025, 4, 21)),
        (before, date(2025, 5, 24)),
        (within, date(2025, 5, 31)),
        (before, date(2025, 11, 24)),
        (within, date(2025, 11, 30)),
        (within, date(2025, 5, 31)),
        (before, date(2025, 4, 24)),
        (before, date(2025, 4, 29)),
        (before, date(2024, 6, 4)),  # typed so in a plan of 2025
        (before, date(2025, 6, 9)),
        (within, date(2025, 4, 30)),
        (before, date(2025, 8, 14)),
        (within, date(2025, 9, 30)),
    ]
    assert sum(each.kind is TermKind.CONTINUOUS for each in found) == 6
    assert not any(each.is_year_assumed for each in found)


@pytest.mark.shared_data
def test_the_reform_plan(shared_data: Path) -> None:
    found = terms(shared_data, "001", 2025)
    assert [each.due_on for each in found if each.kind is TermKind.BEFORE_DAY] == [
        date(2025, 1, 24),
        date(2025, 1, 14),
        date(2025, 1, 14),
    ]
    assert [each.recurrence for each in found if "BYMONTH" in each.recurrence] == [
        "FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=9",
        "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=9",
    ]


@pytest.mark.shared_data
def test_the_district_plan_has_one_term(shared_data: Path) -> None:
    assert [(each.kind, each.due_on) for each in terms(shared_data, "003", 2025)] == [
        (TermKind.BY_DAY, date(2025, 12, 31))
    ]
