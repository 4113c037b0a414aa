"""How far targets, tasks and duties are that a measure tells: computed, never typed.

However many are asked about, the measures take as many statements as they have sources of facts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from motcua.documents.reading.blocks import Place
from motcua.kernel.clock import local_day
from motcua.kernel.periods import Period
from motcua.plans.enums import Commitment, Direction, ItemSource, TargetStanding, VersionStatus
from motcua.plans.models import Duty, Plan, PlanVersion, Target, Task
from motcua.plans.ports import AskedValue, IndicatorValue, KnownIndicator, measures
from motcua.plans.rules.reading.found import FoundTarget
from motcua.plans.rules.targets import Measured, Suggestion, suggest_indicators
from motcua.plans.rules.targets.standing import (
    Counted,
    Reached,
    in_conflict,
    look_back,
    projected,
    share_of_way,
    standing_of,
)


@dataclass(frozen=True, slots=True)
class TargetNow:
    """A target with what was measured and how it stands. `is_conflict`: another target of the plan wants otherwise."""

    row: Target
    indicator: KnownIndicator | None
    value: IndicatorValue | None
    standing: TargetStanding
    is_conflict: bool = False
    projection: Fraction | None = None  # where the present pace leads until the end

    @property
    def is_strive(self) -> bool:
        """Whether it is only striven for."""
        return self.row.commitment == Commitment.STRIVE

    @property
    def projected_words(self) -> str:
        """Where the pace leads, rounded to one place, with the unit."""
        if self.projection is None or self.value is None:
            return ""
        said = f"{Decimal(round(self.projection * 10)) / 10:f}".replace(".", ",").removesuffix(",0")
        return f"{said} {self.value.unit}"


@dataclass(frozen=True, slots=True)
class WorkNow:
    """How far a task or duty is by its measure; `target` is what its plan wants of that measure."""

    indicator: KnownIndicator | None
    value: IndicatorValue | None
    target: Target | None

    @property
    def share(self) -> int | None:
        """How much of what is wanted is reached, in whole percent; None where that cannot be told."""
        if self.target is None or self.value is None or self.value.exact is None:
            return None
        if (self.target.unit == "%") != (self.value.unit == "%"):
            return None
        direction = Direction(self.target.direction)
        return share_of_way(direction=direction, number=self.target.number, exact=self.value.exact)


def known_indicators(at: datetime) -> list[KnownIndicator]:
    """The measures that a target or task can be tied to."""
    found = measures()
    return list(found.known(local_day(at))) if found else []


def suggested_for(text: str, *, known: Sequence[KnownIndicator]) -> list[Suggestion]:
    """The measures whose wording comes nearest to the text, best first; a person confirms one."""
    return suggest_indicators(
        _of_words(text), [Measured(each.code, each.name, each.synonyms) for each in known]
    )


def targets_now(version: PlanVersion, *, at: datetime) -> list[TargetNow]:
    """The targets of the version in order, each for the plan's agency in the plan's time: what is reached, and where
    the pace of the last weeks leads."""
    return targets_now_of([version], at=at)[version.pk]


def targets_now_of(versions: Sequence[PlanVersion], *, at: datetime) -> dict[UUID, list[TargetNow]]:
    """The same of many versions, by version; however many, as many statements as for one."""
    plans = {version.pk: version.plan for version in versions}
    rows: dict[UUID, list[Target]] = {pk: [] for pk in plans}
    for row in Target.objects.filter(version__in=plans).order_by("position"):
        rows[row.version_id].append(row)
    tied = [row for of_one in rows.values() for row in of_one if row.indicator]
    back = {pk: _back(plan, local_day(at)) for pk, plan in plans.items()}
    looked_back = [row for row in tied if back[row.version_id] is not None]
    values = _values(
        [
            *(_asked(row, plans, at) for row in tied),
            *(_asked(row, plans, at - timedelta(days=back[row.version_id] or 0)) for row in looked_back),
        ],
        at,
    )
    now = dict(zip(tied, values, strict=False))
    before = dict(zip(looked_back, values[len(tied) :], strict=True))
    names = _names(tied, at)
    found = {}
    for pk, of_one in rows.items():
        conflicts = in_conflict([_of_row(row) for row in of_one], [row.indicator for row in of_one])
        left = (plans[pk].period.upper - local_day(at)).days
        found[pk] = [
            _target_now(
                row,
                now.get(row),
                names,
                _projection(now.get(row), before.get(row), back[pk], left),
                left,
                place in conflicts,
            )
            for place, row in enumerate(of_one)
        ]
    return found


def _asked(row: Target, plans: Mapping[UUID, Plan], as_of: datetime) -> AskedValue:
    plan = plans[row.version_id]
    return AskedValue(row.indicator, plan.agency_id, Period(plan.period.lower, plan.period.upper), as_of)


def _back(plan: Plan, today: date) -> int | None:
    """How many days back the pace is taken from; None for a plan whose time is over."""
    if plan.period.upper <= today:
        return None
    return look_back(gone=(today - plan.period.lower).days)


def _target_now(
    row: Target,
    value: IndicatorValue | None,
    names: dict[str, KnownIndicator],
    projection: Fraction | None,
    left: int,
    is_conflict: bool,
) -> TargetNow:
    standing = standing_of(
        direction=Direction(row.direction),
        number=row.number,
        unit=row.unit,
        reached=Reached(value.exact, value.unit) if value else None,
        is_over=left <= 0,
        projection=projection,
    )
    return TargetNow(row, names.get(row.indicator), value, standing, is_conflict, projection)


def _projection(
    now: IndicatorValue | None, before: IndicatorValue | None, back: int | None, left: int
) -> Fraction | None:
    if now is None or before is None or back is None:
        return None
    return projected(
        now=Counted(now.numerator, now.denominator),
        before=Counted(before.numerator, before.denominator),
        days_between=back,
        days_left=left,
    )


def tasks_now(plan: Plan, tasks: Iterable[Task], *, at: datetime) -> dict[UUID, WorkNow]:
    """How far the tasks of the plan are that have a measure, for the plan's agency in the plan's time."""
    tied = [task for task in tasks if task.indicator]
    window = Period(plan.period.lower, plan.period.upper)
    asked = [AskedValue(task.indicator, plan.agency_id, window) for task in tied]
    return _work(tied, [plan.pk] * len(tied), asked, at)


def duties_now(duties: Iterable[Duty], *, at: datetime) -> dict[UUID, WorkNow]:
    """How far the duties are that have a measure, each for its unit in its own time."""
    tied = [duty for duty in duties if duty.task.indicator and duty.task.plan is not None]
    asked = [AskedValue(duty.task.indicator, duty.unit_id, _time_of(duty)) for duty in tied]
    tasks, plans = [duty.task for duty in tied], [duty.task.plan_id for duty in tied]
    return _work(tasks, plans, asked, at, keys=[duty.pk for duty in tied])


def _work(
    tasks: Sequence[Task],
    plan_ids: Sequence[UUID | None],
    asked: Sequence[AskedValue],
    at: datetime,
    *,
    keys: Sequence[UUID] = (),
) -> dict[UUID, WorkNow]:
    if not tasks:
        return {}
    names, targets = _names(tasks, at), _targets_of(plan_ids)
    values = _values(asked, at)
    return {
        key: WorkNow(
            names.get(task.indicator), value, targets.get((plan_id, task.indicator)) if plan_id else None
        )
        for key, task, plan_id, value in zip(
            keys or [task.pk for task in tasks], tasks, plan_ids, values, strict=True
        )
    }


def _targets_of(plan_ids: Sequence[UUID | None]) -> dict[tuple[UUID, str], Target]:
    """What each plan in force wants of each measure; what must be reached before what is striven for."""
    rows = Target.objects.filter(
        version__plan__in=set(plan_ids), version__status=VersionStatus.APPROVED
    ).exclude(indicator="")
    ordered = sorted(
        rows.select_related("version"), key=lambda row: (row.commitment != Commitment.STRIVE, -row.position)
    )
    return {(row.version.plan_id, row.indicator): row for row in ordered}


def _time_of(duty: Duty) -> Period:
    """From its first day to its last; without one, to the end of the plan."""
    plan = duty.task.plan
    assert plan is not None
    end = duty.due_on + timedelta(days=1) if duty.due_on else plan.period.upper
    return Period(min(duty.starts_on, end - timedelta(days=1)), end)


def _values(asked: Sequence[AskedValue], at: datetime) -> Sequence[IndicatorValue | None]:
    found = measures()
    return found.values(asked, at=at) if found and asked else [None] * len(asked)


def _names(tied: Sequence[Target | Task], at: datetime) -> dict[str, KnownIndicator]:
    return {each.code: each for each in known_indicators(at)} if tied else {}


def _of_row(row: Target) -> FoundTarget:
    """The row as the rules compare targets."""
    return FoundTarget(
        number=row.number,
        unit=row.unit,
        direction=Direction(row.direction),
        commitment=Commitment(row.commitment),
        measures=row.measures,
        text=row.text or row.measures,
        source=ItemSource.TEXT,
        place=Place(),
    )


def _of_words(text: str) -> FoundTarget:
    return FoundTarget(
        Decimal(0), "%", Direction.AT_LEAST, Commitment.MUST, text, text, ItemSource.TEXT, Place()
    )
