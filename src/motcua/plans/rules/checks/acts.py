"""How documents are numbered: "468/QĐ-TTg", "61/2018/NĐ-CP", "127-KL/TW", and one form in which to compare them."""

from __future__ import annotations

import re
from dataclasses import dataclass

# The short form of each kind of document, and the kinds as they are written.
# Basis: NĐ 30/2020/NĐ-CP art. 7 and annex III; for acts of law the usage of the issuing bodies.
KINDS: dict[str, tuple[str, ...]] = {
    "Nghị quyết liên tịch": ("NQLT",),
    "Nghị quyết": ("NQ",),
    "Nghị định": ("NĐ",),
    "Quyết định": ("QĐ",),
    "Thông tư liên tịch": ("TTLT",),
    "Thông tư": ("TT", "TTLT"),
    "Chỉ thị": ("CT",),
    "Kế hoạch": ("KH", "KHLN", "KHPH", "KHLT"),
    "Thông báo kết luận": ("TB", "TBKL", "KL"),
    "Kết luận": ("KL", "TB", "TBKL"),
    "Tờ trình": ("TTr",),
    "Báo cáo": ("BC", "BCTĐ"),
    "Thông báo": ("TB", "TBKL"),
    "Hướng dẫn": ("HD", "HDLN", "HDLT"),
    "Chương trình": ("CTr", "CTHĐ", "CTPH", "CTrPH"),
    "Công điện": ("CĐ",),
    "Đề án": ("ĐA",),
    "Phương án": ("PA",),
    "Quy định": ("QyĐ", "QĐ", "QĐi"),
    "Quy chế": ("QC", "QCPH"),
    "Biên bản": ("BB",),
    "Giấy mời": ("GM",),
    "Thông tri": ("TT",),
    "Công văn": (),
    "Văn bản": (),
    "Luật": (),
    "Bộ luật": (),
    "Pháp lệnh": (),
    "Văn bản hợp nhất": ("VBHN",),
}
KIND_CODES = frozenset(code for codes in KINDS.values() for code in codes)
SHORT_KINDS = {
    "QĐ": "Quyết định",
    "NĐ": "Nghị định",
    "NQ": "Nghị quyết",
    "TT": "Thông tư",
    "TTLT": "Thông tư liên tịch",
    "CT": "Chỉ thị",
    "KH": "Kế hoạch",
    "CV": "Công văn",
    "KL": "Kết luận",
    "TTr": "Tờ trình",
    "BC": "Báo cáo",
    "TB": "Thông báo",
    "HD": "Hướng dẫn",
    "VB": "Văn bản",
}
_SEPARATORS = re.compile(r"\s*[-–—/]\s*")
_YEAR = re.compile(r"(?:19|20)\d{2}\Z")
_CODES_BY_UPPER = {code.upper(): code for code in KIND_CODES}


@dataclass(frozen=True, slots=True)
class ActNumber:
    """A number taken apart: "61/2018/NĐ-CP" is 61, of 2018, kind NĐ, symbol ("NĐ", "CP").

    `years` has more than one entry only where the document repeats it by mistake.
    """

    number: str
    years: tuple[str, ...]
    parts: tuple[str, ...]

    @property
    def kind_code(self) -> str:
        """The short form of the kind at the head of the symbol; "" for official letters and laws."""
        return _CODES_BY_UPPER.get(self.parts[0].upper(), "") if self.parts else ""

    @property
    def agency(self) -> str:
        """The part of the symbol that stands for the issuing body; "" when there is none."""
        rest = self.parts[1:] if self.kind_code else self.parts
        return rest[0] if rest else ""

    @property
    def year(self) -> str:
        """The year in the number; "" where it carries none."""
        return self.years[0] if self.years else ""

    @property
    def symbol(self) -> str:
        """The parts of the symbol, in capitals, for comparing."""
        return "-".join(part.upper() for part in self.parts)

    @property
    def key(self) -> str:
        """One form for all ways to write the same number: no leading noughts, one separator, capitals."""
        return "/".join((self.number, *self.years[:1], self.symbol))


def act_number(text: str) -> ActNumber | None:
    """A number with its symbol taken apart; None when `text` is not one."""
    pieces = [piece.replace("&", "") for piece in _SEPARATORS.split(text.strip()) if piece]
    if len(pieces) < 2 or not pieces[0].isdigit():
        return None
    years = []
    rest = pieces[1:]
    while rest and _YEAR.match(rest[0]):
        years.append(rest.pop(0))
    if not rest or rest[0].isdigit():
        return None
    return ActNumber(pieces[0].lstrip("0") or "0", tuple(years), tuple(rest))


def canonical_number(text: str) -> str:
    """`text` as a key to compare by: "127- KL/TW" and "127-KL/TW" give the same; "" when it is no number."""
    found = act_number(text)
    return found.key if found else ""
