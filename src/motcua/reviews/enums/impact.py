"""Words of impact assessment of procedures in draft acts."""

from motcua.kernel.labelled import Labelled


class ActKind(Labelled):
    """What kind of legal act a draft is to become."""

    COUNCIL_RESOLUTION = "council_resolution", "Nghị quyết của Hội đồng nhân dân"
    COMMITTEE_DECISION = "committee_decision", "Quyết định của Ủy ban nhân dân"
    CIRCULAR = "circular", "Thông tư"
    DECREE = "decree", "Nghị định"
    OTHER = "other", "Văn bản khác"


class ActStage(Labelled):
    """At which stage the procedures in a draft are assessed. Basis: NĐ 63/2010 art. 9–11."""

    PROPOSAL = "proposal", "Đề nghị xây dựng văn bản"
    DRAFTING = "drafting", "Soạn thảo văn bản"


class ActStatus(Labelled):
    """How far a draft act is."""

    ASSESSING = "assessing", "Đang đánh giá tác động"
    SENT = "sent", "Đã gửi thẩm định"
    APPRAISED = "appraised", "Đã được thẩm định"
    ISSUED = "issued", "Đã ban hành"
    DROPPED = "dropped", "Không làm nữa"


class QuestionGroup(Labelled):
    """The criteria of impact assessment. Basis: NĐ 63/2010 art. 10–11."""

    AUTHORITY = "authority", "Thẩm quyền"
    NECESSITY = "necessity", "Sự cần thiết"
    REASONABLENESS = "reasonableness", "Tính hợp lý của từng bộ phận"
    ONLINE = "online", "Khả năng thực hiện điện tử"
    COST = "cost", "Chi phí tuân thủ thấp nhất"


class ImpactReply(Labelled):
    """The short answer to a question of an assessment."""

    YES = "yes", "Có"
    NO = "no", "Không"
    NOT_APPLICABLE = "not_applicable", "Không áp dụng"


class ConsultationWay(Labelled):
    """How opinions were asked for."""

    PORTAL = "portal", "Đăng trên cổng thông tin"
    LETTER = "letter", "Gửi văn bản lấy ý kiến"
    MEETING = "meeting", "Họp, hội nghị, tọa đàm"
    SURVEY = "survey", "Khảo sát, phiếu hỏi"


class OpinionOutcome(Labelled):
    """What became of an opinion on a draft act."""

    OPEN = "open", "Chưa xử lý"
    ACCEPTED = "accepted", "Tiếp thu"
    PARTLY = "partly", "Tiếp thu một phần"
    EXPLAINED = "explained", "Giải trình"


class AppraisalOutcome(Labelled):
    """What the body that controls procedures said of a draft act."""

    AGREED = "agreed", "Nhất trí"
    AFTER_CHANGES = "after_changes", "Nhất trí sau khi chỉnh sửa"
    REFUSED = "refused", "Chưa đủ điều kiện trình"
