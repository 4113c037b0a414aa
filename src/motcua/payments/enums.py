from motcua.kernel.labelled import Labelled


class FeeKind(Labelled):
    FEE = "fee", "Phí"
    CHARGE = "charge", "Lệ phí"


class PaymentStatus(Labelled):
    """How a matter stands with money; follows from the records alone (rules.standing)."""

    NOT_REQUIRED = "not_required", "Không phải nộp"
    DUE = "due", "Chưa nộp"
    PART_PAID = "part_paid", "Đã nộp một phần"
    PAID = "paid", "Đã nộp đủ"
    EXEMPT = "exempt", "Được miễn"
    REFUND_DUE = "refund_due", "Phải hoàn lại"
    REFUNDED = "refunded", "Đã hoàn lại"


class PaymentWay(Labelled):
    """Basis: NĐ 61/2018/NĐ-CP art. 22; NĐ 224/2026/NĐ-CP art. 15."""

    CASH = "cash", "Tiền mặt tại quầy"
    TRANSFER = "transfer", "Chuyển khoản vào tài khoản cơ quan"
    POST = "post", "Qua bưu chính công ích"
    ONLINE = "online", "Thanh toán trực tuyến"


class PaymentMoment(Labelled):
    """When in the life of a dossier the money is asked for; each has a national code (rules.charges)."""

    AT_RECEIPT = "at_receipt", "Khi nộp hồ sơ"
    AT_SUPPLEMENT = "at_supplement", "Khi bổ sung hồ sơ"
    AT_RETURN = "at_return", "Khi nhận kết quả"
