"""Taking back what somebody was told who may not know of it any more."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db import connection, transaction

from motcua.notices.enums import Audience
from motcua.notices.models import Notice


def retract(
    *, subject_kind: str, subject_id: str, people: Collection[UUID], audience: Audience | None = None
) -> int:
    """Remove what these people were told of one thing (as one kind of audience, or as any), from their bell and from
    what waits to leave; how many. Inside the transaction of the change; what has left already cannot be taken back.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("notices are taken back inside the change's transaction")
    told = Notice.objects.filter(subject_kind=subject_kind, subject_id=subject_id, recipient__in=list(people))
    if audience is not None:
        told = told.filter(audience=audience)
    number = told.count()
    told.delete()
    return number
