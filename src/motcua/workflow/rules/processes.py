"""What an internal process says, as plain data: its steps, where their acts lead, the shares of time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from uuid import UUID

from motcua.accounts.enums import Role
from motcua.deadlines.rules.limits import Limit
from motcua.workflow.enums import Act, StepKind
from motcua.workflow.rules.shares import in_minutes, part_of


@dataclass(frozen=True, slots=True)
class Body:
    """An agency as a process names it. Files know its code alone, so that alone makes two of them equal."""

    code: str
    id: UUID | None = field(default=None, compare=False)
    name: str = field(default="", compare=False)

    def __str__(self) -> str:
        return self.name or self.code


@dataclass(frozen=True, slots=True)
class LegContent:
    """One agency's share of an interconnected process; without an agency it is the competent one."""

    key: str
    position: int
    title: str
    agency: Body | None = None
    limit: Limit | None = None
    is_lead: bool = False

    @property
    def agency_id(self) -> UUID | None:
        """The agency by its identifier; None for the competent one."""
        return self.agency.id if self.agency else None


@dataclass(frozen=True, slots=True)
class MoveContent:
    """Where an act leads; `label` tells moves of one act apart."""

    act: Act
    to_key: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class ConsultationContent:
    """An opinion asked for while the step's own time runs; without an agency the officer chooses whom."""

    question: str
    agency: Body | None = None
    limit: Limit | None = None

    @property
    def agency_id(self) -> UUID | None:
        """Who is asked, by identifier; None when the officer chooses."""
        return self.agency.id if self.agency else None


@dataclass(frozen=True, slots=True)
class StepContent:
    """One piece of work. `unit` is a division; None means the agency that holds the dossier.

    `share_minutes` is working time. Where the share is `share_percent` of the limit, the minutes are None until
    the process is applied to a limit (`ProcessContent.applied_to`). Only a draft may lack a role.
    """

    key: str
    position: int
    name: str
    kind: StepKind
    role: Role | None
    unit: Body | None = None
    leg_key: str = ""
    share_minutes: int | None = None
    share_percent: Decimal | None = None
    acts: frozenset[Act] = frozenset()
    moves: tuple[MoveContent, ...] = ()
    consultations: tuple[ConsultationContent, ...] = ()
    papers: str = ""
    output: str = ""

    @property
    def unit_id(self) -> UUID | None:
        """The division by its identifier; None for the holding agency itself."""
        return self.unit.id if self.unit else None

    @property
    def next_keys(self) -> tuple[tuple[Act, str], ...]:
        """The acts that lead somewhere, with the key of the step they lead to."""
        return tuple((move.act, move.to_key) for move in self.moves)

    @property
    def responsible(self) -> Role:
        """The one role that answers for the step: a published process has it.

        :raises ValueError: for a step of a draft that has none.
        """
        if self.role is None:
            raise ValueError(f"step {self.key} has no role")
        return self.role

    def allows(self, act: Act) -> bool:
        """Whether the step lets its officer do `act`."""
        return act in self.acts


@dataclass(frozen=True, slots=True)
class ProcessContent:
    """A whole process. `limit` None means the limit of the procedure it is used for."""

    name: str
    steps: tuple[StepContent, ...]
    legs: tuple[LegContent, ...] = ()
    limit: Limit | None = None
    document: str = ""
    matter: str = ""
    agency: Body | None = None
    is_express: bool = False
    version_id: UUID | None = field(default=None, compare=False)

    def first(self) -> StepContent:
        """The step at which a dossier begins."""
        return self.steps[0]

    def last(self) -> StepContent:
        """The step that ends the work."""
        return self.steps[-1]

    def find(self, key: str) -> StepContent | None:
        """The step with this key; None when there is none."""
        return next((step for step in self.steps if step.key == key), None)

    def step(self, key: str) -> StepContent:
        """The step with this key.

        :raises KeyError: when there is none.
        """
        found = self.find(key)
        if found is None:
            raise KeyError(key)
        return found

    def leg(self, key: str) -> LegContent | None:
        """The leg with this key; None for "" and for a process of one agency."""
        return next((leg for leg in self.legs if leg.key == key), None)

    def leg_of(self, step: StepContent) -> LegContent | None:
        """The leg in which the step stands."""
        return self.leg(step.leg_key)

    def next_of(self, key: str, act: Act) -> list[StepContent]:
        """Where `act` leads from the step, in the order of the table; empty when it leads nowhere."""
        return [self.step(move.to_key) for move in self.step(key).moves if move.act is act]

    def shares(self, total_minutes: int | None) -> Mapping[str, int | None]:
        """The working minutes of each step when the whole has `total_minutes`; None where nothing is set.

        A percentage is taken of the leg's limit where the leg has one, and rounded down, so that parts never
        add up to more than the whole.
        """
        limits = {leg.key: in_minutes(leg.limit) if leg.limit else None for leg in self.legs}
        return {
            step.key: step.share_minutes
            if step.share_percent is None
            else part_of(limits.get(step.leg_key) or total_minutes, step.share_percent)
            for step in self.steps
        }

    def applied_to(self, limit: Limit) -> ProcessContent:
        """The process for a matter with this limit: every share in minutes. Its own limit, if any, gives way."""
        shares = self.shares(in_minutes(limit))
        steps = tuple(replace(step, share_minutes=shares[step.key]) for step in self.steps)
        return replace(self, limit=limit, steps=steps)
