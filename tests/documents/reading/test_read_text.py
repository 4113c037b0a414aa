"""Plain text and Markdown, as extractions of PDF and DOCX files and character recognition leave them."""

from __future__ import annotations

import unicodedata

import pytest
from tests.documents.reading.builders import PROSE, codes, only_paragraph, only_table, read, rows, texts

from motcua.documents.reading.blocks import Place

WRAPPED = """\
Thực hiện Quyết định số 1178/QĐ-UBND ngày 15/4/2025 của Ủy ban nhân dân thành

phố, Sở Giáo dục và Đào tạo xây dựng kế hoạch rà soát, cắt giảm thủ tục hành

chính của các phòng chuyên môn, nghiệp vụ, gửi phòng Tổ chức - Hành chính chậm nhất ngày

21/4/2025 để tổng hợp, báo cáo Ủy ban nhân dân thành phố theo đúng quy định.

I. MỤC ĐÍCH, YÊU CẦU

a) Quán triệt, triển khai thực hiện trong toàn ngành các chỉ đạo của Chính phủ về

các nhiệm vụ trọng tâm, trong đó tập trung vào việc cắt giảm, đơn giản hóa (ban



6



hành kèm theo Quyết định số 762/QĐ-UBND) đối với các cơ sở giáo dục trên địa bàn.

b) Lấy người dân, doanh nghiệp là trung tâm, động lực, mục tiêu của sự phát triển,
 phục vụ người dân ngày càng tốt hơn theo đúng tinh thần của Nghị quyết đã nêu.

Nơi nhận:

- Lưu: VT.
"""


def test_double_spaced_lines_of_a_pdf_become_paragraphs() -> None:
    document = read(WRAPPED)
    found = texts(document)
    assert found[0].endswith(
        "chậm nhất ngày 21/4/2025 để tổng hợp, báo cáo Ủy ban nhân dân thành phố theo đúng quy định."
    )
    assert found[1] == "I. MỤC ĐÍCH, YÊU CẦU"
    assert "(ban hành kèm theo Quyết định" in found[2], "a page number stood inside the sentence"
    assert found[3].startswith("b)")
    assert found[3].endswith("đã nêu.")
    assert found[4:] == ["Nơi nhận:", "- Lưu: VT."]


def test_lines_keep_the_numbers_they_have_in_the_file() -> None:
    first = next(read(WRAPPED).paragraphs())
    assert [line.place.line for line in first.lines] == [1, 3, 5, 7]
    assert first.place == Place(paragraph=1, line=1)


def test_form_feeds_and_said_page_numbers_are_page_ends() -> None:
    document = read(
        "Các đơn vị gửi báo cáo về Văn phòng Sở của\n\nTrang 3/12\n\fSở Giáo dục và Đào tạo đúng hạn."
    )
    assert texts(document) == ["Các đơn vị gửi báo cáo về Văn phòng Sở của Sở Giáo dục và Đào tạo đúng hạn."]


def test_the_number_of_a_lost_row_is_no_page_number() -> None:
    document = read("Quyết định\n\n8 \nĐánh giá tác động của thủ tục hành chính\n\nThường xuyên")
    assert "8" in texts(document)


def test_links_that_an_extraction_set_at_the_page_end_do_not_cut_the_sentence() -> None:
    document = read(
        "tập huấn cho đội ngũ báo cáo viên, cán bộ\n\nhttps://a.example/b\nhttps://c.example\n phụ trách."
    )
    assert texts(document) == ["tập huấn cho đội ngũ báo cáo viên, cán bộ phụ trách."]
    assert "https://a.example" in texts(read("Gửi tại địa chỉ:\nhttps://a.example\n Hạn chót."))[0]


def test_traces_of_electronic_signatures_are_left_out() -> None:
    document = read(
        "Phạm Quốc Hiệu\n\n\tbookmark35\n\n\t\t2024-12-11T09:58:40+0700\n\tViệt Nam\n\tA <b@c.vn> đã ký\n"
    )
    assert texts(document) == ["Phạm Quốc Hiệu"]


def test_cells_that_begin_with_a_tab_begin_a_paragraph() -> None:
    document = read(" \tỦY BAN NHÂN DÂN QUẬN 7\nPHÒNG GIÁO DỤC\n\tCỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM\n")
    assert texts(document) == [
        "ỦY BAN NHÂN DÂN QUẬN 7",
        "PHÒNG GIÁO DỤC",
        "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    ]


def test_pipe_tables_are_read_without_their_marks() -> None:
    document = read(
        "| TT | Nội dung | Sản phẩm |\n|----|:--:|---|\n| 1. | **Đo lường** (*) | - Kế hoạch<br>- Báo cáo |\n"
        "| 2. | <u>Giáo dục</u> Trung học | |\n| | và tiếp theo \\| hết |\n"
    )
    table = only_table(document)
    assert rows(table) == [
        ["TT", "Nội dung", "Sản phẩm"],
        ["1.", "Đo lường (*)", "- Kế hoạch\n- Báo cáo"],
        ["2.", "Giáo dục Trung học", ""],
        ["", "và tiếp theo | hết", ""],
    ]
    assert table.rows[1][0].place == Place(table=1, line=3, row=2, column=1)
    assert table.rows[1][0].is_bold is False


def test_a_row_broken_inside_of_a_cell_is_put_together() -> None:
    table = only_table(read("| TT | Việc |\n|---|---|\n| 1 | Ban hành\nkế hoạch |\n| 2 | Kiểm tra |\n"))
    assert rows(table)[1:] == [["1", "Ban hành\nkế hoạch"], ["2", "Kiểm tra"]]


def test_tables_drawn_otherwise() -> None:
    drawn = "+----+------+\n| TT | Việc |\n+====+======+\n| 1  | Ban  |\n|    | hành |\n+----+------+\n"
    assert rows(only_table(read(drawn))) == [["TT", "Việc"], ["1", "Ban hành"]]
    tabs = "TT\tViệc\tHạn\n1\tBan hành\tQuý I\n2\tKiểm tra\tQuý II\n"
    assert rows(only_table(read(tabs)))[2] == ["2", "Kiểm tra", "Quý II"]
    html = "Phụ lục\n<table><tr><td rowspan=2>1</td><td>a</td></tr><tr><td>b</td></tr></table>\n"
    assert rows(only_table(read(html))) == [["1", "a"], ["^1", "b"]]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Gửi ***trước ngày 15/01/2025***.", "Gửi trước ngày 15/01/2025."),
        ("Đạt __95%__ và *phấn đấu* cao hơn", "Đạt 95% và phấn đấu cao hơn"),
        ("Việc thứ nhất (*) và (**)", "Việc thứ nhất (*) và (**)"),
        ("Ngày ____ tháng ____ năm 2025", "Ngày ____ tháng ____ năm 2025"),
        ("1\\. Mục đích \\- yêu cầu 100\\%", "1. Mục đích - yêu cầu 100%"),
        ("Xem [Cổng dịch vụ](https://a.example/b) nhé", "Xem Cổng dịch vụ nhé"),
        ("Thư <a@b.vn> gửi&nbsp;Sở &amp; Phòng", "Thư <a@b.vn> gửi Sở & Phòng"),
        ("A * B = C", "A * B = C"),
    ],
)
def test_marks_inside_a_line_are_taken_off_and_nothing_else(written: str, shown: str) -> None:
    assert only_paragraph(read(written)).text == shown


def test_headings_bold_and_rules() -> None:
    document = read("## I. MỤC ĐÍCH\n\n---\n\n**KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC**\n\nPhạm Quốc Hiệu\n")
    heading, above, below, name = document.paragraphs()
    assert (heading.text, heading.heading) == ("I. MỤC ĐÍCH", 2)
    assert (above.text, above.is_bold, below.text, below.is_bold) == (
        "KT. GIÁM ĐỐC",
        True,
        "PHÓ GIÁM ĐỐC",
        True,
    )
    assert (name.text, name.is_bold) == ("Phạm Quốc Hiệu", False)


def test_pictures_in_markdown_are_said() -> None:
    assert codes(read("![sơ đồ](a.png)\nSơ đồ tổ chức")) == ["picture-not-read"]


def test_lines_with_wide_gaps_keep_their_columns() -> None:
    line = only_paragraph(read("  1    Ban hành kế hoạch      Văn phòng     Quý I")).lines[0]
    assert line.columns == ((2, "1"), (7, "Ban hành kế hoạch"), (30, "Văn phòng"), (44, "Quý I"))
    assert line.indent == 2


def test_head_and_signature_side_by_side_are_read_one_column_after_the_other() -> None:
    document = read(
        "UBND QUẬN LÊ CHÂN              CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "TRƯỜNG THCS TRẦN PHÚ                Độc lập - Tự do - Hạnh phúc\n\n"
        "Số: 12/KH-THCSTP                   Lê Chân, ngày 10 tháng 9 năm 2025\n\n"
        "                                KẾ HOẠCH\n\n"
        "Trường triển khai công tác kiểm tra nội bộ tới toàn thể cán bộ, giáo viên.\n\n"
        "Nơi nhận:                                HIỆU TRƯỞNG\n- Lưu: VT.\n\n\n"
        "                                         Nguyễn Văn An\n"
    )
    assert texts(document) == [
        *(
            "UBND QUẬN LÊ CHÂN",
            "TRƯỜNG THCS TRẦN PHÚ",
            "Số: 12/KH-THCSTP",
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        ),
        *("Độc lập - Tự do - Hạnh phúc", "Lê Chân, ngày 10 tháng 9 năm 2025", "KẾ HOẠCH"),
        "Trường triển khai công tác kiểm tra nội bộ tới toàn thể cán bộ, giáo viên.",
        *("Nơi nhận:", "- Lưu: VT.", "HIỆU TRƯỞNG", "Nguyễn Văn An"),
    ]


def test_other_pairs_of_columns_stay_in_their_rows() -> None:
    document = read("Kiểm tra hồ sơ tổ      Tháng 9/2025\nKiểm tra tài chính     Tháng 12/2025\n")
    assert [line.columns[1][1] for each in document.paragraphs() for line in each.lines] == [
        "Tháng 9/2025",
        "Tháng 12/2025",
    ]


def test_page_numbers_between_lines_without_blanks() -> None:
    line = "Các đơn vị nghiêm túc triển khai thực hiện kế hoạch này đúng tiến độ và"
    text = "\n".join([*[line] * 20, "2", *[line] * 20, "3", line])
    assert " 2 " not in only_paragraph(read(text)).text
    table = "\n".join(["Quyết định", "2", "Rà soát, đánh giá thủ tục hành chính thuộc phạm vi quản lý"] * 9)
    assert texts(read(table)).count("2") == 9


def test_odd_spaces_and_decomposed_letters_are_made_plain() -> None:
    assert only_paragraph(read("Kế\u00a0hoạch\u200b s\u00adố\u2009 12\u2011KH")).text == "Kế hoạch số 12-KH"
    assert only_paragraph(read("Ke\u0302\u0301 hoa\u0323ch")).text == "Kế hoạch"


@pytest.mark.parametrize("code", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_is_told_by_its_mark_or_its_look(code: str) -> None:
    assert only_paragraph(read(PROSE.encode(code))).text == PROSE


def test_old_codes_are_converted_and_said() -> None:
    document = read("".join(_as_1258(char) for char in PROSE).encode("cp1258"))
    assert only_paragraph(document).text == PROSE
    assert codes(document) == ["old-code-converted"]


def _as_1258(char: str) -> str:
    """A letter as that code writes it: the tone apart, the vowel's own mark not."""
    try:
        char.encode("cp1258")
    except UnicodeEncodeError:
        split = unicodedata.normalize("NFD", char)
        tones = "".join(mark for mark in split if mark in "\u0300\u0301\u0303\u0309\u0323")
        rest = "".join(mark for mark in split if mark not in "\u0300\u0301\u0303\u0309\u0323")
        return unicodedata.normalize("NFC", rest) + tones
    return char


def test_a_few_wrong_bytes_are_said_not_refused() -> None:
    content = (PROSE * 5).encode()
    document = read(content[:700] + b"\xff" + content[700:])
    assert document.is_readable
    assert codes(document) == ["wrong-bytes"]
