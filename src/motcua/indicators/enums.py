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
    PROCEDURES = "procedures", "thủ tục"
    PUBLICATIONS = "publications", "thủ tục được công bố"
    COMMITMENT_UNITS = "commitment_units", "đơn vị ký cam kết"
    INITIATIVES = "initiatives", "sáng kiến"
    ACTIVITIES = "activities", "hoạt động"
    FEEDBACK = "feedback", "phản ánh, kiến nghị"
    SURVEYS = "surveys", "câu trả lời khảo sát"
    PROPOSALS = "proposals", "phương án đơn giản hóa"
    CONDITIONS = "conditions", "điều kiện kinh doanh"
    RULES = "rules", "quy định kinh doanh"
    BURDENS = "burdens", "thủ tục đối chiếu"
    COSTS = "costs", "thủ tục đối chiếu chi phí"


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
    DUTIES_CLEAR = "duties_clear", "Việc rõ người, rõ hạn, rõ sản phẩm"
    PLANS_ASKED = "plans_asked", "Kế hoạch phải gửi"
    PLANS_SENT = "plans_sent", "Kế hoạch đã gửi"
    UNITS_SUBJECT = "units_subject", "Đơn vị thuộc diện kiểm tra"
    UNITS_INSPECTED = "units_inspected", "Đơn vị đã được kiểm tra"
    HANDLED_IN_TIME = "handled_in_time", "Đã và đang giải quyết trong hạn, bổ sung không quá một lần"
    RECEIVED_ONLINE_ANSWERED = "received_online_answered", "Tiếp nhận trực tuyến và có kết quả điện tử"
    WITHOUT_FAULT = "without_fault", "Giải quyết không quá hạn, không bị đánh giá chưa hài lòng"
    FEE_ASKED = "fee_asked", "Tiếp nhận trong kỳ, có phí hoặc lệ phí phải nộp"
    FEE_PAID_ONLINE = "fee_paid_online", "Tiếp nhận trong kỳ, đã nộp phí, lệ phí trực tuyến"
    UNITS_ALL_EARLY = "units_all_early", "Mọi bước đều xong sớm hơn quy trình"
    UNITS_ON_TIME = "units_on_time", "Mọi bước đều xong trong thời gian của quy trình"
    UNITS_LATE = "units_late", "Có bước quá thời gian của quy trình"
    NO_RETURN = "no_return", "Giải quyết xong, không phải bổ sung"
    ONE_RETURN = "one_return", "Giải quyết xong, bổ sung một lần"
    MORE_RETURNS = "more_returns", "Giải quyết xong, bổ sung hơn một lần"
    NOWHERE_VISITED = "nowhere_visited", "Giải quyết xong, không phải đến cơ quan"
    DESK_VISITED = "desk_visited", "Giải quyết xong, chỉ đến Bộ phận Một cửa"
    PROCEDURES = "procedures", "Thủ tục hành chính đang áp dụng"
    PROCEDURES_INTERNAL = "procedures_internal", "Thủ tục hành chính nội bộ đang áp dụng"
    PROCEDURES_FULL = "procedures_full", "Thủ tục cung cấp dịch vụ công trực tuyến toàn trình"
    PROCEDURES_PARTIAL = "procedures_partial", "Thủ tục cung cấp dịch vụ công trực tuyến một phần"
    PROCEDURES_COMPLETE = "procedures_complete", "Thủ tục công khai đủ các bộ phận tạo thành"
    PROCEDURES_BOUNDARY_FREE = "procedures_boundary_free", "Thủ tục không phụ thuộc địa giới hành chính"
    PROCEDURES_BUSINESS = "procedures_business", "Thủ tục liên quan đến doanh nghiệp"
    PROCEDURES_BUSINESS_ONLINE = (
        "procedures_business_online",
        "Thủ tục liên quan đến doanh nghiệp thực hiện trực tuyến",
    )
    PROCEDURES_USED = "procedures_used", "Thủ tục có hồ sơ trong kỳ"
    PROCEDURES_USED_ONLINE = "procedures_used_online", "Dịch vụ công trực tuyến có hồ sơ trực tuyến trong kỳ"
    PROCEDURES_USED_DIGITISED = (
        "procedures_used_digitised",
        "Thủ tục có hồ sơ, có kết quả được số hóa trong kỳ",
    )
    PROCEDURES_IDLE = "procedures_idle", "Thủ tục không có hồ sơ trong ba năm"
    PROCEDURES_WITH_FEE = "procedures_with_fee", "Thủ tục có phí, lệ phí"
    PROCEDURES_FEE_ASKED = "procedures_fee_asked", "Thủ tục có phí, lệ phí được thu qua hệ thống trong kỳ"
    PROCEDURES_WITH_PROCESS = "procedures_with_process", "Thủ tục nội bộ đã có quy trình"
    PROCEDURES_REVIEWED = "procedures_reviewed", "Thủ tục hành chính được rà soát trong kỳ"
    PROCEDURES_INTERNAL_REVIEWED = (
        "procedures_internal_reviewed",
        "Thủ tục hành chính nội bộ được rà soát trong kỳ",
    )
    PROMULGATED = "promulgated", "Thủ tục được công bố trong kỳ"
    PROMULGATED_CLOCKED = "promulgated_clocked", "Thủ tục được công bố, biết ngày văn bản có hiệu lực"
    PROMULGATED_IN_TIME = "promulgated_in_time", "Thủ tục được công bố đúng hạn"
    TO_PUBLISH = "to_publish", "Thủ tục phải công khai trong kỳ"
    PUBLISHED_IN_TIME = "published_in_time", "Thủ tục được công khai đúng hạn"
    MADE_KNOWN_BOTH = "made_known_both", "Thủ tục được công khai cả bản giấy và bản điện tử"
    MADE_KNOWN_ONE = "made_known_one", "Thủ tục chỉ công khai bản giấy hoặc bản điện tử"
    MADE_KNOWN_NOT = "made_known_not", "Thủ tục chưa được công khai"
    UNITS_TO_SIGN = "units_to_sign", "Đơn vị phải ký cam kết"
    UNITS_SIGNED = "units_signed", "Đơn vị đã ký cam kết"
    INITIATIVES_REGISTERED = "initiatives_registered", "Sáng kiến đăng ký trong kỳ"
    INITIATIVES_REFORM = "initiatives_reform", "Sáng kiến về cải cách hành chính đăng ký trong kỳ"
    INITIATIVES_RECOGNISED = "initiatives_recognised", "Sáng kiến được công nhận trong kỳ"
    TRAININGS_HELD = "trainings_held", "Hoạt động tập huấn, bồi dưỡng đã tổ chức"
    COMMUNICATIONS_HELD = "communications_held", "Hoạt động truyền thông đã thực hiện"
    CONTESTS_HELD = "contests_held", "Hội thi, cuộc thi đã tổ chức"
    DIALOGUES_HELD = "dialogues_held", "Hội nghị đối thoại đã tổ chức"
    ATTITUDE_EARLY = "attitude_early", "Giải quyết trước hạn, không có phản ánh đúng về hành vi"
    ATTITUDE_ON_TIME = "attitude_on_time", "Giải quyết đúng hạn, không có phản ánh đúng về hành vi"
    ATTITUDE_BAD = "attitude_bad", "Có phản ánh đúng về hành vi khi giải quyết"
    FEEDBACK_CARRIED = "feedback_carried", "Phản ánh, kiến nghị từ kỳ trước chuyển sang"
    FEEDBACK_RULE = "feedback_rule", "Phản ánh, kiến nghị mới về quy định hành chính"
    FEEDBACK_CONDUCT = "feedback_conduct", "Phản ánh, kiến nghị mới về hành vi"
    FEEDBACK_DONE_IN_TIME = "feedback_done_in_time", "Phản ánh, kiến nghị xử lý đúng hạn"
    FEEDBACK_DONE_LATE = "feedback_done_late", "Phản ánh, kiến nghị xử lý quá hạn"
    FEEDBACK_PENDING_IN_TIME = "feedback_pending_in_time", "Phản ánh, kiến nghị đang xử lý trong hạn"
    FEEDBACK_PENDING_LATE = "feedback_pending_late", "Phản ánh, kiến nghị đang xử lý quá hạn"
    FEEDBACK_WELL = "feedback_well", "Xử lý đúng hạn, người gửi không chê, không phải gửi lại"
    FEEDBACK_ANSWERED_RULE = "feedback_answered_rule", "Phản ánh, kiến nghị về quy định đã trả lời"
    FEEDBACK_PUBLISHED = "feedback_published", "Phản ánh, kiến nghị đã công khai trả lời"
    FEEDBACK_JUDGED = "feedback_judged", "Phản ánh, kiến nghị được người gửi đánh giá câu trả lời"
    FEEDBACK_CONTENT = "feedback_content", "Câu trả lời được người gửi cho là được"
    SURVEYED_SERVICE = "surveyed_service", "Câu trả lời khảo sát về giải quyết thủ tục, phục vụ hành chính"
    SURVEYED_SERVICE_CONTENT = (
        "surveyed_service_content",
        "Câu trả lời hài lòng về giải quyết thủ tục, phục vụ hành chính",
    )
    SURVEYED_EDUCATION = "surveyed_education", "Câu trả lời khảo sát về dịch vụ giáo dục công"
    SURVEYED_EDUCATION_CONTENT = "surveyed_education_content", "Câu trả lời hài lòng về dịch vụ giáo dục công"

    PROPOSALS_OWED = "proposals_owed", "Phương án đơn giản hóa đã duyệt phải thực thi"
    PROPOSALS_DONE = "proposals_done", "Phương án đơn giản hóa đã thực thi trong kỳ"
    PROPOSALS_INTERNAL_OWED = "proposals_internal_owed", "Phương án đã duyệt về thủ tục nội bộ phải thực thi"
    PROPOSALS_INTERNAL_DONE = "proposals_internal_done", "Phương án về thủ tục nội bộ đã thực thi trong kỳ"
    CONDITIONS = "conditions", "Điều kiện kinh doanh trong sổ"
    CONDITIONS_LISTED = "conditions_listed", "Điều kiện kinh doanh trong danh mục không cần thiết"
    CONDITIONS_CUT = "conditions_cut", "Điều kiện kinh doanh không cần thiết đã bãi bỏ"
    RULES = "rules", "Quy định liên quan đến kinh doanh áp dụng trước kỳ"
    RULES_CUT = "rules_cut", "Quy định đã cắt hoặc đơn giản hóa đến cuối kỳ"
    RULES_COSTED = "rules_costed", "Quy định biết chi phí cả trước và cuối kỳ"
    RULES_COST = "rules_cost", "Chi phí một năm của các quy định đó trước kỳ (đồng)"
    RULES_COST_CUT = "rules_cost_cut", "Chi phí một năm giảm đến cuối kỳ (đồng)"

    PAPERS_ASKED = "papers_asked", "Số giấy tờ các thủ tục yêu cầu trước kỳ"
    PAPERS_CUT = "papers_cut", "Số giấy tờ giảm đến cuối kỳ"
    MINUTES_ALLOWED = "minutes_allowed", "Số phút làm việc theo thời hạn các thủ tục trước kỳ"
    MINUTES_CUT = "minutes_cut", "Số phút làm việc giảm đến cuối kỳ"
    COST_BEFORE = "cost_before", "Chi phí tuân thủ một năm trước kỳ, nơi có đủ bảng chi phí (đồng)"
    COST_CUT = "cost_cut", "Chi phí tuân thủ một năm giảm đến cuối kỳ (đồng)"
    COST_COMPARED = "cost_compared", "Thủ tục có trước kỳ hoặc trong kỳ"
    COST_KNOWN = "cost_known", "Thủ tục có bảng chi phí đã thống nhất cả trước và sau"
    BUSINESS_COST_BEFORE = (
        "business_cost_before",
        "Chi phí một năm trước kỳ của thủ tục liên quan kinh doanh, nơi có đủ bảng chi phí (đồng)",
    )
    BUSINESS_COST_CUT = (
        "business_cost_cut",
        "Chi phí một năm của thủ tục liên quan kinh doanh giảm đến cuối kỳ (đồng)",
    )
    BUSINESS_COST_COMPARED = (
        "business_cost_compared",
        "Thủ tục liên quan kinh doanh có trước kỳ hoặc trong kỳ",
    )
    BUSINESS_COST_KNOWN = (
        "business_cost_known",
        "Thủ tục liên quan kinh doanh có bảng chi phí đã thống nhất cả trước và sau",
    )
    INTERNAL_COMPARED = "internal_compared", "Thủ tục hành chính nội bộ có trước kỳ hoặc trong kỳ"
    INTERNAL_SIMPLIFIED = (
        "internal_simplified",
        "Thủ tục hành chính nội bộ được cắt giảm, đơn giản hóa trong kỳ",
    )


class Dimension(Labelled):
    """By what a measure is parted."""

    AGENCY = "agency", "Cơ quan, đơn vị"
    FIELD = "field", "Lĩnh vực"
    PROCEDURE = "procedure", "Thủ tục"
    LEVEL = "level", "Cấp giải quyết"
    CHANNEL = "channel", "Cách nộp"
    OFFICER = "officer", "Cán bộ thụ lý"
    AUTHORITY = "authority", "Nhóm thẩm quyền"
    CONTENT = "content", "Loại nội dung phản ánh"
    RULE = "rule", "Loại quy định"


class Cut(Labelled):
    """Into which windows a window is cut; months, quarters and years of the calendar."""

    MONTH = "month", "Tháng"
    QUARTER = "quarter", "Quý"
    YEAR = "year", "Năm"


class Authority(Labelled):
    """Who decides a procedure, as catalogues are counted."""

    MINISTRY = "ministry", "Bộ, cơ quan ngang bộ"
    PROVINCE_COMMITTEE = "province_committee", "Ủy ban nhân dân cấp tỉnh"
    DEPARTMENT = "department", "Sở, ban, ngành"
    DISTRICT = "district", "Cấp huyện"
    COMMUNE = "commune", "Cấp xã"
    SCHOOL = "school", "Cơ sở giáo dục"
    OTHER = "other", "Cơ quan khác"


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
    EXTENDED = "extended", "Đã xin lỗi, gia hạn mà vẫn quá hạn"
    PAYMENT = "payment", "Có lúc chờ nghĩa vụ tài chính"
    SUPPLEMENT = "supplement", "Có yêu cầu bổ sung khi thẩm định"
    OWN = "own", "Xử lý tại cơ quan chậm"


class Happened(Labelled):
    """What rollups count by day."""

    RECEIVED = "received", "Tiếp nhận"
    EARLY = "early", "Giải quyết trước hạn"
    ON_TIME = "on_time", "Giải quyết đúng hạn"
    LATE = "late", "Giải quyết quá hạn"
    GREW_LATE = "grew_late", "Bắt đầu quá hạn"
    LATE_ENDED = "late_ended", "Hết quá hạn vì đã giải quyết"
