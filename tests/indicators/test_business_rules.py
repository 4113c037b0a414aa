"""Rules on doing business that were cut or made simpler, and what they cost: of the register and of the catalogue."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from tests.cast import Bodies
from tests.publishing import Publish
from tests.reviews.conditions.test_keep import SAID, mark

from motcua.accounts.models import Person
from motcua.indicators.enums import Dimension, Side
from motcua.indicators.queries.measuring import measure
from motcua.indicators.queries.rows import rows_of
from motcua.indicators.rules.measures import Figure
from motcua.kernel.periods import Period
from motcua.organisations.enums import PowerSource
from motcua.organisations.models import Power
from motcua.reviews.actions.business import mark_business
from motcua.reviews.actions.conditions import Cost, enter_condition, mark_condition
from motcua.reviews.enums import ConditionState, RuleKind
from motcua.reviews.models import BusinessCondition
from motcua.reviews.queries.conditions import balance
from motcua.reviews.rules.conditions.standing import Marked

pytestmark = pytest.mark.django_db
YEAR = Period(date(2026, 1, 1), date(2027, 1, 1))
NUMBER, COST, COSTED = (
    "business_rules_cut_rate",
    "business_rules_cost_cut_rate",
    "business_rules_costed_rate",
)


def figure(code: str, window: Period = YEAR, **asked: Any) -> Figure | None:
    return measure(code, **{"agency_id": None, "window": window, **asked}).figure


@pytest.fixture
def register(bodies: Bodies, control_focal_officer: Person, moment: datetime) -> list[BusinessCondition]:
    """A condition of 100 đồng a year, a report of 60, an inspection of whose cost nobody knows."""
    facts: dict[str, Any] = {"agency_id": bodies.department.pk, "by": control_focal_officer, "at": moment}
    said = [
        replace(SAID, cost_per_year_vnd=100, cost_source="Phiếu"),
        replace(SAID, rule_kind=RuleKind.REPORT, cost_per_year_vnd=60, cost_source="Phiếu"),
        replace(SAID, rule_kind=RuleKind.INSPECTION),
    ]
    return [enter_condition(code=f"Q-{place}", wording=one, **facts) for place, one in enumerate(said)]


def test_cut_and_amended_of_those_there_were(
    register: list[BusinessCondition],
    bodies: Bodies,
    control_focal_officer: Person,
    outsider: Person,
    moment: datetime,
    today: date,
) -> None:
    condition, report, _inspection = register
    assert (figure(NUMBER), figure(COST), figure(COSTED)) == (Figure(0, 3), Figure(0, 160), Figure(2, 3))
    later = moment + timedelta(days=1)
    mark(condition, ConditionState.CUT, control_focal_officer, later, decision="1/QĐ")
    mark_condition(
        condition_id=report.pk,
        mark=Marked(ConditionState.AMENDED, later.date(), "2/QĐ"),
        text="Hai năm một lần",
        cost=Cost(20, "Phiếu"),
        by=control_focal_officer,
        at=later,
    )
    assert (figure(NUMBER), figure(COST)) == (Figure(2, 3), Figure(140, 160))
    assert figure(NUMBER, as_of=later - timedelta(hours=1)) == Figure(0, 3)
    assert figure(NUMBER, Period(date(2027, 1, 1), date(2028, 1, 1))) == Figure(0, 2)
    assert figure(NUMBER, agency_id=bodies.other_department.pk) == Figure(0, 0)
    parted = measure(NUMBER, agency_id=None, window=YEAR, by=Dimension.RULE)
    parts = {part.key: part.figure for part in parted.parts}
    assert parts["condition"] == parts["report"] == Figure(1, 1)
    assert parts["inspection"] == Figure(0, 1)
    asked: dict[str, Any] = {"agency_id": None, "window": YEAR, "on": today}
    assert set(rows_of(NUMBER, person=control_focal_officer, **asked)) == {condition, report}
    assert not rows_of(NUMBER, person=outsider, side=Side.DENOMINATOR, **asked).exists()
    whole = balance(bodies.department.pk, since=YEAR.start, on=later.date()).whole
    assert (whole.before, whole.cut + whole.simplified, whole.uncosted) == (3, 2, 1)
    assert (whole.cost_before_vnd, whole.cost_now_vnd) == (160, 20)


def test_procedures_that_concern_business_are_counted_once(
    publish: Publish, bodies: Bodies, control_focal_officer: Person, moment: datetime
) -> None:
    marked = [publish(code, name=f"Cấp phép {code}") for code in ("1.800001", "1.800002")]
    publish("1.800003", name="Chuyển trường")
    for code in ("1.800001", "1.800002", "1.800003"):
        Power.objects.create(
            matter=f"procedure:{code}",
            source=PowerSource.STATUTORY,
            in_force=DateRange(date(2025, 7, 1), None),
            holder=bodies.department,
        )
    facts: dict[str, Any] = {"agency_id": bodies.department.pk, "by": control_focal_officer, "at": moment}
    for reason in ("Phụ lục I", "Phụ lục II"):
        mark_business(procedure_ids=[one.pk for one in marked], concerns=True, reason=reason, **facts)
    place = {"agency_id": bodies.department.pk}
    assert figure(NUMBER, **place) == Figure(0, 2)
    assert figure(NUMBER, agency_id=bodies.other_department.pk) == Figure(0, 0)
    publish("1.800001", since=date(2026, 9, 1), name="Cấp phép 1.800001", components=())
    assert figure(NUMBER, **place) == Figure(1, 2)
    found = balance(bodies.department.pk, since=YEAR.start, on=moment.date()).kinds[RuleKind.PROCEDURE]
    assert (found.before, found.cut, found.simplified) == (2, 0, 1)
