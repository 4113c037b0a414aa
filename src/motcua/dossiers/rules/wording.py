"""What each entry of a dossier's journal says to people, and which of its details each audience may read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any

from motcua.documents.enums import PaperKind
from motcua.dossiers.enums import Audience, Door, ResultKind, ReturnWay, Verb
from motcua.dossiers.rules.events import (
    AUDIENCE,
    CONSULTATION_CLOSED,
    CONSULTATION_HANDED_OVER,
    KIND_OF,
    PAPER_GIVEN,
    PASSED_ON,
    SUBMITTED,
)
from motcua.kernel.clock import VIETNAM
from motcua.kernel.labelled import Labelled

V = Verb

_OF_VERBS: Mapping[Verb, str] = MappingProxyType(
    {
        V.RECEIVE: "Tiếp nhận hồ sơ",
        V.REFUSE_INTAKE: "Từ chối tiếp nhận hồ sơ",
        V.REQUEST_INTAKE_SUPPLEMENT: "Yêu cầu hoàn thiện hồ sơ trước khi tiếp nhận",
        V.TRANSFER: "Chuyển hồ sơ tới cơ quan có thẩm quyền",
        V.ACCEPT_TRANSFER: "Cơ quan có thẩm quyền nhận hồ sơ",
        V.FORWARD: "Chuyển bước",
        V.TAKE_BACK: "Thu hồi về bước trước",
        V.START_WORK: "Bắt đầu xử lý",
        V.ASSIGN: "Phân công người xử lý",
        V.CONSULT: "Lấy ý kiến cơ quan, đơn vị liên quan",
        V.ANSWER_CONSULTATION: "Cơ quan, đơn vị được hỏi trả lời ý kiến",
        V.REQUEST_SUPPLEMENT: "Yêu cầu bổ sung giấy tờ",
        V.RECEIVE_SUPPLEMENT: "Nhận giấy tờ bổ sung",
        V.RETURN_INELIGIBLE: "Trả lại hồ sơ vì chưa đủ điều kiện giải quyết",
        V.REQUIRE_PAYMENT: "Yêu cầu nộp phí, lệ phí",
        V.CONFIRM_PAYMENT: "Xác nhận đã nộp phí, lệ phí",
        V.EXTEND: "Xin lỗi và hẹn lại ngày trả kết quả",
        V.APOLOGISE: "Xin lỗi vì trả kết quả quá hạn",
        V.PROPOSE: "Trình dự thảo kết quả",
        V.APPROVE: "Duyệt dự thảo kết quả",
        V.SEND_BACK: "Trả lại bước trước",
        V.SIGN: "Ký kết quả",
        V.ISSUE: "Ban hành kết quả",
        V.STOP: "Dừng giải quyết hồ sơ",
        V.WITHDRAW: "Rút hồ sơ theo yêu cầu của người nộp",
        V.RETURN_RESULT: "Trả kết quả",
        V.REOPEN: "Mở lại hồ sơ để sửa kết quả có lỗi",
        V.WRITE_MESSAGE: "Nhắn tin",
    }
)
WORDS: Mapping[str, str] = MappingProxyType(
    {
        SUBMITTED: "Nộp hồ sơ",
        CONSULTATION_HANDED_OVER: "Giao việc trả lời ý kiến cho người khác",
        CONSULTATION_CLOSED: "Đóng câu hỏi lấy ý kiến, không cần trả lời nữa",
        PAPER_GIVEN: "In giấy tờ theo yêu cầu",
        PASSED_ON: "Chuyển sang cơ quan kế thừa",
        **{KIND_OF[verb]: words for verb, words in _OF_VERBS.items()},
    }
)


@dataclass(frozen=True, slots=True)
class Detail:
    """A detail of entries: how it is introduced, who may read it, how its value reads ("" leaves it out)."""

    label: str
    audience: Audience
    read: Callable[[Any], str]


def _moment(value: Any) -> str:
    try:
        return f"{datetime.fromisoformat(str(value)).astimezone(VIETNAM):%H:%M %d/%m/%Y}"
    except ValueError:
        return ""


def _text(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""


def _of(words: type[Labelled]) -> Callable[[Any], str]:
    labels = {member.value: member.label for member in words}
    return lambda value: labels.get(str(value), "")


def _papers(value: Any) -> str:
    label = _of(PaperKind)
    return ", ".join(filter(None, map(label, value))) if isinstance(value, list) else label(value)


def _list(value: Any) -> str:
    return "; ".join(_text(one) for one in value) if isinstance(value, list) else ""


def _yes(value: Any) -> str:
    return "có" if value is True else ""


# A detail that is not named here is shown to nobody.
DETAILS: Mapping[str, Detail] = MappingProxyType(
    {
        "door": Detail("Cách nộp", Audience.APPLICANT, _of(Door)),
        "due_at": Detail("Hẹn trả", Audience.APPLICANT, _moment),
        "answer_by": Detail("Bổ sung trước", Audience.APPLICANT, _moment),
        "step_name": Detail("Bước", Audience.APPLICANT, _text),
        "reason": Detail("Lý do", Audience.APPLICANT, _text),
        "number": Detail("Số", Audience.APPLICANT, _text),
        "way": Detail("Cách trả", Audience.APPLICANT, _of(ReturnWay)),
        "papers": Detail("Giấy tờ", Audience.APPLICANT, _papers),
        "kind": Detail("Kết quả", Audience.APPLICANT, _of(ResultKind)),
        "legal_basis": Detail("Căn cứ", Audience.APPLICANT, _text),
        "papers_asked": Detail("Cần bổ sung", Audience.APPLICANT, _list),
        "changed": Detail("Đã bổ sung", Audience.APPLICANT, _list),
        "what_of_papers": Detail("Giấy tờ đã nộp", Audience.APPLICANT, _text),
        "what_of_money": Detail("Phí, lệ phí", Audience.APPLICANT, _text),
        "transfer_by": Detail("Phải chuyển trước", Audience.STAFF, _moment),
        "is_late": Detail("Trễ hạn", Audience.STAFF, _yes),
        "is_repeated": Detail("Yêu cầu quá một lần", Audience.STAFF, _yes),
        "handover_reason": Detail("Lý do bàn giao", Audience.STAFF, _text),
        "taken_by": Detail("Người nhận", Audience.STAFF, _text),
        "note": Detail("Ghi chú", Audience.STAFF, _text),
    }
)


def kinds_for(audience: Audience) -> frozenset[str]:
    """The kinds of entries that an audience reads. Staff read all; the applicant those meant for them."""
    if audience is Audience.STAFF:
        return frozenset(AUDIENCE)
    return frozenset(kind for kind, who in AUDIENCE.items() if who is Audience.APPLICANT)


def details_of(payload: Mapping[str, Any], *, audience: Audience) -> tuple[str, ...]:
    """What an entry says beside its kind, in the order of DETAILS: "Lý do: thiếu chữ ký"."""
    found = []
    for key, detail in DETAILS.items():
        may_read = audience is Audience.STAFF or detail.audience is Audience.APPLICANT
        if may_read and payload.get(key) and (words := detail.read(payload[key])):
            found.append(f"{detail.label}: {words}")
    return tuple(found)
