"""The cost of a year before and now: fewer dossiers and a higher income save nothing, a line cut saves its share."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cast import Bodies
from tests.costing import Agree
from tests.costing import agree as agree
from tests.publishing import Publish

from motcua.catalogue.models import Procedure
from motcua.reviews.enums import Burden, TargetSet
from motcua.reviews.enums.proposals import ProposalStatus
from motcua.reviews.models import SimplificationProposal
from motcua.reviews.queries.findings.scope import Scope
from motcua.reviews.queries.portfolio import portfolio
from motcua.reviews.rules.changes.portfolio import Held, Wanted, position
from motcua.reviews.rules.changes.pricing import Priced, reckoned

_AMOUNT = st.fractions(min_value=0, max_value=1000, max_denominator=7)
_SHARE = st.fractions(min_value=0, max_value=1, max_denominator=9)
SHEET = Priced(Fraction(1_000), Fraction(10), Fraction(500_000), Fraction(200_000))


@st.composite
def sheets(draw: st.DrawFn) -> Priced:
    hours = draw(_AMOUNT)
    return Priced(draw(_AMOUNT), hours, hours * draw(_AMOUNT), draw(_AMOUNT))


@given(sheets(), _AMOUNT, _AMOUNT)
def test_neither_dossiers_nor_income_are_a_saving(
    sheet: Priced, dossiers: Fraction, income: Fraction
) -> None:
    later = replace(sheet, dossiers=dossiers, work=sheet.hours * income)
    found = reckoned(sheet, later)
    assert found.before == found.now


@given(sheets(), sheets(), _SHARE)
def test_what_a_performance_no_longer_takes_is_the_saving(
    before: Priced, now: Priced, often: Fraction
) -> None:
    found, more_often = reckoned(before, now, often=often), reckoned(before, now)
    assert found.before == more_often.before
    assert found.now == more_often.now * often
    if now.hours <= before.hours and now.paid <= before.paid:
        assert found.now <= more_often.now <= found.before


def test_an_income_that_rose_hides_no_cut() -> None:
    """Four of ten hours fall while an hour is worth twice as much: 200,000 of 700,000 đ."""
    later = Priced(Fraction(3_000), Fraction(6), Fraction(600_000), Fraction(200_000))
    found = reckoned(SHEET, later)
    assert [found.before, found.now] == [700_000_000, 500_000_000]
    assert [found.dossiers, found.hourly] == [1_000, 50_000]


def test_one_sheet_stands_for_both() -> None:
    assert not reckoned(None, None).is_known
    kept, cut = reckoned(None, SHEET, stays=Fraction(1, 2)), reckoned(SHEET, None, stays=Fraction(1, 2))
    assert kept.before == kept.now == cut.before == 700_000_000
    assert cut.now == 350_000_000


@pytest.mark.parametrize(
    ("hours", "dossiers", "hourly", "percent"),
    [
        ([6, 3, 1], 700, 50_000, 0),
        ([6, 3, 1], 1_000, 80_000, 0),
        ([6, 1], 700, 80_000, 30),
        ([6, 3, 1], 2_000, 50_000, 0),
    ],
)
def test_two_agreed_sheets(
    publish: Publish,
    diploma: Procedure,
    agree: Agree,
    bodies: Bodies,
    moment: datetime,
    django_assert_num_queries: Any,
    hours: list[int],
    dossiers: int,
    hourly: int,
    percent: int,
) -> None:
    old = diploma.versions.get()
    publish(diploma.code, since=date(2026, 3, 1), name=old.name)
    new = diploma.versions.exclude(pk=old.pk).get()
    agree(old, [6, 3, 1], dossiers=1_000, hourly=50_000)
    agree(new, hours, dossiers=dossiers, hourly=hourly)
    with django_assert_num_queries(17):
        held = _held(bodies, moment)
    found = position([held], Wanted(TargetSet.ALL, Burden.COST, Decimal(30)))
    assert held.before.cost == 500_000_000
    assert [held.dossiers, held.hourly] == [1_000, 50_000]
    assert found.done_percent == percent
    assert found.is_reached is (percent == 30)


def test_only_what_a_proposal_says_of_longer_validity_counts(
    publish: Publish,
    diploma: Procedure,
    agree: Agree,
    bodies: Bodies,
    moment: datetime,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Half as often by the proposal carried out; the 300 dossiers of the new sheet are no further cut, and what was
    carried out before the targets count is none at all."""
    old = diploma.versions.get()
    publish(diploma.code, since=date(2026, 3, 1), name=old.name)
    agree(old, [6, 4], dossiers=1_000, hourly=50_000)
    agree(diploma.versions.exclude(pk=old.pk).get(), [6, 4], dossiers=300, hourly=50_000)
    proposal = SimplificationProposal(
        procedure=diploma,
        status=ProposalStatus.CARRIED_OUT,
        carried_out_on=date(2026, 3, 1),
        dossiers_per_year=Decimal(100),
        dossiers_per_year_after=Decimal(50),
    )
    monkeypatch.setattr("motcua.reviews.queries.portfolio.approved_proposals", lambda _scope: [proposal])
    held = _held(bodies, moment)
    assert [held.before.cost, held.now.cost] == [500_000_000, 250_000_000]
    proposal.carried_out_on = date(2025, 12, 31)
    held = _held(bodies, moment)
    assert held.before.cost == held.now.cost == 500_000_000


def _held(bodies: Bodies, moment: datetime) -> Held:
    [held] = portfolio(Scope(bodies.department.pk, moment), baseline_on=date(2025, 12, 31)).held
    return held
