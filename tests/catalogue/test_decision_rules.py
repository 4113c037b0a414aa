"""The closed table of a decision's moves, and its clocks."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from motcua.catalogue.enums import DecisionScope, DecisionStage
from motcua.catalogue.rules.decisions import (
    MOVES,
    ClockKind,
    DecisionFacts,
    DecisionVerb,
    Term,
    Terms,
    clocks,
    next_stage,
    verbs_at,
)

ALLOWED = {
    DecisionStage.DRAFT: "edit send_to_check withdraw",
    DecisionStage.UNDER_CONTROL_CHECK: "send_back submit withdraw",
    DecisionStage.SUBMITTED_TO_CHAIRMAN: "send_back promulgate withdraw",
    DecisionStage.PROMULGATED: "record_publication",
    DecisionStage.WITHDRAWN: "",
}

PROVINCE = Terms(Term(5, "5 days"), Term(5, "5 working days"), Term(5, "5 working days"))
SHORTENED = Terms(Term(3, "3 days"), Term(5, "5 working days"), Term(2, "2 working days"))


@pytest.mark.parametrize("stage", DecisionStage)
@pytest.mark.parametrize("verb", DecisionVerb)
def test_every_verb_at_every_stage(stage: DecisionStage, verb: DecisionVerb) -> None:
    assert (next_stage(stage=stage, verb=verb) is not None) == (verb.value in ALLOWED[stage].split())


@pytest.mark.parametrize("stage", DecisionStage)
def test_the_verbs_offered_are_those_that_work(stage: DecisionStage) -> None:
    assert [verb.value for verb in verbs_at(stage=stage)] == ALLOWED[stage].split()


def test_nothing_leaves_the_last_stages() -> None:
    ends = {DecisionStage.PROMULGATED, DecisionStage.WITHDRAWN}
    assert all(after == stage for (stage, _), after in MOVES.items() if stage in ends)


def weekdays_on(day: date, count: int) -> date:
    step = 1 if count > 0 else -1
    while count:
        day += timedelta(days=step)
        if day.weekday() < 5:
            count -= step
    return day


def weekdays_between(start: date, end: date) -> int:
    return sum(1 for n in range(1, (end - start).days + 1) if (start + timedelta(days=n)).weekday() < 5)


def of(
    today: date = date(2026, 3, 30), shortened: bool = False, **days: date
) -> dict[ClockKind, tuple[date, int]]:
    facts = DecisionFacts(
        scope=DecisionScope.PROVINCE,
        is_shortened=shortened,
        signed_on=days.get("signed"),
        act_effective_on=days.get("effective"),
        published_on=days.get("published"),
    )
    found = clocks(
        facts=facts,
        terms=SHORTENED if shortened else PROVINCE,
        today=today,
        add_working_days=weekdays_on,
        working_days_between=weekdays_between,
    )
    return {clock.kind: (clock.due_on, clock.late_days) for clock in found}


def test_signed_on_the_last_day_is_in_time_by_law_but_late_by_the_index() -> None:
    # Effective Monday 16 March 2026: five days before is Wednesday 11, five working days before is Monday 9.
    found = of(effective=date(2026, 3, 16), signed=date(2026, 3, 11), published=date(2026, 3, 18))
    assert found[ClockKind.PROMULGATION_BY_LAW] == (date(2026, 3, 11), 0)
    assert found[ClockKind.PROMULGATION_BY_INDEX] == (date(2026, 3, 9), 2)
    assert found[ClockKind.PUBLICATION] == (date(2026, 3, 18), 0)


def test_a_day_later_is_late() -> None:
    found = of(effective=date(2026, 3, 16), signed=date(2026, 3, 12), published=date(2026, 3, 20))
    assert found[ClockKind.PROMULGATION_BY_LAW] == (date(2026, 3, 11), 1)
    assert found[ClockKind.PUBLICATION] == (date(2026, 3, 19), 1)


def test_shortened_procedure_counts_forward() -> None:
    found = of(shortened=True, effective=date(2026, 3, 16), signed=date(2026, 3, 20))
    assert found[ClockKind.PROMULGATION_BY_LAW] == (date(2026, 3, 19), 1)
    assert found[ClockKind.PUBLICATION] == (date(2026, 3, 24), 4)
    assert ClockKind.PROMULGATION_BY_INDEX not in found


def test_what_has_not_happened_is_late_only_after_its_day() -> None:
    assert of(today=date(2026, 3, 11), effective=date(2026, 3, 16))[ClockKind.PROMULGATION_BY_LAW][1] == 0
    assert of(today=date(2026, 3, 13), effective=date(2026, 3, 16))[ClockKind.PROMULGATION_BY_LAW][1] == 2
    assert of() == {}
