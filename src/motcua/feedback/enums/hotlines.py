"""Words of hotlines."""

from motcua.kernel.labelled import Labelled


class CallOutcome(Labelled):
    """What came of a call to a hotline."""

    GUIDED = "guided", "Đã hướng dẫn ngay"
    CALL_BACK = "call_back", "Hẹn gọi lại"
    PASSED_ON = "passed_on", "Chuyển đơn vị khác trả lời"
    FEEDBACK = "feedback", "Ghi thành phản ánh, kiến nghị"
    NOTHING = "nothing", "Gọi nhầm, không có nội dung"
