"""Plans of a department that does not exist, each in a layout in use, written out in every format that is read.

A specimen is a table with the tasks it must give. `None` in a row is the cell above reaching down; `Across` a cell that
takes the whole rest of its row, `LEFT` a cell that belongs to the one on its left. Markdown and text know no merged
cells: there each row repeats what it inherits.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any

HEAD = ("ỦY BAN NHÂN DÂN TỈNH SƠN THỦY", "SỞ GIÁO DỤC VÀ ĐÀO TẠO", "Số: 57/KH-SGDĐT")
STATE = (
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "Sơn Thủy, ngày 09 tháng 01 năm 2026",
)
SIGNED = ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Lê Thị Minh Hòa")
RECIPIENTS = ("Nơi nhận:", "- UBND tỉnh (để b/c);", "- Các phòng thuộc Sở;", "- Lưu: VT, VP.")


@dataclass(frozen=True)
class Across:
    """A cell over the rest of its row."""

    text: str


class Left:
    """A cell that belongs to the one on its left."""


LEFT = Left()
Cell = str | Across | Left | None
# number, content, lead, partners, term, product, group
Expected = tuple[str, str, str, tuple[str, ...], str, str, str]


@dataclass(frozen=True)
class Specimen:
    """A table of tasks: heads of columns (one or two rows), rows, and the tasks to be found."""

    name: str
    head: Sequence[Sequence[Cell]]
    rows: Sequence[Sequence[Cell]]
    tasks: Sequence[Expected]
    title: str = "Cải cách hành chính năm 2026"
    body: Sequence[str] = field(
        default=("I. MỤC ĐÍCH, YÊU CẦU", "1. Làm cho thủ tục gọn hơn, người dân đỡ đi lại.")
    )

    @property
    def grid(self) -> list[list[tuple[str, bool, bool]]]:
        """Each row as (text, reaches from above, reaches from the left)."""
        width = max(len(row) for row in (*self.head, *self.rows))
        grid: list[list[tuple[str, bool, bool]]] = []
        for row in (*self.head, *self.rows):
            cells: list[tuple[str, bool, bool]] = []
            for cell in row:
                if isinstance(cell, Across):
                    cells.append((cell.text, False, False))
                    cells += [(cell.text, False, True)] * (width - len(cells))
                elif isinstance(cell, Left):
                    cells.append((cells[-1][0], False, True))
                elif cell is None:
                    cells.append((grid[-1][len(cells)][0], True, False))
                else:
                    cells.append((cell, False, False))
            grid.append(cells + [("", False, False)] * (width - len(cells)))
        return grid


def spans(grid: Sequence[Sequence[tuple[str, bool, bool]]], at: int, column: int) -> tuple[int, int]:
    """How many rows and columns the cell that begins here takes."""
    rows = 1
    while at + rows < len(grid) and grid[at + rows][column][1]:
        rows += 1
    columns = 1
    while column + columns < len(grid[at]) and grid[at][column + columns][2]:
        columns += 1
    return rows, columns


def as_docx(specimen: Specimen) -> bytes:
    """A Word document with the State's layout in a table without lines."""
    from docx import Document

    document = Document()
    top = document.add_table(1, 2)
    top.cell(0, 0).text, top.cell(0, 1).text = "\n".join(HEAD), "\n".join(STATE)
    for text in (
        "KẾ HOẠCH",
        specimen.title,
        "Căn cứ Kế hoạch số 12/KH-UBND ngày 05/01/2026 của Ủy ban nhân dân tỉnh.",
    ):
        document.add_paragraph(text)
    for text in specimen.body:
        document.add_paragraph(text)
    end = document.add_table(1, 2)
    end.cell(0, 0).text, end.cell(0, 1).text = "\n".join(RECIPIENTS), "\n".join(SIGNED)
    document.add_page_break()  # type: ignore[no-untyped-call]  # python-docx leaves it untyped
    document.add_paragraph("PHỤ LỤC")
    grid = specimen.grid
    table = document.add_table(len(grid), len(grid[0]))
    table.style = "Table Grid"
    for at, row in enumerate(grid):
        for column, (text, is_down, is_across) in enumerate(row):
            if is_down or is_across:
                continue
            rows, columns = spans(grid, at, column)
            cell = table.cell(at, column)
            if (rows, columns) != (1, 1):
                cell = cell.merge(table.cell(at + rows - 1, column + columns - 1))
            cell.text = text
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def as_html(specimen: Specimen) -> bytes:
    """A page as an office suite saves it."""
    grid = specimen.grid
    rows = []
    for at, row in enumerate(grid):
        cells = []
        for column, (text, is_down, is_across) in enumerate(row):
            if not is_down and not is_across:
                down, across = spans(grid, at, column)
                words = escape(text).replace("\n", "<br>")
                cells.append(f'<td rowspan="{down}" colspan="{across}"><p>{words}</p></td>')
        rows.append(f"<tr>{''.join(cells)}</tr>")
    paragraphs = "".join(f"<p>{escape(text)}</p>" for text in _before(specimen))
    closing = "".join(f"<p>{escape(text)}</p>" for text in (*RECIPIENTS, *SIGNED))
    page = f"<html><body>{paragraphs}{closing}<p>PHỤ LỤC</p><table>{''.join(rows)}</table></body></html>"
    return page.encode()


def as_markdown(specimen: Specimen) -> bytes:
    """Markdown with a pipe table."""
    grid = specimen.grid
    lines = ["| " + " | ".join(_flat(row, at)) + " |" for at, row in enumerate(grid)]
    lines.insert(1, "|" + "---|" * len(grid[0]))
    return "\n\n".join([*_before(specimen), *RECIPIENTS, *SIGNED, "PHỤ LỤC", "\n".join(lines)]).encode()


def as_text(specimen: Specimen) -> bytes:
    """Plain text whose cells are parted by tabs."""
    lines = ["\t".join(_flat(row, at)) for at, row in enumerate(specimen.grid)]
    return "\n\n".join([*_before(specimen), *RECIPIENTS, *SIGNED, "PHỤ LỤC", "\n".join(lines)]).encode()


def as_xlsx(specimen: Specimen) -> bytes:
    """A workbook with the title in rows above the head, and merged cells."""
    import xlsxwriter

    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept, {"in_memory": True}) as book:
        sheet: Any = book.add_worksheet("Phụ lục")
        frame = book.add_format({"border": 1, "text_wrap": True})
        above = [HEAD[1], HEAD[2], "KẾ HOẠCH", specimen.title]
        for at, text in enumerate(above):
            sheet.write_string(at, 0, text)
        grid, first = specimen.grid, len(above) + 1
        for at, row in enumerate(grid):
            for column, (text, is_down, is_across) in enumerate(row):
                if is_down or is_across:
                    continue
                rows, columns = spans(grid, at, column)
                if (rows, columns) == (1, 1):
                    sheet.write_string(first + at, column, text, frame)
                else:
                    place = (first + at, column, first + at + rows - 1, column + columns - 1)
                    sheet.merge_range(*place, text, frame)
    return kept.getvalue()


def as_pdf(specimen: Specimen) -> bytes:
    """A page set with drawn lines around the cells."""
    import typst

    grid = specimen.grid
    cells = []
    for at, row in enumerate(grid):
        for column, (text, is_down, is_across) in enumerate(row):
            if not is_down and not is_across:
                down, across = spans(grid, at, column)
                cells.append(f"table.cell(rowspan: {down}, colspan: {across}, {_typst(text)})")
    width = ", ".join("1fr" if column else "auto" for column in range(len(grid[0])))
    paragraphs = "\n\n".join(
        f"#{_typst(text)}" for text in (*_before(specimen), *RECIPIENTS, *SIGNED, "PHỤ LỤC")
    )
    source = (
        '#set page(paper: "a4", flipped: true, margin: 1.5cm)\n'
        '#set text(font: ("Times New Roman", "Liberation Serif", "Tinos", "Libertinus Serif"), size: 10pt)\n'
        f"{paragraphs}\n#table(columns: ({width}), {', '.join(cells)})\n"
    )
    return bytes(typst.compile(source.encode(), format="pdf"))


def _typst(text: str) -> str:
    return f"text({json.dumps(text, ensure_ascii=False)})"


def _before(specimen: Specimen) -> list[str]:
    return [
        *HEAD,
        *STATE,
        "KẾ HOẠCH",
        specimen.title,
        "Căn cứ Kế hoạch số 12/KH-UBND ngày 05/01/2026 của Ủy ban nhân dân tỉnh.",
        *specimen.body,
    ]


def _flat(row: Sequence[tuple[str, bool, bool]], at: int) -> list[str]:
    """The cells of a row where nothing can be merged: what reaches down is repeated, what reaches across is not."""
    del at
    return ["" if is_across else text.replace("\n", " ") for text, _, is_across in row]


FORMATS: dict[str, Callable[[Specimen], bytes]] = {
    "docx": as_docx,
    "html": as_html,
    "md": as_markdown,
    "txt": as_text,
    "xlsx": as_xlsx,
    "pdf": as_pdf,
}

OFFICE, TRAINING = "Văn phòng Sở", "Phòng Giáo dục Trung học"

DEPARTMENT = Specimen(
    name="department",
    head=[
        [
            "STT",
            "Nội dung công việc",
            "Đơn vị chủ trì",
            "Đơn vị phối hợp",
            "Thời gian thực hiện",
            "Dự kiến sản phẩm",
        ]
    ],
    rows=[
        ["I", Across("Chỉ đạo, điều hành")],
        ["1", "Ban hành kế hoạch của ngành", OFFICE, "Các phòng thuộc Sở", "Trước 15/01/2026", "Kế hoạch"],
        [
            "2",
            "Kiểm tra các trường",
            "Thanh tra Sở",
            f"{OFFICE}; {TRAINING}",
            "Quý II/2026",
            "Kết luận kiểm tra",
        ],
        ["II", Across("Thủ tục hành chính")],
        ["1", "Rà soát thủ tục", OFFICE, "Các phòng, đơn vị thuộc Sở", "Thường xuyên", ""],
        ["", Across("(*) Số liệu lấy đến ngày lập kế hoạch")],
    ],
    tasks=[
        (
            "1",
            "Ban hành kế hoạch của ngành",
            OFFICE,
            ("Các phòng thuộc Sở",),
            "Trước 15/01/2026",
            "Kế hoạch",
            "Chỉ đạo, điều hành",
        ),
        (
            "2",
            "Kiểm tra các trường",
            "Thanh tra Sở",
            (OFFICE, TRAINING),
            "Quý II/2026",
            "Kết luận kiểm tra",
            "Chỉ đạo, điều hành",
        ),
        (
            "1",
            "Rà soát thủ tục",
            OFFICE,
            ("Các phòng, đơn vị thuộc Sở",),
            "Thường xuyên",
            "",
            "Thủ tục hành chính",
        ),
    ],
)

MERGED = Specimen(
    name="merged",
    head=[["TT", "Nhiệm vụ", "Thời hạn hoàn thành", "Cơ quan chủ trì", "Sản phẩm", "Cấp trình", "Ghi chú"]],
    rows=[
        ["1", "Lập danh mục dịch vụ", "31/3/2026", "Phòng Tổ chức cán bộ", "Danh mục", "Giám đốc Sở", ""],
        ["2", "Sửa quy trình nội bộ", None, None, "Quyết định", "UBND tỉnh", "Sau khi có ý kiến Sở Nội vụ"],
        ["3", "Niêm yết tại bộ phận một cửa", "30/6/2026", None, "", "", ""],
    ],
    tasks=[
        ("1", "Lập danh mục dịch vụ", "Phòng Tổ chức cán bộ", (), "31/3/2026", "Danh mục", ""),
        ("2", "Sửa quy trình nội bộ", "Phòng Tổ chức cán bộ", (), "31/3/2026", "Quyết định", ""),
        ("3", "Niêm yết tại bộ phận một cửa", "Phòng Tổ chức cán bộ", (), "30/6/2026", "", ""),
    ],
)

TWO_HEADS = Specimen(
    name="two_heads",
    head=[
        ["Số TT", "Hoạt động", "Phân công", LEFT, "Thời gian", "Kết quả"],
        [None, None, "Chủ trì", "Phối hợp", None, None],
    ],
    rows=[
        ["1.1", "Tập huấn cán bộ đầu mối", OFFICE, TRAINING, "Tháng 3/2026", "Lớp tập huấn"],
        ["1.2", "Khảo sát sự hài lòng của phụ huynh", TRAINING, OFFICE, "Tháng 10/2026", "Báo cáo khảo sát"],
    ],
    tasks=[
        ("1.1", "Tập huấn cán bộ đầu mối", OFFICE, (TRAINING,), "Tháng 3/2026", "Lớp tập huấn", ""),
        (
            "1.2",
            "Khảo sát sự hài lòng của phụ huynh",
            TRAINING,
            (OFFICE,),
            "Tháng 10/2026",
            "Báo cáo khảo sát",
            "",
        ),
    ],
)

CHILDREN = Specimen(
    name="children",
    head=[["STT", "Nội dung", "Đơn vị thực hiện", "Tiến độ", "Kết quả đầu ra"]],
    rows=[
        ["1", "Tuyên truyền cải cách hành chính:", OFFICE, "Cả năm 2026", ""],
        ["a", "Viết tin, bài trên cổng thông tin", "", "", "Tin, bài"],
        ["b", "Mở cuộc thi tìm hiểu", "Công đoàn ngành", "Quý III/2026", "Cuộc thi"],
        ["2", "Sơ kết sáu tháng", OFFICE, "Tháng 6/2026", "Báo cáo"],
        ["3", "Tổng kết năm", "nt", "Tháng 12/2026", "- nt -"],
        ["", "Tổng cộng: 04 việc", "", "", ""],
    ],
    tasks=[
        (
            "a",
            "Viết tin, bài trên cổng thông tin",
            OFFICE,
            (),
            "Cả năm 2026",
            "Tin, bài",
            "Tuyên truyền cải cách hành chính:",
        ),
        (
            "b",
            "Mở cuộc thi tìm hiểu",
            "Công đoàn ngành",
            (),
            "Quý III/2026",
            "Cuộc thi",
            "Tuyên truyền cải cách hành chính:",
        ),
        ("2", "Sơ kết sáu tháng", OFFICE, (), "Tháng 6/2026", "Báo cáo", ""),
        ("3", "Tổng kết năm", OFFICE, (), "Tháng 12/2026", "Báo cáo", ""),
    ],
)

SCHOOL_MONTHS = Specimen(
    name="school_months",
    title="Công tác tháng của Trường THCS Sông Xanh năm học 2025-2026",
    head=[["Tháng", "Nội dung công việc", "Người thực hiện", "Ghi chú"]],
    rows=[
        ["9/2025", "Khai giảng năm học", "Ban giám hiệu", ""],
        [None, "Họp cha mẹ học sinh", "Giáo viên chủ nhiệm", "Buổi tối"],
        ["01/2026", "Sơ kết học kỳ I", "Hiệu trưởng", ""],
    ],
    tasks=[
        ("", "Khai giảng năm học", "Ban giám hiệu", (), "9/2025", "", ""),
        ("", "Họp cha mẹ học sinh", "Giáo viên chủ nhiệm", (), "9/2025", "", ""),
        ("", "Sơ kết học kỳ I", "Hiệu trưởng", (), "01/2026", "", ""),
    ],
)

BOTH_IN_ONE = Specimen(
    name="both_in_one",
    head=[["TT", "Nhiệm vụ cụ thể", "Đơn vị chủ trì, phối hợp", "Thời gian hoàn thành", "Sản phẩm đầu ra"]],
    rows=[
        [
            "1",
            "Số hóa kết quả còn hiệu lực",
            f"Chủ trì: {OFFICE}; phối hợp: {TRAINING}, Thanh tra Sở",
            "Quý IV/2026",
            "Dữ liệu số",
        ],
        [
            "2",
            "Lấy ý kiến các trường",
            f"{TRAINING} (chủ trì); {OFFICE} (phối hợp)",
            "Tháng 3, 6, 9, 12",
            "Báo cáo",
        ],
    ],
    tasks=[
        (
            "1",
            "Số hóa kết quả còn hiệu lực",
            OFFICE,
            (TRAINING, "Thanh tra Sở"),
            "Quý IV/2026",
            "Dữ liệu số",
            "",
        ),
        ("2", "Lấy ý kiến các trường", TRAINING, (OFFICE,), "Tháng 3, 6, 9, 12", "Báo cáo", ""),
    ],
)

OTHER_ORDER = Specimen(
    name="other_order",
    head=[
        [
            "Thời gian",
            "Đơn vị/cá nhân thực hiện",
            "Nội dung công việc",
            "Kết quả, sản phẩm",
            "Lãnh đạo phụ trách",
        ]
    ],
    rows=[
        ["Trước ngày 20/02/2026", "Phòng Kế hoạch - Tài chính", "Lập dự toán", "Dự toán", "Đ/c Phó Giám đốc"],
        [
            "06 tháng/lần",
            OFFICE,
            "Báo cáo cấp trên:\n- Kết quả rà soát;\n- Khó khăn, kiến nghị",
            "Báo cáo",
            "Đ/c Giám đốc",
        ],
    ],
    tasks=[
        ("", "Lập dự toán", "Phòng Kế hoạch - Tài chính", (), "Trước ngày 20/02/2026", "Dự toán", ""),
        (
            "",
            "Báo cáo cấp trên: - Kết quả rà soát; - Khó khăn, kiến nghị",
            OFFICE,
            (),
            "06 tháng/lần",
            "Báo cáo",
            "",
        ),
    ],
)

CROSSES = Specimen(
    name="crosses",
    head=[["STT", "Nội dung", "Bộ phận phụ trách", "Quý I", "Quý II", "Quý III", "Quý IV"]],
    rows=[
        ["1", "Kiểm kê tài sản", "Kế toán", "", "", "", "x"],
        ["2", "Cập nhật thủ tục trên cổng", "Văn thư", "x", "", "x", ""],
    ],
    tasks=[
        ("1", "Kiểm kê tài sản", "Kế toán", (), "Quý IV", "", ""),
        ("2", "Cập nhật thủ tục trên cổng", "Văn thư", (), "Quý I, III", "", ""),
    ],
)

MONTH_GROUPS = Specimen(
    name="month_groups",
    title="Hoạt động năm học 2025-2026",
    head=[["STT", "Tên hoạt động", "Người phụ trách", "Yêu cầu cần đạt"]],
    rows=[
        [Across("THÁNG 9/2025")],
        ["1", "Ổn định nền nếp lớp học", "Giáo viên chủ nhiệm", "Đủ hồ sơ lớp"],
        [Across("THÁNG 10/2025")],
        ["2", "Hội nghị viên chức", "Công đoàn", "Nghị quyết hội nghị"],
    ],
    tasks=[
        (
            "1",
            "Ổn định nền nếp lớp học",
            "Giáo viên chủ nhiệm",
            (),
            "THÁNG 9/2025",
            "Đủ hồ sơ lớp",
            "THÁNG 9/2025",
        ),
        ("2", "Hội nghị viên chức", "Công đoàn", (), "THÁNG 10/2025", "Nghị quyết hội nghị", "THÁNG 10/2025"),
    ],
)

NO_NUMBERS = Specimen(
    name="no_numbers",
    head=[["Nội dung công việc", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời gian thực hiện", "Sản phẩm"]],
    rows=[
        ["Niêm yết mã tra cứu", OFFICE, "Thanh tra Sở", "Trước 31/8/2026", "Bảng niêm yết"],
        ["Kiểm tra nơi tiếp dân", "Thanh tra Sở", OFFICE, "Quý III/2026", "Biên bản"],
        ["Tổng kết, khen thưởng", OFFICE, "", "Tháng 12/2026", "Báo cáo"],
    ],
    tasks=[
        ("", "Niêm yết mã tra cứu", OFFICE, ("Thanh tra Sở",), "Trước 31/8/2026", "Bảng niêm yết", ""),
        ("", "Kiểm tra nơi tiếp dân", "Thanh tra Sở", (OFFICE,), "Quý III/2026", "Biên bản", ""),
        ("", "Tổng kết, khen thưởng", OFFICE, (), "Tháng 12/2026", "Báo cáo", ""),
    ],
)

CUT_NUMBERS = Specimen(
    name="cut_numbers",
    head=[["STT", "Nội dung", "Đơn vị chủ trì", "Thời hạn"]],
    rows=[
        [number, f"Quét hồ sơ đợt {at}", OFFICE, "Trước ngày 15/9/20\n26"]
        for at, number in enumerate([*"123456789", "1\n0", "1\n1", "12"], start=1)
    ],
    tasks=[
        (str(at), f"Quét hồ sơ đợt {at}", OFFICE, (), "Trước ngày 15/9/2026", "", "") for at in range(1, 13)
    ],
)

SPECIMENS = (
    DEPARTMENT,
    MERGED,
    TWO_HEADS,
    CHILDREN,
    SCHOOL_MONTHS,
    BOTH_IN_ONE,
    OTHER_ORDER,
    CROSSES,
    MONTH_GROUPS,
    NO_NUMBERS,
    CUT_NUMBERS,
)
