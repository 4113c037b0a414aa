"""Words of surveys."""

from __future__ import annotations

from motcua.kernel.labelled import Labelled


class SurveySubject(Labelled):
    """What a questionnaire asks about; measures of satisfaction count by it."""

    PROCEDURES = "procedures", "Giải quyết thủ tục hành chính"
    ADMINISTRATION = "administration", "Phục vụ hành chính"
    EDUCATION = "education", "Dịch vụ giáo dục công"
    OTHER = "other", "Nội dung khác"


class Population(Labelled):
    """Among whom a survey asks."""

    DOSSIERS = "dossiers", "Người có hồ sơ đã trả kết quả trong kỳ"
    LIST = "list", "Danh sách phụ huynh, học sinh theo trường"
    OPEN = "open", "Đường dẫn mở, ai cũng trả lời được"


class SurveyStatus(Labelled):
    """Where a survey stands."""

    PREPARING = "preparing", "Đang chuẩn bị"
    RUNNING = "running", "Đang hỏi"
    CLOSED = "closed", "Đã khóa kết quả"


class SurveyChannel(Labelled):
    """How an answer came."""

    ONLINE = "online", "Trực tuyến"
    PAPER = "paper", "Phiếu giấy nhập tay"
    FILE = "file", "Phiếu giấy nhập từ tệp"
