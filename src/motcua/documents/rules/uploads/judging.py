"""The judgement of one file: its kind by content, its name, its size, and what it must not carry."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from motcua.documents.enums import FileKind
from motcua.documents.rules.uploads import packages, pdf, pictures, texts
from motcua.documents.rules.uploads.names import clean_name, extension
from motcua.documents.rules.uploads.refusing import Unfit

MEGABYTE = 1024 * 1024
EVERY_KIND = frozenset(FileKind)

_MEDIA_TYPES: Mapping[FileKind, str] = MappingProxyType(
    {
        FileKind.PDF: "application/pdf",
        FileKind.JPEG: "image/jpeg",
        FileKind.PNG: "image/png",
        FileKind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        FileKind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        FileKind.ODT: "application/vnd.oasis.opendocument.text",
        FileKind.ODS: "application/vnd.oasis.opendocument.spreadsheet",
        FileKind.TEXT: "text/plain",
    }
)
# The first ending is added to a name that has none.
_ENDINGS: Mapping[FileKind, tuple[str, ...]] = MappingProxyType(
    {
        FileKind.PDF: ("pdf",),
        FileKind.JPEG: ("jpg", "jpeg", "jpe", "jfif"),
        FileKind.PNG: ("png",),
        FileKind.DOCX: ("docx",),
        FileKind.XLSX: ("xlsx",),
        FileKind.ODT: ("odt",),
        FileKind.ODS: ("ods",),
        FileKind.TEXT: ("txt", "csv", "md"),
    }
)
_MACRO_ENDINGS = {"docm", "dotm", "xlsm", "xltm", "xlsb", "xlam", "pptm", "potm", "ppsm"}

# Beginnings of files that are not kept, with what they are and what to do.
_AS_PDF = "Mở tệp, chọn lưu hoặc in ra PDF rồi nộp bản PDF."
_AS_PICTURE = "Lưu lại thành ảnh JPEG hoặc PNG rồi nộp."
_UNWANTED: tuple[tuple[bytes, int, str, str, str], ...] = (
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        0,
        "file-kind-not-kept",
        "là tệp Office dạng cũ (.doc, .xls, .ppt), có thể mang mã lệnh",
        "Mở tệp, chọn lưu thành DOCX, XLSX hoặc PDF rồi nộp.",
    ),
    (
        b"Rar!\x1a\x07",
        0,
        "file-is-archive",
        "là tệp nén RAR",
        "Giải nén rồi nộp từng giấy tờ.",
    ),
    (b"7z\xbc\xaf\x27\x1c", 0, "file-is-archive", "là tệp nén 7-Zip", "Giải nén rồi nộp từng giấy tờ."),
    (b"\x1f\x8b", 0, "file-is-archive", "là tệp nén GZIP", "Giải nén rồi nộp từng giấy tờ."),
    (
        b"MZ",
        0,
        "file-kind-not-kept",
        "là chương trình chạy trên máy",
        "Chỉ nộp giấy tờ: PDF, ảnh, DOCX, XLSX.",
    ),
    (
        b"\x7fELF",
        0,
        "file-kind-not-kept",
        "là chương trình chạy trên máy",
        "Chỉ nộp giấy tờ: PDF, ảnh, DOCX, XLSX.",
    ),
    (b"GIF8", 0, "file-kind-not-kept", "là ảnh GIF", _AS_PICTURE),
    (b"BM", 0, "file-kind-not-kept", "là ảnh BMP hoặc dạng không rõ", _AS_PICTURE),
    (b"II*\0", 0, "file-kind-not-kept", "là ảnh TIFF", "Lưu lại thành PDF, JPEG hoặc PNG rồi nộp."),
    (b"MM\0*", 0, "file-kind-not-kept", "là ảnh TIFF", "Lưu lại thành PDF, JPEG hoặc PNG rồi nộp."),
    (b"WEBP", 8, "file-kind-not-kept", "là ảnh WEBP", _AS_PICTURE),
    (
        b"ftyphei",
        4,
        "file-kind-not-kept",
        "là ảnh HEIC của điện thoại",
        "Trên điện thoại chọn chụp ở định dạng tương thích nhất (JPEG), hoặc xuất ảnh thành JPEG rồi nộp.",
    ),
    (b"ftypmif1", 4, "file-kind-not-kept", "là ảnh HEIC của điện thoại", "Xuất ảnh thành JPEG rồi nộp."),
    (b"{\\rtf", 0, "file-kind-not-kept", "là văn bản RTF", _AS_PDF),
)


@dataclass(frozen=True, slots=True)
class FileRules:
    """What one place takes: kinds, the largest size in bytes, and bounds on what a file may become when opened."""

    kinds: frozenset[FileKind] = EVERY_KIND
    largest: int = 20 * MEGABYTE
    most_unpacked: int = 200 * MEGABYTE
    most_pixels: int = 100_000_000


@dataclass(frozen=True, slots=True)
class Accepted:
    """A file that may be kept: its name as kept, what it is, and its pages where that is known."""

    name: str
    kind: FileKind
    media_type: str
    pages: int | None


def accept(*, data: bytes, name: str, rules: FileRules) -> Accepted:
    """Judge a whole file.

    :raises Refused: "file-name-unsafe", "file-empty", "file-too-large", "file-kind-not-kept",
        "file-kind-unwanted-here", "file-ending-differs", "file-is-archive", "file-damaged", "file-encrypted",
        "file-has-macros", "file-active-content", "file-unpacks-too-large", "file-picture-too-large",
        "file-two-kinds-at-once".
    """
    kept = clean_name(name)
    try:
        _require_size(len(data), rules)
        kind = _kind_of(data)
        _require_ending(kept, kind)
        _require_wanted(kind, rules)
        _require_one_kind(data, kind)
        pages = _inspect(data, kind, rules)
    except Unfit as unfit:
        raise unfit.refusal(kept) from None
    ending = "" if extension(kept) else f".{_ENDINGS[kind][0]}"
    return Accepted(f"{kept}{ending}", kind, _MEDIA_TYPES[kind], pages)


def too_large(rules: FileRules) -> Unfit:
    """A file over the limit; also said of one whose reading was given up."""
    return Unfit(
        "file-too-large",
        f"lớn hơn {rules.largest / MEGABYTE:g} MB".replace(".", ","),
        "Quét lại ở 200–300 dpi, giảm cỡ ảnh hoặc chia thành nhiều tệp.",
    )


def _require_size(size: int, rules: FileRules) -> None:
    if size == 0:
        raise Unfit("file-empty", "không có nội dung", "Mở lại trên máy để kiểm tra rồi nộp bản đúng.")
    if size > rules.largest:
        raise too_large(rules)


def _kind_of(data: bytes) -> FileKind:
    if data.startswith(b"%PDF-"):
        return FileKind.PDF
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return FileKind.PNG
    if data.startswith(b"\xff\xd8\xff"):
        return FileKind.JPEG
    if data.startswith(b"PK\x03\x04"):
        return packages.kind_of(data)
    for beginning, offset, code, reason, advice in _UNWANTED:
        if data.startswith(beginning, offset):
            raise Unfit(code, reason, advice)
    if b"%PDF-" in data[:1024]:
        raise Unfit(
            "file-two-kinds-at-once", "có dữ liệu lạ đứng trước phần PDF", "Mở tệp, in ra PDF mới rồi nộp."
        )
    return texts.kind_of(data)


def _require_ending(name: str, kind: FileKind) -> None:
    ending = extension(name)
    if ending in _MACRO_ENDINGS:
        raise packages.macros()
    if ending and ending not in _ENDINGS[kind]:
        raise Unfit(
            "file-ending-differs",
            f"có đuôi .{ending[:12]} nhưng nội dung là {kind.label}",
            f"Nếu đúng giấy tờ cần nộp, đổi đuôi thành .{_ENDINGS[kind][0]} rồi nộp lại.",
        )


def _require_wanted(kind: FileKind, rules: FileRules) -> None:
    if kind not in rules.kinds:
        wanted = ", ".join(each.label for each in FileKind if each in rules.kinds)
        raise Unfit(
            "file-kind-unwanted-here", f"là {kind.label}, chỗ này không nhận", f"Chỗ này nhận: {wanted}."
        )


def _require_one_kind(data: bytes, kind: FileKind) -> None:
    """A picture or PDF that some programs would also open as a packed file is not kept."""
    is_packed = kind in {FileKind.DOCX, FileKind.XLSX, FileKind.ODT, FileKind.ODS}
    if not is_packed and packages.ends_as_package(data):
        raise Unfit(
            "file-two-kinds-at-once",
            f"vừa là {kind.label} vừa mang một tệp nén ở cuối",
            "In hoặc lưu lại giấy tờ thành tệp mới rồi nộp.",
        )


_Inspector = Callable[[bytes, FileRules], int | None]
_INSPECTORS: Mapping[FileKind, _Inspector] = MappingProxyType(
    {
        FileKind.PDF: lambda data, rules: pdf.inspect(data, most_unpacked=rules.most_unpacked),
        FileKind.JPEG: lambda data, rules: pictures.inspect_jpeg(data, most_pixels=rules.most_pixels),
        FileKind.PNG: lambda data, rules: pictures.inspect_png(data, most_pixels=rules.most_pixels),
        FileKind.TEXT: lambda data, rules: None,
    }
)


def _inspect(data: bytes, kind: FileKind, rules: FileRules) -> int | None:
    if kind in _INSPECTORS:
        return _INSPECTORS[kind](data, rules)
    packages.inspect(data, kind=kind, most_unpacked=rules.most_unpacked)
    return None
