"""What is counted of activities, and how numbers of several come together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from motcua.kernel.refusals import Refused
from motcua.plans.enums import ActivityKind, ActivityMeasure, Channel

MOST_COUNTED = 2_000_000_000

# How many follow a page now is what was counted last; everything else adds up.
LATEST = frozenset({ActivityMeasure.FOLLOWERS})

USUAL: Mapping[ActivityKind, tuple[ActivityMeasure, ...]] = {
    ActivityKind.TRAINING: (ActivityMeasure.CLASSES, ActivityMeasure.PARTICIPANTS, ActivityMeasure.UNITS),
    ActivityKind.COMMUNICATION: (ActivityMeasure.ITEMS, ActivityMeasure.VIEWS, ActivityMeasure.FOLLOWERS),
    ActivityKind.CONTEST: (
        ActivityMeasure.PARTICIPANTS,
        ActivityMeasure.UNITS,
        ActivityMeasure.ENTRIES,
        ActivityMeasure.PRIZES,
    ),
    ActivityKind.DIALOGUE: (ActivityMeasure.PARTICIPANTS, ActivityMeasure.UNITS, ActivityMeasure.QUESTIONS),
}
USUAL_CHANNEL: Mapping[ActivityKind, Channel] = {
    ActivityKind.TRAINING: Channel.CLASS,
    ActivityKind.COMMUNICATION: Channel.PORTAL,
    ActivityKind.CONTEST: Channel.MEETING,
    ActivityKind.DIALOGUE: Channel.MEETING,
}


@dataclass(frozen=True, slots=True)
class Count:
    """One number counted of an activity by one channel."""

    measure: ActivityMeasure
    channel: Channel
    value: int


@dataclass(frozen=True, slots=True)
class Counted:
    """A stored number with what decides how it comes together with others."""

    activity_id: UUID
    agency_id: UUID
    kind: ActivityKind
    measure: ActivityMeasure
    channel: Channel
    value: int
    counted_on: date


@dataclass(frozen=True, slots=True)
class Total:
    """One figure over several activities; `activities` are those it came from."""

    kind: ActivityKind
    measure: ActivityMeasure
    channel: Channel
    value: int
    activities: int
    is_latest: bool


def checked_counts(counts: Sequence[Count]) -> list[Count]:
    """The counts, when none is below zero, beyond reason or there twice.

    :raises Refused: "count-wrong", "count-twice".
    """
    seen = set()
    for one in counts:
        if not 0 <= one.value <= MOST_COUNTED:
            raise Refused("count-wrong", f"“{one.measure.label}” phải là một số từ 0 trở lên.")
        key = (one.measure, one.channel)
        if key in seen:
            raise Refused(
                "count-twice",
                f"“{one.measure.label}” qua “{one.channel.label}” ghi hai lần. Gộp thành một dòng.",
            )
        seen.add(key)
    return list(counts)


def totals_of(counted: Iterable[Counted]) -> list[Total]:
    """By kind, measure and channel: sums, or for the measures of `LATEST` what each agency counted last, added over
    the agencies; in the order of the vocabularies."""
    groups: dict[tuple[ActivityKind, ActivityMeasure, Channel], list[Counted]] = defaultdict(list)
    for one in counted:
        groups[one.kind, one.measure, one.channel].append(one)
    kinds, measures, channels = list(ActivityKind), list(ActivityMeasure), list(Channel)
    ordered = sorted(
        groups.items(),
        key=lambda item: (kinds.index(item[0][0]), measures.index(item[0][1]), channels.index(item[0][2])),
    )
    return [
        Total(kind, measure, channel, joined(rows), len({row.activity_id for row in rows}), measure in LATEST)
        for (kind, measure, channel), rows in ordered
    ]


def joined(rows: Collection[Counted]) -> int:
    """One number of several of the same measure; those of `LATEST` by agency and channel, the last of each."""
    summed = sum(row.value for row in rows if row.measure not in LATEST)
    last: dict[tuple[UUID, ActivityMeasure, Channel], Counted] = {}
    for row in sorted(rows, key=lambda row: (row.counted_on, row.activity_id)):
        if row.measure in LATEST:
            last[row.agency_id, row.measure, row.channel] = row
    return summed + sum(row.value for row in last.values())
