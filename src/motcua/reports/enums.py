"""Closed vocabularies of reports."""

from motcua.kernel.labelled import Labelled


class RowsBy(Labelled):
    """What the rows of a form are."""

    FIELD = "field", "Lĩnh vực"
    AGENCY = "agency", "Cơ quan, đơn vị"
    DECISION = "decision", "Quyết định công bố"
    ACT = "act", "Văn bản"
    CAUSE = "cause", "Nguyên nhân"


class Body(Labelled):
    """Whose body decides a procedure. The order is that of the State: a procedure of several is of the highest."""

    PROVINCE_COMMITTEE = "province_committee", "Ủy ban nhân dân cấp tỉnh"
    DEPARTMENT = "department", "Sở, ngành cấp tỉnh"
    DISTRICT = "district", "Cấp huyện"
    COMMUNE = "commune", "Cấp xã"
    OTHER = "other", "Cơ quan, đơn vị khác"


class Cycle(Labelled):
    """How often a report is due. Basis: NĐ 09/2019/NĐ-CP art. 12 and the rules that follow it."""

    MONTH = "month", "Hằng tháng"
    QUARTER = "quarter", "Hằng quý"
    HALF_YEAR = "half_year", "6 tháng"
    NINE_MONTHS = "nine_months", "9 tháng"
    YEAR = "year", "Hằng năm"


class ReportStatus(Labelled):
    """How far a version of a report is."""

    DRAFT = "draft", "Đang soạn"
    CHECKED = "checked", "Đã kiểm tra"
    CLOSED = "closed", "Đã chốt số liệu"
    SIGNED = "signed", "Đã ký"
    SENT = "sent", "Đã gửi"


class Arrival(Labelled):
    """How a unit stands with a report that is asked of it."""

    SENT = "sent", "Đã gửi đúng hạn"
    SENT_LATE = "sent_late", "Gửi muộn"
    WAITING = "waiting", "Chưa gửi, còn hạn"
    MISSING = "missing", "Chưa gửi, quá hạn"
