"""The life of a promulgation decision, and whether it came and was published in time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from motcua.catalogue.enums import ChangeKind, DecisionScope, DecisionStage


class DecisionVerb(StrEnum):
    """What can be done with a decision as a whole."""

    EDIT = "edit"
    SEND_TO_CHECK = "send_to_check"
    SEND_BACK = "send_back"
    SUBMIT = "submit"
    PROMULGATE = "promulgate"
    WITHDRAW = "withdraw"
    RECORD_PUBLICATION = "record_publication"


MOVES: dict[tuple[DecisionStage, DecisionVerb], DecisionStage] = {
    (DecisionStage.DRAFT, DecisionVerb.EDIT): DecisionStage.DRAFT,
    (DecisionStage.DRAFT, DecisionVerb.SEND_TO_CHECK): DecisionStage.UNDER_CONTROL_CHECK,
    (DecisionStage.DRAFT, DecisionVerb.WITHDRAW): DecisionStage.WITHDRAWN,
    (DecisionStage.UNDER_CONTROL_CHECK, DecisionVerb.SEND_BACK): DecisionStage.DRAFT,
    (DecisionStage.UNDER_CONTROL_CHECK, DecisionVerb.SUBMIT): DecisionStage.SUBMITTED_TO_CHAIRMAN,
    (DecisionStage.UNDER_CONTROL_CHECK, DecisionVerb.WITHDRAW): DecisionStage.WITHDRAWN,
    (DecisionStage.SUBMITTED_TO_CHAIRMAN, DecisionVerb.SEND_BACK): DecisionStage.DRAFT,
    (DecisionStage.SUBMITTED_TO_CHAIRMAN, DecisionVerb.PROMULGATE): DecisionStage.PROMULGATED,
    (DecisionStage.SUBMITTED_TO_CHAIRMAN, DecisionVerb.WITHDRAW): DecisionStage.WITHDRAWN,
    (DecisionStage.PROMULGATED, DecisionVerb.RECORD_PUBLICATION): DecisionStage.PROMULGATED,
}

NEEDS_VERSION = frozenset({ChangeKind.NEW, ChangeKind.AMENDED, ChangeKind.STANDARDISED})
ENDS_PROCEDURE = frozenset({ChangeKind.REPLACED, ChangeKind.REPEALED})


def next_stage(*, stage: DecisionStage, verb: DecisionVerb) -> DecisionStage | None:
    """The stage after `verb`, or None where the verb is not possible."""
    return MOVES.get((stage, verb))


def verbs_at(*, stage: DecisionStage) -> list[DecisionVerb]:
    """What can be done at `stage`, in the order of the work."""
    return [verb for verb in DecisionVerb if (stage, verb) in MOVES]


class ClockKind(StrEnum):
    """Which duty a clock watches."""

    PROMULGATION_BY_LAW = "promulgation_by_law"
    PROMULGATION_BY_INDEX = "promulgation_by_index"
    PUBLICATION = "publication"


@dataclass(frozen=True, slots=True)
class DecisionFacts:
    """The days of a decision that its clocks look at; None where the day is not known."""

    scope: DecisionScope
    is_shortened: bool
    signed_on: date | None
    act_effective_on: date | None
    published_on: date | None


@dataclass(frozen=True, slots=True)
class DutyClock:
    """A duty with its last day. `late_days` counts in the duty's own unit, 0 when in time or not yet due."""

    kind: ClockKind
    due_on: date
    done_on: date | None
    late_days: int
    in_working_days: bool
    basis: str

    @property
    def is_late(self) -> bool:
        return self.late_days > 0


@dataclass(frozen=True, slots=True)
class Term:
    """A legal number of days with its basis."""

    days: int
    basis: str


@dataclass(frozen=True, slots=True)
class Terms:
    """The legal numbers in force for one decision; None where no rule sets one."""

    lead: Term | None
    index_lead: Term | None
    publication: Term | None


def clocks(
    *,
    facts: DecisionFacts,
    terms: Terms,
    today: date,
    add_working_days: Callable[[date, int], date],
    working_days_between: Callable[[date, date], int],
) -> list[DutyClock]:
    """The duties of a decision whose days are known, as they stand on `today`.

    `add_working_days(day, n)` moves n working days on (back when negative);
    `working_days_between(a, b)` counts the working days after `a` up to and including `b`.

    Basis: NĐ 63/2010/NĐ-CP art. 15 (decision at least 20 or 5 days before the act takes effect, within 3 days in
    shortened procedure), art. 24(2) (publication); QĐ 766/QĐ-TTg indicators 1.1 and 1.2 (in working days).
    """
    found: list[DutyClock] = []
    if facts.act_effective_on is not None and terms.lead is not None:
        # In shortened procedure the act is in force already and the decision follows it.
        days = terms.lead.days if facts.is_shortened else -terms.lead.days
        due = facts.act_effective_on + timedelta(days=days)
        late = max(0, ((facts.signed_on or today) - due).days)
        found.append(
            DutyClock(ClockKind.PROMULGATION_BY_LAW, due, facts.signed_on, late, False, terms.lead.basis)
        )
    if facts.act_effective_on is not None and terms.index_lead is not None and not facts.is_shortened:
        due = add_working_days(facts.act_effective_on, -terms.index_lead.days)
        late = max(0, working_days_between(due, facts.signed_on or today))
        found.append(
            DutyClock(
                ClockKind.PROMULGATION_BY_INDEX, due, facts.signed_on, late, True, terms.index_lead.basis
            )
        )
    if facts.signed_on is not None and terms.publication is not None:
        due = add_working_days(facts.signed_on, terms.publication.days)
        late = max(0, working_days_between(due, facts.published_on or today))
        found.append(
            DutyClock(ClockKind.PUBLICATION, due, facts.published_on, late, True, terms.publication.basis)
        )
    return found
