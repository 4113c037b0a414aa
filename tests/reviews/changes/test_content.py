"""What a version says becomes what can be changed in it."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from motcua.catalogue.enums import Channel, Constituent, FeeKind, OnlineLevel
from motcua.catalogue.rules.content import (
    ComponentContent,
    Content,
    FeeContent,
    FormContent,
    MethodContent,
    StepContent,
)
from motcua.deadlines.enums import LimitUnit
from motcua.reviews.enums import Block, CutKind
from motcua.reviews.rules.changes.content import Sheet, SheetRow, conditions_of, facts_of, fees_of, limit_of
from motcua.reviews.rules.changes.evidence import Known
from motcua.reviews.rules.changes.proposing import Allowed, proposals
from motcua.reviews.rules.cost.sheets import CostLine


def method(
    channel: Channel, amount: str, unit: LimitUnit = LimitUnit.WORKING_DAY, *fees: int | None
) -> MethodContent:
    return MethodContent(
        channel=channel,
        limit_amount=Decimal(amount),
        limit_unit=unit,
        fees=tuple(FeeContent(kind=FeeKind.CHARGE, amount_vnd=fee) for fee in fees),
    )


CONTENT = Content(
    name="Cấp phép",
    steps=(StepContent(text="Nộp hồ sơ"), StepContent(text="Giải quyết", title="Bước 2")),
    methods=(
        method(Channel.DIRECT, "10", LimitUnit.WORKING_DAY, 50_000),
        method(Channel.ONLINE, "7", LimitUnit.CALENDAR_DAY, 30_000),
    ),
    components=(
        ComponentContent(name="Đơn đề nghị", forms=(FormContent(name="Mẫu 01"),)),
        ComponentContent(name="Bản sao giấy khai sinh có chứng thực"),
        ComponentContent(name="Quyết định thành lập trường"),
    ),
    requirements="a) Có phòng học đạt chuẩn;\nb) Có giáo viên đủ trình độ.",
)
SHEET = Sheet(
    (
        SheetRow(
            "paper:7:certify_copy",
            CostLine("Chứng thực", Decimal("0.5"), Decimal(40_000), block=Block.PREPARE),
            Fraction(2),
            "certify_copy",
            "Bản sao giấy khai sinh có chứng thực",
        ),
        SheetRow(
            "submit:travel",
            CostLine("Đi nộp", Decimal(2), Decimal(40_000), block=Block.SUBMIT),
            Fraction(3, 4),
            "travel_province",
            "",
            "direct",
        ),
        SheetRow(
            "submit:online",
            CostLine("Nộp trên mạng", Decimal("0.5"), Decimal(40_000), block=Block.SUBMIT),
            Fraction(1, 4),
            "submit_online",
            "",
            "online",
        ),
        SheetRow("fee:phi", CostLine("Phí", fee_vnd=Decimal(50_000), block=Block.PAY), Fraction(1)),
    ),
    Fraction(80),
    Fraction(20_000),
)


def facts(**more: object):
    return facts_of("1.000001", CONTENT, is_central=True, **more)


def test_the_longest_promise_counts() -> None:
    assert limit_of(CONTENT) == 10
    assert limit_of(Content(name="Không rõ")) is None


def test_conditions_are_told_apart() -> None:
    assert [one.name for one in conditions_of(CONTENT)] == [
        "Có phòng học đạt chuẩn",
        "Có giáo viên đủ trình độ",
    ]
    assert (
        conditions_of(Content(name="x", requirements="Không", none_declared=(Constituent.REQUIREMENTS,)))
        == ()
    )
    assert [one.name for one in conditions_of(Content(name="x", requirements="Một điều kiện viết liền"))] == [
        "Một điều kiện viết liền"
    ]


def test_what_only_leads_to_conditions_is_none() -> None:
    text = "Người nộp đáp ứng các điều kiện sau:\n- Đủ 18 tuổi;\n- Có hộ khẩu tại tỉnh."
    assert [one.name for one in conditions_of(Content(name="x", requirements=text))] == [
        "Đủ 18 tuổi",
        "Có hộ khẩu tại tỉnh",
    ]


def test_fees_by_kind() -> None:
    assert [one.name for one in fees_of(CONTENT)] == [f"{FeeKind.CHARGE.label} 30.000 đ hoặc 50.000 đ"]
    free = Content(name="x", methods=(method(Channel.DIRECT, "1", LimitUnit.WORKING_DAY, 0),))
    assert fees_of(free) == ()


def test_without_a_sheet_trips_follow_from_the_ways() -> None:
    assert [trip.key for trip in facts().trips] == ["submit", "receive"]
    assert facts(level=OnlineLevel.FULL).trips == ()
    online = Content(name="x", methods=(method(Channel.ONLINE, "3"),))
    assert facts_of("1", online, is_central=False).trips == ()


def test_rows_of_the_sheet_find_what_causes_them() -> None:
    found = facts(sheet=SHEET)
    assert [line.of for line in found.lines] == [
        "paper:2",
        "",
        "",
        "fee:1" if FeeKind.CHARGE.label == "Phí" else "",
    ]
    assert found.lines[0].is_certifying
    assert (found.lines[1].is_travel, found.lines[1].is_offline) == (True, True)
    assert not found.lines[2].is_offline
    assert [(trip.key, trip.share) for trip in found.trips] == [("submit", Fraction(3, 4))]
    assert found.online_stays == Fraction(3, 4) * 20_000 / (2 * 40_000 * Fraction(3, 4))
    assert found.performances == 80


def kinds(**more: object) -> dict[str, str]:
    known = more.pop("known", Known())
    assert isinstance(known, Known)
    return {one.change.key: one.reason for one in proposals(facts(sheet=SHEET), known, Allowed(**more))}  # type: ignore[arg-type]


def test_evidence_decides_what_is_proposed_for_a_paper() -> None:
    found = kinds(known=Known(results={"quyet dinh thanh lap truong": "1.000002"}))
    assert "drop_paper:1" not in found  # what the applicant writes
    assert "hộ tịch" in found["replace_paper:2"]
    assert "1.000002" in found["replace_paper:3"]
    assert "accept_copy:2" in found
    assert "drop_paper:3" in kinds()


@pytest.mark.parametrize(
    ("known", "share", "expected"),
    [
        (Known(needed_days=Fraction("4.3"), dossiers=30), "0", "5.5"),
        (Known(needed_days=Fraction(10), dossiers=30), "0.3", None),
        (Known(), "0", None),
        (Known(), "0.33", "3.5"),
    ],
)
def test_the_limit_is_shortened_as_far_as_anything_shows(
    known: Known, share: str, expected: str | None
) -> None:
    found = proposals(facts(), known, Allowed(limit_share=Fraction(share)))
    amounts = [one.change.amount for one in found if one.change.kind is CutKind.SHORTEN_LIMIT]
    assert amounts == ([] if expected is None else [Fraction(expected)])


def test_what_is_allowed_narrows_it() -> None:
    assert "go_online" in kinds()
    assert "go_online" not in kinds(known=Known(is_full_online=True))
    assert "go_online" not in kinds(known=Known(is_on_the_spot=True))
    assert "to_ex_post" not in kinds(only_own_power=True)
    assert "to_ex_post" not in kinds(only_evident=True)
    assert "go_online" not in kinds(without=frozenset({CutKind.GO_ONLINE}))
