from motcua.kernel.labelled import Labelled


class Role(Labelled):
    """What a person may do somewhere, for a time."""

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
