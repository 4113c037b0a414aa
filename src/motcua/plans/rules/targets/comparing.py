"""Targets against each other, and against the indicators that are kept."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from motcua.plans.enums import Commitment, Direction
from motcua.plans.rules.reading.found import FoundTarget
from motcua.plans.rules.targets.wording import PARTS, common, scope, topic, words

_UPPER = (Direction.AT_MOST, Direction.LESS_THAN)
_ALIKE = 0.6  # of the words of both
_HELD = 0.85  # of the words of the shorter
_FEWEST = 3
_LEAST_SCORE = 0.2
_TOPIC_SCORE = 0.35


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two targets of a plan that cannot both be meant; `is_part` when `one` is set above what it is a part of."""

    one: FoundTarget
    other: FoundTarget
    is_part: bool = False


@dataclass(frozen=True, slots=True)
class Measured:
    """An indicator as suggestions need it."""

    code: str
    name: str
    synonyms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An indicator that a target may be about; `score` from 0 to 1. A person confirms it."""

    code: str
    name: str
    score: float


def conflicting(targets: Sequence[FoundTarget]) -> list[Conflict]:
    """The pairs of one plan that set different numbers for one measure, and shares set above their whole.

    One measure is told by a common wording; what is limited to another level, kind of school or year is another
    measure. A level to strive for beside the one that must be reached, in one sentence, is no conflict.
    """
    return [found for one, other in combinations(targets, 2) for found in _compared(one, other)]


def _compared(one: FoundTarget, other: FoundTarget) -> Iterator[Conflict]:
    if one.unit != other.unit or scope(one.measures) != scope(other.measures):
        return
    topics = topic(one.measures), topic(other.measures)
    if topics in PARTS or topics[::-1] in PARTS:
        part, whole = (one, other) if topics in PARTS else (other, one)
        if part.number > whole.number and whole.direction not in _UPPER and part.unit == "%":
            yield Conflict(part, whole, is_part=True)
    elif _is_same(one, other, *topics) and _differs(one, other):
        yield Conflict(one, other)


def _is_same(one: FoundTarget, other: FoundTarget, topic_one: str, topic_other: str) -> bool:
    if topic_one or topic_other:
        return topic_one == topic_other
    said, said_other = words(one.measures), words(other.measures)
    if min(len(said), len(said_other)) < _FEWEST:
        return common(one.measures) == common(other.measures)
    shared = len(said & said_other)
    alike = shared / len(said | said_other) >= _ALIKE
    return alike and shared / min(len(said), len(said_other)) >= _HELD


def _differs(one: FoundTarget, other: FoundTarget) -> bool:
    if one.number == other.number and one.direction == other.direction:
        return False
    if one.number == other.number and {one.direction, other.direction} <= {
        Direction.AT_LEAST,
        Direction.EXACTLY,
    }:
        return False
    is_step = one.text == other.text and one.commitment != other.commitment
    if is_step:
        must, strive = (one, other) if one.commitment is Commitment.MUST else (other, one)
        return strive.number > must.number if must.direction in _UPPER else strive.number < must.number
    return not (one.text == other.text and _years(one.text) > 1)


def _years(text: str) -> int:
    return len(
        {each for each in common(text).split() if each.isdigit() and len(each) == 4 and each[:2] == "20"}
    )


def suggest_indicators(
    target: FoundTarget, indicators: Iterable[Measured], *, most: int = 5
) -> list[Suggestion]:
    """The indicators whose wording comes nearest to what `target` measures, best first.

    Words that few indicators share count for more; being about the same usual thing counts apart. Nothing is matched
    by itself: below a fifth there is no suggestion, and a score of 1 is still for a person to confirm.
    """
    known = list(indicators)
    wordings = {each.code: [words(said) for said in (each.name, *each.synonyms)] for each in known}
    often = Counter(word for said in wordings.values() for word in frozenset().union(*said))
    weight = {word: math.log(1 + len(known) / count) for word, count in often.items()}
    asked = words(target.measures)
    found = []
    for each in known:
        nearness = max((_nearness(asked, said, weight) for said in wordings[each.code]), default=0.0)
        about = {topic(said) for said in (each.name, *each.synonyms)} - {""}
        if topic(target.measures) in about:
            nearness = _TOPIC_SCORE + (1 - _TOPIC_SCORE) * nearness
        if nearness >= _LEAST_SCORE:
            found.append(Suggestion(each.code, each.name, round(nearness, 3)))
    return sorted(found, key=lambda each: (-each.score, each.code))[:most]


def _nearness(asked: frozenset[str], said: frozenset[str], weight: dict[str, float]) -> float:
    """The weighted share of the words of both that are common to both; words nobody else knows count once."""
    union = sum(weight.get(word, 1.0) for word in asked | said)
    return sum(weight.get(word, 1.0) for word in asked & said) / union if union else 0.0
