"""A measured change is worded as the direction it went."""

from __future__ import annotations

from decimal import Decimal

import pytest

from motcua.reviews.enums import Confidence
from motcua.reviews.enums.measured import MeasuredQuantity
from motcua.reviews.rules.measured.figures import Figure
from motcua.reviews.rules.rounds.papers.measured import _amount, _rate
from motcua.reviews.rules.rounds.savings import Saved
from motcua.web.measured import _figure, numbers_of


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [("56.56", "100", "tăng 43,44 điểm %"), ("100", "56.56", "giảm 43,44 điểm %"), ("7", "7", "không đổi")],
)
def test_a_share_rises_or_falls_by_points(before: str, after: str, said: str) -> None:
    figure = Figure(MeasuredQuantity.ONLINE, Decimal(before), Decimal(after), 9, 9, Confidence.HIGH, "")
    assert _figure(figure).numbers.turned.replace("\u00a0", " ") == said


def test_money_that_grew_is_no_negative_saving() -> None:
    found = numbers_of(Saved(Decimal(1000), Decimal(1500)))
    assert found.turned.replace("\u00a0", " ") == "tăng 500 đ"
    assert found.share.replace("\u00a0", " ") == "50 %"
    assert numbers_of(Saved(Decimal(1000), None)).turned == ""
    assert (_amount(Decimal(-1500)), _rate(Decimal("-50"))) == ("tăng 1.500", "tăng 50,00%")
    assert (_amount(Decimal(1500)), _rate(Decimal(50))) == ("1.500", "50,00%")
