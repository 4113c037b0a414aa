"""Papers that are results of others, held in databases, asked by many."""

from __future__ import annotations

from decimal import Decimal

import pytest
from tests.reviews.findings.known import known

from motcua.reviews.rules.findings.drawing import BOX_HEIGHT, GAP, draw
from motcua.reviews.rules.findings.papers import (
    edges,
    held_papers,
    likeness,
    papers_asked_often,
    results_asked,
)

GIVER = known(
    "1.000001",
    "Thành lập trường tư thục",
    results=("Quyết định cho phép thành lập trường trung học tư thục",),
)
ASKER = known(
    "1.000002", "Cấp phép hoạt động", papers=("Bản sao quyết định thành lập trường trung học tư thục", "Đơn")
)


def test_a_result_is_found_among_the_papers_of_another() -> None:
    [edge] = edges([GIVER, ASKER, known("1.000003", papers=("Quyết định giải thể trường",))])
    assert (edge.giver, edge.asker, edge.paper.name) == (GIVER, ASKER, ASKER.papers[0].name)


def test_a_procedure_does_not_give_to_itself() -> None:
    own = known("1.000001", results=GIVER.results, papers=(ASKER.papers[0].name,))
    assert edges([own]) == []


def test_a_line_that_provides_for_reuse_is_no_edge() -> None:
    asker = known("1.000002", papers=(f"{ASKER.papers[0].name} (cơ quan tự khai thác dữ liệu)",))
    assert edges([GIVER, asker]) == []


def test_another_sort_of_document_with_the_same_words_is_no_edge() -> None:
    asker = known("1.000002", papers=("Giấy phép thành lập trường trung học tư thục",))
    assert edges([GIVER, asker]) == []


def test_the_most_alike_result_wins() -> None:
    longer = known("1.000009", results=("Quyết định thành lập trường trung học tư thục chất lượng cao",))
    assert [edge.giver for edge in edges([longer, GIVER, ASKER])] == [GIVER]
    both = known("1.000008", results=GIVER.results)
    assert {edge.giver for edge in edges([both, GIVER, ASKER])} == {GIVER, both}


def test_a_giver_is_one_finding_however_many_ask() -> None:
    other = known("1.000003", papers=ASKER.papers and (ASKER.papers[0].name,))
    found = edges([GIVER, ASKER, other])
    [finding] = results_asked(found, {GIVER.procedure_id: 7})
    assert finding.subject == "1.000001"
    assert finding.parts == {"1.000002", "1.000003"}
    assert finding.measure == 2
    assert "đã cấp 7 kết quả" in finding.says
    [silent] = results_asked(found, {})
    assert "đã cấp" not in silent.says


@pytest.mark.parametrize(
    ("some", "others", "like"),
    [("a b", "a b", "1"), ("a b", "a b c d", "0.5"), ("a b", "b c", "0"), ("", "", "0"), ("", "a", "0")],
)
def test_likeness(some: str, others: str, like: str) -> None:
    assert likeness(frozenset(some.split()), frozenset(others.split())) == Decimal(like)


def test_papers_in_databases_are_gathered_by_paper() -> None:
    one = known("1.000001", papers=("Giấy khai sinh", "Bản sao căn cước"))
    other = known("1.000002", papers=("Bản sao giấy khai sinh", "Giấy khai sinh (cơ quan khai thác dữ liệu)"))
    found = {finding.title: finding for finding in held_papers([one, other])}
    assert found["Giấy khai sinh"].parts == {"1.000001", "1.000002"}
    assert len(found["Giấy khai sinh"].rows) == 2  # the line that provides for reuse is not among them
    assert found["Căn cước, chứng minh nhân dân"].parts == {"1.000001"}


def test_a_paper_counts_once_for_a_procedure() -> None:
    twice = known("1.000001", papers=("Hợp đồng thuê địa điểm", "Bản sao hợp đồng thuê địa điểm"))
    other = known("1.000002", papers=("Bản sao hợp đồng thuê địa điểm", "Đơn đề nghị", "Không"))
    third = known("1.000003", papers=("Đơn đề nghị",))
    [finding] = papers_asked_often([twice, other, third], least=Decimal(2))
    assert finding.title == "Hợp đồng thuê địa điểm"
    assert finding.measure == 2
    assert len(finding.rows) == 3
    assert papers_asked_often([twice, other, third], least=Decimal(3)) == []


def test_the_picture_has_a_box_on_each_side_and_a_line_for_each_pair() -> None:
    other = known("1.000003", papers=(ASKER.papers[0].name,))
    picture = draw(edges([GIVER, ASKER, other]))
    assert [box.code for box in picture.boxes] == ["1.000001", "1.000002", "1.000003"]
    assert len(picture.curves) == 2
    assert picture.height == 2 * (BOX_HEIGHT + GAP)
    assert len({(box.x, box.y) for box in picture.boxes}) == 3
    assert "1.000001" in picture.curves[0].label
    assert "1.000002" in picture.curves[0].label


def test_a_picture_of_nothing() -> None:
    assert draw([]).boxes == ()
