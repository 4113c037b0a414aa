"""What speaks for a change: dossiers, waiting, findings; and what each change of a set is there for."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reviews.changes.made_up import LICENCE, possible, procedures

from motcua.kernel.refusals import Refused
from motcua.reviews.enums import Burden, Clue, Confidence, CutKind
from motcua.reviews.rules.changes.evidence import Known, Reason, Waited, reasons_in, spare_of_steps
from motcua.reviews.rules.changes.facts import Part, ProcedureFacts
from motcua.reviews.rules.changes.proposing import Allowed, Proposed, proposals
from motcua.reviews.rules.changes.writing import read_change
from motcua.reviews.rules.findings.finding import Examined, Finding, Row
from motcua.reviews.rules.solving.asked import Aim, Case, Choice
from motcua.reviews.rules.solving.explaining import explained
from motcua.reviews.rules.solving.smallest import smallest

STEPS = (Part("1", "Tiếp nhận"), Part("qt.tham-dinh", "Thẩm định"), Part("qt.ky", "Ký"))
FACTS = replace(LICENCE, steps=STEPS)


def waited(
    idle: str, *, most: str = "8", handled: str = "2", count: int = 40, is_few: bool = False
) -> Waited:
    return Waited(count, Fraction(most), Fraction(idle), Fraction(handled), is_few)


def offered(known: Known, **allowed: object) -> dict[str, Proposed]:
    return {one.change.key: one for one in proposals(FACTS, known, Allowed(**allowed))}  # type: ignore[arg-type]


def test_a_step_is_shortened_by_what_lies_before_anybody_begins() -> None:
    found = offered(Known(steps={"qt.tham-dinh": waited("3.2"), "qt.ky": waited("0.3")}))
    step = found["shorten_step:qt.tham-dinh"]
    assert step.change.amount == 3
    assert (step.is_evident, step.confidence) == (True, Confidence.HIGH)
    assert "nằm chờ từ 3,2 ngày" in step.reason
    assert "shorten_step:qt.ky" not in found  # under half a day
    assert "shorten_step:1" not in found


def test_no_more_than_nine_of_ten_agree_to() -> None:
    found = offered(Known(steps={"qt.tham-dinh": waited("5", most="6", handled="4")}))
    assert found["shorten_step:qt.tham-dinh"].change.amount == 2


def test_never_below_what_dossiers_show_as_feasible() -> None:
    late = Known(
        needed_days=Fraction(22), steps={"qt.tham-dinh": waited("3"), "qt.ky": waited("1", most="4")}
    )
    amounts = spare_of_steps(Fraction(20), late)
    assert sum(amounts.values()) <= 2  # of four days of waiting two make up for being late already
    assert not spare_of_steps(Fraction(20), replace(late, needed_days=Fraction(24)))
    handled = Known(steps={"qt.tham-dinh": waited("6", most="20", handled="14"), "qt.ky": waited("0")})
    assert spare_of_steps(Fraction(20), handled) == {
        "qt.tham-dinh": 4
    }  # 14 and 2 days are what the work takes


@settings(max_examples=60)
@given(
    st.integers(1, 60),
    st.one_of(st.none(), st.fractions(0, 80, max_denominator=8)),
    st.lists(st.tuples(*[st.fractions(0, 20, max_denominator=8)] * 3), max_size=5),
)
def test_shorter_steps_never_promise_more_than_was_seen(
    days: int, needed: Fraction | None, seen: list[tuple[Fraction, Fraction, Fraction]]
) -> None:
    steps = {
        str(place): Waited(30, most + handled, idle, handled)
        for place, (most, idle, handled) in enumerate(seen)
    }
    amounts = spare_of_steps(Fraction(days), Known(needed_days=needed, steps=steps))
    cut = sum(amounts.values())
    assert 0 <= cut <= days
    assert all(0 < amount <= steps[key].idle and amount * 2 % 1 == 0 for key, amount in amounts.items())
    if amounts and needed is not None:
        assert days - cut >= needed - sum(step.spare for step in steps.values())


def test_few_dossiers_are_an_estimate_and_no_evidence() -> None:
    few = Known(
        needed_days=Fraction(5),
        dossiers=4,
        is_few=True,
        steps={"qt.tham-dinh": waited("3", count=5, is_few=True)},
    )
    found = offered(few)
    for key in ("shorten_limit", "shorten_step:qt.tham-dinh"):
        assert (found[key].is_evident, found[key].confidence) == (False, Confidence.LOW)
        assert "Ít hồ sơ" in found[key].reason
    assert not {"shorten_limit", "shorten_step:qt.tham-dinh"} & set(offered(few, only_evident=True))


def test_findings_are_reasons() -> None:
    known = Known(
        reasons=(
            Reason(Clue.FEW_FEES, "Chỉ 1 trên 40 hồ sơ đã nộp."),
            Reason(Clue.PAPER_MISSING, "Thiếu ở 7 trên 20 hồ sơ.", "giay khai sinh"),
            Reason(Clue.SAME_PAPER, "9 thủ tục cùng đòi giấy tờ này.", "quyet dinh thanh lap"),
            Reason(Clue.MERGE, "Tên giống nhau.", others=frozenset({"1.000002"})),
            Reason(Clue.EXPIRED_BASIS, "Nghị định cũ đã hết hiệu lực."),
            Reason(Clue.FULL_ONLINE, "18 trên 20 hồ sơ đã nộp trực tuyến."),
            Reason(Clue.NO_DOSSIER, "Ba năm không có hồ sơ."),
        )
    )
    found = offered(known)
    assert found["drop_fee:1"].is_evident
    assert found["drop_fee:1"].reason.startswith("Chỉ 1 trên 40")
    merger = found["merge:1.000002"]
    assert (merger.is_evident, merger.change.amount) == (False, None)  # alike; nobody knows who lodges both
    assert "Tên giống nhau." in merger.reason
    assert "9 thủ tục" in found["replace_paper:3"].reason
    assert "hết hiệu lực" in found["drop_condition:1"].reason
    assert "18 trên 20" in found["go_online"].reason
    assert "Ba năm" in found["to_ex_post"].reason
    assert not offered(Known())["drop_fee:1"].is_evident
    evident = offered(known, only_evident=True)
    assert {"drop_fee:1", "go_online"} <= set(evident)
    assert not {"drop_condition:1", "merge:1.000002"} & set(evident)


def test_what_findings_say_of_each_procedure_in_them() -> None:
    one, other = Examined("a", "1.1", "Một"), Examined("b", "1.2", "Hai")
    missing = Finding(
        Clue.PAPER_MISSING,
        "1.1",
        "Một",
        "…",
        "…",
        (),
        (Row(one, ("Bản sao học bạ", "5", "10", "50 %")),),
        frozenset(),
        Decimal(1),
    )
    alike = Finding(
        Clue.MERGE, "1.1", "Một", "Giống nhau.", "…", (), (Row(one), Row(other)), frozenset(), Decimal(1)
    )
    found = reasons_in([missing, alike])
    assert [reason.says for reason in found["1.1"]] == [
        "Thiếu hoặc phải bổ sung ở 5 trên 10 hồ sơ (50 %).",
        "Giống nhau.",
    ]
    assert found["1.1"][0].paper
    assert found["1.2"] == [Reason(Clue.MERGE, "Giống nhau.", others=frozenset({"1.1"}))]


def test_each_change_of_the_smallest_set_says_what_would_be_missed() -> None:
    options = tuple(read_change(one) for one in ("shorten_limit=6", "drop_paper:1", "drop_condition:1"))
    case = Case(LICENCE, options)
    aims = [Aim(Burden.TIME, Fraction(3, 10)), Aim(Burden.PAPERS, Fraction(3, 10))]
    why = explained([case], smallest([case], aims))
    [time] = why[Choice(0, options[0])]
    assert (time.is_missed, time.share, time.gives) == (True, 0, Fraction(3, 10))
    [papers] = why[Choice(0, options[1])]
    assert (papers.aim.burden, papers.is_missed) == (Burden.PAPERS, True)


@settings(max_examples=40, deadline=None)
@given(procedures(), st.sampled_from([Fraction(1, 10), Fraction(3, 10), Fraction(1, 2)]))
def test_nothing_in_the_smallest_set_is_there_for_nothing(facts: ProcedureFacts, share: Fraction) -> None:
    cases, aims = [Case(facts, tuple(possible(facts)))], [Aim(Burden.TRIPS, share), Aim(Burden.COST, share)]
    try:
        answer = smallest(cases, aims)
    except Refused:
        return
    why = explained(cases, answer)
    assert set(why) == set(answer.choices)
    if answer.is_reached:
        assert all(any(side.is_missed for side in sides) for sides in why.values())


@pytest.mark.parametrize("kind", [CutKind.SHORTEN_LIMIT, CutKind.SHORTEN_STEP])
def test_without_a_limit_no_time_is_cut(kind: CutKind) -> None:
    known = Known(needed_days=Fraction(2), steps={"qt.ky": waited("3")})
    found = proposals(replace(FACTS, days=None), known, Allowed(limit_share=Fraction(1, 2)))
    assert not any(one.change.kind is kind for one in found)
