"""What is kept of an answer: only what the questionnaire asks, and of conditional items only where they apply."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from motcua.feedback.rules.surveys.questionnaires import Content, Item

LONGEST_WORDS = 2000
BLANKS = "0-_."


@dataclass(frozen=True, slots=True)
class Answers:
    """What somebody said: a digit per item, own words per open question."""

    chosen: dict[str, str] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all was said."""
        return not self.chosen and not self.words


def is_asked(item: Item, chosen: Mapping[str, str]) -> bool:
    """Whether the item concerns who answered so far like this."""
    return item.when is None or chosen.get(item.when.item) in item.when.options


def kept_of(content: Content, *, chosen: Mapping[str, str], words: Mapping[str, str]) -> Answers:
    """What counts of what came: answers the questionnaire offers, to items that were asked, in its order."""
    kept: dict[str, str] = {}
    for item in content.in_order:
        code = chosen.get(item.code, "")
        if item.option(code) is not None and is_asked(item, kept):
            kept[item.code] = code
    said = {
        question.code: text[:LONGEST_WORDS]
        for question in content.open_questions
        if (text := words.get(question.code, "").strip())
    }
    return Answers(kept, said)


def digits_of(content: Content, chosen: Mapping[str, str]) -> str:
    """The answers as they are typed from paper: one digit an item, 0 where nothing is ticked."""
    return "".join(chosen.get(item.code, "0") for item in content.in_order)


def read_digits(content: Content, typed: str) -> dict[str, str]:
    """What was typed from a sheet: one digit an item in the order of the paper, 0 or - where nothing is ticked,
    blanks between digits as one likes.

    :raises ValueError: with a Vietnamese sentence that names the item.
    """
    marks, items = "".join(typed.split()), content.in_order
    if len(marks) != len(items):
        few = "thiếu" if len(marks) < len(items) else "thừa"
        raise ValueError(
            f"Phiếu có {len(items)} câu nhưng đã gõ {len(marks)} số: {few} {abs(len(items) - len(marks))}."
        )
    chosen: dict[str, str] = {}
    for number, (mark, item) in enumerate(zip(marks, items, strict=True), start=1):
        if mark in BLANKS:
            continue
        if item.option(mark) is None:
            raise ValueError(
                f"Câu {number} gõ “{mark}”, chỉ có các mức 1 đến {len(item.options)}; để trống gõ 0."
            )
        if not is_asked(item, chosen):
            raise ValueError(
                f"Câu {number} chỉ dành cho người chọn mức khác ở câu trước; phiếu này gõ 0 ở câu {number}."
            )
        chosen[item.code] = mark
    return chosen


@dataclass(frozen=True, slots=True)
class Difference:
    """Where the second typing of a sheet differs from the first: the number of the item and both digits."""

    number: int
    item: str
    first: str
    second: str


def differences(
    content: Content, first: Mapping[str, str], second: Mapping[str, str]
) -> tuple[Difference, ...]:
    """Items that two people read differently on the same sheet."""
    return tuple(
        Difference(number, item.code, first.get(item.code, "0"), second.get(item.code, "0"))
        for number, item in enumerate(content.in_order, start=1)
        if first.get(item.code) != second.get(item.code)
    )
