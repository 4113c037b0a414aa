"""The questions of a survey as both doors show them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import QueryDict

from motcua.feedback.rules.surveys.questionnaires import Content


@dataclass(frozen=True, slots=True)
class AskedOption:
    """One answer to choose."""

    code: str
    label: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class AskedItem:
    """One item with its number on paper; `only_if` says of whom it is asked, as numbers of an item and answers."""

    number: int
    code: str
    text: str
    options: tuple[AskedOption, ...]
    only_if: tuple[int, str] | None
    digit: str


@dataclass(frozen=True, slots=True)
class AskedGroup:
    """Items that stand together."""

    title: str
    items: tuple[AskedItem, ...]


@dataclass(frozen=True, slots=True)
class AskedWords:
    """A question for own words."""

    code: str
    text: str
    said: str


@dataclass(frozen=True, slots=True)
class Asked:
    """All of it."""

    lead: str
    groups: tuple[AskedGroup, ...]
    words: tuple[AskedWords, ...]


def asked_of(content: Content, chosen: Mapping[str, str], words: Mapping[str, str]) -> Asked:
    """The questionnaire with what was answered so far."""
    numbers = {item.code: number for number, item in enumerate(content.in_order, start=1)}
    groups = []
    for group in content.groups:
        items = []
        for item in content.items_of(group.code):
            digit = chosen.get(item.code, "")
            only_if = None
            if item.when is not None and (asked := content.item(item.when.item)) is not None:
                labels = [option.label for option in asked.options if option.code in item.when.options]
                only_if = (numbers.get(asked.code, 0), "; ".join(labels))
            options = tuple(
                AskedOption(option.code, option.label, option.code == digit) for option in item.options
            )
            items.append(AskedItem(numbers[item.code], item.code, item.text, options, only_if, digit))
        groups.append(AskedGroup(group.title, tuple(items)))
    own = tuple(AskedWords(q.code, q.text, words.get(q.code, "")) for q in content.open_questions)
    return Asked(content.lead, tuple(groups), own)


def posted_answers(content: Content, posted: QueryDict) -> tuple[dict[str, str], dict[str, str]]:
    """What was posted: the digit of each item, and own words."""
    chosen = {item.code: posted.get(f"a-{item.code}", "") for item in content.items}
    words = {question.code: posted.get(f"y-{question.code}", "") for question in content.open_questions}
    return {code: digit for code, digit in chosen.items() if digit}, words
