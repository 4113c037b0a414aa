"""Word documents: everything that Word shows, in the order in which it shows it."""

from __future__ import annotations

import io

import pytest
from tests.documents.reading.builders import (
    cell,
    codes,
    level,
    numbered,
    numbering,
    only_paragraph,
    only_table,
    para,
    read,
    rows,
    table,
    texts,
    word,
)

from motcua.documents.reading.blocks import Place

NAME = "kế hoạch.docx"


def read_word(body: str, more: dict[str, str] | None = None):  # type: ignore[no-untyped-def]
    return read(word(body, more), NAME)


def test_paragraphs_and_tables_stand_in_their_order() -> None:
    document = read_word(para("Một") + table(["TT", "Việc"], ["1", "Ban hành"]) + para("Hai"))
    first, middle, last = document.blocks
    assert (first.text, last.text) == ("Một", "Hai")  # type: ignore[union-attr]
    assert rows(middle) == [["TT", "Việc"], ["1", "Ban hành"]]  # type: ignore[arg-type]
    assert middle.rows[1][1].place == Place(table=1, row=2, column=2)  # type: ignore[union-attr]
    assert (first.place, last.place) == (Place(paragraph=1), Place(paragraph=2))


def test_a_file_of_the_usual_library() -> None:
    import docx

    made = docx.Document()
    made.add_heading("I. MỤC ĐÍCH", 2)
    made.add_paragraph("Việc thứ nhất", style="List Number")
    made.add_paragraph("Việc thứ hai", style="List Number")
    made.add_paragraph().add_run("KẾ HOẠCH").bold = True
    out = io.BytesIO()
    made.save(out)
    document = read(out.getvalue(), NAME)
    heading, *_, title = document.paragraphs()
    assert heading.heading == 2
    assert texts(document)[1:3] == ["1. Việc thứ nhất", "2. Việc thứ hai"]
    assert title.is_bold


@pytest.mark.parametrize(
    ("inside", "shown"),
    [
        ("<w:ins><w:r><w:t>thêm</w:t></w:r></w:ins>", "a thêm"),
        ("<w:del><w:r><w:delText>bớt</w:delText></w:r></w:del>", "a"),
        ("<w:moveTo><w:r><w:t>tới</w:t></w:r></w:moveTo>", "a tới"),
        ("<w:moveFrom><w:r><w:t>đi</w:t></w:r></w:moveFrom>", "a"),
        ("<w:hyperlink><w:r><w:t>liên kết</w:t></w:r></w:hyperlink>", "a liên kết"),
        ("<w:sdt><w:sdtPr/><w:sdtContent><w:r><w:t>ô nhập</w:t></w:r></w:sdtContent></w:sdt>", "a ô nhập"),
        (
            '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>DATE</w:instrText></w:r><w:r><w:t>5/1</w:t></w:r>',
            "a 5/1",
        ),
        ('<w:fldSimple w:instr="PAGE"><w:r><w:t>7</w:t></w:r></w:fldSimple>', "a 7"),
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r>", "a"),
        ("<w:r><w:rPr><w:caps/></w:rPr><w:t>hoa</w:t></w:r>", "a HOA"),
        ('<w:r><w:rPr><w:caps w:val="0"/></w:rPr><w:t>thường</w:t></w:r>', "a thường"),
        ("<w:r><w:tab/><w:t>b</w:t></w:r>", "a b"),
        ("<w:r><w:t>12</w:t><w:noBreakHyphen/><w:t>KH</w:t></w:r>", "a 12-KH"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>', "a ✓"),
        ("<w:smartTag><w:r><w:t>thẻ</w:t></w:r></w:smartTag>", "a thẻ"),
        ("<w:r><w:t>chú</w:t><w:footnoteReference/></w:r>", "a chú"),
    ],
)
def test_what_stands_in_a_paragraph(inside: str, shown: str) -> None:
    markup = f'<w:p><w:r><w:t xml:space="preserve">a </w:t></w:r>{inside}</w:p>'
    assert only_paragraph(read_word(markup)).text == shown


def test_tracked_changes_and_footnotes_are_said() -> None:
    body = "<w:p><w:ins><w:r><w:t>mới</w:t><w:footnoteReference/></w:r></w:ins></w:p>"
    assert codes(read_word(body)) == ["tracked-changes", "footnotes-left-out"]
    assert codes(read_word(para("yên"))) == []


def test_line_breaks_and_tabs_keep_their_lines_and_columns() -> None:
    markup = "<w:p><w:r><w:t>SỞ GIÁO DỤC</w:t><w:tab/><w:t>CỘNG HÒA</w:t><w:br/><w:t>Số: 1</w:t></w:r></w:p>"
    lines = only_paragraph(read_word(markup)).lines
    assert [line.text for line in lines] == ["SỞ GIÁO DỤC CỘNG HÒA", "Số: 1"]
    assert [text for _, text in lines[0].columns] == ["SỞ GIÁO DỤC", "CỘNG HÒA"]


def test_text_boxes_are_read_once_behind_their_paragraph() -> None:
    box = "<w:txbxContent>" + para("Trong khung") + "</w:txbxContent>"
    both = (
        f"<mc:AlternateContent xmlns:mc='m'><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent>"
    )
    document = read_word(f"<w:p><w:r><w:t>Ngoài</w:t>{both}</w:r></w:p>")
    assert texts(document) == ["Ngoài", "Trong khung"]


def test_pictures_and_objects_are_said_with_their_place() -> None:
    picture = "<w:p><w:r><w:t>Sơ đồ</w:t><w:drawing><a:blip xmlns:a='a'/></w:drawing></w:r></w:p>"
    chart = "<w:p><w:r><w:t>Biểu đồ</w:t><w:drawing><c:chart xmlns:c='c'/></w:drawing></w:r></w:p>"
    document = read_word(picture + chart)
    assert codes(document) == ["picture-not-read", "object-not-read"]
    assert document.warnings[1].place == Place(paragraph=2)
    assert "đoạn 2" in document.warnings[1].message


def test_the_style_chain_decides_the_look() -> None:
    styles = (
        "<w:styles><w:style w:type='paragraph' w:styleId='A'><w:name w:val='heading 1'/><w:pPr><w:jc w:val='center'/>"
        "</w:pPr><w:rPr><w:b/></w:rPr></w:style><w:style w:type='paragraph' w:styleId='B'><w:basedOn w:val='A'/>"
        "<w:name w:val='Của tôi'/><w:rPr><w:i/></w:rPr></w:style></w:styles>"
    )
    body = para("Đậm nghiêng", properties="<w:pStyle w:val='B'/>")
    plain = para("Thường", properties="<w:pStyle w:val='B'/>", run="<w:b w:val='0'/><w:i w:val='false'/>")
    styled, bare = read_word(body + plain, {"styles": styles}).paragraphs()
    assert (styled.is_bold, styled.is_italic, styled.is_centred, styled.heading) == (True, True, True, 1)
    assert (bare.is_bold, bare.is_italic) == (False, False)


def test_merged_cells_are_inherited() -> None:
    across, start, on = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    body = table(
        ["TT", "Việc", "Chủ trì"],
        [cell("I. Nhóm", properties='<w:gridSpan w:val="3"/>')],
        ["1", "Một", cell("Văn phòng", properties=start)],
        ["2", "Hai", cell("", properties=on)],
        ["3", "Ba", cell("", properties=on)],
        [cell("Cộng", properties=across), "5"],
    )
    assert rows(only_table(read_word(body))) == [
        ["TT", "Việc", "Chủ trì"],
        ["I. Nhóm", "^I. Nhóm", "^I. Nhóm"],
        ["1", "Một", "Văn phòng"],
        ["2", "Hai", "^Văn phòng"],
        ["3", "Ba", "^Văn phòng"],
        ["Cộng", "^Cộng", "5"],
    ]


def test_rows_and_cells_in_content_controls_and_deleted_rows() -> None:
    inside = "<w:sdt><w:sdtContent><w:tr>" + cell("b") + "</w:tr></w:sdtContent></w:sdt>"
    deleted = "<w:tr><w:trPr><w:del/></w:trPr>" + cell("xóa") + cell("bỏ") + "</w:tr>"
    body = f"<w:tbl><w:tr>{cell('a')}{cell('c')}</w:tr>{inside}{deleted}</w:tbl>"
    assert rows(only_table(read_word(body))) == [["a", "c"], ["b", ""]]


def test_rows_that_begin_behind_the_first_columns() -> None:
    late = f'<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>{cell("b")}</w:tr>'
    assert rows(only_table(read_word(f"<w:tbl><w:tr>{cell('1')}{cell('a')}</w:tr>{late}</w:tbl>"))) == [
        ["1", "a"],
        ["", "b"],
    ]


def test_a_table_in_a_table_follows_it_and_a_frame_is_no_table() -> None:
    inner = table(["x", "y"], ["z", "t"])
    body = table(["TT", "Việc", "c"], ["1", f"<w:tc>{para('ngoài')}{inner}</w:tc>", "d"], ["2", "e", "g"])
    outer, nested = read_word(body).tables()
    assert rows(outer)[1] == ["1", "ngoài", "d"]
    assert rows(nested) == [["x", "y"], ["z", "t"]]
    assert (outer.place.table, nested.place.table) == (1, 2)
    assert texts(read_word(table(["Chỉ một khung"]))) == ["Chỉ một khung"]


def test_numbers_of_rows_made_by_word_are_the_text_of_their_cells() -> None:
    mark = f"<w:tc>{numbered('')}</w:tc>"
    body = table(["TT", "Việc"], [mark, "Một"], [mark, "Hai"])
    found = only_table(read_word(body, {"numbering": numbering(level(0, "decimal", "%1."))}))
    assert rows(found) == [["TT", "Việc"], ["1.", "Một"], ["2.", "Hai"]]


LEVELS = (
    level(0, "upperRoman", "%1."),
    level(1, "decimal", "%2."),
    level(2, "decimal", "%2.%3."),
    level(3, "lowerLetter", "%4)"),
    level(4, "bullet", "\uf0b7"),
    level(5, "decimal", "%1.%6", "<w:isLgl/>"),
)


def marks(*steps: tuple[int, int], overrides: str = "", levels: tuple[str, ...] = LEVELS) -> list[str]:
    body = "".join(numbered("x", number=number, level=depth) for number, depth in steps)
    return [
        each.mark
        for each in read_word(body, {"numbering": numbering(*levels, overrides=overrides)}).paragraphs()
    ]


def test_levels_count_and_begin_again_below_a_new_one() -> None:
    assert marks((1, 0), (1, 1), (1, 2), (1, 2), (1, 1), (1, 2), (1, 3), (1, 3), (1, 4), (1, 0), (1, 1)) == [
        *("I.", "1.", "1.1.", "1.2.", "2.", "2.1.", "a)", "b)", "•", "II.", "1."),
    ]


def test_digits_only_when_the_level_says_so() -> None:
    assert marks((1, 0), (1, 5)) == ["I.", "1.1"]


def test_lists_that_share_a_counter_go_on_and_restart_when_told() -> None:
    again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    assert marks((1, 0), (2, 0), (1, 0)) == ["I.", "II.", "III."]
    assert marks((1, 0), (2, 0), (2, 0), overrides=again) == ["I.", "I.", "II."]


def test_a_level_that_never_begins_again() -> None:
    going = (level(0, "decimal", "%1."), level(1, "lowerRoman", "(%2)", '<w:lvlRestart w:val="0"/>'))
    assert marks((1, 0), (1, 1), (1, 0), (1, 1), levels=going) == ["1.", "(i)", "2.", "(ii)"]


@pytest.mark.parametrize(
    ("kind", "text", "third"),
    [
        ("decimalZero", "%1", "03"),
        ("upperLetter", "%1/", "C/"),
        ("lowerRoman", "%1)", "iii)"),
        ("none", "%1", ""),
        ("bullet", "-", "-"),
        ("bullet", "\uf123", "•"),
        ("decimal", "Điều %1.", "Điều 3."),
    ],
)
def test_ways_of_counting(kind: str, text: str, third: str) -> None:
    assert marks((1, 0), (1, 0), (1, 0), levels=(level(0, kind, text),))[2] == third


def test_a_number_taken_away_shows_no_mark() -> None:
    style = (
        "<w:styles><w:style w:type='paragraph' w:styleId='L'><w:name w:val='L'/><w:pPr><w:numPr><w:numId w:val='1'/>"
        "</w:numPr></w:pPr></w:style></w:styles>"
    )
    numbers = numbering(level(0, "decimal", "%1."))
    shown = para("a", properties="<w:pStyle w:val='L'/>")
    taken = para("b", properties="<w:pStyle w:val='L'/><w:numPr><w:numId w:val='0'/></w:numPr>")
    document = read_word(shown + taken, {"styles": style, "numbering": numbers})
    assert [each.mark for each in document.paragraphs()] == ["1.", ""]


def test_old_fonts_are_converted_by_their_name() -> None:
    font = '<w:rFonts w:ascii="{0}" w:hAnsi="{0}"/>'
    body = para("Së Gi¸o dôc vµ §µo t¹o, tr­êng", run=font.format(".VnTime"))
    body += para("KÕ HO¹CH n¨m", run=font.format(".VnTimeH")) + para(
        "Sôû Giaùo duïc", run=font.format("VNI-Times")
    )
    document = read_word(body)
    assert texts(document) == ["Sở Giáo dục và Đào tạo, trường", "KẾ HOẠCH NĂM", "Sở Giáo dục"]
    assert codes(document) == ["old-code-converted", "old-code-converted"]


def test_links_to_templates_elsewhere_do_not_hinder_reading() -> None:
    import zipfile

    content = io.BytesIO(word(para("Kế hoạch năm 2026")))
    with zipfile.ZipFile(content, "a") as book:
        book.writestr(
            "word/_rels/settings.xml.rels",
            '<Relationships><Relationship Type="x/attachedTemplate" Target="file:///C:/a.dotm" TargetMode="External"/>'
            "</Relationships>",
        )
    assert texts(read(content.getvalue(), NAME)) == ["Kế hoạch năm 2026"]
