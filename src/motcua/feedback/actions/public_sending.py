"""What the public does at the portal's doors: each passes its gate in the same transaction as the act itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.documents.actions.files import Brought, keep_files_of
from motcua.documents.enums import FileKind
from motcua.documents.rules.uploads import FileRules
from motcua.feedback.actions.feedback.sending import Sent, send
from motcua.feedback.actions.feedback.speaking import add_supplement, ask_again, rate_answer, withdraw
from motcua.feedback.actions.gates import Sender, pass_gate, require_room
from motcua.feedback.enums import Gate
from motcua.feedback.enums.feedback import Contentment
from motcua.feedback.models import Feedback
from motcua.feedback.queries.feedback.following import find_by_tracking
from motcua.feedback.rules.feedback.intake import MOST_FILES, Sending
from motcua.kernel.refusals import Refused

LARGEST_MEGABYTES = 10
# What the public may send with feedback.
TAKEN = FileRules(
    kinds=frozenset({FileKind.PDF, FileKind.JPEG, FileKind.PNG, FileKind.DOCX}),
    largest=LARGEST_MEGABYTES * 1024 * 1024,
)


@transaction.atomic
def send_from_portal(
    *, sending: Sending, sender: Sender, at: datetime, nonce: str = "", files: Sequence[Brought] = ()
) -> Sent:
    """Feedback sent through the portal, with its files. `nonce` is that of the form: it passes once.

    :raises Refused: "asked-too-often", "form-sent-already", "too-many-files", those of `feedback.sending.send` and
        of documents' `keep_files_of`.
    """
    pass_gate(gate=Gate.SEND_FEEDBACK, sender=sender, at=at, nonce=nonce)
    return send(
        sending=sending,
        by=sender.person,
        at=at,
        files=_kept(files, sender, at),
        submission_key=UUID(hex=nonce) if nonce else None,
    )


def follow(*, code: str, secret: str, sender: Sender, at: datetime) -> Feedback:
    """The feedback with this code and secret. Every failure counts; all failures are answered alike, so that nobody
    learns which codes there are.

    :raises Refused: "feedback-not-tracked", "asked-too-often".
    """
    require_room(gate=Gate.FOLLOW_FEEDBACK, sender=sender, at=at)
    found = find_by_tracking(code, secret)
    if found is None:
        pass_gate(gate=Gate.FOLLOW_FEEDBACK, sender=sender, at=at)
        raise Refused(
            "feedback-not-tracked",
            "Mã phản ánh và mã bí mật không khớp. Xem lại cả hai mã trên biên nhận, gõ hoa hay thường đều được.",
        )
    return found


@transaction.atomic
def supplement_from_portal(
    *,
    feedback_id: UUID,
    text: str,
    sender: Sender,
    secret: str,
    at: datetime,
    files: Sequence[Brought] = (),
) -> Feedback:
    """What the sender was asked to add.

    :raises Refused: "asked-too-often", and those of `feedback.speaking.add_supplement` and `keep_files_of`.
    """
    pass_gate(gate=Gate.ADD_TO_FEEDBACK, sender=sender, at=at)
    return add_supplement(
        feedback_id=feedback_id,
        text=text,
        by=sender.person,
        at=at,
        secret=secret,
        files=_kept(files, sender, at),
    )


@transaction.atomic
def rate_from_portal(
    *,
    feedback_id: UUID,
    contentment: Contentment,
    comment: str,
    sender: Sender,
    secret: str,
    at: datetime,
) -> None:
    """What the sender says of the answer.

    :raises Refused: "asked-too-often", and those of `feedback.speaking.rate_answer`.
    """
    pass_gate(gate=Gate.ADD_TO_FEEDBACK, sender=sender, at=at)
    rate_answer(
        feedback_id=feedback_id,
        contentment=contentment,
        comment=comment,
        by=sender.person,
        at=at,
        secret=secret,
    )


@transaction.atomic
def ask_again_from_portal(
    *, feedback_id: UUID, reason: str, sender: Sender, secret: str, at: datetime
) -> None:
    """The sender asks to have it looked at again.

    :raises Refused: "asked-too-often", and those of `feedback.speaking.ask_again`.
    """
    pass_gate(gate=Gate.ADD_TO_FEEDBACK, sender=sender, at=at)
    ask_again(feedback_id=feedback_id, reason=reason, by=sender.person, at=at, secret=secret)


@transaction.atomic
def withdraw_from_portal(
    *, feedback_id: UUID, reason: str, sender: Sender, secret: str, at: datetime
) -> None:
    """The sender takes it back.

    :raises Refused: "asked-too-often", and those of `feedback.speaking.withdraw`.
    """
    pass_gate(gate=Gate.ADD_TO_FEEDBACK, sender=sender, at=at)
    withdraw(feedback_id=feedback_id, reason=reason, by=sender.person, at=at, secret=secret)


def _kept(files: Sequence[Brought], sender: Sender, at: datetime) -> list[UUID]:
    if len(files) > MOST_FILES:
        raise Refused("too-many-files", f"Mỗi lần gửi nhiều nhất {MOST_FILES} tệp.", field="files")
    actor = sender.person.actor if sender.person else "public"
    return [one.pk for one in keep_files_of(files=files, by=actor, at=at, accepts=TAKEN)]
