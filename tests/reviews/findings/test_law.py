"""Expired bases, business procedures, thresholds, and when a finding put aside is shown again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.reviews.findings.known import known

from motcua.kernel.periods import Period
from motcua.kernel.refusals import Refused
from motcua.reviews.enums import Clue
from motcua.reviews.rules.findings.finding import Finding, PutAside, fingerprint, has_changed, in_order
from motcua.reviews.rules.findings.law import Expired, business_set, expired_bases, is_business
from motcua.reviews.rules.findings.thresholds import SAYS, THRESHOLDS, Threshold, in_force_on, threshold

FINDING = Finding(
    clue=Clue.SAME_PAPER,
    subject="giay",
    title="Giấy",
    says="",
    to_do="",
    columns=(),
    rows=(),
    parts=frozenset({"a", "b"}),
    measure=Decimal(8),
)


@pytest.mark.parametrize(
    ("parts", "measure", "changed"),
    [
        ({"a", "b"}, 8, False),
        ({"a", "b", "c"}, 8, True),
        ({"a"}, 8, False),
        ({"a", "b"}, 10, False),
        ({"a", "b"}, 11, True),
        ({"a", "b"}, 1, False),
    ],
)
def test_only_more_evidence_brings_a_finding_back(parts: set[str], measure: int, changed: bool) -> None:
    then = PutAside(FINDING.parts, FINDING.measure)
    assert has_changed(then, replace(FINDING, parts=frozenset(parts), measure=Decimal(measure))) is changed


@given(st.frozensets(st.text(min_size=1, max_size=5)))
def test_the_fingerprint_does_not_depend_on_order(parts: frozenset[str]) -> None:
    assert fingerprint(sorted(parts)) == fingerprint(sorted(parts, reverse=True))


def test_the_weightiest_comes_first() -> None:
    heavy, long = (
        replace(FINDING, subject="z", measure=Decimal(9)),
        replace(FINDING, subject="y", weight=Decimal(1)),
    )
    assert in_order([FINDING, long, heavy]) == [heavy, long, FINDING]


def test_a_key_belongs_to_kind_and_subject() -> None:
    assert replace(FINDING, measure=Decimal(1)).key == FINDING.key
    assert replace(FINDING, subject="other").key != FINDING.key
    assert replace(FINDING, clue=Clue.MERGE).key != FINDING.key


def test_an_expired_act_is_one_finding() -> None:
    some = {one.procedure_id: one for one in (known("1.1"), known("1.2"))}
    rows = [Expired(one, "10/2017/TT-BGDĐT", "Quy chế", date(2026, 1, 1)) for one in (*some, "unknown")]
    [finding] = expired_bases(some, rows)
    assert finding.parts == {"1.1", "1.2"}
    assert "01/01/2026; 2 thủ tục" in finding.says


@pytest.mark.parametrize(
    ("marked", "applicants", "concerns"),
    [
        (True, (), True),
        (False, ("enterprise",), False),
        (None, ("citizen", "enterprise"), True),
        (None, ("cooperative",), True),
        (None, ("citizen", "organisation"), False),
    ],
)
def test_what_concerns_business(marked: bool | None, applicants: tuple[str, ...], concerns: bool) -> None:
    assert is_business(known("1.1", is_business=marked, applicants=applicants)) is concerns


def test_the_business_set_is_counted_by_its_highest_level() -> None:
    levels = [("province", "commune")] * 3 + [("commune",)] * 2 + [()]
    [finding] = business_set(
        [known(f"1.{place}", is_business=True, levels=level) for place, level in enumerate(levels)]
    )
    assert finding.says == "6 thủ tục: 3 cấp tỉnh, 2 cấp xã, 1 chưa rõ cấp."
    assert business_set([known("1.1")]) == []


def test_thresholds_hold_in_their_period() -> None:
    old = Threshold("x", Decimal(3), in_force=Period(date(2020, 1, 1), date(2025, 1, 1)))
    new = Threshold("x", Decimal(2), in_force=Period(date(2025, 1, 1)))
    assert threshold("x", on=date(2024, 12, 31), among=[old, new]) == 3
    assert threshold("x", on=date(2025, 1, 1), among=[old, new]) == 2
    with pytest.raises(Refused, match="2019"):
        threshold("x", on=date(2019, 1, 1), among=[old, new])


def test_no_threshold_holds_twice() -> None:
    for one in THRESHOLDS:
        others = [other for other in THRESHOLDS if other is not one and other.name == one.name]
        assert not any(one.in_force.overlaps(other.in_force) for other in others)
        assert one.basis


def test_every_threshold_is_told() -> None:
    assert {one.name for one in THRESHOLDS} == set(SAYS)
    assert [one.name for one in in_force_on(date(2026, 9, 17))] == list(SAYS)
    assert in_force_on(date(2009, 1, 1)) == []
