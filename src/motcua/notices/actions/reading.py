"""A person reads what is in their bell."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from motcua.accounts.models import Person
from motcua.notices.enums import Audience
from motcua.notices.queries import unread_of


def mark_read(*, notice_ids: Collection[UUID], by: Person, at: datetime) -> int:
    """Note that `by` read these of their own notices; how many were unread. Those of others are left alone."""
    return unread_of(by).filter(pk__in=notice_ids).update(read_at=at)


def mark_subject_read(*, subject_kind: str, subject_id: str, by: Person, at: datetime) -> int:
    """Note that `by` saw the thing itself, and with it all that they were told of it; how many were unread."""
    return unread_of(by).filter(subject_kind=subject_kind, subject_id=subject_id).update(read_at=at)


def mark_all_read(*, audience: Audience, until: datetime, by: Person, at: datetime) -> int:
    """Note that `by` read all they were told at one door up to `until`, the latest shown; how many were unread."""
    return unread_of(by).filter(audience=audience, at__lte=until).update(read_at=at)
