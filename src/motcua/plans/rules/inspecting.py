"""What a round and an inspection must have before they go on, and what an agency sets for them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from motcua.plans.enums import CheckResult, InspectionKind, InspectionStatus

# Before these nothing has been looked at; in these nothing more is to come.
WAITING = frozenset({InspectionStatus.PLANNED, InspectionStatus.NOTIFIED})
ENDED_INSPECTIONS = frozenset(
    {InspectionStatus.CONCLUDED, InspectionStatus.CLOSED, InspectionStatus.CANCELLED}
)
# In these the unit has been inspected.
DONE_INSPECTIONS = frozenset(
    {
        InspectionStatus.HELD,
        InspectionStatus.CONCLUDED,
        InspectionStatus.FOLLOWED,
        InspectionStatus.CLOSED,
    }
)
_WANTS_NOTE = frozenset({CheckResult.PARTLY, CheckResult.NOT_MET})


@dataclass(frozen=True, slots=True)
class Ways:
    """How an agency inspects: percent of units at least, what that rests on, years in which nobody is drawn again
    before the others, days before which a unit is told."""

    least_share: int
    share_basis: str
    avoid_years: int
    notice_days: int


# Until the agency sets its own.
USUAL_WAYS = Ways(
    least_share=30,
    share_basis="Chỉ tiêu kiểm tra trong kế hoạch cải cách hành chính hằng năm: ít nhất 30% số phòng, đơn vị",
    avoid_years=2,
    notice_days=3,
)


def checked_ways(*, least_share: int, share_basis: str, avoid_years: int, notice_days: int) -> Ways:
    """The ways, when they are possible.

    :raises ValueError: with the name of the field that is not.
    """
    for name, value, most in (
        ("least_share", least_share, 100),
        ("avoid_years", avoid_years, 10),
        ("notice_days", notice_days, 60),
    ):
        if not 0 <= value <= most:
            raise ValueError(name)
    if not least_share:
        raise ValueError("least_share")
    return Ways(least_share, share_basis, avoid_years, notice_days)


def told_by(*, planned_on: date, notice_days: int) -> date:
    """The last day on which the unit may be told of an inspection on `planned_on`."""
    return planned_on - timedelta(days=notice_days)


def may_be_held(*, kind: InspectionKind, status: InspectionStatus) -> bool:
    """Whether people may be at the unit now: one by plan only once the unit was told, a surprise at once."""
    return status is InspectionStatus.NOTIFIED or (
        kind is InspectionKind.SURPRISE and status is InspectionStatus.PLANNED
    )


@dataclass(frozen=True, slots=True)
class Answered:
    """What was said of one item of a check-list."""

    result: CheckResult
    note: str = ""


def lacks_of_answers(
    *, questions: Iterable[tuple[int, int]], answers: Mapping[int, Answered]
) -> tuple[str, ...]:
    """What is missing before the inspection can be ended; `questions` are pairs of item and its place in the list.

    Each item has an answer, and whatever is not met says what was seen.
    """
    lacks = []
    for item, place in questions:
        answer = answers.get(item)
        if answer is None:
            lacks.append(f"mục {place} chưa có kết quả")
        elif answer.result in _WANTS_NOTE and not answer.note:
            lacks.append(f"mục {place} chưa ghi điều đã thấy")
    return tuple(lacks)


@dataclass(frozen=True, slots=True)
class Reached:
    """How many of the units were inspected, against the share that is wanted."""

    inspected: int
    units: int
    least_share: int

    @property
    def share(self) -> float:
        """The share, 0 to 1; 0 of no unit."""
        return self.inspected / self.units if self.units else 0.0

    @property
    def is_enough(self) -> bool:
        """Whether at least the wanted share was inspected; never of no unit."""
        return self.units > 0 and self.inspected * 100 >= self.least_share * self.units
