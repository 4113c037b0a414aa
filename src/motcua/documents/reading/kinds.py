"""What a document is, told by its content; the ending of its name may not say otherwise."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from motcua.documents.enums import FileKind
from motcua.documents.rules.uploads import packages
from motcua.documents.rules.uploads.names import extension
from motcua.documents.rules.uploads.refusing import Unfit, damaged

DOCX, PDF, XLSX, HTML, TEXT, CSV = "docx", "pdf", "xlsx", "html", "text", "csv"

_LABELS = {
    DOCX: "Word (DOCX)",
    PDF: "PDF",
    XLSX: "Excel (XLSX)",
    HTML: "trang web (HTML)",
    TEXT: "văn bản thuần",
    CSV: "CSV",
}
_ENDINGS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        DOCX: ("docx", "dotx"),
        PDF: ("pdf",),
        XLSX: ("xlsx", "xltx"),
        HTML: ("html", "htm", "xhtml"),
        TEXT: ("txt", "md", "markdown", "text", "csv", "tsv"),
        CSV: ("csv", "tsv", "txt"),
    }
)
_MACRO_ENDINGS = {"docm", "dotm", "xlsm", "xltm", "xlsb", "xlam"}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SAVE_AGAIN = "Mở bằng Word hoặc Excel, chọn Lưu thành (Save As) .docx hoặc .xlsx, rồi thử lại."
_READ_HERE = "Ở đây đọc được DOCX, PDF, XLSX, HTML, Markdown và văn bản thuần."
_STRANGERS: tuple[tuple[bytes, int, str], ...] = (
    (b"Rar!\x1a\x07", 0, "là tệp nén RAR"),
    (b"7z\xbc\xaf\x27\x1c", 0, "là tệp nén 7-Zip"),
    (b"\x1f\x8b", 0, "là tệp nén GZIP"),
    (b"MZ", 0, "là chương trình chạy trên máy"),
    (b"\x7fELF", 0, "là chương trình chạy trên máy"),
    (b"\x89PNG", 0, "là ảnh PNG"),
    (b"\xff\xd8\xff", 0, "là ảnh JPEG"),
    (b"GIF8", 0, "là ảnh GIF"),
    (b"II*\0", 0, "là ảnh TIFF"),
    (b"MM\0*", 0, "là ảnh TIFF"),
    (b"ftyphei", 4, "là ảnh HEIC của điện thoại"),
    (b"{\\rtf", 0, "là văn bản RTF"),
    (b"%!PS", 0, "là tệp in PostScript"),
)
_PICTURES = ("là ảnh",)
_PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_XML = re.compile(rb"\A\s*<\?xml\b")


def kind_of(data: bytes, name: str) -> str:
    """Which of the formats that are read the bytes are.

    :raises Unfit: for what is not read, is locked, carries macros, or bears the ending of something else.
    """
    kind = _by_content(data)
    ending = extension(name)
    if ending in _MACRO_ENDINGS:
        raise packages.macros()
    if kind == TEXT and ending in {"csv", "tsv"}:
        return CSV
    if kind == TEXT and ending in _ENDINGS[HTML] and b"<" in data:
        return HTML
    known = {each for endings in _ENDINGS.values() for each in endings} | {
        "doc",
        "xls",
        "ppt",
        "pptx",
        "rtf",
        "odt",
    }
    if ending in known and ending not in _ENDINGS[kind]:
        raise Unfit(
            "file-ending-differs",
            f"có đuôi .{ending} nhưng nội dung là {_LABELS[kind]}",
            f"Nếu đúng văn bản cần đọc, đổi đuôi thành .{_ENDINGS[kind][0]} rồi thử lại.",
        )
    return kind


def _by_content(data: bytes) -> str:
    head = data[:1024]
    if head.startswith(b"%PDF-"):
        return PDF
    if head.startswith(b"PK\x03\x04"):
        return _packed(data)
    if head.startswith((b"PK\x05\x06", b"PK\x07\x08")):
        raise damaged("DOCX, XLSX")
    if head.startswith(_OLE):
        raise _old_office(data)
    for beginning, offset, reason in _STRANGERS:
        if head.startswith(beginning, offset):
            raise _stranger(reason)
    if b"%PDF-" in head:
        return PDF
    if _PAGE.search(data[:8192]) or _PAGE.search(data[:8192].replace(b"\0", b"")):
        return HTML
    if _XML.match(head):
        raise _stranger("là dữ liệu XML")
    return TEXT


def _packed(data: bytes) -> str:
    kind = packages.kind_of(data)
    if kind is FileKind.DOCX:
        return DOCX
    if kind is FileKind.XLSX:
        return XLSX
    raise Unfit("document-kind-unknown", f"là {kind.label}", f"{_SAVE_AGAIN} {_READ_HERE}")


def _old_office(data: bytes) -> Unfit:
    """Office files before 2007, or new ones that were locked: both are packed in the old way."""
    wide = "EncryptedPackage".encode("utf-16-le")
    if wide in data or "EncryptionInfo".encode("utf-16-le") in data:
        return Unfit("file-encrypted", "có mật khẩu", "Mở tệp, bỏ mật khẩu, lưu lại rồi thử lại.")
    return Unfit("document-kind-old", "là tệp Office dạng cũ (.doc, .xls, .ppt)", _SAVE_AGAIN)


def _stranger(reason: str) -> Unfit:
    advice = "Cần bản văn bản gốc, không phải ảnh chụp." if reason.startswith(_PICTURES) else _SAVE_AGAIN
    if "nén" in reason:
        return Unfit("file-is-archive", reason, "Giải nén rồi chọn đúng tệp kế hoạch.")
    return Unfit("document-kind-unknown", reason, f"{advice} {_READ_HERE}")
