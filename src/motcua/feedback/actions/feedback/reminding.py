"""Officers hear of terms that come near or have passed: once each, those who may see the feedback."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from motcua.accounts.models import Person
from motcua.feedback.actions.feedback.telling import tell_staff
from motcua.feedback.enums.feedback import State
from motcua.feedback.models import Feedback
from motcua.feedback.queries.feedback.people import heads_of, keepers_of
from motcua.feedback.rules.feedback.moves import IN_WORK, OPEN
from motcua.kernel.clock import local_day
from motcua.notices.models import Notice

_SOON = timedelta(days=1)
_MOST = 500


def remind_of_feedback(*, at: datetime) -> int:
    """Tell who must act next, and heads once it is late; how many occurrences were told. Called again for the rest."""
    rows = Feedback.objects.filter(state__in=sorted(OPEN), act_by__isnull=False, act_by__lte=at + _SOON)
    rows = rows.select_related("agency", "holder").order_by("act_by", "id")
    found = [(row, *_key(row, at)) for row in rows[:_MOST]]
    keys = [f"{event}:{row.pk}:{key}" for row, event, key in found]
    said = set(Notice.objects.filter(dedupe_key__in=keys).values_list("dedupe_key", flat=True))
    new = [one for one, key in zip(found, keys, strict=True) if key not in said]
    for row, event, key in new:
        _tell(row, event, key, at)
    return len(new)


def _key(row: Feedback, at: datetime) -> tuple[str, str]:
    assert row.act_by is not None
    event = "feedback_late" if row.act_by < at else "feedback_due_soon"
    return event, row.act_by.isoformat()


@transaction.atomic
def _tell(row: Feedback, event: str, key: str, at: datetime) -> None:
    on = local_day(at)
    people: list[Person | None] = [row.holder] if row.holder and State(row.state) in IN_WORK else []
    people = people or [*keepers_of(row, on)]
    if event == "feedback_late":
        people += heads_of(row, on)
    tell_staff(row, event, people, at=at, key=key)
