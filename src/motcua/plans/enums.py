from motcua.kernel.labelled import Labelled


class TermKind(Labelled):
    """How a plan says when something is due."""

    ON_DAY = "on_day", "Đúng ngày"
    BEFORE_DAY = "before_day", "Trước ngày"
    BY_DAY = "by_day", "Chậm nhất ngày"
    WITHIN = "within", "Trong khoảng thời gian"
    CONTINUOUS = "continuous", "Thường xuyên"
    RECURRING = "recurring", "Định kỳ"
    LENGTH = "length", "Trong số ngày kể từ một mốc"
    AFTER_EVENT = "after_event", "Sau một sự kiện"
    BY_ROADMAP = "by_roadmap", "Theo lộ trình của văn bản khác"
    WHEN_NEEDED = "when_needed", "Khi phát sinh"
    MISSING = "missing", "Chưa ghi thời hạn"
    UNREAD = "unread", "Chưa hiểu được"


class Direction(Labelled):
    """On which side of the number a target is met."""

    AT_LEAST = "at_least", "Ít nhất"
    MORE_THAN = "more_than", "Trên"
    AT_MOST = "at_most", "Không quá"
    LESS_THAN = "less_than", "Dưới"
    EXACTLY = "exactly", "Đúng bằng"


class Commitment(Labelled):
    """How firmly a target is set."""

    MUST = "must", "Phải đạt"
    STRIVE = "strive", "Phấn đấu"


class ItemSource(Labelled):
    """Where in the document an item stands."""

    ANNEX = "annex", "Phụ lục"
    TEXT = "text", "Nội dung kế hoạch"


class Severity(Labelled):
    """How serious a finding about a document is."""

    ERROR = "error", "Sai"
    DOUBT = "doubt", "Cần xem lại"
    NOTE = "note", "Lưu ý"
