"""A person says how they want to be told."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import reduce
from operator import or_

from django.db import transaction
from django.db.models import Q

from motcua.accounts.models import Person
from motcua.kernel.actions import Fact, record
from motcua.kernel.refusals import Refused
from motcua.notices.enums import Audience, DeliveryMode, EventGroup, NoticeChannel
from motcua.notices.models import Preference
from motcua.notices.queries import preferences_of
from motcua.notices.rules.preferences import DEFAULTS, choosable


@transaction.atomic
def choose_preferences(
    *,
    choices: Mapping[tuple[EventGroup, NoticeChannel], DeliveryMode],
    audience: Audience,
    by: Person,
    at: datetime,
) -> int:
    """Keep how `by` wants each group of events by each channel; how many choices changed.

    Only what differs from the default of the `audience` is kept, so that a later default reaches those who never
    chose. Choices that are not named stay as they were. The journal says that choices changed, not which.

    :raises Refused: "mode-not-offered".
    """
    for (group, channel), mode in choices.items():
        if mode not in choosable(channel):
            raise Refused(
                "mode-not-offered",
                f"{channel.label} không có cách gửi “{mode.label}” cho nhóm “{group.label}”. Chọn cách khác.",
            )
    Person.objects.select_for_update().get(pk=by.pk)
    kept = preferences_of([by.pk]).get(by.pk, {})
    defaults = {key: DEFAULTS[audience, key[1]] for key in choices}
    changed = {key: mode for key, mode in choices.items() if kept.get(key, defaults[key]) != mode}
    if not changed:
        return 0
    anew = reduce(or_, (Q(group=group, channel=channel) for group, channel in changed))
    Preference.objects.filter(anew, person=by).delete()
    Preference.objects.bulk_create(
        Preference(person=by, group=group, channel=channel, mode=mode)
        for (group, channel), mode in changed.items()
        if mode is not defaults[group, channel]
    )
    fact = Fact("NoticePreferencesChanged", "person", str(by.pk), {"count": len(changed)})
    record(fact=fact, actor=by.actor, at=at)
    return len(changed)
