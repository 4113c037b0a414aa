"""A sheet made from the catalogue, norms and dossiers."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from motcua.kernel.refusals import Refused
from motcua.reviews.enums import Block, Confidence, CostOrigin, CostPart
from motcua.reviews.rules.cost.drafting import drafted
from motcua.reviews.rules.cost.evidence import Asked, Fee, Income, Norm, Observed, yearly
from motcua.reviews.rules.cost.kept import KeptLine
from motcua.reviews.rules.cost.preparing import Paper, tasks_of

INCOME = Income(Decimal(50_000), "đo thử", Confidence.HIGH)
CODES = {
    "prepare": "fill_form fill_field write_letter write_report find_paper obtain_paper copy_paper certify_copy photo",
    "submit": "scan_paper travel_commune travel_province wait_counter submit_direct submit_online submit_post",
    "pay": "pay_online pay_cash",
    "inspect": "serve_inspection",
    "other": "correct_dossier",
    "receive": "receive_desk receive_online receive_post",
}
NORMS = {
    code: Norm(code, Block(block), code, Decimal(1), Decimal(0), Decimal(1000), "đo thử", Confidence.LOW)
    for block, codes in CODES.items()
    for code in codes.split()
}
FORM = Paper(1, "Đơn đề nghị cấp lại", originals=1, has_form=True)
COPY = Paper(2, "Bản sao có chứng thực giấy khai sinh", copies=2)


def lines(asked: Asked, observed: Observed | None = None) -> dict[str, KeptLine]:
    found = drafted(asked, norms=NORMS, observed=observed or Observed(), income=INCOME)
    assert len({line.key for line in found}) == len(found)
    return {line.key: line for line in found}


def times(found: dict[str, KeptLine], key: str) -> Decimal:
    return found[key].number(CostPart.TIMES)


@pytest.mark.parametrize(
    ("paper", "tasks"),
    [
        (FORM, [("fill_form", 1)]),
        (COPY, [("certify_copy", 2)]),
        (Paper(1, "Đơn xin học lại", originals=1), [("write_letter", 1)]),
        (Paper(1, "Đề án thành lập trường", originals=3), [("write_report", 1)]),
        (Paper(1, "Ảnh 4x6 kiểu căn cước", originals=2), [("photo", 1)]),
        (Paper(1, "Bằng tốt nghiệp", originals=1), [("find_paper", 1)]),
        (Paper(1, "Giấy xác nhận học tập ở nước ngoài", originals=1), [("obtain_paper", 1)]),
        (Paper(1, "Căn cước", copies=1), [("copy_paper", 1)]),
        (
            Paper(1, "Quyết định cho phép hoạt động", originals=1, copies=1),
            [("find_paper", 1), ("copy_paper", 1)],
        ),
        (Paper(1, "Quyết định cho phép hoạt động"), [("find_paper", 1)]),
    ],
)
def test_what_makes_a_paper_ready(paper: Paper, tasks: list[tuple[str, int]]) -> None:
    assert [(task.norm, task.count) for task in tasks_of(paper)] == tasks


def test_without_dossiers_the_channels_are_used_alike() -> None:
    found = lines(Asked(papers=(FORM, COPY), channels=("direct", "online")))
    assert times(found, "submit:direct") == times(found, "submit:online") == Decimal("0.5")
    assert times(found, "paper:2:certify_copy") == 2
    assert times(found, "submit:scan") == 1  # two papers by half of the dossiers
    assert found["submit:direct"].taken(CostPart.TIMES).origin is CostOrigin.ASSUMED
    assert "fee" not in " ".join(found)
    assert [line.block for line in found.values()] == sorted(
        (line.block for line in found.values()), key=list(Block).index
    )


def test_papers_of_cases_share_until_dossiers_tell() -> None:
    cases = (
        FORM,
        Paper(5, "Căn cước", "Tự nộp", copies=1),
        Paper(6, "Ủy quyền", "Nhờ người khác", originals=1),
    )
    asked = Asked(papers=cases, channels=("direct",))
    assert times(lines(asked), "paper:5:copy_paper") == Decimal("0.5")
    seen = Observed(dossiers=40, subjects=40, doors={"direct": 40}, papers={"can cuoc": 30}, with_papers=40)
    found = lines(asked, seen)
    assert times(found, "paper:5:copy_paper") == Decimal("0.75")
    assert times(found, "paper:6:find_paper") == 0
    assert found["paper:5:copy_paper"].taken(CostPart.TIMES).confidence is Confidence.HIGH


def test_dossiers_tell_ways_supplements_and_trips() -> None:
    seen = Observed(
        dossiers=20,
        subjects=15,
        doors={"direct": 10, "kiosk": 2, "online": 8},
        returns={"desk": 15, "online": 5},
        supplements=5,
        same_visit=3,
    )
    found = lines(Asked(papers=(FORM,), channels=("direct", "online", "post")), seen)
    assert times(found, "submit:travel") == Decimal("0.6")
    assert times(found, "submit:online") == Decimal("0.4")
    assert "submit:post" not in found
    assert times(found, "supplement:correct") == Decimal("0.25")
    assert times(found, "supplement:travel") == Decimal("0.15")
    assert times(found, "receive:travel") == Decimal("0.6")
    assert times(found, "receive:direct") == Decimal("0.75")
    assert found["submit:travel"].taken(CostPart.TIMES).origin is CostOrigin.DOSSIERS


def test_a_result_in_the_same_visit_takes_no_second_trip() -> None:
    found = lines(Asked(papers=(FORM,), channels=("direct",), is_same_day=True))
    assert "receive:travel" not in found
    assert times(found, "receive:direct") == 1


def test_a_form_is_also_estimated_by_its_questions_and_the_lower_taken() -> None:
    found = lines(Asked(papers=(FORM,), channels=("direct",), questions=3))["paper:1:fill_form"]
    assert [value.value for value in found.values if value.part is CostPart.HOURS] == [1, 3]
    assert found.number(CostPart.HOURS) == 1


def test_a_fee_and_what_was_really_collected() -> None:
    fees = (Fee("direct", "Phí", 250_000), Fee("online", "Phí", 250_000))
    seen = Observed(
        dossiers=10, subjects=10, doors={"direct": 10}, settled=10, paid_vnd=2_000_000, paid=8, paid_online=2
    )
    found = lines(Asked(papers=(), channels=("direct", "online"), fees=fees), seen)
    assert found["fee:phi"].number(CostPart.FEE) == 200_000
    assert times(found, "pay:online") == Decimal("0.25")
    assert times(found, "pay:cash") == Decimal("0.75")
    without = lines(Asked(papers=(), channels=("direct", "online"), fees=fees))
    assert without["fee:phi"].cost == 250_000


def test_fees_that_differ_by_channel_and_by_case() -> None:
    fees = (
        Fee("direct", "Phí", 100_000, "cấp mới"),
        Fee("direct", "Phí", 40_000, "cấp lại"),
        Fee("online", "Phí", 20_000),
        Fee("post", "Phí", None, "theo quy định"),
    )
    found = lines(Asked(papers=(), channels=("direct", "online"), fees=fees))
    assert found["fee:phi:direct"].cost == 40_000 * Fraction(1, 2)
    assert found["fee:phi:online"].cost == 20_000 * Fraction(1, 2)
    assert "fee:phi:post" not in found
    [unknown] = [
        line
        for key, line in lines(
            Asked(papers=(), channels=("direct",), fees=(Fee("direct", "Lệ phí", None),))
        ).items()
        if key.startswith("fee")
    ]
    assert unknown.cost == 0
    assert "không ghi số tiền" in unknown.note


def test_inspections_are_told_from_the_words_of_the_catalogue() -> None:
    asked = Asked(papers=(), channels=("direct",), words="Sở tổ chức thẩm định thực tế tại trường.")
    assert times(lines(asked), "inspect:serve") == 1
    assert "inspect:serve" not in lines(Asked(papers=(), channels=("direct",), words="Sở xem xét."))


def test_nearer_bodies_take_shorter_trips() -> None:
    assert (
        lines(Asked(papers=(), channels=("direct",), level="commune"))["submit:travel"].norm
        == "travel_commune"
    )
    assert (
        lines(Asked(papers=(), channels=("direct",), level="school"))["submit:travel"].norm
        == "travel_province"
    )


def test_a_norm_that_is_missing_is_named() -> None:
    with pytest.raises(Refused) as refused:
        drafted(Asked(papers=(FORM,), channels=()), norms={}, observed=Observed(), income=INCOME)
    assert (refused.value.code, refused.value.details["norm"]) == ("activity-norm-missing", "fill_form")


@pytest.mark.parametrize(
    ("seen", "dossiers", "subjects", "sure"),
    [
        (Observed(), 0, 0, Confidence.LOW),
        (Observed(dossiers=100, subjects=80), 100, 80, Confidence.HIGH),
        (Observed(dossiers=10, subjects=8), 10, 8, Confidence.MEDIUM),
        (Observed(dossiers=100, subjects=80, days=200), 183, 146, Confidence.MEDIUM),
        (Observed(dossiers=100, subjects=80, days=73), 500, 400, Confidence.LOW),
    ],
)
def test_how_many_in_a_year(seen: Observed, dossiers: int, subjects: int, sure: Confidence) -> None:
    many, people, said, confidence = yearly(seen)
    assert (many, people, confidence) == (dossiers, subjects, sure)
    assert said
