"""Opening a document that somebody brings: its kind by content, then its blocks, then whether it can be relied on."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from motcua.documents.reading import kinds
from motcua.documents.reading.blocks import Block, ReadDocument, ReadingWarning, Table
from motcua.documents.reading.limits import LARGEST_FILE, too_large
from motcua.documents.reading.syllables import judge
from motcua.documents.rules.uploads.names import clean_name
from motcua.documents.rules.uploads.refusing import Unfit

_Read = tuple[tuple[Block, ...], tuple[ReadingWarning, ...]]


def read_document(*, content: bytes, name: str) -> ReadDocument:
    """Read a whole document. Nothing is written, fetched or run.

    :raises Refused: "file-name-unsafe", "file-empty", "document-too-large", "document-too-long",
        "document-too-deep", "document-kind-old", "document-kind-unknown", "file-ending-differs",
        "file-is-archive", "file-damaged", "file-encrypted", "file-has-macros", "file-unpacks-too-large",
        "text-code-unknown".
    """
    kept = clean_name(name)
    try:
        _require_size(content)
        kind = kinds.kind_of(content, kept)
        document = _READERS[kind](content, kept)
    except Unfit as unfit:
        raise unfit.refusal(kept) from None
    return _judged(document)


def _require_size(content: bytes) -> None:
    if not content.strip(b"\0\r\n\t ") or content in {b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"}:
        raise Unfit("file-empty", "không có nội dung", "Mở lại trên máy để kiểm tra rồi chọn đúng tệp.")
    if len(content) > LARGEST_FILE:
        raise too_large()


def _text(content: bytes, name: str) -> ReadDocument:
    from motcua.documents.reading.decoding import decode
    from motcua.documents.reading.legacy import by_look
    from motcua.documents.reading.texts import read_text

    decoded = decode(content)
    text, old_code = decoded.text, decoded.old_code
    if not old_code and (converted := by_look(text)):
        text, old_code = converted
    blocks, warnings = read_text(text)
    return ReadDocument(name, kinds.TEXT, blocks, (*_converted(old_code), *_wrong(decoded.wrong), *warnings))


def _html(content: bytes, name: str) -> ReadDocument:
    from motcua.documents.reading.html import read_html

    blocks, warnings = read_html(content)
    return ReadDocument(name, kinds.HTML, blocks, warnings)


def _word(content: bytes, name: str) -> ReadDocument:
    from motcua.documents.reading.word.reading import read_word

    blocks, warnings = read_word(content)
    return ReadDocument(name, kinds.DOCX, blocks, warnings)


def _excel(content: bytes, name: str) -> ReadDocument:
    from motcua.documents.reading.excel.reading import read_excel

    blocks, warnings = read_excel(content)
    return ReadDocument(name, kinds.XLSX, blocks, warnings)


def _separated(content: bytes, name: str) -> ReadDocument:
    from motcua.documents.reading.decoding import decode
    from motcua.documents.reading.separated import read_separated

    decoded = decode(content)
    return ReadDocument(
        name, kinds.CSV, read_separated(decoded.text), (*_converted(decoded.old_code), *_wrong(decoded.wrong))
    )


def _pdf(content: bytes, name: str) -> ReadDocument:
    from motcua.documents.reading.pdf.reading import read_pdf

    read = read_pdf(content)
    document = ReadDocument(name, kinds.PDF, read.blocks, read.warnings, pages=read.pages)
    if read.is_readable:
        return document
    message = (
        "Tệp PDF là bản quét hoặc có lớp chữ hỏng, không đọc được chữ tin cậy. Không nội dung nào được lấy vào; cần"
        " bản PDF xuất từ phần mềm soạn thảo, hoặc DOCX."
    )
    return unreadable(document, "document-is-scan", message)


def _converted(old_code: str) -> tuple[ReadingWarning, ...]:
    if not old_code:
        return ()
    message = f"Văn bản dùng bảng mã cũ {old_code}; đã chuyển sang Unicode, cần đọc soát lại các dấu."
    return (ReadingWarning("old-code-converted", message),)


def _wrong(count: int) -> tuple[ReadingWarning, ...]:
    if not count:
        return ()
    message = f"Có {count} chỗ sai mã chữ, hiện thành “�”; cần đọc soát lại."
    return (ReadingWarning("wrong-bytes", message),)


_READERS: Mapping[str, Callable[[bytes, str], ReadDocument]] = {
    kinds.TEXT: _text,
    kinds.DOCX: _word,
    kinds.XLSX: _excel,
    kinds.CSV: _separated,
    kinds.PDF: _pdf,
    kinds.HTML: _html,
}

_PROBLEMS = {
    "strange-characters": "nhiều ký tự không phải chữ",
    "not-vietnamese": "phần lớn không phải tiếng Việt đọc được",
    "no-marks": "chữ không có dấu tiếng Việt",
}


def _judged(document: ReadDocument) -> ReadDocument:
    """The document, or nothing of it when its text cannot be relied on."""
    if not document.is_readable:
        return document
    problem = judge(text_of(document.blocks)).problem
    if not document.blocks:
        return unreadable(document, "no-text", "Trong tệp không có chữ nào đọc được.")
    if problem:
        message = (
            f"Lớp chữ trong tệp không dùng được: {_PROBLEMS[problem]}. Có thể đây là bản quét. Không nội dung nào được"
            " lấy vào; cần bản gốc từ phần mềm soạn thảo."
        )
        return unreadable(document, "text-broken", message)
    return document


def unreadable(document: ReadDocument, code: str, message: str) -> ReadDocument:
    """The same document without its blocks."""
    return ReadDocument(
        name=document.name,
        format=document.format,
        blocks=(),
        warnings=(ReadingWarning(code, message), *document.warnings),
        pages=document.pages,
        is_readable=False,
    )


def text_of(blocks: tuple[Block, ...]) -> str:
    """All words of the blocks; what a merged cell covers counts once."""
    parts: list[str] = []
    for block in blocks:
        if isinstance(block, Table):
            parts.extend(cell.text for row in block.rows for cell in row if not cell.is_inherited)
        else:
            parts.append(block.text)
    return "\n".join(parts)
