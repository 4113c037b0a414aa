"""Words of the monthly figures of promulgated procedures."""

from motcua.kernel.labelled import Labelled


class MonthlyCut(Labelled):
    """By what the procedures of decisions are parted."""

    FIELD = "field", "Lĩnh vực"
    LEVEL = "level", "Cấp thực hiện"
    AUTHORITY = "authority", "Cơ quan quyết định"
    ISSUER = "issuer", "Người ban hành quyết định công bố"


class MonthlySpan(Labelled):
    """Over which days a number counts."""

    MONTH = "month", "Trong tháng"
    YEAR = "year", "Từ đầu năm"
