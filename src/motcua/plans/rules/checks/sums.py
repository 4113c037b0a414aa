"""Whether parts add up to the whole, and percentages follow from their numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from motcua.documents.reading.blocks import Cell
from motcua.kernel.text import fold
from motcua.plans.enums import Severity
from motcua.plans.rules.checks.examined import Examined, Passage, around, finding, pointed
from motcua.plans.rules.reading.found import Finding

_NUM = r"\d{1,3}(?:\.\d{3})+(?!\d)|\d+(?:,\d+)?"
_UNITS = (
    r"(?:hồ sơ|TTHC|thủ tục|đơn vị|cơ sở|trường|người|học sinh|giáo viên|cán bộ|nhiệm vụ|lớp|văn bản|cuộc|lượt|bản"
    r"|chỉ tiêu|sáng kiến|phản ánh|PAKN|ý kiến|bài|tin|công chức|viên chức|phòng|xã|phường|dịch vụ|DVC)"
)
_EQUATION = re.compile(
    rf"(?<![\d.,/])(?P<a>(?:{_NUM})(?:\s*\+\s*(?:{_NUM})){{1,20}})\s*=\s*(?P<s>{_NUM})(?![\d/])"
)
_EQUATION_BACK = re.compile(
    rf"(?<![\d.,/+]\s)(?<![\d.,/+])(?P<s>{_NUM})\s*=\s*(?P<a>(?:{_NUM})(?:\s*\+\s*(?:{_NUM})){{1,20}})"
)
_IN_BRACKETS = re.compile(
    rf"(?<![\d.,/])(?P<whole>{_NUM})\s+(?P<unit>{_UNITS})(?:\s+[^\W\d_]+){{0,3}}?\s*"
    r"(?:\(|,\s*(?=trong đó|gồm|bao gồm))\s*(?P<open>trong đó|gồm|bao gồm)?\s*:?\s*(?P<parts>[^()]+)(?:\)|\Z)"
)
_SHARE = re.compile(r"\s*\(\s*(?:chiếm |đạt |tỷ lệ )*\d+(?:[.,]\d+)?\s*%\s*\)?")
_LEAD = re.compile(
    rf"(?<![\d.,/])(?P<whole>{_NUM})\s+(?P<unit>{_UNITS})[^:.]*?(?P<open>trong đó|gồm|bao gồm|cụ thể|chia ra)?\s*:\s*\Z"
)
_NUMBER = re.compile(rf"(?<![\d.,/])(?:{_NUM})(?![\d%/])(?!\s*%)")
_SUM_ROW = re.compile(r"(?:tong|tong cong|cong|tong so|cong chung|toan tinh|toan thanh pho)\Z")
_PERCENT = r"(?P<share>\d{1,3}(?:[.,]\d{1,3})?)\s*%"
_FRACTION = re.compile(
    rf"(?<![\d/.,])(?P<part>{_NUM})\s?/\s?(?P<whole>{_NUM})(?![/\d])"
    rf"(?:\s+[^\W\d_]+){{0,6}}\s*[,:]?\s*\(?\s*(?:(?:chiếm|đạt|tương đương|bằng|là|=)\s*)?(?:tỷ lệ|tỉ lệ)?\s*{_PERCENT}"
)
_OF = re.compile(
    rf"(?<![\d/.,])(?P<part>{_NUM})\s*(?:[^\W\d_]+\s+){{0,4}}(?:trên|trong)\s+tổng\s+số\s+(?P<whole>{_NUM})(?![/\d])"
    rf"(?:\s+[^\W\d_]+){{0,6}}\s*[,:]?\s*\(?\s*(?:(?:chiếm|đạt|tương đương|bằng|là|=)\s*)?(?:tỷ lệ|tỉ lệ)?\s*{_PERCENT}"
)
_WITH_SHARE = re.compile(
    rf"(?<![\d/.,])(?P<part>{_NUM})\s*(?:{_UNITS}\s*)?\(\s*(?:chiếm|đạt|tỷ lệ)?\s*{_PERCENT}\s*\)?"
)
_DAY_BEFORE = re.compile(
    r"(?:ngày|trước|đến|tháng|từ|hết|Điều|khoản|số|Số|mục|quý|Quý|năm|năm học|kỳ|lớp)\s*\Z"
)
_LONGEST_LEAD = 400
_QUALIFYING_WORDS = "cap cua thuoc do tai tren duoi o da chua dang dung truoc qua tu trong moi"
_QUALIFYING = frozenset(_QUALIFYING_WORDS.split())


@dataclass(frozen=True, slots=True)
class _Parts:
    whole: Decimal
    parts: tuple[Decimal, ...]
    is_all: bool
    said: str


def sums_in_text(examined: Examined) -> Iterator[Finding]:
    """Wholes whose parts are named and do not add up: "29 TTHC (trong đó … 08; … 15; … 07)", "114 = 27 + 48 + 34".

    Reason: readers take the figures further. Parts that leave something over are only told when all are said to be
    there or three of one form are named.
    """
    prose = [each for each in examined.passages if not each.is_lost_table]
    for passage in prose:
        for found in [*_equations(passage.text), *_bracketed(passage.text)]:
            if _is_wrong(found):
                yield _told(found, passage)
    for at, passage in enumerate(prose):
        listed = _listed(passage, prose[at + 1 : at + 21])
        if listed is not None and _is_wrong(listed):
            yield _told(listed, passage)


def sums_in_tables(examined: Examined) -> Iterator[Finding]:
    """Rows "Tổng cộng" of tables against the rows above them, column by column.

    Reason: as in text. A total that fits all rows, only the group rows or only the others is right.
    """
    for table in examined.document.tables():
        for at, row in enumerate(table.rows):
            name = next(
                (fold(cell.text) for cell in row if fold(cell.text) and not fold(cell.text).isdigit()), ""
            )
            if not _SUM_ROW.match(name):
                continue
            for column, cell in enumerate(row):
                whole = _figure(cell)
                rows = table.rows[:at] if at > 1 else table.rows[at + 1 :]
                if whole is None or _adds_up(whole, rows, column):
                    continue
                yield finding(
                    "sum-wrong",
                    Severity.ERROR,
                    f"Hàng tổng ghi {_shown(whole)}, cộng các hàng được {_shown(_total(rows, column))}. "
                    "Tính lại cột này.",
                    cell.place,
                    " | ".join(each.text for each in row if each.text),
                )


def percentages(examined: Examined) -> Iterator[Finding]:
    """Percentages against the numbers beside them: "45/114, chiếm 39,5%", "2172 (98,1%)" of 2.215.

    Reason: as with sums. Rounding and cutting off of the last figure are both right.
    """
    lead: Decimal | None = None
    for passage in examined.passages:
        if passage.is_lost_table:
            continue
        text = passage.text
        for found in [*_FRACTION.finditer(text), *_OF.finditer(text)]:
            part, whole = _value(found["part"]), _value(found["whole"])
            if _DAY_BEFORE.search(text[: found.start()]) or not _is_count(part, whole):
                continue
            if _fits(part, whole, found["share"]):
                continue
            yield _wrong_share(found, passage, part, whole)
        opening = _lead(text)
        yield from _shares_of(passage, lead)
        if opening:
            lead = _value(opening["whole"])
        elif not text.startswith(("-", "+", "•", "*")):
            lead = None


def _shares_of(passage: Passage, lead: Decimal | None) -> Iterator[Finding]:
    """ "n (p%)" fits when some whole named before it, in the paragraph or at the head of the list, gives p."""
    text = passage.text
    for found in _WITH_SHARE.finditer(text):
        part = _value(found["part"])
        wholes = [_value(each.group()) for each in _NUMBER.finditer(text[: found.start()])]
        wholes = [each for each in [*([lead] if lead else []), *wholes] if each >= part and each > 0]
        is_told = lead is not None or "tổng số" in text[: found.start()].casefold()
        if not is_told or not wholes or any(_fits(part, each, found["share"]) for each in wholes):
            continue
        yield _wrong_share(found, passage, part, wholes[-1] if len(wholes) == 1 else wholes[0])


def _equations(text: str) -> Iterator[_Parts]:
    for pattern in (_EQUATION, _EQUATION_BACK):
        for found in pattern.finditer(text):
            parts = tuple(_value(each) for each in re.findall(_NUM, found["a"]))
            yield _Parts(_value(found["s"]), parts, True, around(text, *found.span()))


def _bracketed(text: str) -> Iterator[_Parts]:
    bare = _SHARE.sub("", text)
    for found in _IN_BRACKETS.finditer(bare):
        pieces = [piece for piece in re.split(r"[;,]|\svà\s", found["parts"]) if piece.strip()]
        values = [[_value(each.group()) for each in _NUMBER.finditer(piece)] for piece in pieces]
        if len(pieces) < 2 or any(len(each) != 1 for each in values) or "%" in found["parts"]:
            continue
        if not all(_is_of(piece, found["unit"]) for piece in pieces):
            continue
        if not found["open"] and any(len(piece.split()) > 9 for piece in pieces):
            continue
        is_all = len(pieces) >= 3 or found["open"] in {"gồm", "bao gồm"} or not found["open"]
        yield _Parts(
            _value(found["whole"]),
            tuple(each[0] for each in values),
            is_all,
            around(bare, *found.span(), reach=0),
        )


def _lead(text: str) -> re.Match[str] | None:
    """The whole that opens a list: "… 114 TTHC lĩnh vực GDĐT, trong đó:"."""
    return _LEAD.search(_SHARE.sub("", text)[-_LONGEST_LEAD:]) if text.endswith(":") else None


def _is_of(piece: str, unit: str) -> bool:
    """Whether a part counts the same things as the whole: "75", "75 TTHC cấp tỉnh", "75 cấp tỉnh", not "3 ngày"."""
    number = _NUMBER.search(piece)
    after = fold(piece[number.end() :]) if number else ""
    return not after or after.startswith(fold(unit)) or after.split()[0] in _QUALIFYING


def _listed(passage: Passage, following: Sequence[Passage]) -> _Parts | None:
    """A whole "… trong đó:" and the list below it, each point with one number of the same unit."""
    opening = _lead(passage.text)
    if opening is None or not following:
        return None
    sign = following[0].text[:1]
    if sign not in "-+•*" or passage.text[:1] == sign:
        return None
    parts: list[Decimal] = []
    for each in following:
        if not each.text.startswith(sign):
            break
        bare = re.sub(r"\([^()]*(?:\)|\Z)", "", _SHARE.sub("", each.text))
        numbers = [found for found in _NUMBER.finditer(bare) if not _DAY_BEFORE.search(bare[: found.start()])]
        if len(numbers) != 1:
            return None
        after = fold(bare[numbers[0].end() :])
        if after and not after.startswith(fold(opening["unit"])):
            return None
        parts.append(_value(numbers[0].group()))
    if len(parts) < 2:
        return None
    is_all = len(parts) >= 3 or opening["open"] in {"gồm", "bao gồm", "chia ra"}
    return _Parts(_value(opening["whole"]), tuple(parts), is_all, opening.group())


def _is_wrong(found: _Parts) -> bool:
    total = sum(found.parts, Decimal(0))
    return total > found.whole or (found.is_all and total != found.whole)


def _told(found: _Parts, passage: Passage) -> Finding:
    total = sum(found.parts, Decimal(0))
    listed = " + ".join(_shown(each) for each in found.parts)
    return finding(
        "sum-wrong",
        Severity.ERROR,
        f"Ghi tổng {_shown(found.whole)} nhưng {listed} = {_shown(total)}. Tính lại các con số.",
        passage.place,
        found.said,
    )


def _wrong_share(found: re.Match[str], passage: Passage, part: Decimal, whole: Decimal) -> Finding:
    right = (part * 100 / whole).quantize(Decimal("0.01"))
    return finding(
        "percentage-wrong",
        Severity.ERROR,
        f"{_shown(part)} trên {_shown(whole)} là {_shown(right)}%, văn bản ghi {found['share']}%. Tính lại.",
        passage.place,
        pointed(passage.text, *found.span()),
    )


def _is_count(part: Decimal, whole: Decimal) -> bool:
    """Whether a fraction counts something: not a month, a school year, or a plain "1/3"."""
    is_year = 1990 <= whole <= 2100 and (part <= 12 or 1990 <= part <= 2100)
    is_plain = part < whole <= 4
    return whole > 0 and not is_year and not is_plain


def _fits(part: Decimal, whole: Decimal, share: str) -> bool:
    said = Decimal(share.replace(",", "."))
    step = Decimal(1).scaleb(-len(share.replace(",", ".").partition(".")[2]))
    exact = part * 100 / whole
    return said - exact <= step / 2 and exact - said < step


def _adds_up(whole: Decimal, rows: Sequence[Sequence[Cell]], column: int) -> bool:
    figures = [(row, value) for row in rows if (value := _figure(row[column])) is not None]
    if len(figures) < 2:
        return True
    groups = [value for row, value in figures if _is_group(row)]
    others = [value for row, value in figures if not _is_group(row)]
    return any(
        sum(each, Decimal(0)) == whole for each in ([value for _, value in figures], groups, others) if each
    )


def _total(rows: Sequence[Sequence[Cell]], column: int) -> Decimal:
    figures = [(row, value) for row in rows if (value := _figure(row[column])) is not None]
    plain = [value for row, value in figures if not _is_group(row)]
    return sum(plain or [value for _, value in figures], Decimal(0))


def _is_group(row: Sequence[Cell]) -> bool:
    first = row[0].text.strip().rstrip(".")
    return bool(re.fullmatch(r"[IVX]+|[A-HĐ]", first)) or all(
        cell.is_bold for cell in row if cell.text.strip()
    )


def _figure(cell: Cell) -> Decimal | None:
    text = cell.text.strip()
    return None if cell.is_inherited or not re.fullmatch(_NUM, text) else _value(text)


def _value(text: str) -> Decimal:
    return Decimal(text.replace(".", "").replace(",", "."))


def _shown(value: Decimal) -> str:
    whole, _, rest = f"{value.normalize():f}".partition(".")
    grouped = f"{int(whole):,}".replace(",", ".")
    return f"{grouped},{rest}" if rest else grouped
