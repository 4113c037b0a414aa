"""What a questionnaire asks: groups, items with the words of each answer, what an answer is worth, open questions.

Basis: NĐ 61/2018 art. 29–31 leave the form of surveys to the office; five factors and five groups are practice.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

MOST_ITEMS = 120
MOST_OPTIONS = 9
HIGHEST_SCORE = 100


@dataclass(frozen=True, slots=True)
class Option:
    """One answer. `code` is its digit on paper. `score` None: the answer stands outside of the scale, such as "my
    dossier was not late", and counts neither for nor against."""

    code: str
    label: str
    score: int | None
    is_satisfied: bool = False


@dataclass(frozen=True, slots=True)
class Condition:
    """Only who gave one of these answers to another item is asked."""

    item: str
    options: frozenset[str]


@dataclass(frozen=True, slots=True)
class Item:
    """One closed question; its code stays the same across versions, so that years can be compared."""

    code: str
    group: str
    text: str
    options: tuple[Option, ...]
    weight: int = 1
    when: Condition | None = None

    @property
    def is_scored(self) -> bool:
        """Whether any answer is worth something; others only tell who answered."""
        return any(option.score is not None for option in self.options)

    @property
    def scores(self) -> tuple[int, ...]:
        """What answers are worth, without those outside of the scale."""
        return tuple(option.score for option in self.options if option.score is not None)

    def option(self, code: str) -> Option | None:
        """The answer of this digit."""
        return next((option for option in self.options if option.code == code), None)


@dataclass(frozen=True, slots=True)
class Group:
    """Items about one thing, a factor of satisfaction; `weight` 0 leaves it out of the whole."""

    code: str
    title: str
    weight: int = 1


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A question answered in own words."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Content:
    """What one version asks, in order."""

    lead: str
    groups: tuple[Group, ...]
    items: tuple[Item, ...]
    open_questions: tuple[OpenQuestion, ...] = ()

    def item(self, code: str) -> Item | None:
        """The item of this code."""
        return next((item for item in self.items if item.code == code), None)

    def items_of(self, group: str) -> tuple[Item, ...]:
        """The items of a group, in order."""
        return tuple(item for item in self.items if item.group == group)

    @property
    def in_order(self) -> tuple[Item, ...]:
        """The items as they are numbered on paper: group by group."""
        return tuple(item for group in self.groups for item in self.items_of(group.code))

    @property
    def scored(self) -> tuple[Item, ...]:
        """The items that count."""
        return tuple(item for item in self.in_order if item.is_scored)


def options_of(lines: str, *, satisfied_from: int) -> tuple[Option, ...]:
    """Answers as an office writes them, one a line: "5: Rất hài lòng"; "-: Không bị trễ hẹn" stands outside of the
    scale. Digits on paper follow the order of the lines.

    :raises ValueError: with a Vietnamese sentence that names the line.
    """
    found: list[Option] = []
    for line in (line.strip() for line in lines.splitlines()):
        if not line:
            continue
        value, colon, label = (part.strip() for part in line.partition(":"))
        if not colon or not label:
            raise ValueError(
                f"Dòng “{line}” cần dạng “điểm: lời”, ví dụ “5: Rất hài lòng”; không tính điểm thì ghi dấu -."
            )
        if value in {"-", "–"}:
            score = None
        elif value.isascii() and value.isdecimal() and int(value) <= HIGHEST_SCORE:
            score = int(value)
        else:
            raise ValueError(
                f"Dòng “{line}”: điểm là số từ 0 đến {HIGHEST_SCORE}, hoặc dấu - khi không tính điểm."
            )
        satisfied = score is not None and score >= satisfied_from
        found.append(Option(str(len(found) + 1), label, score, satisfied))
    return tuple(found)


def lines_of(options: Sequence[Option]) -> str:
    """The answers as `options_of` reads them."""
    return "\n".join(f"{'-' if option.score is None else option.score}: {option.label}" for option in options)


def satisfied_from(options: Sequence[Option]) -> int:
    """The least score that counts as satisfied; above all when none does."""
    counted = [option.score for option in options if option.is_satisfied and option.score is not None]
    return min(counted, default=HIGHEST_SCORE + 1)


def index_of(item: Item, mean: Fraction) -> Fraction:
    """The mean on a scale from 0, the worst answer, to 100, the best."""
    low, high = min(item.scores), max(item.scores)
    return Fraction(100) if high == low else (mean - low) * 100 / (high - low)


def as_json(content: Content) -> dict[str, Any]:
    """The content as it is stored."""
    return {
        "lead": content.lead,
        "groups": [{"code": g.code, "title": g.title, "weight": g.weight} for g in content.groups],
        "items": [_item_json(item) for item in content.items],
        "open": [{"code": q.code, "text": q.text} for q in content.open_questions],
    }


def _item_json(item: Item) -> dict[str, Any]:
    when = {"item": item.when.item, "options": sorted(item.when.options)} if item.when else None
    return {
        "code": item.code,
        "group": item.group,
        "text": item.text,
        "weight": item.weight,
        "when": when,
        "options": [
            {"code": o.code, "label": o.label, "score": o.score, "satisfied": o.is_satisfied}
            for o in item.options
        ],
    }


def from_json(stored: Mapping[str, Any]) -> Content:
    """The content that was stored by `as_json`."""
    return Content(
        lead=stored.get("lead", ""),
        groups=tuple(Group(g["code"], g["title"], g.get("weight", 1)) for g in stored.get("groups", ())),
        items=tuple(_item_from(each) for each in stored.get("items", ())),
        open_questions=tuple(OpenQuestion(q["code"], q["text"]) for q in stored.get("open", ())),
    )


def _item_from(stored: Mapping[str, Any]) -> Item:
    when = stored.get("when")
    return Item(
        code=stored["code"],
        group=stored["group"],
        text=stored["text"],
        options=tuple(
            Option(o["code"], o["label"], o.get("score"), o.get("satisfied", False))
            for o in stored["options"]
        ),
        weight=stored.get("weight", 1),
        when=Condition(when["item"], frozenset(when["options"])) if when else None,
    )
