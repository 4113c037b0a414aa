"""What was reviewed, which approved proposals were carried out, which conditions were cut: numbers and their rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from tests.cast import Bodies
from tests.publishing import Publish
from tests.reviews.conditions.test_keep import SAID, mark
from tests.reviews.rounds.conftest import Reviewing
from tests.reviews.rounds.conftest import reviewing as reviewing

from motcua.accounts.models import Person
from motcua.catalogue.enums import ProcedureKind
from motcua.indicators.enums import Dimension, Side
from motcua.indicators.queries.for_plans import ForPlans
from motcua.indicators.queries.measuring import measure
from motcua.indicators.queries.rows import rows_of
from motcua.indicators.rules.measures import Figure
from motcua.kernel.clock import VIETNAM
from motcua.kernel.periods import Period
from motcua.organisations.enums import PowerSource
from motcua.organisations.models import Power
from motcua.plans.ports import AskedValue
from motcua.reviews.actions.conditions import enter_condition
from motcua.reviews.actions.rounds.forms import hand_in_form, send_back_form
from motcua.reviews.actions.rounds.tracking import carry_out_proposal
from motcua.reviews.enums import ConditionState, RuleKind
from motcua.reviews.models import BusinessCondition

pytestmark = pytest.mark.django_db
YEAR = Period(date(2026, 1, 1), date(2027, 1, 1))
NEXT = Period(date(2027, 1, 1), date(2028, 1, 1))
REVIEWED, INTERNAL = "public_reviewed_rate", "reviewed_rate"
EXECUTED, INTERNAL_EXECUTED = "simplification_executed_rate", "internal_simplification_executed_rate"
CUT = "conditions_cut_rate"
ALWAYS = DateRange(date(2025, 7, 1), None)


def figure(code: str, window: Period = YEAR, **asked: Any) -> Figure | None:
    return measure(code, **{"agency_id": None, "window": window, **asked}).figure


def rows(code: str, person: Person | None, on: date, side: Side = Side.NUMERATOR, **asked: Any) -> list[Any]:
    return list(
        rows_of(code, **{"agency_id": None, "window": YEAR, **asked}, side=side, person=person, on=on)
    )


def test_handed_in_is_reviewed_until_it_is_sent_back(reviewing: Reviewing, moment: datetime) -> None:
    item = reviewing.filled()
    assert figure(REVIEWED) == Figure(0, 2)
    hour = timedelta(hours=1)
    hand_in_form(item_id=item.pk, by=reviewing.officer, at=moment + hour)
    assert figure(REVIEWED) == Figure(1, 2)
    assert figure(REVIEWED, as_of=moment + hour) == Figure(0, 2)
    send_back_form(item_id=item.pk, reason="Thiếu căn cứ", by=reviewing.keeper, at=moment + 2 * hour)
    assert figure(REVIEWED) == Figure(0, 2)
    assert figure(REVIEWED, as_of=moment + 2 * hour) == Figure(1, 2)
    assert figure(REVIEWED, NEXT) == Figure(0, 2)


def test_behind_it_stand_the_procedures(reviewing: Reviewing, bodies: Bodies, today: date) -> None:
    reviewing.accepted()
    first, second = reviewing.procedures
    assert rows(REVIEWED, reviewing.officer, today) == [first]
    assert set(rows(REVIEWED, None, today, Side.DENOMINATOR)) == {first, second}
    parted = measure(REVIEWED, agency_id=None, window=YEAR, by=Dimension.PROCEDURE)
    assert {part.key: part.figure for part in parted.parts} == {
        str(first.pk): Figure(1, 1),
        str(second.pk): Figure(0, 1),
    }
    Power.objects.create(
        matter=f"procedure:{first.code}",
        source=PowerSource.STATUTORY,
        in_force=ALWAYS,
        holder=bodies.other_department,
    )
    assert figure(REVIEWED, agency_id=bodies.other_department.pk) == Figure(0, 1)  # reviewed by another


def test_internal_procedures_are_counted_apart(
    reviewing: Reviewing, publish: Publish, bodies: Bodies
) -> None:
    own = publish("NB.01", kind=ProcedureKind.INTERNAL, name="Thủ tục nội bộ thứ nhất")
    publish("NB.02", kind=ProcedureKind.INTERNAL, name="Thủ tục nội bộ thứ hai")
    inside = replace(reviewing, procedures=(own, reviewing.procedures[1]))
    proposal = inside.decided()
    assert figure(INTERNAL) == Figure(1, 2)
    assert figure(REVIEWED) == Figure(0, 2)
    assert (figure(INTERNAL_EXECUTED), figure(EXECUTED)) == (Figure(0, 1), Figure(0, 1))
    done: dict[str, Any] = {"carried_out_on": proposal.decided_on, "note": "Quyết định 12/QĐ-SGDĐT"}
    carry_out_proposal(
        proposal_id=proposal.pk, **done, by=inside.keeper, at=inside.moment + timedelta(days=1)
    )
    assert (figure(INTERNAL_EXECUTED), figure(EXECUTED)) == (Figure(1, 1), Figure(1, 1))


def test_what_is_approved_is_owed_until_it_is_carried_out(
    reviewing: Reviewing, bodies: Bodies, outsider: Person, today: date
) -> None:
    assert measure(EXECUTED, agency_id=None, window=YEAR).says == "không phát sinh"
    proposal = reviewing.decided()
    assert figure(EXECUTED, as_of=reviewing.moment) == Figure(0, 0)
    assert figure(EXECUTED) == figure(EXECUTED, NEXT) == Figure(0, 1)
    later = datetime(2027, 2, 2, 9, tzinfo=VIETNAM)
    day: dict[str, Any] = {"carried_out_on": date(2027, 2, 1), "note": "Đã cấu hình lại quy trình"}
    carry_out_proposal(proposal_id=proposal.pk, **day, by=reviewing.keeper, at=later)
    assert figure(EXECUTED) == Figure(0, 1)
    assert figure(EXECUTED, NEXT) == Figure(1, 1)
    assert figure(EXECUTED, NEXT, as_of=later) == Figure(0, 1)
    assert figure(EXECUTED, Period(date(2028, 1, 1), date(2029, 1, 1))) == Figure(0, 0)
    assert figure(INTERNAL_EXECUTED) == Figure(0, 0)
    assert figure(EXECUTED, agency_id=bodies.exam_division.pk) == Figure(0, 1)
    assert figure(EXECUTED, agency_id=bodies.other_department.pk) == Figure(0, 0)
    assert rows(EXECUTED, reviewing.keeper, today, window=NEXT) == [proposal]
    assert rows(EXECUTED, outsider, today, window=NEXT) == []


Enter = Callable[[str], BusinessCondition]


@pytest.fixture
def enter(bodies: Bodies, handling_officer: Person, moment: datetime) -> Enter:
    return lambda code: enter_condition(
        code=code, wording=SAID, agency_id=bodies.exam_division.pk, by=handling_officer, at=moment
    )


def test_of_the_conditions_listed_as_unnecessary_those_abolished(
    enter: Enter,
    control_focal_officer: Person,
    outsider: Person,
    bodies: Bodies,
    moment: datetime,
    today: date,
) -> None:
    by, listed = control_focal_officer, ConditionState.UNNECESSARY
    cut, kept, needed, unlisted, unseen = (enter(f"DK-{number}") for number in range(5))
    report = replace(SAID, rule_kind=RuleKind.REPORT)  # no condition, and not counted as one
    enter_condition(code="BC-1", wording=report, agency_id=cut.agency_id, by=by, at=moment)
    for one in (cut, kept, needed):
        mark(one, listed, by, moment, reason="Không còn cần")
    mark(needed, ConditionState.NEEDED, by, moment + timedelta(days=1))
    mark(unlisted, ConditionState.CUT, by, moment + timedelta(days=1), decision="1/QĐ")
    mark(cut, ConditionState.CUT, by, moment + timedelta(days=1), decision="2/QĐ")
    assert figure(CUT) == Figure(1, 2)
    assert figure(CUT, as_of=moment + timedelta(hours=1)) == Figure(0, 3)
    assert figure(CUT, Period(date(2026, 1, 1), date(2026, 2, 1))) == Figure(0, 0)
    assert figure("business_conditions", agency_id=bodies.department.pk) == Figure(5, None)
    assert figure(CUT, agency_id=bodies.other_department.pk) == Figure(0, 0)
    assert rows(CUT, by, today) == [cut]
    assert set(rows(CUT, None, today, Side.DENOMINATOR)) == {cut, kept}
    assert unseen in rows("business_conditions", by, today)
    assert rows("business_conditions", outsider, today) == []


def test_plans_are_told_how_much_of_the_internal_was_reviewed(
    reviewing: Reviewing, publish: Publish, bodies: Bodies
) -> None:
    own = publish("NB.01", kind=ProcedureKind.INTERNAL, name="Thủ tục nội bộ")
    Power.objects.create(
        matter="procedure:NB.01", source=PowerSource.STATUTORY, in_force=ALWAYS, holder=bodies.department
    )
    replace(reviewing, procedures=(own,)).accepted()
    asked = AskedValue(INTERNAL, bodies.department.pk, YEAR, None)
    [value] = ForPlans().values([asked], at=datetime(2026, 12, 1, 9, tzinfo=VIETNAM))
    assert value is not None
    assert (value.numerator, value.denominator, value.words) == (1, 1, "100 %")
