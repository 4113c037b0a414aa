"""Results in words, printed sheets, and the report, from plain answers."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from tests.feedback.surveys.test_count_results import ONE, said
from tests.feedback.surveys.test_word_questionnaires import FIVE, content, item

from motcua.documents.official.content import Bars, Paragraph, Points, Signing, Table
from motcua.documents.official.issuing import Issuing
from motcua.feedback.rules.surveys.comparing import compare
from motcua.feedback.rules.surveys.estimating import Interval
from motcua.feedback.rules.surveys.printed import printed
from motcua.feedback.rules.surveys.questionnaires import Condition, Option
from motcua.feedback.rules.surveys.report import ReportFacts, ReportRate, ReportTheme, survey_report
from motcua.feedback.rules.surveys.report_tables import THEMES, by_time
from motcua.feedback.rules.surveys.results import Part, results
from motcua.feedback.rules.surveys.saying import (
    decimal,
    percent,
    said_change,
    said_groups,
    said_interval,
    said_lines,
    weakest,
)
from motcua.feedback.rules.surveys.suppressing import shown_of
from motcua.feedback.rules.surveys.templates import TEMPLATES


@pytest.mark.parametrize(
    ("value", "places", "says"),
    [
        (Fraction(1, 8), 2, "0,13"),
        (Fraction(5, 2), 0, "3"),
        (Fraction(2, 3), 1, "0,7"),
        (Fraction(-5, 2), 1, "-2,5"),
    ],
)
def test_half_is_rounded_up(value: Fraction, places: int, says: str) -> None:
    assert decimal(value, places) == says


def test_shares_and_intervals_read_as_in_an_office() -> None:
    assert percent(Fraction(7, 8)) == "87,5 %"
    assert said_interval(Interval(0.5, 0.8125)) == "50,0 – 81,3 %"
    assert percent(None) == said_interval(None) == ""


def test_a_hidden_line_says_no_number() -> None:
    parts = results(
        ONE, [*said("x", *"11111"), *said("y", *"111")], sizes={}, parts={"y": lambda k: k == "y"}
    )
    shown = shown_of(ONE, parts)
    assert {line.share for line in said_groups(ONE, parts[1], shown)} == {"không nêu"}
    assert said_lines(parts[0], shown)[0].share == "100,0 %"


def test_a_change_says_whether_it_is_sure() -> None:
    def one(*digits: str) -> object:
        return results(ONE, said("s", *digits), sizes={})[0]

    sure = compare((ONE, one(*"1" * 50, *"5" * 50)), (ONE, one(*"1" * 90, *"5" * 10)))[0]  # type: ignore[arg-type]  # parts
    assert said_change(sure) == "+40,0 điểm phần trăm, chắc chắn"
    chance = compare((ONE, one(*"1111155555")), (ONE, one(*"1111555555")))[0]  # type: ignore[arg-type]  # parts
    assert said_change(chance) == "-10,0 điểm phần trăm, trong khoảng sai số"


def test_the_weakest_items_come_first() -> None:
    asked = content(item("a"), item("b"))
    [everybody] = results(asked, said("s", *["15"] * 4, *["51"] * 2, codes="ab"), sizes={})
    assert [line.code for line in weakest(everybody.lines)] == ["b", "a"]


def test_a_sheet_has_tables_where_answers_are_the_same() -> None:
    longer = (*FIVE, Option("6", "Không dùng", None))
    same = content(item("a"), item("b", options=longer))
    [group] = printed(same, title="T", agency="A", sheets=["0001-8"], footer="")["groups"]
    assert group["labels"] == [option.label for option in longer]
    apart = content(item("a"), item("b", when=Condition("a", frozenset("45"))))
    [group] = printed(apart, title="T", agency="A", sheets=[], footer="")["groups"]
    assert group["labels"] == []
    assert group["items"][1]["hint"] == "Chỉ trả lời nếu câu 1 khoanh 4, 5."


@pytest.mark.parametrize("name", TEMPLATES)
def test_every_template_prints_its_items_in_order(name: str) -> None:
    asked = TEMPLATES[name].content
    sheet = printed(asked, title="T", agency="A", sheets=[""], footer="", is_specimen=True)
    numbers = [one["number"] for group in sheet["groups"] for one in group["items"]]
    assert numbers == [str(number) for number in range(1, len(asked.items) + 1)]


def test_the_report_says_how_it_was_asked_and_what_came_out() -> None:
    answers = [*said("x", *"1111155555"), *said("y", *"11111")]
    everybody, *units = results(
        ONE,
        answers,
        sizes={"x": 20, "y": 10},
        parts={"Trường X": lambda k: k == "x", "Trường Y": lambda k: k == "y"},
    )
    facts = ReportFacts(
        issuing=Issuing(agency="Sở", symbol="BC", place="Hải Phòng", year=2026, signing=Signing("Giám đốc")),
        title="Hài lòng 2026",
        when="2026",
        asked_whom="Phụ huynh",
        period="từ ngày 01/9 đến hết ngày 30/9",
        channels=[("Trực tuyến", 15)],
        drawn_how="",
        is_weighted=True,
        content=ONE,
        everybody=everybody,
        shown=shown_of(ONE, [everybody, *units]),
        shown_kinds=shown_of(ONE, [everybody]),
        units=units,
        kinds=(),
        earlier=(),
        rates=[
            ReportRate("Trường X", 20, 12, 10, Fraction(2)),
            ReportRate("Trường Y", None, 8, 5, None),
        ],
        themes=[ReportTheme("Ý kiến khác", "Bữa ăn", 7), ReportTheme("Ý kiến khác", "Học phí", None)],
        coded=8,
        verbatims=9,
        note="Tốt",
    )
    document = survey_report(facts)
    texts = [str(block.text) for block in document.blocks if isinstance(block, Paragraph)]
    assert any("66,7 %" in text for text in texts)  # (20 × 5/10 + 10 × 5/5) / 30
    assert any(
        "đạt 75,0%" in point for b in document.blocks if isinstance(b, Points) for point in map(str, b.items)
    )
    assert document.abstract == "Kết quả khảo sát hài lòng 2026"
    named = survey_report(replace(facts, title="Khảo sát phụ huynh"))
    assert named.abstract == "Kết quả khảo sát phụ huynh"
    assert [annex.title for annex in document.annexes] == [
        "Kết quả theo đơn vị",
        "Từng câu theo đơn vị, với khoảng tin cậy 95%",
        "Tỷ lệ trả lời và quyền số",
    ]
    by_unit, items, rates = [
        next(block for block in annex.blocks if isinstance(block, Table)) for annex in document.annexes
    ]
    assert [row.cells[1:4] for row in by_unit.rows] == [
        ("Trường X", "10", "50,0 %"),
        ("Trường Y", "5", "100,0 %"),
    ]
    assert [row.cells[0] for row in items.rows] == ["Trường X", "Trường Y"]
    assert items.rows[0].cells[1].startswith("50,0 %\n(")
    assert [row.cells[1:] for row in rates.rows] == [
        ("Trường X", "20", "12", "10", "83,3 %", "2,00"),
        ("Trường Y", "chưa biết", "8", "5", "62,5 %", ""),
    ]
    [themes] = [block for block in document.blocks if isinstance(block, Table) and block.columns == THEMES]
    assert [row.cells[1:] for row in themes.rows] == [
        ("Ý kiến khác",),
        ("Bữa ăn", "7"),
        ("Học phí", "dưới 5"),
    ]
    [bars] = [block for block in document.blocks if isinstance(block, Bars)]
    assert [(bar.words, bar.before) for bar in bars.bars] == [("66,7 %", None)] * 2
    [by_school] = [block for block in document.annexes[0].blocks if isinstance(block, Bars)]
    assert [(bar.label, bar.words) for bar in by_school.bars] == [
        ("Trường X", "50,0 %"),
        ("Trường Y", "100,0 %"),
    ]
    alone = survey_report(replace(facts, units=units[:1], rates=()))
    assert alone.annexes == ()


def test_the_report_stands_beside_earlier_ones() -> None:
    """Where the questions are the same the shares stand side by side; else a dash and the reason."""

    def part(*digits: str) -> Part:
        return results(ONE, said("s", *digits), sizes={})[0]

    now, before = part(*"1" * 90, *"5" * 10), part(*"1" * 50, *"5" * 50)
    other = content(item("a", text="Lời khác"))
    [elsewhere] = results(other, said("s", *"1" * 9), sizes={})
    table = by_time(
        "2026",
        [("2025", compare((ONE, before), (ONE, now))), ("2024", compare((other, elsewhere), (ONE, now)))],
    )
    assert [column.heading for column in table.columns] == [
        "Nội dung",
        "2024",
        "2025",
        "2026",
        "Thay đổi so với 2025",
    ]
    assert {row.cells[1:] for row in table.rows} == {
        ("–", "50,0 %", "90,0 %", "+40,0 điểm phần trăm, chắc chắn")
    }
