"""Telling people of plans and duties, inside the transaction of the change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from motcua.accounts.models import Person
from motcua.notices.actions.notify import Announcement, notify_many
from motcua.notices.enums import Audience
from motcua.notices.queries import recipient_for
from motcua.plans.models import Duty, Plan

DUTY = "duty"
PLAN = "plan"
_LONGEST = 160


def duty_told(
    duty: Duty,
    event: str,
    people: Iterable[Person],
    *,
    key: str,
    but: Person | None = None,
    facts: Mapping[str, Any] | None = None,
) -> Announcement:
    """One occurrence of `event` about the duty for these people, without whoever caused it."""
    task = duty.task
    known = {
        "task": shortened(task.content),
        "plan": task.source,
        "agency": duty.unit.name,
        "until": duty.due_on,
    }
    return Announcement(
        event=event,
        to=[recipient_for(person, Audience.STAFF) for person in people if but is None or person.pk != but.pk],
        facts={**known, **(facts or {})},
        subject_kind=DUTY,
        subject_id=str(duty.pk),
        dedupe_key=f"{event}:{duty.pk}:{key}",
        url=f"/ban-lam-viec/ke-hoach/viec/{duty.pk}/",
    )


def plan_told(
    plan: Plan,
    event: str,
    people: Iterable[Person],
    *,
    key: str,
    but: Person | None = None,
    facts: Mapping[str, Any] | None = None,
) -> Announcement:
    """One occurrence of `event` about the plan for these people, without whoever caused it."""
    known = {"plan": shortened(plan.title), "agency": plan.agency.name}
    return Announcement(
        event=event,
        to=[recipient_for(person, Audience.STAFF) for person in people if but is None or person.pk != but.pk],
        facts={**known, **(facts or {})},
        subject_kind=PLAN,
        subject_id=str(plan.pk),
        dedupe_key=f"{event}:{plan.pk}:{key}",
        url=f"/ban-lam-viec/ke-hoach/{plan.pk}/",
    )


def subject_told(
    subject_kind: str,
    subject_id: UUID,
    event: str,
    people: Iterable[Person],
    *,
    key: str,
    facts: Mapping[str, Any],
    url: str,
    but: Person | None = None,
) -> Announcement:
    """One occurrence of `event` about something else that units have part in, without whoever caused it."""
    return Announcement(
        event=event,
        to=[recipient_for(person, Audience.STAFF) for person in people if but is None or person.pk != but.pk],
        facts=facts,
        subject_kind=subject_kind,
        subject_id=str(subject_id),
        dedupe_key=f"{event}:{subject_id}:{key}",
        url=url,
    )


def tell(announcements: Sequence[Announcement], *, at: datetime) -> int:
    """Tell them all; how many people were told who had not been before."""
    return notify_many(announcements=[one for one in announcements if one.to], at=at)


def shortened(text: str) -> str:
    """The beginning of a long text, whole words."""
    flat = " ".join(text.split())
    return flat if len(flat) <= _LONGEST else flat[:_LONGEST].rsplit(" ", 1)[0] + "…"
