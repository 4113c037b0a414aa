"""Words of cost sheets."""

from motcua.kernel.labelled import Labelled


class Block(Labelled):
    """The part of carrying out a procedure to which an activity belongs, in the order of the cost sheet."""

    PREPARE = "prepare", "Chuẩn bị hồ sơ"
    SUBMIT = "submit", "Nộp hồ sơ"
    PAY = "pay", "Nộp phí, lệ phí"
    INSPECT = "inspect", "Phục vụ thẩm định, kiểm tra"
    OTHER = "other", "Công việc khác"
    RECEIVE = "receive", "Nhận kết quả"


class Side(Labelled):
    """Which of the two copies of a cost sheet: as the procedure is, or as it would be."""

    BEFORE = "before", "Hiện tại"
    AFTER = "after", "Sau đơn giản hóa"


class EstimateStatus(Labelled):
    """How far a kept cost sheet is."""

    DRAFT = "draft", "Bản nháp"
    AGREED = "agreed", "Đã thống nhất"


class CostPart(Labelled):
    """Which number of a line: how often in one performance, how long, what an hour is worth, and what is paid out."""

    TIMES = "times", "Số lần trong một hồ sơ"
    HOURS = "hours", "Số giờ một lần"
    SERVICE = "service_vnd", "Chi phí thuê, tư vấn"
    FEE = "fee_vnd", "Phí, lệ phí"
    OTHER = "other_vnd", "Chi phí khác"
    INCOME = "income_vnd", "Thu nhập một giờ"


class CostOrigin(Labelled):
    """Where a number of a cost sheet comes from."""

    CATALOGUE = "catalogue", "Danh mục thủ tục"
    DOSSIERS = "dossiers", "Hồ sơ đã giải quyết"
    NORM = "norm", "Định mức"
    STATISTICS = "statistics", "Số liệu thống kê"
    SURVEY = "survey", "Khảo sát"
    OFFICER = "officer", "Cán bộ ước tính"
    FILE = "file", "Tệp nhập vào"
    ASSUMED = "assumed", "Giả định"


class Confidence(Labelled):
    """How far a number can be relied on."""

    HIGH = "high", "Tin cậy"
    MEDIUM = "medium", "Tương đối"
    LOW = "low", "Ước lượng"
