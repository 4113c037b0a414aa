"""The project's own workbook of procedures: its sheets and columns.

One table of sheets serves the template, the export and the import, so that they cannot disagree.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from motcua.catalogue.enums import ApplicantType, Constituent, LifeEvent, ProcedureKind, ProcedureLevel
from motcua.catalogue.rules.wording import (
    APPLICANTS,
    LEVELS,
)
from motcua.deadlines.enums import LimitUnit
from motcua.kernel.labelled import Labelled
from motcua.kernel.text import fold

PROCEDURES = "Thủ tục"
CODE = "Mã thủ tục"
KIND = "Phân loại"
SOURCE_URL = "Địa chỉ nguồn"
OLD_CODES = "Mã cũ"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, what to write there, other headings it is known by, its width in characters."""

    heading: str
    hint: str
    also: tuple[str, ...] = ()
    width: int = 24


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its name, what its rows are, its columns, and the field of a content its rows make up."""

    name: str
    hint: str
    columns: tuple[Column, ...]
    field: str = ""


_CODE_COLUMN = Column(CODE, "Dạng N.NNNNNN, ví dụ 3.000465. Bắt buộc.", ("code", "mã số", "mã"), 13)
_LISTED = "Ghi nhiều mục thì ngăn bằng dấu chấm phẩy."

# Heading of a column of the first sheet → field of the content, for plain texts.
TEXTS: dict[str, str] = {
    "Tên thủ tục": "name",
    "Số quyết định công bố": "decision_number",
    "Lĩnh vực": "field",
    "Loại thủ tục": "regulation_label",
    "Ghi chú về đối tượng": "applicants_note",
    "Cơ quan ban hành": "issuing_agency",
    "Cơ quan có thẩm quyền": "competent_authority",
    "Cơ quan thực hiện": "executing_agency",
    "Cơ quan được ủy quyền": "delegated_agency",
    "Cơ quan phối hợp": "coordinating_agency",
    "Nơi tiếp nhận": "receiving_place",
    "Yêu cầu, điều kiện": "requirements",
}
WORDS: dict[str, tuple[str, Mapping[str, Any]]] = {
    "Cấp thực hiện": ("levels", LEVELS),
    "Đối tượng thực hiện": ("applicant_types", APPLICANTS),
    "Sự kiện trong đời": ("life_events", {fold(event.label): event for event in LifeEvent}),
    "Khai là không có": ("none_declared", {fold(part.label): part for part in Constituent}),
}
FLAGS: dict[str, str] = {
    "Liên quan sản xuất, kinh doanh": "is_business_related",
    "Không phụ thuộc địa giới": "is_boundary_free",
}
SETS = "Số bộ hồ sơ"
KINDS = {fold(kind.label): kind for kind in ProcedureKind}
UNITS = {fold(unit.label): unit for unit in LimitUnit}


def labels(kind: Iterable[Labelled]) -> str:
    return "; ".join(word.label for word in kind)


SHEETS: tuple[Sheet, ...] = (
    Sheet(
        PROCEDURES,
        "Mỗi thủ tục một dòng.",
        (
            _CODE_COLUMN,
            Column("Tên thủ tục", "Tên đầy đủ. Bắt buộc.", ("name", "tên"), 60),
            Column(KIND, f"Một trong: {labels(ProcedureKind)}. Để trống thì suy từ mã.", (), 22),
            Column("Số quyết định công bố", "Ví dụ 985/QĐ-BGDĐT.", ("decision_no", "số quyết định"), 20),
            Column("Lĩnh vực", "Ví dụ Văn bằng, chứng chỉ.", ("field",), 26),
            Column("Cấp thực hiện", f"{labels(ProcedureLevel)}. {_LISTED}", ("level",), 18),
            Column("Loại thủ tục", "Như Cổng Dịch vụ công quốc gia ghi.", ("type",), 24),
            Column("Đối tượng thực hiện", f"{labels(ApplicantType)}. {_LISTED}", ("applicants",), 30),
            Column("Ghi chú về đối tượng", "Điều cần nói thêm về đối tượng."),
            Column("Cơ quan ban hành", "Cơ quan công bố thủ tục.", ("issuing_agency",), 26),
            Column("Cơ quan có thẩm quyền", "Cơ quan quyết định.", ("competent_authority",), 26),
            Column("Cơ quan thực hiện", "Cơ quan trực tiếp giải quyết.", ("executing_agency",), 26),
            Column("Cơ quan được ủy quyền", "Nếu có."),
            Column("Cơ quan phối hợp", "Nếu có.", ("coordinating_agency",)),
            Column("Nơi tiếp nhận", "Nơi nộp hồ sơ.", ("receiving_address", "địa chỉ tiếp nhận hồ sơ"), 30),
            Column("Yêu cầu, điều kiện", "Ghi “Không” nếu không có.", ("conditions",), 40),
            Column(SETS, "Số, ví dụ 1.", (), 10),
            Column("Liên quan sản xuất, kinh doanh", "Có, Không, hoặc để trống khi chưa rõ.", (), 14),
            Column("Không phụ thuộc địa giới", "Có, Không, hoặc để trống khi chưa rõ.", (), 14),
            Column("Sự kiện trong đời", f"{labels(LifeEvent)}. {_LISTED}"),
            Column("Khai là không có", f"Mục mà quy định nói là không có: {labels(Constituent)}. {_LISTED}"),
            Column(OLD_CODES, f"Mã từng dùng. {_LISTED}", (), 14),
            Column(SOURCE_URL, "Trang nguồn, bắt đầu bằng https://", ("url", "portal_url"), 30),
        ),
    ),
    Sheet(
        "Trình tự",
        "Mỗi bước một dòng, theo thứ tự thực hiện.",
        (
            _CODE_COLUMN,
            Column("Tên bước", "Có thể để trống.", (), 30),
            Column("Nội dung", "Ai làm gì, trong bao lâu.", (), 90),
        ),
        "steps",
    ),
    Sheet(
        "Cách thức",
        "Mỗi hình thức nộp một dòng.",
        (
            _CODE_COLUMN,
            Column("Hình thức nộp", "Trực tiếp, Trực tuyến hoặc Dịch vụ bưu chính.", (), 18),
            Column("Thời hạn", "Ví dụ 5 ngày làm việc; 15 ngày; trong ngày; không quy định.", (), 34),
            Column(
                "Phí, lệ phí",
                "Mỗi khoản một dòng trong ô, ví dụ Phí: 250.000 đồng. Ghi “Không” nếu không thu.",
                (),
                30,
            ),
            Column("Mô tả", "Điều cần nói thêm.", (), 40),
            Column("Số", "Hệ thống ghi khi xuất; để trống thì đọc từ cột Thời hạn.", (), 7),
            Column("Đơn vị", f"{labels(LimitUnit)}. Đi cùng cột Số.", (), 16),
            Column("Cần xem lại", "Có hoặc Không: thời hạn còn chờ người xác định.", (), 10),
        ),
        "methods",
    ),
    Sheet(
        "Hồ sơ",
        "Mỗi giấy tờ một dòng.",
        (
            _CODE_COLUMN,
            Column("Trường hợp", "Khi hồ sơ khác nhau theo trường hợp.", (), 30),
            Column("Tên giấy tờ", "Bắt buộc.", (), 60),
            Column("Bản chính", "Số bản.", (), 10),
            Column("Bản sao", "Số bản.", (), 10),
            Column(
                "Mẫu đơn, tờ khai", "Mỗi mẫu một dòng trong ô: tên mẫu, rồi | và địa chỉ tải nếu có.", (), 34
            ),
            Column("Ghi chú", "", (), 30),
        ),
        "components",
    ),
    Sheet(
        "Kết quả",
        "Mỗi kết quả một dòng.",
        (
            _CODE_COLUMN,
            Column("Tên kết quả", "Bắt buộc.", (), 60),
            Column("Mã kết quả", "Ví dụ KQ.G03.000157.", (), 20),
        ),
        "results",
    ),
    Sheet(
        "Căn cứ",
        "Mỗi văn bản một dòng.",
        (
            _CODE_COLUMN,
            Column("Số, ký hiệu", "Ví dụ 10/2026/TT-BGDĐT. Bắt buộc.", (), 22),
            Column("Trích yếu", "", (), 60),
            Column("Cơ quan ban hành", "", (), 26),
            Column("Ngày ban hành", "Ví dụ 15/03/2026.", (), 14),
        ),
        "legal_bases",
    ),
)

Row = Mapping[str, str]


def columns_named(sheet: Sheet, headings: Sequence[str]) -> dict[int, str]:
    """Which places of a heading row are which columns of `sheet`, by heading or by another known name."""
    names = {
        fold(name): column.heading for column in sheet.columns for name in (column.heading, *column.also)
    }
    return {place: names[fold(heading)] for place, heading in enumerate(headings) if fold(heading) in names}
