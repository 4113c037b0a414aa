"""Measures that plans name and whose facts are not kept yet: declared, never shown as zero."""

from motcua.indicators.rules.measures import Measure

_SYNC = "Chưa nối với Cổng Dịch vụ công quốc gia."
_OUTSIDE = "Chưa có số liệu từ bên ngoài được nhập."
_DOCUMENTS = "Chưa nối với hệ thống quản lý văn bản."
_REPORTS = "Chưa quản lý hạn gửi báo cáo định kỳ bằng chỉ số."
_POSTED = "Chưa ghi việc niêm yết tại từng nơi tiếp nhận."
_REGISTERS = "Chưa nối với cơ sở dữ liệu ngành và cơ sở dữ liệu quốc gia về dân cư."
_REDUCTION = "Thông tư 02/2017/TT-VPCP"
_766 = "Quyết định 766/QĐ-TTg, chỉ số {}"


def _awaited(code: str, name: str, basis: str, missing: str, *synonyms: str, excludes: str = "") -> Measure:
    return Measure(code, name, basis, missing=missing, synonyms=synonyms, excludes=excludes)


_SERVING: tuple[Measure, ...] = (
    _awaited(
        "synchronised_rate",
        "Tỷ lệ hồ sơ đồng bộ lên Cổng Dịch vụ công quốc gia",
        _766.format("1.4"),
        _SYNC,
        "Hồ sơ được theo dõi và đồng bộ trên Cổng Dịch vụ công quốc gia",
    ),
    _awaited(
        "personal_store_rate",
        "Tỷ lệ hồ sơ số hóa có kết nối, chia sẻ dữ liệu",
        _766.format("4.4"),
        _REGISTERS,
    ),
    _awaited("population_data_rate", "Tỷ lệ hồ sơ ứng dụng dữ liệu dân cư", _766.format("4.5"), _REGISTERS),
    _awaited(
        "verified_records_rate",
        "Tỷ lệ dữ liệu học sinh, giáo viên, cán bộ được xác thực với dữ liệu dân cư",
        "Đề án 06",
        _REGISTERS,
    ),
    _awaited(
        "integrated_services_rate",
        "Tỷ lệ dịch vụ công đủ điều kiện được tích hợp trên Cổng Dịch vụ công quốc gia",
        "Nghị định 42/2022/NĐ-CP",
        _SYNC,
    ),
    _awaited(
        "authenticated_users_rate",
        "Tỷ lệ người dùng được định danh, xác thực thông suốt giữa các hệ thống",
        "Nghị định 69/2024/NĐ-CP",
        _REGISTERS,
        "Người dùng dịch vụ công trực tuyến được định danh và xác thực",
    ),
    _awaited(
        "electronic_circulation_rate",
        "Tỷ lệ hồ sơ được luân chuyển điện tử giữa các cơ quan",
        "Nghị định 118/2025/NĐ-CP",
        "Chưa ghi cách luân chuyển của từng lần chuyển hồ sơ.",
        "Hồ sơ liên thông được luân chuyển trong nội bộ hoặc giữa các cơ quan bằng phương thức điện tử",
    ),
    _awaited(
        "valid_results_digitised_rate",
        "Tỷ lệ kết quả giải quyết còn hiệu lực đã được số hóa",
        "Nghị định 118/2025/NĐ-CP",
        "Chưa lập danh sách kết quả giải quyết trước khi dùng hệ thống.",
    ),
    _awaited(
        "electronic_papers_accepted_rate",
        "Tỷ lệ thủ tục chấp nhận giấy tờ điện tử trên tài khoản định danh",
        "Nghị định 69/2024/NĐ-CP",
        "Chưa ghi giấy tờ nào được thay bằng dữ liệu trên VNeID.",
    ),
    _awaited(
        "home_service_rate",
        "Tỷ lệ yêu cầu phục vụ tại nhà của người yếu thế được đáp ứng",
        "Kế hoạch của cơ quan",
        "Chưa ghi các yêu cầu phục vụ tại nhà.",
        "Phục vụ tại nhà đối với người cao tuổi, khuyết tật, yếu thế",
    ),
    _awaited(
        "open_desks_rate",
        "Tỷ lệ Bộ phận Một cửa tiếp nhận thủ tục không phụ thuộc địa giới",
        "Nghị định 118/2025/NĐ-CP",
        "Chưa ghi bộ phận nào đã tiếp nhận không phụ thuộc địa giới.",
    ),
    _awaited(
        "posted_procedures_rate",
        "Tỷ lệ thủ tục hành chính được niêm yết tại nơi tiếp nhận",
        "Nghị định 63/2010/NĐ-CP, Điều 24",
        _POSTED,
        "TTHC được niêm yết công khai tại nơi tiếp nhận",
    ),
)
_WORKING: tuple[Measure, ...] = (
    _awaited(
        "electronic_documents_rate",
        "Tỷ lệ văn bản trao đổi dưới dạng điện tử, ký số",
        "Nghị định 30/2020/NĐ-CP",
        _DOCUMENTS,
        "Văn bản điện tử được ký số bởi chữ ký số chuyên dùng",
        excludes="Văn bản mật.",
    ),
    _awaited(
        "legal_acts_in_time_rate",
        "Tỷ lệ văn bản quy phạm pháp luật trình đúng hạn và được cập nhật",
        "Luật Ban hành văn bản quy phạm pháp luật",
        _DOCUMENTS,
    ),
    _awaited(
        "acts_with_procedures",
        "Văn bản quy phạm pháp luật có thủ tục hành chính đã tham mưu",
        _REDUCTION,
        _DOCUMENTS,
    ),
    _awaited(
        "reports_in_time_rate", "Tỷ lệ báo cáo định kỳ gửi đúng hạn", "Nghị định 09/2019/NĐ-CP", _REPORTS
    ),
    _awaited(
        "focal_list_age",
        "Thời gian từ lần kiện toàn danh sách cán bộ đầu mối gần nhất",
        "Kế hoạch của cơ quan",
        "Chưa ghi quyết định kiện toàn cán bộ đầu mối.",
    ),
    _awaited("reform_index_rank", "Xếp hạng Chỉ số cải cách hành chính (PAR Index)", "Bộ Nội vụ", _OUTSIDE),
    _awaited(
        "iso_kept", "Duy trì hệ thống quản lý chất lượng ISO 9001:2015", "Quyết định 19/2014/QĐ-TTg", _OUTSIDE
    ),
)
AWAITED: tuple[Measure, ...] = (*_SERVING, *_WORKING)
