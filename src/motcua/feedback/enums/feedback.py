"""Words of feedback: what came, from whom, how far it is, what is done with it."""

from motcua.kernel.labelled import Labelled


class Kind(Labelled):
    """What the sender does. Basis: NĐ 20/2008 art. 3."""

    REPORT = "report", "Phản ánh"
    PROPOSAL = "proposal", "Kiến nghị"


class Subject(Labelled):
    """What it is about. Basis: NĐ 20/2008 art. 3, 5."""

    RULE = "rule", "Quy định hành chính"
    CONDUCT = "conduct", "Hành vi của cán bộ, cơ quan"


class Content(Labelled):
    """The eight contents, in the order of the law. Basis: NĐ 20/2008 art. 5."""

    TROUBLE = "1", "Vướng mắc cụ thể do chậm trễ, gây phiền hà, không làm hoặc làm sai quy định"
    UNFIT = "2", "Quy định không phù hợp thực tế"
    INCONSISTENT = "3", "Quy định không đồng bộ, không thống nhất"
    ILLEGAL = "4", "Quy định không hợp pháp"
    AGAINST_TREATY = "5", "Quy định trái điều ước quốc tế"
    OTHER = "6", "Vấn đề khác liên quan đến quy định hành chính"
    SOLUTION = "7", "Phương án xử lý những điều đã phản ánh"
    NEW_RULE = "8", "Sáng kiến ban hành quy định mới"


class Channel(Labelled):
    """By which way it came."""

    PORTAL = "portal", "Cổng trực tuyến"
    DESK = "desk", "Trực tiếp tại cơ quan"
    PHONE = "phone", "Điện thoại"
    HOTLINE = "hotline", "Đường dây nóng"
    CALL_CENTRE = "call_centre", "Tổng đài 1022"
    POST = "post", "Thư, đơn gửi qua bưu điện"
    EMAIL = "email", "Thư điện tử"
    TRANSFERRED = "transferred", "Cơ quan khác chuyển đến"
    QUESTIONNAIRE = "questionnaire", "Phiếu lấy ý kiến"


class SenderKind(Labelled):
    """Who speaks. Basis: NĐ 20/2008 art. 3."""

    CITIZEN = "citizen", "Cá nhân"
    BUSINESS = "business", "Doanh nghiệp, hộ kinh doanh"
    ORGANISATION = "organisation", "Cơ quan, tổ chức khác"
    ANONYMOUS = "anonymous", "Không nêu tên"


class State(Labelled):
    """How far it is, as the national portal says it."""

    WAITING_INTAKE = "waiting_intake", "Chờ tiếp nhận"
    WAITING_SUPPLEMENT = "waiting_supplement", "Chờ bổ sung"
    PROCESSING = "processing", "Đang xử lý"
    REOPENED = "reopened", "Đang xử lý lại"
    ANSWERED = "answered", "Đã trả lời"
    WAITING_PUBLICATION = "waiting_publication", "Chờ công khai"
    PUBLISHED = "published", "Đã công khai"
    REJECTED = "rejected", "Từ chối"
    RETURNED = "returned", "Trả lại nơi chuyển"
    TRANSFERRED = "transferred", "Đã chuyển cơ quan khác"
    WITHDRAWN = "withdrawn", "Người gửi rút"


class Act(Labelled):
    """What can be done with it."""

    CLASSIFY = "classify", "Phân loại"
    ACCEPT = "accept", "Tiếp nhận để xử lý"
    REJECT = "reject", "Từ chối"
    RETURN = "return", "Trả lại nơi chuyển"
    ASK_SUPPLEMENT = "ask_supplement", "Yêu cầu bổ sung"
    SUPPLEMENT = "supplement", "Bổ sung"
    SUPPLEMENT_WORK = "supplement_work", "Bổ sung khi đang xử lý"
    TRANSFER_WITHIN = "transfer_within", "Chuyển cơ quan trong hệ thống"
    TRANSFER_OUT = "transfer_out", "Chuyển cơ quan ngoài hệ thống"
    KEEP_OUTSIDE_ANSWER = "keep_outside_answer", "Ghi trả lời của cơ quan ngoài"
    TAKE_BACK = "take_back", "Nhận lại để xử lý"
    ASSIGN = "assign", "Phân công"
    CONSULT = "consult", "Lấy ý kiến"
    GIVE_OPINION = "give_opinion", "Cho ý kiến"
    DRAFT_ANSWER = "draft_answer", "Soạn trả lời"
    SUBMIT_ANSWER = "submit_answer", "Trình duyệt trả lời"
    SEND_BACK_ANSWER = "send_back_answer", "Trả lại để sửa câu trả lời"
    APPROVE_ANSWER = "approve_answer", "Duyệt và gửi trả lời"
    CONFIRM_TEXT = "confirm_text", "Chốt bản công khai"
    PUBLISH = "publish", "Công khai"
    WITHHOLD = "withhold", "Không công khai"
    TAKE_DOWN = "take_down", "Gỡ bản công khai"
    REOPEN = "reopen", "Mở lại"
    ASK_AGAIN = "ask_again", "Đề nghị xem xét lại"
    WITHDRAW = "withdraw", "Rút"
    RATE = "rate", "Đánh giá câu trả lời"
    MARK_REPEAT = "mark_repeat", "Đánh dấu trùng"
    MODERATE = "moderate", "Kiểm duyệt nội dung"
    NAME_OBJECT = "name_object", "Ghi người bị phản ánh"
    FREE_NAMED = "free_named", "Bỏ người bị nhận ra nhầm"
    FOLLOW_UP = "follow_up", "Mở việc từ phản ánh"


class Term(Labelled):
    """A limit of time. Basis: NĐ 20/2008 art. 9(1d); QĐ 766/QĐ-TTg. The last one is the sender's; no law sets it."""

    REFUSE = "refuse", "Từ chối"
    ASK_SUPPLEMENT = "ask_supplement", "Yêu cầu bổ sung lần đầu"
    TRANSFER = "transfer", "Chuyển cơ quan có thẩm quyền"
    ANSWER = "answer", "Trả lời"
    PUBLISH = "publish", "Công khai câu trả lời"
    ASK_AGAIN = "ask_again", "Người gửi đề nghị xem xét lại"


class Recognised(Labelled):
    """What a text may be instead of feedback."""

    COMPLAINT = "complaint", "Có dấu hiệu là đơn khiếu nại"
    DENUNCIATION = "denunciation", "Có dấu hiệu là đơn tố cáo"


class RejectReason(Labelled):
    """Why feedback is not taken in. Basis: NĐ 20/2008 art. 7; portal practice."""

    NO_CLEAR_CONTENT = "no_clear_content", "Nội dung không rõ ràng"
    NO_SENDER = "no_sender", "Thiếu tên, địa chỉ hoặc cách liên hệ của người gửi"
    NOT_VIETNAMESE = "not_vietnamese", "Không viết bằng tiếng Việt"
    IS_COMPLAINT = "is_complaint", "Là khiếu nại, thực hiện theo pháp luật về khiếu nại"
    IS_DENUNCIATION = "is_denunciation", "Là tố cáo, thực hiện theo pháp luật về tố cáo"
    ALREADY_ANSWERED = "already_answered", "Đã được trả lời, không có nội dung mới"
    NOT_SUPPLEMENTED = "not_supplemented", "Không bổ sung theo yêu cầu"
    ABUSIVE = "abusive", "Nội dung xúc phạm, quảng cáo hoặc không nghiêm túc"


class Outcome(Labelled):
    """What an answer leads to. Basis: NĐ 20/2008 art. 14, 15."""

    EXPLAINED = "explained", "Giải thích, hướng dẫn quy định hiện hành"
    RIGHT_DONE = "right_done", "Đã khắc phục, chấn chỉnh"
    TO_AMEND = "to_amend", "Sẽ sửa đổi, thay thế hoặc bãi bỏ trong thẩm quyền"
    PROPOSED = "proposed", "Kiến nghị cơ quan có thẩm quyền xem xét"
    NEW_RULE = "new_rule", "Sẽ ban hành hoặc đề xuất quy định mới"
    COLLECTING = "collecting", "Chưa đủ cơ sở, tiếp tục tập hợp"


class ReplyStatus(Labelled):
    """How far an answer is."""

    DRAFT = "draft", "Đang soạn"
    SUBMITTED = "submitted", "Chờ duyệt"
    SENT_BACK = "sent_back", "Bị trả lại để sửa"
    APPROVED = "approved", "Đã duyệt, đã gửi"


class Contentment(Labelled):
    """What the sender says of the answer."""

    CONTENT = "content", "Hài lòng"
    ACCEPTING = "accepting", "Chấp nhận được"
    DISSATISFIED = "dissatisfied", "Không hài lòng"


class ModerationKind(Labelled):
    """Why a text is not shown, or is shown again."""

    ABUSIVE = "abusive", "Xúc phạm, lăng mạ"
    SECRET = "secret", "Có bí mật nhà nước, bí mật công tác"
    SPAM = "spam", "Quảng cáo, gửi hàng loạt"
    PRIVATE = "private", "Xâm phạm đời tư người khác"
    CLEARED = "cleared", "Xem lại: không có vấn đề"


class Back(Labelled):
    """What comes back from a body outside to which feedback was passed on."""

    ANSWER = "answer", "Đã trả lời"
    RETURNED = "returned", "Trả lại, không thuộc thẩm quyền"


class FollowUpKind(Labelled):
    """What feedback sets going elsewhere."""

    REVIEW = "review", "Rà soát thủ tục"
    INSPECTION = "inspection", "Kiểm tra đột xuất"


class Named(Labelled):
    """How somebody came to be known as the one complained about."""

    BY_SENDER = "by_sender", "Người gửi nêu"
    BY_OFFICER = "by_officer", "Cán bộ ghi nhận"
    RECOGNISED = "recognised", "Nhận ra tên trong nội dung"
    TOOK_PART = "took_part", "Đã làm hồ sơ liên quan"
    PERHAPS = "perhaps", "Có thể được nói tới, chờ xem"


# Who was found by the system, not written down by a person, and may be freed.
FOUND_BY_SYSTEM = (Named.RECOGNISED, Named.TOOK_PART, Named.PERHAPS)
# Who is found, but not by a name that stands there whole: the text names nobody for that.
NOT_BY_NAME = (Named.TOOK_PART, Named.PERHAPS)


class PersonalKind(Labelled):
    """What of a text tells who somebody is."""

    NAME = "name", "họ tên"
    PHONE = "phone", "số điện thoại"
    EMAIL = "email", "thư điện tử"
    ID_NUMBER = "id_number", "số giấy tờ"
    ADDRESS = "address", "địa chỉ"
    DOSSIER_CODE = "dossier_code", "mã hồ sơ"
    TRACKING_CODE = "tracking_code", "mã phản ánh"


class Box(Labelled):
    """A part of the inbox."""

    OVERDUE = "qua-han", "Quá hạn"
    TODAY = "hom-nay", "Đến hạn hôm nay"
    INTAKE = "cho-tiep-nhan", "Chờ tiếp nhận"
    WORK = "dang-xu-ly", "Đang xử lý"
    APPROVE = "cho-duyet", "Chờ duyệt trả lời"
    PUBLISH = "cho-cong-khai", "Chờ công khai"
    SENDER = "cho-nguoi-gui", "Chờ người gửi bổ sung"
    OPINION = "cho-y-kien", "Chờ tôi cho ý kiến"
    OUTSIDE = "cho-co-quan-ngoai", "Chờ cơ quan ngoài trả lời"
