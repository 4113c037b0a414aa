"""What stands in the columns of a lost table again and again, and where one cell ends inside a line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from motcua.kernel import text as kernel_text
from motcua.plans.rules.reading import who
from motcua.plans.rules.reading.column_words import Role
from motcua.plans.rules.reading.lost_tables.flow import FlowLine
from motcua.plans.rules.reading.words import begins_small

fold = lru_cache(maxsize=20_000)(kernel_text.fold)
begins_with_unit = lru_cache(maxsize=20_000)(who.begins_with_unit)
DASH = re.compile(r"^[-–+•*]")
_LONGEST_UNIT = 60

_BEFORE_DASH = re.compile(
    r"(?<!\w)(?P<unit>(?:Văn phòng|Phòng|Các phòng|Sở|Thanh tra|Ban|Trung tâm|UBND|Bộ phận|Tổ|"
    r"Trường)(?:\s[^\W\d]+){0,5}?)\s+[-–]\s+(?=[A-ZÀ-ỴĐ])"
)
# A further unit, a time or a product that begins inside a line, where nothing joins it to what stands before.
_JOINED = re.compile(
    r"(?:^|\s)(?:và|với|cùng|của|thuộc|tại|trưởng|tịch|đốc|các|phó|chánh|đạo|thư|do|cho|trình|gửi|hoặc|từng|mỗi|"
    r"đối|như|sở\s+chỉ|theo|về|bởi|viên|ban|đoàn|hội|nhân)$",
    re.IGNORECASE,
)
INNER_UNIT = re.compile(
    r"(?<=[^\s,;:&/(–-])\s+(?=(?:Các|Phòng|Văn phòng|Thanh tra|Trung tâm|UBND|Ủy ban|Uỷ ban|Trường|Đơn vị|Cơ quan|"
    r"Ban|Tổ(?!\s+chức)|Công đoàn|Đoàn|Hội(?!\s+(?:nghị|thi|thảo|đồng))|Bộ phận|Công an|Bưu điện|Chi cục|Kho bạc|"
    r"Mặt trận|Hiệu trưởng|Giáo viên|Toàn thể|Tất cả|Kế toán|Văn thư|"
    r"Sở\s+(?:Nội|Tài|Y|Tư|Giáo|Thông|Khoa|Kế|Lao|Văn|Nông|Công|Xây|Giao|Du|Dân|Ngoại|GD))(?!\w))"
)
INNER_TERM = re.compile(
    r"(?<=\S)\s+(?=(?:Tháng\s+\d|Quý\s+(?:[IVX]+|\d)|Trước\s+(?:ngày\s+)?\d|Thường\s+xuyên|H[àằ]ng\s+(?:tháng|quý|"
    r"năm|tuần|ngày)|Cả\s+năm|Trong\s+(?:năm|tháng|quý)|Năm\s+20|Sau\s+khi|Khi\s+(?:có|phát)|Theo\s+(?:lộ|tiến|kế|"
    r"yêu)|Định\s+kỳ|\d{1,2}/\d{1,2}/\d{4}|\d{1,2}/20\d\d)(?!\w))"
)
INNER_PRODUCT = re.compile(
    r"(?<!Phòng)(?<!Ban)(?<=[^\s,;:/(–-])\s+(?=(?:Báo cáo|Kế hoạch|Quyết định|Tờ trình|Biên bản|Danh sách|Danh mục|"
    r"Hội nghị|Hồ sơ|Văn bản|Công văn|Đề án|Dự thảo|Bảng|Chuyên mục|Chuyên trang|Nghị quyết)(?!\w))"
)


@dataclass(slots=True)
class Vocabulary:
    """What stands in the columns again and again: leads, lines of partners; and how wide columns are."""

    leads: frozenset[str] = frozenset()
    common: frozenset[str] = frozenset()
    partner_lines: frozenset[str] = frozenset()
    widths: dict[Role, int] = field(default_factory=dict)
    terms: dict[str, float] = field(default_factory=dict)


def learn(records: Sequence[Sequence[FlowLine]], *, lead_first: bool = True) -> Vocabulary:
    """The leads and partners that several rows share.

    Of the cells of a row that name a unit the first is its lead (with `lead_first`, else the last), unless it has a
    dash; on lines that hold several cells, what stands before a dash.
    """
    leads: Counter[str] = Counter()
    partners: Counter[str] = Counter()
    for lines in records:
        named = [text for text in _cells(lines) if begins_with_unit(text) and len(text) <= _LONGEST_UNIT]
        plain = [text for text in named if not DASH.match(text)]
        if plain:
            lead = plain[0] if lead_first else plain[-1]
            leads[fold(lead)] += 1
            partners.update({fold(text) for text in named if text is not lead})
        else:
            partners.update({fold(text) for text in named})
        leads.update({fold(found["unit"]) for line in lines for found in _BEFORE_DASH.finditer(line.text)})
    enough = 2 if len(records) < 10 else 3
    everywhere = Counter(fold(text) for lines in records for text in {line.text for line in lines})
    return Vocabulary(
        common=frozenset(text for text, count in everywhere.items() if count >= enough),
        leads=frozenset(text for text, count in leads.items() if count >= enough and count >= partners[text]),
        partner_lines=frozenset(
            text for text, count in partners.items() if count >= 2 and count > leads[text]
        ),
    )


def inner_units(text: str) -> int:
    """How many further units begin inside a text without anything that joins them to what stands before."""
    return sum(not _JOINED.search(text[: found.start()]) for found in INNER_UNIT.finditer(text))


def _cells(lines: Iterable[FlowLine]) -> list[str]:
    """The lines that begin with a unit, parted where another cell begins, with the small letters that go on below."""
    found: list[str] = []
    for line in lines:
        if found and begins_small(line.text) and begins_with_unit(found[-1]):
            found[-1] = f"{found[-1]} {line.text}"
        elif begins_with_unit(line.text):
            found.extend(_parted(line.text))
        else:
            found.append(line.text)
    return found


def _parted(text: str) -> list[str]:
    """A line as the cells that stand on it."""
    cuts = {found.end() for pattern in (INNER_TERM, INNER_PRODUCT) for found in pattern.finditer(text)}
    cuts |= {found.end() for found in INNER_UNIT.finditer(text) if not _JOINED.search(text[: found.start()])}
    ends = [*sorted(cuts), len(text)]
    return [text[start:end].strip() for start, end in zip([0, *ends], ends, strict=False)]
