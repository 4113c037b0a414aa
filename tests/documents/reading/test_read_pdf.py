"""PDF files: letters and lines by their places become paragraphs and tables again."""

from __future__ import annotations

import pytest
from tests.documents.reading.builders import PROSE, codes, only_table, raw_pdf, read, rows, texts, typeset

from motcua.documents.reading.blocks import Place, ReadDocument
from motcua.documents.reading.pdf.letters import Rule
from motcua.documents.reading.pdf.tables import frames_of

NAME = "kế hoạch.pdf"
PLAN = f"""
#set page(paper: "a4", margin: (left: 30mm, right: 15mm, y: 20mm), header: context {{
  if counter(page).get().first() > 1 {{ align(center, counter(page).display()) }} }})
#set text(size: 14pt, lang: "vi", hyphenate: false)
#set par(first-line-indent: (amount: 12.7mm, all: true), justify: true)
#let plain(body) = {{ set par(first-line-indent: 0mm, justify: false); set text(size: 12pt); body }}
#grid(columns: (1fr, 1.4fr), align: center,
  plain[UBND THÀNH PHỐ HẢI PHÒNG \\ *SỞ GIÁO DỤC VÀ ĐÀO TẠO* \\ #line(length: 30%) Số: 15/KH-SGDĐT],
  plain[*CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM* \\ *Độc lập - Tự do - Hạnh phúc* \\ #line(length: 50%)
    _Hải Phòng, ngày 10 tháng 01 năm 2026_])
#align(center, plain[*KẾ HOẠCH*])

Thực hiện Kế hoạch số 01/KH-UBND ngày 02/01/2026 của Ủy ban nhân dân thành phố. {PROSE}

*I. MỤC ĐÍCH, YÊU CẦU*

a) Các phòng gửi phòng Tổ chức - Hành chính báo cáo kết quả rà soát thủ tục hành chính chậm nhất ngày 25/5/2026.

#for number in range(8) [\\- {PROSE} {PROSE} {PROSE} Nội dung #(number + 1).

]
#grid(columns: (1fr, 1fr),
  plain[_Nơi nhận:_ \\ \\- UBND thành phố; \\ \\- Lưu: VT.],
  align(center, plain[*KT. GIÁM ĐỐC \\ PHÓ GIÁM ĐỐC* \\ \\ \\ \\ *Phạm Quốc Hưng*]))
#set page(flipped: true)
#set par(first-line-indent: 0mm, justify: false)
#align(center)[*PHỤ LỤC* \\ *DANH MỤC NHIỆM VỤ*]
#set text(size: 12pt)
#table(columns: (1.2cm, 3fr, 2fr, 2fr, 2fr), stroke: 0.5pt,
  table.header([*TT*], [*Nội dung công việc*], [*Đơn vị chủ trì*], [*Thời hạn*], [*Sản phẩm*]),
  table.cell(colspan: 5)[*I. Công tác chỉ đạo*],
  ..range(1, 17).map(number => ([#number], [Xây dựng kế hoạch kiểm tra tại các đơn vị trực thuộc lần thứ #number],
    ..if calc.rem(number, 2) == 1 {{ (table.cell(rowspan: 2)[Văn phòng Sở],) }},
    [Trước ngày 15/01/2026], [Kế hoạch; \\ \\- Báo cáo])).flatten())
"""


@pytest.fixture(scope="module")
def plan() -> ReadDocument:
    return read(typeset(PLAN), NAME)


def test_the_two_columns_of_the_head_are_read_one_after_the_other(plan: ReadDocument) -> None:
    assert texts(plan)[:7] == [
        "UBND THÀNH PHỐ HẢI PHÒNG",
        "SỞ GIÁO DỤC VÀ ĐÀO TẠO",
        "Số: 15/KH-SGDĐT",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Hải Phòng, ngày 10 tháng 01 năm 2026",
        "KẾ HOẠCH",
    ]
    title = list(plan.paragraphs())[6]
    assert (title.is_bold, title.is_centred, title.place.page) == (True, True, 1)


def test_paragraphs_are_whole_across_lines_and_pages(plan: ReadDocument) -> None:
    found = texts(plan)
    assert (
        found[7] == f"Thực hiện Kế hoạch số 01/KH-UBND ngày 02/01/2026 của Ủy ban nhân dân thành phố. {PROSE}"
    )
    assert found[8] == "I. MỤC ĐÍCH, YÊU CẦU"
    assert found[9].endswith("chậm nhất ngày 25/5/2026.")
    assert found[10:18] == [f"- {PROSE} {PROSE} {PROSE} Nội dung {number}." for number in range(1, 9)]
    across = [each for each in plan.paragraphs() if len({line.place.page for line in each.lines}) > 1]
    assert across, "a paragraph runs over the end of a page"


def test_page_numbers_are_left_out_and_pages_counted(plan: ReadDocument) -> None:
    assert plan.pages is not None
    assert plan.pages >= 4
    assert not [text for text in texts(plan) if text.isdigit()]


def test_the_signature_stands_behind_the_recipients(plan: ReadDocument) -> None:
    found = texts(plan)
    start = found.index("Nơi nhận:")
    assert found[start : start + 8] == [
        *("Nơi nhận:", "- UBND thành phố;", "- Lưu: VT.", "KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Phạm Quốc Hưng"),
        *("PHỤ LỤC", "DANH MỤC NHIỆM VỤ"),
    ]


def test_tables_of_every_page_with_merged_cells(plan: ReadDocument) -> None:
    first, *others = plan.tables()
    group = "I. Công tác chỉ đạo"
    assert rows(first)[:4] == [
        ["TT", "Nội dung công việc", "Đơn vị chủ trì", "Thời hạn", "Sản phẩm"],
        [group, *[f"^{group}"] * 4],
        [
            *("1", "Xây dựng kế hoạch kiểm tra tại các đơn vị trực thuộc lần thứ 1", "Văn phòng Sở"),
            *("Trước ngày 15/01/2026", "Kế hoạch;\n- Báo cáo"),
        ],
        [
            *("2", "Xây dựng kế hoạch kiểm tra tại các đơn vị trực thuộc lần thứ 2", "^Văn phòng Sở"),
            *("Trước ngày 15/01/2026", "Kế hoạch;\n- Báo cáo"),
        ],
    ]
    assert first.rows[0][0].is_bold
    assert others, "the annex goes on"
    assert rows(others[0])[0] == rows(first)[0], "the header stands on each page"
    page = first.place.page
    assert first.rows[2][3].place == Place(page=page, table=1, row=3, column=4)
    numbers = [row[0].text for each in plan.tables() for row in each.rows if row[0].text.isdigit()]
    assert numbers == [str(number) for number in range(1, 17)]


def latin(*drawn: bytes, turned: bytes = b"") -> bytes:
    return raw_pdf(
        *drawn,
        resources=b"/Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>",
        page=turned,
    )


def at(x: int, y: int, text: str, matrix: str = "1 0 0 1") -> bytes:
    return f"BT /F1 12 Tf {matrix} {x} {y} Tm ({text}) Tj ET\n".encode()


GRID = b"0.5 w " + b"".join(b"50 %d m 350 %d l S " % (y, y) for y in (700, 670, 640)) + b"".join(
    b"%d 640 m %d 700 l S " % (x, x) for x in (50, 100, 350)
)  # fmt: skip
CELLS = at(60, 680, "TT") + at(110, 680, "Viec") + at(60, 650, "1") + at(110, 650, "Ban hanh")


@pytest.mark.parametrize("turned", [b"", b"/Rotate 90", b"/Rotate 180"])
def test_the_direction_of_the_text_counts_not_that_of_the_page(turned: bytes) -> None:
    assert rows(only_table(read(latin(GRID + CELLS, turned=turned), NAME))) == [
        ["TT", "Viec"],
        ["1", "Ban hanh"],
    ]


@pytest.mark.parametrize("turn", ["0 1 -1 0 842 0", "0 -1 1 0 0 842", "-1 0 0 -1 595 842"])
def test_pages_whose_text_runs_in_another_direction(turn: str) -> None:
    content = f"q {turn} cm ".encode() + GRID + CELLS + b" Q"
    assert rows(only_table(read(latin(content), NAME))) == [["TT", "Viec"], ["1", "Ban hanh"]]


def test_borders_drawn_as_thin_boxes_and_cell_by_cell() -> None:
    boxes = b"".join(
        b"%d %d %d 0.5 re f " % (x, y, wide) for y in (700, 670, 640) for x, wide in ((50, 50), (100, 250))
    ) + b"".join(b"%d %d 0.5 30 re f " % (x, y) for x in (50, 100, 350) for y in (640, 670))
    assert rows(only_table(read(latin(boxes + CELLS), NAME))) == [["TT", "Viec"], ["1", "Ban hanh"]]


def test_a_table_open_at_its_sides_is_closed() -> None:
    open_sides = (
        b"".join(b"50 %d m 350 %d l S " % (y, y) for y in (700, 670, 640)) + b"100 640 m 100 700 l S "
    )
    assert rows(only_table(read(latin(open_sides + CELLS), NAME))) == [["TT", "Viec"], ["1", "Ban hanh"]]


def test_a_frame_and_an_underline_are_no_tables() -> None:
    frame = b"40 600 m 400 600 l 400 720 l 40 720 l h S 60 675 m 120 675 l S "
    document = read(latin(frame + CELLS), NAME)
    assert list(document.tables()) == []
    assert "Ban hanh" in " ".join(texts(document))


def test_rows_without_lines_keep_the_places_of_their_pieces() -> None:
    content = b"".join(
        at(60, y, str(number)) + at(110, y, "Ban hanh") + at(300, y, "Van phong") + at(450, y, "Quy I")
        for number, y in ((1, 700), (2, 680), (3, 660))
    )
    paragraphs = list(read(latin(content), NAME).paragraphs())
    assert [line.columns for each in paragraphs for line in each.lines][1] == (
        *((60, "2"), (110, "Ban hanh")),
        *((300, "Van phong"), (450, "Quy I")),
    )


def test_the_columns_of_a_head_that_nearly_touch() -> None:
    words = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    source = (
        f"#set text(size: 12pt)\n#stack(dir: ltr, spacing: 5pt)[UBND THÀNH PHỐ HẢI PHÒNG][{words}]\n"
        "#grid(columns: (64mm, auto))[Số: 15/KH-SGDĐT][Hải Phòng, ngày 10 tháng 01 năm 2026]"
    )
    assert texts(read(typeset(source), NAME)) == [
        *("UBND THÀNH PHỐ HẢI PHÒNG", "Số: 15/KH-SGDĐT", words, "Hải Phòng, ngày 10 tháng 01 năm 2026")
    ]


@pytest.mark.parametrize(
    ("cell", "parts"),
    [
        ("Phòng Tổ chức cán bộ \\ Văn phòng Sở", "Phòng Tổ chức cán bộ\nVăn phòng Sở"),
        ("Các phòng thuộc Sở \\ Các đơn vị trực thuộc", "Các phòng thuộc Sở\nCác đơn vị trực thuộc"),
        ("Văn phòng Sở Giáo dục và Đào tạo", "Văn phòng Sở Giáo dục và Đào tạo"),
        ("Phòng Giáo dục, Thanh tra Sở và Trường", "Phòng Giáo dục, Thanh tra Sở và Trường"),
    ],
)
def test_units_in_a_narrow_cell(cell: str, parts: str) -> None:
    source = f"#set text(size: 12pt)\n#table(columns: (20mm, 42mm))[1][{cell}][2][Thanh tra Sở]"
    assert rows(only_table(read(typeset(source), NAME)))[0] == ["1", parts]


def test_merged_fields_of_a_grid() -> None:
    across = [Rule(True, y, 0, 300) for y in (0, 20, 60)] + [Rule(True, 40, 100, 300)]
    down = [
        Rule(False, 0, 0, 60),
        Rule(False, 300, 0, 60),
        Rule(False, 100, 20, 60),
        Rule(False, 200, 40, 60),
    ]
    (frame,) = frames_of(across + down)
    assert frame.owner == [[0, 0, 0], [3, 4, 4], [3, 7, 8]]


def test_a_doubled_line_makes_no_column() -> None:
    down = [Rule(False, x, 0, 40) for x in (0, 50, 51.5, 100)]
    (frame,) = frames_of([Rule(True, y, 0, 100) for y in (0, 20, 40)] + down)
    assert len(frame.xs) == 3


PICTURE = (
    b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray /Length 1 >>"
    b"\nstream\n\x80\nendstream"
)


def test_a_scan_is_not_read() -> None:
    scan = raw_pdf(
        b"q 595 0 0 842 0 0 cm /I Do Q",
        resources=b"/XObject << /I 3 0 R >>",
        extra=[PICTURE],
    )
    document = read(scan, NAME)
    assert (document.is_readable, document.blocks, document.pages) == (False, (), 1)
    assert codes(document) == ["document-is-scan", "page-is-scan"]
    assert document.warnings[1].place == Place(page=1)


def test_a_text_layer_without_marks_is_not_relied_on() -> None:
    content = b"".join(
        at(
            60,
            780 - 16 * number,
            "So Giao duc va Dao tao yeu cau cac don vi thuc hien ke hoach nay dung tien do",
        )
        for number in range(10)
    )
    document = read(latin(content), NAME)
    assert (document.is_readable, document.blocks) == (False, ())
    assert codes(document) == ["document-is-scan", "page-text-broken"]


def test_letters_drawn_twice_to_look_bold_count_once() -> None:
    assert texts(read(latin(b"BT /F1 12 Tf 60 700 Td (Ban hanh) Tj 0.3 0 Td (Ban hanh) Tj ET"), NAME)) == [
        "Ban hanh"
    ]
