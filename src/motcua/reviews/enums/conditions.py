"""Words of the register of business conditions and other rules on doing business."""

from motcua.kernel.labelled import Labelled


class RuleKind(Labelled):
    """The kinds in which rules on doing business are counted; procedures are counted from the catalogue."""

    PROCEDURE = "procedure", "Thủ tục hành chính"
    CONDITION = "condition", "Yêu cầu, điều kiện kinh doanh"
    REPORT = "report", "Chế độ báo cáo"
    INSPECTION = "inspection", "Kiểm tra chuyên ngành"
    STANDARD = "standard", "Tiêu chuẩn, quy chuẩn kỹ thuật"
    OTHER = "other", "Quy định khác"


class ConditionKind(Labelled):
    """What a business condition asks for."""

    CAPITAL = "capital", "Vốn, tài chính"
    PREMISES = "premises", "Địa điểm, cơ sở vật chất, thiết bị"
    PEOPLE = "people", "Nhân sự, trình độ"
    PROGRAMME = "programme", "Chương trình, tài liệu, chuyên môn"
    PERMIT = "permit", "Giấy phép, xác nhận, chấp thuận"
    PLANNING = "planning", "Đề án, quy hoạch, quy mô"
    OTHER = "other", "Khác"


class ConditionState(Labelled):
    """How a business condition stands once somebody has looked at it."""

    NEEDED = "needed", "Cần giữ"
    UNNECESSARY = "unnecessary", "Không cần thiết"
    PROPOSED = "proposed", "Đã đề nghị cắt"
    CUT = "cut", "Đã cắt"
    AMENDED = "amended", "Đã sửa đổi"
