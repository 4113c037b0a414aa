"""Words of ratings."""

from motcua.kernel.labelled import Labelled


class RatingWay(Labelled):
    """How a rating came in."""

    ACCOUNT = "account", "Trang hồ sơ, sau khi đăng nhập"
    LINK = "link", "Đường dẫn đánh giá"
    KIOSK = "kiosk", "Máy đánh giá tại quầy"


class Pattern(Labelled):
    """What makes it doubtful that a rating was given by the applicant: a reason to look, never a proof."""

    MANY_FROM_PLACE = "many_from_place", "Nhiều đánh giá trong ngày từ cùng một thiết bị"
    DESK_NETWORK = "desk_network", "Gửi từ mạng mà cán bộ đang dùng"
    TOO_FAST = "too_fast", "Gửi trong vài giây, chưa kịp đọc"
    ONE_AFTER_ANOTHER = "one_after_another", "Gửi liền sau một đánh giá khác ở cùng chỗ"
    AT_NIGHT = "at_night", "Gửi lúc đêm khuya"
    OUT_OF_HOURS = "out_of_hours", "Gửi tại quầy ngoài giờ làm việc"
    JUST_AFTER_DELIVERY = "just_after_delivery", "Gửi ngay khi cán bộ vừa ghi trả kết quả"


class RatingReview(Labelled):
    """What a person decided about a flagged rating."""

    WAITING = "waiting", "Chờ xem"
    ACCEPTED = "accepted", "Tính"
    SET_ASIDE = "set_aside", "Không tính"


class SummaryKind(Labelled):
    """How long a published summary of ratings covers."""

    QUARTER = "quarter", "Quý"
    YEAR = "year", "Năm"
