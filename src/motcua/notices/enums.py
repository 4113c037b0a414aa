from motcua.kernel.labelled import Labelled


class NoticeChannel(Labelled):
    """A way by which a notice reaches somebody."""

    BELL = "bell", "Chuông trong hệ thống"
    EMAIL = "email", "Thư điện tử"
    SMS = "sms", "Tin nhắn SMS"
    ZALO = "zalo", "Tin nhắn Zalo"


class Audience(Labelled):
    """As whom somebody is told: the same event reads differently from each side of the desk."""

    APPLICANT = "applicant", "Người dân, tổ chức"
    STAFF = "staff", "Cán bộ"


class DeliveryStatus(Labelled):
    """What became of one message that leaves the system."""

    WAITING = "waiting", "Chờ gửi"
    SENDING = "sending", "Đang gửi"
    SENT = "sent", "Đã gửi"
    FAILED = "failed", "Gửi hỏng, sẽ gửi lại"
    GIVEN_UP = "given_up", "Thôi không gửi nữa"
    SUPPRESSED = "suppressed", "Không gửi theo ý người nhận"


class DeliveryMode(Labelled):
    """How somebody wants to be told by one channel."""

    NOW = "now", "Gửi ngay"
    DIGEST = "digest", "Gộp một lần trong ngày"
    OFF = "off", "Không gửi"


class EventGroup(Labelled):
    """Events that people want, or do not want, together."""

    PROGRESS = "progress", "Tiến độ hồ sơ"
    SUPPLEMENT = "supplement", "Bổ sung giấy tờ"
    PAYMENT = "payment", "Phí, lệ phí"
    RESULT = "result", "Kết quả"
    DUE = "due", "Nhắc hạn"
    WORK = "work", "Việc được giao, lấy ý kiến"
    MESSAGES = "messages", "Lời nhắn"
    PLANS = "plans", "Kế hoạch, nhiệm vụ"
    FEEDBACK = "feedback", "Phản ánh, kiến nghị"
