"""Whether the numbers of sections, points and tasks follow each other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from motcua.plans.enums import ItemSource, Severity
from motcua.plans.rules.checks.examined import Examined, finding
from motcua.plans.rules.reading.found import Finding, FoundTask
from motcua.plans.rules.reading.marks import Mark, MarkStyle, letter_value, roman_value
from motcua.plans.rules.reading.outline import Item, Outline, read_outline

_LETTERS = "abcdđeghiklmnopqrstuvxy"
_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_CHECKED = frozenset(
    {
        MarkStyle.CAPITAL,
        MarkStyle.ROMAN,
        MarkStyle.ARTICLE,
        MarkStyle.NUMBER,
        MarkStyle.DOTTED,
        MarkStyle.NUMBER_PAREN,
        MarkStyle.LETTER,
        MarkStyle.IN_BRACKETS,
    }
)
_NUMBER = re.compile(r"(?P<head>\d+(?:\.\d+)*\.)?(?P<last>\d+)\.?\Z")
_REFERENCE = re.compile(
    r"\b[Mm]ục (?P<mark>[IVX]{1,5})(?![\w.])(?:,? (?:của )?(?:phần này|Kế hoạch này|kế hoạch này|Chương trình này))"
)


def section_numbers(examined: Examined) -> Iterator[Finding]:
    """Gaps, repeats and foreign numbers among the marks of the text: "I" then "III", two "II", "3.1" under "4".

    Basis: NĐ 30/2020/NĐ-CP annex I part II.5: parts, items and points are numbered one after the other.
    """
    for number, part in enumerate(examined.parts):
        if number and any(task.source is ItemSource.ANNEX for task in examined.tasks):
            continue  # the numbers of an annex are those of its tasks
        outline = read_outline(part)
        knows_d = any(item.mark and item.mark.text.lower() == "đ" for item in outline)
        for series in _series(outline):
            yield from _in_series(series, skips_d=not knows_d)
        yield from _foreign(outline)


def task_numbers(examined: Examined) -> Iterator[Finding]:
    """Gaps and repeats among the numbers of the tasks of an annex ("1.1", "1.3").

    Reason: a row that is missing or doubled in the list is work that nobody does or that two do.
    """
    last: dict[str, tuple[int, str]] = {}
    for task in examined.tasks:
        found = _NUMBER.match(task.number.strip()) if task.source is ItemSource.ANNEX else None
        if found is None:
            continue
        head, value = found["head"] or "", int(found["last"])
        before = last.get(head)
        last[head] = (value, task.group)
        if before is None or value == before[0] + 1:
            continue
        if value == 1 and (before[0] > 1 or task.group != before[1]):
            continue
        yield _task_jump(head, before[0], value, task)


def references(examined: Examined) -> Iterator[Finding]:
    """A reference to a part of the plan that it does not have: "mục III Kế hoạch này".

    Reason: numbers change while a plan is drafted, references are forgotten.
    """
    own = {
        item.mark.text
        for part in examined.parts
        for item in read_outline(part)
        if item.mark and item.mark.style is MarkStyle.ROMAN
    }
    if not own:
        return
    for passage in examined.prose:
        for found in _REFERENCE.finditer(passage.text):
            if found["mark"] not in own:
                yield finding(
                    "reference-missing",
                    Severity.DOUBT,
                    f"Văn bản dẫn tới “mục {found['mark']}” nhưng không có mục nào mang số ấy. Xem lại chỗ dẫn.",
                    passage.place,
                    found.group(),
                )


def _series(outline: Outline) -> Iterator[list[Item]]:
    """Items that count together: under one heading, of one style, not begun anew below other numbers."""
    for index in [-1, *range(len(outline))]:
        by_style: dict[MarkStyle, list[Item]] = {}
        for item in outline.under(index):
            if item.mark is None or item.mark.style not in _CHECKED:
                continue
            style = MarkStyle.NUMBER if item.mark.style is MarkStyle.NUMBER_PAREN else item.mark.style
            by_style.setdefault(style, []).append(item)
        for items in by_style.values():
            yield from _runs(items)


def _runs(items: Sequence[Item]) -> Iterator[list[Item]]:
    """A list that begins again with 1 or a right below another one is a list of its own."""
    run: list[Item] = []
    for item in items:
        if (
            run
            and _order(item) == 1
            and item.index - run[-1].index > 1
            and _order(run[-1]) > 1
            and item.level > 0
        ):
            yield run
            run = []
        run.append(item)
    if run:
        yield run


def _in_series(series: Sequence[Item], *, skips_d: bool) -> Iterator[Finding]:
    first = series[0]
    if first.mark and first.mark.style is not MarkStyle.DOTTED and _begins_late(series):
        yield _jump(None, first)
    for before, item in pairwise(series):
        if before.mark is None or item.mark is None or before.mark.depth != item.mark.depth:
            continue
        if _head(before.mark) != _head(item.mark) or _order(item) == _order(before) + 1:
            continue
        if skips_d and (before.mark.text.lower(), item.mark.text.lower()) == ("d", "e"):
            continue  # a document that counts d, e throughout
        yield _jump(before, item)


def _begins_late(series: Sequence[Item]) -> bool:
    """Whether a list begins in the middle: its first number is 2 to 4, and the next two follow on."""
    first = _order(series[0])
    return 1 < first <= 4 and [_order(item) for item in series[:3]] == [first, first + 1, first + 2]


def _jump(before: Item | None, item: Item) -> Finding:
    assert item.mark is not None
    mark = _written(item.mark)
    if before is None:
        return finding(
            "numbering-gap",
            Severity.DOUBT,
            f"Dãy số bắt đầu bằng “{mark}”, không có “{_said(item.mark, 1)}”. Xem có thiếu phần nào không.",
            item.place,
            _excerpt(item),
        )
    assert before.mark is not None
    previous = _written(before.mark)
    if _order(item) == _order(before):
        message = f"Có hai mục cùng mang số “{mark}”. Đánh lại số, kẻo dẫn tới mục này không rõ là mục nào."
        return finding("numbering-repeated", Severity.ERROR, message, item.place, _excerpt(item))
    if _order(item) < _order(before):
        message = f"Sau “{previous}” lại đến “{mark}”. Xem lại cách đánh số từ chỗ này."
        return finding("numbering-back", Severity.ERROR, message, item.place, _excerpt(item))
    wanted = _said(item.mark, _order(before) + 1)
    message = f"Sau “{previous}” đến “{mark}”, không có “{wanted}”. Xem là đánh nhầm số hay thiếu nội dung."
    return finding("numbering-gap", Severity.DOUBT, message, item.place, _excerpt(item))


def _foreign(outline: Outline) -> Iterator[Finding]:
    """ "3.1" standing under "4": told once, at the first of them."""
    told: set[tuple[int, str]] = set()
    for item in outline:
        if item.mark is None or item.mark.style is not MarkStyle.DOTTED or item.above < 0:
            continue
        above = outline.items[item.above].mark
        head = _head(item.mark)
        if above is None or above.style is not MarkStyle.NUMBER or head == above.text:
            continue
        if (item.above, head) in told:
            continue
        told.add((item.above, head))
        yield finding(
            "numbering-foreign",
            Severity.DOUBT,
            f"“{item.mark.text}” đứng dưới mục “{above.text}”; số của nó thuộc mục “{head}”. Đánh lại số.",
            item.place,
            _excerpt(item),
        )


def _head(mark: Mark) -> str:
    return mark.text.rsplit(".", 1)[0] if mark.style is MarkStyle.DOTTED else ""


def _order(item: Item) -> int:
    return item.mark.order if item.mark else 0


def _written(mark: Mark, text: str = "") -> str:
    """The mark as it stands, with brackets where it has them."""
    text = text or mark.text
    return f"({text})" if mark.style is MarkStyle.IN_BRACKETS else text


def _excerpt(item: Item) -> str:
    assert item.mark is not None
    is_open = item.mark.style is MarkStyle.IN_BRACKETS and not item.whole.startswith("(")
    return f"({item.whole}" if is_open else item.whole


def _said(mark: Mark, order: int) -> str:
    """The mark with another number, as it would be written in its series."""
    return _written(mark, _said_bare(mark, order))


def _said_bare(mark: Mark, order: int) -> str:
    if mark.style is MarkStyle.DOTTED:
        return f"{_head(mark)}.{order}"
    if mark.text.isdigit():
        return str(order)
    roman = roman_value(mark.text.upper())
    if mark.style is MarkStyle.ROMAN or (mark.style is MarkStyle.IN_BRACKETS and roman is not None):
        said = _roman(order)
        return said if mark.text.isupper() else said.lower()
    if letter_value(mark.text) is not None and order <= len(_LETTERS):
        said = _LETTERS[order - 1]
        return said.upper() if mark.text.isupper() else said
    return str(order)


def _roman(value: int) -> str:
    said = ""
    for amount, letters in _ROMAN:
        while value >= amount:
            said, value = said + letters, value - amount
    return said


def _task_jump(head: str, before: int, value: int, task: FoundTask) -> Finding:
    mark = f"{head}{value}"
    if value == before:
        message = f"Hai nhiệm vụ cùng mang số {mark}. Đánh lại số trong danh mục."
        return finding("task-number-repeated", Severity.ERROR, message, task.place, task.content)
    if value < before:
        message = f"Sau nhiệm vụ số {head}{before} lại đến số {mark}. Xem lại cách đánh số trong danh mục."
        return finding("task-number-back", Severity.ERROR, message, task.place, task.content)
    message = f"Sau nhiệm vụ số {head}{before} đến số {mark}. Xem có thiếu hàng nào trong danh mục không."
    return finding("task-number-gap", Severity.DOUBT, message, task.place, task.content)
