"""Amounts of papers are rounded once, at the end, half a đồng upwards."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from tests.reviews.rounds.test_papers import PAPER, PROPOSAL, words_of

from motcua.reviews.rules.cost.numbers import exact_vnd, whole_vnd
from motcua.reviews.rules.rounds.papers.facts import vnd
from motcua.reviews.rules.rounds.papers.report import review_report
from motcua.reviews.rules.rounds.papers.submission import submission
from motcua.reviews.rules.rounds.savings import Saved, Saving, as_plain, from_plain, total

COST = Saved(Decimal("19807.949475141882"), Decimal("6602.5"))


@pytest.mark.parametrize(
    ("amount", "said"), [("0.5", "1 đồng"), ("0.4999", "0 đồng"), ("1023999.5", "1.024.000 đồng")]
)
def test_half_a_dong_upwards(amount: str, said: str) -> None:
    assert vnd(Decimal(amount)) == said


def test_a_year_is_of_the_exact_cost() -> None:
    saving = replace(PROPOSAL.saving, cost=COST, dossiers_per_year=Decimal(3228))
    paper = replace(PAPER, proposals=(replace(PROPOSAL, saving=saving),))
    for words in (words_of(submission(paper)), words_of(review_report(paper))):
        for year in ("63.940.061", "21.312.870", "42.627.191"):
            assert year in words


def test_many_places_stay_when_frozen_and_added_up() -> None:
    cost = exact_vnd(Fraction(Decimal("123456789012.123456789012345678901234567")))
    saving = Saving(Saved(None, None), Saved(None, None), Saved(cost, Decimal(0)), Decimal(3))
    frozen = from_plain(as_plain(saving))
    assert frozen.cost.before == cost
    assert frozen.year.before == Decimal("370370367036.370370367037037036703703701")
    twice = total([frozen.year, frozen.year])
    assert twice.less == Decimal("740740734072.740740734074074073407407402")
    assert whole_vnd(twice.less) == 740_740_734_073
