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
