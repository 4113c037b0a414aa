"""Words of changes to procedures and of the targets they shall reach."""

from motcua.kernel.labelled import Labelled


class CutKind(Labelled):
    """A way to make a procedure lighter; the label names it in a list."""

    DROP_PAPER = "drop_paper", "Bỏ giấy tờ"
    REPLACE_PAPER = "replace_paper", "Thay giấy tờ bằng dữ liệu"
    ACCEPT_COPY = "accept_copy", "Nhận bản chụp, không đòi chứng thực"
    SHORTEN_STEP = "shorten_step", "Rút ngắn một bước"
    SHORTEN_LIMIT = "shorten_limit", "Rút thời hạn giải quyết"
    GO_ONLINE = "go_online", "Trực tuyến toàn trình"
    EXTEND_VALIDITY = "extend_validity", "Kéo dài giá trị của kết quả"
    DELEGATE = "delegate", "Giao cho cấp gần dân hơn"
    MERGE = "merge", "Gộp với thủ tục khác"
    TO_EX_POST = "to_ex_post", "Chuyển sang hậu kiểm"
    DROP_FEE = "drop_fee", "Bỏ phí, lệ phí"
    DROP_CONDITION = "drop_condition", "Bỏ yêu cầu, điều kiện"


class Burden(Labelled):
    """What a procedure weighs on those who carry it out, as far as targets speak of it."""

    TIME = "time", "Thời hạn giải quyết"
    COST = "cost", "Chi phí tuân thủ"
    PAPERS = "papers", "Giấy tờ phải nộp"
    CONDITIONS = "conditions", "Yêu cầu, điều kiện"
    TRIPS = "trips", "Số lần đi lại"


class TargetSet(Labelled):
    """The procedures that a target is about."""

    ALL = "all", "Tất cả thủ tục"
    BUSINESS = "business", "Thủ tục liên quan hoạt động kinh doanh"
    INTERNAL = "internal", "Thủ tục nội bộ"
    FIELD = "field", "Thủ tục của một lĩnh vực"


class Wish(Labelled):
    """What the smallest set of changes means to who asks for it."""

    FEWEST = "fewest", "Ít thay đổi nhất"
    EASIEST = "easiest", "Dễ làm nhất"
