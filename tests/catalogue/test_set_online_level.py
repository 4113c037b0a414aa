"""How far a procedure is offered online, by agency and period."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from motcua.accounts.models import Person
from motcua.catalogue.actions.online_services import set_online_level
from motcua.catalogue.enums import OnlineLevel, ProcedureKind
from motcua.catalogue.models import OnlineService, Procedure
from motcua.kernel.models import JournalEntry
from motcua.kernel.refusals import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def procedure() -> Procedure:
    return Procedure.objects.create(code="3.000465", kind=ProcedureKind.MINISTRY)


def test_a_new_level_ends_the_one_before(
    procedure: Procedure, bodies: Any, control_focal_officer: Person, moment: datetime
) -> None:
    who = {"procedure": procedure, "agency": bodies.department, "by": control_focal_officer, "at": moment}
    set_online_level(
        level=OnlineLevel.PARTIAL, partial_reason="Cần bản chính", from_on=date(2026, 1, 1), **who
    )
    set_online_level(level=OnlineLevel.FULL, partial_reason="Cần bản chính", from_on=date(2026, 9, 1), **who)
    first, second = OnlineService.objects.order_by("in_force")
    assert (first.in_force.upper, first.partial_reason) == (date(2026, 9, 1), "Cần bản chính")
    assert (second.in_force.lower, second.in_force.upper, second.partial_reason) == (
        date(2026, 9, 1),
        None,
        "",
    )


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"level": OnlineLevel.PARTIAL, "partial_reason": "  "}, "partial-reason-missing"),
        ({"from_on": date(2025, 1, 1)}, "agency-not-held"),
        ({"from_on": date(2026, 8, 31)}, "online-level-later"),
        ({"from_on": date(2026, 9, 1)}, "online-level-later"),
    ],
)
def test_what_cannot_be_is_refused_and_leaves_no_trace(
    given: dict[str, Any],
    code: str,
    procedure: Procedure,
    bodies: Any,
    control_focal_officer: Person,
    moment: datetime,
) -> None:
    who = {"procedure": procedure, "agency": bodies.department, "by": control_focal_officer, "at": moment}
    set_online_level(level=OnlineLevel.FULL, from_on=date(2026, 9, 1), **who)
    before = JournalEntry.objects.count()
    with pytest.raises(Refused) as refusal:
        set_online_level(**{"level": OnlineLevel.FULL, "from_on": date(2026, 10, 1), **who, **given})
    assert refusal.value.code == code
    assert OnlineService.objects.count() == 1
    assert JournalEntry.objects.count() == before


@pytest.mark.parametrize("who", ["outsider", "head", "technical_administrator"])
def test_only_keepers_of_the_catalogue_may(
    who: str, request: pytest.FixtureRequest, procedure: Procedure, bodies: Any, moment: datetime
) -> None:
    with pytest.raises(Refused) as refusal:
        set_online_level(
            procedure=procedure,
            agency=bodies.department,
            level=OnlineLevel.FULL,
            from_on=moment.date(),
            by=request.getfixturevalue(who),
            at=moment,
        )
    assert refusal.value.code == "keep-catalogue-not-allowed"
    assert not OnlineService.objects.exists()
