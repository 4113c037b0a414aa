"""Packed office files: DOCX, XLSX, ODT, ODS. Opened in memory, piece by piece, within bounds; never on disk."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from motcua.documents.enums import FileKind
from motcua.documents.rules.uploads.refusing import Unfit, damaged

_MOST_PARTS = 5_000
_STEP = 256 * 1024
_MOST_INFLATION = 250  # times its packed size, once a file is larger than the threshold
_INFLATION_MATTERS_FROM = 20 * 1024 * 1024
_MOST_MARKUP = 4 * 1024 * 1024  # of a list of parts or relations, which are small in any honest file
_END = b"PK\x05\x06"
_LONGEST_END = 22 + 0xFFFF

_OPEN_DOCUMENT = {
    b"application/vnd.oasis.opendocument.text": FileKind.ODT,
    b"application/vnd.oasis.opendocument.spreadsheet": FileKind.ODS,
}
_MAIN_PARTS = {"word/document.xml": FileKind.DOCX, "xl/workbook.xml": FileKind.XLSX}
_ACTIVE_PARTS = re.compile(
    r"(?:^|/)(?:vbaproject|vbadata|activex|macrosheets|dialogsheets|basic|scripts)(?:[./]|$)|\.(?:bin\.vba|js|vbs|exe|dll)$"
)
_PACKED_INSIDE = (b"PK\x03\x04", b"PK\x05\x06", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b\x08", b"\xd0\xcf\x11\xe0")
_TAG = re.compile(rb"<[^<>]{1,4000}>")
_FETCHED = re.compile(rb"attachedTemplate|/oleObject|/frame|/subDocument|ddeLink")
_ELSEWHERE = re.compile(rb"TargetMode\s{0,9}=\s{0,9}[\"']External")
_COMMAND_FIELD = re.compile(rb"instrText[^<>]{0,200}>\s{0,50}(?:DDEAUTO|DDE)\b|<ddeLink\b")


def ends_as_package(data: bytes) -> bool:
    """Whether programs that look from the end would take the file for a packed one."""
    tail = data[-_LONGEST_END:]
    place = tail.rfind(_END)
    while place >= 0:
        comment = int.from_bytes(tail[place + 20 : place + 22], "little")
        if len(tail) - place - 22 == comment and place + 22 <= len(tail):
            return True
        place = tail.rfind(_END, 0, place)
    return False


def kind_of(data: bytes) -> FileKind:
    """Which office file a packed file is, by the parts it has.

    :raises Unfit: for any other packed file.
    """
    with _opened(data) as packed:
        names = {part.filename for part in packed.infolist()}
        if "mimetype" in names and (kind := _OPEN_DOCUMENT.get(_mimetype(packed))):
            return kind
        kinds = {kind for part, kind in _MAIN_PARTS.items() if part in names}
        if "[Content_Types].xml" in names and len(kinds) == 1:
            return kinds.pop()
    raise Unfit("file-is-archive", "là tệp nén", "Giải nén rồi nộp từng giấy tờ.")


def inspect(data: bytes, *, kind: FileKind, most_unpacked: int, is_kept: bool = True) -> None:
    """Look into every part. A file that is only read here and not kept (`is_kept` False) may carry embedded
    files and references to elsewhere: nobody opens them.

    :raises Unfit: for macros and active parts, packed or embedded files inside, references that fetch from
        elsewhere, encryption, parts that grow too large, odd names, or damage.
    """
    if not is_kept:
        _inspect_parts(data, kind=kind, most_unpacked=most_unpacked, is_kept=False)
        return
    if not data.endswith(b"\0\0") or data[-22:-18] != _END:
        raise Unfit(
            "file-two-kinds-at-once", "có dữ liệu lạ đứng sau phần cuối", "Mở tệp, lưu lại rồi nộp bản mới."
        )
    _inspect_parts(data, kind=kind, most_unpacked=most_unpacked, is_kept=True)


def _inspect_parts(data: bytes, *, kind: FileKind, most_unpacked: int, is_kept: bool) -> None:
    with _opened(data) as packed:
        parts = packed.infolist()
        _require_plain_parts(parts, kind)
        budget = most_unpacked
        for part in parts:
            content = _Reading(packed, part, kind, budget, is_kept=is_kept)
            budget -= content.inspect()


def macros() -> Unfit:
    """A file that carries macros."""
    return Unfit(
        "file-has-macros",
        "mang mã lệnh (macro)",
        "Lưu lại thành DOCX, XLSX không có macro, hoặc PDF, rồi nộp.",
    )


def _opened(data: bytes) -> zipfile.ZipFile:
    try:
        packed = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, IndexError, RuntimeError):
        raise damaged("DOCX, XLSX") from None
    if len(packed.infolist()) > _MOST_PARTS:
        raise _grows()
    return packed


def _mimetype(packed: zipfile.ZipFile) -> bytes:
    try:
        with packed.open("mimetype") as part:
            return part.read(100).strip()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, RuntimeError, EOFError, zlib.error):
        raise damaged("OpenDocument") from None


def _require_plain_parts(parts: list[zipfile.ZipInfo], kind: FileKind) -> None:
    names = [part.filename for part in parts]
    if len({name.casefold() for name in names}) != len(names):
        raise damaged(kind.label)
    if any(name.startswith("/") or "\\" in name or ".." in name.split("/") for name in names):
        raise Unfit("file-damaged", "chứa tên phần dẫn ra ngoài tệp", "Mở tệp, lưu lại rồi nộp bản mới.")
    if any(_ACTIVE_PARTS.search(name.casefold()) for name in names):
        raise macros()
    if any(part.flag_bits & 0x1 for part in parts):
        raise Unfit("file-encrypted", "có mật khẩu", "Bỏ mật khẩu, lưu lại rồi nộp.")
    if any(part.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED} for part in parts):
        raise damaged(kind.label)


class _Reading:
    """One part being read: its size is measured, never believed."""

    def __init__(
        self, packed: zipfile.ZipFile, part: zipfile.ZipInfo, kind: FileKind, budget: int, *, is_kept: bool
    ) -> None:
        self.packed, self.part, self.kind, self.budget, self.is_kept = packed, part, kind, budget, is_kept
        name = part.filename.casefold()
        self.is_markup = name.endswith((".xml", ".rels"))
        self.is_list = name.endswith(".rels") or name in {"[content_types].xml", "meta-inf/manifest.xml"}

    def inspect(self) -> int:
        """How many bytes the part unpacks to."""
        total, before = 0, b""
        for step in self._steps():
            if total == 0 and self.is_kept:
                self._require_no_file_inside(step)
            total += len(step)
            self._require_within(total)
            if self.is_markup:
                self._require_still(before + step)
                before = step[-4096:]
        return total

    def _steps(self) -> Iterator[bytes]:
        try:
            with self.packed.open(self.part) as opened:
                while step := opened.read(_STEP):
                    yield step
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            ValueError,
            NotImplementedError,
            OSError,
            RuntimeError,
        ):
            raise damaged(self.kind.label) from None

    def _require_within(self, total: int) -> None:
        grown = total > _INFLATION_MATTERS_FROM and total > _MOST_INFLATION * max(self.part.compress_size, 1)
        if total > self.budget or grown or (self.is_list and total > _MOST_MARKUP):
            raise _grows()

    def _require_no_file_inside(self, start: bytes) -> None:
        if start.startswith(_PACKED_INSIDE):
            raise Unfit(
                "file-active-content",
                "nhúng một tệp khác bên trong",
                "Bỏ tệp hoặc đối tượng nhúng, hoặc in ra PDF mới rồi nộp.",
            )

    def _require_still(self, text: bytes) -> None:
        if b"\0" in text[:200] or b"<!DOCTYPE" in text or b"<!ENTITY" in text:
            raise damaged(self.kind.label)
        if self.is_list and (b"macroEnabled" in text or b"vbaProject" in text):
            raise macros()
        if self.is_kept and (_COMMAND_FIELD.search(text) or (self.is_list and _fetches(text))):
            raise Unfit(
                "file-active-content",
                "tự lấy nội dung từ nơi khác khi mở",
                "Bỏ liên kết tới tệp ngoài, hoặc in ra PDF mới rồi nộp.",
            )


def _fetches(relations: bytes) -> bool:
    """Whether a list of relations has one that is opened from elsewhere without being asked."""
    return any(
        _ELSEWHERE.search(tag) is not None and _FETCHED.search(tag) is not None
        for tag in _TAG.findall(relations)
    )


def _grows() -> Unfit:
    return Unfit(
        "file-unpacks-too-large", "phình ra quá lớn khi mở", "Chia nhỏ tài liệu hoặc in ra PDF rồi nộp."
    )
