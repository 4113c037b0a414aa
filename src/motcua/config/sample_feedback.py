"""Feedback of the sample: some answered and public, some in work, some that came today."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from motcua.accounts.models import Person
from motcua.catalogue.models import Procedure
from motcua.config.sample_bodies import agency_on
from motcua.config.sample_files import document
from motcua.documents.actions.files import keep_file
from motcua.feedback.actions.feedback import Sent, ask_again, rate_answer, register, send
from motcua.feedback.actions.feedback.answering import approve_answer, draft_answer, submit_answer
from motcua.feedback.actions.feedback.following_up import open_review
from motcua.feedback.actions.feedback.intake import Classification, accept, transfer
from motcua.feedback.actions.feedback.outside import keep_outside_answer
from motcua.feedback.actions.feedback.publishing import confirm_text, publish
from motcua.feedback.actions.feedback.working import assign
from motcua.feedback.enums.feedback import Channel, Content, Contentment, Kind, Outcome, SenderKind, Subject
from motcua.feedback.models import Feedback
from motcua.feedback.queries.feedback.publishing import proposed_text
from motcua.feedback.rules.feedback.intake import Sending
from motcua.kernel.clock import local_day

_DAY = timedelta(days=1)
_COUNTER = "MAU-QUAY"


def load_feedback(*, at: datetime) -> None:
    """What people wrote and said in the last weeks, each through the acts of those who handle it."""
    for row in document("feedback"):
        sent = _sent(row, at)
        if row.get("content"):
            _worked_on(sent, row, at)


def _sent(row: dict[str, Any], at: datetime) -> Sent:
    came = at - row["days"] * _DAY
    sending = Sending(
        kind=Kind(row["kind"]),
        subject=Subject(row["subject"]),
        title=row["title"],
        body=row["body"],
        sender_kind=SenderKind(row.get("sender", "citizen")),
        name=row["name"],
        address=row["address"],
        phone=row["phone"],
        email=row.get("email", ""),
        procedure_id=_procedure(row["procedure"]),
        about_agency_id=agency_on(row["about"], local_day(at)).pk if row.get("about") else None,
    )
    if not row["by"]:
        return send(sending=sending, by=None, at=came, is_sample=True)
    counter = agency_on(_COUNTER, local_day(at))
    return register(
        sending=sending,
        channel=Channel(row["channel"]),
        agency_id=counter.pk,
        by=_person(row["by"]),
        at=came,
        is_sample=True,
    )


def _worked_on(sent: Sent, row: dict[str, Any], at: datetime) -> None:
    """Taken in a day after it came, given to an officer, answered two days later, where the sample says so."""
    one, keeper = sent.feedback.pk, _person("kiemsoat")
    taken = min(sent.feedback.sent_at + _DAY, at)
    found = Classification(
        kind=Kind(row["kind"]),
        subject=Subject(row["subject"]),
        content=Content(row["content"]),
        procedure_id=sent.feedback.procedure_id,
        constituent=row["part"],
    )
    accept(feedback_id=one, found=found, by=keeper, at=taken)
    if outside := row.get("outside"):
        _passed_on(one, outside, taken)
    if not row["unit"]:
        return
    unit, holder = agency_on(row["unit"], local_day(at)), _person(row["holder"])
    assign(feedback_id=one, unit_id=unit.pk, person_id=holder.pk, by=keeper, at=taken)
    done = min(taken + 2 * _DAY, at)
    draft_answer(
        feedback_id=one,
        text=row["answer"],
        outcome=Outcome(row["outcome"]),
        legal_basis=row["basis"],
        files=_file(row.get("file", ""), row["answer"], holder, done),
        by=holder,
        at=done,
    )
    submit_answer(feedback_id=one, by=holder, at=done)
    if not row.get("submitted"):
        _answered(sent, row, done)


def _answered(sent: Sent, row: dict[str, Any], at: datetime) -> None:
    one, keeper = sent.feedback.pk, _person("kiemsoat")
    approve_answer(feedback_id=one, by=_person("phogiamdoc"), at=at)
    if row["contentment"]:
        said = Contentment(row["contentment"])
        rate_answer(feedback_id=one, contentment=said, by=None, at=at, secret=sent.secret)
    if row["review"]:
        open_review(feedback_id=one, reason=row["review"], by=keeper, at=at)
    if row["publish"]:
        shown = proposed_text(Feedback.objects.get(pk=one))
        confirm_text(
            feedback_id=one,
            title=shown.title,
            question=shown.question,
            answer=shown.answer,
            by=keeper,
            at=at,
        )
        publish(feedback_id=one, by=keeper, at=at)
    if row.get("again"):
        ask_again(feedback_id=one, reason=row["again"], by=None, at=at + _DAY, secret=sent.secret)


def _passed_on(feedback_id: UUID, row: dict[str, str], at: datetime) -> None:
    """To a body that is not in the sample, and what it answered two weeks later."""
    keeper = _person("kiemsoat")
    transfer(feedback_id=feedback_id, outside=row["place"], reason=row["reason"], by=keeper, at=at)
    if not row.get("answer"):
        return
    later = at + 14 * _DAY
    keep_outside_answer(
        feedback_id=feedback_id,
        text=row["answer"],
        document=row["document"],
        answered_on=local_day(later),
        files=_file(row["file"], row["answer"], keeper, later),
        by=keeper,
        at=later,
    )


def _file(name: str, text: str, by: Person, at: datetime) -> list[UUID]:
    if not name:
        return []
    return [keep_file(data=text.encode(), name=name, by=by.actor, at=at, is_sample=True).pk]


def _procedure(code: str) -> UUID | None:
    return Procedure.objects.get(code=code).pk if code else None


def _person(username: str) -> Person:
    return Person.objects.get(username=username)
