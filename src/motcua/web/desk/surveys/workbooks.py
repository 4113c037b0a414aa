"""The results of a survey as a workbook, with charts that the office can change."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from motcua.feedback.queries.surveys.results import Beside, Rate, SurveyResults, ThemeCount
from motcua.feedback.rules.surveys.report_tables import UNDER_FIVE
from motcua.feedback.rules.surveys.results import INDEX, Line, LineKind
from motcua.feedback.rules.surveys.saying import HIDDEN, respondents_of, said_change, said_groups

_ITEM_HEADS = (
    "Mã",
    "Nội dung",
    "Số trả lời",
    "Hài lòng (đếm)",
    "Hài lòng (quy theo số người)",
    "Từ",
    "Đến",
    "Điểm",
    "Quy về 100",
)
_WIDE, _HEIGHT = 760, 110
_HEAD_POINTS = 48
# From the latest back: what is older is lighter.
_GREYS = ("#3f4e5e", "#8a97a5", "#b9c2cb", "#dfe4e8")


@dataclass(frozen=True, slots=True)
class _Book:
    """The workbook and how its cells look."""

    book: Any
    head: Any
    share: Any
    points: Any
    wrapped: Any

    def sheet(self, name: str, heads: Sequence[Any], widths: Sequence[float]) -> Any:
        """A sheet with its headings, which stay in sight."""
        sheet = self.book.add_worksheet(name)
        for place, width in enumerate(widths):
            sheet.set_column(place, place, width)
        sheet.write_row(0, 0, list(heads), self.head)
        sheet.set_row(0, _HEAD_POINTS)
        sheet.freeze_panes(1, 0)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        return sheet

    def shares(self, sheet: Any, row: int, column: int, values: Sequence[Fraction | float | None]) -> None:
        """Shares side by side; nothing where there is none."""
        for place, value in enumerate(values, start=column):
            if value is not None:
                sheet.write_number(row, place, float(value), self.share)

    def bars(self, sheet: Any, title: str, at: str, series: Sequence[dict[str, Any]], *, count: int) -> None:
        """A chart of `count` lying bars, or bundles of them, in percent and in the order of the rows."""
        chart = self.book.add_chart({"type": "bar"})
        for one in series:
            chart.add_series(one)
        chart.set_title({"name": title, "name_font": {"size": 12}})
        chart.set_x_axis({"min": 0, "max": 1, "num_format": "0%", "major_gridlines": {"visible": True}})
        chart.set_y_axis({"reverse": True})
        chart.set_legend({"none": True} if len(series) == 1 else {"position": "bottom"})
        chart.set_size({"width": _WIDE, "height": _HEIGHT + count * (14 + 12 * len(series))})
        sheet.insert_chart(at, chart)


def results_workbook(
    found: SurveyResults,
    *,
    beside: Sequence[Beside],
    rates: Sequence[Rate],
    themes: tuple[Sequence[ThemeCount], int, int],
) -> bytes:
    """As a whole and by item, by unit and by item of each unit with intervals, against earlier years, by theme, how
    many answered and for how many an answer stands. What may not be told is left out."""
    import xlsxwriter  # heavy: only those who export pay for it

    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"strings_to_formulas": False, "strings_to_urls": False})
    head = book.add_format({"bold": True, "text_wrap": True, "border": 1, "valign": "top"})
    share, points = (book.add_format({"num_format": form}) for form in ("0.0%", "0.00"))
    ours = _Book(book, head, share, points, book.add_format({"text_wrap": True, "valign": "top"}))
    _by_item(ours, found)
    if len(found.units) > 1:
        _by_unit(ours, found)
        _items_of_units(ours, found)
    if beside:
        _by_year(ours, found, beside)
    _themes(ours, found, *themes)
    _rates(ours, rates)
    book.close()
    return made.getvalue()


def _by_item(ours: _Book, found: SurveyResults) -> None:
    sheet = ours.sheet("Theo câu", _ITEM_HEADS, (10, 60, 10, 12, 12, 9, 9, 9, 9))
    lines = [line for line in found.everybody.lines if line.share is not None]
    for row, line in enumerate(lines, start=1):
        sheet.write_row(row, 0, [line.code, "Hài lòng chung" if line.code == INDEX else line.title])
        if found.shown_units.hides("", line.kind, line.code):
            sheet.write_string(row, 2, HIDDEN)
            continue
        sheet.write_number(row, 2, line.answered)
        ours.shares(sheet, row, 3, [line.plain_share, line.share, *_ends(line)])
        for place, number in ((7, line.mean), (8, line.index)):
            if number is not None:
                sheet.write_number(row, place, float(number), ours.points)
    groups = [row for row, line in enumerate(lines, start=1) if line.kind is not LineKind.ITEM]
    items = [row for row, line in enumerate(lines, start=1) if line.kind is LineKind.ITEM]
    for title, rows, at in (("chung và theo nhóm", groups, "K2"), ("theo câu", items, "K22")):
        if rows:
            series = [_series(sheet.name, rows, lines)]
            ours.bars(sheet, f"Hài lòng {title}, khoảng tin cậy 95%", at, series, count=len(rows))


def _series(name: str, rows: Sequence[int], lines: Sequence[Line]) -> dict[str, Any]:
    """A series over scattered rows, with its intervals as error bars."""
    ends = [(float(lines[row - 1].share or 0), *_ends(lines[row - 1])) for row in rows]
    return {
        "name": "Hài lòng",
        "categories": _scattered(name, "B", rows),
        "values": _scattered(name, "E", rows),
        "fill": {"color": _GREYS[0]},
        "gap": 60,
        "x_error_bars": {
            "type": "custom",
            "plus_values": [high - share if high is not None else 0 for share, _low, high in ends],
            "minus_values": [share - low if low is not None else 0 for share, low, _high in ends],
        },
    }


def _scattered(name: str, column: str, rows: Sequence[int]) -> str:
    cells = ",".join(f"'{name}'!${column}${row + 1}" for row in rows)
    return f"=({cells})" if len(rows) > 1 else f"={cells}"


def _ends(line: Line) -> tuple[float | None, float | None]:
    interval = line.share_interval
    return (interval.low, interval.high) if interval else (None, None)


def _by_unit(ours: _Book, found: SurveyResults) -> None:
    groups = said_groups(found.content, found.everybody, found.shown_units)
    titles = ["Hài lòng chung" if line.code == INDEX else line.title for line in groups]
    heads = ["Đơn vị", "Số trả lời", *titles]
    sheet = ours.sheet("Theo đơn vị", heads, (50, 10, *(14 for _line in groups)))
    for row, part in enumerate(found.units, start=1):
        sheet.write_row(row, 0, [part.key, respondents_of(part, found.shown_units)])
        for place, line in enumerate(said_groups(found.content, part, found.shown_units), start=2):
            if line.share_value is None:
                sheet.write_string(row, place, line.share)
            else:
                sheet.write_number(row, place, float(line.share_value), ours.share)
    last = len(found.units)
    series = {
        "name": "Hài lòng chung",
        "categories": [sheet.name, 1, 0, last, 0],
        "values": [sheet.name, 1, 2, last, 2],
        "fill": {"color": _GREYS[0]},
        "gap": 60,
    }
    ours.bars(sheet, "Hài lòng chung theo đơn vị", f"A{last + 4}", [series], count=last)


def _items_of_units(ours: _Book, found: SurveyResults) -> None:
    """For each unit and item a row, so that it can be filtered: the share and the ends of its interval."""
    heads = ("Đơn vị", "Nhóm", "Câu", "Số trả lời", "Hài lòng", "Từ", "Đến")
    sheet = ours.sheet("Câu theo đơn vị", heads, (44, 30, 60, 10, 12, 9, 9))
    groups = {group.code: group.title for group in found.content.groups}
    items = [(number, item) for number, item in enumerate(found.content.in_order, start=1) if item.is_scored]
    rows = [(part, number, item) for part in found.units for number, item in items]
    for row, (part, number, item) in enumerate(rows, start=1):
        sheet.write_row(row, 0, [part.key, groups[item.group], f"{number}. {item.text}"])
        line = part.line(item.code)
        if found.shown_units.hides(part.key, line.kind, line.code):
            sheet.write_string(row, 3, HIDDEN)
        else:
            sheet.write_number(row, 3, line.answered)
            ours.shares(sheet, row, 4, [line.share, *_ends(line)])
    sheet.autofilter(0, 0, len(rows), len(heads) - 1)


def _by_year(ours: _Book, found: SurveyResults, beside: Sequence[Beside]) -> None:
    """Oldest first, where a line compares; the change against the latest."""
    older = list(reversed(beside))
    names = [f"{one.survey.year} ({one.survey.code})" for one in older]
    latest = f"{found.survey.year} ({found.survey.code})"
    heads = ["Nội dung", *names, latest, "Thay đổi so với lần gần nhất"]
    sheet = ours.sheet("So các lần", heads, (60, *(16 for _name in names), 16, 40))
    lines = beside[0].lines
    known = [{(one.kind, one.code): one for one in each.lines} for each in older]
    for row, line in enumerate(lines, start=1):
        sheet.write_string(row, 0, "Hài lòng chung" if line.code == INDEX else line.title)
        then = [each.get((line.kind, line.code)) for each in known]
        shares = [one.before if one is not None and one.difference is not None else None for one in then]
        ours.shares(sheet, row, 1, [*shares, line.after])
        sheet.write_string(row, len(names) + 2, said_change(line))
    rows = [row for row, line in enumerate(lines, start=1) if line.kind is not LineKind.ITEM]
    if not rows:
        return
    series = [
        {
            "name": name,
            "categories": _scattered(sheet.name, "A", rows),
            "values": _scattered(sheet.name, chr(ord("B") + place), rows),
            "fill": {"color": _GREYS[len(names) - place]},
            "gap": 60,
        }
        for place, name in enumerate([*names, latest])
    ]
    ours.bars(sheet, "Hài lòng qua các lần", f"A{len(lines) + 4}", series, count=len(rows))


def _themes(
    ours: _Book, found: SurveyResults, themes: Sequence[ThemeCount], coded: int, verbatims: int
) -> None:
    if not verbatims:
        return
    questions = {question.code: question.text for question in found.content.open_questions}
    sheet = ours.sheet("Ý kiến", ["Câu hỏi", "Chủ đề", "Số ý kiến"], (50, 40, 12))
    for row, one in enumerate(themes, start=1):
        sheet.write_string(row, 0, questions.get(one.question, one.question), ours.wrapped)
        sheet.write_string(row, 1, one.label)
        if one.answers is None:
            sheet.write_string(row, 2, UNDER_FIVE)
        else:
            sheet.write_number(row, 2, one.answers)
    sheet.write_string(len(themes) + 2, 0, f"Đã xếp {coded}/{verbatims} ý kiến.")


def _rates(ours: _Book, rates: Sequence[Rate]) -> None:
    heads = ["Đơn vị, đối tượng", "Số người", "Được hỏi", "Trả lời", "Tỷ lệ", "Quyền số"]
    sheet = ours.sheet("Tỷ lệ trả lời", heads, (50, 11, 11, 11, 11, 11))
    for row, rate in enumerate(rates, start=1):
        size = rate.stratum.size if rate.stratum.size is not None else ""
        sheet.write_row(row, 0, [rate.stratum.label, size, rate.asked, rate.answered])
        ours.shares(sheet, row, 4, [rate.share])
        if rate.weight is not None:
            sheet.write_number(row, 5, float(rate.weight), ours.points)
