"""Measures of reviewing and simplifying procedures."""

from motcua.indicators.enums import Better, Tally
from motcua.indicators.rules.measures import Measure

T = Tally
_REDUCTION = "Thông tư 02/2017/TT-VPCP"
_REVIEWED = (
    "Biểu rà soát được nộp trong kỳ, đến lúc chốt không bị trả lại hay đưa ra khỏi đợt; nhiều đợt tính một lần. Mẫu số "
    "theo danh mục áp dụng vào ngày cuối kỳ."
)
_OWED = (
    "Mẫu số: phương án đã duyệt đến cuối kỳ, trừ phương án đã thực thi xong trước kỳ. Thực thi tính từ ngày thay đổi "
    "áp dụng."
)
_COMPARED = (
    "So thủ tục áp dụng vào ngày trước kỳ (chưa có thì bản đầu tiên trong kỳ) với ngày cuối kỳ; thủ tục tăng thì "
    "trừ đi, thủ tục hết áp dụng là cắt hết, thủ tục bị thay thế so với thủ tục thay nó. So với ngày mốc của mục tiêu: "
    "trang Kết quả cắt giảm."
)
_NOT_COSTED = (
    "Thủ tục nội bộ; thủ tục chưa có bảng chi phí đã thống nhất trước hoặc sau; bản nháp không tính."
)
_SHEETS = (
    "Chi phí một năm theo bảng chi phí; trước và sau tính với cùng số hồ sơ, cùng giá một giờ của bảng trước. Tiết "
    "kiệm dự kiến của phương án và số đo từ hồ sơ không cộng vào đây."
)
_PROGRAMME = "Nghị quyết 68/NQ-CP ngày 12/5/2020"
_RULES = (
    "Quy định áp dụng ngay trước kỳ: các loại trong sổ quy định kinh doanh, và thủ tục liên quan kinh doanh đếm từ "
    "danh mục, mỗi thủ tục một lần (chưa có thì bản đầu tiên trong kỳ). Dòng đằng sau kể quy định trong sổ; thủ tục "
    "xem ở trang Kết quả theo loại."
)

REVIEWS: tuple[Measure, ...] = (
    Measure(
        "public_reviewed_rate",
        "Tỷ lệ thủ tục hành chính được rà soát",
        "Nghị định 63/2010/NĐ-CP; Thông tư 02/2017/TT-VPCP",
        (T.PROCEDURES_REVIEWED,),
        (T.PROCEDURES,),
        excludes="Thủ tục hành chính nội bộ: có chỉ số riêng.",
        note=_REVIEWED,
    ),
    Measure(
        "reviewed_rate",
        "Tỷ lệ thủ tục hành chính nội bộ được rà soát, đơn giản hóa",
        _REDUCTION,
        (T.PROCEDURES_INTERNAL_REVIEWED,),
        (T.PROCEDURES_INTERNAL,),
        synonyms=("Thủ tục hành chính nội bộ được rà soát",),
        note=_REVIEWED,
    ),
    Measure(
        "simplification_executed_rate",
        "Tỷ lệ phương án đơn giản hóa đã duyệt được thực thi",
        _REDUCTION,
        (T.PROPOSALS_DONE,),
        (T.PROPOSALS_OWED,),
        note=_OWED,
    ),
    Measure(
        "internal_simplification_executed_rate",
        "Tỷ lệ phương án đơn giản hóa thủ tục hành chính nội bộ đã duyệt được thực thi",
        _REDUCTION,
        (T.PROPOSALS_INTERNAL_DONE,),
        (T.PROPOSALS_INTERNAL_OWED,),
        synonyms=("Thực thi phương án cắt giảm, đơn giản hóa thủ tục hành chính nội bộ",),
        note=_OWED,
    ),
    Measure(
        "conditions_cut_rate",
        "Tỷ lệ điều kiện kinh doanh không cần thiết được bãi bỏ",
        "Nghị quyết 66/NQ-CP ngày 26/3/2025",
        (T.CONDITIONS_CUT,),
        (T.CONDITIONS_LISTED,),
        synonyms=("Bãi bỏ điều kiện kinh doanh không cần thiết",),
        excludes="Điều kiện được cắt mà chưa từng đưa vào danh mục không cần thiết; điều kiện sau đó thấy cần giữ.",
        note="Theo sổ điều kiện kinh doanh vào ngày cuối kỳ.",
    ),
    Measure(
        "business_conditions",
        "Điều kiện kinh doanh trong sổ",
        "Nghị quyết 66/NQ-CP ngày 26/3/2025",
        (T.CONDITIONS,),
        better=Better.NEITHER,
        note="Mọi điều kiện đã áp dụng đến ngày cuối kỳ, cả điều kiện đã cắt.",
    ),
    Measure(
        "business_rules_cut_rate",
        "Tỷ lệ quy định liên quan đến hoạt động kinh doanh được cắt giảm, đơn giản hóa",
        _PROGRAMME,
        (T.RULES_CUT,),
        (T.RULES,),
        synonyms=("Cắt giảm, đơn giản hóa số quy định liên quan đến hoạt động kinh doanh",),
        excludes="Quy định trong sổ áp dụng từ trong kỳ; thủ tục nội bộ.",
        note=f"{_RULES} Thủ tục bị thay thế hoặc gộp: thủ tục còn lại không tính là cắt.",
    ),
    Measure(
        "business_rules_cost_cut_rate",
        "Tỷ lệ cắt giảm chi phí tuân thủ quy định liên quan đến hoạt động kinh doanh",
        _PROGRAMME,
        (T.RULES_COST_CUT,),
        (T.RULES_COST,),
        excludes="Quy định chưa biết chi phí trước hoặc cuối kỳ; thủ tục chưa có bảng chi phí đã thống nhất.",
        note=f"{_RULES} Quy định không còn áp dụng thì chi phí bằng 0; chi phí tăng thì trừ đi.",
    ),
    Measure(
        "business_rules_costed_rate",
        "Tỷ lệ quy định liên quan đến hoạt động kinh doanh đã biết chi phí",
        _PROGRAMME,
        (T.RULES_COSTED,),
        (T.RULES,),
        note=_RULES,
    ),
    Measure(
        "time_cut_rate",
        "Tỷ lệ cắt giảm thời gian giải quyết thủ tục hành chính",
        _REDUCTION,
        (T.MINUTES_CUT,),
        (T.MINUTES_ALLOWED,),
        excludes="Thủ tục nội bộ; thủ tục không đọc được thời hạn trước kỳ hoặc cuối kỳ.",
        note=f"{_COMPARED} Thời hạn dài nhất trong các cách nộp, đổi ra phút: một ngày làm việc là 480 phút, một ngày "
        "là 5/7 ngày làm việc, một tháng là 22 ngày.",
    ),
    Measure(
        "cost_cut_rate",
        "Tỷ lệ cắt giảm chi phí tuân thủ thủ tục hành chính",
        f"{_REDUCTION}, Điều 27",
        (T.COST_CUT,),
        (T.COST_BEFORE,),
        excludes=_NOT_COSTED,
        note=f"{_COMPARED} {_SHEETS}",
        coverage=(T.COST_KNOWN, T.COST_COMPARED),
    ),
    Measure(
        "business_cost_cut_rate",
        "Tỷ lệ cắt giảm chi phí tuân thủ thủ tục liên quan đến hoạt động kinh doanh",
        "Nghị quyết 68/NQ-CP ngày 12/5/2020; Nghị quyết 66/NQ-CP ngày 26/3/2025",
        (T.BUSINESS_COST_CUT,),
        (T.BUSINESS_COST_BEFORE,),
        synonyms=(
            "Cắt giảm chi phí tuân thủ thủ tục hành chính liên quan đến hoạt động sản xuất, kinh doanh",
        ),
        excludes=f"{_NOT_COSTED} Quy định về kinh doanh không phải thủ tục.",
        note=f"Tập thủ tục: trang Thủ tục liên quan hoạt động kinh doanh. {_COMPARED} {_SHEETS}",
        coverage=(T.BUSINESS_COST_KNOWN, T.BUSINESS_COST_COMPARED),
    ),
    Measure(
        "cost_sheets_rate",
        "Tỷ lệ thủ tục có bảng chi phí đã thống nhất cả trước và sau",
        f"{_REDUCTION}, Điều 27",
        (T.COST_KNOWN,),
        (T.COST_COMPARED,),
        excludes="Thủ tục nội bộ.",
        note="Bản trước kỳ và bản cuối kỳ đều có bảng; bản không đổi thì một bảng là đủ; hết áp dụng thì chỉ cần bảng "
        "trước.",
    ),
    Measure(
        "papers_cut_rate",
        "Tỷ lệ giấy tờ được cắt giảm",
        _REDUCTION,
        (T.PAPERS_CUT,),
        (T.PAPERS_ASKED,),
        excludes="Thủ tục nội bộ.",
        note=_COMPARED,
    ),
    Measure(
        "internal_simplified_rate",
        "Tỷ lệ thủ tục hành chính nội bộ được cắt giảm, đơn giản hóa",
        _REDUCTION,
        (T.INTERNAL_SIMPLIFIED,),
        (T.INTERNAL_COMPARED,),
        note="Thủ tục được bãi bỏ, bớt giấy tờ, rút thời hạn, hoặc có phương án đã duyệt được thực thi trong kỳ.",
    ),
)
