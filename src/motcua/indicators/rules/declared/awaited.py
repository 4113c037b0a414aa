"""Measures that plans name and whose facts are not kept yet: declared, never shown as zero."""

from motcua.indicators.rules.measures import Measure

_FEEDBACK = "Chưa quản lý phản ánh, kiến nghị trong hệ thống."
_SYNC = "Chưa nối với Cổng Dịch vụ công quốc gia."
_REVIEW = "Chưa quản lý việc rà soát, đơn giản hóa thủ tục trong hệ thống."
_SURVEY = "Chưa có số liệu từ bên ngoài được nhập."
_766 = "Quyết định 766/QĐ-TTg, chỉ số {}"


def _awaited(code: str, name: str, basis: str, missing: str, *synonyms: str) -> Measure:
    return Measure(code, name, basis, missing=missing, synonyms=synonyms)


AWAITED: tuple[Measure, ...] = (
    _awaited(
        "feedback_in_time_rate",
        "Tỷ lệ phản ánh, kiến nghị được xử lý đúng hạn",
        _766.format("5.2"),
        _FEEDBACK,
        "Phản ánh, kiến nghị của người dân được tiếp nhận, xử lý",
    ),
    _awaited(
        "synchronised_rate", "Tỷ lệ hồ sơ đồng bộ lên Cổng Dịch vụ công quốc gia", _766.format("1.4"), _SYNC
    ),
    _awaited(
        "published_in_time_rate",
        "Tỷ lệ thủ tục hành chính được công bố, công khai đúng hạn",
        _766.format("1.1, 1.2"),
        "Chưa có ngày công khai trên Cơ sở dữ liệu quốc gia về TTHC.",
        "TTHC được công bố, công khai đầy đủ, kịp thời",
    ),
    _awaited(
        "online_services_rate",
        "Tỷ lệ thủ tục hành chính cung cấp dịch vụ công trực tuyến toàn trình",
        _766.format("3.1"),
        "Chưa tính từ danh mục thủ tục.",
        "TTHC đủ điều kiện được cung cấp dịch vụ công trực tuyến toàn trình",
    ),
    _awaited(
        "fee_payable_online_rate",
        "Tỷ lệ thủ tục hành chính có phí, lệ phí được thanh toán trực tuyến",
        _766.format("3.5"),
        "Chưa tính từ danh mục thủ tục.",
        "TTHC có nghĩa vụ tài chính được thanh toán trực tuyến",
    ),
    _awaited(
        "boundary_free_rate",
        "Tỷ lệ thủ tục hành chính thực hiện không phụ thuộc địa giới hành chính",
        "Nghị định 118/2025/NĐ-CP",
        "Chưa tính từ danh mục thủ tục.",
    ),
    _awaited(
        "time_cut_rate",
        "Tỷ lệ cắt giảm thời gian giải quyết thủ tục hành chính",
        "Thông tư 02/2017/TT-VPCP",
        _REVIEW,
    ),
    _awaited(
        "cost_cut_rate",
        "Tỷ lệ cắt giảm chi phí tuân thủ thủ tục hành chính",
        "Thông tư 02/2017/TT-VPCP",
        _REVIEW,
    ),
    _awaited(
        "reviewed_rate",
        "Tỷ lệ thủ tục hành chính nội bộ được rà soát, đơn giản hóa",
        "Thông tư 02/2017/TT-VPCP",
        _REVIEW,
    ),
    _awaited(
        "electronic_documents_rate",
        "Tỷ lệ văn bản trao đổi dưới dạng điện tử, ký số",
        "Nghị định 30/2020/NĐ-CP",
        "Chưa nối với hệ thống quản lý văn bản.",
        "Văn bản điện tử được ký số bởi chữ ký số chuyên dùng",
    ),
    _awaited("reform_index_rank", "Xếp hạng Chỉ số cải cách hành chính (PAR Index)", "Bộ Nội vụ", _SURVEY),
    _awaited(
        "education_satisfaction_rate",
        "Mức độ hài lòng của người dân đối với dịch vụ giáo dục công",
        "Đo lường của Bộ Giáo dục và Đào tạo",
        _SURVEY,
    ),
)
