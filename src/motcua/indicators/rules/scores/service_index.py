"""The index by which service to people and enterprises is judged. Basis: Quyết định 766/QĐ-TTg of 23 June 2022.

The formulas are those of the measures named here. What the decision's own text was not seen for is marked: the most
points of components are data with a day and a certainty (IndexMaximum), to be entered where nobody knows them.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from motcua.deadlines.enums import Certainty
from motcua.indicators.enums import Dimension
from motcua.indicators.rules.scores.definition import Band, Component, Group, Index
from motcua.kernel.periods import Period

_FOUR_FIFTHS = Decimal(80)
_B, _M = Certainty.SECONDARY, Certainty.UNVERIFIED

SERVICE_INDEX = Index(
    code="766",
    name="Bộ chỉ số phục vụ người dân, doanh nghiệp",
    basis="Quyết định 766/QĐ-TTg ngày 23/6/2022",
    most=Decimal(100),
    groups=(
        Group("1", "Công khai, minh bạch", Decimal(18), _B),
        Group("2", "Tiến độ, kết quả giải quyết", Decimal(20), _B),
        Group("3a", "Cung cấp dịch vụ công trực tuyến", Decimal(12), _B),
        Group("3b", "Thanh toán trực tuyến", Decimal(10), _M),
        Group("4", "Số hóa hồ sơ", Decimal(22), _B),
        Group("5", "Mức độ hài lòng", Decimal(18), _B),
    ),
    components=(
        Component(
            "1.1",
            "1",
            "Thủ tục hành chính công bố đúng hạn",
            "promulgated_in_time_rate",
            rule="Quyết định công bố ký trước ngày văn bản có hiệu lực ít nhất 5 ngày làm việc (bộ: 20 ngày). Một "
            "lần chậm thì thủ tục đó tính là chậm trong cả kỳ.",
        ),
        Component(
            "1.2",
            "1",
            "Thủ tục hành chính công khai đúng hạn",
            "published_in_time_rate",
            rule="Công khai trong 5 ngày làm việc từ ngày ký quyết định công bố (bộ: 10 ngày).",
        ),
        Component(
            "1.3",
            "1",
            "Thủ tục công khai có đủ các bộ phận tạo thành",
            "complete_procedures_rate",
            rule="Đủ bảy bộ phận bắt buộc của một thủ tục, xét vào ngày cuối kỳ.",
        ),
        Component("1.4", "1", "Hồ sơ đồng bộ lên Cổng Dịch vụ công quốc gia", "synchronised_rate"),
        Component(
            "2.1",
            "2",
            "Hồ sơ giải quyết trước hạn, đúng hạn",
            "handled_in_time_rate",
            rule="Lúc kết thúc là lúc xử lý xong, nếu không có thì lúc dừng, rút; hồ sơ đang giải quyết lấy lúc hết "
            "kỳ; hồ sơ chờ bổ sung lấy lúc yêu cầu bổ sung. Trừ thời gian người dân bổ sung. Yêu cầu bổ sung hơn "
            "một lần là quá hạn. Đúng hạn khi kết thúc không sau ngày hẹn trả.",
        ),
        Component(
            "2.2", "2", "Thời gian giải quyết trung bình", shown="Chỉ xem theo từng thủ tục; không chấm điểm."
        ),
        Component(
            "3.1",
            "3a",
            "Thủ tục cung cấp dịch vụ công trực tuyến",
            "any_online_services_rate",
            _FOUR_FIFTHS,
            "Từ 80 % đạt điểm tối đa; thủ tục có cả hai mức tính mức cao nhất.",
        ),
        Component("3.2", "3a", "Dịch vụ công trực tuyến có phát sinh hồ sơ", "used_services_rate"),
        Component(
            "3.3",
            "3a",
            "Hồ sơ nộp trực tuyến",
            "online_answered_rate",
            Decimal(50),
            "Từ 50 % đạt điểm tối đa; phải có kết quả điện tử khi thủ tục trả kết quả bằng văn bản.",
        ),
        Component(
            "3.5",
            "3b",
            "Thủ tục có phí, lệ phí thanh toán trực tuyến được",
            "fee_payable_online_rate",
            _FOUR_FIFTHS,
            "Từ 80 % đạt điểm tối đa.",
        ),
        Component("3.6", "3b", "Hồ sơ thanh toán trực tuyến", "paid_online_dossiers_rate"),
        Component("4.1", "4", "Hồ sơ cấp kết quả điện tử", "electronic_result_rate"),
        Component(
            "4.2",
            "4",
            "Hồ sơ được số hóa",
            "digitised_rate",
            _FOUR_FIFTHS,
            "Từ 80 % đạt điểm tối đa; số hóa cả thành phần hồ sơ và kết quả.",
        ),
        Component(
            "4.3",
            "4",
            "Khai thác, sử dụng lại dữ liệu số hóa",
            "reuse_rate",
            _FOUR_FIFTHS,
            "Từ 80 % đạt điểm tối đa.",
        ),
        Component("4.4", "4", "Hồ sơ số hóa có kết nối, chia sẻ dữ liệu", "personal_store_rate"),
        Component("4.5", "4", "Ứng dụng dữ liệu dân cư", "population_data_rate"),
        Component(
            "5.1",
            "5",
            "Phản ánh, kiến nghị theo loại",
            shown="Chỉ thống kê; không chấm điểm.",
            counts="feedback_new",
            parted=Dimension.CONTENT,
        ),
        Component("5.2", "5", "Tiến độ xử lý phản ánh, kiến nghị", "feedback_in_time_rate"),
        Component("5.3", "5", "Hài lòng về xử lý phản ánh, kiến nghị", "feedback_satisfied_rate"),
        Component(
            "5.4",
            "5",
            "Hài lòng về tiếp nhận, giải quyết thủ tục hành chính",
            "served_well_rate",
            Decimal(90),
            "Từ 90 % đạt điểm tối đa; trừ hồ sơ quá hạn và hồ sơ bị đánh giá chưa hài lòng.",
        ),
    ),
    # Not seen in the text: as portals show them.
    bands=(
        Band("Xuất sắc", Decimal(90)),
        Band("Tốt", Decimal(80)),
        Band("Khá", Decimal(70)),
        Band("Trung bình", Decimal(50)),
        Band("Yếu", Decimal(0)),
    ),
    in_force=Period(date(2022, 6, 23)),
)
INDEXES = (SERVICE_INDEX,)


def find_index(code: str, on: date) -> Index | None:
    """The index of that code as it is defined on the day."""
    return next((each for each in INDEXES if each.code == code and each.in_force.contains(on)), None)
