"""The report in the State's layout: paper, margins, fonts, numbering, annexes; its tables as workbooks, and back."""

from __future__ import annotations

import io
from datetime import date, datetime

import pypdfium2
import pytest
from docx import Document
from docx.shared import Pt
from hypothesis import given
from hypothesis import strategies as st

from motcua.documents.official.content import Heading, Paragraph, Points, Signing
from motcua.documents.official.issuing import Issuing
from motcua.documents.official.making import make_docx, make_pdf
from motcua.documents.official.sheet import lay_out, signing_lines
from motcua.kernel.clock import VIETNAM
from motcua.kernel.refusals import Refused
from motcua.reports.files.table_reading import read_table
from motcua.reports.files.workbook import write_form, write_forms
from motcua.reports.rules.filled import Filled, FilledRow
from motcua.reports.rules.forms.declared import get_form
from motcua.reports.rules.outline import outline_on
from motcua.reports.rules.papers import Listed, ReportPaper, annex_of, report_document, signing_of
from motcua.reports.rules.tables import faults_of

DAY = date(2024, 12, 5)
AT = datetime(2024, 12, 11, 9, 58, 40, tzinfo=VIETNAM)
REPORT = {3: 2215, 4: 2205, 5: 2, 6: 8, 7: 2172, 8: 2155, 9: 17, 10: 0, 11: 43, 12: 43, 13: 0}
RESOLUTION = Filled(get_form("II.06a", DAY), (FilledRow("1", "Giáo dục và đào tạo", REPORT),))
FIGURES = {
    "received": "2.215",
    "received_online": "2.205",
    "received_offline": "2",
    "carried_over": "8",
    "resolved": "2.172",
    "resolved_rate": "98,1 %",
    "resolved_early": "2.155",
    "early_rate": "99,2 %",
}


@pytest.fixture
def paper() -> ReportPaper:
    return ReportPaper(
        issuing=Issuing(
            agency="Sở Giáo dục và Đào tạo",
            superior="Ủy ban nhân dân thành phố",
            symbol="BC-SGDĐT",
            number="1652",
            place="Hải Phòng",
            year=2024,
            on=date(2024, 12, 11),
            signing=Signing(title="Giám đốc", name="Trần Văn Ký"),
            recipients=("Như trên", "Lưu: VT"),
        ),
        label="năm 2024",
        first=date(2023, 11, 15),
        last=DAY,
        addressee="Ủy ban nhân dân thành phố",
        outline=outline_on(DAY),
        figures=FIGURES,
        paragraphs={"strengths": ["Trước hạn {early_rate}."]},
        directing=[Listed("43/KH-SGDĐT", "Kế hoạch cải cách hành chính", date(2024, 1, 17))],
        decisions=[Listed("62/QĐ-UBND", "Công bố danh mục thủ tục hành chính", date(2024, 1, 10))],
        tables=[RESOLUTION, Filled(get_form("II.04", DAY), ())],
        basis="Quyết định số 302/QĐ-UBND",
    )


def words(paper: ReportPaper) -> str:
    found = []
    for block in report_document(paper).blocks:
        if isinstance(block, Heading | Paragraph):
            found.append(str(block.text))
        elif isinstance(block, Points):
            found += [str(item) for item in block.items]
    return "\n".join(found)


def test_sentences_say_what_the_tables_say(paper: ReportPaper) -> None:
    said = words(paper)
    assert "Tổng số hồ sơ tiếp nhận: 2.215 hồ sơ, trong đó tiếp nhận mới trực tuyến 2.205" in said
    assert "Đã giải quyết 2.172 hồ sơ (98,1 %): trước hạn 2.155 (99,2 %)" in said
    assert "Trước hạn 99,2 %." in said
    assert "Số 62/QĐ-UBND ngày 10/01/2024: Công bố danh mục thủ tục hành chính" in said
    annex = annex_of(RESOLUTION)
    cells = [row.cells for row in annex.blocks[1].rows]  # type: ignore[union-attr]  # the second block is the table
    assert cells[0] == ("(1)", "(2)", *(f"({number})" for number in range(3, 14)))
    assert cells[-1] == (
        "",
        "Tổng số",
        "2.215",
        "2.205",
        "2",
        "8",
        "2.172",
        "2.155",
        "17",
        "0",
        "43",
        "43",
        "0",
    )


def test_what_nobody_keeps_is_not_said_to_be_nothing(paper: ReportPaper) -> None:
    said = words(paper)
    assert "Tỷ lệ phản ánh, kiến nghị được xử lý đúng hạn: chưa có dữ liệu." in said
    assert "Không phát sinh" not in said
    assert said.count("Chưa có dữ liệu.") == 5  # sections that only officers write, and nobody wrote


def test_the_parts_of_the_document(paper: ReportPaper) -> None:
    laid = lay_out(report_document(paper))
    assert laid["number_said"] == "1652/BC-SGDĐT"
    assert laid["day"] == "ngày 11 tháng 12 năm 2024"
    assert laid["kind"] == "BÁO CÁO"
    marks = [item["mark"] for item in laid["items"] if item["kind"] == "heading"]
    assert marks == ["I.", "II.", *(f"{n}." for n in range(1, 9)), "III.", "1.", "2.", "IV.", "V."]
    assert laid["items"][-1]["runs"][-1]["text"].endswith("./.")
    assert laid["recipients"] == ["- Như trên;", "- Lưu: VT."]
    assert [annex["label"] for annex in laid["annexes"]] == ["Phụ lục I", "Phụ lục II"]
    assert "Báo cáo số 1652/BC-SGDĐT" in laid["annexes"][0]["reference"].replace("\n", " ")


def test_paper_margins_and_fonts_of_the_word_file(paper: ReportPaper) -> None:
    document = Document(io.BytesIO(make_docx(report_document(paper), made_at=AT)))
    papers = [(round(one.page_width.mm), round(one.page_height.mm)) for one in document.sections]
    assert papers == [(210, 297), (297, 210), (297, 210)]
    for section in document.sections:
        assert 20 <= section.top_margin.mm <= 25.01
        assert 20 <= section.bottom_margin.mm <= 25.01
        assert 29.99 <= section.left_margin.mm <= 35
        assert 14.99 <= section.right_margin.mm <= 20.01
    used = {paragraph.style.name: paragraph.style for paragraph in document.paragraphs if paragraph.text}
    fonts = {style.font.name for style in used.values() if style.font.name}
    assert fonts <= {"Times New Roman"}
    body = next(p for p in document.paragraphs if p.text.startswith("Tổng số hồ sơ"))
    assert Pt(13) <= body.style.font.size <= Pt(14)


def test_a_deputy_signs_for_the_head() -> None:
    deputy, head = signing_of("Phó Giám đốc", "Trần Văn Phó"), signing_of("Giám đốc", "Lê Văn Trưởng")
    assert signing_lines(deputy) == ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"]
    assert signing_lines(head) == ["GIÁM ĐỐC"]
    assert signing_of("", "Ai đó").title == "Thủ trưởng cơ quan"


def test_pages_of_the_pdf(paper: ReportPaper) -> None:
    pdf = pypdfium2.PdfDocument(make_pdf(report_document(paper), made_at=AT))
    sizes = [tuple(round(side / 72 * 25.4) for side in pdf[place].get_size()) for place in range(len(pdf))]
    assert sizes[0] == (210, 297)
    assert sizes[-1] == (297, 210)
    assert make_pdf(report_document(paper), made_at=AT) == make_pdf(report_document(paper), made_at=AT)
    text = pdf[0].get_textpage().get_text_range()
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in text
    assert "1652/BC-SGDĐT" in text


def test_a_workbook_reads_back_as_it_was_written() -> None:
    table, total = read_table(write_form(RESOLUTION, agency="Sở", first=DAY, last=DAY), RESOLUTION.form)
    assert [dict(row.cells) for row in table.rows] == [REPORT]
    assert [row.label for row in table.rows] == ["Giáo dục và đào tạo"]
    assert total is not None
    assert dict(total.cells) == REPORT
    assert faults_of(table, total) == []


@given(st.lists(st.integers(0, 99_999), min_size=11, max_size=11))
def test_every_fault_of_a_table_is_told(numbers: list[int]) -> None:
    row = FilledRow("1", "Giáo dục", dict(zip(range(3, 14), numbers, strict=True)))
    table = Filled(RESOLUTION.form, (row,))
    wanted = [
        identity.said
        for identity in table.form.identities
        if sum(row.cells[n] or 0 for n in identity.wholes) != sum(row.cells[n] or 0 for n in identity.parts)
    ]
    assert [fault.what for fault in faults_of(table, None)] == wanted


def test_cells_without_data_are_words_in_a_workbook() -> None:
    form = get_form("II.08", DAY)
    cells = {column.number: None if column.missing else 1 for column in form.columns}
    book = write_forms([Filled(form, (FilledRow("1", "Giáo dục", cells),))], agency="Sở", first=DAY, last=DAY)
    table, _total = read_table(book, form)
    assert table.rows[0].cells[12] is None
    assert table.rows[0].cells[11] == 1


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file-unreadable"),
        (b"PK\x03\x04 nothing", "file-unreadable"),
        (b"x" * (5 * 1024 * 1024 + 1), "file-too-large"),
        (
            write_form(Filled(get_form("II.07b", DAY), ()), agency="=1+1", first=DAY, last=DAY),
            "table-not-of-form",
        ),
    ],
)
def test_files_that_are_not_the_table(data: bytes, code: str) -> None:
    with pytest.raises(Refused) as refused:
        read_table(data, get_form("II.06a", DAY))
    assert refused.value.code == code


def test_a_word_in_a_cell_is_refused() -> None:
    import xlsxwriter

    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["(1)", "(2)", *(f"({number})" for number in range(3, 14))])
    sheet.write_row(1, 0, [1, "Giáo dục", *["2.215"] * 10, "nhiều"])
    book.close()
    with pytest.raises(Refused) as refused:
        read_table(made.getvalue(), RESOLUTION.form)
    assert refused.value.code == "cell-not-a-number"
    assert "Dòng 2, cột (13)" in refused.value.message
