"""PDF files: whole, open to read, and still. Nothing in them may run, fetch, or carry another file.

The file is not interpreted, only searched, also inside its packed object streams: interpreting hostile files is
what goes wrong. Searching finds names however they are spelt (`/J#61vaScript`).
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

from motcua.documents.rules.uploads.refusing import Unfit, damaged

_HEADER = re.compile(rb"%PDF-(?:1\.[0-7]|2\.0)[\r\n \t]")
_TAIL = 2048
_MOST_STREAMS = 20_000
_MOST_PAGES = 20_000
_STEP = 64 * 1024
_PEEK = 4096
_OPENING = re.compile(rb"(?<!end)stream\r?\n")
_OBJECT = re.compile(rb"(\d{1,10})\s+\d{1,5}\s+obj\Z")
_LOOKS_LIKE_OBJECTS = re.compile(rb"\A[\s\0]*(?:\d|%|\Z)")
_PAGE = re.compile(rb"/Type\s*/Page(?![A-Za-z])")


def _spelt(*names: str) -> re.Pattern[bytes]:
    """A pattern for names, each letter plain or as #xx."""
    words = ["".join(f"(?:{letter}|#(?i:{ord(letter):02x}))" for letter in name) for name in names]
    return re.compile(f"/(?:{'|'.join(words)})(?![0-9A-Za-z+])".encode())


_RUNS = _spelt("JavaScript", "Launch", "Rendition", "SubmitForm", "ImportData", "RichMedia", "XFA")
_CARRIES = _spelt("EmbeddedFile", "EmbeddedFiles", "Collection")
_LOCKED = _spelt("Encrypt")
_OBJECT_STREAM = _spelt("ObjStm", "First")
_PICTURE = re.compile(rb"/Subtype\s*/Image\b")
_UNUSUAL_FILTER = _spelt(
    "ASCII85Decode", "ASCIIHexDecode", "LZWDecode", "RunLengthDecode", "A85", "AHx", "LZW"
)


def inspect(data: bytes, *, most_unpacked: int) -> int:
    """How many pages a PDF has that may be kept.

    :raises Unfit: damaged, locked, active, carrying files, growing too large, or with something behind its end.
    """
    _require_frame(data)
    if _LOCKED.search(data):
        raise Unfit(
            "file-encrypted",
            "có mật khẩu hoặc bị khóa quyền",
            "Mở bằng mật khẩu, in ra PDF mới không khóa rồi nộp.",
        )
    _require_still(data)
    pages = set(_pages_outside(data))
    for unpacked in _object_streams(data, most_unpacked):
        _require_still(unpacked)
        pages.update(_pages_inside(unpacked))
    if not pages:
        raise damaged("PDF")
    return len(pages)


def _require_frame(data: bytes) -> None:
    end = data.rfind(b"%%EOF")
    if not _HEADER.match(data) or end < 0 or b"startxref" not in data[max(0, end - _TAIL) : end]:
        raise damaged("PDF")
    if data[end + 5 :].strip(b"\r\n\t \0"):
        raise Unfit(
            "file-two-kinds-at-once", "có dữ liệu lạ đứng sau phần PDF", "Mở tệp, in ra PDF mới rồi nộp."
        )


def _require_still(data: bytes) -> None:
    if _RUNS.search(data):
        raise Unfit(
            "file-active-content", "mang mã lệnh hoặc nội dung tự chạy", "Mở tệp, in ra PDF mới rồi nộp."
        )
    if _CARRIES.search(data):
        raise Unfit("file-active-content", "đính kèm tệp khác bên trong", "Mở tệp, in ra PDF mới rồi nộp.")


def _object_streams(data: bytes, most_unpacked: int) -> Iterator[bytes]:
    """The unpacked streams that hold objects, told by how they begin, whatever their dictionary says."""
    unpacked = 0
    for number, opening in enumerate(_OPENING.finditer(data)):
        if number > _MOST_STREAMS:
            raise _grows()
        start = opening.end()
        if not _is_deflated(data[start : start + 2]):
            _require_usual(data, opening.start())
            continue
        peeked = _inflate(data, start, _PEEK)
        unpacked += len(peeked)
        if _LOOKS_LIKE_OBJECTS.match(peeked) and not _is_picture(data, opening.start()):
            whole = _inflate(data, start, most_unpacked - unpacked + 1) if len(peeked) == _PEEK else peeked
            unpacked += len(whole)
            if unpacked > most_unpacked:
                raise _grows()
            yield whole


def _is_picture(data: bytes, place: int) -> bool:
    """Whether the stream says it is a picture and nothing near says it holds objects."""
    window = data[max(0, place - _PEEK) : place]
    return _PICTURE.search(window) is not None and _OBJECT_STREAM.search(window) is None


def _is_deflated(start: bytes) -> bool:
    return len(start) == 2 and start[0] & 0x0F == 8 and int.from_bytes(start) % 31 == 0


def _inflate(data: bytes, start: int, most: int) -> bytes:
    """What is packed from `start` on, at most that many bytes; as far as it goes where it is broken."""
    inflater, pieces, length = zlib.decompressobj(), [], 0
    try:
        for place in range(start, len(data), _STEP):
            step = data[place : place + _STEP]
            while step and length < most and not inflater.eof:
                piece = inflater.decompress(step, min(most - length, 1 << 20))
                pieces.append(piece)
                length += len(piece)
                step = inflater.unconsumed_tail
            if inflater.eof or length >= most:
                break
    except zlib.error:
        pass
    return b"".join(pieces)


def _require_usual(data: bytes, place: int) -> None:
    """Objects packed in a way that this program does not open are not kept unseen."""
    head = data.rfind(b" obj", max(0, place - _PEEK), place)
    dictionary = data[head if head >= 0 else max(0, place - _PEEK) : place]
    if _OBJECT_STREAM.search(dictionary) and _UNUSUAL_FILTER.search(dictionary):
        raise Unfit(
            "file-active-content", "được nén theo cách không soát được", "Mở tệp, in ra PDF mới rồi nộp."
        )


def _pages_outside(data: bytes) -> Iterator[int]:
    """Numbers of the page objects that lie open; a page that was rewritten counts once."""
    for count, page in enumerate(_PAGE.finditer(data)):
        if count > _MOST_PAGES:
            raise _grows()
        head = data.rfind(b"obj", max(0, page.start() - _PEEK), page.start())
        if head >= 0 and (numbered := _OBJECT.search(data, max(0, head - 30), head + 3)):
            yield int(numbered.group(1))


def _pages_inside(unpacked: bytes) -> Iterator[int]:
    """Numbers of the page objects in an object stream: pairs of number and place, then the objects."""
    header = re.match(rb"\s*((?:\d{1,10}\s+\d{1,10}\s+)+)", unpacked[: 1 << 20])
    if header is None:
        return
    words = [int(word) for word in header.group(1).split()]
    starts = sorted(zip(words[1::2], words[::2], strict=False))
    first = header.end()
    for (start, number), (end, _) in zip(starts, [*starts[1:], (len(unpacked), 0)], strict=True):
        if _PAGE.search(unpacked, first + start, first + end):
            yield number


def _grows() -> Unfit:
    return Unfit("file-unpacks-too-large", "phình ra quá lớn khi mở", "In ra PDF mới hoặc chia nhỏ rồi nộp.")
