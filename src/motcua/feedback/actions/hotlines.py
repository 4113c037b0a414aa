"""Hotlines: numbers published and ended, calls written down and settled."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from motcua.accounts.enums import Capability
from motcua.accounts.models import Person
from motcua.accounts.policy import refusal
from motcua.feedback.actions.about_whom import judge, name_in
from motcua.feedback.actions.feedback.sending import Sent, register
from motcua.feedback.enums import CallOutcome
from motcua.feedback.enums.feedback import Channel, Named
from motcua.feedback.models import HotlineEntry, HotlineNumber
from motcua.feedback.policy.dialogues import (
    hotline_not_found,
    may_settle,
    require_keep,
    require_receive,
    require_see_call,
)
from motcua.feedback.queries.feedback.people import staff_named
from motcua.feedback.queries.hotlines import numbers_taken_at
from motcua.feedback.rules.about_whom import AboutWhom
from motcua.feedback.rules.feedback.intake import Sending
from motcua.feedback.rules.hotlines import OPEN_OUTCOMES, Call, Line, checked_call, checked_line
from motcua.kernel.actions import Fact, record
from motcua.kernel.clock import local_day
from motcua.kernel.refusals import Refused
from motcua.kernel.text import clean, fold
from motcua.organisations.models import Agency
from motcua.organisations.queries.home import home_agency_id

_MOVED = "Nội dung đã ghi ở phản ánh, kiến nghị."
NUMBER, ENTRY = "hotline_number", "hotline_entry"


@transaction.atomic
def publish_hotline(
    *,
    agency_id: UUID,
    line: Line,
    since: date,
    position: int = 1,
    by: Person,
    at: datetime,
    is_sample: bool = False,
) -> HotlineNumber:
    """Publish a number of the agency from a day on.

    :raises Refused: "keep-feedback-not-allowed", "hotline-published-already", and as `rules.hotlines.checked_line`.
    """
    Agency.objects.select_for_update(no_key=True).get(pk=agency_id)  # one change of its numbers at a time
    require_keep(by, agency_id=agency_id, on=local_day(at))
    said = checked_line(line)
    from_now_on = DateRange(since, None)
    if HotlineNumber.objects.filter(
        agency=agency_id, phone=said.phone, in_force__overlap=from_now_on
    ).exists():
        raise Refused(
            "hotline-published-already",
            "Số này đang được công khai. Ngừng công khai dòng cũ trước khi ghi dòng mới.",
            field="phone",
        )
    row = HotlineNumber.objects.create(
        agency_id=agency_id,
        phone=said.phone,
        name=said.name,
        title=said.title,
        hours=said.hours,
        about=said.about,
        in_force=from_now_on,
        position=position,
        added_by=by,
        added_at=at,
        is_sample=is_sample,
    )
    _note(
        "HotlinePublished", NUMBER, row.pk, {"phone": said.phone, "name": said.name, "since": since}, by, at
    )
    return row


@transaction.atomic
def end_hotline(*, number_id: UUID, until: date, by: Person, at: datetime) -> HotlineNumber | None:
    """Publish the number up to and without the day `until`; None when it had not begun by then and is taken back.

    :raises Refused: "hotline-not-found", "keep-feedback-not-allowed", "hotline-ended-already", "hotline-in-use".
    """
    row = HotlineNumber.objects.select_for_update(of=("self",)).filter(pk=number_id).first()
    if row is None:
        raise hotline_not_found()
    require_keep(by, agency_id=row.agency_id, on=local_day(at))
    if row.in_force.upper is not None:
        raise Refused("hotline-ended-already", "Số này đã được ghi ngày ngừng công khai.")
    _note("HotlineEnded", NUMBER, row.pk, {"phone": row.phone, "until": until}, by, at)
    if until <= row.in_force.lower:
        if row.entries.exists():
            raise Refused(
                "hotline-in-use",
                "Số này đã có cuộc gọi trong sổ. Chọn ngày ngừng sau ngày bắt đầu công khai.",
                field="until",
            )
        row.delete()
        return None
    row.in_force = DateRange(row.in_force.lower, until)
    row.save(update_fields=["in_force"])
    return row


@transaction.atomic
def enter_call(
    *,
    agency_id: UUID,
    call: Call,
    by: Person,
    at: datetime,
    line_id: UUID | None = None,
    is_sample: bool = False,
) -> HotlineEntry:
    """Write a call into the agency's register; it is kept from whoever of the agency is named in it. The journal has
    not what was said.

    :raises Refused: "receive-feedback-not-allowed", "hotline-not-found", and as `rules.hotlines.checked_call`.
    """
    require_receive(by, agency_id=agency_id, on=local_day(at))
    places = (agency_id, call.about_agency_id, home_agency_id())
    people = staff_named(clean(call.text), places, local_day(at))
    said = checked_call(call, at=at, names_staff=bool(people))
    if line_id and not numbers_taken_at(agency_id, local_day(at)).filter(pk=line_id).exists():
        raise hotline_not_found()
    row = HotlineEntry.objects.create(
        agency_id=agency_id,
        line_id=line_id,
        called_at=said.called_at,
        taken_by=by,
        entered_at=at,
        caller=said.caller,
        contact=said.contact,
        text=said.text,
        outcome=said.outcome,
        said=said.said,
        unit_id=said.unit_id,
        answer_by=said.answer_by,
        is_closed=said.is_conduct,
        about_agency_id=said.about_agency_id,
        folded=fold(f"{said.caller} {said.text} {said.said}"),
        is_sample=is_sample,
    )
    name_in(row, people, Named.RECOGNISED)
    _note("HotlineCallEntered", ENTRY, row.pk, {"outcome": said.outcome.value}, by, at)
    return row


@transaction.atomic
def judge_call(*, entry_id: UUID, found: AboutWhom, by: Person, at: datetime) -> HotlineEntry:
    """Say whether a call is about somebody's conduct, and of whom: they and their body do not see it. One that was
    passed on to a unit comes back to who keeps the calls.

    :raises Refused: "hotline-not-found", "keep-feedback-not-allowed", "call-is-feedback", "about-without-conduct",
        "agency-not-found", "person-not-found".
    """
    row = HotlineEntry.objects.select_for_update(of=("self",)).filter(pk=entry_id).first()
    if row is None:
        raise hotline_not_found()
    require_keep(by, agency_id=row.agency_id, on=local_day(at))
    require_see_call(by, row, on=local_day(at))
    if row.feedback_id is not None:
        raise Refused(
            "call-is-feedback", "Cuộc gọi đã ghi thành phản ánh, kiến nghị: phân loại ở phản ánh đó."
        )
    judge(row, found)
    if row.is_closed and row.outcome == CallOutcome.PASSED_ON:
        row.outcome, row.unit = CallOutcome.CALL_BACK, None
    row.save(update_fields=["is_closed", "about_agency", "outcome", "unit"])
    _note("HotlineCallJudged", ENTRY, row.pk, {}, by, at)
    return row


@transaction.atomic
def settle_call(*, entry_id: UUID, note: str, by: Person, at: datetime) -> HotlineEntry:
    """Say what came of a call that was to be called back or passed on; the way to reach the caller is forgotten.

    :raises Refused: "hotline-not-found", "receive-feedback-not-allowed", "call-settled", "call-note-missing".
    """
    row = HotlineEntry.objects.select_for_update(of=("self",)).filter(pk=entry_id).first()
    if row is None:
        raise hotline_not_found()
    if not may_settle(by, row, on=local_day(at)):
        raise refusal(Capability.RECEIVE_FEEDBACK)
    require_see_call(by, row, on=local_day(at))
    if row.outcome not in OPEN_OUTCOMES or row.settled_at is not None:
        raise Refused("call-settled", "Cuộc gọi này đã xong, không cần ghi thêm kết quả.")
    said = clean(note)
    if not said:
        raise Refused("call-note-missing", "Ghi đã trả lời người gọi thế nào.", field="note")
    row.settled_by, row.settled_at, row.settled_note, row.contact = by, at, said, ""
    row.save(update_fields=["settled_by", "settled_at", "settled_note", "contact"])
    _note("HotlineCallSettled", ENTRY, row.pk, {}, by, at)
    return row


@transaction.atomic
def make_feedback(*, entry_id: UUID, sending: Sending, by: Person, at: datetime) -> Sent:
    """Write a call down as feedback, as of the moment of the call: from here on it has a code and terms. The secret is
    for the officer to read to the caller. From whom the call was kept the feedback is kept, whatever it is said to be
    about. The register keeps that there was a call, not what was said: a second copy would not be hidden.

    Basis: NĐ 20/2008 art. 7: what is said by telephone is transcribed faithfully.

    :raises Refused: "hotline-not-found", "receive-feedback-not-allowed", "call-settled", and those of
        `feedback.sending.register`.
    """
    row = HotlineEntry.objects.select_for_update(of=("self",)).filter(pk=entry_id).first()
    if row is None:
        raise hotline_not_found()
    require_receive(by, agency_id=row.agency_id, on=local_day(at))
    require_see_call(by, row, on=local_day(at))
    if row.feedback_id is not None or row.settled_at is not None:
        raise Refused("call-settled", "Cuộc gọi này đã xong hoặc đã ghi thành phản ánh, kiến nghị.")
    sent = register(
        sending=replace(
            sending,
            agency_id=row.agency_id,
            about_agency_id=sending.about_agency_id or row.about_agency_id,
        ),
        channel=Channel.HOTLINE,
        agency_id=row.agency_id,
        by=by,
        at=at,
        sent_at=row.called_at,
        kept_from={one.person_id: Named(one.named) for one in row.objects_of.all()},
        is_sample=row.is_sample,
    )
    # From here on the feedback says who sees what.
    row.objects_of.all().delete()
    row.is_closed, row.about_agency = False, None
    row.feedback, row.outcome, row.unit, row.answer_by = sent.feedback, CallOutcome.FEEDBACK, None, None
    row.text, row.said, row.caller, row.contact, row.folded = _MOVED, "", "", "", fold(_MOVED)
    row.save()
    _note("HotlineCallMadeFeedback", ENTRY, row.pk, {}, by, at)
    return sent


def _note(kind: str, subject: str, pk: UUID, payload: dict[str, Any], by: Person, at: datetime) -> None:
    record(fact=Fact(kind, subject, str(pk), payload), actor=by.actor, at=at)
