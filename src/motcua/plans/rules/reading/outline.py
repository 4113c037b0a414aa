"""The paragraphs of a text as an outline: each with its mark, its place in the tree and what stands above it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from motcua.documents.reading.blocks import Paragraph, Place
from motcua.plans.rules.reading.marks import Mark, MarkStyle, letter_value, read_mark, roman_value
from motcua.plans.rules.reading.words import begins_small, is_noise, one_line

_ENDS = (".", ";", ":", "!", "?", "./.")
_CONCLUDES = re.compile(r"^(?:Trên đây là|Trong quá trình (?:tổ chức |triển khai )*thực hiện)\b")
_OPEN_WORDS = frozenset(
    [
        "của",
        "và",
        "tại",
        "theo",
        "các",
        "về",
        "cho",
        "từ",
        "đến",
        "kế",
        "trong",
        "với",
        "để",
        "là",
        "được",
        "những",
        "trên",
        "thành",
        "do",
        "bằng",
        "hoặc",
    ]
)


@dataclass(frozen=True, slots=True)
class Item:
    """One paragraph in the outline. `above` is the index of the item it stands under, -1 at the top."""

    index: int
    mark: Mark | None
    text: str
    place: Place
    above: int
    level: int
    is_bold: bool = False

    @property
    def whole(self) -> str:
        """The text together with its mark."""
        if self.mark is None:
            return self.text
        opening = "(" if self.mark.style is MarkStyle.IN_BRACKETS else ""
        return f"{opening}{self.mark.text}{self.mark.closing} {self.text}".strip()


class Outline:
    """The items of a text in order, and questions about who stands under whom."""

    def __init__(self, items: Sequence[Item]) -> None:
        self.items = tuple(items)
        self._under: dict[int, list[int]] = {}
        for item in self.items:
            self._under.setdefault(item.above, []).append(item.index)

    def __iter__(self) -> Iterator[Item]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    def under(self, index: int) -> list[Item]:
        """The items directly under the one at `index` (-1: the top ones), in order."""
        return [self.items[each] for each in self._under.get(index, ())]

    def above(self, item: Item) -> list[Item]:
        """What stands above an item, from the top down."""
        chain: list[Item] = []
        index = item.above
        while index >= 0:
            chain.append(self.items[index])
            index = self.items[index].above
        return chain[::-1]

    def path(self, item: Item) -> tuple[str, ...]:
        """The numbered marks from the top down to the item itself."""
        chain = [*self.above(item), item]
        return tuple(each.mark.text for each in chain if each.mark and each.mark.is_numbered)


def read_outline(paragraphs: Iterable[Paragraph]) -> Outline:
    """The outline of paragraphs; jumps and repeated numbers are kept as they stand."""
    items: list[Item] = []
    open_marks: list[tuple[float, Mark, int]] = []
    for paragraph in paragraphs:
        text = one_line(paragraph.whole)
        if not text or is_noise(text):
            continue
        mark = read_mark(text)
        if mark is not None:
            mark = _settled(mark, open_marks)
        elif _CONCLUDES.match(text):
            open_marks.clear()
        if mark is None and items and _goes_on(items[-1], text):
            items[-1] = replace(items[-1], text=f"{items[-1].text} {text}")
            continue
        above = _place_under(mark, open_marks, items)
        level = 0 if above < 0 else items[above].level + 1
        item = Item(
            len(items),
            mark,
            mark.rest if mark else text,
            paragraph.place,
            above,
            level,
            paragraph.is_bold or paragraph.heading > 0,
        )
        items.append(item)
        if mark is not None:
            open_marks.append((_rank(mark), mark, item.index))
    return Outline(items)


def _settled(mark: Mark, open_marks: Sequence[tuple[float, Mark, int]]) -> Mark:
    """The mark with its style settled by what came before: "C." after "B." is a letter, "1)" after "a)" stands
    deeper, "6)" after "5." goes on in the same series."""
    if mark.style is MarkStyle.ROMAN and _continues_capitals(mark, open_marks):
        return replace(mark, style=MarkStyle.CAPITAL, order=letter_value(mark.text) or mark.order)
    if mark.style is MarkStyle.CAPITAL and (value := roman_value(mark.text)) and _awaits(open_marks, value):
        return replace(mark, style=MarkStyle.ROMAN, order=value)
    if mark.style is MarkStyle.NUMBER_PAREN and (
        _continues_numbers(mark, open_marks) or not _opened_letter(open_marks)
    ):
        return replace(mark, style=MarkStyle.NUMBER)
    if (
        mark.style is MarkStyle.LETTER
        and mark.text == "l"
        and mark.closing == "."
        and not _opened_letter(open_marks)
    ):
        return replace(mark, style=MarkStyle.NUMBER, order=1)
    if mark.style is MarkStyle.LETTER and mark.text in "ivx" and _awaits_small_roman(mark, open_marks):
        return replace(mark, style=MarkStyle.IN_BRACKETS, order=roman_value(mark.text.upper()) or 0)
    return mark


def _continues_capitals(mark: Mark, open_marks: Sequence[tuple[float, Mark, int]]) -> bool:
    value = letter_value(mark.text) if len(mark.text) == 1 else None
    if value is None:
        return False
    capitals = [each for _, each, _ in open_marks if each.style is MarkStyle.CAPITAL]
    romans = [each for _, each, _ in open_marks if each.style is MarkStyle.ROMAN]
    return bool(capitals) and capitals[-1].order == value - 1 and not _follows(romans, mark.order)


def _awaits(open_marks: Sequence[tuple[float, Mark, int]], value: int) -> bool:
    return _follows([each for _, each, _ in open_marks if each.style is MarkStyle.ROMAN], value)


def _follows(series: Sequence[Mark], order: int) -> bool:
    return bool(series) and series[-1].order == order - 1


def _continues_numbers(mark: Mark, open_marks: Sequence[tuple[float, Mark, int]]) -> bool:
    return _follows([each for _, each, _ in open_marks if each.style is MarkStyle.NUMBER], mark.order)


def _opened_letter(open_marks: Sequence[tuple[float, Mark, int]]) -> bool:
    return bool(open_marks) and any(each.style is MarkStyle.LETTER for _, each, _ in open_marks)


def _awaits_small_roman(mark: Mark, open_marks: Sequence[tuple[float, Mark, int]]) -> bool:
    letters = [each for _, each, _ in open_marks if each.style is MarkStyle.LETTER]
    return not (letters and letters[-1].order == mark.order - 1)


def _rank(mark: Mark) -> float:
    return mark.style + 0.1 * mark.depth


def _place_under(mark: Mark | None, open_marks: list[tuple[float, Mark, int]], items: Sequence[Item]) -> int:
    """The index of the item under which the next one stands; closes what no longer is open."""
    if mark is None:
        while open_marks and open_marks[-1][0] >= MarkStyle.DASH and _is_finished(items[open_marks[-1][2]]):
            open_marks.pop()
        return open_marks[-1][2] if open_marks else -1
    rank = _rank(mark)
    while open_marks and open_marks[-1][0] >= rank:
        open_marks.pop()
    return open_marks[-1][2] if open_marks else -1


def _is_finished(item: Item) -> bool:
    return not item.text.rstrip().endswith(":")


def _goes_on(before: Item, text: str) -> bool:
    """Whether an unmarked paragraph is the rest of the one before, cut by a page."""
    said = before.text.rstrip()
    if not said or said.endswith(_ENDS):
        return False
    last_word = said.rsplit(" ", 1)[-1].lower()
    return (begins_small(text) and len(said) > 25) or last_word in _OPEN_WORDS or said.endswith((",", "-"))
