"""What a calendar program gets."""

from __future__ import annotations

from datetime import date, timedelta

from motcua.plans.enums import DutyStatus
from motcua.plans.models import CalendarFeed, Duty
from motcua.plans.queries.visible import duties_visible_to
from motcua.plans.rules.calendars import Entry, digest_of

_BACK = timedelta(days=92)
_MOST = 1_000


def find_feed(secret: str) -> CalendarFeed | None:
    """The feed with this address part, while it works and its person is active."""
    return (
        CalendarFeed.objects.filter(digest=digest_of(secret), ended_at__isnull=True, person__is_active=True)
        .select_related("person", "unit")
        .first()
    )


def entries_of(feed: CalendarFeed, *, on: date, site: str) -> list[Entry]:
    """The duties with a last day behind the feed, from a quarter back on, at most a thousand; one query.

    A unit's calendar shows what its person may see of it today: who has left sees nothing more.
    """
    duties = duties_visible_to(feed.person, on)
    duties = duties.filter(unit=feed.unit_id) if feed.unit_id else duties.filter(assignee=feed.person)
    rows = (
        duties.filter(due_on__gte=on - _BACK)
        .exclude(status=DutyStatus.CANCELLED)
        .select_related("task__plan", "unit")
        .order_by("due_on", "id")[:_MOST]
    )
    return [_entry(duty, site) for duty in rows]


def _entry(duty: Duty, site: str) -> Entry:
    assert duty.due_on is not None
    plan = duty.task.source
    product = f"\nSản phẩm: {duty.task.product}" if duty.task.product else ""
    name = f" ({duty.name})" if duty.name else ""
    return Entry(
        uid=f"{duty.pk}@motcua",
        due_on=duty.due_on,
        summary=f"Hạn: {duty.task.content}{name}"[:200],
        description=f"{plan}\nĐơn vị: {duty.unit.name}{product}",
        url=f"{site}/ban-lam-viec/ke-hoach/viec/{duty.pk}/",
        revision=duty.revision,
        is_done=duty.status in (DutyStatus.DONE, DutyStatus.REPORTED),
    )
