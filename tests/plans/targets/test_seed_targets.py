"""The targets of the real plans beside the project, all of them and no more."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from motcua.documents.reading.blocks import Place
from motcua.plans.enums import ItemSource
from motcua.plans.rules.reading.found import FoundTarget
from motcua.plans.rules.targets import conflicting, find_targets

_ITEM = re.compile(r"\n(?=\s*(?:[-+*|]|\d+[.)]|[IVX]+\.|[a-zđ]\)|\(|[A-ZĐ]))|\n\n+| \| ")


def paragraphs(shared_data: Path, start: str, *, is_double_spaced: bool = False) -> list[str]:
    (seed,) = (shared_data.parent / "seeds").glob(f"{start}_*.txt")
    text = re.sub(r"[ \t\xa0]+", " ", seed.read_text(encoding="utf-8"))
    if is_double_spaced:
        text = re.sub(r"\n\s*\n", "\n", text)
        return [
            " ".join(each.split())
            for each in re.split(r"\n(?=\s*(?:[-+]|\d+[.)]|[IVX]+\.|[a-zđ]\)|\())", text)
        ]
    return [" ".join(each.split()) for each in _ITEM.split(text)]


def targets(paragraphs: list[str]) -> list[FoundTarget]:
    return [
        each
        for line, text in enumerate(paragraphs, start=1)
        for each in find_targets(text, place=Place(line=line), source=ItemSource.TEXT)
    ]


def said(found: list[FoundTarget]) -> list[tuple[int, str, str, str]]:
    return [
        (int(each.number), each.direction.value, each.commitment.value, each.measures[:34]) for each in found
    ]


@pytest.mark.shared_data
def test_the_focused_plan(shared_data: Path) -> None:
    assert said(targets(paragraphs(shared_data, "000", is_double_spaced=True))) == [
        (30, "at_least", "must", "bãi bỏ điều kiện đầu tư kinh doanh"),
        (30, "at_least", "must", "giảm thời gian giải quyết của các T"[:34]),
        (30, "at_least", "must", "giảm chi phí tuân thủ TTHC"),
        (100, "exactly", "must", "TTHC liên quan đến doanh nghiệp đư"),
        (100, "exactly", "must", "TTHC được thực hiện không phụ thuộ"),
        (100, "exactly", "must", "TTHC nội bộ trong cơ quan hành chí"),
        (100, "exactly", "must", "phương án cắt giảm, đơn giản hóa đ"),
        (100, "exactly", "must", "Thực hiện số hóa hồ sơ, kết quả gi"),
        (100, "exactly", "must", "hồ sơ, kết quả giải quyết TTHC đượ"),
    ]


@pytest.mark.shared_data
def test_the_reform_plan_and_its_annex(shared_data: Path) -> None:
    found = targets(paragraphs(shared_data, "001"))
    assert [(number, direction, commitment) for number, direction, commitment, _ in said(found)] == [
        (100, "exactly", "must"),
        (100, "exactly", "must"),
        (30, "at_least", "must"),
        (100, "exactly", "must"),
        (100, "exactly", "must"),
        (100, "exactly", "must"),
        (80, "at_least", "strive"),
        (95, "at_least", "must"),
        (100, "exactly", "must"),
        (80, "at_least", "must"),
        (30, "at_least", "must"),
        (100, "exactly", "must"),
        (20, "at_least", "must"),
        (20, "at_least", "must"),
        (20, "at_least", "must"),
        (20, "at_least", "must"),
        (80, "at_least", "must"),
        (100, "exactly", "must"),
        (50, "at_least", "must"),
        (50, "at_least", "must"),
        (90, "more_than", "must"),
        (90, "more_than", "must"),
        (30, "at_least", "must"),
        (80, "at_least", "must"),
    ]


@pytest.mark.shared_data
def test_the_reform_plan_sets_two_measures_twice(shared_data: Path) -> None:
    text = "\n".join(paragraphs(shared_data, "001"))
    whole = text.replace(
        "của người dân, doanh nghiệp\nvề giải quyết TTHC", "của người dân, doanh nghiệp về giải quyết TTHC"
    )
    cell = "Mức độ hài lòng của người dân, doanh nghiệp về giải quyết TTHC đạt trên 90%"
    found = [each for each in targets(whole.split("\n")) if each.measures != "về giải quyết TTHC"] + targets(
        [cell]
    )
    assert {(int(each.one.number), int(each.other.number), each.is_part) for each in conflicting(found)} == {
        (100, 90, False),
        (95, 90, False),
    }


@pytest.mark.shared_data
def test_the_district_plan(shared_data: Path) -> None:
    found = targets(paragraphs(shared_data, "003"))
    assert [(int(each.number), each.commitment.value) for each in found] == [
        (100, "must"),
        (100, "must"),
        (60, "must"),
        (100, "strive"),
        (80, "strive"),
        (60, "must"),
        (80, "must"),
        (100, "must"),
        (55, "must"),
        (100, "must"),
        (98, "must"),
        (20, "strive"),
        (100, "must"),
        (100, "must"),
        (100, "must"),
        (100, "must"),
        (100, "must"),
        (100, "must"),
        (100, "strive"),
        (100, "must"),
    ]
    assert {(int(each.one.number), int(each.other.number), each.is_part) for each in conflicting(found)} == {
        (80, 60, True),
        (55, 100, False),
    }


@pytest.mark.shared_data
def test_the_city_plan(shared_data: Path) -> None:
    found = targets(paragraphs(shared_data, "004", is_double_spaced=True))
    assert [(int(each.number), each.direction.value, each.commitment.value) for each in found] == [
        (100, "exactly", "strive"),
        (50, "at_least", "must"),
        (70, "at_least", "must"),
    ]


@pytest.mark.shared_data
def test_a_report_sets_no_targets(shared_data: Path) -> None:
    found = targets(paragraphs(shared_data, "002", is_double_spaced=True))
    assert (
        len(found) <= 12
    )  # of about thirty percentages that it tells; whether it is a plan at all is asked before
