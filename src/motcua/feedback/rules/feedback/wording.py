"""What the journal calls each act on feedback, and what people read of it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from motcua.feedback.enums.feedback import Act

SUBJECT = "feedback"
SENT = "FeedbackSent"

KIND_OF: Mapping[Act, str] = MappingProxyType(
    {
        Act.CLASSIFY: "FeedbackClassified",
        Act.ACCEPT: "FeedbackAccepted",
        Act.REJECT: "FeedbackRejected",
        Act.RETURN: "FeedbackReturned",
        Act.ASK_SUPPLEMENT: "FeedbackSupplementAsked",
        Act.SUPPLEMENT: "FeedbackSupplemented",
        Act.SUPPLEMENT_WORK: "FeedbackSupplemented",
        Act.TRANSFER_WITHIN: "FeedbackTransferred",
        Act.TRANSFER_OUT: "FeedbackTransferredOut",
        Act.KEEP_OUTSIDE_ANSWER: "FeedbackAnsweredOutside",
        Act.TAKE_BACK: "FeedbackTakenBack",
        Act.ASSIGN: "FeedbackAssigned",
        Act.CONSULT: "FeedbackOpinionAsked",
        Act.GIVE_OPINION: "FeedbackOpinionGiven",
        Act.DRAFT_ANSWER: "FeedbackAnswerDrafted",
        Act.SUBMIT_ANSWER: "FeedbackAnswerSubmitted",
        Act.SEND_BACK_ANSWER: "FeedbackAnswerSentBack",
        Act.APPROVE_ANSWER: "FeedbackAnswered",
        Act.CONFIRM_TEXT: "FeedbackTextConfirmed",
        Act.PUBLISH: "FeedbackPublished",
        Act.WITHHOLD: "FeedbackWithheld",
        Act.TAKE_DOWN: "FeedbackTakenDown",
        Act.REOPEN: "FeedbackReopened",
        Act.ASK_AGAIN: "FeedbackAskedAgain",
        Act.WITHDRAW: "FeedbackWithdrawn",
        Act.RATE: "FeedbackAnswerRated",
        Act.MARK_REPEAT: "FeedbackMarkedRepeat",
        Act.MODERATE: "FeedbackModerated",
        Act.NAME_OBJECT: "FeedbackObjectNamed",
        Act.FREE_NAMED: "FeedbackNamedFreed",
        Act.FOLLOW_UP: "FeedbackFollowedUp",
    }
)
RULE_CHANGED = "FeedbackRuleChanged"
PASSED_UP = "FeedbackPassedUp"

WORDS: Mapping[str, str] = MappingProxyType(
    {
        SENT: "Gửi phản ánh, kiến nghị",
        "FeedbackClassified": "Phân loại",
        "FeedbackAccepted": "Tiếp nhận để xử lý",
        "FeedbackRejected": "Từ chối tiếp nhận",
        "FeedbackReturned": "Trả lại nơi chuyển",
        "FeedbackSupplementAsked": "Yêu cầu người gửi bổ sung",
        "FeedbackSupplemented": "Người gửi bổ sung",
        "FeedbackTransferred": "Chuyển cơ quan có thẩm quyền",
        "FeedbackTransferredOut": "Chuyển cơ quan ngoài hệ thống",
        "FeedbackAnsweredOutside": "Ghi trả lời của cơ quan ngoài hệ thống",
        "FeedbackTakenBack": "Nhận lại từ cơ quan ngoài hệ thống",
        "FeedbackAssigned": "Phân công xử lý",
        "FeedbackOpinionAsked": "Lấy ý kiến",
        "FeedbackOpinionGiven": "Cho ý kiến",
        "FeedbackAnswerDrafted": "Soạn trả lời",
        "FeedbackAnswerSubmitted": "Trình duyệt trả lời",
        "FeedbackAnswerSentBack": "Trả lại để sửa câu trả lời",
        "FeedbackAnswered": "Duyệt và gửi trả lời",
        "FeedbackTextConfirmed": "Chốt bản công khai",
        "FeedbackPublished": "Công khai câu trả lời",
        "FeedbackWithheld": "Không công khai câu trả lời",
        "FeedbackTakenDown": "Gỡ bản công khai",
        "FeedbackReopened": "Mở lại để xử lý",
        "FeedbackAskedAgain": "Người gửi đề nghị xem xét lại",
        "FeedbackWithdrawn": "Người gửi rút",
        "FeedbackAnswerRated": "Người gửi đánh giá câu trả lời",
        "FeedbackMarkedRepeat": "Đánh dấu trùng với phản ánh khác",
        "FeedbackModerated": "Kiểm duyệt nội dung",
        "FeedbackObjectNamed": "Ghi người bị phản ánh",
        "FeedbackNamedFreed": "Bỏ người bị nhận ra nhầm",
        "FeedbackFollowedUp": "Mở việc từ phản ánh",
        RULE_CHANGED: "Báo người gửi: quy định đã thay đổi",
        PASSED_UP: "Chuyển cơ quan khác vì không còn ai ở đây được xem",
        "FeedbackHandedOver": "Chuyển sang cơ quan kế thừa",
        "FeedbackOwnTermSet": "Đặt thời hạn riêng của cơ quan",
        "FeedbackOwnTermEnded": "Thôi áp dụng thời hạn riêng",
        "AnonymousFeedbackAllowed": "Cho gửi không nêu tên",
        "AnonymousFeedbackEnded": "Thôi nhận phản ánh không nêu tên",
    }
)
