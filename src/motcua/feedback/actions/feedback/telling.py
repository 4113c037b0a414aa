"""Telling senders and officers, inside the transaction of the change. No notice holds what was written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from motcua.accounts.models import Person
from motcua.feedback.models import Feedback
from motcua.feedback.queries.feedback.people import objects_of
from motcua.feedback.queries.feedback.visible import feedback_visible_to, is_closed
from motcua.feedback.rules.feedback.wording import SUBJECT
from motcua.kernel.clock import local_day
from motcua.notices.actions.notify import Announcement, notify_many
from motcua.notices.actions.retracting import retract
from motcua.notices.enums import Audience
from motcua.notices.models import Notice
from motcua.notices.queries import recipient_for
from motcua.notices.rules.recipients import Recipient

PORTAL = "/phan-anh/theo-doi/"
DESK = "/ban-lam-viec/phan-anh/"


def tell_sender(feedback: Feedback, event: str, *, at: datetime, key: str = "", **facts: Any) -> None:
    """One occurrence of `event` for the sender: with their account, or at the address they left. Nobody for who did
    not give a name."""
    to = _sender(feedback)
    if to is not None:
        _tell(feedback, event, [to], f"{PORTAL}{feedback.code}/", key, facts, at)


def tell_staff(
    feedback: Feedback,
    event: str,
    people: Iterable[Person | None],
    *,
    at: datetime,
    key: str = "",
    but: Person | None = None,
    **facts: Any,
) -> None:
    """One occurrence of `event` for officers, without whoever caused it, without who is complained about, and of what
    is closely kept only for who may see it."""
    objects = objects_of(feedback)
    wanted = {one.pk: one for one in people if one is not None and one.pk not in objects}
    if but is not None:
        wanted.pop(but.pk, None)
    if is_closed(feedback):
        wanted = {pk: one for pk, one in wanted.items() if _may_hear(one, feedback, local_day(at))}
    to = [recipient_for(person, Audience.STAFF) for person in wanted.values()]
    if to:
        _tell(feedback, event, to, f"{DESK}{feedback.pk}/", key, facts, at)


def untell_objects(feedback: Feedback) -> None:
    """Who is complained about keeps nothing of what they were told before that was known."""
    people = list(objects_of(feedback))
    retract(subject_kind=SUBJECT, subject_id=str(feedback.pk), people=people)


def untell_unseeing(feedback: Feedback, *, on: date) -> None:
    """Officers who may not see it as it stands now keep nothing of what they were told of it as officers; each is
    asked, and there are few of them."""
    key = str(feedback.pk)
    told = Notice.objects.filter(subject_kind=SUBJECT, subject_id=key, audience=Audience.STAFF)
    people = Person.objects.filter(pk__in=told.values("recipient"))
    gone = [one.pk for one in people if not feedback_visible_to(one, on).filter(pk=feedback.pk).exists()]
    if gone:
        retract(subject_kind=SUBJECT, subject_id=key, people=gone, audience=Audience.STAFF)


def _may_hear(person: Person, feedback: Feedback, on: date) -> bool:
    """Whether somebody may hear of closely kept feedback: who is just given it by name, or sees it."""
    if person.pk == feedback.holder_id:
        return True
    return feedback_visible_to(person, on).filter(pk=feedback.pk).exists()


def _tell(
    feedback: Feedback,
    event: str,
    to: list[Recipient],
    url: str,
    key: str,
    facts: Mapping[str, Any],
    at: datetime,
) -> None:
    known = {
        "code": feedback.code,
        "agency": feedback.agency.name,
        "due": feedback.due_at,
        "until": feedback.act_by,
    }
    said = {name: value for name, value in {**known, **facts}.items() if value}
    announcement = Announcement(
        event=event,
        to=to,
        facts=said,
        subject_kind=SUBJECT,
        subject_id=str(feedback.pk),
        dedupe_key=f"{event}:{feedback.pk}:{key or feedback.revision}",
        url=url,
    )
    notify_many(announcements=[announcement], at=at)


def _sender(feedback: Feedback) -> Recipient | None:
    if feedback.sender is not None:
        return recipient_for(feedback.sender, Audience.APPLICANT)
    if feedback.sender_email or feedback.sender_phone:
        name, email, phone = feedback.sender_name, feedback.sender_email, feedback.sender_phone
        return Recipient(None, name, email, phone, Audience.APPLICANT)
    return None
