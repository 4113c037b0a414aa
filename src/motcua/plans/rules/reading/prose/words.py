"""The words by which sentences of a plan give work: labels, units that act, verbs, kinds of sections."""

from __future__ import annotations

import re
from enum import StrEnum

from motcua.kernel.text import fold

_LONGEST_LABEL = 60


class Label(StrEnum):
    """What a line such as "- Đơn vị thực hiện: …" tells."""

    LEAD = "lead"
    PARTNERS = "partners"
    TERM = "term"
    PRODUCT = "product"
    SUBMITTED_TO = "submitted_to"


class SectionKind(StrEnum):
    """What a section is for, by its heading."""

    AIMS = "aims"
    ASSIGNS = "assigns"
    WORK = "work"


_UNIT = r"(?:cơ\s+quan|đơn\s+vị|phòng|bộ\s+phận|tổ\s+chức|cá\s+nhân|người|cán\s+bộ|các\s+đơn\s+vị)"
_UNITS = rf"{_UNIT}(?:\s*[,/]\s*{_UNIT}|\s+(?:và|hoặc)\s+{_UNIT})*"
_LABELS: tuple[tuple[Label, str], ...] = (
    (
        Label.PARTNERS,
        rf"(?:{_UNITS}\s+)?phối\s+hợp(?:\s+thực\s+hiện)?",
    ),
    (
        Label.LEAD,
        rf"(?:{_UNITS}\s+(?:chủ\s+trì|thực\s+hiện|tham\s+mưu|đầu\s+mối|phụ\s+trách|triển\s+khai|chịu\s+trách\s+nhiệm)"
        r"(?:\s*(?:,|và|/)?\s*(?:thực\s+hiện|phối\s+hợp|tham\s+mưu|triển\s+khai|chính))*|chủ\s+trì(?:\s+thực\s+hiện)?"
        r"|phân\s+công(?:\s+(?:thực\s+hiện|phụ\s+trách))?|trách\s+nhiệm\s+thực\s+hiện|đầu\s+mối"
        r"|phụ\s+trách|lực\s+lượng\s+thực\s+hiện)",
    ),
    (
        Label.TERM,
        r"(?:dự\s+kiến\s+)?(?:thời\s+gian|thời\s+hạn|tiến\s+độ|hạn|thời\s+điểm|lộ\s+trình)(?:\s+(?:dự\s+kiến|"
        r"thực\s+hiện|hoàn\s+thành|"
        r"triển\s+khai|tổ\s+chức|báo\s+cáo|gửi|nộp|kết\s+thúc|trình|ban\s+hành|tiến\s+hành))*"
        r"(?:\s*(?:,|và|/)\s*(?:hoàn\s+thành|thực\s+hiện))?",
    ),
    (
        Label.PRODUCT,
        r"(?:dự\s+kiến\s+)?(?:kết\s+quả[,/]?\s*)?(?:sản\s+phẩm|đầu\s+ra|kết\s+quả)(?:\s+(?:dự\s+kiến|"
        r"hoàn\s+thành|đầu\s+ra|cần\s+đạt|thực\s+hiện|phải\s+đạt|đạt\s+được|mong\s+đợi))*",
    ),
    (Label.SUBMITTED_TO, r"(?:cấp|cơ\s+quan|nơi)\s+(?:trình|phê\s+duyệt|ban\s+hành|nhận|quyết\s+định)"),
)
_ANY_LABEL = "|".join(pattern for _, pattern in _LABELS)
LABEL_INSIDE = re.compile(rf"(?<=[.;])\s+(?=[-–+]?\s*(?:{_ANY_LABEL})\s*:)", re.IGNORECASE)
LABELS = tuple((label, re.compile(rf"^(?:{pattern})\s*:\s*", re.IGNORECASE)) for label, pattern in _LABELS)
# Text from scanned pages loses marks above and below letters: "Đơn vi chủ tri".
_FOLDED_LABELS = tuple((label, re.compile(rf"(?:{fold(pattern)})\s*")) for label, pattern in _LABELS)

_OF = (
    r"(?:(?:các|những|toàn\s+thể|tất\s+cả|toàn\s+bộ|lãnh\s+đạo|thủ\s+trưởng|trưởng|giám\s+đốc|hiệu\s+trưởng|"
    r"người\s+đứng\s+đầu|từng|mỗi|đồng\s+chí)\s+)*"
)
_KIND = (
    r"(?:phòng(?!\s*,?\s*(?:chống|ngừa))|sở|văn\s+phòng|ban\s+(?:giám\s+đốc|giám\s+hiệu|tiếp\s+công\s+dân|"
    r"chỉ\s+đạo|đại\s+diện\s+cha\s+mẹ|tổ\s+chức|quản\s+lý)"
    r"|ban\s+chấp\s+hành|ban\s+kiểm\s+tra|tổ\s+(?:chuyên\s+môn|công\s+tác|công\s+nghệ|văn\s+phòng|trưởng|"
    r"kiểm\s+tra|giúp\s+việc|cchc)|(?-i:[Tt]ổ(?=\s+[A-ZĐ]))|các\s+tổ(?!\s+chức)|đơn\s+vị|cơ\s+sở\s+giáo\s+dục|cơ\s+quan"
    r"|trường|nhà\s+trường|trung\s+tâm|thanh\s+tra|ubnd|hđnd|hội\s+đồng\s+nhân\s+dân|ủy\s+ban|uỷ\s+ban|"
    r"công\s+đoàn|đoàn\s+thanh\s+niên|đoàn\s+thể|đoàn\s+trường|bộ\s+phận\s+(?:một\s+cửa|"
    r"tiếp\s+nhận\s+và\s+trả\s+kết\s+quả|\w+)|hiệu\s+trưởng|phó\s+hiệu\s+trưởng"
    r"|giáo\s+viên|gvcn|tổng\s+phụ\s+trách(?:\s+đội)?|kế\s+toán|văn\s+thư|nhân\s+viên|cán\s+bộ|công\s+chức|"
    r"viên\s+chức|công\s+an|mặt\s+trận|hội\s+(?:khuyến|cha|phụ|cựu|chữ|liên)\s*\w+|đài\s+\w+|chi\s+cục|"
    r"(?-i:[Cc]ục|[Vv]ụ)(?=\s+(?-i:[A-ZĐ]))"
    r"|bảo\s+hiểm|kho\s+bạc|thủ\s+trưởng|trưởng\s+(?:các\s+)?(?:phòng|ban|đơn\s+vị|bộ\s+phận)|"
    r"chánh\s+văn\s+phòng|chánh\s+thanh\s+tra|(?-i:[Bb]ộ\s+(?=[A-ZĐ]))|"
    r"(?:đồng\s+chí|đ/c|ông|bà|thầy|cô)(?=\s+(?-i:[A-ZĐ]))|bgh|cbqlgd|cơ\s+sở)"
)
ACTOR_HEAD = rf"{_OF}{_KIND}(?!\w)"

_VERB = (
    r"(?:rà\s+soát|thực\s+hiện|tổng\s+hợp|xây\s+dựng|triển\s+khai|chủ\s+trì|phối\s+hợp|báo\s+cáo|gửi|nộp|trình|"
    r"lập|nghiên\s+cứu|đề\s+xuất|tham\s+mưu|tổ\s+chức"
    r"|hướng\s+dẫn|kiểm\s+tra|theo\s+dõi|đôn\s+đốc|cử|căn\s+cứ|hoàn\s+thành|cập\s+nhật|đăng\s+ký|đăng\s+tải|"
    r"hoàn\s+thiện|ban\s+hành|phê\s+duyệt|chỉ\s+đạo|bố\s+trí|công\s+khai|niêm\s+yết"
    r"|thẩm\s+định|đánh\s+giá|thu\s+thập|cung\s+cấp|quán\s+triệt|tuyên\s+truyền|phổ\s+biến|chuẩn\s+bị|"
    r"tiếp\s+nhận|xử\s+lý|phân\s+công|tập\s+trung|đảm\s+bảo|bảo\s+đảm|đẩy\s+mạnh|tăng\s+cường"
    r"|có\s+trách\s+nhiệm|chịu\s+trách\s+nhiệm|(?:làm|là)\s+(?:cơ\s+quan\s+|đơn\s+vị\s+|bộ\s+phận\s+)?"
    r"(?:đầu\s+mối|thường\s+trực)|có\s+văn\s+bản|phải|cần|"
    r"tiếp\s+tục|thường\s+xuyên|chủ\s+động|khẩn\s+trương|kịp\s+thời|nghiêm\s+túc|định\s+kỳ|hàng\s+(?:tháng|quý|"
    r"năm|tuần)"
    r"|hằng\s+(?:tháng|quý|năm|tuần)|theo|trên\s+cơ\s+sở|khi|duy\s+trì|thành\s+lập|kiện\s+toàn|tập\s+huấn|"
    r"số\s+hóa|công\s+bố|thống\s+kê|cài\s+đặt|thông\s+báo|giám\s+sát|đưa|ký|nhập|tiến\s+hành|kiểm\s+soát|"
    r"tham\s+gia|giải\s+quyết|điều\s+chỉnh|vận\s+hành|nâng\s+cấp|khắc\s+phục|chấn\s+chỉnh"
    r"|tích\s+hợp|kết\s+nối|chia\s+sẻ|lồng\s+ghép|lấy\s+ý\s+kiến|đo\s+lường|khảo\s+sát|hỗ\s+trợ|bổ\s+sung|"
    r"sửa\s+đổi|cân\s+đối|giúp|mở|đề\s+ra|nâng\s+cao|nắm|bồi\s+dưỡng|tự\s+\w+)"
)
VERB = re.compile(rf"{_VERB}(?!\w)")
STRONG_VERB = re.compile(
    r"(?:tổng\s+hợp|chủ\s+trì|có\s+trách\s+nhiệm|chịu\s+trách\s+nhiệm|làm\s+đầu\s+mối|là\s+đầu\s+mối|báo\s+cáo|"
    r"căn\s+cứ|tham\s+mưu)(?!\w)"
)
ACTOR = re.compile(
    rf"^(?P<unit>(?i:{ACTOR_HEAD})[^.;:]{{0,170}}?)(?:\s*,)?\s+(?={_VERB}(?!\w))",
)
ACTOR_LIST = re.compile(
    rf"^(?P<unit>(?i:{ACTOR_HEAD})[^.;:]{{0,120}};\s+(?i:{ACTOR_HEAD})[^.;:]{{0,120}}?)(?:\s*,)?\s+(?={_VERB}(?!\w))",
)
ACTOR_COLON = re.compile(rf"^(?P<unit>(?i:{ACTOR_HEAD})[^.;:]{{0,110}}?)\s*:\s*(?=\S)")
ACTOR_ALONE = re.compile(rf"^(?P<unit>(?i:{ACTOR_HEAD})[^.;:]{{0,130}}?)\s*[:.]?$")
GIVES = re.compile(
    rf"^(?:Giao|Phân\s+công|Đề\s+nghị|Yêu\s+cầu|Giao\s+nhiệm\s+vụ\s+cho|Giao\s+cho|"
    rf"Giao\s+trách\s+nhiệm\s+cho)\s+(?:cho\s+)?(?=(?i:{ACTOR_HEAD}))"
)
CONCERNS = re.compile(
    r"^(?:Đối\s+với|Về\s+phía|(?:Trách\s+nhiệm|Nhiệm\s+vụ)\s+(?:của|đối\s+với))\s+", re.IGNORECASE
)
INTRODUCED = re.compile(
    r"^(?:Căn\s+cứ|Trên\s+cơ\s+sở|Ngoài|Theo(?!\s+dõi)|Hàng\s+(?:tháng|quý|năm)|Hằng\s+(?:tháng|quý|năm)|"
    r"Định\s+kỳ|Sau\s+khi|Trước\s+ngày|Trong|Khi|Từ|Kể\s+từ|Để)\b"
)

SENDS = re.compile(
    r"(?<!\w)(?:(?P<hands>gửi|nộp|chuyển)|báo\s+cáo|"
    r"(?<!xuất\s)(?<!quy\s)(?<!chương\s)(?<!tiến\s)(?<!lộ\s)(?<!giáo\s)(?<!quá\s)(?<!công\s)trình)(?!\w)"
)
FORMULA = re.compile(
    r"(?:^|(?<=[.;])\s+)Trong\s+quá\s+trình\s+(?:tổ\s+chức\s+|triển\s+khai\s+)*thực\s+hiện.*$"
)
WITH = re.compile(r"(?<!\w)phối\s+hợp\s+(?:chặt\s+chẽ\s+)?(?:với|cùng)\s+", re.IGNORECASE)

_AIMS = re.compile(
    r"\b(?:mục\s+đích|yêu\s+cầu|quan\s+điểm|mục\s+tiêu|chỉ\s+tiêu|căn\s+cứ|cơ\s+sở\s+pháp\s+lý|thực\s+trạng|"
    r"đặc\s+điểm|tình\s+hình|bối\s+cảnh|"
    r"thuận\s+lợi|khó\s+khăn|hạn\s+chế|kết\s+quả\s+(?:đạt|thực\s+hiện\s+năm)|đánh\s+giá\s+chung|phạm\s+vi|"
    r"đối\s+tượng|kinh\s+phí|nguồn\s+lực|nguyên\s+tắc|dự\s+toán|ưu\s+điểm|tồn\s+tại)\b",
    re.IGNORECASE,
)
_ASSIGNS = re.compile(
    r"\b(?:tổ\s+chức\s+thực\s+hiện|phân\s+công|trách\s+nhiệm|giao\s+nhiệm\s+vụ|"
    r"nhiệm\s+vụ\s+của\s+(?:các\s+)?(?:phòng|đơn\s+vị|cơ\s+quan|trường)|tổ\s+chức\s+triển\s+khai|"
    r"chế\s+độ\s+báo\s+cáo|thông\s+tin,?\s+báo\s+cáo)\b",
    re.IGNORECASE,
)
GENERAL_DUTY = re.compile(
    r"^chịu\s+trách\s+nhiệm\s+(?:thi\s+hành|thực\s+hiện)\s+(?:Quyết\s+định|Nghị\s+quyết|Chỉ\s+thị)\s+này|"
    r"^(?:thực\s+hiện|hoàn\s+thành)\s+(?:tốt\s+)?(?:các\s+|những\s+)?(?:nhiệm\s+vụ|công\s+việc|"
    r"nội\s+dung)[^.]{0,40}\s(?:khác|cụ\s+thể\s+khác)\b|"
    r"^(?:thực\s+hiện|và)\s+(?:các\s+)?(?:nhiệm\s+vụ|công\s+việc)\s+khác\b",
    re.IGNORECASE,
)

# Who is told only to do what an annex or the plan lists elsewhere gets no work of his own by it.
POINTS_ELSEWHERE = re.compile(
    r"^(?:[^;.]{0,80}\s)?(?:thực\s+hiện|triển\s+khai|hoàn\s+thành)\s+(?:các\s+|những\s+)?(?:nội\s+dung,?\s+)?"
    r"(?:nhiệm\s+vụ|công\s+việc|nội\s+dung|chỉ\s+tiêu|mục\s+tiêu)[^;.]{0,80}\s(?:tại|theo|trong|ở|nêu\s+tại)\s+"
    r"(?:các\s+)?(?:phụ\s+lục|biểu|mục|phần|bảng)(?!\w)[^;.]{0,60}[.;]?$",
    re.IGNORECASE,
)

EXHORTATION = re.compile(
    r"^(?!(?:[^;.]{0,30}[\s,])?(?:theo\s+dõi|đôn\s+đốc|kiểm\s+tra|giám\s+sát|bố\s+trí|cân\s+đối|hướng\s+dẫn|"
    r"tổng\s+hợp|tham\s+mưu|lập|chủ\s+trì|đầu\s+mối|báo\s+cáo)(?!\w))"
    r"(?:[^;.]{0,60}\s)?(?:chỉ\s+đạo,?\s+|tổ\s+chức,?\s+)?(?:triển\s+khai,?\s+)?thực\s+hiện(?:,?\s+(?:nghiêm|"
    r"có|tốt|đảm|bảo|đúng|hiệu|kế|các|đầy)\s*)[^;]{0,140}$",
    re.IGNORECASE,
)


def labelled_pieces(text: str) -> tuple[str, list[tuple[Label, str]]]:
    """What a paragraph says before its labels, and its labels with what they say."""
    free: list[str] = []
    labels: list[tuple[Label, str]] = []
    for piece in LABEL_INSIDE.split(text):
        if found := label_of(piece.lstrip("-–+ ")):
            labels.append(found)
        elif labels:
            labels[-1] = (labels[-1][0], f"{labels[-1][1]} {piece}")
        else:
            free.append(piece)
    return " ".join(free).strip(), labels


def label_of(text: str) -> tuple[Label, str] | None:
    """The label a line begins with and what it says; None when it begins with none."""
    for label, pattern in LABELS:
        if found := pattern.match(text):
            return label, text[found.end() :].strip()
    name, colon, said = text.partition(":")
    if not colon or len(name) > _LONGEST_LABEL:
        return None
    folded = fold(name)
    return next(
        ((label, said.strip()) for label, pattern in _FOLDED_LABELS if pattern.fullmatch(folded)), None
    )


def section_kind(heading: str) -> SectionKind | None:
    """What a section is for; None when its heading does not tell."""
    if _ASSIGNS.search(heading):
        return SectionKind.ASSIGNS
    if _AIMS.search(heading):
        return SectionKind.AIMS
    return None
