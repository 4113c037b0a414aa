"""Telling people of rounds and inspections, inside the transaction of the change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from motcua.accounts.enums import Capability
from motcua.accounts.models import Person
from motcua.accounts.rules.roles import roles_with
from motcua.notices.actions.notify import Announcement
from motcua.notices.enums import Audience
from motcua.notices.queries import recipient_for
from motcua.plans.actions.telling import shortened, tell
from motcua.plans.models import Inspection, InspectionRound
from motcua.plans.queries.people import heads_of, people_by_unit

_BY_ITSELF = "Kiểm tra đột xuất"


def tell_of_round(
    drawn: InspectionRound, event: str, people: Iterable[Person], *, key: str, but: Person, at: datetime
) -> None:
    """One occurrence of `event` about the round for these people, without whoever caused it."""
    announcement = Announcement(
        event=event,
        to=[recipient_for(person, Audience.STAFF) for person in people if person.pk != but.pk],
        facts={"plan": shortened(drawn.title), "agency": drawn.agency.name},
        subject_kind="inspection_round",
        subject_id=str(drawn.pk),
        dedupe_key=f"{event}:{drawn.pk}:{key}",
        url=f"/ban-lam-viec/kiem-tra/dot/{drawn.pk}/",
    )
    tell([announcement], at=at)


def tell_of(
    inspection: Inspection,
    event: str,
    people: Iterable[Person],
    *,
    key: str = "",
    but: Person | None = None,
    at: datetime,
    facts: Mapping[str, Any] | None = None,
) -> None:
    """One occurrence of `event` about the inspection for these people, without whoever caused it."""
    known = {
        "plan": shortened(inspection.round.title) if inspection.round else _BY_ITSELF,
        "agency": inspection.unit.name,
        "until": inspection.planned_on,
    }
    announcement = Announcement(
        event=event,
        to=[recipient_for(person, Audience.STAFF) for person in people if but is None or person.pk != but.pk],
        facts={**known, **(facts or {})},
        subject_kind="inspection",
        subject_id=str(inspection.pk),
        dedupe_key=f"{event}:{inspection.pk}:{key}",
        url=f"/ban-lam-viec/kiem-tra/{inspection.pk}/",
    )
    tell([announcement], at=at)


def heads_of_unit(inspection: Inspection, on: date) -> list[Person]:
    """Who heads the inspected unit."""
    return heads_of([inspection.unit_id], on)[inspection.unit_id]


def approvers_of(agency_id: Any, on: date) -> list[Person]:
    """Who approves rounds and signs conclusions of the agency."""
    return people_by_unit([agency_id], roles_with(Capability.APPROVE_PLANS), on)[agency_id]
