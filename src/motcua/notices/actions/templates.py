"""Changing the words of notices from a day on; what was in force before stays known."""

from __future__ import annotations

from datetime import date, datetime

from django.db import connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from motcua.accounts.models import Person
from motcua.kernel.actions import Fact, record
from motcua.kernel.clock import local_day
from motcua.kernel.refusals import Refused
from motcua.kernel.text import clean
from motcua.notices.enums import Audience, NoticeChannel
from motcua.notices.models import NoticeTemplate
from motcua.notices.policy import require_keeper
from motcua.notices.queries import templates_of
from motcua.notices.rules.events import EVENTS
from motcua.notices.rules.wording import check_wording


@transaction.atomic
def change_template(
    *,
    event: str,
    audience: Audience,
    channel: NoticeChannel,
    title: str,
    body: str,
    since: date,
    by: Person,
    at: datetime,
) -> NoticeTemplate:
    """Put other words for one event, audience and channel in force from the day `since` on.

    Words that were to begin on that day or later are replaced; from then on the program's own updates leave this
    template alone.

    :raises Refused: "keep-notices-not-allowed", "template-not-found", "template-in-past", "template-unchanged",
        and those of rules.wording.check_wording.
    """
    _lock(event, audience, channel, by, since, at)
    title, body = clean(title), clean(body)
    check_wording(title=title, body=body, channel=channel, sure=EVENTS[event].sure)
    current = templates_of(event, audience, channel).filter(in_force__contains=since).first()
    if current is not None and (current.title, current.body, current.in_force.upper) == (title, body, None):
        raise Refused("template-unchanged", "Lời mẫu không khác trước nên không có gì để lưu.")
    _end(event, audience, channel, since)
    made = NoticeTemplate.objects.create(
        event=event,
        audience=audience,
        channel=channel,
        title=title,
        body=body,
        in_force=DateRange(since, None),
    )
    _record("NoticeTemplateChanged", event, audience, channel, since, by, at)
    return made


@transaction.atomic
def end_template(
    *, event: str, audience: Audience, channel: NoticeChannel, since: date, by: Person, at: datetime
) -> None:
    """From the day `since` on, this audience is not told of this event by this channel.

    :raises Refused: "keep-notices-not-allowed", "template-not-found", "template-in-past", "template-ended".
    """
    _lock(event, audience, channel, by, since, at)
    open_ended = templates_of(event, audience, channel).filter(in_force__endswith__isnull=True)
    if not open_ended.exists():
        raise Refused("template-ended", "Mẫu này đã ngừng dùng từ trước.")
    _end(event, audience, channel, since)
    _record("NoticeTemplateEnded", event, audience, channel, since, by, at)


def _lock(
    event: str, audience: Audience, channel: NoticeChannel, by: Person, since: date, at: datetime
) -> None:
    """One change of a template at a time; refuses who may not, what is not there, and what has passed."""
    require_keeper(by, on=local_day(at))
    if event not in EVENTS or audience not in EVENTS[event].audiences:
        raise Refused("template-not-found", "Không có mẫu thông báo này. Có thể đường dẫn đã cũ.")
    if since < local_day(at):
        raise Refused(
            "template-in-past",
            "Lời mẫu chỉ đổi từ hôm nay trở đi: thông báo đã gửi giữ nguyên lời cũ.",
            field="since",
        )
    with connection.cursor() as cursor:
        key = f"notice-template:{event}:{audience}:{channel}"
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [key])


def _end(event: str, audience: Audience, channel: NoticeChannel, since: date) -> None:
    """Nothing is in force from `since` on; what was before keeps its days, now as the office's own."""
    rows = templates_of(event, audience, channel)
    rows.filter(in_force__startswith__gte=since).delete()
    current = rows.filter(in_force__contains=since).first()
    if current is not None:
        current.in_force, current.is_shipped = DateRange(current.in_force.lower, since), False
        current.save(update_fields=["in_force", "is_shipped"])


def _record(
    kind: str,
    event: str,
    audience: Audience,
    channel: NoticeChannel,
    since: date,
    by: Person,
    at: datetime,
) -> None:
    payload = {"title": EVENTS[event].label, "since": since}
    fact = Fact(kind, "notice_template", f"{event}:{audience}:{channel}", payload)
    record(fact=fact, actor=by.actor, at=at)
