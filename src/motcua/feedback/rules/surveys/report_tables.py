"""The tables of the report of a survey."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from motcua.documents.official.content import Block, Column, Heading, Row, Table
from motcua.feedback.rules.surveys.comparing import Compared
from motcua.feedback.rules.surveys.questionnaires import Content, Item
from motcua.feedback.rules.surveys.results import LineKind, Part
from motcua.feedback.rules.surveys.saying import (
    decimal,
    number,
    percent,
    respondents_of,
    said_change,
    said_groups,
    said_line,
    said_lines,
)
from motcua.feedback.rules.surveys.suppressing import Shown

THEMES = (Column("TT", 0.3, "center"), Column("Chủ đề", 3), Column("Số ý kiến", 1, "right"))
UNDER_FIVE = "dưới 5"
# So many items stand side by side on a sheet laid across.
_ITEMS_ABREAST = 6
_ITEMS = (
    Column("TT", 0.5, "center"),
    Column("Nội dung", 3.4),
    Column("Số trả lời", 0.9, "right"),
    Column("Hài lòng", 0.9, "right"),
    Column("Khoảng tin cậy 95%", 1.3, "center"),
    Column("Điểm", 0.7, "right"),
)
_RATES = (
    Column("TT", 0.4, "center"),
    Column("Đơn vị, đối tượng", 3),
    Column("Số người", 0.9, "right"),
    Column("Được hỏi", 0.9, "right"),
    Column("Trả lời", 0.9, "right"),
    Column("Tỷ lệ trả lời", 0.9, "right"),
    Column("Quyền số", 0.9, "right"),
)


def by_item(content: Content, everybody: Part, shown: Shown) -> Table:
    """Each group before its items."""
    numbers = {item.code: str(place) for place, item in enumerate(content.in_order, start=1)}
    rows = [
        Row(
            (numbers.get(line.code, ""), line.title, line.answered, line.share, line.interval, line.mean)
            if line.kind is LineKind.ITEM
            else ("", line.title, line.answered, line.share, line.interval, ""),
            is_bold=line.kind is LineKind.GROUP,
        )
        for line in said_lines(everybody, shown)
        if line.kind is not LineKind.INDEX
    ]
    return Table(_ITEMS, tuple(rows))


def by_part(head: str, content: Content, parts: Sequence[Part], everybody: Part, shown: Shown) -> Table:
    """The whole and each group of each part: a unit, or a kind of people."""
    groups = said_groups(content, everybody, shown)
    columns = (
        Column("TT", 0.4, "center"),
        Column(head, 2.6),
        Column("Số trả lời", 0.8, "right"),
        *(Column(group.title, 1, "right") for group in groups),
    )
    rows = [
        Row(
            (
                str(place),
                part.key or "Không ghi",
                respondents_of(part, shown),
                *(line.share for line in said_groups(content, part, shown)),
            )
        )
        for place, part in enumerate(parts, start=1)
    ]
    return Table(columns, tuple(rows))


def items_of_parts(content: Content, parts: Sequence[Part], shown: Shown) -> list[Block]:
    """Every item of every part with its interval: for each group a table, or several where its items are many."""
    numbers = {item.code: place for place, item in enumerate(content.in_order, start=1)}
    blocks: list[Block] = []
    for group in content.groups:
        scored = [item for item in content.items_of(group.code) if item.is_scored]
        if not scored:
            continue
        blocks.append(Heading(group.title, level=2))
        for start in range(0, len(scored), _ITEMS_ABREAST):
            items = scored[start : start + _ITEMS_ABREAST]
            heads = [Column(f"{numbers[item.code]}. {item.text}", 1.2, "center") for item in items]
            columns = (Column("Đơn vị", 1.9), *heads)
            rows = [Row((part.key, *_cells(part, items, shown))) for part in parts]
            blocks.append(Table(columns, tuple(rows)))
    return blocks


def _cells(part: Part, items: Sequence[Item], shown: Shown) -> list[str]:
    lines = [said_line(part, part.line(item.code), shown) for item in items]
    return [f"{line.share}\n({line.interval})" if line.interval else line.share for line in lines]


def by_time(when: str, earlier: Sequence[tuple[str, Sequence[Compared]]]) -> Table:
    """Every line at each time it compares with, oldest first, and the change against the latest; `earlier` newest
    first."""
    columns = (
        Column("Nội dung", 3),
        *(Column(before, 0.9, "right") for before, _lines in reversed(earlier)),
        Column(when, 0.9, "right"),
        Column(f"Thay đổi so với {earlier[0][0]}", 1.8),
    )
    known = [{(one.kind, one.code): one for one in lines} for _when, lines in reversed(earlier)]
    rows = [
        Row(
            (
                one.title,
                *(_earlier(lines.get((one.kind, one.code))) for lines in known),
                percent(one.after) or "–",
                said_change(one),
            ),
            is_bold=one.kind is not LineKind.ITEM,
        )
        for one in earlier[0][1]
    ]
    return Table(columns, tuple(rows))


def _earlier(one: Compared | None) -> str:
    return percent(one.before) if one is not None and one.difference is not None else "–"


def theme_rows(themes: Sequence[tuple[str, str, int | None]]) -> tuple[Row, ...]:
    """Below each question its themes and how many answers speak of them; most first, as they come."""
    rows: list[Row] = []
    for question in dict.fromkeys(question for question, _label, _answers in themes):
        rows.append(Row(("", question), is_group=True))
        own = [(label, answers) for asked, label, answers in themes if asked == question]
        rows += [
            Row((str(place), label, UNDER_FIVE if answers is None else number(answers)))
            for place, (label, answers) in enumerate(own, start=1)
        ]
    return tuple(rows)


def rates(lines: Sequence[tuple[str, int | None, int, int, Fraction | None]]) -> Table:
    """People, asked, answered, response rate and weight of each stratum."""
    rows = [
        Row(
            (
                str(place),
                label,
                "chưa biết" if size is None else number(size),
                number(asked),
                number(answered),
                percent(Fraction(answered, asked)) if asked else "",
                decimal(weight, 2) if weight is not None else "",
            )
        )
        for place, (label, size, asked, answered, weight) in enumerate(lines, start=1)
    ]
    return Table(_RATES, tuple(rows))
