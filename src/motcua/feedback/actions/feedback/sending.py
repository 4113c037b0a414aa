"""Feedback comes in: sent by the public, or written down by an officer who hears or reads it."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.crypto import salted_hmac

from motcua.accounts.models import Person
from motcua.catalogue.enums import Constituent
from motcua.catalogue.models import Procedure
from motcua.dossiers.models import Dossier
from motcua.feedback.actions.feedback.acting import recount
from motcua.feedback.actions.feedback.attaching import attach
from motcua.feedback.actions.feedback.telling import tell_sender, tell_staff
from motcua.feedback.enums.feedback import NOT_BY_NAME, Channel, Named, Recognised, State, Subject
from motcua.feedback.models import Feedback, FeedbackObject
from motcua.feedback.policy.feedback import require_registrar
from motcua.feedback.queries.feedback.following import secret_digest
from motcua.feedback.queries.feedback.people import (
    find_first_agency,
    handlers_of,
    is_handled_at,
    staff_named,
    staff_perhaps_named,
)
from motcua.feedback.queries.feedback.settings import may_be_anonymous
from motcua.feedback.queries.rating_work import who_took_part
from motcua.feedback.rules.feedback.intake import Sending, checked_sending
from motcua.feedback.rules.feedback.recognising import (
    Recognition,
    may_denounce,
    recognise,
    suggests_conduct,
)
from motcua.feedback.rules.feedback.scoring import spam_score
from motcua.feedback.rules.feedback.tracking import CODE_LENGTH, SIGNS, written_code, written_secret
from motcua.feedback.rules.feedback.wording import SENT, SUBJECT
from motcua.kernel.actions import Fact, record
from motcua.kernel.clock import local_day
from motcua.kernel.refusals import Refused
from motcua.kernel.text import fold
from motcua.organisations.models import Agency
from motcua.organisations.queries.home import home_agency_id

_LATELY = timedelta(days=7)
_NOWHERE = (
    "Chưa có cơ quan nào nhận phản ánh, kiến nghị trên hệ thống này. Gửi trực tiếp cho cơ quan, hoặc gọi đường dây "
    "nóng."
)
_NOT_THEY = (
    "Những người nhận phản ánh trên hệ thống này đều được nêu tên hoặc đã làm hồ sơ này nên không được xem. Gửi trực "
    "tiếp cho cơ quan cấp trên."
)


@dataclass(frozen=True, slots=True)
class Sent:
    """What was sent, and the secret with which it is followed: shown now and never again."""

    feedback: Feedback
    secret: str


@dataclass(frozen=True, slots=True)
class _Where:
    """To whom feedback goes first, and who must not see it."""

    agency: Agency
    objects: dict[UUID, Named]


@transaction.atomic
def send(
    *,
    sending: Sending,
    by: Person | None,
    at: datetime,
    files: Collection[UUID] = (),
    submission_key: UUID | None = None,
    is_sample: bool = False,
) -> Sent:
    """Feedback from the public through the portal; `by` is who is signed in, None for anybody. The same
    `submission_key` gives the same feedback and secret, however often it is sent. `files` were kept by
    `documents.actions.keep_file`, by the same person (`by.actor`, or "public").

    Basis: NĐ 20/2008 art. 6, 7, 9.

    :raises Refused: "feedback-nowhere", "agency-not-found", "dossier-not-found", "too-many-files",
        "file-not-found", and those of `rules.feedback.intake.checked_sending`.
    """
    key = submission_key or uuid4()
    earlier = Feedback.objects.filter(submission_key=key).select_related("agency").first()
    if earlier is not None:
        return Sent(earlier, _secret_of(key))
    on = local_day(at)
    checked = _checked(sending, on)
    where = _where(checked, on, {})
    feedback = _made(checked, where, at, key, channel=Channel.PORTAL, is_sample=is_sample)
    if by is not None and feedback.sender_name:
        feedback.sender = by
    return _come_in(feedback, where, files, actor=by.actor if by else "public", at=at)


@transaction.atomic
def register(
    *,
    sending: Sending,
    channel: Channel,
    agency_id: UUID,
    by: Person,
    at: datetime,
    sent_at: datetime | None = None,
    outside_code: str = "",
    kept_from: Mapping[UUID, Named] | None = None,
    files: Collection[UUID] = (),
    submission_key: UUID | None = None,
    is_sample: bool = False,
) -> Sent:
    """Feedback that came to the agency otherwise, written down faithfully by an officer. `sent_at` is when it came,
    where that was before; its terms count from then. `kept_from` are those from whom it was kept where it was said.

    Basis: NĐ 20/2008 art. 7: an officer transcribes what is said by telephone, in full and truly.

    :raises Refused: "receive-feedback-not-allowed", "channel-not-of-desk", "sent-in-future", "sent-long-ago", and
        those of `send`.
    """
    on = local_day(at)
    require_registrar(by, agency_id=agency_id, on=on)
    if channel is Channel.PORTAL:
        raise Refused("channel-not-of-desk", "Chọn cách người dân đã phản ánh với cơ quan.", field="channel")
    came = _came(sent_at, at)
    key = submission_key or uuid4()
    earlier = Feedback.objects.filter(submission_key=key).select_related("agency").first()
    if earlier is not None:
        return Sent(earlier, _secret_of(key))
    # What is brought to an agency and names no other begins there.
    sending = replace(sending, agency_id=sending.agency_id or agency_id)
    checked = _checked(sending, local_day(came))
    named = dict(kept_from or {})
    if sending.about_person_id is not None:
        named[sending.about_person_id] = Named.BY_OFFICER
    where = _where(checked, local_day(came), named)
    feedback = _made(checked, where, came, key, channel=channel, is_sample=is_sample)
    feedback.registered_by = by
    feedback.outside_code = " ".join(outside_code.split())[:60]
    return _come_in(feedback, where, files, actor=by.actor, at=at)


def _checked(sending: Sending, on: date) -> Sending:
    allowed = may_be_anonymous(sending.agency_id or home_agency_id(), sending.subject, on)
    return checked_sending(sending, may_be_anonymous=allowed)


def _came(sent_at: datetime | None, at: datetime) -> datetime:
    if sent_at is None:
        return at
    if sent_at > at:
        raise Refused("sent-in-future", "Thời điểm nhận không thể ở sau lúc này.", field="sent_at")
    if sent_at < at - timedelta(days=365):
        raise Refused("sent-long-ago", "Thời điểm nhận cách đây hơn một năm. Kiểm tra lại.", field="sent_at")
    return sent_at


def _made(
    sending: Sending, where: _Where, at: datetime, key: UUID, *, channel: Channel, is_sample: bool
) -> Feedback:
    """The row, not yet saved, with what it looks like."""
    folded = fold(f"{sending.title} {sending.body}")
    found = _recognised(sending, where.objects)
    score = spam_score(sending.title, sending.body, earlier=_lately(where.agency, at))
    return Feedback(
        code=_new_code(),
        secret_digest=secret_digest(_secret_of(key)),
        submission_key=key,
        kind=sending.kind,
        subject=sending.subject,
        content=sending.content or "",
        channel=channel,
        title=sending.title,
        body=sending.body,
        sender_kind=sending.sender_kind,
        sender_name=sending.name,
        sender_address=sending.address,
        sender_phone=sending.phone,
        sender_email=sending.email,
        procedure=_procedure(sending.procedure_id),
        constituent=Constituent(sending.constituent) if sending.constituent else "",
        dossier=_dossier(sending.dossier_code),
        about_agency_id=sending.about_agency_id,
        about_text=sending.about_text,
        received_at_agency=where.agency,
        agency=where.agency,
        state=State.WAITING_INTAKE,
        sent_at=at,
        clock_from=at,
        recognised=found.what if found else "",
        spam_score=score.score,
        spam_signs=list(score.signs),
        is_sample=is_sample,
        folded=folded,
    )


def _come_in(feedback: Feedback, where: _Where, files: Collection[UUID], *, actor: str, at: datetime) -> Sent:
    recount(feedback)
    feedback.save(force_insert=True)
    FeedbackObject.objects.bulk_create(
        FeedbackObject(feedback=feedback, person_id=person, named=named)
        for person, named in where.objects.items()
    )
    attach(feedback, files, actor=actor, at=at)
    facts = {"agency": feedback.agency.code, "channel": feedback.channel, "subject": feedback.subject}
    record(fact=Fact(SENT, SUBJECT, str(feedback.pk), facts), actor=actor, at=at)
    tell_sender(feedback, "feedback_sent", at=at)
    tell_staff(feedback, "feedback_sent", handlers_of(feedback, local_day(at)), at=at)
    return Sent(feedback, _secret_of(feedback.submission_key))


def _where(sending: Sending, on: date, known: Mapping[UUID, Named]) -> _Where:
    """`known` are those who must not see it, whatever it says."""
    for place in (sending.agency_id, sending.about_agency_id):
        if place is not None and not Agency.objects.filter(pk=place).exists():
            raise _no_agency()
    known = {**_took_part(sending), **known}
    places = (sending.about_agency_id, sending.agency_id, home_agency_id())
    objects = _objects(sending, places, known, on)
    agency = _first(sending, objects, on)
    if agency is not None and agency.pk not in places:  # a body above them
        objects = _objects(sending, (agency.pk,), objects, on)
        agency = _first(sending, objects, on)
    if agency is None:
        raise Refused("feedback-nowhere", _NOT_THEY if objects else _NOWHERE)
    return _with_candidates(sending, _Where(agency, objects), on)


def _with_candidates(sending: Sending, where: _Where, on: date) -> _Where:
    """The same, kept also from whom the text may speak of by a part of their name, until a keeper has decided. Not
    where nobody would be left to decide: then it is a guess."""
    if not _may_be_of_conduct(sending):
        return where
    places = (where.agency.pk, sending.about_agency_id)
    found = [one for one in staff_perhaps_named(_said(sending), places, on) if one not in where.objects]
    objects = {**where.objects, **dict.fromkeys(found, Named.PERHAPS)}
    if not found or is_handled_at(where.agency.pk, objects, on, body=_above(sending, objects)):
        return _Where(where.agency, objects)
    agency = _first(sending, objects, on)
    if agency is not None and agency.pk != where.agency.pk:
        objects = _objects(sending, (agency.pk,), objects, on)
        agency = _first(sending, objects, on)
    return _Where(agency, objects) if agency is not None else where


def _first(sending: Sending, objects: Mapping[UUID, Named], on: date) -> Agency | None:
    above = _above(sending, objects)
    return find_first_agency(named=sending.agency_id, above=above, objects=list(objects), on=on)


def _above(sending: Sending, objects: Mapping[UUID, Named]) -> UUID | None:
    """The body above which it goes: of what is or may be said of people the one that it is about."""
    found = _recognised(sending, objects)
    may_accuse = found is not None and found.what is Recognised.DENUNCIATION
    return sending.about_agency_id if sending.subject is Subject.CONDUCT or may_accuse else None


def _recognised(sending: Sending, objects: Mapping[UUID, Named]) -> Recognition | None:
    names_staff = any(named not in NOT_BY_NAME for named in objects.values())
    return recognise(sending.title, f"{sending.body}\n{sending.about_text}", names_staff=names_staff)


def _took_part(sending: Sending) -> dict[UUID, Named]:
    """Who worked on its dossier, where it is or may be about how somebody served: they may be the one."""
    dossier = _dossier(sending.dossier_code)
    if dossier is None or not _may_be_of_conduct(sending):
        return {}
    return dict.fromkeys(who_took_part(dossier.pk), Named.TOOK_PART)


def _may_be_of_conduct(sending: Sending) -> bool:
    text = _said(sending)
    return sending.subject is Subject.CONDUCT or suggests_conduct(text) or may_denounce(text)


def _said(sending: Sending) -> str:
    return f"{sending.title}\n{sending.body}\n{sending.about_text}"


def _objects(
    sending: Sending, places: Collection[UUID | None], known: Mapping[UUID, Named], on: date
) -> dict[UUID, Named]:
    """Who must not see it: who is said to be the one, and everybody at the places whose name stands in it, whatever it
    is said to be about."""
    objects = dict.fromkeys(staff_named(_said(sending), places, on), Named.RECOGNISED)
    if sending.about_person_id is not None:
        objects[sending.about_person_id] = Named.BY_SENDER
    return {**known, **objects, **{one: how for one, how in known.items() if how not in NOT_BY_NAME}}


def _no_agency() -> Refused:
    return Refused("agency-not-found", "Không tìm thấy cơ quan này. Chọn lại trong danh sách.")


def _procedure(procedure_id: UUID | None) -> Procedure | None:
    return Procedure.objects.filter(pk=procedure_id).first() if procedure_id else None


def _dossier(code: str) -> Dossier | None:
    """The dossier with this code; a wrong one is no reason to refuse, nor does the answer tell that it is wrong."""
    return Dossier.objects.filter(code=code).only("id").first() if code else None


def _lately(agency: Agency, at: datetime) -> list[str]:
    rows = Feedback.objects.filter(agency=agency, sent_at__gt=at - _LATELY, sent_at__lte=at)
    return list(rows.order_by("-sent_at").values_list("folded", flat=True)[:100])


def _new_code() -> str:
    while True:
        code = written_code([secrets.randbelow(len(SIGNS)) for _ in range(CODE_LENGTH)])
        if not Feedback.objects.filter(code=code).exists():
            return code


def _secret_of(key: UUID) -> str:
    """The secret that belongs to a submission: found again by who has its key, and by nobody from the database."""
    digest = salted_hmac("motcua.feedback.secret", str(key), algorithm="sha256").digest()
    return written_secret(digest)
