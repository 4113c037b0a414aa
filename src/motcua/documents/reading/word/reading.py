"""A DOCX file as blocks."""

from __future__ import annotations

from motcua.documents.enums import FileKind
from motcua.documents.reading.blocks import Block, ReadingWarning
from motcua.documents.reading.limits import MOST_UNPACKED
from motcua.documents.reading.markup import Package, child
from motcua.documents.reading.word.body import Body
from motcua.documents.reading.word.numbering import Numbering
from motcua.documents.reading.word.styles import Styles
from motcua.documents.rules.uploads import packages
from motcua.documents.rules.uploads.refusing import damaged


def read_word(data: bytes) -> tuple[tuple[Block, ...], tuple[ReadingWarning, ...]]:
    """The blocks of a DOCX file, and what could not be read of it.

    :raises Unfit: when it is damaged, locked, carries macros, grows too large or is longer than is read.
    """
    packages.inspect(data, kind=FileKind.DOCX, most_unpacked=MOST_UNPACKED, is_kept=False)
    package = Package(data, "Word (DOCX)")
    root = package.part("word/document.xml")
    container = child(root, "body")
    if container is None:
        raise damaged("Word (DOCX)")
    body = Body(Styles(package.part("word/styles.xml")), Numbering(package.part("word/numbering.xml")))
    body.read(container)
    return tuple(body.blocks), tuple(_warnings(body))


def _warnings(body: Body) -> list[ReadingWarning]:
    warnings = list(body.warnings)
    for code in sorted(body.old_codes):
        message = f"Có chữ dùng phông và bảng mã cũ {code}; đã chuyển sang Unicode, cần đọc soát lại các dấu."
        warnings.append(ReadingWarning("old-code-converted", message))
    if body.has_changes:
        message = "Văn bản còn vết sửa (Track Changes): phần thêm được đọc, phần xóa thì không."
        warnings.append(ReadingWarning("tracked-changes", message))
    if body.footnotes:
        message = f"Có {body.footnotes} chú thích cuối trang không đưa vào nội dung."
        warnings.append(ReadingWarning("footnotes-left-out", message))
    return warnings
