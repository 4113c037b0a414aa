"""Closed vocabularies of plans."""

from motcua.kernel.labelled import Labelled


class PlanKind(Labelled):
    """What a plan is about."""

    CONTROL = "control", "Kiểm soát thủ tục hành chính"
    REFORM = "reform", "Cải cách hành chính"
    FOCUSED = "focused", "Cải cách thủ tục hành chính trọng tâm"
    REVIEW = "review", "Rà soát, đơn giản hóa thủ tục"
    INSPECTION = "inspection", "Kiểm tra"
    COMMUNICATION = "communication", "Truyền thông"
    TRAINING = "training", "Tập huấn, bồi dưỡng"
    DIGITAL = "digital", "Số hóa, chuyển đổi số"
    OTHER = "other", "Kế hoạch khác"


class PlanStatus(Labelled):
    """Where a plan is in its life."""

    DRAFT = "draft", "Đang soạn"
    IN_FORCE = "in_force", "Đang thực hiện"
    CLOSED = "closed", "Đã kết thúc"
    DROPPED = "dropped", "Đã bỏ"


class VersionStatus(Labelled):
    """Where one version of a plan is."""

    DRAFT = "draft", "Đang soạn"
    SUBMITTED = "submitted", "Chờ phê duyệt"
    APPROVED = "approved", "Đang áp dụng"
    SUPERSEDED = "superseded", "Đã được thay"
    DROPPED = "dropped", "Đã bỏ"


class UnitRole(Labelled):
    """As what a unit has part in a task."""

    LEAD = "lead", "Chủ trì"
    PARTNER = "partner", "Phối hợp"


class DivisionKind(Labelled):
    """The usual divisions of an education department, whatever it calls them."""

    OFFICE = "office", "Văn phòng"
    ORGANISATION_ADMINISTRATION = "organisation_administration", "Tổ chức - Hành chính"
    PERSONNEL = "personnel", "Tổ chức cán bộ"
    PLANNING_FINANCE = "planning_finance", "Kế hoạch - Tài chính"
    INSPECTORATE = "inspectorate", "Thanh tra"
    PRESCHOOL = "preschool", "Giáo dục Mầm non"
    PRIMARY = "primary", "Giáo dục Tiểu học"
    PRESCHOOL_PRIMARY = "preschool_primary", "Giáo dục Mầm non và Tiểu học"
    SECONDARY = "secondary", "Giáo dục Trung học"
    GENERAL_EDUCATION = "general_education", "Giáo dục phổ thông"
    CONTINUING = "continuing", "Giáo dục thường xuyên"
    CONTINUING_HIGHER = "continuing_higher", "Giáo dục thường xuyên và Đại học"
    CONTINUING_VOCATIONAL = "continuing_vocational", "Giáo dục nghề nghiệp, thường xuyên"
    QUALITY = "quality", "Khảo thí, quản lý chất lượng giáo dục"
    POLITICS_STUDENTS = "politics_students", "Chính trị tư tưởng, học sinh sinh viên"
    INFORMATION_TECHNOLOGY = "information_technology", "Công nghệ thông tin, chuyển đổi số"
    RECEPTION = "reception", "Ban Tiếp công dân"
    ONE_STOP = "one_stop", "Bộ phận Một cửa"


class UnitGroup(Labelled):
    """Several units named at once; who they are follows from the day and from whose plan it is."""

    ALL_DIVISIONS = "all_divisions", "Các phòng thuộc cơ quan"
    ALL_ATTACHED = "all_attached", "Các đơn vị trực thuộc"
    ALL_SCHOOLS = "all_schools", "Các cơ sở giáo dục trên địa bàn"
    ALL_DISTRICT_OFFICES = "all_district_offices", "Các phòng giáo dục và đào tạo cấp huyện"
    ALL_COMMUNES = "all_communes", "Ủy ban nhân dân các xã, phường, đặc khu"
    ALL_UNITS = "all_units", "Tất cả phòng và đơn vị trực thuộc"
    CONCERNED = "concerned", "Các đơn vị liên quan (tùy việc)"


class TaskStatus(Labelled):
    """What became of a task of a plan as a whole."""

    OPEN = "open", "Đang theo dõi"
    DONE = "done", "Đã xong"
    CANCELLED = "cancelled", "Không làm nữa"


class DutyStatus(Labelled):
    """How far one unit is with one occurrence of a task."""

    OPEN = "open", "Chưa làm"
    DOING = "doing", "Đang làm"
    REPORTED = "reported", "Đã báo xong, chờ xác nhận"
    DONE = "done", "Đã hoàn thành"
    CANCELLED = "cancelled", "Không làm nữa"


class Timing(Labelled):
    """How a duty stands against its term."""

    NO_TERM = "no_term", "Chưa có hạn"
    IN_TIME = "in_time", "Trong hạn"
    NEAR = "near", "Sắp đến hạn"
    LATE = "late", "Quá hạn"
    DONE_IN_TIME = "done_in_time", "Xong đúng hạn"
    DONE_LATE = "done_late", "Xong muộn"
    CANCELLED = "cancelled", "Không làm nữa"


class FileRole(Labelled):
    """What a file shows of a duty."""

    PRODUCT = "product", "Sản phẩm"
    EVIDENCE = "evidence", "Minh chứng"


class RequestKind(Labelled):
    """What a unit asks to have changed."""

    EXTEND = "extend", "Xin lùi hạn"
    CHANGE = "change", "Xin đổi nội dung"
    CANCEL = "cancel", "Xin không làm nữa"


class RequestStatus(Labelled):
    ASKED = "asked", "Chờ quyết định"
    GRANTED = "granted", "Đồng ý"
    REFUSED = "refused", "Không đồng ý"
    WITHDRAWN = "withdrawn", "Đã rút"
    LAPSED = "lapsed", "Không còn cần quyết định"


class FindingAnswer(Labelled):
    """What a person says of a finding about the document."""

    RIGHT_AS_IT_IS = "right_as_it_is", "Đã xem, văn bản ghi đúng"
    WILL_CORRECT = "will_correct", "Sẽ sửa văn bản"
    CORRECTED = "corrected", "Đã sửa trong hệ thống"


class TermKind(Labelled):
    """How a plan says when something is due."""

    ON_DAY = "on_day", "Đúng ngày"
    BEFORE_DAY = "before_day", "Trước ngày"
    BY_DAY = "by_day", "Chậm nhất ngày"
    WITHIN = "within", "Trong khoảng thời gian"
    CONTINUOUS = "continuous", "Thường xuyên"
    RECURRING = "recurring", "Định kỳ"
    LENGTH = "length", "Trong số ngày kể từ một mốc"
    AFTER_EVENT = "after_event", "Sau một sự kiện"
    BY_ROADMAP = "by_roadmap", "Theo lộ trình của văn bản khác"
    WHEN_NEEDED = "when_needed", "Khi phát sinh"
    MISSING = "missing", "Chưa ghi thời hạn"
    UNREAD = "unread", "Chưa hiểu được"


class Cycle(Labelled):
    """What one occurrence of a recurring term covers; OTHER where the recurrence alone says it."""

    DAY = "day", "Ngày"
    WEEK = "week", "Tuần"
    MONTH = "month", "Tháng"
    QUARTER = "quarter", "Quý"
    HALF_YEAR = "half_year", "6 tháng"
    YEAR = "year", "Năm"
    SEMESTER = "semester", "Học kỳ"
    SCHOOL_YEAR = "school_year", "Năm học"
    OTHER = "other", "Kỳ"


class Direction(Labelled):
    """On which side of the number a target is met."""

    AT_LEAST = "at_least", "Ít nhất"
    MORE_THAN = "more_than", "Trên"
    AT_MOST = "at_most", "Không quá"
    LESS_THAN = "less_than", "Dưới"
    EXACTLY = "exactly", "Đúng bằng"


class Commitment(Labelled):
    """How firmly a target is set."""

    MUST = "must", "Phải đạt"
    STRIVE = "strive", "Phấn đấu"


class TargetStanding(Labelled):
    """How a target stands: judged while its time runs, and when it is over."""

    MET = "met", "Đạt"
    ON_THE_WAY = "on_the_way", "Chưa đạt"
    AT_RISK = "at_risk", "Có nguy cơ không đạt"
    MISSED = "missed", "Không đạt"
    NOTHING_AROSE = "nothing_arose", "Không phát sinh"
    NOT_MEASURED = "not_measured", "Chưa có số liệu"


class ItemSource(Labelled):
    """Where in the document an item stands."""

    ANNEX = "annex", "Phụ lục"
    TEXT = "text", "Nội dung kế hoạch"


class Severity(Labelled):
    """How serious a finding about a document is."""

    ERROR = "error", "Sai"
    DOUBT = "doubt", "Cần xem lại"
    NOTE = "note", "Lưu ý"


class RoundStatus(Labelled):
    """Where a round of inspections is."""

    DRAFT = "draft", "Đang lập"
    APPROVED = "approved", "Đã phê duyệt"
    CLOSED = "closed", "Đã kết thúc"
    DROPPED = "dropped", "Đã bỏ"


class InspectionKind(Labelled):
    """Why a unit is inspected."""

    SCHEDULED = "scheduled", "Theo kế hoạch"
    SURPRISE = "surprise", "Đột xuất"


class InspectionStatus(Labelled):
    """Where one inspection is."""

    PLANNED = "planned", "Đã lên lịch"
    NOTIFIED = "notified", "Đã báo đơn vị"
    HELD = "held", "Đã kiểm tra"
    CONCLUDED = "concluded", "Đã kết luận"
    FOLLOWED = "followed", "Đang khắc phục"
    CLOSED = "closed", "Đã xong"
    CANCELLED = "cancelled", "Không kiểm tra nữa"


class CheckResult(Labelled):
    """What an inspection found of one item of its check-list."""

    MET = "met", "Đạt"
    PARTLY = "partly", "Đạt một phần"
    NOT_MET = "not_met", "Chưa đạt"
    NOT_APPLICABLE = "not_applicable", "Không áp dụng"


class CommitmentUnitKind(Labelled):
    """Among which units a signing of commitments is counted."""

    LEADERSHIP = "leadership", "Ban Giám đốc"
    DIVISION = "division", "Phòng thuộc cơ quan"
    ATTACHED = "attached", "Đơn vị trực thuộc"


class InitiativeStatus(Labelled):
    """Where an initiative is."""

    REGISTERED = "registered", "Đã đăng ký"
    SCORING = "scoring", "Đang chấm"
    RECOGNISED = "recognised", "Được công nhận"
    NOT_RECOGNISED = "not_recognised", "Không được công nhận"
    WITHDRAWN = "withdrawn", "Đã rút"


class RecognitionLevel(Labelled):
    """By whom an initiative is recognised."""

    UNIT = "unit", "Cấp cơ sở"
    DEPARTMENT = "department", "Cấp sở"
    PROVINCE = "province", "Cấp tỉnh, thành phố"


class ActivityKind(Labelled):
    """What is done so that people know and can."""

    TRAINING = "training", "Tập huấn, bồi dưỡng"
    COMMUNICATION = "communication", "Truyền thông"
    CONTEST = "contest", "Hội thi, cuộc thi"
    DIALOGUE = "dialogue", "Hội nghị đối thoại"


class ActivityStatus(Labelled):
    PLANNED = "planned", "Dự kiến"
    HELD = "held", "Đã thực hiện"
    CANCELLED = "cancelled", "Không thực hiện"


class Channel(Labelled):
    """By which way something reaches people."""

    PORTAL = "portal", "Cổng, trang thông tin điện tử"
    FACEBOOK = "facebook", "Facebook"
    ZALO = "zalo", "Zalo"
    PRESS = "press", "Báo, đài"
    POSTER = "poster", "Niêm yết, pa nô, tờ rơi"
    MEETING = "meeting", "Hội nghị, họp"
    CLASS = "class", "Lớp học trực tiếp"
    ONLINE_CLASS = "online_class", "Lớp học trực tuyến"
    OTHER = "other", "Cách khác"


class ActivityMeasure(Labelled):
    """What is counted of an activity."""

    CLASSES = "classes", "Số lớp, buổi"
    PARTICIPANTS = "participants", "Số người tham gia"
    UNITS = "units", "Số đơn vị tham gia"
    ITEMS = "items", "Số tin, bài, ấn phẩm"
    VIEWS = "views", "Số lượt xem, truy cập"
    FOLLOWERS = "followers", "Số người theo dõi"
    ENTRIES = "entries", "Số bài dự thi"
    PRIZES = "prizes", "Số giải thưởng"
    QUESTIONS = "questions", "Số câu hỏi, kiến nghị được trả lời"
