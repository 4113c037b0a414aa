"""The marks that begin paragraphs in Vietnamese documents: "I.", "1.2.", "a)", "(i)", "-", "Điều 1."."""

from __future__ import annotations

import re

BULLETS = "-–—+*•▪●■□◦○❖➢✓☑→❑·"
_MARK = re.compile(
    rf"""
      (?P<part>(?:Điều|Chương|Mục|Phần|Tiểu\s+mục)\s+(?:\d{{1,3}}|[IVXLC]{{1,7}}|thứ\s+\w+)(?:[.:](?=\s)|(?=\s*$)))
    | (?P<bullet>[{re.escape(BULLETS)}](?:\s+(?=\S)|(?=[^\W\d])))
    | (?P<circle>o\s(?=[A-ZĐÀ-Ỹ]))
    | (?P<bracket>\((?:\d{{1,2}}|[ivx]{{1,5}}|[a-zđ])\)(?=[\s\w]))
    | (?P<number>\d{{1,3}}(?:\.\d{{1,2}}){{0,4}}(?:[.)](?=\s|[^\W\d])|/(?=\s)|\.?\s?[-–](?=\s)))
    | (?P<deep>\d{{1,2}}(?:\.\d{{1,2}}){{1,4}}\s(?=\S))
    | (?P<roman>[IVXLC]{{1,7}}(?:[.)/](?=\s|[^\W\d])|\s?[-–](?=\s)))
    | (?P<letter>[a-zđA-ZĐ]\d?(?:[)](?=\s|\w)|[./](?=\s)))
    """,
    re.VERBOSE,
)
# Lines that begin a paragraph of their own wherever they stand.
_STARTER = re.compile(
    r"Nơi nhận\s*:?|Kính gửi\s*:|Ghi chú\s*:|(?:KT|TM|TL|TUQ|Q)\.\s*[A-ZĐÀ-Ỹ]{2}"
    r"|Phụ lục(?:\s+(?:số\s+)?[\dIVXLC]{1,5})?\s*$|PHỤ LỤC\b|Số\s*:|CỘNG H(?:ÒA|OÀ) XÃ HỘI"
    r"|Độc lập\s*[-–]\s*Tự do|(?:Đơn vị|Cơ quan)(?: chủ trì)?(?: thực hiện)?\s*:"
    r"|Thời (?:gian|hạn)(?: thực hiện| hoàn thành)?\s*:|Sản phẩm(?: dự kiến)?(?: hoàn thành)?\s*:"
)


_SIDE_BY_SIDE = re.compile(
    r"CỘNG H(?:ÒA|OÀ) XÃ HỘI|Độc lập\s*[-–]\s*Tự do|ĐẢNG CỘNG SẢN|Nơi nhận|,\s*ngày\b|\b(?:KT|TM|TL|TUQ)\.\s*[A-ZĐÀ-Ỹ]"
    r"|GIÁM ĐỐC|HIỆU TRƯỞNG|CHỦ TỊCH|TRƯỞNG PHÒNG|CHÁNH VĂN PHÒNG|BÍ THƯ|NGƯỜI (?:LẬP|DUYỆT|KÝ)"
)


def leading_mark(text: str) -> str:
    """The mark that `text` begins with, without blanks; "" when there is none."""
    found = _MARK.match(text)
    return found.group(0).strip() if found else ""


def is_head_or_signature(text: str) -> bool:
    """Whether words stand in it that only the head of a document or its signing block has: the two parts that are
    set in two columns. Basis: Annex I of NĐ 30/2020/NĐ-CP.
    """
    return _SIDE_BY_SIDE.search(text) is not None


def begins_anew(text: str) -> bool:
    """Whether `text` begins as only a paragraph of its own does ("Nơi nhận:", "Phụ lục I")."""
    return _STARTER.match(text) is not None
