"""Words of review rounds: what is reviewed, by whom, how far it is."""

from motcua.kernel.labelled import Labelled


class RoundKind(Labelled):
    """Why a round is held."""

    YEARLY = "yearly", "Kế hoạch rà soát năm"
    FOCUSED = "focused", "Rà soát trọng tâm, chuyên đề"


class RoundStatus(Labelled):
    """The life of a round."""

    DRAFT = "draft", "Đang lập"
    APPROVED = "approved", "Đã duyệt, chưa triển khai"
    RUNNING = "running", "Đang rà soát"
    CLOSED = "closed", "Đã kết thúc"
    DROPPED = "dropped", "Đã bỏ"


class ItemSource(Labelled):
    """From where a procedure came into a round."""

    CHOSEN = "chosen", "Đơn vị lựa chọn"
    FINDING = "finding", "Dấu hiệu cần rà soát"
    FEEDBACK = "feedback", "Phản ánh, kiến nghị"
    DIRECTION = "direction", "Chỉ đạo của cấp trên"
    SCENARIO = "scenario", "Phương án thử"


class ItemStatus(Labelled):
    """How far the review of one procedure is."""

    WAITING = "waiting", "Chờ đưa vào đợt"
    OPEN = "open", "Chưa làm"
    FILLING = "filling", "Đang điền biểu"
    HANDED_IN = "handed_in", "Đã nộp, chờ xem"
    SENT_BACK = "sent_back", "Trả lại để bổ sung"
    ACCEPTED = "accepted", "Đã nhận kết quả"
    LEFT_OUT = "left_out", "Không rà soát"


class HandInStep(Labelled):
    """A link in the chain by which the work of a round goes up."""

    UNIT = "unit", "Phòng chuyên môn gửi đơn vị đầu mối"
    CONTROL = "control", "Đơn vị đầu mối gửi cơ quan thẩm định"
    APPRAISER = "appraiser", "Cơ quan thẩm định cho ý kiến"
    CHAIRMAN = "chairman", "Trình Chủ tịch Ủy ban nhân dân"


class HandInProduct(Labelled):
    """What is handed in."""

    LIST = "list", "Danh mục thủ tục rà soát"
    RESULT = "result", "Kết quả rà soát, phương án đơn giản hóa"


class HandInStanding(Labelled):
    """How a hand-in stands against its last day."""

    DONE_IN_TIME = "done_in_time", "Đã gửi đúng hạn"
    DONE_LATE = "done_late", "Đã gửi muộn"
    LATE = "late", "Quá hạn"
    NEAR = "near", "Sắp đến hạn"
    IN_TIME = "in_time", "Trong hạn"
