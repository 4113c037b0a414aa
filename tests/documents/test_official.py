"""Documents in the State's layout: paper, margins, letters and places, the same in the Word file and in the PDF."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

import docx
import pdfplumber
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm
from tests.documents.test_render import fonts_in

from motcua.documents.enums import SigningAuthority
from motcua.documents.official.content import (
    Annex,
    Bar,
    Bars,
    Column,
    Heading,
    OfficialDocument,
    Paragraph,
    Points,
    Row,
    Run,
    Signing,
    Table,
)
from motcua.documents.official.making import make_docx, make_pdf, make_pdf_for_signing
from motcua.documents.official.sheet import day_said, lay_out, roman
from motcua.documents.official.widths import balanced, text_width

AT = datetime(2026, 1, 5, 1, 30, tzinfo=UTC)
MM = 72 / 25.4
COLUMNS = (Column("TT", 0.5, "center"), Column("Nội dung công việc", 4), Column("Sản phẩm", 2))
ROWS = (
    Row(("I", "Chỉ đạo, điều hành"), is_group=True),
    *(Row((str(n), "Rà soát thủ tục " * 9, "Báo cáo")) for n in range(1, 41)),
)
PLAN = OfficialDocument(
    agency="Sở Giáo dục và Đào tạo",
    superior="Ủy ban nhân dân tỉnh An Hòa",
    agency_named="Sở Giáo dục và Đào tạo An Hòa",
    symbol="KH-SGDĐT",
    number="12",
    on=date(2026, 1, 5),
    year=2026,
    place="An Hòa",
    kind="Kế hoạch",
    abstract="Công tác cải cách hành chính năm 2026",
    blocks=(
        Paragraph("Sở Giáo dục và Đào tạo ban hành Kế hoạch như sau:"),
        Heading("MỤC ĐÍCH"),
        Heading("Yêu cầu chung", 2),
        Points(("Rõ người, rõ việc.", "Rõ thời gian, rõ kết quả.")),
        Points(("Việc nhỏ.",), depth=2),
        Heading("Yêu cầu riêng", 2),
        *(Heading(f"Điểm thứ {n}", 3, is_bold=False) for n in range(1, 7)),
        Heading("CHỈ TIÊU"),
        Heading("100% hồ sơ đúng hạn.", 2, is_bold=False),
        *[Paragraph((Run("Nội dung dài. ", is_bold=True), Run("Câu này dài để sang trang sau. " * 12)))] * 4,
        Paragraph("Các đơn vị nghiêm túc thực hiện."),
    ),
    signings=(Signing("Phó Giám đốc", "Nguyễn Thị An", SigningAuthority.DEPUTY, "Giám đốc"),),
    recipients=("UBND tỉnh", "Lưu: VT, VP"),
    annexes=(
        Annex("Danh mục nhiệm vụ", (Table(COLUMNS, ROWS),), is_landscape=True),
        Annex("Biểu mẫu", (Heading("MỘT"), Paragraph("Nội dung biểu mẫu."))),
    ),
)


@cache
def pdf() -> bytes:
    return make_pdf(PLAN, made_at=AT)


@cache
def word() -> bytes:
    return make_docx(PLAN, made_at=AT)


@pytest.fixture
def pages() -> Iterator[list[Any]]:
    with pdfplumber.open(io.BytesIO(pdf())) as opened:
        yield list(opened.pages)


def part(name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(word())) as packed:
        return packed.read(name).decode()


def words_of(text: str) -> set[str]:
    return set(re.findall(r"\w+", text))


def marks(document: OfficialDocument) -> list[str]:
    return [item["mark"] for item in lay_out(document)["items"] if item["kind"] == "heading"]


class TestSheet:
    def test_headings_count_and_start_anew(self) -> None:
        assert marks(PLAN) == ["I.", "1.", "2.", "a)", "b)", "c)", "d)", "đ)", "e)", "II.", "1."]

    def test_text_ends_with_its_sign_wherever_it_ends(self) -> None:
        def end(*blocks: Any) -> str:
            last = lay_out(replace(PLAN, blocks=blocks))["items"][-1]
            runs = last["items"][-1] if last["kind"] == "points" else last["runs"]
            return str(runs[-1]["text"])

        assert end(Paragraph("Thực hiện.")) == "Thực hiện./."
        assert end(Points(("Một;", "Hai;"))) == "Hai./."
        assert end(Table(COLUMNS, ROWS[1:2])) == "./."
        assert end(Paragraph((Run("Thực "), Run("hiện", is_bold=True)))) == "hiện./."

    def test_lists_of_recipients_and_addressees(self) -> None:
        sheet = lay_out(replace(PLAN, addressees=("UBND tỉnh", "Sở Nội vụ")))
        assert sheet["recipients"] == ["- UBND tỉnh;", "- Lưu: VT, VP."]
        assert sheet["addressees"] == ["UBND tỉnh;", "Sở Nội vụ."]

    def test_signing_powers(self) -> None:
        def lines(signing: Signing) -> list[str]:
            return list(lay_out(replace(PLAN, signings=(signing,)))["signings"][0]["lines"])

        assert lines(PLAN.signings[0]) == ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"]
        assert lines(Signing("Giám đốc")) == ["GIÁM ĐỐC"]
        collective = Signing("Chủ tịch", "", SigningAuthority.COLLECTIVE, "Ủy ban nhân dân")
        assert lines(collective) == ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"]

    def test_annexes_are_numbered_only_among_several_and_refer_to_their_document(self) -> None:
        first, second = lay_out(PLAN)["annexes"]
        assert (first["label"], second["label"]) == ("Phụ lục I", "Phụ lục II")
        assert first["reference"].replace("\n", " ") == (
            "(Kèm theo Kế hoạch số 12/KH-SGDĐT ngày 05 tháng 01 năm 2026 của Sở Giáo dục và Đào tạo An Hòa)"
        )
        [only] = lay_out(replace(PLAN, annexes=PLAN.annexes[:1]))["annexes"]
        assert only["label"] == "Phụ lục"

    def test_room_for_number_and_day_that_are_not_known(self) -> None:
        sheet = lay_out(replace(PLAN, number="", on=None))
        assert sheet["number_said"].replace("\u00a0", " ") == "        /KH-SGDĐT"
        assert sheet["day"].split() == ["ngày", "tháng", "năm", "2026"]

    def test_a_letter_has_its_abstract_below_the_number(self) -> None:
        sheet = lay_out(replace(PLAN, kind="", abstract="đôn đốc nhiệm vụ"))
        assert (sheet["kind"], sheet["title"], sheet["letter_abstract"]) == ("", "", "V/v đôn đốc nhiệm vụ")

    def test_days_and_romans(self) -> None:
        assert day_said(date(2026, 3, 9), 2026) == "ngày 09 tháng 3 năm 2026"
        assert [roman(n) for n in (1, 4, 9, 14, 40)] == ["I", "IV", "IX", "XIV", "XL"]

    def test_titles_break_into_even_lines(self) -> None:
        title = "Công tác cải cách hành chính nhà nước năm 2026 của Sở Giáo dục và Đào tạo tỉnh An Hòa"
        lines = balanced(title, size=14, width_mm=150).split("\n")
        assert len(lines) == 2
        assert " ".join(lines) == title
        widths = [text_width(line, 14) for line in lines]
        assert max(widths) <= 150
        assert min(widths) > 0.6 * max(widths)
        assert balanced("Ngắn", size=14, width_mm=150) == "Ngắn"
        room = "ngày\u00a0\u00a0\u00a0tháng\u00a0\u00a0\u00a0năm 2026"
        assert room in balanced(f"(Kèm theo Tờ trình số 1/TTr {room} của Sở)", size=13, width_mm=70).replace(
            "\n", " "
        )
        assert balanced("Tự\nxuống dòng", size=14, width_mm=5) == "Tự\nxuống dòng"


class TestPdf:
    def test_sheets_are_a4_and_the_annex_lies_across(self, pages: list[Any]) -> None:
        sizes = [(round(page.width / MM), round(page.height / MM)) for page in pages]
        assert sizes[0] == sizes[1] == sizes[-1] == (210, 297)
        assert (297, 210) in sizes
        assert set(sizes) == {(210, 297), (297, 210)}

    def test_text_stays_inside_the_margins(self, pages: list[Any]) -> None:
        for page in pages:
            inside = [word for word in page.extract_words() if word["top"] > 20 * MM - 3]
            assert min(word["x0"] for word in inside) >= 30 * MM - 0.5
            assert max(word["x1"] for word in inside) <= page.width - 18 * MM + 4  # a comma may hang out
            assert max(word["bottom"] for word in inside) <= page.height - 20 * MM + 2

    def test_page_numbers_are_centred_above_and_count_anew_in_each_annex(self, pages: list[Any]) -> None:
        shown = []
        for page in pages:
            above = [word for word in page.extract_words() if word["bottom"] < 20 * MM - 1]
            shown.append(" ".join(word["text"] for word in above))
            for number in above:
                middle = (30 * MM + page.width - 18 * MM) / 2
                assert abs((number["x0"] + number["x1"]) / 2 - middle) < 2
        across = [shown[at] for at, page in enumerate(pages) if page.width > page.height]
        assert shown[:2] == ["", "2"]
        assert across == ["", *(str(n) for n in range(2, len(across) + 1))]
        assert shown[-1] == ""

    def test_one_typeface_and_sizes_of_the_law(self, pages: list[Any]) -> None:
        assert len({name.split(b"-")[0] for name in fonts_in(pdf())}) == 1
        sizes = {}
        for line in pages[0].extract_text_lines(return_chars=True):
            sizes[line["text"]] = {round(char["size"], 1) for char in line["chars"] if char["text"].strip()}
        by_start = {text.split()[0]: value for text, value in sizes.items()}
        assert by_start["KẾ"] == {14.0}
        assert by_start["I."] == {14.0}
        nation = next(value for text, value in sizes.items() if "CỘNG HÒA" in text)
        assert nation == {12.0}
        motto = next(value for text, value in sizes.items() if "Độc lập" in text)
        assert motto <= {12.0, 13.0}

    def test_head_stands_left_and_right(self, pages: list[Any]) -> None:
        words = {word["text"]: word for word in pages[0].extract_words()}
        half = pages[0].width / 2
        assert words["CỘNG"]["x0"] > half - 20 * MM
        assert words["GIÁO"]["x1"] < half
        assert words["Số:"]["x1"] < half
        assert words["CỘNG"]["top"] < words["Độc"]["top"] < words["KẾ"]["top"]

    def test_table_heads_repeat_and_rows_stay_whole(self, pages: list[Any]) -> None:
        across = [page for page in pages if page.width > page.height]
        assert len(across) >= 2
        for page in across:
            assert "TT Nội dung công việc Sản phẩm" in page.extract_text()
            for row in page.extract_tables()[0][1:]:
                if row[0] and row[0].isdigit():
                    assert (
                        len((row[1] or "").split()) == 36
                    )  # nine times four words: nothing of it on another page

    def test_a_group_row_never_closes_a_page(self) -> None:
        for before in (11, 12, 13):
            rows = (*ROWS[1 : before + 1], ROWS[0], *ROWS[1:4])
            made = make_pdf(
                replace(PLAN, annexes=(Annex("A", (Table(COLUMNS, rows),), is_landscape=True),)), made_at=AT
            )
            with pdfplumber.open(io.BytesIO(made)) as opened:
                for page in opened.pages:
                    for table in page.extract_tables():
                        assert table[-1][0] != "I"

    def test_signature_keeps_the_last_words_with_it(self) -> None:
        for filling in (12, 15):
            blocks = (
                *[Paragraph(f"Đoạn {n}. " + "Câu chữ. " * 11) for n in range(filling)],
                Paragraph("Lời kết thúc."),
            )
            made = make_pdf(replace(PLAN, blocks=blocks, annexes=()), made_at=AT)
            with pdfplumber.open(io.BytesIO(made)) as opened:
                texts = [page.extract_text() for page in opened.pages]
            [last] = [text for text in texts if "Nguyễn Thị An" in text]
            assert "Lời kết thúc./." in last

    def test_room_for_a_signature_is_told(self) -> None:
        made, places = make_pdf_for_signing(replace(PLAN, number="", on=None, annexes=()), made_at=AT)
        assert made.startswith(b"%PDF")
        assert {place.name for place in places} == {"number", "day", "signer"}
        signer = next(place for place in places if place.name == "signer")
        assert signer.x > 100

    def test_markup_is_printed_not_run(self) -> None:
        hostile = '#panic("x") *b* $y$ <label> \\'
        made = make_pdf(replace(PLAN, abstract=hostile, blocks=(Paragraph(hostile),), annexes=()), made_at=AT)
        with pdfplumber.open(io.BytesIO(made)) as opened:
            assert '#panic("x")' in (opened.pages[0].extract_text() or "").replace("”", '"').replace("“", '"')


class TestWord:
    def test_paper_margins_and_orientation(self) -> None:
        first, *annexes = docx.Document(io.BytesIO(word())).sections
        assert [round(each.page_width.mm) for each in (first, *annexes)] == [210, 297, 210]
        for section in (first, *annexes):
            margins = section.top_margin, section.bottom_margin, section.left_margin, section.right_margin
            assert [round(each.mm) for each in margins] == [20, 20, 30, 18]

    def test_every_style_in_use_is_times_new_roman_and_black(self) -> None:
        opened = docx.Document(io.BytesIO(word()))
        used = {paragraph.style.name for paragraph in all_paragraphs(opened)}
        assert len(used) > 12
        for name in used:
            style = opened.styles[name]
            assert style.font.name == "Times New Roman"
            assert str(style.font.color.rgb) == "000000"
        assert "Theme" not in part("word/styles.xml").split("</w:docDefaults>")[0]

    @pytest.mark.parametrize(
        ("style", "size", "is_bold", "is_italic"),
        [
            ("Quốc hiệu", 12, True, False),
            ("Tiêu ngữ", 13, True, False),
            ("Cơ quan ban hành", 12, True, False),
            ("Số, ký hiệu", 13, False, False),
            ("Địa danh, ngày tháng", 13, False, True),
            ("Tên loại văn bản", 14, True, False),
            ("Trích yếu", 14, True, False),
            ("Nội dung", 14, False, False),
            ("Chức vụ người ký", 14, True, False),
            ("Nơi nhận", 12, True, True),
            ("Nơi nhận, danh sách", 11, False, False),
            ("Số trang", 13, False, False),
        ],
    )
    def test_styles_of_the_law(self, style: str, size: int, is_bold: bool, is_italic: bool) -> None:
        font = docx.Document(io.BytesIO(word())).styles[style].font
        assert (font.size.pt, font.bold, font.italic) == (size, is_bold, is_italic)

    def test_body_is_justified_with_indent_and_spacing(self) -> None:
        form = docx.Document(io.BytesIO(word())).styles["Nội dung"].paragraph_format
        assert form.alignment == 3
        assert form.first_line_indent.mm == pytest.approx(10, abs=0.1)
        assert form.space_after.pt >= 6
        assert 1 <= form.line_spacing <= 1.5

    def test_page_number_is_a_field_hidden_on_first_pages_that_counts_anew(self) -> None:
        for section in docx.Document(io.BytesIO(word())).sections:
            assert section.different_first_page_header_footer
            assert "PAGE" in section.header.paragraphs[0]._p.xml
            assert section.header.paragraphs[0].style.name == "Số trang"
            assert not section.first_page_header.paragraphs[0].text
            assert section._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) == "1"

    def test_headings_and_lists_are_counted_by_word_itself(self) -> None:
        opened = docx.Document(io.BytesIO(word()))
        counted = {
            paragraph.text: (numbering.numId.val, numbering.ilvl.val)
            for paragraph in opened.paragraphs
            if (numbering := getattr(paragraph._p.pPr, "numPr", None)) is not None
        }
        body, annex = counted["MỤC ĐÍCH"], counted["MỘT"]
        assert body[1] == annex[1] == 0
        assert body[0] != annex[0]  # the annex counts from I anew
        assert counted["Yêu cầu riêng"] == (body[0], 1)
        assert counted["Rõ người, rõ việc."] == (1, 0)
        assert counted["Việc nhỏ."] == (1, 1)
        styles = {paragraph.text: paragraph.style.name for paragraph in opened.paragraphs}
        assert (styles["MỤC ĐÍCH"], styles["Yêu cầu chung"]) == ("Heading 1", "Heading 2")
        numbering = part("word/numbering.xml")
        assert 'w:val="upperRoman"' in numbering
        assert numbering.count("startOverride") == 2 * 3

    def test_vietnamese_letters_are_written_out(self) -> None:
        texts = [paragraph.text for paragraph in docx.Document(io.BytesIO(word())).paragraphs]
        assert "đ) Điểm thứ 5" in texts

    def test_table_heads_repeat_rows_stay_whole_groups_span(self) -> None:
        table = docx.Document(io.BytesIO(word())).tables[-1]
        properties = [row._tr.trPr for row in table.rows]
        assert properties[0].find(qn("w:tblHeader")) is not None
        assert all(each.find(qn("w:cantSplit")) is not None for each in properties)
        assert table.rows[1].cells[1]._tc is table.rows[1].cells[2]._tc
        assert table.rows[1].cells[1].paragraphs[0].paragraph_format.keep_with_next

    def test_a_row_too_long_for_a_page_may_break(self) -> None:
        long = Table(COLUMNS, (Row(("1", "Nội dung rất dài. " * 60, "")),))
        made = make_docx(replace(PLAN, blocks=(long,), annexes=()), made_at=AT)
        row = docx.Document(io.BytesIO(made)).tables[1].rows[1]
        assert row._tr.trPr is None or row._tr.trPr.find(qn("w:cantSplit")) is None

    def test_properties_say_what_and_when(self) -> None:
        facts = docx.Document(io.BytesIO(word())).core_properties
        assert facts.title == "Kế hoạch Công tác cải cách hành chính năm 2026"
        assert facts.author == "Sở Giáo dục và Đào tạo"
        assert facts.created == AT
        assert 'w:lang w:val="vi-VN"' in part("word/styles.xml")


def all_paragraphs(document: Any) -> Iterator[Any]:
    yield from document.paragraphs
    for table in document.tables:
        for row in table.rows:
            for cell in row.cells:
                yield from cell.paragraphs


def test_both_files_say_the_same(pages: list[Any]) -> None:
    printed = words_of(" ".join(page.extract_text() for page in pages))
    written = words_of(
        " ".join(paragraph.text for paragraph in all_paragraphs(docx.Document(io.BytesIO(word()))))
    )
    counted = words_of(" ".join(marks(PLAN)))
    assert written - printed == set()
    assert printed - written - counted <= {"2", "3", "4", "5"}  # numbers of pages


def test_the_same_content_gives_the_same_bytes() -> None:
    assert make_pdf(PLAN, made_at=AT) == pdf()
    assert make_docx(PLAN, made_at=AT) == word()
    with zipfile.ZipFile(io.BytesIO(word())) as packed:
        assert {entry.date_time for entry in packed.infolist()} == {(2026, 1, 5, 1, 30, 0)}
    later = AT.replace(hour=5)
    assert make_pdf(PLAN, made_at=later) != pdf()
    assert make_docx(PLAN, made_at=later) != word()


def test_annexes_alone() -> None:
    alone = replace(PLAN, is_annex_only=True)
    with pdfplumber.open(io.BytesIO(make_pdf(alone, made_at=AT))) as opened:
        first = opened.pages[0]
        assert first.width > first.height
        assert first.extract_text().startswith("Phụ lục I")
    opened_word = docx.Document(io.BytesIO(make_docx(alone, made_at=AT)))
    assert opened_word.paragraphs[0].text == "Phụ lục I"
    assert [round(section.page_width.mm) for section in opened_word.sections] == [297, 210]


def test_several_sign_side_by_side() -> None:
    sides = (
        Signing("Đại diện đơn vị", "Phạm Văn Dũng", note="(Ký, ghi rõ họ tên)"),
        Signing("Trưởng đoàn", "Nguyễn Thị An"),
    )
    minutes = replace(PLAN, kind="Biên bản", signings=sides, annexes=(), recipients=())
    with pdfplumber.open(io.BytesIO(make_pdf(minutes, made_at=AT))) as opened:
        words = {word["text"]: word for page in opened.pages for word in page.extract_words()}
    assert abs(words["Dũng"]["top"] - words["An"]["top"]) < 1
    assert words["Dũng"]["x1"] < words["Nguyễn"]["x0"]
    table = docx.Document(io.BytesIO(make_docx(minutes, made_at=AT))).tables[-1]
    assert [cell.text for cell in table.rows[1].cells] == ["Phạm Văn Dũng", "Nguyễn Thị An"]


def test_bars_are_drawn_and_said_in_both() -> None:
    drawn = Bars(
        "Hài lòng",
        (Bar("Nhóm một", 0.875, "87,5 %", 0.8, 0.92, 0.7), Bar("Nhóm hai", 1, "100 %")),
        ("2026", "2025"),
    )
    document = replace(PLAN, blocks=(Paragraph("Như sau:"), drawn, Paragraph("Hết.")), annexes=())
    opened = docx.Document(io.BytesIO(make_docx(document, made_at=AT)))
    [shape] = opened.inline_shapes
    assert shape.width == Mm(162)
    assert shape._inline.docPr.get("descr") == "Hài lòng. Nhóm một: 87,5 %; Nhóm hai: 100 %."
    assert make_docx(document, made_at=AT) == make_docx(document, made_at=AT)
    with pdfplumber.open(io.BytesIO(make_pdf(document, made_at=AT))) as pdf:
        [page] = pdf.pages
        widths = sorted({round(one["width"]) for one in [*page.rects, *page.curves]})
    assert len(widths) > 3
