"""Words between the applicant and the office, and notes among staff."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from motcua.accounts.models import Person
from motcua.dossiers.actions.acting import Act, acting
from motcua.dossiers.actions.choosing import tell_whose_turn
from motcua.dossiers.actions.telling import tell_applicant
from motcua.dossiers.enums import Audience, Verb
from motcua.dossiers.models import Message
from motcua.dossiers.policy import is_own, require_own_files
from motcua.dossiers.rules.words import required
from motcua.kernel.refusals import Refused

LONGEST_MESSAGE = 4000


def write_message(
    *,
    dossier_id: UUID,
    by: Person,
    at: datetime,
    text: str,
    audience: Audience = Audience.APPLICANT,
    file_id: UUID | None = None,
    seen: int | None = None,
) -> Message:
    """Write to the other side, or a note that only staff read. Whoever brought the dossier always writes to the office.

    :raises Refused: "text-missing", "message-too-long", "file-not-found", "dossier-not-found".
    """
    with acting(dossier_id=dossier_id, verb=Verb.WRITE_MESSAGE, by=by, at=at, seen=seen) as act:
        text = _checked(text)
        require_own_files(by, [file_id] if file_id is not None else [])
        is_applicant = is_own(by, act.dossier)
        audience = Audience.APPLICANT if is_applicant else audience
        message = Message.objects.create(
            dossier=act.dossier,
            audience=audience,
            person=by,
            is_from_applicant=is_applicant,
            text=text,
            file_id=file_id,
            at=at,
        )
        act.tell(message=str(message.pk), audience=audience.value)
        if is_applicant:
            _tell_office(act, text)
        elif audience is Audience.APPLICANT:
            tell_applicant(act, "message_from_officer", message=text)
    return message


def _checked(text: str) -> str:
    text = required(text, field="text", what="nội dung lời nhắn")
    if len(text) > LONGEST_MESSAGE:
        raise Refused(
            "message-too-long",
            f"Lời nhắn dài {len(text)} ký tự; tối đa {LONGEST_MESSAGE}. Rút gọn, hoặc đính kèm tệp.",
            field="text",
        )
    return text


def _tell_office(act: Act, text: str) -> None:
    """Whoever holds the dossier answers; before it has a holder, the people of reception."""
    tell_whose_turn(act, "message_from_applicant", message=text)
