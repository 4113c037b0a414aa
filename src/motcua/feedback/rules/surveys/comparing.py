"""Two surveys side by side: items of the same code whose answers mean the same."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import sqrt

from motcua.feedback.rules.surveys.estimating import Interval, Z
from motcua.feedback.rules.surveys.questionnaires import Content, Item
from motcua.feedback.rules.surveys.results import INDEX, LineKind, Part


@dataclass(frozen=True, slots=True)
class Compared:
    """One line in both. `difference` is later less earlier; `is_sure` when nought lies outside of its interval.

    `why_not` says why the two cannot be compared; then there is no difference.
    """

    kind: LineKind
    code: str
    title: str
    before: Fraction | None
    after: Fraction | None
    difference: Fraction | None = None
    interval: Interval | None = None
    why_not: str = ""

    @property
    def is_sure(self) -> bool:
        """Whether the change is more than chance explains, at 95 percent."""
        return self.interval is not None and not self.interval.low <= 0 <= self.interval.high


def compare(before: tuple[Content, Part], after: tuple[Content, Part]) -> tuple[Compared, ...]:
    """Every line of the later survey beside the earlier one's.

    Groups and the whole compare only when they hold the same comparable items: else a change of the questions would
    read as a change of minds.
    """
    found: list[Compared] = []
    for line in after[1].lines:
        if line.share is None:
            continue
        reason = _why_not(line.kind, line.code, before[0], after[0])
        there = any((one.kind, one.code) == (line.kind, line.code) for one in before[1].lines)
        earlier = before[1].line(line.code, line.kind) if there else None
        if reason or earlier is None or earlier.share is None:
            found.append(
                Compared(
                    line.kind,
                    line.code,
                    line.title,
                    earlier.share if earlier else None,
                    line.share,
                    why_not=reason or "kỳ trước không có trả lời",
                )
            )
            continue
        difference = line.share - earlier.share
        half = Z * sqrt(line.variance + earlier.variance)
        interval = Interval(float(difference) - half, float(difference) + half)
        found.append(
            Compared(line.kind, line.code, line.title, earlier.share, line.share, difference, interval)
        )
    return tuple(found)


def untold(one: Compared) -> Compared:
    """The line without its figures, because one of the two may not be told."""
    return Compared(one.kind, one.code, one.title, None, None, why_not="dưới 5 trả lời ở một trong hai cuộc")


def _why_not(kind: LineKind, code: str, before: Content, after: Content) -> str:
    if kind is LineKind.ITEM:
        return _of_items(before.item(code), after.item(code))
    if kind is LineKind.GROUP:
        return _of_groups(code, before, after)
    ours = {(group.code, group.weight) for group in after.groups}
    if ours != {(group.code, group.weight) for group in before.groups}:
        return "hai phiếu có các nhóm hoặc trọng số nhóm khác nhau"
    differing = any(_of_groups(group.code, before, after) for group in after.groups)
    return "các câu trong nhóm đã đổi" if differing and code == INDEX else ""


def _of_items(before: Item | None, after: Item | None) -> str:
    if before is None or after is None:
        return "câu hỏi mới"
    same = [(o.label, o.score, o.is_satisfied) for o in before.options] == [
        (o.label, o.score, o.is_satisfied) for o in after.options
    ]
    if not same:
        return "mức trả lời hoặc điểm đã đổi"
    return "" if before.text == after.text else "lời câu hỏi đã đổi"


def _of_groups(code: str, before: Content, after: Content) -> str:
    ours = {(item.code, item.weight) for item in after.items_of(code) if item.is_scored}
    theirs = {(item.code, item.weight) for item in before.items_of(code) if item.is_scored}
    if ours != theirs:
        return "các câu trong nhóm đã đổi"
    changed = any(_of_items(before.item(item), after.item(item)) for item, _weight in ours)
    return "các câu trong nhóm đã đổi" if changed else ""
