from motcua.kernel.labelled import Labelled


class LimitUnit(Labelled):
    WORKING_DAY = "working_day", "ngày làm việc"
    CALENDAR_DAY = "calendar_day", "ngày"
    HOUR = "hour", "giờ làm việc"
    MONTH = "month", "tháng"
    SAME_DAY = "same_day", "trong ngày"
    IMMEDIATE = "immediate", "ngay khi nhận"
    NONE = "none", "không quy định"
