"""The words of the State's layout: kinds of documents, agencies, mottos, titles of those who sign.

Basis: Nghị định 30/2020/NĐ-CP, article 7 (the 29 kinds), annex I (what stands where).
"""

from __future__ import annotations

import re

KINDS = (
    "Nghị quyết",
    "Quyết định",
    "Chỉ thị",
    "Quy chế",
    "Quy định",
    "Thông cáo",
    "Thông báo",
    "Hướng dẫn",
    "Chương trình",
    "Kế hoạch",
    "Phương án",
    "Đề án",
    "Dự án",
    "Báo cáo",
    "Biên bản",
    "Tờ trình",
    "Hợp đồng",
    "Công văn",
    "Công điện",
    "Bản ghi nhớ",
    "Bản thỏa thuận",
    "Giấy ủy quyền",
    "Giấy mời",
    "Giấy giới thiệu",
    "Giấy nghỉ phép",
    "Phiếu gửi",
    "Phiếu chuyển",
    "Phiếu báo",
    "Thư công",
)

AGENCY_HEADS = (
    "ỦY BAN NHÂN DÂN",
    "UỶ BAN NHÂN DÂN",
    "UBND",
    "HỘI ĐỒNG NHÂN DÂN",
    "BỘ ",
    "SỞ ",
    "PHÒNG ",
    "TRƯỜNG ",
    "TRUNG TÂM",
    "VĂN PHÒNG",
    "BAN ",
    "CHI CỤC",
    "CỤC ",
    "TỔNG CỤC",
    "THANH TRA",
    "HỘI ",
    "CÔNG ĐOÀN",
    "ĐẢNG ",
    "ĐẠI HỌC",
    "HỌC VIỆN",
    "VIỆN ",
    "LIÊN ĐOÀN",
    "TỔ ",
    "NHÓM ",
    "KHOA ",
    "CHI BỘ",
    "TỈNH ĐOÀN",
    "THÀNH ĐOÀN",
    "MẪU GIÁO",
)

COUNTRY = re.compile(r"CỘNG\s+H[ÒO][ÀA]?\s+XÃ\s+HỘI\s+CHỦ\s+NGHĨA\s+VIỆT\s+NAM", re.IGNORECASE)
MOTTO = re.compile(r"Độc\s+lập\s*[-–—.]?\s*Tự\s+do\s*[-–—.]?\s*Hạnh\s+ph[úu]c", re.IGNORECASE)
PARTY = re.compile(r"ĐẢNG\s+CỘNG\s+SẢN\s+VIỆT\s+NAM")

NUMBER = re.compile(
    r"(?<!\w)S[ốôổoÔỐ]\s*[:.]?\s*(?P<number>\d{0,5}[a-z]?)[\s.…_]*(?:/|[-–](?=\s*[A-ZĐ]{2,6}/))\s*"
    r"(?P<symbol>[A-ZĐ][\w&.\-–]*(?:\s?[-–]\s?[A-ZĐ][\wĐ&.]*)*(?:/[A-ZĐ][\w&.\-–]*)?)"
)
DATE = re.compile(
    r"(?P<text>ng[àa]y\s*(?P<day>[\d\s.…_/]{0,12}?)\s*tháng\s*(?P<month>[\d\s.…_/]{0,12}?)\s*năm\s*(?P<year>\d{4}|20[\s.…_]+))",
    re.IGNORECASE,
)
PLACE_BEFORE_DATE = re.compile(r"(?P<place>[A-ZĐÀ-Ỵ][^,;:/\n]{1,45}?)\s*[,.]\s*$")

BASIS_START = re.compile(
    r"^[-–+*]?\s*(?:Căn\s+cứ|Thực\s+hiện|Theo|Thi\s+hành|Triển\s+khai|Xét|Trên\s+cơ\s+sở|Tiếp\s+tục\s+thực\s+hiện|Nhằm|Để)\s",
)
SALUTATION = re.compile(r"^\s*Kính\s+gửi\s*:?", re.IGNORECASE)
ABSTRACT = re.compile(r"^\s*(?:V/v|Về\s+việc)\b[:.]?\s*", re.IGNORECASE)
RECIPIENTS = re.compile(r"N[ơo]i\s+nhận\s*[:.]?", re.IGNORECASE)

_TITLES = (
    "PHÓ CHÁNH VĂN PHÒNG",
    "CHÁNH VĂN PHÒNG",
    "PHÓ CHÁNH THANH TRA",
    "CHÁNH THANH TRA",
    "PHÓ VỤ TRƯỞNG",
    "VỤ TRƯỞNG",
    "PHÓ CỤC TRƯỞNG",
    "CỤC TRƯỞNG",
    "PHÓ TRƯỞNG PHÒNG",
    "TRƯỞNG PHÒNG",
    "PHÓ HIỆU TRƯỞNG",
    "QUYỀN HIỆU TRƯỞNG",
    "HIỆU TRƯỞNG",
    "PHÓ GIÁM ĐỐC SỞ",
    "PHÓ GIÁM ĐỐC",
    "QUYỀN GIÁM ĐỐC",
    "GIÁM ĐỐC SỞ",
    "GIÁM ĐỐC",
    "PHÓ CHỦ TỊCH THƯỜNG TRỰC",
    "PHÓ CHỦ TỊCH",
    "CHỦ TỊCH",
    "THỨ TRƯỞNG",
    "BỘ TRƯỞNG",
    "PHÓ TRƯỞNG BAN",
    "TRƯỞNG BAN",
    "PHÓ BÍ THƯ",
    "BÍ THƯ",
    "TỔ PHÓ",
    "TỔ TRƯỞNG",
    "THỦ TRƯỞNG ĐƠN VỊ",
    "VIỆN TRƯỞNG",
)
_SIGNER_TITLE = "|".join(title.replace(" ", r"\s+") for title in _TITLES)
SIGNER_TITLE = re.compile(rf"(?<![\w.])(?:Q\.\s*)?(?:{_SIGNER_TITLE})(?!\w)")
AUTHORITY = re.compile(
    rf"(?<!\w)(?:(?:KT|K/T|TUQ|TL|T/L)\.?\s*(?:{_SIGNER_TITLE})"
    rf"|(?:TM|T/M)\.?\s*(?:[A-ZÀ-ỴĐ&]+\s+)*?[A-ZÀ-ỴĐ&]+(?=\s*(?:\n|$|KT\.|TUQ\.|TL\.|{_SIGNER_TITLE})))"
)
PERSON_NAME = re.compile(
    r"^(?:(?:TS|ThS|Ths|PGS|GS|Th\.S|Dr)\.?\s*)*[A-ZĐÀ-Ỵ][a-zđà-ỵ]*(?:\s+[A-ZĐÀ-Ỵ][a-zđà-ỵ]*){1,5}$"
)
NOT_A_NAME = re.compile(
    r"^(?:Nơi nhận|Người ký|Ký bởi|Cơ quan|Thời gian|Phụ lục|Danh mục|Độc lập)", re.IGNORECASE
)

ANNEX_HEAD = re.compile(
    r"^\s*(?:PHỤ\s+LỤC|Phụ\s+lục)(?:\s+(?:số\s*)?[\dIVXA-D]{1,4}\b|\s*[:.–\-]|\s*$|\s+(?=[A-ZÀ-ỴĐ]))"
    r"|^\s*(?:DANH\s+MỤC|BẢNG|BIỂU|LỊCH|PHÂN\s+CÔNG|TIẾN\s+ĐỘ|NỘI\s+DUNG|KẾ\s+HOẠCH)\b"
    r"|^\s*\(?(?:Ban\s+hành\s+)?[Kk]èm\s+theo\s",
)

# A decision or letter issues another document, which stands behind its signature under its own title.
ISSUES_ANOTHER = re.compile(
    r"^\s*(?:QUYẾT\s+ĐỊNH|NGHỊ\s+QUYẾT|TỜ\s+TRÌNH|CÔNG\s+VĂN|CHỈ\s+THỊ|THÔNG\s+BÁO)\b", re.I
)
ATTACHED_KIND = re.compile(r"^(?:KẾ\s+HOẠCH|CHƯƠNG\s+TRÌNH|ĐỀ\s+ÁN|PHƯƠNG\s+ÁN|DỰ\s+THẢO)(?!\w)")
ATTACHED_TO = re.compile(r"^\s*\(?(?:ban\s+hành\s+)?kèm\s+theo\s", re.IGNORECASE)
NAMED_ANNEX = re.compile(
    r"^\s*(?:PHỤ|Phụ|phụ)\s+(?:LỤC|Lục|lục)(?:\s+(?:số\s*)?[\dIVX]{1,4}[.:]?)?(?:\s*$|\s*[:.–\-]|\s+[A-ZÀ-ỴĐ])"
)
# What stands between the title of a decision and its basis: who decides, in capitals.
DECIDES = re.compile(rf"^(?:THỦ\s+TƯỚNG|{_SIGNER_TITLE})(?!\w)")
# Annexes that are only forms to be filled in.
FORM = re.compile(
    r"^\s*(?:BIỂU\s+)?MẪU(?!\s+GIÁO)(?!\w)|^\s*(?:Biểu\s+)?[Mm]ẫu\s+(?:số|báo\s+cáo|phiếu|biểu)|"
    r"^\s*(?:ĐỀ\s+CƯƠNG|PHIẾU)(?!\w)"
)
