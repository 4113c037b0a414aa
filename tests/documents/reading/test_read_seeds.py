"""The real documents beside the project: paragraphs whole, tables with their rows, places in the file."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.documents.reading.builders import rows, texts

from motcua.documents.reading.blocks import ReadDocument
from motcua.documents.reading.opening import read_document

SEEDS = Path(__file__).resolve().parents[4] / "shared" / "seeds"
pytestmark = [
    pytest.mark.shared_data,
    pytest.mark.skipif(not SEEDS.is_dir(), reason="shared data is not beside the project"),
]


def seed(number: str) -> ReadDocument:
    (path,) = SEEDS.glob(f"{number}_*.txt")
    return read_document(content=path.read_bytes(), name=path.name)


def found(document: ReadDocument, beginning: str) -> str:
    return next(text for text in texts(document) if text.startswith(beginning))


@pytest.mark.parametrize("number", ["000", "001", "002", "003", "004"])
def test_every_line_is_somewhere_once_and_in_order(number: str) -> None:
    document = seed(number)
    assert document.is_readable
    assert document.warnings == ()
    places = [line.place.line or 0 for paragraph in document.paragraphs() for line in paragraph.lines]
    assert places == sorted(places)
    assert len(places) == len(set(places))


def test_dates_at_the_ends_of_lines_and_pages_stay_with_their_sentences() -> None:
    document = seed("000")
    assert found(document, "- Các phòng ban chuyên môn, nghiệp vụ Sở thực hiện rà soát").endswith(
        "chậm nhất ngày 21/4/2025, Phòng Tổ chức - Hành chính tổng hợp gửi Sở Tài chính trước 23/4/2025."
    )
    assert found(document, "a) Rà soát, đánh giá các điều kiện").endswith("trong ngày làm việc.")
    assert "(ban hành kèm theo Quyết định số 762/QĐ-UBND" in found(document, "a) Đẩy mạnh triển khai")
    assert "kèm Tờ trình, Phương án" in found(document, "- Sản phẩm dự kiến hoàn thành: Văn bản báo cáo")
    assert len(texts(document)) == 120


def test_the_annex_in_markdown() -> None:
    document = seed("001")
    tables = [rows(table) for table in document.tables()]
    assert [len(table) for table in tables] == [6, 6, 6, 6]
    assert all(table[0][0] == "TT" and len(table[0]) == 6 for table in tables)
    numbers = [row[0] for table in tables for row in table[1:] if row[0]]
    assert numbers == [f"{number}." for number in range(1, 19)]
    assert "<u>" not in str(tables)
    assert found(document, "- Căn cứ mục tiêu").endswith("(qua Văn phòng Sở) trước ngày 15/01/2025.")


def test_the_text_of_a_word_document() -> None:
    document = seed("003")
    assert texts(document)[:6] == [
        "ỦY BAN NHÂN DÂN QUẬN 7",
        "PHÒNG GIÁO DỤC VÀ ĐÀO TẠO",
        "Số: 297/KH-GDĐT",
        "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Quận 7, ngày 07 tháng 3 năm 2025",
    ]
    assert texts(document)[-2:] == ["TRƯỞNG PHÒNG", "Đặng Nguyễn Thịnh"]


def test_the_annex_whose_lines_are_lost_keeps_its_lines() -> None:
    document = seed("004")
    lines = [line.text for paragraph in document.paragraphs() for line in paragraph.lines]
    assert "8" in lines, "the number of a group is no page number"
    assert not any(line.startswith("https://hethongvpdt") for line in lines)
    assert "10.3" in lines
