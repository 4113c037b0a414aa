"""The report once proposals are in force: planned and measured in one row each, and both sums apart."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from tests.reviews.rounds.test_papers import PAPER, PROPOSAL, words_of

from motcua.reviews.rules.rounds.papers.facts import MeasuredLine
from motcua.reviews.rules.rounds.papers.report import review_report
from motcua.reviews.rules.rounds.savings import Saved

DAY = date(2026, 10, 1)
MEASURED = replace(
    PROPOSAL,
    carried_out_on=DAY,
    measured=MeasuredLine(
        date(2027, 3, 1),
        Saved(Decimal(3_000_000_000), Decimal(1_000_000_000)),
        Decimal("66.67"),
        (3000, 900),
        "Tin cậy",
    ),
)
TOO_FEW = replace(
    PROPOSAL,
    code="1.000002",
    carried_out_on=DAY,
    measured=MeasuredLine(
        date(2027, 3, 1), Saved(None, None), None, (3000, 2), "Ước lượng", "Quá ít hồ sơ từ khi thực thi"
    ),
)


def test_a_report_without_anything_in_force_says_nothing_of_it() -> None:
    assert "SAU KHI THỰC THI" not in words_of(review_report(PAPER)).upper()


def test_planned_and_measured_stand_side_by_side() -> None:
    words = words_of(review_report(replace(PAPER, proposals=(MEASURED,))))
    for said in (
        "Đã thực thi 01 phương án",
        "2.559.804.000",
        "77,44%",
        "2.000.000.000 đồng (66,67%)",
        "3000, 900",
        "Tin cậy",
    ):
        assert said in words, said
    assert "có cả hai số" not in words  # it is the same one


def test_too_few_dossiers_give_no_number_and_no_sum() -> None:
    words = words_of(review_report(replace(PAPER, proposals=(MEASURED, TOO_FEW))))
    assert "Quá ít hồ sơ từ khi thực thi" in words
    assert "Đã thực thi 02 phương án; 01 phương án có đủ hồ sơ" in words
    assert "5.119.608.000 đồng" in words  # planned of both
    assert "riêng 01 phương án có cả hai số: dự kiến 2.559.804.000 đồng, đo được 2.000.000.000 đồng" in words
    unmeasured = words_of(review_report(replace(PAPER, proposals=(replace(MEASURED, measured=None),))))
    assert "chưa đo" in unmeasured
