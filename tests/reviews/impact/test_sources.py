"""Where the numbers of a draft act's cost sheet are from."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from motcua.reviews.enums import Block, Confidence, CostOrigin, CostPart
from motcua.reviews.rules.cost.evidence import Income
from motcua.reviews.rules.cost.kept import KeptLine, Value
from motcua.reviews.rules.cost.sheets import CostLine
from motcua.reviews.rules.impact.sources import (
    Origin,
    SourcedLine,
    confidence_of_lines,
    numbers_of,
    of_kept,
    sourced,
)

INCOME = Income(Decimal("59422.348484848"), "GDP năm 2025", Confidence.LOW)
OWN = Origin(CostOrigin.OFFICER, "Hỏi phòng", Confidence.HIGH)
KEPT = KeptLine(
    "submit:travel",
    Block.SUBMIT,
    "Đi lại",
    INCOME.hourly_vnd,
    (
        Value(CostPart.TIMES, Decimal("0.6"), CostOrigin.DOSSIERS, "6 trên 10 hồ sơ.", Confidence.MEDIUM),
        Value(CostPart.HOURS, Decimal(2), CostOrigin.NORM, "Định mức đi lại.", Confidence.HIGH),
        Value(CostPart.OTHER, Decimal(40_000), CostOrigin.NORM, "Định mức đi lại.", Confidence.LOW),
        INCOME.value(),
    ),
)


def test_a_kept_line_brings_its_sources() -> None:
    found = of_kept(KEPT)
    assert numbers_of(found.line) == {
        CostPart.HOURS: Decimal("1.2"),
        CostPart.INCOME: INCOME.hourly_vnd,
        CostPart.OTHER: Decimal(24_000),
    }
    hours = found.origins[CostPart.HOURS]
    assert (hours.origin, hours.confidence) == (CostOrigin.NORM, Confidence.MEDIUM)
    assert hours.source == "Định mức đi lại. Nhân 0,6 lần một hồ sơ: 6 trên 10 hồ sơ."
    assert found.origins[CostPart.INCOME].source == "GDP năm 2025"
    assert not found.missing
    assert found.confidence is Confidence.LOW


def test_numbers_that_stay_keep_their_source() -> None:
    known = [of_kept(KEPT)]
    back = CostLine(
        "đi lại", Decimal("1.2"), INCOME.hourly_vnd, other_vnd=Decimal(30_000), block=Block.SUBMIT
    )
    found = sourced(back, known=known, own=None, income=None)
    assert found.missing == (CostPart.OTHER,)
    found = sourced(back, known=known, own=OWN, income=None)
    assert found.origins[CostPart.HOURS] == known[0].origins[CostPart.HOURS]
    assert found.origins[CostPart.OTHER] == OWN
    elsewhere = replace(back, block=Block.RECEIVE)
    assert CostPart.HOURS in sourced(elsewhere, known=known, own=None, income=None).missing


def test_what_an_hour_is_worth_is_known_of_the_agency() -> None:
    line = CostLine("Việc", Decimal(1), INCOME.hourly_vnd, block=Block.OTHER)
    found = sourced(line, known=(), own=OWN, income=INCOME)
    assert found.origins[CostPart.INCOME].source == "GDP năm 2025"
    assert sourced(
        replace(line, hourly_income_vnd=Decimal(9)), known=(), own=None, income=INCOME
    ).missing == (
        CostPart.HOURS,
        CostPart.INCOME,
    )
    assert not sourced(CostLine("Phí", hourly_income_vnd=Decimal(9)), known=(), own=None, income=None).missing


def test_a_sheet_is_as_sure_as_its_least_sure_line() -> None:
    sure = sourced(CostLine("Phí", fee_vnd=Decimal(5)), known=(), own=OWN, income=None)
    assert confidence_of_lines([sure]) is Confidence.HIGH
    unsaid = SourcedLine(CostLine("Khác", other_vnd=Decimal(5)))
    assert unsaid.confidence is Confidence.LOW
    assert confidence_of_lines([sure, unsaid]) is Confidence.LOW
    assert confidence_of_lines([]) is Confidence.HIGH


def test_nothing_is_rounded_on_the_way() -> None:
    values = (
        Value(CostPart.TIMES, Decimal("0.333333333"), CostOrigin.DOSSIERS, "1 trên 3.", Confidence.MEDIUM),
        Value(CostPart.HOURS, Decimal("0.123456789"), CostOrigin.NORM, "Định mức.", Confidence.HIGH),
    )
    kept = replace(KEPT, values=values)
    line = of_kept(kept).line
    assert line.cost == kept.cost
    assert numbers_of(line)[CostPart.HOURS] == Decimal("0.041152262958847737")
