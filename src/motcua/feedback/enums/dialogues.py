"""Words of dialogue conferences."""

from motcua.kernel.labelled import Labelled


class ConferenceStatus(Labelled):
    """How far a dialogue conference is."""

    PREPARED = "prepared", "Đang chuẩn bị"
    ANNOUNCED = "announced", "Đã thông báo"
    HELD = "held", "Đã tổ chức"
    CONCLUDED = "concluded", "Đã công khai kết quả"
    CANCELLED = "cancelled", "Không tổ chức"


class QuestionStatus(Labelled):
    """How far a question to a conference is."""

    RECEIVED = "received", "Chờ phân công"
    ASSIGNED = "assigned", "Đã giao trả lời"
    ANSWERED = "answered", "Chờ duyệt trả lời"
    APPROVED = "approved", "Đã duyệt trả lời"
    PUBLISHED = "published", "Đã công khai"
    SET_ASIDE = "set_aside", "Không đưa ra đối thoại"


class AskedWhen(Labelled):
    """When a question came, seen from the conference."""

    BEFORE = "before", "Trước hội nghị"
    AT = "at", "Tại hội nghị"
    AFTER = "after", "Sau hội nghị"


class QuestionChannel(Labelled):
    """By which way a question to a conference came."""

    PORTAL = "portal", "Trên cổng"
    DESK = "desk", "Trực tiếp, bằng giấy"
    PHONE = "phone", "Điện thoại"
    MAIL = "mail", "Thư, thư điện tử"
    FLOOR = "floor", "Hỏi tại hội nghị"


class AsideReason(Labelled):
    """Why a question is not put to the conference."""

    OFF_TOPIC = "off_topic", "Ngoài chủ đề, ngoài thẩm quyền"
    DUPLICATE = "duplicate", "Trùng câu hỏi khác"
    COMPLAINT = "complaint", "Là khiếu nại, tố cáo: hướng dẫn gửi đúng nơi"
    ABUSIVE = "abusive", "Xúc phạm, quảng cáo, không có nội dung"
    WITHDRAWN = "withdrawn", "Người hỏi xin rút"


class PromiseStanding(Labelled):
    """How far what was promised at a conference is."""

    WAITING = "waiting", "Chưa làm"
    UNDER_WAY = "under_way", "Đang làm"
    DONE = "done", "Đã làm xong"
    STOPPED = "stopped", "Việc gắn theo đã dừng"
    DROPPED = "dropped", "Thôi, có lý do"
