"""Questions come to a dialogue conference: of the public within the call, or written down by an officer."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from motcua.accounts.enums import PartyKind
from motcua.accounts.models import Person
from motcua.feedback.actions.about_whom import name_in
from motcua.feedback.actions.dialogues.conferences import call_of, locked_conference
from motcua.feedback.actions.dialogues.questions import QUESTION
from motcua.feedback.actions.gates import Sender, pass_gate
from motcua.feedback.enums import ConferenceStatus, Gate, QuestionChannel
from motcua.feedback.enums.feedback import Named
from motcua.feedback.models import DialogueConference, DialogueQuestion
from motcua.feedback.policy.dialogues import conference_not_found, require_receive
from motcua.feedback.queries.feedback.people import staff_named
from motcua.feedback.rules.dialogues import (
    PUBLIC_CONFERENCES,
    Asked,
    asked_when,
    checked_question,
    require_takes_questions,
)
from motcua.feedback.rules.feedback.recognising import may_denounce
from motcua.kernel.actions import Fact, record
from motcua.kernel.clock import local_day
from motcua.kernel.refusals import Refused
from motcua.organisations.queries.home import home_agency_id


@transaction.atomic
def ask_question(
    *,
    conference_id: UUID,
    asked: Asked,
    party: PartyKind,
    sender: Sender,
    at: datetime,
    nonce: str = "",
) -> DialogueQuestion:
    """A question of the public, by whoever sends it, within the days of the call. The journal has not its words.

    :raises Refused: "conference-not-found", "call-not-open", "asked-too-often", "form-sent-already",
        "question-sent-already", and as `rules.dialogues.checked_question`.
    """
    row = locked_conference(conference_id)
    if row.status not in PUBLIC_CONFERENCES:
        raise conference_not_found()
    require_takes_questions(ConferenceStatus(row.status), call_of(row), local_day(at))
    said = checked_question(asked)
    pass_gate(gate=Gate.ASK_QUESTION, sender=sender, at=at, nonce=nonce)
    if row.questions.filter(text=said.text).exists():
        raise Refused(
            "question-sent-already",
            "Câu hỏi với đúng nội dung này đã được nhận. Cảm ơn anh/chị.",
            field="text",
        )
    return _add(row, said, party, QuestionChannel.PORTAL, sender.person, None, at)


@transaction.atomic
def enter_question(
    *,
    conference_id: UUID,
    asked: Asked,
    party: PartyKind,
    channel: QuestionChannel,
    by: Person,
    at: datetime,
) -> DialogueQuestion:
    """Write down a question that came another way, before, at or after the conference.

    :raises Refused: "conference-not-found", "receive-feedback-not-allowed", "conference-cancelled", and as
        `rules.dialogues.checked_question`.
    """
    row = locked_conference(conference_id)
    require_receive(by, agency_id=row.agency_id, on=local_day(at))
    if row.status == ConferenceStatus.CANCELLED:
        raise Refused("conference-cancelled", "Hội nghị không tổ chức nữa nên không ghi thêm câu hỏi.")
    return _add(row, checked_question(asked), party, channel, None, by, at)


def _add(
    row: DialogueConference,
    said: Asked,
    party: PartyKind,
    channel: QuestionChannel,
    person: Person | None,
    by: Person | None,
    at: datetime,
) -> DialogueQuestion:
    last = row.questions.aggregate(last=Max("number"))["last"] or 0
    # Whoever is named may be complained about: until a keeper judged, the question is kept from them and others.
    named = staff_named(said.text, (row.agency_id, home_agency_id()), local_day(at))
    made = DialogueQuestion.objects.create(
        conference=row,
        number=last + 1,
        at=at,
        asked_when=asked_when(starts_at=row.starts_at, ended_at=row.ended_at, at=at),
        channel=channel,
        party=party,
        name=said.name,
        contact=said.contact,
        person=person,
        text=said.text,
        is_closed=bool(named) or may_denounce(said.text),
    )
    name_in(made, named, Named.RECOGNISED)
    fact = Fact("QuestionPut", QUESTION, str(made.pk), {"channel": channel.value, "number": made.number})
    record(fact=fact, actor=by.actor if by else "public", at=at)
    return made
