"""How much of a document is read at all; beyond that it is refused, in words."""

from __future__ import annotations

from motcua.documents.rules.uploads.refusing import Unfit

MEGABYTE = 1024 * 1024
LARGEST_FILE = 30 * MEGABYTE
MOST_UNPACKED = 200 * MEGABYTE  # all parts of a packed file, or all streams of a PDF but its pictures
MOST_MARKUP = 60 * MEGABYTE  # one part that is parsed as a whole
MOST_PAGES = 600
MOST_CHARACTERS = 4_000_000
MOST_LINES = 40_000
MOST_ROWS = 10_000
MOST_CELLS = 120_000
MOST_SHEETS = 200
DEEPEST = 100  # how far tables and groups may stand inside each other


def too_long(what: str) -> Unfit:
    """A document with more `what` than is read ("quá 600 trang")."""
    return Unfit(
        "document-too-long",
        f"dài hơn mức đọc được: quá {what}",
        "Tách riêng phần kế hoạch và phụ lục cần đọc thành tệp nhỏ hơn rồi thử lại.",
    )


def too_large() -> Unfit:
    """A file with more bytes than are read."""
    return Unfit(
        "document-too-large",
        f"lớn hơn {LARGEST_FILE // MEGABYTE} MB",
        "Giảm cỡ ảnh trong văn bản hoặc tách tệp rồi thử lại.",
    )
