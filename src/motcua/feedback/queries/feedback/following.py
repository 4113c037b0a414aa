"""What senders may know of what they sent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.crypto import salted_hmac

from motcua.accounts.models import Person
from motcua.feedback.enums.feedback import Back, Contentment, Kind, Outcome, ReplyStatus, State, Subject
from motcua.feedback.models import Feedback, FeedbackFile, Reply, Supplement, Transfer
from motcua.feedback.queries.feedback.clocks import ask_again_until
from motcua.feedback.rules.feedback.tracking import bare_code, bare_secret, is_same
from motcua.feedback.rules.feedback.wording import RULE_CHANGED, SUBJECT
from motcua.kernel.models import JournalEntry

_NOTHING = "0" * 64
_CAME_BACK = {Back.ANSWER: "Cơ quan được chuyển đã trả lời", Back.RETURNED: "Cơ quan được chuyển trả lại"}
_OPENED = {True: "Anh/chị đề nghị xem xét lại", False: "Cơ quan mở lại để xử lý"}


@dataclass(frozen=True, slots=True)
class SenderReply:
    """An answer as the sender reads it."""

    id: UUID
    number: int
    text: str
    outcome: Outcome
    legal_basis: str
    agency: str
    at: datetime
    contentment: Contentment | None
    comment: str
    files: tuple[FeedbackFile, ...]


@dataclass(frozen=True, slots=True)
class OutsideAnswer:
    """What a body outside answered, as it was written down here."""

    place: str
    text: str
    document: str
    on: date | None
    at: datetime
    files: tuple[FeedbackFile, ...]


@dataclass(frozen=True, slots=True)
class SenderStep:
    """Something the sender is told of: when and what."""

    at: datetime
    what: str
    more: str = ""


@dataclass(frozen=True, slots=True)
class SenderView:
    """Feedback as its sender sees it: what they wrote, how far it is, who has it, what is asked, what was answered.

    `asked` is what they are asked to supplement now, "" when nothing is; `due_at` when an answer is due that is still
    owed.
    """

    id: UUID
    code: str
    kind: Kind
    subject: Subject
    title: str
    body: str
    procedure_code: str
    state: State
    agency: str
    sent_at: datetime
    due_at: datetime | None
    asked: str
    end_note: str
    replies: tuple[SenderReply, ...]
    steps: tuple[SenderStep, ...]
    files: tuple[FeedbackFile, ...]
    outside: tuple[OutsideAnswer, ...]
    may_supplement: bool
    may_rate: bool
    may_ask_again_until: datetime | None
    may_withdraw: bool
    is_published: bool
    is_away: bool


def secret_digest(secret: str) -> str:
    """By what a secret is kept: nobody can read it back."""
    return salted_hmac("motcua.feedback.secret-kept", bare_secret(secret), algorithm="sha256").hexdigest()


def find_by_tracking(code: str, secret: str) -> Feedback | None:
    """The feedback with this code, when the secret is its own; None otherwise, at the same cost whether the code
    exists or not."""
    found = Feedback.objects.filter(code=bare_code(code)).select_related("agency", "procedure").first()
    kept = found.secret_digest if found else _NOTHING
    return found if is_same(kept, secret_digest(secret)) and found else None


def find_own_feedback(code: str, person: Person) -> Feedback | None:
    """The feedback with this code when `person` sent it with their account."""
    rows = Feedback.objects.filter(code=bare_code(code), sender=person)
    return rows.select_related("agency", "procedure").first()


def own_feedback(person: Person) -> QuerySet[Feedback]:
    """What `person` sent with their account, the latest first."""
    return Feedback.objects.filter(sender=person).select_related("agency").order_by("-sent_at", "-id")


def files_for_sender(feedback: Feedback) -> QuerySet[FeedbackFile]:
    """Its files that the sender may have: not those of an answer that nobody approved yet."""
    own = Q(reply=None) | Q(reply__status=ReplyStatus.APPROVED)
    return (
        FeedbackFile.objects.filter(own, feedback=feedback).select_related("file").order_by("added_at", "id")
    )


def sender_view(feedback: Feedback, *, at: datetime) -> SenderView:
    """What the sender may know of it. Whether one is the sender is the caller's question. Names of officers are not
    in it. Seven queries, and those of the calendar while they may ask again."""
    state = State(feedback.state)
    files = list(files_for_sender(feedback))
    replies = _replies(feedback, files)
    supplements = list(Supplement.objects.filter(feedback=feedback).order_by("waited"))
    open_one = next((one for one in supplements if one.answered_at is None), None)
    transfers = list(Transfer.objects.filter(feedback=feedback).select_related("taker").order_by("at"))
    return SenderView(
        id=feedback.pk,
        code=feedback.code,
        kind=Kind(feedback.kind),
        subject=Subject(feedback.subject),
        title=feedback.title,
        body=feedback.body,
        procedure_code=feedback.procedure.code if feedback.procedure else "",
        state=state,
        agency=_place(feedback, state, transfers),
        sent_at=feedback.sent_at,
        due_at=feedback.due_at if state in _BEFORE else None,
        asked=open_one.asked if open_one else "",
        end_note=feedback.end_note,
        replies=replies,
        steps=_steps(feedback, supplements, transfers, replies, _changes(feedback)),
        files=tuple(one for one in files if one.reply_id is None and one.transfer_id is None),
        outside=tuple(_outside(one, files) for one in transfers if one.back == Back.ANSWER),
        may_supplement=state is State.WAITING_SUPPLEMENT,
        may_rate=bool(replies) and replies[-1].contentment is None and state in _ANSWERED,
        may_ask_again_until=_ask_again_until(feedback, state, replies, at),
        may_withdraw=state in _BEFORE,
        is_published=state is State.PUBLISHED,
        is_away=state is State.TRANSFERRED,
    )


def _place(feedback: Feedback, state: State, transfers: Sequence[Transfer]) -> str:
    """Where it lies: with the body outside to which it was passed on, else with the agency that has it."""
    is_away = state is State.TRANSFERRED and transfers
    return transfers[-1].outside if is_away else feedback.agency.name


_ANSWERED = frozenset({State.ANSWERED, State.WAITING_PUBLICATION, State.PUBLISHED})
_BEFORE = frozenset({State.WAITING_INTAKE, State.WAITING_SUPPLEMENT, State.PROCESSING, State.REOPENED})


def _ask_again_until(
    feedback: Feedback, state: State, replies: Sequence[SenderReply], at: datetime
) -> datetime | None:
    """Until when the sender may still ask to have it looked at again; None when they may not."""
    if state not in _ANSWERED or not replies:
        return None
    was_enough = replies[-1].contentment not in {None, Contentment.DISSATISFIED}
    if was_enough or feedback.reopenings.filter(is_of_sender=True).exists():
        return None
    until = ask_again_until(feedback)
    return until if until is not None and at <= until else None


def _outside(passed: Transfer, files: Sequence[FeedbackFile]) -> OutsideAnswer:
    assert passed.back_at is not None  # something came back
    return OutsideAnswer(
        place=passed.outside,
        text=passed.back_text,
        document=passed.back_document,
        on=passed.back_on,
        at=passed.back_at,
        files=tuple(one for one in files if one.transfer_id == passed.pk),
    )


def _replies(feedback: Feedback, files: Sequence[FeedbackFile]) -> tuple[SenderReply, ...]:
    rows = Reply.objects.filter(feedback=feedback, status=ReplyStatus.APPROVED)
    found = []
    for row in rows.select_related("satisfaction").order_by("number"):
        said = getattr(row, "satisfaction", None)
        found.append(
            SenderReply(
                id=row.pk,
                number=row.number,
                text=row.text,
                outcome=Outcome(row.outcome),
                legal_basis=row.legal_basis,
                agency=feedback.agency.name,
                at=row.approved_at or row.written_at,
                contentment=Contentment(said.contentment) if said else None,
                comment=said.comment if said else "",
                files=tuple(one for one in files if one.reply_id == row.pk),
            )
        )
    return tuple(found)


def _steps(
    feedback: Feedback,
    supplements: Sequence[Supplement],
    transfers: Sequence[Transfer],
    replies: Sequence[SenderReply],
    changes: Sequence[SenderStep],
) -> tuple[SenderStep, ...]:
    said = [SenderStep(feedback.sent_at, "Đã gửi"), *changes]
    for one in supplements:
        said.append(SenderStep(one.waited.lower, "Được yêu cầu bổ sung", one.asked))
        if one.answered_at:
            said.append(SenderStep(one.answered_at, "Đã bổ sung", one.text))
    for passed in transfers:
        place = passed.taker.name if passed.taker else passed.outside
        said.append(SenderStep(passed.at, "Chuyển cơ quan có thẩm quyền", place))
        if passed.back and passed.back_at:
            said.append(SenderStep(passed.back_at, _CAME_BACK[Back(passed.back)], place))
    if feedback.accepted_at:
        said.append(SenderStep(feedback.accepted_at, "Tiếp nhận để xử lý", feedback.agency.name))
    said += [SenderStep(one.at, "Đã trả lời", one.outcome.label) for one in replies]
    said += [
        SenderStep(again.at, _OPENED[again.is_of_sender], again.reason if again.is_of_sender else "")
        for again in feedback.reopenings.order_by("at")
    ]
    if feedback.published_at:
        said.append(SenderStep(feedback.published_at, "Công khai câu trả lời, không nêu thông tin cá nhân"))
    if feedback.ended_at:
        said.append(SenderStep(feedback.ended_at, State(feedback.state).label, feedback.end_note))
    return tuple(sorted(said, key=lambda step: step.at))


def _changes(feedback: Feedback) -> list[SenderStep]:
    """Since when the rule they wrote about is another one, or none."""
    entries = JournalEntry.objects.filter(
        subject_kind=SUBJECT, subject_id=str(feedback.pk), kind=RULE_CHANGED
    ).order_by("seq")
    return [_change(entry.at, entry.payload) for entry in entries]


def _change(at: datetime, said: Mapping[str, Any]) -> SenderStep:
    title, successor = str(said.get("title", "")), str(said.get("successor", ""))
    if not said.get("is_end"):
        return SenderStep(at, "Quy định đã thay đổi", title)
    since = f"{date.fromisoformat(str(said['since'])):%d/%m/%Y}"
    after = f" Thay bằng: {successor}." if successor else ""
    return SenderStep(at, "Thủ tục không còn áp dụng", f"{title}, từ ngày {since}.{after}")


def personal_feedback(person: Person) -> list[dict[str, Any]]:
    """What this room keeps of a person as a sender, as plain data for themselves."""
    rows = own_feedback(person).values(
        "code", "kind", "subject", "title", "body", "state", "sent_at", "sender_name", "sender_address",
        "sender_phone", "sender_email",
    )  # fmt: skip
    return [dict(row) for row in rows]
