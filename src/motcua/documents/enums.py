"""The closed vocabularies of stored papers."""

from __future__ import annotations

from motcua.kernel.labelled import Labelled


class FileKind(Labelled):
    """What a file is, told by its content."""

    PDF = "pdf", "PDF"
    JPEG = "jpeg", "ảnh JPEG"
    PNG = "png", "ảnh PNG"
    DOCX = "docx", "Word (DOCX)"
    XLSX = "xlsx", "Excel (XLSX)"
    ODT = "odt", "văn bản OpenDocument (ODT)"
    ODS = "ods", "bảng tính OpenDocument (ODS)"
    TEXT = "text", "văn bản thuần (TXT)"


class PaperKind(Labelled):
    """The papers of the one-stop mechanism; what they are called on a day, `rules.form_sets` tells."""

    RECEIPT = "receipt", "Giấy tiếp nhận hồ sơ và hẹn trả kết quả"
    SUPPLEMENT_REQUEST = "supplement_request", "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ"
    REFUSAL = "refusal", "Phiếu từ chối tiếp nhận giải quyết hồ sơ"
    APOLOGY = "apology", "Văn bản xin lỗi và đề nghị gia hạn"
    STOP = "stop", "Thông báo dừng giải quyết hồ sơ"
    CONTROL_SLIP = "control_slip", "Phiếu kiểm soát quá trình giải quyết hồ sơ"
    REGISTER = "register", "Sổ theo dõi hồ sơ"


class PaperSize(Labelled):
    """The sheet a paper is printed on."""

    A5 = "a5", "A5"
    A4 = "a4", "A4"


class PaperUse(Labelled):
    """Whether a paper is to be signed by hand, or goes out as it is."""

    PRINTING = "printing", "Bản in để ký tay"
    DIGITAL = "digital", "Bản điện tử"


class Certainty(Labelled):
    """How well a rule that is built in here is known."""

    LAW = "law", "Theo văn bản đã đọc"
    REPORTED = "reported", "Theo nguồn dẫn lại, chưa đọc nguyên văn"
    PRACTICE = "practice", "Theo bản in đang dùng ở các địa phương"
    DERIVED = "derived", "Do hệ thống suy ra"


class SigningAuthority(Labelled):
    """By whose power a person signs; NĐ 30/2020, art. 13."""

    OWN = "own", ""
    COLLECTIVE = "collective", "TM."
    DEPUTY = "deputy", "KT."
    BY_ORDER = "by_order", "TL."
    DELEGATED = "delegated", "TUQ."


class SignatureKind(Labelled):
    """How a signature came about."""

    IN_HOUSE = "in_house", "Xác nhận điện tử nội bộ"


class SignedState(Labelled):
    """How far a signed paper has come."""

    SIGNED = "signed", "Đã ký, chưa phát hành"
    NUMBERED = "numbered", "Đã lấy số, chưa phát hành"
    ISSUED = "issued", "Đã phát hành"
    REVOKED = "revoked", "Đã thu hồi"


class Match(Labelled):
    """What somebody's file is to a signed paper that is kept here."""

    CURRENT = "current", "Trùng khớp với văn bản đã ký"
    EARLIER = "earlier", "Là bản có chữ ký cá nhân, trước khi cơ quan phát hành"
    UNSIGNED = "unsigned", "Là bản dự thảo trước khi ký"
    DIFFERENT = "different", "Không trùng khớp: tệp đã bị thay đổi hoặc là văn bản khác"
