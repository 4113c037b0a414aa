"""The closed table of what people are told about: each event, its group, the facts it always brings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from motcua.notices.enums import Audience, EventGroup

# Facts that every event about a dossier brings; "at", the moment itself, is added by the room.
ALWAYS = frozenset({"code", "procedure", "agency", "at"})
# The same for events about plans and the work in them.
OF_PLANS = frozenset({"plan", "agency", "at"})
# And for what a unit has part in besides: commitments, initiatives.
OF_UNITS = frozenset({"agency", "at"})
# And for what the public says: never its content, which only its page shows.
OF_FEEDBACK = frozenset({"code", "agency", "at"})

_BOTH = (Audience.APPLICANT, Audience.STAFF)
_APPLICANT = (Audience.APPLICANT,)
_STAFF = (Audience.STAFF,)


@dataclass(frozen=True, slots=True)
class EventKind:
    """One event: what it is called, with which others it is switched on or off, whom it concerns.

    `brings` are the facts that are always there beside those of `about`; every other fact may be absent. `must_show`
    stays in the bell whatever the person prefers: it asks for an act, or the law gives it a term.
    """

    label: str
    group: EventGroup
    audiences: tuple[Audience, ...]
    brings: frozenset[str] = frozenset()
    must_show: bool = False
    about: frozenset[str] = ALWAYS

    @property
    def sure(self) -> frozenset[str]:
        """The facts that a template may use without brackets."""
        return self.about | self.brings


def _kind(label: str, group: EventGroup, audiences: tuple[Audience, ...], *brings: str) -> EventKind:
    return EventKind(label, group, audiences, frozenset(brings))


def _must(label: str, group: EventGroup, audiences: tuple[Audience, ...], *brings: str) -> EventKind:
    return EventKind(label, group, audiences, frozenset(brings), must_show=True)


def _plan(label: str, *brings: str) -> EventKind:
    return EventKind(label, EventGroup.PLANS, _STAFF, frozenset(brings), must_show=True, about=OF_PLANS)


def _unit(label: str, *brings: str) -> EventKind:
    return EventKind(label, EventGroup.PLANS, _STAFF, frozenset(brings), must_show=True, about=OF_UNITS)


def _said(label: str, audiences: tuple[Audience, ...], *brings: str) -> EventKind:
    return EventKind(
        label, EventGroup.FEEDBACK, audiences, frozenset(brings), must_show=True, about=OF_FEEDBACK
    )


def _asked(label: str) -> EventKind:
    """An invitation that one need not take: who switches the group off is not asked any more."""
    brings = frozenset({"survey", "until"})
    return EventKind(label, EventGroup.FEEDBACK, _APPLICANT, brings, about=OF_UNITS)


# An invitation to rate a dossier that is over: nothing is under way any more.
_RATING = EventKind(
    "Mời đánh giá", EventGroup.RESULT, _APPLICANT, frozenset({"procedure", "until"}), about=OF_UNITS
)

EVENTS: Mapping[str, EventKind] = MappingProxyType(
    {
        "draft_going": _must("Hồ sơ soạn dở sắp bị xóa", EventGroup.PROGRESS, _APPLICANT, "until"),
        "draft_procedure_changed": _must("Thủ tục đang soạn có thay đổi", EventGroup.PROGRESS, _APPLICANT),
        "draft_procedure_ended": _must("Thủ tục đang soạn hết hiệu lực", EventGroup.PROGRESS, _APPLICANT),
        "dossier_submitted": _kind("Hồ sơ mới nộp", EventGroup.PROGRESS, _BOTH),
        "dossier_received": _kind("Hồ sơ được tiếp nhận", EventGroup.PROGRESS, _BOTH),
        "intake_supplement_requested": _must(
            "Yêu cầu bổ sung khi tiếp nhận", EventGroup.SUPPLEMENT, _APPLICANT
        ),
        "intake_refused": _must("Từ chối tiếp nhận", EventGroup.PROGRESS, _APPLICANT),
        "dossier_forwarded": _kind("Hồ sơ chuyển bước", EventGroup.PROGRESS, _BOTH),
        "dossier_assigned": _must("Được giao hồ sơ", EventGroup.WORK, _STAFF),
        "dossier_taken_back": _kind("Hồ sơ được rút lại", EventGroup.WORK, _STAFF),
        "handed_over": _must("Nhận bàn giao hồ sơ", EventGroup.WORK, _STAFF),
        "consultation_asked": _must("Được lấy ý kiến", EventGroup.WORK, _STAFF),
        "consultation_answered": _kind("Có ý kiến trả lời", EventGroup.WORK, _STAFF),
        "consultation_closed": _kind("Không cần trả lời ý kiến nữa", EventGroup.WORK, _STAFF),
        "consultation_late": _must("Ý kiến quá hạn trả lời", EventGroup.WORK, _STAFF, "until"),
        "supplement_requested": _must("Yêu cầu bổ sung hồ sơ", EventGroup.SUPPLEMENT, _APPLICANT),
        "supplement_received": _kind("Đã nhận giấy tờ bổ sung", EventGroup.SUPPLEMENT, _BOTH),
        "supplement_due_soon": _must("Sắp hết hạn bổ sung", EventGroup.SUPPLEMENT, _APPLICANT, "until"),
        "payment_requested": _must("Yêu cầu nộp phí, lệ phí", EventGroup.PAYMENT, _APPLICANT),
        "payment_received": _kind("Đã nhận tiền", EventGroup.PAYMENT, _BOTH),
        "due_soon": _kind("Sắp đến hạn", EventGroup.DUE, _STAFF, "due", "days"),
        "due_today": _must("Đến hạn hôm nay", EventGroup.DUE, _STAFF, "due"),
        "overdue_without_apology": _must("Quá hạn mà chưa xin lỗi", EventGroup.DUE, _STAFF, "due"),
        "extended_with_apology": _must("Xin lỗi và hẹn lại ngày trả", EventGroup.PROGRESS, _BOTH, "due"),
        "apology_sent": _must("Xin lỗi vì trả kết quả chậm", EventGroup.PROGRESS, _APPLICANT),
        "returned_ineligible": _must("Hồ sơ chưa đủ điều kiện giải quyết", EventGroup.PROGRESS, _APPLICANT),
        "refused_with_reason": _must("Từ chối giải quyết", EventGroup.RESULT, _APPLICANT),
        "stopped": _must("Dừng giải quyết", EventGroup.PROGRESS, _BOTH),
        "withdrawn": _kind("Rút hồ sơ", EventGroup.PROGRESS, _BOTH),
        "result_ready": _must("Đã có kết quả", EventGroup.RESULT, _BOTH),
        "result_delivered": _kind("Đã trả kết quả", EventGroup.RESULT, _APPLICANT),
        "rating_asked": _RATING,
        "result_reopened": _must("Sửa lại kết quả", EventGroup.RESULT, _BOTH),
        "message_from_applicant": _must("Lời nhắn của người nộp", EventGroup.MESSAGES, _STAFF),
        "message_from_officer": _must("Lời nhắn của cán bộ", EventGroup.MESSAGES, _APPLICANT),
        "plan_submitted": _plan("Kế hoạch chờ phê duyệt"),
        "plan_sent_back": _plan("Kế hoạch bị trả lại", "reason"),
        "plan_approved": _plan("Kế hoạch được ban hành"),
        "child_plan_asked": _plan("Phải gửi kế hoạch của đơn vị"),
        "child_plan_urged": _plan("Chưa gửi kế hoạch của đơn vị"),
        "duty_assigned": _plan("Được giao nhiệm vụ trong kế hoạch", "task"),
        "duty_reported_done": _plan("Đơn vị báo xong nhiệm vụ", "task"),
        "duty_sent_back": _plan("Nhiệm vụ chưa được xác nhận", "task", "reason"),
        "duty_change_asked": _plan("Đề nghị thay đổi nhiệm vụ", "task", "reason"),
        "duty_change_decided": _plan("Trả lời đề nghị thay đổi nhiệm vụ", "task", "answer"),
        "duty_term_set": _plan("Nhiệm vụ có hạn mới", "task", "until"),
        "duty_due_soon": _plan("Nhiệm vụ sắp đến hạn", "task", "until", "days"),
        "duty_due_today": _plan("Nhiệm vụ đến hạn hôm nay", "task", "until"),
        "duty_late": _plan("Nhiệm vụ quá hạn", "task", "until", "days"),
        "duty_escalated": _plan("Nhiệm vụ quá hạn lâu ngày", "task", "until", "days"),
        "inspection_round_drawn": _plan("Đợt kiểm tra chờ phê duyệt"),
        "inspection_round_approved": _plan("Đợt kiểm tra được phê duyệt"),
        "inspection_team_named": _plan("Được cử vào đoàn kiểm tra", "until"),
        "inspection_announced": _plan("Đơn vị sắp được kiểm tra", "until"),
        "inspection_cancelled": _plan("Không kiểm tra đơn vị nữa", "until", "reason"),
        "inspection_held": _plan("Biên bản kiểm tra chờ ý kiến đơn vị", "until"),
        "inspection_opinion_given": _plan("Đơn vị cho ý kiến về kết quả kiểm tra", "until"),
        "inspection_proposed": _plan("Kết luận kiểm tra chờ ký", "until"),
        "inspection_concluded": _plan("Kết luận kiểm tra", "until"),
        "inspection_closed": _plan("Khắc phục xong sau kiểm tra", "until"),
        "commitment_asked": _unit("Mở đợt ký cam kết", "drive"),
        "commitment_urged": _unit("Đơn vị chưa ký cam kết", "drive"),
        "commitment_reported": _unit("Đơn vị báo đã ký cam kết", "drive"),
        "initiative_called": _unit("Mở đợt đăng ký sáng kiến", "drive"),
        "initiative_scoring": _unit("Chấm sáng kiến", "drive"),
        "initiative_decided": _unit("Kết quả xét sáng kiến", "initiative", "answer"),
        "report_to_sign": _unit("Báo cáo chờ ký", "report", "until"),
        "report_signed": _unit("Báo cáo đã ký, chờ gửi", "report", "until"),
        "report_sent": _unit("Đơn vị gửi báo cáo", "report"),
        "report_due_soon": _unit("Báo cáo sắp đến hạn gửi", "report", "until", "days"),
        "report_due_today": _unit("Báo cáo đến hạn gửi hôm nay", "report", "until"),
        "report_late": _unit("Báo cáo quá hạn gửi", "report", "until", "days"),
        "survey_invited": _asked("Mời trả lời khảo sát"),
        "survey_reminded": _asked("Nhắc trả lời khảo sát"),
        "review_to_approve": _plan("Đợt rà soát chờ phê duyệt"),
        "review_approved": _plan("Đợt rà soát được phê duyệt"),
        "review_asked": _plan("Được giao rà soát thủ tục", "task", "until"),
        "review_handed_in": _plan("Đơn vị nộp kết quả rà soát", "task"),
        "review_sent_back": _plan("Biểu rà soát bị trả lại", "task", "reason"),
        "review_due_soon": _plan("Rà soát sắp đến hạn", "task", "until", "days"),
        "review_due_today": _plan("Rà soát đến hạn hôm nay", "task", "until"),
        "review_late": _plan("Rà soát quá hạn", "task", "until", "days"),
        "review_escalated": _plan("Rà soát quá hạn lâu ngày", "task", "until", "days"),
        "proposal_to_approve": _plan("Phương án đơn giản hóa chờ duyệt", "task"),
        "proposal_decided": _plan("Phương án đơn giản hóa đã quyết định", "task", "answer"),
        "proposal_seems_done": _plan("Phương án đơn giản hóa có thể đã thực thi", "task"),
        "feedback_sent": _said("Đã gửi phản ánh, kiến nghị", _BOTH),
        "feedback_accepted": _said("Phản ánh được tiếp nhận", _APPLICANT),
        "feedback_rejected": _said("Phản ánh không được tiếp nhận", _APPLICANT, "reason"),
        "feedback_supplement_asked": _said("Cần bổ sung phản ánh", _APPLICANT, "reason"),
        "feedback_supplemented": _said("Người gửi đã bổ sung phản ánh", _STAFF),
        "feedback_transferred": _said("Phản ánh được chuyển cơ quan khác", _APPLICANT, "place"),
        "feedback_came": _said("Có phản ánh chuyển đến", _STAFF),
        "feedback_assigned": _said("Được giao xử lý phản ánh", _STAFF),
        "feedback_opinion_asked": _said("Được lấy ý kiến về phản ánh", _STAFF),
        "feedback_opinion_given": _said("Có ý kiến về phản ánh", _STAFF, "by"),
        "feedback_answer_submitted": _said("Trả lời phản ánh chờ duyệt", _STAFF),
        "feedback_answer_sent_back": _said("Trả lời phản ánh bị trả lại", _STAFF, "reason"),
        "feedback_answered": _said("Phản ánh đã được trả lời", _BOTH),
        "feedback_published": _said("Câu trả lời được công khai", _APPLICANT),
        "feedback_reopened": _said("Phản ánh được xử lý lại", _BOTH),
        "feedback_asked_again": _said("Người gửi đề nghị xem xét lại", _STAFF),
        "feedback_answered_outside": _said("Cơ quan được chuyển đã trả lời", _APPLICANT, "place"),
        "feedback_taken_back": _said("Phản ánh trở lại cơ quan tiếp nhận", _APPLICANT, "place"),
        "feedback_withdrawn": _said("Người gửi rút phản ánh", _STAFF),
        "feedback_dissatisfied": _said("Người gửi không hài lòng với trả lời", _STAFF),
        "feedback_followed_up": _said("Cơ quan xem xét thêm từ phản ánh", _APPLICANT, "task"),
        "feedback_rule_changed": _said("Quy định đã phản ánh có thay đổi", _APPLICANT, "procedure"),
        "feedback_rule_ended": _said("Thủ tục đã phản ánh không còn áp dụng", _APPLICANT, "procedure"),
        "feedback_due_soon": _said("Phản ánh sắp đến hạn", _STAFF, "until"),
        "feedback_late": _said("Phản ánh quá hạn", _STAFF, "until"),
    }
)


def event_kind(event: str) -> EventKind:
    """The event of this name.

    :raises ValueError: there is no such event; a caller's mistake, not a person's.
    """
    try:
        return EVENTS[event]
    except KeyError:
        raise ValueError(f"no such event: {event}") from None
