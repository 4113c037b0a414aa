"""Closed vocabularies of measures."""

from motcua.kernel.labelled import Labelled


class Source(Labelled):
    """What is counted: the rows of one kind of dated fact. The label is how one of them is called."""

    DOSSIERS = "dossiers", "hồ sơ"
    RATINGS = "ratings", "lượt đánh giá"
    COLLECTIONS = "collections", "giao dịch"
    DUTIES = "duties", "việc"
    CHILD_PLANS = "child_plans", "kế hoạch"
    INSPECTED_UNITS = "inspected_units", "đơn vị"


class Tally(Labelled):
    """A number that can be counted of one source; every row of the source is counted in it or not."""

    CARRIED = "carried", "Từ kỳ trước chuyển sang"
    RECEIVED_ONLINE = "received_online", "Tiếp nhận trực tuyến trong kỳ"
    RECEIVED_DIRECT = "received_direct", "Tiếp nhận trực tiếp trong kỳ"
    RECEIVED_POST = "received_post", "Tiếp nhận qua bưu chính trong kỳ"
    RESOLVED_EARLY = "resolved_early", "Giải quyết trước hạn"
    RESOLVED_ON_TIME = "resolved_on_time", "Giải quyết đúng hạn"
    RESOLVED_LATE = "resolved_late", "Giải quyết quá hạn"
    PENDING_IN_TIME = "pending_in_time", "Đang giải quyết trong hạn"
    PENDING_LATE = "pending_late", "Đang giải quyết quá hạn"
    LATE_APOLOGISED = "late_apologised", "Quá hạn đã có văn bản xin lỗi"
    RECEIVED_FULL_ONLINE = "received_full_online", "Tiếp nhận qua dịch vụ công toàn trình"
    RECEIVED_REUSING = "received_reusing", "Tiếp nhận có giấy tờ dùng lại dữ liệu"
    WITH_RESULT = "with_result", "Đã có kết quả giải quyết"
    WITH_E_RESULT = "with_e_result", "Đã có kết quả điện tử ký số"
    DIGITISED = "digitised", "Có thành phần hồ sơ và kết quả điện tử"
    RATED = "rated", "Lượt đánh giá"
    RATED_CONTENT = "rated_content", "Lượt đánh giá hài lòng"
    PAID = "paid", "Giao dịch thanh toán"
    PAID_ONLINE = "paid_online", "Giao dịch thanh toán trực tuyến"
    DUTIES_DUE = "duties_due", "Việc đến hạn"
    DUTIES_DONE_IN_TIME = "duties_done_in_time", "Việc hoàn thành đúng hạn"
    PLANS_ASKED = "plans_asked", "Kế hoạch phải gửi"
    PLANS_SENT = "plans_sent", "Kế hoạch đã gửi"
    UNITS_SUBJECT = "units_subject", "Đơn vị thuộc diện kiểm tra"
    UNITS_INSPECTED = "units_inspected", "Đơn vị đã được kiểm tra"


class Dimension(Labelled):
    """By what a measure is parted."""

    AGENCY = "agency", "Cơ quan, đơn vị"
    FIELD = "field", "Lĩnh vực"
    PROCEDURE = "procedure", "Thủ tục"
    LEVEL = "level", "Cấp giải quyết"
    CHANNEL = "channel", "Cách nộp"


class Better(Labelled):
    """Which way is better."""

    HIGHER = "higher", "Càng cao càng tốt"
    LOWER = "lower", "Càng thấp càng tốt"
    NEITHER = "neither", "Chỉ để biết"


class Side(Labelled):
    """Which of the rows behind a figure are asked for."""

    NUMERATOR = "numerator", "Tử số"
    DENOMINATOR = "denominator", "Mẫu số"


class Grouping(Labelled):
    """How dashboards sort dossiers: open ones by clock and holder, late ones by step and cause."""

    CLOCK = "clock", "Thời hạn"
    HOLDER = "holder", "Người đang giữ"
    STEP = "step", "Bước đang giữ hồ sơ khi quá hạn"
    CAUSE = "cause", "Nguyên nhân quá hạn"


class Clock(Labelled):
    """How the time of an open dossier stands."""

    OVERDUE = "overdue", "Quá hạn"
    TODAY = "today", "Đến hạn hôm nay"
    SOON = "soon", "Sắp đến hạn"
    WAITING = "waiting", "Chờ người nộp"
    LATER = "later", "Còn thời hạn"
    NO_TERM = "no_term", "Không có hạn"


class Cause(Labelled):
    """Why a dossier was late, read from what happened to it."""

    CONSULTED = "consulted", "Cơ quan được lấy ý kiến trả lời chậm"
    LEG = "leg", "Cơ quan phối hợp liên thông chậm"
    TRANSFER = "transfer", "Chuyển chậm tới cơ quan có thẩm quyền"
    EXTENDED = "extended", "Đã xin lỗi, gia hạn mà vẫn quá hạn"
    PAYMENT = "payment", "Có lúc chờ nghĩa vụ tài chính"
    SUPPLEMENT = "supplement", "Có yêu cầu bổ sung khi thẩm định"
    OWN = "own", "Xử lý tại cơ quan chậm"
