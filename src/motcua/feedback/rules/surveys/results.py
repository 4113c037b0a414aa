"""What the answers of a survey say: by item, by group, as a whole, for all and for parts.

The share of an item is that of satisfied answers among those on the scale. The share of a group is the mean of its
items, the index the mean of the groups, each with the weights of the questionnaire. Whatever is said of all is
weighted to the people of each stratum where their number is known; the plain counts stand beside it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

import numpy as np

from motcua.feedback.rules.surveys.estimating import (
    Bools,
    Design,
    Floats,
    Interval,
    around,
    by_stratum,
    design_of,
    residuals,
    variance,
    weighted_ratio,
    wilson,
    worth,
)
from motcua.feedback.rules.surveys.questionnaires import Content, Item, index_of


class LineKind(StrEnum):
    """What a line of results is about."""

    ITEM = "item"
    GROUP = "group"
    INDEX = "index"


INDEX = "index"


@dataclass(frozen=True, slots=True)
class Line:
    """One line. `answered` and `satisfied` count answers; of a group they are those of all its items. `mean` is in
    points of the item's own scale, `index` from 0 to 100; groups and the whole have an index and no mean.

    `plain_share` is what was counted, `share` what it says of everybody; both None when nobody answered.
    """

    kind: LineKind
    code: str
    title: str
    answered: int
    satisfied: int
    counts: Mapping[str, int]
    plain_share: Fraction | None = None
    share: Fraction | None = None
    share_interval: Interval | None = None
    mean: Fraction | None = None
    mean_interval: Interval | None = None
    index: Fraction | None = None
    variance: float = 0.0


@dataclass(frozen=True, slots=True)
class Part:
    """The results of all, or of a part: a school, a kind of respondents."""

    key: str
    respondents: int
    lines: tuple[Line, ...]

    def line(self, code: str, kind: LineKind = LineKind.ITEM) -> Line:
        """The line of this code."""
        return next(line for line in self.lines if (line.kind, line.code) == (kind, code))

    @property
    def whole(self) -> Line:
        """The line of the index."""
        return self.line(INDEX, LineKind.INDEX)


@dataclass(frozen=True, slots=True)
class Answered:
    """One person's answers, and where they stand."""

    stratum: str
    chosen: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Table:
    """All answers as numbers: a row a person, a column an item."""

    design: Design
    scores: Floats
    satisfied: Floats
    counted: Bools
    options: Mapping[str, Counter[str]]


def results(
    content: Content,
    answers: Sequence[Answered],
    *,
    sizes: Mapping[str, int | None],
    parts: Mapping[str, Callable[[str], bool]] | None = None,
) -> tuple[Part, ...]:
    """The results of all (key "") and of each of `parts`, which say which strata belong to them.

    `sizes` are the people of each stratum; with one of an unknown size answers count as they are.
    """
    by_stratum: dict[str, list[Answered]] = {}
    for answer in answers:
        by_stratum.setdefault(answer.stratum, []).append(answer)
    made = [_part("", content, _table(content, answers, sizes))]
    for key, belongs in (parts or {}).items():
        own = [answer for stratum, some in by_stratum.items() if belongs(stratum) for answer in some]
        made.append(_part(key, content, _table(content, own, sizes)))
    return tuple(made)


def _table(content: Content, answers: Sequence[Answered], sizes: Mapping[str, int | None]) -> _Table:
    items = content.scored
    shape = (len(answers), len(items))
    scores, satisfied = np.zeros(shape), np.zeros(shape)
    counted = np.zeros(shape, dtype=np.bool_)
    for column, item in enumerate(items):
        worths = {option.code: option for option in item.options if option.score is not None}
        for row, answer in enumerate(answers):
            option = worths.get(answer.chosen.get(item.code, ""))
            if option is not None and option.score is not None:
                scores[row, column], satisfied[row, column] = option.score, option.is_satisfied
                counted[row, column] = True
    options = {
        item.code: Counter(answer.chosen.get(item.code, "") for answer in answers) for item in content.items
    }
    return _Table(design_of([a.stratum for a in answers], sizes), scores, satisfied, counted, options)


@dataclass(frozen=True, slots=True)
class _Counted:
    """A line, and by how much each answer moves its share."""

    line: Line
    moved: Floats


def _part(key: str, content: Content, table: _Table) -> Part:
    items = {item.code: _item(item, column, table) for column, item in enumerate(content.scored)}
    lines: list[Line] = []
    groups: list[tuple[int, _Counted]] = []
    for group in content.groups:
        own = [(item.weight, items[item.code]) for item in content.items_of(group.code) if item.code in items]
        if not own:
            continue
        made = _together(LineKind.GROUP, group.code, group.title, own, table.design)
        groups.append((group.weight, made))
        lines += [made.line, *(counted.line for _weight, counted in own)]
    whole = _together(LineKind.INDEX, INDEX, "Chung", groups, table.design)
    unscored = [_unscored(item, table) for item in content.in_order if not item.is_scored]
    return Part(key, len(table.design.stratum), (whole.line, *lines, *unscored))


def _item(item: Item, column: int, table: _Table) -> _Counted:
    design, mask = table.design, table.counted[:, column]
    scores, satisfied = table.scores[:, column], table.satisfied[:, column]
    answered, content_ones = int(mask.sum()), int((satisfied * mask).sum())
    counts = _counts(item, table)
    if not answered:
        empty = Line(LineKind.ITEM, item.code, item.text, 0, 0, counts)
        return _Counted(empty, np.zeros(len(mask)))
    below = by_stratum(design, mask.astype(np.float64))
    share = weighted_ratio(design, by_stratum(design, satisfied * mask), below)
    mean = weighted_ratio(design, by_stratum(design, scores * mask), below)
    assert share is not None
    assert mean is not None
    moved = residuals(design, satisfied, mask, share)
    found = variance(design, moved)
    low, high = min(item.scores), max(item.scores)
    line = Line(
        kind=LineKind.ITEM,
        code=item.code,
        title=item.text,
        answered=answered,
        satisfied=content_ones,
        counts=counts,
        plain_share=Fraction(content_ones, answered),
        share=share,
        share_interval=wilson(float(share), worth(design, mask, float(share), found)),
        mean=mean,
        mean_interval=around(
            float(mean), variance(design, residuals(design, scores, mask, mean)), low=low, high=high
        ),
        index=index_of(item, mean),
        variance=found,
    )
    return _Counted(line, moved)


def _together(
    kind: LineKind,
    code: str,
    title: str,
    own: Sequence[tuple[int, _Counted]],
    design: Design,
) -> _Counted:
    """The weighted mean of lines that have answers."""
    there = [(weight, counted) for weight, counted in own if counted.line.share is not None and weight]
    answered = sum(counted.line.answered for _weight, counted in own)
    satisfied = sum(counted.line.satisfied for _weight, counted in own)
    if not there:
        empty = Line(kind, code, title, answered, satisfied, {})
        return _Counted(empty, np.zeros(len(design.stratum)))
    total = sum(weight for weight, _counted in there)
    share = _mean([(weight, counted.line.share) for weight, counted in there])
    moved = sum(
        (counted.moved * (weight / total) for weight, counted in there), np.zeros(len(design.stratum))
    )
    found = variance(design, moved)
    line = Line(
        kind=kind,
        code=code,
        title=title,
        answered=answered,
        satisfied=satisfied,
        counts={},
        plain_share=_mean([(weight, counted.line.plain_share) for weight, counted in there]),
        share=share,
        share_interval=wilson(
            float(share), worth(design, np.ones(len(design.stratum), dtype=np.bool_), float(share), found)
        ),
        mean=None,
        mean_interval=None,
        index=_mean([(weight, counted.line.index) for weight, counted in there]),
        variance=found,
    )
    return _Counted(line, moved)


def _unscored(item: Item, table: _Table) -> Line:
    counts = _counts(item, table)
    return Line(LineKind.ITEM, item.code, item.text, sum(counts.values()), 0, counts)


def _counts(item: Item, table: _Table) -> dict[str, int]:
    return {option.code: table.options[item.code][option.code] for option in item.options}


def _mean(values: Sequence[tuple[int, Fraction | None]]) -> Fraction:
    total = sum(weight for weight, _value in values)
    return sum((weight * (value or Fraction(0)) for weight, value in values), Fraction(0)) / total
