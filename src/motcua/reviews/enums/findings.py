"""Words of what is found where procedures should be reviewed."""

from motcua.kernel.labelled import Labelled


class Clue(Labelled):
    """A sign that a procedure is worth reviewing; the label names it in a list."""

    NO_DOSSIER = "no_dossier", "Lâu không phát sinh hồ sơ"
    PAPER_IS_RESULT = "paper_is_result", "Đòi giấy tờ là kết quả của thủ tục khác"
    PAPER_IN_DATABASE = "paper_in_database", "Đòi giấy tờ đã có trong cơ sở dữ liệu"
    SAME_PAPER = "same_paper", "Một giấy tờ nhiều thủ tục cùng đòi"
    PAPER_MISSING = "paper_missing", "Giấy tờ hay thiếu, hay phải bổ sung"
    STEP_WAITS = "step_waits", "Bước hồ sơ hay quá hạn, hay nằm chờ"
    LIMIT_TOO_LONG = "limit_too_long", "Thời hạn dài hơn nhiều so với thực tế"
    MERGE = "merge", "Thủ tục gần giống nhau, có thể gộp"
    FEW_FEES = "few_fees", "Phí, lệ phí ít khi thu"
    EXPIRED_BASIS = "expired_basis", "Căn cứ pháp lý đã hết hiệu lực"
    FULL_ONLINE = "full_online", "Có thể nâng lên trực tuyến toàn trình"
    BUSINESS = "business", "Liên quan đến hoạt động kinh doanh"
