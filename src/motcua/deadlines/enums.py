from motcua.kernel.labelled import Labelled


class LimitUnit(Labelled):
    WORKING_DAY = "working_day", "ngày làm việc"
    CALENDAR_DAY = "calendar_day", "ngày"
    HOUR = "hour", "giờ làm việc"
    MONTH = "month", "tháng"
    SAME_DAY = "same_day", "trong ngày"
    IMMEDIATE = "immediate", "ngay khi nhận"
    NONE = "none", "không quy định"


class DayKind(Labelled):
    PUBLIC_HOLIDAY = "public_holiday", "nghỉ lễ, tết"
    COMPENSATORY_OFF = "compensatory_off", "nghỉ bù"
    SWAPPED_OFF = "swapped_off", "nghỉ hoán đổi"
    CLOSURE = "closure", "tạm nghỉ làm việc"
    MAKEUP_WORK = "makeup_work", "làm bù"
    HALF = "half", "làm việc một phần ngày"
    ORDINARY = "ordinary", "làm việc theo lịch tuần"


class Certainty(Labelled):
    LAW = "A", "đã đọc văn bản"
    SECONDARY = "B", "theo nguồn thứ cấp"
    COMPUTED = "C", "suy ra hoặc tính ra"
    UNVERIFIED = "M", "chưa đối chiếu"
    ESTIMATED = "E", "dự kiến, chưa có thông báo chính thức"


class YearState(Labelled):
    OFFICIAL = "official", "đã có thông báo chính thức"
    REBUILT = "rebuilt", "dựng lại, chưa đối chiếu thông báo"
    ESTIMATED = "estimated", "dự kiến, chưa có thông báo chính thức"


class Standing(Labelled):
    EARLY = "early", "trước hạn"
    ON_TIME = "on_time", "đúng hạn"
    OVERDUE = "overdue", "quá hạn"
    IN_TIME = "in_time", "trong hạn"
    DUE_TODAY = "due_today", "đến hạn hôm nay"
    PAUSED = "paused", "đang tạm dừng"
    NO_DUE_DATE = "no_due_date", "không có ngày hẹn trả"
