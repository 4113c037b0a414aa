"""Lines back into paragraphs.

Two neighbouring lines belong together when the break between them was forced (the next word had no room) and
nothing says that something new begins. Marks begin something new, unless the line before asks for a number
("trước ngày", "mục"). What begins with a small letter goes on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from motcua.documents.reading.blocks import Line, Paragraph, Place
from motcua.documents.reading.marks import begins_anew, leading_mark


@dataclass(frozen=True, slots=True)
class RawLine:
    """A line as it stands, with what is known of its setting.

    `length` and `limit` are in the same unit (letters, points): how long the line is and how long it could be;
    a limit of 0 means that lines were not broken for want of room. `lead` is the length of its first word.
    From `tightness` of the limit on a line counts as full: places in points are exact, counted letters are not.
    `is_start` and `is_apart` were seen by the reader: a paragraph begins here; this line stands alone.
    """

    text: str
    place: Place
    length: float = 0
    limit: float = 0
    lead: float = 0
    tightness: float = 0.87
    indent: int = 0
    columns: tuple[tuple[int, str], ...] = ()
    is_start: bool = False
    is_apart: bool = False
    is_bold: bool = False
    is_italic: bool = False
    is_centred: bool = False
    heading: int = 0


_FIRST_LINE = 0.1  # of the width: the blank before a paragraph's first line, where it is not known
_EXACT = 0.95
_LONE_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2}){0,3}[.)]?\Z")
_FAR_BACK = 12  # lines in which a count that goes on is looked for
_INLINE = re.compile(r"\((\d{1,2})\)")
_END = re.compile(r"(?:[.!?;:…]|\./\.)[\"”’')\]»*]*\Z")
_SENTENCE_END = re.compile(r"(?:[.!?…]|\./\.)[\"”’')\]»*]*\Z")
_SHORTENED = re.compile(r"(?:^|[\s(])(?:TP|Tp|TX|TT|Q|P|H|ThS|TS|PGS|GS|Ths|Tr|v\.v|Đc|đ/c)\.\Z")
_ASKS_NUMBER = re.compile(
    r"(?:^|\s)(?:ngày|tháng|năm|quý|Quý|số|Số|khoản|điểm|điều|Điều|mục|Mục|phần|Phần|chương|bước|lần|mức|lớp|độ"
    r"|đợt|kỳ|tuần|thứ|lục|khóa|khoá|loại|tổ|quận|phường|hạng|cấp|từ|đến|và|hoặc|trước|sau|là|đạt|trên|dưới|với|,)\Z"
)
_GOES_ON = re.compile(
    r"(?:^|\s)(?:của|và|với|về|tại|từ|đến|trong|ngoài|theo|cho|các|những|là|do|bởi|ngày|tháng|năm|quý|số|khoản|điểm"
    r"|điều|mục|trước|sau|hoặc|để|được|bị|việc|bằng|trên|dưới|giữa|gồm|như|nhằm|thuộc|qua|vào|ra|khi|nếu|mà|thì"
    r"|không|chưa|đã|đang|sẽ|phải|cần|một|mỗi|từng|cùng|vì|tới|hay|nhưng|đối với|căn cứ)\Z"
)
_OPEN = re.compile(r"[,(“–/]\Z|\s-\Z|\w-\Z")
_SPLIT_SYMBOL = re.compile(r"[\w/]-\Z|\w/\Z")
_DASH_IN_NAME = re.compile(
    r"(?:Tổ chức|Kế hoạch|Hành chính|Tài chính|Khoa học|Giáo dục|Chính trị|Văn hóa|Văn hoá|Kinh tế|Thanh tra|Nội vụ"
    r"|Thông tin|Lao động|Độc lập|Tự do)\s*\Z"
)
_NAME_AFTER_DASH = re.compile(
    r"[-–] (?:Hành chính|Cán bộ|Tài chính|Tài vụ|Quản trị|Tổng hợp|Công nghệ|Đào tạo|Xã hội|xã hội|Thể thao|Hạ tầng"
    r"|Khoa học|Nghiệp vụ|Thông tin|Thương binh|Tự do|Hạnh phúc|Pháp chế|Tư tưởng)"
)


def join_lines(lines: Sequence[RawLine]) -> list[list[RawLine]]:
    """The lines in groups, each of them one paragraph."""
    groups: list[list[RawLine]] = []
    for line in lines:
        if groups and belongs_together(groups[-1], line):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def as_paragraph(lines: Sequence[RawLine], *, number: int) -> Paragraph:
    """One paragraph of its lines; its place is that of the first, with the running `number`."""
    first = lines[0].place
    place = Place(page=first.page, paragraph=number, line=first.line, sheet=first.sheet)
    return Paragraph(
        text=put_together(line.text for line in lines),
        place=place,
        lines=tuple(Line(line.text, line.place, line.indent, line.columns) for line in lines),
        heading=lines[0].heading,
        is_bold=all(line.is_bold for line in lines),
        is_italic=all(line.is_italic for line in lines),
        is_centred=all(line.is_centred for line in lines),
    )


def put_together(texts: Iterable[str]) -> str:
    """The lines as one text; a symbol that was cut behind its hyphen ("43/KH-", "SGDĐT") becomes whole again."""
    parts: list[str] = []
    for text in texts:
        if parts and not (_SPLIT_SYMBOL.search(parts[-1][-2:]) and text[:1].isalnum()):
            parts.append(" ")
        parts.append(text)
    return "".join(parts)


def belongs_together(group: Sequence[RawLine], line: RawLine) -> bool:
    """Whether `line` goes on with the paragraph that `group` began."""
    last = group[-1]
    if line.is_start or line.is_apart or last.is_apart or line.heading or last.heading or not line.text:
        return False
    if begins_anew(line.text):
        return False
    is_forced = _is_forced(last, line, is_first=len(group) == 1)
    if leading_mark(line.text) or _LONE_NUMBER.match(line.text):
        return is_forced and (_only_looks_marked(last, line) or _counts_on(group, line))
    if _is_capitals(last.text) != _is_capitals(line.text):
        return is_forced and _goes_on_in_other_case(last, line)
    if _is_capitals(line.text):
        return is_forced or bool(leading_mark(last.text) and _fills(last, 0.7))
    return _goes_on(last, line, is_forced=is_forced)


def _goes_on(last: RawLine, line: RawLine, *, is_forced: bool) -> bool:
    if line.text[0].islower():
        return not last.text.endswith("./.")
    if is_open(last.text):
        return _is_long(last)
    if _END.search(last.text) and not _SHORTENED.search(last.text):
        return False
    return is_forced


def is_open(text: str) -> bool:
    """Whether a line cannot be the end of what it says: it ends in a comma or a joining word."""
    return _OPEN.search(text) is not None or _GOES_ON.search(text) is not None


def _is_long(line: RawLine) -> bool:
    """Whether a line is more than a short heading that happens to end in a joining word."""
    return _fills(line, 0.6) if line.limit else len(line.text.split()) > 6


def _counts_on(group: Sequence[RawLine], line: RawLine) -> bool:
    """Whether "(2)" goes on counting inside of a sentence that has "(1)" in its midst."""
    found = _INLINE.match(line.text)
    if found is None:
        return False
    before = f"({int(found.group(1)) - 1})"
    return before in put_together(each.text for each in group[-_FAR_BACK:])[1:]


def _only_looks_marked(last: RawLine, line: RawLine) -> bool:
    """A number, letter or dash at the beginning of a line that is only the rest of a sentence."""
    if _END.search(last.text):
        return False
    if line.text[0].isdigit() or line.text[0] in "IVXLC":
        return _ASKS_NUMBER.search(last.text) is not None
    is_name = _DASH_IN_NAME.search(last.text) and _NAME_AFTER_DASH.match(line.text)
    return line.text[0] in "-–" and bool(is_name)


def _goes_on_in_other_case(last: RawLine, line: RawLine) -> bool:
    """A name in capitals inside a sentence may fill the beginning or the end of it."""
    if _is_capitals(last.text):
        return len(last.text) > 3 and _OPEN.search(last.text) is not None and line.text[0].islower()
    return len(line.text.split()) <= 3 and _goes_on(last, line, is_forced=True)


def _is_forced(last: RawLine, line: RawLine, *, is_first: bool) -> bool:
    """Whether the first word of `line` had no room behind `last`."""
    is_guessed = is_first and not last.indent and last.tightness < _EXACT
    share = last.tightness - (_FIRST_LINE if is_guessed else 0)
    return last.limit > 0 and last.length + line.lead >= share * last.limit


def _fills(line: RawLine, share: float) -> bool:
    return line.limit > 0 and line.length >= share * line.limit


def _is_capitals(text: str) -> bool:
    """Whether a line is set in capitals: at least two words of letters, nearly all of them large."""
    letters = [char for char in text if char.isalpha()]
    return len(letters) >= 5 and sum(char.isupper() for char in letters) >= 0.9 * len(letters)
