from motcua.kernel.labelled import Labelled


class ProcessState(Labelled):
    DRAFT = "draft", "Đang soạn"
    PUBLISHED = "published", "Đã ban hành"
    RETIRED = "retired", "Đã thôi áp dụng"


class StepKind(Labelled):
    RECEPTION = "reception", "Tiếp nhận"
    ASSIGNMENT = "assignment", "Phân công"
    APPRAISAL = "appraisal", "Thẩm định"
    CONSULTATION = "consultation", "Lấy ý kiến"
    APPROVAL = "approval", "Duyệt"
    SIGNING = "signing", "Ký"
    ISSUING = "issuing", "Vào sổ, ban hành"
    RETURNING = "returning", "Trả kết quả"


class Act(Labelled):
    """What a step may let its officer do with a dossier."""

    FORWARD = "forward", "Chuyển bước sau"
    SEND_BACK = "send_back", "Chuyển trả bước trước"
    ASSIGN = "assign", "Phân công"
    CONSULT = "consult", "Lấy ý kiến"
    REQUEST_SUPPLEMENT = "request_supplement", "Yêu cầu bổ sung"
    RETURN_INELIGIBLE = "return_ineligible", "Trả lại vì chưa đủ điều kiện"
    REQUIRE_PAYMENT = "require_payment", "Yêu cầu nộp tiền"
    PROPOSE = "propose", "Trình kết quả"
    APPROVE = "approve", "Duyệt"
    SIGN = "sign", "Ký"
    ISSUE = "issue", "Ban hành"
    RETURN_RESULT = "return_result", "Trả kết quả"
    REFUSE = "refuse", "Từ chối"
    STOP = "stop", "Dừng giải quyết"
    EXTEND = "extend", "Gia hạn"


class ProcessSide(Labelled):
    """From which side a list of processes is looked at."""

    IN_FORCE = "in_force", "Đang áp dụng"
    PLANNED = "planned", "Sẽ áp dụng"
    DRAFTED = "drafted", "Đang soạn"
    ENDED = "ended", "Đã thôi áp dụng"


class ProcessShape(Labelled):
    GENERAL = "general", "Dùng chung"
    OWN = "own", "Riêng của một thủ tục"
    INTERCONNECTED = "interconnected", "Liên thông"
    EXPRESS = "express", "Giải quyết ngay tại quầy"
