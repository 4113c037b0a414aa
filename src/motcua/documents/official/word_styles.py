"""The styles and the numbering of the Word file, so that an office edits it as its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

FONT = "Times New Roman"
_CENTER, _JUSTIFY, _LEFT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY, WD_ALIGN_PARAGRAPH.LEFT


@dataclass(frozen=True, slots=True)
class _Look:
    """A style: its name in Word, size in points, manner and spacing."""

    name: str
    size: float
    align: WD_ALIGN_PARAGRAPH = _LEFT
    is_bold: bool = False
    is_italic: bool = False
    before: float = 0
    after: float = 0
    indent_mm: float = 0
    line: float = 1.0
    keep: bool = False


BODY, CENTRED, FLUSH, LIST, SUB_LIST = (
    "Noi dung",
    "Noi dung giua",
    "Noi dung sat le",
    "Gach dau dong",
    "Dau cong",
)
NATION, MOTTO, SUPERIOR, AGENCY = "Quoc hieu", "Tieu ngu", "Co quan cap tren", "Co quan ban hanh"
NUMBER, DAY, LETTER_ABSTRACT, RULE = "So ky hieu", "Dia danh ngay thang", "Trich yeu cong van", "Duong ke"
KIND, TITLE, TO, TO_LIST = "Ten loai", "Trich yeu", "Kinh gui", "Kinh gui danh sach"
SIGN_TITLE, SIGN_NOTE, SIGN_NAME = "Chuc vu ky", "Ghi chu ky", "Ho ten ky"
RECIPIENTS_HEAD, RECIPIENT = "Noi nhan", "Noi nhan danh sach"
ANNEX, ANNEX_TITLE, ANNEX_REFERENCE = "Phu luc", "Ten phu luc", "Dan phu luc"
CELL, CELL_HEAD, PAGE_NUMBER, MARK = "O bang", "Dau bang", "So trang", "Dau van ban"
HEADINGS = ("Heading 1", "Heading 2", "Heading 3")

# Basis: NĐ 30/2020/NĐ-CP annex I: sizes, upright or slanting, bold.
_LOOKS = (
    _Look(BODY, 14, _JUSTIFY, after=6, indent_mm=10, line=1.15),
    _Look(CENTRED, 14, _CENTER, after=6, line=1.15),
    _Look(FLUSH, 14, _JUSTIFY, after=6, line=1.15),
    _Look(LIST, 14, _JUSTIFY, after=6, indent_mm=10, line=1.15),
    _Look(SUB_LIST, 14, _JUSTIFY, after=6, indent_mm=10, line=1.15),
    _Look(NATION, 12, _CENTER, is_bold=True),
    _Look(MOTTO, 13, _CENTER, is_bold=True),
    _Look(SUPERIOR, 12, _CENTER),
    _Look(AGENCY, 12, _CENTER, is_bold=True),
    _Look(NUMBER, 13, _CENTER, before=4),
    _Look(DAY, 13, _CENTER, is_italic=True, before=4),
    _Look(LETTER_ABSTRACT, 12, _CENTER, before=2),
    _Look(RULE, 2, _CENTER),
    _Look(KIND, 14, _CENTER, is_bold=True, before=14, keep=True),
    _Look(TITLE, 14, _CENTER, is_bold=True, keep=True),
    _Look(TO, 14, _CENTER, before=12, after=6),
    _Look(TO_LIST, 14, _LEFT),
    _Look(SIGN_TITLE, 14, _CENTER, is_bold=True, keep=True),
    _Look(SIGN_NOTE, 13, _CENTER, is_italic=True, keep=True),
    _Look(SIGN_NAME, 14, _CENTER, is_bold=True),
    _Look(RECIPIENTS_HEAD, 12, is_bold=True, is_italic=True, keep=True),
    _Look(RECIPIENT, 11),
    _Look(ANNEX, 14, _CENTER, is_bold=True, keep=True),
    _Look(ANNEX_TITLE, 14, _CENTER, is_bold=True, keep=True),
    _Look(ANNEX_REFERENCE, 14, _CENTER, is_italic=True, keep=True),
    _Look(CELL, 12),
    _Look(CELL_HEAD, 12, _CENTER, is_bold=True, keep=True),
    _Look(PAGE_NUMBER, 13, _CENTER),
    _Look(MARK, 13, is_bold=True),
)
# What a person sees in Word's list of styles; the names above are what the file refers to.
_SHOWN = {
    BODY: "Nội dung",
    CENTRED: "Nội dung, giữa dòng",
    FLUSH: "Nội dung, không thụt đầu dòng",
    LIST: "Gạch đầu dòng",
    SUB_LIST: "Dấu cộng đầu dòng",
    NATION: "Quốc hiệu",
    MOTTO: "Tiêu ngữ",
    SUPERIOR: "Cơ quan chủ quản",
    AGENCY: "Cơ quan ban hành",
    NUMBER: "Số, ký hiệu",
    DAY: "Địa danh, ngày tháng",
    LETTER_ABSTRACT: "Trích yếu công văn",
    RULE: "Đường kẻ",
    KIND: "Tên loại văn bản",
    TITLE: "Trích yếu",
    TO: "Kính gửi",
    TO_LIST: "Kính gửi, danh sách",
    SIGN_TITLE: "Chức vụ người ký",
    SIGN_NOTE: "Ghi chú chỗ ký",
    SIGN_NAME: "Họ tên người ký",
    RECIPIENTS_HEAD: "Nơi nhận",
    RECIPIENT: "Nơi nhận, danh sách",
    ANNEX: "Phụ lục",
    ANNEX_TITLE: "Tên phụ lục",
    ANNEX_REFERENCE: "Dẫn phụ lục",
    CELL: "Ô bảng",
    CELL_HEAD: "Đầu bảng",
    PAGE_NUMBER: "Số trang",
    MARK: "Dấu trên văn bản",
}
_HEADING_NUMBERS, _DASHES = 90, 91


def define_styles(document: Document) -> None:
    """All styles of the file, in one typeface, black, Vietnamese."""
    _defaults(document)
    for look in _LOOKS:
        style = document.styles.add_style(_SHOWN[look.name], WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = document.styles["Normal"]
        style.quick_style = True
        _dress(style, look)
    for at, name in enumerate(HEADINGS):
        style = document.styles[name]
        _dress(style, _Look(name, 14, _JUSTIFY, is_bold=True, before=2, after=6, line=1.15, keep=True))
        style.paragraph_format.first_line_indent = Mm(10)
        style.next_paragraph_style = document.styles[_SHOWN[BODY]]
        style.font.italic = at == 2


def shown(name: str) -> str:
    """A style's name as Word lists it."""
    return _SHOWN.get(name, name)


def define_numbering(document: Document) -> None:
    """I., 1., a) for headings and dashes and plus signs for lists, as lists that Word itself counts."""
    numbering = document.part.numbering_part.element
    for child in list(numbering):
        numbering.remove(child)
    numbering.append(_abstract(_HEADING_NUMBERS, (("upperRoman", "%1."), ("decimal", "%2."), ("none", ""))))
    numbering.append(_abstract(_DASHES, (("bullet", "-"), ("bullet", "+"))))
    numbering.append(_instance(1, _DASHES))


def new_series(document: Document, at: int) -> int:
    """A list of headings that counts from the beginning, for the body or one annex; its number."""
    number = 10 + at
    document.part.numbering_part.element.append(_instance(number, _HEADING_NUMBERS, restarts=2))
    return number


DASHES = 1


def _defaults(document: Document) -> None:
    element = document.styles.element
    defaults = element.find(qn("w:docDefaults"))
    assert defaults is not None
    element.remove(defaults)
    element.insert(
        0,
        parse_xml(
            f"<w:docDefaults {nsdecls('w')}><w:rPrDefault><w:rPr>"
            f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/>'
            '<w:sz w:val="28"/><w:szCs w:val="28"/><w:lang w:val="vi-VN" w:eastAsia="vi-VN" w:bidi="ar-SA"/>'
            "</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr/></w:pPrDefault></w:docDefaults>"
        ),
    )
    settings: Any = document.settings.element
    settings.append(
        parse_xml(
            f'<w:compat {nsdecls("w")}><w:compatSetting w:name="compatibilityMode" '
            'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        )
    )
    normal = document.styles["Normal"]
    _dress(normal, _Look("Normal", 14))


def _dress(style: Any, look: _Look) -> None:
    font, form = style.font, style.paragraph_format
    font.name, font.size, font.bold, font.italic = FONT, Pt(look.size), look.is_bold, look.is_italic
    font.color.rgb = RGBColor(0, 0, 0)
    fonts = style.element.rPr.rFonts
    for key in list(fonts.attrib):
        if key.endswith("Theme"):
            del fonts.attrib[key]
    for key in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{key}"), FONT)
    form.alignment = look.align
    form.space_before, form.space_after = Pt(look.before), Pt(look.after)
    form.line_spacing = look.line
    form.keep_with_next = look.keep
    form.first_line_indent = Mm(look.indent_mm) if look.indent_mm else None


def _abstract(number: int, levels: tuple[tuple[str, str], ...]) -> Any:
    parts = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:suff w:val="space"/>'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
        '<w:pPr><w:ind w:left="0" w:firstLine="567"/></w:pPr></w:lvl>'
        for at, (form, text) in enumerate(levels)
    )
    return parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}"><w:multiLevelType w:val="multilevel"/>'
        f"{parts}</w:abstractNum>"
    )


def _instance(number: int, abstract: int, *, restarts: int = 0) -> Any:
    again = "".join(
        f'<w:lvlOverride w:ilvl="{at}"><w:startOverride w:val="1"/></w:lvlOverride>' for at in range(restarts)
    )
    return parse_xml(
        f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{abstract}"/>{again}</w:num>'
    )
