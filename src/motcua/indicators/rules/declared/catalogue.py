"""Measures over the catalogue: what is in force on the last day of a window, and what was promulgated in it."""

from motcua.indicators.enums import Better
from motcua.indicators.rules.measures import Measure, T

_CONTROL = "Nghị định 63/2010/NĐ-CP"
_766 = "Quyết định 766/QĐ-TTg, chỉ số {}"
_AS_OF = "Theo danh mục áp dụng vào ngày cuối kỳ; thủ tục nội bộ không tính."


def _number(code: str, name: str, tally: T, note: str = _AS_OF, *synonyms: str) -> Measure:
    return Measure(code, name, _CONTROL, (tally,), better=Better.NEITHER, note=note, synonyms=synonyms)


CATALOGUE: tuple[Measure, ...] = (
    _number("procedures_in_force", "Thủ tục hành chính đang áp dụng", T.PROCEDURES),
    _number(
        "internal_procedures",
        "Thủ tục hành chính nội bộ đang áp dụng",
        T.PROCEDURES_INTERNAL,
        "Theo danh mục áp dụng vào ngày cuối kỳ.",
    ),
    _number("full_online_services", "Dịch vụ công trực tuyến toàn trình", T.PROCEDURES_FULL),
    _number("partial_online_services", "Dịch vụ công trực tuyến một phần", T.PROCEDURES_PARTIAL),
    _number("business_procedures", "Thủ tục hành chính liên quan đến doanh nghiệp", T.PROCEDURES_BUSINESS),
    _number(
        "idle_procedures",
        "Thủ tục không phát sinh hồ sơ trong ba năm",
        T.PROCEDURES_IDLE,
        "Không có hồ sơ nào trong 36 tháng tính đến cuối kỳ.",
        "Rà soát thủ tục không phát sinh hồ sơ",
    ),
    Measure(
        "online_services_rate",
        "Tỷ lệ thủ tục hành chính cung cấp dịch vụ công trực tuyến toàn trình",
        "Nghị định 42/2022/NĐ-CP",
        (T.PROCEDURES_FULL,),
        (T.PROCEDURES,),
        synonyms=("TTHC đủ điều kiện được cung cấp dịch vụ công trực tuyến toàn trình",),
        note=_AS_OF,
    ),
    Measure(
        "partial_services_rate",
        "Tỷ lệ thủ tục hành chính cung cấp dịch vụ công trực tuyến một phần",
        "Nghị định 42/2022/NĐ-CP",
        (T.PROCEDURES_PARTIAL,),
        (T.PROCEDURES,),
        better=Better.NEITHER,
        note=_AS_OF,
    ),
    Measure(
        "any_online_services_rate",
        "Tỷ lệ thủ tục hành chính cung cấp dịch vụ công trực tuyến một phần và toàn trình",
        _766.format("3.1"),
        (T.PROCEDURES_FULL, T.PROCEDURES_PARTIAL),
        (T.PROCEDURES,),
        note=_AS_OF + " Thủ tục có cả hai mức tính mức cao nhất.",
    ),
    Measure(
        "used_services_rate",
        "Tỷ lệ dịch vụ công trực tuyến có phát sinh hồ sơ",
        _766.format("3.2"),
        (T.PROCEDURES_USED_ONLINE,),
        (T.PROCEDURES_FULL, T.PROCEDURES_PARTIAL),
        excludes="Thủ tục chưa cung cấp trực tuyến.",
    ),
    Measure(
        "procedures_digitised_rate",
        "Tỷ lệ thủ tục có hồ sơ đã số hóa kết quả",
        "Nghị định 118/2025/NĐ-CP",
        (T.PROCEDURES_USED_DIGITISED,),
        (T.PROCEDURES_USED,),
        synonyms=("Số hóa kết quả còn hiệu lực theo thủ tục có phát sinh hồ sơ",),
        excludes="Thủ tục không phát sinh hồ sơ trong kỳ.",
    ),
    Measure(
        "fee_payable_online_rate",
        "Tỷ lệ thủ tục hành chính có phí, lệ phí được thanh toán trực tuyến",
        _766.format("3.5"),
        (T.PROCEDURES_FEE_ASKED,),
        (T.PROCEDURES_WITH_FEE,),
        synonyms=("TTHC có nghĩa vụ tài chính được thanh toán trực tuyến",),
        excludes="Thủ tục không có phí, lệ phí hoặc mọi khoản đều bằng 0 đồng.",
        note="Tử số: thủ tục có hồ sơ được thu phí, lệ phí qua hệ thống trong kỳ.",
    ),
    Measure(
        "complete_procedures_rate",
        "Tỷ lệ thủ tục hành chính công khai có đầy đủ các bộ phận tạo thành",
        _766.format("1.3") + "; Nghị định 63/2010/NĐ-CP, Điều 8",
        (T.PROCEDURES_COMPLETE,),
        (T.PROCEDURES,),
        synonyms=("TTHC công khai đầy đủ nội dung",),
        note=_AS_OF,
    ),
    Measure(
        "boundary_free_rate",
        "Tỷ lệ thủ tục hành chính thực hiện không phụ thuộc địa giới hành chính",
        "Nghị định 118/2025/NĐ-CP",
        (T.PROCEDURES_BOUNDARY_FREE,),
        (T.PROCEDURES,),
        note=_AS_OF,
    ),
    Measure(
        "business_online_rate",
        "Tỷ lệ thủ tục liên quan đến doanh nghiệp thực hiện trực tuyến",
        "Nghị quyết 66/NQ-CP ngày 26/3/2025",
        (T.PROCEDURES_BUSINESS_ONLINE,),
        (T.PROCEDURES_BUSINESS,),
        synonyms=("TTHC liên quan đến doanh nghiệp được thực hiện trực tuyến, thông suốt",),
        note=_AS_OF,
    ),
    Measure(
        "internal_with_process_rate",
        "Tỷ lệ thủ tục hành chính nội bộ đã có quy trình",
        "Quyết định 1085/QĐ-TTg",
        (T.PROCEDURES_WITH_PROCESS,),
        (T.PROCEDURES_INTERNAL,),
        synonyms=("TTHC nội bộ được công bố, xây dựng quy trình điện tử",),
    ),
    Measure(
        "promulgated_in_time_rate",
        "Tỷ lệ thủ tục hành chính công bố đúng hạn",
        _766.format("1.1"),
        (T.PROMULGATED_IN_TIME,),
        (T.PROMULGATED_CLOCKED,),
        excludes="Quyết định chưa ghi ngày có hiệu lực của văn bản làm căn cứ.",
        note="Mỗi thủ tục tính một lần trong kỳ; một lần quá hạn là cả kỳ quá hạn.",
    ),
    Measure(
        "published_in_time_rate",
        "Tỷ lệ thủ tục hành chính được công bố, công khai đúng hạn",
        _766.format("1.2"),
        (T.PUBLISHED_IN_TIME,),
        (T.TO_PUBLISH,),
        synonyms=("TTHC được công bố, công khai đầy đủ, kịp thời",),
        note="Ngày công khai do cán bộ đầu mối ghi. Mỗi thủ tục tính một lần trong kỳ.",
    ),
    _number(
        "procedures_promulgated", "Thủ tục được công bố trong kỳ", T.PROMULGATED, "Mỗi thủ tục tính một lần."
    ),
)
