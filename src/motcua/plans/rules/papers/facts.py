"""What the papers about a plan are made of. Names, numbers and days are given as they were; nothing is looked up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from motcua.documents.official.issuing import Issuing


@dataclass(frozen=True, slots=True)
class PlanNamed:
    """A plan as other papers name it: "Kế hoạch số 12/KH-SGDĐT ngày 05/01/2026 … về …"."""

    title: str
    number: str = ""
    symbol: str = ""
    on: date | None = None
    year: int | None = None
    kind: str = "Kế hoạch"


@dataclass(frozen=True, slots=True)
class TaskLine:
    """A task as an annex lists it. `term` in words, as the plan says it."""

    number: str
    content: str
    lead: str
    term: str
    product: str = ""
    partners: tuple[str, ...] = ()
    group: str = ""


@dataclass(frozen=True, slots=True)
class PlanPart:
    """A part of a plan's text: its title in capitals or not, paragraphs, points, and parts below it."""

    title: str
    paragraphs: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    parts: tuple[PlanPart, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanPaper:
    """A plan to be sent out. `opening` leads to the parts ("Thực hiện …, Sở … ban hành Kế hoạch … như sau:")."""

    issuing: Issuing
    title: str
    opening: tuple[str, ...]
    parts: tuple[PlanPart, ...]
    tasks: tuple[TaskLine, ...] = ()
    tasks_title: str = ""
    ending: str = ""


@dataclass(frozen=True, slots=True)
class ProgressLine:
    """How far a task is: `status` is the label it is grouped under, `progress` what the unit says of it."""

    number: str
    content: str
    lead: str
    term: str
    status: str
    progress: str = ""
    days_late: int = 0


@dataclass(frozen=True, slots=True)
class RequestLine:
    """A request to have a task changed, and what became of it."""

    unit: str
    task: str
    wish: str
    outcome: str


@dataclass(frozen=True, slots=True)
class TargetLine:
    """A target, what was reached, and whether that is enough ("Đạt", "Chưa đạt", "Không phát sinh")."""

    target: str
    wanted: str
    reached: str
    judged: str


@dataclass(frozen=True, slots=True)
class Figures:
    """The tasks of a period by how they stand; together they are all tasks."""

    done_in_time: int = 0
    done_late: int = 0
    in_time: int = 0
    near: int = 0
    late: int = 0
    without_term: int = 0
    cancelled: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return (
            self.done_in_time
            + self.done_late
            + self.in_time
            + self.near
            + self.late
            + self.without_term
            + self.cancelled
        )

    @property
    def done(self) -> int:
        """Those that are finished, in time or late."""
        return self.done_in_time + self.done_late


@dataclass(frozen=True, slots=True)
class ReportPaper:
    """A report on how a plan is being carried out. `units_sent` of `units` have sent in plans of their own."""

    issuing: Issuing
    plan: PlanNamed
    period: str
    counted_on: date
    figures: Figures
    lines: tuple[ProgressLine, ...]
    targets: tuple[TargetLine, ...] = ()
    requests: tuple[RequestLine, ...] = ()
    units: int = 0
    units_sent: int = 0
    units_missing: tuple[str, ...] = ()
    obstacles: tuple[str, ...] = ()
    proposals: tuple[str, ...] = ()
    next_steps: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReminderLine:
    """A task a unit is reminded of; `days` late or left to its term."""

    number: str
    content: str
    term: str
    days: int
    product: str = ""


@dataclass(frozen=True, slots=True)
class ReminderPaper:
    """A letter that reminds a unit of what is late and what is due soon. `answer_by` is when it should report."""

    issuing: Issuing
    unit: str
    plan: PlanNamed
    counted_on: date
    late: tuple[ReminderLine, ...] = ()
    near: tuple[ReminderLine, ...] = ()
    answer_by: date | None = None
    report_to: str = ""


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who takes part in an inspection."""

    name: str
    title: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class InspectedUnit:
    """A unit to be inspected, when, and why it was chosen. A surprise has no day told beforehand."""

    name: str
    when: str
    reason: str = ""
    is_surprise: bool = False


@dataclass(frozen=True, slots=True)
class DrawnUnit:
    """What the lot gave a unit; `place` is None for one that a decision put outside it."""

    place: int | None
    name: str
    code: str
    last_inspected_on: date | None
    ticket: str
    is_taken: bool
    reason: str


@dataclass(frozen=True, slots=True)
class InspectionPlanPaper:
    """A plan of inspections. `units_in_scope` is of how many the share is counted; `drawn_how` how they were chosen.
    `lots` is the whole draw, for whoever draws again; it becomes the annex."""

    issuing: Issuing
    subject: str
    opening: tuple[str, ...]
    aims: tuple[str, ...]
    points: tuple[str, ...]
    members: tuple[Member, ...]
    units: tuple[InspectedUnit, ...]
    units_in_scope: int
    drawn_how: str = ""
    period_checked: str = ""
    lots: tuple[DrawnUnit, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckLine:
    """A point of the check-list with its outcome and what was seen."""

    content: str
    outcome: str
    seen: str = ""


@dataclass(frozen=True, slots=True)
class FindingLine:
    """What is not as it should be, and the rule it was held against, as the inspector wrote it."""

    content: str
    basis: str = ""


@dataclass(frozen=True, slots=True)
class MinutesPaper:
    """The minutes of an inspection, read out and signed by both sides. Moments are those of Vietnam's clock."""

    issuing: Issuing
    unit: str
    subject: str
    decided_by: str
    began_at: datetime
    ended_at: datetime
    held_at: str
    members: tuple[Member, ...]
    present: tuple[Member, ...]
    checks: tuple[CheckLine, ...]
    strengths: tuple[str, ...] = ()
    findings: tuple[FindingLine, ...] = ()
    wishes: tuple[str, ...] = ()
    opinion: str = ""
    copies: int = 2


@dataclass(frozen=True, slots=True)
class RemedyLine:
    """What has to be put right, by whom and until when."""

    content: str
    who: str
    due: date | None


@dataclass(frozen=True, slots=True)
class ConclusionPaper:
    """The notice of what an inspection came to."""

    issuing: Issuing
    unit: str
    subject: str
    inspected_on: date
    minutes_on: date
    strengths: tuple[str, ...] = ()
    findings: tuple[FindingLine, ...] = ()
    remedies: tuple[RemedyLine, ...] = ()
    proposals: tuple[str, ...] = ()
    report_by: date | None = None
    report_to: str = ""
