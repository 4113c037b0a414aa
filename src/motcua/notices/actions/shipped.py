"""Taking over the templates that the program ships, without undoing what an office wrote."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from motcua.kernel.actions import Fact, record
from motcua.kernel.models import LoadedData
from motcua.notices.models import NoticeTemplate
from motcua.notices.rules.shipped import ShippedTemplate

DATA_NAME = "notice-templates"
_FIRST_DAY = date(2000, 1, 1)


def load_shipped(*, rows: Sequence[ShippedTemplate], digest: str, at: datetime) -> bool:
    """Bring shipped templates to what the program ships now; false when that is what is there already.

    Where an office changed a template, its event, audience and channel are left to the office as a whole.
    """
    if LoadedData.objects.filter(name=DATA_NAME, digest=digest).exists():
        return False
    with transaction.atomic():
        NoticeTemplate.objects.filter(is_shipped=True).delete()
        touched = set(NoticeTemplate.objects.values_list("event", "audience", "channel"))
        made = NoticeTemplate.objects.bulk_create(
            NoticeTemplate(
                event=row.event,
                audience=row.audience,
                channel=row.channel,
                title=row.title,
                body=row.body,
                in_force=DateRange(_FIRST_DAY, None),
                is_shipped=True,
            )
            for row in rows
            if (row.event, row.audience.value, row.channel.value) not in touched
        )
        LoadedData.objects.update_or_create(name=DATA_NAME, defaults={"digest": digest, "at": at})
        fact = Fact("ShippedDataLoaded", "notice_templates", DATA_NAME, {"templates": len(made)})
        record(fact=fact, actor="system", at=at)
    return True
