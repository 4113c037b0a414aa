"""Plain text: readable as UTF-8, and not a page or program in disguise."""

from __future__ import annotations

import re

from motcua.documents.enums import FileKind
from motcua.documents.rules.uploads.refusing import Unfit

_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_MARKUP = re.compile(
    rb"<(?:!doctype|html|head|body|svg|script|\?xml|\?php|iframe|img|object|embed|a\s|meta|link|style|form)",
    re.IGNORECASE,
)
_PROGRAM = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*(?:#!|@echo|<%|powershell|import\s|function\s)", re.IGNORECASE)


def kind_of(data: bytes) -> FileKind:
    """Plain text, when nothing else fits.

    :raises Unfit: for what is not readable text, is a web page or drawing, or a program.
    """
    if _MARKUP.search(data):
        raise Unfit(
            "file-kind-not-kept",
            "là trang web, hình SVG hoặc dữ liệu XML, có thể mang mã lệnh",
            "Mở tệp, in ra PDF rồi nộp bản PDF.",
        )
    try:
        data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _unknown() from None
    if _CONTROL.search(data):
        raise _unknown()
    if _PROGRAM.match(data):
        raise Unfit("file-kind-not-kept", "là mã chương trình", "Chỉ nộp giấy tờ: PDF, ảnh, DOCX, XLSX.")
    return FileKind.TEXT


def _unknown() -> Unfit:
    return Unfit(
        "file-kind-not-kept",
        "thuộc loại hệ thống không nhận ra",
        "Nộp giấy tờ ở dạng PDF, ảnh JPEG hoặc PNG, DOCX, XLSX.",
    )
