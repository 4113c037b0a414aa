"""What a proposal takes from a trial: rules alone, without a database."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reviews.changes.made_up import LICENCE, procedures_with_changes

from motcua.catalogue.enums import Channel, Constituent
from motcua.catalogue.rules.content import (
    ComponentContent,
    Content,
    LegalBasisContent,
    MethodContent,
    ResultContent,
)
from motcua.deadlines.enums import LimitUnit
from motcua.kernel.refusals import Refused
from motcua.reviews.enums.proposals import ProposalKind, ProposalPower, Verdict
from motcua.reviews.rules.changes.applying import apply
from motcua.reviews.rules.changes.effects import Change
from motcua.reviews.rules.changes.facts import WORKING_DAYS, Part, ProcedureFacts
from motcua.reviews.rules.changes.moving import moved
from motcua.reviews.rules.changes.writing import read_change
from motcua.reviews.rules.rounds.following.comparing import as_plain, others, rewritten
from motcua.reviews.rules.rounds.following.limits import limit_left
from motcua.reviews.rules.rounds.following.taking import Laid, Taken, per_year, take

CONTENT = Content(
    name="Cấp phép hoạt động",
    decision_number="12/QĐ-BGDĐT",
    issuing_agency="Bộ Giáo dục và Đào tạo",
    competent_authority="Sở Giáo dục và Đào tạo",
    methods=(
        MethodContent(channel=Channel.DIRECT, limit_amount=Decimal(28), limit_unit=LimitUnit.CALENDAR_DAY),
    ),
    components=(ComponentContent(name="Đơn đề nghị"), ComponentContent(name="Bản sao giấy khai sinh")),
    results=(ResultContent(name="Giấy phép"),),
    legal_bases=(LegalBasisContent(number="125/2024/NĐ-CP", title="Nghị định"),),
)
LAID = Laid(Decimal(28), LimitUnit.CALENDAR_DAY, "Sở Giáo dục và Đào tạo")


def taken(*changes: str, facts: ProcedureFacts = LICENCE, content: Content = CONTENT) -> Taken:
    return take(apply(facts, [read_change(change) for change in changes]), content, LAID)


def test_everything_of_a_trial_is_taken() -> None:
    found = taken("replace_paper:2", "drop_condition:1", "go_online", "extend_validity=2", "shorten_limit=5")
    assert found.kinds == (ProposalKind.AMEND, ProposalKind.ONLINE)
    assert found.power is ProposalPower.MINISTRY  # longer validity is not the province's to give
    assert found.papers["2"].verdict is Verdict.DATA
    assert (found.papers_left, found.conditions, found.trips) == (2, 1, Decimal(0))
    assert found.limit == Decimal(21)  # five working days are seven of the calendar
    assert found.frequency == Fraction(1, 2)
    assert found.cost_vnd is not None
    assert found.cost_vnd < 1_000_000
    assert {one: judged.verdict for one, judged in found.parts.items()} == {
        Constituent.TIME_LIMIT: Verdict.AMEND,
        Constituent.METHODS: Verdict.AMEND,
        Constituent.RESULTS: Verdict.AMEND,
        Constituent.REQUIREMENTS: Verdict.AMEND,
    }
    assert len(found.content) == len(found.legal) == 5


def test_the_words_of_law_say_from_what_to_what_on_which_basis_and_who() -> None:
    dropped, replaced, shorter = taken("drop_paper:2", "replace_paper:3", "shorten_limit=5").legal
    assert dropped.act == "Nghị định 125/2024/NĐ-CP"
    assert dropped.change.startswith(
        "Thành phần, số lượng hồ sơ: từ “phải nộp Bản sao giấy khai sinh” thành “không phải"
    )
    assert "Cơ sở: Nghị định 63/2010/NĐ-CP" in dropped.change
    assert dropped.responsible == "Bộ Giáo dục và Đào tạo (Sở Giáo dục và Đào tạo kiến nghị)"
    assert replaced.act == "Quyết định công bố thủ tục 1.000001 số 12/QĐ-BGDĐT"
    assert replaced.responsible == "Sở Giáo dục và Đào tạo"
    assert "từ “28 ngày” thành “21 ngày”" in shorter.change


def test_of_several_legal_bases_somebody_has_to_choose() -> None:
    many = tuple(LegalBasisContent(number=f"{number}/2024/NĐ-CP") for number in range(60))
    [said] = taken("drop_paper:2", content=replace(CONTENT, legal_bases=many)).legal
    assert said.act.startswith("Chọn trong các căn cứ: 0/2024/NĐ-CP; 1/2024/NĐ-CP")
    assert len(said.act) <= 300
    [said] = taken("drop_paper:2", content=replace(CONTENT, legal_bases=())).legal
    assert said.act == "Văn bản quy định thủ tục 1.000001"


def test_a_merger_takes_the_papers_that_both_ask_for() -> None:
    found = taken("merge:1.000002", "accept_copy:2")
    assert found.papers["3"].verdict is Verdict.DROP
    assert found.papers["2"].verdict is Verdict.AMEND
    assert found.papers_left == 2
    assert ProposalKind.INTERCONNECT in found.kinds


def test_what_is_left_of_nothing_is_dropped() -> None:
    found = taken("drop_fee:1", "drop_condition:1", "drop_condition:2", "to_ex_post")
    assert found.parts[Constituent.FEES].verdict is Verdict.DROP
    assert found.parts[Constituent.REQUIREMENTS].verdict is Verdict.DROP
    assert found.parts[Constituent.STEPS].verdict is Verdict.AMEND
    assert found.limit == 0


@pytest.mark.parametrize(
    ("amount", "unit", "cut", "left"),
    [
        ("10", LimitUnit.WORKING_DAY, "2.5", "7.5"),
        ("28", LimitUnit.CALENDAR_DAY, "5", "21"),
        ("15", LimitUnit.CALENDAR_DAY, "1", "14"),  # 13,6 days: no more is promised than was tried
        ("16", LimitUnit.HOUR, "0.5", "12"),
        ("2", LimitUnit.MONTH, "22", "1"),
        ("2", LimitUnit.MONTH, "1", "1.96"),
        ("1", LimitUnit.IMMEDIATE, "1", "1"),
    ],
)
def test_limits_in_their_own_unit(amount: str, unit: LimitUnit, cut: str, left: str) -> None:
    before = Fraction(100)
    found = limit_left(Decimal(amount), unit, before=before, after=before - Fraction(cut))
    assert found == Decimal(left)


@given(
    st.integers(1, 400),
    st.sampled_from([LimitUnit.WORKING_DAY, LimitUnit.CALENDAR_DAY, LimitUnit.HOUR, LimitUnit.MONTH]),
    st.fractions(0, 1),
)
def test_a_limit_never_grows_and_never_falls_by_more_than_was_tried(
    amount: int, unit: LimitUnit, share: Fraction
) -> None:
    before = amount * WORKING_DAYS[unit]
    after = before * (1 - share)
    left = limit_left(Decimal(amount), unit, before=before, after=after)
    assert 0 <= left <= amount
    assert Fraction(left) * WORKING_DAYS[unit] >= after


@settings(max_examples=60, deadline=None)
@given(procedures_with_changes())
def test_what_is_taken_agrees_with_what_was_tried(
    drawn: tuple[ProcedureFacts, list[Change]],
) -> None:
    facts, changes = drawn
    applied = apply(facts, changes)
    found = take(applied, CONTENT, LAID)
    gone = [key for key, judged in found.papers.items() if judged.verdict in {Verdict.DROP, Verdict.DATA}]
    assert found.papers_left == len(facts.papers) - len(gone)
    assert found.conditions == applied.after.conditions
    assert len(found.legal) == len(changes)
    assert all(change.act and change.change and change.responsible for change in found.legal)
    assert take(apply(facts, list(reversed(changes))), CONTENT, LAID) == found
    assert not others(as_plain(found), found)


def test_how_often_is_said_only_where_it_falls() -> None:
    assert per_year(Decimal(3228), Fraction(1, 3)) == Decimal(1076)
    assert per_year(Decimal(3228), Fraction(1)) is None
    assert per_year(None, Fraction(1, 2)) is None


def test_what_the_trial_gives_otherwise_today() -> None:
    then = as_plain(taken("drop_paper:2", "shorten_limit=5"))
    found = {one.what: (one.then, one.now) for one in others(then, taken("drop_paper:2", "go_online"))}
    assert found["Thay đổi thêm vào"] == ("", "Trực tuyến toàn trình")
    assert found["Thay đổi bỏ đi"] == ("Rút thời hạn giải quyết (bớt 5 ngày làm việc)", "")
    assert found["Thời hạn sau"] == ("21", "28")
    assert found["Số lần đi lại sau"] == ("2", "0")
    assert "Giấy tờ sau" not in found
    assert found["Chi phí một hồ sơ sau (đồng)"] == ("875.000", "615.000")


def test_drafts_give_way_and_typed_words_stay() -> None:
    now = ["Bỏ giấy A", "Lời tự ghi", "Rút 2 ngày"]
    assert rewritten(
        now, then=["Bỏ giấy A", "Rút 2 ngày", "Đã xóa"], anew=["Bỏ giấy A", "Đã xóa", "Rút 3 ngày"]
    ) == [
        "Bỏ giấy A",
        "Lời tự ghi",
        "Rút 3 ngày",
    ]
    assert rewritten([], then=[], anew=["a", "b"]) == ["a", "b"]


def test_changes_move_to_another_version_by_name() -> None:
    swapped = replace(
        LICENCE, papers=(Part("1", "Giấy mới"), replace(LICENCE.papers[1], key="2"), Part("3", "Đơn đề nghị"))
    )
    changes = [read_change("drop_paper:1"), read_change("drop_paper:2"), read_change("go_online")]
    assert [one.key for one in moved(changes, out_of=LICENCE, into=swapped)] == [
        "drop_paper:3",
        "drop_paper:2",
        "go_online",
    ]
    renamed = replace(LICENCE, papers=(Part("1", "Trích lục khai sinh", "giay khai sinh"),))
    assert moved(changes[1:2], out_of=LICENCE, into=renamed)[0].key == "drop_paper:1"
    with pytest.raises(Refused) as refused:
        moved([read_change("drop_paper:3")], out_of=LICENCE, into=renamed)
    assert refused.value.code == "scenario-other-version"
