"""Words of review forms and of proposals that follow from them."""

from motcua.kernel.labelled import Labelled


class FormHeading(Labelled):
    """The parts of the review form, in order."""

    FACTS = "facts", "A. Thông tin thủ tục"
    NECESSITY = "necessity", "B. Sự cần thiết"
    REASONABLENESS = "reasonableness", "C. Sự hợp lý của từng bộ phận"
    LEGALITY = "legality", "D. Sự hợp pháp"
    COST = "cost", "Đ. Chi phí tuân thủ"
    PROPOSAL = "proposal", "E. Đề xuất"


class AnswerKind(Labelled):
    """How a question is answered."""

    TEXT = "text", "Lời"
    YES_NO = "yes_no", "Có, không"
    NUMBER = "number", "Số"


class YesNoAnswer(Labelled):
    """The answer to a question of yes or no."""

    YES = "yes", "Có"
    NO = "no", "Không"


class Verdict(Labelled):
    """What the reviewer thinks of one constituent."""

    KEEP = "keep", "Giữ nguyên"
    AMEND = "amend", "Sửa đổi"
    DATA = "data", "Thay bằng dữ liệu"
    DROP = "drop", "Bỏ"


class ProposalKind(Labelled):
    """What is proposed of a procedure; several may go together, except keeping it."""

    KEEP = "keep", "Giữ nguyên"
    AMEND = "amend", "Sửa đổi, bổ sung"
    REPLACE = "replace", "Thay thế"
    REPEAL = "repeal", "Bãi bỏ"
    DECENTRALISE = "decentralise", "Phân cấp, ủy quyền"
    INTERCONNECT = "interconnect", "Gộp, liên thông"
    ONLINE = "online", "Cung cấp trực tuyến toàn trình"


class ProposalPower(Labelled):
    """Who can change what is proposed to be changed."""

    OWN = "own", "Thuộc thẩm quyền của địa phương"
    MINISTRY = "ministry", "Kiến nghị bộ, cơ quan ngang bộ"


class ProposalStatus(Labelled):
    """How far a proposal is."""

    DRAFT = "draft", "Đang soạn"
    SUBMITTED = "submitted", "Chờ duyệt"
    APPROVED = "approved", "Đã duyệt, chưa thực thi"
    CARRIED_OUT = "carried_out", "Đã thực thi"
    MEASURED = "measured", "Đã đo kết quả"
    REJECTED = "rejected", "Không thông qua"


class GroupWish(Labelled):
    """What is proposed of procedures that belong together."""

    MERGE = "merge", "Gộp thành một thủ tục"
    INTERCONNECT = "interconnect", "Liên thông"
    APART = "apart", "Giữ riêng"
