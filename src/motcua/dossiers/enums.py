from motcua.kernel.labelled import Labelled


class Door(Labelled):
    """Through which door a dossier came."""

    DIRECT = "direct", "Trực tiếp tại quầy"
    ONLINE = "online", "Trực tuyến"
    POST = "post", "Dịch vụ bưu chính"
    KIOSK = "kiosk", "Ki-ốt tự phục vụ"
    HOME_VISIT = "home_visit", "Cán bộ đến tận nhà"


class Status(Labelled):
    """Where a dossier's business stands; money, delivery and synchronisation are told apart."""

    REGISTERED = "registered", "Mới đăng ký"
    INTAKE_SUPPLEMENT = "intake_supplement", "Chờ hoàn thiện trước khi tiếp nhận"
    RECEIVED = "received", "Đã tiếp nhận"
    NOT_ACCEPTED = "not_accepted", "Không được tiếp nhận"
    PROCESSING = "processing", "Đang xử lý"
    SUPPLEMENT_REQUIRED = "supplement_required", "Chờ bổ sung giấy tờ"
    RETURNED_INELIGIBLE = "returned_ineligible", "Đã trả lại vì chưa đủ điều kiện"
    PAYMENT_REQUIRED = "payment_required", "Chờ thực hiện nghĩa vụ tài chính"
    WITHDRAWN = "withdrawn", "Đã rút hồ sơ"
    STOPPED = "stopped", "Đã dừng xử lý"
    RESOLVED = "resolved", "Đã xử lý xong"
    CORRECTING = "correcting", "Đang sửa kết quả có lỗi"


class Verb(Labelled):
    """What can be done to a dossier."""

    RECEIVE = "receive", "Tiếp nhận"
    REFUSE_INTAKE = "refuse_intake", "Từ chối tiếp nhận"
    REQUEST_INTAKE_SUPPLEMENT = "request_intake_supplement", "Yêu cầu hoàn thiện trước khi tiếp nhận"
    TRANSFER = "transfer", "Chuyển tới cơ quan có thẩm quyền"
    ACCEPT_TRANSFER = "accept_transfer", "Nhận hồ sơ được chuyển tới"
    FORWARD = "forward", "Chuyển bước"
    TAKE_BACK = "take_back", "Thu hồi"
    START_WORK = "start_work", "Bắt đầu xử lý"
    ASSIGN = "assign", "Phân công"
    CONSULT = "consult", "Lấy ý kiến"
    ANSWER_CONSULTATION = "answer_consultation", "Trả lời lấy ý kiến"
    REQUEST_SUPPLEMENT = "request_supplement", "Yêu cầu bổ sung"
    RECEIVE_SUPPLEMENT = "receive_supplement", "Nhận bổ sung"
    RETURN_INELIGIBLE = "return_ineligible", "Trả lại vì chưa đủ điều kiện giải quyết"
    REQUIRE_PAYMENT = "require_payment", "Yêu cầu nộp phí, lệ phí"
    CONFIRM_PAYMENT = "confirm_payment", "Xác nhận đã thực hiện nghĩa vụ tài chính"
    EXTEND = "extend", "Xin lỗi và gia hạn"
    APOLOGISE = "apologise", "Xin lỗi vì quá hạn"
    PROPOSE = "propose", "Trình kết quả"
    APPROVE = "approve", "Duyệt"
    SEND_BACK = "send_back", "Trả lại bước trước"
    SIGN = "sign", "Ký"
    ISSUE = "issue", "Vào sổ, ban hành"
    STOP = "stop", "Dừng giải quyết"
    WITHDRAW = "withdraw", "Rút hồ sơ"
    RETURN_RESULT = "return_result", "Trả kết quả"
    REOPEN = "reopen", "Mở lại để sửa kết quả"
    WRITE_MESSAGE = "write_message", "Nhắn tin"


class DeliveryStatus(Labelled):
    NOT_READY = "not_ready", "Chưa có kết quả"
    READY = "ready", "Chờ trả kết quả"
    DELIVERED = "delivered", "Đã trả kết quả"


class SyncStatus(Labelled):
    NOT_NEEDED = "not_needed", "Không phải đồng bộ"
    WAITING = "waiting", "Chờ đồng bộ"
    SENT = "sent", "Đã đồng bộ"
    FAILED = "failed", "Đồng bộ lỗi"


class ClockState(Labelled):
    NOT_STARTED = "not_started", "Chưa tính thời hạn"
    RUNNING = "running", "Đang tính thời hạn"
    PAUSED = "paused", "Tạm dừng tính thời hạn"
    STOPPED = "stopped", "Thôi tính thời hạn"


class PartyRole(Labelled):
    """Who somebody is in a dossier: whose matter it is, who brings it, to whom the papers belong."""

    APPLICANT = "applicant", "Chủ hồ sơ"
    SUBMITTER = "submitter", "Người nộp"
    OWNER = "owner", "Người có tên trên giấy tờ"


class Representation(Labelled):
    """By what right somebody brings another's dossier."""

    SELF = "self", "Tự nộp"
    AUTHORISED = "authorised", "Được ủy quyền"
    LEGAL_GUARDIAN = "legal_guardian", "Cha, mẹ, người giám hộ"
    RELATIVE = "relative", "Người thân"
    ORGANISATION_MEMBER = "organisation_member", "Người của tổ chức"
    ASSISTANT = "assistant", "Người hỗ trợ (bưu chính, đại lý, cán bộ)"


class PaperForm(Labelled):
    ORIGINAL = "original", "Bản chính"
    COPY = "copy", "Bản sao"
    ELECTRONIC = "electronic", "Bản điện tử"
    REUSED = "reused", "Dùng lại dữ liệu đã có"


class Digitisation(Labelled):
    NOT_REQUIRED = "not_required", "Không phải số hóa"
    REQUIRED_NOT_DONE = "required_not_done", "Chưa số hóa"
    CAPTURED = "captured", "Đã chụp, quét"
    SIGNED = "signed", "Đã ký xác nhận bản chụp"
    EXTRACTED = "extracted", "Đã bóc tách dữ liệu"
    CODED = "coded", "Đã cấp mã"
    STORED = "stored", "Đã lưu kho"
    REUSED = "reused", "Dùng lại"


class SupplementStage(Labelled):
    INTAKE = "intake", "Khi tiếp nhận"
    APPRAISAL = "appraisal", "Khi thẩm định"


class PauseReason(Labelled):
    SUPPLEMENT = "supplement", "Chờ bổ sung giấy tờ"
    PAYMENT = "payment", "Chờ thực hiện nghĩa vụ tài chính"
    INELIGIBLE = "ineligible", "Đã trả lại, chờ hồ sơ đủ điều kiện"


class ResultKind(Labelled):
    GRANTED = "granted", "Đồng ý giải quyết"
    REJECTED = "rejected", "Không đồng ý giải quyết"
    ANSWERED = "answered", "Văn bản trả lời"


class ResultState(Labelled):
    PROPOSED = "proposed", "Dự thảo đã trình"
    APPROVED = "approved", "Đã duyệt, chờ ký"
    SIGNED = "signed", "Đã ký, chờ ban hành"
    ISSUED = "issued", "Đã ban hành"
    SENT_BACK = "sent_back", "Bị trả lại"
    REPLACED = "replaced", "Đã thay bằng bản khác"


class ReturnWay(Labelled):
    """How a result reaches the applicant."""

    DESK = "desk", "Tại quầy"
    ONLINE = "online", "Trực tuyến"
    POST = "post", "Qua bưu chính"
    HOME = "home", "Trả tận nhà"


class Audience(Labelled):
    APPLICANT = "applicant", "Người nộp xem được"
    STAFF = "staff", "Chỉ cán bộ"


class Waiting(Labelled):
    """The groups of an inbox: by the clock, by whom is waited for, by what is asked."""

    OVERDUE = "overdue", "Quá hạn"
    TODAY = "today", "Đến hạn hôm nay"
    SOON = "soon", "Sắp đến hạn"
    LATER = "later", "Còn thời hạn"
    TO_RECEIVE = "to_receive", "Chờ tiếp nhận"
    CORRECTING = "correcting", "Sửa kết quả có lỗi"
    APPLICANT = "applicant", "Chờ người nộp"
    TO_RETURN = "to_return", "Chờ trả kết quả"
    CONSULTED = "consulted", "Được lấy ý kiến"
    RED = "red", "Quá hạn chưa xin lỗi"
