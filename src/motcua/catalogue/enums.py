from motcua.kernel.labelled import Labelled
from motcua.payments.enums import FeeKind as FeeKind


class ProcedureKind(Labelled):
    MINISTRY = "ministry", "Do Trung ương quy định"
    LOCAL_SPECIFIC = "local_specific", "Đặc thù của địa phương"
    INTERNAL = "internal", "Nội bộ giữa các cơ quan nhà nước"
    INTERCONNECTED = "interconnected", "Liên thông"


class ProcedureLevel(Labelled):
    MINISTRY = "ministry", "Cấp bộ"
    PROVINCE = "province", "Cấp tỉnh"
    DISTRICT = "district", "Cấp huyện"
    COMMUNE = "commune", "Cấp xã"
    OTHER = "other", "Cơ quan khác"


class Channel(Labelled):
    DIRECT = "direct", "Trực tiếp"
    ONLINE = "online", "Trực tuyến"
    POST = "post", "Dịch vụ bưu chính"


class ApplicantType(Labelled):
    CITIZEN = "citizen", "Công dân Việt Nam"
    OVERSEAS_VIETNAMESE = "overseas_vietnamese", "Người Việt Nam định cư ở nước ngoài"
    FOREIGNER = "foreigner", "Người nước ngoài"
    PUBLIC_EMPLOYEE = "public_employee", "Cán bộ, công chức, viên chức"
    ENTERPRISE = "enterprise", "Doanh nghiệp"
    FOREIGN_INVESTED_ENTERPRISE = "foreign_invested_enterprise", "Doanh nghiệp có vốn đầu tư nước ngoài"
    ORGANISATION = "organisation", "Tổ chức (không gồm doanh nghiệp, hợp tác xã)"
    FOREIGN_ORGANISATION = "foreign_organisation", "Tổ chức nước ngoài"
    COOPERATIVE = "cooperative", "Hợp tác xã"


class LifeEvent(Labelled):
    """What happens in someone's life, or in an institution's, that leads to a procedure."""

    STARTING_SCHOOL = "starting_school", "Cho con đi học"
    CHANGING_SCHOOL = "changing_school", "Chuyển trường, học lại"
    SUPPORT = "support", "Xin hỗ trợ, miễn giảm, học bổng"
    EXAM = "exam", "Thi và tuyển sinh"
    DIPLOMA = "diploma", "Văn bằng, chứng chỉ"
    STUDY_ABROAD = "study_abroad", "Du học và từ nước ngoài về"
    VOCATION = "vocation", "Học nghề"
    TEACHING = "teaching", "Làm nghề dạy học"
    OPENING_SCHOOL = "opening_school", "Mở trường, mở cơ sở giáo dục"
    CHANGING_INSTITUTION = "changing_institution", "Thay đổi, sáp nhập, giải thể cơ sở giáo dục"


class VersionState(Labelled):
    DRAFT = "draft", "Dự thảo"
    PROMULGATED = "promulgated", "Đã công bố"
    ABANDONED = "abandoned", "Đã bỏ"


class OnlineLevel(Labelled):
    FULL = "full", "Toàn trình"
    PARTIAL = "partial", "Một phần"
    INFORMATION = "information", "Chỉ cung cấp thông tin"


class Constituent(Labelled):
    """The constituents of a procedure. Basis: NĐ 63/2010/NĐ-CP art. 8(2), art. 13(2a), art. 15."""

    NAME = "name", "Tên thủ tục"
    STEPS = "steps", "Trình tự thực hiện"
    METHODS = "methods", "Cách thức thực hiện"
    COMPONENTS = "components", "Thành phần, số lượng hồ sơ"
    TIME_LIMIT = "time_limit", "Thời hạn giải quyết"
    APPLICANTS = "applicants", "Đối tượng thực hiện"
    AGENCY = "agency", "Cơ quan giải quyết"
    FORMS = "forms", "Mẫu đơn, mẫu tờ khai"
    RESULTS = "results", "Kết quả thực hiện"
    REQUIREMENTS = "requirements", "Yêu cầu, điều kiện"
    FEES = "fees", "Phí, lệ phí"
    LEGAL_BASES = "legal_bases", "Căn cứ pháp lý"
    RECEIVING_PLACE = "receiving_place", "Nơi tiếp nhận"


class LinkKind(Labelled):
    RELATED = "related", "Thủ tục liên quan"
    REPLACED_BY = "replaced_by", "Được thay thế bằng"


class ChangeKind(Labelled):
    NEW = "new", "Mới ban hành"
    AMENDED = "amended", "Sửa đổi, bổ sung"
    REPLACED = "replaced", "Thay thế"
    REPEALED = "repealed", "Bãi bỏ"
    STANDARDISED = "standardised", "Chuẩn hóa"


class DecisionStage(Labelled):
    """The life of a promulgation decision (rulebook 2.4)."""

    DRAFT = "draft", "Dự thảo"
    UNDER_CONTROL_CHECK = "under_control_check", "Đang kiểm soát chất lượng"
    SUBMITTED_TO_CHAIRMAN = "submitted_to_chairman", "Đã trình ký"
    PROMULGATED = "promulgated", "Đã công bố"
    WITHDRAWN = "withdrawn", "Đã rút"


class DecisionScope(Labelled):
    MINISTRY = "ministry", "Bộ, cơ quan ngang bộ"
    PROVINCE = "province", "Địa phương"


class Severity(Labelled):
    """How much a finding about a procedure's record matters."""

    ERROR = "error", "Phải sửa"
    WARNING = "warning", "Cần xem lại"
    NOTE = "note", "Nên bổ sung"


class FindingKind(Labelled):
    """What can be wrong with a procedure's record; the label names the fault in a list."""

    MISSING_CONSTITUENT = "missing_constituent", "Thiếu bộ phận bắt buộc"
    UNSTATED_CONSTITUENT = "unstated_constituent", "Chưa nói rõ có hay không"
    UNREADABLE_LIMIT = "unreadable_limit", "Thời hạn không đọc được thành số"
    LIMIT_DIFFERS = "limit_differs", "Thời hạn khác nhau giữa các cách nộp"
    FEE_DIFFERS = "fee_differs", "Phí, lệ phí khác nhau giữa các cách nộp"
    FEE_WITHOUT_AMOUNT = "fee_without_amount", "Phí, lệ phí không có số tiền"
    SAME_PAPER_TWICE = "same_paper_twice", "Một giấy tờ ghi hai lần"
    PAPER_WITHOUT_COUNT = "paper_without_count", "Giấy tờ không ghi số lượng"
    RESULT_WITHOUT_CODE = "result_without_code", "Kết quả chưa có mã"
    EXPIRED_LEGAL_BASIS = "expired_legal_basis", "Căn cứ pháp lý hết hiệu lực"
    UNREADABLE_DECISION = "unreadable_decision", "Số quyết định công bố không đúng dạng"
    DISTRICT_BODY = "district_body", "Còn ghi cơ quan cấp huyện"


class SynonymKind(Labelled):
    """What a row of the search's synonyms says of its phrase."""

    ABBREVIATION = "abbreviation", "Chữ viết tắt"
    SYNONYM = "synonym", "Cách nói khác"
    FILLER = "filler", "Từ ít nghĩa"


class Standing(Labelled):
    """How a procedure stands on a day."""

    IN_FORCE = "in_force", "Đang áp dụng"
    UPCOMING = "upcoming", "Sắp áp dụng"
    ENDED = "ended", "Hết hiệu lực"
    DRAFT_ONLY = "draft_only", "Chỉ có dự thảo"


class Quality(Labelled):
    """The weightiest finding of a procedure; notes alone count as sound."""

    ERROR = "error", "Phải sửa"
    WARNING = "warning", "Cần xem lại"
    SOUND = "sound", "Không có lỗi"


class YesNo(Labelled):
    """What is known of a mark that a record carries."""

    YES = "yes", "Có"
    NO = "no", "Không"
    UNKNOWN = "unknown", "Chưa rõ"
