"""Words of what is measured after a change was carried out."""

from motcua.kernel.labelled import Labelled


class MeasuredQuantity(Labelled):
    """A quantity that dossiers show before and after a change came into force."""

    DOSSIERS = "dossiers", "Hồ sơ trong 12 tháng"
    WAITED = "waited", "Số ngày từ nộp đến có kết quả"
    VISITS = "visits", "Số lần đi lại một hồ sơ"
    ONLINE = "online", "Tỷ lệ nộp trực tuyến (%)"
    PAPERS = "papers", "Số giấy tờ thực nộp một hồ sơ"
    SUPPLEMENTS = "supplements", "Số lần bổ sung một hồ sơ"
    FEES = "fees", "Phí, lệ phí thực thu một hồ sơ"
    COST = "cost", "Chi phí một hồ sơ"
    YEAR = "year", "Chi phí một năm"


class NotMeasured(Labelled):
    """Why no amount is given."""

    FEW_BEFORE = "few_before", "Quá ít hồ sơ trước khi thực thi"
    FEW_AFTER = "few_after", "Quá ít hồ sơ từ khi thực thi"
    NO_RATES = "no_rates", "Không có bảng chi phí hoặc định mức để tính thành tiền"
