"""What is found in a process before it may be published."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from tests.workflow.contents import FIVE_DAYS, changed, moves, ordinary, step, storable

from motcua.accounts.enums import Role
from motcua.deadlines.enums import LimitUnit
from motcua.deadlines.rules.limits import Limit
from motcua.workflow.enums import Act, StepKind
from motcua.workflow.rules.checks import blocking, check
from motcua.workflow.rules.entering import tidy
from motcua.workflow.rules.processes import (
    Body,
    ConsultationContent,
    LegContent,
    MoveContent,
    ProcessContent,
)


def codes(content: ProcessContent) -> set[tuple[str, str]]:
    return {(finding.code, finding.step_key) for finding in check(content)}


def days(amount: str) -> Limit:
    return Limit(Decimal(amount), LimitUnit.WORKING_DAY)


def test_an_ordinary_process_has_no_findings() -> None:
    assert check(ordinary()) == []


def test_an_empty_process_has_no_steps() -> None:
    assert [finding.code for finding in check(replace(ordinary(), steps=()))] == ["no-steps"]


@pytest.mark.parametrize(
    ("key", "changes", "found"),
    [
        ("nhan", {"kind": StepKind.APPRAISAL, "role": Role.HANDLER}, "first-not-reception"),
        ("tra", {"kind": StepKind.ISSUING, "role": Role.RECORDS_OFFICER}, "last-not-returning"),
        ("tra", {"acts": frozenset()}, "last-returns-nothing"),
        ("tra", moves((Act.RETURN_RESULT, "nhan")), "last-goes-on"),
        ("tham-dinh", {"role": None}, "role-missing"),
        ("tham-dinh", {"role": Role.CITIZEN}, "role-unfit"),
        ("tham-dinh", {"role": Role.TECHNICAL_ADMINISTRATOR}, "role-unfit"),
        ("tham-dinh", {"role": Role.INSPECTOR}, "role-unfit"),
        ("tham-dinh", {"share_minutes": None}, "share-missing"),
        ("tham-dinh", {"acts": frozenset({Act.PROPOSE, Act.APPROVE})}, "act-leads-nowhere"),
        ("tham-dinh", {"acts": frozenset()}, "move-not-allowed"),
        (
            "tham-dinh",
            {"consultations": (ConsultationContent("Ý kiến?", None, days("1")),)},
            "opinion-not-allowed",
        ),
        (
            "tham-dinh",
            {
                "consultations": (ConsultationContent("Ý kiến?", None, days("2")),),
                "acts": frozenset({Act.PROPOSE, Act.CONSULT}),
            },
            "opinion-beyond-step",
        ),
        (
            "tham-dinh",
            {
                "consultations": (ConsultationContent("Ý kiến?"),),
                "acts": frozenset({Act.PROPOSE, Act.CONSULT}),
            },
            "opinion-without-term",
        ),
    ],
)
def test_each_mistake_is_found_at_its_step(key: str, changes: dict[str, Any], found: str) -> None:
    content = changed(ordinary(), key, **changes)
    assert (found, key) in codes(content)
    finding = next(one for one in check(content) if one.code == found)
    assert finding.blocks
    assert f"Bước {content.step(key).position} “{content.step(key).name}”" in finding.message


def test_an_unusual_role_is_told_but_does_not_block() -> None:
    content = changed(ordinary(), "ky", role=Role.HANDLER)
    assert codes(content) == {("role-unusual", "ky")}
    assert blocking(content) == []


def test_a_step_that_nothing_leads_to() -> None:
    content = ordinary()
    lonely = step("le", StepKind.APPROVAL, Role.HEAD, 0, **moves((Act.APPROVE, "tra")))
    content = tidy(replace(content, steps=(*content.steps[:3], lonely, content.steps[3])))
    assert codes(content) == {("unreachable", "le")}


def test_a_loop_without_a_way_out_and_a_dead_end() -> None:
    content = changed(ordinary(), "ky", **moves((Act.SEND_BACK, "tham-dinh")))
    messages = {
        finding.step_key: finding.message for finding in check(content) if finding.code == "no-way-out"
    }
    assert set(messages) == {"nhan", "tham-dinh", "ky"}
    assert "đi vòng mãi" in messages["ky"]
    assert "không dẫn tiếp đến đâu" in messages["nhan"]


def test_a_loop_with_a_way_out_is_fine_however_long() -> None:
    content = changed(
        ordinary(), "ky", **moves((Act.SIGN, "tra"), (Act.SEND_BACK, "nhan"), (Act.SEND_BACK, "tham-dinh"))
    )
    content = changed(
        content,
        "ky",
        moves=tuple(
            replace(move, label=f"Lý do {place}") for place, move in enumerate(content.step("ky").moves)
        ),
    )
    assert check(content) == []


def test_two_moves_of_one_act_are_told_apart_by_their_names() -> None:
    content = changed(
        ordinary(), "ky", **moves((Act.SIGN, "tra"), (Act.SEND_BACK, "nhan"), (Act.SEND_BACK, "tham-dinh"))
    )
    assert codes(content) == {("moves-not-told-apart", "ky")}


def test_shares_on_the_longest_way_must_fit() -> None:
    exact = changed(ordinary(), "tham-dinh", share_minutes=2400 - 120 - 300 - 60)
    assert check(exact) == []
    over = changed(exact, "tham-dinh", share_minutes=exact.step("tham-dinh").share_minutes + 1)
    assert codes(over) == {("shares-beyond-limit", "")}
    assert (
        "Các bước 1–4 cộng lại 40 giờ 1 phút, dài hơn thời hạn 5 ngày làm việc (40 giờ)"
        in check(over)[0].message
    )


def test_of_two_branches_only_the_longer_counts() -> None:
    content = ordinary()
    short = step("nhanh", StepKind.APPROVAL, Role.HEAD, 600, **moves((Act.APPROVE, "ky")))
    content = tidy(replace(content, steps=(*content.steps[:2], short, *content.steps[2:])))
    content = changed(
        content,
        "nhan",
        moves=(MoveContent(Act.FORWARD, "tham-dinh", "Thường"), MoveContent(Act.FORWARD, "nhanh", "Gọn")),
    )
    content = changed(content, "tham-dinh", share_minutes=2400 - 120 - 300 - 60)
    assert check(content) == []


def test_steps_that_follow_each_other_in_disorder_are_all_counted() -> None:
    content = ordinary()
    extra = step("xem", StepKind.APPROVAL, Role.HEAD, 1500, **moves((Act.APPROVE, "tham-dinh")))
    steps = (content.steps[0], content.steps[1], extra, *content.steps[2:])
    content = changed(tidy(replace(content, steps=steps)), "nhan", moves=(MoveContent(Act.FORWARD, "xem"),))
    assert codes(content) == {("shares-beyond-limit", "")}


def test_percentages_are_of_the_whole() -> None:
    content = replace(ordinary(), limit=None)
    for key, percent in (("nhan", 10), ("tham-dinh", 60), ("ky", 20), ("tra", 10)):
        content = changed(content, key, share_minutes=None, share_percent=Decimal(percent))
    assert check(content) == []
    assert codes(changed(content, "tra", share_percent=Decimal("10.01"))) == {("percent-beyond-limit", "")}


def test_minutes_without_a_limit_cannot_be_summed_up() -> None:
    found = check(replace(ordinary(), limit=None))
    assert [(finding.code, finding.blocks) for finding in found] == [("limit-missing", False)]


def test_without_a_limit_in_law_no_shares_are_needed() -> None:
    content = replace(ordinary(), limit=Limit(Decimal(0), LimitUnit.NONE))
    assert check(changed(content, "tham-dinh", share_minutes=None)) == []


def interconnected(first: str, second: str) -> ProcessContent:
    content = replace(
        ordinary(),
        legs=(
            LegContent("so", 1, "Sở thẩm định", Body("SO"), days(first), is_lead=True),
            LegContent("tinh", 2, "Tỉnh quyết định", None, days(second)),
        ),
    )
    for key, leg in (("nhan", "so"), ("tham-dinh", "so"), ("ky", "tinh"), ("tra", "so")):
        content = changed(content, key, leg_key=leg)
    return content


def test_legs_share_one_promise() -> None:
    assert check(interconnected("3", "2")) == []
    assert codes(interconnected("3", "2.5")) == {("legs-beyond-limit", "")}
    assert codes(interconnected("1.5", "1")) == {("shares-beyond-leg", "")}


def test_legs_in_other_units_are_compared_in_working_time() -> None:
    content = interconnected("3", "2")
    hours = replace(content.legs[1], limit=Limit(Decimal(16), LimitUnit.HOUR))
    assert check(replace(content, legs=(content.legs[0], hours))) == []
    more = replace(content.legs[1], limit=Limit(Decimal("16.5"), LimitUnit.HOUR))
    assert codes(replace(content, legs=(content.legs[0], more))) == {("legs-beyond-limit", "")}


def test_legs_need_steps_times_and_one_leader() -> None:
    content = interconnected("3", "2")
    spare = replace(content, legs=(*content.legs, LegContent("thua", 3, "Chặng thừa")))
    assert codes(spare) == {("leg-without-steps", ""), ("leg-without-limit", "")}
    no_lead = replace(content, legs=tuple(replace(leg, is_lead=False) for leg in content.legs))
    assert codes(no_lead) == {("one-leading-leg", "")}
    assert codes(changed(content, "nhan", leg_key="")) == {("step-without-leg", "nhan")}


def test_a_percentage_in_a_leg_is_of_the_leg() -> None:
    content = changed(interconnected("3", "2"), "ky", share_minutes=None, share_percent=Decimal(50))
    assert content.applied_to(FIVE_DAYS).step("ky").share_minutes == 480


@given(storable())
@settings(max_examples=25)
def test_any_process_can_be_checked_and_each_message_names_its_step(content: ProcessContent) -> None:
    for finding in check(content):
        if finding.step_key:
            assert content.step(finding.step_key).name in finding.message
