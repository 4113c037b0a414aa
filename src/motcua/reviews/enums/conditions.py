"""Words of the register of business conditions."""

from motcua.kernel.labelled import Labelled


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
