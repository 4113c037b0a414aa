"""What may be done with a dialogue conference and with a question to it, and when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from textwrap import shorten
from types import MappingProxyType

from motcua.feedback.enums import AskedWhen, ConferenceStatus, QuestionStatus
from motcua.kernel.periods import Period
from motcua.kernel.refusals import Refused
from motcua.kernel.text import clean, fold

SHORTEST_QUESTION, LONGEST_QUESTION = 10, 3000
LONGEST_ANSWER = 10_000
LONGEST_NAME, LONGEST_CONTACT, LONGEST_THEME = 200, 120, 120

_C, _Q = ConferenceStatus, QuestionStatus

# Where each act on a conference leads, from where it may be done.
CONFERENCE_MOVES: Mapping[str, tuple[frozenset[ConferenceStatus], ConferenceStatus | None]] = (
    MappingProxyType(
        {
            "change": (frozenset({_C.PREPARED, _C.ANNOUNCED}), None),
            "announce": (frozenset({_C.PREPARED}), _C.ANNOUNCED),
            "hold": (frozenset({_C.ANNOUNCED}), _C.HELD),
            "conclude": (frozenset({_C.HELD}), _C.CONCLUDED),
            "cancel": (frozenset({_C.PREPARED, _C.ANNOUNCED}), _C.CANCELLED),
        }
    )
)
# The same for a question; what is public stays as it is.
QUESTION_MOVES: Mapping[str, tuple[frozenset[QuestionStatus], QuestionStatus]] = MappingProxyType(
    {
        "assign": (frozenset({_Q.RECEIVED, _Q.ASSIGNED}), _Q.ASSIGNED),
        "answer": (frozenset({_Q.ASSIGNED, _Q.ANSWERED}), _Q.ANSWERED),
        "send_back": (frozenset({_Q.ANSWERED, _Q.APPROVED}), _Q.ASSIGNED),
        "approve": (frozenset({_Q.ANSWERED}), _Q.APPROVED),
        "publish": (frozenset({_Q.APPROVED}), _Q.PUBLISHED),
        "set_aside": (frozenset({_Q.RECEIVED, _Q.ASSIGNED, _Q.ANSWERED}), _Q.SET_ASIDE),
        "take_up": (frozenset({_Q.SET_ASIDE}), _Q.RECEIVED),
    }
)
# Until a question is approved somebody may still find that it is about conduct, or that it is not.
JUDGED_AT = frozenset({_Q.RECEIVED, _Q.ASSIGNED, _Q.ANSWERED, _Q.SET_ASIDE})
# What may be done with a question about conduct, beside judging it anew: it is answered to nobody in public.
OF_CONDUCT = frozenset({"set_aside", "take_up"})
OPEN_QUESTIONS = frozenset({_Q.RECEIVED, _Q.ASSIGNED, _Q.ANSWERED})
# A conference the public may know of.
PUBLIC_CONFERENCES = frozenset({_C.ANNOUNCED, _C.HELD, _C.CONCLUDED})
_CONFERENCE_ACTS = {
    "change": "sửa",
    "announce": "thông báo",
    "hold": "ghi đã tổ chức",
    "conclude": "công khai kết quả",
    "cancel": "ghi không tổ chức",
}
_QUESTION_ACTS = {
    "assign": "phân công",
    "answer": "soạn trả lời",
    "send_back": "trả lại người soạn",
    "approve": "duyệt trả lời",
    "publish": "công khai",
    "set_aside": "để ngoài hội nghị",
    "take_up": "đưa trở lại",
}


def may_move_conference(status: ConferenceStatus, act: str) -> bool:
    """Whether the act is possible for a conference of that status."""
    return status in CONFERENCE_MOVES[act][0]


def conference_after(status: ConferenceStatus, act: str) -> ConferenceStatus:
    """The status after the act.

    :raises Refused: "conference-not-at-that-point".
    """
    allowed, after = CONFERENCE_MOVES[act]
    if status not in allowed:
        raise Refused(
            "conference-not-at-that-point",
            f"Hội nghị đang ở trạng thái “{status.label}” nên không {_CONFERENCE_ACTS[act]} được. "
            "Tải lại trang để xem việc làm được lúc này.",
        )
    return after or status


def may_move_question(status: QuestionStatus, act: str) -> bool:
    """Whether the act is possible for a question of that status."""
    return status in QUESTION_MOVES[act][0]


def may_judge_question(status: QuestionStatus) -> bool:
    """Whether it can still be said whom the question is about."""
    return status in JUDGED_AT


def question_after(status: QuestionStatus, act: str) -> QuestionStatus:
    """The status after the act.

    :raises Refused: "question-not-at-that-point".
    """
    allowed, after = QUESTION_MOVES[act]
    if status not in allowed:
        raise Refused(
            "question-not-at-that-point",
            f"Câu hỏi đang ở trạng thái “{status.label}” nên không {_QUESTION_ACTS[act]} được. "
            "Tải lại trang để xem việc làm được lúc này.",
        )
    return after


def require_not_conduct(act: str, text: str, *, is_closed: bool) -> None:
    """Refuse to bring a question about somebody's conduct before the conference.

    :raises Refused: "question-about-conduct".
    """
    if is_closed and act not in OF_CONDUCT:
        raise Refused(
            "question-about-conduct",
            f"Câu hỏi “{shorten(text, 60, placeholder='…')}” nói về hành vi của cán bộ, đơn vị nên không "
            f"{_QUESTION_ACTS[act]} tại hội nghị. "
            "Ghi thành phản ánh rồi để câu hỏi ngoài hội nghị; nếu chỉ nhắc tên, ghi lại ở “Câu hỏi nói về ai”.",
        )


def takes_questions(status: ConferenceStatus, call: Period, on: date) -> bool:
    """Whether the public may send a question on the day: the conference is announced and its call goes on."""
    return status is ConferenceStatus.ANNOUNCED and call.contains(on)


def require_takes_questions(status: ConferenceStatus, call: Period, on: date) -> None:
    """Refuse a question of the public outside of the call.

    :raises Refused: "call-not-open".
    """
    if takes_questions(status, call, on):
        return
    if status is ConferenceStatus.ANNOUNCED and on < call.start:
        raise Refused(
            "call-not-open", f"Hội nghị nhận câu hỏi từ ngày {call.start:%d/%m/%Y}. Xin quay lại từ ngày đó."
        )
    raise Refused(
        "call-not-open",
        "Hội nghị này đã hết thời gian nhận câu hỏi. Anh/chị có thể gửi phản ánh, kiến nghị trên cổng.",
    )


def call_days(first: date, last: date) -> Period:
    """The days from `first` to `last`, both of them in it.

    :raises Refused: "call-days-wrong".
    """
    if last < first:
        raise Refused(
            "call-days-wrong", "Ngày cuối nhận câu hỏi không được trước ngày đầu.", field="call_until"
        )
    return Period(first, last + timedelta(days=1))


def require_days(*, starts_on: date, call: Period) -> None:
    """Refuse a call for questions that goes on after the day of the conference.

    :raises Refused: "call-too-late".
    """
    if call.end is None or call.end > starts_on + timedelta(days=1):
        raise Refused(
            "call-too-late",
            "Ngày cuối nhận câu hỏi không được sau ngày tổ chức hội nghị.",
            field="call_until",
        )


def asked_when(*, starts_at: datetime, ended_at: datetime | None, at: datetime) -> AskedWhen:
    """When a question comes, seen from the conference."""
    if at < starts_at:
        return AskedWhen.BEFORE
    return AskedWhen.AT if ended_at is None or at <= ended_at else AskedWhen.AFTER


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as somebody puts it; name and contact are given freely."""

    text: str
    name: str = ""
    contact: str = ""


def checked_question(asked: Asked) -> Asked:
    """The question cleaned; signs of markup are kept as the text they are.

    :raises Refused: "question-too-short", "question-too-long", "question-about-too-long".
    """
    text, name, contact = clean(asked.text), " ".join(clean(asked.name).split()), clean(asked.contact)
    if len(text) < SHORTEST_QUESTION:
        raise Refused(
            "question-too-short",
            f"Câu hỏi quá ngắn. Xin viết ít nhất {SHORTEST_QUESTION} chữ cái để cơ quan hiểu việc cần trả lời.",
            field="text",
        )
    if len(text) > LONGEST_QUESTION:
        raise Refused(
            "question-too-long",
            f"Câu hỏi dài quá {LONGEST_QUESTION} chữ cái. Xin viết gọn lại.",
            field="text",
        )
    if len(name) > LONGEST_NAME or len(contact) > LONGEST_CONTACT:
        raise Refused(
            "question-about-too-long",
            "Tên hoặc cách liên hệ dài quá. Xin ghi gọn lại.",
            field="name" if len(name) > LONGEST_NAME else "contact",
        )
    return Asked(text, name, contact)


def checked_answer(text: str) -> str:
    """The answer cleaned.

    :raises Refused: "answer-missing", "answer-too-long".
    """
    said = clean(text)
    if not said:
        raise Refused("answer-missing", "Ghi nội dung trả lời.", field="answer")
    if len(said) > LONGEST_ANSWER:
        raise Refused(
            "answer-too-long",
            f"Nội dung trả lời dài quá {LONGEST_ANSWER} chữ cái. Viết gọn lại.",
            field="answer",
        )
    return said


def alike(text: str, others: Sequence[tuple[str, int]], *, least: float = 0.6) -> list[int]:
    """The numbers among `others` (folded text, number) that say nearly the same: the share of words in both among
    the words in either is at least `least`. The most alike first."""
    words = set(fold(text).split())
    shares = []
    for folded, number in others:
        other = set(folded.split())
        share = len(words & other) / len(words | other) if words or other else 0.0
        if share >= least:
            shares.append((-share, number))
    return [number for _share, number in sorted(shares)]


@dataclass(frozen=True, slots=True)
class ConferenceCounts:
    """How many questions there are, and how far they are."""

    total: int
    open: int
    set_aside: int
    approved: int
    published: int
    by_when: Mapping[AskedWhen, int]
    late: int

    @property
    def answered(self) -> int:
        """Those with an approved answer, public or not yet."""
        return self.approved + self.published


def counted(
    rows: Sequence[tuple[QuestionStatus, AskedWhen, date | None]], *, today: date
) -> ConferenceCounts:
    """Sums over (status, when it came, promised day); `late` are open ones whose promised day is over."""
    states = [status for status, _when, _by in rows]
    return ConferenceCounts(
        total=len(rows),
        open=sum(one in OPEN_QUESTIONS for one in states),
        set_aside=states.count(_Q.SET_ASIDE),
        approved=states.count(_Q.APPROVED),
        published=states.count(_Q.PUBLISHED),
        by_when={when: sum(one == when for _s, one, _b in rows) for when in AskedWhen},
        late=sum(status in OPEN_QUESTIONS and by is not None and by < today for status, _w, by in rows),
    )
