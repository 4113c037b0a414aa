"""What a published number says, and what the register of calls must say."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from motcua.feedback.enums import CallOutcome
from motcua.feedback.rules.feedback.recognising import may_denounce
from motcua.kernel.refusals import Refused
from motcua.kernel.text import clean

LONGEST_CALL = 5000
_PHONE = re.compile(r"(?:\+84|0)\d{8,10}|1[0-9]{2,7}")  # also short ones such as 1022
OPEN_OUTCOMES = frozenset({CallOutcome.CALL_BACK, CallOutcome.PASSED_ON})


@dataclass(frozen=True, slots=True)
class Line:
    """What is published of a number."""

    phone: str
    name: str
    hours: str
    title: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True)
class Call:
    """What is written down of a call; who called may stay unknown."""

    called_at: datetime
    text: str
    outcome: CallOutcome
    said: str = ""
    caller: str = ""
    contact: str = ""
    unit_id: UUID | None = None
    answer_by: date | None = None
    is_conduct: bool = False
    about_agency_id: UUID | None = None


def checked_line(line: Line) -> Line:
    """The line cleaned, its number as people write it.

    :raises Refused: "hotline-phone-wrong", "hotline-name-missing", "hotline-hours-missing".
    """
    phone = " ".join(clean(line.phone).split())
    if not _PHONE.fullmatch(re.sub(r"[\s.\-()]", "", phone)) or len(phone) > 20:
        raise Refused(
            "hotline-phone-wrong", "Số điện thoại chưa đúng, ví dụ 0225 384 2000 hoặc 1022.", field="phone"
        )
    name, hours = _line(line.name)[:120], _line(line.hours)[:200]
    if not name:
        raise Refused("hotline-name-missing", "Ghi tên người hoặc bộ phận nghe máy.", field="name")
    if not hours:
        raise Refused(
            "hotline-hours-missing", "Ghi giờ có người nghe máy, ví dụ giờ hành chính.", field="hours"
        )
    return Line(phone, name, hours, _line(line.title)[:200], _line(line.about)[:200])


def checked_call(call: Call, *, at: datetime, names_staff: bool = False) -> Call:
    """The call cleaned; `names_staff` says that it names somebody who works here. Whom it is passed on to and until
    when belong to calls that are passed on or called back.

    :raises Refused: "call-text-missing", "call-not-yet", "call-guidance-missing", "call-unit-missing",
        "call-day-missing", "call-contact-missing"; "call-about-conduct" where one about conduct is to be passed on.
    """
    text, said = clean(call.text)[:LONGEST_CALL], clean(call.said)[:LONGEST_CALL]
    if not text:
        raise Refused("call-text-missing", "Ghi trung thực nội dung người gọi nói.", field="text")
    if call.called_at > at:
        raise Refused("call-not-yet", "Giờ gọi chưa tới. Ghi giờ nhận cuộc gọi.", field="called_at")
    if call.outcome is CallOutcome.GUIDED and not said:
        raise Refused("call-guidance-missing", "Ghi đã hướng dẫn người gọi thế nào.", field="said")
    if call.outcome is CallOutcome.PASSED_ON and call.unit_id is None:
        raise Refused("call-unit-missing", "Chọn đơn vị sẽ trả lời người gọi.", field="unit")
    is_closed = call.is_conduct or may_denounce(text, names_staff=names_staff)
    if is_closed and call.outcome is CallOutcome.PASSED_ON:
        raise Refused(
            "call-about-conduct",
            "Cuộc gọi nói về hành vi của cán bộ, đơn vị: không chuyển chung cho đơn vị. Ghi thành phản ánh, kiến nghị, "
            "hoặc hẹn gọi lại.",
            field="outcome",
        )
    is_open = call.outcome in OPEN_OUTCOMES
    if is_open and call.answer_by is None:
        raise Refused("call-day-missing", "Ghi ngày hẹn trả lời người gọi.", field="answer_by")
    contact = _line(call.contact)[:120]
    if is_open and not contact:
        raise Refused("call-contact-missing", "Ghi cách liên hệ lại với người gọi.", field="contact")
    return Call(
        called_at=call.called_at,
        text=text,
        outcome=call.outcome,
        said=said,
        caller=_line(call.caller)[:200],
        contact=contact,
        unit_id=call.unit_id if call.outcome is CallOutcome.PASSED_ON else None,
        answer_by=call.answer_by if is_open else None,
        is_conduct=is_closed,
        about_agency_id=call.about_agency_id if is_closed else None,
    )


@dataclass(frozen=True, slots=True)
class CallCounts:
    """The calls of a time by what came of them; `open` wait for an answer, `late` beyond the promised day."""

    total: int
    by_outcome: Mapping[CallOutcome, int]
    open: int
    late: int


def counted_calls(rows: Sequence[tuple[CallOutcome, date | None, bool]], *, today: date) -> CallCounts:
    """Sums over (outcome, promised day, whether settled)."""
    waiting = [by for outcome, by, settled in rows if outcome in OPEN_OUTCOMES and not settled]
    return CallCounts(
        total=len(rows),
        by_outcome={one: sum(row[0] is one for row in rows) for one in CallOutcome},
        open=len(waiting),
        late=sum(by is not None and by < today for by in waiting),
    )


def _line(text: str) -> str:
    return " ".join(clean(text).split())
