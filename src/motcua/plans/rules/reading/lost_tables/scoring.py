"""How well a piece of text fits a column of a lost table. All weights stand here."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from motcua.plans.enums import TermKind
from motcua.plans.rules.reading.column_words import Role
from motcua.plans.rules.reading.lost_tables.vocabulary import (
    DASH,
    INNER_PRODUCT,
    INNER_TERM,
    Vocabulary,
    begins_with_unit,
    fold,
    inner_units,
)
from motcua.plans.rules.terms.term import Term

EMPTY: Mapping[Role, float] = {
    Role.CONTENT: -12.0,
    Role.LEAD: -6.0,
    Role.LEAD_AND_PARTNERS: -6.0,
    Role.PARTNERS: -1.0,
    Role.TERM: -4.0,
    Role.PRODUCT: -2.0,
    Role.SUBMITTED_TO: -1.0,
}
KNOWN_LEAD = 10.0
KNOWN_LEAD_BEGINS = 8.0
UNIT_BEGINS = 6.0
NO_UNIT = -8.0
LONG_LEAD = -0.1
DASHES_IN_LEAD = -4.0
PARTNER_ITEM = 3.0
NO_PARTNER_ITEM = -4.0
NEW_LINE_OF_PARTNER = -1.5
READ_TERM = 9.0
LOOSE_TERM = 5.0
UNREAD_TERM = -9.0
LONG_TERM = -0.15
PRODUCT_WORD = 2.0
OF_ANOTHER_COLUMN = -5.0
BEGINS_SMALL = -6.0
ENDS_OPEN = -5.0
AT_LINE = 1.5
INSIDE_LINE = -1.0
AT_TIGHT_GAP = 3.5
TOO_WIDE = -1.5
REST_OF_NAME = -3.0
INNER_UNIT_IN_LEAD = -7.0
OTHER_CELL_INSIDE = -7.0
ONLY_REST_OF_UNIT = -7.0
UNIT_AS_PRODUCT = -4.0
UNIT_AT_LINE = -4.0
UNIT_APART = -5.0
UNIT_INSIDE = -5.0
SUBMITTED_UNIT = 5.0
NO_SUBMITTED = -5.0

_OPEN_END = re.compile(
    r"(?:(?:^|\s)(?:của|và|tại|theo|các|về|cho|từ|đến|trong|với|để|là|được|những|kế|(?<!văn )(?<!các )phòng|do|số|"
    r"(?<!hàng )(?<!hằng )(?<!cả )(?<!, )(?<!hết )(?:ngày|tháng|năm|quý)|thuộc|cơ quan|quyền|trước|sau|hết|nhất|"
    r"hoàn thành|chủ tịch|phó|(?<!phó )giám đốc|(?<!tờ )(?<!quy )trình|gửi|phối hợp|đối|như|ngành|(?<!hiệu )trưởng|bởi|"
    r"phục vụ|toàn|mỗi|từng|thứ|giữa)|[,(–-])$",
    re.IGNORECASE,
)
_OF_DEPARTMENT = re.compile(
    r"^(?:Giáo|GD|Nội|Tài|Y|Tư|Thông|Khoa|Kế|Lao|Văn hóa|Nông|Công|Xây|Giao|Du|Dân|Ngoại)"
)
_OF_OFFICE = re.compile(r"^(?:Ủy|Uỷ|UBND|HĐND|Đoàn|Chính|Trung|Tỉnh|Thành|Quận|Huyện|Bộ)(?:\s|$)")
_SHORT_LEAD = 8  # words
_OPEN_LENGTH = 24  # more than the longest open end and the blank before it
_TERM_BEGINS = re.compile(
    r"^(?:[-–]\s*(?=\d|tháng|quý|trước|năm|thường|hàng))?[(\s]*(?:\d|tháng|quý|năm|trong|trước|sau|cả|thường|"
    r"hàng|hằng|định|theo|khi|từ|đến|ngày|tuần|chậm|hoàn|học|đầu|giữa|cuối|"
    r"liên|ngay|đột|các (?:tháng|quý|tuần|ngày|năm)|mỗi|kể|xong|thời|dự|vào|lúc|suốt|quanh|duy|6|nửa|sơ|tổng|"
    r"chủ|hai|ba|bốn|một(?! cửa)|t\d|q\d|[ivx]+/|kịp|căn|phù|giai|\.)",
    re.IGNORECASE,
)
_PRODUCT_WORDS = re.compile(
    r"^[-–+\s]*(?:dự thảo|kế hoạch|báo cáo|tờ trình|quyết định|công văn|văn bản|danh mục|danh sách|biên bản|hội "
    r"nghị|hồ sơ|phương án|đề án|"
    r"chương trình|thông báo|nghị quyết|quy chế|quy định|quy trình|hướng dẫn|tài liệu|các lớp|lớp|bộ|phần mềm|"
    r"hệ thống|cơ sở dữ liệu|"
    r"kết quả|sản phẩm|tin|bài|chuyên mục|chuyên trang|phiếu|biểu|bảng|sáng kiến|giấy|hợp đồng|đề cương|kết "
    r"luận|dữ liệu|100\s*%)(?!\w)",
    re.IGNORECASE,
)
# A cell cannot begin with the end of a name: "Sở Văn phòng" behind "Thanh tra".
_REST_OF_UNIT = re.compile(
    r"^[-–]?\s*(?:HĐND|CNTT|GDĐT|TCCB|KHTC|Sở(?!\s+(?:Giáo|GD|Nội|Tài|Y|Tư|Thông|Khoa|Kế|Lao|Văn\s+hóa|Nông|Công|"
    r"Xây|Giao|Du|Dân|Ngoại)))(?=[\s;,.]|$)"
)
_HEADS = re.compile(
    r"^(?:giám đốc|chủ tịch|phó chủ tịch|bộ trưởng|thủ trưởng|lãnh đạo|hiệu trưởng|trưởng phòng|chính phủ|thủ tướng|"
    r"bộ\s|hđnd|tỉnh ủy|thành ủy|đảng ủy|thường trực|ban thường vụ)",
    re.IGNORECASE,
)
_UNIT_INSIDE = re.compile(
    r"\s[-–]\s+(?=(?:Các|Phòng|Văn phòng|Đơn vị|UBND|Trường|Sở|Trung tâm|Ban|Thanh tra|Bưu điện|Công an|Đoàn|Hội|"
    r"Bộ phận|Cơ quan|Công đoàn)\s)"
)


@dataclass(frozen=True)
class Piece:
    """A run of words: the text of each line in it, whether it begins and ends with a line, the words that follow it,
    and which of its lines stand as the first of a cell does."""

    lines: tuple[str, ...]
    begins_line: bool
    ends_line: bool
    is_tight: bool
    following: str = ""
    apart: tuple[bool, ...] = ()

    @cached_property
    def text(self) -> str:
        """The whole on one line."""
        return " ".join(self.lines)

    @cached_property
    def others(self) -> int:
        """How many times and products begin inside."""
        return len(INNER_TERM.findall(self.text)) + len(INNER_PRODUCT.findall(self.text))

    @cached_property
    def units(self) -> int:
        """How many further units begin inside."""
        return inner_units(self.text)


class Scorer:
    """Scores pieces of text for columns; terms are read once for each text."""

    def __init__(self, vocabulary: Vocabulary, read_term: Callable[[str], Term]) -> None:
        self.vocabulary = vocabulary
        self._read_term = read_term
        self._known: dict[str, bool] = {}

    def score(self, role: Role, piece: Piece | None, *, is_first: bool, is_rest: bool = False) -> float:
        """How well the piece fits the column; None is an empty cell, which costs nothing in the rest of a cut row."""
        if piece is None:
            return 0.0 if is_rest else EMPTY.get(role, 0.0)
        if is_rest and role in (Role.LEAD, Role.TERM):
            return self._rest_of(role, piece, is_first=is_first)
        score = self._of_place(piece, is_first=is_first) + self._of_width(role, piece)
        if role is Role.LEAD:
            return score + self._lead(piece)
        if role in (Role.PARTNERS, Role.LEAD_AND_PARTNERS):
            return score + self._partners(piece)
        if role in (Role.TERM, Role.ENDS, Role.STARTS):
            return score + self._term(piece.text)
        if role is Role.SUBMITTED_TO:
            return score + self._submitted(piece)
        if role is Role.PRODUCT:
            return score + self._product(piece)
        return score + self._free(role, piece)

    def most(self, role: Role, following: str, *, begins_line: bool, is_tight: bool) -> float:
        """What no piece exceeds that begins with the words `following`, further lines of partners apart."""
        place = (AT_LINE if begins_line else 0.0) + (AT_TIGHT_GAP if is_tight else 0.0)
        if role is Role.LEAD:
            if self._is_known_lead(fold(following)):
                return place + KNOWN_LEAD
            return place + (UNIT_BEGINS if begins_with_unit(following) else max(NO_UNIT, REST_OF_NAME))
        if role in (Role.PARTNERS, Role.LEAD_AND_PARTNERS):
            return place + (PARTNER_ITEM if begins_with_unit(following) else NO_PARTNER_ITEM)
        if role in (Role.TERM, Role.ENDS, Role.STARTS):
            return place + (READ_TERM if _TERM_BEGINS.match(following) else max(UNREAD_TERM, REST_OF_NAME))
        if role is Role.SUBMITTED_TO:
            return place + SUBMITTED_UNIT
        return place + PRODUCT_WORD

    def _rest_of(self, role: Role, piece: Piece, *, is_first: bool) -> float:
        """The rest of a lead or a term is rare, and never a whole name that begins inside a line."""
        if not piece.begins_line:
            return NO_UNIT
        return self._of_place(piece, is_first=is_first) + self._of_width(role, piece) + REST_OF_NAME

    def _of_place(self, piece: Piece, *, is_first: bool) -> float:
        score = 0.0
        if not is_first:
            score += AT_LINE if piece.begins_line else (0.0 if DASH.match(piece.text) else INSIDE_LINE)
            score += AT_TIGHT_GAP if piece.is_tight else 0.0
            if piece.text[0].islower():
                score += BEGINS_SMALL
        if _ends_open(piece):
            score += ENDS_OPEN
        return score

    def _of_width(self, role: Role, piece: Piece) -> float:
        width = self.vocabulary.widths.get(role, 0)
        if not width:
            return 0.0
        return TOO_WIDE * sum(1 for line in piece.lines if len(line) > 1.35 * width + 2)

    def _lead(self, piece: Piece) -> float:
        folded = fold(piece.text)
        words = len(folded.split())
        dashes = DASHES_IN_LEAD * sum(
            bool(DASH.match(line)) + len(_UNIT_INSIDE.findall(line)) for line in piece.lines
        )
        score = dashes + LONG_LEAD * max(0, words - _SHORT_LEAD) + self._other_cells(piece, is_lead=True)
        if folded in self.vocabulary.leads:
            return score + KNOWN_LEAD
        if self._is_known_lead(folded):
            return score + KNOWN_LEAD_BEGINS
        return score + (UNIT_BEGINS if begins_with_unit(piece.text) else NO_UNIT)

    def _partners(self, piece: Piece) -> float:
        score = 0.0
        for at, line in enumerate(piece.lines):
            if begins_with_unit(line):
                score += PARTNER_ITEM
            elif (
                at and DASH.match(line) and not DASH.match(piece.lines[0]) and not _PRODUCT_WORDS.match(line)
            ):
                continue
            elif _PRODUCT_WORDS.match(line) or (not line[0].islower() and (DASH.match(line) or at == 0)):
                score += NO_PARTNER_ITEM
            elif not line[0].islower() and fold(line) not in self.vocabulary.common:
                score += NEW_LINE_OF_PARTNER
        if not begins_with_unit(piece.text):
            score += NO_PARTNER_ITEM
        if _REST_OF_UNIT.match(piece.text):
            score += ONLY_REST_OF_UNIT
        return score + self._other_cells(piece) + self._foreign(piece, leads=True, partners=False)

    def _submitted(self, piece: Piece) -> float:
        """To whom something is put up: a unit or its head, short."""
        is_somebody = begins_with_unit(piece.text) or bool(_HEADS.match(piece.text))
        score = SUBMITTED_UNIT if is_somebody else NO_SUBMITTED
        return (
            score
            + LONG_LEAD * max(0, len(piece.text.split()) - 6) * 5
            + self._other_cells(piece, is_lead=True)
        )

    def _other_cells(self, piece: Piece, *, is_lead: bool = False) -> float:
        """A cost for times and products inside the name of a unit, and for further units inside a lead."""
        return OTHER_CELL_INSIDE * piece.others + (INNER_UNIT_IN_LEAD * piece.units if is_lead else 0.0)

    def burden(self, role: Role, piece: Piece) -> float:
        """The cost for other cells inside, which every longer piece has as well; only for columns of units."""
        if role not in (Role.LEAD, Role.PARTNERS, Role.LEAD_AND_PARTNERS):
            return 0.0
        return self._other_cells(piece, is_lead=role is Role.LEAD)

    def _term(self, text: str) -> float:
        terms = self.vocabulary.terms
        if text not in terms:
            terms[text] = self._term_score(text)
        return terms[text]

    def _term_score(self, text: str) -> float:
        words = len(text.split())
        if words > 45 or not _TERM_BEGINS.match(text):
            return UNREAD_TERM
        kind = self._read_term(text).kind
        if kind in (TermKind.UNREAD, TermKind.MISSING):
            return UNREAD_TERM
        loose = kind in (TermKind.AFTER_EVENT, TermKind.BY_ROADMAP, TermKind.WHEN_NEEDED)
        return (LOOSE_TERM if loose else READ_TERM) + LONG_TERM * max(0, words - (30 if loose else 6)) * 3

    def _product(self, piece: Piece) -> float:
        score = PRODUCT_WORD if _PRODUCT_WORDS.match(piece.text) else 0.0
        if begins_with_unit(piece.text) and not score:
            score += UNIT_AS_PRODUCT
        return score + self._foreign(piece, leads=True, partners=True)

    def _free(self, role: Role, piece: Piece) -> float:
        if role is not Role.CONTENT:
            return self._foreign(piece, leads=True, partners=True) - 1.0
        return self._foreign(piece, leads=True, partners=True) + _units_swallowed(piece)

    def may_begin(self, role: Role, begins_line: bool, following: str) -> bool:
        """Whether a piece of a column may begin with the words `following`; inside a line only what looks like it."""
        if begins_line:
            return True
        if role in (Role.LEAD, Role.PARTNERS, Role.LEAD_AND_PARTNERS):
            if _REST_OF_UNIT.match(following):
                return False
            return begins_with_unit(following) or self._is_known_lead(fold(following))
        if role in (Role.TERM, Role.STARTS, Role.ENDS):
            return bool(_TERM_BEGINS.match(following))
        return True

    def _is_known_lead(self, folded: str) -> bool:
        if folded not in self._known:
            leads = self.vocabulary.leads
            self._known[folded] = any(folded == lead or folded.startswith(f"{lead} ") for lead in leads)
        return self._known[folded]

    def _foreign(self, piece: Piece, *, leads: bool, partners: bool) -> float:
        """A cost for each line that stands in another column elsewhere."""
        folded = [fold(line) for line in piece.lines]
        score = 0.0
        if leads:
            score += OF_ANOTHER_COLUMN * sum(1 for text in folded if self._is_known_lead(text))
        if partners:
            score += OF_ANOTHER_COLUMN * sum(1 for text in folded if text in self.vocabulary.partner_lines)
        return score


def _ends_open(piece: Piece) -> bool:
    """Whether a piece stops in the middle of what it says."""
    if piece.text.endswith(("Sở", "sở")):
        return bool(_OF_DEPARTMENT.match(piece.following))
    if piece.text.endswith(("Văn phòng", "văn phòng")):
        return bool(_OF_OFFICE.match(piece.following))
    return bool(_OPEN_END.search(piece.text[-_OPEN_LENGTH:]))


def _units_swallowed(piece: Piece) -> float:
    """A cost for names of units that begin a line in a content, most of all where a cell seems to begin."""
    score = UNIT_INSIDE * sum(inner_units(line) for line in piece.lines)
    for line, is_apart in list(zip(piece.lines, piece.apart, strict=True))[1:]:
        if line[0].isupper() and begins_with_unit(line):
            score += UNIT_APART if is_apart else UNIT_AT_LINE
    return score
