from motcua.kernel.labelled import Labelled


class Role(Labelled):
    """What a person is somewhere, for a time."""

    CITIZEN = "citizen", "Người dân, tổ chức"
    RECEPTION_OFFICER = "reception_officer", "Cán bộ tiếp nhận"
    HANDLER = "handler", "Cán bộ thụ lý"
    HEAD = "head", "Lãnh đạo"
    RECORDS_OFFICER = "records_officer", "Văn thư"
    CONTROL_FOCAL_OFFICER = "control_focal_officer", "Cán bộ đầu mối kiểm soát thủ tục hành chính"
    FINANCE_OFFICER = "finance_officer", "Kế toán, tài chính"
    INSPECTOR = "inspector", "Thanh tra, kiểm tra"
    BUSINESS_ADMINISTRATOR = "business_administrator", "Quản trị nghiệp vụ"
    TECHNICAL_ADMINISTRATOR = "technical_administrator", "Quản trị kỹ thuật"


class Capability(Labelled):
    """One thing a role lets a person do at the agency where it is held."""

    KEEP_CATALOGUE = "keep_catalogue", "Soạn và sửa danh mục thủ tục"
    IMPORT_CATALOGUE = "import_catalogue", "Nhập danh mục thủ tục từ tệp"
    APPROVE_DECISION = "approve_decision", "Duyệt quyết định công bố"
    KEEP_ORGANISATIONS = "keep_organisations", "Quản lý cơ quan, đơn vị và thẩm quyền"
    KEEP_CALENDARS = "keep_calendars", "Quản lý lịch làm việc"
    KEEP_PEOPLE = "keep_people", "Quản lý người dùng và vai trò"
    KEEP_SIGN_INS = "keep_sign_ins", "Khóa, mở khóa đăng nhập"
    RECEIVE_DOSSIERS = "receive_dossiers", "Tiếp nhận hồ sơ"
    HANDLE_DOSSIERS = "handle_dossiers", "Thụ lý hồ sơ"
    DECIDE_DOSSIERS = "decide_dossiers", "Ký duyệt kết quả hồ sơ"
    ISSUE_RESULTS = "issue_results", "Vào sổ, đóng dấu, phát hành kết quả"
    READ_DOSSIERS = "read_dossiers", "Xem hồ sơ"
    COLLECT_PAYMENTS = "collect_payments", "Thu và đối soát phí, lệ phí"
    KEEP_NOTICES = "keep_notices", "Quản lý mẫu thông báo và thư đi"
    READ_JOURNAL = "read_journal", "Xem nhật ký nghiệp vụ"
    KEEP_PLANS = "keep_plans", "Soạn và theo dõi kế hoạch"
    APPROVE_PLANS = "approve_plans", "Phê duyệt kế hoạch"
    DO_PLAN_TASKS = "do_plan_tasks", "Thực hiện, báo cáo nhiệm vụ trong kế hoạch"
    READ_PLANS = "read_plans", "Xem kế hoạch"
    KEEP_INSPECTIONS = "keep_inspections", "Lập và thực hiện kiểm tra"
    KEEP_REPORTS = "keep_reports", "Lập, kiểm tra, gửi báo cáo định kỳ"
    APPROVE_REPORTS = "approve_reports", "Ký báo cáo định kỳ"
    READ_REPORTS = "read_reports", "Xem báo cáo định kỳ"
    KEEP_REVIEWS = "keep_reviews", "Rà soát, đánh giá thủ tục"
    READ_REVIEWS = "read_reviews", "Xem kết quả rà soát thủ tục"
    DO_REVIEWS = "do_reviews", "Rà soát thủ tục được giao"
    APPROVE_REVIEWS = "approve_reviews", "Duyệt kế hoạch rà soát, phương án đơn giản hóa"
    RECEIVE_FEEDBACK = "receive_feedback", "Ghi nhận phản ánh, kiến nghị"
    KEEP_FEEDBACK = "keep_feedback", "Phân loại, chuyển, công khai phản ánh, kiến nghị"
    ANSWER_FEEDBACK = "answer_feedback", "Soạn trả lời phản ánh, kiến nghị được giao"
    APPROVE_FEEDBACK = "approve_feedback", "Duyệt trả lời phản ánh, kiến nghị"
    READ_FEEDBACK = "read_feedback", "Xem phản ánh, kiến nghị"
    KEEP_SURVEYS = "keep_surveys", "Lập và thực hiện khảo sát"
    ENTER_SURVEYS = "enter_surveys", "Nhập phiếu khảo sát"
    READ_SURVEYS = "read_surveys", "Xem kết quả đánh giá, khảo sát"


class PartyKind(Labelled):
    """As whom somebody comes to the office."""

    CITIZEN = "citizen", "Cá nhân"
    ENTERPRISE = "enterprise", "Doanh nghiệp"
    HOUSEHOLD_BUSINESS = "household_business", "Hộ kinh doanh"
    ORGANISATION = "organisation", "Tổ chức khác"
    STATE_BODY = "state_body", "Cơ quan nhà nước"


class Gender(Labelled):
    FEMALE = "female", "Nữ"
    MALE = "male", "Nam"
    OTHER = "other", "Khác"


class IdentityKind(Labelled):
    """By which paper somebody shows who they are."""

    PERSONAL_ID = "personal_id", "Số định danh cá nhân (căn cước)"
    OLD_CARD = "old_card", "Chứng minh nhân dân 9 số"
    PASSPORT = "passport", "Hộ chiếu"
    OTHER = "other", "Giấy tờ khác"


class VerificationLevel(Labelled):
    """How surely we know that an account is the person it says."""

    NONE = "none", "Chưa xác minh"
    AT_DESK = "at_desk", "Đã đối chiếu giấy tờ tại quầy"
    E_IDENTITY = "e_identity", "Định danh điện tử (VNeID)"
